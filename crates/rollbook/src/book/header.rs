//! What a file is, told from its first hundred bytes, so that a foreign file is never touched.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::book::SCHEMA;
use crate::error::{Error, Result};

/// `PRAGMA application_id` of every book: "ROLL".
pub(super) const APPLICATION_ID: i32 = 0x524F_4C4C;

/// Refuses whatever is not a book this Rollbook can open.
pub(super) fn probe(path: &Path) -> Result<()> {
    if path.is_dir() {
        return Err(Error::NotABook { path: path.to_owned() });
    }
    let mut head = Vec::with_capacity(100);
    File::open(path)
        .and_then(|file| file.take(100).read_to_end(&mut head))
        .map_err(|e| Error::io(path, &e))?;
    let application = number(&head, 68);
    if !head.starts_with(b"SQLite format 3\0") || application != Some(APPLICATION_ID) {
        return Err(Error::NotABook { path: path.to_owned() });
    }
    refuse_newer(path, number(&head, 60).map_or(0, i64::from))
}

pub(super) fn refuse_newer(path: &Path, found: i64) -> Result<()> {
    if found > SCHEMA {
        return Err(Error::NewerBook { path: path.to_owned(), found, known: SCHEMA });
    }
    Ok(())
}

fn number(head: &[u8], at: usize) -> Option<i32> {
    let bytes = head.get(at..at + 4)?;
    Some(i32::from_be_bytes(bytes.try_into().ok()?))
}
