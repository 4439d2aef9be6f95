//! What a file looks like, byte by byte; what the import makes of it; what happens when it can't be
//! written.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::time::Duration;

use calamine::{Data, ExcelDateTime, ExcelDateTimeType, Range, Reader, Xlsx};

use super::{ExportFormat, ExportKind, FileKind, Locale};
use crate::access::{GrantSpec, State};
use crate::book::tests::{NOW, book, by};
use crate::book::{Book, NewBook};
use crate::fields::{FieldEdit, FieldKind};
use crate::ids::{Installation, MemberId};
use crate::import::{DateOrder, Import, Layout, LayoutHints, Options, Purpose, Source, suggest};
use crate::members::{MemberFields, Status};
use crate::products::{ProductEdit, ProductKind};
use crate::progress::Progress;
use crate::views::{Query, SortField, SortKey};

const EXCEL: ExportFormat =
    ExportFormat { file: FileKind::Csv, delimiter: ';', bom: true, locale: Locale::PtBr };

fn add(book: &Book, fields: MemberFields) -> MemberId {
    book.add_member(&by(), &fields).unwrap().value
}

fn named(name: &str, email: &str) -> MemberFields {
    MemberFields { name: Some(name.into()), email: Some(email.into()), ..MemberFields::default() }
}

fn export(book: &Book, kind: ExportKind, query: Option<&Query>, format: ExportFormat) -> String {
    let mut out = Vec::new();
    let n = book.export_to_writer(kind, query, format, &mut out, NOW, &Progress::default());
    let text = String::from_utf8(out).unwrap();
    let n_records = csv::ReaderBuilder::new()
        .delimiter(format.delimiter as u8)
        .from_reader(text.as_bytes())
        .records()
        .count();
    assert_eq!(n.unwrap(), n_records as u64, "rows that were said and rows in the file");
    text
}

#[track_caller]
fn check(book: &Book, kind: ExportKind, format: ExportFormat, expect: &[&str]) {
    let text = export(book, kind, None, format);
    assert!(text.ends_with("\r\n"));
    assert_eq!(text.split_terminator("\r\n").collect::<Vec<_>>(), expect);
}

/// Ana has Drawing until the year's end and the club, which holds Oil; Bia waits for Oil.
fn school() -> (tempfile::TempDir, Book) {
    let (dir, book) = book();
    let ana = add(&book, named("Ana Souza", "ana@example.com"));
    let bia = add(&book, named("Bia", "bia@example.com"));
    add(&book, named("Caio", "caio@example.com"));
    let drawing = book.add_course(&by(), "Drawing").unwrap().value;
    let oil = book.add_course(&by(), "Oil").unwrap().value;
    let club = ProductEdit {
        kind: Some(ProductKind::Subscription),
        courses: Some(vec![oil]),
        ..ProductEdit::default()
    };
    let club = book.add_product(&by(), "The club", &club).unwrap().value;
    let grant = |member, spec| {
        book.grant(&by(), &[member], &spec, &Progress::default()).unwrap();
    };
    grant(
        ana,
        GrantSpec {
            courses: vec![drawing],
            starts_on: Some("2026-01-05".into()),
            expires_on: Some("2026-12-31".into()),
            ..GrantSpec::default()
        },
    );
    grant(ana, GrantSpec { products: vec![club], ..GrantSpec::default() });
    grant(bia, GrantSpec { courses: vec![oil], state: State::Pending, ..GrantSpec::default() });
    (dir, book)
}

#[test]
fn enrollments_are_one_row_per_member_and_course() {
    let (_dir, book) = school();
    check(
        &book,
        ExportKind::Enrollments,
        ExportFormat::default(),
        &[
            "Name,Email,Course,Cohort,Status,Enrolled,Expires,% viewed,Progress,Started,Completed,\
             Last activity in course,Source",
            "Ana Souza,ana@example.com,Drawing,,Active,2026-01-05,2026-12-31,,,,,,manual",
            "Ana Souza,ana@example.com,Oil,,Active,2026-03-01 09:00:00,,,,,,,The club",
            "Bia,bia@example.com,Oil,,Pending,2026-03-01 09:00:00,,,,,,,manual",
        ],
    );
    check(
        &book,
        ExportKind::Enrollments,
        EXCEL,
        &[
            "\u{feff}Nome;E-mail;Curso;Turma;Situação;Data de matrícula;Data de expiração;\
             % visto;Progresso;Data de início;Data de conclusão;Última atividade no curso;Origem",
            "Ana Souza;ana@example.com;Drawing;;Ativo;05/01/2026;31/12/2026;;;;;;manual",
            "Ana Souza;ana@example.com;Oil;;Ativo;01/03/2026 09:00:00;;;;;;;The club",
            "Bia;bia@example.com;Oil;;Pendente;01/03/2026 09:00:00;;;;;;;manual",
        ],
    );
}

