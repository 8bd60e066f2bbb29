//! Holding the rules against every token.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::vec::IntoIter;

use super::kin::{Alike, Kin};
use super::{Breach, Evidence, Finding, Fix, Rule, Settings, Severity};
use crate::domain::access::{AccessSet, Grant, Plan, RiskKind, StepKind};
use crate::domain::activity::Leaks;
use crate::domain::listing::{Gradual, NameOrder, NameOrdering, TokenList};
use crate::domain::resource::{ResourceKey, ResourceKind, Resources};
use crate::domain::time::{Seconds, Timestamp};
use crate::domain::token::{Expiry, Token};

/// What the rules found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Audit {
    /// The gravest first, then by rule and by the token's name.
    pub findings: Vec<Finding>,
    /// Rules that could not be held against the tokens, because the API tells last uses late or not at all.
    pub not_counted: Vec<Rule>,
    /// The tokens by their names.
    pub(super) names: Arc<NameOrder>,
    /// How many of each rule are open, and how many accepted.
    counts: BTreeMap<Rule, (usize, usize)>,
}

impl Audit {
    /// Those that are not accepted.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|one| one.accepted.is_none())
    }

    /// How many are open, whatever their rule.
    pub fn count_open(&self) -> usize {
        self.counts.values().map(|(open, _)| open).sum()
    }

    /// How many of a rule are open, and how many accepted.
    pub fn count(&self, rule: Rule) -> (usize, usize) {
        self.counts.get(&rule).copied().unwrap_or_default()
    }

    fn take(&mut self, found: Vec<Finding>) {
        for one in &found {
            let (open, accepted) = self.counts.entry(one.rule).or_default();
            *if one.accepted.is_none() { open } else { accepted } += 1;
        }
        self.findings.extend(found);
    }
}

/// Holds every rule that is not left out against the tokens. With `use_is_frozen` no token of the whole list was used
/// lately, so that nothing can be said about use.
pub fn audit(
    list: TokenList<'_>,
    settings: &Settings,
    use_is_frozen: bool,
    now: Timestamp,
) -> Audit {
    Auditor::new(Arc::new(settings.clone()), use_is_frozen, now).all_at_once(list)
}

/// Holding the rules against tokens a part at a time.
#[derive(Debug)]
pub struct Auditor {
    settings: Arc<Settings>,
    /// The leaks that the audit log tells; `None` where it was not read.
    leaks: Option<Leaks>,
    now: Timestamp,
    stage: Stage,
    next: usize,
    found: Vec<Finding>,
    kin: Kin,
    /// What was found, by severity and rule.
    judged: BTreeMap<(Severity, Rule), Vec<Finding>>,
    audit: Audit,
}

/// What is being done.
#[derive(Debug)]
enum Stage {
    /// Putting the tokens in the order of their names.
    Ordering(NameOrdering),
    /// Looking at each of them.
    Looking,
    /// Comparing them with each other.
    Comparing(Alike),
    /// Finding out what is accepted.
    Judging(IntoIter<Finding>),
    /// Putting what one rule found in order, one rule after the other.
    Sorting,
}

impl Auditor {
    /// No token is looked at yet. `use_is_frozen` is as for [`audit`].
    pub fn new(settings: Arc<Settings>, use_is_frozen: bool, now: Timestamp) -> Self {
        let is_not_counted = |rule: &Rule| use_is_frozen && rule.needs_use();
        let not_counted = Rule::ALL.into_iter().filter(is_not_counted);
        let not_counted = not_counted.filter(|rule| !settings.leave_out.contains(rule)).collect();
        Self {
            settings,
            leaks: None,
            now,
            stage: Stage::Ordering(NameOrdering::default()),
            next: 0,
            found: Vec::new(),
            kin: Kin::default(),
            judged: BTreeMap::new(),
            audit: Audit { not_counted, ..Audit::default() },
        }
    }

    /// The same with the leaks that the audit log tells; `None` where it was not read.
    #[must_use]
    pub fn knowing(self, leaks: Option<Leaks>) -> Self {
        Self { leaks, ..self }
    }

    fn look(&mut self, list: TokenList<'_>, count: usize) {
        let Self { now, next, found, kin, settings, leaks, .. } = self;
        let (now, from) = (*now, *next);
        let resources = list.resources;
        let end = from.saturating_add(count).min(list.tokens.len());
        for (place, token) in list.tokens.iter().enumerate().take(end).skip(from) {
            let Ok(place) = u32::try_from(place) else { break };
            let mut one = Look { token, place, resources, settings, now, found: &mut *found };
            if token.expiry(now) == Expiry::Expired {
                one.expired();
            } else {
                one.life();
                one.usage();
                one.access();
                one.assertions();
            }
            one.leak(leaks.as_ref());
            one.name();
            one.own();
            kin.take(token, place, now);
        }
        *next = end;
    }

