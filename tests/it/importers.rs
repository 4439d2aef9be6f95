//! What five other importers did with the same files, and how it is done here.
//!
//! Ghost, Directus, NocoDB, django-import-export and sqlite-utils were used by hand, listmonk was
//! read (`research/importers.md`). Each test names what was seen and holds the opposite.

use std::fmt::Write;

use rollbook::Progress;
use rollbook::import::{Counts, DateOrder, Field, Import, LayoutHints, Options, Policy, Verdict};
use rollbook::journal::Why;
use rollbook::members::MemberFields;
use rollbook::progress::Phase;

use crate::child::{child, given_path, peak_kib, tell, told};
use crate::support::{
    NOW, add, book, by, carry_out, counts, dump, everybody, go, import, import_with, member, open,
    reopen, source,
};

fn people(numbers: impl Iterator<Item = usize>, phone: &str) -> String {
    let mut list = String::new();
    for n in numbers {
        writeln!(list, "Member {n},m{n}@example.com,{phone}").unwrap();
    }
    list
}

/// The file all of them were given: 1,000 rows, 100 of them bad, twenty of each kind.
fn dirty() -> String {
    let mut list = "Full name;E-mail;Created\n".to_owned();
    for n in 0..1000 {
        let (email, day) = match n % 50 {
            10 => ("not-an-email".to_owned(), "2020-05-01"),
            20 => (String::new(), "2020-05-01"),
            30 => (format!("m{}@x.com", n - 1), "2020-05-01"),
            40 => (format!("M{}@X.COM", n - 1), "2020-05-01"),
            49 => (format!("m{n}@x.com"), "31/31/2020"),
            _ => (format!("m{n}@x.com"), "2020-05-01"),
        };
        writeln!(list, "Member {n};{email};{day}").unwrap();
    }
    list
}

/// NocoDB took all 1,000 rows, Directus and the Django admin none of them.
#[test]
fn of_a_dirty_file_exactly_the_good_rows_come_in() {
    let (_folder, book) = book();
    assert_eq!(import(&book, dirty()), counts([900, 0, 0, 40, 0, 60]));
    let everybody = everybody(&book);
    assert_eq!(everybody.len(), 900);
    assert!(everybody.iter().all(|member| member.email.contains("@x.com")));
}

/// Ghost gives no row numbers, Directus a raw server error, NocoDB nothing.
#[test]
fn each_bad_row_is_told_with_its_line_column_value_and_reason() {
    let (_folder, book) = book();
    let mut import = open(&book, dirty());
    let plan = import.plan(&book, NOW, &go()).unwrap();
    for (code, n) in
        [("bad_email", 20), ("missing_email", 20), ("duplicate_in_file", 40), ("bad_date", 20)]
    {
        assert_eq!(plan.count_of(code), n, "{code}");
    }
    let at = |line| plan.problems.iter().find(|problem| problem.line == line).unwrap();
    let bad_email = at(12);
    assert_eq!(bad_email.column.as_deref(), Some("E-mail"));
    assert_eq!((bad_email.value.as_str(), bad_email.code), ("not-an-email", "bad_email"));
    let bad_date = at(51);
    assert_eq!(bad_date.column.as_deref(), Some("Created"));
    assert_eq!((bad_date.value.as_str(), bad_date.code), ("31/31/2020", "bad_date"));
}

/// NocoDB's checks look at the first 500 rows.
#[test]
fn the_last_row_is_checked_like_the_first() {
    let (_folder, book) = book();
    let list = format!("Name,Email,Phone\n{}Last,broken@,\n", people(0..700, ""));
    let mut import = open(&book, list);
    let plan = import.plan(&book, NOW, &go()).unwrap();
    assert_eq!((plan.problems[0].line, plan.problems[0].code), (702, "bad_email"));
}

