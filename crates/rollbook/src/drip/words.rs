//! The words of a rule: spans of time, days, hours and moments, each a text that people type.

use std::fmt;
use std::str::FromStr;

use chrono::{NaiveDateTime, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

/// `12h`, `7d`, `2w`, `1mo`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Span {
    pub n: u32,
    pub unit: Unit,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    Hours,
    #[default]
    Days,
    Weeks,
    Months,
}

/// `monday` to `sunday`, `workdays`, or `day:15`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum On {
    Weekday(Weekday),
    /// Monday to Friday; days are then counted on them, too.
    Workdays,
    /// 1 to 31; the last day of a shorter month.
    DayOfMonth(u32),
}

/// `09:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeOfDay(pub NaiveTime);

/// `2026-03-01T09:00`, on the school's clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LocalTime(pub NaiveDateTime);

/// A text that is not what belongs in its place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{text}\" is not {what}; write it like {such_as}")]
pub struct NotA {
    pub what: &'static str,
    pub text: String,
    pub such_as: &'static str,
}

const UNITS: [(Unit, &str); 4] =
    [(Unit::Hours, "h"), (Unit::Days, "d"), (Unit::Weeks, "w"), (Unit::Months, "mo")];

/// A span stays within what a calendar holds.
const N_MAX: u32 = 9999;

impl FromStr for Span {
    type Err = NotA;

    fn from_str(text: &str) -> Result<Self, NotA> {
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let unit = UNITS.into_iter().find(|(_, letters)| *letters == &text[digits.len()..]);
        let n = digits.parse().ok().filter(|n| *n <= N_MAX);
        match (n, unit) {
            (Some(n), Some((unit, _))) => Ok(Self { n, unit }),
            _ => Err(NotA {
                what: "a span of time",
                text: text.to_owned(),
                such_as: "12h, 7d, 2w or 1mo",
            }),
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let letters = UNITS.into_iter().find(|(unit, _)| *unit == self.unit);
        write!(f, "{}{}", self.n, letters.map_or("", |(_, letters)| letters))
    }
}

const WEEKDAYS: [(Weekday, &str); 7] = [
    (Weekday::Mon, "monday"),
    (Weekday::Tue, "tuesday"),
    (Weekday::Wed, "wednesday"),
    (Weekday::Thu, "thursday"),
    (Weekday::Fri, "friday"),
    (Weekday::Sat, "saturday"),
    (Weekday::Sun, "sunday"),
];

const WORKDAYS: &str = "workdays";

impl FromStr for On {
    type Err = NotA;

    fn from_str(text: &str) -> Result<Self, NotA> {
        if text == WORKDAYS {
            return Ok(On::Workdays);
        }
        let weekday = WEEKDAYS.into_iter().find(|(_, name)| *name == text);
        let number =
            || text.strip_prefix("day:")?.parse().ok().filter(|day| (1..=31).contains(day));
        weekday
            .map(|(day, _)| On::Weekday(day))
            .or_else(|| number().map(On::DayOfMonth))
            .ok_or_else(|| NotA {
                what: "a day",
                text: text.to_owned(),
                such_as: "monday, workdays or day:15",
            })
    }
}

impl fmt::Display for On {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            On::Weekday(day) => f.write_str(WEEKDAYS[day.num_days_from_monday() as usize].1),
            On::Workdays => f.write_str(WORKDAYS),
            On::DayOfMonth(day) => write!(f, "day:{day}"),
        }
    }
}

impl FromStr for TimeOfDay {
    type Err = NotA;

    fn from_str(text: &str) -> Result<Self, NotA> {
        let time = NaiveTime::parse_from_str(text, "%H:%M").map(Self);
        time.map_err(|_| NotA { what: "a time of day", text: text.to_owned(), such_as: "09:00" })
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}", self.0.format("%H:%M"))
    }
}

impl FromStr for LocalTime {
    type Err = NotA;

    fn from_str(text: &str) -> Result<Self, NotA> {
        let at = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").map(Self);
        at.map_err(|_| NotA {
            what: "a date and time",
            text: text.to_owned(),
            such_as: "2026-03-01T09:00",
        })
    }
}

impl fmt::Display for LocalTime {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%dT%H:%M"))
    }
}

/// Lets JSON hold these as the texts they are written as.
macro_rules! written_as_text {
    ($($name:ident)*) => {$(
        impl TryFrom<String> for $name {
            type Error = NotA;

            fn try_from(text: String) -> Result<Self, NotA> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.to_string()
            }
        }
    )*};
}

written_as_text! { Span On TimeOfDay LocalTime }
