//! Views against a naive evaluation, member by member, of what the page of each member says.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use proptest::prelude::*;
use rusqlite::params;

use super::ledger::{Ledger, Open};
use super::order::Order;
use super::touched::Kept;
use super::{
    EnrollmentColumn, Holders, Line, Lists, ProgressColumn, Query, Roll, SortField, SortKey, sort,
};
use crate::access::{AccessStatus, GrantSpec};
use crate::book::tests::{NOW, book, by};
use crate::book::{Book, By};
use crate::courses::CohortEdit;
use crate::fields::FieldKind;
use crate::filter::Filter;
use crate::filter::tests::matching;
use crate::filter::tests::naive::World;
use crate::ids::{CourseId, FieldId, MemberId};
use crate::journal::{Op, OpKind};
use crate::members::{Member, MemberFields};
use crate::products::ProductEdit;
use crate::progress::Progress;
use crate::text::fold;

fn add(book: &Book, name: &str, email: &str) -> MemberId {
    let fields = MemberFields {
        name: Some(name.into()),
        email: Some(email.into()),
        ..MemberFields::default()
    };
    book.add_member(&by(), &fields).unwrap().value
}

fn query(filter: &str, search: &str) -> Query {
    Query { filter: filter.into(), search: search.into(), sort: Vec::new() }
}

/// The names a query shows, in order.
fn names(book: &Book, query: &Query) -> Vec<String> {
    let view = book.open_view(query, NOW).unwrap();
    assert_eq!(view.problem, None, "{query:?}");
    let rows = book.member_rows(&view.ids, NOW).unwrap();
    rows.into_iter().map(|row| row.unwrap().name).collect()
}

#[track_caller]
fn check(book: &Book, filter: &str, search: &str, expect: &[&str]) {
    assert_eq!(names(book, &query(filter, search)), expect, "{filter:?} {search:?}");
}

#[test]
fn everybody_by_name_those_without_one_last() {
    let (_dir, book) = book();
    add(&book, "bruno", "b@example.com");
    add(&book, "", "nobody@example.com");
    add(&book, "Ágata", "agata@example.com");
    add(&book, "Zoë", "z@example.com");
    check(&book, "", "", &["Ágata", "bruno", "Zoë", ""]);
    let sort = vec![SortKey { field: SortField::Name, desc: true }];
    let view = Query { sort, ..Query::default() };
    assert_eq!(names(&book, &view), ["Zoë", "bruno", "Ágata", ""]);
}

#[test]
fn any_part_of_a_name_or_an_email_is_found() {
    let (_dir, book) = book();
    add(&book, "Conceição Álvares", "conce@example.com");
    add(&book, "Bruno Lima", "bruno.souza@exemplo.com.br");
    add(&book, "Caio", "joão@exemplo.com.br");
    check(&book, "", "C", &["Bruno Lima", "Caio", "Conceição Álvares"]);
    check(&book, "", "ceicao", &["Conceição Álvares"]);
    check(&book, "", "ÁLV", &["Conceição Álvares"]);
    check(&book, "", "souza bru", &["Bruno Lima"]);
    check(&book, "", "joao", &["Caio"]);
    check(&book, "", " exemplo ", &["Bruno Lima", "Caio"]);
    check(&book, "", "lima caio", &[]);
    check(&book, "", "caio\u{1}jo", &["Caio"]);
    check(&book, "", "limabruno", &[]);
    check(&book, "name:caio", "exemplo", &["Caio"]);
}

#[test]
fn a_search_sees_every_commit() {
    let (_dir, book) = book();
    let ana = add(&book, "Ana", "ana@example.com");
    check(&book, "", "ana", &["Ana"]);
    add(&book, "Joana", "joana@example.com");
    check(&book, "", "ana", &["Ana", "Joana"]);
    let renamed = MemberFields { name: Some("Bia".into()), ..MemberFields::default() };
    book.edit_member(&by(), ana, &renamed).unwrap();
    check(&book, "", "bia", &["Bia"]);
    check(&book, "", "ana", &["Bia", "Joana"]);
    book.undo(&by(), None, &Progress::default()).unwrap();
    check(&book, "", "bia", &[]);
    check(&book, "", "ana", &["Ana", "Joana"]);
    book.undo(&by(), None, &Progress::default()).unwrap();
    check(&book, "", "joana", &[]);
    book.redo(&by(), &Progress::default()).unwrap();
    check(&book, "", "joana", &["Joana"]);
}

