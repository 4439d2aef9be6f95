//! Adding fields, changing what they are, and removing them.
//!
//! A field that becomes of another kind takes its values along: those that can be read as such get
//! the form they are kept in, the others stay as they are and are named ([`Conversion`]).

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::{CustomField, DecimalSign, FieldKind, Number, Shape, Writing, all, by_id, find};
use crate::book::{Book, By, Previewed, Tx};
use crate::courses::required;
use crate::error::{Error, Result};
use crate::ids::{FieldId, MemberId};
use crate::import::DateOrder;
use crate::journal::{Op, OpKind, Outcome};
use crate::progress::{Phase, Progress};
use crate::text::fold;
use crate::views::{following_names, rename_choices};

/// How many values are named that can't be read as the new kind.
const NAMED: usize = 50;

/// The most choices that are made of the values a field has.
const MOST_CHOICES: usize = 200;

/// Characters a label and a choice may have.
const LABEL_LIMIT: usize = 200;

/// What to set; what is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct FieldEdit {
    pub label: Option<String>,
    pub kind: Option<FieldKind>,
    /// In order. A field that becomes a choice without any gets its values for choices, the most
    /// frequent first.
    pub choices: Option<Vec<String>>,
    /// Values that are called otherwise from now on: what each was, whatever its case, and the choice
    /// it is now. Several may become one.
    #[ts(as = "Option<BTreeMap<String, String>>")]
    pub renamed: BTreeMap<String, String>,
    /// How the values it has write days and numbers, when the kind changes.
    pub dates: Option<DateOrder>,
    pub decimal: Option<DecimalSign>,
}

/// What becomes of a field's values.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct Conversion {
    /// Values that are of the field's kind, and how many of those are written otherwise now.
    pub fitting: u64,
    pub rewritten: u64,
    /// Values that are not, and stay as they are.
    pub misfits: u64,
    /// The first of those.
    pub named: Vec<Misfit>,
    /// The choices the field has then.
    pub choices: Vec<String>,
}

/// A value that is not of its field's kind.
#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
pub struct Misfit {
    pub member: MemberId,
    /// The member's name, or their e-mail.
    pub name: String,
    pub value: String,
}

/// What went with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Removed {
    pub values: u64,
}

impl Book {
    pub fn add_field(&self, by: &By, edit: &FieldEdit) -> Result<Outcome<FieldId>> {
        self.write(by, Op::new(OpKind::FieldAdd), |tx| {
            let label = label(edit.label.as_deref().unwrap_or_default())?;
            if let Some(taken) = find(tx, label)? {
                return Err(Error::TitleTaken { title: taken.shape.label });
            }
            let choices = tidy(edit.choices.as_deref().unwrap_or_default())?;
            tx.say("title", label);
            add(tx, &Shape { kind: edit.kind.unwrap_or_default(), choices, ..Shape::text(label) })
        })
    }

    /// Renames a field, changes its choices, or makes it one of another kind.
    pub fn edit_field(
        &self,
        by: &By,
        id: FieldId,
        edit: &FieldEdit,
        progress: &Progress,
    ) -> Result<Outcome<Conversion>> {
        self.write(by, Op::new(OpKind::FieldEdit), |tx| {
            let done = following_names(tx, || change(tx, id, edit, progress))?;
            rename_choices(tx, &by_id(tx, id)?.shape.label, &edit.renamed)?;
            Ok(done)
        })
    }

    /// What [`edit_field`](Book::edit_field) would do.
    pub fn preview_field(
        &self,
        by: &By,
        id: FieldId,
        edit: &FieldEdit,
        progress: &Progress,
    ) -> Result<Previewed<Conversion>> {
        self.preview(by, |tx| change(tx, id, edit, progress))
    }

    /// Brings the fields into an order; those not named come after the others.
    pub fn order_fields(&self, by: &By, ids: &[FieldId]) -> Result<Outcome<()>> {
        self.write(by, Op::new(OpKind::FieldsOrder), |tx| {
            let present: Vec<FieldId> = all(tx)?.into_iter().map(|field| field.id).collect();
            let named = ids.iter().filter(|id| present.contains(id));
            let others = present.iter().filter(|id| !ids.contains(id));
            for (position, id) in (1_i64..).zip(named.chain(others)) {
                tx.execute(
                    "UPDATE custom_fields SET position = ?2 WHERE id = ?1 AND position <> ?2",
                    params![id, position],
                )?;
            }
            Ok(())
        })
    }