/// The sheets of a workbook as an independent reader sees them.
fn sheets(book: &Book, kind: ExportKind, locale: Locale) -> Vec<(String, Range<Data>)> {
    let format = ExportFormat { file: FileKind::Xlsx, locale, ..ExportFormat::default() };
    let mut out = Vec::new();
    book.export_to_writer(kind, None, format, &mut out, NOW, &Progress::default()).unwrap();
    Xlsx::new(io::Cursor::new(out)).unwrap().worksheets()
}

fn day(text: &str) -> Data {
    let day: chrono::NaiveDate = text.parse().unwrap();
    let serial = (day - chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap()).num_days();
    Data::DateTime(ExcelDateTime::new(serial as f64, ExcelDateTimeType::DateTime, false))
}

#[test]
fn a_workbook_has_typed_cells() {
    let (_dir, book) = school();
    add(&book, named("=HYPERLINK(\"x\")", "+eve@example.com"));
    book.write(&by(), crate::journal::Op::new(crate::journal::OpKind::Sample), |tx| {
        tx.execute_batch(
            "INSERT INTO course_progress (member_id, course_id, viewed, completed)
             SELECT m.id, c.id, 0.5, 0.285 FROM members m, courses c
             WHERE m.name = 'Ana Souza' AND c.title = 'Drawing'",
        )?;
        Ok(())
    })
    .unwrap();
    let sheets = sheets(&book, ExportKind::Enrollments, Locale::PtBr);
    let [(title, enrollments)] = sheets.as_slice() else { panic!("{sheets:?}") };
    assert_eq!(title, "Matrículas");
    let row: Vec<Data> = enrollments.rows().nth(1).unwrap().to_vec();
    let text = |text: &str| Data::String(text.to_owned());
    assert_eq!(
        row,
        [
            text("Ana Souza"),
            text("ana@example.com"),
            text("Drawing"),
            Data::Empty,
            text("Ativo"),
            day("2026-01-05"),
            day("2026-12-31"),
            Data::Float(0.5),
            Data::Float(0.285),
            Data::Empty,
            Data::Empty,
            Data::Empty,
            text("manual"),
        ]
    );
    let (_, members) = self::sheets(&book, ExportKind::Members, Locale::En).remove(0);
    assert_eq!(members.get((1, 0)), Some(&text("=HYPERLINK(\"x\")")), "text, and no formula");
}

#[test]
fn a_long_list_goes_on_in_the_next_sheet() {
    let (_dir, book) = book();
    for n in 0..13 {
        add(&book, named(&format!("P{n}"), &format!("p{n}@example.com")));
    }
    let sheets = sheets(&book, ExportKind::Members, Locale::En);
    let names: Vec<(&str, usize)> =
        sheets.iter().map(|(name, rows)| (name.as_str(), rows.height())).collect();
    assert_eq!(names, [("Members", 12), ("Members 2", 3)], "each with its header");
}

/// What a workbook could take for something else than the text it is.
const STRANGE: [&str; 11] = [
    "'=1+1",
    "''=1",
    "=1",
    "-5",
    "_x000D_",
    "a_x0041_b",
    "<b>&amp;",
    "João  \"Zé\"",
    "00123",
    "12345678901234567890",
    "😀",
];

