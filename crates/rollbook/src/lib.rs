//! A Rollbook book on disk and all that can be done with it.
//!
//! A book is one SQLite file. Every write is one named operation whose changeset is kept in the
//! journal; undo, history and preview are that journal read in different directions.
//! There is no window, no network and no sentence for people in here: hosts pass the time, the
//! actor and the installation in, and codes and values come out.

pub mod access;
pub mod book;
pub mod courses;
pub mod drip;
pub mod duplicates;
mod edits;
pub mod error;
pub mod everybody;
pub mod export;
pub mod fields;
pub mod files;
pub mod filter;
pub mod ids;
pub mod import;
pub mod journal;
pub mod members;
pub mod outline;
pub mod products;
pub mod progress;
pub mod text;
pub mod time;
pub mod views;

pub use book::{Book, By, Tx};
pub use error::{Error, Result};
pub use ids::{
    ChapterId, CohortId, CourseId, EntryId, FieldId, GrantId, LessonId, MemberId, ProductId,
    QuizResultId, SavedViewId,
};
pub use journal::{Op, OpKind, Outcome};
pub use progress::Progress;
