//! What a row gives: courses and products, from when until when.

use rusqlite::params;

use super::lessons::Seen;
use super::people::Standing;
use super::{Evaluator, Note, Outcome, Reason};
use crate::access::{AccessStatus, State, status_of};
use crate::error::Result;
use crate::ids::{CohortId, GrantId, LessonId, MemberId};
use crate::import::facts::{CourseProgress, Facts, Fault, Naming};
use crate::import::fields::Field;
use crate::import::purpose::Purpose;
use crate::import::values::{Code, check_length};
use crate::time::{day_of, day_start};

/// A change to what a member has of courses and products.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::import) enum Change {
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
    /// What is known of a course: as the book has it, and what of it is set.
    Progress {
        target: usize,
        before: CourseProgress,
        set: CourseProgress,
    },
    /// What is known of a lesson, before and after.
    Lesson {
        lesson: LessonId,
        /// The column that is about it, if one is.
        column: Option<usize>,
        before: Seen,
        after: Seen,
    },
    /// A try at a quiz.
    Attempt {
        quiz: LessonId,
        column: Option<usize>,
        score: u8,
        passed: bool,
        taken_at: i64,
    },
}

/// A grant that a row lengthens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Which {
    InBook(GrantId),
    /// The last one that an earlier row of the file gave this person for the same target.
    OfThisFile,
}

/// What earlier rows of the file left a member with who appears several times.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Given {
    /// The grant of the course or product itself that lasts longest, and its end. What is blocked is
    /// none: a later row may give anew beside it.
    pub grant: Option<(Which, Option<i64>)>,
    pub progress: CourseProgress,
}

/// What a row asks for: one course or product.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wish {
    pub target: usize,
    /// The row itself names it; otherwise everybody in the file gets it.
    pub is_named: bool,
    /// Of no other course can the row's progress be.
    pub is_only_course: bool,
    pub state: State,
    /// `None` begins with the import.
    pub starts_at: Option<i64>,
    pub until: Option<i64>,
}

impl Wish {
    pub(super) fn grant(self) -> Change {
        let Self { target, state, starts_at, until: expires_at, .. } = self;
        Change::Grant { target, state, starts_at, expires_at }
    }
}

/// An open reason for a course or product that a member has.
#[derive(Clone, PartialEq)]
pub(super) struct Held {
    pub grant: GrantId,
    /// Whether the reason is the course or product itself, not a product that holds the course.
    pub is_direct: bool,
    pub state: State,
    pub starts_at: i64,
    pub expires_at: Option<i64>,
    pub cohort: Option<CohortId>,
}

