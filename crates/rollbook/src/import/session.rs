//! An import under way: a file, how it is read, what its columns are, what was decided; then the
//! plan; then the write.

use std::collections::{HashMap, HashSet};

use super::fields::{self, Field, UnknownField};
use super::layout::{Columns, Layout, LayoutHints};
use super::lessons::Lessons;
use super::mapping::{Choice, Mapping, Reason, header_key, suggest};
use super::options::{Counts, Options, Verdict};
use super::plan::Plan;
use super::purpose::Purpose;
use super::records::{Record, Records};
use super::remember::Remembered;
use super::roster::MissingMember;
use super::rows::PlanRow;
use super::source::Source;
use super::{apply, failed, score};
use crate::book::{Book, By};
use crate::error::{Error, Result};
use crate::export::Locale;
use crate::fields::{CustomField, FieldKind, Shape};
use crate::journal;
use crate::progress::Progress;
use crate::text::fold;

/// How many rows the preview of a file shows.
const N_PREVIEW: usize = 20;

/// Everything that decides what an import does.
#[derive(Debug)]
pub struct Draft {
    pub source: Source,
    pub(super) hints: LayoutHints,
    pub layout: Layout,
    pub columns: Columns,
    pub mapping: Mapping,
    /// The book's own fields.
    pub custom_fields: Vec<CustomField>,
    /// The lessons of the book's courses, by the folded title of the course.
    pub(super) lessons: HashMap<String, Lessons>,
    /// The book's language.
    pub(super) locale: Locale,
    pub options: Options,
    /// Cells a person mended in the review: by row, then column and value.
    pub(super) fixes: HashMap<u32, Vec<(usize, String)>>,
    /// Rows a person chose among those with the same e-mail.
    pub(super) chosen: HashSet<u32>,
    /// The import whose mapping was taken over.
    pub remembered: Option<Remembered>,
    /// When this same file was imported before, unless that was undone.
    pub same_file_at: Option<i64>,
}

/// An import, from the choice of a file to the entry in the journal.
#[derive(Debug)]
pub struct Import {
    pub draft: Draft,
    plan: Option<Plan>,
    /// The number of missing that a person said is right.
    accepted: Option<u64>,
}

impl Import {
    /// Looks at a source: how it is read and what its columns are. What was decided for the last
    /// file with the same headers is taken over.
    pub fn open(book: &Book, source: Source, hints: LayoutHints) -> Result<Self> {
        let (layout, columns) = Layout::detect(&source, &hints)?;
        let mut draft = Draft {
            source,
            hints,
            layout,
            columns,
            mapping: Mapping { columns: Vec::new() },
            custom_fields: book.custom_fields()?,
            lessons: book.read(Lessons::by_course)?,
            locale: Locale::of_tag(&book.settings().locale),
            options: Options::default(),
            fixes: HashMap::new(),
            chosen: HashSet::new(),
            remembered: None,
            same_file_at: None,
        };
        draft.suggest();
        draft.remember(book)?;
        draft.same_file_at = draft.find_same_file(book)?;
        Ok(Self { draft, plan: None, accepted: None })
    }

    /// Reads the file in another way. What the columns are is found out again.
    pub fn set_layout(&mut self, hints: LayoutHints) -> Result<()> {
        let draft = &mut self.draft;
        let merged = LayoutHints {
            encoding: hints.encoding.or_else(|| draft.hints.encoding.clone()),
            delimiter: hints.delimiter.or(draft.hints.delimiter),
            quote: hints.quote.or(draft.hints.quote),
            sheet: hints.sheet.or_else(|| draft.hints.sheet.clone()),
            has_header: hints.has_header.or(draft.hints.has_header),
            date_order: hints.date_order.or(draft.hints.date_order),
            progress_scale: hints.progress_scale.or(draft.hints.progress_scale),
            decimal: hints.decimal.or(draft.hints.decimal),
            usual_date_order: draft.hints.usual_date_order,
        };
        let before = header_key(&draft.columns);
        (draft.layout, draft.columns) = Layout::detect(&draft.source, &merged)?;
        draft.hints = merged;
        if header_key(&draft.columns) != before {
            draft.suggest();
            draft.remembered = None;
        }
        draft.fixes.clear();
        draft.chosen.clear();
        self.plan = None;
        Ok(())
    }

