//! Granting, changing and ending access.

use std::collections::HashMap;

use rusqlite::{OptionalExtension, params};
use serde::Deserialize;

use super::bulk::{Changed, Exception};
use super::grant::State;
use super::span::Span;
use crate::book::{Book, By, Previewed, Tx, in_order_of_ids};
use crate::courses::course_of;
use crate::edits::given;
use crate::error::{Error, Result};
use crate::ids::{CohortId, CourseId, GrantId, MemberId, ProductId};
use crate::journal::{Op, OpKind, Outcome};
use crate::members::refuse_merged;
use crate::progress::{Phase, Progress};
use crate::time::{day_end, day_start, parse_day};

/// What to give. Days are in the book's zone; no expiry means access without an end.
#[derive(Clone, Debug, Default, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(optional_fields = nullable)]
pub struct GrantSpec {
    pub courses: Vec<CourseId>,
    pub products: Vec<ProductId>,
    /// Each goes with its own course; a course is given without one otherwise.
    #[ts(optional, as = "Option<_>")]
    pub cohorts: Vec<CohortId>,
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
    /// One of the grant's own course.
    #[serde(deserialize_with = "given")]
    pub cohort: Option<Option<CohortId>>,
}

/// Everything a form changes in the access of one member.
#[derive(Clone, Debug, Default, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(optional_fields)]
pub struct AccessEdit {
    pub added: Option<GrantSpec>,
    pub changed: Vec<ChangedGrant>,
    /// Grants that end.
    pub removed: Vec<GrantId>,
}

#[derive(Clone, Debug, Deserialize, ts_rs::TS)]
pub struct ChangedGrant {
    pub grant: GrantId,
    #[serde(flatten)]
    pub edit: GrantEdit,
}

impl AccessEdit {
    /// An edit that only gives or only takes is named after that.
    fn kind(&self) -> OpKind {
        match (&self.added, self.changed.is_empty(), self.removed.is_empty()) {
            (Some(_), true, true) => OpKind::AccessGrant,
            (None, true, false) => OpKind::AccessRevoke,
            _ => OpKind::AccessEdit,
        }
    }
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
    /// Ends, changes and gives access of one member in one write. What ends goes first, so that a
    /// course can be given anew under other terms. Refuses somebody who was merged.
    pub fn edit_access(&self, by: &By, member: MemberId, edit: &AccessEdit) -> Result<Outcome<()>> {
        self.write(by, Op::new(edit.kind()), |tx| edit_access(tx, member, edit))
    }

    /// What [`edit_access`](Book::edit_access) would do.
    pub fn preview_access(
        &self,
        by: &By,
        member: MemberId,
        edit: &AccessEdit,
    ) -> Result<Previewed<()>> {
        self.preview(by, |tx| edit_access(tx, member, edit))
    }
}

fn edit_access(tx: &Tx, member: MemberId, edit: &AccessEdit) -> Result<()> {
    refuse_merged(tx, member)?;
    for id in &edit.removed {
        require_of(tx, *id, member)?;
        end(tx, *id)?;
    }
    for changed in &edit.changed {
        require_of(tx, changed.grant, member)?;
        change(tx, changed.grant, &changed.edit)?;
    }
    if let Some(spec) = &edit.added {
        grant(tx, &[member], spec, &Progress::default())?;
    }
    tx.say("name", crate::members::display_name(tx, member)?);
    Ok(())
}

fn change(tx: &Tx, id: GrantId, edit: &GrantEdit) -> Result<()> {
    let course = course_of_grant(tx, id)?;
    let zone = tx.settings().zone;
    if let Some(state) = edit.state {
        tx.prepare_cached("UPDATE grants SET state = ?2 WHERE id = ?1")?
            .execute(params![id, state])?;
    }
    if let Some(day) = edit.starts_on.as_deref().map(parse_day).transpose()? {
        tx.prepare_cached("UPDATE grants SET starts_at = ?2 WHERE id = ?1")?
            .execute(params![id, day_start(zone, day)])?;
    }
    if let Some(expires_on) = &edit.expires_on {
        let day = expires_on.as_deref().map(parse_day).transpose()?;
        tx.prepare_cached("UPDATE grants SET expires_at = ?2 WHERE id = ?1")?
            .execute(params![id, day.map(|day| day_end(zone, day))])?;
    }
    if edit.starts_on.is_some() || edit.expires_on.is_some() {
        span(tx, id)?.forward(zone)?;
    }
    if let Some(cohort) = edit.cohort {
        if let Some(cohort) = cohort
            && Some(course_of(tx, cohort)?) != course
        {
            return Err(Error::InvalidValue { field: "cohort", value: cohort.to_string() });
        }
        tx.prepare_cached("UPDATE grants SET cohort_id = ?2 WHERE id = ?1")?
            .execute(params![id, cohort])?;
    }
    Ok(())
}

