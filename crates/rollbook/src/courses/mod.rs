//! Courses: what members have access to.

mod cohorts;
mod progress;
mod report;

use rusqlite::types::FromSql;
use rusqlite::{Connection, OptionalExtension, Params, params};
use serde::{Deserialize, Serialize};

use crate::book::{Book, By, Tx};
use crate::error::{Error, Result};
use crate::ids::CourseId;
use crate::journal::{Op, OpKind, Outcome};
use crate::text::fold;
use crate::time::{day_of, iso_day};
use crate::views::{Holders, following_names};

pub use cohorts::{Cohort, CohortEdit};
pub(crate) use cohorts::{cohort, course_of, find_cohort, starts as cohort_starts, title_of};
pub(crate) use progress::{Counted, Standing, Standings, standings};
pub use progress::{CourseProgress, Reached};
pub(crate) use report::attended;
pub use report::{CourseMember, CourseReport, LessonReport};

#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct Course {
    pub id: CourseId,
    pub title: String,
    pub external_id: String,
    pub archived: bool,
    pub created_at: i64,
    /// Who has an enrollment, by its status.
    pub holders: Holders,
    /// Those that are not archived.
    pub products: Vec<Named>,
    pub cohorts: Vec<Cohort>,
}

/// Something with an id and a title.
#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
pub struct Named {
    pub id: String,
    pub title: String,
}

/// What to change; `None` leaves it.
#[derive(Clone, Debug, Default, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(optional_fields)]
pub struct CourseEdit {
    pub title: Option<String>,
    pub archived: Option<bool>,
}

impl Book {
    /// Courses by title, archived ones only when asked for.
    pub fn courses(&self, archived: bool, now: i64) -> Result<Vec<Course>> {
        let census = self.census(now)?;
        let today = iso_day(day_of(self.settings().zone, now));
        self.read(|db| {
            let mut statement = db.prepare_cached(
                "SELECT id, title, external_id, archived_at IS NOT NULL, created_at
                 FROM courses WHERE ?1 OR archived_at IS NULL
                 ORDER BY title COLLATE NOCASE, id",
            )?;
            let mut rows = statement.query([archived])?;
            let mut courses = Vec::new();
            while let Some(row) = rows.next()? {
                let id = row.get(0)?;
                courses.push(Course {
                    id,
                    title: row.get(1)?,
                    external_id: row.get(2)?,
                    archived: row.get(3)?,
                    created_at: row.get(4)?,
                    holders: census.of_course(id),
                    products: Vec::new(),
                    cohorts: Vec::new(),
                });
            }
            let mut products = db.prepare_cached(
                "SELECT p.id, p.title FROM product_courses h JOIN products p ON p.id = h.product_id
                 WHERE h.course_id = ?1 AND p.archived_at IS NULL ORDER BY p.title COLLATE NOCASE",
            )?;
            for course in &mut courses {
                course.products =
                    products.query_map([course.id], named)?.collect::<rusqlite::Result<_>>()?;
                course.cohorts = cohorts::of_course(db, course.id, &today, &census)?;
            }
            Ok(courses)
        })
    }

    pub fn add_course(&self, by: &By, title: &str) -> Result<Outcome<CourseId>> {
        self.write(by, Op::new(OpKind::CourseAdd).with("title", title.trim()), |tx| {
            let title = required(title)?;
            match find(tx, title)? {
                Some(_) => Err(Error::TitleTaken { title: title.to_owned() }),
                None => add(tx, title),
            }
        })
    }

    pub fn edit_course(&self, by: &By, id: CourseId, edit: &CourseEdit) -> Result<Outcome<()>> {
        self.write(by, Op::new(OpKind::CourseEdit), |tx| {
            let now = title(tx, id)?;
            tx.say("title", edit.title.clone().unwrap_or(now));
            if let Some(title) = &edit.title {
                let title = required(title)?;
                if find(tx, title)?.is_some_and(|other| other != id) {
                    return Err(Error::TitleTaken { title: title.to_owned() });
                }
                following_names(tx, || {
                    tx.execute("UPDATE courses SET title = ?2 WHERE id = ?1", params![id, title])?;
                    Ok(())
                })?;
            }
            if let Some(archived) = edit.archived {
                let at = archived.then_some(tx.now());
                tx.execute(
                    "UPDATE courses SET archived_at = ?2
                     WHERE id = ?1 AND (archived_at IS NULL) = (?2 IS NOT NULL)",
                    params![id, at],
                )?;
            }
            Ok(())
        })
    }
}

/// The course with this title, case and accents aside.
pub(crate) fn find(db: &Connection, title: &str) -> Result<Option<CourseId>> {
    titled(db, "SELECT id, title FROM courses ORDER BY id", [], title)
}

/// The first of some rows of id and title with this title, case and accents aside.
pub(crate) fn titled<Id: FromSql>(
    db: &Connection,
    rows: &str,
    of: impl Params,
    title: &str,
) -> Result<Option<Id>> {
    let wanted = fold(title);
    let mut statement = db.prepare_cached(rows)?;
    let mut rows = statement.query(of)?;
    while let Some(row) = rows.next()? {
        if fold(row.get_ref(1)?.as_str().unwrap_or_default()) == wanted {
            return Ok(Some(row.get(0)?));
        }
    }
    Ok(None)
}

pub(crate) fn add(tx: &Tx, title: &str) -> Result<CourseId> {
    let id = CourseId(tx.new_id()?);
    tx.execute(
        "INSERT INTO courses (id, title, created_at) VALUES (?1, ?2, ?3)",
        params![id, title, tx.now()],
    )?;
    Ok(id)
}

pub(crate) fn title(db: &Connection, id: CourseId) -> Result<String> {
    db.prepare_cached("SELECT title FROM courses WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?
        .ok_or_else(|| Error::NotFound { what: "course", id: id.to_string() })
}

pub(crate) fn required(title: &str) -> Result<&str> {
    let title = title.trim();
    if title.is_empty() { Err(Error::MissingTitle) } else { Ok(title) }
}

pub(crate) fn named(row: &rusqlite::Row) -> rusqlite::Result<Named> {
    Ok(Named { id: row.get::<_, i64>(0)?.to_string(), title: row.get(1)? })
}
