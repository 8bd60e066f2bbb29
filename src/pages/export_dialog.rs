//! The dialog that writes rows to a file or to the clipboard.

use console_core::domain::export::{Export, Format, Formulas, Layout, Mark};
use console_core::domain::ids::OrgName;
use console_core::words::{actions, export as words};
use leptos::prelude::*;

use crate::dom::{View, view};
use crate::live::{RwSignal, Signal};
use crate::platform::download;
use crate::state::app;
use crate::ui::announce::{Message, announcer};
use crate::ui::badge::Tone;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::checkbox::Checkbox;
use crate::ui::clipboard::CopyButton;
use crate::ui::dialog::{Dialog, DialogActions, DialogBody};
use crate::ui::icon::Icon;
use crate::ui::problem::{Problem, ProblemPanel};
use crate::ui::radio_group::RadioGroup;
use crate::ui::select::Choice;

/// Which rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exported {
    /// Those that search and filters show, in the order shown.
    Shown,
    /// Every row, in the API's order.
    All,
    /// Those that are ticked.
    Selected,
}

/// The dialog.
#[component(transparent)]
pub(super) fn ExportDialog(
    /// Whose rows.
    org: OrgName,
    /// What they are, as in the file's name.
    what: String,
    /// How many rows are ticked.
    #[prop(optional)]
    selected: usize,
    /// Whether everything has been read.
    #[prop(into)]
    is_complete: Signal<bool>,
    /// Writes the rows.
    #[prop(into)]
    write: Callback<(Export, Exported), String>,
    /// Closes it.
    #[prop(into)]
    on_close: Callback<()>,
) -> View {
    let app = app();
    let format = RwSignal::new("csv".to_owned());
    let layout = RwSignal::new("report".to_owned());
    let rows = RwSignal::new(if selected > 0 { "selected" } else { "shown" }.to_owned());
    let (as_is, marked) = (RwSignal::new(false), RwSignal::new(false));
    let export = move || Export {
        format: if format.get() == "json" { Format::Json } else { Format::Csv },
        layout: if layout.get() == "pscale" { Layout::Pscale } else { Layout::Report },
        formulas: if as_is.get() { Formulas::AsIs } else { Formulas::Defused },
        mark: if marked.get() { Mark::Present } else { Mark::Absent },
    };
    let text = move || {
        let exported = match rows.get_untracked().as_str() {
            "all" => Exported::All,
            "selected" => Exported::Selected,
            _ => Exported::Shown,
        };
        write.run((untrack(export), exported))
    };
    let plain_csv = move || format.get() == "csv" && layout.get() == "report";
    let announcer = announcer();
    let save = move |()| {
        let export = untrack(export);
        let name = export.file_name(&org, &what, app.client().now());
        let saved = download::save(&name, export.media_type(), &text());
        if let Some(announcer) = announcer {
            announcer.show(if saved {
                Message::done(words::saved(&name))
            } else {
                Message::failed(words::NOT_SAVED)
            });
        }
        on_close.run(());
    };
    let choices = |all: &[(&str, &str)]| -> Vec<Choice> {
        all.iter().map(|(value, label)| Choice::new(*value, *label)).collect()
    };
    let mut which = vec![("shown", words::SHOWN_ROWS), ("all", words::ALL_ROWS)];
    if selected > 0 {
        which.push(("selected", words::SELECTED_ROWS));
    }
    view! {
        <Dialog title=words::TITLE on_cancel=on_close>
            <DialogBody>
                {move || (!is_complete.get()).then(|| view! {
                    <ProblemPanel
                        tone=Tone::Info
                        problem=Problem {
                            title: words::INCOMPLETE.into(),
                            happened: words::INCOMPLETE_TEXT.into(),
                            ..Problem::default()
                        }
                    />
                })}
                <RadioGroup
                    label=words::FORMAT
                    segmented=true
                    options=choices(&[("csv", words::CSV), ("json", words::JSON)])
                    value=format
                    on_change=move |value| format.set(value)
                />
                <RadioGroup
                    label=words::LAYOUT
                    segmented=true
                    options=choices(&[("report", words::REPORT), ("pscale", words::PSCALE)])
                    value=layout
                    on_change=move |value| layout.set(value)
                />
                <RadioGroup
                    label=words::ROWS
                    segmented=true
                    options=choices(&which)
                    value=rows
                    on_change=move |value| rows.set(value)
                />
                {move || plain_csv().then(|| view! {
                    <Checkbox
                        label=words::FORMULAS
                        description=Some(words::FORMULAS_TEXT.to_owned())
                        checked=Signal::derive(move || as_is.get().into())
                        on_change=move |on| as_is.set(on)
                    />
                    <Checkbox
                        label=words::MARK
                        description=Some(words::MARK_TEXT.to_owned())
                        checked=Signal::derive(move || marked.get().into())
                        on_change=move |on| marked.set(on)
                    />
                })}
                {move || (layout.get() == "pscale").then(|| view! {
                    <p class="muted">{words::PSCALE_TEXT}</p>
                })}
            </DialogBody>
            <DialogActions>
                <Button label=actions::CANCEL on_press=on_close/>
                <CopyButton label=words::COPY text=move |()| text()/>
                <Button label=words::DOWNLOAD kind=ButtonKind::Primary icon=Icon::DOWNLOAD on_press=save/>
            </DialogActions>
        </Dialog>
    }
}
