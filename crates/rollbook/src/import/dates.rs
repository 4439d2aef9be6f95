//! Dates as files write them.
//!
//! Numbers can be read in two orders, and a wrong one moves somebody's access by months. The order
//! is therefore a fact about the file, decided once and shown, and a value that does not fit it is
//! a problem to be looked at, never swapped in silence.

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

use super::values::Code;
use crate::text::fold;
use crate::time::{self, Zone};

/// Which part comes first in dates made of numbers. Dates that begin with a year of four digits
/// are read the same in every order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    #[default]
    Dmy,
    Mdy,
    Ymd,
}

/// What a date says: a day of the book's zone, or an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    Day(NaiveDate),
    /// UTC milliseconds.
    Instant(i64),
}

/// Reads a date, with or without a time. A time without an offset is one of the zone's clocks. A year
/// of two digits leaves open which of the numbers it is, and is refused.
pub fn parse_when(text: &str, order: DateOrder, zone: Zone) -> Result<When, Code> {
    parse(text, order, YearDigits::Four, zone)
}

/// The same where the order is no guess: a year of two digits is then where the order has it.
pub fn parse_settled(text: &str, order: DateOrder, zone: Zone) -> Result<When, Code> {
    parse(text, order, YearDigits::TwoOrFour, zone)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum YearDigits {
    Four,
    TwoOrFour,
}

fn parse(text: &str, order: DateOrder, years: YearDigits, zone: Zone) -> Result<When, Code> {
    let (date, clock) = read(text, order, years)?;
    let Some(clock) = clock else { return Ok(When::Day(date)) };
    let local = date.and_time(clock.time);
    Ok(When::Instant(match clock.offset {
        Some(offset) => (local - offset).and_utc().timestamp_millis(),
        None => time::from_local(zone, local),
    }))
}

/// Whether a date with a time shows a midnight without an offset, as spreadsheets and scripts write
/// a day.
pub(super) fn is_midnight(text: &str, order: DateOrder) -> bool {
    let midnight = Clock { time: NaiveTime::MIN, offset: None };
    matches!(read(text, order, YearDigits::TwoOrFour), Ok((_, Some(clock))) if clock == midnight)
}

fn read(
    text: &str,
    order: DateOrder,
    years: YearDigits,
) -> Result<(NaiveDate, Option<Clock>), Code> {
    let text = text.trim();
    let (date, rest) = match Numeric::read(text) {
        Some((numeric, rest)) => (numeric.day(order, years)?, rest),
        None => written_out(text, order, years)?,
    };
    let rest = rest.trim_start_matches([',', ' ', '\u{a0}', '\u{202f}']);
    if rest.is_empty() {
        return Ok((date, None));
    }
    Ok((date, Some(Clock::read(rest).ok_or(Code::BadDate)?)))
}

/// A date of three numbers with one separator between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numeric {
    parts: [u32; 3],
    n_digits: [usize; 3],
}

impl Numeric {
    /// Reads a date off the front of a text.
    pub fn read(text: &str) -> Option<(Self, &str)> {
        let mut numeric = Self { parts: [0; 3], n_digits: [0; 3] };
        let mut rest = text;
        let mut separator = None;
        for part in 0..3 {
            if part > 0 {
                let found = rest.chars().next().filter(|char| matches!(char, '/' | '-' | '.'))?;
                if *separator.get_or_insert(found) != found {
                    return None;
                }
                rest = &rest[1..];
            }
            let n_digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            if n_digits == 0 || n_digits > 4 {
                return None;
            }
            numeric.parts[part] = rest[..n_digits].parse().ok()?;
            numeric.n_digits[part] = n_digits;
            rest = &rest[n_digits..];
        }
        // Of an address such as `10.0.0.12` the first three numbers are no date.
        let mut after = rest.chars();
        let ends = match after.next() {
            Some('T' | 't') | None => true,
            Some(char) if Some(char) == separator => {
                !after.next().is_some_and(|char| char.is_ascii_digit())
            }
            Some(char) => !char.is_alphanumeric(),
        };
        (ends && numeric.n_digits[1] <= 2).then_some((numeric, rest))
    }

