//! Reading lists to their end.
//!
//! Pages shift while others create and delete: rows are told apart by id, a page that leads back
//! ends the reading, and the list says whether it is known to be complete.

use std::cell::RefCell;
use std::sync::Arc;

use futures_util::future::join;
use futures_util::stream::{self, StreamExt};
use rustc_hash::FxHashMap;

use crate::domain::access::{AccessSet, Grant};
use crate::domain::ids::{OrgName, TokenId};
use crate::domain::resource::{ResourceKey, Resources};
use crate::domain::token::{Token, TokenAccess};

use super::answer::{self, Success};
use super::client::{Client, ListedOrganization, json_of};
use super::envelope::{ListReader, Numbers, envelope};
use super::error::{ApiError, Fault, Unreadable};
use super::ports::{Ports, Request, Response};
use super::routes::Endpoint;
use super::wire;

/// How far the reading of a list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReadProgress {
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
    pages: Option<usize>,
}

/// A page of tokens as it came.
struct Answer<'e> {
    endpoint: Endpoint<'e>,
    request: Request,
    response: Response,
}

/// How far such a page is read.
struct Reading<'a> {
    of: &'a Answer<'a>,
    reader: ListReader<'a>,
}

impl<'a> Reading<'a> {
    fn new(of: &'a Answer<'a>) -> Self {
        Self { of, reader: ListReader::new(json_of(&of.response)) }
    }

    fn next_page(&self) -> Option<usize> {
        self.reader.numbers().next_page()
    }

    fn pages(&self) -> Option<usize> {
        self.reader.numbers().total_pages()
    }

    /// Gives the next slice of its tokens to the list.
    fn slice<F: FnMut(Vec<Arc<Token>>, ReadProgress)>(
        &mut self,
        list: &mut TokenList<'_, F>,
    ) -> Result<(), ApiError> {
        let read = self.reader.tokens(&mut list.resources.borrow_mut(), SLICE);
        let rows = read.map_err(|what| {
            let Answer { endpoint, request, response } = self.of;
            answer::error(*endpoint, request, response, Fault::Unreadable { what })
        })?;
        list.take(rows, self.reader.numbers().total_count());
        Ok(())
    }
}

/// How many tokens are read before the clock is looked at.
const SLICE: usize = 25;

/// How long pages are read before the browser has its turn, in milliseconds.
const TURN: i64 = 10;

/// A list of tokens that is being read.
struct TokenList<'r, F> {
    resources: &'r RefCell<Resources>,
    on_some: F,
    seen: FxHashMap<TokenId, usize>,
    /// The highest number of rows that was told, and whether always the same was told.
    told: Option<usize>,
    changed: bool,
    /// When the turn of the browser began that pages are read in, in milliseconds: one may read the end of a page and
    /// the beginning of the next.
    turn: i64,
}

impl<F: FnMut(Vec<Arc<Token>>, ReadProgress)> TokenList<'_, F> {
    fn take(&mut self, mut rows: Vec<Arc<Token>>, total: Option<usize>) {
        rows.retain(|token| {
            let place = self.seen.len();
            self.seen.insert(token.id.clone(), place).is_none()
        });
        (self.on_some)(rows, ReadProgress { read: self.seen.len(), total });
    }

    fn count(&mut self, count: Option<usize>) {
        if count.is_some() {
            self.changed |= self.told.is_some() && self.told != count;
            self.told = self.told.max(count);
        }
    }
}

/// More pages than any list has: an end for an API that always names a next page.
const MOST_PAGES: usize = 100_000;

/// Whether a page gives anything that those before it did not: pages that do not have no end, whatever is told.
fn has_new<T: PartialEq>(all: &[T], rows: &[T]) -> bool {
    rows.iter().any(|row| !all.contains(row))
}

impl<T> Page<T> {
    fn new(rows: T, numbers: &Numbers<'_>) -> Self {
        Self { rows, next: numbers.next_page(), pages: numbers.total_pages() }
    }
}

impl<P: Ports> Client<P> {
    async fn page<T>(
        &self,
        endpoint: Endpoint<'_>,
        rows: impl FnOnce(&str) -> Result<T, Unreadable>,
    ) -> Result<Page<T>, ApiError> {
        self.read(endpoint, |json| {
            let (data, numbers) = envelope(json)?;
            Ok(Page::new(rows(data)?, &numbers))
        })
        .await
    }

