//! Giving access to many members at once, and changing what they have.
//!
//! A change is about courses and products as they were given: a course that somebody has
//! through a product is the product's access, and changing it here would change the other courses
//! of that product too. Such members are counted, not changed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, TimeDelta};
use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::edit::{GrantSpec, grant, titles};
use super::grant::{AccessStatus, State, status_of};
use crate::book::{Book, By, Previewed, Tx, in_order_of_ids};
use crate::courses::{course_of, title_of};
use crate::error::{Error, Result};
use crate::ids::{CohortId, CourseId, GrantId, MemberId, ProductId};
use crate::journal::{Op, OpKind, Outcome};
use crate::members::refuse_any_merged;
use crate::progress::{Phase, Progress};
use crate::time::{Zone, day_end, from_local, is_day_end, local, parse_day};

/// What many members get, or what becomes of what they have.
#[derive(Clone, Debug, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum AccessChange {
    /// Each gets each course and product. Who has as much already by the same reason is left alone
    /// (a course given by hand twice is one grant; a bundle that holds it is another).
    Give(GrantSpec),
    Change(BulkChange),
}

/// What to change, and of which courses and products. None of either means all that a member has.
#[derive(Clone, Debug, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct BulkChange {
    #[serde(default)]
    pub courses: Vec<CourseId>,
    #[serde(default)]
    pub products: Vec<ProductId>,
    pub to: NewAccess,
}

#[derive(Clone, Debug, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum NewAccess {
    /// Ended; other reasons for the same course stay.
    Revoked,
    /// Active, pending or disabled. Ends stay as they are.
    State(State),
    Expiry(NewExpiry),
    /// Another run of one course, which `courses` names.
    Cohort(CohortMove),
}

#[derive(Clone, Debug, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct CohortMove {
    /// None: in no cohort.
    pub cohort: Option<CohortId>,
    /// Only who is in this one moves, and only by the access that is in it.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub from: Option<CohortId>,
    /// Whether access that is over moves as well. It says in which run somebody was.
    #[serde(default)]
    pub over_too: bool,
}

#[derive(Clone, Debug, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct NewExpiry {
    pub end: End,
    /// Whether access that is over gets the new end as well, and so may come back.
    #[serde(default)]
    pub over_too: bool,
}

#[derive(Clone, Debug, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "NewEnd")]
pub enum End {
    /// A day in the book's zone.
    On(String),
    /// So many days later, or earlier.
    Shift(i32),
    Never,
}

/// What a change for many did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// Members whose access changed.
    pub members: u64,
    pub grants: u64,
    /// Members for whom something was left as it is. One member may be in several, and among the
    /// changed ones too.
    pub exceptions: BTreeMap<Exception, u64>,
}

/// Why something was left as it is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "AccessException")]
pub enum Exception {
    /// The member has none of it.
    None,
    /// The member has a course through a product as well, or only so.
    ByProduct,
    /// It is so already; of what is given, all of it.
    Already,
    /// Some of what is given, not all of it.
    Partly,
    /// What is given is blocked for them. It stays so, and the new access stands beside it.
    Blocked,
    /// It has no end that could be moved.
    NoEnd,
    /// It is over.
    Over,
    /// It would end before it starts.
    EndsBeforeStart,
}

impl Book {
    /// Changes what these members have, or gives them more, as one entry. Somebody among them who was
    /// merged is refused: whoever stays has what they had.
    pub fn change_access(
        &self,
        by: &By,
        members: &[MemberId],
        change: &AccessChange,
        progress: &Progress,
    ) -> Result<Outcome<Changed>> {
        self.write(by, change.op(), |tx| change.apply(tx, members, progress))
    }

    /// What [`change_access`](Book::change_access) would do.
    pub fn preview_change(
        &self,
        by: &By,
        members: &[MemberId],
        change: &AccessChange,
        progress: &Progress,
    ) -> Result<Previewed<Changed>> {
        self.preview(by, |tx| change.apply(tx, members, progress))
    }

