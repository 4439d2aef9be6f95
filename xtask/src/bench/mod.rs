//! `cargo xtask bench`: how long things take in a book of a million members, and against what.
//!
//! A number of seconds says more about the machine than about the program, so the import is timed
//! against the `sqlite3` shell on the same machine in the same run: the least that putting these
//! rows into these tables and indexes durably can cost. Each step is a process of its own, whose
//! peak memory is its own too. `docs/performance.md` explains the figures.

mod cpu;
mod lists;
mod people;
mod report;
#[cfg(target_os = "linux")]
mod screen;
mod sqlite;
mod step;

use std::fs;
use std::path::{Path, PathBuf};

use crate::Failure;
use crate::packages;
use crate::shell::{command, show};

use report::Aims;
use step::measure;

const FOLDER: &str = "target/bench";
const SIZES: [u32; 2] = [100_000, 1_000_000];
/// What the aims below are about.
const LARGEST: u32 = 1_000_000;

/// The aims, in words of the report: an import against the shell's, then seconds and kilobytes.
const IMPORT_RATIO: f64 = 3.0;
const SEARCH: f64 = 0.050;
const IMPORT_MEMORY: u64 = 600 * 1024;

pub fn run() -> Result<(), Failure> {
    packages::ensure(&[packages::BUILD, &["sqlite3"]])?;
    show(&mut command("cargo build --release --package xtask --features bench --bin measure"))?;
    let folder = Path::new(FOLDER);
    fs::create_dir_all(folder).map_err(|error| format!("{FOLDER}: {error}"))?;
    let mut aims = Aims::default();
    for size in SIZES {
        println!("\n{size} members");
        let file = people::file(folder, size).map_err(|error| format!("{FOLDER}: {error}"))?;
        for with_course in [false, true] {
            import(&mut aims, &file, size, with_course)?;
        }
    }
    let book = folder.join("members.rollbook");
    lists::run(&mut aims, &book)?;
    #[cfg(target_os = "linux")]
    screen::run(&mut aims, &book)?;
    // Redo and the check come last: each undoes or reads what the others measured.
    back_and_forth(&book)?;
    aims.end();
    Ok(())
}

/// The import of a file into a new book, and the shell's of the same.
fn import(aims: &mut Aims, file: &Path, size: u32, with_course: bool) -> Result<(), Failure> {
    let course = if with_course { "with-course" } else { "without-course" };
    let shell = sqlite::import(&new_book("shell.rollbook")?, file, with_course)?;
    let book = new_book("members.rollbook")?;
    let ours = measure(&["import", &text(&book), &text(file), course])?;
    let name = format!("import of {size}, {}", course.replace('-', " a "));
    report::beside(&name, &ours, &shell);
    if size == LARGEST {
        aims.add(&name, "times the shell", ours.total() / shell.seconds, IMPORT_RATIO);
        aims.add(&name, "MB at most", megabytes(ours.peak), megabytes(IMPORT_MEMORY));
    }
    Ok(())
}

/// The import taken back, done again, and the whole journal replayed.
fn back_and_forth(book: &Path) -> Result<(), Failure> {
    println!("\nundo, redo and the check of the book");
    for verb in ["undo", "redo", "check"] {
        report::whole(&format!("{verb} of {LARGEST}"), &measure(&[verb, &text(book)])?);
    }
    Ok(())
}

/// A book with nobody in it, where an earlier run may have left another.
fn new_book(name: &str) -> Result<PathBuf, Failure> {
    let path = Path::new(FOLDER).join(name);
    for suffix in ["", "-wal", "-shm", "-lock"] {
        let leftover = format!("{}{suffix}", path.display());
        if Path::new(&leftover).exists() {
            fs::remove_file(&leftover).map_err(|error| format!("{leftover}: {error}"))?;
        }
    }
    measure(&["create", &text(&path)])?;
    Ok(path)
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

fn megabytes(kilobytes: u64) -> f64 {
    kilobytes as f64 / 1024.0
}
