//! What the proofs share: a book in a folder of its own, lists that are imported into it, and the
//! book as text, so that "nothing was written" and "as it was before" can be compared.

use std::collections::BTreeSet;

use rollbook::book::{Book, By, NewBook};
use rollbook::export::{ExportFormat, ExportKind, Locale};
use rollbook::ids::Installation;
use rollbook::import::{Counts, DateOrder, Field, Import, LayoutHints, Options, Source};
use rollbook::journal::TABLES;
use rollbook::members::{Member, MemberFields};
use rollbook::views::{Query, SortField, SortKey};
use rollbook::{MemberId, Progress};
use rusqlite::types::ValueRef;
use tempfile::TempDir;

/// Noon of 1 March 2026, UTC; nine in the morning of the school.
pub const NOW: i64 = 1_772_366_400_000;

pub const INSTALLATION: u32 = 7;

pub fn by() -> By {
    By { actor: "owner".to_owned(), now: NOW }
}

pub fn go() -> Progress {
    Progress::default()
}

pub fn new_book() -> NewBook<'static> {
    NewBook { name: "Ateliê", zone: "America/Sao_Paulo", locale: "pt-BR" }
}

/// An empty book; the folder goes when the first of the pair does.
pub fn book() -> (TempDir, Book) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("school.rollbook");
    let book = Book::create(&path, &new_book(), Installation::new(INSTALLATION), &by()).unwrap();
    (folder, book)
}

pub fn reopen(book: Book) -> Book {
    let path = book.path().to_owned();
    drop(book);
    Book::open(&path, Installation::new(INSTALLATION), &by()).unwrap()
}

pub fn add(book: &Book, name: &str, email: &str) -> MemberId {
    let fields = MemberFields {
        name: Some(name.into()),
        email: Some(email.into()),
        ..MemberFields::default()
    };
    book.add_member(&by(), &fields).unwrap().value
}

pub fn source(bytes: impl AsRef<[u8]>) -> Source {
    Source::from_bytes("list.csv", bytes.as_ref().to_vec()).unwrap()
}

pub fn open(book: &Book, bytes: impl AsRef<[u8]>) -> Import {
    Import::open(book, source(bytes), LayoutHints::default()).unwrap()
}

/// Plans and applies, and holds every import to what must be true of each: the rows are all
/// accounted for, and what was shown is what was done.
#[track_caller]
pub fn carry_out(book: &Book, mut import: Import) -> Counts {
    let planned = import.plan(book, NOW, &go()).unwrap().counts;
    let done = import.apply(book, &by(), &go()).unwrap().value;
    assert_eq!(done, planned, "what was shown is what was done");
    assert_eq!(done.rows, accounted_for(&done), "every row has one verdict");
    assert_eq!(done.rows, import.draft.columns.n_rows, "no row of the file is left out");
    done
}

pub fn accounted_for(counts: &Counts) -> u64 {
    counts.created
        + counts.updated
        + counts.unchanged
        + counts.skipped
        + counts.conflicts
        + counts.failed
}

#[track_caller]
pub fn import_with(book: &Book, bytes: impl AsRef<[u8]>, options: Options) -> Counts {
    let mut import = open(book, bytes);
    import.set_options(options);
    carry_out(book, import)
}

#[track_caller]
pub fn import(book: &Book, bytes: impl AsRef<[u8]>) -> Counts {
    import_with(book, bytes, Options::default())
}

/// Takes each column for a field, in order, whatever its header.
pub fn choose_all(import: &mut Import, fields: &[Field]) {
    for column in 0..import.draft.columns.len() {
        import.choose_field(column, Field::Ignore);
    }
    for (column, field) in fields.iter().enumerate() {
        import.choose_field(column, field.clone());
    }
}

/// Created, updated, unchanged, skipped, conflicts, failed.
pub fn counts(n: [u64; 6]) -> Counts {
    let [created, updated, unchanged, skipped, conflicts, failed] = n;
    Counts { rows: n.iter().sum(), created, updated, unchanged, skipped, conflicts, failed }
}

#[track_caller]
pub fn member(book: &Book, email: &str) -> Member {
    book.member(book.member_by_email(email).unwrap(), NOW).unwrap()
}

