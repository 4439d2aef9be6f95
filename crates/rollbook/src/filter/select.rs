//! A filter as a set of members.
//!
//! Each condition is answered from what lists keep in memory: of the members' texts from the haystack
//! ([`texts`]), of their status, days and company from the roll ([`roll`]), of enrollments from the
//! ledger ([`ledger`]). The sets are put together as bitmaps, and "not" keeps a set of those left out,
//! so nobody has to be listed for it.

use std::rc::Rc;

use roaring::RoaringTreemap;
use rusqlite::Connection;

use super::days::{Clock, Span};
use super::keys::{ACTIVE_ACCESS, EXPIRED_STATUS, NO_ACCESS};
use super::ledger::{self, DayTest, Details, Named, ProgressTest, Reasons};
use super::{
    Comparison, Condition, Filter, Key, Node, Placed, Test, Value, lessons, lookup, own, roll,
    texts,
};
use crate::error::Result;
use crate::members::set;
use crate::views::{Gradebook, Ledger, Lists, Roll};

/// The members a filter selects.
#[derive(Clone, Debug)]
pub(crate) struct Selected {
    members: Members,
    /// Whether some of them may be in the trash.
    pub reaches_trash: bool,
}

impl Selected {
    /// Everybody who is not in the trash.
    pub fn outside_trash(db: &Connection) -> Result<Self> {
        let trash = set::trashed(db)?;
        Ok(Self { members: Members::all_but(trash), reaches_trash: false })
    }

    pub fn has(&self, member: i64) -> bool {
        self.members.ids.contains(member as u64) != self.members.all_but
    }

    /// Those among some members.
    pub fn among(&self, members: &RoaringTreemap) -> RoaringTreemap {
        let Members { ids, all_but } = &self.members;
        if *all_but { members - ids } else { members & ids }
    }
}

/// Some members, or all but some. There may be ids among them that are no more in the book.
#[derive(Clone, Debug, Default)]
struct Members {
    ids: RoaringTreemap,
    all_but: bool,
}

impl Members {
    fn only(ids: RoaringTreemap) -> Self {
        Self { ids, all_but: false }
    }

    fn all_but(ids: RoaringTreemap) -> Self {
        Self { ids, all_but: true }
    }

    fn not(self) -> Self {
        Self { all_but: !self.all_but, ..self }
    }

    fn and(self, other: Self) -> Self {
        match (self.all_but, other.all_but) {
            (false, false) => Self::only(self.ids & other.ids),
            (false, true) => Self::only(self.ids - other.ids),
            (true, false) => Self::only(other.ids - self.ids),
            (true, true) => Self::all_but(self.ids | other.ids),
        }
    }

    fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }
}

impl Filter {
    /// The members it selects; [`Error::BadFilter`](crate::Error::BadFilter) when it names what the
    /// book doesn't have.
    pub(crate) fn select(&self, db: &Connection, lists: &Lists, clock: Clock) -> Result<Selected> {
        let mut reader = Reader { db, lists, clock };
        let Some(root) = &self.root else { return Selected::outside_trash(db) };
        let alternatives = match meant(root, true) {
            Node::Any(nodes) => nodes,
            one => vec![one],
        };
        let (with_trash, others): (Vec<Node>, Vec<Node>) =
            alternatives.into_iter().partition(asks_for_trash);
        let reaches_trash = !with_trash.is_empty();
        let mut members = reader.node(&Node::Any(others), &Named::NOTHING)?;
        members = members.and(Members::all_but(set::trashed(db)?));
        if reaches_trash {
            members = members.or(reader.node(&Node::Any(with_trash), &Named::NOTHING)?);
            // Nobody threw them away: the person is in the book.
            members = members.and(Members::all_but(set::merged(db)?));
        }
        Ok(Selected { members, reaches_trash })
    }
}

