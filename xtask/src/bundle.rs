//! `cargo xtask bundle`: what a person installs, built for release on the system it is for.
//!
//! Tauri's own tool makes the packages. It is fetched when it is asked for, in a version that is
//! named here, because nobody needs it to work on Rollbook.

use std::env;

use crate::shell::{command, show};
use crate::{Failure, npm, packages};

const TAURI: &str = "npx --yes @tauri-apps/cli@2.12.5";

/// The kinds of package of each system. An AppImage and the installers of Windows are made with
/// programs that the tool downloads.
const KINDS: &str = if cfg!(windows) {
    "msi,nsis"
} else if cfg!(target_os = "macos") {
    "app,dmg"
} else {
    "deb,rpm,appimage"
};

/// `kinds`: some of those of this system; all of them when none is named.
pub fn run(kinds: &[&str]) -> Result<(), Failure> {
    packages::ensure(&[packages::BUILD])?;
    npm::install()?;
    let kinds = if kinds.is_empty() { KINDS.to_owned() } else { kinds.join(",") };
    // The tool builds the page and the app, in this order.
    let mut bundle = command(&format!("{TAURI} build --ci --bundles {kinds}"));
    show(&mut bundle)?;
    let built = env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned());
    println!("the packages are in {built}/release/bundle");
    Ok(())
}
