//! What a filter selects, worked out the slow way over plain structs, and little random books to
//! try it on.

use chrono::{Datelike, Days as Count, NaiveDate};
use rusqlite::params;

use super::school::{self, Attended, Rules};
use crate::access::{AccessStatus, State};
use crate::book::Book;
use crate::book::tests::NOW;
use crate::drip::LessonState;
use crate::filter::{Comparison, Condition, Day, Days, Filter, Key, Node, Test, Value};
use crate::ids::EntryId;
use crate::journal::{Op, OpKind};
use crate::members::Status;
use crate::text::fold;
use crate::time::{Zone, day_of, day_start};
use crate::views::{following_names, rename_choices};

/// Conditions that find somebody in most worlds.
pub(crate) const CONDITIONS: &[&str] = &[
    "status:active",
    "status:pending,disabled",
    "status:expired",
    "status:expired,active",
    "access:none",
    "access:any",
    "access:active",
    "access:pending,expired",
    "access:disabled",
    "access:none,expired",
    "course:drawing",
    "course:óleo",
    "course:#2",
    "course:drawing,#3",
    "course:any",
    "course:none,drawing",
    "product:tudo",
    "product:nada",
    "product:#2,#3",
    "product:none",
    "bundle:tudo",
    "bundle:any",
    "subscription:mensal",
    "subscription:none",
    "cohort:\"turma a\"",
    "cohort:#2,#1",
    "cohort:any",
    "cohort:none",
    "source:manual",
    "source:Sendowl",
    "enrolled:today",
    "enrolled<today",
    "enrolled:2026-02-28..2026-02",
    "enrolled:any",
    "expires:never",
    "expires:any",
    "expires<today",
    "expires>=2026-03-02",
    "expires:..-1d,+1d",
    "progress:none",
    "progress>=50",
    "progress<34",
    "progress:0..33,100",
    "completed:any",
    "completed:never",
    "completed:2026-03",
    "opens:\"drawing / start / lines\"",
    "opens:\"Drawing / Lines\",\"Óleo / Mistura\"",
    "opens:\"Drawing / shade\"",
    "opens:#2,#7",
    "opens.\"Drawing / shade\":today",
    "opens.\"drawing / lines\"<=2026-03",
    "opens.\"Óleo / Mistura\">today",
    "opens.\"Óleo / Início / Prova\":-2d..+2d,2026-04",
    "viewed:\"Drawing / Work / Lines\"",
    "viewed:#5",
    "done:\"Drawing / quiz\"",
    "done:\"drawing / to come\",#1",
    "passed:\"Drawing / Start / Quiz\"",
    "passed:\"oleo / inicio / prova\",#2",
    "in:trash",
    "name:ana",
    "name:\"na s\"",
    "name:none",
    "email:joao",
    "email:@x",
    "company:atelie",
    "company:none,forja",
    "phone:1199",
    "phone:any",
    "platform_id:007",
    "platform_id:none",
    "joined:2026-03-01",
    "joined<=-1d",
    "joined:never",
    "seen>today",
    "seen:any",
    "added:2026-02..2026-03",
    "custom.city:recife",
    "custom.city:none",
    "custom.City:any",
    "custom.age:10",
    "custom.Age>=9.5",
    "custom.age<10",
    "custom.age>-2",
    "custom.age:..9.50,many",
    "custom.age:none,10..",
    "custom.born<2000",
    "custom.Born:2000-02..2001",
    "custom.born>=-1d",
    "custom.born:any",
    "custom.size:m,XL",
    "custom.size:none",
    "custom.news:sim",
    "custom.news:no,none",
];

