//! `docs/duplicates.md` is true: every row of its table is carried out. And duplicates that were merged
//! stay merged when the lists they came from come again.

use rollbook::duplicates::{FieldsOf, Merge};
use rollbook::export::ExportFormat;
use rollbook::import::{Options, Policy};
use rollbook::members::MemberFields;
use rollbook::outline::file::Outline;
use rollbook::outline::{Mark, NewStart};
use rollbook::{Book, MemberId};
use tempfile::TempDir;

use crate::support::{
    NOW, assert_whole, book, by, copy, counts, dump, everybody, go, import, import_with, member,
    portrait,
};

const DOC: &str = include_str!("../../docs/duplicates.md");

#[test]
fn who_is_alike_is_what_the_table_says() {
    for [case, one, other, expected] in table() {
        let (_folder, book) = book();
        for described in [one, other] {
            book.add_member(&by(), &fields(described)).unwrap();
        }
        let groups = book.duplicates(&go()).unwrap().groups;
        let why = groups.iter().flat_map(|group| &group.why).map(|why| why.name());
        let why = why.collect::<Vec<_>>().join(", ").replace('_', " ");
        let why = if why.is_empty() { "nothing".to_owned() } else { why };
        assert_eq!(why, expected, "{case}: {one} and {other}");
    }
}

/// The rows of the table, without its header and the line below.
fn table() -> Vec<[&'static str; 4]> {
    let rows = DOC.lines().filter(|line| line.starts_with('|')).skip(2).map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        cells.try_into().unwrap()
    });
    let rows: Vec<_> = rows.collect();
    assert!(rows.len() > 10, "the table is there");
    rows
}

/// A member as the table describes them: an e-mail, and with it a name, a phone, an id.
fn fields(described: &str) -> MemberFields {
    let mut fields = MemberFields::default();
    for part in described.split(", ") {
        let value = Some(part.trim_start_matches("id ").to_owned());
        if part.contains('@') {
            fields.email = value;
        } else if part.starts_with("id ") {
            fields.external_id = value;
        } else if part.ends_with(|last: char| last.is_ascii_digit()) {
            fields.phone = value;
        } else {
            fields.name = value;
        }
    }
    fields
}

const LIST: &str = "Email,Name,Phone,Platform ID,Course,Expires\n\
    ana@gmail.com,Ana,,1,Drawing,2026-06-30\n\
    ana@antigo.com.br,Ana Souza,55,2,Drawing,2026-12-31\n";

/// Ana, whose old address was a second member; the one who went.
fn merged() -> (TempDir, Book, MemberId) {
    let (folder, book) = book();
    import(&book, LIST);
    let (keep, gone) = (member(&book, "ana@gmail.com").id, member(&book, "ana@antigo.com.br").id);
    book.merge(&by(), &Merge { keep, gone: vec![gone], fields: FieldsOf::default() }).unwrap();
    (folder, book, gone)
}

#[test]
fn the_list_they_came_from_changes_nothing_when_it_comes_again() {
    let (_folder, book, _) = merged();
    let before = dump(&book);
    // The second row is of the person of the first: what it says of her own fields does not count.
    let done = import(&book, LIST);
    assert_eq!(done, counts([0, 0, 2, 0, 0, 0]));
    assert_eq!(dump(&book), before);
}

#[test]
fn what_both_did_in_lessons_is_what_one_did() {
    let (_folder, book) = book();
    import(&book, LIST);
    let (keep, gone) = (member(&book, "ana@gmail.com").id, member(&book, "ana@antigo.com.br").id);
    let course = book.course_titled("Drawing").unwrap();
    let outline = r#"{"course": "Drawing", "chapters": [{"title": "Start", "lessons": [
        {"title": "Lines"}, {"title": "Bonus", "drip": "manual"}, {"title": "Quiz", "quiz": {}},
        {"title": "Paper", "drip": {"all": [{"quiz_passed": "Quiz"},
            {"after_completed": {"lesson": "Lines"}}]}}]}]}"#;
    book.write_outline(&by(), course, &Outline::parse(outline).unwrap(), true).unwrap();
    let titles = ["Lines", "Bonus", "Quiz"].map(str::to_owned);
    let [lines, bonus, quiz] = book.lessons_titled(course, &titles).unwrap()[..] else { panic!() };
    book.mark_lessons(&by(), &[gone], &[lines, bonus], Mark::Complete, &go()).unwrap();
    book.mark_lessons(&by(), &[keep], &[bonus], Mark::Lock, &go()).unwrap();
    book.add_quiz_result(&by(), gone, quiz, 40).unwrap();
    let open = |member| -> Vec<bool> {
        book.drip(course, member, NOW).unwrap().iter().map(|state| state.open).collect()
    };
    assert_eq!(open(keep), [true, false, true, false]);
    let before = dump(&book);
    book.merge(&by(), &Merge { keep, gone: vec![gone], fields: FieldsOf::default() }).unwrap();
    assert_eq!(open(keep), [true; 4], "nobody loses by a merge");
    assert_whole(&book);
    book.undo(&by(), None, &go()).unwrap();
    assert_eq!(dump(&book), before);
}

