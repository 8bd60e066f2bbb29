//! A token on paper: what it is, and what it holds on which resource.

use console_core::domain::access::HeldRisk;
use console_core::domain::report::{Block, HeldGroup, Listed};
use console_core::domain::time::Timestamp;
use console_core::domain::token::Token;
use console_core::words::token::resource_name;
use console_core::words::tokens::display_name;
use console_core::words::{printed as words, times, tokens};
use leptos::prelude::*;
use leptos::web_sys::Element;

use super::laying_out::{Report, Sheets};
use crate::pages::moment;
use crate::pages::permission_marks::level_mark;
use crate::ui::badge::{Badge, Marks, Tone};
use crate::ui::number::count;
use crate::ui::still::still;

/// A block of more lines than this may go on on the next sheet.
const SHORT: usize = 12;

/// The tokens that fill the first windows. Pieces beyond them are laid out when somebody comes near.
const NEAR: usize = 120;

/// The blocks of a piece.
pub(super) fn blocks(report: Report, piece: Sheets) -> AnyView {
    let now = report.app.now().get_untracked();
    let is_far = piece.number.1 > NEAR;
    let fill = move |within: Element| {
        let blocks = || piece.blocks.iter().map(|one| block(report, one, now)).collect_view();
        still(&within, || blocks().into_any());
    };
    view! { <div class="sheet-piece" data-far=is_far.then_some("") use:fill></div> }.into_any()
}

/// How grave what a token holds is, as a mark.
pub(super) fn risk(report: Report, token: &Token) -> AnyView {
    match token.risk(&report.store.resources().borrow()) {
        HeldRisk::NotRead => view! { <Badge label=words::NOT_READ tone=Tone::Warning/> }.into_any(),
        HeldRisk::Nothing => view! { <Badge label=words::NO_ACCESS tone=Tone::Quiet/> }.into_any(),
        HeldRisk::OnDeleted => {
            view! { <Badge label=words::ON_DELETED tone=Tone::Quiet/> }.into_any()
        }
        HeldRisk::Holds { gravest, and_unknown } => view! {
            <Marks marks=vec![level_mark(gravest)]/>
            {and_unknown.then_some(tokens::AND_UNKNOWN)}
        }
        .into_any(),
    }
}

fn block(report: Report, block: &Block, now: Timestamp) -> AnyView {
    let token = &block.token;
    let name = display_name(token);
    let is_long = matches!(&block.listed, Listed::Read { groups, .. } if groups.len() > SHORT);
    view! {
        <article
            class="sheet-block"
            aria-label=tokens::name_and_id(name, token.id.as_str())
            data-long=is_long.then_some("")
        >
            <h3>
                <bdi translate="no">{name.to_owned()}</bdi>" "
                <span class="mono" translate="no">{token.id.to_string()}</span>" "
                {risk(report, token)}
            </h3>
            {facts(block, now)}
            {held(report, block)}
        </article>
    }
    .into_any()
}

fn facts(block: &Block, now: Timestamp) -> AnyView {
    let token = &block.token;
    let time = |at: Option<Timestamp>, never: &'static str| {
        at.map_or_else(|| never.to_owned(), |at| words::in_utc(&at.for_spreadsheet()))
    };
    let created =
        words::created(&time(token.created_at, times::NOT_TOLD), token.created_by.as_deref());
    let accesses = match &block.listed {
        Listed::NotRead => tokens::NOT_READ.to_owned(),
        Listed::Read { held, .. } => {
            let listed = block.listed.accesses().unwrap_or_default();
            words::accesses(&count(listed), &count(*held))
        }
    };
    let end = moment::mark(token.expiry(now));
    view! {
        <dl class="sheet-dates">
            <div><dt>{words::CREATED}</dt><dd>{created}</dd></div>
            <div>
                <dt>{words::LAST_USED}</dt>
                <dd>{time(token.last_used_at, times::NEVER_USED)}</dd>
            </div>
            <div>
                <dt>{words::EXPIRES}</dt>
                <dd>
                    {time(token.expires_at, times::NEVER)}" "
                    <Marks marks=end.into_iter().collect()/>
                </dd>
            </div>
            <div><dt>{words::ACCESSES}</dt><dd>{accesses}</dd></div>
        </dl>
    }
    .into_any()
}

fn held(report: Report, block: &Block) -> AnyView {
    match &block.listed {
        Listed::NotRead => view! {
            <p class="sheet-partial">
                {words::ACCESS_NOT_READ}" "
                {block.is_undecided.then_some(words::PERHAPS_ASKED_FOR)}
            </p>
        }
        .into_any(),
        Listed::Read { held: 0, .. } => view! { <p>{words::HOLDS_NOTHING}</p> }.into_any(),
        Listed::Read { groups, .. } if groups.is_empty() => ().into_any(),
        Listed::Read { groups, .. } => view! {
            <dl class="sheet-access">
                {groups.iter().map(|group| held_group(report, group)).collect_view()}
            </dl>
        }
        .into_any(),
    }
}

/// The resources of a group, and what is held on each of them.
fn held_group(report: Report, group: &HeldGroup) -> AnyView {
    let resources = report.store.resources();
    let resources = resources.borrow();
    let several =
        (group.resources.len() > 1).then(|| words::resources(&count(group.resources.len())));
    let last = group.resources.len().saturating_sub(1);
    let name = |(place, key)| {
        let name = resource_name(resources.get(key));
        let apart = (place < last).then_some(", ");
        view! { <bdi>{name}</bdi>{apart} }.into_any()
    };
    let names = group.resources.iter().copied().enumerate().map(name).collect_view();
    let levels = group.permissions.chunk_by(|a, b| a.level == b.level).map(|own| {
        let mark = own.first().map(|one| level_mark(one.level));
        let names: Vec<String> = own
            .iter()
            .map(|one| {
                let doubled =
                    if one.is_doubled { [" ", words::DOUBLED].concat() } else { String::new() };
                [one.permission.name(), &doubled].concat()
            })
            .collect();
        view! {
            <p>
                <Marks marks=mark.into_iter().collect()/>
                <span class="mono" translate="no">{names.join(", ")}</span>
            </p>
        }
        .into_any()
    });
    let inherited: Vec<&str> = group.inherited.iter().map(|one| one.name()).collect();
    let inherited = (!inherited.is_empty()).then(|| {
        view! {
            <p class="sheet-inherited">
                {words::THROUGH_ALL}" "
                <span class="mono" translate="no">{inherited.join(", ")}</span>
            </p>
        }
    });
    view! {
        <div>
            <dt>{several}" "{names}</dt>
            <dd>{levels.collect_view()}{inherited}</dd>
        </div>
    }
    .into_any()
}
