//! Which members a condition selects by their status, a day or their company.
//!
//! It is one walk over everybody in memory ([`Roll`]). What a condition says of companies is settled
//! before, for the few there are.

use roaring::RoaringTreemap;

use super::ledger::DayTest;
use super::{Key, Value};
use crate::text::fold;
use crate::views::{Line, Roll};

/// Those of whom `key`, which [is of the roll](Key::is_of_roll), is one of the values or such a day.
pub(super) fn holders<'v>(
    roll: &Roll,
    key: &Key,
    values: impl Iterator<Item = &'v Value>,
    days: &DayTest,
) -> RoaringTreemap {
    match key {
        Key::Status => {
            let values: Vec<&Value> = values.collect();
            found(roll, |line| values.contains(&&Value::Word(line.status.name())))
        }
        Key::Company => {
            let is_meant = companies(roll, values);
            found(roll, |line| is_meant[line.company()])
        }
        Key::Joined => found(roll, |line| days.holds(line.joined_at())),
        Key::Seen => found(roll, |line| days.holds(line.last_seen_at())),
        _ => found(roll, |line| days.holds(Some(line.created_at))),
    }
}

fn found(roll: &Roll, holds: impl Fn(&Line) -> bool) -> RoaringTreemap {
    let lines = roll.lines().iter().filter(|line| holds(line));
    lines.map(|line| line.member.0 as u64).collect()
}

/// For each company of the roll, whether it is one of the values.
fn companies<'v>(roll: &Roll, values: impl Iterator<Item = &'v Value>) -> Vec<bool> {
    let (mut any, mut none, mut parts) = (false, false, Vec::new());
    for value in values {
        match value {
            Value::Any => any = true,
            Value::None => none = true,
            Value::Text(text) => parts.push(fold(text)),
            _ => {}
        }
    }
    let is_meant = |company: &String| {
        let folded = fold(company);
        let has_part = parts.iter().any(|part| folded.contains(part.as_str()));
        has_part || if company.is_empty() { none } else { any }
    };
    roll.companies().iter().map(is_meant).collect()
}
