//! Every part of pages in every state, at `/_gallery` of a development build. A release has none of it.

mod islands;

use std::sync::Arc;

use console_core::domain::listing::ColumnLayout;

use crate::ui::announce::{Message, announcer};
use crate::ui::badge::{Badge, Mark, Tone};
use crate::ui::button::{Button, ButtonKind, ButtonLink};
use crate::ui::check_list::{Check, CheckLabel, CheckList, Lock};
use crate::ui::checkbox::{Checkbox, Tick};
use crate::ui::clipboard::{CodeBlock, CopyButton, SecretField};
use crate::ui::column_choices::ColumnChoices;
use crate::ui::combobox::Combobox;
use crate::ui::dialog::{Dialog, DialogActions, DialogBody, DialogKind, DialogSize};
use crate::ui::disclosure::Disclosure;
use crate::ui::empty_state::{EmptyState, Skeleton};
use crate::ui::fold_group::FoldGroup;
use crate::ui::icon::Icon;
use crate::ui::page::Page;
use crate::ui::problem::{Problem, ProblemPanel};
use crate::ui::progress::Progress;
use crate::ui::radio_group::RadioGroup;
use crate::ui::search_box::SearchBox;
use crate::ui::select::{Choice, Select};
use crate::ui::table::{Cell, DataTable, Rows, TableColumn, columns};
use crate::ui::text_field::{TextField, TextKind};
use crate::ui::toggle_group::{Toggle, ToggleGroup};
use leptos::prelude::*;

/// A name that tries a layout: long, without a space, in two directions.
const NASTY: &str = "a-name-without-a-single-space-that-goes-on-and-on-and-on-اسم-الرمز-🔑";

/// The page.
pub(crate) fn gallery() -> AnyView {
    view! {
        <Page title="Gallery" suffix="Service token console">
            {section("Buttons", buttons())}
            {section("Marks", marks())}
            {section("Fields", fields())}
            {section("Boxes", boxes())}
            {section("Messages", messages())}
            {section("Groups", groups())}
            {section("Text to copy", copies())}
            {section("Table", table())}
            {section("Recycled rows", islands::rows())}
            {section("Made boxes", islands::checks())}
            {section("Dialogs", dialogs())}
        </Page>
    }
    .into_any()
}

fn section(title: &'static str, content: AnyView) -> AnyView {
    view! { <section class="card"><h2>{title}</h2><div class="stack">{content}</div></section> }
        .into_any()
}

fn buttons() -> AnyView {
    let kinds = [
        ("Primary", ButtonKind::Primary),
        ("Normal", ButtonKind::Normal),
        ("Quiet", ButtonKind::Quiet),
        ("Danger", ButtonKind::Danger),
    ];
    let row = move |(name, kind): (&'static str, ButtonKind)| {
        view! {
            <div class="row">
                <Button label=name kind=kind/>
                <Button label=[name, " with a symbol"].concat() kind=kind icon=Icon::KEY/>
                <Button label=[name, " busy"].concat() kind=kind busy=true/>
                <Button label=[name, " blocked"].concat() kind=kind blocked=Some("It says why.".to_owned())/>
                <Button label=[name, " alone"].concat() kind=kind icon=Icon::COPY icon_only=true/>
                <ButtonLink label=[name, " link"].concat() kind=kind href="./"/>
            </div>
        }.into_any()
    };
    kinds.into_iter().map(row).collect_view().into_any()
}

fn marks() -> AnyView {
    let tones = [
        ("quiet", Tone::Quiet, Icon::EYE),
        ("info", Tone::Info, Icon::PENCIL),
        ("good", Tone::Good, Icon::CHECK),
        ("warning", Tone::Warning, Icon::PRODUCTION),
        ("danger", Tone::Danger, Icon::FLAME),
    ];
    view! {
        <div class="row">
            {tones
                .map(|(name, tone, icon)| view! { <Badge label=name tone=tone icon=icon/> })
                .into_iter()
                .collect_view()}
            <Badge label=NASTY/>
        </div>
    }
    .into_any()
}

fn choices() -> Vec<Choice> {
    vec![
        Choice::new("one", "The first"),
        Choice::new("two", "The second").note("with a note"),
        Choice::new("three", NASTY),
    ]
}

fn fields() -> AnyView {
    let text = RwSignal::new(String::new());
    let set = move |typed: String| text.set(typed);
    let error = Some("It says what is wrong.".to_owned());
    let hint = Some("It says what to know first.".to_owned());
    view! {
        <TextField label="Text" value=text on_input=set hint=hint.clone()/>
        <TextField label="Text, wrong" value=text on_input=set error=error required=true/>
        <TextField label="Number" kind=TextKind::Number value=text on_input=set/>
        <TextField label="Code" code=true value=NASTY.to_owned() on_input=set/>
        <SearchBox label="Search" placeholder="Placeholder" value=text on_change=set/>
        <Select label="Select" options=choices() value=text on_change=set hint=hint.clone()/>
        <Combobox label="Combobox" options=choices() on_choose=set hint=hint/>
        <Combobox label="Combobox, loading" options=Vec::new() loading=true on_choose=set/>
        <RadioGroup label="Radio group" options=choices() value=text on_change=set/>
        <RadioGroup label="Segments" options=choices() value=text on_change=set segmented=true/>
    }
    .into_any()
}