    /// Gives each member each course and product: [`AccessChange::Give`].
    pub fn grant(
        &self,
        by: &By,
        members: &[MemberId],
        spec: &GrantSpec,
        progress: &Progress,
    ) -> Result<Outcome<Changed>> {
        self.change_access(by, members, &AccessChange::Give(spec.clone()), progress)
    }
}

impl AccessChange {
    fn op(&self) -> Op {
        let to = match self {
            Self::Give(_) => return Op::new(OpKind::AccessGrant),
            Self::Change(change) => &change.to,
        };
        match to {
            NewAccess::Revoked => Op::new(OpKind::AccessRevoke),
            NewAccess::State(state) => Op::new(OpKind::AccessState).with("status", state.name()),
            NewAccess::Expiry(NewExpiry { end, .. }) => Op::new(OpKind::AccessExpiry)
                .with("day", if let End::On(day) = end { day.as_str() } else { "never" })
                .with("days", if let End::Shift(days) = end { *days } else { 0 }),
            NewAccess::Cohort(_) => Op::new(OpKind::AccessCohort),
        }
    }

    fn apply(&self, tx: &Tx, members: &[MemberId], progress: &Progress) -> Result<Changed> {
        refuse_any_merged(tx, members)?;
        match self {
            Self::Give(spec) => grant(tx, members, spec, progress),
            Self::Change(change) => apply(tx, members, change, progress),
        }
    }
}

impl From<BulkChange> for AccessChange {
    fn from(change: BulkChange) -> Self {
        Self::Change(change)
    }
}

fn apply(
    tx: &Tx,
    members: &[MemberId],
    change: &BulkChange,
    progress: &Progress,
) -> Result<Changed> {
    let asked = Asked::of(tx, change)?;
    progress.begin(Phase::Writing, members.len() as u64)?;
    let mut done = Changed::default();
    for member in in_order_of_ids(members) {
        let mut exceptions = BTreeSet::new();
        let n = asked.change(tx, member, &mut exceptions)?;
        done.grants += n;
        done.members += u64::from(n > 0);
        for exception in exceptions {
            *done.exceptions.entry(exception).or_default() += 1;
        }
        progress.step(1)?;
    }
    tx.say("members", done.members);
    tx.say("grants", done.grants);
    let courses = change.courses.iter().map(|id| (Some(*id), None));
    let products = change.products.iter().map(|id| (None, Some(*id)));
    tx.say("title", titles(tx, &courses.chain(products).collect::<Vec<_>>())?);
    if let NewAccess::Cohort(CohortMove { cohort, .. }) = &change.to {
        tx.say("cohort", cohort.map(|id| title_of(tx, id)).transpose()?.unwrap_or_default());
    }
    if let [only] = members {
        tx.say("name", crate::members::display_name(tx, *only)?);
    }
    progress.begin(Phase::Journaling, 0)?;
    Ok(done)
}

/// A change with its days read.
struct Asked<'a> {
    change: &'a BulkChange,
    zone: Zone,
    now: i64,
    day: Option<NaiveDate>,
}

/// An open grant, and what is asked about it.
struct Held {
    id: GrantId,
    course: Option<CourseId>,
    product: Option<ProductId>,
    cohort: Option<CohortId>,
    state: State,
    starts_at: i64,
    expires_at: Option<i64>,
}

impl<'a> Asked<'a> {
    fn of(tx: &Tx, change: &'a BulkChange) -> Result<Self> {
        let day = match &change.to {
            NewAccess::Expiry(NewExpiry { end: End::On(day), .. }) => Some(parse_day(day)?),
            NewAccess::Cohort(CohortMove { cohort, from, .. }) => {
                of_one_course(tx, change, *cohort)?;
                of_one_course(tx, change, *from)?;
                None
            }
            _ => None,
        };
        Ok(Self { change, zone: tx.settings().zone, now: tx.now(), day })
    }