    fn judge(&mut self, mut one: Finding, list: TokenList<'_>) {
        let Self { settings, audit, .. } = self;
        if settings.leave_out.contains(&one.rule) || audit.not_counted.contains(&one.rule) {
            return;
        }
        let token = list.token(one.token);
        one.accepted = token.and_then(|it| settings.accepted_at(one.rule, &it.id, self.now));
        self.judged.entry((one.severity(), one.rule)).or_default().push(one);
    }
}

impl Gradual for Auditor {
    type Found = Audit;

    fn go_on(&mut self, list: TokenList<'_>, count: usize) -> Option<Audit> {
        match &mut self.stage {
            Stage::Ordering(ordering) => {
                self.audit.names = ordering.go_on(list.index, count)?;
                self.stage = Stage::Looking;
            }
            Stage::Looking if self.next < list.tokens.len() => self.look(list, count),
            Stage::Looking => self.stage = Stage::Comparing(std::mem::take(&mut self.kin).alike()),
            Stage::Comparing(alike) => {
                if alike.go_on(&mut self.found, count) {
                    self.stage = Stage::Judging(std::mem::take(&mut self.found).into_iter());
                }
            }
            Stage::Judging(found) => {
                let part: Vec<Finding> = found.by_ref().take(count).collect();
                if part.is_empty() {
                    self.stage = Stage::Sorting;
                }
                for one in part {
                    self.judge(one, list);
                }
            }
            Stage::Sorting => {
                let Some((_, mut next)) = self.judged.pop_first() else {
                    return Some(std::mem::take(&mut self.audit));
                };
                next.sort_by_key(|one| self.audit.names.rank(one.token));
                self.audit.take(next);
            }
        }
        None
    }

    fn progress(&self, list: TokenList<'_>) -> (usize, usize) {
        (self.next, list.tokens.len())
    }
}

/// One token, looked at.
struct Look<'a> {
    token: &'a Token,
    place: u32,
    resources: &'a Resources,
    settings: &'a Settings,
    now: Timestamp,
    found: &'a mut Vec<Finding>,
}