#[test]
fn a_workbook_read_into_an_empty_book_gives_the_same_people() {
    let (_dir, original) = book();
    for (at, text) in STRANGE.into_iter().enumerate() {
        let mut fields = named(text, &format!("p{at}@example.com"));
        fields.company = Some(format!("{text}\n{text}"));
        fields.phone = Some(text.into());
        fields.external_id = Some(text.into());
        fields.custom.insert("Note".into(), text.into());
        add(&original, fields);
    }
    for locale in [Locale::En, Locale::PtBr] {
        let format = ExportFormat { file: FileKind::Xlsx, locale, ..ExportFormat::default() };
        let mut out = Vec::new();
        let go = Progress::default();
        original.export_to_writer(ExportKind::Members, None, format, &mut out, NOW, &go).unwrap();
        let (_dir, copy) = book();
        let source = Source::from_bytes("members.xlsx", out).unwrap();
        let mut import = Import::open(&copy, source, LayoutHints::default()).unwrap();
        assert!(import.is_ready());
        let counts = import.apply(&copy, &by(), &go).unwrap().value;
        assert_eq!((counts.created, counts.failed), (STRANGE.len() as u64, 0));
        assert_eq!(people(&copy), people(&original));
    }
}

#[test]
fn texts_that_xml_cannot_hold_are_coded() {
    let (_dir, book) = book();
    let mut ana = named("Ana", "ana@example.com");
    ana.company = Some("one\r\ntwo\tthree  ".into());
    let ana = add(&book, ana);
    let sheets = |book| sheets(book, ExportKind::Members, Locale::En);
    let company = |sheets: &[(String, Range<Data>)]| sheets[0].1.get((1, 5)).cloned();
    let kept = book.member(ana, NOW).unwrap().company;
    assert_eq!(company(&sheets(&book)), Some(Data::String(kept)));
    book.write(&by(), crate::journal::Op::new(crate::journal::OpKind::Sample), |tx| {
        let long = "é".repeat(40_000);
        tx.execute("UPDATE members SET company = ?1", [long])?;
        Ok(())
    })
    .unwrap();
    let cut = Data::String("é".repeat(32_767));
    assert_eq!(company(&sheets(&book)), Some(cut), "more than a cell can hold");
}

#[test]
fn subscriptions_are_one_row_per_member_and_subscription() {
    let (_dir, book) = school();
    check(
        &book,
        ExportKind::Subscriptions,
        ExportFormat::default(),
        &[
            "Name,Email,Subscription,Status,Created,Expires,Source",
            "Ana Souza,ana@example.com,The club,Active,2026-03-01 09:00:00,,manual",
        ],
    );
}

#[test]
fn two_reasons_for_a_subscription_are_one_row() {
    let (_dir, book) = school();
    book.write(&by(), crate::journal::Op::new(crate::journal::OpKind::Sample), |tx| {
        tx.execute_batch(
            "UPDATE grants SET expires_at = starts_at - 1 WHERE product_id IS NOT NULL;
             INSERT INTO grants (id, member_id, product_id, source, starts_at, expires_at, created_at)
             SELECT id + 1000, member_id, product_id, 'sendowl', starts_at - 86400000, NULL, 0
             FROM grants WHERE product_id IS NOT NULL;
             INSERT INTO grants (id, member_id, product_id, source, state, starts_at, expires_at,
                                 created_at)
             SELECT id + 1, member_id, product_id, 'hotmart', 'disabled', starts_at + 1, 2, 0
             FROM grants WHERE source = 'sendowl';",
        )?;
        Ok(())
    })
    .unwrap();
    let text = export(&book, ExportKind::Subscriptions, None, ExportFormat::default());
    let row = text.lines().nth(1).unwrap();
    assert_eq!(
        row,
        "Ana Souza,ana@example.com,The club,Active,2026-02-28 09:00:00,,\"sendowl, hotmart, manual\"",
        "the earliest start, no end, which is not that of the blocked one, and every source"
    );
    assert_eq!(text.lines().count(), 2);
}

#[test]
fn members_have_their_own_fields_at_the_end() {
    let (_dir, book) = book();
    let mut ana = named("Ana Souza", "ana@example.com");
    ana.given = Some("Ana".into());
    ana.family = Some("Souza".into());
    ana.status = Some(Status::Disabled);
    ana.joined_on = Some(Some("2025-05-01".into()));
    ana.external_id = Some("007".into());
    ana.custom.insert("Shirt size".into(), "M".into());
    add(&book, ana);
    let mut bia = named("Bia", "bia@example.com");
    bia.joined_on = Some(None);
    add(&book, bia);
    check(
        &book,
        ExportKind::Members,
        ExportFormat::default(),
        &[
            "Name,First name,Last name,Email,Status,Company,Phone,Joined,Last seen,Platform ID,custom.Shirt size (text)",
            "Ana Souza,Ana,Souza,ana@example.com,Disabled,,,2025-05-01,,007,M",
            "Bia,,,bia@example.com,Active,,,,,,",
        ],
    );
}

