//! Lists of dates, as MemberKit takes them.

use crate::access::{AccessEdit, GrantSpec, State};
use crate::book::Book;
use crate::book::tests::{NOW, book, by};
use crate::import::tests::{counts, import_with, in_course, member, open, whole};
use crate::import::{Counts, Field, Import, Options, Purpose, Verdict};
use crate::members::{MemberFields, Status};
use crate::products::ProductEdit;
use crate::progress::Progress;

const LIST: &str = "Nome;Email;Data de expiração\n\
    Ana Souza;ana@example.com;31/12/2027\n\
    Bruno Dias;bruno@example.com;30/06/2026\n";

fn dates_of(title: &str) -> Options {
    Options { purpose: Purpose::Expiry, ..in_course(title) }
}

fn add(book: &Book, email: &str) -> crate::MemberId {
    let fields = MemberFields {
        name: Some("Somebody".into()),
        email: Some(email.into()),
        ..MemberFields::default()
    };
    book.add_member(&by(), &fields).unwrap().value
}

/// Adds a member who has Drawing from the first of 2026 until a day.
fn holder(book: &Book, email: &str, until: Option<&str>) {
    give(book, add(book, email), "2026-01-01", until);
}

fn give(book: &Book, member: crate::MemberId, from: &str, until: Option<&str>) {
    let spec = GrantSpec {
        courses: vec![drawing(book)],
        starts_on: Some(from.to_owned()),
        expires_on: until.map(str::to_owned),
        ..GrantSpec::default()
    };
    book.grant(&by(), &[member], &spec, &Progress::default()).unwrap();
}

fn drawing(book: &Book) -> crate::CourseId {
    let courses = book.courses(true, NOW).unwrap();
    match courses.iter().find(|course| course.title == "Drawing") {
        Some(course) => course.id,
        None => book.add_course(&by(), "Drawing").unwrap().value,
    }
}

fn until(book: &Book, email: &str) -> Option<String> {
    member(book, email).access[0].expires_on.clone()
}

/// The reasons of the rows, in the order of the file.
fn reasons(book: &Book, csv: &str, options: Options) -> Vec<Option<&'static str>> {
    let mut import = planned(book, csv, options);
    let n = import.draft.columns.n_rows as usize;
    let (rows, _) = import.rows(book, None, 0, n, NOW).unwrap();
    import.apply(book, &by(), &Progress::default()).unwrap();
    rows.into_iter().map(|row| row.reason).collect()
}

fn planned(book: &Book, csv: &str, options: Options) -> Import {
    let mut import = open(book, csv);
    import.set_options(options);
    import.plan(book, NOW, &Progress::default()).unwrap();
    import
}

/// Holds the same file to change nothing when it comes again, and its undo to take all back.
fn once(book: &Book, csv: &str, options: Options) -> Counts {
    let before: Vec<_> = ["ana", "bruno"].map(|who| days(book, who)).into();
    let done = import_with(book, csv, options.clone());
    let again = import_with(book, csv, options);
    assert_eq!((again.created, again.updated), (0, 0), "the same file twice changes nothing");
    let after: Vec<_> = ["ana", "bruno"].map(|who| days(book, who)).into();
    book.undo(&by(), None, &Progress::default()).unwrap();
    let undone: Vec<_> = ["ana", "bruno"].map(|who| days(book, who)).into();
    assert_eq!(undone, before, "one undo takes it back");
    book.redo(&by(), &Progress::default()).unwrap();
    assert_eq!(["ana", "bruno"].map(|who| days(book, who)).to_vec(), after);
    whole(book);
    done
}

fn days(book: &Book, who: &str) -> Vec<(String, Option<String>)> {
    let Ok(id) = book.member_by_email(&format!("{who}@example.com")) else { return Vec::new() };
    let member = book.member(id, NOW).unwrap();
    member.grants.into_iter().map(|grant| (grant.starts_on, grant.expires_on)).collect()
}