    /// Removes a field with all its values.
    pub fn remove_field(&self, by: &By, id: FieldId) -> Result<Outcome<Removed>> {
        self.write(by, Op::new(OpKind::FieldRemove), |tx| {
            let field = by_id(tx, id)?;
            let values = tx.execute("DELETE FROM custom_values WHERE field_id = ?1", [id])? as u64;
            tx.execute("DELETE FROM custom_fields WHERE id = ?1", [id])?;
            tx.say("title", field.shape.label);
            tx.say("n", values);
            Ok(Removed { values })
        })
    }
}

/// The field a label means, added when there is none.
pub(crate) fn find_or_add(tx: &Tx, new: &Shape) -> Result<CustomField> {
    if let Some(field) = find(tx, &new.label)? {
        return Ok(field);
    }
    let shape = Shape { label: label(&new.label)?.to_owned(), ..new.clone() };
    by_id(tx, add(tx, &shape)?)
}

/// Sets a value that is in the form it is kept in, or takes it away where it is empty; whether that
/// changed anything.
pub(crate) fn set(tx: &Tx, member: MemberId, field: FieldId, value: &str) -> Result<bool> {
    let n = if value.is_empty() {
        tx.prepare_cached("DELETE FROM custom_values WHERE member_id = ?1 AND field_id = ?2")?
            .execute(params![member, field])?
    } else {
        tx.prepare_cached(
            "INSERT INTO custom_values (member_id, field_id, value) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET value = ?3 WHERE value <> ?3",
        )?
        .execute(params![member, field, value])?
    };
    Ok(n > 0)
}

fn add(tx: &Tx, new: &Shape) -> Result<FieldId> {
    let id = FieldId(tx.new_id()?);
    tx.prepare_cached(
        "INSERT INTO custom_fields (id, key, label, created_at, kind, choices, position)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, coalesce(max(position), 0) + 1 FROM custom_fields",
    )?
    .execute(params![
        id,
        fold(&new.label),
        new.label,
        tx.now(),
        new.kind,
        json(&new.choices)?
    ])?;
    Ok(id)
}

fn change(tx: &Tx, id: FieldId, edit: &FieldEdit, progress: &Progress) -> Result<Conversion> {
    let before = by_id(tx, id)?.shape;
    let mut shape = before.clone();
    if let Some(wanted) = &edit.label {
        label(wanted)?.clone_into(&mut shape.label);
        if let Some(other) = find(tx, &shape.label)?.filter(|other| other.id != id) {
            return Err(Error::TitleTaken { title: other.shape.label });
        }
    }
    shape.kind = edit.kind.unwrap_or(shape.kind);
    if let Some(choices) = &edit.choices {
        shape.choices = tidy(choices)?;
    } else if shape.kind == FieldKind::Choice && shape.choices.is_empty() {
        shape.choices = frequent(tx, id)?;
    }
    tx.say("title", shape.label.clone());
    tx.prepare_cached(
        "UPDATE custom_fields SET label = ?2, key = ?3, kind = ?4, choices = ?5 WHERE id = ?1",
    )?
    .execute(params![
        id,
        shape.label,
        fold(&shape.label),
        shape.kind,
        json(&shape.choices)?
    ])?;
    let mut done = Conversion { choices: shape.choices.clone(), ..Conversion::default() };
    let renamed = renamed(&shape, &edit.renamed)?;
    if shape.kind != before.kind || shape.choices != before.choices || !renamed.is_empty() {
        let writing = Writing {
            dates: edit.dates.unwrap_or_default(),
            decimal: edit.decimal,
            zone: tx.settings().zone,
        };
        convert(tx, id, (before.kind, &shape), &renamed, writing, &mut done, progress)?;
    }
    tx.say("rewritten", done.rewritten);
    tx.say("misfits", done.misfits);
    Ok(done)
}

