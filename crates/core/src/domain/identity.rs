//! Who is signed in at the proxy.

use serde::Deserialize;

#[derive(Deserialize)]
struct UserInfo {
    email: Option<String>,
    #[serde(rename = "preferredUsername")]
    preferred_username: Option<String>,
    user: Option<String>,
}

/// The name in an answer of oauth2-proxy's `/oauth2/userinfo`: the address, else what the identity
/// provider calls them.
pub fn name(json: &str) -> Option<String> {
    let info: UserInfo = serde_json::from_str(json).ok()?;
    [info.email, info.preferred_username, info.user]
        .into_iter()
        .flatten()
        .find(|name| !name.trim().is_empty())
        .map(|name| name.chars().take(80).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_name_that_says_something_is_taken() {
        let told = r#"{"user":"u1","email":"","preferredUsername":"ada"}"#;
        assert_eq!(name(told).as_deref(), Some("ada"));
        assert_eq!(name(r#"{"user":"u1"}"#).as_deref(), Some("u1"));
        assert_eq!(name("<html>"), None);
    }
}
