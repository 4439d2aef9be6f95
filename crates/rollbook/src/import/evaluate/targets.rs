//! The courses and products that rows and the whole file give, in the book or about to be created.

use super::Evaluator;
use crate::error::Result;
use crate::ids::{CohortId, CourseId, ProductId};
use crate::text::fold;
use crate::{courses, products};

/// What can be given: a course or a product, in the book or about to be created.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::import) struct Target {
    pub is_course: bool,
    pub title: String,
    /// A course's or a product's id, once it is in the book.
    pub id: Option<i64>,
    pub cohort: Option<CohortTarget>,
    /// The first target with this course; another cohort makes another target, not another course.
    pub same_as: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub(in crate::import) struct CohortTarget {
    pub title: String,
    pub id: Option<CohortId>,
}

impl Target {
    pub fn course(&self) -> Option<CourseId> {
        self.id.filter(|_| self.is_course).map(CourseId)
    }

    pub fn product(&self) -> Option<ProductId> {
        self.id.filter(|_| !self.is_course).map(ProductId)
    }
}

impl Evaluator<'_> {
    /// The one course or product of the book that a list of dates or a roster is about.
    pub fn subject(&self) -> Option<usize> {
        self.options.subject()?;
        self.everybody.first().copied().filter(|target| self.targets[*target].id.is_some())
    }

    /// The number of the course or product with a title, in a cohort.
    pub fn target(&mut self, is_course: bool, title: &str, cohort: &str) -> Result<usize> {
        let key = (is_course, fold(title), fold(cohort));
        if let Some(index) = self.by_title.get(&key) {
            return Ok(*index);
        }
        let without_cohort = match key.2.is_empty() {
            true => None,
            false => Some(self.target(is_course, title, "")?),
        };
        let (id, title) = match without_cohort {
            // The course may have been made by an earlier row of this import.
            Some(same) => (self.targets[same].id, self.targets[same].title.clone()),
            None => match self.in_book(is_course, title)? {
                Some((id, title)) => (Some(id), title),
                None => (None, title.trim().to_owned()),
            },
        };
        let cohort = match (id, cohort.is_empty()) {
            (_, true) => None,
            (None, false) => Some(CohortTarget { title: cohort.to_owned(), id: None }),
            (Some(course), false) => {
                let id = courses::find_cohort(self.db, CourseId(course), cohort)?;
                Some(CohortTarget { title: cohort.to_owned(), id })
            }
        };
        let index = self.targets.len();
        let same_as = without_cohort.unwrap_or(index);
        self.targets.push(Target { is_course, title, id, cohort, same_as });
        self.by_title.insert(key, index);
        Ok(index)
    }

    /// The course or product with a title, as the book calls it.
    pub(super) fn in_book(&self, is_course: bool, title: &str) -> Result<Option<(i64, String)>> {
        let (id, sql) = if is_course {
            let id = courses::find(self.db, title)?.map(|id| id.0);
            (id, "SELECT title FROM courses WHERE id = ?1")
        } else {
            let id = products::find(self.db, title)?.map(|id| id.0);
            (id, "SELECT title FROM products WHERE id = ?1")
        };
        let Some(id) = id else { return Ok(None) };
        let title = self.db.prepare_cached(sql)?.query_row([id], |row| row.get(0))?;
        Ok(Some((id, title)))
    }
}
