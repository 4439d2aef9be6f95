//! Workbooks as programs write them, and as nobody should.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::import::{Layout, LayoutHints, Record, Records, Source, SourceError, suggest};

/// The parts of a package as a file.
fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, text) in parts {
        zip.start_file(*path, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const RELATIONS: &str = r#"<Relationships>
    <Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

const STYLES: &str = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>
    <numFmt numFmtId="165" formatCode="00000"/></numFmts>
    <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
    <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="9"/>
    <xf numFmtId="22"/></cellXfs></styleSheet>"#;

/// A workbook of sheets whose rows are given as XML.
fn xlsx_of(strings: &str, sheets: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut list = String::new();
    let mut links = String::from(
        r#"<Relationship Id="s" Type="x/styles" Target="styles.xml"/>
           <Relationship Id="t" Type="x/sharedStrings" Target="/xl/sharedStrings.xml"/>"#,
    );
    let mut parts = vec![
        ("_rels/.rels".to_owned(), RELATIONS.to_owned()),
        ("xl/styles.xml".to_owned(), STYLES.to_owned()),
        ("xl/sharedStrings.xml".to_owned(), strings.to_owned()),
    ];
    for (n, (name, attributes, rows)) in sheets.iter().enumerate() {
        write!(list, r#"<sheet name="{name}" sheetId="{n}" r:id="w{n}" {attributes}/>"#).unwrap();
        write!(
            links,
            r#"<Relationship Id="w{n}" Type="x/worksheet" Target="worksheets/sheet{n}.xml"/>"#
        )
        .unwrap();
        let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
        parts.push((format!("xl/worksheets/sheet{n}.xml"), sheet));
    }
    parts.push((
        "xl/workbook.xml".to_owned(),
        format!("<workbook><sheets>{list}</sheets></workbook>"),
    ));
    parts.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        format!("<Relationships>{links}</Relationships>"),
    ));
    let parts: Vec<(&str, &str)> = parts.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    package(&parts)
}

fn xlsx(rows: &str) -> Vec<u8> {
    xlsx_of("<sst/>", &[("Members", "", rows)])
}

fn text(reference: &str, text: &str) -> String {
    format!(r#"<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

/// A cell that follows the one before it.
fn next_text(text: &str) -> String {
    format!(r#"<c t="inlineStr"><is><t>{text}</t></is></c>"#)
}

fn row(number: u32, cells: &[String]) -> String {
    format!(r#"<row r="{number}">{}</row>"#, cells.concat())
}

fn ods(rows: &str) -> Vec<u8> {
    ods_of(&format!(r#"<table:table table:name="Alunos">{rows}</table:table>"#))
}

fn ods_of(tables: &str) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content><office:automatic-styles><style:style style:name="ta2">
           <style:table-properties table:display="false"/></style:style></office:automatic-styles>
           <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>
           </office:document-content>"#
    );
    package(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
    ])
}

fn source(bytes: Vec<u8>) -> Result<Source, SourceError> {
    Source::from_bytes("members.xlsx", bytes)
}

/// The rows below the header with their numbers.
fn rows(bytes: Vec<u8>) -> Vec<(u64, Vec<String>)> {
    let source = source(bytes).unwrap();
    let (layout, _) = Layout::detect(&source, &LayoutHints::default()).unwrap();
    let mut records = Records::open(&source, &layout).unwrap();
    let mut record = Record::default();
    let mut rows = Vec::new();
    while records.next(&mut record).unwrap() {
        let cells = (0..record.len()).map(|at| record.raw(at).to_owned()).collect();
        rows.push((record.line(), cells));
    }
    rows
}

#[track_caller]
fn check(bytes: Vec<u8>, expect: &[(u64, &[&str])]) {
    let found = rows(bytes);
    let found: Vec<(u64, Vec<&str>)> =
        found.iter().map(|(n, cells)| (*n, cells.iter().map(String::as_str).collect())).collect();
    let expect: Vec<(u64, Vec<&str>)> =
        expect.iter().map(|(n, cells)| (*n, cells.to_vec())).collect();
    assert_eq!(found, expect);
}

#[track_caller]
fn check_refused(bytes: Vec<u8>, code: &str, says: &str) {
    let error = source(bytes).unwrap_err();
    assert_eq!(error.code(), code, "{error}");
    assert!(error.to_string().contains(says), "{error}");
}

#[test]
fn cells_are_read_as_they_are_seen() {
    let header = row(1, &[text("A1", "Email"), text("B1", "Name")]);
    let cells = [
        r#"<c r="A3" t="s"><v>0</v></c>"#.to_owned(),
        r#"<c r="B3" t="s"><v>1</v></c>"#.to_owned(),
        r#"<c r="C3"><v>5511987654321</v></c>"#.to_owned(),
        r#"<c r="D3"><v>12345678901234567</v></c>"#.to_owned(),
        r#"<c r="E3" s="2"><v>123</v></c>"#.to_owned(),
        r#"<c r="F3" s="1"><v>46387</v></c>"#.to_owned(),
        r#"<c r="G3" s="4"><v>46387.5</v></c>"#.to_owned(),
        r#"<c r="H3" s="3"><v>0.45</v></c>"#.to_owned(),
        r#"<c r="I3" t="b"><v>1</v></c>"#.to_owned(),
        r#"<c r="J3" t="str"><f>A3&amp;"x"</f><v>cached</v></c>"#.to_owned(),
        r#"<c r="K3" t="e"><v>#N/A</v></c>"#.to_owned(),
        r#"<c r="M3" t="d" s="1"><v>2026-01-05T00:00:00</v></c>"#.to_owned(),
        r#"<c r="N3"><f>B1</f></c>"#.to_owned(),
        text("O3", "'=1+1"),
    ];
    let strings = "<sst><si><t>ana@x.com</t></si><si><r><t>Ana \"</t></r><r><t xml:space=\"preserve\"> \
                   &amp;, Bia\nL.</t></r><rPh><t>x</t></rPh></si></sst>";
    let file = xlsx_of(strings, &[("Members", "", &(header + &row(3, &cells)))]);
    check(
        file,
        &[(
            3,
            &[
                "ana@x.com",
                "Ana \" &, Bia\nL.",
                "5511987654321",
                "12345678901234567",
                "00123",
                "2026-12-31",
                "2026-12-31 12:00:00",
                "45%",
                "TRUE",
                "cached",
                "#N/A",
                "",
                "2026-01-05",
                "",
                "'=1+1",
            ],
        )],
    );
}

#[test]
fn rows_have_the_numbers_of_the_sheet() {
    let broken = text("B4", "two\nlines");
    let rows = [
        row(2, &[text("A2", "Email"), text("B2", "Name")]),
        row(4, &[text("A4", "ana@x.com"), broken]),
        row(5, &[]),
        row(9, &[text("A9", "bia@x.com")]),
    ];
    check(xlsx(&rows.concat()), &[(4, &["ana@x.com", "two\nlines"]), (9, &["bia@x.com"])]);
}

#[test]
fn cells_without_references_follow_each_other() {
    let rows = "<row><c t=\"inlineStr\"><is><t>Email</t></is></c></row>\
                <row><c t=\"inlineStr\"><is><t>ana@x.com</t></is></c></row>";
    check(xlsx(rows), &[(2, &["ana@x.com"])]);
}

#[test]
fn titles_above_the_header_are_passed_over() {
    let rows = [
        row(1, &[text("A1", "Relatório de alunos")]),
        row(2, &[text("A2", "Exportado em"), text("B2", "01/02/2026")]),
        row(4, &["Nome", "Email", "Telefone", "Curso", "Turma"].map(next_text)),
        row(5, &["Ana", "ana@x.com"].map(next_text)),
    ];
    check(xlsx(&rows.concat()), &[(5, &["Ana", "ana@x.com"])]);
    let list = "Members of the school\n\nName,Email\nAna,ana@x.com\n";
    check(list.as_bytes().to_vec(), &[(4, &["Ana", "ana@x.com"])]);
    let list = "Name\nEmail,Name\nana@x.com,Ana\n";
    check(list.as_bytes().to_vec(), &[(3, &["ana@x.com", "Ana"])]);
}

#[test]
fn the_sheet_that_is_a_list_is_taken() {
    let notes = row(1, &[text("A1", "Read me first")]);
    let list = row(1, &[text("A1", "Email")]) + &row(2, &[text("A2", "ana@x.com")]);
    let sheets = [("Notes", "", notes.as_str()), ("Alunos", "", &list), ("Empty", "", "")];
    let source = source(xlsx_of("<sst/>", &sheets)).unwrap();
    assert_eq!(source.sheets().collect::<Vec<_>>(), ["Notes", "Alunos"]);
    let (layout, columns) = Layout::detect(&source, &LayoutHints::default()).unwrap();
    assert_eq!((layout.sheet.as_deref(), layout.sheet_certain), (Some("Alunos"), true));
    assert_eq!(
        suggest(&columns, crate::import::Purpose::Members).columns[0].field.to_string(),
        "email"
    );

    let hints = LayoutHints { sheet: Some("notes".into()), ..LayoutHints::default() };
    let (layout, _) = Layout::detect(&source, &hints).unwrap();
    assert_eq!(layout.sheet.as_deref(), Some("Notes"));
    let hints = LayoutHints { sheet: Some("Turma".into()), ..LayoutHints::default() };
    let error = Layout::detect(&source, &hints).unwrap_err();
    assert_eq!(error.code(), "unknown_sheet");
    assert!(error.to_string().contains("Notes, Alunos"), "{error}");
}

#[test]
fn several_lists_are_asked_about_and_hidden_ones_are_not_there() {
    let list = row(1, &[text("A1", "Email")]) + &row(2, &[text("A2", "ana@x.com")]);
    let sheets =
        [("Old", "state=\"hidden\"", list.as_str()), ("2025", "", &list), ("2026", "", &list)];
    let source = source(xlsx_of("<sst/>", &sheets)).unwrap();
    let (layout, _) = Layout::detect(&source, &LayoutHints::default()).unwrap();
    assert_eq!((layout.sheet.as_deref(), layout.sheet_certain), (Some("2025"), false));
    let hints = LayoutHints { sheet: Some("2026".into()), ..LayoutHints::default() };
    assert!(Layout::detect(&source, &hints).unwrap().0.sheet_certain);
}

#[test]
fn sheets_of_opendocument_are_read() {
    let cell = |attributes: &str, text: &str| {
        format!("<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>")
    };
    let string = |text: &str| cell("office:value-type=\"string\"", text);
    let header = format!(
        "<table:table-row>{}{}<table:table-cell table:number-columns-repeated=\"16382\"/></table:table-row>",
        string("Nome"),
        string("Email")
    );
    let blank =
        "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row>";
    let people = format!(
        "<table:table-row>{}{}{}{}{}{}{}{}{}</table:table-row>",
        string("Ana<text:s text:c=\"2\"/>&amp; <text:span>Bia</text:span></text:p><text:p>L."),
        string("ana@x.com"),
        cell("office:value-type=\"float\" office:value=\"5511987654321\"", "5,51E+12"),
        cell("office:value-type=\"float\" office:value=\"123\"", "00123"),
        cell("office:value-type=\"float\" office:value=\"1234.5\"", "1.234,50"),
        cell("office:value-type=\"date\" office:date-value=\"2026-12-31\"", "31/12/26"),
        cell(
            "office:value-type=\"date\" office:date-value=\"2026-12-31T08:30:00\"",
            "31/12/26 08:30"
        ),
        cell("office:value-type=\"percentage\" office:value=\"0.285\"", "28,5%"),
        cell(
            "office:value-type=\"boolean\" office:boolean-value=\"true\"",
            "VERDADEIRO</text:p><office:annotation><text:p>A note</text:p></office:annotation><text:p>"
        ),
    );
    let many = format!(
        "<table:table-row table:number-rows-repeated=\"2\">{}{}</table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048569\"><table:table-cell/></table:table-row>",
        cell("table:number-columns-repeated=\"2\"", "x"),
        string("y"),
    );
    check(
        ods(&(header + blank + &people + &many)),
        &[
            (
                4,
                &[
                    "Ana  & Bia\nL.",
                    "ana@x.com",
                    "5511987654321",
                    "00123",
                    "1234.5",
                    "2026-12-31",
                    "2026-12-31 08:30:00",
                    "28.5%",
                    "TRUE",
                ],
            ),
            (5, &["x", "x", "y"]),
            (6, &["x", "x", "y"]),
        ],
    );
}

/// Workbooks that other programs made, in `tests/fixtures/workbooks`.
#[track_caller]
fn check_file(name: &str, sheet: Option<&str>, expect: &[(u64, &str)]) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/workbooks");
    let source = Source::from_path(&std::path::Path::new(folder).join(name)).unwrap();
    let hints = LayoutHints { sheet: sheet.map(str::to_owned), ..LayoutHints::default() };
    let (layout, columns) = Layout::detect(&source, &hints).unwrap();
    assert!(layout.sheet_certain && layout.date_order_certain);
    assert!(suggest(&columns, crate::import::Purpose::Members).open_questions().is_empty());
    let mut records = Records::open(&source, &layout).unwrap();
    let mut record = Record::default();
    for (line, cells) in expect {
        assert!(records.next(&mut record).unwrap());
        let found: Vec<&str> = record.cells().collect();
        assert_eq!((record.line(), found.join(" | ").as_str()), (*line, *cells));
    }
    assert!(!records.next(&mut record).unwrap());
}

#[test]
fn workbooks_of_other_programs_are_read() {
    check_file(
        "turmas.xlsx",
        Some("Turma 2026"),
        &[
            (
                4,
                "Nuno Azevedo | nuno.azevedo@example.pt | 351912000222 | Cerâmica | 2026-02-03 | 2026-12-31 | 25%",
            ),
            (
                5,
                "Olga Brandão | olga.brandao@example.com.br | 011 95555-0103 | Esmaltes | 2026-02-05 09:30:00 |  | 0%",
            ),
            (6, "Total |  |  | 2"),
        ],
    );
    check_file(
        "alunos.ods",
        None,
        &[
            (2, "Paula Quiroga | paula.quiroga@example.es | 34612000333 | Grabado | 2026-10-31"),
            (3, "Raul Sá | raul.sa@example.com.br | 00123 | Grabado"),
        ],
    );
}

#[test]
fn hidden_sheets_of_opendocument_are_not_there() {
    let row = "<table:table-row><table:table-cell><text:p>Email</text:p></table:table-cell></table:table-row>";
    let file = ods_of(&format!(
        "<table:table table:name=\"A\" table:style-name=\"ta2\">{row}</table:table>\
         <table:table table:name=\"B\">{row}</table:table>"
    ));
    assert_eq!(source(file).unwrap().sheets().collect::<Vec<_>>(), ["B"]);
}

#[test]
fn what_is_no_workbook_is_refused_in_clear_words() {
    check_refused(package(&[("holiday.jpg", "x")]), "file_not_text", "Unpack");
    check_refused(package(&[("xl/workbook.bin", "x")]), "file_not_text", "Save it as .xlsx");
    check_refused(xlsx(""), "file_empty", "is empty");
    check_refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Workbook".to_vec(), "file_not_text", ".xlsx");
    let mut locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    locked.resize(256 * 1024 - 7, 0);
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    check_refused(locked, "file_encrypted", "password");
    let manifest = "<m><file-entry><encryption-data/></file-entry></m>";
    let locked = package(&[("META-INF/manifest.xml", manifest), ("content.xml", "\u{1}\u{2}")]);
    check_refused(locked, "file_encrypted", "password");
}

#[test]
fn damaged_workbooks_are_refused() {
    let sound = xlsx(&(row(1, &[text("A1", "Email")]) + &row(2, &[text("A2", "ana@x.com")])));
    for len in [8, 100, sound.len() / 2, sound.len() - 30] {
        check_refused(sound[..len].to_vec(), "file_damaged", "again");
    }
    check_refused(xlsx("<row r=\"1\"><c r=\"A1\"><v>1"), "file_damaged", "again");
    check_refused(xlsx("<row r=\"1\"><c t=\"s\"><v>7</v></c></row>"), "file_damaged", "no text 7");
    check_refused(xlsx("<row r=\"0\"><c><v>7</v></c></row>"), "file_damaged", "row 0");
    let twice = row(1, &[text("A1", "Email")]).repeat(2);
    check_refused(xlsx(&twice), "file_damaged", "row 1 comes twice");
    let entity = "<row r=\"1\"><c t=\"str\"><v>&lol;</v></c></row>";
    check_refused(xlsx(entity), "file_damaged", "lol");
}

#[test]
fn a_changed_byte_is_noticed() {
    let people: String = (2..200)
        .map(|n| row(n, &[text(&format!("A{n}"), &format!("person{n}@example.com"))]))
        .collect();
    let sound = xlsx(&(row(1, &[text("A1", "Email")]) + &people));
    let at = memchr::memmem::find(&sound, b"xl/worksheets/sheet0.xml").unwrap() + 200;
    let mut broken = sound.clone();
    broken[at] ^= 0x10;
    check_refused(broken, "file_damaged", "again");
}

#[test]
fn bombs_do_not_go_off() {
    let spaces = " ".repeat(4 << 20);
    check_refused(xlsx(&format!("<row r=\"1\">{spaces}</row>")), "file_too_large", "far more");
    let tags = "<row/>".repeat(1 << 19);
    check_refused(xlsx(&tags), "file_too_large", "far more");
    check_refused(xlsx("<row r=\"4294967295\"><c><v>1</v></c></row>"), "file_too_large", "CSV");
    let filled = "<table:table-row table:number-rows-repeated=\"4000000000\"><table:table-cell>\
                  <text:p>x</text:p></table:table-cell></table:table-row>";
    check_refused(ods(filled), "file_too_large", "far more");
    let wide = "<table:table-row><table:table-cell table:number-columns-repeated=\"4000000000\">\
                <text:p>x</text:p></table:table-cell></table:table-row>";
    let source = source(ods(wide)).unwrap();
    let error = Layout::detect(&source, &LayoutHints::default()).unwrap_err();
    assert_eq!(error.code(), "too_many_columns");
}

fn cell() -> impl Strategy<Value = (u8, String, f64)> {
    (0..4_u8, "[ -~áéç\n]{0,12}", prop_oneof![-1e6..1e15_f64, (0..99_999_i32).prop_map(f64::from)])
}

proptest! {
    /// What a writer of workbooks writes, a library that reads them and we read alike.
    #[test]
    fn reads_what_others_write(table in prop::collection::vec(prop::collection::vec(cell(), 1..6), 1..12)) {
        use calamine::{Data, Reader};
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let date = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
        let sheet = workbook.add_worksheet();
        sheet.write(0, 0, "Email").unwrap();
        for (at, row) in table.iter().enumerate() {
            for (column, (kind, text, number)) in row.iter().enumerate() {
                let (at, column) = (at as u32 + 1, column as u16);
                match kind {
                    0 => sheet.write(at, column, text.as_str()),
                    1 => sheet.write(at, column, *number),
                    2 => sheet.write(at, column, *number > 5e14),
                    _ => sheet.write_with_format(at, column, number.abs() % 2_900_000.0 + 61.0, &date),
                }.unwrap();
            }
        }
        let bytes = workbook.save_to_buffer().unwrap();
        let mut other = calamine::Xlsx::new(Cursor::new(bytes.clone())).unwrap();
        let range = other.worksheet_range("Sheet1").unwrap();
        for (line, cells) in rows(bytes) {
            for (column, ours) in cells.iter().enumerate() {
                let theirs = match range.get_value((line as u32 - 1, column as u32)) {
                    Some(Data::String(text)) => text.clone(),
                    Some(Data::Float(number)) => format!("{number:.14e}").parse::<f64>().map(|n| (n + 0.0).to_string()).unwrap(),
                    Some(Data::Int(number)) => number.to_string(),
                    Some(Data::Bool(is_so)) => is_so.to_string().to_uppercase(),
                    Some(Data::DateTime(at)) => {
                        let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
                        format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
                    }
                    _ => String::new(),
                };
                prop_assert_eq!(ours.replace("\r\n", "\n"), theirs.replace("\r\n", "\n"), "row {} column {}", line, column);
            }
        }
    }
}
