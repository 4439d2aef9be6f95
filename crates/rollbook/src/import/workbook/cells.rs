//! What a cell shows: numbers, dates and shares as the format of the cell writes them.

use chrono::{NaiveDate, NaiveTime, TimeDelta};

/// A format of more is no number that a person reads.
const MAX_MARKS: usize = 64;

/// What a number format makes of a number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Shown {
    #[default]
    Number,
    When {
        has_date: bool,
        has_time: bool,
    },
    Percent,
    /// Digits among other characters, filled from the right: `00000-000`.
    Digits(Vec<Mark>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// A digit, or a zero where there is none.
    Zero,
    /// A digit, or nothing.
    Digit,
    Literal(char),
}

impl Shown {
    /// By the number of a format that every program knows.
    pub fn by_id(id: u32) -> Self {
        match id {
            9 | 10 => Self::Percent,
            14..=17 | 27..=31 | 36 | 50..=54 | 57 | 58 => {
                Self::When { has_date: true, has_time: false }
            }
            18..=21 | 32..=35 | 45 | 47 | 55 | 56 => Self::When { has_date: false, has_time: true },
            22 => Self::When { has_date: true, has_time: true },
            _ => Self::Number,
        }
    }

    /// By the code of a format, such as `dd/mm/yyyy` or `0.0%`.
    pub fn by_code(code: &str) -> Self {
        let Some(marks) = marks(code) else { return Self::Number };
        let has = |wanted: &[char]| {
            marks.iter().any(|mark| matches!(mark, Code::Mark(mark) if wanted.contains(mark)))
        };
        if has(&['g']) || has(&['e']) && has(&['0', '#']) {
            return Self::Number;
        }
        let has_time = has(&['h', 's']);
        let has_date = has(&['d', 'y']) || has(&['m']) && !has_time;
        if has_date || has_time {
            return Self::When { has_date, has_time };
        }
        if has(&['%']) {
            return Self::Percent;
        }
        Self::digits(&marks)
    }

    fn digits(codes: &[Code]) -> Self {
        if codes.len() > MAX_MARKS {
            return Self::Number;
        }
        let mut marks = Vec::with_capacity(codes.len());
        for code in codes {
            marks.push(match code {
                Code::Mark('0') => Mark::Zero,
                Code::Mark('#') => Mark::Digit,
                // What needs no quotes to stand for itself.
                Code::Mark(char @ ('-' | '+' | '(' | ')' | ' ' | ':' | '/'))
                | Code::Literal(char) => Mark::Literal(*char),
                Code::Mark(_) => return Self::Number,
            });
        }
        let n_zeros = marks.iter().filter(|mark| **mark == Mark::Zero).count();
        if n_zeros > 1 { Self::Digits(marks) } else { Self::Number }
    }

    /// What the cell shows of a number, as it stands in the file.
    pub fn text(&self, number: &str, is_1904: bool) -> String {
        let number = number.trim();
        let digits = number.strip_prefix('-').unwrap_or(number);
        let is_whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let Some(value) = number.parse::<f64>().ok().filter(|value| value.is_finite()) else {
            return number.to_owned();
        };
        let plain_number = || if is_whole { number.to_owned() } else { plain(value) };
        match self {
            Self::Number => plain_number(),
            Self::Percent => format!("{}%", plain(value * 100.0)),
            Self::When { has_date, has_time } => {
                when(value, *has_date, *has_time, is_1904).unwrap_or_else(plain_number)
            }
            Self::Digits(marks) => {
                let number = plain_number();
                let is_whole = number.bytes().all(|byte| byte.is_ascii_digit());
                if is_whole { filled(marks, &number) } else { number }
            }
        }
    }
}

/// A character of a format that means something, or one that stands for itself.
enum Code {
    Mark(char),
    Literal(char),
}

/// The first section of a format, which is that of positive numbers; `None` for a duration.
fn marks(code: &str) -> Option<Vec<Code>> {
    let mut marks = Vec::new();
    let mut chars = code.chars();
    while let Some(char) = chars.next() {
        match char {
            ';' => break,
            '\\' => marks.extend(chars.next().map(Code::Literal)),
            '"' => marks.extend(chars.by_ref().take_while(|char| *char != '"').map(Code::Literal)),
            '[' => {
                let inside: String = chars.by_ref().take_while(|char| *char != ']').collect();
                let first = inside.chars().next().map(|char| char.to_ascii_lowercase());
                let is_same = inside.chars().all(|char| Some(char.to_ascii_lowercase()) == first);
                if matches!(first, Some('h' | 'm' | 's')) && is_same {
                    return None;
                }
            }
            // The width of a character, and what fills the cell.
            '_' | '*' => drop(chars.next()),
            '@' | '?' => return Some(vec![Code::Mark('g')]),
            other => marks.push(Code::Mark(other.to_ascii_lowercase())),
        }
    }
    Some(marks)
}

/// A number without an exponent and without the noise of binary fractions beyond the fifteen
/// digits that spreadsheets keep.
fn plain(value: f64) -> String {
    let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    // Adding zero takes the sign off a negative zero.
    (rounded + 0.0).to_string()
}