/// What a node means, with the words that stand for more than one condition spelled out and `not`
/// only before conditions and groups.
fn meant(node: &Node, holds: bool) -> Node {
    let all = |nodes: &[Node]| nodes.iter().map(|node| meant(node, true)).collect();
    let meant = match node {
        Node::Not(node) => return meant(node, !holds),
        Node::All(nodes) => Node::All(all(nodes)),
        Node::Any(nodes) => Node::Any(all(nodes)),
        Node::Is(condition) => match spelled_out(condition) {
            Some(node) => meant(&node, true),
            None => node.clone(),
        },
    };
    if holds { meant } else { Node::Not(Box::new(meant)) }
}

/// `status:expired`, `access:none` and `course:none` in other conditions.
fn spelled_out(condition: &Condition) -> Option<Node> {
    let Test::OneOf(values) = &condition.test else { return None };
    let stands_for_more = |placed: &&Placed| match (&condition.key, &placed.value) {
        (Key::Status, Value::Word(word)) => *word == EXPIRED_STATUS,
        (Key::Access, Value::Word(word)) => *word == NO_ACCESS,
        (key, Value::None) => key.is_name() || *key == Key::Cohort,
        _ => false,
    };
    let odd = values.iter().find(stands_for_more)?;
    let is = |key: Key, value: Value| {
        let test = Test::OneOf(vec![Placed { value, at: odd.at }]);
        Node::Is(Condition { key, test, at: condition.at })
    };
    let not = |node| Node::Not(Box::new(node));
    let active = || is(Key::Access, Value::Word(ACTIVE_ACCESS));
    let odd = match condition.key {
        Key::Status => Node::All(vec![is(Key::Access, Value::Word(EXPIRED_STATUS)), not(active())]),
        Key::Access => not(active()),
        _ => not(is(condition.key.clone(), Value::Any)),
    };
    let rest: Vec<Placed> =
        values.iter().filter(|placed| !stands_for_more(placed)).cloned().collect();
    if rest.is_empty() {
        return Some(odd);
    }
    let rest = Condition { test: Test::OneOf(rest), ..condition.clone() };
    Some(Node::Any(vec![Node::Is(rest), odd]))
}

/// Whether `in:trash` is somewhere in it, other than refused.
fn asks_for_trash(node: &Node) -> bool {
    match node {
        Node::All(nodes) | Node::Any(nodes) => nodes.iter().any(asks_for_trash),
        Node::Is(condition) => condition.key == Key::In,
        Node::Not(_) => false,
    }
}

struct Reader<'a> {
    db: &'a Connection,
    lists: &'a Lists,
    clock: Clock,
}

