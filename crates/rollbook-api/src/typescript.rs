//! `ui/src/backend/api.ts`: the commands as the UI sees them, written from the Rust types.
//!
//! The file is committed. The test here rewrites it, and fails in CI when it was stale.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use rollbook::import::SourceError;
use rollbook::journal::OpKind;
use ts_rs::{Config, TS, TypeVisitor};

use crate::commands;
use crate::error::OWN_CODES;

const HEAD: &str = "\
// Generated from the Rust types of rollbook-api by its tests; do not edit.
// Ids are 63-bit integers, hence strings. Times are UTC milliseconds; days are \"YYYY-MM-DD\" in the
// book's zone.

";

/// Types by name, and commands in the order of their list.
pub(crate) struct Declarations {
    config: Config,
    types: BTreeMap<String, String>,
    docs: BTreeMap<String, String>,
    commands: String,
}

impl Declarations {
    pub fn command<Request: TS + 'static, Response: TS + 'static>(&mut self, name: &str) {
        self.visit::<Request>();
        self.visit::<Response>();
        let (request, response) = (Request::name(&self.config), Response::name(&self.config));
        let _ = writeln!(self.commands, "  '{name}': [{request}, {response}];");
    }

    fn declare<T: TS + 'static + ?Sized>(&mut self) -> bool {
        let name = T::ident(&self.config);
        let declaration = T::decl(&self.config);
        if let Some(known) = self.types.get(&name) {
            assert_eq!(*known, declaration, "two types are called {name}");
            return false;
        }
        let docs = T::docs().unwrap_or_default();
        self.types.insert(name.clone(), declaration);
        self.docs.insert(name, docs);
        true
    }
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // Only types that are declared somewhere have a path; arrays, options and the like don't.
        if T::output_path().is_none() || self.declare::<T>() {
            T::visit_dependencies(self);
        }
        T::visit_generics(self);
    }
}

fn file() -> String {
    let mut all = Declarations {
        config: Config::new().with_large_int("number"),
        types: BTreeMap::new(),
        docs: BTreeMap::new(),
        commands: String::new(),
    };
    commands::declare(&mut all);
    // What a rule is made of; how it is written is no shape that could be derived.
    all.visit::<rollbook::drip::Condition>();
    let mut text = HEAD.to_owned();
    let kinds: Vec<&str> = OpKind::ALL.iter().map(|kind| kind.name()).collect();
    union(&mut text, "OpKind", &kinds);
    let mut codes: Vec<&str> = [rollbook::Error::CODES, SourceError::CODES, OWN_CODES].concat();
    codes.sort_unstable();
    codes.dedup();
    union(&mut text, "ErrorCode", &codes);
    for (name, declaration) in &all.types {
        let _ = writeln!(text, "{}export {declaration}\n", all.docs[name]);
    }
    let _ = write!(
        text,
        "/** Every command: what it takes and what it answers. */\nexport interface Commands {{\n{}}}\n",
        all.commands
    );
    text
}

fn union(text: &mut String, name: &str, members: &[&str]) {
    let members: Vec<String> = members.iter().map(|member| format!("  | '{member}'")).collect();
    let _ = writeln!(text, "export type {name} =\n{};\n", members.join("\n"));
}

#[test]
fn the_uis_types_are_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/backend/api.ts");
    let wanted = file();
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    if found == wanted {
        return;
    }
    assert!(
        std::env::var_os("CI").is_none(),
        "ui/src/backend/api.ts is stale: run `cargo test -p rollbook-api` and commit it"
    );
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, wanted).unwrap();
}
