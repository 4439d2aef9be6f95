use super::*;
use crate::book::tests::by;
use crate::ids::MemberId;

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
    let history = book.member_history(ines, None).unwrap();
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

#[test]
fn the_sample_has_courses_to_study_that_open_each_their_own_way() {
    let dir = tempfile::tempdir().unwrap();
    let book = sample(dir.path(), "a.rollbook");
    let kinds = |sql| rows(&book, sql).concat();
    let all = "SELECT CAST(count(DISTINCT c.id) AS TEXT) FROM courses c
               JOIN chapters h ON h.course_id = c.id JOIN lessons l ON l.chapter_id = h.id";
    assert_eq!(kinds(all), "6");
    let rules = "SELECT CAST(sum(in_order) AS TEXT) || CAST(count(drip) AS TEXT)
                     || (SELECT CAST(count(*) AS TEXT) FROM schedules) FROM courses";
    assert_eq!(kinds(rules), "111");
    for table in ["lesson_progress", "quiz_results", "chapters WHERE drip IS NOT NULL"] {
        let some = format!("SELECT CAST(count(*) > 0 AS TEXT) FROM {table}");
        assert_eq!(rows(&book, &some), ["1"], "nothing in {table}");
    }
}