impl Reader<'_> {
    fn node(&mut self, node: &Node, named: &[Named]) -> Result<Members> {
        match node {
            Node::Any(nodes) => {
                let (texts, others) = texts_together(nodes);
                let mut members = Members::default();
                for (key, values) in texts {
                    members = members.or(self.with_texts(key, values.into_iter())?);
                }
                for node in others {
                    members = members.or(self.node(node, named)?);
                }
                Ok(members)
            }
            Node::All(nodes) => self.all(nodes, named),
            one => self.all(std::slice::from_ref(one), named),
        }
    }

    fn all(&mut self, nodes: &[Node], outside: &[Named]) -> Result<Members> {
        let mut members = Members::all_but(RoaringTreemap::new());
        let named_here: Vec<Named> = nodes
            .iter()
            .filter_map(|node| match node {
                Node::Is(condition) if condition.key.is_name() => Some(condition),
                _ => None,
            })
            .map(|condition| self.named(condition))
            .collect::<Result<_>>()?;
        let named = if named_here.is_empty() { outside } else { &named_here };
        let mut details = Vec::new();
        for node in nodes {
            let (inner, holds) = match node {
                Node::Not(inner) => (&**inner, false),
                node => (node, true),
            };
            let found = match inner {
                Node::Is(condition) if condition.key.is_name() => {
                    if holds {
                        continue;
                    }
                    self.holders(&self.named(condition)?, &[])?
                }
                Node::Is(condition) if condition.key.is_detail() => {
                    if holds {
                        details.push(condition);
                        continue;
                    }
                    let mut holders = Members::default();
                    for one in named {
                        holders = holders.or(self.holders(one, &[condition])?);
                    }
                    holders
                }
                Node::Is(condition) => self.member_set(condition)?,
                group => self.node(group, named)?,
            };
            members = members.and(if holds { found } else { found.not() });
        }
        if !named_here.is_empty() || !details.is_empty() {
            for one in named {
                members = members.and(self.holders(one, &details)?);
            }
        }
        Ok(members)
    }

    /// The members with a row of what is named for which the details hold.
    fn holders(&self, named: &Named, conditions: &[&Condition]) -> Result<Members> {
        let mut details = Details::default();
        for condition in conditions {
            self.add_detail(condition, &mut details)?;
        }
        let found =
            |ledger: &Ledger| ledger::holders(self.db, ledger, named, &details, self.clock.now);
        self.lists.ledger(self.db, found).map(Members::only)
    }

    fn named(&self, condition: &Condition) -> Result<Named> {
        let Test::OneOf(values) = &condition.test else { return Ok(Named::Nothing) };
        let ids: Rc<[i64]> = lookup::ids(self.db, &condition.key, values)?.into();
        Ok(if condition.key == Key::Course { Named::Courses(ids) } else { Named::Products(ids) })
    }

    fn add_detail(&self, condition: &Condition, to: &mut Details) -> Result<()> {
        match (&condition.key, &condition.test) {
            (Key::Access, Test::OneOf(values)) => {
                let words = values.iter().filter_map(|placed| match placed.value {
                    Value::Word(word) => Some(word),
                    _ => None,
                });
                to.access.push(words.collect());
            }
            (Key::Cohort, Test::OneOf(values)) => {
                let ids = lookup::ids(self.db, &Key::Cohort, values)?;
                to.reasons.push(Reasons::InCohorts(ids));
            }
            (Key::Source, Test::OneOf(values)) => {
                let sources = lookup::sources(self.db, values)?;
                to.reasons.push(Reasons::FromSources(sources));
            }
            (Key::Enrolled, test) => to.enrolled.push(self.day_test(test)),
            (Key::Expires, test) => to.expires.push(self.day_test(test)),
            (Key::Completed, test) => {
                let test = self.day_test(test);
                let test = |all: &Gradebook| Ok(ProgressTest::completed(all, &test));
                to.progress.push(self.lists.gradebook(self.db, test)?);
            }
            (Key::Progress, test) => {
                let ranges: Vec<(u8, u8)> =
                    test.values().filter_map(|v| percents(test, v)).collect();
                let unknown = test.values().any(|value| *value == Value::None);
                let test = |all: &Gradebook| Ok(ProgressTest::percent(all, &ranges, unknown));
                to.progress.push(self.lists.gradebook(self.db, test)?);
            }
            _ => {}
        }
        Ok(())
    }

    fn day_test(&self, test: &Test) -> DayTest {
        let mut wanted = DayTest::default();
        for value in test.values() {
            match value {
                Value::Any => wanted.spans.push(Span::ALL),
                Value::None => wanted.never = true,
                Value::Days(days) => {
                    let span = days.span(self.clock);
                    wanted.spans.push(match test {
                        Test::OneOf(_) => span,
                        Test::Compare(comparison, _) => compared(*comparison, span),
                    });
                }
                _ => {}
            }
        }
        wanted
    }

    fn with_texts<'v>(
        &self,
        key: &Key,
        values: impl Iterator<Item = &'v Value>,
    ) -> Result<Members> {
        texts::holders(self.db, self.lists, key, values).map(Members::only)
    }

    /// The members for whom a condition holds that is about themselves.
    fn member_set(&self, condition: &Condition) -> Result<Members> {
        match &condition.key {
            Key::In => set::trashed(self.db).map(Members::only),
            key if key.is_of_texts() => self.with_texts(key, condition.test.values()),
            Key::Import => {
                let mut ids = RoaringTreemap::new();
                if let Test::OneOf(values) = &condition.test {
                    for placed in values {
                        if let Value::Id(id) = placed.value {
                            let entry = lookup::entry(self.db, placed, id)?;
                            ids |= lookup::touched(self.db, entry)?;
                        }
                    }
                }
                Ok(Members::only(ids))
            }
            Key::Custom(label) => {
                let found = own::holders(self.db, self.lists, label, condition, self.clock)?;
                let asks_for_none = condition.test.values().any(|value| *value == Value::None);
                let members = Members::only(found.ids);
                Ok(match asks_for_none {
                    true => members.or(Members::all_but(found.filled)),
                    false => members,
                })
            }
            key if key.is_of_roll() => {
                let (values, days) = (condition.test.values(), self.day_test(&condition.test));
                let holders = |roll: &Roll| Ok(roll::holders(roll, key, values, &days));
                self.lists.roll(self.db, holders).map(Members::only)
            }
            key @ Key::OpensOn(title) => {
                let lessons = lookup::lessons_called(self.db, key, title, condition.at)?;
                let days = self.day_test(&condition.test);
                let found = lessons::who_opens(self.db, self.lists, &lessons, self.clock, |it| {
                    it.opens_at.is_some_and(|at| days.holds(Some(at)))
                });
                found.map(Members::only)
            }
            key if key.is_of_lessons() => {
                let Test::OneOf(values) = &condition.test else { return Ok(Members::default()) };
                let ids = lookup::ids(self.db, key, values)?;
                lessons::holders(self.db, self.lists, key, &ids, self.clock).map(Members::only)
            }
            _ => Ok(Members::default()),
        }
    }
}

