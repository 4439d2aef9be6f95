//! What lists are sorted by: columns, in order or backwards.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::Text;
use crate::courses::Reached;
use crate::error::{Error, Result};
use crate::fields::{self, Shape};
use crate::ids::{CourseId, FieldId};

/// A column to sort by: `name`, `custom:12` for the custom field with the id 12, `completed:34` for how
/// much of the course with the id 34 was completed, or `expires:34` for when access to it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(try_from = "String", into = "String")]
#[ts(
    type = "'name' | 'email' | 'status' | 'joined_at' | 'last_seen_at' | 'company' | 'phone' | 'external_id' | 'courses' | 'created_at' | `custom:${string}` | `${'viewed' | 'completed' | 'started_at' | 'last_activity_at' | 'completed_at' | 'access' | 'cohort' | 'enrolled' | 'expires'}:${string}`"
)]
pub enum SortField {
    Name,
    Email,
    Status,
    JoinedAt,
    LastSeenAt,
    Company,
    Phone,
    ExternalId,
    /// How many courses the member has, in whatever status.
    Courses,
    CreatedAt,
    /// As its kind compares. A field that is no more sorts nobody.
    Custom(FieldId),
    /// How far the member got in a course. One that is no more sorts nobody.
    Progress(ProgressColumn, CourseId),
    /// What the member's access to a course comes to. Those who don't have it come last.
    Enrollment(EnrollmentColumn, CourseId),
}

/// What is known of somebody's access to a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnrollmentColumn {
    /// Its status, the best first.
    Access,
    Cohort,
    Enrolled,
    /// Access without an end comes last, in both directions.
    Expires,
}

impl EnrollmentColumn {
    pub(super) const ALL: [EnrollmentColumn; 4] = [
        EnrollmentColumn::Access,
        EnrollmentColumn::Cohort,
        EnrollmentColumn::Enrolled,
        EnrollmentColumn::Expires,
    ];

    fn name(self) -> &'static str {
        match self {
            EnrollmentColumn::Access => "access",
            EnrollmentColumn::Cohort => "cohort",
            EnrollmentColumn::Enrolled => "enrolled",
            EnrollmentColumn::Expires => "expires",
        }
    }
}

/// What is known of somebody's progress in a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProgressColumn {
    Viewed,
    Completed,
    StartedAt,
    LastActivityAt,
    CompletedAt,
}

impl ProgressColumn {
    pub(super) const ALL: [ProgressColumn; 5] = [
        ProgressColumn::Viewed,
        ProgressColumn::Completed,
        ProgressColumn::StartedAt,
        ProgressColumn::LastActivityAt,
        ProgressColumn::CompletedAt,
    ];

