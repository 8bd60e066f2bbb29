//! Lists that are of use only whole: organizations, databases, the access of one token.
//!
//! Their pages shift while others create and delete, and what moved to a page that was read already would be missing.
//! So a list of several pages is taken where the API told the same number of rows on each and as many came, or once
//! two readings agree.

use std::cell::RefCell;
use std::hash::Hash;
use std::sync::Arc;

use futures_util::stream::{self, StreamExt};
use rustc_hash::FxHashSet;

use crate::domain::access::{AccessSet, Grant};
use crate::domain::ids::{OrgName, TokenId};
use crate::domain::resource::{ResourceKey, ResourceKind, Resources};
use crate::domain::token::{Token, TokenAccess};

use super::client::{Client, ListedOrganization};
use super::envelope::envelope;
use super::error::{ApiError, Unreadable};
use super::pages::MOST_PAGES;
use super::ports::Ports;
use super::routes::Endpoint;
use super::wire;

/// How often such a list is read before it is called unsettled.
const MOST_READINGS: usize = 4;

/// A page of such a list.
struct Page<T> {
    rows: Vec<T>,
    next: Option<usize>,
    pages: Option<usize>,
    count: Option<usize>,
}

/// What one reading of all pages gave.
struct Reading<T> {
    /// In order, each once.
    rows: Vec<T>,
    known: FxHashSet<T>,
    /// How many pages there were.
    pages: usize,
    /// How many rows there are, as the first page tells it, if all others told the same.
    count: Option<usize>,
}

impl<T: Clone + Eq + Hash> Reading<T> {
    /// Takes a page over; the page that follows it. A page that gives nothing new has no end, whatever is told.
    fn take(&mut self, page: Page<T>) -> Option<usize> {
        self.pages += 1;
        self.count = page.count.filter(|_| self.pages == 1 || self.count == page.count);
        let before = self.rows.len();
        for row in page.rows {
            if self.known.insert(row.clone()) {
                self.rows.push(row);
            }
        }
        page.next.filter(|_| self.rows.len() > before)
    }

    /// Nothing can be missing: it is one page, or as many rows came as each page said.
    fn is_whole(&self) -> bool {
        self.pages == 1 || self.count == Some(self.rows.len())
    }
}

