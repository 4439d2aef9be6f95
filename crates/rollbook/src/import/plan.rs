//! The plan: a verdict for every row, before anything is written.
//!
//! Two passes over the file. The first tells people apart and decides which of several rows with
//! one e-mail counts; the second evaluates each row against the book. A row is remembered by where
//! it is in the file and its verdict; what it would change in detail is found again when it is
//! looked at, so that a million rows cost some tens of megabytes.

use std::collections::{BTreeSet, HashMap, HashSet};

use rusqlite::{Connection, params};
use serde::Serialize;

use super::evaluate::{
    Change, Evaluator, Gathered, Identities, Moment, Note, Outcome, Reason, Standing, Which,
};
use super::facts::{Cells, Facts, Fault, Reading};
use super::left_out::{LeftOut, Reasons};
use super::lists::Whole;
use super::options::{Counts, Duplicates, Verdict};
use super::purpose::Purpose;
use super::records::{Record, Records};
use super::roster::{Present, Roster, RosterCounts};
use super::session::Draft;
use super::values::Problem;
use crate::error::Result;
use crate::progress::{Phase, Progress};
use crate::text::fold;
use crate::time::{Zone, day_of, iso_day};

/// How many problems are named one by one.
pub const N_PROBLEMS: usize = 1000;
/// How often a pass reports and asks whether it was cancelled.
pub(super) const STEP: u64 = 1024;

/// A file's rows with their verdicts.
#[derive(Debug)]
pub struct Plan {
    pub(super) rows: Vec<RowRef>,
    people: People,
    pub(super) gathered: Gathered,
    pub counts: Counts,
    /// The codes that reasons have, in the order they came up.
    codes: Vec<&'static str>,
    pub(super) reasons: Reasons,
    /// The first faults and notes in the order of the file.
    pub problems: Vec<Problem>,
    pub effect: Effect,
    pub new_courses: Vec<String>,
    pub new_products: Vec<String>,
    pub new_cohorts: Vec<String>,
    /// Those it names that are closed by now. Whoever is not in them yet joins all the same: the
    /// file tells what was sold.
    pub closed_cohorts: Vec<String>,
    pub new_fields: Vec<String>,
    /// Who is missing, where the file is a roster.
    pub roster: Option<Roster>,
    /// The book's version it was made for.
    pub(super) version: u64,
}

/// What the access step says in words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct Effect {
    /// Members who get or keep longer access or, in a list about lessons, whose progress or results
    /// it adds to.
    pub members: u64,
    pub grants: u64,
    pub extended: u64,
    /// Of `grants`, those that begin on the day of their row, whatever was chosen for everybody.
    pub starts_in_file: u64,
    /// Of `grants` and `extended`, those that end on the day of their row.
    pub ends_in_file: u64,
    /// Rows that move the beginning of access, and with it what opens so many days after it.
    pub starts_moved: u64,
    /// Lessons that somebody is found to have viewed or completed.
    pub lessons: u64,
    /// Tries at quizzes that are new.
    pub results: u64,
    /// Rows that change what is known of a course as a whole.
    pub progress: u64,
    /// Rows of which something gets the file's day, because they say none.
    pub undated: u64,
}

/// Where a row is.
#[derive(Clone, Copy, Debug)]
pub(super) struct RowRef {
    pub offset: u64,
    pub line: u32,
    pub verdict: Verdict,
    /// The code of the row's reason, as its place in `codes`: a byte, not a text.
    code: u8,
}

/// Who is in the file with several rows, by identity, and which of them counts.
#[derive(Debug, Default)]
struct People {
    identities: Identities,
    rows: HashMap<u64, Person>,
    /// All rows of those who have several.
    groups: HashMap<u64, Vec<u32>>,
    /// Of several rows none counts for the others.
    each_counts: bool,
}

#[derive(Clone, Copy, Debug)]
struct Person {
    winner: u32,
    is_repeated: bool,
    is_chosen: bool,
}