#[test]
fn a_list_of_dates_moves_ends_later_and_earlier_and_nothing_else() {
    let (_dir, book) = book();
    holder(&book, "ana@example.com", Some("2026-12-31"));
    holder(&book, "bruno@example.com", Some("2027-12-31"));
    assert_eq!(once(&book, LIST, dates_of("Drawing")), counts(0, 2, 0, 0, 0, 0));
    assert_eq!(until(&book, "ana@example.com").as_deref(), Some("2027-12-31"));
    assert_eq!(until(&book, "bruno@example.com").as_deref(), Some("2026-06-30"));
    let grant = &member(&book, "ana@example.com").grants[0];
    assert!(
        crate::time::is_day_end(book.settings().zone, grant.expires_at.unwrap()),
        "access lasts to the end of the day in the school's zone"
    );
    assert_eq!(member(&book, "ana@example.com").name, "Somebody", "names are left alone");
}

#[test]
fn the_review_shows_old_and_new_and_says_what_is_shortened() {
    let (_dir, book) = book();
    holder(&book, "ana@example.com", Some("2026-12-31"));
    holder(&book, "bruno@example.com", None);
    let import = planned(&book, LIST, dates_of("Drawing"));
    let (rows, _) = import.rows(&book, Some(Verdict::Updated), 0, 10, NOW).unwrap();
    let cell = &rows[0].cells[2];
    assert_eq!(
        (cell.before.as_deref(), cell.after.as_deref(), cell.changed),
        (Some("2026-12-31"), Some("2027-12-31"), true)
    );
    let reasons: Vec<_> = rows.iter().map(|row| row.reason).collect();
    assert_eq!(reasons, [None, Some("shortened")]);
    assert_eq!(import.made_plan().unwrap().count_of("shortened"), 1);
}

#[test]
fn nobody_is_invented() {
    let (_dir, book) = book();
    holder(&book, "had@example.com", None);
    let had = member(&book, "had@example.com");
    let ended = AccessEdit { removed: vec![had.grants[0].id], ..AccessEdit::default() };
    book.edit_access(&by(), had.id, &ended).unwrap();
    holder(&book, "barred@example.com", None);
    book.set_status(
        &by(),
        &[book.member_by_email("barred@example.com").unwrap()],
        Status::Disabled,
        &Progress::default(),
    )
    .unwrap();
    let closed = add(&book, "closed@example.com");
    let spec =
        GrantSpec { courses: vec![drawing(&book)], state: State::Disabled, ..GrantSpec::default() };
    book.grant(&by(), &[closed], &spec, &Progress::default()).unwrap();
    let bundled = add(&book, "bundled@example.com");
    let held = ProductEdit { courses: Some(vec![drawing(&book)]), ..ProductEdit::default() };
    let bundle = book.add_product(&by(), "Bundle", &held).unwrap().value;
    let spec = GrantSpec { products: vec![bundle], ..GrantSpec::default() };
    book.grant(&by(), &[bundled], &spec, &Progress::default()).unwrap();
    add(&book, "never@example.com");
    let csv = "Email,Expires\n\
        nobody@example.com,2027-12-31\n\
        had@example.com,2027-12-31\n\
        barred@example.com,2027-12-31\n\
        closed@example.com,2027-12-31\n\
        bundled@example.com,2027-12-31\n\
        never@example.com,2027-12-31\n";
    let n_members = book.counts().unwrap().members;
    let entries = book.entries(None, None, 100).unwrap().len();
    let expected = [
        "not_in_book",
        "access_ended",
        "member_blocked",
        "access_blocked",
        "by_product",
        "has_none",
    ];
    assert_eq!(reasons(&book, csv, dates_of("Drawing")), expected.map(Some));
    assert_eq!(book.counts().unwrap().members, n_members);
    assert_eq!(book.entries(None, None, 100).unwrap().len(), entries, "nothing was written");
    let plan = planned(&book, csv, dates_of("Drawing"));
    let named: Vec<_> =
        plan.made_plan().unwrap().left_out().iter().map(|one| one.cases.len()).collect();
    assert_eq!(named, [1; 6], "each is listed");
    // Of the bundle itself the day can be moved.
    let options =
        Options { purpose: Purpose::Expiry, products: vec!["bundle".into()], ..Options::default() };
    import_with(&book, csv, options);
    assert_eq!(until(&book, "bundled@example.com").as_deref(), Some("2027-12-31"));
}