#[test]
fn cells_are_quoted_where_needed_and_never_run() {
    let (_dir, book) = book();
    let mut fields = named("Souza, Ana \"Nina\"", "ana@example.com");
    fields.company = Some("=HYPERLINK(\"http://x\");A\nB".into());
    fields.phone = Some("+55 11 5555".into());
    fields.joined_on = Some(None);
    add(&book, fields);
    let commas = export(&book, ExportKind::Members, None, ExportFormat::default());
    assert_eq!(
        commas.split_once("\r\n").unwrap().1,
        "\"Souza, Ana \"\"Nina\"\"\",,,ana@example.com,Active,\
         \"'=HYPERLINK(\"\"http://x\"\");A\nB\",'+55 11 5555,,,\r\n"
    );
    let semicolons = ExportFormat { delimiter: ';', ..ExportFormat::default() };
    let text = export(&book, ExportKind::Members, None, semicolons);
    assert!(text.contains("'+55 11 5555;;;\r\n"));
}

#[test]
fn a_filtered_export_has_the_rows_of_the_list() {
    let (_dir, book) = school();
    let of = |filter: &str, search: &str| {
        let query = Query { filter: filter.into(), search: search.into(), ..Query::default() };
        let text = export(&book, ExportKind::Members, Some(&query), ExportFormat::default());
        text.lines().skip(1).map(|l| l.split(',').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(of("access:none", ""), ["Bia", "Caio"]);
    assert_eq!(of("access:none", "caio@"), ["Caio"]);
    let query = Query { filter: "course:Ink".into(), ..Query::default() };
    let error = book
        .export_to_writer(
            ExportKind::Members,
            Some(&query),
            ExportFormat::default(),
            io::sink(),
            NOW,
            &Progress::default(),
        )
        .unwrap_err();
    assert_eq!(error.code(), "bad_filter", "a filter that can't be read exports nobody");
}

#[test]
fn rows_come_in_the_order_of_the_list() {
    let (_dir, book) = book();
    for name in ["Caio", "Ana", "Duda", "Eva", "Bia"] {
        add(&book, named(name, &format!("{name}@example.com")));
    }
    for (desc, expect) in [(false, "Ana Bia Caio Duda Eva"), (true, "Eva Duda Caio Bia Ana")] {
        let sort = vec![SortKey { field: SortField::Name, desc }];
        let query = Query { sort, ..Query::default() };
        let text = export(&book, ExportKind::Members, Some(&query), ExportFormat::default());
        let names: Vec<_> =
            text.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect();
        assert_eq!(names.join(" "), expect, "ids are in the order in which they were added");
    }
}

/// What the import takes the columns of a file for.
fn mapped(text: &str) -> String {
    let source = Source::from_bytes("export.csv", text.as_bytes().to_vec()).unwrap();
    let (_, columns) = Layout::detect(&source, &LayoutHints::default()).unwrap();
    let mapping = suggest(&columns, Purpose::Members);
    assert!(mapping.open_questions().is_empty(), "nothing is left to be asked: {mapping:?}");
    let fields: Vec<String> = mapping.columns.iter().map(|c| c.field.to_string()).collect();
    fields.join(" ")
}

/// All but the source, which says where access came from and is no field.
#[test]
fn the_import_knows_every_column() {
    let (_dir, book) = school();
    for format in [ExportFormat::default(), EXCEL] {
        let of = |kind| mapped(&export(&book, kind, None, format));
        assert_eq!(
            of(ExportKind::Enrollments),
            "name email course cohort access_status enrolled_at expires_at viewed progress started_at \
             completed_at last_activity_at ignore"
        );
        assert_eq!(
            of(ExportKind::Subscriptions),
            "name email product access_status enrolled_at expires_at ignore"
        );
        assert_eq!(
            of(ExportKind::Members),
            "name first_name last_name email status company phone joined_at last_seen_at external_id"
        );
    }
}

#[test]
fn what_a_killed_export_left_goes_with_a_later_one() {
    let (dir, book) = school();
    let file = |name: &str| dir.path().join(name);
    let left = [".rollbook-dead.part", ".rollbook-busy.part", ".rollbook-new.part", "song.part"];
    for name in left {
        std::fs::write(file(name), "Name,Email").unwrap();
    }
    let written = std::fs::metadata(file(left[0])).unwrap().modified().unwrap();
    let hour_ago = written - Duration::from_hours(1);
    for name in [left[0], left[1], left[3]] {
        let file = std::fs::OpenOptions::new().append(true).open(file(name)).unwrap();
        file.set_modified(hour_ago).unwrap();
    }
    let busy = std::fs::File::open(file(left[1])).unwrap();
    busy.lock().unwrap();
    let (kind, format) = (ExportKind::Members, ExportFormat::default());
    book.export(kind, None, format, &file("out.csv"), NOW, &Progress::default()).unwrap();
    let is_there = left.map(|name| file(name).exists());
    assert_eq!(is_there, [false, true, true, true], "dead, locked, just made, no half of ours");
}

#[test]
fn a_file_appears_whole_or_not_at_all() {
    let (dir, book) = school();
    let folder = dir.path().join("exports");
    std::fs::create_dir(&folder).unwrap();
    let path = folder.join("members.csv");
    let run = |path: &std::path::Path, progress: &Progress| {
        book.export(ExportKind::Members, None, ExportFormat::default(), path, NOW, progress)
    };
    let names = || -> Vec<_> {
        let files = std::fs::read_dir(&folder).unwrap();
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
    };

    let cancelled = Progress::default();
    cancelled.cancel();
    assert_eq!(run(&path, &cancelled).unwrap_err().code(), "cancelled");
    assert!(names().is_empty(), "cancelled leaves nothing");

    std::fs::write(&path, "what was there").unwrap();
    assert_eq!(run(&path, &cancelled).unwrap_err().code(), "cancelled");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "what was there");

    assert_eq!(run(&path, &Progress::default()).unwrap(), 3);
    assert_eq!(names(), ["members.csv"]);
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("Name,First name"));

    assert_eq!(run(&folder, &Progress::default()).unwrap_err().code(), "io");
    #[cfg(unix)]
    {
        // Stands for a device, such as /dev/null.
        let socket = folder.join("socket");
        let _bound = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        assert_eq!(run(&socket, &Progress::default()).unwrap_err().code(), "io");
        assert!(!socket.is_file(), "what was there is there");
        std::fs::remove_file(socket).unwrap();
    }
    let nowhere = folder.join("gone").join("members.csv");
    assert_eq!(run(&nowhere, &Progress::default()).unwrap_err().code(), "folder_missing");
    assert_eq!(run(book.path(), &Progress::default()).unwrap_err().code(), "exists");
    assert_eq!(book.open_view(&Query::default(), NOW).unwrap().all, 3, "the book is unharmed");
}

