//! The school's settings: name, time zone, language.

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use super::{Book, By, Tx, locked};
use crate::error::{Error, Result};
use crate::journal::{Op, OpKind, Outcome};
use crate::time::Zone;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Settings {
    pub name: String,
    pub zone: Zone,
    pub locale: String,
}

/// What to change; `None` leaves a setting as it is.
#[derive(Clone, Debug, Default, Deserialize, ts_rs::TS)]
#[ts(optional_fields)]
pub struct SettingsEdit {
    pub name: Option<String>,
    pub zone: Option<String>,
    #[ts(optional, type = "Locale")]
    pub locale: Option<String>,
}

impl Book {
    pub fn edit_settings(&self, by: &By, edit: &SettingsEdit) -> Result<Outcome<()>> {
        self.write(by, Op::new(OpKind::BookSettings), |tx| apply(tx, edit))
    }

    /// Takes over settings that a write, an undo or a redo may have changed.
    pub(super) fn reload_settings(&self, connection: &Connection) -> Result<()> {
        let settings = load(connection)?;
        *locked(&self.settings) = settings;
        Ok(())
    }
}

pub(super) fn apply(tx: &Tx, edit: &SettingsEdit) -> Result<()> {
    if let Some(zone) = &edit.zone {
        Zone::parse(zone).map_err(|_| Error::InvalidZone { value: zone.clone() })?;
    }
    if edit.name.as_deref().is_some_and(|name| name.trim().is_empty()) {
        return Err(Error::MissingTitle);
    }
    let given = [("name", &edit.name), ("zone", &edit.zone), ("locale", &edit.locale)];
    for (key, value) in given {
        if let Some(value) = value {
            tx.execute(
                "INSERT INTO settings (key, value) VALUES (?1, ?2)
                 ON CONFLICT (key) DO UPDATE SET value = ?2 WHERE value <> ?2",
                params![key, value.trim()],
            )?;
        }
    }
    Ok(())
}

pub(super) fn load(connection: &Connection) -> Result<Settings> {
    let value = |key: &str| -> Result<String> {
        let mut statement = connection.prepare("SELECT value FROM settings WHERE key = ?1")?;
        let mut rows = statement.query([key])?;
        Ok(rows.next()?.map(|row| row.get(0)).transpose()?.unwrap_or_default())
    };
    Ok(Settings {
        name: value("name")?,
        zone: Zone::parse(&value("zone")?).unwrap_or(Zone::UTC),
        locale: value("locale")?,
    })
}
