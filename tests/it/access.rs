//! `docs/access.md` is true: every row of its tables is carried out.

use rollbook::access::{BulkChange, Enrollment, GrantSpec, NewAccess};
use rollbook::courses::CourseEdit;
use rollbook::import::{Options, Policy};
use rollbook::members::{MemberFields, Status};
use rollbook::products::ProductEdit;
use rollbook::time::{Zone, day_of, iso_day};
use rollbook::{Book, CourseId, MemberId, ProductId};
use tempfile::TempDir;

use crate::support::{self, NOW, by, go};

const DOC: &str = include_str!("../../docs/access.md");

#[test]
fn several_reasons_come_to_what_the_table_says() {
    for [case, grants, expected] in table("| case | grants |") {
        let school = School::with(grants);
        assert_eq!(school.drawing(NOW), expected, "{case}");
    }
}

#[test]
fn what_is_done_comes_to_what_the_table_says_and_can_be_taken_back() {
    for [case, before, done, expected] in table("| case | before |") {
        let school = School::with(before);
        let was = support::dump(&school.book);
        let now = school.carry_out(done);
        assert_eq!(school.drawing(now), expected, "{case}");
        if support::dump(&school.book) != was {
            school.book.undo(&by(), None, &go()).unwrap();
            assert_eq!(support::dump(&school.book), was, "{case}: taken back");
        }
    }
}

/// The rows of the table with this header.
fn table<const N: usize>(header: &str) -> Vec<[&'static str; N]> {
    let rows: Vec<_> = DOC
        .lines()
        .skip_while(|line| !line.starts_with(header))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
            <[&str; N]>::try_from(cells).unwrap()
        })
        .collect();
    assert!(rows.len() > 10, "the table is where it was");
    rows
}

