//! The people of the sample: who they are, what they bought and how far they got with it.

use std::collections::HashMap;

use rusqlite::params;

use super::dice::Dice;
use super::outlines::Studied;
use super::{Catalog, DAY, LIVE};
use crate::access::{NewGrant, State, insert};
use crate::book::Tx;
use crate::error::Result;
use crate::fields::{Shape, find_or_add};
use crate::ids::{MemberId, QuizResultId};
use crate::members::{Email, Status};
use crate::text::fold;

/// The days before an intake over which its people joined.
const INTAKE_DAYS: u64 = 95;
const HOUR: i64 = DAY / 24;

/// A person as they joined, some time before this intake.
pub(super) fn add_person(
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
                let course = dice.below(6) as usize;
                let expires_at = dice.chance(40).then_some(starts_at + 180 * DAY);
                let one = Some(catalog.courses[course]);
                (NewGrant { course: one, expires_at, ..grant }, course..course + 1)
            }
            1 => {
                let n = dice.below(3) as usize;
                let course = Some(catalog.courses[LIVE]);
                let cohort = Some(catalog.cohorts[n]);
                (NewGrant { course, cohort, expires_at: year, ..grant }, 0..0)
            }
            2 => (NewGrant { product: Some(catalog.starter), ..grant }, 0..2),
            3 => {
                let product = Some(catalog.oil);
                let oil = NewGrant { product, source: "hotmart", expires_at: year, ..grant };
                (oil, 2..3)
            }
            4 => {
                let product = Some(catalog.studio);
                (NewGrant { product, source: "thinkific", ..grant }, 0..3)
            }
            _ => {
                let months = [30, 90, 365][dice.below(3) as usize];
                let expires_at = Some(starts_at + months * DAY);
                let product = Some(catalog.pass);
                let pass = NewGrant { product, source: "sendowl", expires_at, ..grant };
                (pass, 3..5)
            }
        };
        insert(tx, &grant)?;
        for course in started {
            if dice.chance(75) {
                study(tx, dice, member, &catalog.outlines[course], starts_at)?;
            }
        }
    }
    Ok(())
}

/// Lesson after lesson, every few days, as far as somebody's zeal and the time since then went.
fn study(tx: &Tx, dice: &mut Dice, member: MemberId, lessons: &[Studied], from: i64) -> Result<()> {
    let n = if dice.chance(22) { lessons.len() } else { dice.below(lessons.len() as u64) as usize };
    let pace = 3 + dice.below(5) as i64;
    let mut at = from + dice.below(4 * DAY as u64) as i64;
    for (place, lesson) in lessons.iter().take(n + 1).enumerate() {
        if at > tx.now() {
            break;
        }
        let is_done = place < n;
        tx.prepare_cached(
            "INSERT OR IGNORE INTO lesson_progress (member_id, lesson_id, viewed_at, completed_at)
             VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![member, lesson.id, at, is_done.then_some(at + HOUR)])?;
        if let Some(pass) = lesson.pass.filter(|_| is_done) {
            // Some need a second try.
            if dice.chance(25) {
                let score = pass.saturating_sub(1 + dice.below(30) as u8);
                sit(tx, member, lesson, score, at)?;
            }
            let score = pass + dice.below(u64::from(101 - pass)) as u8;
            sit(tx, member, lesson, score, at + HOUR)?;
        }
        at += pace * DAY + dice.below(DAY as u64) as i64;
    }
    Ok(())
}

fn sit(tx: &Tx, member: MemberId, quiz: &Studied, score: u8, at: i64) -> Result<()> {
    let id = QuizResultId(tx.new_id()?);
    let passed = quiz.pass.is_none_or(|pass| score >= pass);
    tx.prepare_cached(
        "INSERT INTO quiz_results (id, member_id, lesson_id, score, passed, taken_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![id, member, quiz.id, score, passed, at])?;
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
