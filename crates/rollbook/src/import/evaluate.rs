//! What a row would do to the book: a verdict, and the changes it stands for.
//!
//! The same function gives the counts of the review, the old → new of each cell in it, and what is
//! written. It reads the book and writes nothing.

mod expiry;

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};

use rusqlite::{Connection, OptionalExtension, Row, ToSql, params};

use super::facts::{Facts, Fault, Naming};
use super::fields::Field;
use super::lists::Whole;
use super::mapping::Mapping;
use super::options::{Options, Policy, Verdict};
use super::purpose::Purpose;
use super::values::{Code, check_length};
use crate::access::{AccessStatus, State, status_of};
use crate::courses::required;
use crate::error::{Error, Result};
use crate::ids::{CohortId, CourseId, FieldId, GrantId, MemberId, ProductId};
use crate::members::{Email, Status, addresses, who_stays};
use crate::text::fold;
use crate::time::{Zone, day_of, day_start};
use crate::{courses, products};

pub(super) use expiry::Note;

/// Why a row came out as it did. The words are the UI's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// Something about the row itself.
    Fault(Fault),
    /// Skipped because the policy leaves known members alone.
    Exists,
    /// Skipped because the policy adds nobody.
    NotInBook,
    /// Skipped because the member is in the trash.
    InTrash,
    /// Another row with this e-mail counts.
    Duplicate {
        line: u64,
    },
    /// The e-mail is one member's, the platform id another's.
    IdElsewhere,
    /// Something the file would lower was kept as it is.
    WouldShorten,
    BlockedKept,
    ExpiredKept,
    /// Access begins later than the row would have it, and stays so.
    ScheduledKept,
    /// What there is to say of a row of a list of dates or of a roster.
    Note(Note),
}

impl Reason {
    pub fn code(self) -> &'static str {
        match self {
            Reason::Fault(fault) => fault.code.name(),
            Reason::Exists => "exists",
            Reason::NotInBook => "not_in_book",
            Reason::InTrash => "in_trash",
            Reason::Duplicate { .. } => "duplicate_in_file",
            Reason::IdElsewhere => "id_elsewhere",
            Reason::WouldShorten => "would_shorten",
            Reason::BlockedKept => "blocked_kept",
            Reason::ExpiredKept => "expired_kept",
            Reason::ScheduledKept => "scheduled_kept",
            Reason::Note(note) => note.code(),
        }
    }
}

/// A row's outcome.
#[derive(Debug)]
pub(super) struct Outcome {
    pub verdict: Verdict,
    pub reason: Option<Reason>,
    pub member: Option<MemberId>,
    /// Changes to the fields of a member the book knows.
    pub edits: Vec<Edit>,
    pub access: Vec<Access>,
}

impl Outcome {
    fn bare(verdict: Verdict, reason: Option<Reason>, member: Option<MemberId>) -> Self {
        Self { verdict, reason, member, edits: Vec::new(), access: Vec::new() }
    }

    pub fn failed(fault: Fault, member: Option<MemberId>) -> Self {
        let verdict = if fault.code.is_skip() { Verdict::Skipped } else { Verdict::Failed };
        Self::bare(verdict, Some(Reason::Fault(fault)), member)
    }

    /// What is wrong with a row that failed.
    pub fn fault(&self) -> Option<Fault> {
        match self.reason {
            Some(Reason::Fault(fault)) => Some(fault),
            _ => None,
        }
    }
}

/// A member's field, before and after.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Edit {
    pub field: Field,
    pub before: Text,
    pub after: Text,
}

/// A value as text, as an instant, or as a day.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Text {
    Words(String),
    At(Option<i64>),
    /// An instant of which only the day is worth showing.
    Day(Option<i64>),
}

/// A change to a member's access.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Access {
    Grant {
        target: usize,
        state: State,
        starts_at: Option<i64>,
        expires_at: Option<i64>,
    },
    /// Sets the end, later or, where that was asked for, earlier.
    Extend {
        grant: Which,
        target: usize,
        expires_at: Option<i64>,
    },
    SetState {
        grant: GrantId,
        state: State,
    },
    SetStart {
        grant: GrantId,
        starts_at: i64,
    },
    SetCohort {
        grant: GrantId,
        target: usize,
    },
    Progress {
        target: usize,
        completed: Option<f64>,
        completed_at: Option<i64>,
    },
}

/// A grant that a row lengthens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    InBook(GrantId),
    /// The last one that an earlier row of the file gave this person for the same target.
    OfThisFile,
}

/// What can be given: a course or a product, in the book or about to be created.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Target {
    pub is_course: bool,
    pub title: String,
    /// A course's or a product's id, once it is in the book.
    pub id: Option<i64>,
    pub cohort: Option<CohortTarget>,
    /// The first target with this course; another cohort makes another target, not another course.
    pub same_as: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct CohortTarget {
    pub title: String,
    pub id: Option<CohortId>,
}

impl Target {
    pub fn course(&self) -> Option<CourseId> {
        self.id.filter(|_| self.is_course).map(CourseId)
    }

    pub fn product(&self) -> Option<ProductId> {
        self.id.filter(|_| !self.is_course).map(ProductId)
    }
}

/// What earlier rows of the file left a member with who appears several times.
#[derive(Clone, Copy, Debug, Default)]
struct Given {
    /// The grant of the course or product itself that lasts longest, and its end. What is blocked is
    /// none: a later row may give anew beside it.
    grant: Option<(Which, Option<i64>)>,
    completed: Option<f64>,
    completed_at: Option<i64>,
}

