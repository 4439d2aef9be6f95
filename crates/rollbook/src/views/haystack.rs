//! The haystack: every name and e-mail, folded, in one buffer that is scanned for each search.
//!
//! An entry is `name \x01 email \0`, with further e-mails where duplicates were merged into somebody; folded text has no control characters, so no word matches
//! across a border. Scanning a million entries takes milliseconds, for any part of a word and from
//! its first letter, which no index of SQLite's offers. The trash is in it too: whom a search may
//! find is decided by the base it searches in.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::thread;

use memchr::memmem::Finder;
use roaring::RoaringTreemap;
use rusqlite::{Connection, OptionalExtension, Row};

use super::touched::Kept;
use crate::error::Result;
use crate::ids::MemberId;
use crate::members::{addresses, addresses_of, who_stays};
use crate::text::fold;

/// Below this many bytes one thread is quicker than several.
const WORTH_SPLITTING: usize = 1 << 20;

/// A slot is one bit of a word this wide.
const BITS: usize = u64::BITS as usize;

/// The words of a search.
pub(super) struct Search {
    /// Longest first: the rarest, as a rule.
    words: Vec<String>,
    /// The whole text, folded.
    text: String,
}

impl Search {
    pub fn new(text: &str) -> Self {
        let text = fold(text);
        let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
        words.retain(|word| !word.is_empty());
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        words.dedup();
        Self { words, text }
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

#[derive(Debug)]
pub(super) struct Haystack {
    text: Vec<u8>,
    /// Where each entry begins, and where the last ends.
    starts: Vec<usize>,
    ids: Vec<i64>,
    /// The first entries are in the order of their ids; those after it were changed since.
    n_sorted: usize,
    /// Where a member's entry is now who changed since; `None` when the member is no more.
    moved: HashMap<i64, Option<u32>>,
}

impl Haystack {
    pub fn load(db: &Connection) -> Result<Self> {
        let mut haystack = Self {
            text: Vec::new(),
            starts: vec![0],
            ids: Vec::new(),
            n_sorted: 0,
            moved: HashMap::new(),
        };
        let mut statement =
            db.prepare_cached("SELECT name_key, email_key, id FROM members ORDER BY id")?;
        let mut rows = statement.query([])?;
        let mut other_emails: HashMap<MemberId, Vec<String>> = HashMap::new();
        for (email, member) in addresses(db)? {
            other_emails.entry(member).or_default().push(email);
        }
        while let Some(row) = rows.next()? {
            let id: MemberId = row.get(2)?;
            haystack.push(id.0, row, other_emails.get(&id).map_or(&[], Vec::as_slice))?;
        }
        haystack.n_sorted = haystack.ids.len();
        Ok(haystack)
    }

    fn push(&mut self, id: i64, row: &Row, other_emails: &[String]) -> rusqlite::Result<()> {
        self.text.extend_from_slice(row.get_ref(0)?.as_bytes()?);
        let own = row.get_ref(1)?.as_str()?;
        for email in std::iter::once(own).chain(other_emails.iter().map(String::as_str)) {
            self.text.push(1);
            // In ASCII the key of an e-mail is folded already.
            if email.is_ascii() {
                self.text.extend_from_slice(email.as_bytes());
            } else {
                self.text.extend_from_slice(fold(email).as_bytes());
            }
        }
        self.text.push(0);
        self.starts.push(self.text.len());
        self.ids.push(id);
        Ok(())
    }

    pub fn id(&self, slot: u32) -> MemberId {
        MemberId(self.ids[slot as usize])
    }

    /// The slots of these members, in their order.
    pub fn slots(&self, ids: &[MemberId]) -> Vec<u32> {
        ids.iter().filter_map(|id| self.slot(id.0)).collect()
    }

    fn slot(&self, id: i64) -> Option<u32> {
        match self.moved.get(&id) {
            Some(now) => *now,
            None => position(&self.ids[..self.n_sorted], id).map(|slot| slot as u32),
        }
    }

    /// Whether the name or the e-mail begins with the search.
    pub fn begins(&self, slot: u32, search: &Search) -> bool {
        let entry = self.entry(slot as usize);
        let text = search.text.as_bytes();
        entry.starts_with(text) || entry.split(|b| *b == 1).any(|part| part.starts_with(text))
    }

    /// Those of `slots` that the search finds, in their order.
    pub fn among<'a>(&self, search: &Search, slots: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
        let hits = self.hits(search);
        let is_hit =
            move |slot: &u32| hits[*slot as usize / BITS] >> (*slot as usize % BITS) & 1 == 1;
        slots.iter().copied().filter(is_hit)
    }

    /// A bit for every slot.
    fn hits(&self, search: &Search) -> Vec<u64> {
        let words: Vec<Finder> = search.words.iter().map(Finder::new).collect();
        let mut hits = vec![0_u64; self.ids.len().div_ceil(BITS)];
        let n_threads = match self.text.len() {
            0..WORTH_SPLITTING => 1,
            _ => thread::available_parallelism().map_or(1, usize::from),
        };
        let share = hits.len().div_ceil(n_threads).max(1);
        thread::scope(|scope| {
            let mut parts = hits.chunks_mut(share).enumerate();
            let own = parts.next();
            for (i, part) in parts {
                let words = &words;
                scope.spawn(move || self.scan(words, i * share * BITS, part));
            }
            if let Some((_, part)) = own {
                self.scan(&words, 0, part);
            }
        });
        hits
    }

    /// Sets the bits of the entries, from the slot `first` on, that have all words.
    fn scan(&self, words: &[Finder], first: usize, hits: &mut [u64]) {
        let Some((rarest, others)) = words.split_first() else { return };
        let end = self.ids.len().min(first + hits.len() * BITS);
        let text = &self.text[..self.starts[end]];
        let (mut slot, mut at) = (first, self.starts[first]);
        while let Some(hit) = rarest.find(&text[at..]) {
            while self.starts[slot + 1] <= at + hit {
                slot += 1;
            }
            let entry = self.entry(slot);
            if others.iter().all(|word| word.find(entry).is_some()) {
                hits[(slot - first) / BITS] |= 1 << ((slot - first) % BITS);
            }
            slot += 1;
            at = self.starts[slot];
        }
    }

    fn entry(&self, slot: usize) -> &[u8] {
        &self.text[self.starts[slot]..self.starts[slot + 1]]
    }
}

impl Kept for Haystack {
    fn is_worth_patching(&self, touched: &RoaringTreemap) -> bool {
        let changed = touched.len() as usize + self.moved.len();
        changed <= 1000.max(self.ids.len() / 16)
    }

