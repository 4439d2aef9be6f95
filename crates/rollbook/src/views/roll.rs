//! Everybody's status, days and company in memory, in the order of the members.
//!
//! Lists filter and sort by these most, and no index of the book would answer: reading a column of a
//! million members takes a quarter of a second, walking over their lines here some milliseconds. A line
//! takes 40 bytes; a company is kept once for all who are of it.

use roaring::RoaringTreemap;
use rusqlite::{Connection, Row};

use super::Lists;
use super::halves::{Ids, Rows};
use super::haystack::position_by;
use super::shared::Shared;
use super::sort::SortField;
use super::touched::Kept;
use crate::error::Result;
use crate::filter::Selected;
use crate::ids::MemberId;
use crate::members::Status;
use crate::text::fold;

/// The trash is in it too.
#[derive(Debug, Default)]
pub(crate) struct Roll {
    lines: Vec<Line>,
    companies: Shared<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub member: MemberId,
    pub created_at: i64,
    pub(super) joined_at: i64,
    pub(super) last_seen_at: i64,
    pub(super) company: u32,
    pub status: Status,
}

/// Stands for a day that is not known.
const NEVER: i64 = i64::MIN;

impl Line {
    pub fn joined_at(&self) -> Option<i64> {
        Some(self.joined_at).filter(|at| *at != NEVER)
    }

    pub fn last_seen_at(&self) -> Option<i64> {
        Some(self.last_seen_at).filter(|at| *at != NEVER)
    }

    /// The place of the company among those of the roll.
    pub fn company(&self) -> usize {
        self.company as usize
    }
}

const COLUMNS: &str =
    "SELECT id, created_at, joined_at, last_seen_at, company, status FROM members";

impl Roll {
    pub fn load(db: &Connection, lists: &Lists) -> Result<Self> {
        let sql = format!("{COLUMNS} WHERE id BETWEEN ?1 AND ?2 ORDER BY id");
        let parts = lists.read_all(db, Rows::Members, |db, Ids { first, last }| {
            let mut roll = Self::default();
            let mut statement = db.prepare_cached(&sql)?;
            let mut rows = statement.query([first, last])?;
            while let Some(row) = rows.next()? {
                roll.push(row)?;
            }
            Ok(roll)
        })?;
        Ok(parts.into_iter().reduce(Self::and).unwrap_or_default())
    }

    /// With the lines of another part behind.
    fn and(mut self, other: Self) -> Self {
        let companies: Vec<u32> = other.companies().iter().map(|name| self.place(name)).collect();
        let lines = other.lines.iter();
        self.lines.extend(lines.map(|line| Line { company: companies[line.company()], ..*line }));
        self.lines.shrink_to_fit();
        self
    }

    fn place(&mut self, company: &str) -> u32 {
        self.companies.place(company) as u32
    }

    fn push(&mut self, row: &Row) -> rusqlite::Result<()> {
        let day = |at: usize| row.get::<_, Option<i64>>(at).map(|day| day.unwrap_or(NEVER));
        let company = self.place(row.get_ref(4)?.as_str()?);
        self.lines.push(Line {
            member: row.get(0)?,
            created_at: row.get(1)?,
            joined_at: day(2)?,
            last_seen_at: day(3)?,
            company,
            status: row.get(5)?,
        });
        Ok(())
    }

    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Where members are from; [`Line::company`] counts into it.
    pub fn companies(&self) -> &[String] {
        &self.companies.values
    }

    pub(super) fn line(&self, id: MemberId) -> Option<&Line> {
        position_by(self.lines.len(), |at| self.lines[at].member.0, id.0).map(|at| &self.lines[at])
    }

    /// Those whom a filter selects, in the order of their ids.
    pub(super) fn selected(&self, selected: &Selected) -> Vec<MemberId> {
        self.lines.iter().map(|line| line.member).filter(|id| selected.has(id.0)).collect()
    }

    /// What a column says of a member, as a number that compares as it does. The roll has no others.
    pub(super) fn column(&self, field: SortField) -> impl Fn(&Line) -> Option<i64> + use<> {
        let ranks = match field {
            SortField::Company => self.ranks(),
            _ => Vec::new(),
        };
        move |line| match field {
            SortField::Status => Some(line.status as i64),
            SortField::JoinedAt => line.joined_at(),
            SortField::LastSeenAt => line.last_seen_at(),
            SortField::CreatedAt => Some(line.created_at),
            SortField::Company => ranks[line.company()],
            _ => None,
        }
    }

    /// Where each company stands among all.
    fn ranks(&self) -> Vec<Option<i64>> {
        let folded: Vec<String> = self.companies().iter().map(|company| fold(company)).collect();
        let mut order: Vec<&String> = folded.iter().collect();
        order.sort_unstable();
        order.dedup();
        let rank = |(company, folded): (&String, &String)| {
            let rank = order.binary_search(&folded).ok()?;
            (!company.is_empty()).then_some(rank as i64)
        };
        self.companies().iter().zip(&folded).map(rank).collect()
    }
}

impl Kept for Roll {
    fn is_worth_patching(&self, touched: &RoaringTreemap) -> bool {
        touched.len() <= self.lines.len() as u64 / 16
    }

    fn patch(&mut self, db: &Connection, touched: &RoaringTreemap) -> Result<()> {
        self.lines.retain(|line| !touched.contains(line.member.0 as u64));
        let mut statement = db.prepare_cached(&format!("{COLUMNS} WHERE id = ?1"))?;
        for id in touched {
            let mut rows = statement.query([id as i64])?;
            while let Some(row) = rows.next()? {
                self.push(row)?;
            }
        }
        // Two sorted runs: the sort only has to merge them.
        self.lines.sort_by_key(|line| line.member);
        Ok(())
    }
}
