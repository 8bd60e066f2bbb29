//! The dialog that writes rows to a file or to the clipboard.

use console_core::domain::export::{
    ByteOrderMark, Chosen, Export, Extent, Format, Formulas, Layout, Limit, Preference, Separator,
    manifest_name,
};
use console_core::domain::ids::OrgName;
use console_core::words::{actions, export as words, printed};
use leptos::prelude::*;

use super::exported::{FilePart, FileRequest};
use crate::platform::{download, locale};
use crate::state::{App, app, kept_preference};
use crate::ui::announce::{Message, announcer};
use crate::ui::badge::Tone;
use crate::ui::button::{Button, ButtonKind, ButtonLink};
use crate::ui::checkbox::Checkbox;
use crate::ui::clipboard::CopyButton;
use crate::ui::dialog::{Dialog, DialogActions, DialogBody};
use crate::ui::icon::Icon;
use crate::ui::number;
use crate::ui::problem::{Problem, ProblemPanel};
use crate::ui::radio_group::RadioGroup;
use crate::ui::select::Choice;

/// What is chosen in the dialog.
#[derive(Clone, Copy)]
struct Choices {
    app: App,
    format: RwSignal<Format>,
    layout: RwSignal<Layout>,
    rows: RwSignal<Chosen>,
    formulas_as_is: RwSignal<bool>,
    marked: RwSignal<bool>,
    with_manifest: RwSignal<bool>,
    preference: RwSignal<Preference>,
    /// What spreadsheets of the reader's locale split at.
    usual: Separator,
}

impl Choices {
    fn new(app: App, rows: Chosen) -> Self {
        let decimal = locale::one_and_a_half().unwrap_or_default();
        Self {
            app,
            format: RwSignal::new(Format::Csv),
            layout: RwSignal::new(Layout::Report),
            rows: RwSignal::new(rows),
            formulas_as_is: RwSignal::new(false),
            marked: RwSignal::new(false),
            with_manifest: RwSignal::new(true),
            preference: kept_preference(),
            usual: Separator::beside_decimal(&decimal),
        }
    }

    fn export(self) -> Export {
        let formulas = if self.formulas_as_is.get() { Formulas::AsIs } else { Formulas::Defused };
        let mark = if self.marked.get() { ByteOrderMark::Present } else { ByteOrderMark::Absent };
        Export {
            format: self.format.get(),
            layout: self.layout.get(),
            reader: self.preference.get().reader(self.usual, formulas, mark),
        }
    }

    fn chosen(self) -> Chosen {
        self.rows.get()
    }

    fn wanted(self, part: FilePart) -> FileRequest {
        untrack(|| FileRequest {
            export: self.export(),
            chosen: self.chosen(),
            at: self.app.client().now(),
            part,
        })
    }

    fn separator(self) -> Separator {
        self.preference.get().separator.unwrap_or(self.usual)
    }
}

/// Which choices the dialog has.
#[derive(Debug, Clone, Copy)]
struct Offered {
    has_selected: bool,
    is_one_set: bool,
    is_report_only: bool,
}

