//! Several members become one.
//!
//! The rows of those who go stay as they are, in the trash, and point at the one who stays: their
//! addresses still find the person, their history stays readable, and undo has nothing to invent.
//! What they own moves: every grant with its own terms, so that nobody's access becomes less.
//! Progress, dates and the school's own fields are taken over where they say more.

use std::collections::BTreeMap;

use rusqlite::params;
use serde::Deserialize;

use super::find::find;
use crate::book::{Book, By, Previewed, Tx};
use crate::error::{Error, Result};
use crate::fields;
use crate::ids::{EntryId, FieldId, MemberId};
use crate::journal::{Op, OpKind, Outcome, store};
use crate::members::{Custom, Member, MemberFields, Status, display_name, edit, full, own};
use crate::outline;
use crate::progress::{Phase, Progress};

/// Who becomes one with whom.
#[derive(Clone, Debug, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
#[ts(optional_fields)]
pub struct Merge {
    /// The member who stays.
    pub keep: MemberId,
    /// Those who go.
    pub gone: Vec<MemberId>,
    #[serde(default)]
    #[ts(optional, as = "Option<_>")]
    pub fields: FieldsOf,
}

/// Whose value a field gets. Without a choice the one who stays keeps theirs, and a blank one is
/// filled from the others; somebody blocked keeps the person blocked.
#[derive(Clone, Debug, Default, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(optional_fields)]
pub struct FieldsOf {
    pub name: Option<MemberId>,
    pub email: Option<MemberId>,
    pub company: Option<MemberId>,
    pub phone: Option<MemberId>,
    pub external_id: Option<MemberId>,
    pub status: Option<MemberId>,
    /// The school's own fields by key.
    #[ts(optional, as = "Option<BTreeMap<String, MemberId>>")]
    pub custom: BTreeMap<String, MemberId>,
}

/// What a merge did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// People that were several members before.
    pub people: u64,
    /// Members who went.
    pub gone: u64,
    /// Grants that moved to those who stay.
    pub grants: u64,
}

impl Book {
    /// Makes several members one. Nobody of them may be in the trash.
    pub fn merge(&self, by: &By, merge: &Merge) -> Result<Outcome<Merged>> {
        self.write(by, Op::new(OpKind::MembersMerge), |tx| {
            let mut done = Merged::default();
            one(tx, merge, &mut done)?;
            say(tx, &done);
            tx.say("name", display_name(tx, merge.keep)?);
            Ok(done)
        })
    }

    /// The member who stays, as [`merge`](Book::merge) would leave them.
    pub fn preview_merge(&self, by: &By, merge: &Merge) -> Result<Previewed<Member>> {
        let zone = self.settings().zone;
        self.preview(by, |tx| {
            one(tx, merge, &mut Merged::default())?;
            full(tx, merge.keep, by.now, zone)
        })
    }

    /// Merges everybody of whom it is certain that they are one person, and of whom nothing is left
    /// to decide, as one entry.
    pub fn merge_certain(&self, by: &By, progress: &Progress) -> Result<Outcome<Merged>> {
        self.write(by, Op::new(OpKind::MembersMerge), |tx| {
            let groups = find(tx, progress)?.groups;
            let certain: Vec<_> = groups.iter().filter(|group| group.merges_by_itself()).collect();
            progress.begin(Phase::Writing, certain.len() as u64)?;
            let mut done = Merged::default();
            for group in certain {
                if let [keep, gone @ ..] = &group.members[..] {
                    let merge =
                        Merge { keep: *keep, gone: gone.to_vec(), fields: FieldsOf::default() };
                    one(tx, &merge, &mut done)?;
                }
                progress.step(1)?;
            }
            progress.begin(Phase::Journaling, 0)?;
            say(tx, &done);
            Ok(done)
        })
    }
}

fn say(tx: &Tx, done: &Merged) {
    tx.say("people", done.people);
    tx.say("members", done.gone);
    tx.say("grants", done.grants);
}

