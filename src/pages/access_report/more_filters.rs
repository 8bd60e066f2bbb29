//! What of the report is filtered by a press: each choice is a word of the search.

use console_core::domain::report::SearchField;
use console_core::words::report_filters as words;
use leptos::prelude::*;

use super::Report;
use super::completion::values;
use crate::ui::disclosure::Disclosure;
use crate::ui::icon::Icon;
use crate::ui::select::{Choice, Select};

pub(super) fn more_filters(report: Report) -> AnyView {
    let view = report.view;
    let on = Memo::new(move |_| {
        let asked = |field: &SearchField| {
            view.with(|view| field.asked_in(&view.search)).is_some_and(|value| !value.is_empty())
        };
        SearchField::CHOSEN.iter().filter(|field| asked(field)).count()
    });
    view! {
        <div class="more-filters" data-on=move || (on.get() > 0).then(|| on.get().to_string())>
            <Disclosure
                label=Signal::derive(move || words::more(on.get()))
                icon=Icon::SETTINGS
                icon_only=true
            >
                <div class="more-filters-fields">
                    {SearchField::CHOSEN.map(|field| choice(report, field)).collect_view()}
                </div>
                <p class="muted">{words::HINT}</p>
            </Disclosure>
        </div>
    }
    .into_any()
}

fn choice(report: Report, field: SearchField) -> AnyView {
    let view = report.view;
    let asked =
        Memo::new(move |_| view.with(|view| field.asked_in(&view.search)).unwrap_or_default());
    let options = Memo::new(move |_| {
        let mut all: Vec<String> = field.values().into_iter().map(str::to_owned).collect();
        all.extend(values(report.store, field));
        // What was typed may be none of them.
        let own = asked.get();
        if !own.is_empty() && !all.contains(&own) {
            all.push(own);
        }
        let choice = |value: String| Choice::new(value.clone(), words::value(field, &value));
        [Choice::new("", words::ANY)]
            .into_iter()
            .chain(all.into_iter().map(choice))
            .collect::<Vec<_>>()
    });
    view! {
        <Select
            label=words::label(field)
            options=options
            value=asked
            on_change=move |value: String| report.change(|view| {
                view.search = field.ask(&view.search, Some(&*value).filter(|it| !it.is_empty()));
            })
        />
    }
    .into_any()
}
