//! The lessons of a course, found by what files call them.
//!
//! Platforms number lessons (*03. Colour*, *Lesson 3: Colour*, *Aula 3 - Cor*) and files are typed
//! by hand: case, accents, punctuation and a number in front don't tell lessons apart unless nothing
//! else does. What is left open is a problem of its row or column, never a guess.

use std::collections::HashMap;

use rusqlite::Connection;

use super::values::Code;
use crate::error::Result as BookResult;
use crate::ids::{CourseId, LessonId};
use crate::outline::file::with_chapter;
use crate::text::fold;

/// Words that stand before the number of a lesson.
const NUMBERED: &[&str] = &[
    "lesson",
    "chapter",
    "module",
    "unit",
    "section",
    "part",
    "quiz",
    "test",
    "aula",
    "licao",
    "capitulo",
    "modulo",
    "unidade",
    "secao",
    "parte",
    "questionario",
    "leccion",
    "clase",
    "unidad",
    "seccion",
    "cuestionario",
];

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownLesson {
    pub id: LessonId,
    pub chapter: String,
    pub title: String,
    pub is_quiz: bool,
    /// The score that passes, in percent; any without one.
    pub pass_mark: Option<u8>,
}

impl KnownLesson {
    /// `Chapter / Lesson`, by which it is always told apart.
    pub fn path(&self) -> String {
        with_chapter(&self.chapter, &self.title)
    }
}

/// The lessons of one course, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lessons {
    list: Vec<KnownLesson>,
    /// By the letters of the title, of the path, and of the title without its number.
    by_title: HashMap<String, Vec<usize>>,
    by_path: HashMap<String, Vec<usize>>,
    by_name: HashMap<String, Vec<usize>>,
}

impl Lessons {
    pub(super) fn of(db: &Connection, course: CourseId) -> BookResult<Self> {
        let mut statement = db.prepare_cached(
            "SELECT l.id, c.title, l.title, l.kind = 'quiz', l.pass_mark
             FROM chapters c JOIN lessons l ON l.chapter_id = c.id
             WHERE c.course_id = ?1 AND c.removed_at IS NULL AND l.removed_at IS NULL
             ORDER BY c.position, c.id, l.position, l.id",
        )?;
        let lessons = statement.query_map([course], |row| {
            Ok(KnownLesson {
                id: row.get(0)?,
                chapter: row.get(1)?,
                title: row.get(2)?,
                is_quiz: row.get(3)?,
                pass_mark: row.get(4)?,
            })
        })?;
        Ok(Self::new(lessons.collect::<rusqlite::Result<_>>()?))
    }

    /// Those of every course that has any, by the folded title of the course.
    pub(super) fn by_course(db: &Connection) -> BookResult<HashMap<String, Self>> {
        let mut statement = db.prepare(
            "SELECT id, title FROM courses WHERE id IN (SELECT course_id FROM chapters)
             ORDER BY archived_at IS NULL, id DESC",
        )?;
        let mut rows = statement.query([])?;
        let mut by_course = HashMap::new();
        while let Some(row) = rows.next()? {
            let title: String = row.get(1)?;
            by_course.insert(fold(&title), Self::of(db, row.get(0)?)?);
        }
        Ok(by_course)
    }

    fn new(list: Vec<KnownLesson>) -> Self {
        let mut known = Self { list, ..Self::default() };
        for (at, lesson) in known.list.iter().enumerate() {
            known.by_title.entry(letters(&lesson.title)).or_default().push(at);
            known.by_path.entry(letters(&lesson.path())).or_default().push(at);
            known.by_name.entry(letters(unnumbered(&lesson.title))).or_default().push(at);
        }
        known
    }

