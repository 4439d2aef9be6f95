//! Reading a filter's text.
//!
//! ```text
//! any       = all ("or" all)*
//! all       = part ("and"? part)*
//! part      = ("-" | "not") part | "(" any ")" | condition
//! condition = key ":" value ("," value)* | key ("<" | "<=" | ">" | ">=") value
//! key       = name | "custom." value
//! ```
//!
//! Keys, words and the three joints are read in Portuguese too, and always written in English.

use std::borrow::Cow;
use std::cell::Cell;
use std::str::FromStr;

use super::days::{Day, Days};
use super::keys::{ANY, KNOWN, NONE, Word};
use super::lookup::nearest;
use super::{
    At, Comparison, Condition, Filter, FilterProblem, Key, Kind, Node, Placed, Test, Value,
};
use crate::text::fold;

type Result<T> = std::result::Result<T, FilterProblem>;

const OR: [&str; 2] = ["or", "ou"];
const AND: [&str; 2] = ["and", "e"];
const NOT: [&str; 2] = ["not", "nao"];

/// Parentheses within parentheses; nobody needs more, and reading them takes stack.
const DEEPEST: usize = 32;

impl FromStr for Filter {
    type Err = FilterProblem;

    fn from_str(text: &str) -> Result<Self> {
        let mut reader = Reader::new(text);
        if !reader.skip_spaces() {
            return Ok(Self::default());
        }
        let root = reader.any()?;
        match reader.rest() {
            "" => Ok(Self { root: Some(root) }),
            rest => Err(reader.problem("unopened_parenthesis", reader.at, &rest[..1])),
        }
    }
}

impl FromStr for Key {
    type Err = FilterProblem;

    /// Reads what stands before the sign.
    fn from_str(text: &str) -> Result<Self> {
        let mut reader = Reader::new(text);
        let name = reader.name();
        let key = reader.key(0, name)?;
        match reader.rest() {
            "" => Ok(key),
            rest => Err(reader.problem("not_a_condition", reader.at, rest)),
        }
    }
}

/// Whether a value that reads so without quotes would mean something else than its letters.
pub(super) fn is_reserved(text: &str) -> bool {
    let folded = fold(text);
    [ANY, NONE].into_iter().any(|word| is_word(word, &folded))
}

fn is_word((word, also): Word, folded: &str) -> bool {
    word == folded || also.contains(&folded)
}

struct Reader<'a> {
    text: &'a str,
    /// In bytes.
    at: usize,
    depth: usize,
    /// How many characters stand before a byte that was asked for.
    counted: Cell<(usize, usize)>,
}