/// The day and time of a serial number: days since the end of 1899, or since 1904. LibreOffice writes
/// days before that as negative ones; Excel knows none, and shows day 0 for a cell of nothing.
fn when(value: f64, has_date: bool, has_time: bool, is_1904: bool) -> Option<String> {
    let earliest = if has_date { -693_000.0 } else { 0.0 };
    if !(earliest..3_000_000.0).contains(&value) {
        return None;
    }
    let mut days = value.floor() as i64;
    // Seconds are fractions of a day that binary numbers miss by a hair.
    let mut seconds = ((value - value.floor()) * 86_400_000.0).round() as u32 / 1000;
    if seconds == 86_400 {
        (days, seconds) = (days + 1, 0);
    }
    let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0)?;
    if !has_date && days == 0 {
        return Some(time.to_string());
    }
    let first = match (is_1904, days) {
        (true, _) => NaiveDate::from_ymd_opt(1904, 1, 1)?,
        (false, 0) => return None,
        // Excel believes that there was a 29 February 1900, which is day 60.
        (false, 1..60) => NaiveDate::from_ymd_opt(1899, 12, 31)?,
        (false, _) => NaiveDate::from_ymd_opt(1899, 12, 30)?,
    };
    let day = first.checked_add_signed(TimeDelta::try_days(days)?)?;
    Some(if has_time { format!("{day} {time}") } else { day.to_string() })
}

fn filled(marks: &[Mark], number: &str) -> String {
    let mut digits = number.chars().rev();
    let mut text: Vec<char> = Vec::with_capacity(marks.len());
    let mut n_left = marks.iter().filter(|mark| !matches!(mark, Mark::Literal(_))).count();
    for mark in marks.iter().rev() {
        if let Mark::Literal(char) = mark {
            text.push(*char);
            continue;
        }
        match (digits.next(), mark) {
            (Some(digit), _) => text.push(digit),
            (None, Mark::Zero) => text.push('0'),
            (None, _) => {}
        }
        n_left -= 1;
        if n_left == 0 {
            // Digits for which the format has no place stand before the first.
            text.extend(digits.by_ref());
        }
    }
    text.iter().rev().collect()
}

/// A date or an instant of ISO 8601, as ODS and some cells of XLSX have them.
pub(super) fn iso(text: &str, has_time: bool) -> String {
    let (day, time) = text.split_once('T').unwrap_or((text, ""));
    let time = time.split_once('.').map_or(time, |(whole, _)| whole);
    if time.is_empty() || !has_time { day.to_owned() } else { format!("{day} {time}") }
}

/// A share as a percentage.
pub(super) fn percent(number: &str) -> String {
    Shown::Percent.text(number, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(code: &str, number: &str, expect: &str) {
        assert_eq!(Shown::by_code(code).text(number, false), expect, "{number} as {code}");
    }

    #[test]
    fn numbers_are_whole_and_without_noise() {
        check("General", "5511987654321", "5511987654321");
        check("General", "12345678901234567", "12345678901234567");
        check("General", "5.5119876543210001E+12", "5511987654321");
        check("General", "0.30000000000000004", "0.3");
        check("General", "-0", "-0");
        check("#,##0.00", "1234.5", "1234.5");
        check("0", "7", "7");
        check("0.00E+00", "12", "12");
        check("@", "0012", "0012");
        check("General", "1e999", "1e999");
    }

    #[test]
    fn formats_of_digits_keep_their_zeros() {
        check("00000", "123", "00123");
        check("00000", "1234567", "1234567");
        check("00000-000", "1310100", "01310-100");
        check("\\(00\\) 00000\\-0000", "11987654321", "(11) 98765-4321");
        check("000\\.000\\.000\\-00", "1234567890", "012.345.678-90");
        check("\"+\"00", "5511", "+5511");
    }

    #[test]
    fn dates_are_what_the_cell_shows() {
        check("dd/mm/yyyy", "46387", "2026-12-31");
        check("dd/mm/yyyy", "46387.75", "2026-12-31");
        check("yyyy-mm-dd hh:mm:ss", "46387", "2026-12-31 00:00:00");
        check("yyyy-mm-dd hh:mm:ss", "46387.354166666664", "2026-12-31 08:30:00");
        check("[$-416]d \"de\" mmmm \"de\" yyyy;@", "46387.999999", "2026-12-31");
        check("d/m/yy h:mm", "46387.5", "2026-12-31 12:00:00");
        check("hh:mm", "0.25", "06:00:00");
        check("mmm-yy", "46387", "2026-12-31");
        check("[h]:mm", "1.5", "1.5");
        check("hh:mm", "-0.25", "-0.25");
        check("dd/mm/yyyy", "59", "1900-02-28");
        check("dd/mm/yyyy", "61", "1900-03-01");
        check("dd/mm/yyyy", "0", "0");
        check("dd/mm/yyyy", "-1", "1899-12-29");
        check("d/m/yy h:mm", "-349.5", "1899-01-14 12:00:00");
        check("dd/mm/yyyy", "-700000", "-700000");
        let date = Shown::When { has_date: true, has_time: false };
        assert_eq!(date.text("0", true), "1904-01-01");
        assert_eq!(date.text("-1811", true), "1899-01-15");
        assert_eq!(Shown::by_id(14), date);
    }

    #[test]
    fn shares_are_percentages() {
        check("0%", "0.45", "45%");
        check("0.0%", "0.285", "28.5%");
        check("0%", "0.29", "29%");
        check("\"%\"0", "3", "3");
    }
}
