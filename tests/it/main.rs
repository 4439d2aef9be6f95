//! Tests that cross crates, in one binary.

mod bad_input;
mod child;
mod complaints;
mod crash;
mod importers;
mod properties;
mod support;
