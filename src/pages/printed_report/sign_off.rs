//! What reviewers fill in by hand: a decision for each token.

use console_core::domain::report::Block;
use console_core::words::tokens::display_name;
use console_core::words::{parts, printed as words};
use leptos::prelude::*;
use leptos::web_sys::Element;

use super::block::risk;
use super::cover::partial;
use super::laying_out::{Report, Sheets};
use crate::ui::still::still;

/// The table, its rows as the blocks come.
pub(super) fn table(report: Report) -> AnyView {
    let rows = move |piece: Sheets| {
        let fill = move |within: Element| {
            let rows = || piece.blocks.iter().map(|block| row(report, block)).collect_view();
            still(&within, || rows().into_any());
        };
        view! { <tbody use:fill></tbody> }.into_any()
    };
    let columns =
        [words::TOKEN, words::ID, words::RISK, words::DECISION, words::REVIEWER, words::DATE];
    view! {
        <section class="sheet-sign-off" aria-labelledby="sheet-sign-off">
            <h2 id="sheet-sign-off">{words::SIGN_OFF}</h2>
            {partial(report)}
            <p>{words::SIGN_OFF_TEXT}</p>
            // It scrolls sideways on a small screen, so the keyboard must be able to reach it.
            <div
                class="sheet-scroll"
                role="group"
                tabindex="0"
                aria-label=parts::scrolls(words::SIGN_OFF)
            >
                <table class="sheet-table" aria-labelledby="sheet-sign-off">
                    <thead>
                        <tr>
                            {columns.map(|name| view! { <th scope="col">{name}</th> }).collect_view()}
                        </tr>
                    </thead>
                    {report.each(rows)}
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn row(report: Report, block: &Block) -> AnyView {
    let token = &block.token;
    let decision = words::DECISIONS.map(|name| view! { <span class="sheet-box">{name}</span>" " });
    view! {
        <tr>
            <th scope="row" dir="auto" translate="no">{display_name(token).to_owned()}</th>
            <td class="mono" translate="no">{token.id.to_string()}</td>
            <td>{risk(report, token)}</td>
            <td>{decision.collect_view()}</td>
            <td></td>
            <td></td>
        </tr>
    }
    .into_any()
}
