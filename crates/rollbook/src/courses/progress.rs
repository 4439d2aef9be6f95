//! How far members got in courses: the one place that works it out.
//!
//! Two things are known. Of a course as a whole, what an import said of it (`course_progress`); of
//! its lessons, who viewed and completed them and who took which quiz. Neither is written into the
//! other: progress is derived when it is read, and is the further of the two, so that undo and a
//! lesson that is published later have nothing to bring up to date.
//!
//! Shares are of the published lessons. A quiz counts as completed when it was passed, and any
//! attempt views it; whoever completed a lesson has viewed it. When somebody began and was last
//! there is also known from lessons that are gone.

use std::collections::HashMap;

use rusqlite::{CachedStatement, Connection, Row};
use serde::Serialize;

use crate::error::Result;
use crate::ids::{CourseId, LessonId, MemberId};

/// How far somebody got in a course. Shares are 0 to 1, instants UTC milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct Reached {
    /// Of the published lessons, those viewed.
    pub viewed: Option<f64>,
    /// Of the published lessons, those completed.
    pub completed: Option<f64>,
    pub started_at: Option<i64>,
    pub last_activity_at: Option<i64>,
    pub completed_at: Option<i64>,
}

/// How far a member got in a course, by its title.
#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct CourseProgress {
    pub course_id: CourseId,
    pub course: String,
    #[serde(flatten)]
    pub reached: Reached,
}

impl Reached {
    /// When the course was completed, if it was: long ago where nothing is known of when.
    pub fn complete_since(&self) -> Option<i64> {
        let is_complete = self.completed_at.is_some() || self.completed >= Some(1.0);
        is_complete.then(|| self.completed_at.or(self.last_activity_at).unwrap_or(0))
    }

    /// The further of what is known in two ways.
    fn unite(&mut self, other: &Reached) {
        self.completed = further(self.completed, other.completed);
        self.viewed = further(further(self.viewed, other.viewed), self.completed);
        self.started_at = earlier(self.started_at, other.started_at);
        self.completed_at = earlier(self.completed_at, other.completed_at);
        self.last_activity_at = self.last_activity_at.max(other.last_activity_at);
    }
}

/// One member's progress in one course.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Standing {
    pub member: MemberId,
    pub course: CourseId,
    pub reached: Reached,
}

/// The lessons there are, as progress counts them. It changes with the outlines and touches no member.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counted {
    /// Also those that are gone, with their course and whether they are published.
    lessons: HashMap<LessonId, (CourseId, bool)>,
    n_published: HashMap<CourseId, u32>,
}

impl Counted {
    pub fn load(db: &Connection) -> Result<Self> {
        let mut counted = Self::default();
        let mut statement = db.prepare_cached(
            "SELECT l.id, c.course_id, l.published AND l.removed_at IS NULL AND c.removed_at IS NULL
             FROM chapters c JOIN lessons l ON l.chapter_id = c.id",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (course, counts): (CourseId, bool) = (row.get(1)?, row.get(2)?);
            counted.lessons.insert(row.get(0)?, (course, counts));
            *counted.n_published.entry(course).or_default() += u32::from(counts);
        }
        Ok(counted)
    }
}

/// Works out progress, member after member.
pub(crate) struct Standings<'db> {
    counted: Counted,
    /// What was done in lessons, in quizzes, and what is known of courses.
    statements: [CachedStatement<'db>; 3],
}

/// What was done in lessons: when one was first viewed, when completed, and when something was last done there.
const LESSONS: &str = "
    SELECT member_id, lesson_id, coalesce(min(viewed_at, completed_at), viewed_at, completed_at),
           completed_at, coalesce(max(viewed_at, completed_at), viewed_at, completed_at)
    FROM lesson_progress";

const QUIZZES: &str = "
    SELECT member_id, lesson_id, taken_at, CASE WHEN passed THEN taken_at END, taken_at
    FROM quiz_results";

const COURSES: &str =
    "SELECT member_id, course_id, viewed, completed, started_at, last_activity_at, completed_at
    FROM course_progress";

impl<'db> Standings<'db> {
    pub fn new(db: &'db Connection) -> Result<Self> {
        let of_one = |sql| db.prepare_cached(&format!("{sql} WHERE member_id = ?1"));
        Ok(Self {
            counted: Counted::load(db)?,
            statements: [of_one(LESSONS)?, of_one(QUIZZES)?, of_one(COURSES)?],
        })
    }

    /// A member's progress, in the order of the courses' ids.
    pub fn of(&mut self, member: MemberId) -> Result<Vec<Standing>> {
        let [lessons, quizzes, courses] = &mut self.statements;
        let mut tally = Tally::new(&self.counted);
        for statement in [lessons, quizzes] {
            let mut rows = statement.query([member])?;
            while let Some(row) = rows.next()? {
                tally.count(row)?;
            }
        }
        let mut standings = tally.into_standings();
        let mut rows = courses.query([member])?;
        while let Some(row) = rows.next()? {
            standings.push(as_a_whole(row)?);
        }
        Ok(united(standings))
    }
}

