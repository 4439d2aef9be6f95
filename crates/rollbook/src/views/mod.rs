//! Lists of members: a view is the ids of a filter, a search and an order, computed once.
//!
//! Rows are then fetched by id, a window at a time, so a list of a million scrolls as a list of ten
//! does, and what is shown, counted and changed is the same set. OFFSET is deliberately absent.
//!
//! Searching as one types must not read the book: names and e-mails lie folded in memory
//! ([`haystack`]), and the ids of the filter and order searched in are kept while the book stays as
//! it is ([`Base`]). The orders people sort by ([`order`]) and the open grants ([`ledger`]) lie in
//! memory too; after a commit all of them catch up with the members it touched ([`touched`]).

mod census;
mod counts;
mod follow;
mod gradebook;
mod halves;
mod haystack;
mod keys;
mod ledger;
mod order;
mod roll;
mod rows;
mod saved;
mod shared;
mod sort;
#[cfg(test)]
mod tests;
mod touched;

use std::sync::{Arc, Mutex};

use roaring::RoaringTreemap;
use rusqlite::Connection;
use serde::Deserialize;

use crate::book::{Book, locked};
use crate::courses::Counted;
use crate::error::{Error, Result};
use crate::filter::{Clock, Filter, FilterProblem, Selected};
use crate::ids::MemberId;

pub(crate) use census::Census;
pub use census::Holders;
pub(crate) use counts::n_members;
pub use counts::{Counts, StatusCounts};
pub use follow::Following;
pub(crate) use gradebook::Gradebook;
use halves::Second;
pub(crate) use halves::{Ids, Rows};
use haystack::Search;
pub(crate) use haystack::{Haystack, Text};
pub(crate) use ledger::{Held, Ledger, Open, Target, Terms, courses_of_products};
use order::Order;
pub(crate) use roll::{Line, Roll};
pub use rows::{CourseSummary, Found, MemberRow};
pub use saved::{SavedView, SavedViewEdit};
pub(crate) use saved::{following_names, rename_choices};
use sort::By;
pub use sort::{EnrollmentColumn, ProgressColumn, SortField, SortKey};
use touched::{AsOf, Touched};

/// How many bases are kept: the list's, and the palette's of everybody by name.
const BASES: usize = 2;

/// How many orders are kept. One of a million members takes 8 MB.
const ORDERS: usize = 4;

/// The order of a list that asks for none.
const BY_NAME: [SortKey; 1] = [SortKey { field: SortField::Name, desc: false }];

/// For how long a base whose filter reads the clock is as good as new, in milliseconds. It spares
/// computing it again at each letter of a search.
const FRESH: u64 = 10_000;

/// What a list shows, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, ts_rs::TS)]
#[serde(default)]
pub struct Query {
    /// The text of a [`Filter`].
    pub filter: String,
    /// Words that must all occur in the name or the e-mail.
    pub search: String,
    /// By name when there is none.
    pub sort: Vec<SortKey>,
}

/// The ids a query selects, in its order.
#[derive(Clone, Debug)]
pub struct OpenView {
    pub ids: Arc<[MemberId]>,
    /// Members in the book, the trash left aside.
    pub all: u64,
    /// Why the filter can't be read; then `ids` is empty.
    pub problem: Option<FilterProblem>,
    /// The book's version the ids are of.
    pub version: u64,
}

impl Book {
    /// The members a query selects. A filter that can't be read selects nobody and says why.
    pub fn open_view(&self, query: &Query, now: i64) -> Result<OpenView> {
        let version = self.version();
        let base = match self.base(&query.filter, &query.sort, version, now) {
            Err(Error::BadFilter(problem)) => {
                let problem = Some(problem);
                let all = self.read(n_members)?;
                return Ok(OpenView { ids: Arc::new([]), all, problem, version });
            }
            base => base?,
        };
        let search = Search::new(&query.search);
        let ids = if search.is_empty() {
            base.ids.clone()
        } else {
            self.searched(&base, |haystack, slots| {
                haystack.among(&search, slots).map(|slot| haystack.id(slot)).collect()
            })?
        };
        Ok(OpenView { ids, all: base.all, problem: None, version })
    }

