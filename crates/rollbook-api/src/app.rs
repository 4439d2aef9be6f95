//! The app itself: its state, preferences, recent books, and jobs.

use std::path::PathBuf;

use rollbook::export::Locale;
use serde::{Deserialize, Deserializer, Serialize};
use ts_rs::TS;

use crate::books::At;
use crate::call::{Call, Nothing};
use crate::error::Result;
use crate::jobs::JobState;
use crate::kept::{Prefs, Theme};
use crate::outcome::BookInfo;
use crate::system::{system_locale, system_zone};

#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AppState {
    version: &'static str,
    book: Option<BookInfo>,
    recent: Vec<RecentBook>,
    prefs: Prefs,
    system_locale: Locale,
    system_zone: String,
    /// Where new books are proposed.
    books_folder: PathBuf,
}

#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RecentBook {
    path: PathBuf,
    name: String,
    opened_at: i64,
    /// The file is not there now; its drive may be.
    missing: bool,
}

/// What to change; an absent preference stays.
#[derive(Debug, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(optional_fields)]
pub(crate) struct ChangedPrefs {
    #[serde(deserialize_with = "given")]
    locale: Option<Option<Locale>>,
    theme: Option<Theme>,
    #[serde(deserialize_with = "given")]
    columns: Option<Option<Vec<String>>>,
    sidebar_collapsed: Option<bool>,
}

/// Tells "not given" from "given as null".
fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(from).map(Some)
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct JobId {
    #[ts(type = "Id")]
    job: String,
}

#[derive(Debug, Deserialize, TS)]
#[ts(optional_fields)]
pub(crate) struct MaybeJob {
    #[ts(optional, type = "Id")]
    pub job: Option<String>,
}

pub(crate) fn state(call: &Call, _: Nothing) -> Result<AppState> {
    let book = call.desk.book().map(|book| BookInfo::of(&book)).transpose()?;
    let kept = call.desk.kept();
    let recent = kept.recent.iter().map(|recent| RecentBook {
        path: recent.path.clone(),
        name: recent.name.clone(),
        opened_at: recent.opened_at,
        missing: !recent.path.exists(),
    });
    Ok(AppState {
        version: env!("CARGO_PKG_VERSION"),
        book,
        recent: recent.collect(),
        prefs: kept.prefs.clone(),
        system_locale: system_locale(),
        system_zone: system_zone(),
        books_folder: call.desk.places.books(),
    })
}

pub(crate) fn prefs(call: &Call, changed: ChangedPrefs) -> Result<AppState> {
    {
        let mut kept = call.desk.kept();
        let prefs = &mut kept.prefs;
        prefs.locale = changed.locale.unwrap_or(prefs.locale);
        prefs.theme = changed.theme.unwrap_or(prefs.theme);
        prefs.columns = changed.columns.unwrap_or(prefs.columns.take());
        prefs.sidebar_collapsed = changed.sidebar_collapsed.unwrap_or(prefs.sidebar_collapsed);
        kept.save(&call.desk.places)?;
    }
    state(call, Nothing {})
}

pub(crate) fn forget(call: &Call, book: At) -> Result<AppState> {
    {
        let mut kept = call.desk.kept();
        kept.forget(&book.path);
        kept.save(&call.desk.places)?;
    }
    state(call, Nothing {})
}

#[expect(clippy::unnecessary_wraps, reason = "commands have one shape")]
pub(crate) fn job_state(call: &Call, id: JobId) -> Result<Option<JobState>> {
    Ok(call.desk.jobs.state(&id.job))
}

#[expect(clippy::unnecessary_wraps, reason = "commands have one shape")]
pub(crate) fn job_cancel(call: &Call, id: JobId) -> Result<()> {
    call.desk.jobs.cancel(&id.job, call.now);
    Ok(())
}
