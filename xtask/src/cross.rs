//! `cargo xtask cross`: what other systems would say, asked on Debian.
//!
//! Debian ships a build of Rust with the sources of the standard library, from which the targets
//! are built that no toolchain is installed for. The whole workspace is checked for Windows and
//! macOS; the tests of the library run as Windows programs under wine. The versions of these
//! packages move on their own, so this is no part of `test`.

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{command, show};
use crate::{Failure, npm, packages};

const WINDOWS: &str = "x86_64-pc-windows-gnu";
const MACOS: &str = "x86_64-apple-darwin";

/// Rust's random numbers on Windows come from a library that this wine doesn't have yet.
const RANDOM_NUMBERS: &str = "\
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID bytes, ULONG length);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T length) {
    return SystemFunction036(bytes, (ULONG)length);
}
";

/// Type checking needs no machine code of C libraries, so an empty object stands for each of them.
const EMPTY_OBJECT: &str = r#"#!/bin/sh
while [ $# -gt 0 ]; do
  if [ "$1" = -o ]; then : > "$2"; exit 0; fi
  shift
done
"#;

/// The archive is the second word of `ar cq NAME …`.
const EMPTY_ARCHIVE: &str = "#!/bin/sh\n: > \"$2\"\n";

const BUILD_STD: &str = "-Zbuild-std=std,panic_abort,panic_unwind";

/// What a step says, and how it is done.
type Step = (&'static str, &'static str, fn(&Tools) -> Command);

const STEPS: &[Step] = &[
    ("windows", "checking the workspace for Windows", |tools| {
        tools.debian(&format!("check --workspace {BUILD_STD} --target {WINDOWS}"))
    }),
    ("wine", "running the library's tests as Windows", |tools| {
        tools.debian(&format!("test --package rollbook --lib {BUILD_STD} --target {WINDOWS}"))
    }),
    ("macos", "checking the workspace for macOS", |tools| {
        tools.for_macos(&format!("check --workspace {BUILD_STD} --target {MACOS}"))
    }),
];

/// `wanted`: names of steps; all of them when none is named.
pub fn run(wanted: &[&str]) -> Result<(), Failure> {
    let names: Vec<&str> = STEPS.iter().map(|(name, ..)| *name).collect();
    if let Some(unknown) = wanted.iter().find(|name| !names.contains(name)) {
        return Err(format!("no step {unknown}; there are: {}", names.join(" ")));
    }
    if let Err(missing) = packages::ensure(&[packages::BUILD, packages::CROSS]) {
        println!("{missing}");
        println!("not checked for other systems: the packages for it can't be had here");
        return Ok(());
    }
    npm::install()?;
    show(&mut command(npm::BUILD_UI))?;
    let folder = std::path::absolute("target/cross").map_err(|error| error.to_string())?;
    let tools = Tools::make(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for (name, says, step) in STEPS {
        if wanted.is_empty() || wanted.contains(name) {
            println!("{says}");
            show(&mut step(&tools))?;
        }
    }
    Ok(())
}

struct Tools {
    folder: PathBuf,
}

impl Tools {
    fn make(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder.join("bin"))?;
        fs::write(folder.join("prng.c"), RANDOM_NUMBERS)?;
        script(&folder.join("bin/empty-cc"), EMPTY_OBJECT)?;
        script(&folder.join("bin/empty-ar"), EMPTY_ARCHIVE)?;
        let tools = Self { folder: folder.to_owned() };
        let built = Command::new("x86_64-w64-mingw32-gcc")
            .args(["-shared", "-o", "bin/bcryptprimitives.dll", "prng.c", "-ladvapi32"])
            .current_dir(folder)
            .status()?;
        if built.success() { Ok(tools) } else { Err(io::Error::other("mingw failed")) }
    }

    /// Debian's cargo and rustc, which may build the standard library because they are told so.
    fn debian(&self, line: &str) -> Command {
        let mut cargo = command(&format!("/usr/bin/cargo {line} --ignore-rust-version"));
        cargo
            .env_remove("RUSTUP_TOOLCHAIN")
            .env_remove("CARGO")
            .env("RUSTC", "/usr/bin/rustc")
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_TARGET_DIR", &self.folder)
            .env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", "/usr/lib/wine/wine64")
            .env("WINEPREFIX", self.folder.join("wine"))
            .env("WINEPATH", self.folder.join("bin"))
            .env("WINEDEBUG", "-all");
        cargo
    }

    fn for_macos(&self, line: &str) -> Command {
        let mut cargo = self.debian(line);
        for compiler in ["CC_x86_64_apple_darwin", "CXX_x86_64_apple_darwin"] {
            cargo.env(compiler, self.folder.join("bin/empty-cc"));
        }
        cargo
            .env("AR_x86_64_apple_darwin", self.folder.join("bin/empty-ar"))
            .env("SDKROOT", &self.folder);
        cargo
    }
}

fn script(path: &Path, text: &str) -> io::Result<()> {
    fs::write(path, text)?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))
}