    pub fn begins_with_year(self) -> bool {
        self.n_digits[0] == 4
    }

    /// Day and month in the order of the file, when the year comes last.
    pub fn day_and_month(self) -> Option<(u32, u32)> {
        let is_so = self.n_digits[0] <= 2 && self.n_digits[2] == 4;
        is_so.then_some((self.parts[0], self.parts[1]))
    }

    /// All three numbers of a date with a short year: any of the first and the last may be it.
    pub fn short(self) -> Option<[u32; 3]> {
        self.n_digits.iter().all(|n_digits| *n_digits <= 2).then_some(self.parts)
    }

    fn day(self, order: DateOrder, years: YearDigits) -> Result<NaiveDate, Code> {
        let [first, second, third] = self.parts;
        if self.begins_with_year() && self.n_digits[2] <= 2 {
            return date(first, second, third);
        }
        if self.day_and_month().is_none() {
            let is_year_short = match order {
                DateOrder::Ymd => self.n_digits[0] == 2,
                DateOrder::Dmy | DateOrder::Mdy => self.n_digits[2] == 2,
            };
            return match (self.short(), order) {
                (None, _) => Err(Code::BadDate),
                _ if years == YearDigits::Four || !is_year_short => Err(Code::AmbiguousDate),
                (_, DateOrder::Dmy) => date(full_year(third), second, first),
                (_, DateOrder::Mdy) => date(full_year(third), first, second),
                (_, DateOrder::Ymd) => date(full_year(first), second, third),
            };
        }
        let (as_dmy, as_mdy) = (date(third, second, first), date(third, first, second));
        let (asked, other) = match order {
            DateOrder::Dmy => (as_dmy, as_mdy),
            DateOrder::Mdy => (as_mdy, as_dmy),
            DateOrder::Ymd => return as_dmy.or(as_mdy).and(Err(Code::AmbiguousDate)),
        };
        asked.or(other.and(Err(Code::AmbiguousDate)))
    }
}

fn date(year: u32, month: u32, day: u32) -> Result<NaiveDate, Code> {
    let year = i32::try_from(year).ok().filter(|year| (1000..=9999).contains(year));
    year.and_then(|year| NaiveDate::from_ymd_opt(year, month, day)).ok_or(Code::BadDate)
}

/// The century of a year of two digits, as POSIX has it.
fn full_year(short: u32) -> u32 {
    if short < 69 { 2000 + short } else { 1900 + short }
}

/// A date with the month as a word: `March 5, 2024`, `5 de março de 2024`, `5-mar-2024`.
fn written_out(text: &str, order: DateOrder, years: YearDigits) -> Result<(NaiveDate, &str), Code> {
    let is_separator = |char: char| char.is_whitespace() || matches!(char, ',' | '.' | '-' | '/');
    let (mut year, mut month, mut day) = (None, None, None);
    let mut rest = text;
    while year.is_none() || month.is_none() || day.is_none() {
        rest = rest.trim_start_matches(is_separator);
        let len = rest.find(is_separator).unwrap_or(rest.len());
        let (word, after) = rest.split_at(len);
        rest = after;
        match Word::read(word)? {
            Word::Month(number) if month.is_none() => month = Some(number),
            Word::Year(number) if year.is_none() => year = Some(number),
            Word::Day(number) if day.is_none() => day = Some(number),
            // Both the day and a year of two digits would fit.
            Word::Day(number) if month.is_some() => {
                let is_two_digits = word.len() == 2 && number < 100;
                match (years, order) {
                    (YearDigits::TwoOrFour, DateOrder::Dmy | DateOrder::Mdy) if is_two_digits => {
                        year = Some(full_year(number));
                    }
                    _ => return Err(Code::AmbiguousDate),
                }
            }
            Word::Filler => {}
            _ => return Err(Code::BadDate),
        }
    }
    let (Some(year), Some(month), Some(day)) = (year, month, day) else {
        return Err(Code::BadDate);
    };
    Ok((date(year, month, day)?, rest))
}

