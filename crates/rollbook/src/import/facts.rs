//! What one row says, read through the layout and the mapping. No book is looked at.

use std::borrow::Cow;

use super::dates::{When, parse_when};
use super::fields::Field;
use super::layout::Layout;
use super::mapping::Mapping;
use super::origins::Origin;
use super::records::Record;
use super::values::{self, Code, Status as FileStatus, unneutralise};
use crate::access::State;
use crate::members::{Email, Name, Status};
use crate::text::is_invisible;
use crate::time::{Zone, day_end, day_start};

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
    pub name: Name,
    pub email: Option<Email>,
    pub company: &'a str,
    pub phone: Cow<'a, str>,
    pub external_id: &'a str,
    pub status: Option<Status>,
    pub joined_at: Option<i64>,
    pub last_seen_at: Option<i64>,
    /// Column and value.
    pub custom: Vec<(usize, &'a str)>,
    pub course: &'a str,
    pub product: &'a str,
    pub cohort: &'a str,
    pub enrolled_at: Option<i64>,
    pub expires_at: Option<i64>,
    pub access: Option<State>,
    /// The file calls the access expired.
    pub is_expired: bool,
    pub progress: Option<f64>,
    pub completed_at: Option<i64>,
}

/// Reads rows; made once per pass.
pub(super) struct Reading<'a> {
    layout: &'a Layout,
    origin: Option<&'static Origin>,
    zone: Zone,
    n_columns: usize,
    fields: Vec<(usize, &'a Field)>,
}

impl<'a> Reading<'a> {
    pub fn new(layout: &'a Layout, mapping: &'a Mapping, zone: Zone) -> Self {
        let fields = mapping
            .columns
            .iter()
            .enumerate()
            .map(|(column, choice)| (column, &choice.field))
            .filter(|(_, field)| **field != Field::Ignore)
            .collect();
        Self { layout, origin: layout.origin(), zone, n_columns: mapping.columns.len(), fields }
    }

    pub fn facts<'c>(&self, cells: &Cells<'c>) -> Result<Facts<'c>, Fault> {
        let line = cells.record.line();
        if let Some(flaw) = cells.record.flaw(self.n_columns) {
            return Err(Fault { line: flaw.line, column: flaw.column, code: flaw.code });
        }
        let mut facts = Facts::default();
        let (mut full, mut given, mut family, mut area) = ("", "", "", "");
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
                Field::Company => facts.company = text,
                Field::Phone => facts.phone = Cow::Borrowed(text),
                Field::PhoneArea => area = text,
                Field::ExternalId => facts.external_id = text,
                Field::Status => facts.status = status(text).map_err(fault)?,
                Field::JoinedAt => facts.joined_at = Some(self.from(text).map_err(fault)?),
                Field::LastSeenAt => facts.last_seen_at = Some(self.from(text).map_err(fault)?),
                Field::Course => facts.course = text,
                Field::Product => facts.product = text,
                Field::Cohort => facts.cohort = text,
                Field::EnrolledAt => facts.enrolled_at = Some(self.from(text).map_err(fault)?),
                Field::ExpiresAt => facts.expires_at = Some(self.until(text).map_err(fault)?),
                Field::AccessStatus => {
                    (facts.access, facts.is_expired) = self.access(text).map_err(fault)?;
                }
                Field::NoAccess => {
                    if values::parse_yes_no(text).map_err(fault)? {
                        return Err(fault(Code::NotPaid));
                    }
                }
                Field::Progress => {
                    let scale = self.layout.progress_scale;
                    facts.progress = Some(values::parse_progress(text, scale).map_err(fault)?);
                }
                Field::CompletedAt => facts.completed_at = Some(self.from(text).map_err(fault)?),
                Field::Custom(_) => facts.custom.push((*column, text)),
                Field::Ignore => {}
            }
        }
        facts.name = Name::with_parts(full, given, family);
        if !area.is_empty() && !facts.phone.is_empty() {
            facts.phone = Cow::Owned(format!("{area} {}", facts.phone));
        }
        if facts.email.is_none() && is_total(cells) {
            return Err(Fault { line, column: None, code: Code::TotalsRow });
        }
        if facts.email.is_none() && facts.external_id.is_empty() {
            let column =
                self.fields.iter().find(|(_, field)| **field == Field::Email).map(|(at, _)| *at);
            return Err(Fault { line, column, code: Code::MissingEmail });
        }
        Ok(facts)
    }

    /// What a status of the file means for access; lists that are known have their own.
    fn access(&self, text: &str) -> Result<(Option<State>, bool), Code> {
        let status = match self.origin {
            Some(origin) => origin.status(text)?,
            None => values::parse_status(text)?,
        };
        Ok(match status {
            FileStatus::Active => (Some(State::Active), false),
            FileStatus::Pending => (Some(State::Pending), false),
            FileStatus::Disabled => (Some(State::Disabled), false),
            FileStatus::Expired => (None, true),
        })
    }

    fn from(&self, text: &str) -> Result<i64, Code> {
        Ok(match parse_when(text, self.layout.date_order, self.zone)? {
            When::Day(day) => day_start(self.zone, day),
            When::Instant(at) => at,
        })
    }

    /// An expiry given as a day lasts to the day's end.
    fn until(&self, text: &str) -> Result<i64, Code> {
        Ok(match parse_when(text, self.layout.date_order, self.zone)? {
            When::Day(day) => day_end(self.zone, day),
            When::Instant(at) => at,
        })
    }
}

/// A member called expired has lost access, not their membership: that says nothing of them.
fn status(text: &str) -> Result<Option<Status>, Code> {
    Ok(match values::parse_status(text)? {
        FileStatus::Active => Some(Status::Active),
        FileStatus::Pending => Some(Status::Pending),
        FileStatus::Disabled => Some(Status::Disabled),
        FileStatus::Expired => None,
    })
}

/// Whether a row without an e-mail sums up those above it.
fn is_total(cells: &Cells) -> bool {
    let first = (0..cells.record.len()).map(|at| cells.get(at)).find(|cell| !cell.is_empty());
    first.is_some_and(values::is_total)
}