#[test]
fn the_trash_is_found_only_in_the_trash() {
    let (_dir, book) = book();
    let ana = add(&book, "Ana", "ana@example.com");
    add(&book, "Joana", "joana@example.com");
    book.trash(&by(), &[ana], &Progress::default()).unwrap();
    check(&book, "", "ana", &["Joana"]);
    check(&book, "in:trash", "ana", &["Ana"]);
    check(&book, "-in:trash", "", &["Joana"]);
    let counts = book.member_counts(NOW).unwrap();
    assert_eq!((counts.status.active, counts.no_access, counts.trashed), (1, 1, 1));
}

#[test]
fn a_filter_that_cannot_be_read_selects_nobody_and_says_why() {
    let (_dir, book) = book();
    add(&book, "Ana", "ana@example.com");
    for (filter, code) in [
        ("status:gone", "unknown_value"),
        ("course:\"Oil", "unclosed_quote"),
        ("-course:Oil", "unknown_course"),
        ("course:#7", "unknown_course"),
        ("product:Oil", "unknown_product"),
        ("cohort:Oil", "unknown_cohort"),
        ("-source:sendowl", "unknown_source"),
        ("import:99", "unknown_entry"),
    ] {
        let view = book.open_view(&query(filter, ""), NOW).unwrap();
        assert_eq!(view.problem.unwrap().code, code, "{filter}");
        assert_eq!((view.ids.len(), view.all), (0, 1), "{filter}");
    }
}

#[test]
fn a_view_shows_who_an_entry_touched() {
    let (_dir, book) = book();
    add(&book, "Ana", "ana@example.com");
    let caio = add(&book, "Caio", "caio@example.com");
    let bia = add(&book, "Bia", "bia@example.com");
    let entry = book.trash(&by(), &[bia, caio], &Progress::default()).unwrap().entry.unwrap();
    book.restore_members(&by(), &[bia, caio], &Progress::default()).unwrap();
    check(&book, &format!("import:{entry}"), "", &["Bia", "Caio"]);
    check(&book, &format!("-import:{entry}"), "", &["Ana"]);
}

#[test]
fn a_row_names_three_courses_and_counts_the_others() {
    let (_dir, book) = book();
    let ana = add(&book, "Ana", "ana@example.com");
    let courses: Vec<_> = ["Drawing", "Anatomy", "Oil", "Clay"]
        .iter()
        .map(|title| book.add_course(&by(), title).unwrap().value)
        .collect();
    let bundle = ProductEdit { courses: Some(courses.clone()), ..ProductEdit::default() };
    let bundle = book.add_product(&by(), "All", &bundle).unwrap().value;
    let ended = GrantSpec {
        courses: courses.clone(),
        expires_on: Some("2026-01-31".into()),
        starts_on: Some("2026-01-01".into()),
        ..GrantSpec::default()
    };
    book.grant(&by(), &[ana], &ended, &Progress::default()).unwrap();
    let row = || book.member_rows(&[ana, MemberId(1)], NOW).unwrap().remove(0).unwrap();
    let shown: Vec<_> = row().courses.into_iter().map(|c| (c.title, c.status)).collect();
    let expired = AccessStatus::Expired;
    let expect = [("Anatomy", expired), ("Clay", expired), ("Drawing", expired)];
    assert_eq!(shown, expect.map(|(title, status)| (title.to_owned(), status)));
    assert_eq!(row().n_courses, 4);
    check(&book, "status:expired access:none", "", &["Ana"]);
    let all = GrantSpec { products: vec![bundle], ..GrantSpec::default() };
    book.grant(&by(), &[ana], &all, &Progress::default()).unwrap();
    assert_eq!(row().n_courses, 4, "two reasons for a course are one enrollment");
    assert!(row().courses.iter().all(|course| course.status == AccessStatus::Active));
    assert_eq!(book.member_rows(&[MemberId(1)], NOW).unwrap(), [None]);
}