/// NocoDB matches equal names only, Directus and Django none but their own.
#[test]
fn headers_in_other_words_and_languages_are_matched_with_samples_beside_them() {
    for (header, name, email, phone) in [
        ("Full name,E-mail,Mobile phone", 0, 1, 2),
        ("E-MAIL ADDRESS,phone_number,Name", 2, 0, 1),
        ("Nome completo,Telefone,Endereço de e-mail", 0, 2, 1),
        ("Correo electrónico,Nombre,Teléfono", 1, 0, 2),
    ] {
        let (_folder, book) = book();
        let mut cells = ["", "", ""];
        (cells[name], cells[email], cells[phone]) = ("Ana Souza", "ana@example.com", "55");
        let import = open(&book, format!("{header}\n{}\n", cells.join(",")));
        let draft = &import.draft;
        for (column, field) in [(name, Field::Name), (email, Field::Email), (phone, Field::Phone)] {
            assert_eq!(draft.mapping.field_of(column), &field, "{header}");
            assert_eq!(draft.columns.columns[column].samples, [cells[column]]);
        }
        assert!(import.is_ready(), "{header}: nothing is left to ask");
    }
}

/// listmonk drops columns it does not know and says so in a log only.
#[test]
fn a_column_nobody_knows_can_be_kept() {
    let (_folder, book) = book();
    let mut import = open(&book, "Email,Favourite brush\nana@example.com,Sable 4\n");
    assert_eq!(import.draft.mapping.field_of(1), &Field::Ignore);
    assert_eq!(import.draft.columns.columns[1].samples, ["Sable 4"], "it is shown all the same");
    import.choose_field(1, Field::Custom("Favourite brush".into()));
    carry_out(&book, import);
    let ana = member(&book, "ana@example.com");
    assert_eq!(
        (ana.custom[0].field.shape.label.as_str(), ana.custom[0].value.as_str()),
        ("Favourite brush", "Sable 4")
    );
}

/// None says "812 new, 140 updated, 30 unchanged, 18 with errors" before it writes, but for the
/// Django admin, whose dry run takes as long as the import.
#[test]
fn the_counts_are_known_before_anything_is_written() {
    let (_folder, book) = book();
    import(&book, format!("Name,Email,Phone\n{}{}", people(0..140, ""), people(140..170, "55")));
    let (before, version) = (dump(&book), book.version());
    let mut list = format!("Name,Email,Phone\n{}", people(0..982, "55"));
    for n in 0..18 {
        writeln!(list, "Broken {n},broken{n}@,").unwrap();
    }
    let mut import = open(&book, list);
    let progress = Progress::default();
    let planned = import.plan(&book, NOW, &progress).unwrap().counts;
    assert_eq!(planned, counts([812, 140, 30, 0, 0, 18]));
    assert_eq!((dump(&book), book.version()), (before, version), "looking writes nothing");
    let (phase, _, total) = progress.state();
    assert_eq!((phase, total), (Phase::Checking, Some(1000)), "and it was counted in rows");
    assert_eq!(carry_out(&book, import), planned);
}

/// Ghost made a second member of M1@X.COM beside m1@x.com; so did Directus and Django, 20 of 20.
#[test]
fn an_address_in_capitals_is_the_member_who_is_there() {
    let (_folder, book) = book();
    import(&book, format!("Name,Email,Phone\n{}", people(0..20, "")));
    let capitals = format!("Name,Email,Phone\n{}", people(0..20, "55").to_uppercase());
    assert_eq!(import(&book, capitals), counts([0, 20, 0, 0, 0, 0]));
    assert_eq!(everybody(&book).len(), 20);
    let first = member(&book, "m0@example.com");
    assert_eq!((first.email.as_str(), first.name.as_str()), ("m0@example.com", "Member 0"));
}

/// Ghost ignored a bad date of a member it knew, without a word.
#[test]
fn a_bad_date_of_a_known_member_is_an_error() {
    let (_folder, book) = book();
    import(&book, "Email,Created\nana@example.com,2020-05-01\n");
    let before = dump(&book);
    for policy in [Policy::Fill, Policy::Overwrite, Policy::UpdateOnly] {
        let options = Options { policy, ..Options::default() };
        let list = "Email,Created\nana@example.com,31/31/2020\n";
        assert_eq!(import_with(&book, list, options).failed, 1, "{policy:?}");
    }
    assert_eq!(dump(&book), before);
}

