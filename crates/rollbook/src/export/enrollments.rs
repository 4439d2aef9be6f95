//! One row per member and course, as their page shows it.

use std::io::Write;

use rusqlite::{Connection, OptionalExtension, Statement};

use super::sheet::{Cell, Sheet};
use super::words::Words;
use crate::access::Enrollments;
use crate::error::Result;
use crate::ids::MemberId;

const HEADERS: &[(&str, &str)] = &[
    ("Name", "Nome"),
    ("Email", "E-mail"),
    ("Course", "Curso"),
    ("Cohort", "Turma"),
    ("Status", "Situação"),
    ("Enrolled", "Data de matrícula"),
    ("Expires", "Data de expiração"),
    ("% viewed", "% visto"),
    ("Progress", "Progresso"),
    ("Started", "Data de início"),
    ("Completed", "Data de conclusão"),
    ("Last activity in course", "Última atividade no curso"),
    ("Source", "Origem"),
];

pub(super) struct Rows<'db> {
    enrollments: Enrollments<'db>,
    words: Words,
    now: i64,
    member: Statement<'db>,
}

impl<'db> Rows<'db> {
    pub fn new(db: &'db Connection, words: Words, now: i64) -> Result<Self> {
        let member = db.prepare("SELECT name, email FROM members WHERE id = ?1")?;
        Ok(Self { enrollments: Enrollments::new(db)?, words, now, member })
    }

    pub fn headers(&self) -> Vec<String> {
        self.words.headers(HEADERS)
    }

    pub fn write<W: Write>(&mut self, id: MemberId, sheet: &mut Sheet<W>) -> Result<()> {
        let words = self.words;
        let enrollments = self.enrollments.of(id, self.now, words.zone)?;
        if enrollments.is_empty() {
            return Ok(());
        }
        let who: Option<(String, String)> =
            self.member.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let Some((name, email)) = who else { return Ok(()) };
        for enrollment in enrollments {
            sheet.write([
                Cell::Text(&name),
                Cell::Text(&email),
                Cell::Text(&enrollment.course),
                Cell::Text(enrollment.cohort.as_deref().unwrap_or_default()),
                Cell::Text(words.enrollment_status(enrollment.status, enrollment.is_scheduled)),
                Cell::From(enrollment.enrolled_at),
                Cell::Until(enrollment.expires_at),
                Cell::Share(enrollment.viewed),
                Cell::Share(enrollment.progress),
                Cell::From(enrollment.started_at),
                Cell::From(enrollment.completed_at),
                Cell::From(enrollment.last_activity_at),
                Cell::Text(&enrollment.source),
            ])?;
        }
        Ok(())
    }
}
