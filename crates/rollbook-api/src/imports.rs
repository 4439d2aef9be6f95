//! Imports: one under way, step by step, and those that were done.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rollbook::EntryId;
use rollbook::fields::FieldKind;
use rollbook::import::mapping::{Ask, Reason};
use rollbook::import::{
    self, Counts, DateOrder, DoneImport, Effect, Field, Import, Kind, KnownLesson, Layout,
    LayoutHints, LeftOut, Lessons, List, MissingMember, Options, Plan, Remembered, RosterCounts,
    Source, Verdict, paste,
};
use rollbook::time::{day_of, iso_day};
use rollbook::{Book, Error};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use ts_rs::TS;

use crate::books::is_same;
use crate::call::{Call, Nothing};
use crate::error::{ApiError, Result};
use crate::outcome::Outcome;
use crate::places::write_whole;
use rollbook::export::{ExportFormat, Locale};

/// The most rows that are handed out at once.
const MOST: usize = 1000;

/// A file, or pasted text.
#[derive(Debug, Deserialize, TS)]
#[ts(optional_fields)]
pub(crate) struct What {
    path: Option<PathBuf>,
    text: Option<String>,
}

/// What is decided; what is absent stays.
#[derive(Debug, Deserialize, TS)]
#[ts(optional_fields)]
pub(crate) struct ConfigureImport {
    #[ts(type = "Id")]
    import: String,
    layout: Option<LayoutHints>,
    /// Fields by column, from 0.
    mapping: Option<BTreeMap<usize, Field>>,
    /// Kinds of the custom fields that the book doesn't have yet, by column.
    kinds: Option<BTreeMap<usize, FieldKind>>,
    #[ts(optional, type = "Partial<ImportOptions>")]
    options: Option<Map<String, Value>>,
}

/// An import before its plan.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ImportSession {
    #[ts(type = "Id")]
    import: String,
    file_name: String,
    /// Bytes.
    size: u64,
    /// The names of a workbook's sheets; none of a text.
    sheets: Vec<String>,
    layout: Layout,
    /// The list of a platform it is recognised as.
    origin: Option<KnownOrigin>,
    columns: Vec<FileColumn>,
    /// The first rows.
    preview: Vec<Vec<String>>,
    options: Options,
    remembered: Option<Remembered>,
    /// An e-mail or a platform id is mapped and nothing is left to be asked.
    ready: bool,
    /// When this same file was imported before.
    same_file_at: Option<i64>,
    /// The lessons of the course, where the file is about lessons.
    lessons: Vec<LessonColumn>,
    /// The day in the book's zone on which the file was last changed, if it is one.
    file_day: Option<String>,
    /// What a plain number of the score is read to be of, where the file has scores.
    score_of: Option<u32>,
}

