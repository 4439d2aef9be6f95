//! Cohorts: the runs of a course, each with a start and a last day to join if the school likes.
//!
//! A cohort says when people learn together; whether somebody may open the course is the grant's
//! affair alone. So a cohort that is closed takes nobody's access and refuses nobody: a school that
//! lets somebody in late is warned and may do so.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::{required, titled};
use crate::book::{Book, By, Tx};
use crate::edits::given;
use crate::error::{Error, Result};
use crate::ids::{CohortId, CourseId};
use crate::journal::{Op, OpKind, Outcome};
use crate::time::{Zone, day_start, iso_day, parse_day};
use crate::views::{Census, Holders, following_names};

#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct Cohort {
    pub id: CohortId,
    pub title: String,
    pub starts_on: Option<String>,
    /// The last day on which somebody may join.
    pub closes_on: Option<String>,
    /// That day is over.
    pub closed: bool,
    /// Who is in it by an open grant, by the status of that.
    pub holders: Holders,
}

/// What to change; `None` leaves it, `Some(None)` clears. Days are in the book's zone.
#[derive(Clone, Debug, Default, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(optional_fields)]
pub struct CohortEdit {
    pub title: Option<String>,
    #[serde(deserialize_with = "given")]
    pub starts_on: Option<Option<String>>,
    #[serde(deserialize_with = "given")]
    pub closes_on: Option<Option<String>>,
}

impl Book {
    /// A new run of a course. Titles are one of a kind within their course.
    pub fn add_cohort(
        &self,
        by: &By,
        course: CourseId,
        fields: &CohortEdit,
    ) -> Result<Outcome<CohortId>> {
        let title = fields.title.as_deref().unwrap_or_default();
        self.write(by, Op::new(OpKind::CohortAdd).with("title", title.trim()), |tx| {
            let title = required(title)?;
            if find_cohort(tx, course, title)?.is_some() {
                return Err(Error::TitleTaken { title: title.to_owned() });
            }
            if !tx.prepare_cached("SELECT 1 FROM courses WHERE id = ?1")?.exists([course])? {
                return Err(Error::NotFound { what: "course", id: course.to_string() });
            }
            let id = cohort(tx, course, title)?;
            set_days(tx, id, fields)?;
            Ok(id)
        })
    }

    pub fn edit_cohort(&self, by: &By, id: CohortId, edit: &CohortEdit) -> Result<Outcome<()>> {
        self.write(by, Op::new(OpKind::CohortEdit), |tx| {
            let (course, now) = (course_of(tx, id)?, title_of(tx, id)?);
            tx.say("title", edit.title.clone().unwrap_or(now));
            if let Some(title) = &edit.title {
                let title = required(title)?;
                if find_cohort(tx, course, title)?.is_some_and(|other| other != id) {
                    return Err(Error::TitleTaken { title: title.to_owned() });
                }
                following_names(tx, || {
                    tx.execute("UPDATE cohorts SET title = ?2 WHERE id = ?1", params![id, title])?;
                    Ok(())
                })?;
            }
            set_days(tx, id, edit)
        })
    }

