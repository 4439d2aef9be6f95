//! Finding members who look like one person.
//!
//! One pass over the members takes down a hash for each thing by which they may be alike; sorted,
//! equal hashes lie side by side. So the time grows with the members and not with their pairs, and
//! a million of them cost some tens of megabytes. Whoever was found is read again, to say why.

use std::collections::HashSet;
use std::hash::{BuildHasher, Hash, RandomState};

use rusqlite::{Connection, OptionalExtension, Row};
use serde::Serialize;

use super::alike::{mailbox, phone, read_as_latin, without_slip};
use super::distinct::{Distinct, N_PAIRED};
use crate::book::Book;
use crate::error::Result;
use crate::ids::MemberId;
use crate::members::Status;
use crate::progress::{Phase, Progress};

/// A platform id, or a name with a phone, that more members than this have says nothing of them: it
/// stands where there is none.
const N_TELLING: usize = 20;

/// How often the pass says how far it is.
const STEP: u64 = 4096;

/// Why members look like one person, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Alike {
    /// One e-mail, as two books that both added somebody have it when they come together.
    Email,
    /// Two spellings of one mailbox: case, dots and tags of providers that ignore them.
    Mailbox,
    /// The same platform id.
    PlatformId,
    /// The same name and the same phone.
    NameAndPhone,
    /// The same e-mail but for letters of another script that look like Latin ones.
    LookAlike,
    /// The same e-mail but for a domain that was mistyped.
    Slip,
}

impl Alike {
    pub fn name(self) -> &'static str {
        match self {
            Alike::Email => "email",
            Alike::Mailbox => "mailbox",
            Alike::PlatformId => "platform_id",
            Alike::NameAndPhone => "name_and_phone",
            Alike::LookAlike => "look_alike",
            Alike::Slip => "slip",
        }
    }
}

/// Members who may be one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Two or more; first the one who should stay: with the plainest e-mail, then seen last, then
    /// the oldest.
    pub members: Vec<MemberId>,
    pub why: Vec<Alike>,
    /// All of them have one mailbox, so that they are one person.
    pub is_certain: bool,
    /// Some of them are blocked and others not: a person has to say what they are together.
    pub is_partly_blocked: bool,
}

impl Group {
    /// Whether nothing is left for a person to decide.
    pub fn merges_by_itself(&self) -> bool {
        self.is_certain && !self.is_partly_blocked
    }
}

/// Everybody who may be there twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    /// Certain ones first, then by the age of the members.
    pub groups: Vec<Group>,
    /// Members who would go if each group became one.
    pub surplus: u64,
}

impl Book {
    /// Members who look like one person, the trash left aside.
    pub fn duplicates(&self, progress: &Progress) -> Result<Groups> {
        self.read_at_length(|db| find(db, progress))
    }
}

pub(super) fn find(db: &Connection, progress: &Progress) -> Result<Groups> {
    let distinct = Distinct::load(db)?;
    let sightings = Sightings::take(db, progress)?;
    let mut groups = Vec::new();
    let found = sightings.groups(&distinct);
    progress.begin(Phase::Checking, found.len() as u64)?;
    for ids in found {
        groups.extend(group(db, &ids, &distinct)?);
        progress.step(1)?;
    }
    groups.sort_by_key(|group: &Group| (!group.is_certain, group.members.iter().min().copied()));
    let surplus = groups.iter().map(|group| group.members.len() as u64 - 1).sum();
    Ok(Groups { groups, surplus })
}

/// What is compared of a member.
struct Traits {
    id: MemberId,
    email: String,
    mailbox: String,
    latin: String,
    meant: String,
    external_id: String,
    /// The folded name with the digits of the phone.
    name_and_phone: Option<(String, String)>,
    status: Status,
    last_seen_at: Option<i64>,
}

const COLUMNS: &str = "id, email_key, external_id, name_key, phone, status, last_seen_at";

