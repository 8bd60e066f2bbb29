//! Sending calls: within the pace, a few at a time, tried again where that is safe, and noted.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use crate::domain::access::{Step, StepKind};
use crate::domain::ids::{OrgName, TokenId};
use crate::domain::pace::Pace;
use crate::domain::resource::Resources;
use crate::domain::retry::pause_after;
use crate::domain::time::{Seconds, Timestamp};
use crate::domain::token::Token;

use super::answer::{self, Success};
use super::creation::CreationHistory;
use super::envelope::envelope;
use super::error::{ApiError, Fault, Unreadable};
use super::ports::{Method, Ports, Request, Response, Wait};
use super::request_log::{LogEntry, RequestLog};
use super::routes::Endpoint;
use super::slots::Slots;
use super::surrogates::without_lone_surrogates;
use super::wire::{self, Secrets};

/// Pauses before each look for a token that was deleted, in milliseconds.
const SOON: [u64; 3] = [0, 1_000, 3_000];

/// The API, reached through `P`.
pub struct Client<P> {
    ports: P,
    parallel: usize,
    slots: Slots,
    pace: RefCell<Pace>,
    log: RefCell<RequestLog>,
    /// The server's clock minus this machine's, in milliseconds.
    offset: Cell<i64>,
    /// What was learned from the tokens that were created here.
    pub(super) history: RefCell<CreationHistory>,
}

/// An organization that the credential can see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedOrganization {
    /// Its name.
    pub name: OrgName,
}

/// How a deletion went well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deleted {
    /// It is deleted now.
    Now,
    /// The answer was lost or refused, but the token is gone.
    Unanswered,
    /// The answer says so, and whether the token is gone could not be read.
    Unchecked,
    /// It was gone already.
    Before,
}

impl<P: Ports> Client<P> {
    /// A client with a budget of calls per minute and of calls at a time.
    pub fn new(ports: P, per_minute: usize, parallel: usize) -> Self {
        let parallel = parallel.max(1);
        Self {
            ports,
            parallel,
            slots: Slots::new(parallel),
            pace: RefCell::new(Pace::new(per_minute)),
            log: RefCell::default(),
            offset: Cell::new(0),
            history: RefCell::default(),
        }
    }

    pub(super) fn ports(&self) -> &P {
        &self.ports
    }

    /// How many calls may be under way at a time.
    pub fn parallel(&self) -> usize {
        self.parallel
    }

