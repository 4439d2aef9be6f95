//! Import: detect, map, plan, apply.
//!
//! A [`Source`] keeps a file's bytes as they came. A [`Layout`] says how they are read, a
//! [`Mapping`] what each column is; both are detected, shown, edited, remembered and applied.
//! [`Records`] then streams the rows.

pub mod dates;
pub mod encoding;
pub mod fields;
pub mod layout;
pub mod mapping;
pub mod paste;
mod record;
pub mod records;
pub mod source;
pub mod values;

pub use dates::{DateOrder, When, parse_when};
pub use fields::Field;
pub use layout::{Column, Columns, Kind, Layout, LayoutHints};
pub use mapping::{Mapping, header_key, suggest};
pub use record::ImportRecord;
pub use records::{Record, Records};
pub use source::{Source, SourceError};
pub use values::{Code, Problem, ProgressScale};
