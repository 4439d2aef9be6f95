//! Courses and products.

use rollbook::courses::{CohortEdit, Course, CourseEdit};
use rollbook::products::{Product, ProductEdit, ProductKind};
use rollbook::views::Following;
use rollbook::{CohortId, CourseId, ProductId};
use serde::Deserialize;
use ts_rs::TS;

use crate::call::Call;
use crate::error::Result;
use crate::members::Added;
use crate::outcome::Outcome;

#[derive(Debug, Deserialize, TS)]
pub(crate) struct Archived {
    /// Archived ones too.
    archived: bool,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct NewCourse {
    title: String,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct ChangedCourse {
    id: CourseId,
    #[serde(flatten)]
    edit: CourseEdit,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct NewCohort {
    course: CourseId,
    #[serde(flatten)]
    fields: CohortEdit,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct OneCohort {
    id: CohortId,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct ChangedCohort {
    id: CohortId,
    #[serde(flatten)]
    edit: CohortEdit,
}

#[derive(Debug, Deserialize, TS)]
#[ts(optional_fields)]
pub(crate) struct NewProduct {
    title: String,
    kind: ProductKind,
    source: Option<String>,
    courses: Vec<CourseId>,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct ChangedProduct {
    id: ProductId,
    #[serde(flatten)]
    edit: ProductEdit,
}

/// The courses that a product would hold.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct OtherCourses {
    product: ProductId,
    courses: Vec<CourseId>,
}

pub(crate) fn courses(call: &Call, request: Archived) -> Result<Vec<Course>> {
    Ok(call.book()?.courses(request.archived, call.now)?)
}

pub(crate) fn add_course(call: &Call, new: NewCourse) -> Result<Outcome<Added>> {
    let book = call.book()?;
    let outcome = book.add_course(&call.by(), &new.title)?;
    Outcome::of(&book, outcome, |id| Added { id: id.to_string() })
}

pub(crate) fn edit_course(call: &Call, changed: ChangedCourse) -> Result<Outcome<()>> {
    let book = call.book()?;
    let outcome = book.edit_course(&call.by(), changed.id, &changed.edit)?;
    Outcome::of(&book, outcome, |()| ())
}

pub(crate) fn add_cohort(call: &Call, new: NewCohort) -> Result<Outcome<Added>> {
    let book = call.book()?;
    let outcome = book.add_cohort(&call.by(), new.course, &new.fields)?;
    Outcome::of(&book, outcome, |id| Added { id: id.to_string() })
}

pub(crate) fn edit_cohort(call: &Call, changed: ChangedCohort) -> Result<Outcome<()>> {
    let book = call.book()?;
    let outcome = book.edit_cohort(&call.by(), changed.id, &changed.edit)?;
    Outcome::of(&book, outcome, |()| ())
}

pub(crate) fn remove_cohort(call: &Call, cohort: OneCohort) -> Result<Outcome<()>> {
    let book = call.book()?;
    let outcome = book.remove_cohort(&call.by(), cohort.id)?;
    Outcome::of(&book, outcome, |()| ())
}

pub(crate) fn preview_courses(call: &Call, other: OtherCourses) -> Result<Vec<Following>> {
    Ok(call.book()?.preview_courses(other.product, &other.courses, call.now)?)
}

pub(crate) fn products(call: &Call, request: Archived) -> Result<Vec<Product>> {
    Ok(call.book()?.products(request.archived, call.now)?)
}

pub(crate) fn add_product(call: &Call, new: NewProduct) -> Result<Outcome<Added>> {
    let book = call.book()?;
    let edit = ProductEdit {
        kind: Some(new.kind),
        source: new.source,
        courses: Some(new.courses),
        ..ProductEdit::default()
    };
    let outcome = book.add_product(&call.by(), &new.title, &edit)?;
    Outcome::of(&book, outcome, |id| Added { id: id.to_string() })
}

pub(crate) fn edit_product(call: &Call, changed: ChangedProduct) -> Result<Outcome<()>> {
    let book = call.book()?;
    let outcome = book.edit_product(&call.by(), changed.id, &changed.edit)?;
    Outcome::of(&book, outcome, |()| ())
}
