//! The sample book: invented people, so that every screen can be tried before anything is at stake.
//!
//! It is made like any other book, by operations at believable past times, and always comes out
//! the same for the same "now". Nobody in it exists: the addresses end in the domains that are
//! reserved for examples.

mod dice;
mod outlines;
mod people;

use std::collections::HashMap;
use std::path::Path;

use rusqlite::params;

use self::dice::Dice;
use self::outlines::Studied;
use self::people::add_person;
use super::{Book, By, NewBook, Tx};
use crate::access::{
    AccessChange, BulkChange, CohortMove, End, GrantSpec, NewAccess, NewExpiry, State,
};
use crate::courses::{self, CohortEdit};
use crate::error::Result;
use crate::ids::{CohortId, CourseId, Installation, MemberId, ProductId};
use crate::journal::{Op, OpKind};
use crate::members::{MemberFields, Status};
use crate::products::{self, ProductEdit, ProductKind};
use crate::progress::Progress;
use crate::time::{day_of, iso_day};

const DAY: i64 = 24 * 3_600_000;
/// How long the school has been there.
const OPENED: i64 = 420;
/// People came in groups: how many days ago each group was taken in, and how many they were.
const INTAKES: [(i64, usize); 4] = [(400, 70), (290, 90), (170, 80), (70, 100)];

impl Book {
    /// Makes a book at `path` and fills it with invented people.
    pub fn create_sample(
        path: &Path,
        new: &NewBook,
        installation: Installation,
        by: &By,
    ) -> Result<Self> {
        let past = Past { by, portuguese: new.locale.starts_with("pt") };
        let book = Self::create(path, new, installation, &past.at(OPENED))?;
        let mut dice = Dice::default();
        let catalog = book.write(&past.at(OPENED), Op::new(OpKind::Sample), |tx| {
            let catalog = Catalog::add(tx, past)?;
            tx.say("courses", catalog.courses.len());
            Ok(catalog)
        })?;
        let mut catalog = catalog.value;
        for (place, course) in catalog.courses.iter().enumerate() {
            catalog.outlines.push(book.write_sample_outline(past, place, *course)?);
        }
        let mut taken = HashMap::new();
        for (ago, n) in INTAKES {
            book.write(&past.at(ago), Op::new(OpKind::Sample), |tx| {
                for _ in 0..n {
                    add_person(tx, &mut dice, &catalog, &mut taken)?;
                }
                tx.say("members", n);
                Ok(())
            })?;
        }
        book.live_on(past, &catalog)?;
        Ok(book)
    }

