//! A host without a window: a desk over a folder of its own, called as the UI calls it.

use std::path::{Path, PathBuf};

use rollbook_api::{Desk, Places};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Noon of 1 March 2026, UTC.
pub const NOW: i64 = 1_772_366_400_000;

pub struct Host {
    pub desk: Desk,
    pub dir: TempDir,
}

impl Host {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let desk = desk(dir.path());
        Self { desk, dir }
    }

    /// A host with an empty book open.
    pub fn with_book() -> Self {
        let host = Self::new();
        host.ok("book.create", host.new_book("a", false));
        host
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn new_book(&self, name: &str, sample: bool) -> Value {
        let path = self.path(&format!("{name}.rollbook"));
        json!({ "path": path, "name": name, "zone": "America/Sao_Paulo", "locale": "en", "sample": sample })
    }

    /// The answer of a command that must succeed.
    #[track_caller]
    pub fn ok(&self, command: &str, request: Value) -> Value {
        match self.desk.rpc(command, &request.to_string()) {
            Ok(answer) => serde_json::from_str(&answer).unwrap(),
            Err(error) => panic!("{command} {request}: {error}"),
        }
    }

    /// The error of a command that must fail, as the UI gets it.
    #[track_caller]
    pub fn err(&self, command: &str, request: Value) -> Value {
        match self.desk.rpc(command, &request.to_string()) {
            Ok(answer) => panic!("{command} {request} succeeded: {answer}"),
            Err(error) => serde_json::to_value(error).unwrap(),
        }
    }

    #[track_caller]
    pub fn add_member(&self, name: &str, email: &str) -> String {
        let fields = json!({ "name": name, "email": email });
        let added = self.ok("member.add", json!({ "fields": fields }));
        added["value"]["id"].as_str().unwrap().to_owned()
    }

    #[track_caller]
    pub fn add_course(&self, title: &str) -> String {
        let added = self.ok("course.add", json!({ "title": title }));
        added["value"]["id"].as_str().unwrap().to_owned()
    }
}

pub fn desk(data: &Path) -> Desk {
    Desk::new(Places { data: data.join("home") }, || NOW).unwrap()
}
