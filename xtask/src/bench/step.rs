//! Running one step of the `measure` program and reading what it says.

use std::process::Command;

use crate::Failure;
use crate::shell::not_started;

const MEASURE: &str =
    if cfg!(windows) { r"target\release\measure.exe" } else { "target/release/measure" };

/// What a step took.
#[derive(Debug)]
pub struct Step {
    /// Names and seconds.
    pub times: Vec<(String, f64)>,
    /// Seconds of CPU.
    pub cpu: f64,
    /// The most memory it held, in kilobytes; 0 where the system doesn't say.
    pub peak: u64,
}

impl Step {
    /// The whole, which every step of one piece names first.
    pub fn total(&self) -> f64 {
        self.times.first().map_or(0.0, |(_, seconds)| *seconds)
    }
}

pub fn measure(arguments: &[&str]) -> Result<Step, Failure> {
    let mut command = Command::new(MEASURE);
    let output = command.args(arguments).output().map_err(|error| not_started(&command, &error))?;
    if !output.status.success() {
        let errors = String::from_utf8_lossy(&output.stderr);
        return Err(format!("measure {} failed: {errors}", arguments.join(" ")));
    }
    let lines = String::from_utf8_lossy(&output.stdout);
    parse(&lines).ok_or_else(|| format!("measure {} said: {lines}", arguments.join(" ")))
}

fn parse(lines: &str) -> Option<Step> {
    let mut step = Step { times: Vec::new(), cpu: 0.0, peak: 0 };
    for line in lines.lines() {
        match line.split_once('\t')? {
            ("cpu", seconds) => step.cpu = seconds.parse().ok()?,
            ("peak", kilobytes) => step.peak = kilobytes.parse().ok()?,
            (name, seconds) => step.times.push((name.to_owned(), seconds.parse().ok()?)),
        }
    }
    Some(step)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn names_may_have_spaces_and_the_last_two_are_no_times() {
        let step = parse("total\t1.5\nfirst rows\t0.25\ncpu\t1.25\npeak\t2048\n").unwrap();
        assert_eq!(step.times, [("total".to_owned(), 1.5), ("first rows".to_owned(), 0.25)]);
        assert_eq!((step.cpu, step.peak), (1.25, 2048));
        assert!(parse("a line of something else").is_none());
    }
}