impl Plan {
    /// Reads the whole file twice. `db` is a snapshot of the book at `version`.
    pub(super) fn make(
        draft: &Draft,
        db: &Connection,
        version: u64,
        zone: Zone,
        now: i64,
        progress: &Progress,
    ) -> Result<Self> {
        let identities = Identities::load(db)?;
        let mut plan = Self::survey(draft, identities, zone, version, progress)?;
        loop {
            let (evaluator, present) = plan.judge(draft, db, zone, now, progress)?;
            let has_refused = evaluator.gathered.refused.len() > plan.gathered.refused.len();
            if !has_refused && !evaluator.has_late_end {
                plan.name_new(draft, db, &evaluator)?;
                plan.name_closed(db, &evaluator, &iso_day(day_of(zone, now)))?;
                if let Some((present, subject)) = present.zip(evaluator.subject()) {
                    let subject = &evaluator.targets[subject];
                    plan.roster =
                        Some(Roster::compare(db, subject, &draft.options, &present, now)?);
                }
                return Ok(plan);
            }
            // Rows before the one that was refused took its person for somebody who comes in, and
            // those before the one with the last day went by another. Whoever is refused has none.
            plan.gathered.refused = evaluator.gathered.refused;
            plan.gathered.ends = match has_refused {
                true => HashMap::new(),
                false => evaluator.gathered.ends,
            };
        }
    }

