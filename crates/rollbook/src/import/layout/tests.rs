//! What is found out about files of every kind.

use super::*;

fn detect(text: &str) -> (Layout, Columns) {
    detect_with(text.as_bytes(), &LayoutHints::default())
}

fn detect_with(bytes: &[u8], hints: &LayoutHints) -> (Layout, Columns) {
    let source = Source::from_bytes("list.csv", bytes.to_vec()).unwrap();
    Layout::detect(&source, hints).unwrap()
}

#[track_caller]
fn check_delimiter(text: &str, delimiter: u8, n_columns: usize) {
    let (layout, columns) = detect(text);
    assert_eq!(char::from(layout.delimiter), char::from(delimiter), "{text:?}");
    assert_eq!(columns.len(), n_columns, "{text:?}");
}

#[track_caller]
fn check_header(text: &str, has_header: bool, headers: &[&str]) {
    let (layout, columns) = detect(text);
    assert_eq!(layout.has_header, has_header, "{text:?}");
    assert_eq!(columns.headers().collect::<Vec<_>>(), headers, "{text:?}");
}

#[test]
fn short_years_leave_the_order_open_but_for_what_can_be_no_month() {
    check_dates(&["15/8/27"], DateOrder::Dmy, false);
    check_dates(&["15/8/98"], DateOrder::Dmy, true);
    check_dates(&["8/15/27", "1/2/27"], DateOrder::Mdy, true);
    check_dates(&["2026-01-02", "5/3/27"], DateOrder::Dmy, false);
    check_dates(&["25/12/2026", "5/3/27"], DateOrder::Dmy, true);
}

#[track_caller]
fn check_dates(dates: &[&str], order: DateOrder, is_certain: bool) {
    let (layout, _) = detect(&format!("Email,Joined\nx,{}\n", dates.join("\nx,")));
    assert_eq!((layout.date_order, layout.date_order_certain), (order, is_certain), "{dates:?}");
}

#[test]
fn the_delimiter_is_the_one_that_makes_even_rows() {
    check_delimiter("Name,Email\nAna,ana@x.com\n", b',', 2);
    check_delimiter("Nome;Email\nSouza, Ana;ana@x.com\nLima, Bia;bia@x.com\n", b';', 2);
    check_delimiter("Name\tEmail\nSouza, Ana; Dr.\tana@x.com\n", b'\t', 2);
    check_delimiter("Name|Email\nAna|ana@x.com\n", b'|', 2);
    check_delimiter("Name,Note\n\"Ana\",\"a;b;c\"\n\"Bia\",\"d;e;f\"\n", b',', 2);
    check_delimiter("Name;Note\n\"a,b,c\";x\n\"d,e,f\";y\n", b';', 2);
    check_delimiter("sep=;\r\nName;Email\r\nAna;ana@x.com\r\n", b';', 2);
    check_delimiter("Email\nana@x.com\nbia@x.com\n", b',', 1);
    check_delimiter("Preço;Valor\n1,50;2,50\n3,20;4,20\n", b';', 2);
}

#[test]
fn a_hint_overrules() {
    let hints = LayoutHints { delimiter: Some(b':'), ..LayoutHints::default() };
    let (layout, columns) = detect_with(b"Name:Email\nAna:ana@x.com\n", &hints);
    assert_eq!((layout.delimiter, columns.len()), (b':', 2));
    let hints = LayoutHints { has_header: Some(false), ..LayoutHints::default() };
    let (_, columns) = detect_with(b"Name,Email\nAna,ana@x.com\n", &hints);
    assert_eq!(columns.n_rows, 2);
    let hints = LayoutHints { encoding: Some("klingon".into()), ..LayoutHints::default() };
    let source = Source::from_bytes("list.csv", b"Email\n".to_vec()).unwrap();
    assert_eq!(Layout::detect(&source, &hints).unwrap_err().code(), "unknown_encoding");
}

#[test]
fn single_quotes_are_understood() {
    let (layout, columns) = detect("Name,Email\n'Souza, Ana','ana@x.com'\n'Lima, B','b@x.com'\n");
    assert_eq!((layout.quote, columns.len()), (b'\'', 2));
    let text = "Name,Company,Email\n".to_owned() + &"Ana,\"Acme, Inc\",a@x.com\n".repeat(300);
    let (layout, columns) = detect(&text);
    assert_eq!((layout.quote, columns.len()), (b'"', 3));
    let (layout, _) = detect("Email,Phone\na@x.com,'+55 11 9\nb@x.com,'+55 11 8\n");
    assert_eq!(layout.quote, b'"', "a formula made harmless is no quote");
}

