//! SQLite's changeset format, read and written: https://sqlite.org/session/sqlite3changeset_apply.html
//! and the header of `sqlite3session.c` describe it.
//!
//! SQLite makes, inverts and applies changesets. What it can't do is cut one into pieces sorted by
//! key, or say which rows a piece is about; for that the bytes are read here.

use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};

use crate::error::{Error, Result};

const INSERT: u8 = 18;
const UPDATE: u8 = 23;
const DELETE: u8 = 9;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    Insert,
    Update,
    Delete,
}

/// A value of a change; `Absent` where an update leaves the column alone.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Absent,
    Null,
    Integer(i64),
    Real(f64),
    Text(String),
    Blob(Vec<u8>),
}

impl Value {
    pub fn integer(&self) -> Option<i64> {
        match self {
            Value::Integer(n) => Some(*n),
            _ => None,
        }
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Absent | Value::Null => ValueRef::Null,
            Value::Integer(n) => ValueRef::Integer(*n),
            Value::Real(x) => ValueRef::Real(*x),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// One row's change. An insert has only `new`, a delete only `old`; an update has the key and the
/// changed columns in `old` and the changed columns in `new`.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub kind: ChangeKind,
    pub old: Vec<Value>,
    pub new: Vec<Value>,
}

impl Change {
    /// The columns of the row that are known, before or after.
    pub fn known(&self) -> &[Value] {
        if self.kind == ChangeKind::Insert { &self.new } else { &self.old }
    }
}

/// The table header that precedes its changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    pub table: String,
    /// Per column its position in the primary key, 0 if none.
    pub key: Vec<u8>,
}

impl Header {
    pub fn write(&self, out: &mut Vec<u8>) {
        out.push(b'T');
        put_varint(out, self.key.len());
        out.extend_from_slice(&self.key);
        out.extend_from_slice(self.table.as_bytes());
        out.push(0);
    }
}

/// Reads a changeset from front to back. `None` from a `try_` method means: more bytes are needed.
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    pub fn position(&self) -> usize {
        self.at
    }

    pub fn is_done(&self) -> bool {
        self.at >= self.bytes.len()
    }

    pub fn at_header(&self) -> bool {
        self.bytes.get(self.at) == Some(&b'T')
    }

    pub fn try_header(&mut self) -> Option<Header> {
        let start = self.at;
        let header = self.header();
        if header.is_none() {
            self.at = start;
        }
        header
    }

    fn header(&mut self) -> Option<Header> {
        self.take(1)?;
        let n = self.varint()?;
        let key = self.take(n)?.to_vec();
        let rest = self.bytes.get(self.at..)?;
        let length = rest.iter().position(|b| *b == 0)?;
        let table = String::from_utf8_lossy(&rest[..length]).into_owned();
        self.at += length + 1;
        Some(Header { table, key })
    }

    /// Steps over one change and gives its bytes.
    pub fn try_skip(&mut self, n_columns: usize) -> Option<&'a [u8]> {
        let start = self.at;
        let whole = self.skip_change(n_columns).is_some();
        if !whole {
            self.at = start;
            return None;
        }
        self.bytes.get(start..self.at)
    }

    fn skip_change(&mut self, n_columns: usize) -> Option<()> {
        let kind = *self.take(2)?.first()?;
        let n_records = if kind == UPDATE { 2 } else { 1 };
        for _ in 0..n_records * n_columns {
            self.skip_value()?;
        }
        Some(())
    }

    fn skip_value(&mut self) -> Option<()> {
        match *self.take(1)?.first()? {
            1 | 2 => self.take(8).map(drop),
            3 | 4 => {
                let n = self.varint()?;
                self.take(n).map(drop)
            }
            _ => Some(()),
        }
    }

    pub fn try_change(&mut self, n_columns: usize) -> Option<Change> {
        let start = self.at;
        let change = self.change(n_columns);
        if change.is_none() {
            self.at = start;
        }
        change
    }

    fn change(&mut self, n_columns: usize) -> Option<Change> {
        let kind = *self.take(2)?.first()?;
        let none = Vec::new();
        Some(match kind {
            INSERT => Change { kind: ChangeKind::Insert, old: none, new: self.record(n_columns)? },
            DELETE => Change { kind: ChangeKind::Delete, old: self.record(n_columns)?, new: none },
            UPDATE => Change {
                kind: ChangeKind::Update,
                old: self.record(n_columns)?,
                new: self.record(n_columns)?,
            },
            _ => return None,
        })
    }

    fn record(&mut self, n: usize) -> Option<Vec<Value>> {
        (0..n).map(|_| self.value()).collect()
    }

    fn value(&mut self) -> Option<Value> {
        Some(match *self.take(1)?.first()? {
            0 => Value::Absent,
            1 => Value::Integer(i64::from_be_bytes(self.take(8)?.try_into().ok()?)),
            2 => Value::Real(f64::from_be_bytes(self.take(8)?.try_into().ok()?)),
            3 => {
                let n = self.varint()?;
                Value::Text(String::from_utf8_lossy(self.take(n)?).into_owned())
            }
            4 => {
                let n = self.varint()?;
                Value::Blob(self.take(n)?.to_vec())
            }
            5 => Value::Null,
            _ => return None,
        })
    }

    fn take(&mut self, n: usize) -> Option<&'a [u8]> {
        let bytes = self.bytes.get(self.at..self.at.checked_add(n)?)?;
        self.at += n;
        Some(bytes)
    }

    /// SQLite's big-endian base-128 integer; lengths never need its nine-byte form.
    fn varint(&mut self) -> Option<usize> {
        let mut value = 0usize;
        for _ in 0..8 {
            let byte = *self.take(1)?.first()?;
            value = (value << 7) | usize::from(byte & 0x7f);
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }
}