/// Everybody outside the trash, by e-mail.
pub fn everybody(book: &Book) -> Vec<Member> {
    let sort = vec![SortKey { field: SortField::Email, desc: false }];
    let view = book.open_view(&Query { sort, ..Query::default() }, NOW).unwrap();
    view.ids.iter().map(|id| book.member(*id, NOW).unwrap()).collect()
}

/// Who is in the book, with their access, as text without ids: what two books must agree in to
/// hold the same school.
pub fn portrait(book: &Book) -> Vec<String> {
    let own = |member: &Member| {
        // By label: a copy knows a field from the first row that has it.
        let custom: BTreeSet<_> = member
            .custom
            .iter()
            .filter(|custom| !custom.value.is_empty())
            .map(|custom| {
                (&custom.field.shape.label, custom.field.shape.kind.name(), &custom.value)
            })
            .collect();
        format!(
            "{} | {} ({}, {}) | {} | {} | {} | {} | {:?} | {:?} | {custom:?}",
            member.email,
            member.name,
            member.given,
            member.family,
            member.status,
            member.company,
            member.phone,
            member.external_id,
            member.joined_at,
            member.last_seen_at,
        )
    };
    let mut lines = Vec::new();
    for member in everybody(book) {
        lines.push(own(&member));
        for access in &member.access {
            lines.push(format!(
                "{} > {} / {:?}: {:?}, from {:?} until {:?}, {:?}, {:?}, {:?}",
                member.email,
                access.course,
                access.cohort,
                access.status,
                access.enrolled_at,
                access.expires_at,
                [access.viewed, access.progress],
                [access.started_at, access.completed_at, access.last_activity_at],
                access.is_scheduled,
            ));
        }
    }
    lines
}

fn exported(book: &Book, kind: ExportKind, format: ExportFormat) -> Vec<u8> {
    let mut out = Vec::new();
    book.export_to_writer(kind, None, format, &mut out, NOW, &go()).unwrap();
    out
}

pub fn export(book: &Book, kind: ExportKind, format: ExportFormat) -> String {
    String::from_utf8(exported(book, kind, format)).unwrap()
}

/// A book of what another exports: its members, then their enrollments. Each file is read as it is
/// recognised by somebody who writes days as the file's language does.
pub fn copy(of: &Book, format: ExportFormat) -> (TempDir, Book) {
    let (folder, copy) = book();
    let usual_date_order = match format.locale {
        Locale::En => DateOrder::Ymd,
        Locale::PtBr => DateOrder::Dmy,
    };
    let hints = LayoutHints { usual_date_order: Some(usual_date_order), ..LayoutHints::default() };
    for kind in [ExportKind::Members, ExportKind::Enrollments] {
        let source = source(exported(of, kind, format));
        let done = carry_out(&copy, Import::open(&copy, source, hints.clone()).unwrap());
        assert_eq!(done.failed + done.conflicts, 0, "{kind:?}: every row is taken");
    }
    (folder, copy)
}

/// Every row of every journaled table, as text.
pub fn dump(book: &Book) -> Vec<String> {
    book.read(|db| {
        let mut lines = Vec::new();
        for table in TABLES {
            let key = table.columns[..table.n_key].join(", ");
            let mut statement =
                db.prepare(&format!("SELECT * FROM {} ORDER BY {key}", table.name))?;
            let n_columns = statement.column_count();
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let cells: Vec<String> = (0..n_columns)
                    .map(|column| row.get_ref(column).map(cell))
                    .collect::<rusqlite::Result<_>>()?;
                lines.push(format!("{}: {}", table.name, cells.join(" | ")));
            }
        }
        Ok(lines)
    })
    .unwrap()
}

fn cell(value: ValueRef) -> String {
    match value {
        ValueRef::Text(text) => format!("{:?}", String::from_utf8_lossy(text)),
        other => format!("{other:?}"),
    }
}

/// Integrity, foreign keys, derived columns, and the journal replayed from an empty book.
#[track_caller]
pub fn assert_whole(book: &Book) {
    let report = book.check(&go()).unwrap();
    assert!(report.ok, "{:?}", report.findings);
}

/// How many entries the journal has.
pub fn n_entries(book: &Book) -> usize {
    book.entries(None, None, usize::MAX >> 1).unwrap().len()
}
