//! The desk that answers the UI's commands, opened before the window. So is the book the person
//! will see: by the time the page can ask for it, its first rows are at hand.
//!
//! A desk that can't be opened (a full disk, a data folder without permission) is not a reason
//! to have no window: the error is kept and answers every command, so that the UI can say in the
//! person's words what is wrong.

use std::sync::Arc;
use std::thread;

use rollbook_api::{ApiError, Desk, Places};
use serde_json::Value;
use tauri::plugin::{self, TauriPlugin};
use tauri::{AppHandle, Manager, RunEvent, Wry};

use crate::launch::Launch;
use crate::log;

/// The desk, or the error that the UI is told instead.
pub type OpenDesk = Result<Arc<Desk>, Value>;

pub fn open() -> OpenDesk {
    try_open().map(Arc::new).map_err(|error| serde_json::json!(error))
}

/// Opens the book to begin with on a thread, while the window is being made. A plugin of its own,
/// because plugins are set up before windows are, and after this process was found to be the only
/// one: a second one must not take the book from the first.
pub fn opened_ahead() -> TauriPlugin<Wry> {
    plugin::Builder::new("opened-ahead")
        .setup(|app, _| {
            if let Ok(desk) = app.state::<OpenDesk>().inner() {
                let (desk, asked) = (Arc::clone(desk), app.state::<Launch>().book());
                thread::Builder::new()
                    .name("opened-ahead".to_owned())
                    .spawn(move || desk.open_ahead(asked.as_deref()))?;
            }
            Ok(())
        })
        .build()
}

/// The book is closed with the app: what was written last moves from beside the file into it, so
/// that a book that nobody has open can be copied as one file.
pub fn on_event(app: &AppHandle, event: &RunEvent) {
    if let (RunEvent::Exit, Ok(desk)) = (event, app.state::<OpenDesk>().inner())
        && let Err(error) = desk.rpc("book.close", "{}")
    {
        tracing::error!("the book was not closed with the app: {error:?}");
    }
}

fn try_open() -> Result<Desk, ApiError> {
    let places = Places::of_this_user()?;
    log::to_folder(&places.data);
    Desk::new(places, rollbook_api::system_clock)
}