#[test]
fn a_blank_day_is_left_alone_unless_it_means_no_end() {
    let (_dir, book) = book();
    holder(&book, "ana@example.com", Some("2026-12-31"));
    holder(&book, "bruno@example.com", Some("2026-12-31"));
    let csv = "Email,Expires\nana@example.com,\nbruno@example.com,2026-12-31\n";
    assert_eq!(reasons(&book, csv, dates_of("Drawing")), [Some("no_day"), None]);
    assert_eq!(until(&book, "ana@example.com").as_deref(), Some("2026-12-31"));
    let endless = Options { blank_is_endless: true, ..dates_of("Drawing") };
    assert_eq!(once(&book, csv, endless), counts(0, 1, 1, 0, 0, 0));
    assert_eq!(until(&book, "ana@example.com"), None);
}

#[test]
fn a_later_day_brings_back_what_was_over_and_says_so() {
    let (_dir, book) = book();
    let ana = add(&book, "ana@example.com");
    give(&book, ana, "2020-01-01", Some("2020-12-31"));
    give(&book, ana, "2021-01-01", Some("2021-12-31"));
    assert_eq!(
        reasons(&book, "Email,Expires\nana@example.com,2027-12-31\n", dates_of("Drawing")),
        [Some("comes_back")]
    );
    let grants = member(&book, "ana@example.com").grants;
    let ends: Vec<_> = grants.iter().map(|grant| grant.expires_on.as_deref().unwrap()).collect();
    assert_eq!(ends, ["2020-12-31", "2027-12-31"], "the one that lasted longest goes on");
}

#[test]
fn of_several_grants_the_last_ends_on_the_day() {
    let (_dir, book) = book();
    let ana = add(&book, "ana@example.com");
    give(&book, ana, "2025-01-01", Some("2026-12-31"));
    give(&book, ana, "2025-01-01", Some("2028-12-31"));
    give(&book, ana, "2025-01-01", Some("2029-12-31"));
    let csv = "Email,Expires\nana@example.com,2027-06-30\n";
    assert_eq!(once(&book, csv, dates_of("Drawing")), counts(0, 1, 0, 0, 0, 0));
    assert_eq!(until(&book, "ana@example.com").as_deref(), Some("2027-06-30"));
    let ends = days(&book, "ana").into_iter().map(|(_, end)| end.unwrap()).collect::<Vec<_>>();
    assert_eq!(ends, ["2026-12-31", "2027-06-30", "2027-06-30"]);
}

#[test]
fn an_end_before_the_start_is_refused_row_by_row() {
    let (_dir, book) = book();
    holder(&book, "ana@example.com", Some("2026-12-31"));
    holder(&book, "bruno@example.com", Some("2026-12-31"));
    let csv = "Email,Enrolled,Expires\n\
        ana@example.com,,2025-06-30\n\
        bruno@example.com,2026-02-01,2027-06-30\n\
        caio@example.com,2027-02-01,2026-06-30\n";
    assert_eq!(once(&book, csv, dates_of("Drawing")), counts(0, 1, 0, 0, 0, 2));
    assert_eq!(days(&book, "ana"), [("2026-01-01".into(), Some("2026-12-31".into()))]);
    assert_eq!(days(&book, "bruno"), [("2026-02-01".into(), Some("2027-06-30".into()))]);
}

