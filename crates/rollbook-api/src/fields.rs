//! The school's own fields.

use rollbook::FieldId;
use rollbook::fields::{Conversion, CustomField, FieldEdit, Removed};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::call::{Call, Nothing};
use crate::error::Result;
use crate::members::Added;
use crate::outcome::Outcome;

/// How many members have a value in a field.
#[derive(Debug, Serialize, TS)]
pub(crate) struct FieldCount {
    id: FieldId,
    members: u64,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct OneField {
    id: FieldId,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct FieldOrder {
    /// All of them, in the order wanted.
    ids: Vec<FieldId>,
}

#[derive(Debug, Deserialize, TS)]
#[ts(optional_fields)]
pub(crate) struct ChangedField {
    id: FieldId,
    edit: FieldEdit,
    #[ts(optional, type = "Id")]
    job: Option<String>,
}

pub(crate) fn list(call: &Call, _: Nothing) -> Result<Vec<CustomField>> {
    Ok(call.book()?.custom_fields()?)
}

pub(crate) fn counts(call: &Call, _: Nothing) -> Result<Vec<FieldCount>> {
    let counts = call.book()?.field_counts()?;
    Ok(counts.into_iter().map(|(id, members)| FieldCount { id, members }).collect())
}

pub(crate) fn order(call: &Call, wanted: FieldOrder) -> Result<Outcome<()>> {
    let book = call.book()?;
    let outcome = book.order_fields(&call.by(), &wanted.ids)?;
    Outcome::of(&book, outcome, |()| ())
}

pub(crate) fn add(call: &Call, new: FieldEdit) -> Result<Outcome<Added>> {
    let book = call.book()?;
    let outcome = book.add_field(&call.by(), &new)?;
    Outcome::of(&book, outcome, |id| Added { id: id.to_string() })
}

pub(crate) fn edit(call: &Call, changed: ChangedField) -> Result<Outcome<Conversion>> {
    let (book, job) = (call.book()?, call.job(changed.job.as_deref()));
    let outcome = book.edit_field(&call.by(), changed.id, &changed.edit, &job)?;
    Outcome::of(&book, outcome, |done| done)
}

pub(crate) fn preview_edit(call: &Call, changed: ChangedField) -> Result<Conversion> {
    let (book, job) = (call.book()?, call.job(changed.job.as_deref()));
    Ok(book.preview_field(&call.by(), changed.id, &changed.edit, &job)?.value)
}

pub(crate) fn remove(call: &Call, field: OneField) -> Result<Outcome<Removed>> {
    let book = call.book()?;
    let outcome = book.remove_field(&call.by(), field.id)?;
    Outcome::of(&book, outcome, |done| done)
}
