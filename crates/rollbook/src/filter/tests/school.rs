//! What the courses of a random world are made of, and what its people did in them.

use std::convert::Infallible;

use rusqlite::{Connection, params};

use super::naive::{DAY, Dice};
use crate::book::Book;
use crate::book::tests::NOW;
use crate::drip::{LessonState, Rule, Schedule};
use crate::filter::{Key, Value};
use crate::ids::{ChapterId, CourseId, ItemId, LessonId, MemberId, ProductId};
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
const RULES: [&str; 14] = [
    r#""open""#,
    r#""manual""#,
    r#"{"all":[{"after_enrollment":"1d"}]}"#,
    r#"{"all":[{"after_enrollment":"0d","every":"1d","time":"12:00"}]}"#,
    r#"{"all":[{"after_enrollment":"1d","every":"2d","per":"chapter"}]}"#,
    r#"{"any":[{"after_cohort_start":"1w"},{"after_enrollment":"2d","on":"monday"}]}"#,
    r#"{"all":[{"after_first_lesson":"12h"}]}"#,
    r#"{"any":[{"at":"2026-03-01T09:00"},{"at":"2026-02-01T09:00","every":"1mo"}]}"#,
    r#"{"any":[{"after_completed":{"lesson":1}},{"quiz_passed":2,"wait":"1d"}]}"#,
    r#"{"all":[{"after_completed":{"chapter":1}},{"after_enrollment":"1d"}]}"#,
    r#"{"all":[{"after_completed":{"course":2}}]}"#,
    r#"{"any":[{"quiz_submitted":2,"wait":"1d"},{"at":"2026-03-02T09:00"}]}"#,
    r#"{"all":[{"quiz_score":{"quiz":2,"at_least":30}}]}"#,
    r#"{"all":[{"after_cohort_start":"0d","every":"1d","time":"06:00"}]}"#,
];
const N_GENERAL: usize = 8;

/// When the lessons of a world's courses open: the courses' own schedules, and those of a product.
pub(super) struct Rules {
    schedules: Vec<(CourseId, Schedule)>,
    cohort: Option<&'static str>,
}

/// What somebody did in a lesson.
pub(crate) struct Attended {
    lesson: i64,
    viewed: Option<i64>,
    completed: Option<i64>,
    by_hand: Option<(&'static str, i64)>,
    attempts: Vec<(i64, i64, bool)>,
}

/// A schedule of one of the first two courses, which may say things that don't go together.
pub(crate) fn schedule(dice: &mut Dice, course: CourseId, product: Option<ProductId>) -> Schedule {
    let rules = if course.0 == 1 { &RULES } else { &RULES[..N_GENERAL] };
    let rule = |dice: &mut Dice, seldom| (dice.below(seldom) == 0).then(|| rule(dice.one(rules)));
    let chapters: Vec<i64> =
        CHAPTERS.iter().filter(|(_, of, _)| *of == course.0).map(|(id, ..)| *id).collect();
    let lessons = LESSONS.iter().filter(|(_, chapter, ..)| chapters.contains(chapter));
    let mut schedule = Schedule {
        product,
        in_order: dice.below(3) == 0,
        rule: rule(dice, 2),
        ..Schedule::default()
    };
    for (lesson, ..) in lessons {
        if dice.below(5) == 0 {
            schedule.from = Some(LessonId(*lesson));
        }
        schedule.lessons.extend(rule(dice, 4).map(|rule| (LessonId(*lesson), rule)));
    }
    for chapter in chapters {
        schedule.chapters.extend(rule(dice, 2).map(|rule| (ChapterId(chapter), rule)));
    }
    schedule
}

fn rule(json: &str) -> Rule {
    let kept: Rule<i64> = serde_json::from_str(json).unwrap();
    let Ok(rule) = kept.renamed(|event| event.map(|id| Ok::<_, Infallible>(ItemId(*id))));
    rule
}

/// As the book keeps it.
fn kept(rule: &Rule) -> String {
    let Ok(rule) = rule.renamed(|event| event.map(|id| Ok::<_, Infallible>(id.0)));
    serde_json::to_string(&rule).unwrap()
}

impl Rules {
    pub fn thrown(dice: &mut Dice) -> Self {
        let of_product = (CourseId(1), Some(ProductId(1)));
        let mut all = vec![(CourseId(1), None), (CourseId(2), None)];
        all.extend((dice.below(2) == 0).then_some(of_product));
        let schedules =
            all.into_iter().map(|(course, product)| (course, schedule(dice, course, product)));
        Self {
            schedules: schedules.collect(),
            cohort: dice.one(&[None, Some("2026-02-20"), Some("2026-03-01")]),
        }
    }

