//! What becomes of chapters, lessons and progress when an outline changes.

use super::*;
use crate::access::GrantSpec;
use crate::book::tests::{book, by};
use crate::book::{Book, By};
use crate::drip::{Condition, Event, Item, Rule, Span};
use crate::error::Error;
use crate::ids::{ItemId, MemberId, ProductId, QuizResultId};
use crate::journal::{Op, OpKind};
use crate::members::MemberFields;
use crate::products::ProductEdit;
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
        self.book.write_outline(&by(), self.course, &file, true).map(|_| ())
    }

    fn save(&self, product: Option<ProductId>, schedule: Option<Schedule>) {
        self.try_save(product, schedule).unwrap();
    }

    fn try_save(
        &self,
        product: Option<ProductId>,
        schedule: Option<Schedule>,
    ) -> Result<(), Error> {
        let new = NewSchedule { course: self.course, product, schedule, keep_opened: true };
        self.book.save_schedule(&by(), &new, &Progress::default()).map(|_| ())
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
    let paper = book.add_lesson(&by(), more, "Paper", None).unwrap().value;
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
    book.edit_lessons(&by(), &[paper], &edit).unwrap();
    assert_eq!(school.contents(), "Start: Welcome, Papers, Summary; More: ; End: Summary");
    let papers = school.outline().lesson(paper).unwrap().clone();
    assert_eq!((papers.published, papers.quiz), (false, Some(Quiz { pass: Some(70) })));
    book.undo(&by(), None, &Progress::default()).unwrap();
    assert_eq!(school.contents(), "Start: Welcome, Summary; More: Paper; End: Summary");
    book.remove_lessons(&by(), &[paper]).unwrap();
    book.remove_chapter(&by(), more).unwrap();
    assert_eq!(school.contents(), "Start: Welcome, Summary; End: Summary");
    let twice = book.add_lesson(&by(), start, "welcome", None).unwrap_err();
    assert_eq!(
        (twice.code(), twice.args()["reason"].as_str()),
        ("bad_outline", Some("double_title"))
    );
}

#[test]
fn lessons_move_together_in_their_order_and_say_where_to() {
    let school = school();
    let book = &school.book;
    let start = school.outline().chapters[0].id;
    for title in ["Paper", "Brushes"] {
        book.add_lesson(&by(), start, title, None).unwrap();
    }
    let ids = [school.lesson("End / Summary"), school.lesson("Brushes"), school.lesson("Welcome")];
    let namesake = LessonEdit { position: Some(0), ..LessonEdit::default() };
    let refused = book.edit_lessons(&by(), &ids, &LessonEdit { chapter: Some(start), ..namesake });
    assert_eq!(refused.unwrap_err().args()["reason"], "double_title");
    let end = school.outline().chapters[1].id;
    let to = LessonEdit { chapter: Some(end), position: Some(0), ..LessonEdit::default() };
    let moved = book.edit_lessons(&by(), &ids, &to).unwrap();
    assert_eq!(school.contents(), "Start: Summary, Paper; End: Welcome, Brushes, Summary");
    let said = serde_json::to_value(&moved.op.args).unwrap();
    assert_eq!(
        (&said["did"], &said["n"], &said["place"], &said["chapter"]),
        (&"move".into(), &3.into(), &1.into(), &"End".into())
    );
    let within = LessonEdit { position: Some(2), ..LessonEdit::default() };
    book.edit_lessons(&by(), &ids[2..], &within).unwrap();
    assert_eq!(school.contents(), "Start: Summary, Paper; End: Brushes, Summary, Welcome");
    let stranger = book.edit_lessons(&by(), &[ids[0], LessonId(1)], &within);
    assert_eq!(stranger.unwrap_err().code(), "not_found");
}

#[test]
fn removing_says_whom_it_concerns() {
    let school = school();
    let book = &school.book;
    let summary = school.lesson("Start / Summary");
    let start = school.outline().chapters[0].id;
    let quiz = book.add_lesson(&by(), start, "Quiz", Some(Quiz::default())).unwrap().value;
    school.complete(summary);
    book.mark_lessons(&by(), &[school.ana], &[quiz], Mark::Unlock, &Progress::default()).unwrap();
    let nobody = TakenOut { lessons: 1, members: 0 };
    let removed = |ids: &[LessonId]| {
        let wanted = OutlineChange::RemoveLessons { ids: ids.to_vec() };
        book.preview_outline(&wanted, by().now, &Progress::default()).unwrap().removed
    };
    assert_eq!(removed(&[quiz]), nobody);
    book.add_quiz_result(&by(), school.ana, quiz, 80).unwrap();
    let both = removed(&[quiz, summary]);
    assert_eq!(both, TakenOut { lessons: 2, members: 1 });
    let chapter = |id| {
        let wanted = OutlineChange::RemoveChapter { id };
        book.preview_outline(&wanted, by().now, &Progress::default())
    };
    assert!(chapter(start).is_err(), "a rule waits for its lesson");
    assert_eq!(chapter(school.outline().chapters[1].id).unwrap().removed, nobody);
    assert_eq!(book.remove_lessons(&by(), &[quiz, summary]).unwrap().value, both);
    assert_eq!(school.contents(), "Start: Welcome; End: Summary");
}