    /// Gives every row its verdict. Of a roster, says whom the rows are about.
    fn judge<'a>(
        &mut self,
        draft: &'a Draft,
        db: &'a Connection,
        zone: Zone,
        now: i64,
        progress: &Progress,
    ) -> Result<(Evaluator<'a>, Option<Present>)> {
        let moment = Moment::of(draft, zone, now)?;
        let gathered = self.gathered.clone();
        let mut evaluator = Evaluator::new(db, &draft.options, &draft.mapping, moment, gathered)?;
        let reading = Reading::new(draft, zone)?;
        let mut records = Records::open(&draft.source, &draft.layout)?;
        let mut record = Record::default();
        self.counts = Counts::default();
        self.reasons.clear();
        self.problems.clear();
        self.effect = Effect::default();
        let mut counted = HashSet::new();
        let mut present = (draft.options.purpose == Purpose::Roster).then(Present::default);
        progress.begin(Phase::Checking, self.rows.len() as u64)?;
        let mut row = 0;
        while row < self.rows.len() && records.next(&mut record)? {
            let (facts, outcome) = self.outcome(draft, row, &record, &reading, &mut evaluator)?;
            if let Ok(facts) = &facts
                && self.effect.count(facts, &outcome, draft.options.purpose)
            {
                let standing = self.standing(row, facts);
                // People of several rows are counted once.
                let is_counted = standing.is_repeated && !counted.insert(standing.identity);
                self.effect.members += u64::from(!is_counted);
            }
            if let Some(present) = &mut present {
                let cells = Cells { record: &record, fixes: draft.fixes.get(&(row as u32)) };
                present.note(&cells, &draft.mapping, &facts, &outcome, &evaluator)?;
            }
            self.take(draft, row, &record, &outcome);
            row += 1;
            if (row as u64).is_multiple_of(STEP) {
                progress.set(row as u64)?;
            }
        }
        Ok((evaluator, present))
    }

    fn survey(
        draft: &Draft,
        identities: Identities,
        zone: Zone,
        version: u64,
        progress: &Progress,
    ) -> Result<Self> {
        let reading = Reading::new(draft, zone)?;
        let mut records = Records::open(&draft.source, &draft.layout)?;
        let mut record = Record::default();
        let each_counts = draft.options.purpose.is_of_lessons();
        let mut people = People { identities, each_counts, ..People::default() };
        let mut whole = Whole::default();
        let mut rows = Vec::with_capacity(draft.columns.n_rows as usize);
        progress.begin(Phase::Reading, draft.columns.n_rows)?;
        while records.next(&mut record)? {
            let row = rows.len() as u32;
            let cells = Cells { record: &record, fixes: draft.fixes.get(&row) };
            if let Ok(facts) = reading.facts(&cells)
                && draft.options.concerns(&facts)
            {
                let identity = people.identities.of(&facts);
                people.add(identity, row, draft.options.duplicates, &draft.chosen);
                for naming in facts.named.iter().filter(|naming| naming.separator.is_none()) {
                    whole.add(naming.is_course, naming.text);
                }
            }
            rows.push(RowRef {
                offset: record.offset(),
                line: record.line() as u32,
                verdict: Verdict::Failed,
                code: u8::MAX,
            });
            if u64::from(row).is_multiple_of(STEP) {
                progress.set(u64::from(row))?;
            }
        }
        people.forget_single_rows();
        Ok(Self {
            rows,
            people,
            gathered: Gathered { whole, ..Gathered::default() },
            counts: Counts::default(),
            codes: Vec::new(),
            reasons: Reasons::default(),
            problems: Vec::new(),
            effect: Effect::default(),
            new_courses: Vec::new(),
            new_products: Vec::new(),
            new_cohorts: Vec::new(),
            closed_cohorts: Vec::new(),
            new_fields: Vec::new(),
            roster: None,
            version,
        })
    }

    /// What a row says and what it would do.
    pub(super) fn outcome<'r>(
        &self,
        draft: &'r Draft,
        row: usize,
        record: &'r Record,
        reading: &Reading,
        evaluator: &mut Evaluator,
    ) -> Result<(Result<Facts<'r>, Fault>, Outcome)> {
        let cells = Cells { record, fixes: draft.fixes.get(&(row as u32)) };
        match reading.facts(&cells) {
            Ok(facts) => {
                let standing = self.standing(row, &facts);
                let outcome = evaluator.evaluate(&facts, standing)?;
                Ok((Ok(facts), outcome))
            }
            Err(fault) => Ok((Err(fault), Outcome::failed(fault, None))),
        }
    }

    pub(super) fn standing(&self, row: usize, facts: &Facts) -> Standing {
        let identity = self.people.identities.of(facts);
        let person = self.people.rows.get(&identity);
        let external = (!facts.external_id.is_empty())
            .then(|| self.people.identities.of_id(facts.external_id));
        Standing {
            identity,
            external,
            winner: person
                .filter(|person| !self.people.each_counts && person.winner as usize != row)
                .map(|person| u64::from(self.rows[person.winner as usize].line)),
            is_repeated: person.is_some_and(|person| person.is_repeated),
        }
    }

    fn take(&mut self, draft: &Draft, row: usize, record: &Record, outcome: &Outcome) {
        self.rows[row].verdict = outcome.verdict;
        self.rows[row].code = u8::MAX;
        self.counts.count(outcome.verdict);
        let Some(reason) = outcome.reason else { return };
        let code = reason.code();
        let known = self.codes.iter().position(|known| *known == code);
        self.rows[row].code = known.unwrap_or_else(|| {
            self.codes.push(code);
            self.codes.len() - 1
        }) as u8;
        let cells = Cells { record, fixes: draft.fixes.get(&(row as u32)) };
        let named = || {
            worth_naming(reason, draft.options.purpose)
                .then(|| problem(draft, &cells, outcome.fault(), code))
        };
        self.reasons.note(outcome.verdict, code, named);
        if self.problems.len() < N_PROBLEMS {
            self.problems.extend(named());
        }
    }

    /// What a person saw of it, in numbers.
    pub(super) fn summary(&self) -> (Counts, Effect, Option<RosterCounts>) {
        (self.counts, self.effect, self.roster.as_ref().map(|roster| roster.counts))
    }

    /// What does not come in as the file says it, and why.
    pub fn left_out(&self) -> Vec<LeftOut> {
        self.reasons.list()
    }

    /// How many rows have a reason, by its code.
    pub fn count_of(&self, code: &str) -> u64 {
        self.reasons.count(code)
    }

    fn name_new(&mut self, draft: &Draft, db: &Connection, evaluator: &Evaluator) -> Result<()> {
        let mut cohorts = BTreeSet::new();
        let (mut courses, mut products) = (BTreeSet::new(), BTreeSet::new());
        for target in &evaluator.targets {
            if target.id.is_none() {
                let titles = if target.is_course { &mut courses } else { &mut products };
                titles.insert(target.title.clone());
            }
            if let Some(cohort) = target.cohort.as_ref().filter(|cohort| cohort.id.is_none()) {
                cohorts.insert(cohort.title.clone());
            }
        }
        self.new_courses = courses.into_iter().collect();
        self.new_products = products.into_iter().collect();
        self.new_cohorts = cohorts.into_iter().collect();
        let mut known = db.prepare("SELECT 1 FROM custom_fields WHERE key = ?1")?;
        for choice in &draft.mapping.columns {
            if let super::Field::Custom(label) = &choice.field
                && !known.exists([fold(label)])?
            {
                self.new_fields.push(label.clone());
            }
        }
        Ok(())
    }

    fn name_closed(&mut self, db: &Connection, evaluator: &Evaluator, today: &str) -> Result<()> {
        let mut closed = db.prepare("SELECT 1 FROM cohorts WHERE id = ?1 AND closes_on < ?2")?;
        let mut titles = BTreeSet::new();
        for cohort in evaluator.targets.iter().filter_map(|target| target.cohort.as_ref()) {
            if let Some(id) = cohort.id
                && closed.exists(params![id, today])?
            {
                titles.insert(cohort.title.clone());
            }
        }
        self.closed_cohorts = titles.into_iter().collect();
        Ok(())
    }

    /// The rows with a verdict, or all of them.
    pub fn rows_with(&self, verdict: Option<Verdict>) -> Vec<u32> {
        (0..self.rows.len() as u32)
            .filter(|row| verdict.is_none_or(|wanted| self.rows[*row as usize].verdict == wanted))
            .collect()
    }

    /// Why a row came out as it did.
    pub fn reason(&self, row: usize) -> Option<&'static str> {
        self.codes.get(usize::from(self.rows[row].code)).copied()
    }

    /// The rows of the same person, this one included; none when there is only this one.
    pub(super) fn same_person(&self, facts: &Facts) -> &[u32] {
        let identity = self.people.identities.of(facts);
        self.people.groups.get(&identity).map_or(&[], Vec::as_slice)
    }
}

