//! Whom the newest commits touched, so that what the lists keep in memory can catch up with the
//! book instead of being read anew.
//!
//! A commit's version is its entry's place in the journal, which a snapshot of the book knows too.
//! So what is caught up is exactly of the snapshot it is caught up with, whatever is committed
//! meanwhile.

use std::collections::VecDeque;

use roaring::RoaringTreemap;
use rusqlite::Connection;

use super::Lists;
use crate::book::locked;
use crate::error::Result;

/// Commits that are remembered. Whoever is further behind reads the book.
const N_COMMITS: usize = 64;

#[derive(Debug, Default)]
pub(super) struct Touched(VecDeque<(u64, RoaringTreemap)>);

impl Touched {
    pub fn note(&mut self, version: u64, members: RoaringTreemap) {
        if self.0.len() == N_COMMITS {
            self.0.pop_front();
        }
        self.0.push_back((version, members));
    }

    /// The members touched after one version and up to another; `None` when that is not known.
    fn between(&self, after: u64, last: u64) -> Option<RoaringTreemap> {
        let mut members = RoaringTreemap::new();
        let mut n = 0;
        for (_, touched) in self.0.iter().filter(|(at, _)| *at > after && *at <= last) {
            members |= touched;
            n += 1;
        }
        (last.checked_sub(after) == Some(n)).then_some(members)
    }
}

/// What is read from the whole book and kept in memory.
pub(super) trait Kept: Sized {
    /// Whether patching is quicker than reading everybody.
    fn is_worth_patching(&self, touched: &RoaringTreemap) -> bool;

    /// Takes over how these members are now.
    fn patch(&mut self, db: &Connection, touched: &RoaringTreemap) -> Result<()>;
}

/// Something kept, and the version of the book it is of.
#[derive(Debug)]
pub(super) struct AsOf<T> {
    pub version: u64,
    pub kept: T,
}

impl Lists {
    /// What was kept, brought to the snapshot that `db` reads, or loaded from it.
    pub(super) fn caught_up<T: Kept>(
        &self,
        db: &Connection,
        before: Option<AsOf<T>>,
        load: impl FnOnce() -> Result<T>,
    ) -> Result<AsOf<T>> {
        let version = version_of(db)?;
        let Some(mut before) = before else { return Ok(AsOf { version, kept: load()? }) };
        if before.version == version {
            return Ok(before);
        }
        let touched = locked(&self.touched).between(before.version, version);
        match touched.filter(|touched| before.kept.is_worth_patching(touched)) {
            Some(touched) => {
                before.kept.patch(db, &touched)?;
                Ok(AsOf { version, kept: before.kept })
            }
            None => Ok(AsOf { version, kept: load()? }),
        }
    }
}

/// [`crate::Book::version`] as a snapshot knows it.
pub(super) fn version_of(db: &Connection) -> Result<u64> {
    let newest: Option<i64> =
        db.prepare_cached("SELECT max(seq) FROM journal")?.query_row([], |row| row.get(0))?;
    Ok(newest.unwrap_or(0) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_known_without_a_gap_is_caught_up_with() {
        let mut touched = Touched::default();
        for version in 3..=5 {
            touched.note(version, RoaringTreemap::from_iter([version, 9]));
        }
        let between = |after, last| {
            touched.between(after, last).map(|members| members.into_iter().collect::<Vec<_>>())
        };
        assert_eq!(between(2, 5), Some(vec![3, 4, 5, 9]));
        assert_eq!(between(4, 5), Some(vec![5, 9]));
        assert_eq!(between(5, 5), Some(vec![]));
        assert_eq!(between(1, 5), None, "nothing is known of the second commit");
        assert_eq!(between(4, 6), None, "the snapshot is newer than what was told");
        assert_eq!(between(5, 4), None, "the snapshot is older");
    }

    #[test]
    fn the_oldest_commits_are_forgotten() {
        let mut touched = Touched::default();
        let last = N_COMMITS as u64 + 1;
        for version in 1..=last {
            touched.note(version, RoaringTreemap::new());
        }
        assert_eq!((touched.between(0, last), touched.between(1, last).is_some()), (None, true));
    }
}
