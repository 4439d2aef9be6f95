//! What people complained about in the trackers of other tools, each as a test.
//!
//! The numbers are those of the research on peers; the tool and thread that each complaint comes
//! from stand above its test. What a complaint asks for is checked on the book, not on a message.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::thread;

use rollbook::access::{AccessStatus, GrantSpec, State};
use rollbook::export::{ExportFormat, ExportKind, Locale};
use rollbook::import::{Duplicates, Field, Import, LayoutHints, Options, Policy, Verdict};
use rollbook::members::{MemberFields, Status};
use rollbook::progress::{Phase, Progress};
use rollbook::views::Query;
use rollbook::{Book, MemberId};

use crate::support::{
    NOW, accounted_for, add, assert_whole, book, by, carry_out, copy, counts, dump, export, go,
    import, import_with, member, n_entries, open, portrait, reopen, source,
};

fn overwrite() -> Options {
    Options { policy: Policy::Overwrite, ..Options::default() }
}

fn view(book: &Book, filter: &str) -> Vec<MemberId> {
    let query = Query { filter: filter.to_owned(), ..Query::default() };
    book.open_view(&query, NOW).unwrap().ids.to_vec()
}

/// Ghost #29511: the importer took the columns of the first row for those of the file.
#[test]
fn c01_a_short_first_row_drops_no_column_of_later_rows() {
    let (_folder, book) = book();
    let list = "Name,Email,Phone,Company\nAna,ana@example.com\n\
                Bruno,bruno@example.com,55,Ateliê\nCaio,caio@example.com,66\n";
    assert_eq!(import(&book, list), counts([3, 0, 0, 0, 0, 0]));
    let bruno = member(&book, "bruno@example.com");
    assert_eq!((bruno.phone.as_str(), bruno.company.as_str()), ("55", "Ateliê"));
    assert_eq!(member(&book, "caio@example.com").phone, "66");
    assert_eq!(member(&book, "ana@example.com").phone, "");
}

/// Ghost #29511, the other half: a file with a header and nothing else.
#[test]
fn c01_a_header_alone_is_no_row_and_no_entry() {
    let (_folder, book) = book();
    let before = n_entries(&book);
    let mut import = open(&book, "Name,Email,Phone\n");
    assert_eq!(import.draft.columns.n_rows, 0);
    assert_eq!(import.draft.mapping.column_of(&Field::Email), Some(1), "its columns are known");
    assert_eq!(import.plan(&book, NOW, &go()).unwrap().counts, counts([0; 6]));
    let done = import.apply(&book, &by(), &go()).unwrap();
    assert_eq!(done.entry, None);
    assert_eq!(n_entries(&book), before);
}

const RISKY: [&str; 6] = ["-5", "+44 123", "=SUM(A1)", "@handle", "'quoted", "'=1"];

/// Ghost #29511: what a spreadsheet would run as a formula was cut or changed on its way in.
#[test]
fn c02_texts_that_look_like_formulas_come_in_unchanged() {
    let (_folder, book) = book();
    let mut list = "Name,Email,Phone\n".to_owned();
    for (n, text) in RISKY.iter().enumerate().take(5) {
        writeln!(list, "{text},m{n}@example.com,{text}").unwrap();
    }
    import(&book, list);
    for (n, text) in RISKY.iter().enumerate().take(5) {
        let member = member(&book, &format!("m{n}@example.com"));
        assert_eq!((member.name.as_str(), member.phone.as_str()), (*text, *text));
    }
}

const TITLES: [&str; 5] =
    ["Oil, then water", "The \"inner\" line", "Ink; and paper", "Two\nlines", "'Quoted' – end"];

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