    /// The last two months: what a creator does by hand.
    fn live_on(&self, past: Past, catalog: &Catalog) -> Result<()> {
        let p = Progress::default();
        let people = self.read(|db| {
            let mut statement = db.prepare("SELECT id FROM members ORDER BY id")?;
            let ids = statement.query_map([], |row| row.get(0))?;
            Ok(ids.collect::<rusqlite::Result<Vec<MemberId>>>()?)
        })?;

        let title = past.word("Gouache Landscapes", "Paisagens em Guache");
        let gouache = self.add_course(&past.at(58), title)?.value;
        let duo: Vec<CourseId> = vec![gouache, catalog.courses[4]];
        let landscape = ProductEdit {
            courses: Some(duo),
            source: Some("hotmart".to_owned()),
            ..ProductEdit::default()
        };
        self.add_product(
            &past.at(57),
            past.word("Landscape Duo", "Dupla de Paisagem"),
            &landscape,
        )?;

        let everyone_of = |step| people.iter().copied().step_by(step).collect::<Vec<_>>();
        let expires_on = Some(past.day_in(120));
        let gift = GrantSpec { courses: vec![gouache], expires_on, ..GrantSpec::default() };
        self.grant(&past.at(50), &everyone_of(9), &gift, &p)?;
        self.set_status(&past.at(41), &people[20..23], Status::Disabled, &p)?;

        let ines = MemberFields {
            name: Some("Inês Carvalhal".to_owned()),
            email: Some("ines.carvalhal@example.org".to_owned()),
            company: Some("Ateliê da Ponte".to_owned()),
            status: Some(Status::Active),
            ..MemberFields::default()
        };
        let starter = GrantSpec { products: vec![catalog.starter], ..GrantSpec::default() };
        let ines = self.add_member_with_access(&past.at(33), &ines, &starter)?.value;
        let phone =
            MemberFields { phone: Some("+351 912 555 014".to_owned()), ..MemberFields::default() };
        self.edit_member(&past.at(32), ines, &phone)?;
        self.run_cohorts(past, catalog, ines, &p)?;

        let running_out = self.read(|db| {
            let mut statement = db.prepare(
                "SELECT member_id FROM grants WHERE product_id = ?1 AND expires_at BETWEEN ?2 AND ?3
                 ORDER BY id LIMIT 6",
            )?;
            let now = past.by.now;
            let ids = statement
                .query_map(params![catalog.pass, now - 20 * DAY, now + 60 * DAY], |row| {
                    row.get(0)
                })?;
            Ok(ids.collect::<rusqlite::Result<Vec<MemberId>>>()?)
        })?;
        let pass = |to| {
            AccessChange::from(BulkChange { courses: Vec::new(), products: vec![catalog.pass], to })
        };
        let end = End::On(past.day_in(365));
        let longer = pass(NewAccess::Expiry(NewExpiry { end, over_too: true }));
        if let [first, rest @ ..] = running_out.as_slice() {
            self.change_access(&past.at(24), &[*first], &pass(NewAccess::Revoked), &p)?;
            self.change_access(&past.at(19), rest, &longer, &p)?;
        }

        self.trash(&past.at(12), &people[50..53], &p)?;
        self.restore_members(&past.at(11), &people[51..52], &p)?;
        let all = ProductEdit {
            courses: Some(catalog.courses.iter().copied().chain([gouache]).collect()),
            ..ProductEdit::default()
        };
        self.edit_product(&past.at(6), catalog.studio, &all)?;
        let too_many = GrantSpec { courses: vec![catalog.courses[0]], ..GrantSpec::default() };
        let slip = self.grant(&past.at(2), &everyone_of(4), &too_many, &p)?;
        self.undo(&past.at(2), slip.entry, &p)?;
        let lovers = GrantSpec { courses: vec![catalog.courses[5]], ..GrantSpec::default() };
        self.grant(&past.at(1), &everyone_of(25), &lovers, &p)?;
        Ok(())
    }
}

impl Book {
    /// The next cohort is getting ready: it gets a date, some wait for it, one came from the last.
    /// Inês changes her mind.
    fn run_cohorts(
        &self,
        past: Past,
        catalog: &Catalog,
        ines: MemberId,
        p: &Progress,
    ) -> Result<()> {
        let [_, second, third] = catalog.cohorts[..] else { return Ok(()) };
        let live = catalog.courses[LIVE];
        let fourth = CohortEdit {
            title: Some(format!("{} 4", past.word("Cohort", "Turma"))),
            starts_on: Some(Some(past.day_in(112))),
            closes_on: None,
        };
        let fourth = self.add_cohort(&past.at(30), live, &fourth)?.value;
        let joins = GrantSpec {
            courses: vec![live],
            cohorts: vec![third],
            expires_on: Some(past.day_in(180)),
            ..GrantSpec::default()
        };
        self.grant(&past.at(29), &[ines], &joins, p)?;
        let closes_on = Some(Some(past.day_in(25)));
        let longer = CohortEdit { closes_on, ..CohortEdit::default() };
        self.edit_cohort(&past.at(28), third, &longer)?;
        let missed = self.read(|db| {
            let mut statement = db.prepare(
                "SELECT DISTINCT member_id FROM grants WHERE cohort_id = ?1 AND state = 'pending'
                 ORDER BY member_id",
            )?;
            let ids = statement.query_map([second], |row| row.get(0))?;
            Ok(ids.collect::<rusqlite::Result<Vec<MemberId>>>()?)
        })?;
        let change =
            |to| AccessChange::from(BulkChange { courses: vec![live], products: Vec::new(), to });
        let cohort = CohortMove { cohort: Some(third), from: Some(second), over_too: false };
        self.change_access(&past.at(27), &missed, &change(NewAccess::Cohort(cohort)), p)?;
        self.change_access(&past.at(26), &missed, &change(NewAccess::State(State::Active)), p)?;
        let later = CohortMove { cohort: Some(fourth), from: None, over_too: false };
        self.change_access(&past.at(26), &[ines], &change(NewAccess::Cohort(later)), p)?;
        let end = End::Shift(91);
        let longer = NewAccess::Expiry(NewExpiry { end, over_too: false });
        self.change_access(&past.at(25), &[ines], &change(longer), p)?;
        Ok(())
    }
}

