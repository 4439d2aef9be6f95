//! Members who are one person: found, told apart, merged.
//!
//! Finding only says who looks alike and why ([`find`]); a person decides. Merging ([`merge`]) is
//! one entry like any other write and can be undone; nobody loses access by it. What was said to be
//! two people ([`distinct`]) is not asked about again.

mod alike;
mod distinct;
mod find;
mod merge;
#[cfg(test)]
mod tests;

pub use find::{Alike, Group, Groups};
pub use merge::{FieldsOf, Merge, Merged};
pub(crate) use merge::{refuse_stale, take_over, unite_rows};