#[test]
fn what_a_rule_waits_for_is_not_removed() {
    let school = school();
    let refused = school.book.remove_lessons(&by(), &[school.lesson("Welcome")]).unwrap_err();
    assert_eq!(refused.args()["reason"], "removed");
    assert!(refused.to_string().starts_with("End / Summary opens after"), "{refused}");
    let quiz = LessonEdit { quiz: Some(None), ..LessonEdit::default() };
    school.book.edit_lessons(&by(), &[school.lesson("Welcome")], &quiz).unwrap();
}

#[test]
fn a_lesson_with_which_a_rule_begins_is_not_removed() {
    let school = school();
    let welcome = school.lesson("Welcome");
    let rule = Some(Rule::Manual);
    school.save(None, Some(Schedule { from: Some(welcome), rule, ..Schedule::default() }));
    let refused = school.book.remove_lessons(&by(), &[welcome]).unwrap_err();
    assert_eq!(refused.args()["reason"], "begins_nowhere");
}

#[test]
fn a_course_that_nobody_can_begin_is_refused() {
    let school = school();
    let drip = r#"{"all": [{"after_first_lesson": "0d", "every": "1w"}]}"#;
    let rule: Option<Rule> = Some(serde_json::from_str(drip).unwrap());
    let all = Schedule { rule: rule.clone(), ..Schedule::default() };
    assert_eq!(school.try_save(None, Some(all)).unwrap_err().code(), "bad_outline");
    let later =
        Schedule { from: Some(school.lesson("Start / Summary")), rule, ..Schedule::default() };
    school.save(None, Some(later));
}

/// A schedule stays with its product while that does not hold the course.
#[test]
fn the_schedule_of_a_product_comes_back_with_the_course() {
    let school = school();
    let book = &school.book;
    let holds = |courses: &[CourseId]| ProductEdit {
        courses: Some(courses.to_vec()),
        ..ProductEdit::default()
    };
    let product = book.add_product(&by(), "Pass", &holds(&[])).unwrap().value;
    let schedule = Schedule { in_order: true, rule: Some(Rule::Manual), ..Schedule::default() };
    let early = school.try_save(Some(product), Some(schedule.clone())).unwrap_err();
    assert_eq!(early.code(), "not_found");
    book.edit_product(&by(), product, &holds(&[school.course])).unwrap();
    school.save(Some(product), Some(schedule));
    let file = book.outline_file(school.course).unwrap();
    assert_eq!(file.schedules[0].product, "Pass");
    book.edit_product(&by(), product, &holds(&[])).unwrap();
    assert_eq!(book.outline_file(school.course).unwrap().schedules, []);
    book.edit_product(&by(), product, &holds(&[school.course])).unwrap();
    assert_eq!(book.outline_file(school.course).unwrap(), file);
    school.save(Some(product), None);
    assert_eq!(school.outline().by_product, []);
}

/// Undo knows rows, not what the text of a rule names.
#[test]
fn a_rule_whose_lesson_an_undo_took_away_is_still_read() {
    let school = school();
    let start = school.outline().chapters[0].id;
    let added = school.book.add_lesson(&by(), start, "Paper", None).unwrap();
    let waits = Condition {
        event: Event::Completed(Item::Lesson(ItemId(added.value.0))),
        wait: Span::default(),
        every: None,
        on: None,
        time: None,
    };
    let mut schedule = school.outline().own;
    schedule.lessons.insert(school.lesson("Start / Summary"), Rule::All(vec![waits]));
    school.save(None, Some(schedule));
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
    let nothing = Lost::default();
    let forgotten = Lost { completions: 1, by_hand: 1, ..nothing };
    for (mark, n, lost) in [
        (Mark::Unlock, 1, nothing),
        (Mark::Unlock, 0, nothing),
        (Mark::Complete, 1, nothing),
        (Mark::Complete, 0, nothing),
        (Mark::Lock, 1, nothing),
        (Mark::Reset, 1, forgotten),
        (Mark::Reset, 0, nothing),
    ] {
        let promised = book.preview_mark(&later, &[ana], &[welcome], mark, &go).unwrap();
        let done = book.mark_lessons(&later, &[ana], &[welcome], mark, &go).unwrap();
        // Ana has not got the course.
        let expected = Marked { members: n, already: 1 - n, without_access: n, lost };
        assert_eq!(done.value, expected, "{mark:?}");
        assert_eq!((promised.value, promised.changes), (done.value, done.changes));
        assert_eq!(done.entry.is_some(), n > 0, "{mark:?}");
    }
    let nobody = book.mark_lessons(&by(), &[MemberId(1)], &[welcome], Mark::Lock, &go);
    assert_eq!(nobody.unwrap_err().code(), "not_found");
}

