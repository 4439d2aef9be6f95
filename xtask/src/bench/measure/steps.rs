//! The steps: what a host of the library does for each thing a person does.

mod kinds;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

use rollbook::access::{GrantSpec, State};
use rollbook::book::NewBook;
use rollbook::drip::{Rule, Schedule};
use rollbook::export::{ExportFormat, ExportKind};
use rollbook::ids::Installation;
use rollbook::import::{Field, Import, LayoutHints, Source};
use rollbook::members::MemberFields;
use rollbook::outline::file::Outline;
use rollbook::outline::{Mark, NewSchedule};
use rollbook::time::{Zone, day_of, iso_day};
use rollbook::views::{Query, SortField, SortKey};
use rollbook::{Book, By, Error, MemberId, Progress, Result};

/// Midday of 1 June 2026: the same book comes out of every run.
const NOW: i64 = 1_780_315_200_000;
/// Rows of a window of the list, somewhat more than a screen shows.
const N_WINDOW: usize = 60;
/// Courses that a new book has, for nobody yet: an access that waits, and one that ended.
const PENDING: &str = "pending";
const OVER: &str = "over";
/// The course with an outline, for everybody from one of many days on.
const LESSONS: &str = "lessons";
const N_STARTS: usize = 50;
/// How often what is quick is repeated; its median counts.
const N_RUNS: usize = 7;

type Times = Vec<(String, Duration)>;

/// `None` for arguments that name no step.
pub fn run(arguments: &[&str]) -> Option<Result<Times>> {
    Some(match arguments {
        ["create", book] => create(Path::new(book)),
        ["import", book, file, course] => {
            let with_course = match *course {
                "with-course" => true,
                "without-course" => false,
                _ => return None,
            };
            import(Path::new(book), Path::new(file), with_course)
        }
        ["grant", book, course] => {
            let spec = match *course {
                PENDING => GrantSpec { state: State::Pending, ..GrantSpec::default() },
                OVER => GrantSpec {
                    starts_on: Some("2025-01-01".to_owned()),
                    expires_on: Some("2025-12-31".to_owned()),
                    ..GrantSpec::default()
                },
                _ => return None,
            };
            grant(Path::new(book), course, spec)
        }
        ["undo", book] => change(Path::new(book), |book, progress| {
            book.undo(&by(), None, progress).map(|outcome| outcome.changes)
        }),
        ["redo", book] => change(Path::new(book), |book, progress| {
            book.redo(&by(), progress).map(|outcome| outcome.changes)
        }),
        ["merge", book] => change(Path::new(book), |book, progress| {
            book.merge_certain(&by(), progress).map(|outcome| outcome.changes)
        }),
        ["check", book] => check(Path::new(book)),
        ["open", book] => open(Path::new(book)),
        ["search", book] => search(Path::new(book)),
        ["views", book] => views(Path::new(book)),
        ["lessons", book] => lessons(Path::new(book)),
        ["drip", book] => drip(Path::new(book)),
        ["details", book] => kinds::details(Path::new(book)),
        ["kinds", book] => kinds::kinds(Path::new(book)),
        ["window", book] => window(Path::new(book)),
        ["edit", book] => edit(Path::new(book)),
        ["history", book] => history(Path::new(book)),
        ["export", book, kind, out] => {
            let kind = match *kind {
                "members" => ExportKind::Members,
                "enrollments" => ExportKind::Enrollments,
                _ => return None,
            };
            export(Path::new(book), kind, Path::new(out))
        }
        _ => return None,
    })
}

fn by() -> By {
    By { actor: "owner".to_owned(), now: NOW }
}

fn opened(path: &Path) -> Result<Book> {
    Book::open(path, Installation::new(1), &by())
}

fn create(path: &Path) -> Result<Times> {
    let new = NewBook { name: "Bench", zone: "America/Sao_Paulo", locale: "en" };
    let (book, took) = timed(|| Book::create(path, &new, Installation::new(1), &by()))?;
    for title in [PENDING, OVER, LESSONS] {
        book.add_course(&by(), title)?;
    }
    Ok(vec![("total".to_owned(), took)])
}

