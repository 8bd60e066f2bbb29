//! What columns that stand side by side are of: a row above the headers, and a line where another begins.

use leptos::prelude::*;

use super::rows::{gap, sides};
use super::{AREAS, Grid, HEADER};

impl Grid {
    /// How high the headers are, in rem.
    pub(super) fn header(self) -> f64 {
        if untrack(|| self.has_areas()) { HEADER + AREAS } else { HEADER }
    }

    pub(super) fn has_areas(self) -> bool {
        self.columns.with(|all| all.first().is_some_and(|own| own.area.is_some()))
    }

    /// The columns before one are of another area.
    pub(super) fn begins_area(self, column: usize) -> bool {
        self.columns.with_untracked(|all| {
            let area = |at: usize| all.get(at).map(|own| own.area);
            column > 0 && area(column) != area(column - 1)
        })
    }
}

/// For the eyes: whoever hears the grid is told the area with each header.
pub(super) fn areas_row(grid: Grid) -> AnyView {
    let has_areas = Memo::new(move |_| grid.has_areas());
    (move || {
        has_areas.get().then(|| {
            view! {
                <tr aria-hidden="true" class="grid-areas">
                    <td class="grid-name"></td>
                    {move || {
                        grid.version.track();
                        let (before, shown, after) = sides(grid);
                        let areas = areas(shown.filter_map(|at| {
                            grid.columns.with(|all| all.get(at).and_then(|own| own.area))
                        }));
                        let area = |(name, columns): (&'static str, usize)| view! {
                            <td class="begins" colspan=columns.to_string()>
                                <span data-tip-cut="">{name}</span>
                            </td>
                        };
                        view! {
                            {gap(before)}
                            {areas.into_iter().map(area).collect_view()}
                            {gap(after)}
                        }
                    }}
                    <td class="grid-total"></td>
                </tr>
            }
        })
    })
    .into_any()
}

/// Each area once, with how many columns in a row are of it.
fn areas(columns: impl Iterator<Item = &'static str>) -> Vec<(&'static str, usize)> {
    let mut areas = Vec::<(&'static str, usize)>::new();
    for area in columns {
        match areas.last_mut() {
            Some((own, count)) if *own == area => *count += 1,
            _ => areas.push((area, 1)),
        }
    }
    areas
}

#[cfg(test)]
mod tests {
    use super::areas;

    #[test]
    fn an_area_spans_the_columns_side_by_side() {
        let columns = ["Databases", "Databases", "Metrics", "Databases"];
        let told = areas(columns.into_iter());
        assert_eq!(told, [("Databases", 2), ("Metrics", 1), ("Databases", 1)]);
        assert_eq!(areas([].into_iter()), []);
    }
}
