//! What somebody finds in a course on some day, also by a schedule that is not saved yet.
//!
//! Somebody who is not in the book is a grant that was never given: nothing else is known of them,
//! and the rules are asked as for everybody. So there is no second notion of when a lesson opens.

use rusqlite::Connection;
use serde::Deserialize;

use super::check::check;
use super::{Outline, facts, read};
use crate::book::Book;
use crate::courses::{cohort_starts, course_of};
use crate::drip::{Facts, Held, LessonState, Schedule, Timetable};
use crate::error::{Error, Result};
use crate::ids::{CohortId, CourseId, MemberId, ProductId};
use crate::time::Zone;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
#[ts(optional_fields)]
pub enum Who {
    Member(MemberId),
    /// Somebody who gets the course by a grant, and did nothing yet.
    Newcomer {
        /// UTC milliseconds.
        enrolled_at: i64,
        /// What they get it by; the course itself without one.
        product: Option<ProductId>,
        cohort: Option<CohortId>,
    },
}

impl Book {
    /// What somebody finds in a course at an instant (UTC milliseconds), as far as is known now, if
    /// the schedule of `draft.product` were this draft. A draft that can't hold is refused as it is
    /// when it is saved.
    pub fn simulate(
        &self,
        course: CourseId,
        who: &Who,
        at: i64,
        draft: Option<&Schedule>,
    ) -> Result<Vec<LessonState>> {
        let zone = self.settings().zone;
        self.read(|db| {
            let mut outline = read::outline(db, course)?;
            if let Some(draft) = draft {
                outline.follow(draft.product, Some(draft))?;
                check(&outline, &read::around(db, &outline)?)?;
            }
            let facts = who.facts(db, course, zone)?;
            states(db, &outline, &facts, at, zone)
        })
    }
}

/// What somebody of whom this is known finds, with the titles of other courses they wait for.
pub(super) fn states(
    db: &Connection,
    outline: &Outline,
    facts: &Facts,
    at: i64,
    zone: Zone,
) -> Result<Vec<LessonState>> {
    let mut states = Timetable::new(outline, zone).states(facts, at);
    for because in states.iter_mut().flat_map(|state| &mut state.because) {
        if let Some(course) = because.course_id {
            because.title = read::title(db, course)?;
        }
    }
    Ok(states)
}

impl Who {
    fn facts(&self, db: &Connection, course: CourseId, zone: Zone) -> Result<Facts> {
        match *self {
            Who::Member(member) => facts::facts(db, course, member, zone),
            Who::Newcomer { enrolled_at, product, cohort } => {
                if let Some(cohort) = cohort
                    && course_of(db, cohort)? != course
                {
                    return Err(Error::NotFound { what: "cohort", id: cohort.to_string() });
                }
                let starts = cohort_starts(db, course, zone)?;
                let cohort_starts_at = cohort.and_then(|cohort| starts.get(&cohort)).copied();
                let held =
                    Held { product, starts_at: enrolled_at, expires_at: None, cohort_starts_at };
                Ok(Facts { held: vec![held], ..Facts::default() })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::tests::{book, by};
    use crate::courses::CohortEdit;
    use crate::outline::file;
    use crate::time::{day_start, parse_day};

    const DAY: i64 = 86_400_000;
    const FILE: &str = r#"{"course": "Drawing", "chapters": [{"title": "Start", "lessons": [
        {"title": "One"}, {"title": "Two", "drip": {"all": [{"after_cohort_start": "1d"}]}}]}]}"#;

    #[test]
    fn a_draft_is_asked_as_if_it_were_saved_and_is_not() {
        let (_folder, book) = book();
        let course = book.add_course(&by(), "Drawing").unwrap().value;
        book.write_outline(&by(), course, &file::Outline::parse(FILE).unwrap(), true).unwrap();
        let march = CohortEdit {
            title: Some("March".to_owned()),
            starts_on: Some(Some("1970-01-03".to_owned())),
            ..CohortEdit::default()
        };
        let march = book.add_cohort(&by(), course, &march).unwrap().value;
        let who = |cohort| Who::Newcomer { enrolled_at: 0, product: None, cohort };
        let opens = |who: &Who, draft: Option<&Schedule>| {
            let states = book.simulate(course, who, 0, draft)?;
            Ok::<_, Error>(states.iter().map(|state| state.opens_at).collect::<Vec<_>>())
        };
        assert_eq!(opens(&who(None), None).unwrap(), [Some(0), None]);
        let start = day_start(book.settings().zone, parse_day("1970-01-04").unwrap());
        assert_eq!(opens(&who(Some(march)), None).unwrap(), [Some(0), Some(start)]);
        let other = book.add_course(&by(), "Painting").unwrap().value;
        let elsewhere = book.simulate(other, &who(Some(march)), 0, None).unwrap_err();
        assert_eq!(elsewhere.code(), "not_found");

        let mut draft = book.outline(course).unwrap().own;
        draft.rule = serde_json::from_str(r#"{"all": [{"after_enrollment": "2d"}]}"#).unwrap();
        let saved = book.outline(course).unwrap();
        assert_eq!(opens(&who(None), Some(&draft)).unwrap(), [Some(2 * DAY), None]);
        let two = book.lessons_titled(course, &["Two".to_owned()]).unwrap()[0];
        let circle = format!(r#"{{"all": [{{"after_completed": {{"lesson": "{two}"}}}}]}}"#);
        draft.lessons.insert(two, serde_json::from_str(&circle).unwrap());
        let refused = opens(&who(None), Some(&draft)).unwrap_err();
        assert_eq!(refused.args()["reason"], "circle");
        assert_eq!(book.outline(course).unwrap(), saved);
    }
}
