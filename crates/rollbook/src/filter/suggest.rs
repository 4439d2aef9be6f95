//! What the filter bar proposes: the keys there are, and a key's values with how many members each
//! of them selects.

use std::cmp::Reverse;
use std::collections::HashMap;

use roaring::RoaringTreemap;
use rusqlite::Connection;
use serde::Serialize;

use super::days::Clock;
use super::keys::KNOWN;
use super::{At, Condition, Filter, FilterKey, Key, Node, Placed, Test, Value, lessons, lookup};
use crate::book::Book;
use crate::error::{Error, Result};
use crate::fields::{CustomField, FieldKind, NO, YES, each_value};
use crate::ids::{CohortId, CourseId, EntryId, MemberId, ProductId};
use crate::members::set;
use crate::text::fold;
use crate::views::{Ids, Ledger, Lists};

/// A value of a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(rename = "FilterValue", optional_fields)]
pub struct Suggestion {
    /// As it stands behind the key.
    pub text: String,
    /// What a person calls it; for words of the key the window has its own.
    pub label: String,
    /// How many members `key:text` selects; nothing where counting them all would take too long.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
}

/// How many different values of a custom field are proposed, the most frequent ones.
const MOST: usize = 200;

impl Book {
    /// Every key that a filter of this book can have.
    pub fn filter_keys(&self) -> Result<Vec<FilterKey>> {
        let custom = self.custom_fields()?;
        let custom = custom.iter().map(|field| FilterKey::of_field(&field.shape));
        let known = KNOWN.iter().map(|known| FilterKey::of(&known.key));
        Ok(known.chain(custom).collect())
    }

    /// The values of a key that can be listed, with how many members each of them selects; none for
    /// texts and days, or a key there isn't.
    pub fn filter_values(&self, key: &str, now: i64) -> Result<Vec<Suggestion>> {
        let Ok(key) = key.parse::<Key>() else { return Ok(Vec::new()) };
        let clock = Clock { now, zone: self.settings().zone };
        let is_counted = key.is_name() || key == Key::Cohort;
        let census = is_counted.then(|| self.census(now)).transpose()?;
        self.read(|db| match (&key, census) {
            (Key::Course, Some(census)) => {
                titled(db, &key, |id| Ok(Some(census.of_course(CourseId(id)).all)))
            }
            (Key::Cohort, Some(census)) => {
                titled(db, &key, |id| Ok(Some(census.of_cohort(CohortId(id)).all)))
            }
            (_, Some(census)) => {
                titled(db, &key, |id| Ok(Some(census.of_product(ProductId(id)).all)))
            }
            // Who can open a lesson is worked out member by member.
            (Key::Opens, _) => titled(db, &key, |_| Ok(None)),
            (Key::Viewed | Key::Done | Key::Passed, _) => {
                let living = living(db)?;
                titled(db, &key, |id| {
                    let members = lessons::holders(db, &self.lists, &key, &[id], clock)?;
                    Ok(Some((members & &living).len()))
                })
            }
            (Key::Source, _) => sources(db, &self.lists),
            (Key::Import, _) => imports(db),
            (Key::Custom(label), _) => custom_values(db, label).or_else(none_if_unknown),
            (key, _) => words(db, &self.lists, key, clock),
        })
    }
}

/// A key may come from a filter that names a field that is no more.
fn none_if_unknown(error: Error) -> Result<Vec<Suggestion>> {
    if matches!(error, Error::BadFilter(_)) { Ok(Vec::new()) } else { Err(error) }
}

/// One for each title: the title itself, or the id where several have the same.
fn titled(
    db: &Connection,
    key: &Key,
    count: impl Fn(i64) -> Result<Option<u64>>,
) -> Result<Vec<Suggestion>> {
    let titles = lookup::titles(db, key)?;
    let mut times: HashMap<String, usize> = HashMap::new();
    for (_, title) in &titles {
        *times.entry(fold(title)).or_default() += 1;
    }
    let suggestion = |(id, title): (i64, String)| {
        let is_alone = times.get(&fold(&title)) == Some(&1);
        let (value, label) = match is_alone {
            true => (Value::Text(title.clone()), title),
            false => (Value::Id(id), lookup::label(db, key, id, title)?),
        };
        Ok(Suggestion { text: key.value(&value), label, count: count(id)? })
    };
    titles.into_iter().map(suggestion).collect()
}

fn living(db: &Connection) -> Result<RoaringTreemap> {
    // The plus: a scan of the table is many times faster than the index that has this condition.
    set::found(db, "SELECT id FROM members WHERE +trashed_at IS NULL", [])
}

