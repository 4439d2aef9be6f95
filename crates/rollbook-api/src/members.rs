//! Members: one, and many at once.

use std::collections::HashSet;

use rollbook::MemberId;
use rollbook::access::GrantSpec;
use rollbook::journal::{Entry, RowChange};
use rollbook::members::{Member, MemberChange, MemberException, MemberFields};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::call::Call;
use crate::error::Result;
use crate::open_book::OpenBook;
use crate::outcome::Outcome;

#[derive(Debug, Deserialize, TS)]
pub(crate) struct ById {
    id: MemberId,
}

#[derive(Debug, Deserialize, TS)]
#[ts(optional_fields)]
pub(crate) struct HistoryOf {
    id: MemberId,
    /// The newest so many entries; all of them when absent.
    #[ts(optional, type = "number")]
    limit: Option<usize>,
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

/// The members an action is about: some, or those of a view but for some.
#[derive(Debug, Deserialize, TS)]
#[serde(untagged)]
pub(crate) enum Selection {
    Ids {
        ids: Vec<MemberId>,
    },
    View {
        #[ts(type = "Id")]
        view: String,
        except: Vec<MemberId>,
    },
}

impl Selection {
    pub fn of(&self, book: &OpenBook) -> Result<Vec<MemberId>> {
        match self {
            Selection::Ids { ids } => Ok(ids.clone()),
            Selection::View { view, except } => {
                let except: HashSet<&MemberId> = except.iter().collect();
                let view = book.views.find(view)?;
                Ok(view.iter().filter(|id| !except.contains(id)).copied().collect())
            }
        }
    }
}

#[derive(Debug, Deserialize, TS)]
#[ts(rename = "MemberChangeForMany", optional_fields)]
pub(crate) struct ChangeForMany {
    members: Selection,
    change: MemberChange,
    #[ts(optional, type = "Id")]
    job: Option<String>,
}

/// Something new.
#[derive(Debug, Serialize, TS)]
pub(crate) struct Added {
    #[ts(type = "Id")]
    pub id: String,
}

/// What a change of many does, or would do.
#[derive(Debug, Serialize, TS)]
pub(crate) struct ChangedMembers {
    members: u64,
    /// Why somebody is left as they are, and how many.
    exceptions: Vec<Left>,
    /// The first rows that change.
    sample: Vec<RowChange>,
}

#[derive(Debug, Serialize, TS)]
#[ts(rename = "MembersLeft")]
pub(crate) struct Left {
    why: MemberException,
    members: u64,
}

impl ChangedMembers {
    fn of(done: &rollbook::members::ChangedMembers, sample: Vec<RowChange>) -> Self {
        let left = |(why, members): (&MemberException, &u64)| Left { why: *why, members: *members };
        Self {
            members: done.members,
            exceptions: done.exceptions.iter().map(left).collect(),
            sample,
        }
    }
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

pub(crate) fn history(call: &Call, request: HistoryOf) -> Result<Vec<MemberEntry>> {
    let history = call.book()?.member_history(request.id, request.limit)?;
    Ok(history.into_iter().map(|(entry, changes)| MemberEntry { entry, changes }).collect())
}

pub(crate) fn change(call: &Call, request: ChangeForMany) -> Result<Outcome<ChangedMembers>> {
    let (book, job) = (call.book()?, call.job(request.job.as_deref()));
    let members = request.members.of(&book)?;
    let outcome = book.change_members(&call.by(), &members, &request.change, &job)?;
    Outcome::of(&book, outcome, |done| ChangedMembers::of(&done, Vec::new()))
}

pub(crate) fn preview_change(call: &Call, request: ChangeForMany) -> Result<ChangedMembers> {
    let (book, job) = (call.book()?, call.job(request.job.as_deref()));
    let members = request.members.of(&book)?;
    let seen = book.preview_members(&call.by(), &members, &request.change, &job)?;
    Ok(ChangedMembers::of(&seen.value, seen.sample))
}
