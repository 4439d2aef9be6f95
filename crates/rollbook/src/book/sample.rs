//! The sample book: invented people, so that every screen can be tried before anything is at stake.
//!
//! It is made like any other book, by operations at believable past times, and always comes out
//! the same for the same "now". Nobody in it exists: the addresses end in the domains that are
//! reserved for examples.

use std::collections::HashMap;
use std::path::Path;

use rusqlite::params;

use super::{Book, By, NewBook, Tx};
use crate::access::{
    AccessChange, BulkChange, CohortMove, End, GrantSpec, NewAccess, NewExpiry, NewGrant, State,
    insert,
};
use crate::courses::{self, CohortEdit};
use crate::error::Result;
use crate::fields::{Shape, find_or_add};
use crate::ids::{CohortId, CourseId, Installation, MemberId, ProductId};
use crate::journal::{Op, OpKind};
use crate::members::{Email, MemberFields, Status};
use crate::products::{self, ProductEdit, ProductKind};
use crate::progress::Progress;
use crate::text::fold;
use crate::time::{day_of, iso_day};

const DAY: i64 = 24 * 3_600_000;
/// How long the school has been there.
const OPENED: i64 = 420;
/// People came in groups: how many days ago each group was taken in, and how many they were.
const INTAKES: [(i64, usize); 4] = [(400, 70), (290, 90), (170, 80), (70, 100)];
/// The days before an intake over which its people joined.
const INTAKE_DAYS: u64 = 95;

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
        let mut taken = HashMap::new();
        for (ago, n) in INTAKES {
            book.write(&past.at(ago), Op::new(OpKind::Sample), |tx| {
                for _ in 0..n {
                    add_person(tx, &mut dice, &catalog.value, &mut taken)?;
                }
                tx.say("members", n);
                Ok(())
            })?;
        }
        book.live_on(past, &catalog.value)?;
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
                past.word("The Whole Studio", "Estúdio Completo"),
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

