//! Where this user's files are: the app's own data, and where books are proposed.

use std::fs;
use std::path::{Path, PathBuf};

use directories::{ProjectDirs, UserDirs};
use rollbook::Error;
use rollbook::files;
use rollbook::ids::Installation;

use crate::error::{ApiError, Result};

/// Names the data folder instead of the system; tests set it so that they never touch a person's.
const HOME: &str = "ROLLBOOK_HOME";

#[derive(Clone, Debug)]
pub struct Places {
    /// Preferences, recent books, the installation's number, the log.
    pub data: PathBuf,
}

impl Places {
    pub fn of_this_user() -> Result<Self, ApiError> {
        if let Some(home) = std::env::var_os(HOME).filter(|home| !home.is_empty()) {
            return Ok(Self { data: home.into() });
        }
        ProjectDirs::from("app", "", "Rollbook")
            .map(|dirs| Self { data: dirs.data_dir().to_owned() })
            .ok_or_else(|| ApiError::internal("this user has no home folder"))
    }

    /// The folder in which new books are proposed.
    pub(crate) fn books(&self) -> PathBuf {
        if std::env::var_os(HOME).is_some() {
            return self.data.clone();
        }
        UserDirs::new().map_or_else(
            || self.data.clone(),
            |dirs| dirs.document_dir().unwrap_or_else(|| dirs.home_dir()).to_owned(),
        )
    }

    /// The number of this installation, drawn at the first call and kept from then on. One that
    /// can't be read is drawn anew, which is harmless: ids of a new number collide with no others.
    pub fn installation(&self) -> Result<Installation, ApiError> {
        let path = self.data.join("installation");
        let kept = fs::read_to_string(&path).ok().and_then(|text| text.trim().parse().ok());
        if let Some(number) = kept {
            return Ok(Installation::new(number));
        }
        let mut random = [0; 4];
        getrandom::fill(&mut random).map_err(|e| ApiError::internal(&e.to_string()))?;
        let installation = Installation::new(u32::from_le_bytes(random));
        write_whole(&path, installation.number().to_string().as_bytes())?;
        Ok(installation)
    }
}

/// Writes a file so that it is there whole or not at all, making its folder when missing.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> rollbook::Result<()> {
    // A name of its own: `list.part` beside `list.csv` may be somebody's file.
    let half = files::sibling(path, ".rollbook-part");
    let write = || {
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(&half, bytes)?;
        files::replace(&half, path)
    };
    write().map_err(|e| Error::io(path, &e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_installation_keeps_its_number() {
        let dir = tempfile::tempdir().unwrap();
        let places = Places { data: dir.path().join("not/there/yet") };
        let first = places.installation().unwrap();
        assert_eq!(places.installation().unwrap(), first);
        assert_ne!(first.number(), 0);
    }

    #[test]
    fn a_file_beside_the_one_that_is_written_stays() {
        let dir = tempfile::tempdir().unwrap();
        let beside = dir.path().join("list.part");
        fs::write(&beside, "mine").unwrap();
        write_whole(&dir.path().join("list.csv"), b"Email").unwrap();
        assert_eq!(fs::read_to_string(beside).unwrap(), "mine");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2, "and nothing is left over");
    }

    #[test]
    fn a_damaged_number_is_drawn_anew() {
        let dir = tempfile::tempdir().unwrap();
        let places = Places { data: dir.path().to_owned() };
        fs::write(dir.path().join("installation"), "\0\0\0").unwrap();
        let drawn = places.installation().unwrap();
        assert_eq!(places.installation().unwrap(), drawn, "and kept");
    }
}