#[test]
fn a_header_is_told_from_values() {
    check_header("Name,Email\nAna,ana@x.com\n", true, &["Name", "Email"]);
    check_header("Ana,ana@x.com\nBia,bia@x.com\n", false, &["Column 1", "Column 2"]);
    check_header("Ana,2024-01-01\nBia,2024-01-02\n", false, &["Column 1", "Column 2"]);
    check_header("2024,Email\n1,ana@x.com\n", true, &["2024", "Email"]);
    check_header("Cor,Tamanho\nazul,grande\n", true, &["Cor", "Tamanho"]);
    check_header("ana@x.com\n", false, &["Column 1"]);
    check_header("Ana,\nBia,bia@x.com\n", false, &["Column 1", "Column 2"]);
    check_header("Ana,ana@\nBia,bia@x.com\n", false, &["Column 1", "Column 2"]);
}

#[test]
fn the_header_is_the_row_with_the_names_and_not_what_stands_above_it() {
    let check = |above: &str, header: &str| {
        let text = format!("{above}{header}\nAna,ana@x.com,Desenho,31/12/2026\n");
        let (layout, columns) = detect(&text);
        assert_eq!(columns.headers().collect::<Vec<_>>().join(","), header, "{text}");
        assert_eq!(layout.rows_above as usize, above.lines().filter(|l| !l.is_empty()).count());
    };
    let header = "Nome,E-mail,Curso,Validade";
    check("", header);
    check("Aluno,,Acesso,\n", header);
    check("Contato,,Curso,Validade\n", header);
    check("Lista de alunos,,,\nEmitido em,22/11/2026,,\n\n", header);
    check("", "Nome,E-mail,Cor,Tamanho");
}

#[test]
fn headers_are_unique_and_never_blank() {
    check_header(
        "Email,Tags,,Tags,Tags (2)\na@x.com,1,2,3,4\n",
        true,
        &["Email", "Tags", "Column 3", "Tags (2)", "Tags (2) (2)"],
    );
    check_header("\u{feff}\"First\n  name\",Email\nAna,a@x.com\n", true, &["First name", "Email"]);
    check_header("Email,Name,,\na@x.com,Ana,,\n", true, &["Email", "Name"]);
}

#[test]
fn without_a_header_the_widest_row_counts() {
    check_header("a@x.com\nb@x.com,Bia,1\n", false, &["Column 1", "Column 2", "Column 3"]);
}

#[test]
fn one_day_after_the_twelfth_decides_the_order() {
    check_dates(&["01/02/2024", "13/02/2024"], DateOrder::Dmy, true);
    check_dates(&["01/02/2024", "02/13/2024"], DateOrder::Mdy, true);
    check_dates(&["01/02/2024", "03/04/2024"], DateOrder::Dmy, false);
    check_dates(&["2024-01-02", "2024-03-04"], DateOrder::Ymd, true);
    check_dates(&["13/02/2024", "14/02/2024", "02/13/2024"], DateOrder::Dmy, false);
    check_dates(&["", "soon"], DateOrder::Dmy, true);
    check_dates(&["10.0.0.12", "1.1.1.1"], DateOrder::Dmy, true);
    let mut late = vec!["01/02/2024"; 5000];
    late.push("12/31/2024");
    check_dates(&late, DateOrder::Mdy, true);
}

#[test]
fn the_books_home_is_only_a_guess() {
    let usual = LayoutHints { usual_date_order: Some(DateOrder::Mdy), ..LayoutHints::default() };
    let (layout, _) = detect_with(b"Email,Joined\nx,01/02/2024\n", &usual);
    assert_eq!((layout.date_order, layout.date_order_certain), (DateOrder::Mdy, false));
    let (layout, _) = detect_with(b"Email,Joined\nx,13/02/2024\n", &usual);
    assert_eq!((layout.date_order, layout.date_order_certain), (DateOrder::Dmy, true));
}