/// Ghost #12164 and #29511: labels were split at their commas.
#[test]
fn c03_titles_with_commas_quotes_and_newlines_stay_whole() {
    let (_folder, book) = book();
    let mut list = "Email,Course,Notes\n".to_owned();
    for title in TITLES {
        writeln!(list, "ana@example.com,{0},{0}", quoted(title)).unwrap();
    }
    let mut import = open(&book, &list);
    import.choose_field(2, Field::Custom("Notes".into()));
    carry_out(&book, import);
    let titles: BTreeSet<String> =
        book.courses(false, NOW).unwrap().into_iter().map(|course| course.title).collect();
    assert_eq!(titles, TITLES.into_iter().map(str::to_owned).collect());
    let ana = member(&book, "ana@example.com");
    assert_eq!(ana.access.len(), TITLES.len());
    assert_eq!(ana.custom[0].value, TITLES[0]);
    assert_eq!(crate::support::import(&book, &list).created, 0);
    assert_eq!(book.courses(false, NOW).unwrap().len(), TITLES.len(), "and are found again");
}

/// Ghost #19658: an empty cell of the column for the newsletter unsubscribed members.
#[test]
fn c04_a_blank_cell_never_clears_or_unsubscribes() {
    let full = "Name,Email,Phone,Company,Status,Course,Expires\n\
                Ana,ana@example.com,55,Ateliê,active,Drawing,2026-12-31\n";
    let blank = "Name,Email,Phone,Company,Status,Course,Expires\n,ana@example.com,,,,,\n";
    for policy in [Policy::Fill, Policy::Overwrite, Policy::Skip, Policy::UpdateOnly] {
        let (_folder, book) = book();
        import(&book, full);
        let before = dump(&book);
        import_with(&book, blank, Options { policy, ..Options::default() });
        assert_eq!(dump(&book), before, "{policy:?}");
    }
}

/// Mautic's and listmonk's habit (listmonk #2008, #2057; Mailtrain #325): an import woke up people
/// who had left or been blocked.
#[test]
fn c04_nobody_blocked_is_revived_by_a_list() {
    let (_folder, book) = book();
    import(&book, "Email,Course\nana@example.com,Drawing\n");
    let ana = member(&book, "ana@example.com");
    book.set_status(&by(), &[ana.id], Status::Disabled, &go()).unwrap();
    let list = "Email,Status\nana@example.com,active\n";
    for options in [Options::default(), overwrite()] {
        import_with(&book, list, options);
        assert_eq!(member(&book, "ana@example.com").status, Status::Disabled);
    }
    import_with(&book, list, Options { revive: true, ..overwrite() });
    assert_eq!(member(&book, "ana@example.com").status, Status::Active, "unless asked to");
}

/// The same for access: a grant that was blocked, or that lasts longer than the list says.
#[test]
fn c04_access_is_neither_unblocked_nor_shortened_by_a_list() {
    let (_folder, book) = book();
    let list = |status: &str, until: &str| {
        format!("Email,Course,Access status,Expires\nana@example.com,Drawing,{status},{until}\n")
    };
    let import = |csv: String, options: Options| {
        let mut import = open(&book, csv);
        import.choose_field(2, Field::AccessStatus);
        import.set_options(options);
        carry_out(&book, import)
    };
    import(list("disabled", "2026-12-31"), Options::default());
    import(list("active", "2026-06-30"), overwrite());
    let access = &member(&book, "ana@example.com").access[0];
    assert_eq!(access.status, AccessStatus::Disabled);
    assert_eq!(access.expires_on.as_deref(), Some("2026-12-31"));
}

const PEOPLE: &str = "Nome,E-mail\nJoão Conceição,joao@example.com\nAntónia Araújo,antonia@example.com\n\
                      Lúcia Magalhães,lucia@example.com\nÉrico Simões,erico@example.com\n";

fn check_people(bytes: &[u8], from: &str) {
    let (_folder, book) = book();
    let import = open(&book, bytes);
    let headers: Vec<&str> = import.draft.columns.headers().collect();
    assert_eq!(headers, ["Nome", "E-mail"], "{from}: the first header is found");
    assert_eq!(carry_out(&book, import), counts([4, 0, 0, 0, 0, 0]), "{from}");
    assert_eq!(member(&book, "joao@example.com").name, "João Conceição", "{from}");
    assert_eq!(member(&book, "erico@example.com").name, "Érico Simões", "{from}");
}

