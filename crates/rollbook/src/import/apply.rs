//! Carrying a plan out: one write, one entry, whatever the number of rows.
//!
//! Rows are evaluated against a snapshot of the book from before the import, by the same function
//! that made the plan, so that what was shown is what is written. If the counts come out otherwise,
//! the book changed in between and nothing is written.

use std::collections::HashMap;

use rusqlite::{CachedStatement, params};

use super::evaluate::{Change, Evaluator, Moment, Outcome, Text, Which};
use super::facts::{Facts, Reading};
use super::left_out::CameOut;
use super::options::{Counts, Verdict};
use super::plan::{Plan, STEP};
use super::purpose::Purpose;
use super::record::ImportRecord;
use super::records::{Record, Records};
use super::session::Draft;
use super::{Field, failed};
use crate::access::{NewGrant, insert};
use crate::book::{Book, By, Tx};
use crate::error::{Error, Result};
use crate::fields::{self, Shape};
use crate::ids::{CohortId, FieldId, GrantId, MemberId};
use crate::journal::{self, Op, OpKind};
use crate::progress::{Phase, Progress};
use crate::time::Zone;
use crate::{courses, products, text::fold};

pub(super) fn apply(
    book: &Book,
    by: &By,
    draft: &Draft,
    plan: &Plan,
    progress: &Progress,
) -> Result<journal::Outcome<Counts>> {
    let zone = book.settings().zone;
    book.read(|snapshot| {
        // The snapshot begins with its first read, which is in here.
        let mut evaluator = Evaluator::new(
            snapshot,
            &draft.options,
            &draft.mapping,
            Moment::of(draft, zone, by.now)?,
            plan.gathered.clone(),
        )?;
        let kind = match draft.options.purpose {
            Purpose::Members => OpKind::Import,
            Purpose::Expiry => OpKind::ImportExpiry,
            Purpose::Roster => OpKind::ImportRoster,
            Purpose::Progress => OpKind::ImportProgress,
            Purpose::Quizzes => OpKind::ImportQuizzes,
        };
        let op = Op::new(kind).with("file", draft.source.name());
        book.write(by, op, |tx| {
            // Within the write the version stands still: if it is the plan's, the snapshot is the
            // book as it was planned for and as it is.
            if book.version() != plan.version {
                return Err(Error::PlanStale);
            }
            tx.execute_batch("PRAGMA defer_foreign_keys = ON")?;
            progress.begin(Phase::Writing, plan.rows.len() as u64)?;
            let counts = tx.in_bulk("members", plan.counts.created, || {
                write_rows(tx, draft, plan, &mut evaluator, progress)
            })?;
            if counts != plan.counts {
                return Err(Error::PlanStale);
            }
            let n_missing = match &plan.roster {
                Some(roster) => roster.carry_out(tx, draft.options.missing, progress)?,
                None => 0,
            };
            say(tx, draft, &counts, n_missing);
            tx.record_import(record(draft, plan, zone, &counts)?);
            progress.begin(Phase::Journaling, 0)?;
            Ok(counts)
        })
    })
}

fn write_rows(
    tx: &Tx,
    draft: &Draft,
    plan: &Plan,
    evaluator: &mut Evaluator,
    progress: &Progress,
) -> Result<Counts> {
    let reading = Reading::new(draft, tx.settings().zone)?;
    let mut records = Records::open(&draft.source, &draft.layout)?;
    let mut record = Record::default();
    let mut writer = Writer::new(tx, draft)?;
    let mut counts = Counts::default();
    let mut row = 0;
    while row < plan.rows.len() && records.next(&mut record)? {
        let (facts, outcome) = plan.outcome(draft, row, &record, &reading, evaluator)?;
        if let Ok(facts) = &facts {
            let standing = plan.standing(row, facts);
            let repeated = standing.is_repeated.then_some(standing.identity);
            writer.write(facts, &outcome, repeated, evaluator)?;
        }
        counts.count(outcome.verdict);
        row += 1;
        if (row as u64).is_multiple_of(STEP) {
            progress.set(row as u64)?;
        }
    }
    writer.drop_orphans()?;
    Ok(counts)
}

