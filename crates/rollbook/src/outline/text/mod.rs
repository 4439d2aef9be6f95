//! An outline as people have it at hand: an indented list, or a table with a row for each lesson.
//!
//! Nothing is refused here. What can't be taken as it stands is taken as well as it can be, and said
//! with its line, so that a person sees what the text became before anything is written.

mod list;
mod sheet;
mod table;
mod words;

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde::Serialize;

use self::words::Notes;
use super::{Outline, OutlineProblem, Quiz};
use crate::error::{Error, Result};
use crate::export::Locale;
use crate::import::encoding::decode;
use crate::text::{fold, is_invisible};

/// Letters of a title; what is longer is cut.
const LONGEST_TITLE: usize = 300;

/// Bytes of a file.
const LARGEST_FILE: u64 = 4 << 20;

/// What a text lists, in its order. No two chapters and no two lessons of a chapter share a title.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    pub chapters: Vec<ListedChapter>,
    pub flaws: Vec<Flaw>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedChapter {
    pub title: String,
    pub lessons: Vec<ListedLesson>,
}

/// A lesson, with `None` for what the text doesn't say of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedLesson {
    pub title: String,
    /// `Some(None)`: a lesson that is no quiz.
    pub quiz: Option<Option<Quiz>>,
    pub published: Option<bool>,
}

/// What could not be taken as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(rename = "OutlineFlaw")]
pub struct Flaw {
    /// From 1.
    pub line: u64,
    pub kind: FlawKind,
    /// The title or the words it is about.
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "OutlineFlawKind")]
pub enum FlawKind {
    /// A lesson stands before the first chapter and is left out.
    NoChapter,
    /// Its chapter has a lesson of that title already; this one is left out.
    DoubleTitle,
    /// It stands below a lesson and is taken for a lesson itself.
    TooDeep,
    /// The title is cut.
    TooLong,
    /// No kind of lesson is called so; it is taken for a lesson.
    UnknownType,
    /// Not a percentage from 0 to 100; the quiz gets no pass mark.
    PassMark,
    /// Neither yes nor no; the lesson is taken as published.
    YesOrNo,
}

impl Listing {
    /// Reads a text: a table if its first line is a header that names a column of chapters and one of
    /// lessons, else a list.
    pub fn read(text: &str) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        table::read(text).unwrap_or_else(|| list::read(text))
    }

    /// The lessons of all chapters.
    pub fn n_lessons(&self) -> usize {
        self.chapters.iter().map(|chapter| chapter.lessons.len()).sum()
    }
}

/// A listing as it is read, which knows the titles it has.
#[derive(Default)]
struct Reading {
    listing: Listing,
    /// The place of each chapter and the titles of its lessons, by its folded title.
    known: HashMap<String, (usize, HashSet<String>)>,
}

impl Reading {
    fn flaw(&mut self, line: u64, kind: FlawKind, text: &str) {
        let text = text.chars().take(LONGEST_TITLE).collect();
        self.listing.flaws.push(Flaw { line, kind, text });
    }

    /// A chapter, there already or new.
    fn chapter(&mut self, line: u64, title: &str) {
        let folded = fold(title);
        if !self.known.contains_key(&folded) {
            let title = self.title(line, title);
            self.known.insert(folded, (self.listing.chapters.len(), HashSet::new()));
            self.listing.chapters.push(ListedChapter { title, lessons: Vec::new() });
        }
    }

    /// A lesson of a chapter, there already or new.
    fn lesson(&mut self, line: u64, chapter: &str, title: &str, notes: Notes) {
        self.chapter(line, chapter);
        let Some((at, titles)) = self.known.get_mut(&fold(chapter)) else { return };
        let at = *at;
        if !titles.insert(fold(title)) {
            return self.flaw(line, FlawKind::DoubleTitle, title);
        }
        let Notes { quiz, published } = notes;
        let lesson = ListedLesson { title: self.title(line, title), quiz, published };
        self.listing.chapters[at].lessons.push(lesson);
    }

    fn title(&mut self, line: u64, title: &str) -> String {
        let title = title.replace(char::is_control, " ").replace(is_invisible, "");
        let title = title.trim();
        match title.char_indices().nth(LONGEST_TITLE) {
            None => title.to_owned(),
            Some((end, _)) => {
                self.flaw(line, FlawKind::TooLong, title);
                title[..end].trim_end().to_owned()
            }
        }
    }
}

/// Reads a file of text in whatever encoding, or a workbook as a text; outlines are small, so what is
/// large is none.
pub fn read_file(path: &Path) -> Result<String> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(LARGEST_FILE + 1).read_to_end(&mut bytes))
        .map_err(|error| unreadable(error.to_string()))?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(unreadable(format!("it is larger than {} MB", LARGEST_FILE >> 20)));
    }
    // As workbooks begin, and no text.
    if bytes.starts_with(b"PK\x03\x04") {
        return sheet::read(path);
    }
    if bytes.contains(&0) && !bytes.starts_with(b"\xff\xfe") && !bytes.starts_with(b"\xfe\xff") {
        return Err(unreadable("it is no text".to_owned()));
    }
    Ok(decode(&bytes))
}

fn unreadable(detail: String) -> Error {
    OutlineProblem::Unreadable { detail }.into()
}

/// Writes an outline as a list that [`Listing::read`] reads back, in the words of a language.
pub fn print(outline: &Outline, locale: Locale) -> String {
    let mut text = String::new();
    for (at, chapter) in outline.chapters.iter().enumerate() {
        if at > 0 {
            text.push('\n');
        }
        list::print_chapter(&mut text, chapter, locale);
    }
    text
}

#[cfg(test)]
mod tests;
