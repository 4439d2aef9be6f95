//! From an event to the instant that a condition sets, on the calendar of the school.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime};

use super::rule::Condition;
use super::words::{On, Span, Unit};
use crate::time::{Zone, from_local, local};

const HOUR: i64 = 3_600_000;

impl<N> Condition<N> {
    /// The instant at which this is met for the `nth` lesson (from 0) when the event was at `event`.
    pub(super) fn met_at(&self, event: i64, nth: u32, zone: Zone) -> i64 {
        let every = self.every.map_or(Span::default(), |every| every.span);
        let spans = [(self.wait, 1), (every, nth)];
        let event_wall = local(zone, event);
        let mut wall =
            spans.iter().fold(event_wall, |wall, (span, times)| span.after(wall, *times, self.on));
        let hours: i64 = spans.iter().map(|(span, times)| span.hours(*times)).sum();
        // An hour that comes twice is two instants: the event itself knows which one it was.
        let reached = if wall == event_wall { event } else { from_local(zone, wall) };
        let mut reached = reached.saturating_add(hours.saturating_mul(HOUR));
        if self.on.is_some() || self.time.is_some() {
            if hours > 0 {
                wall = local(zone, reached);
            }
            let day = self.on.map_or(wall.date(), |on| on.not_before(wall.date()));
            let time = self.time.map_or(wall.time(), |time| time.0);
            reached = from_local(zone, day.and_time(time));
        }
        reached.max(event)
    }
}

impl Span {
    /// This span `times` times after a reading of calendar and clock; hours do not count here.
    fn after(self, wall: NaiveDateTime, times: u32, on: Option<On>) -> NaiveDateTime {
        let n = self.n.saturating_mul(times);
        let reached = match self.unit {
            Unit::Hours => Some(wall),
            Unit::Days if on == Some(On::Workdays) => {
                workdays_after(wall.date(), n).map(|day| day.and_time(wall.time()))
            }
            Unit::Days => wall.checked_add_days(Days::new(n.into())),
            Unit::Weeks => wall.checked_add_days(Days::new(u64::from(n) * 7)),
            Unit::Months => wall.checked_add_months(Months::new(n)),
        };
        let last = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX);
        reached.unwrap_or(NaiveDateTime::MAX).min(last.and_time(wall.time()))
    }

    fn hours(self, times: u32) -> i64 {
        if self.unit == Unit::Hours { i64::from(self.n) * i64::from(times) } else { 0 }
    }
}

/// The n-th working day after the first that is `day` or later.
fn workdays_after(day: NaiveDate, n: u32) -> Option<NaiveDate> {
    let first = On::Workdays.not_before(day);
    // A week has five of them, and what is beyond Friday lies beyond a weekend.
    let n = u64::from(n);
    let beyond = u64::from(first.weekday().num_days_from_monday()) + n;
    first.checked_add_days(Days::new(n + beyond / 5 * 2))
}

impl On {
    /// The first such day that is `day` or later.
    fn not_before(self, day: NaiveDate) -> NaiveDate {
        let found = match self {
            On::Weekday(weekday) => {
                let n = weekday.days_since(day.weekday());
                day.checked_add_days(Days::new(n.into()))
            }
            On::Workdays => {
                let from_monday = day.weekday().num_days_from_monday();
                let n = if from_monday < 5 { 0 } else { 7 - from_monday };
                day.checked_add_days(Days::new(n.into()))
            }
            On::DayOfMonth(wanted) => {
                let first = day.with_day(1);
                let next = first.and_then(|first| first.checked_add_months(Months::new(1)));
                [first, next]
                    .into_iter()
                    .flatten()
                    .map(|month| {
                        let last = u32::from(month.num_days_in_month());
                        month.with_day(wanted.min(last)).unwrap_or(month)
                    })
                    .find(|found| *found >= day)
            }
        };
        found.unwrap_or(day)
    }
}
