//! What a person does in a list of a million: open it, search, filter, sort, look at a member,
//! change one, export.

use std::path::Path;

use super::report::{self, Aims};
use super::step::Step;
use super::{FOLDER, measure, sqlite, text};
use crate::Failure;

/// Milliseconds.
const SEARCH: f64 = 50.0;
const VIEW: f64 = 300.0;
const WINDOW: f64 = 30.0;
const OPENS: f64 = 1000.0;
/// Seconds of CPU.
const EXPORT: f64 = 4.0;

/// What lists of the step `views` are, as somebody would ask for them who has the book and the shell.
/// Folding, blanks at the end and the order of what is equal are left out of it.
const STATEMENTS: [(&str, &str); 15] = [
    ("everybody by name, backwards", "{everybody} ORDER BY name_key DESC"),
    ("everybody by e-mail", "{everybody} ORDER BY email_key DESC"),
    ("everybody by joined", "{everybody} ORDER BY joined_at DESC"),
    ("everybody by company and name", "{everybody} ORDER BY company DESC, name_key DESC"),
    ("everybody by phone", "{everybody} ORDER BY phone DESC"),
    ("everybody by status and e-mail", "{everybody} ORDER BY status DESC, email_key DESC"),
    ("everybody by courses", "{everybody} ORDER BY {courses} DESC"),
    ("status:expired", "{everybody} AND {expired} AND NOT {active} ORDER BY name_key"),
    ("access:none", "{everybody} AND NOT {active} ORDER BY name_key"),
    ("access:expired by courses", "{everybody} AND {expired} ORDER BY {courses} DESC"),
    ("course:Drawing by company", "{everybody} AND {drawing} ORDER BY company DESC, name_key DESC"),
    (
        "-course:Drawing status:active",
        "{everybody} AND NOT {drawing} AND status = 'active' ORDER BY name_key",
    ),
    ("company:atelie", "{everybody} AND company LIKE '%ateli%' ORDER BY name_key"),
    ("company:atelie by joined", "{everybody} AND company LIKE '%ateli%' ORDER BY joined_at DESC"),
    (
        "joined since 2020, by phone",
        "{everybody} AND joined_at >= unixepoch('2020-01-01') * 1000 ORDER BY phone DESC",
    ),
];

const PARTS: [(&str, &str); 5] = [
    ("{everybody}", "SELECT id FROM members m WHERE trashed_at IS NULL"),
    ("{courses}", "(SELECT count(DISTINCT course_id) FROM holdings h WHERE h.member_id = m.id)"),
    (
        "{drawing}",
        "m.id IN (SELECT member_id FROM holdings h JOIN courses c ON c.id = h.course_id
                  WHERE c.title = 'Drawing')",
    ),
    (
        "{expired}",
        "EXISTS (SELECT 1 FROM holdings h WHERE h.member_id = m.id AND state = 'active'
                 AND expires_at < unixepoch() * 1000)",
    ),
    (
        "{active}",
        "EXISTS (SELECT 1 FROM holdings h WHERE h.member_id = m.id AND state = 'active'
                 AND starts_at <= unixepoch() * 1000
                 AND (expires_at IS NULL OR expires_at >= unixepoch() * 1000))",
    ),
];

/// The statement of a list of the step `views`.
fn statement(list: &str) -> Result<String, Failure> {
    let (_, statement) = STATEMENTS
        .into_iter()
        .find(|(name, _)| *name == list)
        .ok_or_else(|| format!("no statement says what {list:?} is"))?;
    let spell_out = |statement: String, (part, sql): (&str, &str)| statement.replace(part, sql);
    Ok(PARTS.into_iter().fold(statement.to_owned(), spell_out))
}

pub fn run(aims: &mut Aims, book: &Path, shells: &Path) -> Result<(), Failure> {
    let book = text(book);
    println!("\nthree grants each, closed → open");
    report::parts("open", &measure(&["open", &book])?);
    println!("\nsearch and the first rows found");
    let search = measure(&["search", &book])?;
    report::parts("search", &search);
    aims.add("slowest search", "ms", slowest(&search), SEARCH);
    println!("\nfilter, sort and the first rows");
    let views = measure(&["views", &book])?;
    for (name, seconds) in &views.times {
        let shell = sqlite::select(shells, &statement(name)?)?;
        report::part_beside("view", name, *seconds, &shell);
    }
    report::memory("view", &views);
    aims.add("slowest filter and sort", "ms", slowest(&views), VIEW);
    println!("\nwindows, a member, and the list after an edit");
    let window = measure(&["window", &book])?;
    report::parts("window", &window);
    aims.add("a window in the middle", "ms", slowest(&window), WINDOW);
    report::parts("look", &measure(&["history", &book])?);
    let edit = measure(&["edit", &book])?;
    report::parts("after an edit", &edit);
    aims.add("slowest list after an edit", "ms", slowest(&edit), VIEW);
    Ok(())
}

/// Who can open a lesson, of a million who have the course, and what another schedule does to them.
pub fn drip(aims: &mut Aims, book: &Path) -> Result<(), Failure> {
    let book = text(book);
    println!("\na course with lessons for everybody, and who can open what");
    report::whole("the course", &measure(&["lessons", &book])?);
    let step = measure(&["drip", &book])?;
    report::parts("drip", &step);
    let opens = step.times.iter().filter(|(name, _)| name.starts_with("opens"));
    let slowest = opens.map(|(_, seconds)| *seconds).fold(0.0, f64::max);
    aims.add("who can open a lesson, the slowest", "ms", slowest * 1000.0, OPENS);
    Ok(())
}

/// Each kind of filter and each order, of members about whom everything is known.
pub fn kinds(aims: &mut Aims, book: &Path) -> Result<(), Failure> {
    let book = text(book);
    println!("\nwhat else is known of them by another file, and every kind of filter and order");
    report::whole("import of what is known besides", &measure(&["details", &book])?);
    let step = measure(&["kinds", &book])?;
    report::parts("kind", &step);
    aims.add("slowest kind of filter or order", "ms", slowest(&step), VIEW);
    Ok(())
}

/// Of a book with one grant each, as the imported file has it.
pub fn exports(aims: &mut Aims, book: &Path) -> Result<(), Failure> {
    println!("\nexport");
    for kind in ["members", "enrollments"] {
        let out = format!("{FOLDER}/{kind}.csv");
        let step = measure(&["export", &text(book), kind, &out])?;
        let name = format!("export of {kind}");
        report::whole(&name, &step);
        aims.add(&name, "s of CPU", step.cpu, EXPORT);
    }
    Ok(())
}

/// Milliseconds of the slowest part.
fn slowest(step: &Step) -> f64 {
    step.times.iter().map(|(_, seconds)| *seconds).fold(0.0, f64::max) * 1000.0
}