    /// Takes a column for a field. A column of passwords stays out.
    pub fn choose_field(&mut self, column: usize, field: Field) {
        let is_password = self
            .draft
            .mapping
            .columns
            .get(column)
            .is_some_and(|choice| choice.reason == Reason::Password);
        if !is_password {
            self.draft.mapping.choose(column, field);
            self.plan = None;
        }
    }

    /// Says what kind a custom field becomes that the book doesn't have yet.
    pub fn choose_kind(&mut self, column: usize, kind: FieldKind) {
        if let Some(choice) = self.draft.mapping.columns.get_mut(column) {
            choice.kind = Some(kind);
            self.plan = None;
        }
    }

    pub fn set_options(&mut self, options: Options) {
        if self.draft.options != options {
            let before = std::mem::replace(&mut self.draft.options, options);
            self.draft.refit(&before);
            let options = &self.draft.options;
            self.plan = self.plan.take().filter(|_| options.judges_like(&before));
            if let Some(roster) = self.plan.as_mut().and_then(|plan| plan.roster.as_mut()) {
                roster.reconsider(options);
            }
        }
    }

    /// Why no plan can be made yet.
    pub fn unready(&self) -> Option<Error> {
        let has = |field| self.draft.mapping.column_of(&field).is_some();
        let Options { purpose, .. } = self.draft.options;
        if !has(Field::Email) && !has(Field::ExternalId) {
            Some(Error::NoIdentityColumn)
        } else if purpose == Purpose::Expiry && !has(Field::ExpiresAt) && !has(Field::EnrolledAt) {
            Some(Error::NoDayColumn)
        } else if purpose != Purpose::Members && self.draft.options.subject().is_none() {
            Some(Error::NoSubject)
        } else if purpose == Purpose::Progress && !self.draft.says_progress() {
            Some(Error::NoProgressColumn)
        } else if purpose == Purpose::Quizzes && !self.draft.says_results() {
            Some(Error::NoScoreColumn)
        } else {
            None
        }
    }

    /// Whether nothing is left to be asked.
    pub fn is_ready(&self) -> bool {
        self.unready().is_none()
            && self.draft.mapping.open_questions().is_empty()
            && self.draft.layout.sheet_certain
            && self.draft.is_date_order_settled()
    }

    /// The first rows as they are read, for the preview.
    pub fn preview(&self) -> Result<Vec<Vec<String>>> {
        let draft = &self.draft;
        let mut records = Records::open(&draft.source, &draft.layout)?;
        let mut record = Record::default();
        let mut rows = Vec::new();
        while rows.len() < N_PREVIEW && records.next(&mut record)? {
            let cell = |at| match draft.is_password(at) {
                true => String::new(),
                false => record.cell(at).chars().take(200).collect(),
            };
            rows.push((0..draft.columns.len().max(record.len())).map(cell).collect());
        }
        Ok(rows)
    }

    /// The plan, made when there is none or the book changed since.
    pub fn plan(&mut self, book: &Book, now: i64, progress: &Progress) -> Result<&Plan> {
        if let Some(error) = self.unready() {
            return Err(error);
        }
        let is_current = self.plan.as_ref().is_some_and(|plan| plan.version == book.version());
        if !is_current {
            let version = book.version();
            let zone = book.settings().zone;
            self.plan = None;
            self.draft.custom_fields = book.custom_fields()?;
            self.draft.lessons = book.read(Lessons::by_course)?;
            let plan = book.read(|db| Plan::make(&self.draft, db, version, zone, now, progress))?;
            self.plan = Some(plan);
        }
        self.plan.as_ref().ok_or(Error::PlanStale)
    }

    /// Rows of the plan in detail, all or those with a verdict: `len` from the `start`th on, and how
    /// many there are.
    pub fn rows(
        &self,
        book: &Book,
        verdict: Option<Verdict>,
        start: usize,
        len: usize,
        now: i64,
    ) -> Result<(Vec<PlanRow>, usize)> {
        let plan = self.plan.as_ref().ok_or(Error::PlanStale)?;
        let wanted = plan.rows_with(verdict);
        let end = wanted.len().min(start.saturating_add(len));
        let window = wanted.get(start..end).unwrap_or_default();
        let zone = book.settings().zone;
        let rows =
            book.read(|db| super::rows::details(&self.draft, plan, db, zone, now, window))?;
        Ok((rows, wanted.len()))
    }

    /// Those who are missing from a roster, in the order of their names: `len` from the `start`th on.
    pub fn missing(&self, book: &Book, start: usize, len: usize) -> Result<Vec<MissingMember>> {
        let plan = self.plan.as_ref().ok_or(Error::PlanStale)?;
        let Some(roster) = &plan.roster else { return Ok(Vec::new()) };
        let zone = book.settings().zone;
        book.read(|db| roster.window(db, zone, start, len))
    }