const COURSES: [(i64, &str); 3] = [(1, "Drawing"), (2, "Óleo"), (3, "oleo")];
const PRODUCTS: [(i64, &str, &str, &[i64]); 3] = [
    (1, "Tudo", "bundle", &[1, 2]),
    (2, "Nada", "product", &[]),
    (3, "Mensal", "subscription", &[2, 3]),
];
const COHORTS: [(i64, i64, &str); 3] = [(1, 1, "Turma A"), (2, 2, "Turma B"), (3, 1, "Manhã")];
/// The school's own fields: label, kind, choices, and the values that somebody has.
const OWN: [(&str, &str, &str, &[&str]); 5] = [
    ("City", "text", "[]", &["Recife", "RECIFE", "Natal"]),
    ("Age", "number", "[]", &["10", "9.5", "-2", "many", "100"]),
    ("Born", "date", "[]", &["1999-12-31", "2000-02-01", "2026-03-01", "spring"]),
    ("Size", "choice", "[\"S\",\"M\"]", &["S", "M", "XL"]),
    ("News", "yes_no", "[]", &["yes", "no"]),
];
pub(crate) const DAY: i64 = 86_400_000;

pub(crate) struct World {
    rules: Rules,
    pub people: Vec<Person>,
}

pub(crate) struct Person {
    pub id: i64,
    name: &'static str,
    email: String,
    company: &'static str,
    phone: &'static str,
    external_id: &'static str,
    status: Status,
    joined: Option<i64>,
    seen: Option<i64>,
    created: i64,
    trashed: bool,
    /// By [`OWN`].
    own: [Option<&'static str>; 5],
    pub grants: Vec<Grant>,
    progress: Vec<Progress>,
    pub attended: Vec<Attended>,
    /// What the first two courses count from instead of their enrollment.
    own_starts: [Option<i64>; 2],
    /// How they find the lessons, once the book has been asked for each of them.
    lessons: Vec<LessonState>,
}

pub(crate) struct Grant {
    course: Option<i64>,
    product: Option<i64>,
    cohort: Option<i64>,
    source: &'static str,
    pub state: State,
    starts: i64,
    expires: Option<i64>,
    ended: bool,
}

struct Progress {
    course: i64,
    completed: Option<f64>,
    completed_at: Option<i64>,
}

/// Throws a few dice out of one seed.
pub(crate) struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    pub fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len() as u64) as usize]
    }

    /// About now: the same instant, an instant or a day off, or nothing.
    pub fn moment(&mut self) -> Option<i64> {
        let off = [0, 1, -1, DAY, -DAY, 2 * DAY, -2 * DAY, 40 * DAY];
        (self.below(4) > 0).then(|| NOW + self.one(&off))
    }
}

impl World {
    /// Many people who share few words, courses and states; one for each seed.
    pub fn new(seeds: &[u32]) -> Self {
        let person = |(i, seed): (usize, &u32)| {
            let mut dice = Dice(u64::from(*seed));
            let (id, n_grants) = (i as i64 + 1, dice.below(4));
            Person {
                id,
                name: dice.one(&[
                    "",
                    "Ana Souza",
                    "ana souza",
                    "Bruno",
                    "Álvaro Lima",
                    "Zoë",
                    "Ana",
                ]),
                email: format!("{}{}@x.com", dice.one(&["ana", "joão", "b", "ZÉ"]), i % 5),
                company: dice.one(&["", "Ateliê", "atelie", "Forja"]),
                phone: dice.one(&["", "11 99", "+55"]),
                external_id: dice.one(&["", "007", "7"]),
                status: dice.one(&Status::ALL),
                joined: dice.moment(),
                seen: dice.moment(),
                created: NOW - dice.below(60) as i64 * DAY,
                trashed: dice.below(6) == 0,
                // What is of another kind must be somebody's, or a filter that asks for it can't be read.
                own: OWN.map(|(.., values)| match (i, dice.below(9)) {
                    (0, _) => values.iter().copied().find(|v| matches!(*v, "many" | "XL")),
                    (_, 0..3) => None,
                    (_, 3) => Some(""),
                    _ => Some(dice.one(values)),
                }),
                grants: (0..n_grants).map(|_| Grant::thrown(&mut dice)).collect(),
                progress: COURSES
                    .iter()
                    .filter_map(|(id, _)| Progress::thrown(*id, &mut dice))
                    .collect(),
                attended: Attended::thrown(&mut dice),
                own_starts: [0, 1].map(|_| dice.moment().filter(|_| dice.below(4) == 0)),
                lessons: Vec::new(),
            }
        };
        let rules = Rules::thrown(&mut Dice(seeds.iter().map(|seed| u64::from(*seed)).sum()));
        Self { rules, people: seeds.iter().enumerate().map(person).collect() }
    }

