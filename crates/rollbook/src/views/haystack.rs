//! The haystack: every text of the members, folded, in two buffers that are scanned from end to end.
//!
//! One is what a search looks through: names and e-mails, with further e-mails where duplicates were
//! merged into somebody. Phones and the platform's ids are in the other, so that no search finds them.
//! The texts of an entry have `\x01` between them and `\0` behind them; folded text has no control
//! characters, so nothing that is looked for matches across a border. Scanning a million entries takes
//! milliseconds, for any part of a word and from its first letter, which no index of SQLite's offers.
//! The trash is in it too: whom a search or a filter may find is decided elsewhere.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::thread;

use aho_corasick::AhoCorasick;
use memchr::memmem::Finder;
use roaring::RoaringTreemap;
use rusqlite::{Connection, OptionalExtension, Row};

use super::Lists;
use super::halves::{Ids, Rows};
use super::touched::Kept;
use crate::error::Result;
use crate::ids::MemberId;
use crate::members::{addresses, addresses_of, who_stays};
use crate::text::{dialled, fold};

/// Below this many bytes one thread is quicker than several.
const WORTH_SPLITTING: usize = 1 << 20;

/// A slot is one bit of a word this wide.
const BITS: usize = u64::BITS as usize;

/// Between the texts of an entry, and in the place of an entry that is no more.
const BORDER: u8 = 1;
/// Behind an entry.
const END: u8 = 0;

/// A text of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Text {
    Name,
    Email,
    Phone,
    /// The phone without what people write between its digits.
    Dialled,
    PlatformId,
}

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

#[derive(Debug, Default)]
pub(crate) struct Haystack {
    /// Names and e-mails.
    searched: Entries,
    /// Phones and ids.
    others: Entries,
    ids: Vec<i64>,
    /// The first entries are in the order of their ids; those after it were changed since.
    n_sorted: usize,
    /// Where a member's entry is now who changed since; `None` when the member is no more.
    moved: BTreeMap<i64, Option<u32>>,
}

const COLUMNS: &str = "SELECT id, name_key, email_key, phone, external_id FROM members";

impl Haystack {
    pub fn load(db: &Connection, lists: &Lists) -> Result<Self> {
        let mut other_emails: HashMap<MemberId, Vec<String>> = HashMap::new();
        for (email, member) in addresses(db)? {
            other_emails.entry(member).or_default().push(email);
        }
        let sql = format!("{COLUMNS} WHERE id BETWEEN ?1 AND ?2 ORDER BY id");
        let parts = lists.read_all(db, Rows::Members, |db, Ids { first, last }| {
            let mut part = Self::default();
            let mut statement = db.prepare_cached(&sql)?;
            let mut rows = statement.query([first, last])?;
            while let Some(row) = rows.next()? {
                let id: MemberId = row.get(0)?;
                part.push(row, other_emails.get(&id).map_or(&[], Vec::as_slice))?;
            }
            Ok(part)
        })?;
        let mut haystack = parts.into_iter().reduce(Self::and).unwrap_or_default();
        haystack.n_sorted = haystack.ids.len();
        Ok(haystack)
    }

    /// With the entries of another part behind.
    fn and(mut self, other: Self) -> Self {
        self.searched.append(other.searched);
        self.others.append(other.others);
        self.ids.extend(other.ids);
        self
    }

