//! Tests that cross crates, in one binary.

#![expect(clippy::unwrap_used, reason = "a test that can't go on stops where it is")]

mod access;
mod bad_input;
mod child;
mod cli;
mod complaints;
mod crash;
mod desk;
#[cfg(target_os = "linux")]
mod disk;
mod drip;
mod duplicates;
mod host;
mod importers;
mod imports;
mod lessons_by_file;
mod opening;
mod properties;
mod rights;
mod rosters;
mod support;
mod walls;
