//! What stands in a cell of a table, and how a cell comes to show something else without being made anew.

use std::cell::RefCell;

use leptos::prelude::{Owner, untrack};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

use crate::dom::{Mold, View, view};

/// What is in a cell.
pub struct Cell {
    kind: Kind,
    class: &'static str,
    text: String,
    /// What a link leads to, a time is, or a box is called.
    told: String,
    language: Option<String>,
    is_on: bool,
    marks: Option<Marks>,
}

/// What a cell is built of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Link,
    Time,
    Choice,
}

/// What stands before the text.
struct Marks {
    /// Two of the same name are the same.
    name: String,
    make: Box<dyn Fn() -> View>,
}

impl Cell {
    fn new(kind: Kind, class: &'static str, text: String) -> Self {
        let told = String::new();
        Self { kind, class, text, told, language: None, is_on: false, marks: None }
    }

    /// A text, which is cut where it does not fit, and then whole in a tip.
    pub fn text(class: &'static str, text: impl Into<String>) -> Self {
        Self::new(Kind::Text, class, text.into())
    }

    /// A link to an address of the console.
    pub fn link(class: &'static str, text: impl Into<String>, href: String) -> Self {
        Self { told: href, ..Self::new(Kind::Link, class, text.into()) }
    }

    /// An instant: as people speak of it, in that language, and as programs write it (RFC 3339). See
    /// [`super::relative_time`].
    pub fn time(text: String, datetime: String, language: Option<String>) -> Self {
        Self { told: datetime, language, ..Self::new(Kind::Time, "", text) }
    }

    /// A box that chooses the row.
    pub fn choice(label: String, is_on: bool) -> Self {
        Self { told: label, is_on, ..Self::new(Kind::Choice, "", String::new()) }
    }

    /// The same, with something before its text. What has the same name is not made anew.
    #[must_use]
    pub fn marked(self, name: impl Into<String>, make: impl Fn() -> View + 'static) -> Self {
        Self { marks: Some(Marks { name: name.into(), make: Box::new(make) }), ..self }
    }

    fn mark(&self) -> Option<&str> {
        self.marks.as_ref().map(|marks| marks.name.as_str())
    }
}

/// A row without anything in its cells, to be copied.
pub(super) struct Blank {
    mold: Mold,
    kinds: Vec<Kind>,
}

impl Blank {
    /// A row for such cells, each with whether it is the row's header.
    pub(super) fn like(cells: Vec<(Cell, bool)>) -> Option<Self> {
        let kinds = cells.iter().map(|(cell, _)| cell.kind).collect();
        let cells: View = cells.iter().map(|(cell, names)| blank(cell.kind, *names)).collect();
        Some(Self { mold: Mold::of(view! { <tr>{cells}</tr> })?, kinds })
    }

    /// A copy.
    pub(super) fn row(&self) -> Option<(web_sys::Element, Shown)> {
        let blank = |kind: &Kind| (Cell::new(*kind, "", String::new()), None);
        let cells = RefCell::new(self.kinds.iter().map(blank).collect());
        Some((self.mold.copy()?, Shown { cells, owner: Owner::current().unwrap_or_default() }))
    }
}

/// What stands before a text on the page. What lives in it lives as long as it stands there, however often the row
/// is looked at meanwhile.
struct Standing {
    view: View,
    owner: Owner,
}

impl Drop for Standing {
    fn drop(&mut self) {
        self.view.take_off();
        self.owner.cleanup();
    }
}

/// The cells of a row as they are on the page, each with what stands before its text.
pub(super) struct Shown {
    cells: RefCell<Vec<(Cell, Option<Standing>)>>,
    owner: Owner,
}

impl Shown {
    /// Shows these cells in the row, and touches nothing that stays as it is.
    pub(super) fn show(&self, row: &web_sys::Element, cells: Vec<Cell>) {
        let mut shown = self.cells.borrow_mut();
        let mut next = row.first_element_child();
        for ((before, marks), now) in shown.iter_mut().zip(cells) {
            let Some(own) = next else { return };
            next = own.next_element_sibling();
            let _ = self.fill(own, before, marks, &now);
            *before = now;
        }
    }

    /// Makes a cell show something else.
    fn fill(
        &self,
        mut own: web_sys::Element,
        before: &mut Cell,
        marks: &mut Option<Standing>,
        now: &Cell,
    ) -> Option<()> {
        if before.kind != now.kind {
            let fresh = blank(now.kind, own.tag_name() == "TH").into_element()?;
            own.replace_with_with_node_1(&fresh).ok()?;
            own = fresh;
            *marks = None;
            *before = Cell::new(now.kind, "", String::new());
        }
        // The last node of a cell holds its text, whatever stands before it.
        let holder = own.last_child()?;
        if before.class != now.class {
            own.set_class_name(now.class);
            // Ids, names and commands stay what they are where the page is translated.
            let is_code = now.class.split(' ').any(|class| matches!(class, "mono" | "name"));
            let _ = if is_code {
                own.set_attribute("translate", "no")
            } else {
                own.remove_attribute("translate")
            };
        }
        if before.mark() != now.mark() {
            *marks = now.marks.as_ref().map(|marks| {
                let owner = self.owner.child();
                let view = untrack(|| owner.with(&marks.make));
                view.insert_before(&holder);
                Standing { view, owner }
            });
        }
        if before.text != now.text {
            holder.set_text_content(Some(&now.text));
        }
        let holder = holder.dyn_ref::<web_sys::Element>();
        if let Some(holder) = holder
            && before.told != now.told
        {
            let name = match now.kind {
                Kind::Link => "href",
                Kind::Time => "datetime",
                Kind::Text | Kind::Choice => "aria-label",
            };
            holder.set_attribute(name, &now.told).ok()?;
        }
        if let (Some(holder), Some(language)) = (holder, &now.language)
            && before.language != now.language
        {
            holder.set_attribute("lang", language).ok()?;
        }
        if let Some(input) = holder.and_then(|it| it.dyn_ref::<web_sys::HtmlInputElement>())
            && before.is_on != now.is_on
        {
            input.set_checked(now.is_on);
        }
        Some(())
    }
}

fn blank(kind: Kind, names: bool) -> View {
    let content = match kind {
        Kind::Text => View::text(""),
        Kind::Link => {
            view! { <a class="cut" data-tip-cut="" dir="auto" translate="no"></a> }
        }
        Kind::Time => view! { <time class="time" dir="auto" tabindex="0"></time> },
        Kind::Choice => view! { <input type="checkbox"/> },
    };
    match (names, kind) {
        (true, Kind::Text) => view! { <th scope="row" data-tip-cut="" dir="auto">{content}</th> },
        (true, _) => view! { <th scope="row">{content}</th> },
        (false, Kind::Text) => view! { <td data-tip-cut="" dir="auto">{content}</td> },
        (false, _) => view! { <td>{content}</td> },
    }
}