    /// A person says that so many are missing from the roster, which is more than goes without
    /// saying. It holds for this number only.
    pub fn accept_missing(&mut self, n: u64) {
        self.accepted = Some(n);
    }

    /// The plan as it was last made.
    pub fn made_plan(&self) -> Option<&Plan> {
        self.plan.as_ref()
    }

    /// Mends a cell. The file stays as it is; the import reads the mended value.
    pub fn fix(&mut self, row: u32, column: usize, value: &str) {
        let fixes = self.draft.fixes.entry(row).or_default();
        fixes.retain(|(at, _)| *at != column);
        fixes.push((column, value.to_owned()));
        self.plan = None;
    }

    /// Makes a row the one that counts among those with its e-mail.
    pub fn choose(&mut self, book: &Book, row: u32) -> Result<()> {
        let plan = self.plan.as_ref().ok_or(Error::PlanStale)?;
        for other in super::rows::same_person(&self.draft, plan, book.settings().zone, row)? {
            self.draft.chosen.remove(&other);
        }
        self.draft.chosen.insert(row);
        self.plan = None;
        Ok(())
    }

    /// Writes the plan. Cancelled or failed means nothing was written. So does a book that changed
    /// since the plan was looked at, if the import would come out otherwise now, and a roster from
    /// which more are missing than a person [accepted](Self::accept_missing).
    pub fn apply(
        &mut self,
        book: &Book,
        by: &By,
        progress: &Progress,
    ) -> Result<journal::Outcome<Counts>> {
        let shown = self.plan.as_ref().map(Plan::summary);
        self.plan(book, by.now, progress)?;
        let plan = self.plan.as_ref().ok_or(Error::PlanStale)?;
        if shown.is_some_and(|shown| shown != plan.summary()) {
            return Err(Error::PlanStale);
        }
        if let Some(roster) = &plan.roster {
            roster.admit(self.accepted)?;
        }
        let outcome = apply::apply(book, by, &self.draft, plan, progress);
        if matches!(outcome, Err(Error::PlanStale)) {
            self.plan = None;
        }
        outcome
    }

    /// The rows that could not be taken, as a CSV that imports again.
    pub fn failed_rows(&self, book: &Book) -> Result<Option<Vec<u8>>> {
        let plan = self.plan.as_ref().ok_or(Error::PlanStale)?;
        failed::csv(&self.draft, plan, book.settings().zone)
    }
}

impl Draft {
    pub(super) fn is_password(&self, column: usize) -> bool {
        self.mapping.columns.get(column).is_some_and(|choice| choice.reason == Reason::Password)
    }

    /// Whether the file, its origin or a person says in which order dates are written.
    pub(super) fn is_date_order_settled(&self) -> bool {
        self.layout.date_order_certain || self.hints.date_order.is_some()
    }

