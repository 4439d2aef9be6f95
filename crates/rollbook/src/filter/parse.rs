//! Reading a filter's text.

use std::borrow::Cow;
use std::str::FromStr;

use super::{Column, Filter, FilterProblem, Pick, Term, Test};
use crate::access::AccessStatus;
use crate::ids::EntryId;
use crate::members::Status;
use crate::text::fold;

const ACCESS: [AccessStatus; 4] =
    [AccessStatus::Active, AccessStatus::Pending, AccessStatus::Expired, AccessStatus::Disabled];

impl FromStr for Filter {
    type Err = FilterProblem;

    fn from_str(text: &str) -> Result<Self, FilterProblem> {
        let mut reader = Reader { text, at: 0 };
        let mut terms = Vec::new();
        while reader.skip_spaces() {
            terms.push(reader.term()?);
        }
        Ok(Filter { terms })
    }
}

struct Reader<'a> {
    text: &'a str,
    /// In bytes.
    at: usize,
}

/// What stands after the colon.
struct Value<'a> {
    text: Cow<'a, str>,
    quoted: bool,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Whether anything follows.
    fn skip_spaces(&mut self) -> bool {
        self.at = self.text.len() - self.rest().trim_start().len();
        self.at < self.text.len()
    }

    fn term(&mut self) -> Result<Term, FilterProblem> {
        let start = self.at;
        let negated = self.rest().starts_with('-');
        self.at += usize::from(negated);
        let name_at = self.at;
        let is_name = |char: char| char.is_alphanumeric() || char == '_';
        let name = &self.rest()[..self.rest().find(|c| !is_name(c)).unwrap_or(self.rest().len())];
        self.at += name.len();
        if name.is_empty() || !self.rest().starts_with(':') {
            return Err(self.problem("not_a_term", start, word(&self.text[start..])));
        }
        self.at += 1;
        let value = self.value()?;
        let test = self.test(name, name_at, &value)?;
        Ok(Term { negated, test, at: self.characters(start) })
    }

    fn value(&mut self) -> Result<Value<'a>, FilterProblem> {
        let at = self.at;
        if !self.rest().starts_with('"') {
            let text = word(self.rest());
            self.at += text.len();
            return Ok(Value { text: text.into(), quoted: false, at });
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
        if inside.starts_with(|char: char| !char.is_whitespace()) {
            return Err(self.problem("text_after_quote", self.at, word(inside)));
        }
        Ok(Value { text: text.into(), quoted: true, at })
    }

    fn test(&self, name: &str, name_at: usize, value: &Value) -> Result<Test, FilterProblem> {
        let folded = fold(&value.text);
        let unknown = || self.problem("unknown_value", value.at, &value.text);
        let name = name.to_lowercase();
        let column = Column::ALL.into_iter().find(|column| column.name() == name);
        let is_known = column.is_some()
            || ["status", "access", "course", "product", "cohort", "source", "import", "in"]
                .contains(&name.as_str());
        if !is_known {
            return Err(self.problem("unknown_name", name_at, &name));
        }
        if folded.is_empty() {
            return Err(self.problem("missing_value", name_at, &name));
        }
        Ok(match name.as_str() {
            "status" if folded == "expired" => Test::Expired,
            "status" => Test::Status(Status::from_str(&folded).map_err(|_| unknown())?),
            "access" if folded == "none" => Test::NoAccess,
            "access" => {
                let status = ACCESS.into_iter().find(|status| status.name() == folded);
                Test::Access(status.ok_or_else(unknown)?)
            }
            "course" => Test::Course(self.pick(value)?),
            "product" => Test::Product(self.pick(value)?),
            "cohort" => Test::Cohort(self.pick(value)?),
            "source" => Test::Source(value.text.trim().to_owned()),
            "import" => Test::Import(EntryId(folded.parse().map_err(|_| unknown())?)),
            "in" if folded == "trash" => Test::InTrash,
            _ => match column {
                Some(column) => Test::Contains(column, value.text.clone().into_owned()),
                None => return Err(unknown()),
            },
        })
    }

    /// `#` and digits are an id; in quotes they are a title.
    fn pick(&self, value: &Value) -> Result<Pick, FilterProblem> {
        match value.text.strip_prefix('#') {
            Some(id) if !value.quoted => {
                let unknown = |_| self.problem("unknown_value", value.at, &value.text);
                Ok(Pick::Id(id.parse().map_err(unknown)?))
            }
            _ => Ok(Pick::Title(value.text.clone().into_owned())),
        }
    }

    fn problem(&self, code: &'static str, at: usize, text: &str) -> FilterProblem {
        FilterProblem { code, at: self.characters(at), text: text.to_owned() }
    }

    fn characters(&self, at: usize) -> usize {
        self.text[..at].chars().count()
    }
}

/// The text up to the first space.
fn word(text: &str) -> &str {
    text.split(char::is_whitespace).next().unwrap_or_default()
}
