//! `cargo xtask run`: from a fresh clone to the open window.
//!
//! Without a display a virtual one is started, and a picture of the window is what remains.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{command, show};
use crate::{Failure, npm, packages};

pub fn run(book: Option<&Path>) -> Result<(), Failure> {
    let display = has_display();
    let screen = if display { &[] } else { packages::SCREEN };
    packages::ensure(&[packages::BUILD, screen])?;
    npm::install()?;
    show(&mut command(npm::BUILD_UI))?;
    show(&mut command("cargo build --package rollbook-desktop"))?;
    let mut app = Command::new(app()?);
    app.args(book);
    #[cfg(target_os = "linux")]
    if !display {
        return crate::picture::take(app);
    }
    show(&mut app)
}

fn has_display() -> bool {
    let named = |variable| env::var_os(variable).is_some_and(|display| !display.is_empty());
    !cfg!(target_os = "linux") || named("DISPLAY") || named("WAYLAND_DISPLAY")
}

/// Cargo puts the app beside this program, wherever that is.
fn app() -> Result<PathBuf, Failure> {
    let name = format!("rollbook-desktop{}", env::consts::EXE_SUFFIX);
    env::current_exe().map(|own| own.with_file_name(name)).map_err(|error| error.to_string())
}
