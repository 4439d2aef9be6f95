//! Days as filters name them: whole years and months, days, and days counted from today, in the
//! book's zone.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days as Count, Months, NaiveDate};

use super::keys::TODAY;
use crate::text::fold;
use crate::time::{Zone, day_of, day_start};

/// One value of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// `2026`
    Year(i32),
    /// `2026-01`
    Month(i32, u32),
    /// `2026-01-31`
    On(NaiveDate),
    /// `today`, or so many days after it, `+30d`, or before it, `-7d`.
    FromToday(i32),
}

/// A day, or those from one to another, both included and either open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Days {
    In(Day),
    Between(Option<Day>, Option<Day>),
}

/// What "now" and "today" are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    pub zone: Zone,
    pub now: i64,
}

/// The instants from one to another, the latter not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub from: i64,
    pub until: i64,
}

impl Span {
    pub const ALL: Span = Span { from: i64::MIN, until: i64::MAX };

    pub fn holds(self, at: i64) -> bool {
        (self.from..self.until).contains(&at)
    }
}

impl Days {
    pub fn is_relative(&self) -> bool {
        let is_relative = |day: &Day| matches!(day, Day::FromToday(_));
        match self {
            Days::In(day) => is_relative(day),
            Days::Between(from, to) => [from, to].into_iter().flatten().any(is_relative),
        }
    }

    pub(super) fn span(&self, clock: Clock) -> Span {
        let (from, to) = match self {
            Days::In(day) => (Some(*day), Some(*day)),
            Days::Between(from, to) => (*from, *to),
        };
        Span {
            from: from.map_or(Span::ALL.from, |day| day.span(clock).from),
            until: to.map_or(Span::ALL.until, |day| day.span(clock).until),
        }
    }
}

impl Day {
    /// From its first instant to the first after it.
    pub(super) fn span(self, clock: Clock) -> Span {
        let Clock { zone, now } = clock;
        let first = match self {
            Day::Year(year) => NaiveDate::from_ymd_opt(year, 1, 1),
            Day::Month(year, month) => NaiveDate::from_ymd_opt(year, month, 1),
            Day::On(day) => Some(day),
            Day::FromToday(days) => {
                let (today, count) = (day_of(zone, now), Count::new(days.unsigned_abs().into()));
                if days < 0 { today.checked_sub_days(count) } else { today.checked_add_days(count) }
            }
        };
        let first = first.unwrap_or(NaiveDate::MAX);
        let next = match self {
            Day::Year(_) => first.checked_add_months(Months::new(12)),
            Day::Month(..) => first.checked_add_months(Months::new(1)),
            Day::On(_) | Day::FromToday(_) => first.succ_opt(),
        };
        Span { from: day_start(zone, first), until: day_start(zone, next.unwrap_or(first)) }
    }
}

/// Days from today are at most so many: about three hundred years.
const FARTHEST: u32 = 99_999;

impl FromStr for Day {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let text = fold(text);
        if text == TODAY.0 || TODAY.1.contains(&text.as_str()) {
            return Ok(Day::FromToday(0));
        }
        if let Some(count) = text.strip_suffix('d') {
            let is_signed = count.starts_with(['+', '-']);
            let days = count.parse().ok().filter(|days: &i32| days.unsigned_abs() <= FARTHEST);
            return days.filter(|_| is_signed).map(Day::FromToday).ok_or(());
        }
        let numbers: Vec<&str> = text.split('-').collect();
        let is_number = |text: &&str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if numbers[0].len() != 4 || !numbers.iter().all(is_number) {
            return Err(());
        }
        let numbers: Vec<u32> =
            numbers.iter().map(|n| n.parse().map_err(|_| ())).collect::<Result<_, _>>()?;
        let first = |year, month, day| NaiveDate::from_ymd_opt(year as i32, month, day).ok_or(());
        match numbers[..] {
            [0, ..] => Err(()),
            [year] => Ok(Day::Year(year as i32)),
            [year, month] => first(year, month, 1).map(|day| Day::Month(day.year(), day.month())),
            [year, month, day] => first(year, month, day).map(Day::On),
            _ => Err(()),
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Day::Year(year) => write!(f, "{year:04}"),
            Day::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Day::On(day) => write!(f, "{}", day.format("%Y-%m-%d")),
            Day::FromToday(0) => f.write_str(TODAY.0),
            Day::FromToday(days) => write!(f, "{days:+}d"),
        }
    }
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Days::In(day) => day.fmt(f),
            Days::Between(from, to) => {
                from.iter().try_for_each(|day| day.fmt(f))?;
                f.write_str("..")?;
                to.iter().try_for_each(|day| day.fmt(f))
            }
        }
    }
}