impl Look<'_> {
    fn find(&mut self, rule: Rule, evidence: Evidence, since: Option<Timestamp>, fix: Fix) {
        let token = self.place;
        self.found.push(Finding { rule, token, evidence, since, fix, accepted: None });
    }

    /// A secret that somebody else has stays with them: whatever was told since, it leaked.
    fn leak(&mut self, leaks: Option<&Leaks>) {
        if let Some(leak) = leaks.and_then(|leaks| leaks.get(&self.token.id)) {
            let evidence = Evidence::Leaked(leak.clone());
            self.find(Rule::TokenLeaked, evidence, leak.at, Fix::DeleteAndReplace);
        }
    }

    fn expired(&mut self) {
        if let Some(end) = self.token.expires_at {
            self.find(Rule::Expired, Evidence::Ended(end), Some(end), Fix::Delete);
        }
    }

    /// When it ends, and how long it lives.
    fn life(&mut self) {
        let created = self.token.created_at;
        let soon = self.settings.expires_within;
        match self.token.expires_at {
            Some(end) if end <= self.now.saturating_add(soon) => {
                let since = Some(end.saturating_sub(soon));
                self.find(Rule::ExpiresSoon, Evidence::Ends(end), since, Fix::Rotate);
            }
            Some(_) => {}
            None => self.find(Rule::NoExpiry, Evidence::NoEnd, created, Fix::Rotate),
        }
        let Some(allowed) = self.settings.longest else { return };
        let length = self.token.expires_at.zip(created).map(|(end, from)| end.since(from));
        // A second is lost between asking and creating.
        let is_longer = match self.token.expires_at {
            None => true,
            Some(_) => length.is_some_and(|length| length > Seconds(allowed.0.saturating_add(60))),
        };
        if is_longer {
            let evidence = Evidence::Lives { length, allowed };
            self.find(Rule::LongLived, evidence, created, Fix::Rotate);
        }
    }

    fn usage(&mut self) {
        let Settings { unused_after, never_used_after, .. } = *self.settings;
        let created = self.token.created_at;
        let is_older = |at: Timestamp, length| at <= self.now.saturating_sub(length);
        match (self.token.last_used_at, created) {
            (None, Some(created)) if is_older(created, never_used_after) => {
                self.find(Rule::NeverUsed, Evidence::NeverUsed, Some(created), Fix::Delete);
            }
            (Some(used), Some(created)) if used < created => {
                self.find(Rule::ImpossibleUse, Evidence::LastUsed(used), Some(created), Fix::Look);
            }
            (Some(used), _) if is_older(used, unused_after) => {
                self.find(Rule::Unused, Evidence::LastUsed(used), Some(used), Fix::Delete);
            }
            _ => {}
        }
    }

    fn access(&mut self) {
        let Some(grants) = self.token.access.grants() else { return };
        let (living, left): (Vec<Grant>, Vec<Grant>) =
            grants.iter().partition(|grant| !self.resources.get(grant.resource).is_deleted());
        self.powers(&living.iter().copied().collect());
        let with = |keep: &dyn Fn(&Grant) -> bool| -> Vec<Grant> {
            living.iter().copied().filter(keep).collect()
        };
        let unknown = with(&|grant| grant.permission.entry().is_none());
        if !unknown.is_empty() {
            self.find(Rule::UnknownPermission, Evidence::Grants(unknown), None, Fix::Look);
        }
        let everywhere = with(&|grant| grant.resource == ResourceKey::ALL_DATABASES);
        let redundant = with(&|grant| {
            self.resources.get(grant.resource).kind == ResourceKind::Database
                && everywhere.iter().any(|other| other.permission == grant.permission)
        });
        if !redundant.is_empty() {
            let fix = Fix::Remove(redundant.clone());
            self.find(Rule::Redundant, Evidence::Grants(redundant), None, fix);
        }
        self.left_over(left);
    }

    /// Whether the console works with it.
    fn own(&mut self) {
        if self.settings.console_token.as_ref() != Some(&self.token.id) {
            return;
        }
        let access = self.token.access.set().map(|all| all.without_deleted(self.resources));
        let has = |kind: &RiskKind| access.as_ref().is_some_and(|it| !kind.evidence(it).is_empty());
        let evidence = Evidence::Own {
            permissions: access.as_ref().map(AccessSet::len),
            powers: RiskKind::ALL.into_iter().filter(has).collect(),
            ends: self.token.expires_at,
        };
        self.find(Rule::OwnCredential, evidence, self.token.created_at, Fix::Look);
    }

    fn assertions(&mut self) {
        let settings = self.settings;
        if settings.assertions.is_empty() {
            return;
        }
        let access = self.token.access.set().map(|all| all.without_deleted(self.resources));
        for (assertion, one) in settings.assertions.iter().enumerate() {
            let Some(breach) = one.breach(self.token, access.as_ref(), self.now) else { continue };
            let (since, fix) = match &breach {
                // The API does not tell when a permission was granted.
                Breach::Holds(grants) => (None, Fix::Remove(grants.clone())),
                Breach::NoEnd | Breach::EndsLate(_) => (self.token.created_at, Fix::Rotate),
            };
            self.find(Rule::BreaksAssertion, Evidence::Breaks { assertion, breach }, since, fix);
        }
    }

    fn powers(&mut self, access: &AccessSet) {
        let grave = RiskKind::DestroysProduction.evidence(access);
        let rules = [
            (Rule::DestroysProduction, grave.clone()),
            (Rule::MintsTokens, RiskKind::MintsTokens.evidence(access)),
            (Rule::ApprovesOwnChanges, RiskKind::ApprovesOwnChanges.evidence(access)),
            (Rule::GrowsByCreating, RiskKind::GrowsByCreating.evidence(access)),
            (Rule::Destroys, RiskKind::Destroys.evidence(access)),
        ];
        for (rule, grants) in rules {
            // What destroys in production is told once.
            let is_told = rule == Rule::Destroys && !grave.is_empty();
            if !grants.is_empty() && !is_told {
                let fix = Fix::Remove(grants.clone());
                // The API does not tell when a permission was granted.
                self.find(rule, Evidence::Grants(grants), None, fix);
            }
        }
    }

    fn left_over(&mut self, grants: Vec<Grant>) {
        if grants.is_empty() {
            return;
        }
        let removable: Vec<Grant> = grants
            .iter()
            .copied()
            .filter(|it| Plan::check(StepKind::Remove, it.resource, self.resources).is_ok())
            .collect();
        let mut keys: Vec<ResourceKey> = grants.iter().map(|grant| grant.resource).collect();
        keys.sort_unstable();
        keys.dedup();
        let one = |key: &ResourceKey| self.resources.get(*key);
        let remade =
            keys.iter().filter(|key| self.resources.live_database(&one(key).name).is_some());
        let remade = remade.count();
        let since = keys.iter().filter_map(|key| one(key).deleted_at).min();
        // No call reaches a deleted database whose name belongs to another one.
        let fix = if removable.is_empty() { Fix::Rotate } else { Fix::Remove(removable) };
        self.find(Rule::DeletedDatabases, Evidence::LeftOver { grants, remade }, since, fix);
    }

    fn name(&mut self) {
        let created = self.token.created_at;
        match self.token.own_name() {
            None => self.find(Rule::Unnamed, Evidence::NoName, created, Fix::Rotate),
            Some(name) if !self.settings.allows_name(name) => {
                self.find(Rule::OffPattern, Evidence::OffPattern, created, Fix::Rotate);
            }
            Some(_) => {}
        }
    }
}