/// Writes rows. New members of several rows get their id with the first of them.
struct Writer<'t, 'db> {
    tx: &'t Tx<'db>,
    draft: &'t Draft,
    member: CachedStatement<'t>,
    newcomers: HashMap<u64, (MemberId, bool)>,
    /// The custom fields that were written so far, by label.
    fields: HashMap<String, FieldId>,
    /// The grants of each course or product that people of several rows were given, in their order.
    given: HashMap<(u64, usize), Vec<GrantId>>,
}

impl<'t, 'db> Writer<'t, 'db> {
    fn new(tx: &'t Tx<'db>, draft: &'t Draft) -> Result<Self> {
        let member = tx.prepare_cached(
            "INSERT INTO members (id, name, name_key, email, email_key, given, family, company,
                                  phone, external_id, status, joined_at, last_seen_at, created_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        )?;
        Ok(Self {
            tx,
            draft,
            member,
            newcomers: HashMap::new(),
            fields: HashMap::new(),
            given: HashMap::new(),
        })
    }

    fn write(
        &mut self,
        facts: &Facts,
        outcome: &Outcome,
        repeated: Option<u64>,
        evaluator: &mut Evaluator,
    ) -> Result<()> {
        let member = match (outcome.verdict, outcome.member) {
            (Verdict::Created, _) => {
                let id = self.newcomer(repeated, true)?;
                self.create(id, facts)?;
                id
            }
            (Verdict::Updated, Some(id)) => {
                self.edit(id, outcome)?;
                id
            }
            (Verdict::Updated, None) => self.newcomer(repeated, false)?,
            _ => return Ok(()),
        };
        for change in &outcome.changes {
            self.give(member, change, repeated, evaluator)?;
        }
        Ok(())
    }

    fn newcomer(&mut self, repeated: Option<u64>, is_created: bool) -> Result<MemberId> {
        let Some(identity) = repeated else { return Ok(MemberId(self.tx.new_id()?)) };
        if let Some((id, was_created)) = self.newcomers.get_mut(&identity) {
            *was_created |= is_created;
            return Ok(*id);
        }
        let id = MemberId(self.tx.new_id()?);
        self.newcomers.insert(identity, (id, is_created));
        Ok(id)
    }

    fn create(&mut self, id: MemberId, facts: &Facts) -> Result<()> {
        let (email, key) =
            facts.email.as_ref().map_or(("", ""), |email| (email.as_str(), email.key()));
        self.member.execute(params![
            id,
            facts.name.full(),
            fold(facts.name.full()),
            email,
            key,
            facts.name.given(),
            facts.name.family(),
            facts.company,
            facts.phone,
            facts.external_id,
            facts.status.unwrap_or(crate::members::Status::Active),
            facts.joined_at.unwrap_or(self.tx.now()),
            facts.last_seen_at,
            self.tx.now(),
        ])?;
        for (column, value) in &facts.custom {
            if let Field::Custom(label) = self.draft.mapping.field_of(*column) {
                self.set_custom(id, label, value)?;
            }
        }
        Ok(())
    }

    fn edit(&mut self, id: MemberId, outcome: &Outcome) -> Result<()> {
        for edit in &outcome.edits {
            let after = match (&edit.field, &edit.after) {
                (Field::Custom(label), Text::Words(value)) => {
                    self.set_custom(id, label, value)?;
                    continue;
                }
                (_, Text::Words(words)) => rusqlite::types::Value::Text(words.clone()),
                (_, Text::At(at) | Text::Day(at)) => (*at).into(),
            };
            let set = match edit.field {
                Field::Name => "name = ?2",
                Field::FirstName => "given = ?2",
                Field::LastName => "family = ?2",
                Field::Email => "email = ?2",
                Field::Company => "company = ?2",
                Field::Phone => "phone = ?2",
                Field::ExternalId => "external_id = ?2",
                Field::Status => "status = ?2",
                Field::JoinedAt => "joined_at = ?2",
                Field::LastSeenAt => "last_seen_at = ?2",
                _ => continue,
            };
            self.tx
                .prepare_cached(&format!("UPDATE members SET {set} WHERE id = ?1"))?
                .execute(params![id, after])?;
            if let (Field::Name, Text::Words(name)) = (&edit.field, &edit.after) {
                self.tx
                    .prepare_cached("UPDATE members SET name_key = ?2 WHERE id = ?1")?
                    .execute(params![id, fold(name)])?;
            }
        }
        Ok(())
    }

