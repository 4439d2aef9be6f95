//! Courses: what members have access to.

use rusqlite::types::FromSql;
use rusqlite::{Connection, OptionalExtension, Params, params};
use serde::{Deserialize, Serialize};

use crate::book::{Book, By, Tx};
use crate::edits::given;
use crate::error::{Error, Result};
use crate::ids::{CohortId, CourseId};
use crate::journal::{Op, OpKind, Outcome};
use crate::text::fold;
use crate::time::{iso_day, parse_day};

#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct Course {
    pub id: CourseId,
    pub title: String,
    pub external_id: String,
    pub archived: bool,
    pub created_at: i64,
    /// Members with any enrollment, and with an active one.
    pub enrolled: u64,
    pub active: u64,
    pub products: Vec<Named>,
    pub cohorts: Vec<Cohort>,
}

/// Something with an id and a title.
#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
pub struct Named {
    pub id: String,
    pub title: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct Cohort {
    pub id: CohortId,
    pub title: String,
    pub starts_on: Option<String>,
}

/// What to change; `None` leaves it.
#[derive(Clone, Debug, Default, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(optional_fields)]
pub struct CourseEdit {
    pub title: Option<String>,
    pub archived: Option<bool>,
}

/// What to change; `None` leaves it, `Some(None)` clears. Days are in the book's zone.
#[derive(Clone, Debug, Default, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(optional_fields)]
pub struct CohortEdit {
    pub title: Option<String>,
    #[serde(deserialize_with = "given")]
    pub starts_on: Option<Option<String>>,
}

impl Book {
    /// Courses by title, archived ones only when asked for.
    pub fn courses(&self, archived: bool, now: i64) -> Result<Vec<Course>> {
        let census = self.census(now)?;
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
                let holders = census.of_course(id);
                courses.push(Course {
                    id,
                    title: row.get(1)?,
                    external_id: row.get(2)?,
                    archived: row.get(3)?,
                    created_at: row.get(4)?,
                    enrolled: holders.all,
                    active: holders.active,
                    products: Vec::new(),
                    cohorts: Vec::new(),
                });
            }
            let mut products = db.prepare_cached(
                "SELECT p.id, p.title FROM product_courses h JOIN products p ON p.id = h.product_id
                 WHERE h.course_id = ?1 AND p.archived_at IS NULL ORDER BY p.title COLLATE NOCASE",
            )?;
            let mut cohorts = db.prepare_cached(
                "SELECT id, title, starts_on FROM cohorts WHERE course_id = ?1
                 ORDER BY starts_on, title COLLATE NOCASE",
            )?;
            for course in &mut courses {
                course.products =
                    products.query_map([course.id], named)?.collect::<rusqlite::Result<_>>()?;
                course.cohorts = cohorts
                    .query_map([course.id], |row| {
                        Ok(Cohort { id: row.get(0)?, title: row.get(1)?, starts_on: row.get(2)? })
                    })?
                    .collect::<rusqlite::Result<_>>()?;
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
            let now: Option<String> = tx
                .query_row("SELECT title FROM courses WHERE id = ?1", [id], |row| row.get(0))
                .optional()?;
            let now = now.ok_or_else(|| Error::NotFound { what: "course", id: id.to_string() })?;
            tx.say("title", edit.title.clone().unwrap_or(now));
            if let Some(title) = &edit.title {
                let title = required(title)?;
                if find(tx, title)?.is_some_and(|other| other != id) {
                    return Err(Error::TitleTaken { title: title.to_owned() });
                }
                tx.execute("UPDATE courses SET title = ?2 WHERE id = ?1", params![id, title])?;
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

impl Book {
    /// A new run of a course. Titles are one of a kind within their course.
    pub fn add_cohort(
        &self,
        by: &By,
        course: CourseId,
        title: &str,
        starts_on: Option<&str>,
    ) -> Result<Outcome<CohortId>> {
        self.write(by, Op::new(OpKind::CohortAdd).with("title", title.trim()), |tx| {
            let title = required(title)?;
            if find_cohort(tx, course, title)?.is_some() {
                return Err(Error::TitleTaken { title: title.to_owned() });
            }
            if !tx.prepare_cached("SELECT 1 FROM courses WHERE id = ?1")?.exists([course])? {
                return Err(Error::NotFound { what: "course", id: course.to_string() });
            }
            let id = cohort(tx, course, title)?;
            set_start(tx, id, starts_on)?;
            Ok(id)
        })
    }

    pub fn edit_cohort(&self, by: &By, id: CohortId, edit: &CohortEdit) -> Result<Outcome<()>> {
        self.write(by, Op::new(OpKind::CohortEdit), |tx| {
            let (course, now): (CourseId, String) = tx
                .query_row("SELECT course_id, title FROM cohorts WHERE id = ?1", [id], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })
                .optional()?
                .ok_or_else(|| Error::NotFound { what: "cohort", id: id.to_string() })?;
            tx.say("title", edit.title.clone().unwrap_or(now));
            if let Some(title) = &edit.title {
                let title = required(title)?;
                if find_cohort(tx, course, title)?.is_some_and(|other| other != id) {
                    return Err(Error::TitleTaken { title: title.to_owned() });
                }
                tx.execute("UPDATE cohorts SET title = ?2 WHERE id = ?1", params![id, title])?;
            }
            if let Some(day) = &edit.starts_on {
                set_start(tx, id, day.as_deref())?;
            }
            Ok(())
        })
    }
}

fn set_start(tx: &Tx, id: CohortId, day: Option<&str>) -> Result<()> {
    let day = day.map(parse_day).transpose()?.map(iso_day);
    tx.execute("UPDATE cohorts SET starts_on = ?2 WHERE id = ?1", params![id, day])?;
    Ok(())
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

pub(crate) fn find_cohort(
    db: &Connection,
    course: CourseId,
    title: &str,
) -> Result<Option<CohortId>> {
    titled(db, "SELECT id, title FROM cohorts WHERE course_id = ?1 ORDER BY id", [course], title)
}

/// The cohort of a course with this title, created when missing.
pub(crate) fn cohort(tx: &Tx, course: CourseId, title: &str) -> Result<CohortId> {
    if let Some(id) = find_cohort(tx, course, title)? {
        return Ok(id);
    }
    let id = CohortId(tx.new_id()?);
    tx.execute(
        "INSERT INTO cohorts (id, course_id, title, created_at) VALUES (?1, ?2, ?3, ?4)",
        params![id, course, title.trim(), tx.now()],
    )?;
    Ok(id)
}

pub(crate) fn required(title: &str) -> Result<&str> {
    let title = title.trim();
    if title.is_empty() { Err(Error::MissingTitle) } else { Ok(title) }
}

pub(crate) fn named(row: &rusqlite::Row) -> rusqlite::Result<Named> {
    Ok(Named { id: row.get::<_, i64>(0)?.to_string(), title: row.get(1)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::tests::{book, by};

    #[test]
    fn a_cohort_is_added_renamed_dated_and_all_of_it_taken_back() {
        let (_dir, book) = book();
        let [drawing, painting] =
            ["Drawing", "Painting"].map(|title| book.add_course(&by(), title).unwrap().value);
        let cohorts = || {
            let courses = book.courses(false, by().now).unwrap();
            let of = |course: &Course| {
                let text = |c: &Cohort| (c.title.clone(), c.starts_on.clone());
                course.cohorts.iter().map(text).collect::<Vec<_>>()
            };
            courses.iter().map(of).collect::<Vec<_>>()
        };
        let march = book.add_cohort(&by(), drawing, " March ", Some("2027-03-01")).unwrap().value;
        book.add_cohort(&by(), painting, "March", None).unwrap();
        let april = book.add_cohort(&by(), drawing, "April", None).unwrap().value;
        let taken = book.add_cohort(&by(), drawing, "MARCH", None).unwrap_err();
        assert_eq!(taken.code(), "title_taken", "one course, one March");
        let edit = |title: &str| CohortEdit { title: Some(title.into()), ..CohortEdit::default() };
        assert_eq!(
            book.edit_cohort(&by(), april, &edit("march")).unwrap_err().code(),
            "title_taken"
        );
        let before = cohorts();
        let renamed = CohortEdit { starts_on: Some(None), ..edit("Spring") };
        let entry = book.edit_cohort(&by(), march, &renamed).unwrap().entry;
        assert!(cohorts()[0].contains(&("Spring".to_owned(), None)));
        book.undo(&by(), entry, &crate::progress::Progress::default()).unwrap();
        assert_eq!(cohorts(), before);
        let nowhere = book.add_cohort(&by(), CourseId(1), "March", None).unwrap_err();
        assert_eq!(nowhere.code(), "not_found");
    }
}
