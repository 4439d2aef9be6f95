//! Why a command was refused.

use std::fmt;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

pub type Result<T, E = Failure> = std::result::Result<T, E>;

#[derive(Debug)]
pub struct Failure {
    message: String,
    /// Whoever reads the output has enough, as with `| head`.
    output_closed: bool,
}

impl Failure {
    pub fn new(message: impl fmt::Display) -> Self {
        Self { message: message.to_string(), output_closed: false }
    }

    /// Whoever reads the output has enough.
    pub fn output_closed() -> Self {
        io::Error::from(ErrorKind::BrokenPipe).into()
    }

    /// Says what was refused and why.
    pub fn report(&self) -> ExitCode {
        if self.output_closed {
            return ExitCode::SUCCESS;
        }
        say(&self.message);
        ExitCode::FAILURE
    }
}

/// Tells a person something; the output stays free of it.
pub fn say(message: impl fmt::Display) {
    // Without a standard error there is nobody to tell.
    let _ = writeln!(io::stderr(), "rollbook: {message}");
}

impl From<rollbook::Error> for Failure {
    fn from(error: rollbook::Error) -> Self {
        Self::new(error)
    }
}

impl From<rollbook_api::ApiError> for Failure {
    fn from(error: rollbook_api::ApiError) -> Self {
        Self::new(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        let output_closed = error.kind() == ErrorKind::BrokenPipe;
        Self { message: format!("the output can't be written: {error}"), output_closed }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        io::Error::from(error).into()
    }
}
