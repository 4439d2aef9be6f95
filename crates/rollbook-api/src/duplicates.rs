//! Members who may be one person: found, merged, told apart.

use rollbook::MemberId;
use rollbook::duplicates::{Alike, Group, Groups, Merge};
use rollbook::members::Member;
use rollbook::views::MemberRow;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::MaybeJob;
use crate::call::Call;
use crate::error::Result;
use crate::outcome::Outcome;
use crate::views::Window;

/// The most groups that are handed out at once.
const MOST: usize = 200;

/// The most members of a group that are handed out: as many as can be compared side by side. Who has
/// thousands of addresses made them, and is merged by certainty.
const SIDE_BY_SIDE: usize = 12;

/// What was found; groups are asked for by the view's id.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FoundDuplicates {
    #[ts(type = "Id")]
    view: String,
    /// Groups of members who may be one person.
    total: u64,
    /// Members who would go if each group became one.
    surplus: u64,
    /// What merging those would come to of whom it is certain.
    certain: Merged,
    /// Groups of which it is certain, but somebody is blocked: they are left to a person.
    partly_blocked: u64,
    /// The book's version it was found in.
    version: u64,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct Merged {
    /// People that are several members before.
    people: u64,
    /// Members who go.
    members: u64,
}

#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DuplicateGroup {
    why: Vec<Alike>,
    is_certain: bool,
    is_partly_blocked: bool,
    /// The first twelve, before all the one who should stay. Whoever is no more is left out.
    members: Vec<MemberRow>,
    /// All of them.
    n_members: u64,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct SeveralMembers {
    members: Vec<MemberId>,
}

pub(crate) fn find(call: &Call, request: MaybeJob) -> Result<FoundDuplicates> {
    let (book, job) = (call.book()?, call.job(request.job.as_deref()));
    let version = book.version();
    let Groups { groups, surplus } = book.duplicates(&job)?;
    let certain: Vec<&Group> = groups.iter().filter(|group| group.merges_by_itself()).collect();
    let blocked = groups.iter().filter(|group| group.is_certain && group.is_partly_blocked);
    Ok(FoundDuplicates {
        total: groups.len() as u64,
        surplus,
        certain: Merged {
            people: certain.len() as u64,
            members: certain.iter().map(|group| group.members.len() as u64 - 1).sum(),
        },
        partly_blocked: blocked.count() as u64,
        version,
        view: book.duplicates.keep(groups),
    })
}

pub(crate) fn rows(call: &Call, window: Window) -> Result<Vec<DuplicateGroup>> {
    let book = call.book()?;
    let groups = book.duplicates.find(&window.view)?;
    let wanted = groups.iter().skip(window.start).take(window.len.min(MOST));
    wanted
        .map(|group| {
            let first = &group.members[..group.members.len().min(SIDE_BY_SIDE)];
            let rows = book.member_rows(first, call.now)?;
            Ok(DuplicateGroup {
                why: group.why.clone(),
                is_certain: group.is_certain,
                is_partly_blocked: group.is_partly_blocked,
                members: rows.into_iter().flatten().collect(),
                n_members: group.members.len() as u64,
            })
        })
        .collect()
}

pub(crate) fn preview(call: &Call, merge: Merge) -> Result<Member> {
    Ok(call.book()?.preview_merge(&call.by(), &merge)?.value)
}

pub(crate) fn merge(call: &Call, merge: Merge) -> Result<Outcome<Merged>> {
    let book = call.book()?;
    let outcome = book.merge(&call.by(), &merge)?;
    Outcome::of(&book, outcome, |done| Merged { people: done.people, members: done.gone })
}

pub(crate) fn merge_certain(call: &Call, request: MaybeJob) -> Result<Outcome<Merged>> {
    let (book, job) = (call.book()?, call.job(request.job.as_deref()));
    let outcome = book.merge_certain(&call.by(), &job)?;
    Outcome::of(&book, outcome, |done| Merged { people: done.people, members: done.gone })
}

pub(crate) fn tell_apart(call: &Call, several: SeveralMembers) -> Result<Outcome<()>> {
    let book = call.book()?;
    let outcome = book.tell_apart(&call.by(), &several.members)?;
    Outcome::of(&book, outcome, |()| ())
}
