//! Changes of access as `pscale` commands, to run in a shell or to keep in a ticket.

use std::fmt;

use super::super::ids::{OrgName, TokenId};
use super::super::shell::Shell;
use super::{Step, StepKind};

/// A command line, argument by argument. Its [`Display`](fmt::Display) is quoted for POSIX shells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command(pub Vec<String>);

impl Command {
    /// Writes the command that does what `step` does.
    pub fn of(step: &Step, token: &TokenId, organization: &OrgName) -> Self {
        let verb = match step.kind {
            StepKind::Add => "add-access",
            StepKind::Remove => "delete-access",
        };
        let mut arguments = vec!["pscale".to_owned(), "service-token".to_owned(), verb.to_owned()];
        // `--flag=value` also holds for values that begin with a dash or are empty. An empty
        // database is the organization, and has to be said: without the flag, the client takes the
        // database that `.pscale.yml` or PLANETSCALE_DATABASE names.
        let flags =
            [format!("--database={}", step.target.database()), format!("--org={organization}")];
        let mut names = vec![token.to_string()];
        names.extend(step.permissions().map(|permission| permission.name().to_owned()));
        if names.iter().any(|name| name.starts_with('-')) {
            arguments.extend(flags);
            arguments.push("--".to_owned());
            arguments.extend(names);
        } else {
            arguments.extend(names);
            arguments.extend(flags);
        }
        Self(arguments)
    }
}

impl Command {
    /// The command line for that shell; `None` if it cannot be written there.
    pub fn line(&self, shell: Shell) -> Option<String> {
        shell.line(self.0.iter().map(String::as_str))
    }
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line(Shell::Posix).unwrap_or_default())
    }
}

/// An argument as a POSIX shell reads it back to the letter.
pub fn shell_quoted(argument: &str) -> String {
    Shell::Posix.quoted(argument).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::access::{Grant, Target};
    use crate::domain::permission::Permission;
    use crate::domain::resource::ResourceKey;

    fn command(target: Target, permissions: &[&str]) -> String {
        let grants = permissions
            .iter()
            .map(|name| Grant::new(ResourceKey::ORGANIZATION, Permission::named(name)))
            .collect();
        let step = Step { kind: StepKind::Add, target, grants };
        Command::of(&step, &TokenId::parse("tok1").unwrap(), &OrgName::parse("acme").unwrap())
            .to_string()
    }

    #[test]
    fn a_plain_command_needs_no_quotes() {
        assert_eq!(
            command(Target::Database("shop".into()), &["read_branch", "create_branch"]),
            "pscale service-token add-access tok1 read_branch create_branch --database=shop --org=acme"
        );
        assert_eq!(
            command(Target::Organization, &["read_organization"]),
            "pscale service-token add-access tok1 read_organization --database= --org=acme"
        );
    }

    #[test]
    fn what_means_something_to_a_shell_is_quoted() {
        let quoted = |text| Shell::Posix.quoted(text).unwrap();
        assert_eq!(quoted("it's; rm -rf $HOME"), r"'it'\''s; rm -rf $HOME'");
        assert_eq!(quoted(""), "''");
        assert_eq!(quoted("~root"), "'~root'");
        assert!(
            command(Target::Database("a b".into()), &["read_branch"]).contains("'--database=a b'")
        );
    }

    #[test]
    fn a_name_that_looks_like_a_flag_stays_a_name() {
        assert_eq!(
            command(Target::Organization, &["--org=evil"]),
            "pscale service-token add-access --database= --org=acme -- tok1 --org=evil"
        );
    }
}