/// A person as they joined, some time before this intake.
fn add_person(
    tx: &Tx,
    dice: &mut Dice,
    catalog: &Catalog,
    taken: &mut HashMap<String, usize>,
) -> Result<()> {
    let people = &PEOPLES[dice.weighted(&[42, 14, 20, 24])];
    let (given, family) = (dice.one_of(people.given), dice.one_of(people.family));
    let joined = tx.now() - dice.below(INTAKE_DAYS) as i64 * DAY - dice.below(86_400_000) as i64;
    let member = MemberId(tx.new_id()?);
    let name = format!("{given} {family}");
    let email = address(dice, given, family, taken);
    let key = Email::parse(&email).map(|email| email.key().to_owned()).unwrap_or_default();
    let status = [Status::Active, Status::Pending, Status::Disabled][dice.weighted(&[93, 4, 3])];
    let seen = dice.chance(88).then(|| joined + dice.below(60 * DAY as u64) as i64);
    let company = if dice.chance(14) { dice.one_of(COMPANIES) } else { "" };
    let phone = if dice.chance(55) {
        let number = (dice.below(9000) + 1000, dice.below(9000) + 1000);
        format!("{} 555 {} {}", people.phone, number.0, number.1)
    } else {
        String::new()
    };
    tx.prepare_cached(
        "INSERT INTO members (id, name, name_key, email, email_key, given, family, company, phone,
                              external_id, status, joined_at, last_seen_at, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?
    .execute(params![
        member,
        name,
        fold(&name),
        email,
        key,
        given,
        family,
        company,
        phone,
        (10_000_000 + dice.below(89_999_999)).to_string(),
        status,
        joined,
        seen.map(|seen| seen.min(tx.now())),
        tx.now(),
    ])?;
    if dice.chance(35) {
        let city = find_or_add(tx, &Shape::text("City"))?.id;
        tx.prepare_cached(
            "INSERT INTO custom_values (member_id, field_id, value) VALUES (?1, ?2, ?3)",
        )?
        .execute(params![member, city, dice.one_of(people.cities)])?;
    }
    buy(tx, dice, catalog, member, joined)
}

/// What the person bought when they joined, and how far they got with it.
fn buy(tx: &Tx, dice: &mut Dice, catalog: &Catalog, member: MemberId, at: i64) -> Result<()> {
    // One in nine signed up and bought nothing.
    for _ in 0..[1, 2, 3, 0][dice.weighted(&[55, 24, 10, 11])] {
        let starts_at = at + dice.below(20) as i64 * DAY;
        let state = [State::Active, State::Pending, State::Disabled][dice.weighted(&[90, 6, 4])];
        let grant = NewGrant {
            member,
            course: None,
            product: None,
            cohort: None,
            source: "manual",
            state,
            starts_at,
            expires_at: None,
        };
        let year = Some(starts_at + 365 * DAY);
        let (grant, started) = match dice.weighted(&[26, 18, 14, 12, 14, 16]) {
            0 => {
                let course = catalog.courses[dice.below(6) as usize];
                let expires_at = dice.chance(40).then_some(starts_at + 180 * DAY);
                (NewGrant { course: Some(course), expires_at, ..grant }, vec![course])
            }
            1 => {
                let n = dice.below(3) as usize;
                let course = Some(catalog.courses[LIVE]);
                let cohort = Some(catalog.cohorts[n]);
                (NewGrant { course, cohort, expires_at: year, ..grant }, vec![])
            }
            2 => (
                NewGrant { product: Some(catalog.starter), ..grant },
                catalog.courses[..2].to_vec(),
            ),
            3 => {
                let product = Some(catalog.oil);
                let oil = NewGrant { product, source: "hotmart", expires_at: year, ..grant };
                (oil, catalog.courses[2..3].to_vec())
            }
            4 => {
                let product = Some(catalog.studio);
                (NewGrant { product, source: "thinkific", ..grant }, catalog.courses[..3].to_vec())
            }
            _ => {
                let months = [30, 90, 365][dice.below(3) as usize];
                let expires_at = Some(starts_at + months * DAY);
                let product = Some(catalog.pass);
                let pass = NewGrant { product, source: "sendowl", expires_at, ..grant };
                (pass, catalog.courses[3..5].to_vec())
            }
        };
        insert(tx, &grant)?;
        for course in started {
            if dice.chance(75) {
                study(tx, dice, member, course, starts_at)?;
            }
        }
    }
    Ok(())
}

fn study(tx: &Tx, dice: &mut Dice, member: MemberId, course: CourseId, from: i64) -> Result<()> {
    let done = if dice.chance(22) { 1.0 } else { dice.below(20) as f64 / 20.0 };
    let last = (from + dice.below(90) as i64 * DAY).min(tx.now());
    tx.prepare_cached(
        "INSERT OR IGNORE INTO course_progress
             (member_id, course_id, completed, completed_at, last_activity_at)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![member, course, done, (done >= 1.0).then_some(last), last])?;
    Ok(())
}

fn address(
    dice: &mut Dice,
    given: &str,
    family: &str,
    taken: &mut HashMap<String, usize>,
) -> String {
    let squeeze = |text: &str| fold(text).replace([' ', '\'', '-'], "");
    let (given, family) = (squeeze(given), squeeze(family));
    let local = match dice.below(4) {
        0 => format!("{given}{family}"),
        1 => format!("{}.{family}", given.chars().next().unwrap_or('x')),
        _ => format!("{given}.{family}"),
    };
    let domain = ["example.com", "example.org", "example.net"][dice.weighted(&[70, 18, 12])];
    let times = taken.entry(local.clone()).or_default();
    *times += 1;
    match *times {
        1 => format!("{local}@{domain}"),
        n => format!("{local}{n}@{domain}"),
    }
}

/// A linear congruential generator: the same throws every time, on every machine.
struct Dice(u64);

impl Default for Dice {
    fn default() -> Self {
        Self(0x0052_4f4c_4c42_4f4f)
    }
}

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn one_of(&mut self, from: &'static [&'static str]) -> &'static str {
        from[self.below(from.len() as u64) as usize]
    }

    /// The index of a weight, the heavier the likelier.
    fn weighted(&mut self, weights: &[u64]) -> usize {
        let mut throw = self.below(weights.iter().sum());
        weights
            .iter()
            .position(|weight| {
                let hit = throw < *weight;
                throw = throw.wrapping_sub(*weight);
                hit
            })
            .unwrap_or_default()
    }
}