fn one(tx: &Tx, merge: &Merge, done: &mut Merged) -> Result<()> {
    let Merge { keep, gone, fields: chosen } = merge;
    let mut all = vec![present(tx, *keep)?];
    for id in gone {
        if all.iter().any(|member| member.id == *id) {
            return Err(Error::InvalidValue { field: "member", value: id.to_string() });
        }
        all.push(present(tx, *id)?);
    }
    if gone.is_empty() {
        return Err(Error::InvalidValue { field: "members", value: "1".to_owned() });
    }
    let (united, given_back) = unite(&all, chosen)?;
    let own = own_values(&all, chosen)?;
    for id in gone {
        tx.prepare_cached("UPDATE members SET merged_into = ?2, trashed_at = ?3 WHERE id = ?1")?
            .execute(params![id, keep, tx.now()])?;
        done.grants += take_over(tx, *id, *keep)?;
    }
    edit(tx, *keep, &united)?;
    for (field, value) in own {
        fields::set(tx, *keep, field, &value)?;
    }
    for (id, fields) in given_back {
        edit(tx, id, &fields)?;
    }
    let instants = |of: fn(&Member) -> Option<i64>| all.iter().filter_map(of);
    tx.prepare_cached("UPDATE members SET joined_at = ?2, last_seen_at = ?3 WHERE id = ?1")?
        .execute(params![
            keep,
            instants(|member| member.joined_at).min(),
            instants(|member| member.last_seen_at).max(),
        ])?;
    done.people += 1;
    done.gone += gone.len() as u64;
    Ok(())
}

/// A member who is there: neither merged nor in the trash.
fn present(tx: &Tx, id: MemberId) -> Result<Member> {
    let member = own(tx, id)?;
    match (&member.merged_into, member.trashed) {
        (Some(into), _) => {
            Err(Error::Merged { name: member.display_name().to_owned(), into: into.title.clone() })
        }
        (None, true) => Err(Error::InTrash { name: member.display_name().to_owned() }),
        (None, false) => Ok(member),
    }
}

/// The fields that change of the first of `all`, who stays, and what others get for theirs: an
/// e-mail and a platform id find a person, so they change places and are not lost.
fn unite(
    all: &[Member],
    chosen: &FieldsOf,
) -> Result<(MemberFields, Vec<(MemberId, MemberFields)>)> {
    let keep = &all[0];
    let of = |choice: Option<MemberId>| choice.map(|id| one_of(all, id)).transpose();
    // Whose value it gets, where that is not who stays.
    let source = |choice: Option<MemberId>, text: fn(&Member) -> &str| -> Result<Option<&Member>> {
        let has = |member: &&Member| !text(member).is_empty();
        let source = match of(choice)? {
            Some(member) => Some(member),
            None if has(&keep) => None,
            None => all.iter().find(has),
        };
        Ok(source.filter(|member| text(member) != text(keep)))
    };
    let text = |choice, text: fn(&Member) -> &str| -> Result<Option<String>> {
        Ok(source(choice, text)?.map(|member| text(member).to_owned()))
    };
    let mut fields = MemberFields {
        company: text(chosen.company, |member| &member.company)?,
        phone: text(chosen.phone, |member| &member.phone)?,
        email: text(chosen.email, |member| &member.email)?,
        external_id: text(chosen.external_id, |member| &member.external_id)?,
        ..MemberFields::default()
    };
    if let Some(named) = source(chosen.name, |member| &member.name)? {
        fields.name = Some(named.name.clone());
        fields.given = Some(named.given.clone());
        fields.family = Some(named.family.clone());
    }
    let status = of(chosen.status)?.map_or_else(|| status_of(all), |member| member.status);
    fields.status = (status != keep.status).then_some(status);
    let mut given_back = Vec::new();
    if let Some(other) = source(chosen.email, |member| &member.email)?
        && !keep.email.is_empty()
    {
        let email = Some(keep.email.clone());
        given_back.push((other.id, MemberFields { email, ..MemberFields::default() }));
    }
    if let Some(other) = source(chosen.external_id, |member| &member.external_id)?
        && !keep.external_id.is_empty()
    {
        let external_id = Some(keep.external_id.clone());
        given_back.push((other.id, MemberFields { external_id, ..MemberFields::default() }));
    }
    Ok((fields, given_back))
}

