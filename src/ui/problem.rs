//! What went wrong, in words that say what to do next.

use console_core::words::parts;
use leptos::prelude::*;

use super::badge::Tone;
use super::button::{Button, ButtonKind, ButtonLink};
use super::dialog::is_within_dialog;
use super::icon::{Glyph, Icon};
use super::refuge::PassingControls;
use super::steps::is_within_step;

/// Something that went wrong, or that one should know.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problem {
    /// What it is, in a few words.
    pub title: String,
    /// What happened, in a sentence.
    pub happened: String,
    /// What to do next, in a sentence; empty if nothing needs to be done.
    pub next: String,
    /// A link that does it: its words and its address. It opens a tab of its own, so that nothing
    /// that is typed here is lost.
    pub link: Option<(String, String)>,
    /// Facts for whoever runs the console (status, request id), each a name and a value.
    pub details: Vec<(String, String)>,
}

/// A [`Problem`]: an `alert`, or a plain note where it only informs.
#[component]
pub fn ProblemPanel(
    /// What to tell.
    problem: Problem,
    /// How serious it is: a warning or worse is an `alert`.
    #[prop(default = Tone::Danger)]
    tone: Tone,
    /// Tries again.
    #[prop(into, optional)]
    on_retry: Option<Callback<()>>,
    /// More buttons.
    #[prop(optional)]
    actions: Option<AnyView>,
) -> impl IntoView {
    let alerts = matches!(tone, Tone::Warning | Tone::Danger);
    let icon = match tone {
        Tone::Quiet | Tone::Info => Icon::INFO,
        Tone::Good => Icon::DONE,
        Tone::Warning => Icon::WARNING,
        Tone::Danger => Icon::ALERT,
    };
    let Problem { title, happened, next, link, details: facts } = problem;
    let has_actions = link.is_some() || on_retry.is_some() || actions.is_some();
    let link = link.map(|(words, address)| {
        view! {
            <ButtonLink
                label=words
                href=address
                kind=ButtonKind::Primary
                icon=Icon::EXTERNAL
                new_tab=true
            />
        }
    });
    view! {
        <div class="problem" role=alerts.then_some("alert") data-tone=tone.name()>
            <Glyph icon/>
            <div class="problem-text">
                {heading(title)}
                {paragraph("problem-happened", happened)}
                {paragraph("problem-next", next)}
                {details(facts)}
            </div>
            {has_actions.then(|| view! {
                <PassingControls class="problem-actions">
                    {link}
                    {actions}
                    {on_retry.map(|retry| view! {
                        <Button label=parts::TRY_AGAIN icon=Icon::REFRESH on_press=retry/>
                    })}
                </PassingControls>
            })}
        </div>
    }
    .into_any()
}

/// The heading above it is that of the step, of the dialog or of the page.
fn heading(text: String) -> Option<AnyView> {
    (!text.is_empty()).then(|| {
        if is_within_step() {
            view! { <h4 class="problem-title">{text}</h4> }.into_any()
        } else if is_within_dialog() {
            view! { <h3 class="problem-title">{text}</h3> }.into_any()
        } else {
            view! { <h2 class="problem-title">{text}</h2> }.into_any()
        }
    })
}

fn paragraph(class: &'static str, text: String) -> Option<AnyView> {
    (!text.is_empty()).then(|| view! { <p class=class>{text}</p> }.into_any())
}

fn details(facts: Vec<(String, String)>) -> Option<AnyView> {
    (!facts.is_empty()).then(|| {
        view! {
            <details>
                <summary>{parts::DETAILS}</summary>
                <dl class="facts">
                    {facts
                        .into_iter()
                        .map(|(name, value)| view! { <dt>{name}</dt><dd class="mono" translate="no">{value}</dd> })
                        .collect_view()}
                </dl>
            </details>
        }
        .into_any()
    })
}