/// Gives every value of a field the form it is kept in, where it can be read as one of its kind.
fn convert(
    tx: &Tx,
    id: FieldId,
    (before, shape): (FieldKind, &Shape),
    renamed: &HashMap<String, &str>,
    writing: Writing,
    done: &mut Conversion,
    progress: &Progress,
) -> Result<()> {
    let mut values = tx.prepare(
        "SELECT v.member_id, v.value, CASE WHEN m.name = '' THEN m.email ELSE m.name END
         FROM custom_values v JOIN members m ON m.id = v.member_id
         WHERE v.field_id = ?1 AND v.value <> '' ORDER BY v.member_id",
    )?;
    let mut update =
        tx.prepare("UPDATE custom_values SET value = ?3 WHERE member_id = ?1 AND field_id = ?2")?;
    let is_of_kind = shape.kind == before;
    let is_ambiguous =
        |value: &str| Number::parse(value).is_some_and(|number| number.is_ambiguous());
    let mut rewritten: Vec<(MemberId, String)> = Vec::new();
    let mut rows = values.query([id])?;
    while let Some(row) = rows.next()? {
        let value = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
        if let Some(choice) = renamed.get(&fold(value)) {
            done.fitting += 1;
            rewritten.push((row.get(0)?, (*choice).to_owned()));
            continue;
        }
        match shape.read(value, writing) {
            // What is in its form already needs no reading: a point in it is a point. In what was a
            // text nobody knows that.
            _ if shape.fits(value) && (is_of_kind || !is_ambiguous(value)) => done.fitting += 1,
            Ok(read) => {
                done.fitting += 1;
                if read != value {
                    rewritten.push((row.get(0)?, read));
                }
            }
            Err(_) => {
                done.misfits += 1;
                if done.named.len() < NAMED {
                    let value = value.to_owned();
                    done.named.push(Misfit { member: row.get(0)?, name: row.get(2)?, value });
                }
            }
        }
    }
    done.rewritten = rewritten.len() as u64;
    progress.begin(Phase::Writing, done.rewritten)?;
    for (member, value) in rewritten {
        update.execute(params![member, id, value])?;
        progress.step(1)?;
    }
    progress.begin(Phase::Journaling, 0)
}

/// The choice that each renamed value is now, by what it was, folded.
fn renamed<'s>(
    shape: &'s Shape,
    wanted: &BTreeMap<String, String>,
) -> Result<HashMap<String, &'s str>> {
    let choices = match shape.kind {
        FieldKind::Choice => &shape.choices[..],
        _ => &[],
    };
    let now = |(was, name): (&String, &String)| {
        let choice = choices.iter().find(|choice| fold(choice) == fold(name));
        let missing = || Error::InvalidValue { field: "renamed", value: name.clone() };
        Ok((fold(was), choice.ok_or_else(missing)?.as_str()))
    };
    wanted.iter().map(now).collect()
}

/// The different values of a field, the most frequent first, in their most frequent spelling.
fn frequent(tx: &Tx, id: FieldId) -> Result<Vec<String>> {
    let mut statement = tx.prepare(
        "SELECT value FROM custom_values WHERE field_id = ?1 AND value <> ''
         GROUP BY value ORDER BY count(*) DESC, value",
    )?;
    let mut rows = statement.query([id])?;
    let (mut choices, mut spelled) = (HashSet::new(), Vec::new());
    while let Some(row) = rows.next()? {
        let value: String = row.get(0)?;
        if spelled.len() < MOST_CHOICES
            && value.chars().count() <= LABEL_LIMIT
            && choices.insert(fold(&value))
        {
            spelled.push(value);
        }
    }
    Ok(spelled)
}

fn label(text: &str) -> Result<&str> {
    let label = required(text)?;
    // A label of nothing but signs that don't count could be named by nothing.
    if fold(label).is_empty() {
        return Err(Error::MissingTitle);
    }
    within(label)?;
    Ok(label)
}

/// Choices without blanks and repetitions.
fn tidy(choices: &[String]) -> Result<Vec<String>> {
    let mut seen = Vec::new();
    let mut tidy = Vec::new();
    for choice in choices.iter().map(|choice| choice.trim()) {
        let folded = fold(choice);
        if !folded.is_empty() && !seen.contains(&folded) {
            within(choice)?;
            seen.push(folded);
            tidy.push(choice.to_owned());
        }
    }
    Ok(tidy)
}

fn within(text: &str) -> Result<()> {
    let length = text.chars().count();
    if length > LABEL_LIMIT {
        let value = text.chars().take(40).collect();
        return Err(Error::TooLong { value, length, limit: LABEL_LIMIT });
    }
    Ok(())
}

