//! `rollbook`: the headless twin of the window, for scripts, servers and benchmarks.
//!
//! Thin: each command opens a book, calls the library and prints. Results go to the standard
//! output, as JSON when asked for; everything said to a person goes to the standard error. Exit
//! status 0 means done, 1 refused with a message, 2 not understood.

mod args;
mod books;
mod duplicates;
mod export;
mod failure;
mod import;
mod journal;
mod members;
mod outline;

use std::process::ExitCode;

use clap::Parser;
use rollbook::outline::Mark;

use crate::args::{Args, Command};
use crate::failure::Result;

fn main() -> ExitCode {
    match run(Args::parse().command) {
        Ok(code) => code,
        Err(failure) => failure.report(),
    }
}

fn run(command: Command) -> Result<ExitCode> {
    match command {
        Command::New(new) => books::create(&new)?,
        Command::Import(import) => import::run(&import)?,
        Command::Members(members) => members::run(&members)?,
        Command::Export(export) => export::run(&export)?,
        Command::Outline(outline) => outline::outline(&outline)?,
        Command::Drip(drip) => outline::drip(&drip)?,
        Command::Start(start) => outline::start(&start)?,
        Command::Unlock(lessons) => outline::mark(&lessons, Mark::Unlock)?,
        Command::Lock(lessons) => outline::mark(&lessons, Mark::Lock)?,
        Command::Complete(lessons) => outline::mark(&lessons, Mark::Complete)?,
        Command::Reset(lessons) => outline::mark(&lessons, Mark::Reset)?,
        Command::Duplicates(find) => duplicates::list(&find)?,
        Command::Merge(merge) => duplicates::merge(&merge)?,
        Command::Undo(undo) => journal::undo(&undo)?,
        Command::Redo(redo) => journal::redo(&redo)?,
        Command::History(history) => journal::history(&history)?,
        Command::Check(check) => return books::check(&check),
        Command::Backup(backup) => books::back_up(&backup)?,
    }
    Ok(ExitCode::SUCCESS)
}
