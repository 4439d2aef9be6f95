//! The walls of the house: who may depend on whom.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// The packages of the workspace with what they name, in any section and for any target.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--no-deps", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let name = |value: &Value| value["name"].as_str().unwrap().to_owned();
    let packages = metadata["packages"].as_array().unwrap().iter();
    packages
        .map(|package| {
            let all = package["dependencies"].as_array().unwrap();
            let shipped = all.iter().filter(|one| one["kind"].as_str() != Some("dev"));
            (name(package), shipped.map(name).collect())
        })
        .collect()
}

#[test]
fn dependencies_point_one_way() {
    let all = dependencies();
    let ours = |package: &str| -> Vec<&str> {
        let named = all.get(package).unwrap_or_else(|| panic!("no package {package}"));
        named.iter().map(String::as_str).filter(|name| all.contains_key(*name)).collect()
    };
    assert_eq!(ours("rollbook"), Vec::<&str>::new(), "the library stands alone");
    assert_eq!(ours("rollbook-api"), ["rollbook"]);
    assert_eq!(ours("rollbook-cli"), ["rollbook", "rollbook-api"]);
}

#[test]
fn only_the_shell_names_tauri() {
    for (package, named) in dependencies() {
        let names_it = named.iter().any(|name| name.contains("tauri"));
        assert_eq!(names_it, package == "rollbook-desktop", "{package} and tauri");
    }
}

#[test]
fn the_library_knows_no_clock_no_network_and_no_random_numbers() {
    let library = &dependencies()["rollbook"];
    for name in ["getrandom", "rand", "reqwest", "ureq", "tokio", "directories", "iana-time-zone"] {
        assert!(!library.contains(name), "{name} belongs to hosts");
    }
}