    pub fn write(&mut self, book: &Book) {
        book.write(&crate::book::tests::by(), Op::new(OpKind::Sample), |tx| {
            for (id, title) in COURSES {
                tx.execute(
                    "INSERT INTO courses (id, title, created_at) VALUES (?1, ?2, 0)",
                    params![id, title],
                )?;
            }
            for (id, title, kind, courses) in PRODUCTS {
                tx.execute(
                    "INSERT INTO products (id, title, kind, source, created_at)
                     VALUES (?1, ?2, ?3, 'sendowl', 0)",
                    params![id, title, kind],
                )?;
                for course in courses {
                    tx.execute("INSERT INTO product_courses VALUES (?1, ?2)", params![id, course])?;
                }
            }
            for cohort in COHORTS {
                tx.execute(
                    "INSERT INTO cohorts (id, course_id, title, created_at) VALUES (?1, ?2, ?3, 0)",
                    cohort,
                )?;
            }
            for ((label, kind, choices, _), id) in OWN.iter().zip(1_i64..) {
                tx.execute(
                    "INSERT INTO custom_fields (id, key, label, created_at, kind, choices)
                     VALUES (?1, ?2, ?3, 0, ?4, ?5)",
                    params![id, fold(label), label, kind, choices],
                )?;
            }
            self.rules.write(tx)?;
            for one in &self.people {
                one.write(tx)?;
            }
            Ok(())
        })
        .unwrap();
        for one in &mut self.people {
            one.lessons = school::lessons_of(book, one.id);
        }
    }

    pub fn selects(filter: &Filter, one: &Person) -> bool {
        let Some(root) = &filter.root else { return !one.trashed };
        let alternatives = match bare(root) {
            Node::Any(nodes) => nodes.iter().collect(),
            node => vec![node],
        };
        alternatives.iter().any(|node| (says_trash(node) || !one.trashed) && one.is(node, &[]))
    }
}

/// Gives some of what filters name other titles, and takes the saved views along.
pub(super) fn rename(book: &Book, dice: &mut Dice) -> Option<EntryId> {
    let write = book.write(&crate::book::tests::by(), Op::new(OpKind::Sample), |tx| {
        following_names(tx, || {
            for (table, titles) in [
                ("courses", COURSES.map(|(_, title)| title)),
                ("products", PRODUCTS.map(|(_, title, ..)| title)),
            ] {
                let turn = dice.below(3);
                for (n, id) in (0..).zip(1_i64..=3) {
                    let other = titles[(n + turn) as usize % titles.len()];
                    let title = if dice.below(3) == 0 { format!("New {id}") } else { other.into() };
                    let sql = format!("UPDATE {table} SET title = ?2 WHERE id = ?1");
                    tx.execute(&sql, params![id, title])?;
                }
            }
            for (table, n) in [("cohorts", 3), ("chapters", 3), ("lessons", 7)] {
                for id in (1_i64..=n).filter(|_| dice.below(3) == 0) {
                    let sql = format!("UPDATE {table} SET title = 'New ' || id WHERE id = ?1");
                    tx.execute(&sql, [id])?;
                }
            }
            for id in (1_i64..=5).filter(|_| dice.below(2) == 0) {
                let sql = "UPDATE custom_fields SET label = 'Néw ' || id, key = 'new ' || id WHERE id = ?1";
                tx.execute(sql, [id])?;
            }
            Ok(())
        })?;
        if dice.below(2) == 0 {
            tx.execute("UPDATE custom_fields SET choices = '[\"S\",\"Middle\"]' WHERE id = 4", [])?;
            let sql = "UPDATE custom_values SET value = 'Middle' WHERE field_id = 4 AND value = 'M'";
            tx.execute(sql, [])?;
            let label: String =
                tx.query_row("SELECT label FROM custom_fields WHERE id = 4", [], |row| row.get(0))?;
            rename_choices(tx, &label, &[("M".to_owned(), "Middle".to_owned())].into())?;
        }
        Ok(())
    });
    write.unwrap().entry
}

