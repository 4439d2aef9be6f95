//! Import: detect, map, plan, apply.
//!
//! A [`Source`] keeps a file's bytes as they came. A [`Layout`] says how they are read, a
//! [`Mapping`] what each column is; both are detected, shown, edited, remembered and applied.
//! [`Records`] streams the rows, a [`Plan`] gives each of them a verdict, and an [`Import`] leads
//! from the choice of a file to the entry in the journal.

mod apply;
pub mod dates;
mod doing;
pub mod encoding;
mod evaluate;
mod facts;
mod failed;
pub mod fields;
mod history;
pub mod layout;
mod left_out;
mod lessons;
mod lists;
pub mod mapping;
mod options;
pub mod origins;
pub mod paste;
mod plan;
mod purpose;
mod record;
pub mod records;
mod remember;
mod roster;
mod rows;
mod score;
mod session;
pub mod source;
#[cfg(test)]
mod tests;
pub mod values;
mod workbook;

pub use dates::{DateOrder, When, parse_when};
pub use fields::Field;
pub use history::DoneImport;
pub use layout::{Column, Columns, Kind, Layout, LayoutHints};
pub use left_out::{Case, LeftOut};
pub use lessons::{KnownLesson, Lessons};
pub use mapping::{Mapping, header_key, suggest};
pub use options::{Counts, Duplicates, Options, Policy, Verdict};
pub use origins::{List, Origin};
pub use plan::{Effect, Plan};
pub use purpose::{Missing, Purpose, Threshold};
pub use record::ImportRecord;
pub use records::{Record, Records};
pub use remember::{Again, Remembered};
pub use roster::{MissingMember, Roster, RosterCounts};
pub use rows::{PlanCell, PlanRow};
pub use session::{Draft, Import};
pub use source::{Source, SourceError};
pub use values::{Code, Problem, ProgressScale};