/// Django refused all 1,000 rows of ISO 8601; NocoDB stored "31/31/2020" in a column of dates.
#[test]
fn dates_are_read_as_the_file_has_them() {
    let noon = NOW;
    for (text, order) in [
        ("2026-03-01T12:00:00Z", None),
        ("2026-03-01T12:00:00.000Z", None),
        ("2026-03-01T09:00:00-03:00", None),
        ("2026-03-01 12:00:00 UTC", None),
        ("2026-03-01 09:00", None),
        ("01/03/2026 09:00", Some(DateOrder::Dmy)),
        ("03/01/2026 09:00", Some(DateOrder::Mdy)),
    ] {
        let (_folder, book) = book();
        let list = format!("Email,Joined\nana@example.com,{text}\n");
        let hints = LayoutHints { date_order: order, ..LayoutHints::default() };
        carry_out(&book, Import::open(&book, source(list), hints).unwrap());
        assert_eq!(member(&book, "ana@example.com").joined_at, Some(noon), "{text}");
    }
}

/// The Django admin counts unchanged rows, sqlite-utils and Ghost call them updated.
#[test]
fn rows_that_change_nothing_are_called_unchanged() {
    let (_folder, book) = book();
    let list = format!("Name,Email,Phone\n{}", people(0..10, "55"));
    import(&book, &list);
    assert_eq!(import(&book, &list), counts([0, 0, 10, 0, 0, 0]));
}

/// Only Ghost gives the bad rows back, by e-mail when there are many.
#[test]
fn all_bad_rows_are_given_back_at_once_as_a_file_with_the_reason() {
    let (_folder, book) = book();
    let mut import = open(&book, dirty());
    import.plan(&book, NOW, &go()).unwrap();
    let failed = String::from_utf8(import.failed_rows(&book).unwrap().unwrap()).unwrap();
    let lines: Vec<&str> = failed.lines().collect();
    assert_eq!(lines.len(), 61, "a header and the 60 rows that failed");
    assert!(lines[0].starts_with("Full name;E-mail;Created;"), "the file's own columns first");
    assert_eq!(lines[1], "Member 10;not-an-email;2020-05-01;E-mail: Não é um e-mail");
    carry_out(&book, import);
    let again = self::import(&book, failed);
    assert_eq!(again, counts([0, 0, 0, 0, 0, 60]), "unmended they fail again, and only they");
}

/// Nowhere can a bad row be mended in place.
#[test]
fn a_bad_cell_is_mended_in_the_review() {
    let (_folder, book) = book();
    let mut import = open(&book, "Name,Email,Joined\nAna,ana@@example,31/31/2020\n");
    let row = |import: &mut Import| {
        import.plan(&book, NOW, &go()).unwrap();
        let (mut rows, n) = import.rows(&book, None, 0, 10, NOW).unwrap();
        assert_eq!(n, 1);
        rows.remove(0)
    };
    let bad = row(&mut import);
    assert_eq!((bad.verdict, bad.reason), (Verdict::Failed, Some("bad_email")));
    assert_eq!(bad.cells[1].problem, Some("bad_email"), "beside the cell");
    import.fix(0, 1, "ana@example.com");
    let half = row(&mut import);
    assert_eq!((half.verdict, half.reason), (Verdict::Failed, Some("bad_date")));
    import.fix(0, 2, "2020-12-31");
    let good = row(&mut import);
    assert!(good.verdict == Verdict::Created && good.edited);
    assert_eq!(good.cells[1].after.as_deref(), Some("ana@example.com"));
    carry_out(&book, import);
    member(&book, "ana@example.com");
}