struct People {
    given: &'static [&'static str],
    family: &'static [&'static str],
    cities: &'static [&'static str],
    phone: &'static str,
}

const COMPANIES: &[&str] = &[
    "Papelaria Horizonte",
    "Northlight Design",
    "Estudio Girasol",
    "Escola Pau-Brasil",
    "Harbour & Vale",
    "Casa das Artes",
    "Bright Pencil Ltd",
    "Taller Mirador",
];

/// Brazilian, Portuguese, Spanish and English names.
const PEOPLES: [People; 4] = [
    People {
        given: &[
            "Ana",
            "Beatriz",
            "Bruno",
            "Caio",
            "Camila",
            "Carla",
            "Cauã",
            "Débora",
            "Eduardo",
            "Fernanda",
            "Gabriela",
            "Guilherme",
            "Helena",
            "Isabela",
            "João Pedro",
            "Júlia",
            "Larissa",
            "Letícia",
            "Lívia",
            "Luana",
            "Luiz Fernando",
            "Maria Clara",
            "Mateus",
            "Natália",
            "Otávio",
            "Patrícia",
            "Rafael",
            "Renata",
            "Sérgio",
            "Tatiane",
            "Thiago",
            "Vinícius",
        ],
        family: &[
            "Souza",
            "Oliveira",
            "da Silva",
            "Pereira Lima",
            "Araújo",
            "Barbosa",
            "Cardoso",
            "Conceição",
            "Monteiro",
            "Nascimento",
            "Rocha",
            "Teixeira",
            "Vasconcelos",
            "Assunção",
            "Bittencourt",
            "Figueiredo",
            "Guimarães",
            "Queiroz",
            "Yamamoto",
            "Zanetti",
        ],
        cities: &["São Paulo", "Recife", "Belo Horizonte", "Curitiba", "Salvador", "Florianópolis"],
        phone: "+55 11",
    },
    People {
        given: &[
            "Afonso",
            "António",
            "Catarina",
            "Diogo",
            "Duarte",
            "Filipa",
            "Gonçalo",
            "Inês",
            "Leonor",
            "Mafalda",
            "Margarida",
            "Nuno",
            "Rita",
            "Rui",
            "Sofia",
            "Tomás",
        ],
        family: &[
            "Antunes",
            "Brandão",
            "Carvalho",
            "Esteves",
            "Falcão",
            "Leitão",
            "Magalhães",
            "Mota",
            "Nogueira",
            "Pacheco",
            "Sequeira",
            "Tavares",
        ],
        cities: &["Lisboa", "Porto", "Coimbra", "Braga", "Évora"],
        phone: "+351 91",
    },
    People {
        given: &[
            "Álvaro",
            "Begoña",
            "Carmen",
            "Diego",
            "Elena",
            "Ignacio",
            "Íñigo",
            "Jimena",
            "José",
            "Lucía",
            "Manuel",
            "María José",
            "Marta",
            "Núria",
            "Paula",
            "Rocío",
            "Sergio",
            "Valentina",
        ],
        family: &[
            "García",
            "Muñoz",
            "Ibáñez",
            "Jiménez",
            "López Vega",
            "Martín",
            "Núñez",
            "Ordóñez",
            "Peña",
            "Quiroga",
            "Rodríguez",
            "Sáez",
            "Torres",
            "Ugarte",
            "Zúñiga",
        ],
        cities: &["Madrid", "Sevilla", "Bogotá", "Buenos Aires", "Ciudad de México"],
        phone: "+34 6",
    },
    People {
        given: &[
            "Abigail",
            "Alastair",
            "Beth",
            "Charlotte",
            "Daniel",
            "Eleanor",
            "Fiona",
            "George",
            "Hannah",
            "Imogen",
            "Jack",
            "Keira",
            "Laura",
            "Maeve",
            "Nathan",
            "Olivia",
            "Priya",
            "Robert",
            "Siobhán",
            "Theo",
            "Wendy",
            "Zoë",
        ],
        family: &[
            "Ashworth",
            "Bennett",
            "Calloway",
            "Donovan",
            "Ellery",
            "Fairbanks",
            "Greene",
            "Hartley",
            "Iyer",
            "Jennings",
            "Kendrick",
            "Lockwood",
            "Mercer",
            "Novak",
            "O'Brien",
            "Pemberton",
            "Sinclair",
            "Thorne",
            "Whitaker",
            "Young",
        ],
        cities: &["London", "Bristol", "Dublin", "Portland", "Toronto", "Wellington"],
        phone: "+44 20",
    },
];

