//! Conditions on the school's own fields. What a value means depends on the field's kind, which the
//! book knows and the text does not, so it is read here and not by the parser.

use std::collections::HashSet;

use roaring::RoaringTreemap;
use rusqlite::Connection;

use super::days::{Clock, Days, Span};
use super::select::compared;
use super::{Comparison, Condition, FilterProblem, Placed, Test, Value, lookup, parse};
use crate::error::{Error, Result};
use crate::fields::{CustomField, FieldKind, NO, Number, Shape, YES, each_value};
use crate::import::values::parse_yes_no;
use crate::text::fold;
use crate::time::day_start;
use crate::views::{Ids, Lists, Rows};

/// The members for whom a condition holds, and those with a value.
#[derive(Default)]
pub(super) struct Holders {
    pub ids: RoaringTreemap,
    pub filled: RoaringTreemap,
}

/// What a value is compared with.
enum Wanted {
    Any,
    Folded(String),
    Numbers { from: Bound, to: Bound },
    Days(Span),
}

/// A number, and whether it is included.
type Bound = Option<(Number, bool)>;

/// The members for whom a condition on the fields with a label holds.
pub(super) fn holders(
    db: &Connection,
    lists: &Lists,
    label: &str,
    condition: &Condition,
    clock: Clock,
) -> Result<Holders> {
    let fields = lookup::custom_fields(db, label, condition.at.0)?;
    let mut found = Holders::default();
    for (field, wanted) in wanted(db, &fields, &condition.test, clock)? {
        // There may be thousands of texts, and few of the others.
        let (texts, others): (Vec<_>, Vec<_>) =
            wanted.into_iter().partition(|wanted| matches!(wanted, Wanted::Folded(_)));
        let texts: HashSet<String> = texts.into_iter().filter_map(Wanted::folded).collect();
        let parts = lists.read_all(db, Rows::Members, |db, members| {
            let mut part = Holders::default();
            each_value(db, field.id, members, |member, value| {
                part.filled.insert(member.0 as u64);
                if others.iter().any(|wanted| wanted.is(value, clock))
                    || (!texts.is_empty() && texts.contains(&fold(value)))
                {
                    part.ids.insert(member.0 as u64);
                }
            })?;
            Ok(part)
        })?;
        for part in parts {
            found.ids |= part.ids;
            found.filled |= part.filled;
        }
    }
    Ok(found)
}

/// Fails where a value can be none of the field's.
pub(super) fn look_up(db: &Connection, label: &str, condition: &Condition) -> Result<()> {
    let fields = lookup::custom_fields(db, label, condition.at.0)?;
    let clock = Clock { zone: crate::time::Zone::UTC, now: 0 };
    wanted(db, &fields, &condition.test, clock).map(|_| ())
}

/// What is wanted of each field. Two fields of one name can be of different kinds; it is enough when
/// the condition makes sense for one of them.
fn wanted<'f>(
    db: &Connection,
    fields: &'f [CustomField],
    test: &Test,
    clock: Clock,
) -> Result<Vec<(&'f CustomField, Vec<Wanted>)>> {
    let mut read = Vec::new();
    let mut problem = None;
    for field in fields {
        match of_field(db, field, test, clock) {
            Ok(wanted) => read.push((field, wanted)),
            Err(Error::BadFilter(refused)) => problem = problem.or(Some(refused)),
            Err(error) => return Err(error),
        }
    }
    match problem {
        Some(problem) if read.is_empty() => Err(problem.into()),
        _ => Ok(read),
    }
}

fn of_field(
    db: &Connection,
    field: &CustomField,
    test: &Test,
    clock: Clock,
) -> Result<Vec<Wanted>> {
    match test {
        Test::Compare(comparison, placed) => {
            Ok(vec![than(&field.shape, *comparison, placed, clock)?])
        }
        Test::OneOf(values) => {
            let one = |placed: &Placed| match &placed.value {
                Value::Any => Ok(Some(Wanted::Any)),
                Value::Text(text) => one_of(db, field, text, placed, clock).map(Some),
                _ => Ok(None),
            };
            values.iter().filter_map(|placed| one(placed).transpose()).collect()
        }
    }
}

