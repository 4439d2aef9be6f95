//! Decimal numbers as texts of digits, which are never rounded.
//!
//! `1.234` is a thousand and something where a comma marks the decimals, and one and something where
//! a point does. Which it is, is a fact about where the text comes from ([`DecimalSign`]); where
//! nobody knows, a text that can be read in two ways is not read at all.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::import::Code;

/// What stands before the decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum DecimalSign {
    Point,
    Comma,
}

/// A decimal number of any length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    is_negative: bool,
    /// Without zeros in front, but for a single one.
    whole: String,
    /// Without zeros at the end.
    fraction: String,
}

impl Number {
    /// Reads the one form numbers are kept in: `-12`, `0.5`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = match digits.split_once('.') {
            Some((_, "")) => return None,
            Some(parts) => parts,
            None => (digits, ""),
        };
        (is_digits(whole) && (fraction.is_empty() || is_digits(fraction)))
            .then(|| Self::of(text.starts_with('-'), whole, fraction))
    }

    /// Reads a number as people write it: `1.234,5`, `1 234.5`, `−3`.
    ///
    /// Without a sign, what can be read in two ways is [`Code::AmbiguousNumber`]; with one, so is
    /// what can only be read with the other.
    pub fn read(text: &str, sign: Option<DecimalSign>) -> Result<Self, Code> {
        let point = Self::written(text, DecimalSign::Point);
        let comma = Self::written(text, DecimalSign::Comma);
        match (point, comma, sign) {
            (None, None, _) => Err(Code::BadNumber),
            (Some(one), Some(other), _) if one == other => Ok(one),
            (Some(number), _, Some(DecimalSign::Point))
            | (_, Some(number), Some(DecimalSign::Comma))
            | (Some(number), None, None)
            | (None, Some(number), None) => Ok(number),
            _ => Err(Code::AmbiguousNumber),
        }
    }

    /// The sign that a text shows to stand before decimals, if it is a number that shows one.
    pub fn sign_of(text: &str) -> Option<DecimalSign> {
        let is = |sign| Self::written(text, sign).is_some();
        match (is(DecimalSign::Point), is(DecimalSign::Comma)) {
            (true, false) => Some(DecimalSign::Point),
            (false, true) => Some(DecimalSign::Comma),
            _ => None,
        }
    }

    fn written(text: &str, sign: DecimalSign) -> Option<Self> {
        let text = text.trim();
        let unsigned = text.strip_prefix(['-', '−']);
        let digits = unsigned.unwrap_or(text);
        let (decimal, grouping) = match sign {
            DecimalSign::Point => ('.', ','),
            DecimalSign::Comma => (',', '.'),
        };
        let (whole, fraction) = match digits.split_once(decimal) {
            Some((_, "")) => return None,
            Some(parts) => parts,
            None => (digits, ""),
        };
        if !fraction.is_empty() && !is_digits(fraction) {
            return None;
        }
        Some(Self::of(unsigned.is_some(), &ungrouped(whole, grouping)?, fraction))
    }

    fn of(is_negative: bool, whole: &str, fraction: &str) -> Self {
        let whole = whole.trim_start_matches('0');
        let whole = if whole.is_empty() { "0" } else { whole };
        let fraction = fraction.trim_end_matches('0');
        let is_zero = whole == "0" && fraction.is_empty();
        Self {
            is_negative: is_negative && !is_zero,
            whole: whole.to_owned(),
            fraction: fraction.to_owned(),
        }
    }

    /// Bytes that compare as the numbers do.
    pub fn key(&self) -> Vec<u8> {
        let mut key = (self.whole.len() as u32).to_be_bytes().to_vec();
        key.extend_from_slice(self.whole.as_bytes());
        key.extend_from_slice(self.fraction.as_bytes());
        // Ends below any digit, so that what has more decimals comes after.
        key.push(0);
        if self.is_negative {
            for byte in &mut key {
                *byte = !*byte;
            }
        }
        key.insert(0, u8::from(!self.is_negative));
        key
    }

    /// The number as a cell of a spreadsheet holds it, when that loses no digit.
    pub fn as_float(&self) -> Option<f64> {
        let n_digits = self.whole.len() + self.fraction.len();
        if n_digits > 15 { None } else { self.to_string().parse().ok() }
    }

    /// Whether it reads otherwise where the other sign stands before decimals: `1.234`.
    pub fn is_ambiguous(&self) -> bool {
        self.fraction.len() == 3 && self.whole.len() <= 3 && self.whole != "0"
    }
}

