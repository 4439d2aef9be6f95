//! `rollbook check`: is the book whole, and does the journal tell the truth?

use std::fmt;

use rusqlite::Connection;
use serde::Serialize;

use super::{Book, connection, migrate};
use crate::error::{Error, Result};
use crate::files;
use crate::ids::MemberId;
use crate::journal::differences;
use crate::members::{Email, who_stays};
use crate::progress::{Phase, Progress};
use crate::text::fold;

/// What a check looked at and what it found.
#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
pub struct CheckReport {
    /// There is no damage.
    pub ok: bool,
    pub checked: Vec<&'static str>,
    /// The damage.
    pub findings: Vec<Finding>,
    /// What is no damage, but something a person should look at.
    pub notes: Vec<Finding>,
}

/// One thing that is not as it should be.
// Its `Display` text is what the command line shows.
#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
#[serde(tag = "code", content = "args", rename_all = "snake_case")]
pub enum Finding {
    /// The file's structure is broken; `detail` is SQLite's.
    Integrity { detail: String },
    /// `n` rows of `table` point at rows of `parent` that are not there.
    ForeignKeys { table: String, parent: String, n: u64 },
    /// The columns by which a member is found don't follow from name and e-mail.
    DerivedColumns { name: String, email: String },
    /// A duplicate who was merged into nobody that is there, or who is still in the list.
    Merged { name: String, email: String },
    /// A duplicate who was merged has open access, which whoever stays should have.
    MergedAccess { name: String, email: String },
    /// More than one member outside the trash has this e-mail.
    DuplicateEmail { email: String, n: u64 },
    /// The journal, replayed, does not give this row; `row` is the first column of its key.
    Journal { table: &'static str, row: String },
}

impl Finding {
    fn is_damage(&self) -> bool {
        !matches!(self, Finding::DuplicateEmail { .. })
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Finding::Integrity { detail } => write!(f, "the file is damaged: {detail}"),
            Finding::ForeignKeys { table, parent, n } => {
                write!(f, "{n} rows of {table} point at rows of {parent} that are not there")
            }
            Finding::DerivedColumns { name, email } => write!(
                f,
                "{name} <{email}> is filed under another name or e-mail, and a search may miss them"
            ),
            Finding::Merged { name, email } => {
                write!(f, "{name} <{email}> was merged, but into nobody")
            }
            Finding::MergedAccess { name, email } => {
                write!(f, "{name} <{email}> was merged, but still has access of their own")
            }
            Finding::DuplicateEmail { email, n } => {
                write!(f, "{n} members have the e-mail {email}")
            }
            Finding::Journal { table, row } => {
                write!(f, "{table} {row} is not as the journal says")
            }
        }
    }
}

type Check = fn(&Connection, &Progress) -> Result<Vec<Finding>>;

const CHECKS: [(&str, Check); 6] = [
    ("integrity", integrity),
    ("foreign_keys", foreign_keys),
    ("derived_columns", derived_columns),
    ("merges", merges),
    ("unique_emails", unique_emails),
    ("journal", journal),
];

impl Book {
    /// Verifies integrity, foreign keys, that derived columns equal a recomputation, and that
    /// replaying the journal from an empty book gives exactly this one.
    pub fn check(&self, progress: &Progress) -> Result<CheckReport> {
        let mut found = Vec::new();
        self.read_at_length(|db| {
            for (_, check) in CHECKS {
                progress.begin(Phase::Verifying, 0)?;
                found.extend(check(db, progress)?);
            }
            Ok(())
        })?;
        let (findings, notes): (Vec<_>, Vec<_>) = found.into_iter().partition(Finding::is_damage);
        let checked = CHECKS.iter().map(|(name, _)| *name).collect();
        Ok(CheckReport { ok: findings.is_empty(), checked, findings, notes })
    }
}

