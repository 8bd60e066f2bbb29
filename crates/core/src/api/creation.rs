//! Creating a token, which is never sent twice once it may have been received: where the answer leaves it open, the list
//! is searched instead, for as long as it may still come.

use std::cell::RefCell;
use std::future::Future;
use std::ops::ControlFlow;
use std::pin::pin;
use std::sync::Arc;

use futures_util::future::{Either, select};

use crate::domain::creation::{Attempt, Candidate, Claim, KnownTokens, NewToken};
use crate::domain::ids::{OrgName, TokenId};
use crate::domain::resource::Resources;
use crate::domain::retry::pause_after;
use crate::domain::secret::Secret;
use crate::domain::token::Token;

use super::answer::{self, Success};
use super::client::{Client, json_of};
use super::error::{ApiError, Fault, Unreadable};
use super::ports::{Ports, Request, Response};
use super::routes::Endpoint;
use super::wire::{self, Secrets};

/// How long the answer is waited for, in milliseconds: only it has the secret.
const PATIENCE: u32 = 60_000;

/// Pauses before each search where the call may still be under way, in milliseconds: a minute in all.
const SLOW: &[u64] = &[0, 2_000, 4_000, 8_000, 16_000, 30_000];
/// Pauses where something in front of the API answered at once.
const QUICK: &[u64] = &[0, 3_000, 6_000];
/// Where the API itself answered, it has done what it will do.
const ONCE: &[u64] = &[0];

/// How many times at most a call is sent that meets a rate limit and is searched for in vain.
const SENDINGS: u32 = 4;

/// What was learned from the tokens that were created.
#[derive(Debug, Default)]
pub(super) struct CreationHistory {
    /// Who the API says created them.
    creator: Option<Arc<str>>,
    ids: Vec<TokenId>,
}

/// A token that was just created.
#[derive(Debug)]
pub struct Created {
    /// The token.
    pub token: Arc<Token>,
    /// Its secret, which the API tells this once.
    pub secret: Secret,
    /// How it was sent.
    pub attempt: Attempt,
}

/// What a search for a token came to.
#[derive(Debug, Clone, PartialEq)]
pub enum SearchOutcome {
    /// These may be the one.
    Found(Vec<Candidate>),
    /// The whole list was read, for as long as it may have come, and no such token is in it.
    NotThere,
    /// The whole list was read and no such token was in it; somebody stopped the search before its end.
    NotYet,
    /// The list could not be read.
    Failed(ApiError),
    /// Somebody stopped it before the list was read.
    Stopped,
}

/// A creation whose outcome the answer leaves open.
#[derive(Debug, Clone, PartialEq)]
pub struct LostAnswer {
    /// What happened to the call.
    pub error: ApiError,
    /// How it was sent.
    pub attempt: Attempt,
    /// What a search came to.
    pub search: SearchOutcome,
}

/// Why there is no new token to show.
#[derive(Debug, Clone, PartialEq)]
pub enum NotCreated {
    /// It was certainly not created: nothing was sent, or the API refused what was asked for.
    Refused(ApiError),
    /// It may have been created.
    Lost(Box<LostAnswer>),
}

impl NotCreated {
    fn lost(lost: LostAnswer) -> Self {
        Self::Lost(Box::new(lost))
    }

    /// What happened to the call.
    pub fn error(&self) -> &ApiError {
        match self {
            Self::Refused(error) => error,
            Self::Lost(lost) => &lost.error,
        }
    }

    /// The creation of which nobody knows what came, and which has to be searched for before another one is sent.
    pub fn unsettled(&self) -> Option<&LostAnswer> {
        match self {
            Self::Lost(lost) => match lost.search {
                SearchOutcome::Failed(_) | SearchOutcome::Stopped | SearchOutcome::NotYet => {
                    Some(lost)
                }
                SearchOutcome::Found(_) | SearchOutcome::NotThere => None,
            },
            Self::Refused(_) => None,
        }
    }
}

/// How far a creation is.
#[derive(Debug, Clone, PartialEq)]
pub enum CreationPhase {
    /// It was sent.
    Sending,
    /// A limit of calls ends after a pause.
    Waiting,
    /// The answer left it open, and the list is searched.
    Searching(ApiError),
    /// It is not in the list so far, which is searched again after a pause.
    NotFoundYet(ApiError),
    /// These are in the list, and each may be somebody else's: the search goes on, as the right one may still come.
    PerhapsFound(ApiError, Vec<Candidate>),
}

