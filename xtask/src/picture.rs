//! The window on a virtual display, where there is no other: a picture of it is what remains.

use std::fs;
use std::path::Path;
use std::process::{Child, Command};
use std::time::Duration;

use crate::Failure;
use crate::screen::{Screen, wait_until};
use crate::shell::not_started;

const PICTURE: &str = "target/rollbook.png";
const PATIENCE: Duration = Duration::from_mins(1);

pub fn take(mut app: Command) -> Result<(), Failure> {
    println!("there is no display; the window opens on a virtual one");
    let home = Path::new("target/run");
    let screen = Screen::start(home)?;
    let painted = home.join("painted");
    screen.put(&mut app).env("ROLLBOOK_PAINTED_FILE", &painted);
    let mut app = Opened(app.spawn().map_err(|error| not_started(&app, &error))?);
    let is_painted = || fs::metadata(&painted).is_ok_and(|file| file.len() > 0);
    wait_until(PATIENCE, || is_painted() || app.has_ended());
    if app.has_ended() {
        return Err("the app ended before its window was painted".into());
    }
    screen.picture(PICTURE)?;
    if !is_painted() {
        return Err(format!("nothing was painted in {PATIENCE:?}; the screen is in {PICTURE}"));
    }
    println!("the window is painted; a picture of it is in {PICTURE}");
    Ok(())
}

/// The app, closed with whoever opened it.
struct Opened(Child);

impl Opened {
    fn has_ended(&mut self) -> bool {
        self.0.try_wait().is_ok_and(|status| status.is_some())
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
