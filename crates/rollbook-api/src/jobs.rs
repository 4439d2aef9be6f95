//! Long commands, watched and cancelled from outside.
//!
//! The caller mints a job's id and sends it with the command, so that it can ask for the job
//! before the command answers. A cancel that overtakes its command is kept for it.

use std::collections::VecDeque;
use std::ops::Deref;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rollbook::Progress;
use serde::Serialize;
use ts_rs::TS;

/// How many jobs are remembered; the oldest are long over.
const N_KEPT: usize = 32;

#[derive(Debug, Default)]
pub(crate) struct Jobs {
    jobs: Mutex<VecDeque<(String, Arc<Job>)>>,
}

#[derive(Debug)]
pub(crate) struct Job {
    progress: Progress,
    started: i64,
    finished: AtomicBool,
}

/// Where a job is.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct JobState {
    phase: &'static str,
    done: u64,
    /// `null` when not known.
    total: Option<u64>,
    started_ms: i64,
    finished: bool,
}

/// A job that a command is doing; it counts as finished when this goes.
pub(crate) struct Running(Arc<Job>);

impl Deref for Running {
    type Target = Progress;

    fn deref(&self) -> &Progress {
        &self.0.progress
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.0.finished.store(true, Ordering::Release);
    }
}

impl Jobs {
    pub fn run(&self, id: Option<&str>, now: i64) -> Running {
        Running(match id {
            Some(id) => self.job(id, now),
            None => Arc::new(Job::new(now)),
        })
    }

    pub fn cancel(&self, id: &str, now: i64) {
        self.job(id, now).progress.cancel();
    }

    pub fn state(&self, id: &str) -> Option<JobState> {
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, job) = jobs.iter().find(|(known, _)| known == id)?;
        let (phase, done, total) = job.progress.state();
        Some(JobState {
            phase: phase.name(),
            done,
            total,
            started_ms: job.started,
            finished: job.finished.load(Ordering::Acquire),
        })
    }

    fn job(&self, id: &str, now: i64) -> Arc<Job> {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, job)) = jobs.iter().find(|(known, _)| known == id) {
            return Arc::clone(job);
        }
        let job = Arc::new(Job::new(now));
        jobs.push_back((id.to_owned(), Arc::clone(&job)));
        if jobs.len() > N_KEPT {
            jobs.pop_front();
        }
        job
    }
}

impl Job {
    fn new(started: i64) -> Self {
        Self { progress: Progress::default(), started, finished: AtomicBool::new(false) }
    }
}

#[cfg(test)]
mod tests {
    use rollbook::progress::Phase;

    use super::*;

    #[test]
    fn a_job_is_seen_while_it_runs_and_after() {
        let jobs = Jobs::default();
        assert!(jobs.state("7").is_none());
        let running = jobs.run(Some("7"), 1000);
        running.begin(Phase::Writing, 10).unwrap();
        running.step(3).unwrap();
        let state = jobs.state("7").unwrap();
        assert_eq!((state.phase, state.done, state.total), ("writing", 3, Some(10)));
        assert!(!state.finished);
        drop(running);
        assert!(jobs.state("7").unwrap().finished);
    }

    #[test]
    fn a_cancel_may_come_first() {
        let jobs = Jobs::default();
        jobs.cancel("7", 0);
        assert!(jobs.run(Some("7"), 0).step(1).is_err());
        assert!(jobs.run(Some("8"), 0).step(1).is_ok());
    }
}
