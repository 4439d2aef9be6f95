//! What the courses of a random world are made of, and what its people did in them.

use rusqlite::{Connection, params};

use super::naive::{DAY, Dice};
use crate::book::Book;
use crate::book::tests::NOW;
use crate::filter::{Key, Value};
use crate::ids::{CourseId, LessonId, MemberId};
use crate::text::fold;

/// Chapters: id, course, title.
const CHAPTERS: [(i64, i64, &str); 3] = [(1, 1, "Start"), (2, 1, "Work"), (3, 2, "Início")];
/// Lessons: id, chapter, title, kind, published.
const LESSONS: [(i64, i64, &str, &str, bool); 7] = [
    (1, 1, "Lines", "lesson", true),
    (2, 1, "Quiz", "quiz", true),
    (3, 2, "lines", "lesson", true),
    (4, 2, "Shade", "lesson", true),
    (5, 2, "To come", "lesson", false),
    (6, 3, "Mistura", "lesson", true),
    (7, 3, "Prova", "quiz", true),
];
/// As each course's lessons are named, with the ids that the name means.
const NAMES: [(&str, &[i64]); 10] = [
    ("drawing / start / lines", &[1]),
    ("drawing / work / lines", &[3]),
    ("drawing / lines", &[1, 3]),
    ("drawing / quiz", &[2]),
    ("drawing / start / quiz", &[2]),
    ("drawing / shade", &[4]),
    ("drawing / to come", &[5]),
    ("oleo / mistura", &[6]),
    ("oleo / prova", &[7]),
    ("oleo / inicio / prova", &[7]),
];

/// Rules of any course, then those that name lessons of the first.
const RULES: [&str; 10] = [
    r#""open""#,
    r#""manual""#,
    r#"{"all":[{"after_enrollment":"1d"}]}"#,
    r#"{"all":[{"after_enrollment":"0d","every":"1d","time":"12:00"}]}"#,
    r#"{"any":[{"after_cohort_start":"1w"},{"after_enrollment":"2d","on":"monday"}]}"#,
    r#"{"all":[{"after_first_lesson":"12h"}]}"#,
    r#"{"any":[{"at":"2026-03-01T09:00"},{"at":"2026-02-01T09:00","every":"1mo"}]}"#,
    r#"{"any":[{"after_completed":{"lesson":1}},{"quiz_passed":2,"wait":"1d"}]}"#,
    r#"{"all":[{"after_completed":{"chapter":1}},{"after_enrollment":"1d"}]}"#,
    r#"{"all":[{"after_completed":{"course":2}}]}"#,
];