/// Ghost #16917, listmonk #65, Actual #6327 and #3848: a byte order mark became part of the first
/// header, and every other encoding a row of question marks.
#[test]
fn c05_names_are_intact_in_every_encoding() {
    check_people(PEOPLE.as_bytes(), "UTF-8");
    check_people(format!("\u{feff}{PEOPLE}").as_bytes(), "UTF-8 with a mark");
    for mark in ["", "\u{feff}"] {
        let units: Vec<u16> = format!("{mark}{PEOPLE}").encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        check_people(&little, "UTF-16, little end first");
        check_people(&big, "UTF-16, big end first");
    }
    let latin: Vec<u8> = PEOPLE.chars().map(|char| char as u8).collect();
    check_people(&latin, "windows-1252");
}

/// TablePlus #2582: files of eastern Europe and Japan.
#[test]
fn c05_encodings_of_other_alphabets_are_told_apart() {
    let (_folder, book) = book();
    // ISO-8859-2: ą is B1, ś is B6, ź is BC, where windows-1250 has other letters.
    let polish = b"Imi\xea,Email\nStanis\xb3aw Wi\xb6niewski,stanislaw@example.pl\n\
        Gra\xbfyna W\xb1sik,grazyna@example.pl\nJ\xf3zef \xacr\xf3dlak,jozef@example.pl\n\
        Ma\xb3gorzata Ku\xbcmi\xf1ska,malgorzata@example.pl\n";
    let mut import = open(&book, polish);
    import.choose_field(0, Field::Name);
    carry_out(&book, import);
    assert_eq!(member(&book, "stanislaw@example.pl").name, "Stanisław Wiśniewski");
    assert_eq!(member(&book, "grazyna@example.pl").name, "Grażyna Wąsik");

    let japanese = include_bytes!("../fixtures/import/shift-jis.csv");
    let mut import = open(&book, japanese);
    import.choose_field(0, Field::Name);
    assert_eq!(import.draft.layout.encoding, "Shift_JIS");
    assert_eq!(carry_out(&book, import).failed, 0);
    assert_eq!(member(&book, "yamada@example.jp").name, "山田太郎");
}

/// Actual #2432 imported the same file twice as new rows; #2420 deleted what was not in it.
#[test]
fn c07_the_same_file_twice_changes_nothing_and_nothing_is_ever_deleted() {
    let (_folder, book) = book();
    add(&book, "Somebody else", "else@example.com");
    let list = "Name,Email,Status,Course,Cohort,Expires,Progress\n\
                Ana,ana@example.com,active,Drawing,March,2026-12-31,45%\n\
                Ana,ANA@example.com,active,Painting,,,\n\
                Bruno,bruno@example.com,pending,Drawing,April,,100%\n\
                Broken,not-an-email,,,,,\n";
    for options in [Options::default(), overwrite()] {
        import_with(&book, list, options.clone());
        let (before, entries) = (dump(&book), n_entries(&book));
        let again = import_with(&book, list, options);
        assert_eq!(again, counts([0, 0, 3, 0, 0, 1]));
        assert_eq!(dump(&book), before);
        assert_eq!(n_entries(&book), entries, "what changes nothing is no entry");
    }
    assert!(open(&book, list).draft.same_file_at.is_some(), "and the person is told before");
    member(&book, "else@example.com");
}

