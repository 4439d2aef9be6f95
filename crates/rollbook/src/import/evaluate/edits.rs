//! What a row changes about a member's own fields.

use std::borrow::Cow;

use rusqlite::{OptionalExtension, params};

use super::people::{Found, Known, Standing};
use super::{Evaluator, Outcome, Reason};
use crate::error::Result;
use crate::ids::MemberId;
use crate::import::facts::Facts;
use crate::import::fields::Field;
use crate::import::options::Verdict;
use crate::members::{Email, Name, Status};
use crate::text::fold;

/// A member's field, before and after.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::import) struct Edit {
    pub field: Field,
    pub before: Text,
    pub after: Text,
}

/// A value as text, as an instant, or as a day.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::import) enum Text {
    Words(String),
    At(Option<i64>),
    /// An instant of which only the day is worth showing.
    Day(Option<i64>),
}

impl Edit {
    /// Of what was blank.
    pub(super) fn new(field: Field, after: Text) -> Self {
        let before = match after {
            Text::Words(_) => Text::Words(String::new()),
            Text::At(_) => Text::At(None),
            Text::Day(_) => Text::Day(None),
        };
        Self { field, before, after }
    }
}

impl Evaluator<'_> {
    /// The fields of a known member that the row that counts has otherwise.
    pub fn differing(&self, facts: &Facts, standing: Standing) -> Result<Vec<Edit>> {
        let mut outcome = Outcome::bare(Verdict::Unchanged, None, None);
        if let (None, Found::One(known)) = (standing.winner, self.find(facts)?) {
            self.edit(facts, &known, &mut outcome)?;
        }
        Ok(outcome.edits)
    }

    /// The fields of somebody new, to be shown. They are no part of an outcome: a million rows are
    /// written without them.
    pub fn fields_of_new(&self, facts: &Facts) -> Vec<Edit> {
        let mut edits = Vec::new();
        let texts = [
            (Field::Name, facts.name.full()),
            (Field::FirstName, facts.name.given()),
            (Field::LastName, facts.name.family()),
            (Field::Email, facts.email.as_ref().map_or("", |email| email.as_str())),
            (Field::Company, facts.company),
            (Field::Phone, &facts.phone),
            (Field::ExternalId, facts.external_id),
            (Field::Status, facts.status.map_or("", Status::name)),
        ];
        for (field, after) in texts {
            if !after.is_empty() {
                edits.push(edit(field, String::new(), after.to_owned()));
            }
        }
        for (field, after) in
            [(Field::JoinedAt, facts.joined_at), (Field::LastSeenAt, facts.last_seen_at)]
        {
            if after.is_some() {
                let (before, after) = (Text::At(None), Text::At(after));
                edits.push(Edit { field, before, after });
            }
        }
        for (column, value) in &facts.custom {
            let field = self.mapping.field_of(*column).clone();
            edits.push(edit(field, String::new(), value.clone()));
        }
        edits
    }

    pub(super) fn edit(&self, facts: &Facts, known: &Known, outcome: &mut Outcome) -> Result<()> {
        let name = self.name_after(&facts.name, known);
        if name != known.name {
            outcome.edits.push(edit(Field::Name, known.name.clone(), name.into_owned()));
        }
        let texts = [
            (Field::FirstName, &known.given, facts.name.given()),
            (Field::LastName, &known.family, facts.name.family()),
            (Field::Company, &known.company, facts.company),
            (Field::Phone, &known.phone, &facts.phone),
            (Field::ExternalId, &known.external_id, facts.external_id),
        ];
        for (field, before, after) in texts {
            if self.after(&field, before, after) != before {
                outcome.edits.push(edit(field, before.clone(), after.to_owned()));
            }
        }
        // The same address in another spelling is worth taking only when asked to overwrite; that of
        // a duplicate who was merged never is.
        if let Some(email) = &facts.email
            && Email::parse(&known.email).ok().is_none_or(|own| own == *email)
            && self.replaces(&Field::Email, known.email.is_empty(), false)
            && known.email != email.as_str()
        {
            outcome.edits.push(edit(Field::Email, known.email.clone(), email.as_str().to_owned()));
        }
        self.edit_status(facts, known, outcome);
        let instants = [
            (Field::JoinedAt, known.joined_at, facts.joined_at),
            (Field::LastSeenAt, known.last_seen_at, facts.last_seen_at),
        ];
        for (field, before, after) in instants {
            if self.replaces(&field, before.is_none(), after.is_none()) && before != after {
                let (before, after) = (Text::At(before), Text::At(after));
                outcome.edits.push(Edit { field, before, after });
            }
        }
        self.edit_custom(facts, known, outcome)
    }

    /// The name after the edit. Without one in the file, it follows its parts as they change, but one
    /// part alone takes the place of no name that has more.
    fn name_after<'t>(&self, name: &'t Name, known: &'t Known) -> Cow<'t, str> {
        if self.mapping.column_of(&Field::Name).is_some() {
            return Cow::Borrowed(self.after(&Field::Name, &known.name, name.full()));
        }
        let given = self.after(&Field::FirstName, &known.given, name.given());
        let family = self.after(&Field::LastName, &known.family, name.family());
        let before = Name::with_parts("", &known.given, &known.family);
        let after = Name::with_parts("", given, family);
        let may_change = known.name.is_empty()
            || self.options.overwrites(&Field::FirstName)
            || self.options.overwrites(&Field::LastName);
        let is_all_of_it = known.name == before.full() || !(given.is_empty() || family.is_empty());
        if may_change && is_all_of_it && after != before {
            Cow::Owned(after.full().to_owned())
        } else {
            Cow::Borrowed(&known.name)
        }
    }

    /// What the book has, or what the file has where that takes its place.
    fn after<'t>(&self, field: &Field, before: &'t str, by: &'t str) -> &'t str {
        if self.replaces(field, before.is_empty(), by.is_empty()) { by } else { before }
    }

    pub(super) fn edit_status(&self, facts: &Facts, known: &Known, outcome: &mut Outcome) {
        let Some(status) = facts.status else { return };
        if status == known.status || !self.options.overwrites(&Field::Status) {
            return;
        }
        if known.status == Status::Disabled && !self.options.revive {
            outcome.reason = Some(Reason::BlockedKept);
            return;
        }
        let is_lower = known.status == Status::Active || status == Status::Disabled;
        if is_lower && !self.options.shorten_access {
            outcome.reason = outcome.reason.or(Some(Reason::WouldShorten));
            return;
        }
        let (before, after) = (known.status.name().to_owned(), status.name().to_owned());
        outcome.edits.push(edit(Field::Status, before, after));
    }

    pub(super) fn edit_custom(
        &self,
        facts: &Facts,
        known: &Known,
        outcome: &mut Outcome,
    ) -> Result<()> {
        for (column, value) in &facts.custom {
            let field = self.mapping.field_of(*column).clone();
            let before = self.custom_value(known.id, &field)?;
            if self.replaces(&field, before.is_empty(), false) && before != *value {
                outcome.edits.push(edit(field, before, value.clone()));
            }
        }
        Ok(())
    }

    pub(super) fn custom_value(&self, member: MemberId, field: &Field) -> Result<String> {
        let Field::Custom(label) = field else { return Ok(String::new()) };
        let Some(id) = self.fields.get(&fold(label)) else { return Ok(String::new()) };
        let value: Option<String> = self
            .db
            .prepare_cached(
                "SELECT value FROM custom_values WHERE member_id = ?1 AND field_id = ?2",
            )?
            .query_row(params![member, id], |row| row.get(0))
            .optional()?;
        Ok(value.unwrap_or_default())
    }

    /// Whether the file's value takes the place of the book's. A blank cell never does, unless
    /// asked; a column that is not in the file never does.
    pub(super) fn replaces(&self, field: &Field, is_blank: bool, by_blank: bool) -> bool {
        if by_blank {
            return self.options.erase_blank
                && self.options.overwrites(field)
                && self.mapping.column_of(field).is_some();
        }
        is_blank || self.options.overwrites(field)
    }
}

fn edit(field: Field, before: String, after: String) -> Edit {
    Edit { field, before: Text::Words(before), after: Text::Words(after) }
}