impl Evaluator<'_> {
    /// Gives what the row and the file ask for, or says why that can't be.
    pub(super) fn give(
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
    pub(super) fn only_course(&self, targets: &[(usize, bool)]) -> Option<usize> {
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

    pub(super) fn titles<'t>(&self, naming: &Naming<'t>) -> Vec<&'t str> {
        match naming.separator {
            None => vec![naming.text],
            Some(separator) => self.gathered.whole.split(naming.is_course, naming.text, separator),
        }
    }

    /// Gives one course or product. Whoever has it keeps it; a later end extends it; an earlier
    /// one never shortens it unless asked.
    pub(super) fn give_one(
        &mut self,
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
        if standing.is_repeated
            && let Some(longest) = longest
        {
            self.gather_end(longest, wish);
        }
        let n_before = outcome.changes.len();
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
                outcome.changes.push(Change::Extend { grant, target, expires_at: wish.until });
            } else if is_over && wish.until.is_none() {
                outcome.reason = Some(Reason::ExpiredKept);
            }
        } else if let Some(longest) = longest {
            if let Err(fault) = self.extend(longest, &held, wish, facts, outcome) {
                return Ok(Err(fault));
            }
        } else if held.is_empty() || (self.options.revive && wish.state != State::Disabled) {
            // What was blocked stays so; to be revived is a reason of its own.
            outcome.changes.push(wish.grant());
        } else if wish.state != State::Disabled {
            outcome.reason = Some(Reason::BlockedKept);
        }
        let changes = &outcome.changes[n_before..];
        // What the book has counts as given, or the file's second row would be an extension each
        // time the file comes.
        let in_book = || {
            let lasting = longest.filter(|held| held.is_direct);
            lasting.map(|held| (Which::InBook(held.grant), held.expires_at))
        };
        let grant = lasting(changes).or(given.map_or_else(in_book, |given| given.grant));
        let given = given.unwrap_or_default().progress;
        // Of several courses nobody can tell which one the row's progress is of.
        if wish.is_only_course {
            let change = self.progress(facts.course, standing, outcome.member, target, given)?;
            outcome.changes.extend(change);
        }
        Ok(Ok(Given { grant, progress: given.further(facts.course) }))
    }

    /// Remembers the last day that rows give to access they would shorten.
    fn gather_end(&mut self, held: &Held, wish: Wish) {
        let may_end = self.options.shorten_access && wish.state != State::Disabled;
        let Some(until) = wish.until.filter(|_| may_end) else { return };
        let end = self.gathered.ends.entry(held.grant).or_insert(until);
        if *end < until {
            *end = until;
            self.has_late_end = true;
        }
    }

    pub(super) fn wish(
        &self,
        facts: &Facts,
        target: usize,
        is_named: bool,
        is_only_course: bool,
    ) -> Wish {
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
    pub(super) fn begins_later_than(&self, wish: Wish, held: &[Held]) -> bool {
        let start = wish.starts_at.unwrap_or(self.now);
        let mut open = held.iter().filter(|held| held.state != State::Disabled);
        wish.state == State::Active
            && wish.until.is_none_or(|until| until >= start)
            && open.all(|held| held.starts_at > start.max(self.now))
    }

    pub(super) fn is_over(&self, held: &Held) -> bool {
        status_of(held.state, held.starts_at, held.expires_at, self.now) == AccessStatus::Expired
    }

    /// Changes what a member has of one course or product already. `held` lasts longest of `all`.
    pub(super) fn extend(
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
                outcome.changes.push(wish.grant());
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
                        outcome.changes.push(Change::Extend { grant, target, expires_at });
                    }
                    None => outcome.changes.push(wish.grant()),
                }
            }
            (end, Some(until)) if end.is_none_or(|end| until < end) => {
                let last = self.gathered.ends.get(&held.grant).map_or(until, |last| *last);
                if !self.options.shorten_access || !held.is_direct {
                    outcome.reason = outcome.reason.or(Some(Reason::WouldShorten));
                } else if end.is_none_or(|end| last < end) {
                    ends_at = Some(last);
                    let grant = Which::InBook(held.grant);
                    outcome.changes.push(Change::Extend { grant, target, expires_at: ends_at });
                }
            }
            // Access that ended comes back only when the person gives it to everybody, not because
            // a file lists an old enrollment without a date.
            (Some(_), None) if is_over && !wish.is_named => outcome.changes.push(wish.grant()),
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
                outcome.changes.push(Change::SetState { grant: held.grant, state: access });
            } else {
                outcome.reason = outcome.reason.or(Some(Reason::WouldShorten));
            }
        }
        // Of several reasons a file tells the earliest start, as an enrollment has it.
        let earliest = all.iter().map(|held| held.starts_at).min();
        if let Some(from) = facts.enrolled_at
            && !is_blocked
            && from != held.starts_at
            && Some(from) != earliest
            && self.options.overwrites(&Field::EnrolledAt)
        {
            // A later start takes something away as long as it is to come.
            if from <= held.starts_at.max(self.now) || self.options.shorten_access {
                starts_at = from;
                outcome.changes.push(Change::SetStart { grant: held.grant, starts_at });
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
        if let Some(wanted) = &self.targets[target].cohort
            && all.iter().all(|held| held.cohort.is_none() || held.cohort != wanted.id)
        {
            if !is_blocked && held.cohort.is_none() {
                outcome.changes.push(Change::SetCohort { grant: held.grant, target });
            } else if self.options.purpose == Purpose::Roster {
                outcome.reason = outcome.reason.or(Some(Reason::Note(Note::OtherCohort)));
            }
        }
        Ok(())
    }

    pub(super) fn held(&self, member: MemberId, target: usize) -> Result<Vec<Held>> {
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
fn lasting(changes: &[Change]) -> Option<(Which, Option<i64>)> {
    changes.iter().find_map(|change| match change {
        Change::Grant { state, expires_at, .. } if *state != State::Disabled => {
            Some((Which::OfThisFile, *expires_at))
        }
        Change::Extend { grant, expires_at, .. } => Some((*grant, *expires_at)),
        _ => None,
    })
}