/// The pauses before each search that an error asks for; none where the outcome is certain.
fn searches(error: &ApiError) -> Option<&'static [u64]> {
    match error.fault {
        Fault::Offline => None,
        Fault::Refused { .. } if error.is_from_api && matches!(error.status, 400 | 422) => None,
        Fault::Unreachable | Fault::TimedOut | Fault::ServerFault => Some(SLOW),
        Fault::WrongUpstream { .. } | Fault::WebPage { .. } | Fault::Unreadable { .. }
            if error.status < 300 =>
        {
            Some(SLOW)
        }
        _ if error.is_from_api => Some(ONCE),
        _ => Some(QUICK),
    }
}

impl<P: Ports> Client<P> {
    /// Creates a token (`POST /organizations/:org/service-tokens`). `stop` ends a search; what was sent is never given up.
    ///
    /// # Errors
    ///
    /// Tells apart what was certainly not created and what may have been, with what a search found.
    pub async fn create_token(
        &self,
        org: &OrgName,
        wanted: NewToken,
        known: KnownTokens,
        resources: &RefCell<Resources>,
        stop: impl Future<Output = ()>,
        mut on_phase: impl FnMut(CreationPhase),
    ) -> Result<Created, NotCreated> {
        let mut attempt = self.attempt_of(wanted, known);
        let mut stop = pin!(stop);
        let mut sendings = 0;
        let error = loop {
            on_phase(CreationPhase::Sending);
            sendings += 1;
            let error = match self.send_creation(org, &attempt.wanted, resources).await {
                Ok((token, secret)) => {
                    self.note_made(&token);
                    return Ok(Created { token, secret, attempt });
                }
                Err(error) => error,
            };
            attempt.ended_at = Some(self.now());
            // A limit in front of the API may have let it through: nothing is sent again without somebody's word.
            if error.fault != Fault::RateLimited || !error.is_from_api || sendings >= SENDINGS {
                break error;
            }
            on_phase(CreationPhase::Waiting);
            let pause = pause_after(sendings, error.pause.map(u64::from), self.ports().random())
                .unwrap_or(1_000);
            if self.pause_or_stop(pause, &mut stop).await.is_break() {
                return Err(NotCreated::lost(LostAnswer {
                    error,
                    attempt,
                    search: SearchOutcome::Stopped,
                }));
            }
            on_phase(CreationPhase::Searching(error.clone()));
            match self.look_for(org, &attempt, resources).await {
                Ok(found) if found.is_empty() => {}
                // A namesake is there: nothing is sent again, and whether it is the one is searched for below.
                Ok(_) => break error,
                Err(failed) => {
                    let search = SearchOutcome::Failed(failed);
                    return Err(NotCreated::lost(LostAnswer { error, attempt, search }));
                }
            }
        };
        let Some(pauses) = searches(&error) else { return Err(NotCreated::Refused(error)) };
        let search = self.search(org, &attempt, (&error, pauses), resources, stop, on_phase).await;
        Err(NotCreated::lost(LostAnswer { error, attempt, search }))
    }

    /// Looks once more for a creation of which nobody knows what came of it.
    pub async fn look_again(
        &self,
        org: &OrgName,
        lost: LostAnswer,
        resources: &RefCell<Resources>,
    ) -> LostAnswer {
        let search = match self.look_for(org, &lost.attempt, resources).await {
            Ok(found) if found.is_empty() => SearchOutcome::NotYet,
            Ok(found) => SearchOutcome::Found(found),
            Err(error) => SearchOutcome::Failed(error),
        };
        LostAnswer { search, ..lost }
    }

    /// Other tokens that came of the same call, because the browser sent it twice.
    ///
    /// # Errors
    ///
    /// The list could not be read.
    pub async fn duplicates(
        &self,
        org: &OrgName,
        made: &Token,
        attempt: &Attempt,
        resources: &RefCell<Resources>,
    ) -> Result<Vec<Arc<Token>>, ApiError> {
        let mut duplicates = Vec::new();
        self.tokens(org, resources, |page, _| duplicates.extend(attempt.duplicates(made, &page)))
            .await?;
        Ok(duplicates)
    }

    fn attempt_of(&self, wanted: NewToken, mut known: KnownTokens) -> Attempt {
        let history = self.history.borrow();
        known.ids.extend(history.ids.iter().cloned());
        Attempt {
            wanted,
            known,
            sent_at: self.now(),
            ended_at: None,
            creator: history.creator.clone(),
        }
    }

