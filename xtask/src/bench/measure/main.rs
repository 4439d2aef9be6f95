//! One step of the bench in a process of its own, so that its peak memory is its own too.
//!
//! Prints lines of a name, a tab and seconds, and last the seconds of CPU and the peak memory in
//! kilobytes. Only what a
//! person waits for is timed; finding out what to measure with is not.

#![expect(clippy::print_stdout, reason = "the lines are the answer")]

#[path = "../cpu.rs"]
mod cpu;
mod steps;

use std::process::ExitCode;
use std::{env, fs};

const USAGE: &str = "\
measure create BOOK
measure import BOOK FILE with-course|without-course
measure grant BOOK pending|over
measure undo|redo|merge|check|open|search|views|lessons|drip|details|kinds|window|edit|history BOOK
measure export BOOK members|enrollments OUT";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let Some(outcome) = steps::run(&arguments) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match outcome {
        Ok(times) => {
            for (name, took) in times {
                println!("{name}\t{:.6}", took.as_secs_f64());
            }
            println!("cpu\t{:.2}", cpu::seconds(cpu::Of::Itself));
            println!("peak\t{}", peak_kilobytes().unwrap_or_default());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The most memory this process ever held, as Linux counts it.
fn peak_kilobytes() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