#[test]
fn an_attempt_passes_by_the_mark_of_the_day_it_was_entered() {
    let school = school();
    let (book, ana, quiz) = (&school.book, school.ana, school.lesson("Welcome"));
    let pass = |pass| LessonEdit { quiz: Some(Some(Quiz { pass })), ..LessonEdit::default() };
    let refused = book.add_quiz_result(&by(), ana, quiz, 70).unwrap_err();
    assert_eq!(refused.code(), "not_found", "a lesson is no quiz");
    book.edit_lessons(&by(), &[quiz], &pass(Some(70))).unwrap();
    let first = book.add_quiz_result(&by(), ana, quiz, 70).unwrap().value;
    let earlier = NewAttempt { score: 69, taken_on: Some("2026-02-01".to_owned()) };
    let second = book.add_quiz_result(&by(), ana, quiz, earlier.clone()).unwrap().value;
    assert_eq!(book.add_quiz_result(&by(), ana, quiz, 101).unwrap_err().code(), "invalid_value");
    let told = || -> Vec<(QuizResultId, u8, bool, bool)> {
        let results = book.quiz_results(ana).unwrap().into_iter();
        results.map(|it| (it.id, it.score, it.passed, it.otherwise_today)).collect()
    };
    assert_eq!(told(), [(first, 70, true, false), (second, 69, false, false)]);
    book.edit_lessons(&by(), &[quiz], &pass(Some(80))).unwrap();
    assert_eq!(told()[0], (first, 70, true, true), "who passed has passed");
    let moved = NewAttempt { score: 70, taken_on: Some("2026-01-31".to_owned()) };
    book.edit_quiz_result(&by(), first, &moved).unwrap();
    assert_eq!(told(), [(second, 69, false, false), (first, 70, true, true)]);
    book.edit_quiz_result(&by(), second, &NewAttempt { score: 79, ..earlier }).unwrap();
    let (report, takers) = book.quiz_report(quiz).unwrap();
    assert_eq!((report.takers, report.passed, report.attempts), (1, 1, 2));
    assert_eq!((report.mean_best, report.pass_mark), (Some(79.0), Some(80)));
    let taker = book.quiz_takers(quiz, &takers).unwrap().remove(0).unwrap();
    assert_eq!((taker.best, taker.attempts, taker.passed_at.is_some()), (79, 2, true));
    book.remove_quiz_result(&by(), first).unwrap();
    assert_eq!(book.quiz_report(quiz).unwrap().0.passed, 0);
    book.undo(&by(), None, &Progress::default()).unwrap();
    assert_eq!(told().len(), 2);
}

/// The lessons that are open for Ana, in order.
fn open_for_ana(school: &School) -> Vec<String> {
    let states = school.book.drip(school.course, school.ana, by().now).unwrap().into_iter();
    states.filter(|state| state.open).map(|state| state.lesson).collect()
}