/// From the choice of the file to the entry in the journal: detect, plan, apply.
fn import(path: &Path, file: &Path, with_course: bool) -> Result<Times> {
    let book = opened(path)?;
    let progress = Progress::default();
    let (changed, mut times) = by_phase(&progress, || {
        let source = Source::from_path(file)?;
        let mut import = Import::open(&book, source, LayoutHints::default())?;
        if !with_course {
            for column in 0..import.draft.mapping.columns.len() {
                let field = &import.draft.mapping.columns[column].field;
                if matches!(field, Field::Course | Field::ExpiresAt) {
                    import.choose_field(column, Field::Ignore);
                }
            }
        }
        import.plan(&book, NOW, &progress)?;
        Ok(import.apply(&book, &by(), &progress)?.changes)
    })?;
    expect_some(changed)?;
    let ((), took) = timed(|| {
        drop(book);
        Ok(())
    })?;
    times.push(("closing".to_owned(), took));
    Ok(times)
}

/// A course for everybody.
fn grant(path: &Path, title: &str, mut spec: GrantSpec) -> Result<Times> {
    let book = opened(path)?;
    let course = book.courses(false, NOW)?.into_iter().find(|course| course.title == title);
    spec.courses = vec![course.ok_or_else(empty)?.id];
    let everybody = book.open_view(&Query::default(), NOW)?.ids;
    drop(book);
    change(path, |book, progress| {
        book.grant(&by(), &everybody, &spec, progress).map(|outcome| outcome.changes)
    })
}

/// A long write that reports its phases.
fn change(path: &Path, write: impl FnOnce(&Book, &Progress) -> Result<u64>) -> Result<Times> {
    let book = opened(path)?;
    let progress = Progress::default();
    let (changed, times) = by_phase(&progress, || write(&book, &progress))?;
    expect_some(changed)?;
    Ok(times)
}

fn check(path: &Path) -> Result<Times> {
    let book = opened(path)?;
    let (report, took) = timed(|| book.check(&Progress::default()))?;
    match report.findings.first() {
        None => Ok(vec![("total".to_owned(), took)]),
        Some(finding) => Err(Error::Internal(format!("the check found {finding:?}"))),
    }
}

/// From the closed book to the first rows; then what is loaded behind the person's back.
fn open(path: &Path) -> Result<Times> {
    let (book, rows) = timed(|| {
        let book = opened(path)?;
        first_window(&book, &Query::default())?;
        Ok(book)
    })?;
    let ((), search) = timed(|| book.load_lists())?;
    Ok(vec![("first rows".to_owned(), rows), ("search made ready".to_owned(), search)])
}

/// Every text a search could be slow with: nowhere, once, a name, a letter that is nearly everywhere.
fn search(path: &Path) -> Result<Times> {
    let book = opened(path)?;
    book.load_lists()?;
    first_window(&book, &Query::default())?;
    let once = some_member(&book)?.1;
    let texts =
        ["zzqx", once.as_str(), "conceicao", "ana souza", "souza", "example", "an", "a", "q"];
    let mut times = Vec::new();
    for text in texts {
        let query = Query { search: text.to_owned(), ..Query::default() };
        let name = if text == once { "one e-mail" } else { text };
        times.push((name.to_owned(), median(|| first_window(&book, &query))?));
    }
    Ok(times)
}

/// Filters and orders that no index has, each asked for once in a book whose lists are in memory.
fn views(path: &Path) -> Result<Times> {
    let key = |field| SortKey { field, desc: true };
    let (name, courses) = (vec![key(SortField::Name)], vec![key(SortField::Courses)]);
    let company = vec![key(SortField::Company), key(SortField::Name)];
    let queries = [
        ("everybody by name, backwards", "", name),
        ("everybody by e-mail", "", vec![key(SortField::Email)]),
        ("everybody by joined", "", vec![key(SortField::JoinedAt)]),
        ("everybody by company and name", "", company.clone()),
        ("everybody by phone", "", vec![key(SortField::Phone)]),
        ("everybody by status and e-mail", "", vec![key(SortField::Status), key(SortField::Email)]),
        ("everybody by courses", "", courses.clone()),
        ("status:expired", "status:expired", Vec::new()),
        ("access:none", "access:none", Vec::new()),
        ("access:expired by courses", "access:expired", courses),
        ("course:Drawing by company", "course:Drawing", company),
        ("-course:Drawing status:active", "-course:Drawing status:active", Vec::new()),
        ("company:atelie", "company:atelie", Vec::new()),
        ("company:atelie by joined", "company:atelie", vec![key(SortField::JoinedAt)]),
        ("joined since 2020, by phone", "joined>=2020", vec![key(SortField::Phone)]),
    ];
    first_asked(path, &queries)
}

