//! Outlines as the files and texts they are written in, and what members find in a course.

use std::path::PathBuf;

use rollbook::courses::{CourseMember, CourseReport};
use rollbook::drip::{LessonState, Schedule};
use rollbook::outline::file::Outline as File;
use rollbook::outline::{Chapter, MemberLesson, Who};
use rollbook::{CourseId, MemberId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use rollbook::export::Locale;
use rollbook::outline::{Fit, ReadList};

use crate::call::Call;
use crate::error::Result;
use crate::outcome::Outcome;
use crate::views::Window;

#[derive(Debug, Deserialize, TS)]
pub(crate) struct OfCourse {
    course: CourseId,
}

/// An outline with its rules, as JSON that people read and edit; `docs/drip.md` describes it.
#[derive(Debug, Serialize, TS)]
pub(crate) struct OutlineFile {
    json: String,
}

/// What a course is made of, and when its lessons open.
#[derive(Debug, Serialize, TS)]
pub(crate) struct CourseOutline {
    course: CourseId,
    title: String,
    chapters: Vec<Chapter>,
    /// The course's own first, then those of products.
    schedules: Vec<Schedule>,
}

/// A list or a table, and what becomes of what it leaves out.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct PastedOutline {
    course: CourseId,
    text: String,
    fit: Fit,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct ListedIn {
    course: CourseId,
    locale: Locale,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct TextFile {
    path: PathBuf,
}

/// A text as a person would paste it.
#[derive(Debug, Serialize, TS)]
pub(crate) struct PlainText {
    text: String,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct NewOutline {
    course: CourseId,
    json: String,
}

#[derive(Debug, Deserialize, TS)]
#[ts(optional_fields)]
pub(crate) struct InCourse {
    pub course: CourseId,
    pub member: MemberId,
    /// Now without it.
    at: Option<i64>,
}

/// A window of a list of members, as a course sees them.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct CourseWindow {
    course: CourseId,
    #[serde(flatten)]
    window: Window,
}

#[derive(Debug, Deserialize, TS)]
#[ts(optional_fields)]
pub(crate) struct Simulation {
    course: CourseId,
    who: Who,
    at: i64,
    /// Counts instead of the saved one of its product, or of the course.
    schedule: Option<Schedule>,
}

pub(crate) fn show(call: &Call, request: OfCourse) -> Result<CourseOutline> {
    let outline = call.book()?.outline(request.course)?;
    let schedules = outline.schedules().cloned().collect();
    let rollbook::outline::Outline { course, title, chapters, .. } = outline;
    Ok(CourseOutline { course, title, chapters, schedules })
}

pub(crate) fn read(call: &Call, request: OfCourse) -> Result<OutlineFile> {
    Ok(OutlineFile { json: call.book()?.outline_file(request.course)?.to_json()? })
}

pub(crate) fn write(call: &Call, new: NewOutline) -> Result<Outcome<()>> {
    let book = call.book()?;
    let outcome = book.write_outline(&call.by(), new.course, &File::parse(&new.json)?, true)?;
    Outcome::of(&book, outcome, |_| ())
}

/// The outline as a list that can be pasted again.
pub(crate) fn list(call: &Call, request: ListedIn) -> Result<PlainText> {
    Ok(PlainText { text: call.book()?.outline_list(request.course, request.locale)? })
}

/// What a file holds, to be looked at and pasted.
pub(crate) fn file_text(_: &Call, file: TextFile) -> Result<PlainText> {
    Ok(PlainText { text: rollbook::outline::text::read_file(&file.path)? })
}

pub(crate) fn read_text(call: &Call, pasted: PastedOutline) -> Result<ReadList> {
    let PastedOutline { course, text, fit } = pasted;
    Ok(call.book()?.preview_list(&call.by(), course, &text, fit)?)
}

pub(crate) fn write_text(call: &Call, pasted: PastedOutline) -> Result<Outcome<ReadList>> {
    let PastedOutline { course, text, fit } = pasted;
    let book = call.book()?;
    let outcome = book.take_list(&call.by(), course, &text, fit)?;
    Outcome::of(&book, outcome, |read| read)
}

pub(crate) fn lessons(call: &Call, request: InCourse) -> Result<Vec<MemberLesson>> {
    let at = request.at.unwrap_or(call.now);
    Ok(call.book()?.member_lessons(request.course, request.member, at)?)
}

pub(crate) fn report(call: &Call, request: OfCourse) -> Result<CourseReport> {
    Ok(call.book()?.course_report(request.course)?)
}

pub(crate) fn members(call: &Call, of: CourseWindow) -> Result<Vec<Option<CourseMember>>> {
    let book = call.book()?;
    let view = book.views.find(&of.window.view)?;
    Ok(book.course_members(of.course, of.window.ids(&view), call.now)?)
}

pub(crate) fn simulate(call: &Call, request: Simulation) -> Result<Vec<LessonState>> {
    let Simulation { course, who, at, schedule } = request;
    Ok(call.book()?.simulate(course, &who, at, schedule.as_ref())?)
}