    pub fn write(&self, tx: &Connection) -> crate::Result<()> {
        tx.execute("UPDATE cohorts SET starts_on = ?1 WHERE id = 1", [self.cohort])?;
        for (id, course, title) in CHAPTERS {
            tx.execute(
                "INSERT INTO chapters (id, course_id, title, position, created_at)
                 VALUES (?1, ?2, ?3, ?1, 0)",
                params![id, course, title],
            )?;
        }
        for (id, chapter, title, kind, published) in LESSONS {
            tx.execute(
                "INSERT INTO lessons (id, chapter_id, title, kind, published, position, created_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?1, 0)",
                params![id, chapter, title, kind, published],
            )?;
        }
        self.schedules.iter().try_for_each(|(course, schedule)| write(tx, *course, schedule))
    }
}

fn write(tx: &Connection, course: CourseId, schedule: &Schedule) -> crate::Result<()> {
    let (rule, from) = (schedule.rule.as_ref().map(kept), schedule.from);
    let Some(product) = schedule.product else {
        tx.execute(
            "UPDATE courses SET in_order = ?2, drip = ?3, drip_from = ?4 WHERE id = ?1",
            params![course, schedule.in_order, rule, from],
        )?;
        for (chapter, rule) in &schedule.chapters {
            let sql = "UPDATE chapters SET drip = ?2 WHERE id = ?1";
            tx.execute(sql, params![chapter, kept(rule)])?;
        }
        for (lesson, rule) in &schedule.lessons {
            let sql = "UPDATE lessons SET drip = ?2 WHERE id = ?1";
            tx.execute(sql, params![lesson, kept(rule)])?;
        }
        return Ok(());
    };
    tx.execute(
        "INSERT INTO schedules (product_id, course_id, in_order, drip, drip_from)
         VALUES (?1, ?2, ?3, ?4, ?5)",
        params![product, course, schedule.in_order, rule, from],
    )?;
    for (chapter, rule) in &schedule.chapters {
        let sql = "INSERT INTO chapter_rules VALUES (?1, ?2, ?3)";
        tx.execute(sql, params![product, chapter, kept(rule)])?;
    }
    for (lesson, rule) in &schedule.lessons {
        let sql = "INSERT INTO lesson_rules VALUES (?1, ?2, ?3)";
        tx.execute(sql, params![product, lesson, kept(rule)])?;
    }
    Ok(())
}

impl Attended {
    pub fn thrown(dice: &mut Dice) -> Vec<Self> {
        let lessons = LESSONS.iter().filter(|_| dice.below(2) == 0).collect::<Vec<_>>();
        let mut attended = |(lesson, _, _, kind, _): &(i64, i64, &str, &str, bool)| {
            let moment = dice.moment().unwrap_or(NOW - DAY);
            let n_attempts = if *kind == "quiz" { dice.below(3) } else { 0 };
            Self {
                lesson: *lesson,
                viewed: dice.moment(),
                completed: dice.moment(),
                by_hand: dice.one(&[None, None, Some(("open", moment)), Some(("locked", moment))]),
                attempts: (0..n_attempts)
                    .map(|_| {
                        let score = dice.below(101) as i64;
                        (score, dice.moment().unwrap_or(NOW), score >= 50)
                    })
                    .collect(),
            }
        };
        lessons.into_iter().map(&mut attended).collect()
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

    fn completed_at(&self) -> Option<i64> {
        let passed = self.attempts.iter().filter(|(_, _, passed)| *passed).map(|(_, at, _)| *at);
        self.completed.into_iter().chain(passed).min()
    }

    /// Whether a key about lessons, but for `opens`, holds of it.
    fn is(&self, key: &Key) -> bool {
        let passed = self.attempts.iter().any(|(_, _, passed)| *passed);
        let completed = self.completed.is_some() || passed;
        match key {
            Key::Viewed => self.viewed.is_some() || completed || !self.attempts.is_empty(),
            Key::Done => completed,
            Key::Passed => passed,
            key => panic!("{key} is not about what somebody did"),
        }
    }
}

/// How much of a course somebody completed who did this, and when all of it.
pub(super) fn reached(attended: &[Attended], course: i64) -> (Option<f64>, Option<i64>) {
    let of_course =
        |chapter: i64| CHAPTERS.iter().any(|(id, of, _)| (*id, *of) == (chapter, course));
    let lessons = || LESSONS.iter().filter(|(_, chapter, ..)| of_course(*chapter));
    let did = |lesson: i64| attended.iter().find(|one| one.lesson == lesson);
    let began = |lesson: i64| did(lesson).is_some_and(|one| one.is(&Key::Viewed));
    if !lessons().any(|(lesson, ..)| began(*lesson)) {
        return (None, None);
    }
    let published = lessons().filter(|(.., published)| *published);
    let done: Vec<Option<i64>> =
        published.map(|(lesson, ..)| did(*lesson)?.completed_at()).collect();
    let n_done = done.iter().flatten().count();
    let all: Option<Vec<i64>> = done.iter().copied().collect();
    (Some(n_done as f64 / done.len() as f64), all.and_then(|all| all.into_iter().max()))
}

/// Whether somebody who did this opened a lesson.
pub(crate) fn was_opened(attended: &[Attended], lesson: LessonId) -> bool {
    attended.iter().any(|one| one.lesson == lesson.0 && one.is(&Key::Viewed))
}

/// Whether a condition about lessons holds of somebody who did this and finds the lessons so.
pub(super) fn holds(
    key: &Key,
    value: &Value,
    attended: &[Attended],
    lessons: &[LessonState],
) -> bool {
    let meant: &[i64] = match value {
        Value::Id(id) => &[*id],
        Value::Text(text) => called(text),
        value => panic!("{value:?} is no lesson"),
    };
    match key {
        Key::Opens => lessons.iter().any(|one| one.open && meant.contains(&one.lesson_id.0)),
        key => attended.iter().any(|one| meant.contains(&one.lesson) && one.is(key)),
    }
}

/// When the lessons of that title opened, or will, for somebody who finds the lessons so.
pub(super) fn openings<'a>(
    title: &str,
    lessons: &'a [LessonState],
) -> impl Iterator<Item = i64> + use<'a> {
    let meant = called(title);
    let meant = lessons.iter().filter(move |one| meant.contains(&one.lesson_id.0));
    meant.filter_map(|one| one.opens_at)
}

fn called(title: &str) -> &'static [i64] {
    let known = NAMES.iter().find(|(name, _)| *name == fold(title));
    known.unwrap_or_else(|| panic!("no lesson is called {title}")).1
}

/// How a member finds the lessons, each course asked by itself.
pub(super) fn lessons_of(book: &Book, member: i64) -> Vec<LessonState> {
    let courses = [CourseId(1), CourseId(2)];
    let states = courses.map(|course| book.drip(course, MemberId(member), NOW).unwrap());
    states.into_iter().flatten().collect()
}
