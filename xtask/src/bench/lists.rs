//! What a person does in a list of a million: open it, search, sort, look at a member, export.

use std::path::Path;

use super::report::{self, Aims};
use super::{FOLDER, SEARCH, measure, text};
use crate::Failure;

pub fn run(aims: &mut Aims, book: &Path) -> Result<(), Failure> {
    let book = text(book);
    println!("\nthe book of a million, closed → open");
    report::parts("open", &measure(&["open", &book])?);
    println!("\nsearch and the first rows found");
    let search = measure(&["search", &book])?;
    report::parts("search", &search);
    let slowest = search.times.iter().map(|(_, seconds)| *seconds).fold(0.0, f64::max);
    aims.add("slowest search", "ms", slowest * 1000.0, SEARCH * 1000.0);
    println!("\nsort and the first rows of it");
    report::parts("sort", &measure(&["sort", &book])?);
    report::parts("look", &measure(&["history", &book])?);
    println!("\nexport");
    for kind in ["members", "enrollments"] {
        let out = format!("{FOLDER}/{kind}.csv");
        report::whole(&format!("export of {kind}"), &measure(&["export", &book, kind, &out])?);
    }
    Ok(())
}