impl Grant {
    fn thrown(dice: &mut Dice) -> Self {
        let course = (dice.below(2) == 0).then(|| dice.one(&COURSES).0);
        let product = course.is_none().then(|| dice.one(&PRODUCTS).0);
        let of_course = COHORTS.iter().filter(|(_, of, _)| Some(*of) == course);
        let cohorts: Vec<i64> = of_course.map(|(id, ..)| *id).collect();
        let in_one = !cohorts.is_empty() && dice.below(2) == 0;
        Self {
            course,
            product,
            cohort: in_one.then(|| dice.one(&cohorts)),
            source: dice.one(&["manual", "sendowl", "SendOwl"]),
            state: dice.one(&State::ALL),
            starts: dice.moment().unwrap_or(NOW),
            expires: dice.moment(),
            ended: dice.below(5) == 0,
        }
    }

    fn status(&self) -> AccessStatus {
        if self.state == State::Disabled {
            AccessStatus::Disabled
        } else if self.expires.is_some_and(|end| end < NOW) {
            AccessStatus::Expired
        } else if self.state == State::Pending || self.starts > NOW {
            AccessStatus::Pending
        } else {
            AccessStatus::Active
        }
    }
}

impl Progress {
    fn thrown(course: i64, dice: &mut Dice) -> Option<Self> {
        (dice.below(2) == 0).then(|| Self {
            course,
            completed: dice.one(&[None, Some(0.0), Some(0.333), Some(0.5), Some(1.0)]),
            completed_at: dice.moment(),
        })
    }
}

