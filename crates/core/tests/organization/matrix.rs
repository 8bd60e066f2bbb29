//! The matrix tells what the rows tell, and nothing else.

use std::sync::Arc;

use console_core::domain::access::{Grant, RiskKind, Source};
use console_core::domain::catalog::Scope;
use console_core::domain::listing::Gradual;
use console_core::domain::permission::Permission;
use console_core::domain::report::{
    Matrix, MatrixColumn, MatrixColumns, MatrixTally, ReportRows, ReportShape, ReportView, rows,
};
use console_core::domain::resource::ResourceKey;
use console_core::domain::token::{Token, TokenAccess};
use console_core::domain::who::{Place, Question, Through, WhoView, ways};
use proptest::prelude::*;

use super::setup::{NOW, World, name_of, numbered, organization};

fn grant() -> impl Strategy<Value = Grant> {
    let permissions: Vec<_> = Permission::known().step_by(3).collect();
    (prop::sample::select(organization().1), prop::sample::select(permissions)).prop_map(
        |(key, permission)| match key {
            ResourceKey::ORGANIZATION | ResourceKey::ALL_DATABASES => {
                Grant::on_organization(permission)
            }
            database => Grant::new(database, permission),
        },
    )
}

fn tokens() -> impl Strategy<Value = Vec<Arc<Token>>> {
    let access = prop::collection::vec(grant(), 0..10);
    prop::collection::vec(prop::option::of(access), 0..6).prop_map(numbered)
}

fn world(tokens: &[Arc<Token>]) -> World {
    World::new(tokens, organization().0)
}

fn rows_of(world: &World, view: &ReportView) -> ReportRows {
    rows(&world.tokens, &world.index, &world.resources, view, NOW, name_of)
}

fn matrix(tokens: &[Arc<Token>], view: &ReportView) -> Matrix {
    let world = world(tokens);
    Matrix::new(world.list(), &rows_of(&world, view), view).unwrap()
}

fn view() -> impl Strategy<Value = ReportView> {
    let (resources, keys) = organization();
    let places: Vec<String> = keys[..4]
        .iter()
        .map(|key| WhoView::place_key(*key, &resources))
        .chain([String::new()])
        .collect();
    (0_usize..3, prop::sample::select(places)).prop_map(|(columns, place)| ReportView {
        shape: ReportShape::Matrix,
        columns: MatrixColumns::ALL[columns],
        place,
        ..ReportView::default()
    })
}

