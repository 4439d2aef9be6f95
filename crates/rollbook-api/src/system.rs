//! What the person's system is set to; the proposals for a new book.

use rollbook::export::Locale;
use rollbook::time::Zone;

/// The nearest language there are words for.
pub fn system_locale() -> Locale {
    Locale::of_tag(&sys_locale::get_locale().unwrap_or_default())
}

/// An IANA name; UTC where the system has none.
pub fn system_zone() -> String {
    iana_time_zone::get_timezone()
        .ok()
        .and_then(|name| Zone::parse(&name).ok())
        .unwrap_or(Zone::UTC)
        .name()
        .to_owned()
}