/// listmonk #2344 and #1401, DB Browser #1217, #3798 and #1337, "fewer contacts than in my
/// spreadsheet" at HubSpot: rows were missing and nobody said which.
#[test]
fn c08_every_row_of_the_file_is_accounted_for_and_shown() {
    let (_folder, book) = book();
    let known = "Name,Email,Platform ID\nAna,ana@example.com,1\nBruno,bruno@example.com,2\n\
                 Gone,gone@example.com,3\n";
    import(&book, known);
    let gone = member(&book, "gone@example.com").id;
    book.trash(&by(), &[gone], &go()).unwrap();
    let list = "Name,Email,Platform ID,Phone\n\
                Ana,ana@example.com,1,55\n\
                Bruno,bruno@example.com,2,\n\
                New,new@example.com,,\n\
                Gone,gone@example.com,3,\n\
                New again,NEW@example.com,,\n\
                Other,other@example.com,2,\n\
                ,,,\n\
                Nobody,,,\n\
                Broken,broken@,,\n";
    let done = import(&book, list);
    assert_eq!(done, counts([1, 1, 1, 2, 1, 2]));
    assert_eq!(done.rows, 8, "a row of nothing but commas is no row");
    let kept = &book.imports().unwrap()[0];
    assert_eq!(kept.counts, done, "the history says the same");
    assert_eq!(accounted_for(&kept.counts), kept.counts.rows);
}

/// DB Browser #213: one bad row failed the file, and the message did not say which row it was.
#[test]
fn c09_a_bad_row_takes_no_good_row_with_it_and_is_named_by_its_line() {
    let (_folder, book) = book();
    let list = "Name,Email,Notes\n\
                Ana,ana@example.com,\"two\nlines\"\n\
                Broken,broken@@example,\n\
                Bruno,bruno@example.com,\n\
                \n\
                Nobody,,\n\
                Caio,caio@example.com,\n";
    let mut import = open(&book, list);
    let plan = import.plan(&book, NOW, &go()).unwrap();
    let named: Vec<_> = plan
        .problems
        .iter()
        .map(|problem| {
            (problem.line, problem.column.as_deref(), problem.value.as_str(), problem.code)
        })
        .collect();
    assert_eq!(
        named,
        [
            (4, Some("Email"), "broken@@example", "bad_email"),
            (7, Some("Email"), "", "missing_email")
        ],
        "lines are those a text editor shows"
    );
    assert_eq!(carry_out(&book, import).created, 3);
}

/// Ghost #30204: the file of errors could not be imported once it was mended.
#[test]
fn c10_failed_rows_import_once_only_the_bad_cells_are_mended() {
    let (_folder, book) = book();
    let list = "Name;Email;Phone;Course;Expires\n\
                Ana;ana@example.com;-5;Drawing;31/12/2026\n\
                \"Bruno; filho\";bruno@example;=1+1;Drawing;31/12/2026\n\
                Caio;caio@example.com;+55 11;\"Ink; and paper\";31/31/2026\n";
    let mut first = open(&book, list);
    first.plan(&book, NOW, &go()).unwrap();
    let failed = String::from_utf8(first.failed_rows(&book).unwrap().unwrap()).unwrap();
    assert_eq!(carry_out(&book, first), counts([1, 0, 0, 0, 0, 2]));
    let entry = book.imports().unwrap()[0].entry;
    let kept = String::from_utf8(book.failed_rows(entry).unwrap()).unwrap();
    assert_eq!(kept, failed, "the file can be had later as well");

    let mended = failed.replace("bruno@example;", "bruno@example.com;").replace("31/31", "31/12");
    assert_eq!(import(&book, &mended), counts([2, 0, 0, 0, 0, 0]));
    let bruno = member(&book, "bruno@example.com");
    assert_eq!((bruno.name.as_str(), bruno.phone.as_str()), ("Bruno; filho", "=1+1"));
    let caio = member(&book, "caio@example.com");
    assert_eq!(caio.phone, "+55 11");
    assert_eq!(caio.access[0].course, "Ink; and paper");
    assert_eq!(caio.access[0].expires_on.as_deref(), Some("2026-12-31"));
    assert!(caio.custom.iter().all(|custom| custom.value.is_empty()), "the reason is no field");
}

