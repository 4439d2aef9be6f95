//! An indented list: markdown, a text editor's bullets, a numbered plan, or plain lines.
//!
//! What stands below what is told by three things, in this order: headings by their level, lines by
//! their indentation, and lines of one indentation by their marker, of which the one that comes first
//! in the text is the higher. The lines that are below no other are chapters, all others lessons.

use std::fmt::Write;

use super::super::{Chapter, Quiz};
use super::words::{self, Notes};
use super::{FlawKind, Listing, Reading};
use crate::export::Locale;
use crate::text::is_invisible;

/// How far a tab indents.
const TAB: usize = 4;

struct Line<'a> {
    number: u64,
    rank: (usize, usize),
    text: &'a str,
    /// Nothing stands between it and the line before.
    goes_on: bool,
}

#[derive(Clone, Copy)]
enum Depth {
    Course,
    Chapter,
    Lesson { too_deep: bool },
}

/// What stands before a line's text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Marker {
    None,
    Heading(usize),
    Bullet(char),
    Number,
}

pub(super) fn read(text: &str) -> Listing {
    let lines = lines(text);
    let mut reading = Reading::default();
    let mut chapter = "";
    for (line, depth) in lines.iter().zip(depths(&lines)) {
        let (title, notes) = title(line.text);
        match depth {
            Depth::Course => {}
            Depth::Chapter => {
                reading.chapter(line.number, title);
                chapter = title;
            }
            Depth::Lesson { too_deep } => {
                if too_deep {
                    reading.flaw(line.number, FlawKind::TooDeep, title);
                }
                reading.lesson(line.number, chapter, title, notes);
            }
        }
    }
    reading.listing
}

/// The lines that have a title, each with what orders it by.
fn lines(text: &str) -> Vec<Line<'_>> {
    let mut kinds = Vec::new();
    let mut lines = Vec::new();
    let mut goes_on = false;
    for (at, line) in text.lines().enumerate() {
        let indent = indentation(line);
        let (marker, text) = marker(line.trim_start_matches(is_blank).trim_end());
        if title(text).0.is_empty() {
            goes_on = false;
            continue;
        }
        let rank = match marker {
            Marker::Heading(level) => (0, level),
            _ => (1 + indent, order(&mut kinds, marker)),
        };
        lines.push(Line { number: at as u64 + 1, rank, text, goes_on });
        goes_on = true;
    }
    lines
}

/// The place of a marker among those seen so far.
fn order(kinds: &mut Vec<Marker>, marker: Marker) -> usize {
    kinds.iter().position(|known| *known == marker).unwrap_or_else(|| {
        kinds.push(marker);
        kinds.len() - 1
    })
}

fn is_blank(char: char) -> bool {
    char.is_whitespace() || is_invisible(char)
}

fn indentation(line: &str) -> usize {
    let mut columns = 0;
    for char in line.chars().take_while(|char| is_blank(*char)) {
        columns = match char {
            '\t' => (columns / TAB + 1) * TAB,
            char if char.is_whitespace() => columns + 1,
            _ => columns,
        };
    }
    columns
}

fn marker(line: &str) -> (Marker, &str) {
    let level = line.chars().take_while(|char| *char == '#').count();
    if (1..=6).contains(&level) && line[level..].starts_with(is_blank) {
        return (Marker::Heading(level), line[level..].trim());
    }
    let rest = |after: &str| after.starts_with(is_blank);
    if let Some(bullet) = line.chars().next().filter(|char| "-*+•–—◦▪·".contains(*char))
    {
        let after = &line[bullet.len_utf8()..];
        if rest(after) || !matches!(bullet, '-' | '*' | '+') {
            return (Marker::Bullet(bullet), after.trim());
        }
    }
    // `1.`, `1)`, `1.2` and `1.2.`
    let number =
        line.find(|char: char| !char.is_ascii_digit() && char != '.').unwrap_or(line.len());
    let (digits, after) = line.split_at(number);
    let after = match after.strip_prefix(')') {
        Some(after) => after,
        None if digits.contains('.') => after,
        None => return (Marker::None, line),
    };
    match digits.starts_with(|char: char| char.is_ascii_digit()) && rest(after) {
        true => (Marker::Number, after.trim()),
        false => (Marker::None, line),
    }
}

