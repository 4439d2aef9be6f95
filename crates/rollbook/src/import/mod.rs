//! Import: detect → map → plan → apply.

mod record;

pub use record::ImportRecord;