/// The digits of `1,234`, whose groups are of three.
fn ungrouped(whole: &str, grouping: char) -> Option<String> {
    let is_grouping = |char: char| char == grouping || " \u{a0}\u{202f}'’".contains(char);
    let Some(separator) = whole.chars().find(|char| is_grouping(*char)) else {
        return is_digits(whole).then(|| whole.to_owned());
    };
    let groups: Vec<&str> = whole.split(separator).collect();
    let (first, rest) = groups.split_first()?;
    let is_group = |group: &&str| group.len() == 3 && is_digits(group);
    let begins = is_digits(first) && first.len() <= 3 && !first.starts_with('0');
    (begins && rest.iter().all(is_group)).then(|| groups.concat())
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { is_negative, whole, fraction } = self;
        write!(f, "{}{whole}", if *is_negative { "-" } else { "" })?;
        if fraction.is_empty() { Ok(()) } else { write!(f, ".{fraction}") }
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, sign: Option<DecimalSign>, expect: Result<&str, Code>) {
        let read = Number::read(text, sign).map(|number| number.to_string());
        assert_eq!(read, expect.map(str::to_owned), "{text:?} with {sign:?}");
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        use DecimalSign::{Comma, Point};
        for (text, expect) in [
            ("18", "18"),
            ("-3", "-3"),
            ("−0,50", "-0.5"),
            ("1.234,5", "1234.5"),
            ("1,234.5", "1234.5"),
            ("1 234 567,89", "1234567.89"),
            ("1.234.567", "1234567"),
            ("12'345", "12345"),
            ("0.123", "0.123"),
            ("12.5", "12.5"),
            ("1234.567", "1234.567"),
            ("007", "7"),
            ("-0", "0"),
            ("12345678901234567890.10", "12345678901234567890.1"),
        ] {
            check(text, None, Ok(expect));
        }
        check("1.234", None, Err(Code::AmbiguousNumber));
        check("1.234", Some(Point), Ok("1.234"));
        check("1.234", Some(Comma), Ok("1234"));
        check("12.5", Some(Comma), Err(Code::AmbiguousNumber));
        check("1.234,5", Some(Point), Err(Code::AmbiguousNumber));
        for text in ["", "-", "abc", "1e5", "1,2,3", "12.34.56", "1.", ".5", "R$ 5", "1..2", "١"] {
            check(text, None, Err(Code::BadNumber));
            check(text, Some(Point), Err(Code::BadNumber));
        }
    }

    #[test]
    fn only_the_kept_form_is_parsed() {
        let kept = |text| Number::parse(text).map(|number| number.to_string());
        assert_eq!(kept("-12.50").as_deref(), Some("-12.5"));
        for text in ["1,5", "1 000", " 1", "1.", ".5", "--1", "1.2.3", "−1"] {
            assert_eq!(kept(text), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn they_compare_as_numbers_and_read_as_they_are_written(
            a in -2_000_000_i64..2_000_000,
            b in -2_000_000_i64..2_000_000,
            decimals in 0_u32..5,
        ) {
            let number = |n: i64| {
                let unit = 10_i64.pow(decimals);
                let sign = if n < 0 { "-" } else { "" };
                let text = format!(
                    "{sign}{}.{:0>width$}", n.abs() / unit, n.abs() % unit,
                    width = decimals.max(1) as usize,
                );
                Number::parse(&text).unwrap()
            };
            prop_assert_eq!(number(a).cmp(&number(b)), a.cmp(&b));
            let text = number(a).to_string();
            let again = Number::read(&text, Some(DecimalSign::Point)).unwrap();
            prop_assert_eq!(again.to_string(), text);
        }
    }
}