    /// Changes one member's grants; how many.
    fn change(
        &self,
        tx: &Tx,
        member: MemberId,
        exceptions: &mut BTreeSet<Exception>,
    ) -> Result<u64> {
        let (mut n_changed, mut n_meant) = (0, 0);
        for held in held(tx, member)? {
            if self.means(&held) {
                n_meant += 1;
                match self.write(tx, &held)? {
                    None => n_changed += 1,
                    Some(exception) => {
                        exceptions.insert(exception);
                    }
                }
            } else if self.opens_a_course(tx, &held)? {
                exceptions.insert(Exception::ByProduct);
            }
        }
        if n_meant == 0 && !exceptions.contains(&Exception::ByProduct) {
            exceptions.insert(Exception::None);
        }
        Ok(n_changed)
    }

    fn means(&self, held: &Held) -> bool {
        let BulkChange { courses, products, to } = self.change;
        if let NewAccess::Cohort(CohortMove { from: Some(from), .. }) = to {
            return held.cohort == Some(*from);
        }
        (courses.is_empty() && products.is_empty())
            || held.course.is_some_and(|id| courses.contains(&id))
            || held.product.is_some_and(|id| products.contains(&id))
    }

    /// Whether a grant of a product that was not asked about opens a course that was.
    fn opens_a_course(&self, tx: &Tx, held: &Held) -> Result<bool> {
        let Some(product) = held.product else { return Ok(false) };
        let mut statement = tx.prepare_cached(
            "SELECT 1 FROM product_courses WHERE product_id = ?1 AND course_id = ?2",
        )?;
        for course in &self.change.courses {
            if statement.exists(params![product, course])? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Writes the change to one grant, or says why not.
    fn write(&self, tx: &Tx, held: &Held) -> Result<Option<Exception>> {
        match &self.change.to {
            NewAccess::Revoked => {
                tx.prepare_cached("UPDATE grants SET ended_at = ?2 WHERE id = ?1")?
                    .execute(params![held.id, self.now])?;
            }
            NewAccess::State(state) if *state == held.state => {
                let is_over = *state != State::Disabled && self.is_over(held);
                return Ok(Some(if is_over { Exception::Over } else { Exception::Already }));
            }
            NewAccess::State(state) => {
                tx.prepare_cached("UPDATE grants SET state = ?2 WHERE id = ?1")?
                    .execute(params![held.id, state])?;
            }
            NewAccess::Expiry(expiry) => match self.new_end(expiry, held) {
                Err(exception) => return Ok(Some(exception)),
                Ok(end) => {
                    tx.prepare_cached("UPDATE grants SET expires_at = ?2 WHERE id = ?1")?
                        .execute(params![held.id, end])?;
                }
            },
            NewAccess::Cohort(CohortMove { over_too, .. }) if !over_too && self.is_over(held) => {
                return Ok(Some(Exception::Over));
            }
            NewAccess::Cohort(CohortMove { cohort, .. }) if *cohort == held.cohort => {
                return Ok(Some(Exception::Already));
            }
            NewAccess::Cohort(CohortMove { cohort, .. }) => {
                tx.prepare_cached("UPDATE grants SET cohort_id = ?2 WHERE id = ?1")?
                    .execute(params![held.id, cohort])?;
            }
        }
        Ok(None)
    }

    fn is_over(&self, held: &Held) -> bool {
        let status = status_of(State::Active, held.starts_at, held.expires_at, self.now);
        status == AccessStatus::Expired
    }

    fn new_end(&self, expiry: &NewExpiry, held: &Held) -> Result<Option<i64>, Exception> {
        if self.is_over(held) && !expiry.over_too {
            return Err(Exception::Over);
        }
        let end = match (&expiry.end, held.expires_at) {
            (End::On(_), _) => self.day.map(|day| day_end(self.zone, day)),
            (End::Never, _) => None,
            (End::Shift(_), None) => return Err(Exception::NoEnd),
            (End::Shift(days), Some(end)) => match shifted(self.zone, end, *days) {
                Some(end) => Some(end),
                // Platforms write the last day of 9999 for "never".
                None => return Err(Exception::NoEnd),
            },
        };
        match end {
            end if end == held.expires_at => Err(Exception::Already),
            Some(end) if end < held.starts_at => Err(Exception::EndsBeforeStart),
            end => Ok(end),
        }
    }
}

/// Refuses a cohort that is not of the one course that is asked about: whoever has another course
/// would be moved there.
fn of_one_course(tx: &Tx, change: &BulkChange, cohort: Option<CohortId>) -> Result<()> {
    let meant = match (change.courses.as_slice(), change.products.as_slice()) {
        ([course], []) => Some(*course),
        _ => None,
    };
    let fits = match (meant, cohort) {
        (Some(course), Some(cohort)) => course_of(tx, cohort)? == course,
        (meant, _) => meant.is_some(),
    };
    let value = || cohort.map_or_else(String::new, |id| id.to_string());
    if fits { Ok(()) } else { Err(Error::InvalidValue { field: "cohort", value: value() }) }
}

fn held(tx: &Tx, member: MemberId) -> Result<Vec<Held>> {
    let mut statement = tx.prepare_cached(
        "SELECT id, course_id, product_id, cohort_id, state, starts_at, expires_at
         FROM grants WHERE member_id = ?1 AND ended_at IS NULL",
    )?;
    let rows = statement.query_map([member], |row| {
        Ok(Held {
            id: row.get(0)?,
            course: row.get(1)?,
            product: row.get(2)?,
            cohort: row.get(3)?,
            state: row.get(4)?,
            starts_at: row.get(5)?,
            expires_at: row.get(6)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// An end so many days later on the school's calendar: the end of a day stays the end of a day,
/// and any other instant keeps what clocks show, also when they change in between. None when that
/// is outside the years 1 to 9999, which every calendar can show.
fn shifted(zone: Zone, end: i64, days: i32) -> Option<i64> {
    let by = TimeDelta::days(days.into());
    let at = local(zone, end).checked_add_signed(by)?;
    if !(1..=9999).contains(&at.year()) {
        return None;
    }
    Some(if is_day_end(zone, end) { day_end(zone, at.date()) } else { from_local(zone, at) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Enrollment;
    use crate::book::tests::{book, by};
    use crate::courses::CohortEdit;
    use crate::members::MemberFields;
    use crate::products::ProductEdit;

    struct School {
        _dir: tempfile::TempDir,
        book: Book,
        drawing: CourseId,
        painting: CourseId,
        studio: ProductId,
    }

    impl School {
        fn new() -> Self {
            let (dir, book) = book();
            let drawing = book.add_course(&by(), "Drawing").unwrap().value;
            let painting = book.add_course(&by(), "Painting").unwrap().value;
            let held =
                ProductEdit { courses: Some(vec![drawing, painting]), ..ProductEdit::default() };
            let studio = book.add_product(&by(), "Studio", &held).unwrap().value;
            Self { _dir: dir, book, drawing, painting, studio }
        }

        fn member(&self, email: &str, access: &[GrantSpec]) -> MemberId {
            let fields = MemberFields { email: Some(email.into()), ..MemberFields::default() };
            let id = self.book.add_member(&by(), &fields).unwrap().value;
            for spec in access {
                self.book.grant(&by(), &[id], spec, &Progress::default()).unwrap();
            }
            id
        }

        fn drawing(&self, until: Option<&str>) -> GrantSpec {
            GrantSpec {
                courses: vec![self.drawing],
                starts_on: Some("2020-01-01".into()),
                expires_on: until.map(str::to_owned),
                ..GrantSpec::default()
            }
        }

        fn cohort(&self, title: &str) -> CohortId {
            let fields = CohortEdit { title: Some(title.into()), ..CohortEdit::default() };
            self.book.add_cohort(&by(), self.drawing, &fields).unwrap().value
        }

        fn studio(&self) -> GrantSpec {
            GrantSpec { products: vec![self.studio], ..GrantSpec::default() }
        }

        fn change(&self, members: &[MemberId], to: NewAccess) -> Changed {
            let change = BulkChange { courses: vec![self.drawing], products: Vec::new(), to };
            self.carry_out(members, &change.into())
        }

        /// Previews, changes, and holds both to be the same.
        fn carry_out(&self, members: &[MemberId], change: &AccessChange) -> Changed {
            let seen =
                self.book.preview_change(&by(), members, change, &Progress::default()).unwrap();
            let done =
                self.book.change_access(&by(), members, change, &Progress::default()).unwrap();
            assert_eq!(seen.value, done.value, "what was shown is what was done");
            assert_eq!(seen.changes, done.changes);
            assert_eq!(
                done.value.members,
                done.members.len(),
                "the count shown is the count changed"
            );
            done.value
        }

        fn access(&self, member: MemberId) -> Vec<Enrollment> {
            self.book.member(member, by().now).unwrap().access
        }
    }

    fn exceptions(changed: &Changed) -> Vec<(Exception, u64)> {
        changed.exceptions.iter().map(|(why, n)| (*why, *n)).collect()
    }

    fn expiry(end: End) -> NewAccess {
        NewAccess::Expiry(NewExpiry { end, over_too: false })
    }

    #[test]
    fn who_has_as_much_already_is_given_nothing_and_counted() {
        let school = School::new();
        let endless = school.member("endless@example.com", &[school.drawing(None)]);
        let shorter = school.member("shorter@example.com", &[school.drawing(Some("2090-12-31"))]);
        let bundle = school.member("bundle@example.com", &[school.studio()]);
        let done = school.carry_out(
            &[endless, shorter, bundle],
            &AccessChange::Give(school.drawing(Some("2099-12-31"))),
        );
        assert_eq!((done.members, done.grants), (2, 2));
        assert_eq!(exceptions(&done), [(Exception::Already, 1)]);
    }

    #[test]
    fn who_has_a_part_of_what_is_given_or_has_it_blocked_is_counted() {
        let school = School::new();
        let drawing = |state| GrantSpec { state, ..school.drawing(None) };
        let has = school.member("has@example.com", &[drawing(State::Active)]);
        let blocked = school.member("blocked@example.com", &[drawing(State::Disabled)]);
        let both = GrantSpec { products: vec![school.studio], ..drawing(State::Active) };
        let done = school.carry_out(&[has, blocked], &AccessChange::Give(both));
        assert_eq!((done.members, done.grants), (2, 3));
        assert_eq!(exceptions(&done), [(Exception::Partly, 1), (Exception::Blocked, 1)]);
        assert!(school.access(blocked).iter().all(|one| one.status == AccessStatus::Active));
    }

    #[test]
    fn to_set_what_is_over_to_active_does_not_pass_for_active() {
        let school = School::new();
        let over = school.member("over@example.com", &[school.drawing(Some("2020-12-31"))]);
        let active = school.member("active@example.com", &[school.drawing(None)]);
        let done = school.change(&[over, active], NewAccess::State(State::Active));
        assert_eq!(exceptions(&done), [(Exception::Already, 1), (Exception::Over, 1)]);
    }

    #[test]
    fn revoking_a_course_leaves_it_to_whoever_has_it_by_a_product_and_counts_them() {
        let school = School::new();
        let direct = school.member("direct@example.com", &[school.drawing(None)]);
        let both = school.member("both@example.com", &[school.drawing(None), school.studio()]);
        let bundle = school.member("bundle@example.com", &[school.studio()]);
        let nothing = school.member("nothing@example.com", &[]);
        let done = school.change(&[direct, both, bundle, nothing], NewAccess::Revoked);
        assert_eq!((done.members, done.grants), (2, 2));
        assert_eq!(exceptions(&done), [(Exception::None, 1), (Exception::ByProduct, 2)]);
        assert!(school.access(direct).is_empty());
        assert_eq!(school.access(both).len(), 2, "the bundle goes on");
    }

    #[test]
    fn members_move_to_another_cohort_but_for_access_that_is_over() {
        let school = School::new();
        let [march, april] = ["March", "April"].map(|title| school.cohort(title));
        let in_march = |until| GrantSpec { cohorts: vec![march], ..school.drawing(until) };
        let moved = school.member("moved@example.com", &[in_march(None)]);
        let over = school.member("over@example.com", &[in_march(Some("2020-12-31"))]);
        let bundle = school.member("bundle@example.com", &[school.studio()]);
        let to = |cohort, over_too| {
            NewAccess::Cohort(CohortMove { cohort: Some(cohort), from: None, over_too })
        };
        let done = school.change(&[moved, over, bundle], to(april, false));
        assert_eq!((done.members, done.grants), (1, 1));
        assert_eq!(exceptions(&done), [(Exception::ByProduct, 1), (Exception::Over, 1)]);
        let cohort = |member| school.access(member)[0].cohort.clone();
        assert_eq!([moved, over].map(cohort), [Some("April".into()), Some("March".into())]);

        let done = school.change(&[moved, over], to(april, true));
        assert_eq!((done.members, exceptions(&done)), (1, vec![(Exception::Already, 1)]));
        let none = NewAccess::Cohort(CohortMove { cohort: None, from: None, over_too: true });
        assert_eq!(school.change(&[moved, over], none).members, 2);
        assert_eq!([moved, over].map(cohort), [None, None]);
    }

    #[test]
    fn who_leaves_one_cohort_stays_in_another() {
        let school = School::new();
        let [march, april, may] = ["March", "April", "May"].map(|title| school.cohort(title));
        let within = |cohort| GrantSpec { cohorts: vec![cohort], ..school.drawing(None) };
        let both = school.member("both@example.com", &[within(march), within(april)]);
        let other = school.member("other@example.com", &[within(april)]);
        let to = CohortMove { cohort: Some(may), from: Some(march), over_too: false };
        let done = school.change(&[both, other], NewAccess::Cohort(to));
        assert_eq!((done.members, done.grants), (1, 1));
        assert_eq!(exceptions(&done), [(Exception::None, 1)]);
        let cohorts = |member| {
            let grants = school.book.member(member, by().now).unwrap().grants.into_iter();
            grants.filter_map(|grant| Some(grant.cohort?.title)).collect::<Vec<_>>()
        };
        assert_eq!(
            (cohorts(both), cohorts(other)),
            (vec!["May".into(), "April".into()], vec!["April".into()])
        );
    }

    #[test]
    fn a_cohort_is_of_the_one_course_that_is_asked_about() {
        let school = School::new();
        let march = school.cohort("March");
        let member = school.member("ana@example.com", &[school.drawing(None)]);
        let refused = |courses: &[CourseId], products: &[ProductId], cohort| {
            let change = BulkChange {
                courses: courses.to_vec(),
                products: products.to_vec(),
                to: NewAccess::Cohort(CohortMove { cohort, from: None, over_too: false }),
            }
            .into();
            let done = school.book.preview_change(&by(), &[member], &change, &Progress::default());
            done.unwrap_err().code()
        };
        assert_eq!(refused(&[school.painting], &[], Some(march)), "invalid_value");
        let brushes = CohortEdit { title: Some("Brushes".into()), ..CohortEdit::default() };
        let brushes = school.book.add_cohort(&by(), school.painting, &brushes).unwrap().value;
        let moved = CohortMove { cohort: Some(march), from: Some(brushes), over_too: false };
        let change = BulkChange {
            courses: vec![school.drawing],
            products: Vec::new(),
            to: NewAccess::Cohort(moved),
        };
        let done =
            school.book.change_access(&by(), &[member], &change.into(), &Progress::default());
        assert_eq!(done.unwrap_err().args()["value"], brushes.to_string());
        assert_eq!(refused(&[school.drawing, school.painting], &[], Some(march)), "invalid_value");
        assert_eq!(refused(&[], &[], None), "invalid_value");
        assert_eq!(refused(&[], &[school.studio], None), "invalid_value");
        assert_eq!(refused(&[school.drawing], &[], Some(CohortId(1))), "not_found");
    }

    #[test]
    fn an_end_moves_by_days_where_there_is_one_that_is_not_over() {
        let school = School::new();
        let running = school.member("running@example.com", &[school.drawing(Some("2030-02-27"))]);
        let endless = school.member("endless@example.com", &[school.drawing(None)]);
        let over = school.member("over@example.com", &[school.drawing(Some("2020-12-31"))]);
        let done = school.change(&[running, endless, over], expiry(End::Shift(2)));
        assert_eq!((done.members, done.grants), (1, 1));
        assert_eq!(exceptions(&done), [(Exception::NoEnd, 1), (Exception::Over, 1)]);
        assert_eq!(school.access(running)[0].expires_on.as_deref(), Some("2030-03-01"));
        assert_eq!(school.access(over)[0].status, AccessStatus::Expired);
    }

    #[test]
    fn access_that_is_over_comes_back_only_when_asked() {
        let school = School::new();
        let over = school.member("over@example.com", &[school.drawing(Some("2020-12-31"))]);
        let end = End::On("2099-12-31".into());
        let done = school.change(&[over], expiry(end.clone()));
        assert_eq!((done.members, exceptions(&done)), (0, vec![(Exception::Over, 1)]));
        let done = school.change(&[over], NewAccess::Expiry(NewExpiry { end, over_too: true }));
        assert_eq!(done.members, 1);
        assert_eq!(school.access(over)[0].status, AccessStatus::Active);
    }

    #[test]
    fn an_end_before_the_start_is_left_out_and_counted() {
        let school = School::new();
        let ana = school.member("ana@example.com", &[school.drawing(Some("2030-01-31"))]);
        let done = school.change(&[ana], expiry(End::On("2019-12-31".into())));
        assert_eq!((done.grants, exceptions(&done)), (0, vec![(Exception::EndsBeforeStart, 1)]));
        let done = school.change(&[ana], expiry(End::On("2030-01-31".into())));
        assert_eq!((done.grants, exceptions(&done)), (0, vec![(Exception::Already, 1)]));
        let done = school.change(&[ana], expiry(End::Never));
        assert_eq!((done.grants, exceptions(&done)), (1, vec![]));
        assert_eq!(school.access(ana)[0].expires_at, None);
    }

    #[test]
    fn without_a_course_or_product_it_is_about_everything_a_member_has() {
        let school = School::new();
        let ana = school.member("ana@example.com", &[school.drawing(None), school.studio()]);
        let change = BulkChange {
            courses: Vec::new(),
            products: Vec::new(),
            to: NewAccess::State(State::Disabled),
        }
        .into();
        let done =
            school.book.change_access(&by(), &[ana], &change, &Progress::default()).unwrap().value;
        assert_eq!((done.members, done.grants), (1, 2));
        let access = school.access(ana);
        assert_eq!(access.len(), 2);
        assert!(access.iter().all(|it| it.status == AccessStatus::Disabled), "{access:?}");
        assert!(access.iter().any(|it| it.course_id == school.painting));
        school.book.undo(&by(), None, &Progress::default()).unwrap();
        assert!(school.access(ana).iter().all(|it| it.status == AccessStatus::Active));
    }

    #[test]
    fn clocks_that_change_move_no_end_of_a_day() {
        let zone = Zone::parse("Europe/Madrid").unwrap();
        let day = |text| parse_day(text).unwrap();
        let end = day_end(zone, day("2026-03-28"));
        assert_eq!(shifted(zone, end, 1), Some(day_end(zone, day("2026-03-29"))));
        assert_eq!(shifted(zone, end, -30), Some(day_end(zone, day("2026-02-26"))));
        let noon = from_local(zone, day("2026-03-28").and_hms_opt(12, 0, 0).unwrap());
        let next = from_local(zone, day("2026-03-29").and_hms_opt(12, 0, 0).unwrap());
        assert_eq!(shifted(zone, noon, 1), Some(next));
        assert_eq!(shifted(zone, noon, i32::MAX), None);
        let never = day_end(zone, day("9999-12-31"));
        assert_eq!(shifted(zone, never, 1), None);
        assert_eq!(shifted(zone, never, -1), Some(day_end(zone, day("9999-12-30"))));
    }
}
