//! Granting, changing and ending access.

use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Deserializer};

use super::grant::State;
use super::span::Span;
use crate::book::{Book, By, Previewed, Tx};
use crate::error::{Error, Result};
use crate::ids::{CohortId, CourseId, GrantId, MemberId, ProductId};
use crate::journal::{Op, OpKind, Outcome};
use crate::progress::{Phase, Progress};
use crate::time::{day_end, day_start, parse_day};

/// What to give. Days are in the book's zone; no expiry means access without an end.
#[derive(Clone, Debug, Default, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(optional_fields = nullable)]
pub struct GrantSpec {
    pub courses: Vec<CourseId>,
    pub products: Vec<ProductId>,
    pub cohort: Option<CohortId>,
    pub state: State,
    pub starts_on: Option<String>,
    pub expires_on: Option<String>,
}

/// What to change in a grant; `None` leaves it, `Some(None)` clears.
#[derive(Clone, Debug, Default, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(optional_fields)]
pub struct GrantEdit {
    pub state: Option<State>,
    pub starts_on: Option<String>,
    #[serde(deserialize_with = "given")]
    pub expires_on: Option<Option<String>>,
}

fn given<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(from).map(Some)
}

/// What a grant of many members did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Granted {
    pub members: u64,
    pub grants: u64,
    /// Members who had everything already.
    pub already: u64,
}

/// A grant about to be written.
#[derive(Clone, Debug)]
pub(crate) struct NewGrant<'a> {
    pub member: MemberId,
    pub course: Option<CourseId>,
    pub product: Option<ProductId>,
    pub cohort: Option<CohortId>,
    pub source: &'a str,
    pub state: State,
    pub starts_at: i64,
    pub expires_at: Option<i64>,
}

impl Book {
    /// Gives each member each course and product, leaving alone who has as much already by the same
    /// reason (a course given by hand twice is one grant; a bundle that holds it is another).
    pub fn grant(
        &self,
        by: &By,
        members: &[MemberId],
        spec: &GrantSpec,
        progress: &Progress,
    ) -> Result<Outcome<Granted>> {
        self.write(by, Op::new(OpKind::AccessGrant), |tx| grant(tx, members, spec, progress))
    }

    /// What [`grant`](Book::grant) would do.
    pub fn preview_grant(
        &self,
        by: &By,
        members: &[MemberId],
        spec: &GrantSpec,
        progress: &Progress,
    ) -> Result<Previewed<Granted>> {
        self.preview(by, |tx| grant(tx, members, spec, progress))
    }

    pub fn edit_grants(
        &self,
        by: &By,
        grants: &[GrantId],
        edit: &GrantEdit,
    ) -> Result<Outcome<()>> {
        self.write(by, Op::new(OpKind::AccessEdit), |tx| {
            let zone = tx.settings().zone;
            let starts_at = edit.starts_on.as_deref().map(parse_day).transpose()?;
            for id in grants {
                require(tx, *id)?;
                if let Some(state) = edit.state {
                    tx.prepare_cached("UPDATE grants SET state = ?2 WHERE id = ?1")?
                        .execute(params![id, state])?;
                }
                if let Some(day) = starts_at {
                    tx.prepare_cached("UPDATE grants SET starts_at = ?2 WHERE id = ?1")?
                        .execute(params![id, day_start(zone, day)])?;
                }
                if let Some(expires_on) = &edit.expires_on {
                    let day = expires_on.as_deref().map(parse_day).transpose()?;
                    tx.prepare_cached("UPDATE grants SET expires_at = ?2 WHERE id = ?1")?
                        .execute(params![id, day.map(|day| day_end(zone, day))])?;
                }
                if edit.starts_on.is_some() || edit.expires_on.is_some() {
                    span(tx, *id)?.forward(zone)?;
                }
            }
            name_holder(tx, grants)
        })
    }

    /// Ends grants. Other reasons for the same course stay.
    pub fn revoke(&self, by: &By, grants: &[GrantId]) -> Result<Outcome<()>> {
        self.write(by, Op::new(OpKind::AccessRevoke), |tx| {
            for id in grants {
                require(tx, *id)?;
                tx.prepare_cached(
                    "UPDATE grants SET ended_at = ?2 WHERE id = ?1 AND ended_at IS NULL",
                )?
                .execute(params![id, tx.now()])?;
            }
            name_holder(tx, grants)
        })
    }
}

