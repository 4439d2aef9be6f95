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

/// A grant that a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::import) enum Which {
    InBook(GrantId),
    /// One that an earlier row of the file gave this person for the same target: how many it gave
    /// before.
    OfThisFile(usize),
}

/// What earlier rows of the file left a member with who appears several times.
#[derive(Clone, Default)]
pub(super) struct Given {
    /// What the book has, as the rows changed it, and what they gave.
    pub held: Vec<Held>,
    pub progress: CourseProgress,
}

/// A course or product that a row gives.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub target: usize,
    /// The row itself names it.
    pub is_named: bool,
    /// Everybody in the file gets it.
    pub is_for_all: bool,
}

/// What a row asks for: one course or product.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wish {
    pub target: usize,
    /// Everybody in the file gets it, whether or not the row names it too.
    pub is_for_all: bool,
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
    pub grant: Which,
    /// Whether the reason is the course or product itself, not a product that holds the course.
    pub is_direct: bool,
    pub state: State,
    pub starts_at: i64,
    pub expires_at: Option<i64>,
    pub cohort: Option<CohortId>,
}

impl Held {
    fn is_of_file(&self) -> bool {
        matches!(self.grant, Which::OfThisFile(_))
    }
}

impl Evaluator<'_> {
    /// Gives what the row and the file ask for, or says why that can't be.
    pub(super) fn give(
        &mut self,
        facts: &Facts,
        standing: Standing,
        outcome: &mut Outcome,
    ) -> Result<Result<(), Fault>> {
        let for_all = |target: &usize| Asked { target: *target, is_named: false, is_for_all: true };
        let mut asked: Vec<Asked> = self.everybody.iter().map(for_all).collect();
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
                let twice = asked.iter_mut().find(|it| self.targets[it.target].same_as == same);
                match twice {
                    Some(twice) => {
                        twice.is_named = true;
                        if !cohort.is_empty() {
                            twice.target = named;
                        }
                    }
                    None => {
                        asked.push(Asked { target: named, is_named: true, is_for_all: false });
                    }
                }
            }
        }
        let only_course = self.only_course(&asked);
        let mut given = Vec::new();
        for Asked { target, is_for_all, .. } in asked {
            let wish = self.wish(facts, target, is_for_all, only_course == Some(target));
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
    pub(super) fn only_course(&self, asked: &[Asked]) -> Option<usize> {
        let of = |wanted| {
            let is_wanted =
                move |it: &&Asked| it.is_named == wanted && self.targets[it.target].is_course;
            asked.iter().filter(is_wanted).map(|it| it.target)
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
        let target = wish.target;
        let given = self.given.get(&(standing.identity, self.targets[target].same_as)).cloned();
        let is_first = given.is_none();
        let Given { mut held, progress } = match (given, outcome.member) {
            (Some(given), _) => given,
            (None, Some(member)) => Given { held: self.held(member, target)?, ..Given::default() },
            (None, None) => Given::default(),
        };
        // A course that somebody blocked by hand stays so, even where a product opens it.
        let mut by_hand =
            held.iter().filter(|held| held.is_direct && !held.is_of_file()).peekable();
        let is_blocked =
            by_hand.peek().is_some() && by_hand.all(|held| held.state == State::Disabled);
        let counts = |held: &&Held| !is_blocked || held.is_of_file();
        let meant = self.meant(held.iter().filter(counts), wish);
        if standing.is_repeated
            && let Some(Held { grant: Which::InBook(grant), .. }) = meant
        {
            self.gather_end(*grant, wish);
        }
        let n_before = outcome.changes.len();
        if is_blocked && !self.options.revive {
            if wish.state != State::Disabled {
                outcome.reason = Some(Reason::BlockedKept);
            }
        } else if !is_first && wish.state == State::Disabled {
            // An earlier row of this file decided; to be blocked adds nothing to it.
        } else if let Some(meant) = meant {
            if let Err(fault) = self.extend(meant, &held, wish, facts, is_first, outcome) {
                return Ok(Err(fault));
            }
        } else if held.iter().all(Held::is_of_file)
            || (self.options.revive && wish.state != State::Disabled)
        {
            // What was blocked stays so; to be revived is a reason of its own.
            outcome.changes.push(wish.grant());
        } else if wish.state != State::Disabled {
            outcome.reason = Some(Reason::BlockedKept);
        }
        if standing.is_repeated {
            self.follow(&outcome.changes[n_before..], &mut held);
        }
        // Of several courses nobody can tell which one the row's progress is of.
        if wish.is_only_course {
            let change = self.progress(facts.course, standing, outcome.member, target, progress)?;
            outcome.changes.extend(change);
        }
        Ok(Ok(Given { held, progress: progress.further(facts.course) }))
    }

    /// The reason that a row is about: the one that lasts longest of those that have begun by then,
    /// rather one that is not over and as open as the row says.
    fn meant<'h>(&self, held: impl Iterator<Item = &'h Held>, wish: Wish) -> Option<&'h Held> {
        let start = wish.starts_at.unwrap_or(self.now);
        held.filter(|held| held.state != State::Disabled).max_by_key(|held| {
            let is_alike = held.state == wish.state;
            let is_same = (held.starts_at, held.expires_at) == (start, wish.until);
            let has_begun = !self.begins_later(held, wish);
            let lasts = (held.expires_at.is_none(), held.expires_at);
            (is_same && is_alike, has_begun, !self.is_over(held), is_alike, lasts)
        })
    }

    /// Makes of what somebody held before a row what they hold after it.
    fn follow(&self, changes: &[Change], all: &mut Vec<Held>) {
        for change in changes {
            let grant = match *change {
                Change::Grant { state, starts_at, expires_at, .. } => {
                    let n_given = all.iter().filter(|held| held.is_of_file()).count();
                    all.push(Held {
                        grant: Which::OfThisFile(n_given),
                        is_direct: true,
                        state,
                        starts_at: starts_at.unwrap_or(self.now),
                        expires_at,
                        cohort: None,
                    });
                    continue;
                }
                Change::Extend { grant, .. } => grant,
                Change::SetState { grant, .. } | Change::SetStart { grant, .. } => {
                    Which::InBook(grant)
                }
                _ => continue,
            };
            for held in all.iter_mut().filter(|held| held.is_direct && held.grant == grant) {
                match *change {
                    Change::Extend { expires_at, .. } => held.expires_at = expires_at,
                    Change::SetState { state, .. } => held.state = state,
                    Change::SetStart { starts_at, .. } => held.starts_at = starts_at,
                    _ => {}
                }
            }
        }
    }

    /// Remembers the last day that rows give to access they would shorten.
    fn gather_end(&mut self, grant: GrantId, wish: Wish) {
        let may_end = self.options.shorten_access && wish.state != State::Disabled;
        let Some(until) = wish.until.filter(|_| may_end) else { return };
        let end = self.gathered.ends.entry(grant).or_insert(until);
        if *end < until {
            *end = until;
            self.has_late_end = true;
        }
    }

    pub(super) fn wish(
        &self,
        facts: &Facts,
        target: usize,
        is_for_all: bool,
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
        Wish { target, is_for_all, is_only_course, state, starts_at, until }
    }

    /// Whether `held` is to come, and later than what is wished for.
    fn begins_later(&self, held: &Held, wish: Wish) -> bool {
        held.starts_at > wish.starts_at.unwrap_or(self.now).max(self.now)
    }

    /// Whether a row gives a time of its own, with a gap before or behind it: `held`, of which it
    /// would be, has not begun by then or is over.
    fn is_apart(&self, held: &Held, wish: Wish, facts: &Facts) -> bool {
        let begins_later = self.begins_later(held, wish);
        let is_before = match held.grant {
            // Each row of a file gives what it would give alone.
            Which::OfThisFile(_) => begins_later,
            // The book knows better when access begins, but not of a time that it says nothing of.
            Which::InBook(_) => {
                begins_later
                    && facts.from.is_some()
                    && wish.until.is_some_and(|until| until < held.starts_at)
            }
        };
        // Access goes on without a gap on the day after its end.
        let seam = i64::from(held.state == wish.state);
        let is_behind = held.expires_at.zip(wish.starts_at).is_some_and(|(end, start)| {
            start > end + seam && (wish.until.is_some() || start > self.now)
        });
        is_before || is_behind
    }

    /// Whether a row opens what waits for a person, by being a reason beside it.
    fn is_open_beside(&self, held: &Held, wish: Wish, facts: &Facts) -> bool {
        let is_wanted = match held.grant {
            Which::OfThisFile(_) => true,
            Which::InBook(_) => {
                facts.access == Some(State::Active) && self.options.overwrites(&Field::AccessStatus)
            }
        };
        (held.state, wish.state) == (State::Pending, State::Active)
            && is_wanted
            && wish.until.is_none_or(|until| until >= self.now)
    }

    pub(super) fn is_over(&self, held: &Held) -> bool {
        status_of(held.state, held.starts_at, held.expires_at, self.now) == AccessStatus::Expired
    }

    /// Changes what a member has of one course or product already. `held` is the one of `all` that
    /// the row is about. What is known of it is overwritten by the first row of a person alone, or
    /// the file would change the book each time it comes.
    pub(super) fn extend(
        &self,
        held: &Held,
        all: &[Held],
        wish: Wish,
        facts: &Facts,
        is_first: bool,
        outcome: &mut Outcome,
    ) -> Result<(), Fault> {
        let target = wish.target;
        let is_blocked = wish.state == State::Disabled;
        if (!is_blocked && self.is_apart(held, wish, facts))
            || (!is_first && self.is_open_beside(held, wish, facts))
        {
            outcome.changes.push(wish.grant());
            return Ok(());
        }
        if wish.state == State::Active && self.begins_later(held, wish) {
            // What everybody gets begins when the person said, and what begins later stays beside it.
            // A file that lists an enrollment does not say that it has begun, nor does a roster.
            if wish.is_for_all && self.options.purpose == Purpose::Members {
                outcome.changes.push(wish.grant());
                return Ok(());
            }
            if facts.enrolled_at.is_none() || !self.options.overwrites(&Field::EnrolledAt) {
                outcome.reason = outcome.reason.or(Some(Reason::ScheduledKept));
            }
        }
        let overwrites = |field| is_first && held.is_direct && self.options.overwrites(field);
        let sets_state = facts.access.filter(|access| {
            *access != held.state
                && overwrites(&Field::AccessStatus)
                // What a row says of access that is over is not said of one that runs.
                && (self.is_over(held) || wish.until.is_none_or(|until| until >= self.now))
        });
        let (mut starts_at, mut ends_at) = (held.starts_at, held.expires_at);
        let is_over = self.is_over(held);
        match (held.expires_at, wish.until) {
            // Blocked access gives nobody more than they have.
            (Some(end), Some(until)) if until > end && !is_blocked => {
                let is_less = wish.state == State::Pending && held.state == State::Active;
                let becomes_less = sets_state.is_some() && self.options.shorten_access;
                if is_less && is_over {
                    outcome.changes.push(wish.grant());
                    return Ok(());
                } else if is_less && !becomes_less {
                    outcome.reason = outcome.reason.or(Some(Reason::WouldShorten));
                } else if let Some(lasting) = self.lasting(held, all, wish, until) {
                    if lasting.grant == held.grant {
                        ends_at = Some(until);
                    }
                    let (grant, expires_at) = (lasting.grant, Some(until));
                    outcome.changes.push(Change::Extend { grant, target, expires_at });
                } else {
                    outcome.changes.push(wish.grant());
                    return Ok(());
                }
            }
            (end, Some(until)) if is_first && end.is_none_or(|end| until < end) => {
                let last = match held.grant {
                    Which::InBook(grant) => self.gathered.ends.get(&grant).copied(),
                    Which::OfThisFile(_) => None,
                };
                let last = last.unwrap_or(until);
                if !self.options.shorten_access || !held.is_direct {
                    outcome.reason = outcome.reason.or(Some(Reason::WouldShorten));
                } else if end.is_none_or(|end| last < end) {
                    ends_at = Some(last);
                    let grant = held.grant;
                    outcome.changes.push(Change::Extend { grant, target, expires_at: ends_at });
                }
            }
            // Access that ended comes back only when the person gives it to everybody, not because
            // a file lists an old enrollment without a date.
            (Some(_), None) if is_over && wish.is_for_all && !is_blocked => {
                if held.is_of_file() && held.state == wish.state {
                    let grant = held.grant;
                    outcome.changes.push(Change::Extend { grant, target, expires_at: None });
                } else {
                    outcome.changes.push(wish.grant());
                }
                return Ok(());
            }
            (Some(_), None) if is_over => outcome.reason = Some(Reason::ExpiredKept),
            _ => {}
        }
        let Which::InBook(grant) = held.grant else { return Ok(()) };
        if !held.is_direct || !is_first {
            return Ok(());
        }
        if let Some(access) = sets_state {
            // Blocked access does not come here, so anything but active is less than what is held
            // or the same.
            if access == State::Active || self.options.shorten_access {
                outcome.changes.push(Change::SetState { grant, state: access });
            } else {
                outcome.reason = outcome.reason.or(Some(Reason::WouldShorten));
            }
        }
        // Of several reasons a file tells the start of one, the earliest as an enrollment has it.
        if let Some(from) = facts.enrolled_at
            && !is_blocked
            && all.iter().all(|held| held.starts_at != from)
            && overwrites(&Field::EnrolledAt)
        {
            // A later start takes something away as long as it is to come.
            if from <= held.starts_at.max(self.now) || self.options.shorten_access {
                starts_at = from;
                outcome.changes.push(Change::SetStart { grant, starts_at });
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
                outcome.changes.push(Change::SetCohort { grant, target });
            } else if self.options.purpose == Purpose::Roster {
                outcome.reason = outcome.reason.or(Some(Reason::Note(Note::OtherCohort)));
            }
        }
        Ok(())
    }

    /// The grant that a later end lengthens: what is over stays so, and what a product gives is not
    /// for a row to lengthen. What an earlier row gave is one reason with what this one gives.
    fn lasting<'h>(
        &self,
        held: &'h Held,
        all: &'h [Held],
        wish: Wish,
        until: i64,
    ) -> Option<&'h Held> {
        if held.is_direct && (held.is_of_file() || !self.is_over(held)) {
            return Some(held);
        }
        let is_lasting = |held: &&Held| {
            held.is_direct
                && !self.is_over(held)
                && !self.begins_later(held, wish)
                && held.expires_at.is_some_and(|end| end < until)
        };
        self.meant(all.iter().filter(is_lasting), wish)
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
                grant: Which::InBook(row.get(0)?),
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

#[cfg(test)]
mod tests;