/// Reads a whole piece: one header, then its changes.
pub fn read(bytes: &[u8]) -> Result<(Header, Vec<Change>)> {
    let broken = || Error::Internal("a changeset in the journal can't be read".to_owned());
    let mut reader = Reader::new(bytes);
    let header = reader.try_header().ok_or_else(broken)?;
    let mut changes = Vec::new();
    while !reader.is_done() {
        changes.push(reader.try_change(header.key.len()).ok_or_else(broken)?);
    }
    Ok((header, changes))
}

/// The numbers in one column of the bytes of a change, before and after: none where the change
/// leaves the column alone.
pub fn numbers(bytes: &[u8], n_columns: usize, column: usize) -> impl Iterator<Item = i64> {
    let n_records = if bytes.first() == Some(&UPDATE) { 2 } else { 1 };
    (0..n_records).filter_map(move |record| {
        let mut reader = Reader { bytes, at: 2 };
        for _ in 0..record * n_columns + column {
            reader.skip_value()?;
        }
        reader.value()?.integer()
    })
}

/// Whether the bytes of a change are an insert's.
pub fn is_insert(bytes: &[u8]) -> bool {
    bytes.first() == Some(&INSERT)
}

/// The changes of one table that are wanted, or `None` when none is.
pub fn pick(
    changes: &[u8],
    mut is_wanted: impl FnMut(&[u8]) -> Result<bool>,
) -> Result<Option<Vec<u8>>> {
    let broken = || Error::Internal("a changeset in the journal can't be read".to_owned());
    let mut reader = Reader::new(changes);
    let header = reader.try_header().ok_or_else(broken)?;
    let mut wanted = Vec::with_capacity(changes.len());
    header.write(&mut wanted);
    let n_header = wanted.len();
    while !reader.is_done() {
        let bytes = reader.try_skip(header.key.len()).ok_or_else(broken)?;
        if is_wanted(bytes)? {
            wanted.extend_from_slice(bytes);
        }
    }
    Ok((wanted.len() > n_header).then_some(wanted))
}

/// The first column of the row in the bytes of a change, 0 if it is not a number. In every
/// journaled table the first column is the first of the key; a kind and a flag precede it.
pub fn first_key(bytes: &[u8]) -> i64 {
    match bytes.get(2..11) {
        Some([1, number @ ..]) => number.try_into().map_or(0, i64::from_be_bytes),
        _ => 0,
    }
}

/// Writes one change.
pub fn write_change(change: &Change, out: &mut Vec<u8>) {
    let kind = match change.kind {
        ChangeKind::Insert => INSERT,
        ChangeKind::Update => UPDATE,
        ChangeKind::Delete => DELETE,
    };
    out.extend_from_slice(&[kind, 0]);
    for value in change.old.iter().chain(&change.new) {
        write_value(value, out);
    }
}

fn write_value(value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::Absent => out.push(0),
        Value::Integer(n) => {
            out.push(1);
            out.extend_from_slice(&n.to_be_bytes());
        }
        Value::Real(x) => {
            out.push(2);
            out.extend_from_slice(&x.to_be_bytes());
        }
        Value::Text(text) => {
            out.push(3);
            put_varint(out, text.len());
            out.extend_from_slice(text.as_bytes());
        }
        Value::Blob(bytes) => {
            out.push(4);
            put_varint(out, bytes.len());
            out.extend_from_slice(bytes);
        }
        Value::Null => out.push(5),
    }
}

fn put_varint(out: &mut Vec<u8>, value: usize) {
    let mut groups = [0u8; 10];
    let mut at = groups.len();
    let mut rest = value;
    loop {
        at -= 1;
        groups[at] = (rest & 0x7f) as u8 | if at == groups.len() - 1 { 0 } else { 0x80 };
        rest >>= 7;
        if rest == 0 {
            break;
        }
    }
    out.extend_from_slice(&groups[at..]);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn value() -> impl Strategy<Value = Value> {
        prop_oneof![
            Just(Value::Absent),
            Just(Value::Null),
            any::<i64>().prop_map(Value::Integer),
            (-1e9..1e9f64).prop_map(Value::Real),
            ".{0,200}".prop_map(Value::Text),
            prop::collection::vec(any::<u8>(), 0..200).prop_map(Value::Blob),
        ]
    }

    fn change() -> impl Strategy<Value = Change> {
        let record = || prop::collection::vec(value(), 3);
        prop_oneof![
            record().prop_map(|new| Change { kind: ChangeKind::Insert, old: vec![], new }),
            record().prop_map(|old| Change { kind: ChangeKind::Delete, old, new: vec![] }),
            (record(), record()).prop_map(|(old, new)| Change {
                kind: ChangeKind::Update,
                old,
                new
            }),
        ]
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(changes in prop::collection::vec(change(), 0..20)) {
            let header = Header { table: "members".to_owned(), key: vec![1, 0, 0] };
            let mut bytes = Vec::new();
            header.write(&mut bytes);
            for change in &changes {
                write_change(change, &mut bytes);
            }
            prop_assert_eq!(read(&bytes).unwrap(), (header, changes));
        }
    }

    #[test]
    fn half_a_change_asks_for_more() {
        let mut bytes = Vec::new();
        let change = Change {
            kind: ChangeKind::Insert,
            old: vec![],
            new: vec![Value::Integer(7), Value::Text("Ana".to_owned())],
        };
        write_change(&change, &mut bytes);
        for end in 0..bytes.len() {
            assert_eq!(Reader::new(&bytes[..end]).try_change(2), None, "{end} bytes");
        }
    }
}
