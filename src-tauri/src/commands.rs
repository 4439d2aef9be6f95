//! The commands of the shell that need no state of their own.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use tauri::ipc::{InvokeError, Response};
use tauri::{AppHandle, State, WebviewWindow, async_runtime};
use tauri_plugin_opener::OpenerExt;

use crate::desk::OpenDesk;

/// Names the file that [`painted`] writes, for whoever started the app and waits for it.
const PAINTED_FILE: &str = "ROLLBOOK_PAINTED_FILE";

/// One command of `rollbook-api`. Request and answer stay JSON text on their way through, and the
/// work is done on a thread that may block.
#[tauri::command]
pub async fn rpc(
    desk: State<'_, OpenDesk>,
    command: String,
    request: String,
) -> Result<Response, InvokeError> {
    let desk = Arc::clone(desk.as_ref().map_err(|error| InvokeError(error.clone()))?);
    let answer = async_runtime::spawn_blocking(move || desk.rpc(&command, &request))
        .await
        .map_err(failed)?;
    answer.map(Response::new).map_err(InvokeError::from)
}

#[tauri::command]
pub fn set_title(window: WebviewWindow, title: &str) -> Result<(), InvokeError> {
    window.set_title(title).map_err(failed)
}

/// Shows a file in the system's file manager.
#[tauri::command]
pub async fn reveal(app: AppHandle, path: PathBuf) -> Result<(), InvokeError> {
    async_runtime::spawn_blocking(move || app.opener().reveal_item_in_dir(path))
        .await
        .map_err(failed)?
        .map_err(failed)
}

/// The UI has the first real content of a book, or of the start page, on the screen. Writes the moment
/// (UTC milliseconds) to the file that the environment names, if it names one.
#[tauri::command]
pub fn painted(desk: State<'_, OpenDesk>) -> Result<(), InvokeError> {
    if let Ok(desk) = desk.inner() {
        desk.is_shown();
    }
    match env::var_os(PAINTED_FILE) {
        Some(path) => fs::write(path, rollbook_api::system_clock().to_string()).map_err(failed),
        None => Ok(()),
    }
}

#[tauri::command]
pub fn quit(app: AppHandle) {
    app.exit(0);
}

/// A failure of the system under the shell, in the shape of every other error the UI gets.
fn failed(error: impl std::error::Error) -> InvokeError {
    tracing::error!("{error}");
    InvokeError(serde_json::json!({ "code": "internal", "args": { "detail": error.to_string() } }))
}