/// The rules of a world's courses.
pub(super) struct Rules {
    in_order: [bool; 2],
    chapters: [Option<&'static str>; CHAPTERS.len()],
    lessons: [Option<&'static str>; LESSONS.len()],
    cohort: Option<&'static str>,
}

/// What somebody did in a lesson.
pub(super) struct Attended {
    lesson: i64,
    viewed: Option<i64>,
    completed: Option<i64>,
    by_hand: Option<(&'static str, i64)>,
    attempts: Vec<(i64, i64, bool)>,
}

impl Rules {
    pub fn thrown(dice: &mut Dice) -> Self {
        let mut rule = |seldom, chapter| {
            let rules = if chapter == 3 { &RULES[..7] } else { &RULES };
            (dice.below(seldom) == 0).then(|| dice.one(rules))
        };
        Self {
            chapters: CHAPTERS.map(|(id, ..)| rule(2, id)),
            lessons: LESSONS.map(|(_, chapter, ..)| rule(4, chapter)),
            in_order: [dice.below(3) == 0, dice.below(3) == 0],
            cohort: dice.one(&[None, Some("2026-02-20"), Some("2026-03-01")]),
        }
    }

    pub fn write(&self, tx: &Connection) -> crate::Result<()> {
        for (in_order, course) in self.in_order.iter().zip(1_i64..) {
            tx.execute(
                "UPDATE courses SET in_order = ?2 WHERE id = ?1",
                params![course, in_order],
            )?;
        }
        tx.execute("UPDATE cohorts SET starts_on = ?1 WHERE id = 1", [self.cohort])?;
        for ((id, course, title), drip) in CHAPTERS.iter().zip(self.chapters) {
            tx.execute(
                "INSERT INTO chapters (id, course_id, title, position, drip, created_at)
                 VALUES (?1, ?2, ?3, ?1, ?4, 0)",
                params![id, course, title, drip],
            )?;
        }
        for ((id, chapter, title, kind, published), drip) in LESSONS.iter().zip(self.lessons) {
            tx.execute(
                "INSERT INTO lessons
                    (id, chapter_id, title, kind, published, position, drip, created_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?1, ?6, 0)",
                params![id, chapter, title, kind, published, drip],
            )?;
        }
        Ok(())
    }
}

impl Attended {
    pub fn thrown(dice: &mut Dice) -> Vec<Self> {
        let attended = LESSONS.iter().filter_map(|(lesson, _, _, kind, _)| {
            (dice.below(2) == 0).then(|| {
                let moment = dice.moment().unwrap_or(NOW - DAY);
                let n_attempts = if *kind == "quiz" { dice.below(3) } else { 0 };
                Self {
                    lesson: *lesson,
                    viewed: dice.moment(),
                    completed: dice.moment(),
                    by_hand: dice.one(&[
                        None,
                        None,
                        Some(("open", moment)),
                        Some(("locked", moment)),
                    ]),
                    attempts: (0..n_attempts)
                        .map(|_| {
                            let score = dice.below(101) as i64;
                            (score, dice.moment().unwrap_or(NOW), score >= 50)
                        })
                        .collect(),
                }
            })
        });
        attended.collect()
    }

    pub fn write(&self, member: i64, tx: &Connection) -> crate::Result<()> {
        if self.viewed.is_some() || self.completed.is_some() {
            tx.execute(
                "INSERT INTO lesson_progress VALUES (?1, ?2, ?3, ?4)",
                params![member, self.lesson, self.viewed, self.completed],
            )?;
        }
        if let Some((state, at)) = self.by_hand {
            tx.execute(
                "INSERT INTO unlocks VALUES (?1, ?2, ?3, ?4)",
                params![member, self.lesson, state, at],
            )?;
        }
        for (score, at, passed) in &self.attempts {
            tx.execute(
                "INSERT INTO quiz_results (member_id, lesson_id, score, passed, taken_at)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
                params![member, self.lesson, score, passed, at],
            )?;
        }
        Ok(())
    }

    /// Whether a key about lessons, but for `opens`, holds of it.
    fn is(&self, key: &Key) -> bool {
        let passed = self.attempts.iter().any(|(_, _, passed)| *passed);
        let completed = self.completed.is_some() || passed;
        match key {
            Key::Viewed => self.viewed.is_some() || completed,
            Key::Done => completed,
            Key::Passed => passed,
            key => panic!("{key} is not about what somebody did"),
        }
    }
}

/// Whether a condition about lessons holds of somebody who did this and can open these.
pub(super) fn holds(key: &Key, value: &Value, attended: &[Attended], open: &[LessonId]) -> bool {
    let meant: &[i64] = match value {
        Value::Id(id) => &[*id],
        Value::Text(text) => {
            let known = NAMES.iter().find(|(name, _)| *name == fold(text));
            known.unwrap_or_else(|| panic!("no lesson is called {text}")).1
        }
        value => panic!("{value:?} is no lesson"),
    };
    match key {
        Key::Opens => open.iter().any(|lesson| meant.contains(&lesson.0)),
        key => attended.iter().any(|one| meant.contains(&one.lesson) && one.is(key)),
    }
}

/// The lessons that a member can open, each course asked by itself.
pub(super) fn open_for(book: &Book, member: i64) -> Vec<LessonId> {
    let courses = [CourseId(1), CourseId(2)];
    let states = courses.map(|course| book.drip(course, MemberId(member), NOW).unwrap());
    states.into_iter().flatten().filter(|state| state.open).map(|state| state.lesson_id).collect()
}
