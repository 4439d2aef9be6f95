//! The book a person opened from outside: an argument of this process, of a second one, or on
//! macOS an event of the Finder.
//!
//! There is one process per person and computer: a second one hands its book to the first, whose
//! window comes forward, and leaves.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use tauri::{AppHandle, Emitter, Manager, RunEvent, State};

use crate::window;

/// The event that tells the UI which book to open; its payload is the path.
const OPEN_BOOK: &str = "open-book";

/// What waits for the UI until it asks, which it does once, when it can listen to events.
enum Waiting {
    ForUi(Option<PathBuf>),
    UiListens,
}

pub struct Launch(Mutex<Waiting>);

impl Launch {
    pub fn of_this_process() -> Self {
        let folder = env::current_dir().unwrap_or_default();
        let arguments = env::args_os().skip(1).map(PathBuf::from);
        Self(Mutex::new(Waiting::ForUi(book_among(arguments, &folder))))
    }

    /// The book that waits for the UI.
    pub fn book(&self) -> Option<PathBuf> {
        match &*self.0.lock().ok()? {
            Waiting::ForUi(book) => book.clone(),
            Waiting::UiListens => None,
        }
    }
}

/// The book to begin with, told once: a page that reloads doesn't open it again.
#[tauri::command]
pub fn launch_path(launch: State<'_, Launch>) -> Option<PathBuf> {
    let mut waiting = launch.0.lock().ok()?;
    match std::mem::replace(&mut *waiting, Waiting::UiListens) {
        Waiting::ForUi(book) => book,
        Waiting::UiListens => None,
    }
}

/// A second process was started with these arguments in this folder.
pub fn second(app: &AppHandle, arguments: Vec<String>, folder: String) {
    window::raise(app);
    let arguments = arguments.into_iter().skip(1).map(PathBuf::from);
    if let Some(book) = book_among(arguments, Path::new(&folder)) {
        open(app, book);
    }
}

pub fn on_event(app: &AppHandle, event: &RunEvent) {
    #[cfg(target_os = "macos")]
    if let RunEvent::Opened { urls } = event {
        for book in urls.iter().filter_map(|url| url.to_file_path().ok()) {
            open(app, book);
        }
    }
    #[cfg(not(target_os = "macos"))]
    let _ = (app, event);
}

fn open(app: &AppHandle, book: PathBuf) {
    let launch = app.state::<Launch>();
    let Ok(mut waiting) = launch.0.lock() else { return };
    match &mut *waiting {
        Waiting::ForUi(first) => *first = Some(book),
        Waiting::UiListens => {
            if let Err(error) = app.emit(OPEN_BOOK, book) {
                tracing::error!("the page was not told of a book to open: {error}");
            }
        }
    }
}

/// The first argument that is not an option, as a full path.
fn book_among(mut arguments: impl Iterator<Item = PathBuf>, folder: &Path) -> Option<PathBuf> {
    arguments
        .find(|argument| !argument.as_os_str().as_encoded_bytes().starts_with(b"-"))
        .map(|argument| folder.join(argument))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(arguments: &[&str], expect: Option<&str>) {
        let found = book_among(arguments.iter().map(PathBuf::from), Path::new("/home/ana"));
        assert_eq!(found, expect.map(PathBuf::from), "{arguments:?}");
    }

    #[test]
    fn a_book_is_the_first_argument_that_is_no_option() {
        check(&[], None);
        check(&["--verbose"], None);
        check(&["school.rollbook"], Some("/home/ana/school.rollbook"));
        check(&["--verbose", "/srv/school.rollbook"], Some("/srv/school.rollbook"));
    }
}