    fn set_custom(&mut self, member: MemberId, label: &str, value: &str) -> Result<()> {
        let field = if let Some(field) = self.fields.get(label) {
            *field
        } else {
            let wanted = Field::Custom(label.to_owned());
            let column = self.draft.mapping.column_of(&wanted);
            let shape = column.and_then(|column| self.draft.shape_of(column));
            let shape = shape.unwrap_or_else(|| Shape::text(label));
            let field = fields::find_or_add(self.tx, &shape)?.id;
            self.fields.insert(label.to_owned(), field);
            field
        };
        fields::set(self.tx, member, field, value).map(|_| ())
    }

    fn give(
        &mut self,
        member: MemberId,
        change: &Change,
        repeated: Option<u64>,
        evaluator: &mut Evaluator,
    ) -> Result<()> {
        match change {
            Change::Grant { target, state, starts_at, expires_at } => {
                let cohort = self.settle(*target, evaluator)?;
                let target = &evaluator.targets[*target];
                let grant = NewGrant {
                    member,
                    course: target.course(),
                    product: target.product(),
                    cohort,
                    source: "import",
                    state: *state,
                    starts_at: starts_at.unwrap_or(self.tx.now()),
                    expires_at: *expires_at,
                };
                let id = insert(self.tx, &grant)?;
                if let Some(identity) = repeated {
                    self.given.entry((identity, target.same_as)).or_default().push(id);
                }
            }
            Change::Extend { grant, target, expires_at } => {
                let same = evaluator.targets[*target].same_as;
                let grant = match grant {
                    Which::InBook(grant) => Some(*grant),
                    Which::OfThisFile(at) => repeated
                        .and_then(|identity| self.given.get(&(identity, same))?.get(*at).copied()),
                };
                self.tx
                    .prepare_cached("UPDATE grants SET expires_at = ?2 WHERE id = ?1")?
                    .execute(params![grant, expires_at])?;
            }
            Change::SetState { grant, state } => {
                self.tx
                    .prepare_cached("UPDATE grants SET state = ?2 WHERE id = ?1")?
                    .execute(params![grant, state])?;
            }
            Change::SetStart { grant, starts_at } => {
                self.tx
                    .prepare_cached("UPDATE grants SET starts_at = ?2 WHERE id = ?1")?
                    .execute(params![grant, starts_at])?;
            }
            Change::SetCohort { grant, target } => {
                let cohort = self.settle(*target, evaluator)?;
                self.tx
                    .prepare_cached("UPDATE grants SET cohort_id = ?2 WHERE id = ?1")?
                    .execute(params![grant, cohort])?;
            }
            Change::Progress { target, set, .. } => {
                self.settle(*target, evaluator)?;
                let course = evaluator.targets[*target].course();
                self.tx
                    .prepare_cached(
                        "INSERT INTO course_progress (member_id, course_id, viewed, completed,
                                                      started_at, completed_at, last_activity_at)
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                         ON CONFLICT DO UPDATE SET
                             viewed = coalesce(?3, viewed),
                             completed = coalesce(?4, completed),
                             started_at = coalesce(?5, started_at),
                             completed_at = coalesce(?6, completed_at),
                             last_activity_at = coalesce(?7, last_activity_at)",
                    )?
                    .execute(params![
                        member,
                        course,
                        set.viewed,
                        set.completed,
                        set.started_at,
                        set.completed_at,
                        set.last_activity_at
                    ])?;
            }
            Change::Lesson { lesson, before, after, .. } => {
                // Rows of one person may each know a part: what a row leaves alone stays as it is.
                let set = |before: Option<i64>, after| Some(after).filter(|after| *after != before);
                let viewed_at = set(before.viewed_at, after.viewed_at).flatten();
                let completed_at = set(before.completed_at, after.completed_at).flatten();
                self.tx
                    .prepare_cached(
                        "INSERT INTO lesson_progress (member_id, lesson_id, viewed_at, completed_at)
                         VALUES (?1, ?2, ?3, ?4)
                         ON CONFLICT DO UPDATE SET viewed_at = coalesce(?3, viewed_at),
                                                   completed_at = coalesce(?4, completed_at)",
                    )?
                    .execute(params![member, lesson, viewed_at, completed_at])?;
            }
            Change::Attempt { quiz, score, passed, taken_at, .. } => {
                self.tx
                    .prepare_cached(
                        "INSERT INTO quiz_results (id, member_id, lesson_id, score, passed, taken_at)
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    )?
                    .execute(params![self.tx.new_id()?, member, quiz, score, passed, taken_at])?;
            }
        }
        Ok(())
    }

    /// Makes sure that a course or product, and its cohort, are in the book.
    fn settle(&self, index: usize, evaluator: &mut Evaluator) -> Result<Option<CohortId>> {
        let target = &evaluator.targets[index];
        let (is_course, title, same_as) = (target.is_course, target.title.clone(), target.same_as);
        if target.id.is_none() {
            let id = match is_course {
                true => courses::add(self.tx, &title)?.0,
                false => products::add(self.tx, &title)?.0,
            };
            for other in evaluator.targets.iter_mut().filter(|other| other.same_as == same_as) {
                other.id = Some(id);
            }
        }
        let target = &mut evaluator.targets[index];
        let Some(course) = target.course() else { return Ok(None) };
        let Some(cohort) = &mut target.cohort else { return Ok(None) };
        if cohort.id.is_none() {
            cohort.id = Some(courses::cohort(self.tx, course, &cohort.title)?);
        }
        Ok(cohort.id)
    }

    /// Access that rows gave to a member whose own row was then refused goes again.
    fn drop_orphans(&self) -> Result<()> {
        for (member, was_created) in self.newcomers.values() {
            if !was_created {
                for table in ["grants", "course_progress"] {
                    let sql = format!("DELETE FROM {table} WHERE member_id = ?1");
                    self.tx.prepare_cached(&sql)?.execute([member])?;
                }
            }
        }
        Ok(())
    }
}