pub(crate) fn grant(
    tx: &Tx,
    members: &[MemberId],
    spec: &GrantSpec,
    progress: &Progress,
) -> Result<Granted> {
    let zone = tx.settings().zone;
    let span = Span::of_days(spec.starts_on.as_deref(), spec.expires_on.as_deref(), zone)?;
    let starts_at = span.starts_at.unwrap_or(tx.now());
    let Span { expires_at, .. } = Span { starts_at: Some(starts_at), ..span }.forward(zone)?;
    let cohort_course = spec.cohort.map(|cohort| course_of(tx, cohort)).transpose()?;
    let targets: Vec<(Option<CourseId>, Option<ProductId>)> = spec
        .courses
        .iter()
        .map(|id| (Some(*id), None))
        .chain(spec.products.iter().map(|id| (None, Some(*id))))
        .collect();
    progress.begin(Phase::Writing, members.len() as u64)?;
    let mut done = Granted::default();
    for member in members {
        let before = done.grants;
        for (course, product) in &targets {
            if has(tx, *member, *course, *product, spec.state, expires_at)? {
                continue;
            }
            insert(
                tx,
                &NewGrant {
                    member: *member,
                    course: *course,
                    product: *product,
                    // A cohort is a run of one course; the others are given without.
                    cohort: spec.cohort.filter(|_| course.is_some() && *course == cohort_course),
                    source: "manual",
                    state: spec.state,
                    starts_at,
                    expires_at,
                },
            )?;
            done.grants += 1;
        }
        let gained = done.grants > before;
        done.members += u64::from(gained);
        done.already += u64::from(!gained);
        progress.step(1)?;
    }
    tx.say("members", done.members);
    tx.say("grants", done.grants);
    tx.say("title", titles(tx, &targets)?);
    if let [only] = members {
        tx.say("name", crate::members::display_name(tx, *only)?);
    }
    progress.begin(Phase::Journaling, 0)?;
    Ok(done)
}

pub(crate) fn insert(tx: &Tx, grant: &NewGrant) -> Result<GrantId> {
    debug_assert!(grant.expires_at.is_none_or(|end| end >= grant.starts_at), "{grant:?}");
    let id = GrantId(tx.new_id()?);
    tx.prepare_cached(
        "INSERT INTO grants (id, member_id, course_id, product_id, cohort_id, source, state,
                             starts_at, expires_at, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        id,
        grant.member,
        grant.course,
        grant.product,
        grant.cohort,
        grant.source,
        grant.state,
        grant.starts_at,
        grant.expires_at,
        tx.now(),
    ])?;
    Ok(id)
}

/// Whether the member has as much already: open, as active, and for as long.
fn has(
    tx: &Tx,
    member: MemberId,
    course: Option<CourseId>,
    product: Option<ProductId>,
    state: State,
    expires_at: Option<i64>,
) -> Result<bool> {
    Ok(tx
        .prepare_cached(
            "SELECT 1 FROM grants WHERE member_id = ?1 AND course_id IS ?2 AND product_id IS ?3
             AND ended_at IS NULL AND state <> 'disabled' AND (state = 'active' OR ?5 <> 'active')
             AND (expires_at IS NULL OR (expires_at >= ?4 AND expires_at >= ?6))",
        )?
        .exists(params![member, course, product, tx.now(), state, expires_at])?)
}

fn course_of(tx: &Tx, cohort: CohortId) -> Result<CourseId> {
    tx.prepare_cached("SELECT course_id FROM cohorts WHERE id = ?1")?
        .query_row([cohort], |row| row.get(0))
        .optional()?
        .ok_or_else(|| Error::NotFound { what: "cohort", id: cohort.to_string() })
}

fn require(tx: &Tx, id: GrantId) -> Result<()> {
    if tx.prepare_cached("SELECT 1 FROM grants WHERE id = ?1")?.exists([id])? {
        return Ok(());
    }
    Err(Error::NotFound { what: "grant", id: id.to_string() })
}

fn span(tx: &Tx, id: GrantId) -> Result<Span> {
    Ok(tx
        .prepare_cached("SELECT starts_at, expires_at FROM grants WHERE id = ?1")?
        .query_row([id], |row| Ok(Span { starts_at: row.get(0)?, expires_at: row.get(1)? }))?)
}

