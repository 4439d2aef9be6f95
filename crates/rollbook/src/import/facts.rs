//! What one row says, read through the layout and the mapping. No book is looked at.

use std::borrow::Cow;
use std::collections::HashMap;

use chrono::Datelike;

use super::dates::{When, is_midnight, parse_settled, parse_when};
use super::doing::Doing;
use super::fields::Field;
use super::layout::{Columns, Layout};
use super::lists;
use super::origins::{Origin, status_anywhere};
use super::purpose::Purpose;
use super::records::Record;
use super::score;
use super::session::Draft;
use super::values::{self, Code, Status as FileStatus, unneutralise};
use crate::access::{Span, State};
use crate::error::Result as BookResult;
use crate::fields::{Shape, Writing};
use crate::members::{Email, Name, Status};
use crate::text::{fold, is_invisible};
use crate::time::{Zone, day_end, day_of, day_start};

/// The earliest year in which anything of a member or of their access can have been.
const FIRST_YEAR: i32 = 1900;

/// A row's cells, with what a person mended in the review laid over them.
pub(super) struct Cells<'a> {
    pub record: &'a Record,
    pub fixes: Option<&'a Vec<(usize, String)>>,
}

impl<'a> Cells<'a> {
    /// A cell as it is meant: trimmed, and without the quote our own export protects formulas with.
    pub fn get(&self, column: usize) -> &'a str {
        let mended = self.fixes.and_then(|fixes| fixes.iter().find(|(at, _)| *at == column));
        unneutralise(mended.map_or_else(|| self.record.cell(column), |(_, value)| value.trim()))
    }
}

/// Why a row can't be taken: the column to blame, if one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub line: u64,
    pub column: Option<usize>,
    pub code: Code,
}

/// Texts are empty where the row says nothing.
#[derive(Debug, Default)]
pub(super) struct Facts<'a> {
    pub line: u64,
    pub name: Name,
    pub email: Option<Email>,
    pub company: &'a str,
    pub phone: Cow<'a, str>,
    pub external_id: &'a str,
    pub status: Option<Status>,
    pub joined_at: Option<i64>,
    pub last_seen_at: Option<i64>,
    /// Column and value, in the form it is kept in.
    pub custom: Vec<(usize, String)>,
    /// What the row gives by itself.
    pub named: Vec<Naming<'a>>,
    pub cohort: &'a str,
    /// What the row says of the beginning and of the end.
    pub enrolled_at: Option<i64>,
    pub expires_at: Option<i64>,
    /// The beginning and the end: the row's, or else what everybody in the file gets.
    pub from: Option<i64>,
    pub until: Option<i64>,
    pub access: Option<State>,
    /// The file calls the access expired.
    pub is_expired: bool,
    /// How far the member came in the course.
    pub course: CourseProgress,
    pub lessons: LessonFacts<'a>,
}

/// What is known of a member in a course as a whole. Shares are from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct CourseProgress {
    pub viewed: Option<f64>,
    pub completed: Option<f64>,
    pub started_at: Option<i64>,
    pub completed_at: Option<i64>,
    pub last_activity_at: Option<i64>,
}

/// What a row says of lessons and quizzes; nothing unless the file is about them.
#[derive(Debug, Default)]
pub(super) struct LessonFacts<'a> {
    /// The lesson or quiz that the row names, and the chapter.
    pub lesson: &'a str,
    pub chapter: &'a str,
    pub viewed_at: Option<i64>,
    pub status: Option<Doing>,
    /// Of columns that are about one lesson each.
    pub doings: Vec<(usize, Doing)>,
    /// Of columns that are about one quiz each.
    pub scores: Vec<(usize, u8)>,
    pub score: Option<u8>,
    pub passed: Option<bool>,
    pub taken: Option<When>,
    pub attempt: Option<u16>,
}

/// A cell with a course or product, or with a list of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Naming<'a> {
    pub column: usize,
    pub is_course: bool,
    pub text: &'a str,
    /// What stands between the titles of a list.
    pub separator: Option<char>,
}

impl Naming<'_> {
    /// Whether it is, or has among others, this title.
    pub fn names(&self, title: &str) -> bool {
        match self.separator {
            None => fold(self.text) == fold(title),
            Some(separator) => lists::holds(self.text, separator, title),
        }
    }
}