/// What a row asks for: one course or product.
#[derive(Clone, Copy, Debug)]
struct Wish {
    target: usize,
    /// The row itself names it; otherwise everybody in the file gets it.
    is_named: bool,
    /// Of several courses nobody can tell which one the row's progress is of.
    is_only_course: bool,
    state: State,
    /// `None` begins with the import.
    starts_at: Option<i64>,
    until: Option<i64>,
}

impl Wish {
    fn grant(self) -> Access {
        let Self { target, state, starts_at, until: expires_at, .. } = self;
        Access::Grant { target, state, starts_at, expires_at }
    }
}

/// Evaluates rows against a book.
pub(super) struct Evaluator<'a> {
    db: &'a Connection,
    options: &'a Options,
    mapping: &'a Mapping,
    zone: Zone,
    now: i64,
    /// No member is in the book, so none needs to be looked up.
    is_empty: bool,
    pub targets: Vec<Target>,
    by_title: HashMap<(bool, String, String), usize>,
    /// Targets that everybody gets.
    everybody: Vec<usize>,
    /// Titles that a list must not be split at.
    whole: Whole,
    fields: HashMap<String, FieldId>,
    given: HashMap<(u64, usize), Given>,
    /// Platform ids of the file so far, hashed, and whose they are.
    ids: HashMap<u64, u64>,
    /// People of several rows who don't come in because the row that counts is a conflict, and ids
    /// alone of which another row says whose they are.
    pub refused: HashSet<u64>,
    /// Members that the file named so far, and how. Kept only when a file can name them in two ways.
    named: Option<HashMap<MemberId, Mention>>,
}

/// How a file names a member.
#[derive(Clone, Copy)]
struct Mention {
    identity: u64,
    by_email: bool,
}

/// A member as the book has them.
struct Known {
    id: MemberId,
    name: String,
    given: String,
    family: String,
    email: String,
    company: String,
    phone: String,
    external_id: String,
    status: Status,
    joined_at: Option<i64>,
    last_seen_at: Option<i64>,
    is_trashed: bool,
    is_merged: bool,
}

/// An open reason for a course or product that a member has.
#[derive(Clone, PartialEq)]
struct Held {
    grant: GrantId,
    /// Whether the reason is the course or product itself, not a product that holds the course.
    is_direct: bool,
    state: State,
    starts_at: i64,
    expires_at: Option<i64>,
    cohort: Option<CohortId>,
}

/// Tells people of a file apart: a hash of the e-mail, or of the platform id where there is none.
/// Sixty-four random-keyed bits: of a million people, two are taken for one once in 10⁷ imports.
#[derive(Debug, Default)]
pub(super) struct Identities {
    hasher: RandomState,
    /// Members with more than one address, because duplicates were merged into them.
    known: HashMap<String, MemberId>,
}

impl Identities {
    pub fn load(db: &Connection) -> Result<Self> {
        let mut known = HashMap::new();
        let mut own = db.prepare_cached(
            "SELECT email_key FROM members WHERE id = ?1 AND trashed_at IS NULL AND email_key <> ''",
        )?;
        for (email, member) in addresses(db)? {
            known.insert(email, member);
            let own: Option<String> = own.query_row([member], |row| row.get(0)).optional()?;
            known.extend(own.map(|email| (email, member)));
        }
        Ok(Self { hasher: RandomState::new(), known })
    }

    pub fn of_id(&self, external_id: &str) -> u64 {
        self.hasher.hash_one((1, external_id))
    }

    pub fn of(&self, facts: &Facts) -> u64 {
        let Some(email) = &facts.email else { return self.of_id(facts.external_id) };
        match self.known.get(email.key()) {
            Some(member) => self.hasher.hash_one((2, member)),
            None => self.hasher.hash_one((0, email.key())),
        }
    }
}

/// Where a row stands among those with the same identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    pub identity: u64,
    /// The platform id's hash, where the row has one.
    pub external: Option<u64>,
    /// The line of the row that counts, when it is another.
    pub winner: Option<u64>,
    pub is_repeated: bool,
}

impl<'a> Evaluator<'a> {
    pub fn new(
        db: &'a Connection,
        options: &'a Options,
        mapping: &'a Mapping,
        zone: Zone,
        now: i64,
        refused: HashSet<u64>,
        whole: Whole,
    ) -> Result<Self> {
        let mut evaluator = Self {
            db,
            options,
            mapping,
            zone,
            now,
            is_empty: !db.prepare_cached("SELECT 1 FROM members LIMIT 1")?.exists([])?,
            targets: Vec::new(),
            by_title: HashMap::new(),
            everybody: Vec::new(),
            whole: whole.with(db, options)?,
            fields: custom_fields(db)?,
            given: HashMap::new(),
            ids: HashMap::new(),
            refused,
            named: [Field::Email, Field::ExternalId]
                .iter()
                .all(|field| mapping.column_of(field).is_some())
                .then(HashMap::new),
        };
        let cohort = options.cohort.as_deref().unwrap_or_default();
        for title in &options.courses {
            let target = evaluator.target(true, required(title)?, cohort)?;
            if !evaluator.everybody.contains(&target) {
                evaluator.everybody.push(target);
            }
        }
        for title in &options.products {
            let target = evaluator.target(false, required(title)?, "")?;
            if !evaluator.everybody.contains(&target) {
                evaluator.everybody.push(target);
            }
        }
        if options.purpose != Purpose::Members && evaluator.subject().is_none() {
            return Err(Error::NoSubject);
        }
        Ok(evaluator)
    }