/// How long the first rows of each list take, each asked for once in a book whose lists are in memory.
pub(super) fn first_asked(path: &Path, queries: &[(&str, &str, Vec<SortKey>)]) -> Result<Times> {
    let mut took = vec![Vec::new(); queries.len()];
    for _ in 0..3 {
        let book = opened(path)?;
        book.load_lists()?;
        first_window(&book, &Query::default())?;
        for ((_, filter, sort), took) in queries.iter().zip(&mut took) {
            let query =
                Query { filter: (*filter).to_owned(), sort: sort.clone(), ..Query::default() };
            took.push(timed(|| first_window(&book, &query))?.1);
        }
    }
    let names = queries.iter().map(|(name, ..)| (*name).to_owned());
    Ok(names.zip(took.into_iter().map(middle)).collect())
}

/// A course with rules, its members begun on many days, and what they did: everybody completed the
/// first lesson, half of them the second, a quarter the third.
fn lessons(path: &Path) -> Result<Times> {
    let book = opened(path)?;
    let course = book.course_titled(LESSONS)?;
    let weekly = r#"{"all": [{"after_enrollment": "0d", "every": "1w", "time": "09:00"}]}"#;
    let titles = (1..=10).map(|n| format!(r#"{{"title": "L{n}"}}"#)).collect::<Vec<_>>().join(",");
    let after = r#"{"all": [{"after_completed": {"lesson": "L1"}, "wait": "3d"}]}"#;
    let json = format!(
        r#"{{"course": "{LESSONS}", "chapters": [
            {{"title": "Weekly", "drip": {weekly}, "lessons": [{titles}]}},
            {{"title": "End", "lessons": [{{"title": "After", "drip": {after}}}]}}]}}"#
    );
    book.write_outline(&by(), course, &Outline::parse(&json)?, true)?;
    let everybody = book.open_view(&Query::default(), NOW)?.ids;
    let progress = Progress::default();
    let ((), took) = timed(|| {
        for (n, members) in everybody.chunks(everybody.len().div_ceil(N_STARTS)).enumerate() {
            let day = NOW - (n as i64 * 3) * 86_400_000;
            let starts_on = Some(iso_day(day_of(Zone::UTC, day)));
            let spec = GrantSpec { courses: vec![course], starts_on, ..GrantSpec::default() };
            book.grant(&by(), members, &spec, &progress)?;
        }
        for (title, share) in [("L1", 1), ("L2", 2), ("L3", 4)] {
            let lesson = book.lessons_titled(course, &[title.to_owned()])?;
            let members: Vec<MemberId> = everybody.iter().step_by(share).copied().collect();
            book.mark_lessons(&by(), &members, &lesson, Mark::Complete, &progress)?;
        }
        Ok(())
    })?;
    Ok(vec![("total".to_owned(), took)])
}

/// Who can open what, of a million who have the course; and what another schedule does to them.
fn drip(path: &Path) -> Result<Times> {
    let book = opened(path)?;
    book.load_lists()?;
    first_window(&book, &Query::default())?;
    let course = book.course_titled(LESSONS)?;
    let own = book.outline(course)?.own;
    let save = |schedule: Schedule, keep_opened| {
        let new = NewSchedule { course, product: None, schedule: Some(schedule), keep_opened };
        timed(|| book.save_schedule(&by(), &new, &Progress::default()))
    };
    let opens = |lesson: &str| {
        let filter = format!("opens:\"{LESSONS} / {lesson}\"");
        let query = Query { filter, ..Query::default() };
        // Asked anew each time: a view that is at hand costs nothing.
        let mut now = NOW;
        median(|| {
            now += 60_000;
            book.open_view(&query, now).map(|view| view.ids.len())
        })
    };
    let mut times = vec![
        ("opens, weeks after enrollment".to_owned(), opens("L7")?),
        ("opens, after a lesson".to_owned(), opens("After")?),
    ];
    save(Schedule { in_order: true, ..own.clone() }, false)?;
    times.push(("opens, in order after three".to_owned(), opens("L4")?));
    times.push(("opens, in order after six".to_owned(), opens("L7")?));
    let go = Progress::default();
    let days = |book: &Book| timed(|| book.next_openings(course, 30, NOW, &go));
    times.push(("calendar of 30 days, in order".to_owned(), days(&book)?.1));
    save(own.clone(), false)?;
    let later = Schedule { rule: Some(Rule::Manual), chapters: BTreeMap::new(), ..own };
    let new =
        NewSchedule { course, product: None, schedule: Some(later.clone()), keep_opened: true };
    times.push(("preview".to_owned(), timed(|| book.preview_schedule(&by(), &new, &go))?.1));
    times.push(("calendar of 30 days".to_owned(), days(&book)?.1));
    times.push(("members by lesson".to_owned(), timed(|| book.lesson_counts(course, NOW, &go))?.1));
    times.push(("save, lessons kept".to_owned(), save(later, true)?.1));
    Ok(times)
}

