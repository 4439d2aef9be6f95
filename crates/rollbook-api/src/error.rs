//! Errors as hosts and the UI see them: a code of a closed set, with the values its sentence needs.

use std::fmt;

use serde::Serialize;
use serde_json::{Map, Value, json};

/// Serialises as `{"code": …, "args": {…}}`. Its text is for logs and the command line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ApiError {
    pub code: &'static str,
    pub args: Map<String, Value>,
    #[serde(skip)]
    text: String,
}

pub(crate) type Result<T, E = ApiError> = std::result::Result<T, E>;

/// The codes that are not the library's.
#[cfg(test)]
pub(crate) const OWN_CODES: &[&str] =
    &["bad_request", "forbidden", "internal", "no_book", "unknown_command"];

impl ApiError {
    fn new(code: &'static str, args: Value, text: String) -> Self {
        let args = match args {
            Value::Object(map) => map,
            _ => Map::new(),
        };
        Self { code, args, text }
    }

    pub(crate) fn no_book() -> Self {
        Self::new("no_book", json!({}), "no book is open".to_owned())
    }

    pub(crate) fn unknown_command(command: &str) -> Self {
        let text = format!("there is no command \"{command}\"");
        Self::new("unknown_command", json!({ "command": command }), text)
    }

    pub(crate) fn bad_request(command: &str, detail: &impl fmt::Display) -> Self {
        let text = format!("{command}: the request can't be read: {detail}");
        let args = json!({ "command": command, "detail": detail.to_string() });
        Self::new("bad_request", args, text)
    }

    pub(crate) fn forbidden(command: &str) -> Self {
        let text = format!("{command}: this role may not do that");
        Self::new("forbidden", json!({ "command": command }), text)
    }

    /// Something that should not happen. The person gets a number to quote; what happened goes to
    /// the log under the same number.
    pub(crate) fn internal(detail: &str) -> Self {
        let mut random = [0; 4];
        let incident = match getrandom::fill(&mut random) {
            Ok(()) => format!("{:08x}", u32::from_be_bytes(random)),
            Err(_) => "unnumbered".to_owned(),
        };
        tracing::error!(incident, "{detail}");
        let text = format!("something went wrong inside Rollbook (incident {incident})");
        Self::new("internal", json!({ "incident": incident }), text)
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for ApiError {}

impl From<rollbook::Error> for ApiError {
    fn from(error: rollbook::Error) -> Self {
        match error.code() {
            "internal" => Self::internal(&error.to_string()),
            code => Self { code, args: error.args(), text: error.to_string() },
        }
    }
}