    /// The one course or product of the book that a list of dates or a roster is about.
    pub fn subject(&self) -> Option<usize> {
        self.options.subject()?;
        self.everybody.first().copied().filter(|target| self.targets[*target].id.is_some())
    }

    /// The number of the course or product with a title, in a cohort.
    pub fn target(&mut self, is_course: bool, title: &str, cohort: &str) -> Result<usize> {
        let key = (is_course, fold(title), fold(cohort));
        if let Some(index) = self.by_title.get(&key) {
            return Ok(*index);
        }
        let without_cohort = match key.2.is_empty() {
            true => None,
            false => Some(self.target(is_course, title, "")?),
        };
        let (id, title) = match without_cohort {
            // The course may have been made by an earlier row of this import.
            Some(same) => (self.targets[same].id, self.targets[same].title.clone()),
            None => match self.in_book(is_course, title)? {
                Some((id, title)) => (Some(id), title),
                None => (None, title.trim().to_owned()),
            },
        };
        let cohort = match (id, cohort.is_empty()) {
            (_, true) => None,
            (None, false) => Some(CohortTarget { title: cohort.to_owned(), id: None }),
            (Some(course), false) => {
                let id = courses::find_cohort(self.db, CourseId(course), cohort)?;
                Some(CohortTarget { title: cohort.to_owned(), id })
            }
        };
        let index = self.targets.len();
        let same_as = without_cohort.unwrap_or(index);
        self.targets.push(Target { is_course, title, id, cohort, same_as });
        self.by_title.insert(key, index);
        Ok(index)
    }

    /// The course or product with a title, as the book calls it.
    fn in_book(&self, is_course: bool, title: &str) -> Result<Option<(i64, String)>> {
        let (id, sql) = if is_course {
            let id = courses::find(self.db, title)?.map(|id| id.0);
            (id, "SELECT title FROM courses WHERE id = ?1")
        } else {
            let id = products::find(self.db, title)?.map(|id| id.0);
            (id, "SELECT title FROM products WHERE id = ?1")
        };
        let Some(id) = id else { return Ok(None) };
        let title = self.db.prepare_cached(sql)?.query_row([id], |row| row.get(0))?;
        Ok(Some((id, title)))
    }

    pub fn evaluate(&mut self, facts: &Facts, standing: Standing) -> Result<Outcome> {
        let outcome = self.judge(facts, standing)?;
        // Whoever a row is about, the platform id it gives is theirs, also where the member is left
        // alone: who that is depends on the book, and the file may come again.
        if !matches!(outcome.verdict, Verdict::Conflict | Verdict::Failed)
            && let Some(id) = standing.external
            && self
                .ids
                .insert(id, standing.identity)
                .is_some_and(|owner| owner != standing.identity)
        {
            self.refused.insert(id);
        }
        if outcome.verdict.is_taken()
            && let (Some(named), Some(member)) = (&mut self.named, outcome.member)
        {
            let mention = Mention { identity: standing.identity, by_email: facts.email.is_some() };
            let other = named.insert(member, mention);
            if let Some(other) = other.filter(|other| other.identity != standing.identity) {
                self.refused.insert(other.identity);
            }
        }
        if outcome.verdict == Verdict::Conflict && standing.is_repeated && standing.winner.is_none()
        {
            self.refused.insert(standing.identity);
        }
        Ok(outcome)
    }

    fn judge(&mut self, facts: &Facts, standing: Standing) -> Result<Outcome> {
        if !self.options.concerns(facts) {
            let reason = Some(Reason::Note(Note::OtherTitle));
            return Ok(Outcome::bare(Verdict::Skipped, reason, None));
        }
        // Of a row with an e-mail and one of the same id without, the first counts, also where it
        // comes later: the book may know the id by now only because of it.
        let by_email = facts.email.is_some();
        let owner = standing.external.and_then(|id| self.ids.get(&id).map(|owner| (id, *owner)));
        let is_elsewhere = owner
            .is_some_and(|(id, owner)| owner != standing.identity && !(by_email && owner == id));
        if is_elsewhere || (!by_email && self.refused.contains(&standing.identity)) {
            return Ok(Outcome::bare(Verdict::Conflict, Some(Reason::IdElsewhere), None));
        }
        let known = match self.find(facts)? {
            Found::Nobody => None,
            Found::Two(member) => {
                let reason = Some(Reason::IdElsewhere);
                return Ok(Outcome::bare(Verdict::Conflict, reason, Some(member)));
            }
            Found::One(known) => Some(known),
        };
        let member = known.as_ref().map(|known| known.id);
        // One row by e-mail and another by id would each be taken for all there is.
        let named = self.named.as_ref().zip(member).and_then(|(named, member)| named.get(&member));
        if named
            .is_some_and(|name| name.identity != standing.identity && (name.by_email || !by_email))
        {
            return Ok(Outcome::bare(Verdict::Conflict, Some(Reason::IdElsewhere), member));
        }
        if let Some(reason) = self.left_alone(known.as_deref()) {
            return Ok(Outcome::bare(Verdict::Skipped, Some(reason), member));
        }
        if known.is_none() && facts.email.is_none() {
            return Ok(Outcome::failed(self.fault(facts, &Field::Email, Code::MissingEmail), None));
        }
        if known.is_none() && standing.winner.is_some() && self.refused.contains(&standing.identity)
        {
            return Ok(Outcome::bare(Verdict::Conflict, Some(Reason::IdElsewhere), None));
        }
        // Of several rows about one thing, one counts for its dates too.
        let has_access = self.options.purpose == Purpose::Members && !facts.named.is_empty();
        if let Some(line) = standing.winner
            && !has_access
        {
            let reason = Some(Reason::Duplicate { line });
            return Ok(Outcome::bare(Verdict::Skipped, reason, member));
        }
        self.take(facts, standing, known.as_deref())
    }

