//! Running other programs: their output on the terminal, in a log, or as an answer.

use std::env;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::Failure;

fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// A program and its arguments, as one would type them; no argument here contains a space.
pub fn command(line: &str) -> Command {
    let mut words = line.split_whitespace();
    let mut command = match words.next().unwrap_or_default() {
        "cargo" => cargo(),
        // npm and npx are scripts, which Windows starts only under their full names.
        script @ ("npm" | "npx") if cfg!(windows) => Command::new(format!("{script}.cmd")),
        program => Command::new(program),
    };
    command.args(words);
    command
}

/// Runs on the terminal, for what a person wants to watch.
pub fn show(command: &mut Command) -> Result<(), Failure> {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if status.success() { Ok(()) } else { Err(format!("{} failed: {status}", written(command))) }
}

/// Runs with its output in `log`, which the failure contains.
pub fn log(command: &mut Command, log: &Path) -> Result<String, Failure> {
    let file = File::create(log).map_err(|error| format!("{}: {error}", log.display()))?;
    let errors = file.try_clone().map_err(|error| format!("{}: {error}", log.display()))?;
    let status = command
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .stdout(file)
        .stderr(errors)
        .status()
        .map_err(|error| not_started(command, &error))?;
    let bytes = fs::read(log).map_err(|error| format!("{}: {error}", log.display()))?;
    let output = String::from_utf8_lossy(&bytes).into_owned();
    if status.success() {
        Ok(output)
    } else {
        Err(format!("{output}\n{} failed: {status}", written(command)))
    }
}

/// What a program answers, or nothing when it fails or isn't there.
pub fn answer(line: &str) -> Option<String> {
    let output = command(line).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

pub fn not_started(command: &Command, error: &std::io::Error) -> Failure {
    format!("{} can't be started: {error}", written(command))
}

fn written(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
