//! From when until when access lasts.

use crate::error::{Error, Result};
use crate::time::{Zone, day_end, day_of, day_start, iso_day, parse_day};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Span {
    pub starts_at: Option<i64>,
    /// The last millisecond.
    pub expires_at: Option<i64>,
}

impl Span {
    /// From the first instant of a day of the zone to the last one of another.
    pub fn of_days(starts_on: Option<&str>, expires_on: Option<&str>, zone: Zone) -> Result<Self> {
        let day = |text: Option<&str>| text.map(parse_day).transpose();
        let span = Self {
            starts_at: day(starts_on)?.map(|day| day_start(zone, day)),
            expires_at: day(expires_on)?.map(|day| day_end(zone, day)),
        };
        span.forward(zone)
    }

    /// Refuses access that would be over before it begins.
    pub fn forward(self, zone: Zone) -> Result<Self> {
        match (self.starts_at, self.expires_at) {
            (Some(start), Some(end)) if end < start => Err(Error::EndsBeforeStart {
                starts_on: iso_day(day_of(zone, start)),
                expires_on: iso_day(day_of(zone, end)),
            }),
            _ => Ok(self),
        }
    }
}