/// Of what is joined by *or*: the texts that are asked for, together for each key because somebody may
/// join thousands of addresses, and the rest.
fn texts_together(nodes: &[Node]) -> (Vec<(&Key, Vec<&Value>)>, Vec<&Node>) {
    let (mut texts, mut others): (Vec<(&Key, Vec<&Value>)>, Vec<&Node>) = Default::default();
    for node in nodes {
        match node {
            Node::Is(Condition { key, test, .. }) if key.is_of_texts() => {
                match texts.iter_mut().find(|(known, _)| *known == key) {
                    Some((_, values)) => values.extend(test.values()),
                    None => texts.push((key, test.values().collect())),
                }
            }
            other => others.push(other),
        }
    }
    (texts, others)
}

/// The instants that compare so with a day, a month or a year.
pub(super) fn compared(comparison: Comparison, span: Span) -> Span {
    match comparison {
        Comparison::Less => Span { until: span.from, ..Span::ALL },
        Comparison::AtMost => Span { until: span.until, ..Span::ALL },
        Comparison::More => Span { from: span.until, ..Span::ALL },
        Comparison::AtLeast => Span { from: span.from, ..Span::ALL },
    }
}

/// The percentages, both included, that a value means in a test. An empty range matches nothing.
fn percents(test: &Test, value: &Value) -> Option<(u8, u8)> {
    /// One more than all there is.
    const BEYOND: u8 = 101;
    Some(match (value, test) {
        (Value::Any, _) => (0, BEYOND),
        (Value::Percent(from, to), Test::OneOf(_)) => (from.unwrap_or(0), to.unwrap_or(BEYOND)),
        (Value::Percent(Some(n), _), Test::Compare(comparison, _)) => match comparison {
            Comparison::Less if *n == 0 => (1, 0),
            Comparison::Less => (0, n - 1),
            Comparison::AtMost => (0, *n),
            Comparison::More => (n + 1, BEYOND),
            Comparison::AtLeast => (*n, BEYOND),
        },
        _ => return None,
    })
}
