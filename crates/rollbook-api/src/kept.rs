//! What the app remembers between runs beside the books: preferences and recent books.
//!
//! One small JSON file. A file that can't be read is set aside and the app starts afresh: nothing
//! in it is worth not starting for.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::Result;
use crate::places::{Places, write_whole};

const N_RECENT: usize = 12;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Kept {
    pub prefs: Prefs,
    /// Newest first.
    pub recent: Vec<Recent>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Prefs {
    /// `null` follows the system.
    pub locale: Option<Locale>,
    pub theme: Theme,
    /// The member list's columns in order; `null` shows the usual ones.
    pub columns: Option<Vec<String>>,
    pub sidebar_collapsed: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub(crate) enum Locale {
    #[default]
    #[serde(rename = "en")]
    English,
    #[serde(rename = "pt-BR")]
    Portuguese,
}

impl Locale {
    pub fn name(self) -> &'static str {
        match self {
            Locale::English => "en",
            Locale::Portuguese => "pt-BR",
        }
    }

    /// The nearest locale there are words for.
    pub fn nearest(tag: &str) -> Self {
        if tag.to_ascii_lowercase().starts_with("pt") {
            Locale::Portuguese
        } else {
            Locale::English
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

/// A book that was open here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Recent {
    pub path: PathBuf,
    pub name: String,
    pub opened_at: i64,
}

impl Kept {
    pub fn load(places: &Places) -> Self {
        let path = file(places);
        let Ok(text) = fs::read(&path) else { return Self::default() };
        serde_json::from_slice(&text).unwrap_or_else(|error| {
            tracing::warn!(line = error.line(), "the preferences can't be read and are set aside");
            let _ = fs::rename(&path, path.with_extension("damaged.json"));
            Self::default()
        })
    }

    pub fn save(&self, places: &Places) -> Result<()> {
        let text = serde_json::to_vec_pretty(self)
            .map_err(|e| crate::ApiError::internal(&e.to_string()))?;
        Ok(write_whole(&file(places), &text)?)
    }

    pub fn remember(&mut self, book: Recent) {
        self.forget(&book.path.clone());
        self.recent.insert(0, book);
        self.recent.truncate(N_RECENT);
    }

    pub fn forget(&mut self, path: &Path) {
        self.recent.retain(|recent| recent.path != path);
    }
}

fn file(places: &Places) -> PathBuf {
    places.data.join("rollbook.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places() -> (tempfile::TempDir, Places) {
        let dir = tempfile::tempdir().unwrap();
        let places = Places { data: dir.path().to_owned() };
        (dir, places)
    }

    #[test]
    fn what_is_saved_is_loaded() {
        let (_dir, places) = places();
        let mut kept = Kept::default();
        kept.prefs.theme = Theme::Dark;
        for n in 0..20 {
            let path = PathBuf::from(format!("{}.rollbook", n % 15));
            kept.remember(Recent { path, name: n.to_string(), opened_at: n });
        }
        kept.save(&places).unwrap();
        let loaded = Kept::load(&places);
        assert_eq!(loaded, kept);
        let names: Vec<&str> = loaded.recent.iter().map(|book| book.name.as_str()).collect();
        assert_eq!(names.len(), N_RECENT);
        assert_eq!(
            names[..6],
            ["19", "18", "17", "16", "15", "14"],
            "each book once, newest first"
        );
    }

    #[test]
    fn a_damaged_file_is_set_aside() {
        let (dir, places) = places();
        fs::write(file(&places), "{\"prefs\": {\"theme\"").unwrap();
        assert_eq!(Kept::load(&places), Kept::default());
        assert!(dir.path().join("rollbook.damaged.json").exists());
    }

    #[test]
    fn a_file_of_a_newer_rollbook_keeps_what_is_known() {
        let (_dir, places) = places();
        fs::write(file(&places), r#"{"prefs":{"theme":"dark","density":"roomy"},"x":1}"#).unwrap();
        assert_eq!(Kept::load(&places).prefs.theme, Theme::Dark);
    }
}