#[test]
fn the_enrollment_date_moves_the_start_and_is_counted() {
    let (_dir, book) = book();
    holder(&book, "ana@example.com", None);
    let csv = "Email;Data de matrícula\nana@example.com;15/02/2026\n";
    let import = planned(&book, csv, dates_of("Drawing"));
    assert_eq!(import.made_plan().unwrap().effect.starts_moved, 1);
    assert_eq!(once(&book, csv, dates_of("Drawing")), counts(0, 1, 0, 0, 0, 0));
    assert_eq!(days(&book, "ana"), [("2026-02-15".into(), None)]);
    let later = "Email;Data de matrícula\nana@example.com;15/02/2027\n";
    assert_eq!(reasons(&book, later, dates_of("Drawing")), [Some("begins_later")]);
}

#[test]
fn access_that_began_in_the_course_of_the_day_begins_on_it() {
    let (_dir, book) = book();
    let ana = add(&book, "ana@example.com");
    let spec = GrantSpec { courses: vec![drawing(&book)], ..GrantSpec::default() };
    book.grant(&by(), &[ana], &spec, &Progress::default()).unwrap();
    let today = member(&book, "ana@example.com").grants[0].starts_on.clone();
    let csv = format!("Email,Enrolled\nana@example.com,{today}\n");
    assert_eq!(import_with(&book, &csv, dates_of("Drawing")), counts(0, 0, 1, 0, 0, 0));
}

#[test]
fn a_course_that_a_product_opens_for_longer_is_named() {
    let (_dir, book) = book();
    holder(&book, "ana@example.com", None);
    let held = ProductEdit { courses: Some(vec![drawing(&book)]), ..ProductEdit::default() };
    let bundle = book.add_product(&by(), "Bundle", &held).unwrap().value;
    let spec = GrantSpec { products: vec![bundle], ..GrantSpec::default() };
    let ana = book.member_by_email("ana@example.com").unwrap();
    book.grant(&by(), &[ana], &spec, &Progress::default()).unwrap();
    assert_eq!(
        reasons(&book, "Email,Expires\nana@example.com,2026-12-31\n", dates_of("Drawing")),
        [Some("shortened_beside_product")]
    );
    assert_eq!(until(&book, "ana@example.com"), None, "the bundle has no end");
}

#[test]
fn rows_about_another_course_are_left_out_and_one_row_counts_for_each_person() {
    let (_dir, book) = book();
    holder(&book, "ana@example.com", Some("2026-12-31"));
    let csv = "Email,Course,Expires\n\
        ana@example.com,Painting,2030-12-31\n\
        ana@example.com,drawing,2027-12-31\n\
        ANA@example.com,Drawing,2028-12-31\n";
    let expected = [Some("other_title"), None, Some("duplicate_in_file")];
    assert_eq!(reasons(&book, csv, dates_of("Drawing")), expected);
    assert_eq!(until(&book, "ana@example.com").as_deref(), Some("2027-12-31"));
}

#[test]
fn it_takes_one_course_or_product_of_the_book_and_a_column_of_days() {
    let (_dir, book) = book();
    holder(&book, "ana@example.com", None);
    let refused = |csv: &str, options: Options| {
        let mut import = open(&book, csv);
        import.set_options(options);
        import.plan(&book, NOW, &Progress::default()).map(|_| ()).unwrap_err().code()
    };
    let nothing = Options { purpose: Purpose::Expiry, ..Options::default() };
    assert_eq!(refused(LIST, nothing), "no_subject");
    let two = Options { products: vec!["Bundle".into()], ..dates_of("Drawing") };
    assert_eq!(refused(LIST, two), "no_subject");
    assert_eq!(refused(LIST, dates_of("Sculpture")), "no_subject", "it is not created");
    assert_eq!(refused("Name,Email\nAna,ana@example.com\n", dates_of("Drawing")), "no_day_column");
    let import = planned(&book, LIST, dates_of("Drawing"));
    assert_eq!(import.draft.mapping.column_of(&Field::ExpiresAt), Some(2));
}