/// Ghost #19222, #20681 and #20926: a filter that could not be read deleted everybody.
#[test]
fn c11_a_bulk_delete_takes_exactly_the_rows_shown() {
    let (_folder, book) = book();
    import(
        &book,
        "Name,Email,Status\nAna,ana@example.com,active\nBruno,bruno@example.com,pending\n",
    );
    import(
        &book,
        "Name,Email,Course\nAna,ana@example.com,Drawing\nBruno,bruno@example.com,Drawing\n",
    );
    add(&book, "Caio", "caio@example.com");
    let before = dump(&book);
    for broken in ["status:", "status:gone", "course:\"Draw", "course:Ink", "colour:red", "nothing"]
    {
        let shown = view(&book, broken);
        assert!(shown.is_empty(), "{broken}");
        let done = book.trash(&by(), &shown, &go()).unwrap();
        assert_eq!((done.value, done.entry), (0, None), "{broken}");
    }
    assert_eq!(dump(&book), before);

    let shown = view(&book, "status:active course:Drawing");
    let done = book.trash(&by(), &shown, &go()).unwrap();
    assert_eq!((done.value, shown.len()), (1, 1));
    assert_eq!(done.members.iter().map(|id| MemberId(id as i64)).collect::<Vec<_>>(), shown);
    assert_eq!(view(&book, "in:trash"), shown);
    assert_eq!(view(&book, "").len(), 2);
}

/// anki #2882: the columns stayed as they were guessed for the wrong delimiter. TablePlus for
/// Windows #718: the mapping on the screen was not the one that was applied.
#[test]
fn c12_the_mapping_shown_is_the_one_applied_after_a_change_of_the_delimiter_too() {
    let (_folder, book) = book();
    let list = "Contato;Nome;Celular\nana@example.com;Ana;55\nbruno@example.com;Bruno;66\n";
    let wrong = LayoutHints { delimiter: Some(b','), ..LayoutHints::default() };
    let mut import = Import::open(&book, source(list), wrong).unwrap();
    assert_eq!(import.draft.columns.len(), 1);
    import.set_layout(LayoutHints { delimiter: Some(b';'), ..LayoutHints::default() }).unwrap();
    let shown: Vec<&Field> = (0..3).map(|column| import.draft.mapping.field_of(column)).collect();
    assert_eq!(shown, [&Field::Email, &Field::Name, &Field::Phone], "found out again");

    // The two columns are exchanged by hand; what is shown then is what is done.
    import.choose_field(1, Field::Company);
    import.choose_field(2, Field::Name);
    assert_eq!(import.draft.mapping.field_of(1), &Field::Company);
    assert_eq!(import.preview().unwrap()[0], ["ana@example.com", "Ana", "55"]);
    carry_out(&book, import);
    let ana = member(&book, "ana@example.com");
    assert_eq!((ana.company.as_str(), ana.name.as_str(), ana.phone.as_str()), ("Ana", "55", ""));
}

/// anki #1863 and many a support article: one person twice, because of a capital or an accent that
/// is written in another way.
#[test]
fn c13_one_address_is_one_person_whatever_its_case_and_normal_form() {
    let (_folder, book) = book();
    // The second writes é as e and a combining accent.
    let list = "Name,Email\nJosé,jos\u{e9}@Example.com\nJose,JOSE\u{301}@EXAMPLE.COM\n\
                Ana,M1@X.COM\nAna,m1@x.com\n";
    assert_eq!(import(&book, list), counts([2, 0, 0, 2, 0, 0]));
    assert_eq!(import(&book, "Email\n Jos\u{e9}@EXAMPLE.com \nm1@X.com\n").created, 0);
    let fields =
        MemberFields { email: Some("JOSE\u{301}@example.com".into()), ..MemberFields::default() };
    assert_eq!(book.add_member(&by(), &fields).unwrap_err().code(), "email_taken");
}