    /// What a row changes that is neither refused nor left alone.
    fn take(
        &mut self,
        facts: &Facts,
        standing: Standing,
        known: Option<&Known>,
    ) -> Result<Outcome> {
        if let (Purpose::Expiry, Some(known)) = (self.options.purpose, known) {
            return self.move_dates(facts, known);
        }
        let mut outcome = Outcome::bare(Verdict::Unchanged, None, known.map(|known| known.id));
        if standing.winner.is_none() {
            if let Some(known) = known {
                self.edit(facts, known, &mut outcome)?;
            }
        } else {
            outcome.reason = standing.winner.map(|line| Reason::Duplicate { line });
        }
        if let Err(fault) = self.give(facts, standing, &mut outcome)? {
            return Ok(Outcome::failed(fault, outcome.member));
        }
        let is_new = known.is_none() && standing.winner.is_none();
        outcome.verdict = match (is_new, outcome.edits.is_empty() && outcome.access.is_empty()) {
            (true, _) => Verdict::Created,
            (false, true) => Verdict::Unchanged,
            (false, false) => Verdict::Updated,
        };
        Ok(outcome)
    }

    /// What a row with this verdict changes. Whether it is taken depends on all rows before it; what
    /// it changes then, only on those of the same person, which have to be looked at before.
    pub fn review(
        &mut self,
        facts: &Facts,
        standing: Standing,
        verdict: Verdict,
    ) -> Result<Outcome> {
        let known = match self.find(facts)? {
            Found::Nobody => None,
            Found::Two(member) => return Ok(Outcome::bare(verdict, None, Some(member))),
            Found::One(known) => Some(known),
        };
        match (verdict, known) {
            (Verdict::Failed, None) if facts.email.is_none() => {
                Ok(Outcome::failed(self.fault(facts, &Field::Email, Code::MissingEmail), None))
            }
            (verdict, known) if verdict.is_taken() || verdict == Verdict::Failed => {
                self.take(facts, standing, known.as_deref())
            }
            (verdict, known) => Ok(Outcome::bare(verdict, None, known.map(|known| known.id))),
        }
    }

    fn fault(&self, facts: &Facts, field: &Field, code: Code) -> Fault {
        Fault { line: facts.line, column: self.mapping.column_of(field), code }
    }

    /// The fields of a known member that the row that counts has otherwise.
    pub fn differing(&self, facts: &Facts, standing: Standing) -> Result<Vec<Edit>> {
        let mut outcome = Outcome::bare(Verdict::Unchanged, None, None);
        if let (None, Found::One(known)) = (standing.winner, self.find(facts)?) {
            self.edit(facts, &known, &mut outcome)?;
        }
        Ok(outcome.edits)
    }

    fn left_alone(&self, known: Option<&Known>) -> Option<Reason> {
        let policy = match self.options.purpose {
            Purpose::Expiry => Policy::UpdateOnly,
            Purpose::Members | Purpose::Roster => self.options.policy,
        };
        match (known, policy) {
            (Some(known), _) if known.is_trashed => Some(Reason::InTrash),
            (Some(_), Policy::Skip) => Some(Reason::Exists),
            (None, Policy::UpdateOnly) => Some(Reason::NotInBook),
            _ => None,
        }
    }

    /// The member a row is about: by e-mail, and by platform id where there is no e-mail. Those of a
    /// duplicate who was merged find the one who stayed. An id that is somebody else's is a conflict; ids of different platforms may be equal by chance,
    /// so an id never decides against an e-mail.
    fn find(&self, facts: &Facts) -> Result<Found> {
        if self.is_empty {
            return Ok(Found::Nobody);
        }
        let by_email = match &facts.email {
            Some(email) => self.known("email_key = ?1", email.key())?,
            None => None,
        };
        if facts.external_id.is_empty() {
            return Ok(by_email.map_or(Found::Nobody, |known| Found::One(Box::new(known))));
        }
        let by_id = self.known("external_id = ?1 AND external_id <> ''", facts.external_id)?;
        Ok(match (by_email, by_id) {
            (Some(one), Some(other)) if one.id != other.id => Found::Two(one.id),
            (None, Some(other)) if facts.email.is_some() => Found::Two(other.id),
            (Some(known), _) | (None, Some(known)) => Found::One(Box::new(known)),
            (None, None) => Found::Nobody,
        })
    }

    /// Every member that an e-mail or a platform id is of.
    pub fn members_named(&self, email: Option<&Email>, external_id: &str) -> Result<Vec<MemberId>> {
        let mut named = Vec::new();
        if self.is_empty {
            return Ok(named);
        }
        if let Some(email) = email {
            named.extend(self.known("email_key = ?1", email.key())?.map(|known| known.id));
        }
        if !external_id.is_empty() {
            let by_id = self.known("external_id = ?1 AND external_id <> ''", external_id)?;
            named.extend(by_id.map(|known| known.id));
        }
        Ok(named)
    }