/// Ghost's undo is "delete all with the label of the import": new and merely updated members
/// alike, and no old value comes back. The others have none.
#[test]
fn one_undo_takes_the_new_out_and_gives_the_updated_their_values_back() {
    let (_folder, book) = book();
    import(&book, "Name,Email,Phone\nAna,ana@example.com,1\nBruno,bruno@example.com,2\n");
    let before = dump(&book);
    let list = "Name,Email,Phone,Course\nAna Souza,ana@example.com,11,Drawing\n\
                Bruno Dias,bruno@example.com,22,Drawing\nCaio,caio@example.com,33,Drawing\n";
    let overwrite = Options { policy: Policy::Overwrite, ..Options::default() };
    assert_eq!(import_with(&book, list, overwrite), counts([1, 2, 0, 0, 0, 0]));
    let after = dump(&book);
    let book = reopen(book);
    let undone = book.undo(&by(), None, &go()).unwrap().value;
    assert_eq!((undone.n_kept, dump(&book)), (0, before), "after a restart, too");
    assert!(book.imports().unwrap()[0].undone);
    book.redo(&by(), &go()).unwrap();
    assert_eq!(dump(&book), after);
}

/// Workbooks' undo of an import throws later edits away; here they stay and are named.
#[test]
fn the_undo_of_an_import_keeps_what_was_edited_since() {
    let (_folder, book) = book();
    import(&book, "Name,Email,Phone\nAna,ana@example.com,1\n");
    let overwrite = Options { policy: Policy::Overwrite, ..Options::default() };
    import_with(&book, "Name,Email,Phone\nAna Souza,ana@example.com,11\n", overwrite);
    let entry = book.imports().unwrap()[0].entry;
    let id = book.member_by_email("ana@example.com").unwrap();
    let later = MemberFields { phone: Some("99".into()), ..MemberFields::default() };
    book.edit_member(&by(), id, &later).unwrap();
    add(&book, "Bruno", "bruno@example.com");

    let undone = book.undo(&by(), Some(entry), &go()).unwrap().value;
    let ana = member(&book, "ana@example.com");
    assert_eq!((ana.name.as_str(), ana.phone.as_str()), ("Ana", "99"));
    let kept: Vec<_> = undone
        .kept
        .iter()
        .map(|kept| (kept.what.as_str(), kept.field.as_deref(), kept.why))
        .collect();
    assert_eq!(kept, [("Ana", Some("phone"), Why::ChangedSince)]);
    member(&book, "bruno@example.com");
}

/// Ghost adds labels for the whole import; the file need not know of them here either.
#[test]
fn everybody_in_a_file_can_be_given_courses_and_products() {
    let (_folder, book) = book();
    let options = Options {
        courses: vec!["Drawing".into()],
        products: vec!["The club".into()],
        expires_on: Some("2026-12-31".into()),
        ..Options::default()
    };
    let mut import = open(&book, format!("Name,Email,Phone\n{}", people(0..5, "")));
    import.set_options(options);
    let plan = import.plan(&book, NOW, &go()).unwrap();
    assert_eq!((plan.effect.members, plan.effect.grants), (5, 10), "said before");
    assert_eq!(
        (plan.new_courses.as_slice(), plan.new_products.as_slice()),
        (&["Drawing".to_owned()][..], &["The club".to_owned()][..])
    );
    carry_out(&book, import);
    let first = member(&book, "m0@example.com");
    assert_eq!(first.grants.len(), 2);
    assert!(first.grants.iter().all(|grant| grant.expires_on.as_deref() == Some("2026-12-31")));
}

/// Directus holds every queued row (1 GiB at 100,000), Ghost reads the whole file.
#[cfg(target_os = "linux")]
#[test]
fn a_large_file_is_streamed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    let mut list = "Name,Email,Notes\n".to_owned();
    let notes = "x".repeat(900);
    for n in 0..30_000 {
        writeln!(list, "Member {n},m{n}@example.com,{notes}").unwrap();
    }
    std::fs::write(&path, list).unwrap();
    let kib: u64 = told(child("importers::plan_a_large_file", &path)).parse().unwrap();
    assert!(kib < 40 * 1024, "{kib} KiB to review a file of 28 MB");
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "the child of another test"]
fn plan_a_large_file() {
    let (_folder, book) = book();
    let source = rollbook::import::Source::from_path(&given_path()).unwrap();
    let mut import = Import::open(&book, source, LayoutHints::default()).unwrap();
    let planned: Counts = import.plan(&book, NOW, &go()).unwrap().counts;
    assert_eq!(planned.created, 30_000);
    tell(&peak_kib().to_string());
}