/// listmonk #859: after *Stop* some rows were in and the next import would not begin.
#[test]
fn c14_a_cancelled_import_leaves_the_book_as_it_was_and_the_next_one_works() {
    let (_folder, book) = book();
    add(&book, "Before", "before@example.com");
    let mut list = "Name,Email,Course\n".to_owned();
    for n in 0..8_000 {
        writeln!(list, "Member {n},m{n}@example.com,Drawing").unwrap();
    }
    let mut import = open(&book, &list);
    import.plan(&book, NOW, &go()).unwrap();
    let before = dump(&book);
    for done_already in [1, 3_000] {
        let progress = Progress::default();
        let result = thread::scope(|scope| {
            let writing = scope.spawn(|| import.apply(&book, &by(), &progress));
            while !writing.is_finished() {
                let (now, done, _) = progress.state();
                if now == Phase::Writing && done >= done_already {
                    progress.cancel();
                }
                thread::yield_now();
            }
            writing.join().unwrap()
        });
        assert_eq!(result.unwrap_err().code(), "cancelled", "after {done_already} rows");
        assert_eq!(dump(&book), before, "after {done_already} rows");
    }
    assert_eq!(import.apply(&book, &by(), &go()).unwrap().value.created, 8_000);
    let book = reopen(book);
    assert_whole(&book);
}

/// canvas #1402: what came out depended on which of two rows came first.
#[test]
fn c15_the_order_of_independent_rows_does_not_matter() {
    let header = "Name,Email,Course,Expires,Progress,Shirt\n";
    let mut rows: Vec<String> = (0..40)
        .map(|n| {
            let course = TITLES[n % 3].replace(['"', ','], "");
            format!(
                "Member {n},m{n}@example.com,{course},2026-12-{:02},{n}%,S{}\n",
                n % 28 + 1,
                n % 4
            )
        })
        .collect();
    let of = |rows: &[String]| {
        let (_folder, book) = book();
        let mut import = open(&book, header.to_owned() + &rows.concat());
        import.choose_field(5, Field::Custom("Shirt".into()));
        assert_eq!(carry_out(&book, import).created, 40);
        portrait(&book)
    };
    let forwards = of(&rows);
    rows.reverse();
    assert_eq!(of(&rows), forwards);
    rows.rotate_left(17);
    assert_eq!(of(&rows), forwards);
}

/// The same holds for which row of one person counts: by default the first, not whichever.
#[test]
fn c15_among_rows_of_one_person_the_order_is_a_rule() {
    let list = "Name,Email\nAna,ana@example.com\nAna Souza,ana@example.com\n";
    for (duplicates, name) in [(Duplicates::First, "Ana"), (Duplicates::Last, "Ana Souza")] {
        let (_folder, book) = book();
        let done = import_with(&book, list, Options { duplicates, ..Options::default() });
        assert_eq!(done, counts([1, 0, 0, 1, 0, 0]));
        assert_eq!(member(&book, "ana@example.com").name, name);
    }
}

/// abt-blog: 44 issues with a carriage return at the end of their last field.
#[test]
fn c16_no_carriage_return_is_left_in_the_last_field() {
    for end in ["\r\n", "\r", "\n"] {
        let (_folder, book) = book();
        let list = [
            "Name,Email,Company",
            "Ana,ana@example.com,Ateliê",
            "Bruno,bruno@example.com,\"Sul\"",
            "",
        ];
        assert_eq!(import(&book, list.join(end)), counts([2, 0, 0, 0, 0, 0]), "{end:?}");
        assert_eq!(member(&book, "ana@example.com").company, "Ateliê", "{end:?}");
        assert_eq!(member(&book, "bruno@example.com").company, "Sul", "{end:?}");
    }
    let (_folder, book) = book();
    let mixed = "Name,Email,Company\r\nAna,ana@example.com,Sul\nBruno,bruno@example.com,Norte\r\n";
    let mut import = open(&book, mixed);
    let plan = import.plan(&book, NOW, &go()).unwrap();
    assert_eq!(plan.rows_with(Some(Verdict::Created)).len(), 2);
    carry_out(&book, import);
    assert!(!dump(&book).concat().contains("\\r"));
}

/// Ghost #29511: what went out guarded came back with the guard.
#[test]
fn c02_what_looks_like_a_formula_goes_out_harmless_and_comes_back_unchanged() {
    let (_folder, book) = book();
    for (n, text) in RISKY.iter().enumerate() {
        let id = add(&book, text, &format!("m{n}@example.com"));
        let fields = MemberFields {
            phone: Some((*text).into()),
            company: Some((*text).into()),
            ..MemberFields::default()
        };
        book.edit_member(&by(), id, &fields).unwrap();
    }
    let out = export(&book, ExportKind::Members, ExportFormat::default());
    for line in out.lines().skip(1) {
        let is_harmless = |cell: &str| !cell.starts_with(['=', '+', '-', '@']);
        assert!(line.split(',').all(is_harmless), "{line}");
    }
    assert_eq!(portrait(&copy(&book, ExportFormat::default()).1), portrait(&book));
}