fn integrity(db: &Connection, _: &Progress) -> Result<Vec<Finding>> {
    let mut statement = db.prepare("PRAGMA integrity_check")?;
    let lines = statement.query_map([], |row| row.get(0))?;
    let lines: Vec<String> = lines.collect::<rusqlite::Result<_>>()?;
    let damage = lines.into_iter().filter(|line| line != "ok");
    Ok(damage.map(|detail| Finding::Integrity { detail }).collect())
}

fn foreign_keys(db: &Connection, _: &Progress) -> Result<Vec<Finding>> {
    let mut statement = db.prepare(
        "SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2",
    )?;
    let found = statement.query_map([], |row| {
        let n: i64 = row.get(2)?;
        Ok(Finding::ForeignKeys { table: row.get(0)?, parent: row.get(1)?, n: n as u64 })
    })?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

fn derived_columns(db: &Connection, _: &Progress) -> Result<Vec<Finding>> {
    let mut statement = db.prepare("SELECT name, name_key, email, email_key FROM members")?;
    let mut rows = statement.query([])?;
    let mut findings = Vec::new();
    while let Some(row) = rows.next()? {
        let text = |i| row.get_ref(i).map(|v| v.as_str().unwrap_or_default());
        let (name, name_key, email, email_key) = (text(0)?, text(1)?, text(2)?, text(3)?);
        let key_differs = match Email::parse(email) {
            Ok(email) => email.key() != email_key,
            Err(_) => !email.is_empty() || !email_key.is_empty(),
        };
        if fold(name) != name_key || key_differs {
            let (name, email) = (name.to_owned(), email.to_owned());
            findings.push(Finding::DerivedColumns { name, email });
        }
    }
    Ok(findings)
}

fn merges(db: &Connection, _: &Progress) -> Result<Vec<Finding>> {
    let mut statement = db.prepare(
        "SELECT id, trashed_at IS NULL, name, email,
                EXISTS (SELECT 1 FROM grants WHERE member_id = members.id AND ended_at IS NULL)
         FROM members WHERE merged_into IS NOT NULL ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    let mut findings = Vec::new();
    while let Some(row) = rows.next()? {
        let id: MemberId = row.get(0)?;
        if row.get(1)? || who_stays(db, id)? == id {
            findings.push(Finding::Merged { name: row.get(2)?, email: row.get(3)? });
        }
        if row.get(4)? {
            findings.push(Finding::MergedAccess { name: row.get(2)?, email: row.get(3)? });
        }
    }
    Ok(findings)
}

fn unique_emails(db: &Connection, _: &Progress) -> Result<Vec<Finding>> {
    let mut statement = db.prepare(
        "SELECT min(email), count(*) FROM members WHERE trashed_at IS NULL AND email_key <> ''
         GROUP BY email_key HAVING count(*) > 1 ORDER BY email_key LIMIT 1000",
    )?;
    let found = statement.query_map([], |row| {
        let n: i64 = row.get(1)?;
        Ok(Finding::DuplicateEmail { email: row.get(0)?, n: n as u64 })
    })?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

fn journal(db: &Connection, progress: &Progress) -> Result<Vec<Finding>> {
    let file = files::scratch()
        .map_err(|e| Error::Io { path: std::env::temp_dir(), detail: e.to_string() })?;
    let empty = connection::scratch(file.path())?;
    migrate::migrate(&empty, file.path(), 0)?;
    empty.execute_batch("BEGIN")?;
    Ok(differences(db, &empty, progress)?
        .into_iter()
        .map(|difference| Finding::Journal { table: difference.table, row: difference.key })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{book, by};
    use super::*;
    use crate::access::GrantSpec;
    use crate::duplicates::{FieldsOf, Merge};
    use crate::ids::Installation;
    use crate::journal::{Op, OpKind};
    use crate::members::MemberFields;

    fn ana_and_bia() -> (tempfile::TempDir, Book) {
        let (dir, book) = book();
        for (name, email) in [("Ana", "ana@example.com"), ("Bia", "bia@example.com")] {
            let fields = MemberFields {
                name: Some(name.into()),
                email: Some(email.into()),
                ..MemberFields::default()
            };
            book.add_member(&by(), &fields).unwrap();
        }
        (dir, book)
    }

    /// What the check finds in a book that another program changed.
    #[track_caller]
    fn check(meddling: &str, findings: &[Finding]) {
        let (_dir, book) = ana_and_bia();
        book.writer.lock().execute_batch(meddling).unwrap();
        let report = book.check(&Progress::default()).unwrap();
        assert_eq!(report.findings, findings);
        assert_eq!((report.ok, report.notes), (findings.is_empty(), vec![]));
    }

    fn not_as_the_journal_says(table: &'static str, row: &str) -> Finding {
        Finding::Journal { table, row: row.to_owned() }
    }

    #[test]
    fn a_book_nobody_meddled_with_is_sound() {
        check("", &[]);
    }

    #[test]
    fn what_another_program_changed_is_found() {
        let renamed = "UPDATE settings SET value = 'Other' WHERE key = 'name'";
        check(renamed, &[not_as_the_journal_says("settings", "name")]);
    }

    #[test]
    fn a_member_filed_under_another_name_is_found() {
        let first_id = Installation::new(7).first_id().to_string();
        check(
            "UPDATE members SET name_key = 'nina' WHERE name = 'Ana'",
            &[
                Finding::DerivedColumns { name: "Ana".into(), email: "ana@example.com".into() },
                not_as_the_journal_says("members", &first_id),
            ],
        );
    }

    #[test]
    fn access_of_nobody_is_found() {
        check(
            "PRAGMA foreign_keys = OFF;
             INSERT INTO course_progress (member_id, course_id) VALUES (1, 2), (3, 4)",
            &[
                Finding::ForeignKeys {
                    table: "course_progress".to_owned(),
                    parent: "courses".to_owned(),
                    n: 2,
                },
                Finding::ForeignKeys {
                    table: "course_progress".to_owned(),
                    parent: "members".to_owned(),
                    n: 2,
                },
                not_as_the_journal_says("course_progress", "1"),
                not_as_the_journal_says("course_progress", "3"),
            ],
        );
    }

    #[test]
    fn access_of_somebody_merged_is_found() {
        let (_dir, book) = ana_and_bia();
        let drawing = book.add_course(&by(), "Drawing").unwrap().value;
        let [ana, bia] = ["ana@example.com", "bia@example.com"]
            .map(|email| book.member_by_email(email).unwrap());
        let spec = GrantSpec { courses: vec![drawing], ..GrantSpec::default() };
        book.grant(&by(), &[ana], &spec, &Progress::default()).unwrap();
        let merge = Merge { keep: ana, gone: vec![bia], fields: FieldsOf::default() };
        book.merge(&by(), &merge).unwrap();
        let findings = || book.check(&Progress::default()).unwrap().findings;
        assert_eq!(findings(), []);
        book.write(&by(), Op::new(OpKind::AccessEdit), |tx| {
            Ok(tx.execute("UPDATE grants SET member_id = ?1", [bia])?)
        })
        .unwrap();
        let left = Finding::MergedAccess { name: "Bia".into(), email: "bia@example.com".into() };
        assert_eq!(findings(), [left]);
    }

    #[test]
    fn two_members_with_one_email_are_no_damage() {
        let (_dir, book) = ana_and_bia();
        // As two books that both added Ana would come together.
        book.write(&by(), Op::new(OpKind::MemberEdit), |tx| {
            tx.execute("UPDATE members SET email = 'ana@example.com'", [])?;
            Ok(tx.execute("UPDATE members SET email_key = email", [])?)
        })
        .unwrap();
        let report = book.check(&Progress::default()).unwrap();
        let twice = Finding::DuplicateEmail { email: "ana@example.com".to_owned(), n: 2 };
        assert_eq!((report.ok, report.findings, report.notes), (true, vec![], vec![twice]));
    }
}