proptest! {
    #[test]
    fn a_view_of_the_matrix_comes_back_from_its_address(view in view(), has in "[a-z_]{0,8}") {
        let view = ReportView { has, ..view };
        prop_assert_eq!(ReportView::parse(&view.print()), view);
    }

    #[test]
    fn every_token_is_there_and_totals_count_its_cells(all in tokens(), view in view()) {
        let (resources, _) = organization();
        let matrix = matrix(&all, &view);
        prop_assert_eq!(matrix.tokens.len(), all.len());
        let mut totals = vec![0; matrix.columns.len()];
        for token in &all {
            let Some(cells) = matrix.cells(token, &resources) else {
                prop_assert_eq!(&token.access, &TokenAccess::Unknown);
                continue;
            };
            for (total, cell) in totals.iter_mut().zip(cells) {
                *total += usize::from(cell.source() != Source::None);
            }
        }
        prop_assert_eq!(totals, matrix.totals);
    }

    #[test]
    fn what_can_be_granted_on_the_resource_comes_first(all in tokens(), view in view()) {
        let view = ReportView { columns: MatrixColumns::Permissions, ..view };
        let matrix = matrix(&all, &view);
        let is_of_organization = |column: &MatrixColumn| match column {
            MatrixColumn::Permission(own) => own.scope().map(|scope| scope == Scope::Organization),
            _ => None,
        };
        let known: Vec<bool> = matrix.columns.iter().filter_map(is_of_organization).collect();
        let is_database = matches!(matrix.place, Place::On(key) if key != ResourceKey::ORGANIZATION);
        let first = known.iter().position(|of| *of == is_database).unwrap_or(known.len());
        prop_assert!(first > 0 && known[first..].iter().all(|of| *of == is_database));
    }

    #[test]
    fn the_rows_of_a_matrix_are_those_of_its_tokens_and_its_resource(all in tokens(), view in view(), has in prop::sample::select(vec!["", "read_branch", "all", "db:shop"])) {
        let (resources, _) = organization();
        let view = ReportView { has: has.to_owned(), ..view };
        let world = world(&all);
        let rows = rows_of(&world, &view);
        let matrix = Matrix::new(world.list(), &rows, &view).unwrap();
        let shown = matrix.rows_of(rows.to_vec(), &resources);
        let of = |token: u32| shown.iter().filter(|row| row.token == token).count();
        for (token, place) in all.iter().zip(0_u32..) {
            let held = token.access.grants().map_or(0, <[_]>::len);
            match (matrix.tokens.contains(&place), matrix.place) {
                (false, _) => prop_assert_eq!(of(place), 0),
                (true, Place::Anywhere) => prop_assert_eq!(of(place), held),
                (true, Place::On(_)) => prop_assert!(of(place) <= held),
            }
        }
    }

    #[test]
    fn nothing_is_told_of_a_resource_that_is_not_known(all in tokens(), view in view()) {
        let view = ReportView { place: "db:nowhere".to_owned(), ..view };
        let world = world(&all);
        let rows = rows_of(&world, &view);
        let matrix = Matrix::new(world.list(), &rows, &view);
        // Columns of databases are about each resource.
        prop_assert_eq!(matrix.is_some(), view.columns == MatrixColumns::Databases);
    }

    #[test]
    fn a_part_at_a_time_counts_what_all_at_once_does(all in tokens(), view in view(), count in 1_usize..4, has in prop::sample::select(vec!["", "read_branch", "all", "db:shop", "destroys"])) {
        let (resources, _) = organization();
        let view = ReportView { has: has.to_owned(), ..view };
        let world = world(&all);
        let rows = rows_of(&world, &view);
        let mut tally = MatrixTally::new(&resources, &rows, &view).unwrap();
        let found = std::iter::repeat_with(|| tally.go_on(world.list(), count)).find_map(|found| found);
        prop_assert_eq!(tally.progress(world.list()), (all.len(), all.len()));
        prop_assert_eq!(found, Matrix::new(world.list(), &rows, &view));
    }

    #[test]
    fn a_cell_of_a_permission_is_held_as_its_grants_say(all in tokens(), view in view()) {
        let (resources, keys) = organization();
        let view = ReportView { columns: MatrixColumns::Permissions, ..view };
        let place = WhoView { place: view.place.clone(), ..WhoView::default() }.place_in(&resources).unwrap();
        let matrix = matrix(&all, &view);
        for token in &all {
            let Some(grants) = token.access.grants() else { continue };
            let has = |key, permission| grants.contains(&Grant::new(key, permission));
            let cells = matrix.cells(token, &resources).unwrap();
            for (column, cell) in matrix.columns.iter().zip(cells) {
                let MatrixColumn::Permission(permission) = *column else { panic!() };
                let everywhere = has(ResourceKey::ALL_DATABASES, permission);
                let direct = |keys: &[ResourceKey]| keys.iter().any(|key| has(*key, permission));
                let wanted = match place {
                    Place::Anywhere => Source::of(has(keys[0], permission) || direct(&keys[2..]), everywhere),
                    Place::On(ResourceKey::ORGANIZATION | ResourceKey::ALL_DATABASES) => {
                        let Place::On(key) = place else { panic!() };
                        Source::of(has(key, permission), false)
                    }
                    Place::On(key) => Source::of(has(key, permission), everywhere),
                };
                prop_assert_eq!(cell.source(), wanted);
            }
        }
    }

    #[test]
    fn a_cell_of_a_power_is_held_by_who_can(all in tokens(), view in view()) {
        let (resources, _) = organization();
        let view = ReportView { columns: MatrixColumns::Powers, ..view };
        let place = WhoView { place: view.place.clone(), ..WhoView::default() }.place_in(&resources).unwrap();
        let matrix = matrix(&all, &view);
        for token in &all {
            let Some(grants) = token.access.grants() else { continue };
            for (kind, cell) in RiskKind::ALL.into_iter().zip(matrix.cells(token, &resources).unwrap()) {
                let found = ways(Question::Risk(kind), place, grants, &resources);
                let through = found.iter().filter(|way| way.through == Through::AllDatabases).count();
                prop_assert_eq!((cell.direct + cell.through) as usize, found.len());
                prop_assert_eq!(cell.through as usize, through);
            }
        }
    }

    #[test]
    fn a_cell_leads_to_what_it_shows(all in tokens(), view in view()) {
        let (resources, _) = organization();
        let matrix = matrix(&all, &view);
        for token in &all {
            let Some(grants) = token.access.grants() else { continue };
            let cells = matrix.cells(token, &resources).unwrap();
            for (at, cell) in cells.iter().enumerate() {
                let target = matrix.target(token, at, &resources);
                let leads_to_a_grant = target.is_some_and(|(key, permission)| {
                    grants.iter().any(|grant| grant.resource == key && Some(grant.permission) == permission)
                });
                let is_database = matches!(matrix.columns[at], MatrixColumn::Resource(_));
                // What a database inherits is told in its own group.
                if cell.direct > 0 || (cell.through > 0 && !is_database) {
                    prop_assert!(leads_to_a_grant, "{:?}", matrix.columns[at]);
                }
                prop_assert!(target.is_some() || matches!(matrix.columns[at], MatrixColumn::Power(_)));
            }
        }
    }

    #[test]
    fn a_column_narrows_the_tokens_to_those_that_hold_it(all in tokens(), view in view(), pick in any::<prop::sample::Index>()) {
        let (resources, _) = organization();
        let whole = matrix(&all, &view);
        let at = pick.index(whole.columns.len());
        let has = whole.columns[at].key(&resources);
        let narrowed = matrix(&all, &ReportView { has, ..view });
        prop_assert_eq!(narrowed.tokens.len(), whole.totals[at]);
        prop_assert_eq!(narrowed.totals, whole.totals);
    }

    #[test]
    fn a_column_that_there_is_not_leaves_no_token(all in tokens(), view in view(), has in "[A-Z]{1,8}") {
        let narrowed = matrix(&all, &ReportView { has, ..view });
        prop_assert!(narrowed.lacks_column);
        prop_assert_eq!(narrowed.tokens, Vec::<u32>::new());
    }
}