fn say(tx: &Tx, draft: &Draft, counts: &Counts, n_missing: u64) {
    tx.say("members", counts.created + counts.updated + n_missing);
    if draft.options.purpose == Purpose::Roster {
        tx.say("missing", n_missing);
    }
    tx.say("created", counts.created);
    tx.say("updated", counts.updated);
    let titles = [draft.options.courses.clone(), draft.options.products.clone()].concat();
    if !titles.is_empty() {
        tx.say("title", titles.join(", "));
    }
}

fn record(draft: &Draft, plan: &Plan, zone: Zone, counts: &Counts) -> Result<ImportRecord> {
    let json = |value: serde_json::Result<String>| {
        value.map_err(|e| Error::Internal(format!("keeping an import: {e}")))
    };
    Ok(ImportRecord {
        file_name: draft.source.name().to_owned(),
        size: draft.source.size(),
        digest: draft.digest()?,
        header_key: super::header_key(&draft.columns),
        settings: json(serde_json::to_string(&draft.settings()))?,
        came_out: json(serde_json::to_string(&CameOut {
            counts: *counts,
            left_out: plan.left_out(),
            roster: plan.roster.as_ref().map(|roster| roster.counts),
        }))?,
        failed_rows: failed::csv(draft, plan, zone)?,
    })
}