/// What stands after the sign.
struct Written<'a> {
    text: Cow<'a, str>,
    quoted: bool,
    at: usize,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0, depth: 0, counted: Cell::default() }
    }

    fn any(&mut self) -> Result<Node> {
        let mut nodes = vec![self.all()?];
        while self.keyword(&OR) {
            nodes.push(self.all()?);
        }
        Ok(joined(nodes, Node::Any))
    }

    fn all(&mut self) -> Result<Node> {
        let mut nodes = vec![self.part()?];
        loop {
            if !self.skip_spaces() || self.rest().starts_with(')') || self.sees(&OR).is_some() {
                return Ok(joined(nodes, Node::All));
            }
            self.keyword(&AND);
            nodes.push(self.part()?);
        }
    }

    fn part(&mut self) -> Result<Node> {
        self.skip_spaces();
        if self.depth == DEEPEST {
            return Err(self.problem("too_deep", self.at, word(self.rest())));
        }
        self.depth += 1;
        let start = self.at;
        let node = if self.keyword(&NOT) {
            Node::Not(Box::new(self.part()?))
        } else if self.eat("-") {
            if self.rest().starts_with(|char: char| char.is_whitespace()) || self.rest().is_empty()
            {
                return Err(self.problem("not_a_condition", start, "-"));
            }
            Node::Not(Box::new(self.part()?))
        } else if self.eat("(") {
            let node = self.any()?;
            if !self.eat(")") {
                return Err(self.problem("unclosed_parenthesis", start, "("));
            }
            self.end_of_part()?;
            node
        } else {
            Node::Is(self.condition()?)
        };
        self.depth -= 1;
        Ok(node)
    }

    fn condition(&mut self) -> Result<Condition> {
        let start = self.at;
        let name = self.name();
        // That there is a sign comes first: without one this is no condition at all.
        let has_title = self.rest().starts_with('.') && Key::titled(name, "").is_some();
        let has_sign = self.rest().starts_with([':', '<', '>']);
        if name.is_empty() || !(has_title || has_sign) {
            return Err(self.problem("not_a_condition", start, word(&self.text[start..])));
        }
        let key = self.key(start, name)?;
        let comparison = Comparison::ALL.into_iter().find(|one| self.eat(one.sign()));
        if comparison.is_none() && !self.eat(":") {
            return Err(self.problem("not_a_condition", start, word(&self.text[start..])));
        }
        let test = match comparison {
            Some(comparison) if !key.kind().compares() => {
                let at = self.at - comparison.sign().len();
                return Err(self.problem("no_comparison", at, comparison.sign()));
            }
            Some(comparison) => Test::Compare(comparison, self.bound(&key)?),
            None => Test::OneOf(self.values(&key)?),
        };
        self.end_of_part()?;
        Ok(Condition { key, test, at: At(self.characters(start)) })
    }

    /// The key of a name, with the title behind it when it has one.
    fn key(&mut self, at: usize, name: &str) -> Result<Key> {
        if Key::titled(name, "").is_none() || !self.eat(".") {
            return Key::named(name).ok_or_else(|| self.unknown_key(at, name));
        }
        let title = self.written(is_in_title)?;
        if fold(&title.text).is_empty() {
            return Err(self.problem("missing_value", title.at, name));
        }
        Key::titled(name, &title.text).ok_or_else(|| self.unknown_key(at, name))
    }

    /// The value of a comparison.
    fn bound(&mut self, key: &Key) -> Result<Placed> {
        let written = self.written(is_in_value)?;
        let value = self.value(key, &written)?;
        let is_one = matches!(&value, Value::Days(Days::In(_)))
            || matches!(&value, Value::Percent(from, to) if from == to)
            || (key.kind() == Kind::Own && matches!(value, Value::Text(_)));
        if !is_one || self.rest().starts_with(',') {
            return Err(self.problem("one_value", written.at, word(&self.text[written.at..])));
        }
        Ok(Placed { value, at: At(self.characters(written.at)) })
    }

    fn values(&mut self, key: &Key) -> Result<Vec<Placed>> {
        let mut values = Vec::new();
        loop {
            let written = self.written(is_in_value)?;
            let value = self.value(key, &written)?;
            values.push(Placed { value, at: At(self.characters(written.at)) });
            if !self.eat(",") {
                return Ok(values);
            }
        }
    }

    fn value(&self, key: &Key, written: &Written) -> Result<Value> {
        let folded = fold(&written.text);
        let kind = key.kind();
        let wrong = |code| self.problem(code, written.at, &written.text);
        if folded.is_empty() {
            return Err(self.problem("missing_value", written.at, key.name()));
        }
        if kind.may_be_missing(key) && !written.quoted {
            if is_word(ANY, &folded) {
                return Ok(Value::Any);
            }
            if is_word(NONE, &folded) {
                return Ok(Value::None);
            }
        }
        match kind {
            Kind::Words(words) => {
                let word = words.iter().find(|word| is_word(**word, &folded));
                let expected = words.iter().map(|(word, _)| (*word).to_owned()).collect();
                let unknown = || FilterProblem { expected, ..wrong("unknown_value") };
                word.map(|(word, _)| Value::Word(word)).ok_or_else(unknown)
            }
            Kind::Title => match written.text.strip_prefix('#') {
                Some(id) if !written.quoted => {
                    id.parse().map(Value::Id).map_err(|_| wrong("unknown_value"))
                }
                _ => Ok(Value::Text(written.text.clone().into_owned())),
            },
            Kind::Whole | Kind::Own => Ok(Value::Text(written.text.trim().to_owned())),
            Kind::Part => Ok(Value::Text(written.text.clone().into_owned())),
            Kind::Days => days(&written.text).map(Value::Days).ok_or_else(|| FilterProblem {
                expected: ["2026-01-31", "2026-01", "2026", "today", "+30d", "-7d"]
                    .map(str::to_owned)
                    .into(),
                ..wrong("not_a_day")
            }),
            Kind::Percent => percent(&folded).ok_or_else(|| FilterProblem {
                expected: ["50", "50..80", "100"].map(str::to_owned).into(),
                ..wrong("not_a_percentage")
            }),
            Kind::Entry => folded.parse().map(Value::Id).map_err(|_| wrong("unknown_value")),
        }
    }

    /// A value in quotes, or up to the first character that does not belong to one.
    fn written(&mut self, belongs: fn(char) -> bool) -> Result<Written<'a>> {
        let at = self.at;
        if !self.rest().starts_with('"') {
            let rest = self.rest();
            let text = &rest[..rest.find(|char| !belongs(char)).unwrap_or(rest.len())];
            self.at += text.len();
            return Ok(Written { text: text.into(), quoted: false, at });
        }
        let mut text = String::new();
        let mut inside = &self.rest()[1..];
        loop {
            let Some(end) = inside.find('"') else {
                return Err(self.problem("unclosed_quote", at, self.rest()));
            };
            text.push_str(&inside[..end]);
            inside = &inside[end + 1..];
            if !inside.starts_with('"') {
                break;
            }
            text.push('"');
            inside = &inside[1..];
        }
        self.at = self.text.len() - inside.len();
        Ok(Written { text: text.into(), quoted: true, at })
    }

    /// After a condition or a group comes a space, a parenthesis that closes, or the end.
    fn end_of_part(&self) -> Result<()> {
        match self.rest().chars().next() {
            Some(char) if !char.is_whitespace() && char != ')' => {
                Err(self.problem("missing_space", self.at, word(self.rest())))
            }
            _ => Ok(()),
        }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Whether anything follows.
    fn skip_spaces(&mut self) -> bool {
        self.at = self.text.len() - self.rest().trim_start().len();
        self.at < self.text.len()
    }

    fn eat(&mut self, sign: &str) -> bool {
        let is_there = self.rest().starts_with(sign);
        self.at += if is_there { sign.len() } else { 0 };
        is_there
    }

    fn name(&mut self) -> &'a str {
        let rest = self.rest();
        let name = &rest[..rest.find(|char| !is_in_name(char)).unwrap_or(rest.len())];
        self.at += name.len();
        name
    }

    /// The length of the joint that comes next.
    fn sees(&self, words: &[&str]) -> Option<usize> {
        let rest = self.rest();
        let end = rest.find(|char: char| char.is_whitespace() || char == '(').unwrap_or(rest.len());
        words.contains(&fold(&rest[..end]).as_str()).then_some(end)
    }

    fn keyword(&mut self, words: &[&str]) -> bool {
        self.skip_spaces();
        let length = self.sees(words);
        self.at += length.unwrap_or(0);
        length.is_some()
    }

    fn unknown_key(&self, at: usize, name: &str) -> FilterProblem {
        let names = KNOWN.iter().map(|known| known.name);
        let expected = nearest(name, names).into_iter().map(str::to_owned).collect();
        FilterProblem { expected, ..self.problem("unknown_key", at, name) }
    }

    fn problem(&self, code: &'static str, at: usize, text: &str) -> FilterProblem {
        let at = self.characters(at);
        FilterProblem { code, at, text: text.to_owned(), expected: Vec::new() }
    }

    /// Counts on from where it counted to before: a list of values may be long.
    fn characters(&self, at: usize) -> usize {
        let (from, before) =
            Some(self.counted.get()).filter(|(from, _)| *from <= at).unwrap_or_default();
        let characters = before + self.text[from..at].chars().count();
        self.counted.set((at, characters));
        characters
    }
}