impl People {
    /// Once the whole file is read: nearly everybody, and tens of megabytes of a million rows.
    fn forget_single_rows(&mut self) {
        self.rows.retain(|_, person| person.is_repeated);
        self.rows.shrink_to_fit();
    }

    fn add(&mut self, identity: u64, row: u32, duplicates: Duplicates, chosen: &HashSet<u32>) {
        let is_chosen = chosen.contains(&row);
        match self.rows.get_mut(&identity) {
            None => {
                let person = Person { winner: row, is_repeated: false, is_chosen };
                self.rows.insert(identity, person);
            }
            Some(person) => {
                person.is_repeated = true;
                self.groups.entry(identity).or_insert_with(|| vec![person.winner]).push(row);
                let last = duplicates == Duplicates::Last && !person.is_chosen;
                if is_chosen || last {
                    person.winner = row;
                    person.is_chosen = is_chosen;
                }
            }
        }
    }
}

impl Effect {
    /// Counts what a row gives or records; whether that is anything.
    fn count(&mut self, facts: &Facts, outcome: &Outcome, purpose: Purpose) -> bool {
        let before = (self.grants, self.extended);
        let is_start = |change: &Change| matches!(change, Change::SetStart { .. });
        self.starts_moved += u64::from(outcome.changes.iter().any(is_start));
        for change in &outcome.changes {
            match change {
                Change::Grant { .. } => {
                    self.grants += 1;
                    self.starts_in_file += u64::from(facts.enrolled_at.is_some());
                }
                Change::Extend { grant: Which::InBook(_), .. } => self.extended += 1,
                Change::Lesson { .. } => {
                    self.lessons += 1;
                    continue;
                }
                Change::Attempt { .. } => {
                    self.results += 1;
                    continue;
                }
                Change::Progress { .. } => {
                    self.progress += 1;
                    continue;
                }
                _ => continue,
            }
            self.ends_in_file += u64::from(facts.expires_at.is_some());
        }
        if outcome.reason == Some(Reason::Note(Note::Undated)) {
            self.undated += 1;
        }
        match purpose.is_of_lessons() {
            true => outcome.verdict == Verdict::Updated,
            false => before != (self.grants, self.extended),
        }
    }
}

/// A skip that the person asked for is counted, not listed.
fn worth_naming(reason: Reason, purpose: Purpose) -> bool {
    match reason {
        Reason::Exists | Reason::Note(Note::OtherTitle | Note::Undated) => false,
        // Nobody asked for it where the file only has new dates.
        Reason::NotInBook => !matches!(purpose, Purpose::Members | Purpose::Roster),
        _ => true,
    }
}

fn problem(draft: &Draft, cells: &Cells, fault: Option<Fault>, code: &'static str) -> Problem {
    let column = match fault {
        Some(fault) => fault.column,
        None => draft.mapping.column_of(&super::Field::Email),
    };
    Problem {
        line: fault.map_or(cells.record.line(), |fault| fault.line),
        column: column.and_then(|at| draft.columns.columns.get(at)).map(|c| c.header.clone()),
        value: column.map(|at| cells.get(at).chars().take(200).collect()).unwrap_or_default(),
        code,
    }
}
