//! What a text means as a value of a field.

use chrono::NaiveDate;

use super::{DecimalSign, FieldKind, Number, Shape};
use crate::error::Error;
use crate::import::values::parse_yes_no;
use crate::import::{Code, DateOrder, When, parse_when};
use crate::text::fold;
use crate::time::{Zone, day_of, iso_day};

pub const YES: &str = "yes";
pub const NO: &str = "no";

/// How days and numbers are written where a text comes from.
#[derive(Clone, Copy, Debug)]
pub struct Writing {
    pub dates: DateOrder,
    /// `None` reads only numbers that mean the same with either.
    pub decimal: Option<DecimalSign>,
    pub zone: Zone,
}

impl Shape {
    /// A value in the form it is kept in, if it is in that form but for case and spaces around it.
    pub fn canonical(&self, text: &str) -> Result<String, Error> {
        let text = text.trim();
        let found = match self.kind {
            FieldKind::Text => Some(text.to_owned()),
            FieldKind::Number => Number::parse(text).map(|number| number.to_string()),
            FieldKind::Date => text.parse().ok().map(|day: NaiveDate| iso_day(day)),
            FieldKind::Choice => self.choice(text).map(|at| self.choices[at].clone()),
            FieldKind::YesNo => [YES, NO].into_iter().find(|word| *word == text).map(str::to_owned),
        };
        found.ok_or_else(|| Error::BadFieldValue {
            label: self.label.clone(),
            kind: self.kind,
            value: text.to_owned(),
        })
    }

    /// A value as a person or a file writes it, in the form it is kept in.
    pub fn read(&self, text: &str, writing: Writing) -> Result<String, Code> {
        let text = text.trim();
        Ok(match self.kind {
            FieldKind::Text => text.to_owned(),
            FieldKind::Number => Number::read(text, writing.decimal)?.to_string(),
            FieldKind::Date => iso_day(match parse_when(text, writing.dates, writing.zone)? {
                When::Day(day) => day,
                When::Instant(at) => day_of(writing.zone, at),
            }),
            FieldKind::Choice => self.choices[self.choice(text).ok_or(Code::NotAChoice)?].clone(),
            FieldKind::YesNo => {
                let is_yes = parse_yes_no(text).map_err(|_| Code::BadYesNo)?;
                if is_yes { YES } else { NO }.to_owned()
            }
        })
    }

    /// Whether a kept value is one of the field's kind, and not left from another.
    pub fn fits(&self, kept: &str) -> bool {
        self.canonical(kept).is_ok_and(|canonical| canonical == kept)
    }

    /// Which choice a text means, case and accents aside.
    pub fn choice(&self, text: &str) -> Option<usize> {
        let wanted = fold(text);
        self.choices.iter().position(|choice| fold(choice) == wanted)
    }

    /// Bytes by which kept values of the field compare: as numbers, days or choices do, and what is
    /// of another kind after all of them.
    pub(crate) fn order(&self, kept: &str) -> Vec<u8> {
        const FITS: u8 = 0;
        const MISFIT: u8 = 1;
        let key = match self.kind {
            FieldKind::Text => return fold(kept).into_bytes(),
            FieldKind::Number => Number::parse(kept).map(|number| number.key()),
            FieldKind::Choice => self.choice(kept).map(|at| (at as u32).to_be_bytes().to_vec()),
            FieldKind::YesNo | FieldKind::Date => self.fits(kept).then(|| kept.as_bytes().to_vec()),
        };
        match key {
            Some(key) => [&[FITS], key.as_slice()].concat(),
            None => [&[MISFIT], fold(kept).as_bytes()].concat(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(kind: FieldKind) -> Shape {
        let choices = ["Médio", "Grande"].map(str::to_owned).into();
        Shape { kind, choices, ..Shape::text("X") }
    }

    #[track_caller]
    fn check(kind: FieldKind, text: &str, expect: Result<&str, Code>) {
        let writing =
            Writing { dates: DateOrder::Dmy, decimal: Some(DecimalSign::Comma), zone: Zone::UTC };
        let read = field(kind).read(text, writing);
        assert_eq!(read, expect.map(str::to_owned), "{text:?} as {kind}");
        if let Ok(kept) = read {
            assert!(field(kind).fits(&kept), "{kept:?} is in the form it is kept in");
        }
    }

    #[test]
    fn a_value_has_one_form() {
        check(FieldKind::Text, " a b ", Ok("a b"));
        check(FieldKind::Number, "1.234,50", Ok("1234.5"));
        check(FieldKind::Date, "31/12/2000", Ok("2000-12-31"));
        check(FieldKind::Date, "2000-12-31 23:59", Ok("2000-12-31"));
        check(FieldKind::Choice, "medio", Ok("Médio"));
        check(FieldKind::YesNo, "Sim", Ok("yes"));
        check(FieldKind::YesNo, "N", Ok("no"));
        check(FieldKind::Number, "many", Err(Code::BadNumber));
        check(FieldKind::Date, "15/01/1899", Ok("1899-01-15"));
        check(FieldKind::Date, "12/31/2000", Err(Code::AmbiguousDate));
        check(FieldKind::Choice, "Large", Err(Code::NotAChoice));
        check(FieldKind::YesNo, "perhaps", Err(Code::BadYesNo));
    }

    #[test]
    fn values_compare_as_their_kind_does_and_others_come_after() {
        let sorted = |kind, mut values: Vec<&'static str>| {
            values.sort_by_key(|value| field(kind).order(value));
            values
        };
        assert_eq!(
            sorted(FieldKind::Number, vec!["many", "10", "-2", "9.5"]),
            ["-2", "9.5", "10", "many"]
        );
        assert_eq!(
            sorted(FieldKind::Choice, vec!["XL", "Grande", "Médio"]),
            ["Médio", "Grande", "XL"]
        );
        assert_eq!(sorted(FieldKind::Text, vec!["b", "Á", "10"]), ["10", "Á", "b"]);
    }
}
