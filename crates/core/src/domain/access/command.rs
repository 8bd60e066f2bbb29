//! The same calls as `pscale` commands, to run in a shell or to keep in a ticket.

use std::fmt;

use super::super::ids::{OrgName, TokenId};
use super::{Step, StepKind};

/// A command line, argument by argument. Its [`Display`](fmt::Display) is quoted for POSIX shells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command(pub Vec<String>);

impl Command {
    /// The command that does what the step does.
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

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, argument) in self.0.iter().enumerate() {
            if place > 0 {
                f.write_str(" ")?;
            }
            f.write_str(&shell_quoted(argument))?;
        }
        Ok(())
    }
}

/// An argument as a POSIX shell reads it back to the letter: bare when nothing in it means anything
/// to a shell, else in single quotes.
pub fn shell_quoted(argument: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || "-_./=:,@%+".contains(c);
    if !argument.is_empty() && argument.chars().all(bare) {
        return argument.to_owned();
    }
    // NUL ends every argument of every program; a name cannot be given past it.
    let quoted = argument.replace('\0', "").replace('\'', r"'\''");
    format!("'{quoted}'")
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
        assert_eq!(shell_quoted("it's; rm -rf $HOME"), r"'it'\''s; rm -rf $HOME'");
        assert_eq!(shell_quoted(""), "''");
        assert_eq!(shell_quoted("~root"), "'~root'");
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
