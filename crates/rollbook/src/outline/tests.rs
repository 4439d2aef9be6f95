//! What becomes of chapters, lessons and progress when an outline changes.

use super::*;
use crate::book::tests::{book, by};
use crate::book::{Book, By};
use crate::drip::{Condition, Event, Item, Rule, Span};
use crate::error::Error;
use crate::ids::{ItemId, MemberId};
use crate::members::MemberFields;
use crate::progress::Progress;

const FILE: &str = r#"{"course": "Drawing", "chapters": [
    {"title": "Start", "lessons": [{"title": "Welcome"}, {"title": "Summary"}]},
    {"title": "End", "drip": "manual", "lessons": [
        {"title": "Summary", "drip": {"all": [{"after_completed": {"lesson": "Welcome"}}]}}]}]}"#;

struct School {
    _folder: tempfile::TempDir,
    book: Book,
    course: CourseId,
    ana: MemberId,
}

fn school() -> School {
    let (folder, book) = book();
    let course = book.add_course(&by(), "Drawing").unwrap().value;
    let ana = MemberFields { email: Some("ana@example.com".into()), ..MemberFields::default() };
    let ana = book.add_member(&by(), &ana).unwrap().value;
    let school = School { _folder: folder, book, course, ana };
    school.write(FILE).unwrap();
    school
}

impl School {
    fn write(&self, json: &str) -> Result<(), Error> {
        let file = file::Outline::parse(json)?;
        self.book.write_outline(&by(), self.course, &file).map(|_| ())
    }

    fn outline(&self) -> Outline {
        self.book.outline(self.course).unwrap()
    }

    /// `Start: Welcome, Summary; End: Summary`
    fn contents(&self) -> String {
        let lessons = |chapter: &Chapter| {
            chapter.lessons.iter().map(|it| it.title.as_str()).collect::<Vec<_>>().join(", ")
        };
        let outline = self.outline();
        let chapters = outline.chapters.iter().map(|it| format!("{}: {}", it.title, lessons(it)));
        chapters.collect::<Vec<_>>().join("; ")
    }

    fn lesson(&self, title: &str) -> LessonId {
        self.book.lessons_titled(self.course, &[title.to_owned()]).unwrap()[0]
    }

    /// The lessons that Ana completed, of those there are.
    fn completed(&self) -> Vec<String> {
        let ids: Vec<LessonId> = self
            .book
            .read(|db| {
                let mut statement = db.prepare(
                    "SELECT lesson_id FROM lesson_progress WHERE completed_at IS NOT NULL",
                )?;
                let ids = statement.query_map([], |row| row.get(0))?;
                Ok(ids.collect::<rusqlite::Result<_>>()?)
            })
            .unwrap();
        let outline = self.outline();
        ids.iter().filter_map(|id| outline.lesson(*id)).map(|it| it.title.clone()).collect()
    }

    fn complete(&self, lesson: LessonId) {
        let (ana, go) = (self.ana, Progress::default());
        self.book.mark_lessons(&by(), &[ana], &[lesson], Mark::Complete, &go).unwrap();
    }
}

#[test]
fn a_lesson_that_moves_or_comes_back_keeps_its_progress() {
    let school = school();
    school.complete(school.lesson("Welcome"));
    let moved = r#"{"course": "drawing", "chapters": [
        {"title": "Finale", "lessons": [{"title": "WELCOME"}, {"title": "Summary"}]}]}"#;
    school.write(moved).unwrap();
    assert_eq!(school.contents(), "Finale: WELCOME, Summary");
    assert_eq!(school.completed(), ["WELCOME"]);
    school.write(r#"{"course": "Drawing"}"#).unwrap();
    assert_eq!((school.contents(), school.completed()), (String::new(), vec![]));
    school.write(FILE).unwrap();
    assert_eq!(school.contents(), "Start: Welcome, Summary; End: Summary");
    assert_eq!(school.completed(), ["Welcome"]);
}

