//! `cargo xtask`: what a person who works on Rollbook does every day, one command each.
//!
//! Only the standard library is used, so that the first command on a bare machine compiles in
//! seconds and can install what the rest needs.

#![expect(clippy::print_stdout, reason = "a command line talks on its standard output")]

mod bench;
mod bundle;
#[cfg(target_os = "linux")]
mod cross;
mod npm;
mod packages;
#[cfg(target_os = "linux")]
mod picture;
mod run;
#[cfg(target_os = "linux")]
mod screen;
mod shell;
mod tally;
mod test;

use std::env;
use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask run [BOOK]           set up what is missing, build the app and open it
cargo xtask test [--only STEP]…  every check and test there is; the steps are named as it goes
cargo xtask bench                time a million members, and the sqlite3 shell beside
cargo xtask cross [STEP]…        check for Windows and macOS, run the library's tests as Windows;
                                 the steps: windows wine macos
cargo xtask bundle [KIND]…       build for release and make the packages of this system";

/// What went wrong, in words for the person at the terminal.
type Failure = String;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments.as_slice() {
        ["run"] => at_root().and_then(|()| run::run(None)),
        // The book is named from where the person stands, so before we leave for the root.
        ["run", book] => std::path::absolute(book)
            .map_err(|error| format!("{book}: {error}"))
            .and_then(|book| at_root().and_then(|()| run::run(Some(&book)))),
        ["test", options @ ..] => at_root().and_then(|()| test::run(options)),
        ["bench"] => at_root().and_then(|()| bench::run()),
        ["bundle", kinds @ ..] => at_root().and_then(|()| bundle::run(kinds)),
        #[cfg(target_os = "linux")]
        ["cross", steps @ ..] => at_root().and_then(|()| cross::run(steps)),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

/// Everything else names files from the root of the repository.
fn at_root() -> Result<(), Failure> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    env::set_current_dir(root).map_err(|error| format!("{}: {error}", root.display()))
}