/// The dialog.
#[component]
pub(super) fn ExportDialog(
    /// Whose rows.
    org: OrgName,
    /// What they are, as in the file's name.
    what: String,
    /// Whether rows are ticked.
    #[prop(optional)]
    has_selected: bool,
    /// The command line has no such rows, and so no layout for them.
    #[prop(optional)]
    is_report_only: bool,
    /// There is no choice between shown and other rows.
    #[prop(optional)]
    is_one_set: bool,
    /// Why the rows are not all, in words; nothing if they are.
    #[prop(into)]
    missing: Signal<Option<String>>,
    /// How much would be written.
    #[prop(into)]
    extent: Callback<Chosen, Extent>,
    /// Writes the rows or their manifest.
    #[prop(into)]
    write: Callback<FileRequest, String>,
    /// The address of the same rows as a printed report, where there is one.
    #[prop(into, optional)]
    printable: Option<Callback<Chosen, Option<String>>>,
    /// Closes it.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let choices = Choices::new(app(), if has_selected { Chosen::Selected } else { Chosen::Shown });
    let announcer = announcer();
    let offered = Offered { has_selected, is_one_set, is_report_only };
    let save = move |()| {
        let message = save(choices, &org, &what, write);
        if let Some(announcer) = announcer {
            announcer.show(message);
        }
        on_close.run(());
    };
    view! {
        <Dialog title=words::TITLE on_cancel=on_close>
            <DialogBody>
                {warnings(choices, missing, extent)}
                {radios(choices, offered, extent)}
                {boxes(choices)}
                {printable.map(|address| paper(choices, address))}
            </DialogBody>
            <DialogActions>
                <Button label=actions::CANCEL on_press=on_close/>
                <CopyButton
                    label=words::COPY
                    text=move |()| write.run(choices.wanted(FilePart::Rows))
                />
                <Button
                    label=words::DOWNLOAD
                    kind=ButtonKind::Primary
                    icon=Icon::DOWNLOAD
                    on_press=save
                />
            </DialogActions>
        </Dialog>
    }
    .into_any()
}

/// The way to paper, which is a page and no file.
fn paper(choices: Choices, address: Callback<Chosen, Option<String>>) -> AnyView {
    view! {
        {move || address.run(choices.chosen()).map(|href| view! {
            <div class="row">
                <ButtonLink label=printed::PRINTABLE href icon=Icon::PRINTER kind=ButtonKind::Quiet/>
            </div>
        })}
    }
    .into_any()
}

/// Saves the file, then its manifest; tells how that went.
fn save(
    choices: Choices,
    org: &OrgName,
    what: &str,
    write: Callback<FileRequest, String>,
) -> Message {
    let wanted = choices.wanted(FilePart::Rows);
    let export = wanted.export;
    let name = export.file_name(org, what, wanted.at);
    if !download::save(&name, export.media_type(), &write.run(wanted.clone())) {
        return Message::failed(words::NOT_SAVED);
    }
    if export.is_self_describing() || !choices.with_manifest.get_untracked() {
        return Message::done(words::saved(&name));
    }
    let json = Export { format: Format::Json, ..export };
    let manifest = write.run(FileRequest { part: FilePart::Manifest(name.clone()), ..wanted });
    if download::save(&manifest_name(&name), json.media_type(), &manifest) {
        Message::done(words::saved_both(&name))
    } else {
        Message::done(words::saved(&name))
    }
}

/// What has to be known before the file is saved.
fn warnings(
    choices: Choices,
    missing: Signal<Option<String>>,
    extent: Callback<Chosen, Extent>,
) -> AnyView {
    let note = |title: &str, happened: &str, next: &str| {
        let problem = Problem {
            title: title.into(),
            happened: happened.into(),
            next: next.into(),
            ..Problem::default()
        };
        view! { <ProblemPanel tone=Tone::Info problem=problem/> }.into_any()
    };
    let limit = move |limit| match limit {
        Limit::Rows => note(words::TOO_MANY_ROWS, words::TOO_MANY_ROWS_TEXT, ""),
        Limit::Cell => note(words::TOO_LONG_CELL, words::TOO_LONG_CELL_TEXT, ""),
    };
    view! {
        {move || missing.get().map(|why| {
            let is_bare = choices.layout.get() == Layout::Pscale;
            let how = if is_bare { words::INCOMPLETE_PSCALE } else { words::INCOMPLETE_TEXT };
            note(words::INCOMPLETE, &why, how)
        })}
        {move || (choices.format.get() == Format::Csv).then(|| {
            extent.run(choices.chosen()).limits().map(limit).collect_view()
        })}
    }
    .into_any()
}

