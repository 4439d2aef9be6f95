//! What rows come to beside each other, and beside what the book has. It is 1 March 2026.

use crate::access::AccessStatus::{self, Active, Expired, Pending};
use crate::access::State;
use crate::book::Book;
use crate::book::tests::{NOW, book, by};
use crate::import::tests::{counts, in_course, member, open, whole};
use crate::import::{Counts, Field, Options, Policy, Purpose};
use crate::progress::Progress;

/// Imports a list without its header line: whose, what, its status, from when until when.
fn import_with(book: &Book, rows: &[&str], options: &Options) -> Counts {
    let mut import =
        open(book, &format!("Email,Course,Access,Enrolled,Expires\n{}\n", rows.join("\n")));
    import.choose_field(2, Field::AccessStatus);
    import.set_options(options.clone());
    let planned = import.plan(book, NOW, &Progress::default()).unwrap().counts;
    let done = import.apply(book, &by(), &Progress::default()).unwrap().value;
    assert_eq!(done, planned, "what was shown is what was done");
    whole(book);
    done
}

/// The grants of Ana in the order of their starts: `active 2026-01-01..2026-12-31`.
fn grants(book: &Book) -> Vec<String> {
    let mut grants: Vec<_> = member(book, "ana@x.com")
        .grants
        .into_iter()
        .map(|it| {
            let end = it.expires_on.unwrap_or_default();
            (it.starts_on.clone(), format!("{} {}..{end}", it.state.name(), it.starts_on))
        })
        .collect();
    grants.sort();
    grants.into_iter().map(|(_, words)| words).collect()
}

fn status(book: &Book) -> AccessStatus {
    member(book, "ana@x.com").access[0].status
}

/// Files, one after the other, come to these grants, and the last of them to nothing more when it
/// comes again.
fn check_with(files: &[&[&str]], options: &Options, now: AccessStatus, expect: &[&str]) {
    let (_dir, book) = book();
    for (at, file) in files.iter().enumerate() {
        let first = Options::default();
        import_with(&book, file, if at + 1 == files.len() { options } else { &first });
    }
    assert_eq!(grants(&book), expect, "{files:?}");
    assert_eq!(status(&book), now, "{files:?}");
    let again = import_with(&book, files[files.len() - 1], options);
    assert_eq!((again.created, again.updated), (0, 0), "again: {files:?}");
    assert_eq!(grants(&book), expect, "again: {files:?}");
}

fn check(files: &[&[&str]], now: AccessStatus, expect: &[&str]) {
    check_with(files, &Options::default(), now, expect);
}

fn overwrite() -> Options {
    Options { policy: Policy::Overwrite, ..Options::default() }
}

const LAST_YEAR: &str = "ana@x.com,Drawing,,2025-01-01,2025-12-31";
const THIS_YEAR: &str = "ana@x.com,Drawing,,2026-01-01,2026-12-31";
const NEXT_YEAR: &str = "ana@x.com,Drawing,,2027-01-01,2027-12-31";
const NEXT_JUNE: &str = "ana@x.com,Drawing,,2027-06-01,2027-12-31";

#[test]
fn a_row_with_a_gap_before_or_behind_it_is_a_grant_of_its_own() {
    let with_gap = ["active 2025-01-01..2025-12-31", "active 2027-01-01..2027-12-31"];
    check(&[&[LAST_YEAR, NEXT_YEAR]], Pending, &with_gap);
    check(&[&[NEXT_YEAR, LAST_YEAR]], Pending, &with_gap);
    check(&[&[LAST_YEAR], &[NEXT_YEAR]], Pending, &with_gap);
    check(&[&[NEXT_YEAR], &[LAST_YEAR]], Pending, &with_gap);
    let later = ["active 2026-01-01..2026-12-31", "active 2027-06-01..2027-12-31"];
    check(&[&[THIS_YEAR, NEXT_JUNE]], Active, &later);
    check(&[&[NEXT_JUNE, THIS_YEAR]], Active, &later);
    check(&[&[THIS_YEAR], &[NEXT_JUNE]], Active, &later);
    check(&[&[NEXT_JUNE], &[THIS_YEAR]], Active, &later);
    check_with(&[&[THIS_YEAR], &[NEXT_JUNE]], &overwrite(), Active, &later);
    check_with(&[&[NEXT_JUNE], &[THIS_YEAR]], &overwrite(), Active, &later);
}

#[test]
fn the_day_after_the_end_goes_on_without_a_gap() {
    let both = ["active 2026-01-01..2027-12-31"];
    check(&[&[THIS_YEAR, NEXT_YEAR]], Active, &both);
    check(&[&[THIS_YEAR], &[NEXT_YEAR]], Active, &both);
    let beside = ["active 2026-01-01..2026-12-31", "active 2027-01-01..2027-12-31"];
    check(&[&[NEXT_YEAR, THIS_YEAR]], Active, &beside);
    check(&[&[NEXT_YEAR], &[THIS_YEAR]], Active, &beside);
    let endless = "ana@x.com,Drawing,,2027-06-01,";
    let scheduled = ["active 2026-01-01..2026-12-31", "active 2027-06-01.."];
    check(&[&[THIS_YEAR, endless]], Active, &scheduled);
    check(&[&[THIS_YEAR], &[endless]], Active, &scheduled);
}