impl Person {
    fn write(&self, tx: &rusqlite::Connection) -> crate::Result<()> {
        tx.execute(
            "INSERT INTO members (id, name, name_key, email, email_key, company, phone, external_id,
                status, joined_at, last_seen_at, created_at, trashed_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            params![
                self.id,
                self.name,
                fold(self.name),
                self.email,
                self.email.to_lowercase(),
                self.company,
                self.phone,
                self.external_id,
                self.status,
                self.joined,
                self.seen,
                self.created,
                self.trashed.then_some(NOW),
            ],
        )?;
        for (value, field) in self.own.iter().zip(1_i64..) {
            if let Some(value) = value {
                tx.execute(
                    "INSERT INTO custom_values VALUES (?1, ?2, ?3)",
                    params![self.id, field, value],
                )?;
            }
        }
        for (n, grant) in self.grants.iter().enumerate() {
            tx.execute(
                "INSERT INTO grants (id, member_id, course_id, product_id, cohort_id, source, state,
                    starts_at, expires_at, ended_at, created_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0)",
                params![
                    // Not in the order of the members.
                    1000 - self.id * 10 + n as i64,
                    self.id,
                    grant.course,
                    grant.product,
                    grant.cohort,
                    grant.source,
                    grant.state,
                    grant.starts,
                    grant.expires,
                    grant.ended.then_some(NOW),
                ],
            )?;
        }
        for row in &self.progress {
            tx.execute(
                "INSERT INTO course_progress (member_id, course_id, completed, completed_at)
                 VALUES (?1, ?2, ?3, ?4)",
                params![self.id, row.course, row.completed, row.completed_at],
            )?;
        }
        for (starts_at, course) in self.own_starts.iter().zip(1_i64..) {
            if let Some(starts_at) = starts_at {
                tx.execute(
                    "INSERT INTO drip_starts VALUES (?1, ?2, ?3)",
                    params![self.id, course, starts_at],
                )?;
            }
        }
        self.attended.iter().try_for_each(|one| one.write(self.id, tx))
    }

    /// Whether a part of a filter holds, beside these names.
    fn is(&self, node: &Node, around: &[&Condition]) -> bool {
        let parts = match bare(node) {
            Node::Any(nodes) => return nodes.iter().any(|node| self.is(node, around)),
            Node::All(nodes) => nodes.iter().map(bare).collect(),
            one => vec![one],
        };
        let names: Vec<&Condition> = parts
            .iter()
            .filter_map(|part| match part {
                Node::Is(one) if names_a_row(&one.key) && !accepts_none(one) => Some(one),
                _ => None,
            })
            .collect();
        let around = if names.is_empty() { around } else { &names };
        let details: Vec<&Condition> = parts
            .iter()
            .filter_map(|part| match part {
                Node::Is(one) if is_detail(&one.key) && !is_a_refusal(one) => Some(one),
                _ => None,
            })
            .collect();
        let speaks_of_rows = !names.is_empty() || !details.is_empty();
        let has_rows = !speaks_of_rows || self.has(around, &details, true);
        has_rows && parts.iter().all(|part| self.part(part, &names, &details, around))
    }

    /// Whether there is a row with the details: for each name, or for any of them.
    fn has(&self, names: &[&Condition], details: &[&Condition], each: bool) -> bool {
        let has = |name: Option<&Condition>| {
            self.rows(name).iter().any(|row| details.iter().all(|detail| row.is(detail, self)))
        };
        match names {
            [] => has(None),
            names if each => names.iter().all(|name| has(Some(name))),
            names => names.iter().any(|name| has(Some(name))),
        }
    }

    fn part(
        &self,
        part: &Node,
        names: &[&Condition],
        details: &[&Condition],
        around: &[&Condition],
    ) -> bool {
        match part {
            Node::Is(one) if names.iter().chain(details).any(|seen| std::ptr::eq(*seen, one)) => {
                true
            }
            Node::Is(one) => self.condition(one, around),
            Node::Not(inner) => match bare(inner) {
                Node::Is(one) => !self.condition(one, around),
                group => !self.is(group, around),
            },
            group => self.is(group, around),
        }
    }

    /// A condition by itself, beside some names.
    fn condition(&self, one: &Condition, names: &[&Condition]) -> bool {
        let alone = |key: Key, value: Value| Condition {
            key,
            test: Test::OneOf(vec![placed(value)]),
            at: one.at,
        };
        let active = alone(Key::Access, Value::Word("active"));
        let is_active = || self.has(names, &[&active], false);
        one_of(one, |value| match (&one.key, value) {
            (Key::Access, Value::Word("none")) => !is_active(),
            (Key::Status, Value::Word("expired")) => {
                let expired = alone(Key::Access, Value::Word("expired"));
                // The two stand together: expired in each of the names, active in none.
                self.has(names, &[&expired], true) && !is_active()
            }
            (Key::Status, Value::Word(word)) => self.status.name() == *word,
            (key, Value::None) if names_a_row(key) => {
                !self.has(&[&alone(key.clone(), Value::Any)], &[], false)
            }
            (Key::Cohort, Value::None) => {
                !self.has(names, &[&alone(Key::Cohort, Value::Any)], false)
            }
            (key, value) if names_a_row(key) => {
                self.has(&[&alone(key.clone(), value.clone())], &[], false)
            }
            (key, value) if is_detail(key) => {
                let test = match &one.test {
                    Test::OneOf(_) => Test::OneOf(vec![placed(value.clone())]),
                    compare @ Test::Compare(..) => compare.clone(),
                };
                let detail = Condition { key: key.clone(), test, at: one.at };
                // Accepted beside `none`, a value is asked of each of the names.
                self.has(names, &[&detail], is_a_refusal(one))
            }
            (key @ (Key::Opens | Key::Viewed | Key::Done | Key::Passed), value) => {
                school::holds(key, value, &self.attended, &self.lessons)
            }
            (Key::OpensOn(title), value) => {
                let mut openings = school::openings(title, &self.lessons);
                openings.any(|at| is_on(Some(at), &one.test, value))
            }
            (key, value) => self.own(key, &one.test, value),
        })
    }

    fn own(&self, key: &Key, test: &Test, value: &Value) -> bool {
        let contains =
            |of: &str| matches!(value, Value::Text(text) if fold(of).contains(&fold(text)));
        let text = |of: &str, holds: bool| match value {
            Value::Any => !of.is_empty(),
            Value::None => of.is_empty(),
            _ => holds,
        };
        let digits = |text: &str| text.replace([' ', '+'], "");
        match key {
            Key::In => self.trashed,
            Key::Name => text(self.name, contains(self.name)),
            Key::Email => text(&self.email, contains(&self.email)),
            Key::Company => text(self.company, contains(self.company)),
            Key::Phone => text(self.phone, contains(&digits(self.phone))),
            Key::PlatformId => {
                text(self.external_id, *value == Value::Text(self.external_id.to_owned()))
            }
            Key::Custom(label) => {
                let at = OWN.iter().position(|(own, ..)| fold(own) == fold(label)).unwrap();
                let own = self.own[at].unwrap_or_default();
                text(own, matches!(value, Value::Text(text) if is_own(OWN[at].1, own, test, text)))
            }
            Key::Joined => is_on(self.joined, test, value),
            Key::Seen => is_on(self.seen, test, value),
            Key::Added => is_on(Some(self.created), test, value),
            key => panic!("{key} is no column"),
        }
    }

    /// The share completed and when all of it was, by what is known of the course and of its lessons.
    fn reached(&self, course: i64) -> (Option<f64>, Option<i64>) {
        let known = self.progress.iter().find(|row| row.course == course);
        let (share, completed_at) = school::reached(&self.attended, course);
        let known_share = known.and_then(|row| row.completed);
        let further = known_share.into_iter().chain(share).max_by(f64::total_cmp);
        let known_at = known.and_then(|row| row.completed_at);
        (further, known_at.into_iter().chain(completed_at).min())
    }

    /// The rows of a name, or every row.
    fn rows(&self, name: Option<&Condition>) -> Vec<Row<'_>> {
        let open = || self.grants.iter().filter(|grant| !grant.ended);
        let mut rows = Vec::new();
        let is_course = name.is_none_or(|name| name.key == Key::Course);
        if is_course {
            for (course, title) in COURSES {
                let gives = |grant: &&Grant| {
                    let through = grant.product.is_some_and(|id| holds(id).contains(&course));
                    grant.course == Some(course) || through
                };
                if name.is_none_or(|name| one_of(name, |value| means(value, course, title))) {
                    rows.push(Row {
                        courses: vec![course],
                        gives: true,
                        reasons: open().filter(gives).collect(),
                    });
                }
            }
        }
        for (product, title, kind, courses) in PRODUCTS {
            let of = |grant: &&Grant| grant.product == Some(product);
            let is_meant = |name: &Condition| {
                let is_kind = match name.key {
                    Key::Product => true,
                    Key::Bundle => kind == "bundle",
                    Key::Subscription => kind == "subscription",
                    _ => false,
                };
                is_kind && one_of(name, |value| means(value, product, title))
            };
            if name.map_or(courses.is_empty(), is_meant) {
                let gives = name.is_some();
                rows.push(Row {
                    courses: courses.to_vec(),
                    gives,
                    reasons: open().filter(of).collect(),
                });
            }
        }
        rows.retain(|row| !row.reasons.is_empty());
        rows
    }
}

