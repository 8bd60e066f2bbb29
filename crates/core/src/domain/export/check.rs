//! Calls that show whether a new token works. The secret comes from the environment, so that it is in no history.

use super::super::access::AccessSet;
use super::super::ids::OrgName;
use super::super::resource::{ResourceKey, ResourceKind, Resources};
use super::super::shell::{Shell, curl_line};
use super::super::view_state::encode_into;

/// The address of the organizations.
const ORGANIZATIONS: &str = "https://api.planetscale.com/v1/organizations";

/// What can be read with one permission on the organization, below its address.
const ON_ORGANIZATION: [(&str, &str); 6] = [
    ("read_organization", ""),
    ("read_databases", "/databases"),
    ("read_invoices", "/invoices"),
    ("read_oauth_applications", "/oauth-applications"),
    ("read_service_tokens", "/service-tokens"),
    ("read_audit_logs", "/audit-log"),
];

/// Permissions on a database of which one is enough to see the database.
const ON_DATABASE: [&str; 5] =
    ["read_database", "read_branch", "read_backups", "read_deploy_request", "write_database"];

/// The commands for a shell: first a call that needs no permission (`GET /organizations`), then one that reads something
/// of what was granted, if there is such a call.
pub fn check_commands(
    shell: Shell,
    organization: &OrgName,
    granted: &AccessSet,
    resources: &Resources,
) -> Vec<String> {
    let call = |below: &str| {
        // Every address is percent-encoded, so that each shell can write it.
        curl_line(shell, None, &[], &[ORGANIZATIONS, below].concat())
    };
    let mut own = "/".to_owned();
    encode_into(organization.as_str(), &mut own);
    let first = call("");
    let second = below(granted, resources).and_then(|below| call(&[own, below].concat()));
    first.into_iter().chain(second).collect()
}

/// The address of something that can be read with what was granted, below the organization's.
fn below(granted: &AccessSet, resources: &Resources) -> Option<String> {
    let holds = |key, name: &str| granted.on(key).iter().any(|own| own.permission.name() == name);
    let database = granted.iter().find_map(|grant| {
        let resource = resources.get(grant.resource);
        let is_there = resource.kind == ResourceKind::Database && !resource.is_deleted();
        let reads = ON_DATABASE.contains(&grant.permission.name());
        (is_there && reads && !resource.name.is_empty()).then(|| {
            let mut below = "/databases/".to_owned();
            encode_into(&resource.name, &mut below);
            below
        })
    });
    let on_all = || {
        let reads = ON_DATABASE.iter().any(|name| holds(ResourceKey::ALL_DATABASES, name));
        reads.then(|| "/databases".to_owned())
    };
    let on_organization = || {
        let reads = |(name, _): &&(&str, &str)| holds(ResourceKey::ORGANIZATION, name);
        ON_ORGANIZATION.iter().find(reads).map(|(_, below)| (*below).to_owned())
    };
    database.or_else(on_all).or_else(on_organization)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::access::{Grant, Starter};
    use crate::domain::permission::Permission;
    use crate::domain::resource::ResourceFacts;

    fn ends(granted: &AccessSet, resources: &Resources) -> Vec<String> {
        let organization = OrgName::parse("acme").unwrap();
        check_commands(Shell::Posix, &organization, granted, resources)
            .into_iter()
            .map(|command| command.split_once("/v1").unwrap().1.to_owned())
            .collect()
    }

    #[test]
    fn the_first_call_needs_no_permission_and_the_second_what_was_granted() {
        let mut resources = Resources::of("acme");
        let shop = resources.database(ResourceFacts { id: "1", name: "my shop", deleted_at: None });
        assert_eq!(ends(&AccessSet::default(), &resources), ["/organizations"]);
        for starter in Starter::ALL {
            assert_eq!(
                ends(&starter.access(shop), &resources),
                ["/organizations", "/organizations/acme/databases/my%20shop"],
                "{starter:?}"
            );
        }
        let on = |key, name| -> AccessSet {
            [Grant::new(key, Permission::named(name))].into_iter().collect()
        };
        let all = on(ResourceKey::ALL_DATABASES, "read_branch");
        assert_eq!(ends(&all, &resources)[1], "/organizations/acme/databases");
        let invoices = on(ResourceKey::ORGANIZATION, "read_invoices");
        assert_eq!(ends(&invoices, &resources)[1], "/organizations/acme/invoices");
        let metrics = on(ResourceKey::ORGANIZATION, "read_metrics_endpoints");
        assert_eq!(ends(&metrics, &resources).len(), 1);
    }

    #[test]
    fn each_shell_reads_the_secret_from_its_own_environment() {
        let mut resources = Resources::of("acme");
        let shop =
            resources.database(ResourceFacts { id: "1", name: "50% & ö", deleted_at: None });
        let organization = OrgName::parse("acme").unwrap();
        let granted = Starter::ALL[0].access(shop);
        let of = |shell| check_commands(shell, &organization, &granted, &resources);
        assert_eq!(
            of(Shell::Posix)[0],
            "curl --fail-with-body --header \"Authorization: $PLANETSCALE_SERVICE_TOKEN_ID:$PLANETSCALE_SERVICE_TOKEN\" https://api.planetscale.com/v1/organizations"
        );
        assert!(of(Shell::PowerShell)[0].starts_with("curl.exe "));
        assert!(of(Shell::PowerShell)[0].contains("${env:PLANETSCALE_SERVICE_TOKEN}"));
        assert!(of(Shell::Cmd)[0].contains("%PLANETSCALE_SERVICE_TOKEN%"));
        for shell in Shell::ALL {
            assert_eq!(of(shell).len(), 2, "{shell:?}");
        }
    }
}
