//! What a filter's titles, sources and entries are in a book.

use std::collections::HashMap;

use roaring::RoaringTreemap;
use rusqlite::{Connection, OptionalExtension};

use super::{At, FilterProblem, Key, Placed, Value};
use crate::error::Result;
use crate::fields::{self, CustomField};
use crate::ids::{EntryId, LessonId};
use crate::journal::store;
use crate::members::with_who_stays;
use crate::products::ProductKind;
use crate::text::fold;

/// How many names are proposed for one that is not there.
const PROPOSED: usize = 3;

/// Below this likeness a name is no slip of the pen.
const ALIKE: f64 = 0.7;

/// The names most like a text, the likeliest first.
pub(super) fn nearest<'a>(text: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted = fold(text);
    let likeness = |name: &'a str| (strsim::jaro_winkler(&wanted, &fold(name)), name);
    let mut alike: Vec<_> =
        names.into_iter().map(likeness).filter(|(alike, _)| *alike >= ALIKE).collect();
    alike.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    alike.into_iter().map(|(_, name)| name).take(PROPOSED).collect()
}

/// The ids of what the values of `key` name, each of which must be there.
pub(super) fn ids(db: &Connection, key: &Key, values: &[Placed]) -> Result<Vec<i64>> {
    let known = titles(db, key)?;
    let mut ids = Vec::new();
    for placed in values {
        let found = named(db, key, &known, &placed.value)?;
        if found.is_empty() && placed.value != Value::Any {
            return Err(unknown(key, placed, known.iter().map(|(_, title)| title.as_str())).into());
        }
        ids.extend(found);
    }
    Ok(ids)
}

/// The ids of what one value of `key` names, among [everything](titles) that it can name.
pub(super) fn named(
    db: &Connection,
    key: &Key,
    known: &[(i64, String)],
    value: &Value,
) -> Result<Vec<i64>> {
    let are = |is: &dyn Fn(&(i64, String)) -> bool| {
        known.iter().filter(|one| is(one)).map(|(id, _)| *id).collect::<Vec<_>>()
    };
    Ok(match value {
        Value::Any => are(&|_| true),
        Value::Id(wanted) => are(&|(id, _)| id == wanted),
        Value::Text(title) => {
            let wanted = fold(title);
            let found = are(&|(_, title)| fold(title) == wanted);
            if found.is_empty() && key.is_of_lessons() {
                lessons(db, key)?.iter().filter_map(|it| it.answers_to(&wanted)).collect()
            } else {
                found
            }
        }
        _ => Vec::new(),
    })
}

