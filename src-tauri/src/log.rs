//! What happened, for the person who must find out why: `rollbook.log` in the data folder.
//!
//! Panics go there with their place and backtrace, beside whatever the library traces, so that an
//! incident id shown in the window can be looked up. Nothing is sent anywhere. A log that can't be
//! written is done without: it must never keep the app from starting.

use std::backtrace::Backtrace;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::panic;
use std::path::Path;
use std::sync::Mutex;

/// Above this size the log becomes `rollbook.previous.log` at the next start.
const FULL: u64 = 1024 * 1024;

pub fn to_folder(folder: &Path) {
    if let Ok(file) = open(folder) {
        tracing_subscriber::fmt().with_ansi(false).with_writer(Mutex::new(file)).init();
    }
    let to_stderr = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        tracing::error!("{panic}\n{}", Backtrace::force_capture());
        to_stderr(panic);
    }));
}

fn open(folder: &Path) -> io::Result<File> {
    fs::create_dir_all(folder)?;
    let path = folder.join("rollbook.log");
    if fs::metadata(&path).is_ok_and(|log| log.len() > FULL) {
        fs::rename(&path, folder.join("rollbook.previous.log"))?;
    }
    OpenOptions::new().create(true).append(true).open(path)
}
