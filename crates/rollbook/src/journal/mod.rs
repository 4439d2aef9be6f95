//! The journal: every write, as the SQLite changeset that the session extension recorded.
//!
//! Capture can't be forgotten (SQLite does it, for every statement on a journaled table), an entry
//! is stored in pieces sorted by key ([`store`]), undo applies the inverse ([`undo`]), and the
//! history of a member reads just the pieces that touch them ([`history`]).

pub mod changeset;
mod history;
mod kept;
mod op;
mod record;
mod replay;
mod rules;
pub(crate) mod store;
mod tables;
#[cfg(test)]
mod tests;
mod undo;

pub use changeset::{Change, ChangeKind, Value};
pub use history::{Entry, FieldChange, RowChange};
pub use kept::{Kept, Why};
pub use op::{Op, OpKind};
pub(crate) use record::Recorder;
pub use record::{Outcome, Recorded};
pub(crate) use replay::differences;
pub use tables::{TABLES, Table};
pub use undo::Undone;
pub(crate) use undo::undone_entries;