/// The values of the school's own fields that change of the first of `all`, as they are kept: one that
/// is left from another kind goes along too.
fn own_values(all: &[Member], chosen: &FieldsOf) -> Result<Vec<(FieldId, String)>> {
    let mut changed = Vec::new();
    for (at, Custom { field, value: before }) in all[0].custom.iter().enumerate() {
        let value = |member: &Member| member.custom[at].value.clone();
        let choice = match chosen.custom.get(&field.key) {
            Some(id) => Some(value(one_of(all, *id)?)),
            None => None,
        };
        let filled = || all.iter().map(value).find(|value| before.is_empty() && !value.is_empty());
        if let Some(value) = choice.or_else(filled).filter(|value| value != before) {
            changed.push((field.id, value));
        }
    }
    Ok(changed)
}

fn one_of(all: &[Member], id: MemberId) -> Result<&Member> {
    all.iter()
        .find(|member| member.id == id)
        .ok_or_else(|| Error::InvalidValue { field: "member", value: id.to_string() })
}

/// Nobody blocked comes back by a merge; of the others the best counts.
fn status_of(all: &[Member]) -> Status {
    let has = |status| all.iter().any(|member| member.status == status);
    [Status::Disabled, Status::Active]
        .into_iter()
        .find(|status| has(*status))
        .unwrap_or(Status::Pending)
}

/// Moves what somebody has; how many grants.
pub(crate) fn take_over(tx: &Tx, from: MemberId, to: MemberId) -> Result<u64> {
    outline::unite_starts(tx, from, to)?;
    let moved = tx
        .prepare_cached("UPDATE grants SET member_id = ?2 WHERE member_id = ?1")?
        .execute([from, to])?;
    unite_progress(tx, from, to)?;
    outline::take_over(tx, from, to)?;
    tell_apart(tx, from, to)?;
    Ok(moved as u64)
}

/// Gives one member what another has in a table whose rows stay with the one they are of.
pub(crate) fn unite_rows(tx: &Tx, table: &str, from: MemberId, to: MemberId) -> Result<()> {
    match table {
        "drip_starts" => outline::unite_starts(tx, from, to),
        "course_progress" => unite_progress(tx, from, to),
        "lesson_progress" | "unlocks" => outline::take_over(tx, from, to),
        "distinct_people" => tell_apart(tx, from, to),
        _ => Ok(()),
    }
}

fn unite_progress(tx: &Tx, from: MemberId, to: MemberId) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO course_progress
             (member_id, course_id, viewed, completed, started_at, completed_at, last_activity_at)
         SELECT ?2, course_id, viewed, completed, started_at, completed_at, last_activity_at
         FROM course_progress WHERE member_id = ?1
         ON CONFLICT DO UPDATE SET
             viewed = coalesce(max(viewed, excluded.viewed), viewed, excluded.viewed),
             completed = coalesce(max(completed, excluded.completed), completed, excluded.completed),
             started_at =
                 coalesce(min(started_at, excluded.started_at), started_at, excluded.started_at),
             completed_at =
                 coalesce(min(completed_at, excluded.completed_at), completed_at, excluded.completed_at),
             last_activity_at = coalesce(
                 max(last_activity_at, excluded.last_activity_at), last_activity_at,
                 excluded.last_activity_at)",
    )?
    .execute([from, to])?;
    Ok(())
}

/// Whoever is another person than the one who goes is another than the one who stays.
fn tell_apart(tx: &Tx, from: MemberId, to: MemberId) -> Result<()> {
    tx.prepare_cached(
        "INSERT OR IGNORE INTO distinct_people (member_id, other_id)
         SELECT min(other, ?2), max(other, ?2) FROM
             (SELECT other_id AS other FROM distinct_people WHERE member_id = ?1
              UNION SELECT member_id FROM distinct_people WHERE other_id = ?1)
         WHERE other <> ?2",
    )?
    .execute([from, to])?;
    Ok(())
}

/// Refuses to do a merge again, of which somebody was merged otherwise or trashed since: what they
/// have would move to somebody who is not there. `undo` is the entry that took it back.
pub(crate) fn refuse_stale(tx: &Tx, undo: EntryId) -> Result<()> {
    for id in store::members_of(tx, undo, Some("members"))? {
        present(tx, MemberId(id as i64))?;
    }
    Ok(())
}