fn radios(choices: Choices, offered: Offered, extent: Callback<Chosen, Extent>) -> AnyView {
    let Offered { has_selected, is_one_set, is_report_only } = offered;
    let Choices { format, layout, rows, .. } = choices;
    let formats = Format::ALL.map(|own| Choice::new(own.key(), words::format(own)));
    let layouts = Layout::ALL.map(|own| Choice::new(own.key(), words::layout(own)));
    let which =
        [Chosen::Shown, Chosen::All].into_iter().chain(has_selected.then_some(Chosen::Selected));
    let which: Vec<Choice> = which.map(|own| Choice::new(own.key(), words::chosen(own))).collect();
    let how_many = move || {
        let Extent { rows, hidden, .. } = extent.run(choices.chosen());
        let hidden = (hidden > 0).then(|| number::count(hidden));
        words::extent(&number::count(rows), hidden.as_ref())
    };
    view! {
        <RadioGroup
            label=words::FORMAT
            segmented=true
            options=formats.to_vec()
            value=Signal::derive(move || format.get().key().to_owned())
            on_change=move |key: String| {
                if let Some(own) = Format::from_key(&key) {
                    format.set(own);
                }
            }
        />
        {(!is_report_only).then(|| view! {
            <RadioGroup
                label=words::LAYOUT
                segmented=true
                options=layouts.to_vec()
                value=Signal::derive(move || layout.get().key().to_owned())
                on_change=move |key: String| {
                    if let Some(own) = Layout::from_key(&key) {
                        layout.set(own);
                    }
                }
            />
        })}
        {(!is_one_set).then(|| view! {
            <RadioGroup
                label=words::ROWS
                segmented=true
                options=which
                value=Signal::derive(move || rows.get().key().to_owned())
                on_change=move |key: String| {
                    if let Some(own) = Chosen::from_key(&key) {
                        rows.set(own);
                    }
                }
            />
        })}
        <p class="muted" role="status">{how_many}</p>
    }
    .into_any()
}

fn boxes(choices: Choices) -> AnyView {
    let Choices { format, layout, formulas_as_is, marked, with_manifest, preference, .. } = choices;
    let is_plain = move || format.get() == Format::Csv && layout.get() == Layout::Report;
    let is_sheet = move || preference.get().is_for_spreadsheet;
    view! {
        {move || is_plain().then(|| view! {
            <Checkbox
                label=words::SPREADSHEET
                description=Some(words::SPREADSHEET_TEXT.to_owned())
                checked=Signal::derive(move || is_sheet().into())
                on_change=move |on| preference.update(|kept| kept.is_for_spreadsheet = on)
            />
        })}
        {move || (is_plain() && is_sheet()).then(|| separators(choices))}
        {move || (is_plain() && !is_sheet()).then(|| view! {
            <Checkbox
                label=words::FORMULAS
                description=Some(words::FORMULAS_TEXT.to_owned())
                checked=Signal::derive(move || (!formulas_as_is.get()).into())
                on_change=move |on: bool| formulas_as_is.set(!on)
            />
            <Checkbox
                label=words::MARK
                description=Some(words::MARK_TEXT.to_owned())
                checked=Signal::derive(move || marked.get().into())
                on_change=move |on| marked.set(on)
            />
        })}
        {move || (layout.get() == Layout::Pscale).then(|| view! {
            <p class="muted">{words::PSCALE_TEXT}</p>
        })}
        {move || (!choices.export().is_self_describing()).then(|| view! {
            <Checkbox
                label=words::MANIFEST
                description=Some(words::MANIFEST_TEXT.to_owned())
                checked=Signal::derive(move || with_manifest.get().into())
                on_change=move |on| with_manifest.set(on)
            />
        })}
    }
    .into_any()
}

fn separators(choices: Choices) -> AnyView {
    let all = Separator::ALL.map(|own| Choice::new(own.key(), words::separator(own)));
    view! {
        <RadioGroup
            label=words::SEPARATOR
            segmented=true
            options=all.to_vec()
            value=Signal::derive(move || choices.separator().key().to_owned())
            on_change=move |value: String| {
                choices.preference.update(|kept| kept.separator = Separator::from_key(&value));
            }
        />
    }
    .into_any()
}