/// The course of one member who did something in it, one who did not, and one who has it no more.
#[test]
fn progress_is_of_one_course_and_comes_back() {
    let (_dir, book) = school();
    book.write(&by(), crate::journal::Op::new(crate::journal::OpKind::Sample), |tx| {
        tx.execute_batch(
            "INSERT INTO course_progress
                 (member_id, course_id, viewed, completed, started_at, last_activity_at, completed_at)
             SELECT m.id, c.id, 1, 0.125, 1769320800000, 1769320800000, NULL
             FROM members m, courses c WHERE m.name <> 'Bia' AND c.title = 'Oil';",
        )?;
        Ok(())
    })
    .unwrap();
    let oil = book.course_titled("oil").unwrap();
    let kind = ExportKind::Progress(oil);
    check(
        &book,
        kind,
        ExportFormat::default(),
        &[
            "Name,Email,Course,% viewed,Progress,Started,Completed,Last activity in course",
            "Ana Souza,ana@example.com,Oil,100%,12.5%,2026-01-25 03:00:00,,2026-01-25 03:00:00",
            "Bia,bia@example.com,Oil,,,,,",
            "Caio,caio@example.com,Oil,100%,12.5%,2026-01-25 03:00:00,,2026-01-25 03:00:00",
        ],
    );
    for (format, order) in [(ExportFormat::default(), DateOrder::Ymd), (EXCEL, DateOrder::Dmy)] {
        let list = export(&book, kind, None, format);
        let (_dir, copy) = school();
        let source = Source::from_bytes("progress.csv", list.clone().into_bytes()).unwrap();
        let hints = LayoutHints { usual_date_order: Some(order), ..LayoutHints::default() };
        let mut import = Import::open(&copy, source, hints).unwrap();
        import.set_options(Options {
            purpose: Purpose::Progress,
            courses: vec!["Oil".into()],
            ..Options::default()
        });
        assert!(import.is_ready(), "{:?}", import.draft.mapping);
        let counts = import.apply(&copy, &by(), &Progress::default()).unwrap().value;
        assert_eq!((counts.updated, counts.unchanged, counts.failed), (2, 1, 0));
        let oil = copy.course_titled("Oil").unwrap();
        assert_eq!(export(&copy, ExportKind::Progress(oil), None, format), list);
    }
    let gone = ExportKind::Progress(crate::ids::CourseId(7));
    let go = Progress::default();
    let none = book.export_to_writer(gone, None, EXCEL, io::sink(), NOW, &go);
    assert_eq!(none.unwrap_err().code(), "not_found");
}