/// Where "now" is, and in which language the school teaches.
#[derive(Clone, Copy)]
struct Past<'a> {
    by: &'a By,
    portuguese: bool,
}

impl Past<'_> {
    /// The same person, some days ago.
    fn at(self, days_ago: i64) -> By {
        By { actor: self.by.actor.clone(), now: self.by.now - days_ago * DAY }
    }

    fn word(self, english: &'static str, portuguese: &'static str) -> &'static str {
        if self.portuguese { portuguese } else { english }
    }

    fn day_in(self, days: i64) -> String {
        iso_day(day_of(crate::time::Zone::UTC, self.by.now + days * DAY))
    }
}

/// What the school sells.
struct Catalog {
    courses: Vec<CourseId>,
    /// What there is to study in each of them.
    outlines: Vec<Vec<Studied>>,
    cohorts: Vec<CohortId>,
    starter: ProductId,
    oil: ProductId,
    studio: ProductId,
    pass: ProductId,
}

const COURSES: [(&str, &str); 6] = [
    ("Watercolour Basics", "Aquarela do Zero"),
    ("Drawing from Life", "Desenho de Observação"),
    ("Oil Painting: First Canvas", "Pintura a Óleo: Primeira Tela"),
    ("Sketching the City", "Croquis Urbanos"),
    ("Colour and Light", "Cor e Luz"),
    ("Botanical Illustration", "Ilustração Botânica"),
];
/// The bundle of all courses.
const STUDIO: (&str, &str) = ("The Whole Studio", "Estúdio Completo");
/// The course that is taught in cohorts.
const LIVE: usize = 1;

impl Catalog {
    fn add(tx: &Tx, past: Past) -> Result<Self> {
        let courses = COURSES
            .iter()
            .map(|(english, portuguese)| courses::add(tx, past.word(english, portuguese)))
            .collect::<Result<Vec<_>>>()?;
        let mut cohorts = Vec::new();
        for (n, ago) in [(1, 330), (2, 150), (3, -21)] {
            let title = format!("{} {n}", past.word("Cohort", "Turma"));
            let cohort = courses::cohort(tx, courses[LIVE], &title)?;
            // Whoever comes late may join for a week.
            tx.execute(
                "UPDATE cohorts SET starts_on = ?2, closes_on = ?3 WHERE id = ?1",
                params![cohort, past.day_in(-ago), past.day_in(7 - ago)],
            )?;
            cohorts.push(cohort);
        }
        Ok(Self {
            starter: sell(
                tx,
                past.word("Atelier Starter", "Ateliê Inicial"),
                ProductKind::Product,
                "manual",
                "",
                &courses[..2],
            )?,
            oil: sell(
                tx,
                past.word("Oil Painting Live", "Óleo ao Vivo"),
                ProductKind::Product,
                "hotmart",
                "2741903",
                &courses[2..3],
            )?,
            studio: sell(
                tx,
                past.word(STUDIO.0, STUDIO.1),
                ProductKind::Bundle,
                "thinkific",
                "158820",
                &courses,
            )?,
            pass: sell(
                tx,
                past.word("Studio Pass", "Passe do Estúdio"),
                ProductKind::Subscription,
                "sendowl",
                "78-4410",
                &courses[3..],
            )?,
            courses,
            outlines: Vec::new(),
            cohorts,
        })
    }
}

fn sell(
    tx: &Tx,
    title: &str,
    kind: ProductKind,
    source: &str,
    number: &str,
    held: &[CourseId],
) -> Result<ProductId> {
    let id = products::add(tx, title)?;
    tx.execute(
        "UPDATE products SET kind = ?2, source = ?3, external_id = ?4 WHERE id = ?1",
        params![id, kind, source, number],
    )?;
    for course in held {
        tx.execute(
            "INSERT INTO product_courses (product_id, course_id) VALUES (?1, ?2)",
            params![id, course],
        )?;
    }
    Ok(id)
}

#[cfg(test)]
mod tests;
