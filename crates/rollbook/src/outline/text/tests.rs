use proptest::prelude::*;

use super::super::{Chapter, Lesson};
use super::*;
use crate::drip::Schedule;
use crate::ids::{ChapterId, CourseId, LessonId};

/// `Start: Welcome, Colours (quiz 70%) | End: Bye (unpublished)`, then the flaws.
fn shown(text: &str) -> String {
    let listing = Listing::read(text);
    let lesson = |lesson: &ListedLesson| {
        let notes = Notes { quiz: lesson.quiz, published: lesson.published };
        let told = words::told(notes, Locale::En);
        lesson.title.clone() + &told.map(|told| format!(" ({told})")).unwrap_or_default()
    };
    let chapter = |chapter: &ListedChapter| {
        let lessons: Vec<String> = chapter.lessons.iter().map(lesson).collect();
        format!("{}: {}", chapter.title, lessons.join(", ")).trim_end().to_owned()
    };
    let chapters: Vec<String> = listing.chapters.iter().map(chapter).collect();
    let flaws = listing.flaws.iter();
    let flaws: Vec<String> =
        flaws.map(|it| format!(" !{}:{:?}:{}", it.line, it.kind, it.text)).collect();
    chapters.join(" | ") + &flaws.concat()
}

#[track_caller]
fn check(text: &str, expect: &str) {
    assert_eq!(shown(text), expect, "{text}");
}

const PLAIN: &str = "Start: Welcome, Paper | End: Bye";

#[test]
fn lists_of_all_kinds_say_the_same() {
    check("Start\n\tWelcome\n\tPaper\nEnd\n\tBye", PLAIN);
    check("Start\n  Welcome\n  Paper\nEnd\n  Bye", PLAIN);
    check("- Start\n  - Welcome\n  - Paper\n- End\n  - Bye\n", PLAIN);
    check("* Start\n\t* Welcome\n\t* Paper\n\n* End\n\t* Bye", PLAIN);
    check("# Start\n- Welcome\n- Paper\n\n# End\n- Bye", PLAIN);
    check("## Start\nWelcome\nPaper\n## End\nBye", PLAIN);
    check("# Drawing\n## Start\n- Welcome\n- Paper\n## End\n- Bye", PLAIN);
    check("# Start\n## Welcome\n## Paper\n# End\n## Bye", PLAIN);
    check("1. Start\n   1.1 Welcome\n   1.2 Paper\n2. End\n   2.1 Bye", PLAIN);
    check("1) Start\n - Welcome\n - Paper\n2) End\n - Bye", PLAIN);
    check("Start\n- Welcome\n- Paper\nEnd\n- Bye", PLAIN);
    check("- Start\n1. Welcome\n2. Paper\n- End\n1. Bye", PLAIN);
    check("Start\n• Welcome\n• Paper\nEnd\n•Bye", PLAIN);
    check("Start\nWelcome\nPaper\n\nEnd\nBye\n", PLAIN);
    check("\u{feff}  Start\r\n    Welcome\r\n    Paper\r\n  End\r\n    Bye\r\n", PLAIN);
}

#[test]
fn quizzes_and_drafts_are_told_in_three_languages() {
    check("A\n - Quiz: Colours", "A: Colours (quiz)");
    check("A\n - Prova: Cores (70%)", "A: Cores (quiz 70%)");
    check("A\n - Cuestionario: Colores (no publicado)", "A: Colores (quiz, unpublished)");
    check("A\n - Colours (quiz 70 %)", "A: Colours (quiz 70%)");
    check("A\n - Cores (prova, 70%, rascunho)", "A: Cores (quiz 70%, unpublished)");
    check(
        "A\n - Bonus (draft)\n - Quiz 1\n - Quiz 2 (lesson)",
        "A: Bonus (unpublished), Quiz 1, Quiz 2 (lesson)",
    );
    check("A\n - Brushes (round)\n - Paper (100%)", "A: Brushes (round), Paper (quiz 100%)");
    check("A\n - Too much (quiz 170%)\n - Quiz:", "A: Too much (quiz 170%), Quiz:");
    check("- [x] **Start**\n  - [ ] __Paper__", "Start: Paper");
}

