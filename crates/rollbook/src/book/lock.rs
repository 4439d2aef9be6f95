//! One process per book: whoever opens a book holds a file beside it.
//!
//! The book itself can't carry the lock: on Windows a locked file can't be read by SQLite, and
//! SQLite's own locks come and go with transactions. The system lets go of the file when a process
//! dies.
//!
//! A book that is closed leaves no such file. So a process may open the file, and only then, before
//! it is locked, another one that closes the book removes it: what was locked has no name any more,
//! and a third process would make and lock a new one. Unix therefore asks whether the file that was
//! locked is the one that has the name. Windows needs no question: there the file can be opened
//! once only, and the system itself removes it when it is closed.
//!
//! What the file says is for whoever opens the book next, after a process that died: which file it
//! had open. On Windows nothing can take an open file's place, and there it says nothing.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::files::sibling;

#[derive(Debug)]
pub(super) struct BookLock {
    #[cfg(not(windows))]
    path: PathBuf,
    file: File,
    left: Option<String>,
}

impl BookLock {
    fn of(mut file: File, #[cfg(not(windows))] path: PathBuf) -> Self {
        let mut left = String::new();
        let n = file.read_to_string(&mut left).unwrap_or_default();
        let left = (n > 0).then_some(left);
        Self {
            #[cfg(not(windows))]
            path,
            file,
            left,
        }
    }

    /// What a process noted that died with the book open.
    pub fn left(&self) -> Option<&str> {
        self.left.as_deref()
    }

    /// Says something to whoever opens the book if this process dies.
    pub fn note(&self, text: &str) -> io::Result<()> {
        let mut file = &self.file;
        file.seek(SeekFrom::Start(0))?;
        file.set_len(0)?;
        file.write_all(text.as_bytes())?;
        file.sync_data()
    }
}

fn file_of(book: &Path) -> PathBuf {
    sibling(book, "-lock")
}

/// What it means for the book that its lock can't be opened.
fn refused(book: &Path, error: &io::Error) -> Error {
    match Error::io(book, error) {
        Error::Permission { path } => Error::BookReadOnly { path },
        other => other,
    }
}

#[cfg(not(windows))]
mod system {
    use std::fs::{File, OpenOptions, TryLockError};
    use std::io;
    use std::path::Path;

    use super::{BookLock, file_of, refused};
    use crate::error::{Error, Result};
    use crate::files::FileId;

    /// Each further try means that somebody closed the book just now. More than this many in a row
    /// don't happen, unless a file system gives one file two numbers.
    const TRIES: usize = 1000;

    impl BookLock {
        pub(in crate::book) fn take(book: &Path) -> Result<Self> {
            let path = file_of(book);
            for _ in 0..TRIES {
                let file = OpenOptions::new()
                    .create(true)
                    .truncate(false)
                    .read(true)
                    .write(true)
                    .open(&path)
                    .map_err(|e| refused(book, &e))?;
                let locked = file.try_lock();
                if !has_name(&file, &path).map_err(|e| Error::io(book, &e))? {
                    continue;
                }
                return match locked {
                    Ok(()) => Ok(Self::of(file, path)),
                    Err(TryLockError::WouldBlock) => {
                        Err(Error::BookLocked { path: book.to_owned() })
                    }
                    Err(TryLockError::Error(e)) => Err(Error::io(book, &e)),
                };
            }
            Err(Error::BookLocked { path: book.to_owned() })
        }
    }

    impl Drop for BookLock {
        fn drop(&mut self) {
            // While it is locked, so that nobody else's is removed. A left-over file is harmless:
            // the lock itself dies with the process.
            let _ = std::fs::remove_file(&self.path);
        }
    }

    fn has_name(file: &File, path: &Path) -> io::Result<bool> {
        match std::fs::metadata(path) {
            Ok(named) => Ok(FileId::of(&named) == FileId::of(&file.metadata()?)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }
}

#[cfg(windows)]
mod system {
    use std::fs::OpenOptions;
    use std::io::ErrorKind;
    use std::os::windows::fs::OpenOptionsExt;
    use std::path::Path;
    use std::thread;
    use std::time::Duration;

    use super::{BookLock, file_of, refused};
    use crate::error::{Error, Result};

    const FILE_FLAG_DELETE_ON_CLOSE: u32 = 0x0400_0000;
    const ERROR_SHARING_VIOLATION: i32 = 32;

    /// A file that is just being removed refuses like one in a folder that may not be written to.
    const TRIES: u32 = 10;
    const PAUSE: Duration = Duration::from_millis(20);

    impl BookLock {
        pub(in crate::book) fn take(book: &Path) -> Result<Self> {
            let path = file_of(book);
            let mut tries = TRIES;
            loop {
                let opened = OpenOptions::new()
                    .create(true)
                    .truncate(false)
                    .read(true)
                    .write(true)
                    .share_mode(0)
                    .custom_flags(FILE_FLAG_DELETE_ON_CLOSE)
                    .open(&path);
                tries -= 1;
                match opened {
                    Ok(file) => return Ok(Self::of(file)),
                    Err(e) if e.raw_os_error() == Some(ERROR_SHARING_VIOLATION) => {
                        return Err(Error::BookLocked { path: book.to_owned() });
                    }
                    Err(e) if e.kind() == ErrorKind::PermissionDenied && tries > 0 => {
                        thread::sleep(PAUSE);
                    }
                    Err(e) => return Err(refused(book, &e)),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    use super::*;

    #[test]
    fn many_who_come_and_go_are_never_two_at_once() {
        let dir = tempfile::tempdir().unwrap();
        let book = dir.path().join("a.rollbook");
        let (inside, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..2000 {
                        match BookLock::take(&book) {
                            Ok(lock) => {
                                assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                                taken.fetch_add(1, Ordering::SeqCst);
                                thread::yield_now();
                                inside.fetch_sub(1, Ordering::SeqCst);
                                drop(lock);
                            }
                            Err(error) => assert_eq!(error.code(), "book_locked", "{error}"),
                        }
                    }
                });
            }
        });
        assert!(taken.load(Ordering::SeqCst) > 100, "they did come and go");
        assert!(!file_of(&book).exists(), "nothing is left beside a closed book");
        BookLock::take(&book).unwrap();
    }

    #[test]
    fn a_file_left_by_a_process_that_died_locks_nobody_out() {
        let dir = tempfile::tempdir().unwrap();
        let book = dir.path().join("a.rollbook");
        std::fs::write(file_of(&book), "").unwrap();
        let lock = BookLock::take(&book).unwrap();
        assert_eq!(BookLock::take(&book).unwrap_err().code(), "book_locked");
        drop(lock);
        assert!(!file_of(&book).exists());
    }
}
