//! A new token's id and secret as programs take them.

use super::super::access::shell_quoted;
use super::super::ids::TokenId;
use super::super::secret::Secret;
use super::super::shell::{ID, SECRET, Shell};

fn posix_lines(id: &TokenId, secret: &Secret) -> String {
    [
        "export PLANETSCALE_SERVICE_TOKEN_ID=",
        &shell_quoted(id.as_str()),
        "\nexport PLANETSCALE_SERVICE_TOKEN=",
        &shell_quoted(secret.expose()),
        "\n",
    ]
    .concat()
}

/// Lines that set both variables in a shell. No id and no secret of the API has anything in it that a shell could not
/// hold; what one could not is written for POSIX shells.
pub fn environment_lines(shell: Shell, id: &TokenId, secret: &Secret) -> String {
    let id_line = shell.set_variable(ID, id.as_str());
    match (id_line, shell.set_variable(SECRET, secret.expose())) {
        (Some(id), Some(secret)) => [&id, "\n", &secret, "\n"].concat(),
        _ => posix_lines(id, secret),
    }
}

/// An `.env` file.
pub fn env_file(id: &TokenId, secret: &Secret) -> String {
    let quoted = |text: &str| {
        let plain = text.chars().all(|c| c.is_ascii_alphanumeric() || "-_.:/+=@".contains(c));
        if plain {
            text.to_owned()
        } else {
            ["\"", &text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"), "\""]
                .concat()
        }
    };
    [
        "PLANETSCALE_SERVICE_TOKEN_ID=",
        &quoted(id.as_str()),
        "\nPLANETSCALE_SERVICE_TOKEN=",
        &quoted(secret.expose()),
        "\n",
    ]
    .concat()
}