impl Traits {
    fn of(row: &Row) -> rusqlite::Result<Self> {
        let email: String = row.get(1)?;
        let mailbox_of = mailbox(&email).into_owned();
        let latin = mailbox(&read_as_latin(&mailbox_of)).into_owned();
        let meant = mailbox(&without_slip(&latin)).into_owned();
        let name: String = row.get(3)?;
        let digits = phone(row.get_ref(4)?.as_str()?).filter(|_| !name.is_empty());
        Ok(Self {
            id: row.get(0)?,
            mailbox: mailbox_of,
            latin,
            meant,
            external_id: row.get(2)?,
            name_and_phone: digits.map(|digits| (name, digits)),
            status: row.get(5)?,
            last_seen_at: row.get(6)?,
            email,
        })
    }

    /// The address after each step of comparing.
    fn emails(&self) -> [&str; 4] {
        [&self.email, &self.mailbox, &self.latin, &self.meant]
    }

    /// How far the address is from the one that is meant: 0 when it is that, 1 with a tag, 2 when
    /// it was mistyped.
    fn oddity(&self) -> u8 {
        match () {
            () if self.meant != self.mailbox => 2,
            () if self.email.contains('+') && self.email != self.mailbox => 1,
            () => 0,
        }
    }
}

/// Where each member's traits were seen: a hash of the trait, and the member's place.
struct Sightings {
    ids: Vec<MemberId>,
    emails: Vec<(u64, u32)>,
    /// What may stand for nothing, when too many have it.
    others: Vec<(u64, u32)>,
}

impl Sightings {
    fn take(db: &Connection, progress: &Progress) -> Result<Self> {
        let hasher = RandomState::new();
        let mut seen = Self { ids: Vec::new(), emails: Vec::new(), others: Vec::new() };
        progress.begin(Phase::Reading, crate::views::n_members(db)?)?;
        let mut statement = db.prepare(&format!(
            "SELECT {COLUMNS} FROM members WHERE +trashed_at IS NULL ORDER BY id"
        ))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let traits = Traits::of(row)?;
            let place = seen.ids.len() as u32;
            seen.ids.push(traits.id);
            if !traits.meant.is_empty() {
                seen.emails.push((hasher.hash_one(&traits.meant), place));
            }
            if !traits.external_id.is_empty() {
                seen.others.push((hasher.hash_one((0, &traits.external_id)), place));
            }
            if let Some(name_and_phone) = &traits.name_and_phone {
                seen.others.push((hasher.hash_one((1, name_and_phone)), place));
            }
            if seen.ids.len().is_multiple_of(STEP as usize) {
                progress.step(STEP)?;
            }
        }
        seen.emails.sort_unstable();
        seen.others.sort_unstable();
        Ok(seen)
    }

    /// Members that hang together by what they share, each group by age.
    fn groups(&self, distinct: &Distinct) -> Vec<Vec<MemberId>> {
        let mut sets = Sets::new(self.ids.len());
        for (sightings, limit) in [(&self.emails, usize::MAX), (&self.others, N_TELLING)] {
            for alike in sightings.chunk_by(|a, b| a.0 == b.0) {
                if (2..=limit).contains(&alike.len()) {
                    self.unite(alike, distinct, &mut sets);
                }
            }
        }
        let mut placed: Vec<(u32, u32)> = sets.in_sets().collect();
        placed.sort_unstable();
        let members =
            |set: &[(u32, u32)]| set.iter().map(|(_, at)| self.ids[*at as usize]).collect();
        placed.chunk_by(|a, b| a.0 == b.0).map(members).collect()
    }

    fn unite(&self, alike: &[(u64, u32)], distinct: &Distinct, sets: &mut Sets) {
        let id = |at: u32| self.ids[at as usize];
        let is_told_apart = alike.iter().any(|(_, at)| distinct.knows(id(*at)));
        if !is_told_apart || alike.len() > N_PAIRED {
            for pair in alike.windows(2) {
                sets.unite(pair[0].1, pair[1].1);
            }
            return;
        }
        for (n, (_, one)) in alike.iter().enumerate() {
            for (_, other) in &alike[n + 1..] {
                if !distinct.are_two(id(*one), id(*other)) {
                    sets.unite(*one, *other);
                }
            }
        }
    }
}

