//! Tests that cross crates, in one binary.

#![expect(clippy::unwrap_used, reason = "a test that can't go on stops where it is")]

mod cli;
mod complaints;
mod desk;
mod host;
mod imports;
mod properties;
mod rights;
mod support;
mod walls;