#[cfg(test)]
mod tests {
    use super::super::tests::by;
    use super::*;

    fn sample(dir: &Path, name: &str) -> Book {
        let new = NewBook { name: "Northlight Studio", zone: "Europe/London", locale: "en" };
        Book::create_sample(&dir.join(name), &new, Installation::new(7), &by()).unwrap()
    }

    fn rows(book: &Book, sql: &str) -> Vec<String> {
        book.read(|db| {
            let mut statement = db.prepare(sql)?;
            let rows = statement.query_map([], |row| row.get(0))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
        .unwrap()
    }

    #[test]
    fn the_sample_is_a_sound_book_with_something_of_everything() {
        let dir = tempfile::tempdir().unwrap();
        let book = sample(dir.path(), "a.rollbook");
        let report = book.check(&Progress::default()).unwrap();
        assert_eq!(report.findings, [], "no damage, no two people with one e-mail");
        let counts = book.counts().unwrap();
        assert!(counts.members > 300 && counts.trashed == 2, "{counts:?}");
        assert!(book.entries(None, None, 100).unwrap().len() >= 15);
        let people: Vec<MemberId> = rows(&book, "SELECT CAST(id AS TEXT) FROM members")
            .iter()
            .map(|id| id.parse().unwrap())
            .collect();
        let mut seen: Vec<&str> = Vec::new();
        for id in people {
            let member = book.member(id, by().now).unwrap();
            seen.extend(member.access.iter().map(|course| course.status.name()));
            assert!(member.joined_at <= Some(by().now), "{} joined in the future", member.name);
        }
        for status in ["active", "pending", "expired", "disabled"] {
            assert!(seen.contains(&status), "nobody's access is {status}");
        }
    }

    #[test]
    fn the_sample_has_cohorts_of_every_kind_and_a_member_who_moved_between_them() {
        let dir = tempfile::tempdir().unwrap();
        let book = sample(dir.path(), "a.rollbook");
        let courses = book.courses(false, by().now).unwrap();
        let live = courses.iter().find(|course| !course.cohorts.is_empty()).unwrap();
        let closed: Vec<bool> = live.cohorts.iter().map(|cohort| cohort.closed).collect();
        assert_eq!(closed, [true, true, false, false]);
        assert!(live.cohorts.iter().all(|cohort| cohort.holders.all > 0), "{:?}", live.cohorts);
        let in_several = "SELECT CAST(member_id AS TEXT) FROM grants WHERE cohort_id IS NOT NULL
                          GROUP BY member_id HAVING count(DISTINCT cohort_id) > 1";
        assert!(!rows(&book, in_several).is_empty());
        let ines = book.member_by_email("ines.carvalhal@example.org").unwrap();
        let history = book.member_history(ines).unwrap();
        let done: Vec<&str> = history.iter().map(|(entry, _)| entry.op.kind.as_str()).collect();
        assert!(done.starts_with(&["access.expiry", "access.cohort", "access.grant"]), "{done:?}");
    }

    #[test]
    fn the_same_now_gives_the_same_book() {
        let dir = tempfile::tempdir().unwrap();
        let emails = "SELECT email || coalesce(joined_at, '') FROM members ORDER BY id";
        let (a, b) = (sample(dir.path(), "a.rollbook"), sample(dir.path(), "b.rollbook"));
        assert_eq!(rows(&a, emails), rows(&b, emails));
    }
}
