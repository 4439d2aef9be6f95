//! From the start of the app to the first rows of a large book on the screen.
//!
//! The UI tells the shell when its first rows are painted, the shell writes the moment to a file,
//! and the start is taken just before the process is made.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::FOLDER;
use super::report::Aims;
use crate::Failure;
use crate::screen::{Screen, wait_until};
use crate::shell::not_started;

const APP: &str = "target/release/rollbook-desktop";
const FIRST_ROWS: f64 = 900.0;
/// The first start finds the files cold and is not counted.
const N_RUNS: usize = 5;

pub fn run(aims: &mut Aims, book: &Path) -> Result<(), Failure> {
    println!("\nfrom the start of the app to the first rows on the screen");
    let book = book.canonicalize().map_err(|error| format!("{}: {error}", book.display()))?;
    let screen = Screen::start(&Path::new(FOLDER).join("home"))?;
    start_once(&screen, &book)?;
    let mut took = Vec::new();
    for _ in 0..N_RUNS {
        took.push(start_once(&screen, &book)?);
    }
    took.sort_unstable();
    let median = took[N_RUNS / 2] as f64;
    println!("{:44} {median:>9.1} ms  ({} to {})", "start → first rows", took[0], took[N_RUNS - 1]);
    aims.add("start → first rows", "ms", median, FIRST_ROWS);
    Ok(())
}

/// Milliseconds from the start to the first rows.
fn start_once(screen: &Screen, book: &Path) -> Result<u128, Failure> {
    let painted = Path::new(FOLDER).join("painted");
    let _ = fs::remove_file(&painted);
    let mut app = Command::new(APP);
    screen.put(app.arg(book)).env("ROLLBOOK_PAINTED_FILE", &painted);
    app.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let start = now();
    let mut child = app.spawn().map_err(|error| not_started(&app, &error))?;
    let moment = || fs::read_to_string(&painted).ok()?.trim().parse::<u128>().ok();
    let is_painted = wait_until(Duration::from_secs(30), || moment().is_some());
    let _ = child.kill();
    let _ = child.wait();
    let moment = moment().filter(|_| is_painted);
    moment.map(|at| at.saturating_sub(start)).ok_or("the app showed no rows in 30 s".into())
}

/// The clock the app's answer is in: UTC milliseconds.
#[expect(clippy::disallowed_methods, reason = "two processes share no other clock")]
fn now() -> u128 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis()
}