    /// Reads names, e-mails, grants and progress into memory, or what changed of them since. The host
    /// calls this on a thread when a book was opened; a search that comes earlier waits for the names.
    pub fn load_lists(&self) -> Result<()> {
        self.add_reader()?;
        self.read(|db| {
            self.lists.haystack(db, |_| Ok(()))?;
            self.lists.ledger(db, |_| Ok(()))?;
            self.lists.roll(db, |_| Ok(()))?;
            self.lists.gradebook(db, |_| Ok(()))
        })
    }

    /// The ids of a filter and an order, computed unless they are at hand.
    fn base(&self, filter: &str, sort: &[SortKey], version: u64, now: i64) -> Result<Arc<Base>> {
        let filter: Filter = filter.parse()?;
        let text = filter.to_string();
        let sort = if sort.is_empty() { &BY_NAME } else { sort };
        let mut bases = locked(&self.lists.bases);
        if let Some(at) = bases.iter().position(|base| base.serves(&text, sort, version, now)) {
            let base = bases.remove(at);
            bases.push(base.clone());
            return Ok(base);
        }
        let clock = Clock { now, zone: self.settings().zone };
        let (ids, all) = self.read(|db| {
            if filter.is_empty() {
                let ids = self.lists.everybody(db, &sort::meant(db, sort)?, now)?;
                let all = ids.len() as u64;
                return Ok((ids, all));
            }
            let selected = filter.select(db, &self.lists, clock)?;
            Ok((self.lists.selected(db, &selected, sort, now)?, n_members(db)?))
        })?;
        let by_the_clock = sort.iter().any(|key| key.field.reads_the_clock());
        let reads_the_clock = by_the_clock || filter.reads_the_clock();
        let sort = sort.to_vec();
        let base = Arc::new(Base { filter: text, sort, version, now, reads_the_clock, ids, all });
        bases.retain(|base| base.version == version);
        if bases.len() == BASES {
            bases.remove(0);
        }
        bases.push(base.clone());
        Ok(base)
    }

    /// Hands the haystack, as the book is now, and the base's slots in it to `f`.
    fn searched<T>(&self, base: &Arc<Base>, f: impl FnOnce(&Haystack, &[u32]) -> T) -> Result<T> {
        self.read(|db| {
            let mut kept = locked(&self.lists.haystack);
            let loaded = self.lists.searchable(db, &mut kept)?;
            let at = loaded.ranked.iter().position(|(ranked, _)| Arc::ptr_eq(ranked, base));
            let at = at.unwrap_or_else(|| {
                if loaded.ranked.len() == BASES {
                    loaded.ranked.remove(0);
                }
                let slots = loaded.haystack.kept.slots(&base.ids);
                loaded.ranked.push((base.clone(), slots));
                loaded.ranked.len() - 1
            });
            Ok(f(&loaded.haystack.kept, &loaded.ranked[at].1))
        })
    }
}

/// What the lists of an open book keep in memory.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    second: Second,
    haystack: Mutex<Option<Searchable>>,
    ledger: Mutex<Option<AsOf<Ledger>>>,
    roll: Mutex<Option<AsOf<Roll>>>,
    gradebook: Mutex<Option<AsOf<Gradebook>>>,
    /// The one used last is last.
    orders: Mutex<Vec<AsOf<Order>>>,
    bases: Mutex<Vec<Arc<Base>>>,
    census: Mutex<Option<Arc<Census>>>,
    touched: Mutex<Touched>,
}

impl Lists {
    /// Takes note of a commit, and whom it touched.
    pub(crate) fn note(&self, version: u64, members: RoaringTreemap) {
        locked(&self.touched).note(version, members);
    }

    /// Hands everybody's texts to `f`, as they are in the snapshot that `db` reads.
    pub(crate) fn haystack<T>(
        &self,
        db: &Connection,
        f: impl FnOnce(&Haystack) -> Result<T>,
    ) -> Result<T> {
        f(&self.searchable(db, &mut locked(&self.haystack))?.haystack.kept)
    }

