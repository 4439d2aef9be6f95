//! A pasted list: names and e-mails as people have them at hand.
//!
//! `Ana Souza <ana@x.com>`, `ana@x.com; Ana`, the recipients of a mail, or cells copied from a
//! spreadsheet. A list of people is written out as a file of two columns, and a table is taken as
//! it is, so that everything after this step is the same as for a file.

use super::fields::{self, Field};
use super::source::{Source, SourceError};
use crate::members::Email;

/// The name a pasted list goes by.
const NAME: &str = "pasted list";

/// Makes a source of what somebody pasted.
pub fn from_paste(text: &str) -> Result<Source, SourceError> {
    if text.trim().is_empty() {
        return Err(SourceError::Empty { name: NAME.to_owned() });
    }
    let bytes = if is_table(text) { text.as_bytes().to_vec() } else { people_as_csv(text) };
    Source::from_bytes(NAME, bytes)
}

/// Cells copied from a spreadsheet have tabs between them. A list with a header that is known, or
/// with three cells and more in every line, is a table as well.
fn is_table(text: &str) -> bool {
    if text.contains('\t') {
        return true;
    }
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let header = lines.next().unwrap_or_default();
    let is_email = |cell: &str| matches!(fields::by_header(cell), Some((Field::Email, _)));
    if split(header).iter().any(|cell| is_email(unquoted(cell))) {
        return true;
    }
    let is_row = |line: &str| {
        let cells = split(line);
        let n_emails = cells.iter().filter(|cell| Email::parse(unquoted(cell)).is_ok()).count();
        (cells.len(), n_emails)
    };
    let (n_cells, n_emails) = is_row(header);
    n_cells > 2 && n_emails == 1 && lines.all(|line| is_row(line) == (n_cells, 1))
}

fn people_as_csv(text: &str) -> Vec<u8> {
    let mut csv = b"Name,Email\n".to_vec();
    for person in text.lines().flat_map(people) {
        write_cell(&person.name, &mut csv);
        csv.push(b',');
        write_cell(&person.email, &mut csv);
        csv.push(b'\n');
    }
    csv
}

fn write_cell(cell: &str, csv: &mut Vec<u8>) {
    csv.push(b'"');
    csv.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
    csv.push(b'"');
}

/// Somebody, or the half of somebody that a piece of a line tells.
#[derive(Debug, Default)]
struct Person {
    name: String,
    email: String,
}

impl Person {
    fn named(name: &str) -> Self {
        Self { name: name.to_owned(), email: String::new() }
    }

    fn at(email: &str) -> Self {
        Self { name: String::new(), email: email.to_owned() }
    }
}

/// The people of one line. A line without an address stays a row, so that the review can say that
/// its e-mail is missing instead of dropping somebody in silence.
fn people(line: &str) -> Vec<Person> {
    join_halves(split(line).into_iter().flat_map(|piece| join_halves(halves(piece))))
}

/// Joins names and addresses that stand apart: names go to the address after them, or before them
/// where the list begins with an address.
fn join_halves(halves: impl IntoIterator<Item = Person>) -> Vec<Person> {
    let mut halves = halves.into_iter().peekable();
    let is_email_first = halves.peek().is_some_and(|first| first.name.is_empty());
    let mut people: Vec<Person> = Vec::new();
    let mut name = String::new();
    for half in halves {
        if half.email.is_empty() {
            match people.last_mut() {
                Some(last) if is_email_first => append(&mut last.name, &half.name),
                _ => append(&mut name, &half.name),
            }
        } else {
            append(&mut name, &half.name);
            people.push(Person { name: std::mem::take(&mut name), email: half.email });
        }
    }
    if !name.is_empty() {
        people.push(Person::named(&name));
    }
    people
}

fn append(name: &mut String, part: &str) {
    if !name.is_empty() && !part.is_empty() {
        name.push_str(", ");
    }
    name.push_str(part);
}

/// Names and addresses in the order they stand between two separators.
fn halves(text: &str) -> Vec<Person> {
    let text = unquoted(text);
    if let Some(email) = named_after_itself(text) {
        return vec![Person::at(email)];
    }
    let words = || text.split(|char: char| char.is_whitespace() || matches!(char, '<' | '>'));
    let is_sound = |word: &str| Email::parse(bare(word)).is_ok();
    // Where no address is sound, the broken one is shown as what it was meant for.
    let has_sound = words().any(is_sound);
    let is_email = |word: &str| is_sound(word) || (!has_sound && word.contains('@'));
    let words: Vec<&str> = words().filter(|word| !word.is_empty()).collect();
    let runs = words.chunk_by(|a, b| !is_email(a) && !is_email(b));
    let half = |run: &[&str]| match run {
        [word] if is_email(word) => Person::at(bare(word)),
        _ => Person::named(unquoted(&run.join(" "))),
    };
    runs.map(half).collect()
}

/// Mail programs write `ana@x.com <ana@x.com>` for somebody without a name.
fn named_after_itself(text: &str) -> Option<&str> {
    let (name, email) = text.strip_suffix('>')?.rsplit_once('<')?;
    let is_same =
        !name.contains('<') && Email::parse(unquoted(name)).ok()? == Email::parse(email).ok()?;
    is_same.then_some(email)
}

/// An address without the brackets people put around it.
fn bare(word: &str) -> &str {
    word.trim_matches(['(', ')', '[', ']'])
}

/// Splits a line at the commas and semicolons outside quotes.
fn split(line: &str) -> Vec<&str> {
    let mut is_quoted = false;
    line.split(|char| {
        is_quoted ^= char == '"';
        matches!(char, ',' | ';') && !is_quoted
    })
    .collect()
}