fn boxes() -> AnyView {
    let pressed = RwSignal::new(true);
    let ticks = [("Off", Tick::Off), ("On", Tick::On), ("Some", Tick::Some)];
    let locked = Some("It says why.".to_owned());
    let label = |name| CheckLabel {
        name,
        marks: vec![Mark::Badge { label: "changes", tone: Tone::Info, icon: Icon::PENCIL }],
        leads: None,
        description: "What it means.".to_owned(),
    };
    let labels = vec![label("read_example"), label("delete_example")];
    let checks = vec![
        Check { is_on: true, is_changed: true, ..Check::default() },
        Check { is_on: true, locked: Some(Lock::Because("It says why.")), ..Check::default() },
    ];
    view! {
        {ticks
            .map(|(name, tick)| view! { <Checkbox label=name checked=tick on_change=|_| ()/> })
            .into_iter()
            .collect_view()}
        <Checkbox label="Locked" checked=Tick::On locked=locked on_change=|_| ()/>
        <Checkbox
            label="Described"
            checked=Tick::On
            description=Some("What it means.".to_owned())
            on_change=|_| ()
        />
        <CheckList labels checks=checks on_change=|_| ()/>
        <ToggleGroup label="Toggles">
            <Toggle label="Pressed" pressed=pressed on_change=move |on| pressed.set(on)/>
            <Toggle label="Not pressed" pressed=false on_change=|_| ()/>
            <Toggle label="Counted" pressed=false count=Some(12) on_change=|_| ()/>
        </ToggleGroup>
    }
    .into_any()
}

fn messages() -> AnyView {
    let problem = Problem {
        title: "What is so".into(),
        happened: "What happened, and to what.".into(),
        next: "What to do next.".into(),
        link: Some(("A way out".into(), "./".into())),
        details: vec![("Call".into(), "GET organizations".into())],
    };
    let show = move |()| {
        if let Some(announcer) = announcer() {
            announcer.show(Message::done("Something is done").with("Undo", || ()));
        }
    };
    let tones = [Tone::Danger, Tone::Warning, Tone::Info, Tone::Good];
    view! {
        {tones
            .map(|tone| view! { <ProblemPanel problem=problem.clone() tone=tone on_retry=|()| ()/> })
            .into_iter()
            .collect_view()}
        <Progress label="Work, of which much is done" done=30 total=40 on_stop=|()| ()/>
        <Progress label="Work of unknown length" done=3 total=0/>
        <EmptyState title="Nothing here" text="What would be here, and how it comes here."/>
        <Skeleton rows=3/>
        <div class="row"><Button label="Show a message" on_press=show/></div>
    }.into_any()
}

fn groups() -> AnyView {
    let open = RwSignal::new(true);
    view! {
        <FoldGroup
            label="Unfolded"
            open=open
            on_toggle=move |now| open.set(now)
            icon=Icon::BUILDING
            summary=view! { <Badge label="destroys" tone=Tone::Danger icon=Icon::FLAME/> }.into_any()
        >
            <p>"Content"</p>
        </FoldGroup>
        <FoldGroup label=NASTY open=false on_toggle=|_| () changed=true><p>"Content"</p></FoldGroup>
    }.into_any()
}

fn copies() -> AnyView {
    view! {
        <SecretField label="Shown once" value="pscale_tkn_example".to_owned() copy_label="Copy it"/>
        <CodeBlock label="Code" text="pscale service-token list --org acme".to_owned() copy_label="Copy code"/>
        <div class="row"><CopyButton label="Copy" text=|()| "copied".to_owned()/></div>
    }.into_any()
}

columns! {
    /// A number.
    NumberColumn {
        Name = "name",
        Count = "count",
    }
}

fn table() -> AnyView {
    let layout = RwSignal::new(ColumnLayout::default());
    let columns = || {
        vec![
            TableColumn::new(NumberColumn::Name, "Name", 12.0).grows().names_row(),
            TableColumn::new(NumberColumn::Count, "Count", 7.0).numeric(),
        ]
    };
    let cell = |row: usize, column: NumberColumn| match column {
        NumberColumn::Name if row == 1 => Cell::text("", NASTY),
        NumberColumn::Name => Cell::text("", ["Row ", &row.to_string()].concat()),
        NumberColumn::Count => Cell::text("number", (row * row).to_string()),
    };
    let rows = Rows::new(Signal::stored(200_usize), |row| row.to_string(), cell);
    let all = Arc::new(|| ().into_any());
    view! {
        <div class="row">
            <Disclosure label="Columns" icon=Icon::COLUMNS>
                <ColumnChoices columns=columns() layout=layout/>
            </Disclosure>
        </div>
        <div class="gallery-table"><DataTable label="Numbers" columns=columns() rows=rows select_all=all layout=layout/></div>
    }.into_any()
}

fn dialogs() -> AnyView {
    let open = RwSignal::new(None::<(DialogKind, DialogSize)>);
    let button = move |name: &'static str, kind, size| {
        view! { <Button label=name on_press=move |()| open.set(Some((kind, size)))/> }.into_any()
    };
    let close = move |()| open.set(None);
    view! {
        <div class="row">
            {button("Dialog", DialogKind::Plain, DialogSize::Normal)}
            {button("Wide dialog", DialogKind::Plain, DialogSize::Wide)}
            {button("Alert dialog", DialogKind::Alert, DialogSize::Normal)}
        </div>
        {move || open.get().map(|(kind, size)| view! {
            <Dialog title="A dialog" kind=kind size=size on_cancel=close>
                <DialogBody><p>{NASTY}</p></DialogBody>
                <DialogActions>
                    <Button label="Cancel" on_press=close/>
                    <Button label="Do it" kind=ButtonKind::Primary on_press=close/>
                </DialogActions>
            </Dialog>
        })}
    }
    .into_any()
}
