//! Scores of quizzes: `80`, `80 %`, `8/10`, `0.8`, and what else stands beside them.

use super::values::{Code, parse_decimal, parse_yes_no};
use crate::text::fold;

/// The highest attempt that is believed.
const MOST_ATTEMPTS: f64 = 10_000.0;

/// What a plain number is most likely of, when a column has none larger.
pub(super) fn likely_most(largest: Option<f64>) -> u32 {
    match largest {
        Some(largest) if largest <= 1.0 => 1,
        Some(largest) if largest <= 10.0 => 10,
        _ => 100,
    }
}

/// Reads a score in whole percent. It is cut and not rounded, so that nobody passes by rounding.
pub(super) fn parse(text: &str, most: f64) -> Result<u8, Code> {
    let text = text.trim();
    let (points, most) = match (text.strip_suffix('%'), split(text)) {
        (Some(percent), _) => (number(percent)?, 100.0),
        (None, Some((points, most))) => (number(points)?, number(most)?),
        (None, None) => (number(text)?, most),
    };
    let percent = points / most * 100.0;
    // What is a whole number but for the way computers divide is that number.
    let percent = (percent + 1e-6).floor();
    if most > 0.0 && (0.0..=100.0).contains(&percent) {
        Ok(percent as u8)
    } else {
        Err(Code::BadScore)
    }
}

/// `8/10`, `8 of 10`, `8 de 10`.
fn split(text: &str) -> Option<(&str, &str)> {
    ["/", " out of ", " of ", " de "].iter().find_map(|between| text.split_once(between))
}

/// A number from 0 on.
pub(super) fn number(text: &str) -> Result<f64, Code> {
    parse_decimal(text.trim()).filter(|number| *number >= 0.0).ok_or(Code::BadScore)
}

pub(super) fn parse_passed(text: &str) -> Result<bool, Code> {
    match fold(text).as_str() {
        "passed" | "pass" | "approved" | "complete" | "completed" | "aprovado" | "aprovada"
        | "aprobado" | "aprobada" => Ok(true),
        "failed" | "fail" | "not passed" | "incomplete" | "reprovado" | "reprovada"
        | "nao aprovado" | "nao aprovada" | "reprobado" | "reprobada" | "suspenso"
        | "no aprobado" | "no aprobada" => Ok(false),
        _ => parse_yes_no(text),
    }
}

pub(super) fn parse_attempt(text: &str) -> Result<u16, Code> {
    let attempt = parse_decimal(text.trim_start_matches('#').trim());
    let is_one = |attempt: &f64| (1.0..=MOST_ATTEMPTS).contains(attempt) && attempt.fract() == 0.0;
    attempt.filter(is_one).map(|attempt| attempt as u16).ok_or(Code::BadNumber)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, most: f64, expect: Result<u8, Code>) {
        assert_eq!(parse(text, most), expect, "{text:?} of {most}");
    }

    #[test]
    fn scores_are_percent() {
        check("80", 100.0, Ok(80));
        check("80 %", 10.0, Ok(80));
        check("8/10", 100.0, Ok(80));
        check("8 de 10", 100.0, Ok(80));
        check("17 out of 20", 100.0, Ok(85));
        check("8", 10.0, Ok(80));
        check("0,57", 1.0, Ok(57));
        check("69.9", 100.0, Ok(69));
        check("2/3", 1.0, Ok(66));
        check("0", 100.0, Ok(0));
        for text in ["101", "-1", "11/10", "1/0", "0/0", "A", "", "%", "/", "8/", "nan"] {
            check(text, 100.0, Err(Code::BadScore));
        }
    }

    #[test]
    fn a_column_tells_what_its_numbers_are_of() {
        assert_eq!(
            [0.9, 1.0, 7.0, 10.0, 10.5, 95.0].map(|it| likely_most(Some(it))),
            [1, 1, 10, 10, 100, 100]
        );
        assert_eq!(likely_most(None), 100);
    }

    #[test]
    fn attempts_count_from_one() {
        assert_eq!(["1", "#2", " 3 "].map(parse_attempt), [Ok(1), Ok(2), Ok(3)]);
        for text in ["0", "-1", "1.5", "first", "99999", ""] {
            assert_eq!(parse_attempt(text), Err(Code::BadNumber), "{text:?}");
        }
    }

    #[test]
    fn passed_is_said_in_three_languages() {
        for text in ["Passed", "aprovado", "Aprobada", "yes", "1", "TRUE"] {
            assert_eq!(parse_passed(text), Ok(true), "{text:?}");
        }
        for text in ["Failed", "Reprovada", "no aprobado", "não", "0"] {
            assert_eq!(parse_passed(text), Ok(false), "{text:?}");
        }
    }
}
