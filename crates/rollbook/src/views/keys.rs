//! A member's columns as one byte string that compares as they do, blanks last both ways.

use std::cmp::Ordering;
use std::thread;

use rusqlite::Row;
use rusqlite::types::ValueRef;

use super::haystack::position;
use super::sort::By;
use crate::error::Result;
use crate::ids::MemberId;
use crate::text::fold;

/// One comparable byte string per row.
#[derive(Default)]
pub(super) struct Keys {
    bytes: Vec<u8>,
    /// Where each key ends.
    ends: Vec<usize>,
    ids: Vec<i64>,
}

/// A row while it is sorted.
#[derive(Clone, Copy)]
struct Keyed {
    /// The first bytes, which mostly settle a comparison without a look at the rest, and zeros.
    prefix: [u64; PREFIX / 8],
    /// How many bytes the key has.
    length: u32,
    place: u32,
}

/// Bytes of a key that are compared as numbers.
const PREFIX: usize = 16;

/// Below this many rows one thread is quicker than several.
const WORTH_SPLITTING: usize = 1 << 15;

/// Before a value and before a blank.
const PRESENT: u8 = 0;
const BLANK: u8 = 1;

impl Keys {
    /// Adds a member with one text, which is folded already.
    pub fn push(&mut self, id: MemberId, text: &[u8], desc: bool) {
        self.push_text(text, desc);
        self.end(id.0);
    }

    /// Adds a row of an id and the columns to sort by.
    pub fn push_row(&mut self, row: &Row, sort: &[By]) -> Result<()> {
        for (i, by) in sort.iter().enumerate() {
            self.push_value(row.get_ref(i + 1)?, by);
        }
        self.end(row.get(0)?);
        Ok(())
    }

    fn end(&mut self, id: i64) {
        self.ends.push(self.bytes.len());
        self.ids.push(id);
    }

    fn push_value(&mut self, value: ValueRef, By { key, shape }: &By) {
        match value {
            // With the sign bit turned over, negative numbers compare below the others.
            ValueRef::Integer(number) => {
                self.push_text(&(number ^ i64::MIN).to_be_bytes(), key.desc);
            }
            ValueRef::Text(text) => match (str::from_utf8(text), shape) {
                (Ok(""), _) => self.push_text(text, key.desc),
                (Ok(text), Some(shape)) => self.push_text(&shape.order(text), key.desc),
                (Ok(text), None) if key.field.folds() => {
                    self.push_text(fold(text).as_bytes(), key.desc);
                }
                _ => self.push_text(text, key.desc),
            },
            _ => self.push_text(b"", key.desc),
        }
    }

    /// Descending is the bytes turned over, all but the one that keeps blanks last.
    fn push_text(&mut self, text: &[u8], desc: bool) {
        if text.is_empty() {
            return self.bytes.push(BLANK);
        }
        self.bytes.push(PRESENT);
        let start = self.bytes.len();
        self.bytes.extend_from_slice(text);
        // Ends the text below any letter, so that a shorter one comes first.
        self.bytes.push(0);
        if desc {
            self.bytes[start..].iter_mut().for_each(|byte| *byte = !*byte);
        }
    }

    /// With the rows of another part behind.
    pub fn and(mut self, other: Self) -> Self {
        let base = self.bytes.len();
        self.bytes.extend_from_slice(&other.bytes);
        self.ends.extend(other.ends.into_iter().map(|end| end + base));
        self.ids.extend(other.ids);
        self
    }

    /// The key of the first row, when there is one.
    pub fn first(&self) -> Option<&[u8]> {
        (!self.ids.is_empty()).then(|| self.key(0))
    }

    /// The ids in the order of the keys; those with one key stay as they are.
    pub fn order(&self) -> Vec<MemberId> {
        self.sorted(0..self.ids.len())
    }

    /// A list in the order of these keys, which are in the order of their ids. Those with one key
    /// stay as they are in the list, as do those without one, behind the others.
    pub fn order_of(&self, ids: &[MemberId]) -> Vec<MemberId> {
        let mut blank = Vec::new();
        let places = ids.iter().filter_map(|id| {
            let place = position(&self.ids, id.0);
            if place.is_none() {
                blank.push(*id);
            }
            place
        });
        let mut order = self.sorted(places);
        order.extend(blank);
        order
    }

    fn sorted(&self, places: impl Iterator<Item = usize>) -> Vec<MemberId> {
        let mut rows: Vec<Keyed> = places.map(|place| self.keyed(place)).collect();
        let whole = |row: &Keyed| self.key(row.place as usize);
        sort(&mut rows, |a, b| {
            // Of two keys that are all prefix, the longer one only has zeros more.
            let rest = || match a.length.max(b.length) as usize {
                ..=PREFIX => a.length.cmp(&b.length),
                _ => whole(a).cmp(whole(b)),
            };
            a.prefix.cmp(&b.prefix).then_with(rest)
        });
        rows.into_iter().map(|row| MemberId(self.ids[row.place as usize])).collect()
    }

    fn keyed(&self, place: usize) -> Keyed {
        let key = self.key(place);
        let prefix = std::array::from_fn(|i| {
            let mut part = [0; 8];
            let bytes = key.get(i * 8..).unwrap_or_default();
            let n = bytes.len().min(part.len());
            part[..n].copy_from_slice(&bytes[..n]);
            u64::from_be_bytes(part)
        });
        Keyed { prefix, length: key.len() as u32, place: place as u32 }
    }

    fn key(&self, place: usize) -> &[u8] {
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[start..self.ends[place]]
    }
}

/// Sorts shares of the rows on all processors, then merges them. What is equal stays as it was.
pub(super) fn sort<T: Send>(rows: &mut [T], compare: impl Fn(&T, &T) -> Ordering + Sync) {
    let n_threads = match rows.len() {
        0..WORTH_SPLITTING => 1,
        _ => thread::available_parallelism().map_or(1, usize::from),
    };
    let share = rows.len().div_ceil(n_threads).max(1);
    thread::scope(|scope| {
        for rows in rows.chunks_mut(share) {
            scope.spawn(|| rows.sort_by(&compare));
        }
    });
    // What is a few sorted runs only needs merging.
    rows.sort_by(compare);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of texts that are short or long, the beginning of others, or just fill a prefix.
    #[test]
    fn keys_compare_as_their_texts_do() {
        let texts =
            ["", "a", "ab", "all of a prefi", "all of a prefix", "all of a prefix, and more", "z"]
                .map(str::as_bytes);
        for desc in [false, true] {
            let mut keys = Keys::default();
            for (text, id) in texts.iter().rev().zip(0..) {
                keys.push(MemberId(id), text, desc);
            }
            let order: Vec<usize> =
                keys.order().iter().map(|id| texts.len() - 1 - id.0 as usize).collect();
            let mut expect: Vec<usize> = (1..texts.len()).collect();
            if desc {
                expect.reverse();
            }
            expect.push(0);
            assert_eq!(order, expect, "descending: {desc}");
        }
    }
}
