//! `docs/drip.md` is true: every row of its tables is carried out.

use rollbook::access::GrantSpec;
use rollbook::book::SettingsEdit;
use rollbook::courses::CohortEdit;
use rollbook::drip::{Code, LessonState};
use rollbook::members::{MemberFields, Status};
use rollbook::outline::file::Outline;
use rollbook::outline::{Mark, NewStart};
use rollbook::products::ProductEdit;
use rollbook::time::{format_local, iso_instant, parse_instant};
use rollbook::{Book, By, CohortId, CourseId, MemberId, ProductId};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{self, by, go};

const DOC: &str = include_str!("../../docs/drip.md");

#[test]
fn lessons_open_when_the_tables_say() {
    let rows: Vec<Vec<&str>> = DOC
        .lines()
        .filter(|line| line.starts_with('|') && line.contains("enrolled "))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert!(rows.len() > 130, "the tables are where they were");
    for row in rows {
        let json = |cell: &str| -> Value { serde_json::from_str(cell.trim_matches('`')).unwrap() };
        let (case, own, of_pass, known, expected, first) = match row[..] {
            [case, rule, known, expected] => {
                let own = json!({
                    "chapters": { "Work": json(rule) },
                    "in_order": known.contains("in order"),
                });
                (case, own, None, known, expected, "One")
            }
            [case, own, of_pass, known, expected] => (
                case,
                json(own),
                (of_pass != "–").then(|| json(of_pass)),
                known,
                expected,
                "Welcome",
            ),
            _ => panic!("{row:?}"),
        };
        let school = School::with(&own, of_pass, known);
        let expected: Vec<&str> = if expected.starts_with("locked: ") {
            vec![expected]
        } else {
            expected.split(", ").collect()
        };
        assert_eq!(school.openings(first, &expected), expected, "{case}");
        support::assert_whole(&school.book);
    }
}

#[test]
fn the_outline_of_the_page_is_read_and_written() {
    let file = DOC.split("```json").nth(1).unwrap().split("```").next().unwrap();
    let (_folder, book) = support::book();
    let course = book.add_course(&by(), "Watercolour").unwrap().value;
    let held = ProductEdit { courses: Some(vec![course]), ..ProductEdit::default() };
    book.add_product(&by(), "Intensive", &held).unwrap();
    let file = Outline::parse(file).unwrap();
    book.write_outline(&by(), course, &file, true).unwrap();
    let written = book.outline_file(course).unwrap();
    assert_eq!(written, file);
    assert_eq!(Outline::parse(&written.to_json().unwrap()).unwrap(), file);
    assert_eq!(
        book.write_outline(&by(), course, &file, true).unwrap().entry,
        None,
        "nothing changed"
    );
}

/// A school with one member, as the page describes it.
struct School {
    _folder: TempDir,
    book: Book,
    member: MemberId,
    course: CourseId,
    other: CourseId,
    product: ProductId,
    cohort: CohortId,
    look: Option<i64>,
}

impl School {
    /// `own` is the schedule of the course and `of_pass` that of a product, as a file has them.
    fn with(own: &Value, of_pass: Option<Value>, known: &str) -> Self {
        let (folder, book) = support::book();
        let [course, other] =
            ["Watercolour", "Drawing"].map(|it| book.add_course(&by(), it).unwrap().value);
        let held = ProductEdit { courses: Some(vec![course]), ..ProductEdit::default() };
        let product = book.add_product(&by(), "Pass", &held).unwrap().value;
        let march = CohortEdit { title: Some("March".to_owned()), ..CohortEdit::default() };
        let cohort = book.add_cohort(&by(), course, &march).unwrap().value;
        let member = support::add(&book, "Ana Souza", "ana@example.com");
        let lines = json!({ "course": "Drawing", "chapters": [
            { "title": "All", "lessons": [{ "title": "Lines" }] }
        ] });
        write(&book, other, &lines.to_string());
        let lesson = |title: &str| json!({ "title": title, "drip": own["lessons"][title] });
        let chapter = |title: &str, lessons: &[Value]| json!({ "title": title, "drip": own["chapters"][title], "lessons": lessons });
        let mut quiz = lesson("Quiz");
        quiz["quiz"] = json!({ "pass": 70 });
        let mut hidden = lesson("Not yet");
        hidden["published"] = json!(false);
        let work = [lesson("One"), hidden, lesson("Two"), lesson("Three"), lesson("Four")];
        let of_pass = of_pass.map(|mut schedule| {
            schedule["product"] = json!("Pass");
            schedule
        });
        let outline = json!({
            "course": "Watercolour",
            "in_order": own["in_order"] == true,
            "hide_locked": own["hide_locked"] == true,
            "drip": own["drip"],
            "from": own["from"],
            "chapters": [
                chapter("Start", &[lesson("Welcome"), quiz]),
                chapter("Work", &work),
                chapter("End", &[lesson("Last")]),
            ],
            "schedules": Vec::from_iter(of_pass),
        });
        write(&book, course, &outline.to_string());
        let mut school =
            Self { _folder: folder, book, member, course, other, product, cohort, look: None };
        for fact in known.split("; ") {
            school.learn(fact);
        }
        school
    }

