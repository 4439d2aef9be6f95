//! Files beside others, files that take the place of others, and files that are soon gone.

use std::fs::{DirEntry, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use tempfile::NamedTempFile;

/// On Windows nobody can replace or remove a file that another program holds open, and virus
/// scanners and backup programs hold what was just written for a moment. They get two seconds.
const TRIES: u32 = 40;
const PAUSE: Duration = Duration::from_millis(50);

/// The file beside another that is named after it: `school.rollbook` + `-lock`.
pub fn sibling(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Which file it is, whatever its name. Asked to see whether a name still belongs to the file that
/// was opened by it. On Windows an open file keeps its name, so there is nothing to tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FileId {
    #[cfg(unix)]
    device: u64,
    #[cfg(unix)]
    number: u64,
}

impl FileId {
    #[cfg(unix)]
    pub fn of(file: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self { device: file.dev(), number: file.ino() }
    }

    #[cfg(not(unix))]
    pub fn of(_: &Metadata) -> Self {
        Self {}
    }
}

/// Puts the file at `from` in the place of the one at `to`, if there is one.
pub fn replace(from: &Path, to: &Path) -> io::Result<()> {
    patiently(|| std::fs::rename(from, to))
}

/// Removes the file, or does nothing where there is none.
pub fn remove(path: &Path) -> io::Result<()> {
    patiently(|| match std::fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    })
}

/// How the name of a half file begins and ends.
const HALF: [&str; 2] = [".rollbook-", ".part"];
/// What nobody holds and was not written to for so long is needed by nobody: the files of one export
/// may be many, and those that are full wait closed for the last of them.
const ABANDONED: Duration = Duration::from_mins(10);

/// A new file in a folder that goes away by itself unless it is renamed; `mode` says on Unix who may
/// open it. What processes left there that died meanwhile goes too: it is no use to anybody, and full
/// of names and addresses.
pub(crate) fn half(folder: &Path, mode: u32) -> io::Result<NamedTempFile> {
    let mut half = tempfile::Builder::new();
    half.prefix(HALF[0]).suffix(HALF[1]);
    #[cfg(unix)]
    half.permissions(std::os::unix::fs::PermissionsExt::from_mode(mode));
    #[cfg(not(unix))]
    let _ = mode;
    let half = half.tempfile_in(folder)?;
    // Some drives know no locks; what is left there stays.
    let _ = half.as_file().try_lock();
    if let Ok(now) = half.as_file().metadata().and_then(|of| of.modified()) {
        // A folder that can be written to and not listed keeps what is in it.
        for file in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = file.file_name();
            let name = name.to_str().unwrap_or_default();
            if name.starts_with(HALF[0]) && name.ends_with(HALF[1]) && is_abandoned(&file, now) {
                let _ = std::fs::remove_file(file.path());
            }
        }
    }
    Ok(half)
}

/// Whether nobody needs a half file any more, as of the moment another was made.
fn is_abandoned(half: &DirEntry, now: SystemTime) -> bool {
    let age = half.metadata().and_then(|of| of.modified()).map(|at| now.duration_since(at));
    let is_old = matches!(age, Ok(Ok(age)) if age >= ABANDONED);
    is_old && File::open(half.path()).is_ok_and(|file| file.try_lock().is_ok())
}

/// A new file for what is read once more and then forgotten, its owner's alone.
pub(crate) fn scratch() -> io::Result<NamedTempFile> {
    // On Windows a lock keeps everybody from reading by another handle, its owner too.
    if cfg!(windows) { NamedTempFile::new() } else { half(&std::env::temp_dir(), 0o600) }
}

fn patiently(attempt: impl Fn() -> io::Result<()>) -> io::Result<()> {
    for _ in 1..TRIES {
        match attempt() {
            Err(error) if is_held(&error) => thread::sleep(PAUSE),
            done => return done,
        }
    }
    attempt()
}

/// Whether another program that has the file open is why nothing could be done. A folder that may
/// not be written to refuses in the same words, and then the patience is in vain.
fn is_held(error: &io::Error) -> bool {
    const ERROR_SHARING_VIOLATION: i32 = 32;
    let refused = error.kind() == io::ErrorKind::PermissionDenied;
    cfg!(windows) && (refused || error.raw_os_error() == Some(ERROR_SHARING_VIOLATION))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_takes_the_place_of_another() {
        let dir = tempfile::tempdir().unwrap();
        let (from, to) = (dir.path().join("fresh"), dir.path().join("list.csv"));
        for content in ["first", "second"] {
            fs::write(&from, content).unwrap();
            replace(&from, &to).unwrap();
            assert_eq!(fs::read_to_string(&to).unwrap(), content);
        }
        remove(&to).unwrap();
        remove(&to).unwrap();
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }

    #[cfg(windows)]
    #[test]
    fn a_program_that_holds_the_file_for_a_moment_is_waited_for() {
        use std::os::windows::fs::OpenOptionsExt;

        let dir = tempfile::tempdir().unwrap();
        let (from, to) = (dir.path().join("fresh"), dir.path().join("list.csv"));
        fs::write(&from, "fresh").unwrap();
        fs::write(&to, "stale").unwrap();
        let scanner = fs::OpenOptions::new().read(true).share_mode(1).open(&to).unwrap();
        let scanned = thread::spawn(move || {
            thread::sleep(3 * PAUSE);
            drop(scanner);
        });
        replace(&from, &to).unwrap();
        assert_eq!(fs::read_to_string(&to).unwrap(), "fresh");
        scanned.join().unwrap();
    }
}