/// Sets that grow together (union-find).
struct Sets {
    /// A member of the same set, in the end the one that names it.
    next: Vec<u32>,
}

impl Sets {
    fn new(n: usize) -> Self {
        Self { next: (0..n as u32).collect() }
    }

    fn name(&mut self, mut at: u32) -> u32 {
        while self.next[at as usize] != at {
            let after = self.next[self.next[at as usize] as usize];
            self.next[at as usize] = after;
            at = after;
        }
        at
    }

    /// The smaller name stays, so that a set is named by its oldest member.
    fn unite(&mut self, one: u32, other: u32) {
        let (one, other) = (self.name(one), self.name(other));
        self.next[one.max(other) as usize] = one.min(other);
    }

    /// Each member of a set of two or more, with the set's name.
    fn in_sets(mut self) -> impl Iterator<Item = (u32, u32)> {
        let mut is_joined = vec![false; self.next.len()];
        for at in 0..self.next.len() as u32 {
            let name = self.name(at);
            if name != at {
                is_joined[name as usize] = true;
                is_joined[at as usize] = true;
            }
        }
        (0..self.next.len() as u32)
            .filter(move |at| is_joined[*at as usize])
            .map(move |at| (self.name(at), at))
    }
}

/// Says why members are alike; `None` when only their hashes were.
fn group(db: &Connection, ids: &[MemberId], distinct: &Distinct) -> Result<Option<Group>> {
    let mut statement =
        db.prepare_cached(&format!("SELECT {COLUMNS} FROM members WHERE id = ?1"))?;
    let mut all = Vec::with_capacity(ids.len());
    for id in ids {
        all.extend(statement.query_row([id], Traits::of).optional()?);
    }
    let why = why(&all);
    if why.is_empty() {
        return Ok(None);
    }
    let is_told_apart = ids.iter().any(|id| distinct.knows(*id))
        && ids.iter().any(|one| ids.iter().any(|other| distinct.are_two(*one, *other)));
    let n_blocked = all.iter().filter(|member| member.status == Status::Disabled).count();
    let is_certain =
        !is_told_apart && repeats(all.iter().map(|member| &member.mailbox)) + 1 == all.len();
    let is_partly_blocked = n_blocked > 0 && n_blocked < all.len();
    all.sort_by_key(|member| (member.oddity(), std::cmp::Reverse(member.last_seen_at), member.id));
    let members = all.iter().map(|member| member.id).collect();
    Ok(Some(Group { members, why, is_certain, is_partly_blocked }))
}

/// Each step of comparing that finds more of them alike is a reason.
fn why(all: &[Traits]) -> Vec<Alike> {
    let steps = [Alike::Email, Alike::Mailbox, Alike::LookAlike, Alike::Slip];
    let mut why = Vec::new();
    let mut before = 0;
    for (step, reason) in steps.into_iter().enumerate() {
        let emails = all.iter().map(|member| member.emails()[step]);
        let n = repeats(emails.filter(|email| !email.is_empty()));
        if n > before {
            why.push(reason);
        }
        before = n;
    }
    if repeats(all.iter().map(|member| &member.external_id).filter(|id| !id.is_empty())) > 0 {
        why.push(Alike::PlatformId);
    }
    if repeats(all.iter().filter_map(|member| member.name_and_phone.as_ref())) > 0 {
        why.push(Alike::NameAndPhone);
    }
    why.sort_unstable();
    why
}

/// How many of these have come before.
fn repeats<T: Hash + Eq>(values: impl Iterator<Item = T>) -> usize {
    let mut seen = HashSet::new();
    values.map(|value| usize::from(!seen.insert(value))).sum()
}
