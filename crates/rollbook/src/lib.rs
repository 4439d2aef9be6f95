//! A book on disk and all that can be done with it.

pub mod import;
pub mod members;
pub mod text;
pub mod time;