    fn patch(&mut self, db: &Connection, touched: &RoaringTreemap) -> Result<()> {
        let mut statement =
            db.prepare_cached("SELECT name_key, email_key FROM members WHERE id = ?1")?;
        // Whoever is found by the address of somebody who was merged may be further along.
        let mut merged =
            db.prepare_cached("SELECT 1 FROM members WHERE id = ?1 AND merged_into IS NOT NULL")?;
        let mut changed = touched.clone();
        for id in touched {
            if merged.exists([id as i64])? {
                changed.insert(who_stays(db, MemberId(id as i64))?.0 as u64);
            }
        }
        for id in changed {
            let id = id as i64;
            if let Some(slot) = self.slot(id) {
                // No word has this character: the entry is still there and never found.
                self.text[self.starts[slot as usize]..self.starts[slot as usize + 1]].fill(1);
            }
            let next = self.ids.len() as u32;
            let other_emails = addresses_of(db, MemberId(id))?;
            let found =
                statement.query_row([id], |row| self.push(id, row, &other_emails)).optional()?;
            self.moved.insert(id, found.map(|()| next));
        }
        Ok(())
    }
}

/// Where `id` is in a sorted list.
pub(super) fn position(ids: &[i64], id: i64) -> Option<usize> {
    position_by(ids.len(), |at| ids[at], id)
}

/// Where `id` is in something of this length that is in the order of its ids. Ids are mostly
/// consecutive, so the search begins where it would be if they were, and widens from there.
pub(super) fn position_by(len: usize, at: impl Fn(usize) -> i64, id: i64) -> Option<usize> {
    if len == 0 {
        return None;
    }
    let (first, last) = (at(0), at(len - 1));
    if !(first..=last).contains(&id) {
        return None;
    }
    let share = (id - first) as f64 / (last - first).max(1) as f64;
    let guess = ((len - 1) as f64 * share) as usize;
    let (mut low, mut high) = (guess, guess);
    let mut reach = 1;
    while at(low) > id {
        low = low.saturating_sub(reach);
        reach *= 2;
    }
    while at(high) < id {
        high = (high + reach).min(len - 1);
        reach *= 2;
    }
    while low <= high {
        let middle = usize::midpoint(low, high);
        match at(middle).cmp(&id) {
            Ordering::Equal => return Some(middle),
            Ordering::Less => low = middle + 1,
            Ordering::Greater => high = middle.checked_sub(1)?,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Ids of another installation.
    const FAR: i64 = 1 << 60;

    proptest! {
        #[test]
        fn positions_are_those_of_a_binary_search(
            ids in prop::collection::btree_set(prop_oneof![0..500_i64, FAR..FAR + 500], 0..200),
            others in prop::collection::vec(-5..505_i64, 20),
        ) {
            let ids: Vec<i64> = ids.into_iter().collect();
            for id in ids.iter().chain(&others) {
                prop_assert_eq!(position(&ids, *id), ids.binary_search(id).ok());
            }
        }
    }
}
