//! The system's own dialogs to choose a file. Titles and kinds of file come from the UI, which
//! knows the person's language.

use std::path::PathBuf;
use std::sync::Mutex;

use rfd::{AsyncFileDialog, FileHandle};
use serde::Deserialize;
use tauri::{AppHandle, Manager, State, WebviewWindow};

/// Where the person last chose a file, so that the next dialog opens there.
#[derive(Default)]
pub struct LastFolder(Mutex<Option<PathBuf>>);

#[derive(Deserialize)]
pub struct FileFilter {
    name: String,
    extensions: Vec<String>,
}

/// Answers the path of an existing file, or nothing when the person cancels.
#[tauri::command]
pub async fn pick_file(
    window: WebviewWindow,
    last: State<'_, LastFolder>,
    title: String,
    filters: Vec<FileFilter>,
) -> Result<Option<PathBuf>, ()> {
    let picked = dialog(&window, &last, title, filters).pick_file().await;
    Ok(last.keep(picked))
}

/// Answers where to write; the dialog has asked before it answers an existing file.
#[tauri::command]
pub async fn pick_save(
    window: WebviewWindow,
    last: State<'_, LastFolder>,
    title: String,
    suggested_name: String,
    filters: Vec<FileFilter>,
) -> Result<Option<PathBuf>, ()> {
    let picked =
        dialog(&window, &last, title, filters).set_file_name(suggested_name).save_file().await;
    Ok(last.keep(picked))
}

fn dialog(
    window: &WebviewWindow,
    last: &LastFolder,
    title: String,
    filters: Vec<FileFilter>,
) -> AsyncFileDialog {
    let dialog = filters
        .into_iter()
        .fold(AsyncFileDialog::new().set_title(title).set_parent(window), |dialog, filter| {
            dialog.add_filter(filter.name, &filter.extensions)
        });
    match last.folder(window.app_handle()) {
        Some(folder) => dialog.set_directory(folder),
        None => dialog,
    }
}

impl LastFolder {
    fn folder(&self, app: &AppHandle) -> Option<PathBuf> {
        let last = self.0.lock().ok().and_then(|folder| folder.clone());
        last.or_else(|| app.path().document_dir().ok()).or_else(|| app.path().home_dir().ok())
    }

    fn keep(&self, picked: Option<FileHandle>) -> Option<PathBuf> {
        let path = picked?.path().to_owned();
        if let Ok(mut folder) = self.0.lock() {
            *folder = path.parent().map(PathBuf::from);
        }
        Some(path)
    }
}