    fn searchable<'a>(
        &self,
        db: &Connection,
        kept: &'a mut Option<Searchable>,
    ) -> Result<&'a mut Searchable> {
        let (haystack, ranked) =
            kept.take().map_or_else(Default::default, |kept| (Some(kept.haystack), kept.ranked));
        let before = haystack.as_ref().map(|haystack| haystack.version);
        let haystack = self.caught_up(db, haystack, || Haystack::load(db, self))?;
        let is_same = before == Some(haystack.version);
        Ok(kept.insert(Searchable { haystack, ranked: if is_same { ranked } else { Vec::new() } }))
    }

    /// Hands the open grants to `f`, as they are in the snapshot that `db` reads.
    pub(crate) fn ledger<T>(
        &self,
        db: &Connection,
        f: impl FnOnce(&Ledger) -> Result<T>,
    ) -> Result<T> {
        let mut kept = locked(&self.ledger);
        let ledger = self.caught_up(db, kept.take(), || Ledger::load(db, self))?;
        f(&kept.insert(ledger).kept)
    }

    /// Hands everybody's status, days and company to `f`, as they are in the snapshot that `db` reads.
    pub(crate) fn roll<T>(&self, db: &Connection, f: impl FnOnce(&Roll) -> Result<T>) -> Result<T> {
        let mut kept = locked(&self.roll);
        let roll = self.caught_up(db, kept.take(), || Roll::load(db, self))?;
        f(&kept.insert(roll).kept)
    }

    /// Hands everybody's progress to `f`, as it is in the snapshot that `db` reads.
    pub(crate) fn gradebook<T>(
        &self,
        db: &Connection,
        f: impl FnOnce(&Gradebook) -> Result<T>,
    ) -> Result<T> {
        let mut kept = locked(&self.gradebook);
        let counted = Counted::load(db)?;
        let before = kept.take().filter(|before| before.kept.is_of(&counted));
        let gradebook = self.caught_up(db, before, || Gradebook::load(db, self))?;
        f(&kept.insert(gradebook).kept)
    }

    /// Everybody in an order. One that changes with the time alone is not kept.
    fn everybody(&self, db: &Connection, sort: &[By], now: i64) -> Result<Arc<[MemberId]>> {
        if sort.iter().any(|by| by.key.field.reads_the_clock()) {
            return Ok(order::sorted(db, self, &Selected::outside_trash(db)?, sort, now)?.into());
        }
        let is_it = |order: &AsOf<Order>| order.kept.sort == sort;
        let mut orders = locked(&self.orders);
        let before = orders.iter().position(is_it).map(|at| orders.remove(at));
        // An order may be made from another.
        drop(orders);
        let order = self.caught_up(db, before, || Order::load(db, self, sort, now))?;
        let ids = Arc::clone(&order.kept.ids);
        let mut orders = locked(&self.orders);
        orders.retain(|order| !is_it(order));
        if orders.len() == ORDERS {
            orders.remove(0);
        }
        orders.push(order);
        Ok(ids)
    }

    /// Whom a filter selects, in an order.
    fn selected(
        &self,
        db: &Connection,
        selected: &Selected,
        sort: &[SortKey],
        now: i64,
    ) -> Result<Arc<[MemberId]>> {
        let sort = sort::meant(db, sort)?;
        let is_at_hand = locked(&self.orders).iter().any(|order| order.kept.sort == sort);
        // Those in the trash are in no order that is kept.
        if is_at_hand && !selected.reaches_trash {
            let everybody = self.everybody(db, &sort, now)?;
            return Ok(everybody.iter().copied().filter(|id| selected.has(id.0)).collect());
        }
        Ok(order::sorted(db, self, selected, &sort, now)?.into())
    }
}

/// The haystack, and the slots of the bases that were searched since it last changed.
#[derive(Debug)]
struct Searchable {
    haystack: AsOf<Haystack>,
    ranked: Vec<(Arc<Base>, Vec<u32>)>,
}

/// The ids a filter selects in an order, at a version of the book.
#[derive(Debug)]
struct Base {
    filter: String,
    sort: Vec<SortKey>,
    version: u64,
    now: i64,
    reads_the_clock: bool,
    ids: Arc<[MemberId]>,
    all: u64,
}

impl Base {
    fn serves(&self, filter: &str, sort: &[SortKey], version: u64, now: i64) -> bool {
        self.version == version
            && self.filter == filter
            && self.sort == sort
            && (!self.reads_the_clock || self.now.abs_diff(now) < FRESH)
    }
}
