//! Members: one, and many at once.

use rollbook::access::GrantSpec;
use rollbook::journal::{Entry, RowChange};
use rollbook::members::{Member, MemberFields, Status};
use rollbook::{Book, By, MemberId, Progress};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::call::Call;
use crate::error::Result;
use crate::outcome::Outcome;

#[derive(Debug, Deserialize, TS)]
pub(crate) struct ById {
    id: MemberId,
}

#[derive(Debug, Deserialize, TS)]
#[ts(optional_fields)]
pub(crate) struct NewMember {
    fields: MemberFields,
    access: Option<GrantSpec>,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct MemberEdit {
    id: MemberId,
    fields: MemberFields,
}

/// The members an action is about.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct Selection {
    ids: Vec<MemberId>,
}

#[derive(Debug, Deserialize, TS)]
#[ts(optional_fields)]
pub(crate) struct Selected {
    members: Selection,
    #[ts(type = "Id")]
    job: Option<String>,
}

#[derive(Debug, Deserialize, TS)]
#[ts(optional_fields)]
pub(crate) struct NewStatus {
    members: Selection,
    status: Status,
    #[ts(type = "Id")]
    job: Option<String>,
}

/// Something new.
#[derive(Debug, Serialize, TS)]
pub(crate) struct Added {
    #[ts(type = "Id")]
    pub id: String,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct Touched {
    members: u64,
}

/// What one entry did to a member.
#[derive(Debug, Serialize, TS)]
pub(crate) struct MemberEntry {
    entry: Entry,
    changes: Vec<RowChange>,
}

pub(crate) fn show(call: &Call, member: ById) -> Result<Member> {
    Ok(call.book()?.member(member.id, call.now)?)
}

pub(crate) fn add(call: &Call, new: NewMember) -> Result<Outcome<Added>> {
    let book = call.book()?;
    let access = new.access.unwrap_or_default();
    let outcome = book.add_member_with_access(&call.by(), &new.fields, &access)?;
    Outcome::of(&book, outcome, |id| Added { id: id.to_string() })
}

pub(crate) fn edit(call: &Call, member: MemberEdit) -> Result<Outcome<()>> {
    let book = call.book()?;
    let outcome = book.edit_member(&call.by(), member.id, &member.fields)?;
    Outcome::of(&book, outcome, |()| ())
}

pub(crate) fn history(call: &Call, member: ById) -> Result<Vec<MemberEntry>> {
    let history = call.book()?.member_history(member.id)?;
    Ok(history.into_iter().map(|(entry, changes)| MemberEntry { entry, changes }).collect())
}

pub(crate) fn trash(call: &Call, request: Selected) -> Result<Outcome<Touched>> {
    update(call, &request.members, request.job.as_deref(), Book::trash)
}

pub(crate) fn restore(call: &Call, request: Selected) -> Result<Outcome<Touched>> {
    update(call, &request.members, request.job.as_deref(), Book::restore_members)
}

pub(crate) fn set_status(call: &Call, request: NewStatus) -> Result<Outcome<Touched>> {
    let status = request.status;
    update(call, &request.members, request.job.as_deref(), |book, by, members, progress| {
        book.set_status(by, members, status, progress)
    })
}

fn update(
    call: &Call,
    members: &Selection,
    job: Option<&str>,
    f: impl FnOnce(&Book, &By, &[MemberId], &Progress) -> rollbook::Result<rollbook::Outcome<u64>>,
) -> Result<Outcome<Touched>> {
    let (book, job) = (call.book()?, call.job(job));
    let members = members.of(&book)?;
    let outcome = f(&book, &call.by(), &members, &job)?;
    Outcome::of(&book, outcome, |members| Touched { members })
}

impl Selection {
    pub fn of(&self, _book: &Book) -> Result<Vec<MemberId>> {
        Ok(self.ids.clone())
    }
}