    /// Reads every token of an organization (`GET /organizations/:org/service-tokens`), in order, some at a time. Where the API tells how many pages there are, those
    /// after the first are asked for side by side, while others are read. Whatever was given is right, also where an
    /// error follows.
    ///
    /// # Errors
    /// What ended the reading. The tokens that were given before are right.
    pub async fn tokens(
        &self,
        org: &OrgName,
        resources: &RefCell<Resources>,
        on_some: impl FnMut(Vec<Arc<Token>>, ReadProgress),
    ) -> Result<Completeness, ApiError> {
        let mut tokens = TokenList {
            resources,
            on_some,
            seen: FxHashMap::default(),
            told: None,
            changed: false,
            turn: 0,
        };
        let ask = |page| async move {
            let endpoint = Endpoint::Tokens { org, page };
            let (request, response) = self.call(endpoint, None, Success::Json).await?;
            Ok(Answer { endpoint, request, response })
        };
        let first = ask(1).await?;
        let mut reading = Reading::new(&first);
        tokens.turn = self.ports().now_millis();
        reading.slice(&mut tokens)?;
        if reading.pages().is_none() {
            self.take(&mut reading, &mut tokens).await?;
        }
        // Where the first page tells of the others before its own tokens, they are on their way while those are read.
        let last = match (reading.next_page(), reading.pages()) {
            (Some(_), Some(pages)) => pages.min(MOST_PAGES),
            _ => 1,
        };
        let mut others = stream::iter(2..=last).map(ask).buffered(self.parallel());
        let (mut other, read) = join(others.next(), self.take(&mut reading, &mut tokens)).await;
        let mut next = read?;
        while let Some(page) = other {
            let page = page?;
            let mut reading = Reading::new(&page);
            let before = tokens.seen.len();
            let taking = self.take(&mut reading, &mut tokens);
            let (coming, read) = join(others.next(), taking).await;
            (other, next) = (coming, read?);
            // Pages that give nothing new have no end, whatever number of them is told.
            if tokens.seen.len() == before {
                (other, next) = (None, None);
            }
        }
        let mut last = last;
        while let Some(page) = next.filter(|&page| page > last && page <= MOST_PAGES) {
            let before = tokens.seen.len();
            next = self.take(&mut Reading::new(&ask(page).await?), &mut tokens).await?;
            next = next.filter(|_| tokens.seen.len() > before);
            last = page;
        }
        let shifted = tokens.changed || tokens.told.is_some_and(|told| told > tokens.seen.len());
        Ok(if shifted { Completeness::Shifted } else { Completeness::Complete })
    }

    /// Takes over what is left of a page of tokens; the page that follows it.
    async fn take<F: FnMut(Vec<Arc<Token>>, ReadProgress)>(
        &self,
        reading: &mut Reading<'_>,
        list: &mut TokenList<'_, F>,
    ) -> Result<Option<usize>, ApiError> {
        while !reading.reader.is_done() {
            if self.ports().now_millis() - list.turn >= TURN {
                self.ports().sleep(0).await;
                list.turn = self.ports().now_millis();
            }
            reading.slice(list)?;
        }
        list.count(reading.reader.numbers().total_count());
        Ok(reading.next_page())
    }

    /// Reads every database of an organization (`GET /organizations/:org/databases`) and notes it among its resources.
    /// The keys are sorted, each once.
    ///
    /// # Errors
    /// What ended the reading; nothing is given then.
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
                last += 1;
                next = page.next.filter(|_| has_new(&all, &page.rows));
                all.extend(page.rows);
                if next.is_none() {
                    break;
                }
            }
        }
        while let Some(number) = next.filter(|&page| page > last && page <= MOST_PAGES) {
            let page = read(number).await?;
            (next, last) = (page.next.filter(|_| has_new(&all, &page.rows)), number);
            all.extend(page.rows);
        }
        all.sort_unstable();
        all.dedup();
        Ok(all)
    }

    /// Reads every organization that the credential can see (`GET /organizations`), each once.
    ///
    /// # Errors
    /// What ended the reading; nothing is given then.
    pub async fn organizations(&self) -> Result<Vec<ListedOrganization>, ApiError> {
        let mut all: Vec<ListedOrganization> = Vec::new();
        let (mut next, mut last) = (Some(1), 0);
        while let Some(page) = next.filter(|&page| page > last && page <= MOST_PAGES) {
            let read = self.page(Endpoint::Organizations { page }, wire::names).await?;
            let before = all.len();
            for name in read.rows.iter().filter_map(|name| OrgName::parse(name).ok()) {
                if !all.iter().any(|known| known.name == name) {
                    all.push(ListedOrganization { name });
                }
            }
            (next, last) = (read.next.filter(|_| all.len() > before), page);
        }
        Ok(all)
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
    /// What ended the reading; nothing is given then.
    pub async fn access(
        &self,
        org: &OrgName,
        id: &TokenId,
        resources: &RefCell<Resources>,
    ) -> Result<AccessSet, ApiError> {
        let mut all: Vec<Grant> = Vec::new();
        let (mut next, mut last) = (Some(1), 0);
        while let Some(page) = next.filter(|&page| page > last && page <= MOST_PAGES) {
            let read = self
                .page(Endpoint::Access { org, id, page }, |data| {
                    wire::grants(data, &mut resources.borrow_mut())
                })
                .await?;
            (next, last) = (read.next.filter(|_| has_new(&all, &read.rows)), page);
            all.extend(read.rows);
        }
        Ok(all.into_iter().collect())
    }
}
