//! Which members have an enrollment, or a product, of which something holds.
//!
//! It is one walk over the open grants in memory ([`Ledger`]), where one member's lie together. They
//! are brought together as the member's page shows them: the best status, the earliest start, the
//! latest end. What a grant is about, and whether it is one of those a condition names, depends on its
//! terms alone, and is settled before the walk for the few there are.

use std::collections::HashMap;
use std::rc::Rc;

use roaring::RoaringTreemap;
use rusqlite::Connection;

use super::days::Span;
use super::keys::ANY;
use crate::access::AccessStatus;
use crate::courses::Reached;
use crate::error::Result;
use crate::ids::{CourseId, MemberId, ProductId};
use crate::views::{Gradebook, Held, Ledger, Open, Target, Terms, courses_of_products};

/// What the details of a condition are about.
#[derive(Clone, Debug)]
pub(super) enum Named {
    /// Any enrollment.
    Nothing,
    /// The enrollments in these courses.
    Courses(Rc<[i64]>),
    /// The grants of these products.
    Products(Rc<[i64]>),
}

impl Named {
    pub const NOTHING: [Named; 1] = [Named::Nothing];
}

/// What must hold of one row, all of it.
#[derive(Debug, Default)]
pub(super) struct Details {
    /// Statuses of which one must be the row's.
    pub access: Vec<Vec<&'static str>>,
    /// Reasons of which one must be among the row's.
    pub reasons: Vec<Reasons>,
    pub enrolled: Vec<DayTest>,
    pub expires: Vec<DayTest>,
    pub progress: Vec<ProgressTest>,
}

/// Grants by what they have in common.
#[derive(Debug)]
pub(super) enum Reasons {
    InCohorts(Vec<i64>),
    FromSources(Vec<String>),
}

impl Reasons {
    fn include(&self, terms: Terms, ledger: &Ledger) -> bool {
        match self {
            Reasons::InCohorts(ids) => terms.cohort.is_some_and(|cohort| ids.contains(&cohort.0)),
            Reasons::FromSources(sources) => sources.contains(&ledger.sources()[terms.source]),
        }
    }
}

#[derive(Debug, Default)]
pub(super) struct DayTest {
    pub spans: Vec<Span>,
    pub never: bool,
}

impl DayTest {
    pub fn holds(&self, at: Option<i64>) -> bool {
        match at {
            Some(at) => self.spans.iter().any(|span| span.holds(at)),
            None => self.never,
        }
    }
}

/// A test of a member's progress in a course.
#[derive(Debug)]
pub(super) struct ProgressTest {
    /// By course.
    listed: HashMap<CourseId, RoaringTreemap>,
    /// Whether it holds for those who are not listed instead.
    all_but: bool,
}

impl ProgressTest {
    /// Progress in one of the ranges of whole percents, or not known.
    pub fn percent(gradebook: &Gradebook, ranges: &[(u8, u8)], unknown: bool) -> Self {
        let is_in = |share: f64| {
            let percent = (share * 100.0).round();
            ranges.iter().any(|(from, to)| (f64::from(*from)..=f64::from(*to)).contains(&percent))
        };
        Self::of(gradebook, unknown, |reached| reached.completed.map(is_in))
    }

    /// Completed at such a time, or not completed.
    pub fn completed(gradebook: &Gradebook, test: &DayTest) -> Self {
        let is_in = |at: i64| test.spans.iter().any(|span| span.holds(at));
        Self::of(gradebook, test.never, |reached| reached.completed_at.map(is_in))
    }

    /// `holds` says nothing of what is not known.
    fn of(gradebook: &Gradebook, unknown: bool, holds: impl Fn(&Reached) -> Option<bool>) -> Self {
        let mut listed: HashMap<CourseId, RoaringTreemap> = HashMap::new();
        for one in gradebook.standings() {
            if holds(&one.reached).is_some_and(|holds| holds != unknown) {
                listed.entry(one.course).or_default().insert(one.member.0 as u64);
            }
        }
        Self { listed, all_but: unknown }
    }

    fn holds(&self, member: MemberId, course: CourseId) -> bool {
        let is_listed = self.listed.get(&course).is_some_and(|ids| ids.contains(member.0 as u64));
        is_listed != self.all_but
    }
}

/// The members with a row of what is named for which the details hold.
pub(super) fn holders(
    db: &Connection,
    ledger: &Ledger,
    named: &Named,
    details: &Details,
    now: i64,
) -> Result<RoaringTreemap> {
    let asked = Asked::of(db, ledger, named, details, now)?;
    let mut rows = Vec::new();
    let mut found = RoaringTreemap::new();
    for (member, grants) in ledger.members() {
        asked.bring_together(grants, &mut rows);
        if rows.iter().any(|row| asked.holds_of(row, member, grants)) {
            found.insert(member.0 as u64);
        }
    }
    Ok(found)
}

