//! What a row would do to the book: a verdict, and the changes it stands for.
//!
//! The same function gives the counts of the review, the old → new of each cell in it, and what is
//! written. It reads the book and writes nothing.

mod access;
mod course_progress;
mod edits;
mod expiry;
mod lessons;
mod people;
mod targets;

use std::collections::{HashMap, HashSet};
use std::hash::RandomState;

use rusqlite::Connection;

use super::facts::{Facts, Fault};
use super::fields::Field;
use super::lessons::Lessons;
use super::lists::Whole;
use super::mapping::Mapping;
use super::options::{Options, Policy, Verdict};
use super::purpose::Purpose;
use super::session::Draft;
use super::values::Code;
use crate::courses::{Standings, required};
use crate::error::{Error, Result};
use crate::ids::{FieldId, GrantId, MemberId};
use crate::time::{Zone, day_of, day_start, parse_day};

pub(super) use access::{Change, Which};
pub(super) use edits::{Edit, Text};
pub(super) use expiry::Note;
pub(super) use people::{Identities, Standing};
pub(super) use targets::Target;

use access::Given;
use people::{Found, Known, Mention};

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
    /// Changes to the own fields of a member the book knows.
    pub edits: Vec<Edit>,
    /// Changes to what they have.
    pub changes: Vec<Change>,
}

impl Outcome {
    fn bare(verdict: Verdict, reason: Option<Reason>, member: Option<MemberId>) -> Self {
        Self { verdict, reason, member, edits: Vec::new(), changes: Vec::new() }
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

/// The clock that rows are evaluated by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    pub zone: Zone,
    pub now: i64,
    /// The beginning of the file's day: the one that was chosen, or on which it was last changed.
    pub done_at: i64,
}

impl Moment {
    pub fn of(draft: &Draft, zone: Zone, now: i64) -> Result<Self> {
        let day = match &draft.options.done_on {
            Some(day) => parse_day(day)?,
            None => day_of(zone, draft.source.changed_at().unwrap_or(now).min(now)),
        };
        Ok(Self { zone, now, done_at: day_start(zone, day) })
    }
}

/// What passes over the whole file gather, because no row says it by itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Gathered {
    /// Titles that a list must not be split at.
    pub whole: Whole,
    /// People of several rows who don't come in because the row that counts is a conflict, and ids
    /// alone of which another row says whose they are.
    pub refused: HashSet<u64>,
    /// The last day that rows of one person give to access they shorten: it ends then, and not with
    /// each of them anew.
    pub ends: HashMap<GrantId, i64>,
}

/// Evaluates rows against a book.
pub(super) struct Evaluator<'a> {
    db: &'a Connection,
    options: &'a Options,
    mapping: &'a Mapping,
    zone: Zone,
    now: i64,
    /// When that was done of which the file does not say when.
    done_at: i64,
    /// The lessons of the course that the file is about.
    lessons: Lessons,
    /// How far members got, also by what they did in lessons.
    standings: Standings<'a>,
    /// What earlier rows of people with several said of lessons and quizzes, hashed.
    told: HashSet<u64>,
    hasher: RandomState,
    /// No member is in the book, so none needs to be looked up.
    is_empty: bool,
    pub targets: Vec<Target>,
    by_title: HashMap<(bool, String, String), usize>,
    /// Targets that everybody gets.
    everybody: Vec<usize>,
    pub gathered: Gathered,
    /// A row turned out to give a later day than the ones before it went by.
    pub has_late_end: bool,
    fields: HashMap<String, FieldId>,
    given: HashMap<(u64, usize), Given>,
    /// Platform ids of the file so far, hashed, and whose they are.
    ids: HashMap<u64, u64>,
    /// Members that the file named so far, and how. Kept only when a file can name them in two ways.
    named: Option<HashMap<MemberId, Mention>>,
}

impl<'a> Evaluator<'a> {
    pub fn new(
        db: &'a Connection,
        options: &'a Options,
        mapping: &'a Mapping,
        moment: Moment,
        mut gathered: Gathered,
    ) -> Result<Self> {
        gathered.whole = gathered.whole.with(db, options)?;
        let mut evaluator = Self {
            db,
            options,
            mapping,
            zone: moment.zone,
            now: moment.now,
            done_at: moment.done_at,
            lessons: Lessons::default(),
            standings: Standings::new(db)?,
            told: HashSet::new(),
            hasher: RandomState::new(),
            is_empty: !db.prepare_cached("SELECT 1 FROM members LIMIT 1")?.exists([])?,
            targets: Vec::new(),
            by_title: HashMap::new(),
            everybody: Vec::new(),
            gathered,
            has_late_end: false,
            fields: custom_fields(db)?,
            given: HashMap::new(),
            ids: HashMap::new(),
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
        let course = evaluator.subject().and_then(|subject| evaluator.targets[subject].course());
        if let Some(course) = course.filter(|_| options.purpose.is_of_lessons()) {
            evaluator.lessons = Lessons::of(db, course)?;
            if let Some(title) = &options.lesson {
                let missing = |_| Error::NotFound { what: "lesson", id: title.clone() };
                evaluator.lessons.find("", title).map_err(missing)?;
            }
        }
        Ok(evaluator)
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
            self.gathered.refused.insert(id);
        }
        if outcome.verdict.is_taken()
            && let (Some(named), Some(member)) = (&mut self.named, outcome.member)
        {
            let mention = Mention { identity: standing.identity, by_email: facts.email.is_some() };
            let other = named.insert(member, mention);
            if let Some(other) = other.filter(|other| other.identity != standing.identity) {
                self.gathered.refused.insert(other.identity);
            }
        }
        if outcome.verdict == Verdict::Conflict && standing.is_repeated && standing.winner.is_none()
        {
            self.gathered.refused.insert(standing.identity);
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
        if is_elsewhere || (!by_email && self.gathered.refused.contains(&standing.identity)) {
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
        if known.is_none()
            && standing.winner.is_some()
            && self.gathered.refused.contains(&standing.identity)
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
        match (self.options.purpose, known) {
            (Purpose::Expiry, Some(known)) => return self.move_dates(facts, known),
            (Purpose::Progress | Purpose::Quizzes, Some(known)) => {
                return self.note_lessons(facts, standing, known);
            }
            _ => {}
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
        outcome.verdict = match (is_new, outcome.edits.is_empty() && outcome.changes.is_empty()) {
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

    fn left_alone(&self, known: Option<&Known>) -> Option<Reason> {
        let policy = match self.options.purpose {
            Purpose::Expiry | Purpose::Progress | Purpose::Quizzes => Policy::UpdateOnly,
            Purpose::Members | Purpose::Roster => self.options.policy,
        };
        match (known, policy) {
            (Some(known), _) if known.is_trashed => Some(Reason::InTrash),
            (Some(_), Policy::Skip) => Some(Reason::Exists),
            (None, Policy::UpdateOnly) => Some(Reason::NotInBook),
            _ => None,
        }
    }
}

fn custom_fields(db: &Connection) -> Result<HashMap<String, FieldId>> {
    let mut statement = db.prepare("SELECT key, id FROM custom_fields")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