fn end(tx: &Tx, id: GrantId) -> Result<()> {
    course_of_grant(tx, id)?;
    tx.prepare_cached("UPDATE grants SET ended_at = ?2 WHERE id = ?1 AND ended_at IS NULL")?
        .execute(params![id, tx.now()])?;
    Ok(())
}

pub(crate) fn grant(
    tx: &Tx,
    members: &[MemberId],
    spec: &GrantSpec,
    progress: &Progress,
) -> Result<Changed> {
    let zone = tx.settings().zone;
    let span = Span::of_days(spec.starts_on.as_deref(), spec.expires_on.as_deref(), zone)?;
    let starts_at = span.starts_at.unwrap_or(tx.now());
    let Span { expires_at, .. } = Span { starts_at: Some(starts_at), ..span }.forward(zone)?;
    let cohorts: HashMap<CourseId, CohortId> = spec
        .cohorts
        .iter()
        .map(|cohort| Ok((course_of(tx, *cohort)?, *cohort)))
        .collect::<Result<_>>()?;
    let targets: Vec<(Option<CourseId>, Option<ProductId>)> = spec
        .courses
        .iter()
        .map(|id| (Some(*id), None))
        .chain(spec.products.iter().map(|id| (None, Some(*id))))
        .collect();
    progress.begin(Phase::Writing, members.len() as u64)?;
    let mut done = Changed::default();
    for member in in_order_of_ids(members) {
        let (mut n_given, mut n_had, mut n_blocked) = (0, 0, 0);
        for (course, product) in &targets {
            let wanted = NewGrant {
                member,
                course: *course,
                product: *product,
                cohort: course.and_then(|course| cohorts.get(&course).copied()),
                source: "manual",
                state: spec.state,
                starts_at,
                expires_at,
            };
            match before(tx, &wanted)? {
                Before::Enough => {
                    n_had += 1;
                    continue;
                }
                Before::Blocked => n_blocked += 1,
                Before::Less => {}
            }
            insert(tx, &wanted)?;
            n_given += 1;
        }
        done.grants += n_given;
        done.members += u64::from(n_given > 0);
        let had = if n_given > 0 { Exception::Partly } else { Exception::Already };
        for (exception, n) in [(had, n_had), (Exception::Blocked, n_blocked)] {
            if n > 0 {
                *done.exceptions.entry(exception).or_default() += 1;
            }
        }
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

/// What a member has by the same reason before they are given more.
enum Before {
    /// As much already: open, as active, as early or begun, for as long, and in the cohort if one is
    /// meant.
    Enough,
    /// Somebody blocked it for them.
    Blocked,
    Less,
}

fn before(tx: &Tx, wanted: &NewGrant) -> Result<Before> {
    let mut statement = tx.prepare_cached(
        "SELECT state = 'disabled',
                state <> 'disabled' AND (state = 'active' OR ?5 <> 'active')
                AND (expires_at IS NULL OR (expires_at >= ?4 AND ifnull(expires_at >= ?6, 0)))
                AND (?7 IS NULL OR cohort_id IS ?7) AND starts_at <= max(?4, ?8)
         FROM grants WHERE member_id = ?1 AND course_id IS ?2 AND product_id IS ?3
         AND ended_at IS NULL",
    )?;
    let mut rows = statement.query(params![
        wanted.member,
        wanted.course,
        wanted.product,
        tx.now(),
        wanted.state,
        wanted.expires_at,
        wanted.cohort,
        wanted.starts_at,
    ])?;
    let mut before = Before::Less;
    while let Some(row) = rows.next()? {
        if row.get(1)? {
            return Ok(Before::Enough);
        }
        if row.get(0)? {
            before = Before::Blocked;
        }
    }
    Ok(before)
}

/// The course of a grant that has to be there; `None` for one of a product.
fn course_of_grant(tx: &Tx, id: GrantId) -> Result<Option<CourseId>> {
    tx.prepare_cached("SELECT course_id FROM grants WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?
        .ok_or_else(|| Error::NotFound { what: "grant", id: id.to_string() })
}

fn require_of(tx: &Tx, id: GrantId, member: MemberId) -> Result<()> {
    let mut statement =
        tx.prepare_cached("SELECT 1 FROM grants WHERE id = ?1 AND member_id = ?2")?;
    match statement.exists(params![id, member])? {
        true => Ok(()),
        false => Err(Error::NotFound { what: "grant", id: id.to_string() }),
    }
}

fn span(tx: &Tx, id: GrantId) -> Result<Span> {
    Ok(tx
        .prepare_cached("SELECT starts_at, expires_at FROM grants WHERE id = ?1")?
        .query_row([id], |row| Ok(Span { starts_at: row.get(0)?, expires_at: row.get(1)? }))?)
}

/// The titles of what an entry is about.
pub(super) fn titles(tx: &Tx, targets: &[(Option<CourseId>, Option<ProductId>)]) -> Result<String> {
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
    use crate::courses::CohortEdit;
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
            book.edit_access(&by(), ana, &changing(grant.id, edit)).map_err(|error| error.code())
        };
        assert_eq!(edit(Some("2026-06-01"), None).unwrap_err(), "ends_before_start");
        assert_eq!(edit(None, Some("2026-04-30")).unwrap_err(), "ends_before_start");
        assert_eq!(book.member(ana, by().now).unwrap().grants[0], grant);
        edit(Some("2026-06-01"), Some("2026-06-30")).unwrap();
    }

    #[test]
    fn who_gets_it_later_does_not_have_it_now() {
        let (_dir, book) = book();
        let drawing = book.add_course(&by(), "Drawing").unwrap().value;
        let ana = MemberFields { email: Some("ana@example.com".into()), ..MemberFields::default() };
        let ana = book.add_member(&by(), &ana).unwrap().value;
        let now = GrantSpec { courses: vec![drawing], ..GrantSpec::default() };
        let later = GrantSpec { starts_on: Some("2999-01-01".into()), ..now.clone() };
        let give = |spec: &GrantSpec| {
            book.grant(&by(), &[ana], spec, &Progress::default()).unwrap().value.grants
        };
        assert_eq!((give(&later), give(&later)), (1, 0), "the same again is nothing new");
        assert_eq!((give(&now), give(&now), give(&later)), (1, 0, 0));
        let access = book.member(ana, by().now).unwrap().access;
        assert_eq!(access[0].status, crate::access::AccessStatus::Active);
    }

    #[test]
    fn a_cohort_goes_with_its_own_course_only() {
        let (_dir, book) = book();
        let drawing = book.add_course(&by(), "Drawing").unwrap().value;
        let painting = book.add_course(&by(), "Painting").unwrap().value;
        let march = cohort(&book, drawing, "March");
        let ana = MemberFields { email: Some("ana@example.com".into()), ..MemberFields::default() };
        let ana = book.add_member(&by(), &ana).unwrap().value;
        let spec = GrantSpec {
            courses: vec![drawing, painting],
            cohorts: vec![march],
            ..GrantSpec::default()
        };
        book.grant(&by(), &[ana], &spec, &Progress::default()).unwrap();
        let access = book.member(ana, by().now).unwrap().access;
        let cohorts: Vec<_> =
            access.iter().map(|e| (e.course.as_str(), e.cohort.as_deref())).collect();
        assert_eq!(cohorts, [("Drawing", Some("March")), ("Painting", None)]);

        let nowhere = GrantSpec { cohorts: vec![CohortId(1)], ..spec };
        let error = book.grant(&by(), &[ana], &nowhere, &Progress::default()).unwrap_err();
        assert_eq!(error.code(), "not_found");
    }

    fn cohort(book: &Book, course: CourseId, title: &str) -> CohortId {
        let fields = CohortEdit { title: Some(title.into()), ..CohortEdit::default() };
        book.add_cohort(&by(), course, &fields).unwrap().value
    }

    fn changing(grant: GrantId, edit: GrantEdit) -> AccessEdit {
        AccessEdit { changed: vec![ChangedGrant { grant, edit }], ..AccessEdit::default() }
    }

    #[test]
    fn a_whole_edit_is_one_entry_and_what_was_previewed() {
        let (_dir, book) = book();
        let titles = ["Drawing", "Painting", "Sculpture"];
        let [drawing, painting, sculpture] =
            titles.map(|title| book.add_course(&by(), title).unwrap().value);
        let [march, april] = ["March", "April"].map(|title| cohort(&book, drawing, title));
        let ana = MemberFields { email: Some("ana@example.com".into()), ..MemberFields::default() };
        let ana = book.add_member(&by(), &ana).unwrap().value;
        let spec = GrantSpec {
            courses: vec![drawing, painting],
            cohorts: vec![march],
            ..GrantSpec::default()
        };
        book.grant(&by(), &[ana], &spec, &Progress::default()).unwrap();
        let before = book.member(ana, by().now).unwrap();
        let of = |course: &str| {
            before.grants.iter().find(|grant| grant.target.title == course).unwrap().id
        };

        let edit = AccessEdit {
            added: Some(GrantSpec { courses: vec![sculpture], ..GrantSpec::default() }),
            changed: vec![ChangedGrant {
                grant: of("Drawing"),
                edit: GrantEdit {
                    expires_on: Some(Some("2031-12-31".into())),
                    cohort: Some(Some(april)),
                    ..GrantEdit::default()
                },
            }],
            removed: vec![of("Painting")],
        };
        let seen = book.preview_access(&by(), ana, &edit).unwrap();
        assert_eq!(book.member(ana, by().now).unwrap(), before, "a preview writes nothing");
        let entries = book.entries(None, None, 100).unwrap().len();
        let done = book.edit_access(&by(), ana, &edit).unwrap();
        assert_eq!((seen.changes, done.changes), (3, 3));
        assert_eq!(book.entries(None, None, 100).unwrap().len(), entries + 1);
        assert_eq!(done.op.args["name"], "ana@example.com");
        let access = book.member(ana, by().now).unwrap().access;
        let access: Vec<_> = access
            .iter()
            .map(|e| (e.course.as_str(), e.cohort.as_deref(), e.expires_on.as_deref()))
            .collect();
        assert_eq!(
            access,
            [("Drawing", Some("April"), Some("2031-12-31")), ("Sculpture", None, None)]
        );
        book.undo(&by(), done.entry, &Progress::default()).unwrap();
        assert_eq!(book.member(ana, by().now).unwrap(), before);
    }

    #[test]
    fn an_edit_is_of_the_members_own_access_and_a_cohort_of_its_own_course() {
        let (_dir, book) = book();
        let [drawing, painting] =
            ["Drawing", "Painting"].map(|title| book.add_course(&by(), title).unwrap().value);
        let march = cohort(&book, painting, "March");
        let [ana, bruno] = ["ana@example.com", "bruno@example.com"].map(|email| {
            let fields = MemberFields { email: Some(email.into()), ..MemberFields::default() };
            book.add_member(&by(), &fields).unwrap().value
        });
        let spec = GrantSpec { courses: vec![drawing], ..GrantSpec::default() };
        book.grant(&by(), &[ana], &spec, &Progress::default()).unwrap();
        let grant = book.member(ana, by().now).unwrap().grants[0].id;
        let ended = AccessEdit { removed: vec![grant], ..AccessEdit::default() };
        let error = book.edit_access(&by(), bruno, &ended).unwrap_err();
        assert_eq!(error.code(), "not_found", "it is Ana's");
        let edit = GrantEdit { cohort: Some(Some(march)), ..GrantEdit::default() };
        let error = book.edit_access(&by(), ana, &changing(grant, edit)).unwrap_err();
        assert_eq!(error.code(), "invalid_value", "March is of Painting");
    }
}
