//! Reading the list of tokens to its end, some at a time.
//!
//! Pages shift while others create and delete: rows are told apart by id, a page that leads back
//! ends the reading, and the list says whether it is known to be complete.

use std::cell::RefCell;
use std::sync::Arc;

use futures_util::future::join;
use futures_util::stream::{self, StreamExt};
use rustc_hash::FxHashSet;

use crate::domain::ids::{OrgName, TokenId};
use crate::domain::resource::Resources;
use crate::domain::token::Token;

use super::answer::{self, Success};
use super::client::{Client, json_of};
use super::envelope::ListReader;
use super::error::{ApiError, Fault};
use super::ports::{Ports, Request, Response};
use super::routes::Endpoint;

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
    seen: FxHashSet<TokenId>,
    /// Those that were read a second time, once that has begun.
    again: Option<FxHashSet<TokenId>>,
    /// The highest number of rows that was told, and whether always the same was told.
    told: Option<usize>,
    changed: bool,
    /// When the turn of the browser began that pages are read in, in milliseconds: one may read the end of a page and
    /// the beginning of the next.
    turn: i64,
}

impl<F: FnMut(Vec<Arc<Token>>, ReadProgress)> TokenList<'_, F> {
    fn take(&mut self, mut rows: Vec<Arc<Token>>, total: Option<usize>) {
        if let Some(again) = &mut self.again {
            again.extend(rows.iter().map(|token| token.id.clone()));
        }
        rows.retain(|token| self.seen.insert(token.id.clone()));
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
pub(super) const MOST_PAGES: usize = 100_000;

impl<P: Ports> Client<P> {
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
            seen: FxHashSet::default(),
            again: None,
            told: None,
            changed: false,
            turn: 0,
        };
        let ask = |page| self.page_of_tokens(org, page);
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
        let mut pages = vec![1];
        while let Some(page) = other {
            let page = page?;
            pages.push(pages.len() + 1);
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
            pages.push(page);
        }
        if tokens.told.is_none() && pages.len() > 1 {
            tokens.changed = !self.is_the_same_again(org, pages, &mut tokens).await?;
        }
        let shifted = tokens.changed || tokens.told.is_some_and(|told| told > tokens.seen.len());
        Ok(if shifted { Completeness::Shifted } else { Completeness::Complete })
    }

    async fn page_of_tokens<'a>(
        &self,
        org: &'a OrgName,
        page: usize,
    ) -> Result<Answer<'a>, ApiError> {
        let endpoint = Endpoint::Tokens { org, page };
        let (request, response) = self.call(endpoint, None, Success::Json).await?;
        Ok(Answer { endpoint, request, response })
    }

    /// Reads the pages a second time, and whether they hold the same tokens: without a count, a deletion that moved a
    /// token to a page that was read already shows in nothing else. Tokens that were missed are given.
    async fn is_the_same_again<F: FnMut(Vec<Arc<Token>>, ReadProgress)>(
        &self,
        org: &OrgName,
        pages: Vec<usize>,
        tokens: &mut TokenList<'_, F>,
    ) -> Result<bool, ApiError> {
        let (before, mut next) = (tokens.seen.len(), None);
        let last = pages.last().copied();
        tokens.again = Some(FxHashSet::default());
        let ask = |page| self.page_of_tokens(org, page);
        let mut pages = stream::iter(pages).map(ask).buffered(self.parallel());
        while let Some(page) = pages.next().await {
            let page = page?;
            next = self.take(&mut Reading::new(&page), tokens).await?;
        }
        let again = tokens.again.take().map_or(0, |again| again.len());
        let is_last = next.is_none() || next <= last;
        Ok(is_last && again == before && tokens.seen.len() == before)
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
}