/// What a person cancels while the last bytes go to the disk does not appear either.
#[test]
fn a_file_that_is_cancelled_at_the_end_leaves_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("list.csv");
    let cancelled = Progress::default();
    cancelled.cancel();
    let half = super::half_file(&path).unwrap().into_temp_path();
    assert_eq!(super::put(half, &path, &cancelled).unwrap_err().code(), "cancelled");
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
}

/// On Windows, where a spreadsheet keeps others from replacing what it shows.
#[test]
fn a_file_that_is_open_elsewhere_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let (open, absent) = (dir.path().join("open.csv"), dir.path().join("absent.csv"));
    std::fs::write(&open, "shown").unwrap();
    for (kind, path, code) in [
        (io::ErrorKind::PermissionDenied, &open, "file_in_use"),
        (io::ErrorKind::ResourceBusy, &open, "file_in_use"),
        (io::ErrorKind::PermissionDenied, &absent, "permission"),
        (io::ErrorKind::StorageFull, &open, "disk_full"),
    ] {
        assert_eq!(super::not_put(path, &kind.into()).code(), code, "{kind:?}");
    }
}

/// A disk with room for a few bytes.
struct Full(usize);

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = self.0.checked_sub(bytes.len()).ok_or(io::ErrorKind::StorageFull)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_is_told() {
    let (_dir, book) = school();
    for bom in [true, false] {
        let format = ExportFormat { bom, ..ExportFormat::default() };
        let error = book
            .export_to_writer(ExportKind::Members, None, format, Full(2), NOW, &Progress::default())
            .unwrap_err();
        assert_eq!(error.code(), "disk_full");
    }
    let format = ExportFormat { file: FileKind::Xlsx, ..ExportFormat::default() };
    // Full at the first part, in the rows, and at the directory at the end.
    for room in [100, 1500, 2500] {
        let error = book
            .export_to_writer(
                ExportKind::Members,
                None,
                format,
                Full(room),
                NOW,
                &Progress::default(),
            )
            .unwrap_err();
        assert_eq!(error.code(), "disk_full", "room for {room}");
    }
}

#[test]
fn a_strange_delimiter_is_refused() {
    let (_dir, book) = school();
    for delimiter in ['"', 'x', '\n', '–'] {
        let format = ExportFormat { delimiter, ..ExportFormat::default() };
        let run = book.export_to_writer(
            ExportKind::Members,
            None,
            format,
            io::sink(),
            NOW,
            &Progress::default(),
        );
        assert_eq!(run.unwrap_err().code(), "invalid_value", "{delimiter:?}");
    }
}