struct Row<'a> {
    courses: Vec<i64>,
    gives: bool,
    reasons: Vec<&'a Grant>,
}

impl Row<'_> {
    fn is(&self, detail: &Condition, member: &Person) -> bool {
        one_of(detail, |value| {
            match detail.key {
            Key::Access => {
                let status = self.reasons.iter().map(|reason| reason.status()).min().unwrap();
                self.gives && matches!(value, Value::Word(word) if *word == "any" || *word == status.name())
            }
            Key::Cohort => {
                let is_it = |id: i64| {
                    let (_, _, title) = COHORTS.iter().find(|(known, ..)| *known == id).unwrap();
                    means(value, id, title)
                };
                self.reasons.iter().any(|reason| reason.cohort.is_some_and(is_it))
            }
            Key::Source => self.reasons.iter().any(|reason| {
                matches!(value, Value::Text(source) if fold(source) == fold(reason.source))
            }),
            Key::Enrolled => {
                let first = self.reasons.iter().map(|reason| reason.starts).min();
                is_on(first, &detail.test, value)
            }
            Key::Expires => is_on(self.expires(), &detail.test, value),
            Key::Progress => self.courses.iter().any(|course| {
                let done = member.reached(*course).0.map(|done| (done * 100.0).round() as i64);
                match (&detail.test, value, done) {
                    (_, Value::None, done) => done.is_none(),
                    (_, _, None) => false,
                    (_, Value::Any, _) => true,
                    (Test::OneOf(_), Value::Percent(from, to), Some(done)) => {
                        from.is_none_or(|from| done >= from.into()) && to.is_none_or(|to| done <= to.into())
                    }
                    (Test::Compare(sign, _), Value::Percent(Some(n), _), Some(done)) => {
                        compares(*sign, done.cmp(&i64::from(*n)), done.cmp(&i64::from(*n)))
                    }
                    _ => false,
                }
            }),
            Key::Completed => self.courses.iter().any(|course| {
                is_on(member.reached(*course).1, &detail.test, value)
            }),
            ref key => panic!("{key} is no detail"),
        }
        })
    }

    fn expires(&self) -> Option<i64> {
        let open: Vec<_> = self.reasons.iter().filter(|one| one.state != State::Disabled).collect();
        let counted = if open.is_empty() { self.reasons.iter().collect() } else { open };
        let ends: Option<Vec<i64>> = counted.iter().map(|reason| reason.expires).collect();
        ends.and_then(|ends| ends.into_iter().max())
    }
}

