//! Lists of members: a view is the ids of a filter, a search and an order, computed once.
//!
//! Rows are then fetched by id, a window at a time, so a list of a million scrolls as a list of ten
//! does, and what is shown, counted and changed is the same set. OFFSET is deliberately absent.
//!
//! Searching as one types must not read the book: names and e-mails lie folded in memory
//! ([`haystack`]), and the ids of the filter and order searched in are kept while the book stays as
//! it is ([`Base`]).

mod census;
mod counts;
mod haystack;
mod order;
mod rows;
mod saved;
#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex};

use roaring::RoaringTreemap;
use serde::Deserialize;

use crate::book::{Book, locked};
use crate::error::{Error, Result};
use crate::filter::{Clock, Filter, FilterProblem};
use crate::ids::MemberId;

use census::Census;
pub use counts::{Counts, StatusCounts};
use haystack::{Haystack, Search};
pub use order::{SortField, SortKey};
pub use rows::{CourseSummary, Found, MemberRow};
pub use saved::{SavedView, SavedViewEdit};

/// How many bases are kept: the list's, and the palette's of everybody by name.
const BASES: usize = 2;

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
                let all = self.read(counts::all)?;
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

    /// Reads names and e-mails into memory, or what changed of them since. The host calls this on a
    /// thread when a book was opened and after a large write; a search that comes earlier waits.
    pub fn load_haystack(&self) -> Result<()> {
        let mut kept = locked(&self.lists.haystack);
        self.refresh(&mut kept).map(|_| ())
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
            let ids = order::ids(db, &filter.select(db, clock)?, sort)?;
            let all = if filter.is_empty() { ids.len() as u64 } else { counts::all(db)? };
            Ok((ids, all))
        })?;
        let reads_the_clock = filter.reads_the_clock();
        let sort = sort.to_vec();
        let base = Arc::new(Base {
            filter: text,
            sort,
            version,
            now,
            reads_the_clock,
            ids: ids.into(),
            all,
        });
        bases.retain(|base| base.version == version);
        if bases.len() == BASES {
            bases.remove(0);
        }
        bases.push(base.clone());
        Ok(base)
    }

    /// Hands the haystack, as the book is now, and the base's slots in it to `f`.
    fn searched<T>(&self, base: &Arc<Base>, f: impl FnOnce(&Haystack, &[u32]) -> T) -> Result<T> {
        let mut kept = locked(&self.lists.haystack);
        let loaded = self.refresh(&mut kept)?;
        let at = loaded.ranked.iter().position(|(ranked, _)| Arc::ptr_eq(ranked, base));
        let at = at.unwrap_or_else(|| {
            if loaded.ranked.len() == BASES {
                loaded.ranked.remove(0);
            }
            let slots = loaded.haystack.slots(&base.ids);
            loaded.ranked.push((base.clone(), slots));
            loaded.ranked.len() - 1
        });
        Ok(f(&loaded.haystack, &loaded.ranked[at].1))
    }

    /// Loads what is missing. The stale ids are taken before the book is read: a commit in between
    /// is then folded twice rather than never.
    fn refresh<'a>(&self, kept: &'a mut Option<Loaded>) -> Result<&'a mut Loaded> {
        let stale = std::mem::take(&mut *locked(&self.lists.stale));
        let fresh = match kept.take() {
            Some(loaded) if stale.is_empty() => loaded,
            Some(Loaded { mut haystack, .. }) if haystack.is_worth_patching(&stale) => {
                self.read(|db| haystack.patch(db, &stale))?;
                Loaded { haystack, ranked: Vec::new() }
            }
            _ => Loaded { haystack: self.read(Haystack::load)?, ranked: Vec::new() },
        };
        Ok(kept.insert(fresh))
    }
}

/// What the lists of an open book keep in memory.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    haystack: Mutex<Option<Loaded>>,
    /// Members whose entries in the haystack may be out of date.
    stale: Mutex<RoaringTreemap>,
    bases: Mutex<Vec<Arc<Base>>>,
    census: Mutex<Option<Arc<Census>>>,
}

impl Lists {
    /// Takes note of a commit.
    pub(crate) fn changed(&self, members: &RoaringTreemap) {
        *locked(&self.stale) |= members;
    }
}

/// The haystack, and the slots of the bases that were searched since it last changed.
#[derive(Debug)]
struct Loaded {
    haystack: Haystack,
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
