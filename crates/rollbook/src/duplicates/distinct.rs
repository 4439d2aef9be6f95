//! Members who look alike and are two people.

use std::collections::HashSet;

use rusqlite::{Connection, params};

use crate::book::{Book, By};
use crate::error::{Error, Result};
use crate::ids::MemberId;
use crate::journal::{Op, OpKind, Outcome};
use crate::members::{display_name, refuse_merged};

/// Of so many at most each pair is told apart, and looked at for having been.
pub(super) const N_PAIRED: usize = 200;

/// Pairs, the smaller id first.
#[derive(Debug, Default)]
pub(super) struct Distinct {
    pairs: HashSet<(MemberId, MemberId)>,
    members: HashSet<MemberId>,
}

impl Distinct {
    pub fn load(db: &Connection) -> Result<Self> {
        let mut statement = db.prepare_cached("SELECT member_id, other_id FROM distinct_people")?;
        let mut rows = statement.query([])?;
        let mut distinct = Self::default();
        while let Some(row) = rows.next()? {
            let (one, other) = (row.get(0)?, row.get(1)?);
            distinct.pairs.insert((one, other));
            distinct.members.extend([one, other]);
        }
        Ok(distinct)
    }

    /// Whether a member is one of a pair at all.
    pub fn knows(&self, member: MemberId) -> bool {
        self.members.contains(&member)
    }

    pub fn are_two(&self, one: MemberId, other: MemberId) -> bool {
        self.pairs.contains(&(one.min(other), one.max(other)))
    }
}

impl Book {
    /// Says that each of these members is another person, so that they are not found again. It is a
    /// row for each two of them, so that they are 200 at most.
    pub fn tell_apart(&self, by: &By, members: &[MemberId]) -> Result<Outcome<()>> {
        if members.len() > N_PAIRED {
            let value = members.len().to_string();
            return Err(Error::InvalidValue { field: "members", value });
        }
        self.write(by, Op::new(OpKind::MembersApart), |tx| {
            let mut add = tx.prepare_cached(
                "INSERT OR IGNORE INTO distinct_people (member_id, other_id) VALUES (?1, ?2)",
            )?;
            for (at, one) in members.iter().enumerate() {
                refuse_merged(tx, *one)?;
                for other in &members[at + 1..] {
                    if one != other {
                        add.execute(params![one.min(other), one.max(other)])?;
                    }
                }
            }
            tx.say("members", members.len());
            if let [one, other] = members {
                tx.say("name", display_name(tx, *one)?);
                tx.say("other", display_name(tx, *other)?);
            }
            Ok(())
        })
    }
}