#[test]
fn tables_have_their_columns_in_any_order() {
    let table = "Start: Welcome (lesson), Colours (quiz 70%) | End: Bye (unpublished)";
    check(
        "Chapter,Lesson,Type,Pass mark,Published\nStart,Welcome,Lesson,,yes\nStart,Colours,Quiz,70,yes\nEnd,Bye,,,no",
        table,
    );
    check(
        "Publicado;Nota mínima;Tipo;Aula;Módulo\nsim;;Aula;Welcome;Start\n;70%;Prova;Colours;\nnão;;;Bye;End",
        table,
    );
    check(
        "\u{feff}Lección\tCapítulo\tTipo\tEstado\tNota mínima\nWelcome\tStart\tVideo\tpublicado\t\nColours\t\tExamen\t\t70\nBye\tEnd\t\tborrador\t",
        table,
    );
    check(
        "chapter_title,title\n\"Start, slowly\",\"Say \"\"hi\"\"\"\n",
        "Start, slowly: Say \"hi\"",
    );
    check("Chapter,Lesson\nStart,\nEnd,Bye\nStart,Welcome", "Start: Welcome | End: Bye");
}

#[test]
fn what_can_not_be_taken_is_said_with_its_line() {
    check(
        "Chapter,Lesson,Type,Pass mark,Published\n,Lost,,,\nA,B,hologram,,\nA,C,Quiz,101,perhaps\nA,b,,,",
        "A: B (lesson), C (quiz) !2:NoChapter:Lost !3:UnknownType:hologram !4:PassMark:101 \
         !4:YesOrNo:perhaps !5:DoubleTitle:b",
    );
    check("A\n  B\n    C\nD\n  É\n  e", "A: B, C | D: É !3:TooDeep:C !6:DoubleTitle:e");
    check("A\n\tB\n        C\n    D\nE", "A: B, C, D | E: !3:TooDeep:C");
    check("Course\n\tA\n        B\n    C", "A: B | C:");
    let long = "x".repeat(400);
    let listing = Listing::read(&format!("A\n - {long}"));
    assert_eq!(listing.chapters[0].lessons[0].title.len(), LONGEST_TITLE);
    assert_eq!(listing.flaws[0].kind, FlawKind::TooLong);
}

#[test]
fn what_is_no_outline_is_an_empty_one() {
    for text in ["", " \n\t\n", "\u{feff}", "-\n*\n#\n", "\0\u{200b}", "Chapter,Lesson\n", "()"] {
        let listing = Listing::read(text);
        assert_eq!(listing.n_lessons(), 0, "{text:?}");
    }
    check("Only\nchapters\nhere", "Only: | chapters: | here:");
    check("Start\n\nStart\n - Once", "Start: Once");
}

#[test]
fn ten_thousand_lines_are_read_at_once() {
    let lines = |line: fn(u32) -> String| (0..10_000).map(line).collect::<Vec<_>>().join("\n");
    let list = lines(|n| format!("Chapter {n}"));
    assert_eq!(Listing::read(&list).chapters.len(), 10_000);
    let list = lines(|n| format!("  - Lesson {n}"));
    assert_eq!(Listing::read(&format!("A\n{list}")).n_lessons(), 10_000);
    let rows = lines(|n| format!("Chapter {},Lesson {n}", n % 60));
    let listing = Listing::read(&format!("Chapter,Lesson\n{rows}"));
    assert_eq!((listing.chapters.len(), listing.n_lessons()), (60, 10_000));
}

fn title() -> impl Strategy<Value = String> {
    let odd = proptest::sample::select(vec![
        "1. Intro",
        "- dash",
        "# head",
        "Quiz: Colours",
        "Prova: Cores (70%)",
        "Colours (quiz)",
        "**Bold**",
        "[x] Done",
        "A (lesson)",
        "Chapter,Lesson",
        "(quiz)",
        "50%",
        "Aula",
        "A: B",
    ]);
    prop_oneof![odd.prop_map(str::to_owned), "[ -~]{1,12}", any::<String>()]
        .prop_map(|title| title.trim().to_owned())
        .prop_filter("a title has letters", |title| !fold(title).is_empty())
}