#[test]
fn a_row_lengthens_the_grant_that_has_begun_by_then() {
    let held = [THIS_YEAR, NEXT_JUNE];
    let longer = "ana@x.com,Drawing,,2026-01-01,2027-03-31";
    let expect = ["active 2026-01-01..2027-03-31", "active 2027-06-01..2027-12-31"];
    check(&[&held, &[longer]], Active, &expect);
    let both = ["ana@x.com,Drawing,,2027-06-01,2028-06-30", longer];
    let expect = ["active 2026-01-01..2027-03-31", "active 2027-06-01..2028-06-30"];
    check(&[&held, &both], Active, &expect);
}

#[test]
fn the_best_status_of_several_rows_counts_in_any_order() {
    let row = |status, end| format!("ana@x.com,Drawing,{status},2026-01-01,{end}");
    let (pending, active) = (row("Pending", "2026-12-31"), row("Active", "2026-12-31"));
    for options in [Options::default(), overwrite()] {
        let (waits, opens) = ("pending 2026-01-01..2026-12-31", "active 2026-01-01..2026-12-31");
        check_with(&[&[&pending, &active]], &options, Active, &[opens, waits]);
        check_with(&[&[&active, &pending]], &options, Active, &[opens]);
        // A person decides about what waits in the book, unless the file may overwrite.
        let (now, kept): (_, &[&str]) = match options.policy {
            Policy::Overwrite => (Active, &[opens]),
            _ => (Pending, &[waits]),
        };
        check_with(&[&[&pending], &[&active]], &options, now, kept);
    }
}

#[test]
fn a_pending_row_lengthens_only_what_is_pending() {
    let row = |status, end| format!("ana@x.com,Drawing,{status},2026-01-01,{end}");
    let (active, waits) = (row("Active", "2026-12-31"), row("Pending", "2026-12-31"));
    let unpaid = row("Pending", "2027-12-31");
    for options in [Options::default(), overwrite()] {
        let kept = ["active 2026-01-01..2026-12-31"];
        check_with(&[&[&active], &[&unpaid]], &options, Active, &kept);
        check_with(&[&[&active, &unpaid]], &options, Active, &kept);
        let longer = ["pending 2026-01-01..2027-12-31"];
        check_with(&[&[&waits], &[&unpaid]], &options, Pending, &longer);
        check_with(&[&[&waits, &unpaid]], &options, Pending, &longer);
    }
    let lower = Options { shorten_access: true, ..overwrite() };
    let lowered = ["pending 2026-01-01..2027-12-31"];
    check_with(&[&[&active], &[&unpaid]], &lower, Pending, &lowered);
    let renewal = "ana@x.com,Drawing,Pending,2027-01-01,2027-12-31";
    let beside = ["active 2026-01-01..2026-12-31", "pending 2027-01-01..2027-12-31"];
    check(&[&[&active], &[renewal]], Active, &beside);
    check(&[&[&active, renewal]], Active, &beside);
}

#[test]
fn what_everybody_gets_comes_back_also_where_the_row_names_it() {
    let roster = Options { purpose: Purpose::Roster, ..in_course("Drawing") };
    for options in [roster, in_course("Drawing")] {
        let named = "ana@x.com,Drawing,,,";
        let expect = ["active 2025-01-01..2025-12-31", "active 2026-03-01.."];
        check_with(&[&[LAST_YEAR], &[named]], &options, Active, &expect);
        check_with(&[&[LAST_YEAR], &["ana@x.com,,,,"]], &options, Active, &expect);
    }
    let kept = ["active 2025-01-01..2025-12-31"];
    check(&[&[LAST_YEAR], &["ana@x.com,Drawing,,,"]], Expired, &kept);
}

#[test]
fn access_that_is_over_stays_as_it_was_beside_what_is_given_anew() {
    let renewed = "ana@x.com,Drawing,,2026-02-01,2027-01-31";
    let expect = ["active 2025-01-01..2025-12-31", "active 2026-02-01..2027-01-31"];
    check(&[&[LAST_YEAR], &[renewed]], Active, &expect);
    check_with(&[&[LAST_YEAR], &[renewed]], &overwrite(), Active, &expect);

    let (_dir, book) = book();
    import_with(&book, &[LAST_YEAR], &Options::default());
    let in_run = Options { cohort: Some("Autumn".to_owned()), ..in_course("Drawing") };
    import_with(&book, &["ana@x.com,,,,2027-01-31"], &in_run);
    let mut runs: Vec<_> = member(&book, "ana@x.com")
        .grants
        .into_iter()
        .map(|it| (it.starts_on, it.cohort.map(|cohort| cohort.title)))
        .collect();
    runs.sort();
    let autumn = Some("Autumn".to_owned());
    assert_eq!(runs, [("2025-01-01".to_owned(), None), ("2026-03-01".to_owned(), autumn)]);
}

#[test]
fn a_blocked_row_gives_nothing_beside_access_that_is_over() {
    let roster = Options { purpose: Purpose::Roster, ..in_course("Drawing") };
    for options in [roster, in_course("Drawing")] {
        let (_dir, book) = book();
        import_with(&book, &[LAST_YEAR], &Options::default());
        let done = import_with(&book, &["ana@x.com,,Expired,,"], &options);
        assert_eq!(done, counts(0, 0, 1, 0, 0, 0));
        assert_eq!(member(&book, "ana@x.com").grants[0].state, State::Active);
    }
}
