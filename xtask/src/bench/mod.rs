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

use crate::shell::{command, show};
use crate::{Failure, npm, packages};

use report::Aims;
use step::measure;

const FOLDER: &str = "target/bench";
/// The book that Rollbook fills, and the one that the shell does.
const OURS: &str = "members.rollbook";
const SHELLS: &str = "shell.rollbook";
/// Courses of a new book that everybody is given, one after the other, and on which terms: an access
/// that waits, and one that ended.
const GRANTED: [(&str, &str); 2] = [
    ("pending", "'pending', unixepoch() * 1000, NULL"),
    ("over", "'active', unixepoch('2025-01-01') * 1000, unixepoch('2026-01-01') * 1000 - 1"),
];
const SIZES: [u32; 2] = [100_000, 1_000_000];
/// What the aims below are about.
const LARGEST: u32 = 1_000_000;

/// The aims: an import against the shell's, then seconds and megabytes.
const IMPORT_RATIO: f64 = 3.0;
const IMPORT_MEMORY: f64 = 600.0;
const GRANT: f64 = 15.0;
const GRANT_MEMORY: f64 = 800.0;
const CHECK: f64 = 40.0;

pub fn run() -> Result<(), Failure> {
    packages::ensure(&[packages::BUILD, packages::SCREEN, &["sqlite3"]])?;
    npm::install()?;
    show(&mut command(npm::BUILD_UI))?;
    show(&mut command("cargo build --release --package rollbook-desktop"))?;
    show(&mut command("cargo build --release --package xtask --features bench --bin measure"))?;
    let folder = Path::new(FOLDER);
    empty(folder)?;
    fs::create_dir_all(folder).map_err(|error| format!("{FOLDER}: {error}"))?;
    let outcome = measured(folder);
    // The books are some gigabytes; what was said on the terminal is all that is left.
    empty(folder)?;
    outcome
}

fn measured(folder: &Path) -> Result<(), Failure> {
    let mut aims = Aims::default();
    let mut took = 0.0;
    for size in SIZES {
        println!("\n{size} members");
        let file = people::file(folder, size).map_err(|error| format!("{FOLDER}: {error}"))?;
        for with_course in [false, true] {
            took = import(&mut aims, &file, size, with_course)?;
        }
    }
    let (book, shell) = (folder.join(OURS), folder.join(SHELLS));
    lists::exports(&mut aims, &book)?;
    #[cfg(target_os = "linux")]
    screen::run(&mut aims, &book)?;
    grants(&mut aims, &book, &shell)?;
    lists::run(&mut aims, &book, &shell)?;
    back_and_forth(&mut aims, &book, &shell, took)?;
    lists::drip(&mut aims, &book)?;
    lists::kinds(&mut aims, &book)?;
    aims.end();
    Ok(())
}

fn empty(folder: &Path) -> Result<(), Failure> {
    match folder.exists() {
        true => fs::remove_dir_all(folder).map_err(|error| format!("{FOLDER}: {error}")),
        false => Ok(()),
    }
}

/// The import of a file into a new book, and the shell's of the same. Says how long ours took.
fn import(aims: &mut Aims, file: &Path, size: u32, with_course: bool) -> Result<f64, Failure> {
    let course = if with_course { "with-course" } else { "without-course" };
    let shell = sqlite::import(&new_book(SHELLS)?, file, with_course)?;
    let book = new_book(OURS)?;
    let ours = measure(&["import", &text(&book), &text(file), course])?;
    let name = format!("import of {size}, {}", course.replace('-', " a "));
    report::beside(&name, &ours, &shell);
    if size == LARGEST {
        aims.add(&name, "× shell", ours.total() / shell.seconds, IMPORT_RATIO);
        aims.add(&name, "MB", megabytes(ours.peak), IMPORT_MEMORY);
    }
    Ok(ours.total())
}

/// Two courses more for everybody, so that the lists are of members with three grants each.
fn grants(aims: &mut Aims, book: &Path, shells: &Path) -> Result<(), Failure> {
    println!("\na course for everybody, then another");
    for (course, terms) in GRANTED {
        let shell = sqlite::grant(shells, course, terms)?;
        let step = measure(&["grant", &text(book), course])?;
        let name = format!("grant to {LARGEST}, {course}");
        report::beside(&name, &step, &shell);
        aims.add(&name, "s", step.total(), GRANT);
        aims.add(&name, "MB", megabytes(step.peak), GRANT_MEMORY);
    }
    Ok(())
}

/// The grants and the import taken back, the import done again, and the whole journal replayed.
fn back_and_forth(aims: &mut Aims, book: &Path, shells: &Path, import: f64) -> Result<(), Failure> {
    println!("\nundo, redo and the check of the book");
    for (course, _) in GRANTED.into_iter().rev() {
        let shell = sqlite::ungrant(shells, course)?;
        let step = measure(&["undo", &text(book)])?;
        let name = format!("undo of the grant, {course}");
        report::beside(&name, &step, &shell);
        aims.add(&name, "s", step.total(), GRANT);
        aims.add(&name, "MB", megabytes(step.peak), GRANT_MEMORY);
    }
    let steps = [
        ("undo of the import", "undo", import),
        ("redo of it", "redo", import),
        ("check", "check", CHECK),
    ];
    for (name, verb, seconds) in steps {
        let step = measure(&[verb, &text(book)])?;
        report::whole(name, &step);
        aims.add(name, "s", step.total(), seconds);
        aims.add(name, "MB", megabytes(step.peak), IMPORT_MEMORY);
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
