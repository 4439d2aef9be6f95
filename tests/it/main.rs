//! Tests that cross crates, in one binary.

mod complaints;
mod properties;
mod support;
