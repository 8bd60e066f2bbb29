//! What the tabs of this console tell each other.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

const NAME: &str = "stc";

/// Hears what other tabs tell, until the page ends.
pub(crate) fn listen(hear: impl Fn(String) + 'static) {
    let Ok(channel) = BroadcastChannel::new(NAME) else { return };
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(text) = event.data().as_string() {
            hear(text);
        }
    });
    channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    // Both live as long as the page does.
    heard.forget();
    std::mem::forget(channel);
}

/// Tells the other tabs. Never a secret.
pub(crate) fn tell(text: &str) {
    if let Ok(channel) = BroadcastChannel::new(NAME) {
        let _ = channel.post_message(&text.into());
        channel.close();
    }
}
