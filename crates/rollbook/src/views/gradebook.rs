//! Everybody's progress in memory, in the order of the members.
//!
//! Lists filter and sort by how far people got. It is worked out from every lesson that anybody ever
//! opened, seconds for some millions of them; here it is one row for each member and course.

use roaring::RoaringTreemap;
use rusqlite::Connection;

use super::Lists;
use super::halves::{Ids, Rows};
use super::touched::Kept;
use crate::courses::{Counted, Reached, Standing, Standings, standings};
use crate::error::Result;
use crate::ids::{CourseId, MemberId};

#[derive(Debug, Default)]
pub(crate) struct Gradebook {
    standings: Vec<Standing>,
    /// The lessons that were counted. Others mean other shares, and reading everybody again.
    counted: Counted,
}

impl Gradebook {
    pub fn load(db: &Connection, lists: &Lists) -> Result<Self> {
        let counted = Counted::load(db)?;
        let halves = lists.read_all(db, Rows::Members, |db, Ids { first, last }| {
            standings(db, &counted, (first, last))
        })?;
        let standings = halves.into_iter().reduce(|mut lower, upper| {
            lower.extend(upper);
            lower
        });
        let mut standings = standings.unwrap_or_default();
        standings.shrink_to_fit();
        Ok(Self { standings, counted })
    }

    pub fn is_of(&self, counted: &Counted) -> bool {
        self.counted == *counted
    }

    /// Every member and course of which something is known.
    pub fn standings(&self) -> &[Standing] {
        &self.standings
    }

    pub fn of(&self, member: MemberId, course: CourseId) -> Option<&Reached> {
        let at =
            self.standings.binary_search_by_key(&(member, course), |one| (one.member, one.course));
        at.ok().map(|at| &self.standings[at].reached)
    }
}

impl Kept for Gradebook {
    fn is_worth_patching(&self, touched: &RoaringTreemap) -> bool {
        touched.len() <= self.standings.len() as u64 / 32
    }

    fn patch(&mut self, db: &Connection, touched: &RoaringTreemap) -> Result<()> {
        self.standings.retain(|one| !touched.contains(one.member.0 as u64));
        let mut standings = Standings::new(db)?;
        for member in touched {
            self.standings.extend(standings.of(MemberId(member as i64))?);
        }
        // Two sorted runs: the sort only has to merge them.
        self.standings.sort_by_key(|one| (one.member, one.course));
        Ok(())
    }
}