#[test]
fn the_palette_shows_who_begins_with_the_text_first() {
    let (_dir, book) = book();
    for (name, email) in [("Adriana", "adri@x.com"), ("Zé", "ana@x.com"), ("Ana", "a@x.com")] {
        add(&book, name, email);
    }
    let found = |text, limit| -> Vec<String> {
        let found = book.find_members(text, limit, NOW).unwrap();
        found.into_iter().map(|member| member.name).collect()
    };
    assert_eq!(found("ana", 10), ["Ana", "Zé", "Adriana"]);
    assert_eq!(found("ANA", 2), ["Ana", "Zé"]);
    assert!(found("ana", 0).is_empty());
    assert!(found(" ", 10).is_empty());
}

#[test]
fn a_search_of_many_is_split_and_finds_each() {
    let (_dir, book) = book();
    let n = 40_000_usize;
    book.write(&by(), Op::new(OpKind::Sample), |tx| {
        for i in 0..n {
            tx.prepare_cached(
                "INSERT INTO members (id, name, name_key, email, email_key, created_at)
                 VALUES (?1, ?2, ?2, ?3, ?3, 0)",
            )?
            .execute(params![
                tx.new_id()?,
                format!("member {i:05}"),
                format!("m{i:05}@x.com")
            ])?;
        }
        Ok(())
    })
    .unwrap();
    let count = |text: &str| book.open_view(&query("", text), NOW).unwrap().ids.len();
    assert_eq!(count("m"), n);
    assert_eq!(count("39999"), 1);
    assert_eq!(count("00000"), 1);
    let nines = (0..n).filter(|i| format!("{i:05}").contains("99")).count();
    assert_eq!(count("99"), nines);
    assert_eq!(count("99 member x.com"), nines);
}

fn matches(member: &Member, search: &str) -> bool {
    let (name, email) = (fold(&member.name), fold(&member.email));
    fold(search).split(' ').all(|word| name.contains(word) || email.contains(word))
}

fn compare(a: &Member, b: &Member, key: SortKey) -> Ordering {
    /// Blanks last, whatever the direction.
    fn blanks_last<T: Ord>(a: Option<T>, b: Option<T>, desc: bool) -> Ordering {
        match (a, b) {
            (Some(a), Some(b)) if desc => b.cmp(&a),
            (Some(a), Some(b)) => a.cmp(&b),
            (a, b) => a.is_none().cmp(&b.is_none()),
        }
    }
    let text = |text: &str| Some(fold(text)).filter(|text| !text.is_empty());
    let number = |of: &dyn Fn(&Member) -> Option<i64>| blanks_last(of(a), of(b), key.desc);
    let texts = |of: &dyn Fn(&Member) -> Option<String>| blanks_last(of(a), of(b), key.desc);
    match key.field {
        SortField::Name => texts(&|m| text(&m.name)),
        SortField::Email => texts(&|m| Some(m.email.to_lowercase())),
        SortField::Company => texts(&|m| text(&m.company)),
        SortField::Phone => texts(&|m| text(&m.phone)),
        SortField::ExternalId => texts(&|m| text(&m.external_id)),
        SortField::Status => number(&|m| Some(m.status as i64)),
        SortField::JoinedAt => number(&|m| m.joined_at),
        SortField::LastSeenAt => number(&|m| m.last_seen_at),
        SortField::CreatedAt => number(&|m| Some(m.created_at)),
        SortField::Courses => number(&|m| Some(m.access.len() as i64)),
        SortField::Custom(field) => blanks_last(own(a, field), own(b, field), key.desc),
        SortField::Progress(column, course) => number(&|m| {
            let known = m.progress.iter().find(|known| known.course_id == course)?;
            column.of(&known.reached)
        }),
        SortField::Enrollment(column, course) => {
            let of =
                |member: &Member| member.access.iter().find(|one| one.course_id == course).cloned();
            match column {
                EnrollmentColumn::Access => number(&|m| Some(of(m)?.status as i64)),
                EnrollmentColumn::Cohort => texts(&|m| of(m)?.cohort),
                EnrollmentColumn::Enrolled => number(&|m| of(m)?.enrolled_at),
                EnrollmentColumn::Expires => number(&|m| of(m)?.expires_at),
            }
        }
    }
}

