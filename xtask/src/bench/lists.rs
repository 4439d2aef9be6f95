//! What a person does in a list of a million: open it, search, filter, sort, look at a member,
//! change one, export.

use std::path::Path;

use super::report::{self, Aims};
use super::step::Step;
use super::{FOLDER, measure, text};
use crate::Failure;

/// Milliseconds.
const SEARCH: f64 = 50.0;
const VIEW: f64 = 300.0;
const WINDOW: f64 = 30.0;
const OPENS: f64 = 1000.0;
/// Seconds of CPU.
const EXPORT: f64 = 4.0;

pub fn run(aims: &mut Aims, book: &Path) -> Result<(), Failure> {
    let book = text(book);
    println!("\nthree grants each, closed → open");
    report::parts("open", &measure(&["open", &book])?);
    println!("\nsearch and the first rows found");
    let search = measure(&["search", &book])?;
    report::parts("search", &search);
    aims.add("slowest search", "ms", slowest(&search), SEARCH);
    println!("\nfilter, sort and the first rows");
    let views = measure(&["views", &book])?;
    report::parts("view", &views);
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
