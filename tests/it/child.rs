//! A test that runs in a process of its own: to be killed, to be somebody else, or to have its
//! memory measured. The child is this same binary, asked for one test that is ignored otherwise.

use std::path::Path;
use std::process::Command;

/// What a child works on.
const PATH: &str = "ROLLBOOK_TEST_PATH";

/// What stands before a word for the parent, to tell it from the words of the harness.
pub const TOLD: &str = "told: ";

/// This binary, about to run the ignored test `name` on `path`.
pub fn child(name: &str, path: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(arguments(name)).env(PATH, path);
    command
}

/// The same as the user `nobody`, whom permissions bind even where the tests are run by root.
pub fn child_as_nobody(name: &str, path: &Path) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
    command.arg(std::env::current_exe().unwrap());
    command.args(arguments(name)).env(PATH, path);
    command
}

fn arguments(name: &str) -> [&str; 5] {
    [name, "--exact", "--ignored", "--nocapture", "--test-threads=1"]
}

/// Runs a child to its end and gives what it told.
pub fn told(mut child: Command) -> String {
    let output = child.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    let word = said.lines().find_map(|line| line.strip_prefix(TOLD));
    word.unwrap_or_else(|| panic!("nothing was told: {said}")).to_owned()
}

/// In the child: tells its parent a word.
#[expect(clippy::print_stdout, reason = "standard output is how a child answers")]
pub fn tell(word: &str) {
    // The harness has said something on this line already.
    println!("\n{TOLD}{word}");
}

/// In the child: the path it was given.
pub fn given_path() -> std::path::PathBuf {
    std::env::var_os(PATH).expect("only a test starts this").into()
}

/// The most memory this process ever had in RAM, in KiB.
#[cfg(target_os = "linux")]
pub fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[cfg(unix)]
pub fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().unwrap();
    id.stdout.trim_ascii() == b"0"
}