/// What is asked, worked out for each of the ledger's terms.
struct Asked<'a> {
    details: &'a Details,
    now: i64,
    /// The courses that products hold.
    courses: HashMap<ProductId, Vec<CourseId>>,
    /// The rows that a grant on these terms is a reason for.
    subjects: Vec<Vec<Subject>>,
    /// For each of the details' reasons, whether a grant on these terms is one.
    is_reason: Vec<Vec<bool>>,
    /// For each of the details' sets of statuses, whether it has this one.
    statuses: Vec<[bool; AccessStatus::ALL.len()]>,
}

/// What a row is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Subject {
    Course(CourseId),
    /// A product that was asked for.
    Product(ProductId),
    /// A product that holds no course, and so gives no access.
    Nothing(ProductId),
}

/// What a row is about, and what the reasons for it come to.
struct Row {
    subject: Subject,
    held: Held,
}

impl<'a> Asked<'a> {
    fn of(
        db: &Connection,
        ledger: &Ledger,
        named: &Named,
        details: &'a Details,
        now: i64,
    ) -> Result<Self> {
        let courses = courses_of_products(db)?;
        let terms = ledger.terms().iter();
        let reason =
            |wanted: &Reasons| terms.clone().map(|terms| wanted.include(*terms, ledger)).collect();
        let has = |words: &Vec<&str>, status: AccessStatus| {
            words.iter().any(|word| *word == ANY.0 || *word == status.name())
        };
        Ok(Self {
            details,
            now,
            subjects: terms.clone().map(|t| named.subjects(ledger.target(*t), &courses)).collect(),
            is_reason: details.reasons.iter().map(reason).collect(),
            statuses: details
                .access
                .iter()
                .map(|words| AccessStatus::ALL.map(|status| has(words, status)))
                .collect(),
            courses,
        })
    }

    /// The rows of one member, made of their grants.
    fn bring_together(&self, grants: &[Open], rows: &mut Vec<Row>) {
        rows.clear();
        for grant in grants {
            for subject in &self.subjects[grant.place()] {
                let held = Held::by(grant, self.now);
                match rows.iter_mut().find(|row| row.subject == *subject) {
                    Some(row) => row.held.unite(held),
                    None => rows.push(Row { subject: *subject, held }),
                }
            }
        }
    }

    fn holds_of(&self, row: &Row, member: MemberId, grants: &[Open]) -> bool {
        let has_status = |wanted: &[bool; AccessStatus::ALL.len()]| {
            !matches!(row.subject, Subject::Nothing(_)) && wanted[row.held.status as usize]
        };
        let has_reason = |is_reason: &Vec<bool>| {
            grants.iter().any(|grant| {
                is_reason[grant.place()] && self.subjects[grant.place()].contains(&row.subject)
            })
        };
        let has_progress = |test: &ProgressTest| match row.subject {
            Subject::Course(course) => test.holds(member, course),
            Subject::Product(product) => {
                let mut courses = self.courses.get(&product).into_iter().flatten();
                courses.any(|course| test.holds(member, *course))
            }
            Subject::Nothing(_) => false,
        };
        self.statuses.iter().all(has_status)
            && self.is_reason.iter().all(has_reason)
            && self.details.enrolled.iter().all(|test| test.holds(Some(row.held.starts_at)))
            && self.details.expires.iter().all(|test| test.holds(row.held.expires_at))
            && self.details.progress.iter().all(has_progress)
    }
}

impl Named {
    /// The rows that are asked about and that a grant of this is a reason for.
    fn subjects(
        &self,
        target: Target,
        courses: &HashMap<ProductId, Vec<CourseId>>,
    ) -> Vec<Subject> {
        let held = |product| courses.get(&product).into_iter().flatten().copied();
        match (self, target) {
            (Named::Nothing, Target::Course(course)) => vec![Subject::Course(course)],
            (Named::Nothing, Target::Product(product)) => match courses.get(&product) {
                Some(courses) => courses.iter().copied().map(Subject::Course).collect(),
                None => vec![Subject::Nothing(product)],
            },
            (Named::Courses(ids), Target::Course(course)) => {
                let asked = ids.contains(&course.0).then_some(Subject::Course(course));
                asked.into_iter().collect()
            }
            (Named::Courses(ids), Target::Product(product)) => {
                let asked = held(product).filter(|course| ids.contains(&course.0));
                asked.map(Subject::Course).collect()
            }
            (Named::Products(ids), Target::Product(product)) => {
                let asked = ids.contains(&product.0).then_some(Subject::Product(product));
                asked.into_iter().collect()
            }
            (Named::Products(_), Target::Course(_)) => Vec::new(),
        }
    }
}
