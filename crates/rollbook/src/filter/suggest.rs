//! What the filter bar proposes: the keys there are, and a key's values with how many members each
//! of them selects.

use std::collections::HashMap;

use roaring::RoaringTreemap;
use rusqlite::Connection;
use serde::Serialize;

use super::days::Clock;
use super::keys::KNOWN;
use super::{At, Condition, Filter, FilterKey, Key, Node, Placed, Test, Value, ledger, lookup};
use crate::book::Book;
use crate::error::Result;
use crate::ids::{CourseId, EntryId, ProductId};
use crate::journal::store;
use crate::text::fold;
use crate::views::Lists;

/// A value of a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(rename = "FilterValue")]
pub struct Suggestion {
    /// As it stands behind the key.
    pub text: String,
    /// What a person calls it; for words of the key the window has its own.
    pub label: String,
    /// How many members `key:text` selects.
    pub count: u64,
}

/// How many different values of a custom field are proposed, the most frequent ones.
const MOST: usize = 200;

impl Book {
    /// Every key that a filter of this book can have.
    pub fn filter_keys(&self) -> Result<Vec<FilterKey>> {
        let custom = self.read(lookup::all_custom_fields)?;
        let custom = custom.into_iter().map(|(_, label)| Key::Custom(label));
        let known = KNOWN.iter().map(|known| known.key.clone());
        Ok(known.chain(custom).map(|key| FilterKey::of(&key)).collect())
    }

    /// The values of a key that can be listed, with how many members each of them selects; none for
    /// texts and days, or a key there isn't.
    pub fn filter_values(&self, key: &str, now: i64) -> Result<Vec<Suggestion>> {
        let Ok(key) = key.parse::<Key>() else { return Ok(Vec::new()) };
        let clock = Clock { now, zone: self.settings().zone };
        let census = matches!(key, Key::Course | Key::Product | Key::Bundle | Key::Subscription)
            .then(|| self.census(now))
            .transpose()?;
        self.read(|db| match (&key, census) {
            (Key::Course, Some(census)) => {
                titled(db, &key, |id| census.of_course(CourseId(id)).all)
            }
            (_, Some(census)) => titled(db, &key, |id| census.of_product(ProductId(id)).all),
            (Key::Cohort, _) => {
                let members = by_cohort(db)?;
                titled(db, &key, |id| members.get(&id).map_or(0, RoaringTreemap::len))
            }
            (Key::Source, _) => sources(db),
            (Key::Import, _) => imports(db),
            (Key::Custom(label), _) => custom_values(db, label),
            (key, _) => words(db, &self.lists, key, clock),
        })
    }
}

/// One for each title: the title itself, or the id where several have the same.
fn titled(db: &Connection, key: &Key, count: impl Fn(i64) -> u64) -> Result<Vec<Suggestion>> {
    let titles = lookup::titles(db, key)?;
    let mut times: HashMap<String, usize> = HashMap::new();
    for (_, title) in &titles {
        *times.entry(fold(title)).or_default() += 1;
    }
    let suggestion = |(id, title): (i64, String)| {
        let is_alone = times.get(&fold(&title)) == Some(&1);
        let value = if is_alone { Value::Text(title.clone()) } else { Value::Id(id) };
        Suggestion { text: key.value(&value), label: title, count: count(id) }
    };
    Ok(titles.into_iter().map(suggestion).collect())
}

fn living(db: &Connection) -> Result<RoaringTreemap> {
    // The plus: a scan of the table is many times faster than the index that has this condition.
    ledger::members(db, "SELECT id FROM members WHERE +trashed_at IS NULL", [])
}