    fn name(self) -> &'static str {
        match self {
            ProgressColumn::Viewed => "viewed",
            ProgressColumn::Completed => "completed",
            ProgressColumn::StartedAt => "started_at",
            ProgressColumn::LastActivityAt => "last_activity_at",
            ProgressColumn::CompletedAt => "completed_at",
        }
    }

    /// A number that compares as the value does.
    pub(super) fn of(self, reached: &Reached) -> Option<i64> {
        let share = |share: f64| (share * 1e9).round() as i64;
        match self {
            ProgressColumn::Viewed => reached.viewed.map(share),
            ProgressColumn::Completed => reached.completed.map(share),
            ProgressColumn::StartedAt => reached.started_at,
            ProgressColumn::LastActivityAt => reached.last_activity_at,
            ProgressColumn::CompletedAt => reached.completed_at,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SortKey {
    pub field: SortField,
    #[serde(default)]
    pub desc: bool,
}

impl SortField {
    /// All but the custom fields and what is of a course.
    pub const ALL: [SortField; 10] = [
        SortField::Name,
        SortField::Email,
        SortField::Status,
        SortField::JoinedAt,
        SortField::LastSeenAt,
        SortField::Company,
        SortField::Phone,
        SortField::ExternalId,
        SortField::Courses,
        SortField::CreatedAt,
    ];

    pub fn name(self) -> &'static str {
        match self {
            SortField::Name => "name",
            SortField::Email => "email",
            SortField::Status => "status",
            SortField::JoinedAt => "joined_at",
            SortField::LastSeenAt => "last_seen_at",
            SortField::Company => "company",
            SortField::Phone => "phone",
            SortField::ExternalId => "external_id",
            SortField::Courses => "courses",
            SortField::CreatedAt => "created_at",
            SortField::Custom(_) => "custom",
            SortField::Progress(column, _) => column.name(),
            SortField::Enrollment(column, _) => column.name(),
        }
    }

    /// Whether it changes with the member alone. The number of courses and access change with what
    /// products hold, progress with what courses do, which touches no member.
    pub(super) fn is_of_members(self) -> bool {
        !matches!(self, SortField::Courses | SortField::Progress(..) | SortField::Enrollment(..))
    }

    /// Whether the order can change without a write.
    pub(super) fn reads_the_clock(self) -> bool {
        use EnrollmentColumn::{Access, Cohort};
        matches!(self, SortField::Enrollment(Access | Cohort, _))
    }

    /// Whether it is compared as text; the others are numbers, or few enough to be numbered.
    pub(super) fn is_text(self) -> bool {
        use SortField::{Custom, Email, ExternalId, Name, Phone};
        matches!(self, Name | Email | Phone | ExternalId | Custom(_))
    }

    /// The text it is in memory. E-mails lie there without their accents, which count here.
    pub(super) fn in_memory(self) -> Option<Text> {
        match self {
            SortField::Name => Some(Text::Name),
            SortField::Phone => Some(Text::Phone),
            SortField::ExternalId => Some(Text::PlatformId),
            _ => None,
        }
    }

    pub(super) fn column(self) -> &'static str {
        match self {
            SortField::Name => "m.name_key",
            SortField::Email => "m.email_key",
            SortField::Status => {
                "CASE m.status WHEN 'active' THEN 0 WHEN 'pending' THEN 1 ELSE 2 END"
            }
            SortField::JoinedAt => "m.joined_at",
            SortField::LastSeenAt => "m.last_seen_at",
            SortField::Company => "m.company",
            SortField::Phone => "m.phone",
            SortField::ExternalId => "m.external_id",
            // From memory instead, or from a table of its own.
            SortField::Courses
            | SortField::Custom(_)
            | SortField::Progress(..)
            | SortField::Enrollment(..) => "NULL",
            SortField::CreatedAt => "m.created_at",
        }
    }

    /// Whether the column is to be folded; names and e-mails are stored folded.
    pub(super) fn folds(self) -> bool {
        matches!(self, SortField::Company | SortField::Phone | SortField::ExternalId)
    }
}

impl TryFrom<String> for SortField {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let known = Self::ALL.into_iter().find(|field| field.name() == text);
        let of = || {
            let (name, id) = text.split_once(':')?;
            if name == "custom" {
                return id.parse().ok().map(SortField::Custom);
            }
            let id = id.parse().ok()?;
            let progress = ProgressColumn::ALL.into_iter().find(|column| column.name() == name);
            let enrollment = EnrollmentColumn::ALL.into_iter().find(|column| column.name() == name);
            let progress = progress.map(|column| SortField::Progress(column, id));
            progress.or(enrollment.map(|column| SortField::Enrollment(column, id)))
        };
        known.or_else(of).ok_or_else(|| format!("nothing is sorted by {text}"))
    }
}

impl From<SortField> for String {
    fn from(field: SortField) -> Self {
        match field {
            SortField::Custom(id) => format!("{}:{id}", field.name()),
            SortField::Progress(_, id) | SortField::Enrollment(_, id) => {
                format!("{}:{id}", field.name())
            }
            field => field.name().to_owned(),
        }
    }
}

/// A key to sort by, with what the book says of its column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct By {
    pub key: SortKey,
    /// Of a custom field.
    pub shape: Option<Shape>,
}

/// What keys mean in the book as it is now.
pub(super) fn meant(db: &Connection, sort: &[SortKey]) -> Result<Vec<By>> {
    let shape = |key: &SortKey| match key.field {
        SortField::Custom(id) => match fields::by_id(db, id) {
            Err(Error::NotFound { .. }) => Ok(None),
            field => field.map(|field| Some(field.shape)),
        },
        _ => Ok(None),
    };
    sort.iter().map(|key| Ok(By { key: *key, shape: shape(key)? })).collect()
}
