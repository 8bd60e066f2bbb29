//! Permissions by name: the known ones and whatever else the API says.
//!
//! A permission is a small number that stands for its name, so that a hundred thousand grants cost
//! a hundred thousand small numbers. Known permissions have the position of their entry in the
//! [catalog](super::catalog); names that the catalog lacks are numbered after them as they are met
//! and are never forgotten or changed: they round-trip through every screen and export.

use std::cmp::Ordering;
use std::fmt;
use std::sync::{OnceLock, RwLock};

use super::catalog::{CATALOG, CatalogEntry, DESCRIPTIONS, Effect, Scope};
use super::order::order_of;

/// A permission that a service token can have, by its API name.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Permission(u16);

/// Names beyond the catalog, as they were met. They are leaked on purpose: there are as many as
/// the API has permission names, and they live as long as the page.
#[derive(Default)]
struct Unknown {
    names: Vec<&'static str>,
    /// The places of the names, in the order of the alphabet.
    order: Vec<u16>,
}

impl Unknown {
    /// Where a name is in the order, or where it belongs.
    fn find(&self, name: &str) -> Result<usize, usize> {
        let at = |place: u16| self.names.get(usize::from(place)).copied().unwrap_or_default();
        self.order.binary_search_by(|place| at(*place).cmp(name))
    }
}

fn unknown() -> &'static RwLock<Unknown> {
    static UNKNOWN: OnceLock<RwLock<Unknown>> = OnceLock::new();
    UNKNOWN.get_or_init(RwLock::default)
}

fn known(name: &str) -> Option<u16> {
    static ORDER: OnceLock<Vec<usize>> = OnceLock::new();
    let order = ORDER.get_or_init(|| order_of(&CATALOG, |one, other| one.name.cmp(other.name)));
    let name_at = |number: usize| CATALOG.get(number).map(|entry| entry.name);
    let at = order.binary_search_by(|number| name_at(*number).cmp(&Some(name))).ok()?;
    u16::try_from(*order.get(at)?).ok()
}

impl Permission {
    /// The permission of that name. A name that the catalog lacks is remembered.
    ///
    /// Past some 65,000 different unknown names (which no API has) the last one stands for the
    /// rest.
    pub fn named(name: &str) -> Self {
        if let Some(number) = known(name) {
            return Self(number);
        }
        let mut unknown = unknown().write().unwrap_or_else(std::sync::PoisonError::into_inner);
        let first = CATALOG.len();
        let number = |place: usize| u16::try_from(first + place).map_or(Self(u16::MAX), Self);
        match unknown.find(name) {
            Ok(at) => number(unknown.order.get(at).copied().unwrap_or_default().into()),
            Err(at) => {
                let place = unknown.names.len();
                let (Ok(short), Ok(_)) = (u16::try_from(place), u16::try_from(first + place))
                else {
                    return Self(u16::MAX);
                };
                unknown.names.push(Box::leak(Box::from(name)));
                unknown.order.insert(at, short);
                number(place)
            }
        }
    }

    /// Its number, for tables kept beside it: the known ones have the first numbers.
    pub fn index(self) -> usize {
        self.0.into()
    }

    /// The rank of each permission that was met so far, by its [number](Self::index): known ones as in the catalog,
    /// then the others by name.
    pub fn ranks() -> Vec<usize> {
        let unknown = unknown().read().unwrap_or_else(std::sync::PoisonError::into_inner);
        let first = CATALOG.len();
        let mut ranks: Vec<usize> = (0..first + unknown.names.len()).collect();
        for (rank, place) in unknown.order.iter().enumerate() {
            if let Some(own) = ranks.get_mut(first + usize::from(*place)) {
                *own = first + rank;
            }
        }
        ranks
    }

    /// Every permission that was seen so far, in the order of their numbers.
    pub fn all_seen() -> impl Iterator<Item = Self> {
        let unknown = unknown().read().unwrap_or_else(std::sync::PoisonError::into_inner);
        (0..CATALOG.len() + unknown.names.len())
            .filter_map(|number| u16::try_from(number).ok())
            .map(Self)
    }

    /// Every permission of the catalog, in its order.
    pub fn known() -> impl Iterator<Item = Self> {
        (0_u16..).zip(&CATALOG).map(|(number, _)| Self(number))
    }

    /// What the catalog says of it, if it is known.
    pub fn entry(self) -> Option<&'static CatalogEntry> {
        CATALOG.get(usize::from(self.0))
    }

    /// What its holder can do, if it is known.
    pub fn description(self) -> Option<&'static str> {
        DESCRIPTIONS.get(usize::from(self.0)).copied()
    }

    /// The API's name for it.
    pub fn name(self) -> &'static str {
        if let Some(entry) = self.entry() {
            return entry.name;
        }
        let unknown = unknown().read().unwrap_or_else(std::sync::PoisonError::into_inner);
        unknown.names.get(usize::from(self.0) - CATALOG.len()).copied().unwrap_or("?")
    }

    /// Whether it is granted on the organization or on databases; `None` if it is unknown.
    pub fn scope(self) -> Option<Scope> {
        self.entry().map(|entry| entry.scope)
    }

    /// What it lets its holder do; `None` if it is unknown.
    pub fn effect(self) -> Option<Effect> {
        self.entry().map(|entry| entry.effect)
    }

    /// Whether it is known to destroy something.
    pub fn destroys(self) -> bool {
        self.effect() == Some(Effect::Destroys)
    }

    /// Whether it is known to do nothing but read.
    pub fn only_reads(self) -> bool {
        self.effect() == Some(Effect::Reads)
    }

    /// Whether it is known to reach production branches.
    pub fn reaches_production(self) -> bool {
        self.entry().is_some_and(|entry| entry.production)
    }
}

/// Catalog order, then the unknown ones by name, so that an order never depends on what was met
/// first.
impl Ord for Permission {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.entry(), other.entry()) {
            (None, None) => self.name().cmp(other.name()),
            _ => self.0.cmp(&other.0),
        }
    }
}

impl PartialOrd for Permission {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Debug for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_comes_back_as_it_went_in() {
        for name in ["read_branch", "write_organization", "fly_to_the_moon", "", "<b>"] {
            assert_eq!(Permission::named(name).name(), name);
            assert_eq!(Permission::named(name), Permission::named(name));
        }
    }

    #[test]
    fn unknown_names_sort_after_known_ones_and_by_name() {
        let z = Permission::named("zz_first_met");
        let a = Permission::named("aa_met_later");
        let read = Permission::named("read_branch");
        assert!(read < a && a < z);
        assert!(z.scope().is_none() && !z.destroys() && !z.only_reads());
    }
}