    /// Somebody in the trash is found only when nobody else is.
    fn known(&self, by: &str, value: impl ToSql) -> Result<Option<Known>> {
        let sql = format!(
            "SELECT id, name, given, family, email, company, phone, external_id, status, joined_at,
                    last_seen_at, trashed_at IS NOT NULL, merged_into IS NOT NULL
             FROM members WHERE {by}
             ORDER BY trashed_at IS NOT NULL, merged_into IS NULL, id LIMIT 1"
        );
        let found = self.db.prepare_cached(&sql)?.query_row([value], known).optional()?;
        match found {
            Some(known) if known.is_merged => self.known("id = ?1", who_stays(self.db, known.id)?),
            found => Ok(found),
        }
    }

    /// The fields of somebody new, to be shown. They are no part of an outcome: a million rows are
    /// written without them.
    pub fn fields_of_new(&self, facts: &Facts) -> Vec<Edit> {
        let mut edits = Vec::new();
        let texts = [
            (Field::Name, facts.name.full()),
            (Field::FirstName, facts.name.given()),
            (Field::LastName, facts.name.family()),
            (Field::Email, facts.email.as_ref().map_or("", |email| email.as_str())),
            (Field::Company, facts.company),
            (Field::Phone, &facts.phone),
            (Field::ExternalId, facts.external_id),
            (Field::Status, facts.status.map_or("", Status::name)),
        ];
        for (field, after) in texts {
            if !after.is_empty() {
                edits.push(edit(field, String::new(), after.to_owned()));
            }
        }
        for (field, after) in
            [(Field::JoinedAt, facts.joined_at), (Field::LastSeenAt, facts.last_seen_at)]
        {
            if after.is_some() {
                let (before, after) = (Text::At(None), Text::At(after));
                edits.push(Edit { field, before, after });
            }
        }
        for (column, value) in &facts.custom {
            let field = self.mapping.field_of(*column).clone();
            edits.push(edit(field, String::new(), (*value).to_owned()));
        }
        edits
    }

    fn edit(&self, facts: &Facts, known: &Known, outcome: &mut Outcome) -> Result<()> {
        let name = &facts.name;
        // The name follows its parts only where the file has no name of its own.
        let name_field = match self.mapping.column_of(&Field::Name) {
            Some(_) => Field::Name,
            None => Field::FirstName,
        };
        let texts = [
            (Field::Name, &name_field, &known.name, name.full()),
            (Field::FirstName, &Field::FirstName, &known.given, name.given()),
            (Field::LastName, &Field::LastName, &known.family, name.family()),
            (Field::Company, &Field::Company, &known.company, facts.company),
            (Field::Phone, &Field::Phone, &known.phone, &facts.phone),
            (Field::ExternalId, &Field::ExternalId, &known.external_id, facts.external_id),
        ];
        for (field, decided_by, before, after) in texts {
            if self.replaces(decided_by, before.is_empty(), after.is_empty()) && before != after {
                outcome.edits.push(edit(field, before.clone(), after.to_owned()));
            }
        }
        // The same address in another spelling is worth taking only when asked to overwrite; that of
        // a duplicate who was merged never is.
        if let Some(email) = &facts.email
            && Email::parse(&known.email).ok().is_none_or(|own| own == *email)
            && self.replaces(&Field::Email, known.email.is_empty(), false)
            && known.email != email.as_str()
        {
            outcome.edits.push(edit(Field::Email, known.email.clone(), email.as_str().to_owned()));
        }
        self.edit_status(facts, known, outcome);
        let instants = [
            (Field::JoinedAt, known.joined_at, facts.joined_at),
            (Field::LastSeenAt, known.last_seen_at, facts.last_seen_at),
        ];
        for (field, before, after) in instants {
            if self.replaces(&field, before.is_none(), after.is_none()) && before != after {
                let (before, after) = (Text::At(before), Text::At(after));
                outcome.edits.push(Edit { field, before, after });
            }
        }
        self.edit_custom(facts, known, outcome)
    }

    fn edit_status(&self, facts: &Facts, known: &Known, outcome: &mut Outcome) {
        let Some(status) = facts.status else { return };
        if status == known.status || !self.options.overwrites(&Field::Status) {
            return;
        }
        if known.status == Status::Disabled && !self.options.revive {
            outcome.reason = Some(Reason::BlockedKept);
            return;
        }
        let is_lower = known.status == Status::Active || status == Status::Disabled;
        if is_lower && !self.options.shorten_access {
            outcome.reason = outcome.reason.or(Some(Reason::WouldShorten));
            return;
        }
        let (before, after) = (known.status.name().to_owned(), status.name().to_owned());
        outcome.edits.push(edit(Field::Status, before, after));
    }

    fn edit_custom(&self, facts: &Facts, known: &Known, outcome: &mut Outcome) -> Result<()> {
        for (column, value) in &facts.custom {
            let field = self.mapping.field_of(*column).clone();
            let before = self.custom_value(known.id, &field)?;
            if self.replaces(&field, before.is_empty(), false) && before != *value {
                outcome.edits.push(edit(field, before, (*value).to_owned()));
            }
        }
        Ok(())
    }