fn json(choices: &[String]) -> Result<String> {
    serde_json::to_string(choices).map_err(|e| Error::Internal(e.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::tests::{book, by};
    use crate::members::MemberFields;

    fn go() -> Progress {
        Progress::default()
    }

    /// A field with these values, and the members who have them.
    fn field(book: &Book, label: &str, kind: FieldKind, values: &[&str]) -> FieldId {
        let edit =
            FieldEdit { label: Some(label.into()), kind: Some(kind), ..FieldEdit::default() };
        let id = book.add_field(&by(), &edit).unwrap().value;
        for (n, value) in values.iter().enumerate() {
            let email = Some(format!("m{n}@example.com"));
            let custom = [(label.to_owned(), (*value).to_owned())].into();
            book.add_member(&by(), &MemberFields { email, custom, ..MemberFields::default() })
                .unwrap();
        }
        id
    }

    fn values(book: &Book) -> Vec<String> {
        book.read(|db| {
            let mut statement = db.prepare("SELECT value FROM custom_values ORDER BY member_id")?;
            let values = statement.query_map([], |row| row.get(0))?;
            Ok(values.collect::<rusqlite::Result<_>>()?)
        })
        .unwrap()
    }

    fn to(kind: FieldKind) -> FieldEdit {
        FieldEdit { kind: Some(kind), decimal: Some(DecimalSign::Comma), ..FieldEdit::default() }
    }

    #[test]
    fn values_go_along_with_the_kind_and_what_does_not_fit_is_named_and_stays() {
        let (_dir, book) = book();
        let id = field(&book, "Age", FieldKind::Text, &["18", "1.234,5", "many", "0.5", "1.234"]);
        let shown = book.preview_field(&by(), id, &to(FieldKind::Number), &go()).unwrap().value;
        assert_eq!(
            values(&book),
            ["18", "1.234,5", "many", "0.5", "1.234"],
            "a preview changes nothing"
        );
        let done = book.edit_field(&by(), id, &to(FieldKind::Number), &go()).unwrap();
        assert_eq!(done.value, shown);
        assert_eq!((shown.fitting, shown.rewritten, shown.misfits), (4, 2, 1));
        assert_eq!(
            (shown.named[0].name.as_str(), shown.named[0].value.as_str()),
            ("m2@example.com", "many")
        );
        assert_eq!(values(&book), ["18", "1234.5", "many", "0.5", "1234"]);
        book.undo(&by(), None, &go()).unwrap();
        assert_eq!(values(&book), ["18", "1.234,5", "many", "0.5", "1.234"]);
        assert_eq!(book.custom_fields().unwrap()[0].shape.kind, FieldKind::Text);
    }

    #[test]
    fn a_field_that_becomes_a_choice_gets_its_values_for_choices() {
        let (_dir, book) = book();
        let id = field(&book, "Size", FieldKind::Text, &["M", "S", "m", "S", "S"]);
        book.edit_field(&by(), id, &to(FieldKind::Choice), &go()).unwrap();
        assert_eq!(book.custom_fields().unwrap()[0].shape.choices, ["S", "M"]);
        assert_eq!(values(&book), ["M", "S", "M", "S", "S"], "each in the field's own spelling");
        let fewer =
            FieldEdit { choices: Some(vec!["M".into(), " ".into()]), ..FieldEdit::default() };
        let done = book.edit_field(&by(), id, &fewer, &go()).unwrap().value;
        assert_eq!((done.fitting, done.misfits), (2, 3));
        assert_eq!(values(&book), ["M", "S", "M", "S", "S"], "nothing is lost");
    }

    #[test]
    fn a_choice_that_is_called_otherwise_takes_its_members_along() {
        let (_dir, book) = book();
        let id = field(&book, "Size", FieldKind::Text, &["S", "M", "L", "M"]);
        book.edit_field(&by(), id, &to(FieldKind::Choice), &go()).unwrap();
        let choose = |choices: &[&str], renamed: &[(&str, &str)]| -> Result<(u64, u64, u64)> {
            let choices = choices.iter().map(|&choice| choice.to_owned()).collect();
            let renamed =
                renamed.iter().map(|&(was, now)| (was.to_owned(), now.to_owned())).collect();
            let edit = FieldEdit { choices: Some(choices), renamed, ..FieldEdit::default() };
            let shown = book.preview_field(&by(), id, &edit, &go())?.value;
            let done = book.edit_field(&by(), id, &edit, &go())?.value;
            assert_eq!(done, shown);
            Ok((done.fitting, done.rewritten, done.misfits))
        };
        assert_eq!(book.custom_fields().unwrap()[0].shape.choices, ["M", "L", "S"]);
        assert_eq!(choose(&["Medium", "L", "S"], &[("m", "Medium")]).unwrap(), (4, 2, 0));
        assert_eq!(values(&book), ["S", "Medium", "L", "Medium"]);
        assert_eq!(
            choose(&["S", "Medium", "XL"], &[]).unwrap(),
            (3, 0, 1),
            "one that took a place"
        );
        book.undo(&by(), None, &go()).unwrap();
        let swapped = [("S", "L"), ("L", "S")];
        assert_eq!(choose(&["Medium", "L", "S"], &swapped).unwrap(), (4, 2, 0));
        assert_eq!(values(&book), ["L", "Medium", "S", "Medium"]);
        let united = [("L", "Small"), ("S", "Small")];
        assert_eq!(choose(&["Medium", "Small"], &united).unwrap(), (4, 2, 0));
        assert_eq!(values(&book), ["Small", "Medium", "Small", "Medium"]);
        let refused = choose(&["Medium", "Small"], &[("Medium", "M")]).unwrap_err();
        assert_eq!(refused.code(), "invalid_value", "to what is no choice");
        for _ in 0..4 {
            book.undo(&by(), None, &go()).unwrap();
        }
        assert_eq!(values(&book), ["S", "M", "L", "M"]);
    }

    #[test]
    fn a_value_can_be_renamed_as_it_becomes_a_choice() {
        let (_dir, book) = book();
        let id = field(&book, "Size", FieldKind::Text, &["S", "small", "M", "Small"]);
        let edit = FieldEdit {
            choices: Some(vec!["S".into(), "M".into()]),
            renamed: [("small".to_owned(), "S".to_owned())].into(),
            ..to(FieldKind::Choice)
        };
        let done = book.edit_field(&by(), id, &edit, &go()).unwrap().value;
        assert_eq!((done.fitting, done.rewritten, done.misfits), (4, 2, 0));
        assert_eq!(values(&book), ["S", "S", "M", "S"]);
    }

    #[test]
    fn a_label_is_one_fields_only_whatever_its_case() {
        let (_dir, book) = book();
        let size = field(&book, "Size", FieldKind::Text, &[]);
        field(&book, "Age", FieldKind::Number, &[]);
        let called = |label: &str| FieldEdit { label: Some(label.into()), ..FieldEdit::default() };
        for label in ["age", " \u{c2}ge "] {
            let refused = book.edit_field(&by(), size, &called(label), &go()).unwrap_err();
            assert_eq!(refused.code(), "title_taken", "{label:?}");
        }
        assert_eq!(book.add_field(&by(), &called("SIZE")).unwrap_err().code(), "title_taken");
        assert_eq!(book.add_field(&by(), &called(" ")).unwrap_err().code(), "missing_title");
        book.edit_field(&by(), size, &called("SIZE"), &go()).unwrap();
        assert_eq!(
            book.custom_fields().unwrap()[0].shape.label,
            "SIZE",
            "but its own it may respell"
        );
    }

    #[test]
    fn a_value_of_another_kind_is_refused() {
        let (_dir, book) = book();
        field(&book, "Age", FieldKind::Number, &["18"]);
        let id = book.member_by_email("m0@example.com").unwrap();
        let custom = [("age".to_owned(), "many".to_owned())].into();
        let edit = MemberFields { custom, ..MemberFields::default() };
        assert_eq!(book.edit_member(&by(), id, &edit).unwrap_err().code(), "bad_field_value");
        assert_eq!(values(&book), ["18"]);
    }

    #[test]
    fn fields_are_ordered_and_removed_with_their_values() {
        let (_dir, book) = book();
        let age = field(&book, "Age", FieldKind::Number, &["18"]);
        let size = field(&book, "Size", FieldKind::Text, &[]);
        book.order_fields(&by(), &[size]).unwrap();
        let labels = || -> Vec<String> {
            book.custom_fields().unwrap().into_iter().map(|field| field.shape.label).collect()
        };
        assert_eq!(labels(), ["Size", "Age"]);
        assert_eq!(book.remove_field(&by(), age).unwrap().value, Removed { values: 1 });
        assert_eq!(labels(), ["Size"]);
        book.undo(&by(), None, &go()).unwrap();
        assert_eq!(
            (labels(), values(&book)),
            (vec!["Size".into(), "Age".into()], vec!["18".into()])
        );
    }
}