    pub fn iter(&self) -> impl Iterator<Item = &KnownLesson> {
        self.list.iter()
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The lesson of a title, in a chapter if one is given. The title may be a whole path.
    pub(super) fn find(&self, chapter: &str, title: &str) -> Result<&KnownLesson, Code> {
        let whole = letters(title);
        let name = letters(unnumbered(title));
        let of = |index: &HashMap<String, Vec<usize>>, key: &str| -> Vec<&KnownLesson> {
            let found = index.get(key).map_or(&[][..], Vec::as_slice);
            found.iter().map(|at| &self.list[*at]).collect()
        };
        let mut candidates =
            [of(&self.by_title, &whole), of(&self.by_path, &whole), of(&self.by_name, &name)]
                .into_iter()
                .find(|found| !found.is_empty() && !name.is_empty())
                .ok_or(Code::UnknownLesson)?;
        if candidates.len() > 1 && !chapter.is_empty() {
            candidates.retain(|lesson| is_same(&lesson.chapter, chapter));
        }
        match candidates[..] {
            [lesson] => Ok(lesson),
            [] => Err(Code::UnknownLesson),
            _ => Err(Code::AmbiguousLesson),
        }
    }
}

fn is_same(one: &str, other: &str) -> bool {
    letters(one) == letters(other) || letters(unnumbered(one)) == letters(unnumbered(other))
}

/// What tells titles apart: letters and digits without case and accents. A title of nothing else is
/// compared as it is.
fn letters(title: &str) -> String {
    let folded = fold(title);
    let letters: String = folded.chars().filter(|char| char.is_alphanumeric()).collect();
    if letters.is_empty() { folded } else { letters }
}

/// A title without the number in front, unless nothing else is left.
fn unnumbered(title: &str) -> &str {
    let title = title.trim();
    let word = title.split(|char: char| !char.is_alphabetic()).next().unwrap_or_default();
    let numbered = match NUMBERED.contains(&fold(word).as_str()) {
        true => title[word.len()..].trim_start_matches([' ', '#', '.']),
        false => title,
    };
    if !numbered.starts_with(|char: char| char.is_ascii_digit()) {
        return title;
    }
    let is_of_number = |char: char| char.is_ascii_digit() || matches!(char, '.' | '_');
    let after = numbered.trim_start_matches(is_of_number);
    // *3D modelling* and *10 steps* begin with what belongs to the title.
    let rest = after.trim_start_matches([' ', ':', '-', '–', '—', ')', '.', '|', '/']);
    let n_number = numbered.len() - after.len();
    let is_set_off = numbered[..n_number].ends_with('.')
        || numbered[..n_number].contains('.')
        || numbered.len() != title.len()
        || numbered.starts_with('0')
        || after.trim_start().starts_with([':', '-', '–', '—', ')', '|', '/']);
    let is_word_end = after.is_empty()
        || !after.starts_with(char::is_alphanumeric)
        || numbered[..n_number].ends_with('.');
    if is_set_off && is_word_end && !rest.is_empty() { rest } else { title }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lessons() -> Lessons {
        let titles = [
            ("Start", "Welcome"),
            ("Start", "1. Colour"),
            ("Practice", "Welcome"),
            ("Practice", "3D modelling"),
            ("Practice", "10 steps"),
            ("Practice", "Ação!"),
            ("Practice", "???"),
        ];
        let lesson = |(at, (chapter, title)): (usize, &(&str, &str))| KnownLesson {
            id: LessonId(at as i64),
            chapter: (*chapter).to_owned(),
            title: (*title).to_owned(),
            is_quiz: false,
            pass_mark: None,
        };
        Lessons::new(titles.iter().enumerate().map(lesson).collect())
    }

    #[track_caller]
    fn check(chapter: &str, title: &str, expect: Result<i64, Code>) {
        let lessons = lessons();
        let found = lessons.find(chapter, title).map(|lesson| lesson.id.0);
        assert_eq!(found, expect, "{chapter:?} {title:?}");
    }

    #[test]
    fn lessons_are_found_by_what_files_call_them() {
        for title in [
            "Colour",
            "colour",
            "01 - Colour",
            "Lesson 1: Colour",
            "1.2 Colour",
            "Aula 7 – COLOUR",
            "1. Colour",
        ] {
            check("", title, Ok(1));
        }
        check("", "acao", Ok(5));
        check("", "Aula 05 Ação", Ok(5));
        check("", "3D Modelling", Ok(3));
        check("", "04. 3D modelling", Ok(3));
        check("", "10 Steps", Ok(4));
        check("", "???", Ok(6));
    }

    #[test]
    fn the_chapter_tells_namesakes_apart() {
        check("", "Welcome", Err(Code::AmbiguousLesson));
        check("start", "Welcome", Ok(0));
        check("Module 2: Practice", "1. welcome", Ok(2));
        check("", "Practice / Welcome", Ok(2));
        check("Elsewhere", "Welcome", Err(Code::UnknownLesson));
    }

    #[test]
    fn what_is_not_called_so_is_no_lesson() {
        for title in ["", "Color", "D modelling", "steps", "modelling", "Lesson 1", "1.", "!!!"] {
            check("", title, Err(Code::UnknownLesson));
        }
    }
}