    fn custom_value(&self, member: MemberId, field: &Field) -> Result<String> {
        let Field::Custom(label) = field else { return Ok(String::new()) };
        let Some(id) = self.fields.get(&fold(label)) else { return Ok(String::new()) };
        let value: Option<String> = self
            .db
            .prepare_cached(
                "SELECT value FROM custom_values WHERE member_id = ?1 AND field_id = ?2",
            )?
            .query_row(params![member, id], |row| row.get(0))
            .optional()?;
        Ok(value.unwrap_or_default())
    }

    /// Whether the file's value takes the place of the book's. A blank cell never does, unless
    /// asked; a column that is not in the file never does.
    fn replaces(&self, field: &Field, is_blank: bool, by_blank: bool) -> bool {
        if by_blank {
            return self.options.erase_blank
                && self.options.overwrites(field)
                && self.mapping.column_of(field).is_some();
        }
        is_blank || self.options.overwrites(field)
    }

    /// Gives what the row and the file ask for, or says why that can't be.
    fn give(
        &mut self,
        facts: &Facts,
        standing: Standing,
        outcome: &mut Outcome,
    ) -> Result<Result<(), Fault>> {
        let mut targets: Vec<(usize, bool)> =
            self.everybody.iter().map(|target| (*target, false)).collect();
        for naming in &facts.named {
            // The cohort of a row is that of the course beside it, not of each in a list.
            let is_single_course = naming.is_course && naming.separator.is_none();
            // A roster is of one course, and so is what it gives.
            if naming.separator.is_some() && self.options.purpose != Purpose::Members {
                continue;
            }
            let cohort = if is_single_course { facts.cohort } else { "" };
            for title in self.titles(naming) {
                if let Err(code) = check_length(title, &Field::Course) {
                    let column = Some(naming.column);
                    return Ok(Err(Fault { line: facts.line, column, code }));
                }
                let named = self.target(naming.is_course, title, cohort)?;
                // What everybody gets and the row names too is given once, in the row's cohort if
                // any.
                let same = self.targets[named].same_as;
                let twice =
                    targets.iter_mut().find(|(other, _)| self.targets[*other].same_as == same);
                match twice {
                    Some(twice) if cohort.is_empty() => twice.1 = true,
                    Some(twice) => *twice = (named, true),
                    None => targets.push((named, true)),
                }
            }
        }
        let only_course = self.only_course(&targets);
        let mut given = Vec::new();
        for (target, is_named) in targets {
            let wish = self.wish(facts, target, is_named, only_course == Some(target));
            match self.give_one(facts, standing, wish, outcome)? {
                Ok(now) => given.push(((standing.identity, self.targets[target].same_as), now)),
                Err(fault) => return Ok(Err(fault)),
            }
        }
        if standing.is_repeated {
            self.given.extend(given);
        }
        Ok(Ok(()))
    }

    /// The one course the row names or, if it names none, the one that everybody gets.
    fn only_course(&self, targets: &[(usize, bool)]) -> Option<usize> {
        let of = |wanted| {
            let is_wanted = move |(target, is_named): &&(usize, bool)| {
                *is_named == wanted && self.targets[*target].is_course
            };
            targets.iter().filter(is_wanted).map(|(target, _)| *target)
        };
        let mut meant: Vec<usize> = of(true).collect();
        if meant.is_empty() {
            meant = of(false).collect();
        }
        <[usize; 1]>::try_from(meant).ok().map(|[course]| course)
    }

