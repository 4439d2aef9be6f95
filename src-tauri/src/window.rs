//! The one window: where it was, what colour it has before the page paints, how it comes forward.

use tauri::plugin::TauriPlugin;
use tauri::window::Color;
use tauri::{AppHandle, Manager, Theme, WebviewWindow, Wry};
use tauri_plugin_window_state::{Builder, StateFlags};

/// The page colour of the dark theme (`ui/src/style/tokens.css`); the light one is in
/// `tauri.conf.json`.
const DARK_PAGE: Color = Color(0x14, 0x17, 0x1B, 0xFF);

/// Size, place and state survive a restart. Whether it is visible does not: a window that was
/// hidden when the process ended must not stay hidden for good.
pub fn remembered() -> TauriPlugin<Wry> {
    Builder::default()
        .with_state_flags(
            StateFlags::SIZE
                | StateFlags::POSITION
                | StateFlags::MAXIMIZED
                | StateFlags::FULLSCREEN,
        )
        .build()
}

/// Spares a person who works in the dark the white flash before the first paint.
pub fn paint_like_system(app: &AppHandle) -> tauri::Result<()> {
    match main(app) {
        Some(window) if window.theme()? == Theme::Dark => {
            window.set_background_color(Some(DARK_PAGE))
        }
        _ => Ok(()),
    }
}

pub fn raise(app: &AppHandle) {
    let Some(window) = main(app) else { return };
    let raised = window.show().and_then(|()| window.unminimize()).and_then(|()| window.set_focus());
    if let Err(error) = raised {
        tracing::warn!("the window did not come forward: {error}");
    }
}

fn main(app: &AppHandle) -> Option<WebviewWindow> {
    app.get_webview_window("main")
}
