//! Instants, days and the zone between them.
//!
//! An instant is UTC milliseconds, a day is a day of the book's time zone. A grant that ends on a
//! day ends with the day's last millisecond there, which is how an expiry given as a day is told
//! from one given as an instant. No clock is read here: "now" is always an argument.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::{GapInfo, TZ_VARIANTS, Tz};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// An IANA time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone(Tz);

#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("“{0}” is not a time zone; it should read like “America/Sao_Paulo”")]
pub struct UnknownZone(pub String);

impl Zone {
    pub const UTC: Self = Self(Tz::UTC);

    /// Finds a zone by its IANA name, whatever its case.
    pub fn parse(name: &str) -> Result<Self, UnknownZone> {
        let wanted = name.trim();
        TZ_VARIANTS
            .into_iter()
            .find(|zone| zone.name().eq_ignore_ascii_case(wanted))
            .map(Self)
            .ok_or_else(|| UnknownZone(name.to_owned()))
    }

    pub fn name(self) -> &'static str {
        self.0.name()
    }
}

impl TryFrom<String> for Zone {
    type Error = UnknownZone;

    fn try_from(name: String) -> Result<Self, UnknownZone> {
        Self::parse(&name)
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.name().to_owned()
    }
}

impl std::fmt::Display for Zone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// Reads a day as the commands carry it, `YYYY-MM-DD`.
pub fn parse_day(text: &str) -> crate::error::Result<NaiveDate> {
    NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d")
        .map_err(|_| crate::error::Error::InvalidDay { value: text.to_owned() })
}

/// The first instant of a day. Where clocks skip midnight, that is the moment after the gap.
pub fn day_start(zone: Zone, day: NaiveDate) -> i64 {
    from_local(zone, day.and_time(NaiveTime::MIN))
}

/// The last millisecond of a day.
pub fn day_end(zone: Zone, day: NaiveDate) -> i64 {
    let next = day.succ_opt().unwrap_or(day);
    day_start(zone, next) - 1
}

/// The day on which an instant falls.
pub fn day_of(zone: Zone, ms: i64) -> NaiveDate {
    local(zone, ms).date()
}

/// Whether an instant is the last millisecond of its day, so that it stands for the whole day.
pub fn is_day_end(zone: Zone, ms: i64) -> bool {
    day_end(zone, day_of(zone, ms)) == ms
}

/// What a clock on the wall shows at an instant. Instants outside the years 1 to 9999 count as
/// the nearest one inside.
pub fn local(zone: Zone, ms: i64) -> NaiveDateTime {
    zone.0.from_utc_datetime(&utc(ms).naive_utc()).naive_local()
}

/// The instant at which a clock on the wall shows `local`: the earlier one when clocks show it
/// twice, the first one after the gap when they skip it.
pub fn from_local(zone: Zone, local: NaiveDateTime) -> i64 {
    let instant = zone.0.from_local_datetime(&local).earliest();
    let after_gap = || GapInfo::new(&local, &zone.0).and_then(|gap| gap.end);
    instant
        .or_else(after_gap)
        .map_or_else(|| local.and_utc().timestamp_millis(), |instant| instant.timestamp_millis())
}

