//! What a row would do to the book: a verdict, and the changes it stands for.
//!
//! The same function gives the counts of the review, the old → new of each cell in it, and what is
//! written. It reads the book and writes nothing.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::facts::{Facts, Fault};
use super::fields::Field;
use super::mapping::Mapping;
use super::options::{Options, Policy, Verdict};
use crate::access::{AccessStatus, State, status_of};
use crate::courses::required;
use crate::error::Result;
use crate::ids::{CohortId, CourseId, FieldId, GrantId, MemberId, ProductId};
use crate::members::Status;
use crate::text::fold;
use crate::time::{Zone, day_end, day_start, parse_day};

/// Why a row came out as it did. The words are the UI's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Something about the row itself; the code says what.
    Fault(super::values::Code),
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
}

impl Reason {
    pub fn code(self) -> &'static str {
        match self {
            Reason::Fault(code) => code.name(),
            Reason::Exists => "exists",
            Reason::NotInBook => "not_in_book",
            Reason::InTrash => "in_trash",
            Reason::Duplicate { .. } => "duplicate_in_file",
            Reason::IdElsewhere => "id_elsewhere",
            Reason::WouldShorten => "would_shorten",
            Reason::BlockedKept => "blocked_kept",
            Reason::ExpiredKept => "expired_kept",
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

    pub fn failed(fault: Fault) -> Self {
        let verdict = if fault.code.is_skip() { Verdict::Skipped } else { Verdict::Failed };
        Self::bare(verdict, Some(Reason::Fault(fault.code)), None)
    }
}

/// A member's field, before and after.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Edit {
    pub field: Field,
    pub before: Text,
    pub after: Text,
}

/// A value as text or as an instant.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Text {
    Words(String),
    At(Option<i64>),
}

/// A change to a member's access.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Access {
    Grant { target: usize, state: State, starts_at: Option<i64>, expires_at: Option<i64> },
    Extend { grant: Option<GrantId>, target: usize, expires_at: i64 },
    SetState { grant: GrantId, state: State },
    SetStart { grant: GrantId, starts_at: i64 },
    SetCohort { grant: GrantId, target: usize },
    Progress { target: usize, completed: Option<f64>, completed_at: Option<i64> },
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

/// What an earlier row of the file gave a member who appears several times.
#[derive(Clone, Copy, Debug, Default)]
struct Given {
    expires_at: Option<i64>,
    completed: Option<f64>,
    completed_at: Option<i64>,
}

/// Evaluates rows against a book.
pub(super) struct Evaluator<'a> {
    db: &'a Connection,
    options: &'a Options,
    mapping: &'a Mapping,
    now: i64,
    /// No member is in the book, so none needs to be looked up.
    is_empty: bool,
    pub targets: Vec<Target>,
    by_title: HashMap<(bool, String, String), usize>,
    /// Targets that everybody gets.
    everybody: Vec<usize>,
    everybody_from: Option<i64>,
    everybody_until: Option<i64>,
    fields: HashMap<String, FieldId>,
    given: HashMap<(u64, usize), Given>,
    /// Platform ids of the file so far, hashed, and whose they are.
    ids: HashMap<u64, u64>,
    /// People of several rows who don't come in because the row that counts is a conflict.
    pub refused: HashSet<u64>,
    /// Members that the file named so far, and how. Kept only when a file can name them in two ways.
    named: Option<HashMap<MemberId, u64>>,
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
}

/// An open reason for a course or product that a member has.
struct Held {
    grant: GrantId,
    /// Whether the reason is the course or product itself, not a product that holds the course.
    is_direct: bool,
    state: State,
    starts_at: i64,
    expires_at: Option<i64>,
    has_cohort: bool,
}

/// Tells people of a file apart: a hash of the e-mail, or of the platform id where there is none.
/// Sixty-four random-keyed bits: of a million people, two are taken for one once in 10⁷ imports.
#[derive(Debug, Default)]
pub(super) struct Identities(RandomState);

impl Identities {
    pub fn of_id(&self, external_id: &str) -> u64 {
        self.0.hash_one((1, external_id))
    }

