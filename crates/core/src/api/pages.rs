//! Reading lists to their end.
//!
//! Pages shift while others create and delete: rows are told apart by id, a page that leads back
//! ends the reading, and the list says whether it is known to be complete.

use std::cell::RefCell;
use std::sync::Arc;

use futures_util::stream::{self, StreamExt};
use rustc_hash::FxHashMap;

use crate::domain::access::AccessSet;
use crate::domain::ids::{OrgName, TokenId};
use crate::domain::resource::{ResourceKey, Resources};
use crate::domain::token::Token;

use super::client::{Client, Organization};
use super::envelope::{Numbers, envelope, tokens};
use super::error::ApiError;
use super::ports::Ports;
use super::routes::Endpoint;
use super::wire;

/// How far the reading of a list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Rows read, each counted once.
    pub read: usize,
    /// Rows there are, where the API tells.
    pub total: Option<usize>,
}

/// Whether a list that was read to its end holds everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Completeness {
    /// As far as can be told.
    Complete,
    /// It changed while it was read, and rows may be missing.
    Shifted,
}

/// What a page leads to.
struct Page<T> {
    rows: T,
    next: Option<usize>,
    count: Option<usize>,
    pages: Option<usize>,
}

/// More pages than any list has: an end for an API that always names a next page.
const MOST_PAGES: usize = 100_000;

impl<T> Page<T> {
    fn new(rows: T, numbers: &Numbers<'_>) -> Self {
        Self {
            rows,
            next: numbers.next_page(),
            count: numbers.total_count(),
            pages: numbers.total_pages(),
        }
    }
}

impl<P: Ports> Client<P> {
    async fn page<T>(
        &self,
        endpoint: Endpoint<'_>,
        rows: impl FnOnce(&str) -> Result<T, String>,
    ) -> Result<Page<T>, ApiError> {
        self.read(endpoint, |json| {
            let (data, numbers) = envelope(json)?;
            Ok(Page::new(rows(data)?, &numbers))
        })
        .await
    }

    async fn token_page(
        &self,
        org: &OrgName,
        page: usize,
        resources: &RefCell<Resources>,
    ) -> Result<Page<Vec<Arc<Token>>>, ApiError> {
        self.read(Endpoint::Tokens { org, page }, |json| {
            let (rows, numbers) = tokens(json, &mut resources.borrow_mut())?;
            Ok(Page::new(rows, &numbers))
        })
        .await
    }

    /// Every token of an organization, page after page in order. Where the API tells how many pages
    /// there are, those after the first are asked for side by side.
    pub async fn tokens(
        &self,
        org: &OrgName,
        resources: &RefCell<Resources>,
        mut on_page: impl FnMut(Vec<Arc<Token>>, Progress),
    ) -> Result<Completeness, ApiError> {
        let mut seen = FxHashMap::default();
        // The highest number of rows that was told, and whether always the same was told.
        let (mut told, mut changed) = (None, false);
        let mut take = |page: Page<Vec<Arc<Token>>>| {
            let Page { mut rows, next, count, pages } = page;
            rows.retain(|token| {
                let place = seen.len();
                seen.insert(token.id.clone(), place).is_none()
            });
            if let Some(count) = count {
                changed |= told.is_some_and(|told| told != count);
                told = told.max(Some(count));
            }
            on_page(rows, Progress { read: seen.len(), total: count });
            (next, pages)
        };
        let (mut next, pages) = take(self.token_page(org, 1, resources).await?);
        let mut last = 1;
        if let Some(pages) = pages.filter(|&pages| pages > 1 && next.is_some()) {
            let mut rest = stream::iter(2..=pages.min(MOST_PAGES))
                .map(|page| self.token_page(org, page, resources))
                .buffered(self.parallel());
            while let Some(page) = rest.next().await {
                (next, _) = take(page?);
                last += 1;
            }
        }
        while let Some(page) = next.filter(|&page| page > last && page <= MOST_PAGES) {
            (next, _) = take(self.token_page(org, page, resources).await?);
            last = page;
        }
        let shifted = changed || told.is_some_and(|told| told > seen.len());
        Ok(if shifted { Completeness::Shifted } else { Completeness::Complete })
    }

    /// Every database of an organization, noted among its resources.
    pub async fn databases(
        &self,
        org: &OrgName,
        resources: &RefCell<Resources>,
    ) -> Result<Vec<ResourceKey>, ApiError> {
        let read = |page| {
            self.page(Endpoint::Databases { org, page }, |data| {
                wire::databases(data, &mut resources.borrow_mut())
            })
        };
        let first = read(1).await?;
        let (mut all, mut next, mut last) = (first.rows, first.next, 1);
        if let Some(pages) = first.pages.filter(|&pages| pages > 1 && next.is_some()) {
            let mut rest =
                stream::iter(2..=pages.min(MOST_PAGES)).map(read).buffered(self.parallel());
            while let Some(page) = rest.next().await {
                let page = page?;
                all.extend(page.rows);
                next = page.next;
                last += 1;
            }
        }
        while let Some(number) = next.filter(|&page| page > last && page <= MOST_PAGES) {
            let page = read(number).await?;
            all.extend(page.rows);
            (next, last) = (page.next, number);
        }
        all.sort_unstable();
        all.dedup();
        Ok(all)
    }

    /// Every organization that the credential can see.
    pub async fn organizations(&self) -> Result<Vec<Organization>, ApiError> {
        let mut all: Vec<Organization> = Vec::new();
        let (mut next, mut last) = (Some(1), 0);
        while let Some(page) = next.filter(|&page| page > last && page <= MOST_PAGES) {
            let read = self.page(Endpoint::Organizations { page }, wire::names).await?;
            for name in read.rows.iter().filter_map(|name| OrgName::parse(name).ok()) {
                if !all.iter().any(|known| known.name == name) {
                    all.push(Organization { name });
                }
            }
            (next, last) = (read.next, page);
        }
        Ok(all)
    }

    /// A token's access, as the API says now.
    pub async fn access(
        &self,
        org: &OrgName,
        id: &TokenId,
        resources: &RefCell<Resources>,
    ) -> Result<AccessSet, ApiError> {
        let mut all = Vec::new();
        let (mut next, mut last) = (Some(1), 0);
        while let Some(page) = next.filter(|&page| page > last && page <= MOST_PAGES) {
            let read = self
                .page(Endpoint::Access { org, id, page }, |data| {
                    wire::grants(data, &mut resources.borrow_mut())
                })
                .await?;
            all.extend(read.rows);
            (next, last) = (read.next, page);
        }
        Ok(all.into_iter().collect())
    }
}
