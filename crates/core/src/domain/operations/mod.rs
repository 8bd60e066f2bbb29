//! Operations of PlanetScale's API, and the permissions of which one is enough for each.
//!
//! A dated copy of what PlanetScale publishes (`data/operations.txt`). Names and groups are PlanetScale's own, so that
//! each can be found in its documentation. Where it publishes no permission, none is made up.

mod call;
mod held;
mod order;
mod view;

use std::sync::OnceLock;

pub use call::{API_HOST, Call, CallTarget, host, read_call};
pub use held::{HeldOperation, Holding, held_operations};
pub use order::{OperationColumn, sort_operations};
pub use view::OperationsView;

use super::catalog::{Effect, Scope};
use super::permission::Permission;

static DATA: &str = include_str!("../../../data/operations.txt");

/// An operation of the API.
#[derive(Debug, PartialEq, Eq)]
pub struct Operation {
    /// PlanetScale's name for it.
    pub name: &'static str,
    /// The method of the call.
    pub method: &'static str,
    /// The path below the API's version, with names in braces for what varies.
    pub path: String,
    /// How PlanetScale sorts it.
    pub group: &'static str,
    /// The permissions of which one is enough, in the order of the catalog; empty where none is published.
    pub any_of: Vec<Permission>,
}

impl Operation {
    /// Whether it is about one database: its path names one.
    pub fn is_about_a_database(&self) -> bool {
        self.path.contains("{database}")
    }

    /// A permission that PlanetScale publishes for no operation, although its description says that it does what this
    /// one does. Whoever holds it is not told to be unable.
    pub fn described(&self) -> Option<Permission> {
        (self.name == "delete_database").then(|| Permission::named("delete_databases"))
    }

    /// Whether a permission is enough for it, as published or as described.
    pub fn takes(&self, permission: Permission) -> bool {
        self.any_of.contains(&permission) || self.described() == Some(permission)
    }

    /// What it does at the most, by its method and name.
    pub fn effect(&self) -> Effect {
        let verb = self.name.split('_').next().unwrap_or_default();
        match self.method {
            "GET" => Effect::Reads,
            "DELETE" if matches!(verb, "delete" | "remove") => Effect::Destroys,
            _ => Effect::Changes,
        }
    }

    /// Whether one of the permissions that are enough is granted on databases.
    pub fn takes_database_permissions(&self) -> bool {
        self.any_of.iter().any(|one| one.scope() == Some(Scope::Database))
    }
}

/// The operations, and the day of what they are a copy of.
#[derive(Debug, Default)]
struct Published {
    as_of: &'static str,
    operations: Vec<Operation>,
}

fn published() -> &'static Published {
    static PUBLISHED: OnceLock<Published> = OnceLock::new();
    PUBLISHED.get_or_init(|| parse(DATA))
}

/// The operations that a permission is enough for and another one is as well: whoever lacks it may do the same.
pub fn shared_operations(permission: Permission) -> impl Iterator<Item = &'static Operation> {
    let others = move |operation: &&'static Operation| {
        let is_another = |own: &Permission| *own != permission;
        operation.takes(permission)
            && operation.any_of.iter().chain(operation.described().iter()).any(is_another)
    };
    operations().iter().filter(others)
}

/// Every operation, group by group.
pub fn operations() -> &'static [Operation] {
    &published().operations
}

/// The day that the operations and their permissions were copied, as `2026-08-18`.
pub fn as_of() -> &'static str {
    published().as_of
}

/// The operation of that name.
pub fn operation(name: &str) -> Option<&'static Operation> {
    operations().iter().find(|own| own.name == name)
}

fn parse(text: &'static str) -> Published {
    let mut all = Published::default();
    let mut sets: Vec<(&str, Vec<Permission>)> = Vec::new();
    let mut group = "";
    for line in text.lines() {
        let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
        match first {
            "#" => {}
            "@" => all.as_of = rest,
            ">" => group = rest,
            set if set.starts_with('*') => sets.push((set, permissions(rest))),
            method => {
                let mut parts = rest.splitn(3, ' ');
                let (Some(path), Some(name)) = (parts.next(), parts.next()) else { continue };
                let named = parts.next().unwrap_or_default();
                let set = sets.iter().find(|(own, _)| *own == named);
                let any_of = set.map_or_else(|| permissions(named), |(_, set)| set.clone());
                all.operations.push(Operation { name, method, path: whole(path), group, any_of });
            }
        }
    }
    all
}

fn permissions(names: &str) -> Vec<Permission> {
    let mut all: Vec<_> = names.split_whitespace().map(Permission::named).collect();
    all.sort_unstable();
    all
}

/// The path that a shortened one stands for.
fn whole(path: &str) -> String {
    let mut chars = path.chars();
    let begin = match chars.next() {
        Some('^') => "/organizations/{organization}",
        Some('~') => "/organizations/{organization}/databases/{database}",
        Some('!') => "/organizations/{organization}/databases/{database}/branches/{branch}",
        _ => return path.to_owned(),
    };
    [begin, chars.as_str()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn each_of_the_193_operations_is_there_once() {
        let names: HashSet<_> = operations().iter().map(|one| one.name).collect();
        assert_eq!((operations().len(), names.len()), (193, 193));
        assert_eq!(as_of(), "2026-08-18");
        let without = operations().iter().filter(|one| one.any_of.is_empty());
        assert_eq!(without.count(), 20);
        for one in operations() {
            assert!(one.path.starts_with('/') && !one.group.is_empty(), "{}", one.name);
            assert!(one.any_of.iter().all(|it| it.entry().is_some()), "{}", one.name);
        }
    }

    #[test]
    fn an_operation_has_its_path_whole_and_its_permissions() {
        let create = operation("create_branch").unwrap();
        assert_eq!(create.path, "/organizations/{organization}/databases/{database}/branches");
        let names: Vec<_> = create.any_of.iter().map(|one| one.name()).collect();
        let wanted = ["create_branch", "restore_backup", "restore_production_branch_backup"];
        assert_eq!(names, wanted);
        assert_eq!(create.effect(), Effect::Changes);
        assert_eq!(operation("delete_password").unwrap().effect(), Effect::Destroys);
        assert!(!operation("list_invoices").unwrap().is_about_a_database());
    }
}