/// The progress of all members from one to another, in the order of the members and then of the
/// courses.
pub(crate) fn standings(
    db: &Connection,
    counted: &Counted,
    (first, last): (i64, i64),
) -> Result<Vec<Standing>> {
    let by_member = |sql| {
        let range = "member_id BETWEEN ?1 AND ?2";
        db.prepare_cached(&format!("{sql} WHERE {range} ORDER BY member_id"))
    };
    let (mut lessons, mut quizzes) = (by_member(LESSONS)?, by_member(QUIZZES)?);
    let (mut lessons, mut quizzes) = (lessons.query([first, last])?, quizzes.query([first, last])?);
    let mut tally = Tally::new(counted);
    let member = |row: &Row| row.get::<_, MemberId>(0);
    let mut quiz = quizzes.next()?;
    while let Some(lesson) = lessons.next()? {
        let at = member(lesson)?;
        while let Some(row) = quiz {
            if member(row)? >= at {
                break;
            }
            tally.count(row)?;
            quiz = quizzes.next()?;
        }
        tally.count(lesson)?;
    }
    while let Some(row) = quiz {
        tally.count(row)?;
        quiz = quizzes.next()?;
    }
    let mut standings = tally.into_standings();
    let mut courses = by_member(COURSES)?;
    let mut rows = courses.query([first, last])?;
    while let Some(row) = rows.next()? {
        standings.push(as_a_whole(row)?);
    }
    Ok(united(standings))
}

fn as_a_whole(row: &Row) -> Result<Standing> {
    let mut reached = Reached {
        viewed: row.get(2)?,
        completed: row.get(3)?,
        started_at: row.get(4)?,
        last_activity_at: row.get(5)?,
        completed_at: row.get(6)?,
    };
    reached.viewed = further(reached.viewed, reached.completed);
    Ok(Standing { member: row.get(0)?, course: row.get(1)?, reached })
}

/// One standing for each member and course.
fn united(mut standings: Vec<Standing>) -> Vec<Standing> {
    // Two sorted runs: the sort only has to merge them.
    standings.sort_by_key(|one| (one.member, one.course));
    standings.dedup_by(|next, kept| {
        let is_same = (next.member, next.course) == (kept.member, kept.course);
        if is_same {
            kept.reached.unite(&next.reached);
        }
        is_same
    });
    standings
}

/// Adds lessons up, members coming one after another.
struct Tally<'a> {
    counted: &'a Counted,
    standings: Vec<Standing>,
    /// What the member who is counted did so far.
    member: Option<MemberId>,
    done: Vec<Done>,
}

/// What a member did in a lesson: in a course's lesson that counts or not.
struct Done {
    course: CourseId,
    counts: bool,
    lesson: LessonId,
    viewed_at: i64,
    completed_at: Option<i64>,
    last_at: i64,
}

impl<'a> Tally<'a> {
    fn new(counted: &'a Counted) -> Self {
        Self { counted, standings: Vec::new(), member: None, done: Vec::new() }
    }

    fn count(&mut self, row: &Row) -> Result<()> {
        let (member, lesson): (MemberId, LessonId) = (row.get(0)?, row.get(1)?);
        if self.member != Some(member) {
            self.close();
            self.member = Some(member);
        }
        let Some((course, counts)) = self.counted.lessons.get(&lesson) else { return Ok(()) };
        // A row without a day says nothing.
        let Some(viewed_at) = row.get(2)? else { return Ok(()) };
        self.done.push(Done {
            course: *course,
            counts: *counts,
            lesson,
            viewed_at,
            completed_at: row.get(3)?,
            last_at: row.get(4)?,
        });
        Ok(())
    }

    /// Makes standings of what one member did.
    fn close(&mut self) {
        let Some(member) = self.member else { return };
        self.done.sort_unstable_by_key(|done| (done.course, done.lesson));
        for lessons in self.done.chunk_by(|a, b| a.course == b.course) {
            let course = lessons[0].course;
            let n = self.counted.n_published.get(&course).copied().unwrap_or_default();
            self.standings.push(Standing { member, course, reached: reached(lessons, n) });
        }
        self.done.clear();
    }

    fn into_standings(mut self) -> Vec<Standing> {
        self.close();
        self.standings
    }
}