fn names_a_row(key: &Key) -> bool {
    [Key::Course, Key::Product, Key::Bundle, Key::Subscription].contains(key)
}

fn is_detail(key: &Key) -> bool {
    use Key::{Access, Cohort, Completed, Enrolled, Expires, Progress, Source};
    [Access, Cohort, Source, Enrolled, Expires, Progress, Completed].contains(key)
}

fn accepts_none(one: &Condition) -> bool {
    one.test.values().any(|value| *value == Value::None)
}

/// Whether a detail says, or accepts, that there is none.
fn is_a_refusal(one: &Condition) -> bool {
    let no_access = one.test.values().any(|value| *value == Value::Word("none"));
    (one.key == Key::Access && no_access) || (one.key == Key::Cohort && accepts_none(one))
}

/// Without two nots, one within the other.
fn bare(node: &Node) -> &Node {
    match node {
        Node::Not(inner) => match &**inner {
            Node::Not(inner) => bare(inner),
            _ => node,
        },
        node => node,
    }
}

fn says_trash(node: &Node) -> bool {
    match bare(node) {
        Node::All(nodes) | Node::Any(nodes) => nodes.iter().any(says_trash),
        Node::Is(one) => one.key == Key::In,
        Node::Not(_) => false,
    }
}

fn one_of(one: &Condition, is: impl Fn(&Value) -> bool) -> bool {
    one.test.values().any(is)
}

fn placed(value: Value) -> crate::filter::Placed {
    crate::filter::Placed { value, at: crate::filter::At(0) }
}