enum Word {
    Year(u32),
    Month(u32),
    Day(u32),
    Filler,
}

impl Word {
    fn read(word: &str) -> Result<Self, Code> {
        let n_digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, suffix) = word.split_at(n_digits);
        let number = || digits.parse().map_err(|_| Code::BadDate);
        match (n_digits, suffix) {
            (4, "") => number().map(Self::Year),
            (1 | 2, "" | "st" | "nd" | "rd" | "th" | "º" | "o") => number().map(Self::Day),
            (0, _) => Self::name(&fold(word)).ok_or(Code::BadDate),
            _ => Err(Code::BadDate),
        }
    }

    fn name(word: &str) -> Option<Self> {
        Some(Self::Month(match word {
            "de" | "del" | "of" | "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun"
            | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday"
            | "sunday" => return Some(Self::Filler),
            "jan" | "january" | "janeiro" | "ene" | "enero" => 1,
            "feb" | "february" | "fev" | "fevereiro" | "febrero" => 2,
            "mar" | "march" | "marco" | "marzo" => 3,
            "apr" | "april" | "abr" | "abril" => 4,
            "may" | "mai" | "maio" | "mayo" => 5,
            "jun" | "june" | "junho" | "junio" => 6,
            "jul" | "july" | "julho" | "julio" => 7,
            "aug" | "august" | "ago" | "agosto" => 8,
            "sep" | "sept" | "september" | "set" | "setembro" | "septiembre" | "setiembre" => 9,
            "oct" | "october" | "out" | "outubro" | "octubre" => 10,
            "nov" | "november" | "novembro" | "noviembre" => 11,
            "dec" | "december" | "dez" | "dezembro" | "dic" | "diciembre" => 12,
            _ => return None,
        }))
    }
}

/// A time of day, with its offset from UTC when it gives one.
#[derive(PartialEq, Eq)]
struct Clock {
    time: NaiveTime,
    offset: Option<TimeDelta>,
}

impl Clock {
    fn read(text: &str) -> Option<Self> {
        let text = text.strip_prefix(['T', 't']).unwrap_or(text);
        let text = text.strip_prefix("at ").unwrap_or(text);
        let len = text
            .bytes()
            .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.' | b','))
            .count();
        let (numbers, rest) = text.split_at(len);
        let (half, rest) = half_of_day(rest.trim_start());
        let time = time_of_day(numbers, half)?;
        Some(Self { time, offset: offset(rest.trim_start())? })
    }
}

#[derive(Clone, Copy)]
enum Half {
    Am,
    Pm,
}

fn half_of_day(text: &str) -> (Option<Half>, &str) {
    let is_word = |char: char| char.is_ascii_alphabetic() || char == '.';
    let len = text.find(|char| !is_word(char)).unwrap_or(text.len());
    let (word, rest) = text.split_at(len);
    match word.to_ascii_lowercase().replace('.', "").as_str() {
        "am" => (Some(Half::Am), rest),
        "pm" => (Some(Half::Pm), rest),
        _ => (None, text),
    }
}

fn time_of_day(text: &str, half: Option<Half>) -> Option<NaiveTime> {
    let mut parts = text.split(':');
    let hour: u32 = parts.next()?.parse().ok()?;
    let minute: u32 = parts.next()?.parse().ok()?;
    let (second, fraction) = match parts.next() {
        None => (0, ""),
        Some(second) => match second.split_once(['.', ',']) {
            Some((second, fraction)) => (second.parse().ok()?, fraction),
            None => (second.parse().ok()?, ""),
        },
    };
    if parts.next().is_some() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let millis: u32 = format!("{fraction:0<3}")[..3].parse().ok()?;
    let hour = match half {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(Half::Am) => hour % 12,
        Some(Half::Pm) => hour % 12 + 12,
    };
    NaiveTime::from_hms_milli_opt(hour, minute, second, millis)
}