#[test]
fn the_scale_of_progress_is_the_columns() {
    for (values, scale) in [
        (["0.2", "0.45", "1"], ProgressScale::Fraction),
        (["0", "1", "0"], ProgressScale::Fraction),
        (["1", "45", "100"], ProgressScale::Percent),
        (["0.5", "45.5", "100"], ProgressScale::Percent),
        (["20%", "45%", "1%"], ProgressScale::Percent),
    ] {
        let text = format!("Email,% Completed\nx,{}\n", values.join("\nx,"));
        assert_eq!(detect(&text).0.progress_scale, scale, "{values:?}");
    }
}

#[test]
fn values_have_kinds() {
    for (value, kind) in [
        ("ana@x.com", Kind::Email),
        ("2024-01-02", Kind::Date),
        ("5 de março de 2024", Kind::Date),
        ("45%", Kind::Percent),
        ("250 %", Kind::Percent),
        ("12,5", Kind::Number),
        ("+55 11 98765-4321", Kind::Phone),
        ("(11) 98765-4321", Kind::Phone),
        ("Sim", Kind::YesNo),
        ("Ana", Kind::Text),
        (" ", Kind::Empty),
    ] {
        assert_eq!(Kind::of(value), kind, "{value:?}");
    }
}

#[test]
fn samples_come_from_all_over_the_file() {
    let rows: Vec<String> = (0..5000).map(|n| format!("p{n}@x.com,secret{n},")).collect();
    let (_, columns) = detect(&format!("Email,Senha,Blank\n{}", rows.join("\n")));
    let [emails, passwords, blank] = columns.columns.as_slice() else { panic!() };
    assert_eq!(emails.samples.first().map(String::as_str), Some("p0@x.com"));
    assert_eq!(emails.samples.last().map(String::as_str), Some("p4999@x.com"));
    assert!(emails.samples.contains(&"p2047@x.com".to_owned()), "{:?}", emails.samples);
    assert_eq!((emails.kind, emails.n_filled, columns.n_rows), (Kind::Email, 5000, 5000));
    assert!(passwords.samples.is_empty(), "passwords must not be kept");
    assert_eq!((blank.kind, blank.n_filled, blank.samples.len()), (Kind::Empty, 0, 0));
}

#[test]
fn files_without_rows_are_no_error() {
    let (layout, columns) = detect("Name,Email\n");
    assert!(layout.has_header);
    assert_eq!((columns.len(), columns.n_rows), (2, 0));
    let source = Source::from_bytes("list.csv", b"\n \r\n\n".to_vec()).unwrap();
    let error = Layout::detect(&source, &LayoutHints::default()).unwrap_err();
    assert_eq!(error.code(), "file_empty");
}

#[test]
fn what_is_too_wide_or_too_long_is_refused() {
    let source = Source::from_bytes("list.csv", "x,".repeat(10_000).into_bytes()).unwrap();
    let hints = LayoutHints { has_header: Some(false), ..LayoutHints::default() };
    let error = Layout::detect(&source, &hints).unwrap_err();
    assert!(matches!(error, SourceError::TooManyColumns { limit: 500, .. }), "{error}");
    let source = Source::from_bytes("list.csv", vec![b'x'; 3 << 20]).unwrap();
    let error = Layout::detect(&source, &LayoutHints::default()).unwrap_err();
    assert!(matches!(error, SourceError::RecordTooLong { line: 1, .. }), "{error}");
}

#[test]
fn a_layout_is_kept_as_json_and_detected_again_from_its_hints() {
    let (layout, _) = detect("Nome;Email;Entrada\nAna;ana@x.com;13/02/2024\n");
    let json = serde_json::to_string(&layout).unwrap();
    assert!(json.contains("\"delimiter\":\";\""), "{json}");
    assert_eq!(serde_json::from_str::<Layout>(&json).unwrap(), layout);
    let hints = LayoutHints::from(&layout);
    let json = serde_json::to_string(&hints).unwrap();
    assert_eq!(serde_json::from_str::<LayoutHints>(&json).unwrap(), hints);
    assert_eq!(serde_json::from_str::<LayoutHints>("{}").unwrap(), LayoutHints::default());
    let (again, _) = detect_with("Nome;Email;Entrada\nAna;ana@x.com;\n".as_bytes(), &hints);
    assert_eq!(again, layout);
}