impl<P: Ports> Client<P> {
    /// Reads a list until nothing can be missing.
    async fn whole<'a, T: Clone + Eq + Hash>(
        &self,
        endpoint: impl Fn(usize) -> Endpoint<'a>,
        rows: impl Fn(&str) -> Result<Vec<T>, Unreadable>,
    ) -> Result<Vec<T>, ApiError> {
        let mut before: Option<Reading<T>> = None;
        for _ in 0..MOST_READINGS {
            let reading = self.once(&endpoint, &rows).await?;
            let agrees = |before: &Reading<T>| before.known == reading.known;
            if reading.is_whole() || before.as_ref().is_some_and(agrees) {
                return Ok(reading.rows);
            }
            before = Some(reading);
        }
        Err(ApiError::unsettled(endpoint(1)))
    }

    /// Reads all pages of a list: those after the first side by side, where it tells how many there are.
    async fn once<'a, T: Clone + Eq + Hash>(
        &self,
        endpoint: impl Fn(usize) -> Endpoint<'a>,
        rows: impl Fn(&str) -> Result<Vec<T>, Unreadable>,
    ) -> Result<Reading<T>, ApiError> {
        let page = |number| {
            self.read(endpoint(number), |json| {
                let (data, numbers) = envelope(json)?;
                Ok(Page {
                    rows: rows(data)?,
                    next: numbers.next_page(),
                    pages: numbers.total_pages(),
                    count: numbers.total_count(),
                })
            })
        };
        let first = page(1).await?;
        let told = first.pages.filter(|_| first.next.is_some()).unwrap_or(1).min(MOST_PAGES);
        let mut all =
            Reading { rows: Vec::new(), known: FxHashSet::default(), pages: 0, count: None };
        let mut next = all.take(first);
        let mut others = stream::iter(2..=told).map(page).buffered(self.parallel());
        while next.is_some()
            && let Some(other) = others.next().await
        {
            next = all.take(other?);
        }
        drop(others);
        while let Some(number) = next.filter(|&page| page > all.pages && page <= MOST_PAGES) {
            next = all.take(page(number).await?);
        }
        Ok(all)
    }

    /// Reads every database of an organization (`GET /organizations/:org/databases`) and notes it among its resources.
    /// The keys are sorted, each once.
    ///
    /// # Errors
    /// What ended the reading, or that the list changed each time; nothing is given then.
    pub async fn databases(
        &self,
        org: &OrgName,
        resources: &RefCell<Resources>,
    ) -> Result<Vec<ResourceKey>, ApiError> {
        let mut all = self
            .whole(
                |page| Endpoint::Databases { org, page },
                |data| wire::databases(data, &mut resources.borrow_mut()),
            )
            .await?;
        all.sort_unstable();
        resources.borrow_mut().settle(&all);
        Ok(all)
    }

    /// Looks the databases up that calls are going to name: each may have been renamed since it was read, or deleted
    /// and made anew. Where the list may not be read, what was read last holds, and what is read back tells.
    /// Those of the list, if it was read.
    pub(super) async fn look_up_databases(
        &self,
        org: &OrgName,
        mut named: impl Iterator<Item = Grant>,
        resources: &RefCell<Resources>,
    ) -> Option<Vec<ResourceKey>> {
        let is_any = {
            let known = resources.borrow();
            named.any(|grant| known.get(grant.resource).kind == ResourceKind::Database)
        };
        if is_any { self.databases(org, resources).await.ok() } else { None }
    }

    /// Reads every organization that the credential can see (`GET /organizations`), each once.
    ///
    /// # Errors
    /// What ended the reading, or that the list changed each time; nothing is given then.
    pub async fn organizations(&self) -> Result<Vec<ListedOrganization>, ApiError> {
        let all = self.whole(|page| Endpoint::Organizations { page }, wire::names).await?;
        let name =
            |name: &String| OrgName::parse(name).ok().map(|name| ListedOrganization { name });
        Ok(all.iter().filter_map(name).collect())
    }

    /// Asks how many tokens an organization has (`GET /organizations/:org/service-tokens`); nothing where the API does not
    /// tell it.
    ///
    /// # Errors
    /// Why it could not be asked.
    pub async fn token_count(&self, org: &OrgName) -> Result<Option<usize>, ApiError> {
        self.read(Endpoint::TokenCount(org), wire::total_count).await
    }

    /// Reads a token, and its access by a call of its own where the API does not tell it with the token.
    ///
    /// # Errors
    /// What ended the reading; nothing is given then.
    pub async fn token_with_access(
        &self,
        org: &OrgName,
        id: &TokenId,
        resources: &RefCell<Resources>,
    ) -> Result<Arc<Token>, ApiError> {
        let token = self.token(org, id, resources).await?;
        if token.access != TokenAccess::Unknown {
            return Ok(token);
        }
        let access = self.access(org, id, resources).await?;
        let access = TokenAccess::Known(access.iter().collect());
        Ok(Arc::new(Token { access, ..(*token).clone() }))
    }

    /// Reads a token's access (`GET /organizations/:org/service-tokens/:id/access`).
    ///
    /// # Errors
    /// What ended the reading, or that the access changed each time; nothing is given then.
    pub async fn access(
        &self,
        org: &OrgName,
        id: &TokenId,
        resources: &RefCell<Resources>,
    ) -> Result<AccessSet, ApiError> {
        let all = self
            .whole(
                |page| Endpoint::Access { org, id, page },
                |data| wire::grants(data, &mut resources.borrow_mut()),
            )
            .await?;
        Ok(all.into_iter().collect())
    }
}