fn by_cohort(db: &Connection) -> Result<HashMap<i64, RoaringTreemap>> {
    let living = living(db)?;
    let mut statement = db.prepare_cached(
        "SELECT cohort_id, member_id FROM grants WHERE cohort_id IS NOT NULL AND ended_at IS NULL",
    )?;
    let mut rows = statement.query([])?;
    let mut members: HashMap<i64, RoaringTreemap> = HashMap::new();
    while let Some(row) = rows.next()? {
        let member = row.get::<_, i64>(1)? as u64;
        let cohort = members.entry(row.get(0)?).or_default();
        if living.contains(member) {
            cohort.insert(member);
        }
    }
    Ok(members)
}

/// Sources that differ in case or accents only are one.
fn sources(db: &Connection) -> Result<Vec<Suggestion>> {
    let living = living(db)?;
    let mut known: HashMap<String, (String, RoaringTreemap)> = HashMap::new();
    for source in lookup::all_sources(db)? {
        let sql = "SELECT member_id FROM grants WHERE source = ?1 AND ended_at IS NULL";
        let members = ledger::members(db, sql, [source.clone().into()])?;
        known.entry(fold(&source)).or_insert_with(|| (source, RoaringTreemap::new())).1 |= members;
    }
    let mut sources: Vec<Suggestion> = known
        .into_values()
        .map(|(source, members)| Suggestion {
            text: Key::Source.value(&Value::Text(source.clone())),
            label: source,
            count: (members & &living).len(),
        })
        .collect();
    sources.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
    Ok(sources)
}

/// The newest first.
fn imports(db: &Connection) -> Result<Vec<Suggestion>> {
    let living = living(db)?;
    let mut statement =
        db.prepare_cached("SELECT seq, file_name FROM imports ORDER BY seq DESC")?;
    let imports: Vec<(EntryId, String)> = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let suggestion = |(entry, label): (EntryId, String)| {
        let count = (store::members(db, entry)? & &living).len();
        Ok(Suggestion { text: entry.to_string(), label, count })
    };
    imports.into_iter().map(suggestion).collect()
}

/// The most frequent first.
fn custom_values(db: &Connection, label: &str) -> Result<Vec<Suggestion>> {
    let wanted = fold(label);
    let fields = lookup::all_custom_fields(db)?;
    let fields = fields.iter().filter(|(_, label)| fold(label) == wanted).map(|(id, _)| *id);
    let living = living(db)?;
    let mut known: HashMap<String, (String, RoaringTreemap)> = HashMap::new();
    for field in fields {
        let mut statement = db.prepare_cached(
            "SELECT member_id, value FROM custom_values WHERE field_id = ?1 AND value <> ''",
        )?;
        let mut rows = statement.query([field])?;
        while let Some(row) = rows.next()? {
            let (member, value) =
                (row.get::<_, i64>(0)? as u64, row.get_ref(1)?.as_str().unwrap_or_default());
            let folded = fold(value);
            if living.contains(member) && !folded.is_empty() {
                let (_, members) = known
                    .entry(folded)
                    .or_insert_with(|| (value.to_owned(), RoaringTreemap::new()));
                members.insert(member);
            }
        }
    }
    let key = Key::Custom(label.to_owned());
    let mut values: Vec<Suggestion> = known
        .into_values()
        .map(|(value, members)| Suggestion {
            text: key.value(&Value::Text(value.clone())),
            label: value,
            count: members.len(),
        })
        .collect();
    values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
    values.truncate(MOST);
    Ok(values)
}

fn words(db: &Connection, lists: &Lists, key: &Key, clock: Clock) -> Result<Vec<Suggestion>> {
    let words = key.kind().words();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let everybody = ledger::members(db, "SELECT id FROM members", [])?;
    let suggestion = |(word, _): &(&'static str, _)| {
        let value = Placed { value: Value::Word(word), at: At(0) };
        let test = Test::OneOf(vec![value]);
        let root = Node::Is(Condition { key: key.clone(), test, at: At(0) });
        let selected = Filter { root: Some(root) }.select(db, lists, clock)?;
        let count = selected.among(&everybody).len();
        Ok(Suggestion { text: (*word).to_owned(), label: (*word).to_owned(), count })
    };
    words.iter().map(suggestion).collect()
}