    /// Removes a cohort that nobody is in. Access that ended in it stays in the history, without it.
    pub fn remove_cohort(&self, by: &By, id: CohortId) -> Result<Outcome<()>> {
        self.write(by, Op::new(OpKind::CohortRemove), |tx| {
            let title = title_of(tx, id)?;
            let (members, trashed): (i64, i64) = tx.query_row(
                "SELECT count(*), count(trashed_at) FROM members WHERE id IN
                 (SELECT member_id FROM grants WHERE cohort_id = ?1 AND ended_at IS NULL)",
                [id],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            if members > 0 {
                let (members, trashed) = (members as u64, trashed as u64);
                return Err(Error::CohortInUse { title, members, trashed });
            }
            tx.execute("UPDATE grants SET cohort_id = NULL WHERE cohort_id = ?1", [id])?;
            tx.execute("DELETE FROM cohorts WHERE id = ?1", [id])?;
            tx.say("title", title);
            Ok(())
        })
    }
}

fn set_days(tx: &Tx, id: CohortId, edit: &CohortEdit) -> Result<()> {
    let day = |text: &Option<String>| -> Result<Option<String>> {
        Ok(text.as_deref().map(parse_day).transpose()?.map(iso_day))
    };
    if let Some(starts_on) = &edit.starts_on {
        let sql = "UPDATE cohorts SET starts_on = ?2 WHERE id = ?1";
        tx.execute(sql, params![id, day(starts_on)?])?;
    }
    if let Some(closes_on) = &edit.closes_on {
        let sql = "UPDATE cohorts SET closes_on = ?2 WHERE id = ?1";
        tx.execute(sql, params![id, day(closes_on)?])?;
    }
    Ok(())
}

/// The cohorts of a course in the order of their start; `today` is a day in the book's zone.
pub(super) fn of_course(
    db: &Connection,
    course: CourseId,
    today: &str,
    census: &Census,
) -> Result<Vec<Cohort>> {
    let mut statement = db.prepare_cached(
        "SELECT id, title, starts_on, closes_on, coalesce(closes_on < ?2, 0) FROM cohorts
         WHERE course_id = ?1 ORDER BY starts_on, title COLLATE NOCASE",
    )?;
    let rows = statement.query_map(params![course, today], |row| {
        let id = row.get(0)?;
        Ok(Cohort {
            id,
            title: row.get(1)?,
            starts_on: row.get(2)?,
            closes_on: row.get(3)?,
            closed: row.get(4)?,
            holders: census.of_cohort(id),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
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

/// When each cohort of a course begins whose day is known: the first moment of that day.
pub(crate) fn starts(
    db: &Connection,
    course: CourseId,
    zone: Zone,
) -> Result<HashMap<CohortId, i64>> {
    let mut statement = db.prepare_cached(
        "SELECT id, starts_on FROM cohorts WHERE course_id = ?1 AND starts_on IS NOT NULL",
    )?;
    let mut rows = statement.query([course])?;
    let mut starts = HashMap::new();
    while let Some(row) = rows.next()? {
        let starts_on = parse_day(row.get_ref(1)?.as_str().unwrap_or_default())?;
        starts.insert(row.get(0)?, day_start(zone, starts_on));
    }
    Ok(starts)
}

/// The course that a cohort is of.
pub(crate) fn course_of(db: &Connection, id: CohortId) -> Result<CourseId> {
    db.prepare_cached("SELECT course_id FROM cohorts WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?
        .ok_or_else(|| Error::NotFound { what: "cohort", id: id.to_string() })
}

pub(crate) fn title_of(db: &Connection, id: CohortId) -> Result<String> {
    db.prepare_cached("SELECT title FROM cohorts WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?
        .ok_or_else(|| Error::NotFound { what: "cohort", id: id.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::GrantSpec;
    use crate::book::tests::{book, by};
    use crate::courses::Course;
    use crate::members::MemberFields;
    use crate::progress::Progress;

    fn titled(title: &str) -> CohortEdit {
        CohortEdit { title: Some(title.into()), ..CohortEdit::default() }
    }

    #[test]
    fn a_cohort_is_added_renamed_dated_and_all_of_it_taken_back() {
        let (_dir, book) = book();
        let [drawing, painting] =
            ["Drawing", "Painting"].map(|title| book.add_course(&by(), title).unwrap().value);
        let cohorts = || {
            let courses = book.courses(false, by().now).unwrap();
            let of = |course: &Course| {
                let text = |c: &Cohort| (c.title.clone(), c.starts_on.clone(), c.closes_on.clone());
                course.cohorts.iter().map(text).collect::<Vec<_>>()
            };
            courses.iter().map(of).collect::<Vec<_>>()
        };
        let dated = CohortEdit { starts_on: Some(Some("2027-03-01".into())), ..titled(" March ") };
        let march = book.add_cohort(&by(), drawing, &dated).unwrap().value;
        book.add_cohort(&by(), painting, &titled("March")).unwrap();
        let april = book.add_cohort(&by(), drawing, &titled("April")).unwrap().value;
        let taken = book.add_cohort(&by(), drawing, &titled("MARCH")).unwrap_err();
        assert_eq!(taken.code(), "title_taken", "one course, one March");
        let taken = book.edit_cohort(&by(), april, &titled("march")).unwrap_err();
        assert_eq!(taken.code(), "title_taken");
        let untitled = book.add_cohort(&by(), drawing, &CohortEdit::default()).unwrap_err();
        assert_eq!(untitled.code(), "missing_title");
        let before = cohorts();
        let closes_on = Some(Some("2027-02-20".to_owned()));
        let renamed = CohortEdit { starts_on: Some(None), closes_on, ..titled("Spring") };
        let entry = book.edit_cohort(&by(), march, &renamed).unwrap().entry;
        let spring = ("Spring".to_owned(), None, Some("2027-02-20".to_owned()));
        assert!(cohorts()[0].contains(&spring));
        book.undo(&by(), entry, &Progress::default()).unwrap();
        assert_eq!(cohorts(), before);
        let nowhere = book.add_cohort(&by(), CourseId(1), &titled("March")).unwrap_err();
        assert_eq!(nowhere.code(), "not_found");
    }

    #[test]
    fn a_cohort_is_closed_from_the_day_after_its_last_one() {
        let (_dir, book) = book();
        let drawing = book.add_course(&by(), "Drawing").unwrap().value;
        let fields = CohortEdit { closes_on: Some(Some("2027-03-01".into())), ..titled("March") };
        book.add_cohort(&by(), drawing, &fields).unwrap();
        let day = parse_day("2027-03-01").unwrap();
        let last = crate::time::day_end(book.settings().zone, day);
        let closed = |now| book.courses(false, now).unwrap()[0].cohorts[0].closed;
        assert_eq!([last, last + 1].map(closed), [false, true]);
    }

    #[test]
    fn only_a_cohort_that_nobody_is_in_is_removed() {
        let (_dir, book) = book();
        let drawing = book.add_course(&by(), "Drawing").unwrap().value;
        let march = book.add_cohort(&by(), drawing, &titled("March")).unwrap().value;
        let ana = MemberFields { email: Some("ana@example.com".into()), ..MemberFields::default() };
        let ana = book.add_member(&by(), &ana).unwrap().value;
        let spec =
            GrantSpec { courses: vec![drawing], cohorts: vec![march], ..GrantSpec::default() };
        book.grant(&by(), &[ana], &spec, &Progress::default()).unwrap();
        let counted = || book.courses(false, by().now).unwrap()[0].cohorts[0].holders;
        assert_eq!(counted(), Holders { all: 1, active: 1, ..Holders::default() });

        let refused = book.remove_cohort(&by(), march).unwrap_err();
        assert_eq!((refused.code(), &refused.args()["members"]), ("cohort_in_use", &1.into()));
        assert_eq!(refused.args()["trashed"], 0);
        book.trash(&by(), &[ana], &Progress::default()).unwrap();
        let refused = book.remove_cohort(&by(), march).unwrap_err();
        assert_eq!(refused.args()["trashed"], 1, "it says where they are");
        book.undo(&by(), None, &Progress::default()).unwrap();
        let grant = book.member(ana, by().now).unwrap().grants[0].id;
        let ended = crate::access::AccessEdit { removed: vec![grant], ..Default::default() };
        book.edit_access(&by(), ana, &ended).unwrap();
        assert_eq!(counted(), Holders::default());
        let before = book.member(ana, by().now).unwrap().grants;
        let removed = book.remove_cohort(&by(), march).unwrap().entry;
        assert!(book.courses(false, by().now).unwrap()[0].cohorts.is_empty());
        book.undo(&by(), removed, &Progress::default()).unwrap();
        assert_eq!(book.member(ana, by().now).unwrap().grants, before, "and it names the cohort");
    }
}