fn window(path: &Path) -> Result<Times> {
    let book = opened(path)?;
    let ids = book.open_view(&Query::default(), NOW)?.ids;
    let middle = &ids[ids.len() / 2..][..N_WINDOW];
    Ok(vec![("in the middle".to_owned(), median(|| book.member_rows(middle, NOW))?)])
}

/// What a person sees again after each edit: the list, what a search finds, the counts.
fn edit(path: &Path) -> Result<Times> {
    let book = opened(path)?;
    book.load_lists()?;
    let member = some_member(&book)?.0;
    let fields = MemberFields { name: Some("Zora".to_owned()), ..MemberFields::default() };
    let search = Query { search: "zora".to_owned(), ..Query::default() };
    let names = ["the list", "a search", "the book at a glance", "members by status and access"];
    let mut took: [Vec<Duration>; 4] = Default::default();
    for _ in 0..N_RUNS {
        book.edit_member(&by(), member, &fields)?;
        took[0].push(timed(|| first_window(&book, &Query::default()))?.1);
        took[1].push(timed(|| first_window(&book, &search))?.1);
        took[2].push(timed(|| book.counts())?.1);
        took[3].push(timed(|| book.member_counts(NOW))?.1);
        book.undo(&by(), None, &Progress::default())?;
    }
    Ok(names.map(str::to_owned).into_iter().zip(took.map(middle)).collect())
}

fn history(path: &Path) -> Result<Times> {
    let book = opened(path)?;
    let member = some_member(&book)?.0;
    Ok(vec![("history of a member".to_owned(), median(|| book.member_history(member, None))?)])
}

fn export(path: &Path, kind: ExportKind, out: &Path) -> Result<Times> {
    let book = opened(path)?;
    let format = ExportFormat::default();
    let progress = Progress::default();
    let (rows, took) = timed(|| book.export(kind, None, format, out, NOW, &progress))?;
    expect_some(rows)?;
    Ok(vec![("total".to_owned(), took)])
}

/// Opens a view and reads the rows a screen shows, as the list does.
fn first_window(book: &Book, query: &Query) -> Result<usize> {
    let ids = book.open_view(query, NOW)?.ids;
    let rows = book.member_rows(&ids[..ids.len().min(N_WINDOW)], NOW)?;
    Ok(rows.len())
}

/// The member in the middle of the list, and their e-mail.
fn some_member(book: &Book) -> Result<(MemberId, String)> {
    let ids = book.open_view(&Query::default(), NOW)?.ids;
    let id = ids.get(ids.len() / 2).copied().ok_or_else(empty)?;
    let row = book.member_rows(&[id], NOW)?.pop().flatten().ok_or_else(empty)?;
    Ok((id, row.email))
}

/// A step that did nothing would be the fastest of all.
fn expect_some(changes: u64) -> Result<()> {
    if changes > 0 { Ok(()) } else { Err(empty()) }
}

fn empty() -> Error {
    Error::Internal("there was nothing to measure".to_owned())
}

fn timed<T>(step: impl FnOnce() -> Result<T>) -> Result<(T, Duration)> {
    let start = Instant::now();
    let value = step()?;
    Ok((value, start.elapsed()))
}

fn median<T>(mut step: impl FnMut() -> Result<T>) -> Result<Duration> {
    let mut took = Vec::new();
    for _ in 0..N_RUNS {
        took.push(timed(&mut step)?.1);
    }
    Ok(middle(took))
}

fn middle(mut took: Vec<Duration>) -> Duration {
    took.sort_unstable();
    took[took.len() / 2]
}

/// The whole, and how long each phase of it was shown to the person.
fn by_phase<T>(progress: &Progress, step: impl FnOnce() -> Result<T>) -> Result<(T, Times)> {
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        let watcher = scope.spawn(|| {
            let (mut phases, mut since) = (Times::new(), Instant::now());
            let mut shown = progress.state().0;
            loop {
                let over = is_over.load(Relaxed);
                let phase = progress.state().0;
                if over || phase != shown {
                    phases.push((shown.name().to_owned(), since.elapsed()));
                    (shown, since) = (phase, Instant::now());
                }
                if over {
                    return phases;
                }
                thread::sleep(Duration::from_millis(2));
            }
        });
        let outcome = timed(step);
        is_over.store(true, Relaxed);
        let phases = watcher.join().unwrap_or_default();
        let (value, took) = outcome?;
        let mut times = vec![("total".to_owned(), took)];
        times.extend(phases);
        Ok((value, times))
    })
}