#[test]
fn an_old_address_finds_the_person_and_never_takes_the_place_of_theirs() {
    let (_folder, book, _) = merged();
    let overwrite = Options { policy: Policy::Overwrite, ..Options::default() };
    let row = "Email,Phone,Platform ID,Course\nANA@antigo.com.br,77,2,Painting\n";
    assert_eq!(import_with(&book, row, overwrite), counts([0, 1, 0, 0, 0, 0]));
    let ana = member(&book, "ana@antigo.com.br");
    assert_eq!((&ana.email[..], &ana.phone[..]), ("ana@gmail.com", "77"));
    assert_eq!(ana.access.len(), 2);
    assert_eq!(everybody(&book).len(), 1);
    let by_id = "Platform ID,Course\n2,Ink\n";
    assert_eq!(import(&book, by_id), counts([0, 1, 0, 0, 0, 0]));
    assert_eq!(member(&book, "ana@gmail.com").access.len(), 3);
    assert_whole(&book);
}

/// A start of one of them is no reason for the other to wait.
#[test]
fn courses_count_from_the_earlier_start_of_both() {
    let (_folder, book) = book();
    import(&book, LIST);
    let (keep, gone) = (member(&book, "ana@gmail.com").id, member(&book, "ana@antigo.com.br").id);
    let course = book.course_titled("Drawing").unwrap();
    let outline = r#"{"course": "Drawing", "chapters": [{"title": "Start",
        "drip": {"all": [{"after_enrollment": "1w"}]}, "lessons": [{"title": "Lines"}]}]}"#;
    book.write_outline(&by(), course, &Outline::parse(outline).unwrap(), true).unwrap();
    let opens = |member| book.drip(course, member, NOW).unwrap()[0].opens_at;
    let day = 24 * 3_600_000;
    let start = |starts_at| NewStart { course, starts_at: Some(starts_at) };
    book.set_start(&by(), &[gone], &start(NOW + 30 * day), &go()).unwrap();
    let before = (opens(keep), dump(&book));
    let merge = Merge { keep, gone: vec![gone], fields: FieldsOf::default() };
    book.merge(&by(), &merge).unwrap();
    assert_eq!(opens(keep), before.0, "she goes on where she was");
    book.undo(&by(), None, &go()).unwrap();
    assert_eq!(dump(&book), before.1);
    book.set_start(&by(), &[gone], &start(NOW - 300 * day), &go()).unwrap();
    book.merge(&by(), &merge).unwrap();
    let states = book.drip(course, keep, NOW).unwrap();
    assert_eq!(states[0].because[0].since, Some(NOW - 300 * day));
}

#[test]
fn somebody_merged_into_who_is_in_the_trash_stays_there() {
    let (_folder, book, _) = merged();
    let ana = member(&book, "ana@gmail.com").id;
    book.trash(&by(), &[ana], &go()).unwrap();
    assert_eq!(import(&book, LIST), counts([0, 0, 0, 2, 0, 0]));
    assert_eq!(everybody(&book).len(), 0);
}

#[test]
fn a_copy_of_the_book_has_the_one_who_stayed() {
    let (_folder, book, gone) = merged();
    let (_folder, copy) = copy(&book, ExportFormat::default());
    assert_eq!(portrait(&copy), portrait(&book));
    assert_eq!(everybody(&copy).len(), 1);
    let trash = book.restore_members(&by(), &[gone], &go()).unwrap_err();
    assert_eq!(trash.code(), "merged");
}
