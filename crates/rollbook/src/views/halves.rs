//! Everybody, read by two readers at once: half of the ids each.
//!
//! What is asked of a column that is not in memory means reading all members, and what lies in memory
//! is read from all of them and all grants. Most of that is SQLite stepping from row to row, which two
//! connections do on two processors in half of the time. Both
//! have to read the same snapshot; a commit in between shows in the version, and then one reads all.

use std::panic::resume_unwind;
use std::sync::Mutex;
use std::thread;

use rusqlite::Connection;

use super::Lists;
use super::touched::version_of;
use crate::book::{Book, in_snapshot, locked};
use crate::error::Result;

/// Ids that are closer together than this are read by one.
const WORTH_SPLITTING: i64 = 1 << 15;

/// A connection beside the one that reads.
#[derive(Debug, Default)]
pub(super) struct Second(Mutex<Option<Connection>>);

/// What is read in halves of its ids.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Rows {
    Members,
    Grants,
}

/// The ids from the first to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ids {
    pub first: i64,
    pub last: i64,
}

impl Ids {
    pub const ALL: Self = Self { first: i64::MIN, last: i64::MAX };

    /// Those of the rows, in two halves if there are many. Ids are mostly consecutive.
    fn halves(db: &Connection, of: Rows) -> Result<Option<[Self; 2]>> {
        let ends = match of {
            Rows::Members => "SELECT (SELECT min(id) FROM members), (SELECT max(id) FROM members)",
            Rows::Grants => "SELECT (SELECT min(id) FROM grants), (SELECT max(id) FROM grants)",
        };
        let (first, last): (Option<i64>, Option<i64>) =
            db.prepare_cached(ends)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let (Some(first), Some(last)) = (first, last) else { return Ok(None) };
        let middle = i64::midpoint(first, last);
        let lower = Self { last: middle, ..Self::ALL };
        let upper = Self { first: middle + 1, ..Self::ALL };
        Ok((last - first >= WORTH_SPLITTING).then_some([lower, upper]))
    }
}

impl Book {
    /// Gives the lists their second reader.
    pub(super) fn add_reader(&self) -> Result<()> {
        let mut second = locked(&self.lists.second.0);
        if second.is_none() {
            *second = Some(self.reader()?);
        }
        Ok(())
    }
}