/// `None` when the text is no offset, `Some(None)` when there is no text.
#[expect(clippy::option_option, reason = "absent and wrong are two things here")]
fn offset(text: &str) -> Option<Option<TimeDelta>> {
    if text.is_empty() {
        return Some(None);
    }
    let upper = text.to_ascii_uppercase();
    let text = upper.strip_prefix("UTC").or_else(|| upper.strip_prefix("GMT")).unwrap_or(&upper);
    if text.is_empty() || text == "Z" {
        return Some(Some(TimeDelta::zero()));
    }
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let digits = digits.replace(':', "");
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes): (i64, i64) = match digits.len() {
        1 | 2 => (digits.parse().ok()?, 0),
        4 => (digits[..2].parse().ok()?, digits[2..].parse().ok()?),
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then(|| Some(TimeDelta::minutes(sign * (hours * 60 + minutes))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use DateOrder::{Dmy, Mdy, Ymd};
    use proptest::prelude::*;

    fn parse(text: &str, order: DateOrder) -> Result<String, Code> {
        let zone = Zone::parse("America/Sao_Paulo").unwrap();
        parse_when(text, order, zone).map(|when| match when {
            When::Day(day) => time::iso_day(day),
            When::Instant(ms) => format!("{}Z", time::format_local(Zone::UTC, ms)),
        })
    }

    #[track_caller]
    fn check(text: &str, order: DateOrder, expect: &str) {
        assert_eq!(parse(text, order).as_deref(), Ok(expect), "{text:?} as {order:?}");
    }

    #[track_caller]
    fn check_refused(text: &str, order: DateOrder, code: Code) {
        assert_eq!(parse(text, order), Err(code), "{text:?} as {order:?}");
    }

    #[test]
    fn a_year_in_front_is_read_the_same_in_every_order() {
        for order in [Dmy, Mdy, Ymd] {
            check("2024-03-05", order, "2024-03-05");
            check("2024/3/5", order, "2024-03-05");
            check("2024-03-05T14:02:11Z", order, "2024-03-05 14:02:11Z");
            check("2024-03-05T14:02:11.250+02:00", order, "2024-03-05 12:02:11Z");
            check("2024-03-05 14:02 -0300", order, "2024-03-05 17:02:00Z");
            check("2026-01-01 00:00:00 UTC", order, "2026-01-01 00:00:00Z");
            check("2024-03-05 14:02:11", order, "2024-03-05 17:02:11Z");
            check_refused("2024-05-31-1", order, Code::BadDate);
        }
    }

    #[test]
    fn the_order_decides_what_numbers_mean() {
        for text in ["05/03/2024", "5/3/2024", "05-03-2024", "05.03.2024"] {
            check(text, Dmy, "2024-03-05");
            check(text, Mdy, "2024-05-03");
            check_refused(text, Ymd, Code::AmbiguousDate);
        }
        check("05/03/2024 14:02", Dmy, "2024-03-05 17:02:00Z");
        check("05/03/2024, 2:02:11 PM", Mdy, "2024-05-03 17:02:11Z");
        check("05/03/2024 12:00 a.m.", Dmy, "2024-03-05 03:00:00Z");
        check("29/02/2024", Dmy, "2024-02-29");
    }

    #[test]
    fn a_date_that_contradicts_the_order_is_not_swapped() {
        check_refused("12/25/2020", Dmy, Code::AmbiguousDate);
        check_refused("25/12/2020", Mdy, Code::AmbiguousDate);
        check_refused("25/12/2020", Ymd, Code::AmbiguousDate);
    }

    #[test]
    fn dates_that_are_none_are_refused() {
        for text in ["31/31/2020", "30/02/2024", "29/02/2023", "00/01/2024", "2024-02-30", ""] {
            check_refused(text, Dmy, Code::BadDate);
        }
        for text in ["45366", "20240305", "5/3", "yesterday", "05/03.2024", "05/03/2024 25:00"] {
            check_refused(text, Dmy, Code::BadDate);
        }
        for text in ["01/01/0024", "2024-03-05 soon", "2024-03-05x", "5 foo 2024", "-"] {
            check_refused(text, Dmy, Code::BadDate);
        }
        for text in ["10.0.0.12", "1.1.1.1"] {
            check_refused(text, Dmy, Code::BadDate);
        }
    }

    #[test]
    fn years_of_two_digits_are_ambiguous() {
        check_refused("05/03/24", Dmy, Code::AmbiguousDate);
        check_refused("5 mar 24", Dmy, Code::AmbiguousDate);
    }

    #[test]
    fn years_of_two_digits_are_where_a_settled_order_has_them() {
        let read = |text: &str, order| {
            parse_settled(text, order, Zone::UTC).map(|when| match when {
                When::Day(day) => time::iso_day(day),
                When::Instant(ms) => time::format_local(Zone::UTC, ms),
            })
        };
        for (text, order, expect) in [
            ("15/8/27", Dmy, "2027-08-15"),
            ("8/15/27", Mdy, "2027-08-15"),
            ("27-08-15", Ymd, "2027-08-15"),
            ("05.03.98", Dmy, "1998-03-05"),
            ("01/02/68", Mdy, "2068-01-02"),
            ("05/03/24 14:02", Dmy, "2024-03-05 14:02:00"),
            ("5 mar 24", Dmy, "2024-03-05"),
            ("Mar 5, 24", Mdy, "2024-03-05"),
            ("05/03/2024", Dmy, "2024-03-05"),
        ] {
            assert_eq!(read(text, order).as_deref(), Ok(expect), "{text:?} as {order:?}");
        }
        assert_eq!(read("8/15/27", Dmy), Err(Code::BadDate));
        assert_eq!(read("5/3/4", Dmy), Err(Code::AmbiguousDate), "a year of one digit is none");
        assert_eq!(read("24 mar 5", Ymd), Err(Code::AmbiguousDate));
    }

    #[test]
    fn months_are_read_as_words_in_three_languages() {
        for order in [Dmy, Mdy] {
            check("March 5, 2024, 14:02:11", order, "2024-03-05 17:02:11Z");
            check("March 5, 2024", order, "2024-03-05");
            check("Mar 5th, 2024 2:02 pm", order, "2024-03-05 17:02:00Z");
            check("5 de março de 2024", order, "2024-03-05");
            check("5 mar 2024", order, "2024-03-05");
            check("5-Mar-2024", order, "2024-03-05");
            check("05 fev. 2024", order, "2024-02-05");
            check("1º de maio de 2024", order, "2024-05-01");
            check("5 de septiembre del 2024", order, "2024-09-05");
            check("Tue, 5 Mar 2024 10:00:00 GMT", order, "2024-03-05 10:00:00Z");
        }
    }

    #[test]
    fn never_is_a_date_and_so_is_the_birthday_of_somebody_long_dead() {
        check("31/12/9999", Dmy, "9999-12-31");
        check("15/01/1899", Dmy, "1899-01-15");
    }

    proptest! {
        #[test]
        fn a_day_is_read_back_in_its_order(n in -20_000..2_900_000_i32) {
            let day = NaiveDate::from_epoch_days(n).unwrap();
            for (format, order) in [
                ("%d/%m/%Y", Dmy), ("%d.%m.%Y", Dmy), ("%m/%d/%Y", Mdy), ("%Y-%m-%d", Ymd),
                ("%-d %b %Y", Mdy), ("%B %-d, %Y", Dmy),
            ] {
                let text = day.format(format).to_string();
                prop_assert_eq!(parse_when(&text, order, Zone::UTC), Ok(When::Day(day)), "{}", text);
            }
        }

        #[test]
        fn any_text_is_read_or_refused(
            text in "([0-9]{1,5}|[-/.: ,TZ+]|de|mar|UTC|pm|é|º|.){0,12}",
        ) {
            for order in [Dmy, Mdy, Ymd] {
                let in_one = parse_when(&text, order, Zone::UTC);
                if in_one.is_ok() {
                    prop_assert_eq!(parse_settled(&text, order, Zone::UTC), in_one);
                }
                if let Ok(When::Day(day)) = in_one {
                    prop_assert_eq!(parse_when(&time::iso_day(day), Ymd, Zone::UTC), in_one);
                }
            }
        }
    }
}