    fn push(&mut self, row: &Row, other_emails: &[String]) -> rusqlite::Result<()> {
        self.searched.push(row.get_ref(1)?.as_bytes()?);
        let own = row.get_ref(2)?.as_str()?;
        for email in std::iter::once(own).chain(other_emails.iter().map(String::as_str)) {
            self.searched.border();
            // In ASCII the key of an e-mail is folded already.
            if email.is_ascii() {
                self.searched.push(email.as_bytes());
            } else {
                self.searched.push(fold(email).as_bytes());
            }
        }
        self.searched.end();
        let phone = fold(row.get_ref(3)?.as_str()?);
        self.others.push(phone.as_bytes());
        self.others.border();
        self.others.push(dialled(&phone).as_bytes());
        self.others.border();
        self.others.push(fold(row.get_ref(4)?.as_str()?).as_bytes());
        self.others.end();
        self.ids.push(row.get(0)?);
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

    /// A member's text, folded.
    pub fn text(&self, id: MemberId, text: Text) -> Option<&[u8]> {
        let slot = self.slot(id.0)? as usize;
        let (entries, nth) = self.place(text);
        Some(entries.text(slot, nth))
    }

    /// The entries a text is in, and the how manieth of an entry it is.
    fn place(&self, text: Text) -> (&Entries, usize) {
        match text {
            Text::Name => (&self.searched, 0),
            Text::Email => (&self.searched, 1),
            Text::Phone => (&self.others, 0),
            Text::Dialled => (&self.others, 1),
            Text::PlatformId => (&self.others, 2),
        }
    }

    /// The members of whom a text has one of these parts.
    pub fn with_part(&self, text: Text, parts: &AhoCorasick) -> RoaringTreemap {
        let (entries, nth) = self.place(text);
        let hits = entries.hits(
            |bytes| parts.find(bytes).map(|found| found.start()),
            |entry, at| match memchr::memchr_iter(BORDER, &entry[..at]).count() {
                before if before < nth => {
                    let mut borders = memchr::memchr_iter(BORDER, entry);
                    borders.nth(nth - 1).map_or(Hit::None, |border| Hit::NotBefore(border + 1))
                }
                before if before == nth => Hit::Found,
                _ => Hit::None,
            },
        );
        self.members(|slot| is_set(&hits, slot))
    }

    /// The members of whom a text is such.
    pub fn having(&self, text: Text, is_such: impl Fn(&[u8]) -> bool) -> RoaringTreemap {
        let (entries, nth) = self.place(text);
        self.members(|slot| is_such(entries.text(slot, nth)))
    }

    /// The members of some entries.
    fn members(&self, is_one: impl Fn(usize) -> bool) -> RoaringTreemap {
        let slots = (0..self.ids.len()).filter(|slot| is_one(*slot));
        let current = slots.filter(|slot| !self.searched.is_gone(*slot));
        current.map(|slot| self.ids[slot] as u64).collect()
    }

    /// Whether the name or the e-mail begins with the search.
    pub(super) fn begins(&self, slot: u32, search: &Search) -> bool {
        let entry = self.searched.entry(slot as usize);
        let text = search.text.as_bytes();
        entry.split(|byte| *byte == BORDER).any(|part| part.starts_with(text))
    }

    /// Those of `slots` that the search finds, in their order.
    pub(super) fn among<'a>(
        &self,
        search: &Search,
        slots: &'a [u32],
    ) -> impl Iterator<Item = u32> + 'a {
        let hits = self.found(search);
        slots.iter().copied().filter(move |slot| is_set(&hits, *slot as usize))
    }

    /// A bit for every slot: whether it has all words.
    fn found(&self, search: &Search) -> Vec<u64> {
        let words: Vec<Finder> = search.words.iter().map(Finder::new).collect();
        let Some((rarest, others)) = words.split_first() else { return Vec::new() };
        self.searched.hits(
            |bytes| rarest.find(bytes),
            |entry, _| match others.iter().all(|word| word.find(entry).is_some()) {
                true => Hit::Found,
                false => Hit::None,
            },
        )
    }
}

/// Texts of everybody, an entry for each.
#[derive(Debug)]
struct Entries {
    bytes: Vec<u8>,
    /// Where each entry begins, and where the last ends.
    starts: Vec<usize>,
}

/// What a place where something was found says of its entry.
enum Hit {
    Found,
    None,
    /// What is found from this place of the entry on has to be looked at.
    NotBefore(usize),
}

impl Default for Entries {
    fn default() -> Self {
        Self { bytes: Vec::new(), starts: vec![0] }
    }
}

impl Entries {
    fn push(&mut self, text: &[u8]) {
        self.bytes.extend_from_slice(text);
    }

    fn border(&mut self) {
        self.bytes.push(BORDER);
    }

