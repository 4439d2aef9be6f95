//! A table with a header and a row for each lesson, as spreadsheets and platforms write it.

use csv::{ReaderBuilder, StringRecord};

use super::super::Quiz;
use super::words::{self, Notes};
use super::{FlawKind, Listing, Reading};
use crate::text::fold;

const CHAPTER: &[&str] = &[
    "chapter",
    "chapter title",
    "chapter name",
    "module",
    "module title",
    "module name",
    "section",
    "section title",
    "capitulo",
    "titulo do capitulo",
    "nome do capitulo",
    "modulo",
    "titulo do modulo",
    "nome do modulo",
    "secao",
    "seccion",
    "titulo del capitulo",
    "unit",
    "unidade",
    "unidad",
];
const LESSON: &[&str] = &[
    "lesson",
    "lesson title",
    "lesson name",
    "title",
    "content",
    "content title",
    "aula",
    "titulo da aula",
    "nome da aula",
    "titulo",
    "conteudo",
    "licao",
    "leccion",
    "clase",
    "titulo de la leccion",
    "nombre de la leccion",
    "contenido",
];
const TYPE: &[&str] = &[
    "type",
    "lesson type",
    "content type",
    "kind",
    "tipo",
    "tipo de aula",
    "tipo de conteudo",
    "tipo de leccion",
    "tipo de contenido",
];
const PASS: &[&str] = &[
    "pass mark",
    "passing score",
    "pass",
    "passing grade",
    "score to pass",
    "nota minima",
    "nota de corte",
    "nota para passar",
    "nota minima para aprovacao",
    "aprovacao",
    "nota para aprobar",
    "puntuacion minima",
];
const PUBLISHED: &[&str] =
    &["published", "status", "state", "visible", "publicado", "publicada", "situacao", "estado"];

/// Where each column is.
#[derive(Default)]
struct Columns {
    chapter: usize,
    lesson: usize,
    kind: Option<usize>,
    pass: Option<usize>,
    published: Option<usize>,
}

/// Whether a row names a column of chapters and one of lessons.
pub(super) fn is_header(cells: &[String]) -> bool {
    Columns::named(&StringRecord::from(cells)).is_some()
}

/// Reads a table; `None` if the text is none.
pub(super) fn read(text: &str) -> Option<Listing> {
    let text = text.trim_start();
    let header = text.lines().next()?;
    let (delimiter, columns) = [b',', b';', b'\t'].into_iter().find_map(|delimiter| {
        Some((delimiter, Columns::named(&first_record(header, delimiter)?)?))
    })?;
    let mut reading = Reading::default();
    let mut rows = ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(true)
        .from_reader(text.as_bytes());
    let mut chapter = String::new();
    for row in rows.records().filter_map(Result::ok) {
        let line = row.position().map_or(0, csv::Position::line);
        columns.take(&row, line, &mut chapter, &mut reading);
    }
    Some(reading.listing)
}

fn first_record(line: &str, delimiter: u8) -> Option<StringRecord> {
    let mut builder = ReaderBuilder::new();
    let mut reader = builder.delimiter(delimiter).has_headers(false).from_reader(line.as_bytes());
    reader.records().next()?.ok()
}

impl Columns {
    fn named(header: &StringRecord) -> Option<Self> {
        let folded: Vec<String> = header.iter().map(|cell| fold(&cell.replace('_', " "))).collect();
        let find = |names: &[&str]| {
            // The name that comes first says it best: "lesson" before "title".
            names.iter().find_map(|name| folded.iter().position(|cell| cell == name))
        };
        Some(Self {
            chapter: find(CHAPTER)?,
            lesson: find(LESSON)?,
            kind: find(TYPE),
            pass: find(PASS),
            published: find(PUBLISHED),
        })
    }

    /// Takes over a row. A blank chapter is that of the row before, as where cells were merged.
    fn take(&self, row: &StringRecord, line: u64, chapter: &mut String, reading: &mut Reading) {
        let cell = |column: usize| row.get(column).unwrap_or_default().trim();
        let filled = |column: Option<usize>| column.map(cell).filter(|cell| !cell.is_empty());
        if !fold(cell(self.chapter)).is_empty() {
            cell(self.chapter).clone_into(chapter);
        }
        let title = cell(self.lesson);
        if chapter.is_empty() {
            if !fold(title).is_empty() {
                reading.flaw(line, FlawKind::NoChapter, title);
            }
            return;
        }
        if fold(title).is_empty() {
            reading.chapter(line, chapter);
            return;
        }
        let mut notes = Notes::default();
        if let Some(kind) = filled(self.kind) {
            let is_quiz = words::is_quiz(kind);
            if is_quiz.is_none() {
                reading.flaw(line, FlawKind::UnknownType, kind);
            }
            notes.quiz = Some(is_quiz.unwrap_or_default().then(Quiz::default));
        }
        if let Some(pass) = filled(self.pass) {
            match words::percent(pass) {
                // Of a lesson that is said to be no quiz it means nothing.
                Some(pass) if notes.quiz != Some(None) => {
                    notes.quiz = Some(Some(Quiz { pass: Some(pass) }));
                }
                Some(_) => {}
                None => reading.flaw(line, FlawKind::PassMark, pass),
            }
        }
        if let Some(word) = filled(self.published) {
            notes.published = words::is_published(word);
            if notes.published.is_none() {
                reading.flaw(line, FlawKind::YesOrNo, word);
            }
        }
        reading.lesson(line, chapter, title, notes);
    }
}