/// Ghost #12164: the titles again, all the way out and back.
#[test]
fn c03_titles_with_commas_quotes_and_newlines_come_back_from_an_export() {
    let (_folder, book) = book();
    let mut list = "Email,Course\n".to_owned();
    for title in TITLES {
        writeln!(list, "ana@example.com,{}", quoted(title)).unwrap();
    }
    import(&book, list);
    for delimiter in [',', ';'] {
        let format = ExportFormat { delimiter, ..ExportFormat::default() };
        assert_eq!(portrait(&copy(&book, format).1), portrait(&book), "{delimiter:?}");
    }
}

/// What begins on a day to come is not waiting for anybody, and must not after it came back.
#[test]
fn c06_access_that_begins_later_begins_in_the_copy_too() {
    let (_folder, book) = book();
    let drawing = book.add_course(&by(), "Drawing").unwrap().value;
    for (email, state) in [("ana@example.com", State::Active), ("bia@example.com", State::Pending)]
    {
        let spec = GrantSpec {
            courses: vec![drawing],
            state,
            starts_on: Some("2026-04-01".into()),
            ..GrantSpec::default()
        };
        book.grant(&by(), &[add(&book, "Somebody", email)], &spec, &go()).unwrap();
    }
    let in_may = NOW + 60 * 24 * 3_600_000;
    for (locale, word) in [(Locale::En, "Scheduled"), (Locale::PtBr, "Agendado")] {
        let format = ExportFormat { locale, ..ExportFormat::default() };
        assert!(export(&book, ExportKind::Enrollments, format).contains(word));
        let (_folder, copy) = copy(&book, format);
        for (email, then) in
            [("ana@example.com", AccessStatus::Active), ("bia@example.com", AccessStatus::Pending)]
        {
            let status = |at| {
                let id = copy.member_by_email(email).unwrap();
                copy.member(id, at).unwrap().access[0].status
            };
            assert_eq!((status(NOW), status(in_may)), (AccessStatus::Pending, then), "{email}");
        }
    }
}

/// Ghost #22506 and #25732, listmonk #2553, Actual #3154: what was exported could not be imported,
/// or not all of it.
#[test]
fn c06_an_export_imported_into_an_empty_book_is_the_same_school() {
    let (_folder, book) = book();
    let list = "Name,First name,Last name,Email,Phone,Platform ID,Course,Cohort,Enrolled,Expires,Progress,Completed\n\
        Ana Souza,Ana,Souza,ana@example.com,+55 11,007,Drawing,March,2025-05-01,2026-12-31,45%,\n\
        Ana Souza,Ana,Souza,ana@example.com,+55 11,007,Painting,,2025-06-01 14:30:15,2026-12-31 00:00:00-03:00,100%,2025-09-20\n\
        João,,,joão@exemplo.com.br,,8,Drawing,April,2024-01-01,2025-01-01,,\n\
        \"Souza, Bia\",,,bia@example.com,,9,,,,,,\n";
    assert_eq!(import(&book, list).failed, 0);
    let bia = member(&book, "bia@example.com").id;
    book.set_status(&by(), &[bia], Status::Disabled, &go()).unwrap();
    let expect = portrait(&book);
    assert_eq!(expect.len(), 6, "three members and three enrollments");
    for locale in [Locale::En, Locale::PtBr] {
        for (delimiter, bom) in [(',', false), (';', true)] {
            let format = ExportFormat { delimiter, bom, locale, ..ExportFormat::default() };
            assert_eq!(portrait(&copy(&book, format).1), expect, "{format:?}");
        }
    }
}