#[test]
fn namesakes_are_told_apart_by_their_chapters() {
    let school = school();
    let summary = school.lesson("Start / Summary");
    assert_ne!(summary, school.lesson("end / summary"));
    let both = school.book.lessons_titled(school.course, &["Summary".to_owned()]).unwrap_err();
    assert!(both.to_string().contains("\"Start / Summary\""), "{both}");
    school.complete(summary);
    let swapped = r#"{"course": "Drawing", "chapters": [
        {"title": "End", "lessons": [{"title": "Summary"}]},
        {"title": "Start", "lessons": [{"title": "Summary"}]}]}"#;
    school.write(swapped).unwrap();
    assert_eq!(school.lesson("Start / Summary"), summary, "each stays in its chapter");
    let named = r#"{"all": [{"after_completed": {"lesson": "Start / Summary"}}]}"#;
    let named = swapped.replacen(r#""Summary""#, &format!("\"Summary\", \"drip\": {named}"), 1);
    school.write(&named).unwrap();
    let file = school.book.outline_file(school.course).unwrap();
    assert_eq!(file, file::Outline::parse(&named).unwrap());
}

#[test]
fn chapters_and_lessons_are_added_edited_moved_and_removed() {
    let school = school();
    let book = &school.book;
    let more = book.add_chapter(&by(), school.course, " More ").unwrap().value;
    let paper = book.add_lesson(&by(), more, "Paper").unwrap().value;
    assert_eq!(school.contents(), "Start: Welcome, Summary; End: Summary; More: Paper");
    book.edit_chapter(&by(), more, &ChapterEdit { position: Some(1), ..ChapterEdit::default() })
        .unwrap();
    let start = school.outline().chapters[0].id;
    let edit = LessonEdit {
        title: Some("Papers".to_owned()),
        published: Some(false),
        quiz: Some(Some(Quiz { pass: Some(70) })),
        chapter: Some(start),
        position: Some(1),
    };
    book.edit_lesson(&by(), paper, &edit).unwrap();
    assert_eq!(school.contents(), "Start: Welcome, Papers, Summary; More: ; End: Summary");
    let papers = school.outline().lesson(paper).unwrap().clone();
    assert_eq!((papers.published, papers.quiz), (false, Some(Quiz { pass: Some(70) })));
    book.undo(&by(), None, &Progress::default()).unwrap();
    assert_eq!(school.contents(), "Start: Welcome, Summary; More: Paper; End: Summary");
    book.remove_lesson(&by(), paper).unwrap();
    book.remove_chapter(&by(), more).unwrap();
    assert_eq!(school.contents(), "Start: Welcome, Summary; End: Summary");
    let twice = book.add_lesson(&by(), start, "welcome").unwrap_err();
    assert_eq!(
        (twice.code(), twice.args()["reason"].as_str()),
        ("bad_outline", Some("double_title"))
    );
}

#[test]
fn what_a_rule_waits_for_is_not_removed() {
    let school = school();
    let refused = school.book.remove_lesson(&by(), school.lesson("Welcome")).unwrap_err();
    assert_eq!(refused.args()["reason"], "removed");
    assert!(refused.to_string().starts_with("End / Summary opens after"), "{refused}");
    let quiz = LessonEdit { quiz: Some(None), ..LessonEdit::default() };
    school.book.edit_lesson(&by(), school.lesson("Welcome"), &quiz).unwrap();
}

