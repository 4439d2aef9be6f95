//! One row per member: how far they got in one course, as the import of progress reads it again.

use std::io::Write;

use rusqlite::{Connection, OptionalExtension, Statement};

use super::sheet::{Cell, Sheet};
use super::words::Words;
use crate::access::Enrollments;
use crate::courses::{self, Standings};
use crate::error::Result;
use crate::ids::{CourseId, MemberId};

const HEADERS: &[(&str, &str)] = &[
    ("Name", "Nome"),
    ("Email", "E-mail"),
    ("Course", "Curso"),
    ("% viewed", "% visto"),
    ("Progress", "Progresso"),
    ("Started", "Data de início"),
    ("Completed", "Data de conclusão"),
    ("Last activity in course", "Última atividade no curso"),
];

pub(super) struct Rows<'db> {
    course: CourseId,
    title: String,
    enrollments: Enrollments<'db>,
    standings: Standings<'db>,
    words: Words,
    now: i64,
    member: Statement<'db>,
}

impl<'db> Rows<'db> {
    pub fn new(db: &'db Connection, course: CourseId, words: Words, now: i64) -> Result<Self> {
        Ok(Self {
            course,
            title: courses::title(db, course)?,
            enrollments: Enrollments::new(db)?,
            standings: Standings::new(db)?,
            words,
            now,
            member: db.prepare("SELECT name, email FROM members WHERE id = ?1")?,
        })
    }

    pub fn headers(&self) -> Vec<String> {
        self.words.headers(HEADERS)
    }

    pub fn write<W: Write>(&mut self, id: MemberId, sheet: &mut Sheet<W>) -> Result<()> {
        let of_course = self.standings.of(id)?.into_iter().find(|one| one.course == self.course);
        if of_course.is_none() {
            let held = self.enrollments.of(id, self.now, self.words.zone)?;
            if held.iter().all(|one| one.course_id != self.course) {
                return Ok(());
            }
        }
        let who: Option<(String, String)> =
            self.member.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let Some((name, email)) = who else { return Ok(()) };
        let reached = of_course.map(|one| one.reached).unwrap_or_default();
        sheet.write([
            Cell::Text(&name),
            Cell::Text(&email),
            Cell::Text(&self.title),
            Cell::Share(reached.viewed),
            Cell::Share(reached.completed),
            Cell::From(reached.started_at),
            Cell::From(reached.completed_at),
            Cell::From(reached.last_activity_at),
        ])
    }
}
