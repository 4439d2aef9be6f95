//! The UI's packages and its build.

use std::fs;

use crate::Failure;
use crate::shell::{command, show};

const LOCK: &str = "package-lock.json";
/// The lock that `node_modules` was installed from.
const INSTALLED: &str = "node_modules/.installed-lock.json";

/// The lock is made on Linux and names the native packages of Linux only; elsewhere npm would take
/// it at its word and leave out those of the system it runs on, so there it resolves them anew.
const INSTALL: &str = if cfg!(target_os = "linux") {
    "npm ci --no-audit --no-fund --loglevel=error"
} else {
    "npm install --no-package-lock --no-audit --no-fund --loglevel=error"
};

/// Installs exactly what the lock names, unless that was done already.
pub fn install() -> Result<(), Failure> {
    let lock = fs::read(LOCK).map_err(|error| format!("{LOCK}: {error}"))?;
    if fs::read(INSTALLED).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    println!("installing the packages of {LOCK}");
    show(&mut command(INSTALL))?;
    fs::write(INSTALLED, lock).map_err(|error| format!("{INSTALLED}: {error}"))
}

/// The page that the desktop binary embeds, so before cargo.
pub const BUILD_UI: &str = "npm run --silent build --workspace ui";