fn outline() -> impl Strategy<Value = Outline> {
    let quiz = proptest::option::of(proptest::option::of(0..=100_u8));
    let lesson = (title(), quiz, any::<bool>());
    let chapter = (title(), proptest::collection::vec(lesson, 0..4));
    proptest::collection::vec(chapter, 1..4).prop_map(|chapters| {
        let mut known = HashSet::new();
        let mut outline = Outline {
            course: CourseId(1),
            title: "Drawing".to_owned(),
            chapters: Vec::new(),
            own: Schedule::default(),
            by_product: Vec::new(),
        };
        for (title, lessons) in chapters {
            let mut inside = HashSet::new();
            let lessons = lessons.into_iter().filter(|(title, ..)| inside.insert(fold(title)));
            let lessons = lessons.map(|(title, quiz, published)| {
                let quiz = quiz.map(|pass| Quiz { pass });
                Lesson { id: LessonId(1), title, published, quiz }
            });
            let lessons = lessons.collect();
            if known.insert(fold(&title)) {
                outline.chapters.push(Chapter { id: ChapterId(1), title, lessons });
            }
        }
        outline
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(outline in outline()) {
        for locale in [Locale::En, Locale::PtBr] {
            let text = print(&outline, locale);
            let read = Listing::read(&text);
            prop_assert_eq!(&read.flaws, &[], "{}", text);
            let titles = |title: &str| fold(title);
            let found: Vec<_> = read.chapters.iter().map(|it| titles(&it.title)).collect();
            let wanted: Vec<_> = outline.chapters.iter().map(|it| titles(&it.title)).collect();
            prop_assert_eq!(found, wanted, "{}", text);
            for (found, wanted) in read.chapters.iter().zip(&outline.chapters) {
                let found = found.lessons.iter().map(|it| {
                    (titles(&it.title), it.quiz.flatten(), it.published.unwrap_or(true))
                });
                let wanted =
                    wanted.lessons.iter().map(|it| (titles(&it.title), it.quiz, it.published));
                prop_assert_eq!(
                    found.collect::<Vec<_>>(), wanted.collect::<Vec<_>>(), "{}", text
                );
            }
        }
    }

    #[test]
    fn any_text_is_read_without_fear(text in "(?s)[ \\t#*0-9.)(:,;\"a-z\u{e9}\n-]{0,200}") {
        let listing = Listing::read(&text);
        let titles: HashSet<String> = listing.chapters.iter().map(|it| fold(&it.title)).collect();
        prop_assert_eq!(titles.len(), listing.chapters.len());
    }
}

/// A workbook of one sheet for each text, whose cells are separated by `|`.
#[track_caller]
fn check_workbook(sheets: &[&str], expect: &str) {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for rows in sheets {
        let sheet = workbook.add_worksheet();
        for (row, line) in rows.lines().enumerate() {
            for (column, cell) in line.split('|').enumerate().filter(|(_, cell)| !cell.is_empty()) {
                sheet.write(row as u32, column as u16, cell).unwrap();
            }
        }
    }
    let file = tempfile::Builder::new().suffix(".xlsx").tempfile().unwrap();
    workbook.save(file.path()).unwrap();
    check(&read_file(file.path()).unwrap(), expect);
}

#[test]
fn a_workbook_is_a_table_or_a_list_as_deep_as_its_columns() {
    let table = "Course outline\n\nModule|Lesson|Type\nStart|Welcome|\n|Paper|Quiz\nEnd|\"Bye\"|";
    check_workbook(&[table], "Start: Welcome, Paper (quiz) | End: \"Bye\"");
    check_workbook(&["Read me first", table], "Start: Welcome, Paper (quiz) | End: \"Bye\"");
    check_workbook(&["Start|Welcome\n|Paper\nEnd|Bye"], PLAIN);
    check_workbook(&["Start\n|Welcome\n|Paper\nEnd\n|Bye", "Notes"], PLAIN);
    check_workbook(&["Start\nWelcome\nPaper\n\nEnd\nBye"], PLAIN);
}

#[test]
fn what_only_begins_like_a_workbook_is_refused() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), b"PK\x03\x04 and nothing").unwrap();
    assert_eq!(read_file(file.path()).unwrap_err().code(), "file_damaged");
}
