//! Several courses or products in one cell: *Enrollments - list*, *Products*.
//!
//! What stands between the titles is found out for the column as a whole, because one cell can't
//! tell a list from a title with a comma in it. A title that the book or another row of the file has
//! by itself stays whole all the same: somebody who has a course *Drawing, Basic* means that one.

use std::collections::HashSet;

use rusqlite::Connection;

use super::options::Options;
use crate::error::Result;
use crate::text::fold;

/// From the plainest on; of equally many the plainer counts.
const SEPARATORS: [char; 4] = ['\n', '|', ';', ','];

/// How many cells of a column have each of the characters that lists are made with.
#[derive(Debug, Default)]
pub(super) struct Separators([u64; SEPARATORS.len()]);

impl Separators {
    pub fn count(&mut self, cell: &str) {
        for (count, separator) in self.0.iter_mut().zip(SEPARATORS) {
            *count += u64::from(cell.contains(separator));
        }
    }

    /// The one that most cells have; a comma if none has any.
    pub fn most(&self) -> char {
        let most = self.0.iter().zip(SEPARATORS).filter(|(count, _)| **count > 0);
        most.rev().max_by_key(|(count, _)| **count).map_or(',', |(_, separator)| separator)
    }
}

/// No title has more pieces: every one more would have to be tried at each place of every list.
const MOST_PIECES: usize = 16;

/// Whether a list has a title in it.
pub(super) fn holds(list: &str, separator: char, title: &str) -> bool {
    let mut whole = Whole::default();
    whole.add(true, title);
    whole.split(true, list, separator).into_iter().any(|one| fold(one) == fold(title))
}

/// Titles with a separator in them, folded: of courses (`true`) and of products.
#[derive(Clone, Debug, Default)]
pub(super) struct Whole {
    titles: HashSet<(bool, String)>,
    /// How many pieces the one with the most separators would fall into.
    most_pieces: usize,
}

impl Whole {
    /// Adds those of the book and those everybody in the file gets.
    pub fn with(mut self, db: &Connection, options: &Options) -> Result<Self> {
        for (is_course, sql) in
            [(true, "SELECT title FROM courses"), (false, "SELECT title FROM products")]
        {
            let mut statement = db.prepare(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                self.add(is_course, row.get_ref(0)?.as_str().unwrap_or_default());
            }
        }
        for (is_course, titles) in [(true, &options.courses), (false, &options.products)] {
            for title in titles {
                self.add(is_course, title);
            }
        }
        Ok(self)
    }

    pub fn add(&mut self, is_course: bool, title: &str) {
        let n_pieces = title.split(SEPARATORS).count();
        if (2..=MOST_PIECES).contains(&n_pieces) {
            self.titles.insert((is_course, fold(title)));
            self.most_pieces = self.most_pieces.max(n_pieces);
        }
    }

    /// The titles of a list, those the book knows as long as they can be.
    pub fn split<'t>(&self, is_course: bool, list: &'t str, separator: char) -> Vec<&'t str> {
        let mut titles = Vec::new();
        let mut rest = list;
        while !rest.is_empty() {
            let ends = rest.match_indices(separator).map(|(at, _)| at).chain([rest.len()]);
            let ends: Vec<usize> = ends.take(self.most_pieces.max(1)).collect();
            let is_known = |end: &&usize| self.titles.contains(&(is_course, fold(&rest[..**end])));
            let end = *ends.iter().rfind(is_known).unwrap_or(&ends[0]);
            titles.push(rest[..end].trim());
            rest = rest[end..].strip_prefix(separator).unwrap_or_default();
        }
        titles.retain(|title| !title.is_empty());
        titles
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(known: &[&str], list: &str, separator: char, titles: &[&str]) {
        let mut whole = Whole::default();
        for title in known {
            whole.add(true, title);
        }
        assert_eq!(whole.split(true, list, separator), titles, "{list:?}");
    }

    #[test]
    fn a_list_is_split_but_for_titles_the_book_knows() {
        check(&[], "Yoga, Breathwork", ',', &["Yoga", "Breathwork"]);
        check(&[], "photo-101;photo-201;", ';', &["photo-101", "photo-201"]);
        check(&[], "Drawing, Basic; Painting", ';', &["Drawing, Basic", "Painting"]);
        check(&[], " , ,", ',', &[]);
        let known = &["Drawing, Basic", "Drawing, Basic, Evenings"];
        check(known, "Painting,drawing, BASIC,Ink", ',', &["Painting", "drawing, BASIC", "Ink"]);
        check(known, "Drawing, Basic, Evenings,Ink", ',', &["Drawing, Basic, Evenings", "Ink"]);
        check(known, "Drawing,Basic", ',', &["Drawing", "Basic"]);
        assert!(holds("Ink, DRAWING, basic", ',', "Drawing, Basic"));
        assert!(!holds("Ink and paper", ',', "Ink"));
    }

    #[test]
    fn a_long_title_does_not_make_every_list_slow() {
        let mut whole = Whole::default();
        whole.add(true, &",".repeat(499));
        assert_eq!(whole.most_pieces, 0);
        whole.add(true, &"a,".repeat(MOST_PIECES - 1));
        assert_eq!(whole.most_pieces, MOST_PIECES);
    }

    #[test]
    fn a_column_has_one_separator() {
        let most = |cells: &[&str]| {
            let mut separators = Separators::default();
            for cell in cells {
                separators.count(cell);
            }
            separators.most()
        };
        assert_eq!(most(&["a, b", "c", "d,e|f"]), ',');
        assert_eq!(most(&["Drawing, Basic;Ink", "Ink;Oil"]), ';');
        assert_eq!(most(&["a, b;c"]), ';', "of equally many the plainer");
        assert_eq!(most(&["a\nb"]), '\n');
        assert_eq!(most(&["Drawing"]), ',');
    }
}
