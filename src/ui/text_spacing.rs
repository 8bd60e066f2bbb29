//! Room for text that is spaced out.
//!
//! Readers may set letters and words further apart (WCAG 2.2, 1.4.12), by a style of their own that no page is told of.
//! The columns of tables are as wide as their content at the usual spacing; the style sheets multiply that by `--wider`,
//! and cards have more lines under `data-wider`.

use leptos::html::Span;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use leptos::web_sys::{self, HtmlElement, ResizeObserver};

use super::effect::effect;
use super::number;

/// What is measured. Its letters are narrow: the same space widens most words by less, so that they fit.
const SAMPLE: &str = "illustrates";

/// So much wider than usual is a matter of rounding.
const ROUNDING: f64 = 1.01;

/// Measures how far text is spaced out, whenever that changes. Once in the page.
#[component]
pub fn TextSpacing() -> impl IntoView {
    let (own, usual) = (NodeRef::<Span>::new(), NodeRef::<Span>::new());
    effect(move || {
        let (Some(own), Some(usual)) = (own.get(), usual.get()) else { return };
        let style = HtmlElement::style(&usual);
        let _ = style.set_property_with_priority("letter-spacing", "normal", "important");
        watch(&own.clone().into(), move || {
            let width = |it: &web_sys::Element| it.get_bounding_client_rect().width();
            widen(width(&own) / width(&usual).max(1.0));
        });
    });
    view! {
        <div class="text-sample" aria-hidden="true">
            <span node_ref=own>{SAMPLE}</span>
            <span node_ref=usual>{SAMPLE}</span>
        </div>
    }
    .into_any()
}

/// Does something at once, and whenever an element gets another size, for as long as the document lives.
fn watch(element: &web_sys::Element, then: impl Fn() + 'static) {
    let resized = Closure::<dyn Fn()>::new(then);
    if let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) {
        observer.observe(element);
        resized.forget();
    }
}

/// Text is so many times as wide as usual.
fn widen(times: f64) {
    let Some(root) = document().document_element() else { return };
    let Ok(root) = root.dyn_into::<HtmlElement>() else { return };
    if times > ROUNDING {
        let _ = root.set_attribute("data-wider", "");
        let _ = root.style().set_property("--wider", &number::size(times));
    } else {
        let _ = root.remove_attribute("data-wider");
        let _ = root.style().remove_property("--wider");
    }
}
