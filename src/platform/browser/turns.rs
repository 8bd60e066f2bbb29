//! Work that waits for the browser: for its other work, for the screen, for a time.

use futures_util::future::select;
use gloo_timers::callback::Timeout;
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_futures::JsFuture;

pub(crate) use wasm_bindgen_futures::spawn_local as spawn;

/// How long the next frame is waited for, in milliseconds.
const FRAME: u32 = 100;

/// Gives other tasks and the screen their turn.
pub(crate) async fn yield_to_event_loop() {
    TimeoutFuture::new(0).await;
}

/// Waits until what was told so far is on the screen.
pub(crate) async fn after_next_paint() {
    // Whoever shows it may have waited for this turn.
    yield_to_event_loop().await;
    let frame = js_sys::Promise::new(&mut |painted, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.request_animation_frame(&painted);
        }
    });
    // A page that is hidden has none.
    select(JsFuture::from(frame), TimeoutFuture::new(FRAME)).await;
    yield_to_event_loop().await;
}

/// Does something once that many milliseconds are over.
pub(crate) fn after(millis: u32, work: impl FnOnce() + 'static) {
    Timeout::new(millis, work).forget();
}