/// Imports a file as it comes; nothing may be asked and nothing may fail.
fn import(book: &Book, text: &str, order: DateOrder) {
    let source = Source::from_bytes("export.csv", text.as_bytes().to_vec()).unwrap();
    let hints = LayoutHints { usual_date_order: Some(order), ..LayoutHints::default() };
    let mut import = Import::open(book, source, hints).unwrap();
    assert!(import.is_ready(), "{:?} {:?}", import.draft.layout, import.draft.mapping);
    let counts = import.apply(book, &by(), &Progress::default()).unwrap().value;
    assert_eq!((counts.conflicts, counts.failed, counts.skipped), (0, 0, 0));
}

/// Everybody by e-mail with what an export keeps of them: to the second, and to a percent's
/// hundredth.
fn people(book: &Book) -> Vec<String> {
    let view = book.open_view(&Query::default(), NOW).unwrap();
    let second = |at: Option<i64>| at.map(|at| at.div_euclid(1000));
    let mut people: Vec<String> = view
        .ids
        .iter()
        .map(|id| {
            let member = book.member(*id, NOW).unwrap();
            let access: Vec<String> = member
                .access
                .iter()
                .map(|e| {
                    let progress = e.progress.map(|share| (share * 10_000.0).round());
                    let (from, until) = (second(e.enrolled_at), second(e.expires_at));
                    let viewed = e.viewed.map(|share| (share * 10_000.0).round());
                    let did = [e.started_at, e.completed_at, e.last_activity_at].map(second);
                    format!(
                        "{} {:?} {:?} {from:?} {until:?} {viewed:?} {progress:?} {did:?}",
                        e.course, e.cohort, e.status
                    )
                })
                .collect();
            // In the order of their labels: the copy knows a field from the first row that has it.
            let custom: BTreeMap<_, _> = member
                .custom
                .iter()
                .map(|custom| (&custom.field.shape.label, (custom.field.shape.kind, &custom.value)))
                .collect();
            format!(
                "{} {:?} {:?}\n  {access:#?}",
                member.email,
                (&member.name, &member.given, &member.family, member.status, &member.company),
                (
                    &member.phone,
                    &member.external_id,
                    second(member.joined_at),
                    second(member.last_seen_at),
                    custom,
                ),
            )
        })
        .collect();
    people.sort();
    people
}

#[test]
fn an_empty_book_that_imports_an_export_has_the_same_people() {
    let dir = tempfile::tempdir().unwrap();
    let new = NewBook { name: "Ateliê", zone: "America/Sao_Paulo", locale: "pt-BR" };
    let path = dir.path().join("sample.rollbook");
    let sample = Book::create_sample(&path, &new, Installation::new(9), &by()).unwrap();
    let mut strange = named("=SUM(A1;\"x\"), Ltda", "'+tag@example.com");
    strange.company = Some("'quoted' \"twice\"\nand broken".into());
    strange.phone = Some("-1".into());
    strange.custom.insert("Shirt size".into(), "@M".into());
    for (label, kind, value) in [
        ("Age", FieldKind::Number, "-1.234"),
        ("Long number", FieldKind::Number, "12345678901234567890"),
        ("Postal code", FieldKind::Text, "1.0"),
        ("Size", FieldKind::Choice, "M"),
        ("Birthday", FieldKind::Date, "2000-12-01"),
        ("Name", FieldKind::YesNo, "no"),
    ] {
        let choices = Some(vec!["M".to_owned()]);
        let edit = FieldEdit {
            label: Some(label.into()),
            kind: Some(kind),
            choices,
            ..FieldEdit::default()
        };
        sample.add_field(&by(), &edit).unwrap();
        strange.custom.insert(label.into(), value.into());
    }
    add(&sample, strange);
    for (format, order) in [(ExportFormat::default(), DateOrder::Ymd), (EXCEL, DateOrder::Dmy)] {
        let (_dir, copy) = book();
        import(&copy, &export(&sample, ExportKind::Members, None, format), order);
        import(&copy, &export(&sample, ExportKind::Enrollments, None, format), order);
        let (was, is) = (people(&sample), people(&copy));
        let different: Vec<_> = was.iter().zip(&is).filter(|(was, is)| was != is).take(3).collect();
        assert!(different.is_empty(), "{different:#?}");
        assert_eq!(was.len(), is.len());
    }
}