/// Reads rows; made once per pass.
pub(super) struct Reading<'a> {
    layout: &'a Layout,
    purpose: Purpose,
    score_of: Option<u32>,
    is_order_settled: bool,
    origin: Option<&'static Origin>,
    zone: Zone,
    columns: &'a Columns,
    fields: Vec<(usize, &'a Field)>,
    /// What the values of custom fields are, by column.
    shapes: HashMap<usize, Shape>,
    writing: Writing,
    /// What everybody in the file gets: whether anything, from when and until when.
    gives: bool,
    span: Span,
}

impl<'a> Reading<'a> {
    pub fn new(draft: &'a Draft, zone: Zone) -> BookResult<Self> {
        let Draft { layout, columns, mapping, options, .. } = draft;
        let fields = mapping
            .columns
            .iter()
            .enumerate()
            .map(|(column, choice)| (column, &choice.field))
            .filter(|(_, field)| **field != Field::Ignore && field.is_for(options.purpose))
            .collect();
        let shapes = (0..mapping.columns.len())
            .filter_map(|column| Some((column, draft.shape_of(column)?)))
            .collect();
        Ok(Self {
            layout,
            purpose: options.purpose,
            score_of: options.score_of,
            is_order_settled: draft.is_date_order_settled(),
            origin: layout.origin(),
            zone,
            columns,
            fields,
            shapes,
            writing: Writing { dates: layout.date_order, decimal: layout.decimal, zone },
            gives: !options.courses.is_empty() || !options.products.is_empty(),
            // A list of dates gives nothing that could last as long for everybody.
            span: match options.purpose {
                Purpose::Expiry | Purpose::Progress | Purpose::Quizzes => Span::default(),
                Purpose::Members | Purpose::Roster => Span::of_days(
                    options.starts_on.as_deref(),
                    options.expires_on.as_deref(),
                    zone,
                )?,
            },
        })
    }