/// Says whose access the write is about, when it is about one person's.
fn name_holder(tx: &Tx, grants: &[GrantId]) -> Result<()> {
    tx.say("grants", grants.len());
    let Some(first) = grants.first() else { return Ok(()) };
    let holder: Option<(MemberId, String)> = tx
        .prepare_cached(
            "SELECT g.member_id, coalesce(c.title, p.title) FROM grants g
             LEFT JOIN courses c ON c.id = g.course_id LEFT JOIN products p ON p.id = g.product_id
             WHERE g.id = ?1",
        )?
        .query_row([first], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if let Some((member, title)) = holder {
        tx.say("name", crate::members::display_name(tx, member)?);
        tx.say("title", title);
    }
    Ok(())
}

fn titles(tx: &Tx, targets: &[(Option<CourseId>, Option<ProductId>)]) -> Result<String> {
    let mut titles = Vec::new();
    for (course, product) in targets {
        let title: Option<String> = tx
            .prepare_cached(
                "SELECT title FROM courses WHERE id = ?1
                 UNION ALL SELECT title FROM products WHERE id = ?2",
            )?
            .query_row(params![course, product], |row| row.get(0))
            .optional()?;
        titles.push(title.ok_or_else(|| Error::NotFound {
            what: "course",
            id: course.map_or_else(String::new, |id| id.to_string()),
        })?);
    }
    Ok(titles.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::tests::{book, by};
    use crate::members::MemberFields;

    #[test]
    fn access_that_would_be_over_before_it_begins_is_refused() {
        let (_dir, book) = book();
        let drawing = book.add_course(&by(), "Drawing").unwrap().value;
        let ana = MemberFields { email: Some("ana@example.com".into()), ..MemberFields::default() };
        let ana = book.add_member(&by(), &ana).unwrap().value;
        let give = |starts_on: Option<&str>, expires_on: &str| {
            let spec = GrantSpec {
                courses: vec![drawing],
                starts_on: starts_on.map(str::to_owned),
                expires_on: Some(expires_on.to_owned()),
                ..GrantSpec::default()
            };
            book.grant(&by(), &[ana], &spec, &Progress::default()).map(|done| done.value.grants)
        };
        let error = give(Some("2026-05-02"), "2026-05-01").unwrap_err();
        assert_eq!(error.code(), "ends_before_start");
        assert_eq!(error.args()["startsOn"], "2026-05-02");
        assert_eq!(error.args()["expiresOn"], "2026-05-01");
        assert!(give(None, "2020-01-01").is_err(), "it would begin now");
        assert_eq!(give(Some("2026-05-01"), "2026-05-01").unwrap(), 1, "one day is enough");

        let grant = book.member(ana, by().now).unwrap().grants[0].clone();
        let edit = |starts_on: Option<&str>, expires_on: Option<&str>| {
            let edit = GrantEdit {
                starts_on: starts_on.map(str::to_owned),
                expires_on: expires_on.map(|day| Some(day.to_owned())),
                ..GrantEdit::default()
            };
            book.edit_grants(&by(), &[grant.id], &edit).map_err(|error| error.code())
        };
        assert_eq!(edit(Some("2026-06-01"), None).unwrap_err(), "ends_before_start");
        assert_eq!(edit(None, Some("2026-04-30")).unwrap_err(), "ends_before_start");
        assert_eq!(book.member(ana, by().now).unwrap().grants[0], grant);
        edit(Some("2026-06-01"), Some("2026-06-30")).unwrap();
    }

    #[test]
    fn a_cohort_goes_with_its_own_course_only() {
        let (_dir, book) = book();
        let drawing = book.add_course(&by(), "Drawing").unwrap().value;
        let painting = book.add_course(&by(), "Painting").unwrap().value;
        let march = book
            .write(&by(), Op::new(OpKind::CohortAdd), |tx| {
                crate::courses::cohort(tx, drawing, "March")
            })
            .unwrap()
            .value;
        let ana = MemberFields { email: Some("ana@example.com".into()), ..MemberFields::default() };
        let ana = book.add_member(&by(), &ana).unwrap().value;
        let spec = GrantSpec {
            courses: vec![drawing, painting],
            cohort: Some(march),
            ..GrantSpec::default()
        };
        book.grant(&by(), &[ana], &spec, &Progress::default()).unwrap();
        let access = book.member(ana, by().now).unwrap().access;
        let cohorts: Vec<_> =
            access.iter().map(|e| (e.course.as_str(), e.cohort.as_deref())).collect();
        assert_eq!(cohorts, [("Drawing", Some("March")), ("Painting", None)]);

        let nowhere = GrantSpec { cohort: Some(CohortId(1)), ..spec };
        let error = book.grant(&by(), &[ana], &nowhere, &Progress::default()).unwrap_err();
        assert_eq!(error.code(), "not_found");
    }
}