fn joined(mut nodes: Vec<Node>, join: fn(Vec<Node>) -> Node) -> Node {
    match nodes.pop() {
        Some(only) if nodes.is_empty() => only,
        last => {
            nodes.extend(last);
            join(nodes)
        }
    }
}

pub(super) fn days(text: &str) -> Option<Days> {
    let day = |text: &str| text.parse::<Day>().ok();
    match text.split_once("..") {
        Some(("", "")) => None,
        Some((from, to)) => {
            let bound = |text: &str| if text.is_empty() { Some(None) } else { day(text).map(Some) };
            Some(Days::Between(bound(from)?, bound(to)?))
        }
        None => day(text).map(Days::In),
    }
}

fn percent(text: &str) -> Option<Value> {
    let number = |text: &str| {
        let digits = text.trim_end_matches('%');
        let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse().ok().filter(|n: &u8| *n <= 100 && is_number)
    };
    match text.split_once("..") {
        Some(("", "")) => None,
        Some((from, to)) => {
            let bound =
                |text: &str| if text.is_empty() { Some(None) } else { number(text).map(Some) };
            Some(Value::Percent(bound(from)?, bound(to)?))
        }
        None => number(text).map(|n| Value::Percent(Some(n), Some(n))),
    }
}

fn is_in_name(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

fn is_in_title(char: char) -> bool {
    is_in_value(char) && !":<>".contains(char)
}

fn is_in_value(char: char) -> bool {
    !char.is_whitespace() && !",()".contains(char)
}

/// The text up to the first space.
fn word(text: &str) -> &str {
    text.split(char::is_whitespace).next().unwrap_or_default()
}