/// Whether a value is left from another kind, and what it counts for otherwise, in thousandths of a
/// number or as letters.
fn own(member: &Member, field: FieldId) -> Option<(bool, i64, String)> {
    let custom = member.custom.iter().find(|custom| custom.field.id == field)?;
    let value = custom.value.as_str();
    if value.is_empty() {
        return None;
    }
    let letters = || fold(value);
    Some(match custom.field.shape.kind {
        FieldKind::Number => match value.parse::<f64>() {
            Ok(number) => (false, (number * 1000.0) as i64, String::new()),
            Err(_) => (true, 0, letters()),
        },
        FieldKind::Choice => match custom.field.shape.choices.iter().position(|c| c == value) {
            Some(at) => (false, at as i64, String::new()),
            None => (true, 0, letters()),
        },
        FieldKind::Date => (value.parse::<chrono::NaiveDate>().is_err(), 0, letters()),
        FieldKind::Text | FieldKind::YesNo => (false, 0, letters()),
    })
}

fn queries() -> impl Strategy<Value = Query> {
    let search = prop::sample::select(&["", "", "a", "ana", "souza ana", "joao", "5@", "zzz"]);
    let own = (1..=5_i64).map(|id| SortField::Custom(FieldId(id)));
    let courses = || (1..=3_i64).map(CourseId);
    let progress = ProgressColumn::ALL
        .into_iter()
        .flat_map(|column| courses().map(move |course| SortField::Progress(column, course)));
    let enrollment = EnrollmentColumn::ALL
        .into_iter()
        .flat_map(|column| courses().map(move |course| SortField::Enrollment(column, course)));
    let fields: Vec<SortField> =
        SortField::ALL.into_iter().chain(own).chain(progress).chain(enrollment).collect();
    let key = (prop::sample::select(fields), any::<bool>())
        .prop_map(|(field, desc)| SortKey { field, desc });
    (matching(), search, prop::collection::vec(key, 0..3)).prop_map(|(filter, search, sort)| {
        Query { filter: filter.to_string(), search: search.to_owned(), sort }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn a_view_is_what_a_naive_evaluation_gives(
        seeds in prop::collection::vec(any::<u32>(), 1..40),
        queries in prop::collection::vec(queries(), 20),
    ) {
        let (_dir, book) = book();
        let mut world = World::new(&seeds);
        world.write(&book);
        let members: Vec<Member> =
            (1..=seeds.len() as i64).map(|id| book.member(MemberId(id), NOW).unwrap()).collect();
        for query in &queries {
            let filter: Filter = query.filter.parse().unwrap();
            let by_name = [SortKey { field: SortField::Name, desc: false }];
            let sort = if query.sort.is_empty() { &by_name[..] } else { &query.sort };
            let mut expect: Vec<&Member> = members
                .iter()
                .zip(&world.people)
                .filter(|(_, person)| World::selects(&filter, person))
                .map(|(member, _)| member)
                .filter(|member| matches(member, &query.search))
                .collect();
            expect.sort_by(|a, b| {
                let by_keys = sort.iter().map(|key| compare(a, b, *key));
                by_keys.fold(Ordering::Equal, Ordering::then).then(a.id.cmp(&b.id))
            });
            let view = book.open_view(query, NOW).unwrap();
            let expect: Vec<MemberId> = expect.into_iter().map(|member| member.id).collect();
            prop_assert_eq!(view.ids.to_vec(), expect, "{:?}", query);
            prop_assert_eq!(view.problem, None);
            let rows = book.member_rows(&view.ids, NOW).unwrap();
            for (id, row) in view.ids.iter().zip(rows) {
                let (row, member) = (row.unwrap(), &members[id.0 as usize - 1]);
                prop_assert_eq!(row.n_courses as usize, member.access.len());
                let shown = row.courses.iter().map(|course| (&course.title, course.status));
                let page = member.access.iter().take(3).map(|e| (&e.course, e.status));
                prop_assert!(shown.eq(page), "{:?}", row);
            }
        }
    }

    #[test]
    fn counts_are_those_of_the_views(seeds in prop::collection::vec(any::<u32>(), 1..40)) {
        let (_dir, book) = book();
        World::new(&seeds).write(&book);
        let n = |filter: &str| book.open_view(&query(filter, ""), NOW).unwrap().ids.len() as u64;
        let counts = book.member_counts(NOW).unwrap();
        prop_assert_eq!(counts.status.active, n("status:active"));
        prop_assert_eq!(counts.status.pending, n("status:pending"));
        prop_assert_eq!(counts.status.disabled, n("status:disabled"));
        prop_assert_eq!(counts.no_access, n("access:none"));
        prop_assert_eq!(counts.trashed, n("in:trash"));
        for course in book.courses(true, NOW).unwrap() {
            let named = format!("course:#{}", course.id);
            prop_assert_eq!(course.holders, counted(|detail| n(&format!("{named} {detail}"))));
        }
        for product in book.products(true, NOW).unwrap() {
            let named = format!("product:#{}", product.id);
            prop_assert_eq!(product.holders, counted(|detail| n(&format!("{named} {detail}"))));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn who_follows_a_product_is_counted_before(
        seeds in prop::collection::vec(any::<u32>(), 1..30),
        at in any::<prop::sample::Index>(),
        wanted in any::<u8>(),
    ) {
        let (_dir, book) = book();
        World::new(&seeds).write(&book);
        let products = book.products(true, NOW).unwrap();
        let product = at.get(&products);
        let courses = book.courses(true, NOW).unwrap();
        let held: Vec<CourseId> =
            (0_u8..8).zip(&courses).filter(|(n, _)| wanted >> n & 1 == 1).map(|(_, c)| c.id).collect();
        let seen = book.preview_courses(product.id, &held, NOW).unwrap();
        let everybody = book.open_view(&query("", ""), NOW).unwrap().ids;
        let active = || -> Vec<BTreeSet<String>> {
            let active = |id: &MemberId| {
                let access = book.member(*id, NOW).unwrap().access.into_iter();
                access.filter(|e| e.status == AccessStatus::Active).map(|e| e.course_id.to_string()).collect()
            };
            everybody.iter().map(active).collect()
        };
        let before = active();
        let edit = ProductEdit { courses: Some(held.clone()), ..ProductEdit::default() };
        book.edit_product(&by(), product.id, &edit).unwrap();
        let after = active();
        for course in &courses {
            let id = course.id.to_string();
            let n = |from: &[BTreeSet<String>], to: &[BTreeSet<String>]| {
                from.iter().zip(to).filter(|(from, to)| !from.contains(&id) && to.contains(&id)).count() as u64
            };
            let line = seen.iter().find(|line| line.course.id == id);
            let is_changed = product.courses.iter().any(|held| held.id == id) != held.contains(&course.id);
            prop_assert_eq!(line.is_some(), is_changed);
            let (gain, lose) = line.map_or((0, 0), |line| (line.gain, line.lose));
            prop_assert_eq!((gain, lose), (n(&before, &after), n(&after, &before)));
        }
    }
}

/// What the filters find: all, and by status of access.
fn counted(n: impl Fn(&str) -> u64) -> Holders {
    Holders {
        all: n(""),
        active: n("access:active"),
        pending: n("access:pending"),
        expired: n("access:expired"),
        disabled: n("access:disabled"),
    }
}

/// Writes of every kind that moves somebody in a list or changes what they have.
const WRITES: &[&str] = &[
    "UPDATE members SET name = 'Bia', name_key = 'bia' WHERE id % 7 = ?1 % 7",
    "UPDATE members SET name = '', name_key = '' WHERE id = ?1",
    "UPDATE members SET email = 'z@x.com', email_key = 'z@x.com' WHERE id % 5 = ?1 % 5",
    "UPDATE members SET company = 'Forja', phone = '', joined_at = ?1 WHERE id % 3 = ?1 % 3",
    "UPDATE members SET status = 'pending', last_seen_at = NULL, external_id = '8' WHERE id = ?1",
    "UPDATE members SET trashed_at = iif(trashed_at IS NULL, 1, NULL) WHERE id % 4 = ?1 % 4",
    "INSERT INTO members (id, name, name_key, email, email_key, created_at)
     SELECT ?1 + 1000, 'Caio', 'caio', 'c@x.com', 'c@x.com', ?1
     WHERE NOT EXISTS (SELECT 1 FROM members WHERE id = ?1 + 1000)",
    "DELETE FROM grants WHERE member_id % 6 = ?1 % 6",
    "DELETE FROM members WHERE id % 6 = ?1 % 6
     AND NOT EXISTS (SELECT 1 FROM grants WHERE member_id = members.id)
     AND NOT EXISTS (SELECT 1 FROM course_progress WHERE member_id = members.id)
     AND NOT EXISTS (SELECT 1 FROM custom_values WHERE member_id = members.id)",
    "UPDATE grants SET ended_at = iif(ended_at IS NULL, 1, NULL) WHERE member_id % 3 = ?1 % 3",
    "UPDATE grants SET state = 'pending', expires_at = ?1 WHERE member_id % 5 = ?1 % 5",
    "UPDATE grants SET source = 'sendowl', cohort_id = 1 WHERE member_id % 4 = ?1 % 4",
    "INSERT INTO grants (id, member_id, course_id, starts_at, created_at)
     SELECT id + 5000 + (SELECT max(id) FROM grants), id, 3, 0, 0 FROM members WHERE id % 8 = ?1 % 8",
];

/// All that is kept of a book, in every order.
struct Memory {
    orders: Vec<Order>,
    ledger: Ledger,
    roll: Roll,
}

impl Memory {
    fn load(book: &Book) -> Self {
        let key = |field, desc| SortKey { field, desc };
        let sorts = SortField::ALL.iter().flat_map(|field| {
            let then = key(SortField::Name, false);
            [vec![key(*field, false)], vec![key(*field, true)], vec![key(*field, true), then]]
        });
        book.read(|db| {
            let load = |sort: Vec<SortKey>| {
                Order::load(db, &Lists::default(), &sort::meant(db, &sort)?, NOW)
            };
            let orders = sorts.map(load).collect::<crate::Result<_>>()?;
            Ok(Self {
                orders,
                ledger: Ledger::load(db, &Lists::default())?,
                roll: Roll::load(db, &Lists::default())?,
            })
        })
        .unwrap()
    }

    /// Every line, however the roll numbers the companies.
    fn lines(&self) -> Vec<String> {
        let company = |line: &Line| self.roll.companies()[line.company()].clone();
        let told = |line: &Line| format!("{:?} {}", Line { company: 0, ..*line }, company(line));
        self.roll.lines().iter().map(told).collect()
    }

    /// Every grant, however the ledger numbers its terms and in whatever order a member's are.
    fn grants(&self) -> Vec<String> {
        let grants = self.ledger.members().flat_map(|(_, grants)| grants);
        let told = grants.map(|grant| {
            let terms = self.ledger.terms()[grant.place()];
            let target = self.ledger.target(terms);
            let source = &self.ledger.sources()[terms.source];
            let status = [0, NOW, i64::MAX].map(|now| grant.status(now));
            let Open { member, starts_at, .. } = grant;
            format!("{member:?} {target:?} {:?} {source} {starts_at} {status:?}", terms.cohort)
        });
        let mut told: Vec<String> = told.collect();
        told.sort_unstable();
        told
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn what_is_kept_catches_up_with_every_write(
        seeds in prop::collection::vec(any::<u32>(), 1..40),
        writes in prop::collection::vec((prop::sample::select(WRITES), 0..40_i64), 1..6),
    ) {
        let (_dir, book) = book();
        World::new(&seeds).write(&book);
        let mut kept = Memory::load(&book);
        for (sql, at) in writes {
            let written =
                book.write(&by(), Op::new(OpKind::Sample), |tx| Ok(tx.execute(sql, [at])?)).unwrap();
            let anew = Memory::load(&book);
            for (order, anew) in kept.orders.iter_mut().zip(&anew.orders) {
                if order.sort.iter().all(|by| by.key.field.is_of_members()) {
                    book.read(|db| order.patch(db, &written.members)).unwrap();
                    prop_assert_eq!(&order.ids, &anew.ids, "{:?} after {}", order.sort, sql);
                }
            }
            book.read(|db| kept.ledger.patch(db, &written.members)).unwrap();
            prop_assert_eq!(kept.grants(), anew.grants(), "after {}", sql);
            book.read(|db| kept.roll.patch(db, &written.members)).unwrap();
            prop_assert_eq!(kept.lines(), anew.lines(), "after {}", sql);
        }
    }
}

#[test]
fn a_list_sees_every_commit_in_the_order_at_hand() {
    let (_dir, book) = book();
    let n = 600_usize;
    let member = |i: usize| (format!("member {i:03}"), format!("m{i:03}@x.com"));
    let ids: Vec<MemberId> = (0..n).map(|i| add(&book, &member(i).0, &member(i).1)).collect();
    let by_email = vec![SortKey { field: SortField::Email, desc: true }];
    let all =
        |search: &str| Query { search: search.to_owned(), sort: by_email.clone(), ..query("", "") };
    let shown = |query: &Query| book.open_view(query, NOW).unwrap().ids;
    assert_eq!(shown(&all(""))[0], ids[n - 1]);
    let email = |email: &str| MemberFields { email: Some(email.into()), ..MemberFields::default() };
    book.edit_member(&by(), ids[0], &email("z@x.com")).unwrap();
    assert_eq!(shown(&all(""))[..2], [ids[0], ids[n - 1]]);
    assert_eq!(shown(&all("member 0"))[0], ids[0], "a search follows the order as it is now");
    let active = Query { filter: "status:active".into(), ..all("") };
    assert_eq!(shown(&active), shown(&all("")), "a filter picks from the same order");
    book.trash(&by(), &[ids[0]], &Progress::default()).unwrap();
    assert_eq!(shown(&all(""))[0], ids[n - 1]);
    let trash = Query { filter: "in:trash".into(), ..all("") };
    assert_eq!(shown(&trash)[..], [ids[0]], "the trash is in no order that is kept");
    book.undo(&by(), None, &Progress::default()).unwrap();
    assert_eq!(shown(&all(""))[0], ids[0]);
}

#[test]
fn a_course_more_in_a_product_counts_for_all_who_have_it() {
    let (_dir, book) = book();
    let courses = ["Oil", "Clay"].map(|title| book.add_course(&by(), title).unwrap().value);
    let one = ProductEdit { courses: Some(courses[..1].to_vec()), ..ProductEdit::default() };
    let product = book.add_product(&by(), "All", &one).unwrap().value;
    let ids = ["Ana", "Bia"].map(|name| add(&book, name, &format!("{name}@x.com")));
    let direct = GrantSpec { courses: vec![courses[0]], ..GrantSpec::default() };
    book.grant(&by(), &ids[..1], &direct, &Progress::default()).unwrap();
    let by_product = GrantSpec { products: vec![product], ..GrantSpec::default() };
    book.grant(&by(), &ids[1..], &by_product, &Progress::default()).unwrap();
    let sort = vec![SortKey { field: SortField::Courses, desc: true }];
    let most = Query { sort, ..Query::default() };
    assert_eq!(names(&book, &most), ["Ana", "Bia"], "one course each");
    let both = ProductEdit { courses: Some(courses.to_vec()), ..ProductEdit::default() };
    book.edit_product(&by(), product, &both).unwrap();
    assert_eq!(names(&book, &most), ["Bia", "Ana"]);
    let clay = &book.courses(false, NOW).unwrap()[0];
    assert_eq!((clay.title.as_str(), clay.holders.all, clay.holders.active), ("Clay", 1, 1));
}

#[test]
fn time_passes_without_a_write() {
    let (_dir, book) = book();
    let ana = add(&book, "Ana", "ana@example.com");
    let oil = book.add_course(&by(), "Oil").unwrap().value;
    let until = GrantSpec {
        courses: vec![oil],
        expires_on: Some("2026-03-31".into()),
        ..GrantSpec::default()
    };
    let by = By { now: NOW - 1000, ..by() };
    book.grant(&by, &[ana], &until, &Progress::default()).unwrap();
    let n = |filter, now| book.open_view(&query(filter, ""), now).unwrap().ids.len();
    let in_april = NOW + 40 * 86_400_000;
    assert_eq!((n("access:active", NOW), n("access:active", in_april)), (1, 0));
    assert_eq!((n("status:expired", NOW), n("status:expired", in_april)), (0, 1));
    let counted = |now| {
        let course = &book.courses(false, now).unwrap()[0];
        (course.holders.all, course.holders.active, book.member_counts(now).unwrap().no_access)
    };
    let last = book.member(ana, NOW).unwrap().access[0].expires_at.unwrap();
    for (now, expect) in
        [(NOW, (1, 1, 0)), (last, (1, 1, 0)), (last + 1, (1, 0, 1)), (NOW, (1, 1, 0))]
    {
        assert_eq!(counted(now), expect, "the numbers kept from another instant are not reused");
    }
}

#[test]
fn the_cohort_is_that_of_the_best_reason_that_has_one() {
    let (_dir, book) = book();
    let ana = add(&book, "Ana", "a@x.com");
    let drawing = book.add_course(&by(), "Drawing").unwrap().value;
    let bundle = ProductEdit { courses: Some(vec![drawing]), ..ProductEdit::default() };
    let bundle = book.add_product(&by(), "All", &bundle).unwrap().value;
    let give = |spec: &GrantSpec| {
        book.grant(&by(), &[ana], spec, &Progress::default()).unwrap();
    };
    give(&GrantSpec { products: vec![bundle], ..GrantSpec::default() });
    let in_cohort = |title: &str, from: &str, until: Option<&str>| {
        let edit = CohortEdit { title: Some(title.into()), ..CohortEdit::default() };
        let cohort = book.add_cohort(&by(), drawing, &edit).unwrap().value;
        give(&GrantSpec {
            courses: vec![drawing],
            cohorts: vec![cohort],
            starts_on: Some(from.into()),
            expires_on: until.map(Into::into),
            ..GrantSpec::default()
        });
        cohort
    };
    let shown = || book.member(ana, NOW).unwrap().access[0].cohort.clone().unwrap();
    let march = in_cohort("March", "2024-03-01", Some("2024-05-01"));
    in_cohort("April", "2025-03-01", Some("2025-05-01"));
    assert_eq!(shown(), "April", "both are over, and April began last");
    in_cohort("June", "2027-03-01", None);
    assert_eq!(shown(), "June", "what is to come is better than what is over");
    let bia = add(&book, "Bia", "b@x.com");
    let spec = GrantSpec { courses: vec![drawing], cohorts: vec![march], ..GrantSpec::default() };
    book.grant(&by(), &[bia], &spec, &Progress::default()).unwrap();
    let field = SortField::Enrollment(EnrollmentColumn::Cohort, drawing);
    let by_cohort = Query { sort: vec![SortKey { field, desc: false }], ..Query::default() };
    assert_eq!(book.open_view(&by_cohort, NOW).unwrap().ids[..], [ana, bia], "June, then March");
}

#[test]
fn an_order_by_access_follows_the_clock() {
    let (_dir, book) = book();
    let (ana, bia) = (add(&book, "Ana", "a@x.com"), add(&book, "Bia", "b@x.com"));
    let drawing = book.add_course(&by(), "Drawing").unwrap().value;
    let until = |day: &str| GrantSpec {
        courses: vec![drawing],
        expires_on: Some(day.into()),
        ..GrantSpec::default()
    };
    for (member, day) in [(ana, "2026-03-02"), (bia, "2026-04-01")] {
        book.grant(&by(), &[member], &until(day), &Progress::default()).unwrap();
    }
    let field = SortField::Enrollment(EnrollmentColumn::Access, drawing);
    let by_access = Query { sort: vec![SortKey { field, desc: false }], ..Query::default() };
    let shown = |days: i64| book.open_view(&by_access, NOW + days * 86_400_000).unwrap().ids;
    assert_eq!(shown(0)[..], [ana, bia]);
    assert_eq!(shown(10)[..], [bia, ana]);
}

#[test]
fn a_grant_that_is_yet_to_begin_counts_from_its_first_instant() {
    let (_dir, book) = book();
    let ana = add(&book, "Ana", "ana@example.com");
    let oil = book.add_course(&by(), "Oil").unwrap().value;
    let later = GrantSpec {
        courses: vec![oil],
        starts_on: Some("2026-05-01".into()),
        ..GrantSpec::default()
    };
    book.grant(&by(), &[ana], &later, &Progress::default()).unwrap();
    let start = book.member(ana, NOW).unwrap().access[0].enrolled_at.unwrap();
    let active = |now| book.courses(false, now).unwrap()[0].holders.active;
    assert_eq!([NOW, start - 1, start, start - 1].map(active), [0, 0, 1, 0]);
    book.trash(&by(), &[ana], &Progress::default()).unwrap();
    assert_eq!(active(start), 0, "a write is seen at once");
}