#[test]
fn no_change_of_an_outline_takes_an_opened_lesson_away() {
    let school = school();
    let (book, ana, course) = (&school.book, school.ana, school.course);
    let spec = GrantSpec { courses: vec![course], ..GrantSpec::default() };
    book.grant(&by(), &[ana], &spec, &Progress::default()).unwrap();
    let view = |lesson: LessonId| {
        let result = book.write(&by(), Op::new(OpKind::LessonsComplete), |tx| {
            let sql =
                "INSERT INTO lesson_progress (member_id, lesson_id, viewed_at) VALUES (?1, ?2, 0)";
            Ok(tx.execute(sql, (ana, lesson))?)
        });
        result.unwrap();
    };
    let plain = |drip: &str| {
        format!(
            r#"{{"course": "Drawing", {drip} "chapters": [{{"title": "Start", "lessons": [
                {{"title": "One"}}, {{"title": "Two"}}, {{"title": "Three"}},
                {{"title": "Hidden", "published": false}}, {{"title": "Four"}}]}}]}}"#
        )
    };
    let write = |drip: &str, keep_opened| {
        let file = file::Outline::parse(&plain(drip)).unwrap();
        book.write_outline(&by(), course, &file, keep_opened).unwrap()
    };
    assert_eq!(write("", true).value, Kept::default());
    view(school.lesson("Two"));
    view(school.lesson("Four"));
    let before = unlocks(&school);

    let locked = write(r#""drip": "manual","#, false);
    assert_eq!((locked.value, open_for_ana(&school)), (Kept::default(), vec![]));
    book.undo(&by(), locked.entry, &Progress::default()).unwrap();
    let kept = write(r#""drip": "manual","#, true);
    assert_eq!(kept.value, Kept { members: 1, lessons: 2 });
    assert_eq!(open_for_ana(&school), ["Two", "Four"]);
    book.undo(&by(), kept.entry, &Progress::default()).unwrap();
    assert_eq!(unlocks(&school), before, "one step back takes the unlocks with it");

    // In order, Ana did One and Two, had opened Three, and sees what is done to what comes before.
    school.complete(school.lesson("One"));
    school.complete(school.lesson("Two"));
    write(r#""in_order": true,"#, true);
    view(school.lesson("Three"));
    let hidden = school.lesson("Hidden");
    let unlocked = unlocks(&school);
    let renamed = LessonEdit { title: Some("Paper".to_owned()), ..LessonEdit::default() };
    let foreseen = |edit: &LessonEdit| {
        let wanted = OutlineChange::EditLessons { ids: vec![hidden], edit: edit.clone() };
        let opens = book.preview_outline(&wanted, by().now, &Progress::default()).unwrap().opens;
        (opens.gain, opens.lose, opens.kept)
    };
    assert_eq!(foreseen(&renamed), (0, 0, 0));
    book.edit_lessons(&by(), &[hidden], &renamed).unwrap();
    let published = LessonEdit { published: Some(true), ..LessonEdit::default() };
    book.edit_lessons(&by(), &[hidden], &published).unwrap();
    assert_eq!(unlocks(&school), unlocked, "Three stands before it, and Four was kept");
    let first = LessonEdit { position: Some(0), ..LessonEdit::default() };
    assert_eq!(foreseen(&first), (1, 0, 1), "what moves opens for Ana, and Three stays open");
    assert_eq!(unlocks(&school), unlocked, "nothing is written yet");
    let moved = book.edit_lessons(&by(), &[hidden], &first).unwrap();
    assert_eq!(open_for_ana(&school), ["Paper", "One", "Two", "Three", "Four"]);
    assert_eq!(unlocks(&school).len(), unlocked.len() + 1, "only Three needed it");
    book.undo(&by(), moved.entry, &Progress::default()).unwrap();
    assert_eq!(unlocks(&school), unlocked);
    let list = "# Start\n- Ink\n- One\n- Two\n- Three\n- Paper\n- Four";
    book.take_list(&by(), course, list, Fit::Exactly).unwrap();
    assert_eq!(open_for_ana(&school), ["Ink", "One", "Two", "Three", "Four"]);
}

fn unlocks(school: &School) -> Vec<(MemberId, LessonId)> {
    let found = school.book.read(|db| {
        let mut statement = db.prepare("SELECT member_id, lesson_id FROM unlocks")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    });
    found.unwrap()
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
    let go = Progress::default();
    let new = NewSchedule {
        course: school.course,
        product: None,
        schedule: Some(from),
        keep_opened: true,
    };
    let saved = school.book.save_schedule(&by(), &new, &go).unwrap();
    let said = |after: &str| ("Drawing".to_owned(), "edited", format!("{after:?}"));
    let after = [said(r#""manual""#), said("Welcome")];
    assert_eq!(fields(saved.entry.unwrap(), "courses"), after);
    let (ana, welcome) = (school.ana, school.lesson("Welcome"));
    let entry = school.book.mark_lessons(&by(), &[ana], &[welcome], Mark::Lock, &go).unwrap().entry;
    let (changes, _) = school.book.entry_changes(entry.unwrap(), 9).unwrap();
    let label: Vec<&str> = changes.iter().map(|change| change.label.as_str()).collect();
    assert_eq!(label, ["ana@example.com · Welcome"]);
}