    /// All columns but the one that says why the rows of an earlier file failed.
    pub(super) fn own_columns(&self) -> impl Iterator<Item = usize> + '_ {
        let headers = self.columns.headers().enumerate();
        headers.filter(|(_, header)| !failed::is_ours(header)).map(|(at, _)| at)
    }

    /// The book's own field that a label means.
    pub fn in_book(&self, label: &str) -> Option<&CustomField> {
        let key = fold(label);
        self.custom_fields.iter().find(|field| field.key == key)
    }

    /// What a column's values are when it is a custom field: the book's, or one that is yet to be.
    pub fn shape_of(&self, column: usize) -> Option<Shape> {
        let choice = self.mapping.columns.get(column)?;
        let Field::Custom(label) = &choice.field else { return None };
        if let Some(field) = self.in_book(label) {
            return Some(field.shape.clone());
        }
        let column = self.columns.columns.get(column)?;
        let kind = choice.kind.unwrap_or_else(|| column.looks_like());
        let choices = match kind {
            FieldKind::Choice => column.choices.clone(),
            _ => Vec::new(),
        };
        Some(Shape { kind, choices, ..Shape::text(label) })
    }

    /// Suggests what the columns are. A header such as `custom.Size`, as Rollbook's own exports have
    /// it, says so itself; a column that nothing else claims is the book's field of that name, if it
    /// has one.
    pub(super) fn suggest(&mut self) {
        let purpose = self.options.purpose;
        self.mapping = suggest(&self.columns, purpose);
        if purpose.is_of_lessons() {
            self.suggest_lessons();
            return;
        }
        for (column, choice) in self.columns.columns.iter().zip(&mut self.mapping.columns) {
            let own = |label: &str| {
                let key = fold(label);
                let known = self.custom_fields.iter().find(|field| field.key == key);
                known.map(|field| Choice::known(Field::Custom(field.shape.label.clone())))
            };
            if let Some((label, kind)) = fields::own_label(&column.header) {
                let kind = kind.filter(|kind| column.may_be(*kind));
                let new = || Choice { kind, ..Choice::known(Field::Custom(label.to_owned())) };
                *choice = own(label).unwrap_or_else(new);
            } else if choice.reason == Reason::None
                && choice.ask.is_none()
                && let Some(known) = own(&column.header)
            {
                *choice = known;
            }
        }
    }

    /// The lessons of the course that the file is about.
    pub fn lessons(&self) -> Option<&Lessons> {
        let subject = self.options.subject().filter(|_| self.options.purpose.is_of_lessons())?;
        self.lessons.get(&fold(subject.title))
    }

    /// What a plain number of the score is of, as long as no column of the file says it row by row.
    pub fn score_of(&self) -> Option<u32> {
        if self.options.purpose != Purpose::Quizzes || self.has(&Field::OutOf) {
            return None;
        }
        let is_score = |field: &Field| matches!(field, Field::Score | Field::OfLesson(_));
        let column = self.mapping.columns.iter().position(|choice| is_score(&choice.field))?;
        // Where every score says it itself there is nothing to find out.
        let largest = self.columns.columns.get(column)?.largest?;
        Some(self.options.score_of.unwrap_or_else(|| score::likely_most(Some(largest))))
    }

    /// Takes columns that nothing else claims for the lessons they are called after. A file that
    /// names the lesson in each row has none.
    fn suggest_lessons(&mut self) {
        let mut found = Vec::new();
        if let Some(lessons) = self.lessons().filter(|_| !self.has(&Field::Lesson)) {
            let columns = self.columns.headers().zip(&self.mapping.columns).enumerate();
            for (column, (header, choice)) in columns {
                let is_free = matches!(choice.reason, Reason::None | Reason::Similar);
                if let Ok(lesson) = lessons.find("", header)
                    && is_free
                {
                    found.push((column, Field::OfLesson(lesson.path())));
                }
            }
        }
        for (column, field) in found {
            self.mapping.settle(column, field);
        }
    }

    /// Finds out anew what the columns are where a file for something else has other columns. What a
    /// person chose stays where it still means something.
    fn refit(&mut self, before: &Options) {
        let is_same = |one: &Options, other: &Options| {
            one.purpose.is_of_lessons() == other.purpose.is_of_lessons()
                && (!one.purpose.is_of_lessons()
                    || (one.purpose == other.purpose && one.courses == other.courses))
        };
        if is_same(before, &self.options) {
            return;
        }
        let chosen = std::mem::take(&mut self.mapping.columns);
        self.suggest();
        for (column, choice) in chosen.into_iter().enumerate() {
            let is_known = match &choice.field {
                Field::OfLesson(title) => {
                    self.lessons().is_some_and(|lessons| lessons.find("", title).is_ok())
                }
                field => field.is_for(self.options.purpose),
            };
            if is_known && matches!(choice.reason, Reason::Chosen | Reason::Remembered) {
                self.mapping.choose(column, choice.field);
            }
        }
    }

    fn has(&self, field: &Field) -> bool {
        self.mapping.column_of(field).is_some()
    }

    fn has_columns_of_lessons(&self) -> bool {
        self.mapping.columns.iter().any(|choice| matches!(choice.field, Field::OfLesson(_)))
    }

    fn says_progress(&self) -> bool {
        let of_course = [
            Field::Viewed,
            Field::Progress,
            Field::StartedAt,
            Field::CompletedAt,
            Field::LastActivityAt,
        ];
        let names = self.has(&Field::Lesson) || self.options.lesson.is_some();
        names || self.has_columns_of_lessons() || of_course.iter().any(|field| self.has(field))
    }

    fn says_results(&self) -> bool {
        let names = self.has(&Field::Lesson) || self.options.lesson.is_some();
        self.has_columns_of_lessons() || (names && self.has(&Field::Score))
    }
}

impl From<UnknownField> for Error {
    fn from(error: UnknownField) -> Self {
        Error::InvalidValue { field: "field", value: error.0 }
    }
}
