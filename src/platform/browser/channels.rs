//! What the tabs of this console tell each other, over a `BroadcastChannel` for each topic.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

use crate::platform::channel::Topic;

/// The channel's name, which other versions of the console know too.
fn name(topic: Topic) -> &'static str {
    match topic {
        Topic::SignIn => "stc",
        Topic::Changes => "stc:changes",
    }
}

thread_local! {
    /// One for each topic: what is told on a channel is heard on every other one, also on those of this tab.
    static CHANNELS: RefCell<Vec<(Topic, BroadcastChannel)>> = const { RefCell::new(Vec::new()) };
}

/// The channel of a topic, for as long as the page lives.
fn channel(topic: Topic) -> Option<BroadcastChannel> {
    CHANNELS.with_borrow_mut(|all| {
        if let Some((_, channel)) = all.iter().find(|(own, _)| *own == topic) {
            return Some(channel.clone());
        }
        let channel = BroadcastChannel::new(name(topic)).ok()?;
        all.push((topic, channel.clone()));
        Some(channel)
    })
}

/// Hears what other tabs tell, until the page ends.
pub(crate) fn listen(topic: Topic, hear: impl Fn(String) + 'static) {
    let Some(channel) = channel(topic) else { return };
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(text) = event.data().as_string() {
            hear(text);
        }
    });
    channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    // It lives as long as the page does.
    heard.forget();
}

/// Tells the other tabs. Never a secret.
pub(crate) fn tell(topic: Topic, text: &str) {
    if let Some(channel) = channel(topic) {
        let _ = channel.post_message(&text.into());
    }
}