/// A school with one member, as the page describes it.
struct School {
    _folder: TempDir,
    book: Book,
    member: MemberId,
    courses: Vec<(&'static str, CourseId)>,
    products: Vec<(&'static str, ProductId)>,
}

impl School {
    /// `Drawing pending from 2026-01-10 until 2026-06-30; Studio from …`
    fn with(grants: &str) -> Self {
        let (folder, book) = support::book();
        let member = support::add(&book, "Ana Souza", "ana@example.com");
        let courses =
            ["Drawing", "Painting"].map(|it| (it, book.add_course(&by(), it).unwrap().value));
        let [(_, drawing), (_, painting)] = courses;
        let products =
            [("Studio", vec![drawing, painting]), ("Pass", vec![drawing]), ("Ink", vec![painting])]
                .map(|(title, held)| {
                    let edit = ProductEdit { courses: Some(held), ..ProductEdit::default() };
                    (title, book.add_product(&by(), title, &edit).unwrap().value)
                });
        let school = Self {
            _folder: folder,
            book,
            member,
            courses: courses.to_vec(),
            products: products.to_vec(),
        };
        for grant in grants.split("; ") {
            school.grant(grant);
        }
        school
    }

    fn grant(&self, text: &str) {
        let mut words = text.split(' ');
        let title = words.next().unwrap();
        let mut spec = GrantSpec {
            courses: find(&self.courses, title).into_iter().collect(),
            products: find(&self.products, title).into_iter().collect(),
            ..GrantSpec::default()
        };
        while let Some(word) = words.next() {
            match word {
                "from" => spec.starts_on = words.next().map(str::to_owned),
                "until" => spec.expires_on = words.next().map(str::to_owned),
                state => spec.state = state.parse().unwrap(),
            }
        }
        self.book.grant(&by(), &[self.member], &spec, &go()).unwrap();
    }

    /// What the third column says; the instant at which to look.
    fn carry_out(&self, done: &str) -> i64 {
        let words: Vec<_> = done.split(' ').collect();
        match words[..] {
            ["grant", ..] => self.grant(&done["grant ".len()..]),
            ["revoke", title] => {
                self.bulk(title, NewAccess::Revoked);
            }
            ["set", title, state] => {
                self.bulk(title, NewAccess::State(state.parse().unwrap()));
            }
            ["wait", "until", day] => {
                let day = rollbook::time::parse_day(day).unwrap();
                return rollbook::time::day_start(zone(), day);
            }
            ["import", ..] => self.import(&done["import ".len()..]),
            ["block", "the", "member"] => {
                let blocked =
                    MemberFields { status: Some(Status::Disabled), ..MemberFields::default() };
                self.book.edit_member(&by(), self.member, &blocked).unwrap();
            }
            [product, "loses", course] => {
                self.change(product, |held, id| held.retain(|it| *it != id), course);
            }
            [product, "gets", course] => self.change(product, Vec::push, course),
            ["archive", course] => {
                let edit = CourseEdit { archived: Some(true), ..CourseEdit::default() };
                self.book.edit_course(&by(), find(&self.courses, course).unwrap(), &edit).unwrap();
            }
            _ => panic!("nobody knows how to do: {done}"),
        }
        NOW
    }

    /// `Drawing pending from 2026-01-10 until 2026-06-30, may shorten`: a file with one row.
    fn import(&self, text: &str) {
        let (row, wish) = text.split_once(", ").unwrap_or((text, ""));
        let (row, until) = row.split_once(" until ").unwrap_or((row, ""));
        let (row, from) = row.split_once(" from ").unwrap_or((row, ""));
        let (title, state) = row.split_once(' ').unwrap_or((row, ""));
        let kind = if find(&self.courses, title).is_some() { "course" } else { "product" };
        let options = Options {
            policy: Policy::Overwrite,
            shorten_access: wish == "may shorten",
            revive: wish == "may revive",
            ..Options::default()
        };
        let file = format!(
            "email,{kind},access_status,enrolled_at,expires_at\n\
             ana@example.com,{title},{state},{from},{until}\n"
        );
        support::import_with(&self.book, file, options);
    }

    fn change(&self, product: &str, change: impl Fn(&mut Vec<CourseId>, CourseId), course: &str) {
        let id = find(&self.products, product).unwrap();
        let product =
            self.book.products(true, NOW).unwrap().into_iter().find(|it| it.id == id).unwrap();
        let mut held: Vec<CourseId> =
            product.courses.iter().map(|course| course.id.parse().unwrap()).collect();
        change(&mut held, find(&self.courses, course).unwrap());
        let edit = ProductEdit { courses: Some(held), ..ProductEdit::default() };
        self.book.edit_product(&by(), id, &edit).unwrap();
    }

    fn bulk(&self, title: &str, to: NewAccess) {
        let change = BulkChange {
            courses: find(&self.courses, title).into_iter().collect(),
            products: find(&self.products, title).into_iter().collect(),
            to,
        }
        .into();
        self.book.change_access(&by(), &[self.member], &change, &go()).unwrap();
    }

    fn drawing(&self, now: i64) -> String {
        let access = self.book.member(self.member, now).unwrap().access;
        let drawing = access.into_iter().find(|it| it.course == "Drawing");
        drawing.map_or("none".to_owned(), |it| words(&it))
    }
}

/// An enrollment in the words of the page.
fn words(enrollment: &Enrollment) -> String {
    let since = iso_day(day_of(zone(), enrollment.enrolled_at.unwrap()));
    let end = match &enrollment.expires_on {
        Some(day) => format!("until {day}"),
        None => "never expires".to_owned(),
    };
    let (status, source) = (enrollment.status.name(), &enrollment.source);
    format!("{status} since {since}, {end}, by {source}")
}

fn zone() -> Zone {
    Zone::parse(support::new_book().zone).unwrap()
}

fn find<T: Copy>(among: &[(&str, T)], title: &str) -> Option<T> {
    among.iter().find(|(it, _)| *it == title).map(|(_, id)| *id)
}