impl Lists {
    /// What `read` makes of all rows: of all at once, or of each half.
    pub(crate) fn read_all<T: Send>(
        &self,
        db: &Connection,
        of: Rows,
        read: impl Fn(&Connection, Ids) -> Result<T> + Sync,
    ) -> Result<Vec<T>> {
        let second = match Ids::halves(db, of)? {
            Some(halves) => locked(&self.second.0).take().map(|second| (second, halves)),
            None => None,
        };
        let Some((second, [lower, upper])) = second else {
            return Ok(vec![read(db, Ids::ALL)?]);
        };
        let version = version_of(db)?;
        let read = &read;
        let (own, theirs) = thread::scope(|scope| {
            let theirs = scope.spawn(move || -> Result<_> {
                let read = in_snapshot(&second, |second| match version_of(second)? == version {
                    true => read(second, upper).map(Some),
                    false => Ok(None),
                })?;
                Ok((second, read))
            });
            let own = read(db, lower);
            (own, theirs.join().unwrap_or_else(|panic| resume_unwind(panic)))
        });
        // Whatever went wrong with the connection, another comes when the lists are loaded again.
        let (second, theirs) = theirs?;
        *locked(&self.second.0) = Some(second);
        Ok(vec![own?, theirs.map_or_else(|| read(db, upper), Ok)?])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::tests::{book, by};
    use crate::ids::{Installation, MemberId};
    use crate::members::MemberFields;
    use crate::views::{Query, SortField, SortKey};

    fn add(book: &Book, name: &str, company: &str) -> MemberId {
        let fields = MemberFields {
            name: Some(name.to_owned()),
            email: Some(format!("{name}@example.com")),
            company: Some(company.to_owned()),
            ..MemberFields::default()
        };
        book.add_member(&by(), &fields).unwrap().value
    }

    /// Members added at two computers, whose ids are far apart.
    fn of_two_computers() -> (tempfile::TempDir, Book) {
        let (dir, book) = book();
        for (name, company) in [("ana", "Nova"), ("bea", ""), ("caio", "Azul")] {
            add(&book, name, company);
        }
        let path = book.path().to_owned();
        drop(book);
        let book = Book::open(&path, Installation::new(99), &by()).unwrap();
        for (name, company) in [("dora", "Nova"), ("eva", "azul")] {
            add(&book, name, company);
        }
        (dir, book)
    }

    fn ids(db: &Connection, Ids { first, last }: Ids) -> Result<Vec<i64>> {
        let mut statement =
            db.prepare("SELECT id FROM members WHERE id BETWEEN ?1 AND ?2 ORDER BY id")?;
        let ids = statement.query_map([first, last], |row| row.get(0))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    #[test]
    fn two_readers_have_half_of_the_members_each_and_one_has_all() {
        let (_dir, book) = of_two_computers();
        let all = book.read(|db| book.lists.read_all(db, Rows::Members, ids)).unwrap();
        assert_eq!(all.iter().map(Vec::len).collect::<Vec<_>>(), [5], "there is one reader");
        book.load_lists().unwrap();
        for _ in 0..2 {
            let halves = book.read(|db| book.lists.read_all(db, Rows::Members, ids)).unwrap();
            assert_eq!(halves.iter().map(Vec::len).collect::<Vec<_>>(), [3, 2]);
            assert_eq!(halves.concat(), all.concat());
        }
    }

    #[test]
    fn a_commit_in_between_is_in_neither_half() {
        let (_dir, book) = of_two_computers();
        book.load_lists().unwrap();
        let halves = book.read(|db| {
            let before = ids(db, Ids::ALL)?;
            add(&book, "fabio", "");
            let halves = book.lists.read_all(db, Rows::Members, ids)?;
            assert_eq!(halves.concat(), before);
            Ok(halves)
        });
        assert_eq!(halves.unwrap().len(), 2);
        let after = book.read(|db| book.lists.read_all(db, Rows::Members, ids)).unwrap();
        assert_eq!(after.concat().len(), 6);
    }

    #[test]
    fn an_error_of_either_half_is_told_and_the_next_question_is_answered() {
        let (_dir, book) = of_two_computers();
        book.load_lists().unwrap();
        for half in [i64::MIN, 1] {
            let fails = |db: &Connection, part: Ids| match (part.first >= half, part.first < 1) {
                (true, is_lower) if is_lower == (half < 1) => {
                    Ok(db.execute_batch("SELECT nothing").map(|()| Vec::new())?)
                }
                _ => ids(db, part),
            };
            assert!(book.read(|db| book.lists.read_all(db, Rows::Members, fails)).is_err());
            book.load_lists().unwrap();
            let all = book.read(|db| book.lists.read_all(db, Rows::Members, ids)).unwrap();
            assert_eq!(all.concat().len(), 5);
        }
    }

    #[test]
    fn filters_and_orders_are_the_same_with_one_reader_and_with_two() {
        let (_dir, book) = of_two_computers();
        let key = |field, desc| SortKey { field, desc };
        let queries = [
            ("status:active -name:ana", vec![key(SortField::Company, false)]),
            ("company:azul or in:trash", vec![key(SortField::Courses, true)]),
            ("", vec![key(SortField::Company, true), key(SortField::Name, true)]),
        ];
        let found = || {
            let open = |(filter, sort): &(&str, Vec<SortKey>)| {
                let query =
                    Query { filter: (*filter).to_owned(), sort: sort.clone(), ..Query::default() };
                book.open_view(&query, by().now).unwrap().ids.to_vec()
            };
            queries.iter().map(open).collect::<Vec<_>>()
        };
        let by_one = found();
        assert_eq!(by_one.iter().map(Vec::len).collect::<Vec<_>>(), [4, 2, 5]);
        book.load_lists().unwrap();
        locked(&book.lists.orders).clear();
        locked(&book.lists.bases).clear();
        assert_eq!(found(), by_one);
    }
}