    fn titles<'t>(&self, naming: &Naming<'t>) -> Vec<&'t str> {
        match naming.separator {
            None => vec![naming.text],
            Some(separator) => self.whole.split(naming.is_course, naming.text, separator),
        }
    }

    /// Gives one course or product. Whoever has it keeps it; a later end extends it; an earlier
    /// one never shortens it unless asked.
    fn give_one(
        &self,
        facts: &Facts,
        standing: Standing,
        wish: Wish,
        outcome: &mut Outcome,
    ) -> Result<Result<Given, Fault>> {
        let Wish { target, is_named, .. } = wish;
        let held = match outcome.member {
            Some(member) => self.held(member, target)?,
            None => Vec::new(),
        };
        let given = self.given.get(&(standing.identity, self.targets[target].same_as)).copied();
        // A course that somebody blocked by hand stays so, even where a product opens it.
        let is_blocked = held.iter().any(|held| held.is_direct)
            && held.iter().all(|held| !held.is_direct || held.state == State::Disabled);
        let longest = held
            .iter()
            .filter(|held| held.state != State::Disabled && !is_blocked)
            .max_by_key(|held| (held.expires_at.is_none(), held.expires_at));
        let n_before = outcome.access.len();
        if is_blocked && !self.options.revive {
            if wish.state != State::Disabled {
                outcome.reason = Some(Reason::BlockedKept);
            }
        } else if given.is_some() && wish.state == State::Disabled {
            // An earlier row of this file decided; to be blocked adds nothing to it.
        } else if let Some((grant, end)) = given.and_then(|given| given.grant) {
            // Rows of one file that give the same are one reason, however many there are.
            let is_over = end.is_some_and(|end| end < self.now);
            let is_later = match wish.until {
                Some(until) => end.is_some_and(|end| until > end),
                None => is_over && !is_named,
            };
            if is_later {
                outcome.access.push(Access::Extend { grant, target, expires_at: wish.until });
            } else if is_over && wish.until.is_none() {
                outcome.reason = Some(Reason::ExpiredKept);
            }
        } else if let Some(longest) = longest {
            if let Err(fault) = self.extend(longest, &held, wish, facts, outcome) {
                return Ok(Err(fault));
            }
        } else if held.is_empty() || (self.options.revive && wish.state != State::Disabled) {
            // What was blocked stays so; to be revived is a reason of its own.
            outcome.access.push(wish.grant());
        } else if wish.state != State::Disabled {
            outcome.reason = Some(Reason::BlockedKept);
        }
        let changes = &outcome.access[n_before..];
        // What the book has counts as given, or the file's second row would be an extension each
        // time the file comes.
        let in_book = || {
            let lasting = longest.filter(|held| held.is_direct);
            lasting.map(|held| (Which::InBook(held.grant), held.expires_at))
        };
        let grant = lasting(changes).or(given.map_or_else(in_book, |given| given.grant));
        let (completed, completed_at) =
            self.give_progress(facts, standing, wish, given.unwrap_or_default(), outcome)?;
        Ok(Ok(Given { grant, completed, completed_at }))
    }

    fn wish(&self, facts: &Facts, target: usize, is_named: bool, is_only_course: bool) -> Wish {
        let until = facts.until;
        let is_past = |end: i64| end < self.now;
        let state = match (facts.access, facts.is_expired) {
            (Some(state), _) => state,
            // Expired, but at no time or at one to come: access is not invented.
            (None, true) if !until.is_some_and(is_past) => State::Disabled,
            (None, _) => self.options.state,
        };
        // Of access that is over and began at no known time, the last day is known at least.
        let last_day = || {
            let end = until.filter(|end| is_past(*end))?;
            Some(day_start(self.zone, day_of(self.zone, end)))
        };
        let starts_at = facts.from.or_else(last_day);
        Wish { target, is_named, is_only_course, state, starts_at, until }
    }

    /// Whether what somebody has is all to come, and later than what is wished for.
    fn begins_later_than(&self, wish: Wish, held: &[Held]) -> bool {
        let start = wish.starts_at.unwrap_or(self.now);
        let mut open = held.iter().filter(|held| held.state != State::Disabled);
        wish.state == State::Active
            && wish.until.is_none_or(|until| until >= start)
            && open.all(|held| held.starts_at > start.max(self.now))
    }

    fn is_over(&self, held: &Held) -> bool {
        status_of(held.state, held.starts_at, held.expires_at, self.now) == AccessStatus::Expired
    }

    /// Changes what a member has of one course or product already. `held` lasts longest of `all`.
    fn extend(
        &self,
        held: &Held,
        all: &[Held],
        wish: Wish,
        facts: &Facts,
        outcome: &mut Outcome,
    ) -> Result<(), Fault> {
        let target = wish.target;
        if self.begins_later_than(wish, all) {
            // What everybody gets begins when the person said, and what begins later stays beside it.
            // A file that lists an enrollment does not say that it has begun, nor does a roster.
            if !wish.is_named && self.options.purpose == Purpose::Members {
                outcome.access.push(wish.grant());
                return Ok(());
            }
            if facts.enrolled_at.is_none() || !self.options.overwrites(&Field::EnrolledAt) {
                outcome.reason = outcome.reason.or(Some(Reason::ScheduledKept));
            }
        }
        let (mut starts_at, mut ends_at) = (held.starts_at, held.expires_at);
        let is_over = self.is_over(held);
        match (held.expires_at, wish.until) {
            // Blocked access gives nobody more than they have.
            (Some(end), Some(until)) if until > end => {
                let lasting = all
                    .iter()
                    .filter(|held| held.is_direct && held.state != State::Disabled)
                    .filter(|held| !self.is_over(held))
                    .max_by_key(|held| held.expires_at);
                match lasting {
                    _ if wish.state == State::Disabled => {}
                    Some(lasting) => {
                        if lasting.grant == held.grant {
                            ends_at = Some(until);
                        }
                        let grant = Which::InBook(lasting.grant);
                        let expires_at = Some(until);
                        outcome.access.push(Access::Extend { grant, target, expires_at });
                    }
                    None => outcome.access.push(wish.grant()),
                }
            }
            (end, Some(until)) if end.is_none_or(|end| until < end) => {
                if self.options.shorten_access && held.is_direct {
                    ends_at = Some(until);
                    let grant = Which::InBook(held.grant);
                    outcome.access.push(Access::Extend { grant, target, expires_at: ends_at });
                } else {
                    outcome.reason = outcome.reason.or(Some(Reason::WouldShorten));
                }
            }
            // Access that ended comes back only when the person gives it to everybody, not because
            // a file lists an old enrollment without a date.
            (Some(_), None) if is_over && !wish.is_named => outcome.access.push(wish.grant()),
            (Some(_), None) if is_over => outcome.reason = Some(Reason::ExpiredKept),
            _ => {}
        }
        if !held.is_direct {
            return Ok(());
        }
        let is_blocked = wish.state == State::Disabled;
        if let Some(access) = facts.access
            && access != held.state
            && self.options.overwrites(&Field::AccessStatus)
        {
            // Blocked access does not come here, so anything but active is less than what is held
            // or the same.
            if access == State::Active || self.options.shorten_access {
                outcome.access.push(Access::SetState { grant: held.grant, state: access });
            } else {
                outcome.reason = outcome.reason.or(Some(Reason::WouldShorten));
            }
        }
        if let Some(from) = facts.enrolled_at
            && !is_blocked
            && from != held.starts_at
            && self.options.overwrites(&Field::EnrolledAt)
        {
            // A later start takes something away as long as it is to come.
            if from <= held.starts_at.max(self.now) || self.options.shorten_access {
                starts_at = from;
                outcome.access.push(Access::SetStart { grant: held.grant, starts_at });
            } else {
                outcome.reason = outcome.reason.or(Some(Reason::WouldShorten));
            }
        }
        let is_changed = (starts_at, ends_at) != (held.starts_at, held.expires_at);
        if is_changed && ends_at.is_some_and(|end| end < starts_at) {
            let moved =
                if starts_at == held.starts_at { Field::ExpiresAt } else { Field::EnrolledAt };
            return Err(self.fault(facts, &moved, Code::EndsBeforeStart));
        }
        if let Some(wanted) = &self.targets[target].cohort {
            if !is_blocked && held.cohort.is_none() {
                outcome.access.push(Access::SetCohort { grant: held.grant, target });
            } else if held.cohort != wanted.id && self.options.purpose == Purpose::Roster {
                outcome.reason = outcome.reason.or(Some(Reason::Note(Note::OtherCohort)));
            }
        }
        Ok(())
    }

    /// Progress never goes back, unless the file may overwrite it. Of several rows of one person
    /// none overwrites another, or the file would change the book each time it comes. Says how far
    /// the file has come with this person.
    fn give_progress(
        &self,
        facts: &Facts,
        standing: Standing,
        wish: Wish,
        given: Given,
        outcome: &mut Outcome,
    ) -> Result<(Option<f64>, Option<i64>)> {
        let target = wish.target;
        let so_far =
            (larger(facts.progress, given.completed), given.completed_at.or(facts.completed_at));
        if !wish.is_only_course || (facts.progress.is_none() && facts.completed_at.is_none()) {
            return Ok(so_far);
        }
        let now: (Option<f64>, Option<i64>) = match (outcome.member, self.targets[target].course())
        {
            (Some(member), Some(course)) => self
                .db
                .prepare_cached(
                    "SELECT completed, completed_at FROM course_progress
                     WHERE member_id = ?1 AND course_id = ?2",
                )?
                .query_row(params![member, course], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?
                .unwrap_or_default(),
            _ => Default::default(),
        };
        let now = (larger(now.0, given.completed), now.1.or(given.completed_at));
        let before = now.0;
        let overwrites = |field| !standing.is_repeated && self.options.overwrites(field);
        let completed = match (before, facts.progress) {
            (Some(before), Some(after)) if overwrites(&Field::Progress) => {
                (before.total_cmp(&after).is_ne()).then_some(after)
            }
            (before, Some(after)) => (before.is_none_or(|before| after > before)).then_some(after),
            (_, None) => None,
        };
        let overwrites = overwrites(&Field::CompletedAt);
        let completed_at = facts
            .completed_at
            .filter(|after| now.1.is_none() || (overwrites && now.1 != Some(*after)));
        if completed.is_some() || completed_at.is_some() {
            outcome.access.push(Access::Progress { target, completed, completed_at });
        }
        Ok(so_far)
    }

    fn held(&self, member: MemberId, target: usize) -> Result<Vec<Held>> {
        let target = &self.targets[target];
        let Some(id) = target.id else { return Ok(Vec::new()) };
        let sql = if target.is_course {
            "SELECT grant_id, product_id IS NULL, state, starts_at, expires_at, cohort_id
             FROM holdings WHERE member_id = ?1 AND course_id = ?2"
        } else {
            "SELECT id, 1, state, starts_at, expires_at, cohort_id
             FROM grants WHERE member_id = ?1 AND product_id = ?2 AND ended_at IS NULL"
        };
        let mut statement = self.db.prepare_cached(sql)?;
        let rows = statement.query_map(params![member, id], |row| {
            Ok(Held {
                grant: row.get(0)?,
                is_direct: row.get(1)?,
                state: row.get(2)?,
                starts_at: row.get(3)?,
                expires_at: row.get(4)?,
                cohort: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// The grant that changes leave to be lengthened by later rows, and its end.
fn lasting(changes: &[Access]) -> Option<(Which, Option<i64>)> {
    changes.iter().find_map(|change| match change {
        Access::Grant { state, expires_at, .. } if *state != State::Disabled => {
            Some((Which::OfThisFile, *expires_at))
        }
        Access::Extend { grant, expires_at, .. } => Some((*grant, *expires_at)),
        _ => None,
    })
}

fn larger(a: Option<f64>, b: Option<f64>) -> Option<f64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.max(b)),
        (a, b) => a.or(b),
    }
}

enum Found {
    Nobody,
    One(Box<Known>),
    /// The e-mail and the platform id are of two members.
    Two(MemberId),
}

fn edit(field: Field, before: String, after: String) -> Edit {
    Edit { field, before: Text::Words(before), after: Text::Words(after) }
}

fn known(row: &Row) -> rusqlite::Result<Known> {
    Ok(Known {
        id: row.get(0)?,
        name: row.get(1)?,
        given: row.get(2)?,
        family: row.get(3)?,
        email: row.get(4)?,
        company: row.get(5)?,
        phone: row.get(6)?,
        external_id: row.get(7)?,
        status: row.get(8)?,
        joined_at: row.get(9)?,
        last_seen_at: row.get(10)?,
        is_trashed: row.get(11)?,
        is_merged: row.get(12)?,
    })
}

fn custom_fields(db: &Connection) -> Result<HashMap<String, FieldId>> {
    let mut statement = db.prepare("SELECT key, id FROM custom_fields")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
