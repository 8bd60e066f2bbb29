//! A network that answers as a test says. Without a script nothing can be reached.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use console_core::api::ports::{Ports, Request, Response, TransportError, Wait};
use futures_channel::oneshot;
use futures_util::future::{Either, select};

use super::turns;

/// What comes back from a request.
pub(crate) type Answer = Result<Response, TransportError>;

/// What happens to a request.
#[derive(Debug, Clone)]
pub(crate) enum Reply {
    /// It is answered at once.
    Now(Answer),
    /// It is answered after that many milliseconds.
    After(u32, Answer),
    /// It waits for [`release`].
    Held,
}

type Script = Box<dyn FnMut(&Request) -> Reply>;

#[derive(Default)]
struct Network {
    script: Option<Script>,
    sent: Vec<Request>,
    held: Vec<(Request, oneshot::Sender<Answer>)>,
    files: BTreeMap<String, Result<String, Option<u16>>>,
    asked_files: Vec<String>,
}

thread_local! {
    static NETWORK: RefCell<Network> = RefCell::default();
}

pub(super) fn reset() {
    drop(NETWORK.take());
}

/// Says what happens to each request from now on.
pub(crate) fn script(script: impl FnMut(&Request) -> Reply + 'static) {
    NETWORK.with_borrow_mut(|network| network.script = Some(Box::new(script)));
}

/// What was sent so far, in its order.
pub(crate) fn sent() -> Vec<Request> {
    NETWORK.with_borrow(|network| network.sent.clone())
}

/// The held requests that somebody still waits for.
pub(crate) fn held() -> Vec<Request> {
    NETWORK.with_borrow(|network| {
        let waited_for = network.held.iter().filter(|(_, answer)| !answer.is_canceled());
        waited_for.map(|(request, _)| request.clone()).collect()
    })
}

/// Answers the first held request whose path begins so; whether there was one that somebody waits for.
pub(crate) fn release(path: &str, answer: Answer) -> bool {
    let found = NETWORK.with_borrow_mut(|network| {
        let is_it = |(request, answer): &(Request, oneshot::Sender<Answer>)| {
            request.path.starts_with(path) && !answer.is_canceled()
        };
        let at = network.held.iter().position(is_it)?;
        Some(network.held.remove(at).1)
    });
    found.is_some_and(|waiting| waiting.send(answer).is_ok())
}

/// Puts a file on the server, or the status that asking for it gets.
pub(crate) fn put_file(path: &str, content: Result<&str, Option<u16>>) {
    let content = content.map(str::to_owned);
    NETWORK.with_borrow_mut(|network| network.files.insert(path.to_owned(), content));
}

/// The files that were asked for, in their order.
pub(crate) fn asked_files() -> Vec<String> {
    NETWORK.with_borrow(|network| network.asked_files.clone())
}

/// Asks for a file of this server: its text, or its status, or none without an answer.
#[allow(clippy::unused_async, reason = "the browser's waits")]
pub(crate) async fn file(path: &str) -> Result<String, Option<u16>> {
    NETWORK.with_borrow_mut(|network| {
        network.asked_files.push(path.to_owned());
        network.files.get(path).cloned().unwrap_or(Err(Some(404)))
    })
}

/// The network, with the address that calls go to.
#[derive(Clone)]
pub(crate) struct Browser {
    on_wait: Rc<dyn Fn(Wait, u64)>,
}

impl Browser {
    /// `on_wait` is told why and for how many milliseconds a call waits.
    pub(crate) fn new(_base: &str, on_wait: impl Fn(Wait, u64) + 'static) -> Self {
        Self { on_wait: Rc::new(on_wait) }
    }
}

/// Looks into the script without holding it: the answer may ask for something itself.
fn reply(request: &Request) -> Reply {
    let script = NETWORK.with_borrow_mut(|network| {
        network.sent.push(request.clone());
        network.script.take()
    });
    let Some(mut script) = script else { return Reply::Now(Err(TransportError::Unreachable)) };
    let reply = script(request);
    NETWORK.with_borrow_mut(|network| {
        network.script.get_or_insert(script);
    });
    reply
}

impl Ports for Browser {
    async fn send(&self, request: &Request) -> Answer {
        let work = async {
            match reply(request) {
                Reply::Now(answer) => answer,
                Reply::After(millis, answer) => {
                    turns::sleep(millis).await;
                    answer
                }
                Reply::Held => {
                    let (send, answer) = oneshot::channel();
                    NETWORK.with_borrow_mut(|network| network.held.push((request.clone(), send)));
                    answer.await.unwrap_or(Err(TransportError::Unreachable))
                }
            }
        };
        let patience = std::pin::pin!(turns::sleep(request.patience));
        match select(std::pin::pin!(work), patience).await {
            Either::Left((answer, _)) => answer,
            Either::Right(_) => Err(TransportError::TimedOut),
        }
    }

    fn on_wait(&self, why: Wait, millis: u64) {
        (self.on_wait)(why, millis);
    }

    async fn sleep(&self, millis: u64) {
        turns::sleep(u32::try_from(millis).unwrap_or(u32::MAX)).await;
    }

    fn now_millis(&self) -> i64 {
        turns::now_millis()
    }

    fn random(&self) -> f64 {
        0.5
    }
}
