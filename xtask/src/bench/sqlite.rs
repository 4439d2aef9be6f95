//! The same import, grants and questions by the `sqlite3` shell: what the rows cost without reading
//! them as a person would, without a plan, without a journal, and with nothing kept in memory.
//!
//! It gets every advantage that is fair: one transaction, statements over whole tables, a cache as
//! large as Rollbook's writer has. It fills the same tables of a book made by Rollbook, with the
//! same columns, indexes and foreign keys, in the same journal mode, and as durably.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use super::cpu;
use crate::Failure;
use crate::shell::not_started;

/// Ids as Rollbook gives them: the installation in the high bits.
const FIRST_ID: i64 = 1 << 40;

/// What the shell took, its start included.
#[derive(Debug)]
pub struct Shell {
    pub seconds: f64,
    /// Seconds of CPU.
    pub cpu: f64,
}

pub fn import(book: &Path, file: &Path, with_course: bool) -> Result<Shell, Failure> {
    run(book, &import_script(file, with_course))
}

/// A course for everybody; `terms` are the state, the start and the end.
pub fn grant(book: &Path, course: &str, terms: &str) -> Result<Shell, Failure> {
    let script = format!(
        "{AS_ROLLBOOK}
         BEGIN IMMEDIATE;
         INSERT INTO grants (id, member_id, course_id, source, created_at, state, starts_at,
                             expires_at)
         SELECT m.id + (SELECT max(id) FROM grants) - (SELECT min(id) FROM members) + 1, m.id, c.id,
                'manual', unixepoch() * 1000, {terms}
         FROM members m, courses c WHERE c.title = '{course}' ORDER BY m.id;
         COMMIT;\n"
    );
    run(book, &script)
}

/// Takes the course away again.
pub fn ungrant(book: &Path, course: &str) -> Result<Shell, Failure> {
    let script = format!(
        "{AS_ROLLBOOK}
         DELETE FROM grants WHERE course_id = (SELECT id FROM courses WHERE title = '{course}');\n"
    );
    run(book, &script)
}

/// The ids that a statement selects.
pub fn select(book: &Path, statement: &str) -> Result<Shell, Failure> {
    run(book, &format!("{AS_ROLLBOOK}{statement};\n"))
}

const AS_ROLLBOOK: &str = "
    PRAGMA foreign_keys = ON;
    PRAGMA synchronous = FULL;
    PRAGMA cache_size = -65536;";

fn run(book: &Path, script: &str) -> Result<Shell, Failure> {
    let mut command = Command::new("sqlite3");
    command.args(["-batch", "-bail"]).arg(book).stdin(Stdio::piped()).stdout(Stdio::null());
    let cpu = cpu::seconds(cpu::Of::Children);
    let start = Instant::now();
    let mut child = command.spawn().map_err(|error| not_started(&command, &error))?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(script.as_bytes()).map_err(|error| format!("sqlite3: {error}"))?;
    }
    let status = child.wait().map_err(|error| format!("sqlite3: {error}"))?;
    let seconds = start.elapsed().as_secs_f64();
    let cpu = cpu::seconds(cpu::Of::Children) - cpu;
    if status.success() { Ok(Shell { seconds, cpu }) } else { Err(format!("sqlite3: {status}")) }
}

fn import_script(file: &Path, with_course: bool) -> String {
    let file = file.display();
    // The shell knows its own commands by the dot at the start of a line.
    let mut script = format!(
        "{AS_ROLLBOOK}
         CREATE TEMP TABLE staging (name, email, phone, company, joined, course, expires);
.import --csv --skip 1 --schema temp {file} staging
         BEGIN IMMEDIATE;
         INSERT INTO members (id, name, name_key, email, email_key, given, family, company, phone,
                              external_id, status, joined_at, last_seen_at, created_at)
         SELECT {FIRST_ID} + rowid, name, lower(name), email, lower(email), '', '', company, phone,
                '', 'active', unixepoch(joined) * 1000, NULL, unixepoch() * 1000
         FROM staging;\n"
    );
    if with_course {
        let _ = write!(
            script,
            "INSERT INTO courses (id, title, created_at)
             SELECT {FIRST_ID} + 10000000 + min(rowid), course, unixepoch() * 1000
             FROM staging GROUP BY course;
             INSERT INTO grants (id, member_id, course_id, source, state, starts_at, expires_at,
                                 created_at)
             SELECT {FIRST_ID} + 20000000 + s.rowid, {FIRST_ID} + s.rowid, c.id, 'import', 'active',
                    unixepoch() * 1000, unixepoch(nullif(expires, '')) * 1000 + 86399999,
                    unixepoch() * 1000
             FROM staging s JOIN courses c ON c.title = s.course;\n"
        );
    }
    script.push_str("COMMIT;\n");
    script
}