/// A lesson that a column can be about.
#[derive(Debug, Serialize, TS)]
pub(crate) struct LessonColumn {
    field: Field,
    chapter: String,
    title: String,
    quiz: bool,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct KnownOrigin {
    /// The platform's own name.
    platform: &'static str,
    list: List,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct FileColumn {
    header: String,
    samples: Vec<String>,
    #[ts(type = "string")]
    kind: Kind,
    field: Field,
    /// 0 to 1.
    confidence: f64,
    reason: Reason,
    ask: Option<Question>,
    /// What its values are when it is a custom field.
    own: Option<OwnField>,
    /// Whether its values are few enough to be the choices of a field.
    few: bool,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct OwnField {
    kind: FieldKind,
    /// Whether the book has it; otherwise the import adds it.
    known: bool,
}

/// What a person has to decide: which of several columns the field is (then the candidates are
/// headers), or which of several fields the column is (then they are fields).
#[derive(Debug, Serialize, TS)]
pub(crate) struct Question {
    field: Field,
    candidates: Vec<String>,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct ImportId {
    #[ts(type = "Id")]
    import: String,
}

#[derive(Debug, Deserialize, TS)]
#[ts(optional_fields)]
pub(crate) struct ImportJob {
    #[ts(type = "Id")]
    import: String,
    #[ts(optional, type = "Id")]
    job: Option<String>,
}

#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ImportPlan {
    counts: Counts,
    new_courses: Vec<String>,
    new_products: Vec<String>,
    new_cohorts: Vec<String>,
    /// Cohorts the file names that are closed by now.
    closed_cohorts: Vec<String>,
    new_fields: Vec<String>,
    effect: Effect,
    /// What does not come in as the file says it, or is worth saying of what does.
    left_out: Vec<LeftOut>,
    /// Who is missing, where the file is a roster.
    roster: Option<RosterCounts>,
}

#[derive(Debug, Deserialize, TS)]
#[ts(optional_fields)]
pub(crate) struct ApplyImport {
    #[ts(type = "Id")]
    import: String,
    #[ts(optional, type = "Id")]
    job: Option<String>,
    /// The number of missing that a person said is right.
    #[ts(optional, type = "number")]
    missing: Option<u64>,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct MissingWindow {
    #[ts(type = "Id")]
    import: String,
    #[ts(type = "number")]
    start: usize,
    #[ts(type = "number")]
    len: usize,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct MissingRows {
    rows: Vec<MissingMember>,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct MissingTo {
    #[ts(type = "Id")]
    import: String,
    path: PathBuf,
    locale: Locale,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct PlanWindow {
    #[ts(type = "Id")]
    import: String,
    verdict: Option<Verdict>,
    #[ts(type = "number")]
    start: usize,
    #[ts(type = "number")]
    len: usize,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct PlanRows {
    rows: Vec<PlanRow>,
    #[ts(type = "number")]
    total: usize,
}

/// A row of the plan, with the values its reason's sentence needs.
#[derive(Debug, Serialize, TS)]
pub(crate) struct PlanRow {
    #[serde(flatten)]
    row: import::PlanRow,
    #[ts(type = "Record<string, string | number>")]
    args: Map<String, Value>,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct Fix {
    #[ts(type = "Id")]
    import: String,
    row: u32,
    #[ts(type = "number")]
    column: usize,
    value: String,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct Fixed {
    row: PlanRow,
    plan: ImportPlan,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct Choose {
    #[ts(type = "Id")]
    import: String,
    row: u32,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct Chosen {
    plan: ImportPlan,
}

#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ImportResult {
    entry: Option<EntryId>,
    counts: Counts,
    left_out: Vec<LeftOut>,
    roster: Option<RosterCounts>,
}

/// Of an import under way or of one that was done.
#[derive(Debug, Deserialize, TS)]
#[ts(optional_fields)]
pub(crate) struct FailedRowsTo {
    #[ts(optional, type = "Id")]
    import: Option<String>,
    entry: Option<EntryId>,
    path: PathBuf,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct Written {
    rows: u64,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct TemplateTo {
    path: PathBuf,
    locale: Locale,
}

pub(crate) fn open(call: &Call, what: What) -> Result<ImportSession> {
    let book = call.book()?;
    let source = match (what.path, what.text) {
        (Some(path), _) => Source::from_path(&path).map_err(Error::from)?,
        (None, Some(text)) => paste::from_paste(&text).map_err(Error::from)?,
        (None, None) => return Err(ApiError::bad_request("import.open", &"neither path nor text")),
    };
    let import = Import::open(&book, source, usual_layout(&book))?;
    let import = Mutex::new(import);
    let id = book.imports.keep(import);
    session(&id, &locked(&book.imports.find(&id)?), &book)
}

/// How files are usually laid out where the book is at home: where days are written before months,
/// a file that leaves it open is read that way.
pub fn usual_layout(book: &Book) -> LayoutHints {
    let portuguese = Locale::of_tag(&book.settings().locale) == Locale::PtBr;
    LayoutHints { usual_date_order: portuguese.then_some(DateOrder::Dmy), ..LayoutHints::default() }
}

pub(crate) fn configure(call: &Call, to: ConfigureImport) -> Result<ImportSession> {
    let book = call.book()?;
    let shared = book.imports.find(&to.import)?;
    let mut import = locked(&shared);
    if let Some(hints) = to.layout {
        import.set_layout(hints)?;
    }
    let (ignored, chosen): (Vec<_>, Vec<_>) =
        to.mapping.unwrap_or_default().into_iter().partition(|(_, field)| *field == Field::Ignore);
    // A field moves to the column it is chosen for; that must not be undone by a column that gives
    // it up in the same request.
    for (column, field) in ignored.into_iter().chain(chosen) {
        import.choose_field(column, field);
    }
    for (column, kind) in to.kinds.unwrap_or_default() {
        import.choose_kind(column, kind);
    }
    if let Some(changed) = to.options {
        let options = with(&import.draft.options, changed)
            .map_err(|e| ApiError::bad_request("import.configure", &e))?;
        import.set_options(options);
    }
    session(&to.import, &import, &book)
}

fn with(options: &Options, changed: Map<String, Value>) -> serde_json::Result<Options> {
    let mut options = serde_json::to_value(options)?;
    if let Value::Object(all) = &mut options {
        all.extend(changed);
    }
    serde_json::from_value(options)
}

fn session(id: &str, import: &Import, book: &Book) -> Result<ImportSession> {
    let draft = &import.draft;
    let headers: Vec<&str> = draft.columns.headers().collect();
    let columns = draft.columns.columns.iter().zip(&draft.mapping.columns);
    Ok(ImportSession {
        import: id.to_owned(),
        file_name: draft.source.name().to_owned(),
        size: draft.source.size(),
        sheets: draft.source.sheets().map(str::to_owned).collect(),
        layout: draft.layout.clone(),
        origin: draft
            .layout
            .origin()
            .map(|origin| KnownOrigin { platform: origin.platform, list: origin.list }),
        columns: columns
            .enumerate()
            .map(|(at, (column, choice))| FileColumn {
                header: column.header.clone(),
                samples: column.samples.clone(),
                kind: column.kind,
                field: choice.field.clone(),
                confidence: choice.confidence,
                reason: choice.reason,
                ask: choice.ask.as_ref().map(|ask| question(ask, &headers)),
                own: draft.shape_of(at).map(|shape| OwnField {
                    known: draft.in_book(&shape.label).is_some(),
                    kind: shape.kind,
                }),
                few: !column.choices.is_empty(),
            })
            .collect(),
        preview: import.preview()?,
        options: draft.options.clone(),
        remembered: draft.remembered.clone(),
        ready: import.is_ready(),
        same_file_at: draft.same_file_at,
        lessons: draft.lessons().into_iter().flat_map(Lessons::iter).map(lesson_column).collect(),
        file_day: draft.source.changed_at().map(|at| iso_day(day_of(book.settings().zone, at))),
        score_of: draft.score_of(),
    })
}

fn lesson_column(lesson: &KnownLesson) -> LessonColumn {
    LessonColumn {
        field: Field::OfLesson(lesson.path()),
        chapter: lesson.chapter.clone(),
        title: lesson.title.clone(),
        quiz: lesson.is_quiz,
    }
}

fn question(ask: &Ask, headers: &[&str]) -> Question {
    match ask {
        Ask::WhichColumn { field, columns } => Question {
            field: field.clone(),
            candidates: columns
                .iter()
                .filter_map(|column| headers.get(*column))
                .map(|header| (*header).to_owned())
                .collect(),
        },
        Ask::WhichField { fields } => Question {
            field: fields.first().cloned().unwrap_or(Field::Ignore),
            candidates: fields.iter().map(ToString::to_string).collect(),
        },
    }
}

pub(crate) fn plan(call: &Call, request: ImportJob) -> Result<ImportPlan> {
    let (book, job) = (call.book()?, call.job(request.job.as_deref()));
    let shared = book.imports.find(&request.import)?;
    let mut import = locked(&shared);
    Ok(import.plan(&book, call.now, &job)?.into())
}

pub(crate) fn rows(call: &Call, window: PlanWindow) -> Result<PlanRows> {
    let book = call.book()?;
    let shared = book.imports.find(&window.import)?;
    let import = locked(&shared);
    let len = window.len.min(MOST);
    let (rows, total) = import.rows(&book, window.verdict, window.start, len, call.now)?;
    Ok(PlanRows { rows: rows.into_iter().map(PlanRow::from).collect(), total })
}

pub(crate) fn fix(call: &Call, fix: Fix) -> Result<Fixed> {
    let (book, job) = (call.book()?, call.job(None));
    let shared = book.imports.find(&fix.import)?;
    let mut import = locked(&shared);
    import.fix(fix.row, fix.column, &fix.value);
    let plan = import.plan(&book, call.now, &job)?.into();
    let (rows, _) = import.rows(&book, None, fix.row as usize, 1, call.now)?;
    let row = rows.into_iter().next();
    let row = row.ok_or_else(|| Error::NotFound { what: "row", id: fix.row.to_string() })?;
    Ok(Fixed { row: row.into(), plan })
}

pub(crate) fn choose(call: &Call, choice: Choose) -> Result<Chosen> {
    let (book, job) = (call.book()?, call.job(None));
    let shared = book.imports.find(&choice.import)?;
    let mut import = locked(&shared);
    import.choose(&book, choice.row)?;
    Ok(Chosen { plan: import.plan(&book, call.now, &job)?.into() })
}

/// Those who are missing from a roster.
pub(crate) fn missing(call: &Call, window: MissingWindow) -> Result<MissingRows> {
    let book = call.book()?;
    let shared = book.imports.find(&window.import)?;
    let rows = locked(&shared).missing(&book, window.start, window.len.min(MOST))?;
    Ok(MissingRows { rows })
}

pub(crate) fn save_missing(call: &Call, to: MissingTo) -> Result<Written> {
    let book = call.book()?;
    let shared = book.imports.find(&to.import)?;
    let import = locked(&shared);
    let Some(roster) = import.made_plan().and_then(|plan| plan.roster.as_ref()) else {
        return Err(Error::PlanStale.into());
    };
    // A spreadsheet of the same language opens it as it opened the list.
    let format = ExportFormat {
        delimiter: if to.locale == Locale::PtBr { ';' } else { ',' },
        bom: true,
        locale: to.locale,
        ..ExportFormat::default()
    };
    Ok(Written { rows: book.export_missing(roster, format, &to.path)? })
}

pub(crate) fn apply(call: &Call, request: ApplyImport) -> Result<Outcome<ImportResult>> {
    let (book, job) = (call.book()?, call.job(request.job.as_deref()));
    let shared = book.imports.find(&request.import)?;
    let mut import = locked(&shared);
    if let Some(n) = request.missing {
        import.accept_missing(n);
    }
    let outcome = import.apply(&book, &call.by(), &job)?;
    let entry = outcome.entry;
    let left_out = import.made_plan().map(Plan::left_out).unwrap_or_default();
    let roster = import.made_plan().and_then(roster_counts);
    Outcome::of(&book, outcome, |counts| ImportResult { entry, counts, left_out, roster })
}

pub(crate) fn close(call: &Call, request: ImportId) -> Result<()> {
    call.book()?.imports.drop(&request.import);
    Ok(())
}

pub(crate) fn failed_rows(call: &Call, to: FailedRowsTo) -> Result<Written> {
    let book = call.book()?;
    if is_same(book.path(), &to.path) {
        return Err(Error::Exists { path: to.path }.into());
    }
    let (csv, counts) = match (&to.import, to.entry) {
        (Some(import), _) => {
            let shared = book.imports.find(import)?;
            let import = locked(&shared);
            let counts = import.made_plan().map(|plan| plan.counts);
            (import.failed_rows(&book)?.unwrap_or_default(), counts)
        }
        (None, Some(entry)) => {
            let done = book.imports()?.into_iter().find(|done| done.entry == entry);
            (book.failed_rows(entry)?, done.map(|done| done.counts))
        }
        (None, None) => {
            return Err(ApiError::bad_request("import.failed_rows", &"neither import nor entry"));
        }
    };
    write_whole(&to.path, &csv)?;
    Ok(Written { rows: counts.map_or(0, |counts| counts.failed + counts.conflicts) })
}

pub(crate) fn template(_: &Call, to: TemplateTo) -> Result<()> {
    // Headers that the mapping knows by themselves; the mark tells Excel that the file is UTF-8.
    let headers = match to.locale {
        Locale::En => "Name,Email,Phone,Company,Course,Enrollment date,Expiration date",
        Locale::PtBr => "Nome,Email,Telefone,Empresa,Curso,Data de matrícula,Data de expiração",
    };
    Ok(write_whole(&to.path, format!("\u{feff}{headers}\r\n").as_bytes())?)
}

pub(crate) fn list(call: &Call, _: Nothing) -> Result<Vec<DoneImport>> {
    Ok(call.book()?.imports()?)
}

impl From<&Plan> for ImportPlan {
    fn from(plan: &Plan) -> Self {
        Self {
            counts: plan.counts,
            new_courses: plan.new_courses.clone(),
            new_products: plan.new_products.clone(),
            new_cohorts: plan.new_cohorts.clone(),
            closed_cohorts: plan.closed_cohorts.clone(),
            new_fields: plan.new_fields.clone(),
            effect: plan.effect,
            left_out: plan.left_out(),
            roster: roster_counts(plan),
        }
    }
}

fn roster_counts(plan: &Plan) -> Option<RosterCounts> {
    plan.roster.as_ref().map(|roster| roster.counts)
}

impl From<import::PlanRow> for PlanRow {
    fn from(row: import::PlanRow) -> Self {
        let mut args = Map::new();
        if let Some(winner) = row.winner_line {
            args.insert("line".to_owned(), json!(winner));
        }
        Self { row, args }
    }
}

fn locked(import: &Arc<Mutex<Import>>) -> MutexGuard<'_, Import> {
    import.lock().unwrap_or_else(PoisonError::into_inner)
}
