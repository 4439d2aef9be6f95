//! Every list of the catalogue, as its platform writes it, goes in without a click.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use super::*;
use crate::book::tests::{book, by};
use crate::import::{Import, LayoutHints, Source};
use crate::progress::Progress;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/layouts");

/// What an import made of a file, in a few lines: what it is taken for, what its columns are, how
/// its rows came out, and who has what.
fn imported(name: &str) -> (String, Option<&'static Origin>) {
    let (_dir, book) = book();
    let source = Source::from_path(&Path::new(FIXTURES).join(name)).unwrap();
    let mut import = Import::open(&book, source, LayoutHints::default()).unwrap();
    let mut said = String::new();
    let draft = &import.draft;
    let origin = draft.layout.origin();
    match origin {
        Some(origin) => writeln!(said, "{} {:?}", origin.platform, origin.list).unwrap(),
        None => writeln!(said, "unknown").unwrap(),
    }
    for (column, choice) in draft.columns.columns.iter().zip(&draft.mapping.columns) {
        if choice.field != Field::Ignore {
            writeln!(said, "  {}: {}", column.header, choice.field).unwrap();
        }
    }
    assert!(import.is_ready(), "{name} asks {:?}", draft.mapping.open_questions());
    let outcome = import.apply(&book, &by(), &Progress::default()).unwrap();
    let plan = import.made_plan().unwrap();
    let mut codes = BTreeMap::<_, u64>::new();
    for code in (0..plan.rows.len()).filter_map(|row| plan.reason(row)) {
        *codes.entry(code).or_default() += 1;
    }
    let counts = outcome.value;
    writeln!(said, "{} rows, {} created, {codes:?}", counts.rows, counts.created).unwrap();
    let people = book.read(|db| {
        let mut people =
            db.prepare("SELECT id, name, email, phone, external_id FROM members ORDER BY id")?;
        let mut grants = db.prepare(
            "SELECT coalesce(c.title, p.title), g.state, date(g.starts_at / 1000, 'unixepoch'),
                    date(g.expires_at / 1000, 'unixepoch')
             FROM grants g LEFT JOIN courses c ON c.id = g.course_id
             LEFT JOIN products p ON p.id = g.product_id WHERE g.member_id = ?1 ORDER BY g.id",
        )?;
        let mut rows = people.query([])?;
        let mut said = String::new();
        while let Some(row) = rows.next()? {
            let text = |at: usize| row.get::<_, String>(at);
            let who = format!("{} <{}> {} {}", text(1)?, text(2)?, text(3)?, text(4)?);
            writeln!(said, "{}", who.trim_end()).unwrap();
            let mut held = grants.query([row.get::<_, i64>(0)?])?;
            while let Some(grant) = held.next()? {
                let until: Option<String> = grant.get(3)?;
                let until = until.map_or(String::new(), |day| format!(" until {day}"));
                let (title, state, from) = (
                    grant.get::<_, String>(0)?,
                    grant.get::<_, String>(1)?,
                    grant.get::<_, String>(2)?,
                );
                writeln!(said, "  {title}: {state} from {from}{until}").unwrap();
            }
        }
        Ok(said)
    });
    (said + &people.unwrap(), origin)
}

/// `expected.txt` says of each file, under its name, what [`imported`] should say.
#[test]
fn each_list_goes_in_without_a_click_and_rightly() {
    let folder = Path::new(FIXTURES);
    let expected = fs::read_to_string(folder.join("expected.txt")).unwrap();
    let expected: BTreeMap<&str, &str> =
        expected.split("== ").skip(1).map(|part| part.split_once('\n').unwrap()).collect();
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let files: BTreeSet<String> = files
        .map(|name| name.into_string().unwrap())
        .filter(|name| name != "expected.txt")
        .collect();
    assert!(files.iter().map(String::as_str).eq(expected.keys().copied()));
    let mut seen = HashSet::new();
    for (name, expected) in expected {
        let (said, origin) = imported(name);
        assert_eq!(said.trim(), expected.trim(), "{name}");
        seen.extend(origin.map(Origin::key));
    }
    for origin in ORIGINS {
        assert!(seen.contains(&origin.key()), "no file is like {}", origin.key());
    }
}

#[test]
fn a_status_nobody_knows_is_a_problem_and_not_a_guess() {
    let sales = Origin::by_key("Kiwify Sales 6").unwrap();
    assert_eq!(sales.status("Paid"), Ok(Status::Active));
    assert_eq!(sales.status("Em disputa"), Err(Code::NotPaid));
    assert_eq!(sales.status("zzz"), Err(Code::BadStatus));
    let subscriptions = Origin::by_key("Kajabi Subscriptions 8").unwrap();
    assert_eq!(subscriptions.status("past_due"), Ok(Status::Active));
    assert_eq!(subscriptions.status("Canceled"), Ok(Status::Expired));
    assert_eq!(subscriptions.status("paused"), Ok(Status::Disabled));
    assert_eq!(subscriptions.status("refunded"), Err(Code::BadStatus));
}

#[test]
fn a_sale_that_was_paid_back_is_known_in_every_list() {
    for text in ["Refunded", "Reembolsada", "chargeback", "Não pago"] {
        assert_eq!(status_anywhere(text), Err(Code::NotPaid), "{text}");
    }
    assert_eq!(status_anywhere("pending"), Ok(Status::Pending), "an enrollment may be");
    for text in ["started", "cancelled", "banana"] {
        assert_eq!(status_anywhere(text), Err(Code::BadStatus), "{text}");
    }
}

#[test]
fn common_headers_alone_say_nothing() {
    for headers in ["name,email", "Nome,Email,Curso", "first_name,email,created_at,status,city"] {
        assert!(Origin::of(headers.split(',')).is_none(), "{headers}");
    }
}

#[test]
fn entries_are_written_as_they_are_compared() {
    let mut keys = HashSet::new();
    for origin in ORIGINS {
        assert!(keys.insert(origin.key()), "{} is there twice", origin.key());
        let besides = match origin.besides {
            Any => "",
            Only(besides) => besides,
        };
        let columns = origin.columns.iter().map(|(header, _)| *header);
        for header in origin.known_by().chain(besides.split_whitespace()).chain(columns) {
            assert_eq!(squeeze(header), header, "{}", origin.key());
        }
        for (_, field) in origin.columns {
            assert!(Field::parse(field).is_ok(), "{}: {field}", origin.key());
        }
    }
    let mut words = HashSet::new();
    for word in
        [PAID, NOT_PAID, NOT_PAID_OF_SALES].iter().flat_map(|words| words.split_whitespace())
    {
        assert_eq!(squeeze(word), word);
        assert!(words.insert(word), "{word} means two things");
    }
}
