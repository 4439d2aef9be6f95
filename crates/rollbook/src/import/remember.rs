//! What earlier imports left to go by: how a file with these headers was read, what it was for, and
//! whether this very file was here before.
//!
//! What the columns are is taken over at once, because that is shown and can't do harm. What a list
//! of dates or a roster was about is only offered: a file with the same headers may well be about
//! another course, and it would move or end the access of people there.

use std::io::Read;

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::fields::Field;
use super::layout::Layout;
use super::mapping::{Reason, header_key};
use super::options::Options;
use super::purpose::{Purpose, Subject};
use super::session::Draft;
use crate::book::Book;
use crate::error::{Error, Result};
use crate::text::fold;
use crate::{courses, journal, products};

/// An earlier import of a file with the same headers.
#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct Remembered {
    pub file_name: String,
    pub at: i64,
    /// What it was for, where this file may be for the same again.
    pub again: Option<Again>,
}

/// The options that make a file a list of dates or a roster of what an earlier one was about. What
/// became of the missing is none of them: that is decided anew each time.
#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
pub struct Again {
    purpose: Purpose,
    courses: Vec<String>,
    products: Vec<String>,
    cohort: Option<String>,
}

/// What is kept with the import, to do the next file of the same shape alike.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Settings {
    layout: Layout,
    fields: Vec<Field>,
    options: Options,
}

impl Again {
    /// As long as the book has what the file was about.
    fn of(options: Options, db: &Connection) -> Result<Option<Self>> {
        let Options { purpose, courses, products, cohort, .. } = &options;
        let has = match (purpose, options.subject()) {
            (Purpose::Expiry | Purpose::Roster, Some(Subject { is_course, title })) => {
                match is_course {
                    true => courses::find(db, title)?.is_some(),
                    false => products::find(db, title)?.is_some(),
                }
            }
            _ => false,
        };
        let (courses, products) = (courses.clone(), products.clone());
        let again = Self { purpose: *purpose, courses, products, cohort: cohort.clone() };
        Ok(has.then_some(again))
    }
}

impl Draft {
    pub(super) fn settings(&self) -> Settings {
        Settings {
            layout: self.layout.clone(),
            fields: self.own_columns().map(|at| self.mapping.field_of(at).clone()).collect(),
            options: self.options.clone(),
        }
    }

    pub(super) fn remember(&mut self, book: &Book) -> Result<()> {
        let key = header_key(&self.columns);
        if !self.layout.has_header || key.is_empty() {
            return Ok(());
        }
        let found: Option<(String, i64, String)> = book.read(|db| {
            Ok(db
                .query_row(
                    "SELECT i.file_name, j.at, i.settings FROM imports i JOIN journal j USING (seq)
                     WHERE i.header_key = ?1 ORDER BY i.seq DESC LIMIT 1",
                    [&key],
                    |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
                )
                .optional()?)
        })?;
        let Some((file_name, at, settings)) = found else { return Ok(()) };
        // Settings of another version of Rollbook that can't be read are as good as none.
        let Ok(settings) = serde_json::from_str::<Settings>(&settings) else { return Ok(()) };
        let columns: Vec<usize> = self.own_columns().collect();
        if settings.fields.len() != columns.len() {
            return Ok(());
        }
        if settings.options.purpose.is_of_lessons() {
            self.take_over(&settings.options);
        }
        for (column, field) in columns.into_iter().zip(settings.fields) {
            let is_gone = match &field {
                Field::OfLesson(title) => {
                    self.lessons().is_none_or(|lessons| lessons.find("", title).is_err())
                }
                field => !field.is_for(self.options.purpose),
            };
            if self.is_password(column) || is_gone {
                continue;
            }
            let choice = &mut self.mapping.columns[column];
            // The confidence and reason of what was found anyway stay; the rest was chosen before.
            if choice.field != field || choice.ask.is_some() {
                choice.field = field;
                choice.ask = None;
                choice.confidence = 1.0;
                choice.reason = Reason::Remembered;
            }
        }
        if !self.layout.date_order_certain && self.hints.date_order.is_none() {
            self.layout.date_order = settings.layout.date_order;
            self.hints.date_order = Some(settings.layout.date_order);
        }
        self.options.policy = settings.options.policy;
        let again = book.read(|db| Again::of(settings.options, db))?;
        self.remembered = Some(Remembered { file_name, at, again });
        Ok(())
    }

    /// What an earlier list about lessons was about, as long as the book has the course. Such a list
    /// takes nothing from anybody, so nobody has to say again what it is for.
    fn take_over(&mut self, options: &Options) {
        let known = options.subject().is_some_and(|it| self.lessons.contains_key(&fold(it.title)));
        if known {
            self.options.purpose = options.purpose;
            self.options.courses.clone_from(&options.courses);
            self.options.lesson.clone_from(&options.lesson);
            self.options.score_of = options.score_of;
            self.suggest();
        }
    }

    /// The digest is computed only when an earlier import had a file of this size.
    pub(super) fn find_same_file(&self, book: &Book) -> Result<Option<i64>> {
        let of_size: Vec<(String, i64, i64)> = book.read(|db| {
            let mut statement = db.prepare(
                "SELECT i.digest, j.at, i.seq FROM imports i JOIN journal j USING (seq)
                 WHERE i.size = ?1 ORDER BY i.seq DESC",
            )?;
            let rows = statement.query_map(params![self.source.size() as i64], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?;
            let undone = journal::undone_entries(db)?;
            let rows = rows.collect::<rusqlite::Result<Vec<(String, i64, i64)>>>()?;
            Ok(rows.into_iter().filter(|(.., seq)| !undone.contains(seq)).collect())
        })?;
        if of_size.is_empty() {
            return Ok(None);
        }
        let digest = self.digest()?;
        Ok(of_size.into_iter().find(|(other, ..)| *other == digest).map(|(_, at, _)| at))
    }

    /// SHA-256 of the file's bytes, in hexadecimal.
    pub(super) fn digest(&self) -> Result<String> {
        let mut file = self.source.open()?;
        let mut hash = Sha256::new();
        let mut buffer = vec![0; 256 * 1024];
        loop {
            let n = file.read(&mut buffer).map_err(|e| Error::Io {
                path: self.source.name().into(),
                detail: e.to_string(),
            })?;
            if n == 0 {
                break;
            }
            hash.update(&buffer[..n]);
        }
        Ok(hash.finalize().iter().fold(String::new(), |mut hex, byte| {
            hex.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or_default());
            hex.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or_default());
            hex
        }))
    }
}