/// What each line is by what it stands below.
fn depths(lines: &[Line]) -> Vec<Depth> {
    let mut above: Vec<(usize, usize)> = Vec::new();
    let depth = |line: &Line| {
        while above.last().is_some_and(|rank| *rank >= line.rank) {
            above.pop();
        }
        above.push(line.rank);
        above.len() - 1
    };
    let depths: Vec<usize> = lines.iter().map(depth).collect();
    if depths.iter().all(|depth| *depth == 0) && in_paragraphs(lines) {
        let kind = |line: &Line| match line.goes_on {
            true => Depth::Lesson { too_deep: false },
            false => Depth::Chapter,
        };
        return lines.iter().map(kind).collect();
    }
    // One line above everything, with two levels below it, is the title of the course.
    let is_alone = depths.iter().filter(|depth| **depth == 0).count() == 1;
    let chapters = usize::from(is_alone && depths.contains(&2));
    let kind = |depth: &usize| match depth.checked_sub(chapters) {
        None => Depth::Course,
        Some(0) => Depth::Chapter,
        Some(below) => Depth::Lesson { too_deep: below > 1 },
    };
    depths.iter().map(kind).collect()
}

/// Lines without any order among them, but with blank lines between groups of several.
fn in_paragraphs(lines: &[Line]) -> bool {
    let begins = |at: &usize| lines.get(*at).is_none_or(|line| !line.goes_on);
    let starts: Vec<usize> = (0..lines.len()).filter(begins).collect();
    starts.len() > 1 && starts.iter().all(|at| !begins(&(at + 1)))
}

/// A line's title without what dresses it, and what stands behind it in parentheses. Where they name a
/// kind, the title is taken to the letter.
fn title(text: &str) -> (&str, Notes) {
    let (mut title, notes) = match noted(text) {
        Some((title, notes, true)) => return (title, notes),
        Some((title, notes, false)) => (title, notes),
        None => (text, Notes::default()),
    };
    for done in ["[ ]", "[x]", "[X]"] {
        title = title.strip_prefix(done).map_or(title, str::trim_start);
    }
    for mark in ["**", "__"] {
        let inner = title.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
        title = inner.map_or(title, str::trim);
    }
    match words::after_quiz(title) {
        Some(title) => (title, Notes { quiz: notes.quiz.or(Some(Some(Quiz::default()))), ..notes }),
        None => (title, notes),
    }
}

/// A title with parentheses behind it in which there is nothing but words about lessons, and whether
/// they name a kind.
fn noted(text: &str) -> Option<(&str, Notes, bool)> {
    let (title, inside) = text.strip_suffix(')')?.rsplit_once('(')?;
    let (title, notes) = (title.trim_end(), words::notes(inside)?);
    (!title.is_empty()).then(|| (title, notes, words::name_a_kind(inside)))
}

pub(super) fn print_chapter(text: &mut String, chapter: &Chapter, locale: Locale) {
    let mut line = |marker: &str, plain: &str, notes: Notes, or: &str| {
        let plain = plain.replace(char::is_control, " ");
        let is_read_back = title(&plain) == (plain.as_str(), Notes::default());
        let told = words::told(notes, locale);
        let kind = (!is_read_back && notes.quiz.is_none()).then(|| or.to_owned());
        let told = kind.into_iter().chain(told).reduce(|kind, told| format!("{kind}, {told}"));
        let told = told.map(|told| format!(" ({told})")).unwrap_or_default();
        let _ = writeln!(text, "{marker} {plain}{told}");
    };
    line("#", &chapter.title, Notes::default(), words::CHAPTER);
    for lesson in &chapter.lessons {
        let quiz = lesson.quiz.is_some().then_some(lesson.quiz);
        let notes = Notes { quiz, published: (!lesson.published).then_some(false) };
        line("-", &lesson.title, notes, words::lesson(locale));
    }
}