/// What somebody's rows of one course come to, the rows of a lesson lying together.
fn reached(rows: &[Done], n_published: u32) -> Reached {
    let (mut n_viewed, mut n_completed, mut completed_at) = (0, 0, None);
    for lesson in rows.chunk_by(|a, b| a.lesson == b.lesson) {
        if lesson[0].counts {
            let done = lesson.iter().filter_map(|row| row.completed_at).min();
            n_viewed += 1;
            n_completed += u32::from(done.is_some());
            completed_at = completed_at.max(done);
        }
    }
    let share = |n: u32| (n_published > 0).then(|| f64::from(n) / f64::from(n_published));
    Reached {
        viewed: share(n_viewed),
        completed: share(n_completed),
        started_at: rows.iter().map(|row| row.viewed_at).min(),
        last_activity_at: rows.iter().map(|row| row.last_at).max(),
        completed_at: completed_at.filter(|_| n_completed == n_published),
    }
}

fn further(one: Option<f64>, other: Option<f64>) -> Option<f64> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.max(other)),
        (one, other) => one.or(other),
    }
}

fn earlier(one: Option<i64>, other: Option<i64>) -> Option<i64> {
    one.into_iter().chain(other).min()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::book::tests::{book, by};
    use crate::journal::{Op, OpKind};
    use crate::views::Gradebook;

    /// Of the course 1 the lessons 1, 2 and the quiz 3 count; 4 is not published and 5 is gone. The course 2
    /// has the lesson 6, the course 3 none.
    const OUTLINES: &str = "
        INSERT INTO courses (id, title, created_at) VALUES (1, 'Drawing', 0), (2, 'Oil', 0), (3, 'Clay', 0);
        INSERT INTO chapters (id, course_id, title, position, created_at)
            VALUES (1, 1, 'Start', 0, 0), (2, 1, 'End', 1, 0), (3, 2, 'All', 0, 0);
        INSERT INTO lessons (id, chapter_id, title, position, kind, published, created_at, removed_at)
            VALUES (1, 1, 'One', 0, 'lesson', 1, 0, NULL), (2, 1, 'Two', 1, 'lesson', 1, 0, NULL),
                   (3, 2, 'Quiz', 0, 'quiz', 1, 0, NULL), (4, 2, 'To come', 1, 'lesson', 0, 0, NULL),
                   (5, 2, 'Gone', 2, 'lesson', 1, 0, 9), (6, 3, 'Lines', 0, 'lesson', 1, 0, NULL);";

    #[derive(Clone, Debug, Default)]
    struct Known {
        /// Member, lesson, viewed, completed.
        lessons: Vec<(i64, i64, Option<i64>, Option<i64>)>,
        /// Member, lesson, passed, when.
        attempts: Vec<(i64, i64, bool, i64)>,
        /// Member, course, viewed, completed, started, last, completed at.
        courses: Vec<(i64, i64, Whole)>,
    }

    type Whole = ([Option<f64>; 2], [Option<i64>; 3]);

    impl Known {
        fn write(&self, db: &Connection) -> Result<()> {
            for id in 1..=3 {
                db.execute(
                    "INSERT INTO members (id, name, name_key, email, email_key, created_at)
                     VALUES (?1, ?1, ?1, ?1, ?1, 0)",
                    [id],
                )?;
            }
            for row in &self.lessons {
                db.execute("INSERT OR IGNORE INTO lesson_progress VALUES (?1, ?2, ?3, ?4)", *row)?;
            }
            for (n, (member, lesson, passed, at)) in self.attempts.iter().enumerate() {
                db.execute(
                    "INSERT INTO quiz_results VALUES (?1, ?2, ?3, 50, ?4, ?5)",
                    (n as i64, member, lesson, passed, at),
                )?;
            }
            for (member, course, ([viewed, completed], [started, last, at])) in &self.courses {
                db.execute(
                    "INSERT OR IGNORE INTO course_progress
                         (member_id, course_id, viewed, completed, started_at, last_activity_at, completed_at)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                    (member, course, viewed, completed, started, last, at),
                )?;
            }
            Ok(())
        }

        /// Said once more, without any regard for speed.
        fn naive(&self, member: i64, course: i64) -> Option<Reached> {
            let published: &[i64] = [&[1, 2, 3][..], &[6], &[]][course as usize - 1];
            let all: &[i64] = [&[1, 2, 3, 4, 5][..], &[6], &[]][course as usize - 1];
            let (mut firsts, mut lasts, mut dones) = (vec![], vec![], vec![]);
            for lesson in all {
                let row = self.lessons.iter().find(|row| (row.0, row.1) == (member, *lesson));
                let attempts =
                    self.attempts.iter().filter(|row| (row.0, row.1) == (member, *lesson));
                let seen = row.into_iter().flat_map(|row| [row.2, row.3]).flatten();
                let seen: Vec<i64> = seen.chain(attempts.clone().map(|row| row.3)).collect();
                let done = row.and_then(|row| row.3).into_iter();
                let done = done.chain(attempts.filter(|row| row.2).map(|row| row.3)).min();
                if !seen.is_empty() {
                    firsts.push((lesson, *seen.iter().min().unwrap()));
                    lasts.push(*seen.iter().max().unwrap());
                }
                dones.extend(done.map(|at| (lesson, at)));
            }
            let counts = |lesson: &i64| published.contains(lesson);
            let share = |n: usize| {
                let is_known = !published.is_empty() && !firsts.is_empty();
                is_known.then(|| n as f64 / published.len() as f64)
            };
            let viewed = share(firsts.iter().filter(|(lesson, _)| counts(lesson)).count());
            let done: Vec<i64> = dones.iter().filter(|it| counts(it.0)).map(|it| it.1).collect();
            let completed_at = done.iter().max().copied().filter(|_| done.len() == published.len());
            let whole = self.courses.iter().find(|row| (row.0, row.1) == (member, course));
            if firsts.is_empty() && whole.is_none() {
                return None;
            }
            let ([v, c], [s, l, at]) = whole.map_or(([None; 2], [None; 3]), |row| row.2);
            let most = |shares: [Option<f64>; 3]| shares.into_iter().flatten().reduce(f64::max);
            let completed = most([c, share(done.len()), None]);
            Some(Reached {
                viewed: most([v, viewed, completed]),
                completed,
                started_at: firsts.iter().map(|it| it.1).chain(s).min(),
                last_activity_at: lasts.into_iter().chain(l).max(),
                completed_at: completed_at.into_iter().chain(at).min(),
            })
        }
    }

    fn known() -> impl Strategy<Value = Known> {
        let at = || prop::option::of(1..9_i64);
        let share = || prop::option::of(prop::sample::select(vec![0.0, 0.25, 0.5, 1.0]));
        let (who, lesson, course) = (|| 1..=3_i64, || 1..=6_i64, || 1..=3_i64);
        let lessons =
            prop::collection::btree_map((who(), lesson()), (at(), at()), 0..9).prop_map(|rows| {
                rows.into_iter().map(|(key, at)| (key.0, key.1, at.0, at.1)).collect()
            });
        let attempts = prop::collection::vec((who(), lesson(), any::<bool>(), 1..9_i64), 0..6);
        let values = ([share(), share()], [at(), at(), at()]);
        let courses = prop::collection::btree_map((who(), course()), values, 0..5)
            .prop_map(|rows| rows.into_iter().map(|(key, of)| (key.0, key.1, of)).collect());
        (lessons, attempts, courses).prop_map(|(lessons, attempts, courses)| Known {
            lessons,
            attempts,
            courses,
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn progress_is_the_further_of_what_is_known(known in known()) {
            let (_dir, book) = book();
            book.write(&by(), Op::new(OpKind::Sample), |tx| {
                tx.execute_batch(OUTLINES)?;
                known.write(tx)
            }).unwrap();
            let expected: Vec<Standing> = (1..=3).flat_map(|member| (1..=3).map(move |course| (member, course)))
                .filter_map(|(member, course)| Some(Standing {
                    member: MemberId(member),
                    course: CourseId(course),
                    reached: known.naive(member, course)?,
                }))
                .collect();
            book.read(|db| {
                let all = standings(db, &Counted::load(db)?, (i64::MIN, i64::MAX))?;
                assert_eq!(all, expected, "of everybody");
                let mut one = Standings::new(db)?;
                let mut each = Vec::new();
                for member in 1..=3 {
                    each.extend(one.of(MemberId(member))?);
                }
                assert_eq!(each, expected, "one after another");
                Ok(())
            }).unwrap();
        }
    }

    #[test]
    fn the_gradebook_follows_members_and_outlines() {
        let (_dir, book) = book();
        let done = Known {
            lessons: vec![(1, 1, None, Some(5)), (2, 6, Some(3), None)],
            ..Known::default()
        };
        book.write(&by(), Op::new(OpKind::Sample), |tx| {
            tx.execute_batch(OUTLINES)?;
            done.write(tx)
        })
        .unwrap();
        let completed = |member| {
            let share = |all: &Gradebook| {
                Ok(all.of(MemberId(member), CourseId(1)).and_then(|reached| reached.completed))
            };
            book.read(|db| book.lists.gradebook(db, share)).unwrap()
        };
        let write = |sql: &str| {
            book.write(&by(), Op::new(OpKind::Sample), |tx| Ok(tx.execute_batch(sql)?)).unwrap();
        };
        assert_eq!((completed(1), completed(2)), (Some(1.0 / 3.0), None));
        write("INSERT INTO lesson_progress VALUES (2, 2, 4, 4)");
        assert_eq!((completed(1), completed(2)), (Some(1.0 / 3.0), Some(1.0 / 3.0)));
        write("UPDATE lessons SET published = 0 WHERE id = 2");
        assert_eq!((completed(1), completed(2)), (Some(0.5), Some(0.0)), "fewer lessons count");
    }
}