    fn learn(&mut self, fact: &str) {
        let words: Vec<&str> = fact.split(' ').collect();
        match words[..] {
            ["zone", zone] => {
                let edit = SettingsEdit { zone: Some(zone.to_owned()), ..SettingsEdit::default() };
                self.book.edit_settings(&by(), &edit).unwrap();
            }
            ["March", "starts", "some", "day"] | ["in", "order"] => {}
            ["March", "starts", day] => {
                let starts_on = Some(Some(day.to_owned()));
                let edit = CohortEdit { starts_on, ..CohortEdit::default() };
                self.book.edit_cohort(&by(), self.cohort, &edit).unwrap();
            }
            ["starts", "as", "enrolled"] => self.start(None),
            ["starts", at] => self.start(Some(self.by(at).now)),
            ["enrolled", at, ref how @ ..] => self.enroll(at, how),
            ["completed", "Lines", at] => self.mark(self.other, "Lines", Mark::Complete, at),
            ["completed", lesson, at] => self.mark(self.course, lesson, Mark::Complete, at),
            ["unlocked", lesson, at] => self.mark(self.course, lesson, Mark::Unlock, at),
            ["locked", lesson, at] => self.mark(self.course, lesson, Mark::Lock, at),
            ["reset", lesson, at] => self.mark(self.course, lesson, Mark::Reset, at),
            ["scored", score, "in", quiz, at] => {
                let quiz = self.book.lessons_titled(self.course, &[quiz.to_owned()]).unwrap()[0];
                let score: u8 = score.parse().unwrap();
                self.book.add_quiz_result(&self.by(at), self.member, quiz, score).unwrap();
            }
            ["blocked"] => {
                let blocked =
                    MemberFields { status: Some(Status::Disabled), ..MemberFields::default() };
                self.book.edit_member(&by(), self.member, &blocked).unwrap();
            }
            ["look", at] => self.look = Some(self.by(at).now),
            _ => panic!("nobody knows what this means: {fact}"),
        }
    }

    /// By the course itself, or by the product that holds it.
    fn enroll(&mut self, at: &str, how: &[&str]) {
        let mut spec = GrantSpec { courses: vec![self.course], ..GrantSpec::default() };
        for how in how.chunks(2) {
            match how {
                ["by", "Pass"] => {
                    (spec.courses, spec.products) = (Vec::new(), vec![self.product]);
                }
                ["until", day] => spec.expires_on = Some((*day).to_owned()),
                ["in", "March"] => spec.cohorts = vec![self.cohort],
                _ => panic!("nobody can be enrolled like that: {how:?}"),
            }
        }
        let by = self.by(at);
        let granted = self.book.grant(&by, &[self.member], &spec, &go()).unwrap().value;
        assert_eq!(granted.grants, 1);
        self.look = self.look.or(Some(by.now));
    }

    fn start(&self, starts_at: Option<i64>) {
        let new = NewStart { course: self.course, starts_at };
        let started = self.book.set_start(&by(), &[self.member], &new, &go()).unwrap();
        assert_eq!(started.value.members, 1);
    }

    fn mark(&self, course: CourseId, lesson: &str, mark: Mark, at: &str) {
        let lessons = self.book.lessons_titled(course, &[lesson.to_owned()]).unwrap();
        self.book.mark_lessons(&self.by(at), &[self.member], &lessons, mark, &go()).unwrap();
    }

    fn by(&self, at: &str) -> By {
        By { now: parse_instant(self.book.settings().zone, at).unwrap(), ..by() }
    }

    /// When the lessons from `first` on open, written like what is expected.
    fn openings(&self, first: &str, expected: &[&str]) -> Vec<String> {
        let states = self.book.drip(self.course, self.member, self.look.unwrap()).unwrap();
        let states = states.iter().skip_while(|state| state.lesson != first);
        states.zip(expected).map(|(state, expected)| self.opening(state, expected)).collect()
    }

    fn opening(&self, state: &LessonState, expected: &str) -> String {
        assert!(!state.because.is_empty(), "there is always a reason: {state:?}");
        let zone = self.book.settings().zone;
        match state.opens_at {
            Some(at) if expected.len() > "2026-01-01T00:00".len() => iso_instant(zone, at),
            Some(at) => format_local(zone, at)[..16].replace(' ', "T"),
            None if expected == "locked" || expected == "hidden" => {
                if state.hidden {
                    "hidden".to_owned()
                } else {
                    "locked".to_owned()
                }
            }
            None => {
                let codes = state.because.iter().map(|because| word(because.code));
                format!("locked: {}", codes.collect::<Vec<_>>().join(", "))
            }
        }
    }
}

fn word(code: Code) -> String {
    json!(code).as_str().unwrap().to_owned()
}

fn write(book: &Book, course: CourseId, json: &str) {
    book.write_outline(&by(), course, &Outline::parse(json).unwrap(), true).unwrap();
}
