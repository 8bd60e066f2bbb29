//! A named part of a page that folds away.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use super::id;

/// A group (role `group`) with a heading, whose first control is a button of the same name that folds and unfolds
/// it. What is folded is not in the page.
#[component]
pub fn FoldGroup(
    /// Its accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is unfolded.
    #[prop(into)]
    open: Signal<bool>,
    /// Told what it is to become.
    #[prop(into)]
    on_toggle: Callback<bool>,
    /// A symbol before the name.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// Beside the name, also while it is folded: counts, marks.
    #[prop(optional)]
    summary: Option<AnyView>,
    /// Before the name, though after its button: a box for all of it, in the column of the boxes within.
    #[prop(optional)]
    choice: Option<AnyView>,
    /// At the end of the line: controls for the whole group.
    #[prop(optional)]
    actions: Option<AnyView>,
    /// Changed but not saved: marked with more than colour.
    #[prop(into, optional)]
    changed: Signal<bool>,
    /// What is folded away.
    children: ChildrenFn,
) -> impl IntoView {
    let content_id = id::fresh("fold");
    let controls = content_id.clone();
    view! {
        <div
            role="group"
            class="fold"
            aria-label=label
            data-changed=move || changed.get().then_some("")
        >
            <div class="fold-header">
                <h3 class="fold-heading"><button
                    type="button"
                    class="fold-button"
                    aria-expanded=move || if open.get() { "true" } else { "false" }
                    aria-controls=move || open.get().then(|| controls.clone())
                    on:click=move |_| on_toggle.run(!open.get_untracked())
                >
                    <Glyph icon=Icon::CHEVRON_RIGHT/>
                    {icon.map(|icon| view! { <Glyph icon/> })}
                    <span class="fold-label" dir="auto" data-tip-cut="">{label}</span>
                </button></h3>
                {choice.map(|choice| view! { <div class="fold-choice">{choice}</div> })}
                {summary.map(|summary| view! { <div class="fold-summary">{summary}</div> })}
                {actions.map(|actions| view! { <div class="fold-actions">{actions}</div> })}
            </div>
            {move || {
                let (id, children) = (content_id.clone(), children.clone());
                open.get().then(|| view! { <div class="fold-content" id=id>{children()}</div> })
            }}
        </div>
    }
    .into_any()
}