    fn end(&mut self) {
        self.bytes.push(END);
        self.starts.push(self.bytes.len());
    }

    fn append(&mut self, other: Self) {
        let base = self.bytes.len();
        self.bytes.extend_from_slice(&other.bytes);
        self.starts.extend(other.starts.into_iter().skip(1).map(|start| base + start));
    }

    /// Makes of an entry one that is never found.
    fn erase(&mut self, slot: usize) {
        self.bytes[self.starts[slot]..self.starts[slot + 1]].fill(BORDER);
    }

    fn is_gone(&self, slot: usize) -> bool {
        self.bytes[self.starts[slot + 1] - 1] != END
    }

    fn entry(&self, slot: usize) -> &[u8] {
        &self.bytes[self.starts[slot]..self.starts[slot + 1] - 1]
    }

    fn text(&self, slot: usize, nth: usize) -> &[u8] {
        self.entry(slot).split(|byte| *byte == BORDER).nth(nth).unwrap_or_default()
    }

    /// A bit for every entry that is hit: `find` finds the next place in bytes, and `judge` says of an
    /// entry what the place in it means.
    fn hits(
        &self,
        find: impl Fn(&[u8]) -> Option<usize> + Sync,
        judge: impl Fn(&[u8], usize) -> Hit + Sync,
    ) -> Vec<u64> {
        let mut hits = vec![0_u64; (self.starts.len() - 1).div_ceil(BITS)];
        let n_threads = match self.bytes.len() {
            0..WORTH_SPLITTING => 1,
            _ => thread::available_parallelism().map_or(1, usize::from),
        };
        let share = hits.len().div_ceil(n_threads).max(1);
        thread::scope(|scope| {
            let (find, judge) = (&find, &judge);
            let mut parts = hits.chunks_mut(share).enumerate();
            let own = parts.next();
            for (i, part) in parts {
                scope.spawn(move || self.scan(i * share * BITS, part, find, judge));
            }
            if let Some((_, part)) = own {
                self.scan(0, part, find, judge);
            }
        });
        hits
    }

    /// Sets the bits of the entries, from the slot `first` on, that are hit.
    fn scan(
        &self,
        first: usize,
        hits: &mut [u64],
        find: impl Fn(&[u8]) -> Option<usize>,
        judge: impl Fn(&[u8], usize) -> Hit,
    ) {
        let end = (self.starts.len() - 1).min(first + hits.len() * BITS);
        let bytes = &self.bytes[..self.starts[end]];
        let (mut slot, mut at) = (first, self.starts[first]);
        while let Some(hit) = find(&bytes[at..]) {
            while self.starts[slot + 1] <= at + hit {
                slot += 1;
            }
            match judge(self.entry(slot), at + hit - self.starts[slot]) {
                Hit::NotBefore(from) => {
                    at = self.starts[slot] + from;
                    continue;
                }
                Hit::Found => hits[(slot - first) / BITS] |= 1 << ((slot - first) % BITS),
                Hit::None => {}
            }
            slot += 1;
            if slot == end {
                return;
            }
            at = self.starts[slot];
        }
    }
}

fn is_set(hits: &[u64], slot: usize) -> bool {
    hits.get(slot / BITS).is_some_and(|word| word >> (slot % BITS) & 1 == 1)
}

impl Kept for Haystack {
    fn is_worth_patching(&self, touched: &RoaringTreemap) -> bool {
        let changed = touched.len() as usize + self.moved.len();
        changed <= 1000.max(self.ids.len() / 16)
    }

    fn patch(&mut self, db: &Connection, touched: &RoaringTreemap) -> Result<()> {
        let mut statement = db.prepare_cached(&format!("{COLUMNS} WHERE id = ?1"))?;
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
                self.searched.erase(slot as usize);
                self.others.erase(slot as usize);
            }
            let next = self.ids.len() as u32;
            let other_emails = addresses_of(db, MemberId(id))?;
            let found =
                statement.query_row([id], |row| self.push(row, &other_emails)).optional()?;
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
