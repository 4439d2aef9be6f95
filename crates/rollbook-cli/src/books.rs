//! Making, opening, checking and copying books.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use rollbook::book::{BackupReason, NewBook};
use rollbook::export::Locale;
use rollbook::{Book, By, Progress};
use rollbook_api::{Places, Role, system_clock, system_locale, system_zone};
use serde::Serialize;

use crate::args::{Backup, Check, New};
use crate::failure::{Result, say};

pub fn create(new: &New) -> Result<()> {
    let installation = Places::of_this_user()?.installation()?;
    let zone = new.zone.clone().unwrap_or_else(system_zone);
    let locale = new.locale.map_or_else(system_locale, Locale::from);
    let name = new.book.file_stem().unwrap_or_default().to_string_lossy();
    let described = NewBook { name: &name, zone: &zone, locale: locale.tag() };
    let create = if new.sample { Book::create_sample } else { Book::create };
    let book = create(&new.book, &described, installation, &by())?;
    say(format_args!("{} is a new book, in {zone}", book.path().display()));
    Ok(())
}

pub fn open(path: &Path) -> Result<Book> {
    let installation = Places::of_this_user()?.installation()?;
    Ok(Book::open(path, installation, &by())?)
}

/// Whoever has the file is its owner.
pub fn by() -> By {
    By { actor: Role::Owner.actor().to_owned(), now: system_clock() }
}

pub fn check(args: &Check) -> Result<ExitCode> {
    let report = open(&args.book)?.check(&Progress::default())?;
    if args.json {
        print_json(&report)?;
    } else {
        let mut out = io::stdout().lock();
        for finding in &report.findings {
            writeln!(out, "damage: {finding}")?;
        }
        for note in &report.notes {
            writeln!(out, "note: {note}")?;
        }
        let verdict = if report.ok { "sound" } else { "damaged; restore a backup from before" };
        let checked = report.checked.join(", ").replace('_', " ");
        writeln!(out, "{verdict} (checked: {checked})")?;
    }
    Ok(if report.ok { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

pub fn back_up(args: &Backup) -> Result<()> {
    let made = open(&args.book)?.back_up(Some(&args.file), BackupReason::Manual, by().now)?;
    say(format_args!("{} is a copy of {} bytes", made.path.display(), made.size));
    Ok(())
}

pub fn print_json(value: &impl Serialize) -> Result<()> {
    let mut out = io::stdout().lock();
    serde_json::to_writer(&mut out, value)?;
    Ok(writeln!(out)?)
}