fn holds(product: i64) -> &'static [i64] {
    PRODUCTS.iter().find(|(id, ..)| *id == product).unwrap().3
}

fn means(value: &Value, id: i64, title: &str) -> bool {
    match value {
        Value::Any => true,
        Value::Id(wanted) => *wanted == id,
        Value::Text(wanted) => fold(wanted) == fold(title),
        _ => false,
    }
}

/// Whether a value of a field of that kind is what is asked.
fn is_own(kind: &str, own: &str, test: &Test, text: &str) -> bool {
    let is_same = fold(own) == fold(text);
    match kind {
        "number" => {
            let Ok(own) = own.parse::<f64>() else { return is_same };
            let number = |text: &str| text.parse::<f64>().ok();
            match (test, text.split_once("..")) {
                (Test::Compare(sign, _), _) => number(text).is_some_and(|wanted| {
                    let order = own.partial_cmp(&wanted).unwrap();
                    compares(*sign, order, order)
                }),
                (_, Some((from, to))) => {
                    number(from).is_none_or(|from| from <= own)
                        && number(to).is_none_or(|to| own <= to)
                }
                (_, None) => number(text) == Some(own),
            }
        }
        "date" => {
            let Ok(day) = own.parse::<NaiveDate>() else { return false };
            let zone = Zone::parse("America/Sao_Paulo").unwrap();
            let day_of_text = |text: &str| text.parse::<Day>().unwrap();
            let days = match text.split_once("..") {
                Some((from, to)) => Days::Between(Some(day_of_text(from)), Some(day_of_text(to))),
                None => Days::In(day_of_text(text)),
            };
            is_on(Some(day_start(zone, day)), test, &Value::Days(days))
        }
        "yes_no" => own == if text == "no" { "no" } else { "yes" },
        _ => is_same,
    }
}

/// Compared as days of the calendar, not as instants.
fn is_on(at: Option<i64>, test: &Test, value: &Value) -> bool {
    let zone = Zone::parse("America/Sao_Paulo").unwrap();
    let Some(at) = at else { return *value == Value::None };
    let day = day_of(zone, at);
    let first_last = |day: &Day| -> (NaiveDate, NaiveDate) {
        let date = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        match *day {
            Day::Year(year) => (date(year, 1, 1), date(year, 12, 31)),
            Day::Month(year, month) => {
                let last = (28..=31).rev().find_map(|d| NaiveDate::from_ymd_opt(year, month, d));
                (date(year, month, 1), last.unwrap())
            }
            Day::On(day) => (day, day),
            Day::FromToday(n) => {
                let today = day_of(zone, NOW);
                let count = Count::new(n.unsigned_abs().into());
                let day = if n < 0 { today - count } else { today + count };
                assert!(day.year() > 1900);
                (day, day)
            }
        }
    };
    match (value, test) {
        (Value::Any, _) => true,
        (Value::Days(Days::In(wanted)), Test::OneOf(_)) => {
            let (first, last) = first_last(wanted);
            first <= day && day <= last
        }
        (Value::Days(Days::Between(from, to)), _) => {
            from.as_ref().is_none_or(|from| first_last(from).0 <= day)
                && to.as_ref().is_none_or(|to| day <= first_last(to).1)
        }
        (Value::Days(Days::In(wanted)), Test::Compare(sign, _)) => {
            let (first, last) = first_last(wanted);
            compares(*sign, day.cmp(&first), day.cmp(&last))
        }
        _ => false,
    }
}

/// Whether a sign holds, by how something compares with the first and the last of what is meant.
fn compares(sign: Comparison, first: std::cmp::Ordering, last: std::cmp::Ordering) -> bool {
    match sign {
        Comparison::Less => first.is_lt(),
        Comparison::AtMost => last.is_le(),
        Comparison::More => last.is_gt(),
        Comparison::AtLeast => first.is_ge(),
    }
}