/// Sources that differ in case or accents only are one.
fn sources(db: &Connection, lists: &Lists) -> Result<Vec<Suggestion>> {
    let trashed = set::trashed(db)?;
    let counts = lists.ledger(db, |ledger| Ok(by_source(ledger, &trashed)))?;
    let mut known: HashMap<String, String> = HashMap::new();
    for source in lookup::all_sources(db)? {
        known.entry(fold(&source)).or_insert(source);
    }
    let mut sources: Vec<Suggestion> = known
        .into_iter()
        .map(|(folded, source)| Suggestion {
            text: Key::Source.value(&Value::Text(source.clone())),
            label: source,
            count: Some(counts.get(&folded).copied().unwrap_or_default()),
        })
        .collect();
    sources.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
    Ok(sources)
}

/// How many members have something from each source, by its folded name.
fn by_source(ledger: &Ledger, trashed: &RoaringTreemap) -> HashMap<String, u64> {
    let mut names: Vec<String> = Vec::new();
    let mut place = |source: &String| {
        let folded = fold(source);
        names.iter().position(|name| *name == folded).unwrap_or_else(|| {
            names.push(folded);
            names.len() - 1
        })
    };
    let places: Vec<usize> = ledger.sources().iter().map(&mut place).collect();
    // For each name how many, and who was counted last: all grants of one lie together.
    let mut counts: Vec<(u64, Option<MemberId>)> = vec![(0, None); names.len()];
    for (member, grants) in ledger.members() {
        if trashed.contains(member.0 as u64) {
            continue;
        }
        for grant in grants {
            let (n, last) = &mut counts[places[ledger.terms()[grant.place()].source]];
            *n += u64::from(last.replace(member) != Some(member));
        }
    }
    names.into_iter().zip(counts).map(|(name, (n, _))| (name, n)).collect()
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
        let count = Some((lookup::touched(db, entry)? & &living).len());
        Ok(Suggestion { text: entry.to_string(), label, count })
    };
    imports.into_iter().map(suggestion).collect()
}

/// The field's own words in their order, then what else there is, the most frequent first.
fn custom_values(db: &Connection, label: &str) -> Result<Vec<Suggestion>> {
    let living = living(db)?;
    let mut known: HashMap<String, (String, RoaringTreemap)> = HashMap::new();
    let (mut words, mut shapes) = (Vec::new(), Vec::new());
    for CustomField { id, shape, .. } in lookup::custom_fields(db, label, 0)? {
        words.extend(match shape.kind {
            FieldKind::Choice => shape.choices.clone(),
            FieldKind::YesNo => [YES, NO].map(str::to_owned).into(),
            FieldKind::Text | FieldKind::Number | FieldKind::Date => Vec::new(),
        });
        shapes.push(shape);
        each_value(db, id, Ids::ALL, |member, value| {
            let (member, folded) = (member.0 as u64, fold(value));
            if living.contains(member) && !folded.is_empty() {
                let (_, members) = known
                    .entry(folded)
                    .or_insert_with(|| (value.to_owned(), RoaringTreemap::new()));
                members.insert(member);
            }
        })?;
    }
    let key = Key::Custom(label.to_owned());
    let suggestion = |value: String, count| Suggestion {
        text: key.value(&Value::Text(value.clone())),
        label: value,
        count: Some(count),
    };
    let mut values: Vec<Suggestion> = Vec::new();
    for word in words {
        let members = known.remove(&fold(&word));
        values.push(suggestion(word, members.map_or(0, |(_, members)| members.len())));
    }
    let n_words = values.len();
    values.extend(known.into_values().map(|(value, members)| suggestion(value, members.len())));
    values[n_words..].sort_by_cached_key(|one| {
        let order = shapes.first().map(|shape| shape.order(&one.label));
        (Reverse(one.count), order, one.label.clone())
    });
    values.truncate(n_words.max(MOST));
    Ok(values)
}

fn words(db: &Connection, lists: &Lists, key: &Key, clock: Clock) -> Result<Vec<Suggestion>> {
    let words = key.kind().words();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let everybody = set::found(db, "SELECT id FROM members", [])?;
    let suggestion = |(word, _): &(&'static str, _)| {
        let value = Placed { value: Value::Word(word), at: At(0) };
        let test = Test::OneOf(vec![value]);
        let root = Node::Is(Condition { key: key.clone(), test, at: At(0) });
        let selected = Filter { root: Some(root) }.select(db, lists, clock)?;
        let count = Some(selected.among(&everybody).len());
        Ok(Suggestion { text: (*word).to_owned(), label: (*word).to_owned(), count })
    };
    words.iter().map(suggestion).collect()
}
