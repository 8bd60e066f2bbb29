//! Search, filters and order in words, for files and for paper.

use super::super::listing::{Direction, Filter};
use super::super::report::{By, ReportView};
use super::super::view_state::TokensView;
use crate::words::access_report;
use crate::words::export as words;

/// What a view of the tokens shows, in words. Filters that widen each other are joined by "or".
pub fn tokens_in_words(view: &TokensView) -> String {
    let groups: Vec<String> = Filter::ABOUT
        .iter()
        .map(|about| {
            let on = about.iter().filter(|filter| view.filters.has(**filter));
            on.map(|filter| filter.title()).collect::<Vec<_>>().join(words::OR)
        })
        .filter(|group| !group.is_empty())
        .collect();
    let descending = view.sort.direction == Direction::Descending;
    words::filtered(&view.search, &groups.join(words::AND), view.sort.column.title(), descending)
}

/// What a view of the report shows, in words.
pub fn report_in_words(view: &ReportView) -> String {
    let only: Vec<&str> = view.only.iter().map(|only| only.title()).collect();
    let by = match view.by {
        By::Token => access_report::TOKEN,
        By::Resource => access_report::RESOURCE,
        By::Permission => access_report::PERMISSION,
    };
    words::filtered(&view.search, &only.join(words::AND), by, view.descending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_is_said_as_it_narrows_and_widens() {
        let said = |query| tokens_in_words(&TokensView::parse(query));
        assert_eq!(said(""), "No search, no filters. Sorted by Created, descending.");
        assert_eq!(
            said("q=ci%20x&filter=expired,no_expiry,never_used&sort=name"),
            "Search: \u{2068}ci x\u{2069}. Filters: Expired or No expiry, and Never used. Sorted by Name."
        );
        let report = report_in_words(&ReportView::parse("only=destroys,production&sort=-resource"));
        assert_eq!(
            report,
            "No search. Filters: Destroys, and Reaches production. Sorted by Resource, descending."
        );
    }
}
