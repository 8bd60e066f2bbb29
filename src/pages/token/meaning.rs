//! What a reviewed change means: the operations that the token gains and loses, and what still holds.

use console_core::domain::access::Grant;
use console_core::domain::meaning::{Meaning, OperationChange};
use console_core::domain::operations::as_of;
use console_core::domain::permission::Permission;
use console_core::domain::resource::Resources;
use console_core::domain::who::Question;
use console_core::words::{meaning as words, operations, review};
use leptos::prelude::*;

use crate::pages::asked::who_can;
use crate::state::Editing;
use crate::ui::number::count;

/// So many grants are named; the rest are counted.
const NAMED: usize = 6;

pub(super) fn meaning(editing: Editing) -> AnyView {
    let told = Memo::new(move |_| editing.meaning());
    (move || {
        let told = told.get();
        (!told.is_empty()).then(|| {
            view! {
                <section class="meaning" aria-label=words::TITLE>
                    {sentences(editing, &told)}
                    <div class="changes">
                        {list(editing, words::gains, &told.gained)}
                        {list(editing, words::loses, &told.lost)}
                    </div>
                    <p class="muted">{operations::dated(as_of())}</p>
                </section>
            }
        })
    })
    .into_any()
}

fn sentences(editing: Editing, told: &Meaning) -> AnyView {
    let resources = editing.store.resources();
    let resources = resources.borrow();
    let databases = told.databases.map(count);
    let everywhere = (told.everywhere > 0)
        .then(|| words::everywhere(&count(told.everywhere), databases.as_ref()));
    let inherited = named(&told.inherited, &resources, words::inherited);
    let direct = named(&told.direct, &resources, words::direct);
    let names: Vec<&str> = told.unpublished.iter().map(|it: &Permission| it.name()).collect();
    let unpublished = (!names.is_empty()).then(|| words::unpublished(&names));
    [everywhere, inherited, direct, unpublished]
        .into_iter()
        .flatten()
        .map(|text| view! { <p>{text}</p> })
        .collect_view()
        .into_any()
}

fn named(
    grants: &[Grant],
    resources: &Resources,
    write: impl Fn(&[String], &console_core::words::Count) -> String,
) -> Option<String> {
    let first: Vec<String> =
        grants.iter().take(NAMED).map(|grant| review::grant(*grant, resources)).collect();
    (!grants.is_empty()).then(|| write(&first, &count(grants.len())))
}

/// The destructive operations by name, the others folded.
fn list(
    editing: Editing,
    title: impl Fn(&console_core::words::Count, usize) -> String,
    all: &[OperationChange],
) -> Option<AnyView> {
    let (grave, others) = all.split_at(all.partition_point(OperationChange::destroys));
    let items =
        move |some: &[OperationChange]| some.iter().map(|one| item(editing, one)).collect_view();
    (!all.is_empty()).then(|| {
        view! {
            <section>
                <h3>{title(&count(all.len()), grave.len())}</h3>
                {(!grave.is_empty()).then(|| view! { <ul class="operations-list">{items(grave)}</ul> })}
                {(!others.is_empty()).then(|| view! {
                    <details>
                        <summary>{words::others(&count(others.len()), grave.is_empty())}</summary>
                        <ul class="operations-list">{items(others)}</ul>
                    </details>
                })}
            </section>
        }
        .into_any()
    })
}

/// An operation leads to who can call it.
fn item(editing: Editing, one: &OperationChange) -> AnyView {
    let what = Question::Operation(one.operation);
    let href = who_can(editing.store.name(), what, String::new());
    let text = words::operation(&operations::label(one.operation), one.spread);
    view! { <li><a href=href>{text}</a></li> }.into_any()
}
