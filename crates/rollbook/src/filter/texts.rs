//! Which members a condition selects by a text of their own: the name, the e-mail, the phone or the
//! platform's id.
//!
//! Parts of texts are looked for in memory ([`Haystack`]), all values of a condition in one walk, so
//! that somebody may paste a list of thousands. A platform's id is meant as a whole, which the book's
//! index answers.

use std::borrow::Cow;

use aho_corasick::AhoCorasick;
use roaring::RoaringTreemap;
use rusqlite::Connection;

use super::{Key, Value};
use crate::error::{Error, Result};
use crate::members::set;
use crate::text::{dialled, fold};
use crate::views::{Haystack, Lists, Text};

/// Those of whom `key`, which [is of texts](Key::is_of_texts), is one of the values.
pub(super) fn holders<'v>(
    db: &Connection,
    lists: &Lists,
    key: &Key,
    values: impl Iterator<Item = &'v Value>,
) -> Result<RoaringTreemap> {
    let text = match key {
        Key::Name => Text::Name,
        Key::Email => Text::Email,
        Key::Phone => Text::Phone,
        _ => return of_platform_ids(db, lists, values),
    };
    let (mut any, mut none) = (false, false);
    let mut wanted: Vec<(Text, Cow<str>)> = Vec::new();
    for value in values {
        match value {
            Value::Any => any = true,
            Value::None => none = true,
            Value::Text(part) => wanted.push(meant(text, part)),
            _ => {}
        }
    }
    lists.haystack(db, |haystack| {
        let mut found = RoaringTreemap::new();
        for text in [text, Text::Dialled] {
            let parts: Vec<&str> =
                wanted.iter().filter(|(of, _)| *of == text).map(|(_, part)| &**part).collect();
            if !parts.is_empty() {
                found |= with_part(haystack, text, &parts)?;
            }
        }
        if any {
            found |= haystack.having(text, |part| !part.is_empty());
        }
        if none {
            found |= haystack.having(text, <[u8]>::is_empty);
        }
        Ok(found)
    })
}

/// What has to be in which text. A phone is found however it is written, unless it is looked for by
/// signs alone.
fn meant(text: Text, part: &str) -> (Text, Cow<'_, str>) {
    let folded = fold(part);
    match (text, dialled(&folded)) {
        (Text::Phone, dialled) if !dialled.is_empty() => (Text::Dialled, dialled.into()),
        _ => (text, folded.into()),
    }
}

fn with_part(haystack: &Haystack, text: Text, parts: &[&str]) -> Result<RoaringTreemap> {
    let parts = AhoCorasick::new(parts)
        .map_err(|error| Error::Internal(format!("a filter of too many texts: {error}")))?;
    Ok(haystack.with_part(text, &parts))
}

/// A platform's id counts as it is written.
fn of_platform_ids<'v>(
    db: &Connection,
    lists: &Lists,
    values: impl Iterator<Item = &'v Value>,
) -> Result<RoaringTreemap> {
    let mut found = RoaringTreemap::new();
    let mut ids = Vec::new();
    for value in values {
        match value {
            // The index has nobody without an id.
            Value::Any => {
                found |= set::found(db, "SELECT id FROM members WHERE external_id <> ''", [])?;
            }
            Value::None => {
                let is_blank =
                    |haystack: &Haystack| Ok(haystack.having(Text::PlatformId, <[u8]>::is_empty));
                found |= lists.haystack(db, is_blank)?;
            }
            Value::Text(id) => ids.push(id.as_str()),
            _ => {}
        }
    }
    let ids = serde_json::Value::from(ids).to_string();
    let sql = "SELECT id FROM members
         WHERE external_id <> '' AND external_id IN (SELECT value FROM json_each(?1))";
    found |= set::found(db, sql, [ids])?;
    Ok(found)
}
