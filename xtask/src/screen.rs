//! A screen that nobody sits at: an X server, a window manager and a session bus of their own.
//!
//! The window manager is needed because keys go nowhere without one, the bus because one process
//! finds the other on it. Both get a home of their own, so that nothing of the person's is touched.
//! Everything ends when the value is dropped.

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::Failure;
use crate::shell::{command, not_started, show};

pub struct Screen {
    home: PathBuf,
    display: String,
    bus: String,
    programs: Vec<Child>,
}

impl Screen {
    /// `home` is emptied: a test begins as a new person.
    pub fn start(home: &Path) -> Result<Self, Failure> {
        let home = fresh(home).map_err(|error| format!("{}: {error}", home.display()))?;
        let mut screen =
            Self { home, display: String::new(), bus: String::new(), programs: Vec::new() };
        // The server answers its number once it accepts connections; the bus likewise its address.
        let number = screen
            .spawn_answering("Xvfb -displayfd 1 -screen 0 1440x900x24 -noreset -nolisten tcp")?;
        screen.display = format!(":{number}");
        screen.bus = screen.spawn_answering("dbus-daemon --session --nofork --print-address=1")?;
        screen.spawn("openbox", Stdio::null())?;
        let managed = wait_until(Duration::from_secs(10), || screen.has_window_manager());
        if managed { Ok(screen) } else { Err("openbox did not take the screen".into()) }
    }

    /// Makes a program run on this screen, in this home.
    pub fn put<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        for other in ["WAYLAND_DISPLAY", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"] {
            command.env_remove(other);
        }
        command
            .env("DISPLAY", &self.display)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            .env("HOME", &self.home)
            .env("XDG_RUNTIME_DIR", self.home.join("runtime"))
            .env("ROLLBOOK_HOME", self.home.join("rollbook"))
            .env("GDK_BACKEND", "x11")
            .env("LANG", "C.UTF-8")
    }

    pub fn picture(&self, path: &str) -> Result<(), Failure> {
        show(self.put(&mut command(&format!("import -window root {path}"))))
    }

    fn has_window_manager(&self) -> bool {
        let mut ask = command("xprop -root _NET_SUPPORTING_WM_CHECK");
        let answer = self.put(&mut ask).stderr(Stdio::null()).output();
        answer.is_ok_and(|answer| String::from_utf8_lossy(&answer.stdout).contains("window id"))
    }

    fn spawn(&mut self, line: &str, answers: Stdio) -> Result<Option<ChildStdout>, Failure> {
        let mut program = command(line);
        self.put(&mut program).stdin(Stdio::null()).stdout(answers).stderr(Stdio::null());
        let mut child = program.spawn().map_err(|error| not_started(&program, &error))?;
        let answers = child.stdout.take();
        self.programs.push(child);
        Ok(answers)
    }

    fn spawn_answering(&mut self, line: &str) -> Result<String, Failure> {
        let answers = self.spawn(line, Stdio::piped())?.map(BufReader::new);
        let first = answers.and_then(|answers| answers.lines().next()?.ok());
        first.filter(|line| !line.is_empty()).ok_or_else(|| format!("{line} did not come up"))
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // The last first: the window manager before the server it talks to.
        for program in self.programs.iter_mut().rev() {
            let _ = program.kill();
            let _ = program.wait();
        }
    }
}

/// Waits until `met`, looking often, but not longer than `limit`.
pub fn wait_until(limit: Duration, mut met: impl FnMut() -> bool) -> bool {
    let start = Instant::now();
    while !met() {
        if start.elapsed() > limit {
            return false;
        }
        thread::sleep(Duration::from_millis(20));
    }
    true
}

fn fresh(home: &Path) -> std::io::Result<PathBuf> {
    if home.exists() {
        fs::remove_dir_all(home)?;
    }
    let runtime = home.join("runtime");
    fs::create_dir_all(&runtime)?;
    fs::create_dir(home.join("Documents"))?;
    fs::set_permissions(&runtime, fs::Permissions::from_mode(0o700))?;
    home.canonicalize()
}