/// A day as `2026-01-31`.
pub fn iso_day(day: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// An instant as `2026-01-31 14:05:00` on the zone's clocks.
pub fn format_local(zone: Zone, ms: i64) -> String {
    local(zone, ms).format("%Y-%m-%d %H:%M:%S").to_string()
}

/// An instant as `2026-01-31T14:05:00-03:00`, by which it can be read anywhere.
pub fn iso_instant(zone: Zone, ms: i64) -> String {
    zone.0.from_utc_datetime(&utc(ms).naive_utc()).format("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// Reads an instant as [`iso_instant`] writes it, or as the zone's clocks show it, to the minute or
/// the second (`2026-01-31T14:05`), or the beginning of a day.
pub fn parse_instant(zone: Zone, text: &str) -> Option<i64> {
    let text = text.trim();
    if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
        return Some(instant.timestamp_millis());
    }
    let formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"];
    let mut shown = formats.iter().filter_map(|it| NaiveDateTime::parse_from_str(text, it).ok());
    shown
        .next()
        .map(|local| from_local(zone, local))
        .or_else(|| parse_day(text).ok().map(|day| day_start(zone, day)))
}

/// Keeps instants where every calendar can show them; a day of slack lets each zone have its
/// 31 December 9999, which some platforms write for "never".
fn utc(ms: i64) -> DateTime<Utc> {
    let day = TimeDelta::days(1).num_milliseconds();
    let ms = ms.clamp(-62_135_596_800_000 - day, 253_402_300_799_999 + day);
    DateTime::from_timestamp_millis(ms).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> Zone {
        Zone::parse(name).unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn instant(text: &str) -> i64 {
        text.parse::<DateTime<Utc>>().unwrap().timestamp_millis()
    }

    #[track_caller]
    fn check_day(zone_name: &str, iso: &str, start: &str, next_start: &str) {
        let (zone, day) = (zone(zone_name), day(iso));
        assert_eq!(day_start(zone, day), instant(start), "start of {iso} in {zone_name}");
        assert_eq!(day_end(zone, day), instant(next_start) - 1, "end of {iso} in {zone_name}");
        assert_eq!(day_of(zone, day_start(zone, day)), day);
        assert_eq!(day_of(zone, day_end(zone, day)), day);
        assert!(is_day_end(zone, day_end(zone, day)));
        assert!(!is_day_end(zone, day_start(zone, day)));
    }

    #[test]
    fn a_day_is_a_day_of_the_zone() {
        check_day("UTC", "2026-01-31", "2026-01-31T00:00:00Z", "2026-02-01T00:00:00Z");
        check_day(
            "America/Sao_Paulo",
            "2026-12-31",
            "2026-12-31T03:00:00Z",
            "2027-01-01T03:00:00Z",
        );
        check_day("Asia/Kolkata", "2024-02-29", "2024-02-28T18:30:00Z", "2024-02-29T18:30:00Z");
    }

    #[test]
    fn a_day_whose_midnight_is_skipped_begins_after_the_gap() {
        let clocks_forward = "2018-11-04";
        check_day(
            "America/Sao_Paulo",
            clocks_forward,
            "2018-11-04T03:00:00Z",
            "2018-11-05T02:00:00Z",
        );
        let first = local(zone("America/Sao_Paulo"), instant("2018-11-04T03:00:00Z"));
        assert_eq!(first.to_string(), "2018-11-04 01:00:00");
    }

    #[test]
    fn a_day_whose_last_hour_comes_twice_has_25_hours() {
        check_day(
            "America/Sao_Paulo",
            "2018-02-17",
            "2018-02-17T02:00:00Z",
            "2018-02-18T03:00:00Z",
        );
    }

    #[test]
    fn an_hour_shown_twice_is_the_earlier_one() {
        let zone = zone("Europe/Lisbon");
        let twice = day("2026-10-25").and_hms_opt(1, 30, 0).unwrap();
        assert_eq!(from_local(zone, twice), instant("2026-10-25T00:30:00Z"));
        let skipped = day("2026-03-29").and_hms_opt(1, 30, 0).unwrap();
        assert_eq!(from_local(zone, skipped), instant("2026-03-29T01:00:00Z"));
    }

    #[test]
    fn instants_are_shown_on_the_zones_clocks() {
        let noon = instant("2026-07-01T12:00:00Z");
        assert_eq!(format_local(zone("Asia/Tokyo"), noon), "2026-07-01 21:00:00");
        assert_eq!(iso_day(day_of(zone("Asia/Tokyo"), noon)), "2026-07-01");
    }

    #[test]
    fn an_instant_is_read_as_it_is_written_or_as_clocks_show_it() {
        let zone = zone("America/Sao_Paulo");
        let noon = instant("2026-07-01T12:00:00Z");
        assert_eq!(iso_instant(zone, noon), "2026-07-01T09:00:00-03:00");
        for text in ["2026-07-01T09:00:00-03:00", "2026-07-01T09:00", "2026-07-01T12:00:00Z"] {
            assert_eq!(parse_instant(zone, text), Some(noon), "{text}");
        }
        assert_eq!(parse_instant(zone, "2026-07-01"), Some(instant("2026-07-01T03:00:00Z")));
        assert_eq!(parse_instant(zone, "1 July"), None);
    }

    #[test]
    fn the_ends_of_time_do_not_panic() {
        check_day("UTC", "9999-12-31", "9999-12-31T00:00:00Z", "+10000-01-01T00:00:00Z");
        assert_eq!(local(zone("Asia/Tokyo"), i64::MAX).and_utc().timestamp() / 31_556_952, 8030);
        assert_eq!(iso_day(day_of(zone("America/Sao_Paulo"), i64::MIN)), "0000-12-30");
    }

    #[test]
    fn zones_are_known_by_their_iana_name() {
        assert_eq!(zone("america/sao_paulo").name(), "America/Sao_Paulo");
        assert_eq!(Zone::parse("Brasília"), Err(UnknownZone("Brasília".into())));
        let json = serde_json::to_string(&zone("Asia/Tokyo")).unwrap();
        assert_eq!(json, "\"Asia/Tokyo\"");
        assert_eq!(serde_json::from_str::<Zone>(&json).unwrap(), zone("Asia/Tokyo"));
    }
}