/// Undo knows rows, not what the text of a rule names.
#[test]
fn a_rule_whose_lesson_an_undo_took_away_is_still_read() {
    let school = school();
    let start = school.outline().chapters[0].id;
    let added = school.book.add_lesson(&by(), start, "Paper").unwrap();
    let waits = Condition {
        event: Event::Completed(Item::Lesson(ItemId(added.value.0))),
        wait: Span::default(),
        every: None,
        on: None,
        time: None,
    };
    let mut schedule = school.outline().own;
    schedule.lessons.insert(school.lesson("Start / Summary"), Rule::All(vec![waits]));
    let (course, schedule) = (school.course, Some(schedule));
    let new = NewSchedule { course, product: None, schedule, keep_opened: true };
    school.book.save_schedule(&by(), &new, &Progress::default()).unwrap();
    school.book.undo(&by(), added.entry, &Progress::default()).unwrap();
    let file = school.book.outline_file(school.course).unwrap().to_json().unwrap();
    assert!(file.contains("(removed)"), "{file}");
    assert!(school.write(&file).unwrap_err().to_string().contains("no lesson \"(removed)\""));
    let states = school.book.drip(school.course, school.ana, by().now).unwrap();
    assert!(!states[1].open);
    school.write(FILE).unwrap();
}

#[test]
fn marks_change_what_they_say_and_a_preview_nothing() {
    let school = school();
    let (book, ana, welcome) = (&school.book, school.ana, school.lesson("Welcome"));
    let later = By { now: by().now + 1, ..by() };
    let go = Progress::default();
    for (mark, n) in [
        (Mark::Unlock, 1),
        (Mark::Unlock, 0),
        (Mark::Complete, 1),
        (Mark::Complete, 0),
        (Mark::Lock, 1),
        (Mark::Reset, 1),
        (Mark::Reset, 0),
    ] {
        let promised = book.preview_mark(&later, &[ana], &[welcome], mark, &go).unwrap();
        let done = book.mark_lessons(&later, &[ana], &[welcome], mark, &go).unwrap();
        assert_eq!(done.value, Marked { members: n, already: 1 - n }, "{mark:?}");
        assert_eq!((promised.value, promised.changes), (done.value, done.changes));
        assert_eq!(done.entry.is_some(), n > 0, "{mark:?}");
    }
    let nobody = book.mark_lessons(&by(), &[MemberId(1)], &[welcome], Mark::Lock, &go);
    assert_eq!(nobody.unwrap_err().code(), "not_found");
}

#[test]
fn history_says_rules_and_rows_by_titles() {
    let school = school();
    let fields = |entry, table: &str| -> Vec<(String, &str, String)> {
        let (changes, _) = school.book.entry_changes(entry, 99).unwrap();
        let of_table = changes.into_iter().filter(|change| change.table == table);
        let said = of_table.flat_map(|change| {
            let fields = change.fields.into_iter().filter(|it| it.field.starts_with("drip"));
            fields.map(move |it| (change.label.clone(), change.kind, it.after.to_string()))
        });
        said.collect()
    };
    let entry = school.book.entries(None, Some("outline.write"), 1).unwrap()[0].id;
    let waits = r#""{\"all\":[{\"after_completed\":{\"lesson\":\"Welcome\"}}]}""#.to_owned();
    assert_eq!(fields(entry, "lessons"), [("Summary".to_owned(), "created", waits)]);
    let from = Schedule {
        rule: Some(Rule::Manual),
        from: Some(school.lesson("Welcome")),
        ..school.outline().own
    };
    let saved = school.book.save_schedule(&by(), school.course, None, Some(&from), true).unwrap();
    let said = |after: &str| ("Drawing".to_owned(), "edited", format!("{after:?}"));
    let after = [said(r#""manual""#), said("Welcome")];
    assert_eq!(fields(saved.entry.unwrap(), "courses"), after);
    let (ana, welcome, go) = (school.ana, school.lesson("Welcome"), Progress::default());
    let entry = school.book.mark_lessons(&by(), &[ana], &[welcome], Mark::Lock, &go).unwrap().entry;
    let (changes, _) = school.book.entry_changes(entry.unwrap(), 9).unwrap();
    let label: Vec<&str> = changes.iter().map(|change| change.label.as_str()).collect();
    assert_eq!(label, ["ana@example.com · Welcome"]);
}
