//! Every command of Rollbook, once: its name, its request and response, and the right it needs.
//!
//! A host (the window, the test host, a server) makes one [`Desk`] and passes commands to
//! [`Desk::rpc`] as JSON. Rights are checked there, for every command and every host, and a panic
//! becomes an error like any other. The command line goes to the library directly, but shares
//! [`Places`] and the clock.
//!
//! Beside the shell this is the only crate that reads the clock, draws random bits or knows where
//! a person's files are: the library takes all of that as arguments.

mod access;
mod app;
mod books;
mod call;
mod catalog;
mod clock;
mod commands;
mod desk;
mod duplicates;
mod error;
mod exports;
mod fields;
mod imports;
mod jobs;
mod journal;
mod kept;
mod marks;
mod members;
mod open_book;
mod outcome;
mod outline_edits;
mod outlines;
mod places;
mod quizzes;
mod rights;
mod schedules;
mod shelf;
mod starts;
mod system;
#[cfg(test)]
mod typescript;
mod views;

pub use clock::system_clock;
pub use desk::Desk;
pub use error::ApiError;
pub use imports::usual_layout;
pub use places::Places;
pub use rights::{Right, Role};
pub use system::{system_locale, system_zone};
