//! What the system must have before anything can be built or shown.
//!
//! On Debian and its children it is installed, saying what; elsewhere it is only named, because
//! nobody wants a stranger's build tool to guess at their package manager.

use crate::Failure;
use crate::shell::{answer, command, show};

/// The window and its page (WebKitGTK); libclang reads SQLite's header for the session extension.
pub const BUILD: &[&str] =
    &["build-essential", "pkg-config", "libwebkit2gtk-4.1-dev", "libclang-dev", "clang"];

/// A screen that nobody sits at. No desktop portal: it fails there and slows the start.
pub const SCREEN: &[&str] = &[
    "xvfb",
    "xauth",
    "openbox",
    "dbus-x11",
    "at-spi2-core",
    "imagemagick",
    "fonts-dejavu-core",
    "x11-utils",
];

/// What drives the window and the browser in tests; with GTK in Python a file is dragged onto the
/// window, and a spreadsheet opens what is exported.
pub const DRIVERS: &[&str] = &[
    "webkit2gtk-driver",
    "xdotool",
    "chromium",
    "python3-gi",
    "gir1.2-gtk-3.0",
    "libreoffice-calc-nogui",
];

/// The other systems, from here: Debian's build of Rust with its sources, mingw and wine.
#[cfg(target_os = "linux")]
pub const CROSS: &[&str] = &[
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "gcc-mingw-w64-x86-64",
    "g++-mingw-w64-x86-64",
    "wine64",
    "wine",
];

pub fn ensure(wanted: &[&[&str]]) -> Result<(), Failure> {
    if cfg!(target_os = "macos") {
        let tools = answer("xcode-select -p");
        return tools
            .map(drop)
            .ok_or("install Apple's command line tools: xcode-select --install".into());
    }
    if cfg!(windows) {
        println!(
            "needs: Visual Studio Build Tools with \"Desktop development with C++\", LLVM \
             (winget install LLVM.LLVM), and WebView2, which Windows 10 and 11 bring"
        );
        return Ok(());
    }
    let wanted: Vec<&str> = wanted.concat();
    if answer("dpkg-query --version").is_none() {
        return elsewhere(&wanted);
    }
    let missing: Vec<&str> = wanted.into_iter().filter(|package| !installed(package)).collect();
    if missing.is_empty() { Ok(()) } else { install(&missing) }
}

fn installed(package: &str) -> bool {
    answer(&format!("dpkg-query -W -f=${{db:Status-Status}} {package}"))
        .is_some_and(|status| status == "installed")
}

fn install(missing: &[&str]) -> Result<(), Failure> {
    let names = missing.join(" ");
    let sudo = match answer("id -u").as_deref() {
        Some("0") => "env",
        _ if answer("sudo -n true").is_some() => "sudo -n env",
        _ => {
            return Err(format!(
                "these packages are missing; install them and run this again:\n  \
                 sudo apt-get update && sudo apt-get install --no-install-recommends {names}"
            ));
        }
    };
    println!("installing {names}");
    let apt = format!("{sudo} DEBIAN_FRONTEND=noninteractive apt-get -q -y");
    show(&mut command(&format!("{apt} update")))?;
    show(&mut command(&format!("{apt} install --no-install-recommends {names}")))
}

/// A Linux without dpkg: the build is possible when its two libraries are there.
fn elsewhere(wanted: &[&str]) -> Result<(), Failure> {
    if answer("pkg-config --exists webkit2gtk-4.1").is_some() && answer("clang --version").is_some()
    {
        return Ok(());
    }
    Err(format!(
        "install WebKitGTK 4.1 with its headers, clang with libclang, a C compiler and pkg-config:\n  \
         Fedora: sudo dnf install webkit2gtk4.1-devel clang-devel clang gcc gcc-c++ pkgconf\n  \
         Arch:   sudo pacman -S --needed webkit2gtk-4.1 clang base-devel\n\
         The names on Debian are: {}",
        wanted.join(" ")
    ))
}
