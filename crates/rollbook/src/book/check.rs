//! `rollbook check`: is the book whole, and does the journal tell the truth?

use rusqlite::Connection;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{Book, connection, migrate};
use crate::error::{Error, Result};
use crate::journal::differences;
use crate::members::Email;
use crate::progress::{Phase, Progress};
use crate::text::fold;

/// What a check looked at and what it found.
#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
pub struct CheckReport {
    pub ok: bool,
    pub checked: Vec<&'static str>,
    pub findings: Vec<Finding>,
}

#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
pub struct Finding {
    pub code: &'static str,
    #[ts(type = "Record<string, string | number>")]
    pub args: Map<String, Value>,
    /// Something a person should look at, but no damage: two members with one e-mail.
    pub harmless: bool,
}

impl Finding {
    fn new(code: &'static str, args: Value) -> Self {
        let args = match args {
            Value::Object(map) => map,
            _ => Map::new(),
        };
        Self { code, args, harmless: false }
    }
}

type Check = fn(&Connection, &Progress) -> Result<Vec<Finding>>;

const CHECKS: [(&str, Check); 5] = [
    ("integrity", integrity),
    ("foreign_keys", foreign_keys),
    ("derived_columns", derived_columns),
    ("unique_emails", unique_emails),
    ("journal", journal),
];

impl Book {
    /// Verifies integrity, foreign keys, that derived columns equal a recomputation, and that
    /// replaying the journal from an empty book gives exactly this one.
    pub fn check(&self, progress: &Progress) -> Result<CheckReport> {
        let mut findings = Vec::new();
        self.read_at_length(|db| {
            for (_, check) in CHECKS {
                progress.begin(Phase::Verifying, 0)?;
                findings.extend(check(db, progress)?);
            }
            Ok(())
        })?;
        Ok(CheckReport {
            ok: findings.iter().all(|finding| finding.harmless),
            checked: CHECKS.iter().map(|(name, _)| *name).collect(),
            findings,
        })
    }
}

fn integrity(db: &Connection, _: &Progress) -> Result<Vec<Finding>> {
    let lines = texts(db, "PRAGMA integrity_check")?;
    Ok(lines
        .into_iter()
        .filter(|line| line != "ok")
        .map(|line| Finding::new("integrity", json!({ "detail": line })))
        .collect())
}

fn foreign_keys(db: &Connection, _: &Progress) -> Result<Vec<Finding>> {
    let tables = texts(db, "SELECT DISTINCT \"table\" FROM pragma_foreign_key_check")?;
    Ok(tables
        .into_iter()
        .map(|table| Finding::new("foreign_keys", json!({ "table": table })))
        .collect())
}

fn derived_columns(db: &Connection, _: &Progress) -> Result<Vec<Finding>> {
    let mut statement = db.prepare("SELECT id, name, name_key, email, email_key FROM members")?;
    let mut rows = statement.query([])?;
    let mut findings = Vec::new();
    while let Some(row) = rows.next()? {
        let text = |i| row.get_ref(i).map(|v| v.as_str().unwrap_or_default());
        let (name, name_key, email, email_key) = (text(1)?, text(2)?, text(3)?, text(4)?);
        let key_differs = match Email::parse(email) {
            Ok(email) => email.key() != email_key,
            Err(_) => !email.is_empty() || !email_key.is_empty(),
        };
        if fold(name) != name_key || key_differs {
            let id: i64 = row.get(0)?;
            findings.push(Finding::new("derived_columns", json!({ "member": id.to_string() })));
        }
    }
    Ok(findings)
}

fn unique_emails(db: &Connection, _: &Progress) -> Result<Vec<Finding>> {
    let emails = texts(
        db,
        "SELECT min(email) FROM members WHERE trashed_at IS NULL AND email_key <> ''
         GROUP BY email_key HAVING count(*) > 1 ORDER BY email_key LIMIT 1000",
    )?;
    Ok(emails
        .into_iter()
        .map(|email| Finding {
            harmless: true,
            ..Finding::new("duplicate_email", json!({ "email": email }))
        })
        .collect())
}

fn journal(db: &Connection, progress: &Progress) -> Result<Vec<Finding>> {
    let file = tempfile::NamedTempFile::new()
        .map_err(|e| Error::Io { path: std::env::temp_dir(), detail: e.to_string() })?;
    let empty = connection::scratch(file.path())?;
    migrate::migrate(&empty, file.path(), 0)?;
    empty.execute_batch("BEGIN")?;
    Ok(differences(db, &empty, progress)?
        .into_iter()
        .map(|d| Finding::new("journal", json!({ "table": d.table, "row": d.key })))
        .collect())
}

fn texts(db: &Connection, sql: &str) -> Result<Vec<String>> {
    let mut statement = db.prepare(sql)?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