    pub fn of(&self, facts: &Facts) -> u64 {
        match &facts.email {
            Some(email) => self.0.hash_one((0, email.key())),
            None => self.of_id(facts.external_id),
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
    ) -> Result<Self> {
        let day = |text: &Option<String>| text.as_deref().map(parse_day).transpose();
        let mut evaluator = Self {
            db,
            options,
            mapping,
            now,
            is_empty: !db.prepare_cached("SELECT 1 FROM members LIMIT 1")?.exists([])?,
            targets: Vec::new(),
            by_title: HashMap::new(),
            everybody: Vec::new(),
            everybody_from: day(&options.starts_on)?.map(|day| day_start(zone, day)),
            everybody_until: day(&options.expires_on)?.map(|day| day_end(zone, day)),
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
            evaluator.everybody.push(target);
        }
        for title in &options.products {
            let target = evaluator.target(false, required(title)?, "")?;
            evaluator.everybody.push(target);
        }
        Ok(evaluator)
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
        let id = match without_cohort {
            // The course may have been made by an earlier row of this import.
            Some(same) => self.targets[same].id,
            None => find_titled(self.db, if is_course { "courses" } else { "products" }, &key.1)?,
        };
        let cohort = match (id, cohort.is_empty()) {
            (_, true) => None,
            (None, false) => Some(CohortTarget { title: cohort.to_owned(), id: None }),
            (Some(course), false) => {
                let id = find_cohort(self.db, course, &key.2)?;
                Some(CohortTarget { title: cohort.to_owned(), id })
            }
        };
        let title = title.trim().to_owned();
        let index = self.targets.len();
        let same_as = without_cohort.unwrap_or(index);
        self.targets.push(Target { is_course, title, id, cohort, same_as });
        self.by_title.insert(key, index);
        Ok(index)
    }

    pub fn evaluate(&mut self, facts: &Facts, standing: Standing) -> Result<Outcome> {
        let outcome = self.judge(facts, standing)?;
        if matches!(outcome.verdict, Verdict::Created | Verdict::Updated | Verdict::Unchanged) {
            if let Some(id) = standing.external {
                self.ids.entry(id).or_insert(standing.identity);
            }
            if let (Some(named), Some(member)) = (&mut self.named, outcome.member) {
                named.insert(member, standing.identity);
            }
        }
        if outcome.verdict == Verdict::Conflict && standing.is_repeated && standing.winner.is_none()
        {
            self.refused.insert(standing.identity);
        }
        Ok(outcome)
    }

    fn judge(&mut self, facts: &Facts, standing: Standing) -> Result<Outcome> {
        let owner = standing.external.and_then(|id| self.ids.get(&id));
        if owner.is_some_and(|owner| *owner != standing.identity) {
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
        if named.is_some_and(|identity| *identity != standing.identity) {
            return Ok(Outcome::bare(Verdict::Conflict, Some(Reason::IdElsewhere), member));
        }
        if let Some(reason) = self.left_alone(known.as_deref()) {
            return Ok(Outcome::bare(Verdict::Skipped, Some(reason), member));
        }
        if known.is_none() && facts.email.is_none() {
            let fault = Reason::Fault(super::values::Code::MissingEmail);
            return Ok(Outcome::bare(Verdict::Failed, Some(fault), None));
        }
        if known.is_none() && standing.winner.is_some() && self.refused.contains(&standing.identity)
        {
            return Ok(Outcome::bare(Verdict::Conflict, Some(Reason::IdElsewhere), None));
        }
        let has_access = !facts.course.is_empty() || !facts.product.is_empty();
        if let Some(line) = standing.winner
            && !has_access
        {
            let reason = Some(Reason::Duplicate { line });
            return Ok(Outcome::bare(Verdict::Skipped, reason, member));
        }
        let mut outcome = Outcome::bare(Verdict::Unchanged, None, member);
        if standing.winner.is_none() {
            if let Some(known) = &known {
                self.edit(facts, known, &mut outcome)?;
            }
        } else {
            outcome.reason = standing.winner.map(|line| Reason::Duplicate { line });
        }
        self.give(facts, standing, &mut outcome)?;
        let is_new = known.is_none() && standing.winner.is_none();
        outcome.verdict = match (is_new, outcome.edits.is_empty() && outcome.access.is_empty()) {
            (true, _) => Verdict::Created,
            (false, true) => Verdict::Unchanged,
            (false, false) => Verdict::Updated,
        };
        Ok(outcome)
    }

    fn left_alone(&self, known: Option<&Known>) -> Option<Reason> {
        match (known, self.options.policy) {
            (Some(known), _) if known.is_trashed => Some(Reason::InTrash),
            (Some(_), Policy::Skip) => Some(Reason::Exists),
            (None, Policy::UpdateOnly) => Some(Reason::NotInBook),
            _ => None,
        }
    }

    /// The member a row is about: by e-mail, and by platform id where there is no e-mail. An id
    /// that is somebody else's is a conflict; ids of different platforms may be equal by chance,
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

    /// Somebody in the trash is found only when nobody else is.
    fn known(&self, by: &str, value: &str) -> Result<Option<Known>> {
        let sql = format!(
            "SELECT id, name, given, family, email, company, phone, external_id, status, joined_at,
                    last_seen_at, trashed_at IS NOT NULL
             FROM members WHERE {by} ORDER BY trashed_at IS NOT NULL, id LIMIT 1"
        );
        Ok(self.db.prepare_cached(&sql)?.query_row([value], known).optional()?)
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
        // The same address in another spelling is worth taking only when asked to overwrite.
        if let Some(email) = &facts.email
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

    fn give(&mut self, facts: &Facts, standing: Standing, outcome: &mut Outcome) -> Result<()> {
        let mut targets: Vec<(usize, bool)> =
            self.everybody.iter().map(|target| (*target, false)).collect();
        if !facts.course.is_empty() {
            targets.push((self.target(true, facts.course, facts.cohort)?, true));
        }
        if !facts.product.is_empty() {
            targets.push((self.target(false, facts.product, "")?, true));
        }
        for (target, is_named) in targets {
            self.give_one(facts, standing, target, is_named, outcome)?;
        }
        Ok(())
    }

    /// Gives one course or product. Whoever has it keeps it; a later end extends it; an earlier
    /// one never shortens it unless asked.
    fn give_one(
        &mut self,
        facts: &Facts,
        standing: Standing,
        target: usize,
        is_named: bool,
        outcome: &mut Outcome,
    ) -> Result<()> {
        let until = facts.expires_at.or(self.everybody_until);
        let from = facts.enrolled_at.or(self.everybody_from);
        let state = match (facts.access, facts.is_expired) {
            (Some(state), _) => state,
            // Expired, but at no time or at one to come: access is not invented.
            (None, true) if until.is_none_or(|end| end >= self.now) => State::Disabled,
            (None, _) => self.options.state,
        };
        let held = match outcome.member {
            Some(member) => self.held(member, target)?,
            None => Vec::new(),
        };
        let key = (standing.identity, self.targets[target].same_as);
        let given = self.given.get(&key).copied();
        let longest = held
            .iter()
            .filter(|held| held.state != State::Disabled)
            .max_by_key(|held| (held.expires_at.is_none(), held.expires_at));
        // A course that somebody blocked by hand stays so, even where a product opens it.
        let is_blocked = held.iter().any(|held| held.is_direct)
            && held.iter().all(|held| !held.is_direct || held.state == State::Disabled);
        let n_before = outcome.access.len();
        if is_blocked && !self.options.revive {
            if state != State::Disabled {
                outcome.reason = Some(Reason::BlockedKept);
            }
        } else if let Some(given) = given {
            // An earlier row of this file gave it.
            if let (Some(before), Some(until)) = (given.expires_at, until)
                && until > before
            {
                let grant = longest.filter(|held| held.is_direct).map(|held| held.grant);
                outcome.access.push(Access::Extend { grant, target, expires_at: until });
            }
        } else if let Some(longest) = longest.filter(|_| !is_blocked) {
            self.extend(longest, target, from, until, state, facts, is_named, outcome);
        } else if held.is_empty() {
            let (starts_at, expires_at) = (from, until);
            outcome.access.push(Access::Grant { target, state, starts_at, expires_at });
        } else if self.options.revive && state != State::Disabled {
            // What is held by itself is blocked, and the person asked to make it active again.
            for held in held.iter().filter(|held| held.is_direct) {
                outcome.access.push(Access::SetState { grant: held.grant, state });
            }
        } else if state != State::Disabled {
            outcome.reason = Some(Reason::BlockedKept);
        }
        self.give_progress(facts, standing, target, is_named, given, outcome)?;
        if standing.is_repeated {
            // What the book has counts as given, or the file's second row would be an extension
            // each time the file comes.
            let expires_at = new_end(&outcome.access[n_before..]).unwrap_or(match given {
                Some(given) => given.expires_at,
                None => longest.and_then(|held| held.expires_at),
            });
            let before = given.unwrap_or_default();
            let completed = larger(facts.progress, before.completed);
            let completed_at = before.completed_at.or(facts.completed_at);
            self.given.insert(key, Given { expires_at, completed, completed_at });
        }
        Ok(())
    }

    #[expect(clippy::too_many_arguments, reason = "one row's facts about one grant")]
    fn extend(
        &self,
        held: &Held,
        target: usize,
        from: Option<i64>,
        until: Option<i64>,
        state: State,
        facts: &Facts,
        is_named: bool,
        outcome: &mut Outcome,
    ) {
        let is_over = status_of(held.state, held.starts_at, held.expires_at, self.now)
            == AccessStatus::Expired;
        match (held.expires_at, until) {
            (Some(end), Some(until)) if until > end => outcome.access.push(if is_over {
                Access::Grant { target, state, starts_at: from, expires_at: Some(until) }
            } else {
                let grant = held.is_direct.then_some(held.grant);
                Access::Extend { grant, target, expires_at: until }
            }),
            (end, Some(until)) if end.is_none_or(|end| until < end) => {
                if self.options.shorten_access && held.is_direct {
                    let grant = Some(held.grant);
                    outcome.access.push(Access::Extend { grant, target, expires_at: until });
                } else {
                    outcome.reason = outcome.reason.or(Some(Reason::WouldShorten));
                }
            }
            // Access that ended comes back only when the person gives it to everybody, not because
            // a file lists an old enrollment without a date.
            (Some(_), None) if is_over && !is_named => outcome.access.push(Access::Grant {
                target,
                state,
                starts_at: from,
                expires_at: None,
            }),
            (Some(_), None) if is_over => outcome.reason = Some(Reason::ExpiredKept),
            _ => {}
        }
        if !held.is_direct {
            return;
        }
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
        if let Some(starts_at) = facts.enrolled_at
            && starts_at != held.starts_at
            && self.options.overwrites(&Field::EnrolledAt)
        {
            outcome.access.push(Access::SetStart { grant: held.grant, starts_at });
        }
        if !held.has_cohort && self.targets[target].cohort.is_some() {
            outcome.access.push(Access::SetCohort { grant: held.grant, target });
        }
    }

    /// Progress never goes back, unless the file may overwrite it. Of several rows of one person
    /// none overwrites another, or the file would change the book each time it comes.
    fn give_progress(
        &self,
        facts: &Facts,
        standing: Standing,
        target: usize,
        is_named: bool,
        given: Option<Given>,
        outcome: &mut Outcome,
    ) -> Result<()> {
        let is_meant = self.targets[target].is_course && (is_named || self.everybody.len() == 1);
        if !is_meant || (facts.progress.is_none() && facts.completed_at.is_none()) {
            return Ok(());
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
        let given = given.unwrap_or_default();
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
        Ok(())
    }

    fn held(&self, member: MemberId, target: usize) -> Result<Vec<Held>> {
        let target = &self.targets[target];
        let Some(id) = target.id else { return Ok(Vec::new()) };
        let sql = if target.is_course {
            "SELECT grant_id, product_id IS NULL, state, starts_at, expires_at, cohort_id IS NOT NULL
             FROM holdings WHERE member_id = ?1 AND course_id = ?2"
        } else {
            "SELECT id, 1, state, starts_at, expires_at, cohort_id IS NOT NULL
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
                has_cohort: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// The end that changes to one grant leave it with, if they say anything of it.
fn new_end(changes: &[Access]) -> Option<Option<i64>> {
    changes.iter().find_map(|change| match change {
        Access::Grant { expires_at, .. } => Some(*expires_at),
        Access::Extend { expires_at, .. } => Some(Some(*expires_at)),
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
    })
}

fn custom_fields(db: &Connection) -> Result<HashMap<String, FieldId>> {
    let mut statement = db.prepare("SELECT key, id FROM custom_fields")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn find_titled(db: &Connection, table: &str, folded: &str) -> Result<Option<i64>> {
    let mut statement = db.prepare(&format!("SELECT id, title FROM {table} ORDER BY id"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if fold(row.get_ref(1)?.as_str().unwrap_or_default()) == folded {
            return Ok(Some(row.get(0)?));
        }
    }
    Ok(None)
}

fn find_cohort(db: &Connection, course: i64, folded: &str) -> Result<Option<CohortId>> {
    let mut statement = db.prepare("SELECT id, title FROM cohorts WHERE course_id = ?1")?;
    let mut rows = statement.query([course])?;
    while let Some(row) = rows.next()? {
        if fold(row.get_ref(1)?.as_str().unwrap_or_default()) == folded {
            return Ok(Some(row.get(0)?));
        }
    }
    Ok(None)
}