    fn note_made(&self, token: &Token) {
        let mut history = self.history.borrow_mut();
        history.ids.push(token.id.clone());
        if token.created_by.is_some() {
            history.creator.clone_from(&token.created_by);
        }
    }

    async fn send_creation(
        &self,
        org: &OrgName,
        wanted: &NewToken,
        resources: &RefCell<Resources>,
    ) -> Result<(Arc<Token>, Secret), ApiError> {
        let endpoint = Endpoint::CreateToken(org);
        let body = wire::new_token(wanted.name.as_deref(), wanted.ttl.map(|ttl| ttl.0));
        let request = Request {
            patience: PATIENCE,
            ..Request::new(endpoint.method(), endpoint.path(), Some(body))
        };
        let response = self.attempt(endpoint, &request, Success::Created).await?;
        read_created(&response, resources).map_err(|what| {
            answer::error(endpoint, &request, &response, Fault::Unreadable { what })
        })
    }

    /// Searches for as long as the creation may still come. A token that may be somebody else's does not end it: the
    /// right one may come later.
    async fn search(
        &self,
        org: &OrgName,
        attempt: &Attempt,
        (error, pauses): (&ApiError, &[u64]),
        resources: &RefCell<Resources>,
        mut stop: impl Future<Output = ()> + Unpin,
        mut on_phase: impl FnMut(CreationPhase),
    ) -> SearchOutcome {
        let mut search = SearchOutcome::Stopped;
        for (look, pause) in pauses.iter().enumerate() {
            if look > 0 {
                on_phase(match &search {
                    SearchOutcome::Found(found) => {
                        CreationPhase::PerhapsFound(error.clone(), found.clone())
                    }
                    _ => CreationPhase::NotFoundYet(error.clone()),
                });
                if self.pause_or_stop(*pause, &mut stop).await.is_break() {
                    return search;
                }
            }
            if !matches!(search, SearchOutcome::Found(_)) {
                on_phase(CreationPhase::Searching(error.clone()));
            }
            let looked = pin!(self.look_for(org, attempt, resources));
            let looked = match select(&mut stop, looked).await {
                Either::Left(_) => return search,
                Either::Right((looked, _)) => looked,
            };
            match looked {
                Ok(found) if found.is_empty() => search = SearchOutcome::NotYet,
                Ok(found) if is_settled(&found) => return SearchOutcome::Found(found),
                Ok(found) => search = SearchOutcome::Found(found),
                // What is known of an earlier look stays.
                Err(_) if matches!(search, SearchOutcome::Found(_)) => {}
                Err(failed) if failed.may_need_sign_in() => return SearchOutcome::Failed(failed),
                Err(failed) if search != SearchOutcome::NotYet => {
                    search = SearchOutcome::Failed(failed);
                }
                Err(_) => {}
            }
        }
        if search == SearchOutcome::NotYet { SearchOutcome::NotThere } else { search }
    }

    async fn pause_or_stop(
        &self,
        millis: u64,
        stop: impl Future<Output = ()> + Unpin,
    ) -> ControlFlow<()> {
        let sleep = pin!(self.ports().sleep(millis));
        match select(stop, sleep).await {
            Either::Left(_) => ControlFlow::Break(()),
            Either::Right(_) => ControlFlow::Continue(()),
        }
    }

    async fn look_for(
        &self,
        org: &OrgName,
        attempt: &Attempt,
        resources: &RefCell<Resources>,
    ) -> Result<Vec<Candidate>, ApiError> {
        let mut all: Vec<Arc<Token>> = Vec::new();
        self.tokens(org, resources, |page, _| {
            all.extend(page.into_iter().filter(|token| attempt.find([token]).len() == 1));
        })
        .await?;
        let mut found = attempt.find(&all);
        found.sort_by_key(|one| one.claim == Claim::Perhaps);
        Ok(found)
    }
}

/// Whether nothing more needs to come: one of them must be the one.
fn is_settled(found: &[Candidate]) -> bool {
    found.iter().any(|one| one.claim == Claim::Ours)
}

/// The token and its secret, or what is wrong with the answer.
fn read_created(
    response: &Response,
    resources: &RefCell<Resources>,
) -> Result<(Arc<Token>, Secret), Unreadable> {
    let read = wire::token(json_of(response), &mut resources.borrow_mut(), Secrets::Kept)?;
    let secret = read.secret.filter(|secret| !secret.is_empty()).ok_or(Unreadable::NoSecret)?;
    Ok((Arc::new(read.token), Secret::new(secret)))
}