fn unquoted(text: &str) -> &str {
    let text = text.trim();
    let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    inner.unwrap_or(text).trim()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Layout, LayoutHints, Record, Records, suggest};
    use proptest::prelude::*;

    /// Reads the pasted text as every later step does and returns its names and e-mails.
    fn read(text: &str) -> Vec<(String, String)> {
        let source = from_paste(text).unwrap();
        let (layout, columns) = Layout::detect(&source, &LayoutHints::default()).unwrap();
        let mapping = suggest(&columns, crate::import::Purpose::Members);
        let email = mapping.column_of(&Field::Email).expect("an e-mail column");
        let name = mapping.column_of(&Field::Name);
        let mut records = Records::open(&source, &layout).unwrap();
        let mut record = Record::default();
        let mut rows = Vec::new();
        while records.next(&mut record).unwrap() {
            let name = name.map_or("", |name| record.cell(name)).to_owned();
            rows.push((name, record.cell(email).to_owned()));
        }
        rows
    }

    #[track_caller]
    fn check(text: &str, expect: &[(&str, &str)]) {
        let rows = read(text);
        let rows: Vec<(&str, &str)> =
            rows.iter().map(|(name, email)| (name.as_str(), email.as_str())).collect();
        assert_eq!(rows, expect, "{text:?}");
    }

    #[test]
    fn a_person_a_line_in_any_form() {
        check("Ana Souza <ana@x.com>", &[("Ana Souza", "ana@x.com")]);
        check("ana@x.com; Ana", &[("Ana", "ana@x.com")]);
        check("Ana, ana@x.com", &[("Ana", "ana@x.com")]);
        check("Ana Souza ana@x.com", &[("Ana Souza", "ana@x.com")]);
        check("ana@x.com", &[("", "ana@x.com")]);
        check("<ana@x.com>", &[("", "ana@x.com")]);
        check("Ana Souza (ana@x.com)", &[("Ana Souza", "ana@x.com")]);
        check(
            "Ana <ana@x.com>\r\n\r\nbob@x.com\nCaio; caio@x.com\n",
            &[("Ana", "ana@x.com"), ("", "bob@x.com"), ("Caio", "caio@x.com")],
        );
    }

    #[test]
    fn several_people_on_a_line() {
        check(
            "ana@x.com, bob@x.com,caio@x.com",
            &[("", "ana@x.com"), ("", "bob@x.com"), ("", "caio@x.com")],
        );
        check(
            "\"Souza, Ana\" <ana@x.com>; Bob <bob@x.com>;",
            &[("Souza, Ana", "ana@x.com"), ("Bob", "bob@x.com")],
        );
        check(
            "Souza, Ana <ana@x.com>; Lima, Bob <bob@x.com>",
            &[("Souza, Ana", "ana@x.com"), ("Lima, Bob", "bob@x.com")],
        );
        check("ana@x.com bob@x.com", &[("", "ana@x.com"), ("", "bob@x.com")]);
        check("Ana ana@x.com Bob bob@x.com", &[("Ana", "ana@x.com"), ("Bob", "bob@x.com")]);
        check(
            "ana@x.com <ana@x.com>; 'Bob' <bob@x.com>",
            &[("", "ana@x.com"), ("'Bob'", "bob@x.com")],
        );
        check("Ana, ana@x.com; Bob, bob@x.com", &[("Ana", "ana@x.com"), ("Bob", "bob@x.com")]);
        check("ana@x.com, Ana; bob@x.com, Bob", &[("Ana", "ana@x.com"), ("Bob", "bob@x.com")]);
    }

    #[test]
    fn cells_of_a_spreadsheet_are_a_table() {
        check("Nome\tE-mail\nSouza, Ana\tana@x.com\n", &[("Souza, Ana", "ana@x.com")]);
        check("Name,Email,City\nAna,ana@x.com,Recife\n", &[("Ana", "ana@x.com")]);
        let source = from_paste("Ana,ana@x.com,Recife\nBob,bob@x.com,Natal").unwrap();
        let (layout, columns) = Layout::detect(&source, &LayoutHints::default()).unwrap();
        assert_eq!((layout.has_header, columns.len(), columns.n_rows), (false, 3, 2));
    }

    #[test]
    fn nobody_is_dropped_in_silence() {
        check(
            "Ana <ana@x.com>\nBob without address\nbad@\n",
            &[("Ana", "ana@x.com"), ("Bob without address", ""), ("", "bad@")],
        );
        check("Ana \"Nina\" Souza <ana@x.com>", &[("Ana \"Nina\" Souza", "ana@x.com")]);
        assert_eq!(from_paste(" \n ").unwrap_err().code(), "file_empty");
    }

    proptest! {
        #[test]
        fn every_address_of_a_paste_becomes_a_row(
            parts in prop::collection::vec(
                prop::sample::select(vec![
                    "Ana", "Souza", "bob@x.com", "<caio@x.com>", ",", ";", "\n", " ", "O'Neil", "(",
                ]), 1..20),
        ) {
            let text = parts.concat() + "\ndora@x.com";
            if is_table(&text) {
                return Ok(());
            }
            // Parts that run together are no addresses, so only whole words are counted.
            let is_address = |word: &&str| Email::parse(word).is_ok();
            let n_addresses = text.split([',', ';', '\n', ' ']).filter(is_address).count();
            prop_assert!(read(&text).len() >= n_addresses, "{}", text);
        }
    }
}
