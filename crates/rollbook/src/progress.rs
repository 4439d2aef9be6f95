//! How far a long operation is, and whether the person wants it to stop.
//!
//! Cheap enough to update per row. The operation asks [`Progress::step`] and gives up with
//! [`Error::Cancelled`]; a write that gives up is rolled back, so cancelled means nothing written.

use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering::Relaxed};

use crate::error::{Error, Result};

/// What a long operation is doing right now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    Waiting,
    Reading,
    Checking,
    Writing,
    Journaling,
    Committing,
    Undoing,
    Exporting,
    Verifying,
}

impl Phase {
    const ALL: [Phase; 9] = [
        Phase::Waiting,
        Phase::Reading,
        Phase::Checking,
        Phase::Writing,
        Phase::Journaling,
        Phase::Committing,
        Phase::Undoing,
        Phase::Exporting,
        Phase::Verifying,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Phase::Waiting => "waiting",
            Phase::Reading => "reading",
            Phase::Checking => "checking",
            Phase::Writing => "writing",
            Phase::Journaling => "journaling",
            Phase::Committing => "committing",
            Phase::Undoing => "undoing",
            Phase::Exporting => "exporting",
            Phase::Verifying => "verifying",
        }
    }
}

/// Shared between the operation and whoever watches it.
#[derive(Debug, Default)]
pub struct Progress {
    phase: AtomicU8,
    done: AtomicU64,
    total: AtomicU64,
    cancelled: AtomicBool,
}

impl Progress {
    /// Begins a phase of `total` steps (0 = unknown).
    pub fn begin(&self, phase: Phase, total: u64) -> Result<()> {
        let number = Phase::ALL.iter().position(|p| *p == phase).unwrap_or_default();
        self.phase.store(number as u8, Relaxed);
        self.done.store(0, Relaxed);
        self.total.store(total, Relaxed);
        self.check()
    }

    /// Counts `n` more steps; an error if the person cancelled.
    pub fn step(&self, n: u64) -> Result<()> {
        self.done.fetch_add(n, Relaxed);
        self.check()
    }

    pub fn set(&self, done: u64) -> Result<()> {
        self.done.store(done, Relaxed);
        self.check()
    }

    pub fn cancel(&self) {
        self.cancelled.store(true, Relaxed);
    }

    fn check(&self) -> Result<()> {
        if self.cancelled.load(Relaxed) { Err(Error::Cancelled) } else { Ok(()) }
    }

    /// Phase, steps done, steps in all (`None` when unknown).
    pub fn state(&self) -> (Phase, u64, Option<u64>) {
        let total = self.total.load(Relaxed);
        (
            Phase::ALL[usize::from(self.phase.load(Relaxed)).min(Phase::ALL.len() - 1)],
            self.done.load(Relaxed),
            (total > 0).then_some(total),
        )
    }
}