/// What is meant by `custom.Age>=18`.
fn than(
    shape: &Shape,
    comparison: Comparison,
    placed: &Placed,
    clock: Clock,
) -> Result<Wanted, FilterProblem> {
    let Value::Text(text) = &placed.value else { return Err(problem("one_value", placed, "")) };
    match shape.kind {
        FieldKind::Number => {
            let number =
                Number::parse(text).ok_or_else(|| problem("not_a_number", placed, text))?;
            let (from, to) = match comparison {
                Comparison::Less => (None, Some((number, false))),
                Comparison::AtMost => (None, Some((number, true))),
                Comparison::More => (Some((number, false)), None),
                Comparison::AtLeast => (Some((number, true)), None),
            };
            Ok(Wanted::Numbers { from, to })
        }
        FieldKind::Date => match parse::days(text) {
            Some(days @ Days::In(_)) => Ok(Wanted::Days(compared(comparison, days.span(clock)))),
            Some(Days::Between(..)) => Err(problem("one_value", placed, text)),
            None => Err(problem("not_a_day", placed, text)),
        },
        FieldKind::Text | FieldKind::Choice | FieldKind::YesNo => {
            let sign = comparison.sign();
            let at = placed.at.0.saturating_sub(sign.len());
            Err(FilterProblem { at, ..problem("no_comparison", placed, sign) })
        }
    }
}

/// What is meant by `custom.Age:18..20`. A text that is not of the kind means the values that are
/// left from another, if there is such a one; otherwise it is a slip of the pen.
fn one_of(
    db: &Connection,
    field: &CustomField,
    text: &str,
    placed: &Placed,
    clock: Clock,
) -> Result<Wanted> {
    let shape = &field.shape;
    let (found, code) = match shape.kind {
        FieldKind::Text => (Some(Wanted::Folded(fold(text))), ""),
        FieldKind::Number => (numbers(text), "not_a_number"),
        FieldKind::Date => {
            (parse::days(text).map(|days| Wanted::Days(days.span(clock))), "not_a_day")
        }
        FieldKind::Choice => {
            (shape.choice(text).map(|_| Wanted::Folded(fold(text))), "unknown_value")
        }
        FieldKind::YesNo => {
            let word = parse_yes_no(text).map(|is_yes| if is_yes { YES } else { NO });
            (word.ok().map(|word| Wanted::Folded(word.to_owned())), "unknown_value")
        }
    };
    if let Some(found) = found {
        return Ok(found);
    }
    let folded = fold(text);
    let mut is_there = false;
    each_value(db, field.id, Ids::ALL, |_, value| is_there |= fold(value) == folded)?;
    if is_there {
        return Ok(Wanted::Folded(folded));
    }
    let expected = match shape.kind {
        FieldKind::Choice => shape.choices.clone(),
        FieldKind::YesNo => [YES, NO].map(str::to_owned).into(),
        _ => Vec::new(),
    };
    Err(FilterProblem { expected, ..problem(code, placed, text) }.into())
}

/// `18`, `18..20`, `18..` or `..20`, both included.
fn numbers(text: &str) -> Option<Wanted> {
    let bound = |text: &str| match text {
        "" => Some(None),
        text => Number::parse(text).map(|number| Some((number, true))),
    };
    match text.split_once("..") {
        Some(("", "")) => None,
        Some((from, to)) => Some(Wanted::Numbers { from: bound(from)?, to: bound(to)? }),
        None => {
            let number = Number::parse(text)?;
            Some(Wanted::Numbers { from: Some((number.clone(), true)), to: Some((number, true)) })
        }
    }
}

impl Wanted {
    fn folded(self) -> Option<String> {
        match self {
            Wanted::Folded(folded) => Some(folded),
            _ => None,
        }
    }

    fn is(&self, value: &str, clock: Clock) -> bool {
        match self {
            Wanted::Any => true,
            Wanted::Folded(folded) => fold(value) == *folded,
            Wanted::Numbers { from, to } => Number::parse(value).is_some_and(|number| {
                let after = |(bound, included): &(Number, bool)| {
                    number > *bound || (*included && number == *bound)
                };
                let before = |(bound, included): &(Number, bool)| {
                    number < *bound || (*included && number == *bound)
                };
                from.as_ref().is_none_or(after) && to.as_ref().is_none_or(before)
            }),
            Wanted::Days(span) => {
                value.parse().is_ok_and(|day| span.holds(day_start(clock.zone, day)))
            }
        }
    }
}

fn problem(code: &'static str, placed: &Placed, text: &str) -> FilterProblem {
    FilterProblem { code, at: placed.at.0, text: text.to_owned(), expected: Vec::new() }
}
