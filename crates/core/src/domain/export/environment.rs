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

/// What takes a token's id and secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Environment {
    /// A shell, which runs the lines.
    Shell(Shell),
    /// A file `.env`.
    File,
    /// The secrets of a repository on GitHub, which its workflows read.
    GitHubActions,
}

impl Environment {
    /// All of them, shells first.
    pub const ALL: [Self; 5] = [
        Self::Shell(Shell::Posix),
        Self::Shell(Shell::PowerShell),
        Self::Shell(Shell::Cmd),
        Self::File,
        Self::GitHubActions,
    ];
}

/// A token's id and secret in that form.
pub fn environment(form: Environment, id: &TokenId, secret: &Secret) -> String {
    match form {
        Environment::Shell(shell) => environment_lines(shell, id, secret),
        Environment::File => env_file(id, secret),
        Environment::GitHubActions => github_actions(id, secret),
    }
}

/// Commands of `gh` that store both, and what a workflow reads them with. A workflow itself never holds a secret.
fn github_actions(id: &TokenId, secret: &Secret) -> String {
    let set = |name: &str, value: &str| {
        ["gh secret set ", name, " --body ", &shell_quoted(value), "\n"].concat()
    };
    let read = |name: &str| ["#   ", name, ": ${{ secrets.", name, " }}\n"].concat();
    [
        &set(ID, id.as_str()),
        &set(SECRET, secret.expose()),
        "# In the job of the workflow:\n# env:\n",
        &read(ID),
        &read(SECRET),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workflow_is_told_to_read_what_gh_stores_and_holds_no_secret() {
        let id = TokenId::parse("abc123").expect("an id");
        let secret = Secret::new("pscale_tkn_it's".into());
        let text = environment(Environment::GitHubActions, &id, &secret);
        let (commands, comments): (Vec<&str>, Vec<&str>) =
            text.lines().partition(|line| !line.starts_with('#'));
        assert_eq!(
            commands,
            [
                "gh secret set PLANETSCALE_SERVICE_TOKEN_ID --body abc123",
                r"gh secret set PLANETSCALE_SERVICE_TOKEN --body 'pscale_tkn_it'\''s'",
            ]
        );
        let comments = comments.join("\n");
        assert!(!comments.contains("pscale_tkn_"), "{comments}");
        assert!(comments.contains("${{ secrets.PLANETSCALE_SERVICE_TOKEN }}"), "{comments}");
    }

    #[test]
    fn each_form_is_the_same_as_its_own_writer() {
        let id = TokenId::parse("abc123").expect("an id");
        let secret = Secret::new("pscale_tkn_1".into());
        assert_eq!(environment(Environment::File, &id, &secret), env_file(&id, &secret));
        for shell in Shell::ALL {
            let own = environment(Environment::Shell(shell), &id, &secret);
            assert_eq!(own, environment_lines(shell, &id, &secret));
            assert!(Environment::ALL.contains(&Environment::Shell(shell)));
        }
    }
}