    /// The time by the server's clock, as far as its answers have told it.
    pub fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.ports.now_millis() + self.offset.get())
    }

    /// A copy of the request log.
    pub fn log(&self) -> RequestLog {
        self.log.borrow().clone()
    }

    /// Sends a call once.
    pub(super) async fn attempt(
        &self,
        endpoint: Endpoint<'_>,
        request: &Request,
        success: Success,
    ) -> Result<Response, ApiError> {
        let slot = self.slots.take().await;
        loop {
            let taken = self.pace.borrow_mut().take(self.ports.now_millis());
            match taken {
                Ok(()) => break,
                Err(millis) => {
                    self.ports.on_wait(Wait::Pace, millis);
                    self.ports.sleep(millis).await;
                }
            }
        }
        let number = self.log.borrow_mut().sent();
        let began = self.ports.now_millis();
        let sent = self.ports.send(request).await;
        drop(slot);
        let ended = self.ports.now_millis();
        let result = match sent {
            Ok(mut response) => {
                response.body = without_lone_surrogates(response.body);
                self.update_clock_offset(&response, began, ended);
                answer::classify_response(endpoint, request, &response, success)
                    .map(|_| ())
                    .map(|()| response)
            }
            Err(error) => Err(answer::error(endpoint, request, &Response::default(), error.into())),
        };
        let (status, request_id) = match &result {
            Ok(response) => (response.status, response.request_id.clone()),
            Err(error) => (error.status, error.request_id.as_deref().map(str::to_owned)),
        };
        self.log.borrow_mut().note(LogEntry {
            number,
            at: Timestamp::from_millis(began + self.offset.get()),
            method: request.method,
            path: request.path.clone(),
            status,
            error: result.as_ref().err().cloned(),
            millis: ended - began,
            request_id,
        });
        result
    }

    /// The server's clock decides what is expired. Its `Date` has whole seconds, and is as old as the answer (RFC 9111,
    /// 4.2.3).
    pub(super) fn update_clock_offset(&self, response: &Response, began: i64, ended: i64) {
        let told = response.date.as_deref().and_then(|date| Timestamp::parse_http(date).ok());
        let age = match response.age.as_deref().map(|age| age.trim().parse::<u32>()) {
            None => 0,
            Some(Ok(age)) => i64::from(age),
            // Of an age that nobody can read, the date tells nothing.
            Some(Err(_)) => return,
        };
        if let Some(date) = told.map(|date| date.saturating_add(Seconds(age))) {
            let offset = date.millis() + 500 - i64::midpoint(began, ended);
            // Below two seconds it is the rounding, not the clock.
            self.offset.set(if offset.abs() < 2_000 { 0 } else { offset });
        }
    }

    /// Sends a call and gives the JSON of its answer.
    pub(super) async fn call(
        &self,
        endpoint: Endpoint<'_>,
        body: Option<String>,
        success: Success,
    ) -> Result<(Request, Response), ApiError> {
        let request = Request::new(endpoint.method(), endpoint.path(), body);
        let mut tries = 0;
        let mut repeated = false;
        let mut earlier = None;
        let changes = request.method != Method::Get;
        loop {
            tries += 1;
            let error = match self.attempt(endpoint, &request, success).await {
                Ok(response) => return Ok((request, response)),
                Err(error) => ApiError { repeated, ..error },
            };
            // A limit in front of the API may have let the call through all the same.
            repeated |= error.is_outcome_unknown() || error.fault == Fault::RateLimited;
            let again = error.is_passing()
                && (endpoint.is_repeatable() || error.fault == Fault::RateLimited);
            let pause = if again {
                pause_after(tries, error.pause.map(u64::from), self.ports.random())
            } else {
                None
            };
            // Without a network nothing is sent; what was sent before may have been done.
            let error = match earlier.take() {
                Some(earlier) if error.fault == Fault::Offline && changes => earlier,
                _ => error,
            };
            match pause {
                Some(millis) => {
                    let is_limit = error.fault == Fault::RateLimited;
                    let why = if is_limit { Wait::RateLimit } else { Wait::Failure };
                    self.ports.on_wait(why, millis);
                    self.ports.sleep(millis).await;
                    earlier = Some(error);
                }
                None => return Err(error),
            }
        }
    }

    /// Reads a list's or a thing's JSON.
    pub(super) async fn read<T>(
        &self,
        endpoint: Endpoint<'_>,
        read: impl FnOnce(&str) -> Result<T, Unreadable>,
    ) -> Result<T, ApiError> {
        let (request, response) = self.call(endpoint, None, Success::Json).await?;
        read(json_of(&response)).map_err(|what| {
            answer::error(endpoint, &request, &response, Fault::Unreadable { what })
        })
    }

    /// Reads one token (`GET /organizations/:org/service-tokens/:id`).
    ///
    /// # Errors
    /// The last failure of the call, after the tries that are safe.
    pub async fn token(
        &self,
        org: &OrgName,
        id: &TokenId,
        resources: &RefCell<Resources>,
    ) -> Result<Arc<Token>, ApiError> {
        self.read(Endpoint::Token(org, id), |json| {
            wire::token(json, &mut resources.borrow_mut(), Secrets::Dropped)
        })
        .await
        .map(|read| Arc::new(read.token))
    }

    /// Reads an organization (`GET /organizations/:org`); returns its name as the API writes it.
    ///
    /// # Errors
    /// The last failure of the call, after the tries that are safe.
    pub async fn organization(&self, org: &OrgName) -> Result<OrgName, ApiError> {
        let name = self.read(Endpoint::Organization(org), wire::name).await?;
        Ok(name.and_then(|name| OrgName::parse(&name).ok()).unwrap_or_else(|| org.clone()))
    }

    /// Deletes a token (`DELETE /organizations/:org/service-tokens/:id`). One that is not there is as good as deleted.
    /// Whatever came in answer, the token itself tells whether it is gone: an answer may be lost, or be somebody else's,
    /// after the work was done or without it.
    ///
    /// # Errors
    /// The token is still there, or nothing says that it was deleted.
    pub async fn delete_token(&self, org: &OrgName, id: &TokenId) -> Result<Deleted, ApiError> {
        let endpoint = Endpoint::DeleteToken(org, id);
        let error = match self.call(endpoint, None, Success::Done).await {
            Ok((request, response)) if response.status == 204 => {
                return match self.is_gone_soon(org, id).await {
                    Ok(true) => Ok(Deleted::Now),
                    Ok(false) => {
                        Err(answer::error(endpoint, &request, &response, Fault::NothingDone))
                    }
                    Err(_) => Ok(Deleted::Unchecked),
                };
            }
            // The API answers 204. Whoever answered something else may not have deleted anything.
            Ok((request, response)) => {
                let start = answer::start_of(&response.body, endpoint);
                answer::error(endpoint, &request, &response, Fault::WrongUpstream { start })
            }
            Err(error) if error.fault == Fault::Offline => return Err(error),
            Err(error) => error,
        };
        match self.token(org, id, &RefCell::new(Resources::of(org.as_str()))).await {
            // "Not found" may also mean that deleting is not allowed: the token tells.
            Err(read) if read.is_not_found() => Ok(match error.fault {
                Fault::NotFoundOrNotAllowed { .. } if !error.repeated => Deleted::Before,
                Fault::WrongUpstream { .. } if error.status == 200 => Deleted::Now,
                _ => Deleted::Unanswered,
            }),
            Err(_) => Err(error),
            Ok(_) => Err(error.while_reads_go_through()),
        }
    }

    /// Whether a token that the API says it deleted is gone. What was written a moment ago may not be read yet, so that
    /// one that is still there is looked for again before it is believed.
    async fn is_gone_soon(&self, org: &OrgName, id: &TokenId) -> Result<bool, ApiError> {
        for pause in SOON {
            if pause > 0 {
                self.ports.sleep(pause).await;
            }
            match self.token(org, id, &RefCell::new(Resources::of(org.as_str()))).await {
                Ok(_) => {}
                Err(error) if error.is_not_found() => return Ok(true),
                Err(error) => return Err(error),
            }
        }
        Ok(false)
    }

    /// Makes one call of a change of access. It changes a set, so that it may be repeated. Adding answers with the rows
    /// of the token's access: anything else may have come from somewhere else. What removing answers does not matter.
    ///
    /// # Errors
    /// The last failure of the call, or that the answer to an addition is not the access of a token.
    pub async fn step(&self, org: &OrgName, id: &TokenId, step: &Step) -> Result<(), ApiError> {
        let endpoint = match step.kind {
            StepKind::Add => Endpoint::AddAccess(org, id),
            StepKind::Remove => Endpoint::RemoveAccess(org, id),
        };
        let success = match step.kind {
            StepKind::Add => Success::Json,
            StepKind::Remove => Success::Done,
        };
        let body = Some(wire::access_change(step));
        let (request, response) = self.call(endpoint, body, success).await?;
        if step.kind == StepKind::Remove {
            return Ok(());
        }
        let read = envelope(json_of(&response))
            .and_then(|(rows, _)| wire::grants(rows, &mut Resources::of(org.as_str())));
        read.map(|_| ()).map_err(|what| {
            answer::error(endpoint, &request, &response, Fault::Unreadable { what })
        })
    }
}

/// The JSON of an answer, without a byte order mark.
pub(super) fn json_of(response: &Response) -> &str {
    response.body.trim_start_matches('\u{feff}').trim_start()
}
