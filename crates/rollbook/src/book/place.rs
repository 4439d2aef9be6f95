//! Whether an open book's file is still the one that has its name.
//!
//! A file that was deleted, whose drive is gone or whose place another one took (programs that keep
//! a folder in step with another computer do that) would still take writes, into nowhere.

use std::path::{Path, PathBuf};

use super::connection;
use crate::error::{Error, Result};
use crate::files::{self, FileId};

#[derive(Debug)]
pub(super) struct Place {
    path: PathBuf,
    file: FileId,
}

impl Place {
    /// Of the file that has the name now, which was just opened.
    pub(super) fn of(path: &Path) -> Result<Self> {
        let file = std::fs::metadata(path).map_err(|e| Error::io(path, &e))?;
        Ok(Self { path: path.to_owned(), file: FileId::of(&file) })
    }

    pub(super) fn check(&self) -> Result<()> {
        match std::fs::metadata(&self.path) {
            Ok(file) if FileId::of(&file) == self.file => Ok(()),
            Ok(_) => Err(Error::BookReplaced { path: self.path.clone() }),
            Err(error) => Err(Error::io(&self.path, &error)),
        }
    }
}

impl Drop for Place {
    /// SQLite leaves the log of a file that lost its name. It would be taken for the log of the file
    /// that has the name now, and be written into it when that is opened.
    fn drop(&mut self) {
        if matches!(self.check(), Err(Error::BookReplaced { .. })) {
            for log in connection::logs_of(&self.path) {
                let _ = files::remove(&log);
            }
        }
    }
}
