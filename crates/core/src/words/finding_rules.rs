//! The rules of findings: what they are called, and what they find.

use crate::domain::findings::{Rule, Settings};
use crate::domain::time::Seconds;

pub(super) fn days(seconds: Seconds) -> String {
    (seconds.0 / Seconds::DAY.0).to_string()
}

/// A rule, as its toggle and its findings are called.
pub fn rule(rule: Rule, settings: &Settings) -> String {
    let fixed = match rule {
        Rule::ExpiresSoon => {
            return ["Expires within ", &days(settings.expires_within), " days"].concat();
        }
        Rule::Unused => return ["Unused for ", &days(settings.unused_after), " days"].concat(),
        Rule::TokenLeaked => "Leaked",
        Rule::DestroysProduction => "Can destroy production",
        Rule::MintsTokens => "Can mint tokens",
        Rule::BreaksAssertion => "Breaks an assertion",
        Rule::ApprovesOwnChanges => "Approves its own changes",
        Rule::GrowsByCreating => "Grows by creating databases",
        Rule::Destroys => "Can destroy something else",
        Rule::Expired => "Expired",
        Rule::NoExpiry => "No expiry",
        Rule::LongLived => "Lives longer than the policy",
        Rule::NeverUsed => "Never used",
        Rule::ImpossibleUse => "Used before it was created",
        Rule::UnknownPermission => "Unknown permission",
        Rule::OwnCredential => "The console's own token",
        Rule::DeletedDatabases => "Deleted databases",
        Rule::Redundant => "Redundant access",
        Rule::SameAccess => "Same access",
        Rule::Unnamed => "Unnamed",
        Rule::DuplicateName => "Duplicate name",
        Rule::OffPattern => "Name off the pattern",
    };
    fixed.to_owned()
}

/// What a rule finds, exactly: a filter of that name may show more.
pub fn rule_about(rule: Rule, settings: &Settings) -> String {
    let fixed = match rule {
        Rule::ExpiresSoon => {
            return ["It ends within ", &days(settings.expires_within), " days"].concat();
        }
        Rule::Unused => {
            let after = days(settings.unused_after);
            let left_out = "; tokens that were never used or have expired are left out";
            return ["Last used more than ", &after, " days ago", left_out].concat();
        }
        Rule::NeverUsed => {
            let after = days(settings.never_used_after);
            let left_out = " days ago, and never used; tokens that have expired are left out";
            return ["Created more than ", &after, left_out].concat();
        }
        Rule::TokenLeaked => {
            "The audit log tells that its secret was found where it does not belong"
        }
        Rule::DestroysProduction => "It can delete or overwrite something in production",
        Rule::MintsTokens => "It can create tokens and give them access",
        Rule::BreaksAssertion => "An assertion of config.json does not hold",
        Rule::ApprovesOwnChanges => "It opens deploy requests and approves them",
        Rule::GrowsByCreating => "It gets every permission on databases that it creates",
        Rule::Destroys => "It can delete or overwrite something, though nothing in production",
        Rule::Expired => "Its end has passed, and it is still in the list",
        Rule::NoExpiry => "It never ends by itself",
        Rule::LongLived => "It lives longer than policy.maxTtl of config.json",
        Rule::ImpossibleUse => "Its last use is told to be before it was created",
        Rule::UnknownPermission => "It holds a permission that this console does not know",
        Rule::OwnCredential => "The console itself works with it",
        Rule::DeletedDatabases => "It has access to databases that are deleted",
        Rule::Redundant => "\"All databases\" gives it what it also holds on single ones",
        Rule::SameAccess => "Another token that has not expired has exactly its access",
        Rule::Unnamed => "It has no name",
        Rule::DuplicateName => "Another token has its name",
        Rule::OffPattern => "Its name does not fit policy.namePattern of config.json",
    };
    fixed.to_owned()
}
