//! The shell: one window around the UI, and the few things only a native program can do.
//!
//! Everything a person does with a book is a command of `rollbook-api`, reached through
//! [`commands::rpc`]; no rule of the product lives here.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod commands;
mod desk;
mod dialogs;
mod launch;
mod log;
#[cfg(target_os = "macos")]
mod menu;
mod window;

use tauri::{Builder, generate_context, generate_handler};

fn main() -> tauri::Result<()> {
    let desk = desk::open();
    let builder = Builder::default()
        // First, so that a second process hands over and leaves before it has a window.
        .plugin(tauri_plugin_single_instance::init(launch::second))
        .plugin(desk::opened_ahead())
        .plugin(tauri_plugin_opener::init())
        .plugin(window::remembered())
        .manage(desk)
        .manage(dialogs::LastFolder::default())
        .manage(launch::Launch::of_this_process())
        .setup(|app| window::paint_like_system(app.handle()).map_err(Into::into))
        .invoke_handler(generate_handler![
            commands::rpc,
            commands::set_title,
            commands::reveal,
            commands::painted,
            commands::quit,
            dialogs::pick_file,
            dialogs::pick_save,
            launch::launch_path,
        ]);
    #[cfg(target_os = "macos")]
    let builder = builder.menu(menu::system);

    builder.build(generate_context!())?.run(|app, event| {
        launch::on_event(app, &event);
        desk::on_event(app, &event);
    });
    Ok(())
}