/// Everything a key of titles can name, by title.
pub(super) fn titles(db: &Connection, key: &Key) -> Result<Vec<(i64, String)>> {
    if key.is_of_lessons() {
        return Ok(told_apart(&lessons(db, key)?));
    }
    let sql = match key {
        Key::Course => "SELECT id, title FROM courses WHERE ?1 = '' ORDER BY title COLLATE NOCASE",
        Key::Cohort => "SELECT id, title FROM cohorts WHERE ?1 = '' ORDER BY title COLLATE NOCASE",
        _ => "SELECT id, title FROM products WHERE ?1 IN ('', kind) ORDER BY title COLLATE NOCASE",
    };
    let kind = match key {
        Key::Bundle => ProductKind::Bundle.name(),
        Key::Subscription => ProductKind::Subscription.name(),
        _ => "",
    };
    let mut statement = db.prepare_cached(sql)?;
    let rows = statement.query_map([kind], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What a person calls what is named by its id, because others have its title: a cohort with its
/// course. Products and courses of one title differ in nothing but their ids.
pub(super) fn label(db: &Connection, key: &Key, id: i64, title: String) -> Result<String> {
    if *key != Key::Cohort {
        return Ok(title);
    }
    let course =
        "SELECT s.title FROM courses s JOIN cohorts c ON c.course_id = s.id WHERE c.id = ?1";
    let course: String = db.prepare_cached(course)?.query_row([id], |row| row.get(0))?;
    Ok(format!("{course} / {title}"))
}

/// A lesson, and what it is in.
struct Lesson {
    id: i64,
    title: String,
    chapter: String,
    course: String,
}

impl Lesson {
    fn in_course(&self) -> String {
        format!("{} / {}", self.course, self.title)
    }

    fn in_chapter(&self) -> String {
        format!("{} / {} / {}", self.course, self.chapter, self.title)
    }

    /// Its id, if it is one that a folded text names.
    fn answers_to(&self, wanted: &str) -> Option<i64> {
        let names = [self.in_course(), self.in_chapter()];
        names.iter().any(|name| fold(name) == wanted).then_some(self.id)
    }
}

/// The lessons a key can name, course after course, in their order.
fn lessons(db: &Connection, key: &Key) -> Result<Vec<Lesson>> {
    let mut statement = db.prepare_cached(
        "SELECT l.id, l.title, c.title, s.title
         FROM lessons l JOIN chapters c ON c.id = l.chapter_id JOIN courses s ON s.id = c.course_id
         WHERE l.removed_at IS NULL AND c.removed_at IS NULL
         AND (NOT ?1 OR l.published) AND (NOT ?2 OR l.kind = 'quiz')
         ORDER BY s.title COLLATE NOCASE, s.id, c.position, c.id, l.position, l.id",
    )?;
    let is_published = matches!(key, Key::Opens | Key::OpensOn(_));
    let rows = statement.query_map([is_published, *key == Key::Passed], |row| {
        Ok(Lesson {
            id: row.get(0)?,
            title: row.get(1)?,
            chapter: row.get(2)?,
            course: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Each with its course, and its chapter where the course has several lessons of that title.
fn told_apart(lessons: &[Lesson]) -> Vec<(i64, String)> {
    let mut times: HashMap<String, usize> = HashMap::new();
    for lesson in lessons {
        *times.entry(fold(&lesson.in_course())).or_default() += 1;
    }
    let name = |lesson: &Lesson| match times.get(&fold(&lesson.in_course())) {
        Some(1) => lesson.in_course(),
        _ => lesson.in_chapter(),
    };
    lessons.iter().map(|lesson| (lesson.id, name(lesson))).collect()
}

/// The sources, as they are written in the book, that the values mean. Sources are free text; one
/// that nothing in the book comes from is a slip of the pen.
pub(super) fn sources(db: &Connection, values: &[Placed]) -> Result<Vec<String>> {
    let known = all_sources(db)?;
    let mut found = Vec::new();
    for placed in values {
        let Value::Text(text) = &placed.value else { continue };
        let wanted = fold(text);
        let before = found.len();
        found.extend(known.iter().filter(|source| fold(source) == wanted).cloned());
        if found.len() == before {
            return Err(unknown(&Key::Source, placed, known.iter().map(String::as_str)).into());
        }
    }
    Ok(found)
}

/// Every source a grant or a product has. Each is one step along the index of grants' sources.
pub(super) fn all_sources(db: &Connection) -> Result<Vec<String>> {
    let mut statement = db.prepare_cached(
        "WITH RECURSIVE found (source) AS (
             SELECT min(source) FROM grants
             UNION ALL
             SELECT (SELECT min(source) FROM grants WHERE source > found.source)
             FROM found WHERE source IS NOT NULL
         )
         SELECT source FROM found WHERE source IS NOT NULL
         UNION SELECT source FROM products UNION SELECT 'manual'",
    )?;
    let sources = statement.query_map([], |row| row.get(0))?;
    Ok(sources.collect::<rusqlite::Result<_>>()?)
}

/// The custom fields with a label, of which there must be one.
pub(super) fn custom_fields(db: &Connection, label: &str, at: usize) -> Result<Vec<CustomField>> {
    let wanted = fold(label);
    let known = fields::all(db)?;
    if known.iter().all(|field| field.key != wanted) {
        let names = known.iter().map(|field| field.shape.label.as_str());
        let expected = nearest(label, names).into_iter().map(str::to_owned).collect();
        let text = label.to_owned();
        return Err(FilterProblem { code: "unknown_custom", at, text, expected }.into());
    }
    Ok(known.into_iter().filter(|field| field.key == wanted).collect())
}

/// The lessons that are part of a key, of which there must be one.
pub(super) fn lessons_called(
    db: &Connection,
    key: &Key,
    title: &str,
    at: At,
) -> Result<Vec<LessonId>> {
    let title = Placed { value: Value::Text(title.to_owned()), at };
    Ok(ids(db, key, &[title])?.into_iter().map(LessonId).collect())
}

/// Whom a journal entry touched, by whom they are now.
pub(super) fn touched(db: &Connection, entry: EntryId) -> Result<RoaringTreemap> {
    with_who_stays(db, store::members(db, entry)?)
}

/// The journal entry, which must be there.
pub(super) fn entry(db: &Connection, placed: &Placed, id: i64) -> Result<EntryId> {
    db.prepare_cached("SELECT seq FROM journal WHERE seq = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?
        .ok_or_else(|| unknown(&Key::Import, placed, []).into())
}

fn unknown<'a>(
    key: &Key,
    placed: &Placed,
    known: impl IntoIterator<Item = &'a str>,
) -> FilterProblem {
    let code = match key {
        Key::Course => "unknown_course",
        Key::Bundle => "unknown_bundle",
        Key::Subscription => "unknown_subscription",
        Key::Cohort => "unknown_cohort",
        Key::Source => "unknown_source",
        Key::Import => "unknown_entry",
        Key::Opens | Key::OpensOn(_) | Key::Viewed | Key::Done => "unknown_lesson",
        Key::Passed => "unknown_quiz",
        _ => "unknown_product",
    };
    let text = match &placed.value {
        Value::Text(text) => text.clone(),
        value => key.value(value),
    };
    let expected = nearest(&text, known).into_iter().map(str::to_owned).collect();
    FilterProblem { code, at: placed.at.0, text, expected }
}
