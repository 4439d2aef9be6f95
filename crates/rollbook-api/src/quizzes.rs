//! Results of quizzes, of a member and of a quiz.

use rollbook::outline::{NewAttempt, QuizReport, QuizResult, QuizTaker};
use rollbook::{LessonId, MemberId, QuizResultId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::call::Call;
use crate::error::Result;
use crate::members::Added;
use crate::outcome::Outcome;
use crate::views::Window;

#[derive(Debug, Deserialize, TS)]
pub(crate) struct OfMember {
    member: MemberId,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct OfQuiz {
    quiz: LessonId,
}

/// Who took a quiz, as a list whose rows are asked for by its id.
#[derive(Debug, Serialize, TS)]
pub(crate) struct QuizTakers {
    #[ts(type = "Id")]
    view: String,
    #[serde(flatten)]
    report: QuizReport,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct TakersWindow {
    quiz: LessonId,
    #[serde(flatten)]
    window: Window,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct NewResult {
    member: MemberId,
    quiz: LessonId,
    #[serde(flatten)]
    attempt: NewAttempt,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct ChangedResult {
    id: QuizResultId,
    #[serde(flatten)]
    attempt: NewAttempt,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct OneResult {
    id: QuizResultId,
}

pub(crate) fn results(call: &Call, of: OfMember) -> Result<Vec<QuizResult>> {
    Ok(call.book()?.quiz_results(of.member)?)
}

pub(crate) fn takers(call: &Call, of: OfQuiz) -> Result<QuizTakers> {
    let book = call.book()?;
    let (report, takers) = book.quiz_report(of.quiz)?;
    Ok(QuizTakers { view: book.views.keep(takers.into()), report })
}

pub(crate) fn rows(call: &Call, of: TakersWindow) -> Result<Vec<Option<QuizTaker>>> {
    let book = call.book()?;
    let view = book.views.find(&of.window.view)?;
    Ok(book.quiz_takers(of.quiz, of.window.ids(&view))?)
}

pub(crate) fn add(call: &Call, new: NewResult) -> Result<Outcome<Added>> {
    let book = call.book()?;
    let outcome = book.add_quiz_result(&call.by(), new.member, new.quiz, new.attempt)?;
    Outcome::of(&book, outcome, |id| Added { id: id.to_string() })
}

pub(crate) fn edit(call: &Call, changed: ChangedResult) -> Result<Outcome<()>> {
    let book = call.book()?;
    let outcome = book.edit_quiz_result(&call.by(), changed.id, &changed.attempt)?;
    Outcome::of(&book, outcome, |()| ())
}

pub(crate) fn remove(call: &Call, one: OneResult) -> Result<Outcome<()>> {
    let book = call.book()?;
    let outcome = book.remove_quiz_result(&call.by(), one.id)?;
    Outcome::of(&book, outcome, |()| ())
}
