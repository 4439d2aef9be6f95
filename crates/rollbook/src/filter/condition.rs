//! A filter as SQL: one condition on `members m`, every value bound.

use rusqlite::functions::FunctionFlags;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension};

use super::{Column, Filter, FilterProblem, Pick, Term, Test};
use crate::access::AccessStatus;
use crate::error::{Error, Result};
use crate::ids::EntryId;
use crate::journal::store;
use crate::text::fold;

/// What follows `WHERE`, and the values of its numbered parameters.
#[derive(Debug)]
pub(crate) struct Condition {
    pub sql: String,
    pub values: Vec<Value>,
}

impl Filter {
    /// The condition on `members m`; [`Error::BadFilter`] when it names what the book doesn't have.
    /// The connection may get functions that the condition calls.
    pub(crate) fn condition(&self, db: &Connection, now: i64) -> Result<Condition> {
        let mut writer = Writer { db, now, values: Vec::new() };
        let asks_for_trash = |term: &Term| !term.negated && term.test == Test::InTrash;
        let in_trash = self.terms.iter().any(asks_for_trash);
        // The plus keeps SQLite from walking the index of names, which has the same condition, and
        // looking each row up out of order: a scan of the table is many times faster.
        let whose = if in_trash { "m.trashed_at IS NOT NULL" } else { "+m.trashed_at IS NULL" };
        let mut sql = vec![whose.to_owned()];
        for term in &self.terms {
            let test = writer.test(term)?;
            sql.push(if term.negated { format!("NOT ({test})") } else { format!("({test})") });
        }
        Ok(Condition { sql: sql.join(" AND "), values: writer.values })
    }
}

struct Writer<'a> {
    db: &'a Connection,
    now: i64,
    values: Vec<Value>,
}

impl Writer<'_> {
    fn bind(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }

    fn test(&mut self, term: &Term) -> Result<String> {
        Ok(match &term.test {
            Test::Status(status) => {
                let status = self.bind(status.name().to_owned());
                format!("m.status = {status}")
            }
            Test::Expired => {
                let expired = self.enrolled(AccessStatus::Expired);
                format!("{expired} AND NOT {}", self.enrolled(AccessStatus::Active))
            }
            Test::NoAccess => format!("NOT {}", self.enrolled(AccessStatus::Active)),
            Test::Access(status) => self.enrolled(*status),
            Test::Course(pick) => {
                let ids = self.pick("courses", "unknown_course", pick, term)?;
                format!("m.id IN (SELECT member_id FROM holdings WHERE course_id IN ({ids}))")
            }
            Test::Product(pick) => {
                let ids = self.pick("products", "unknown_product", pick, term)?;
                format!(
                    "m.id IN (SELECT member_id FROM grants WHERE product_id IN ({ids}) AND ended_at IS NULL)"
                )
            }
            Test::Cohort(pick) => {
                let ids = self.pick("cohorts", "unknown_cohort", pick, term)?;
                format!(
                    "m.id IN (SELECT member_id FROM grants WHERE cohort_id IN ({ids}) AND ended_at IS NULL)"
                )
            }
            Test::Source(source) => {
                self.require_source(source, term)?;
                let source = self.bind(source.clone());
                format!(
                    "m.id IN (SELECT member_id FROM grants WHERE source = {source} COLLATE NOCASE AND ended_at IS NULL)"
                )
            }
            Test::Import(entry) => {
                let touched = self.touched(*entry, term)?;
                let touched = self.bind(touched);
                format!("m.id IN (SELECT value FROM json_each({touched}))")
            }
            Test::InTrash => "m.trashed_at IS NOT NULL".to_owned(),
            Test::Contains(column, text) => {
                let text = self.bind(fold(text));
                match column {
                    Column::Name => format!("instr(m.name_key, {text}) > 0"),
                    // E-mail keys keep their accents, which don't count here.
                    Column::Email => self.folded_contains("m.email_key", &text)?,
                    Column::Company => self.folded_contains("m.company", &text)?,
                }
            }
        })
    }

    /// Members with an enrollment of this status. An enrollment has the best status any of its
    /// reasons has; see `access::status_of` for what a reason comes to.
    fn enrolled(&mut self, status: AccessStatus) -> String {
        let now = self.bind(self.now);
        if status == AccessStatus::Active {
            return format!(
                "m.id IN (SELECT member_id FROM holdings WHERE state = 'active'
                 AND starts_at <= {now} AND (expires_at IS NULL OR expires_at >= {now}))"
            );
        }
        format!(
            "m.id IN (SELECT member_id FROM holdings GROUP BY member_id, course_id
             HAVING min(CASE WHEN state = 'disabled' THEN 3 WHEN expires_at < {now} THEN 2
                             WHEN state = 'pending' OR starts_at > {now} THEN 1 ELSE 0 END) = {})",
            status as i64
        )
    }

    /// The ids of what a filter names, as bound parameters.
    fn pick(
        &mut self,
        table: &'static str,
        code: &'static str,
        pick: &Pick,
        term: &Term,
    ) -> Result<String> {
        let mut statement = self.db.prepare_cached(&format!("SELECT id, title FROM {table}"))?;
        let wanted = match pick {
            Pick::Title(title) => fold(title),
            Pick::Id(_) => String::new(),
        };
        let mut rows = statement.query([])?;
        let mut ids = Vec::new();
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            let is_it = match pick {
                Pick::Title(_) => fold(row.get_ref(1)?.as_str().unwrap_or_default()) == wanted,
                Pick::Id(wanted) => id == *wanted,
            };
            if is_it {
                ids.push(self.bind(id));
            }
        }
        match (ids.is_empty(), pick) {
            (false, _) => Ok(ids.join(", ")),
            (true, Pick::Title(title)) => Err(problem(code, term, title.clone())),
            (true, Pick::Id(id)) => Err(problem(code, term, format!("#{id}"))),
        }
    }

    /// Sources are free text; one that nothing in the book comes from is a slip of the pen.
    fn require_source(&self, source: &str, term: &Term) -> Result<()> {
        let is_known = source.eq_ignore_ascii_case("manual")
            || self
                .db
                .prepare_cached(
                    "SELECT 1 FROM products WHERE source = ?1 COLLATE NOCASE
                     UNION ALL SELECT 1 FROM grants WHERE source = ?1 COLLATE NOCASE",
                )?
                .exists([source])?;
        if is_known { Ok(()) } else { Err(problem("unknown_source", term, source.to_owned())) }
    }

    /// The members an entry touched, as a JSON list.
    fn touched(&self, entry: EntryId, term: &Term) -> Result<String> {
        self.db
            .prepare_cached("SELECT 1 FROM journal WHERE seq = ?1")?
            .query_row([entry], |_| Ok(()))
            .optional()?
            .ok_or_else(|| problem("unknown_entry", term, entry.to_string()))?;
        let ids: Vec<i64> =
            store::members(self.db, entry)?.into_iter().map(|id| id as i64).collect();
        serde_json::to_string(&ids).map_err(|e| Error::Internal(e.to_string()))
    }

    fn folded_contains(&self, column: &str, text: &str) -> Result<String> {
        let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
        self.db.create_scalar_function("folded_contains", 2, flags, |call| {
            let (text, part) = (call.get_raw(0).as_str()?, call.get_raw(1).as_str()?);
            Ok(fold(text).contains(part))
        })?;
        Ok(format!("folded_contains({column}, {text})"))
    }
}

fn problem(code: &'static str, term: &Term, text: String) -> Error {
    FilterProblem { code, at: term.at, text }.into()
}