    pub fn facts<'c>(&self, cells: &Cells<'c>) -> Result<Facts<'c>, Fault> {
        let line = cells.record.line();
        // Before anything else: a sum is short, and stands in columns that hold other things.
        if self.is_total(cells) {
            return Err(Fault { line, column: None, code: Code::TotalsRow });
        }
        if let Some(flaw) = cells.record.flaw(self.columns.len()) {
            return Err(Fault { line: flaw.line, column: flaw.column, code: flaw.code });
        }
        let mut facts = Facts { line, ..Facts::default() };
        let (mut full, mut given, mut family, mut area) = ("", "", "", "");
        let (mut status_of_access, mut giftee) = (None, None);
        let (mut disputed, mut is_dispute_won) = (None, false);
        let (mut score, mut most) = (None, None);
        for (column, field) in &self.fields {
            let text = cells.get(*column);
            // A cell of nothing but what can't be seen looks blank, and is.
            if text.chars().all(is_invisible) {
                continue;
            }
            let fault = |code| Fault { line, column: Some(*column), code };
            values::check_cell(text, field).map_err(fault)?;
            match field {
                Field::Name => full = text,
                Field::FirstName => given = text,
                Field::LastName => family = text,
                Field::Email => {
                    facts.email = Some(Email::parse(text).map_err(|_| fault(Code::BadEmail))?);
                }
                Field::GifteeEmail => {
                    giftee = Some(Email::parse(text).map_err(|_| fault(Code::BadEmail))?);
                }
                Field::Company => facts.company = text,
                Field::Phone => facts.phone = Cow::Borrowed(text),
                Field::PhoneArea => area = text,
                Field::ExternalId => facts.external_id = text,
                Field::Status => facts.status = status(text).map_err(fault)?,
                Field::JoinedAt => facts.joined_at = Some(self.from(text).map_err(fault)?),
                Field::LastSeenAt => facts.last_seen_at = Some(self.from(text).map_err(fault)?),
                Field::Course | Field::Product | Field::Courses | Field::Products => {
                    facts.named.push(self.naming(*column, field, text));
                }
                Field::Cohort => facts.cohort = text,
                Field::EnrolledAt => facts.enrolled_at = Some(self.from(text).map_err(fault)?),
                Field::ExpiresAt => facts.expires_at = Some(self.until(text).map_err(fault)?),
                Field::AccessStatus => {
                    status_of_access = Some(self.status_of_access(text).map_err(fault)?);
                }
                Field::NoAccess => {
                    if values::parse_yes_no(text).map_err(fault)? {
                        return Err(fault(Code::NotPaid));
                    }
                }
                Field::Disputed => {
                    let is_so = values::parse_yes_no(text).map_err(fault)?;
                    disputed = is_so.then_some(*column);
                }
                Field::DisputeWon => is_dispute_won = values::parse_yes_no(text).map_err(fault)?,
                Field::Viewed => {
                    facts.course.viewed = Some(self.share(*column, text).map_err(fault)?);
                }
                Field::Progress => {
                    facts.course.completed = Some(self.share(*column, text).map_err(fault)?);
                }
                Field::StartedAt => {
                    facts.course.started_at = Some(self.from(text).map_err(fault)?);
                }
                Field::CompletedAt => {
                    facts.course.completed_at = Some(self.from(text).map_err(fault)?);
                }
                Field::LastActivityAt => {
                    facts.course.last_activity_at = Some(self.from(text).map_err(fault)?);
                }
                Field::Lesson => facts.lessons.lesson = text,
                Field::Chapter => facts.lessons.chapter = text,
                Field::ViewedAt => facts.lessons.viewed_at = Some(self.from(text).map_err(fault)?),
                Field::LessonStatus => {
                    facts.lessons.status = Some(self.doing(text).map_err(fault)?);
                }
                Field::OfLesson(_) => self.of_lesson(*column, text, &mut facts).map_err(fault)?,
                Field::Score => score = Some((*column, text)),
                Field::OutOf => most = Some(score::number(text).map_err(fault)?),
                Field::Passed => {
                    facts.lessons.passed = Some(score::parse_passed(text).map_err(fault)?);
                }
                Field::TakenAt => facts.lessons.taken = Some(self.when(text).map_err(fault)?),
                Field::Attempt => {
                    facts.lessons.attempt = Some(score::parse_attempt(text).map_err(fault)?);
                }
                Field::Custom(_) => {
                    if let Some(shape) = self.shapes.get(column) {
                        let value = shape.read(text, self.writing).map_err(fault)?;
                        facts.custom.push((*column, value));
                    }
                }
                Field::Ignore => {}
            }
        }
        if disputed.is_some() && !is_dispute_won {
            return Err(Fault { line, column: disputed, code: Code::NotPaid });
        }
        if let Some((column, text)) = score {
            let fault = |code| Fault { line, column: Some(column), code };
            facts.lessons.score = Some(self.score(column, text, most).map_err(fault)?);
        }
        facts.name = Name::with_parts(full, given, family);
        if !area.is_empty() && !facts.phone.is_empty() {
            facts.phone = Cow::Owned(format!("{area} {}", facts.phone));
        }
        if giftee.is_some() {
            // What else is said of a person is said of the buyer.
            let Facts { named, cohort, enrolled_at, expires_at, course, .. } = facts;
            let access =
                Facts { named, cohort, enrolled_at, expires_at, course, ..Facts::default() };
            facts = Facts { line, email: giftee, ..access };
        }
        if facts.email.is_none() && facts.external_id.is_empty() {
            return Err(Fault {
                line,
                column: self.column_of(&Field::Email),
                code: Code::MissingEmail,
            });
        }
        let moved = if facts.expires_at.is_some() { Field::ExpiresAt } else { Field::EnrolledAt };
        facts.from = facts.enrolled_at.or(self.span.starts_at);
        facts.until = facts.expires_at.or(self.span.expires_at);
        facts.is_expired = status_of_access == Some(FileStatus::Expired);
        facts.access = status_of_access.and_then(|status| access(status, facts.from));
        let gives = self.gives || !facts.named.is_empty();
        if gives && facts.until.zip(facts.from).is_some_and(|(until, from)| until < from) {
            return Err(Fault {
                line,
                column: self.column_of(&moved),
                code: Code::EndsBeforeStart,
            });
        }
        Ok(facts)
    }

    fn naming<'c>(&self, column: usize, field: &Field, text: &'c str) -> Naming<'c> {
        let separator = self.columns.columns.get(column).map_or(',', |column| column.separator);
        Naming {
            column,
            is_course: matches!(field, Field::Course | Field::Courses),
            text,
            separator: field.is_list().then_some(separator),
        }
    }

    /// Lists that are known have statuses of their own.
    fn status_of_access(&self, text: &str) -> Result<FileStatus, Code> {
        match self.origin {
            Some(origin) => origin.status(text),
            None => status_anywhere(text),
        }
    }

    /// Whether a row that says nobody's e-mail or platform id sums up those above it.
    fn is_total(&self, cells: &Cells) -> bool {
        let first = (0..cells.record.len()).map(|at| cells.get(at)).find(|cell| !cell.is_empty());
        let cell = |field| self.column_of(&field).map_or("", |at| cells.get(at));
        let id = cell(Field::ExternalId);
        first.is_some_and(values::is_total)
            && !cell(Field::Email).contains('@')
            && cell(Field::GifteeEmail).is_empty()
            // The word itself may stand in the column of ids, where that is the first.
            && (id.is_empty() || values::is_total(id))
    }

    fn column_of(&self, wanted: &Field) -> Option<usize> {
        self.fields.iter().find(|(_, field)| *field == wanted).map(|(at, _)| *at)
    }

    /// Progress as a share. The column as a whole tells what is written in it or, where it leaves
    /// that open, the file.
    fn share(&self, column: usize, text: &str) -> Result<f64, Code> {
        let scale = self.columns.columns.get(column).and_then(|column| column.scale);
        values::parse_progress(text, scale.unwrap_or(self.layout.progress_scale))
    }

    /// What a cell says of the one lesson or quiz that its column is about.
    fn of_lesson(&self, column: usize, text: &str, facts: &mut Facts) -> Result<(), Code> {
        match self.purpose {
            Purpose::Quizzes => {
                facts.lessons.scores.push((column, self.score(column, text, None)?));
            }
            _ => facts.lessons.doings.push((column, self.doing(text)?)),
        }
        Ok(())
    }

    fn doing(&self, text: &str) -> Result<Doing, Code> {
        if let Some(doing) = Doing::parse(text) {
            return Ok(doing);
        }
        match self.from(text) {
            Ok(at) => Ok(Doing::Completed(Some(at))),
            Err(Code::BadDate) => Err(Code::BadDoing),
            Err(code) => Err(code),
        }
    }

    /// A score in percent. `most` is what the row says it would be if all were right.
    fn score(&self, column: usize, text: &str, most: Option<f64>) -> Result<u8, Code> {
        let most = most.or(self.score_of.map(f64::from)).unwrap_or_else(|| {
            let largest = self.columns.columns.get(column).and_then(|column| column.largest);
            f64::from(score::likely_most(largest))
        });
        score::parse(text, most)
    }

    /// Nobody joined or was enrolled before there were schools on the net: such a year is a slip, or
    /// what a spreadsheet makes of nothing. A field of the book's own may hold any day.
    fn when(&self, text: &str) -> Result<When, Code> {
        let parse = if self.is_order_settled { parse_settled } else { parse_when };
        let when = parse(text, self.layout.date_order, self.zone)?;
        let day = match when {
            When::Day(day) => day,
            When::Instant(at) => day_of(self.zone, at),
        };
        if day.year() < FIRST_YEAR { Err(Code::BadDate) } else { Ok(when) }
    }

    fn from(&self, text: &str) -> Result<i64, Code> {
        Ok(match self.when(text)? {
            When::Day(day) => day_start(self.zone, day),
            When::Instant(at) => at,
        })
    }

    /// An expiry given as a day, or as its midnight, lasts to the day's end.
    fn until(&self, text: &str) -> Result<i64, Code> {
        Ok(match self.when(text)? {
            When::Day(day) => day_end(self.zone, day),
            When::Instant(at) if is_midnight(text, self.layout.date_order) => {
                day_end(self.zone, day_of(self.zone, at))
            }
            When::Instant(at) => at,
        })
    }
}

/// A member called expired has lost access, not their membership, and one called scheduled will have
/// it: that says nothing of them.
fn status(text: &str) -> Result<Option<Status>, Code> {
    Ok(match values::parse_status(text)? {
        FileStatus::Active => Some(Status::Active),
        FileStatus::Pending => Some(Status::Pending),
        FileStatus::Disabled => Some(Status::Disabled),
        FileStatus::Expired | FileStatus::Scheduled => None,
    })
}

/// What is scheduled begins by itself, but at a time that is known.
fn access(status: FileStatus, from: Option<i64>) -> Option<State> {
    match status {
        FileStatus::Active => Some(State::Active),
        FileStatus::Scheduled if from.is_some() => Some(State::Active),
        FileStatus::Pending | FileStatus::Scheduled => Some(State::Pending),
        FileStatus::Disabled => Some(State::Disabled),
        FileStatus::Expired => None,
    }
}
