//! The words, dates and numbers of a file, in its language.
//!
//! They live here and not with the window's words, because the import must know each of them.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

use crate::access::AccessStatus;
use crate::fields::Number;
use crate::members::Status;
use crate::time::{Zone, day_of, day_start, from_local, is_day_end, local};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub enum Locale {
    #[default]
    #[serde(rename = "en")]
    En,
    #[serde(rename = "pt-BR")]
    PtBr,
}

impl Locale {
    pub fn tag(self) -> &'static str {
        match self {
            Locale::En => "en",
            Locale::PtBr => "pt-BR",
        }
    }

    /// The language of a tag such as `pt-BR` or `en_US.UTF-8`; English for those we don't speak.
    pub fn of_tag(tag: &str) -> Self {
        let language = tag.split(['-', '_', '.']).next().unwrap_or_default();
        if language.eq_ignore_ascii_case("pt") { Locale::PtBr } else { Locale::En }
    }
}

/// When something begins or ends, as it is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Stamp {
    Day(NaiveDate),
    /// What the school's clocks show.
    Local(NaiveDateTime),
    Utc(NaiveDateTime),
}

#[derive(Clone, Copy)]
pub(super) struct Words {
    pub locale: Locale,
    pub zone: Zone,
}

impl Words {
    /// The headers in the file's language, of pairs of English and Portuguese.
    pub fn headers(self, pairs: &[(&str, &str)]) -> Vec<String> {
        let word = |(en, pt): &(&str, &str)| match self.locale {
            Locale::En => (*en).to_owned(),
            Locale::PtBr => (*pt).to_owned(),
        };
        pairs.iter().map(word).collect()
    }

    pub fn member_status(self, status: Status) -> &'static str {
        self.access_status(match status {
            Status::Active => AccessStatus::Active,
            Status::Pending => AccessStatus::Pending,
            Status::Disabled => AccessStatus::Disabled,
        })
    }

    /// Access that begins later by itself has a word of its own: read back as pending it would wait
    /// for a person.
    pub fn enrollment_status(self, status: AccessStatus, is_scheduled: bool) -> &'static str {
        match (self.locale, is_scheduled) {
            (Locale::En, true) => "Scheduled",
            (Locale::PtBr, true) => "Agendado",
            (_, false) => self.access_status(status),
        }
    }

    fn access_status(self, status: AccessStatus) -> &'static str {
        match (self.locale, status) {
            (Locale::En, AccessStatus::Active) => "Active",
            (Locale::En, AccessStatus::Pending) => "Pending",
            (Locale::En, AccessStatus::Expired) => "Expired",
            (Locale::En, AccessStatus::Disabled) => "Disabled",
            (Locale::PtBr, AccessStatus::Active) => "Ativo",
            (Locale::PtBr, AccessStatus::Pending) => "Pendente",
            (Locale::PtBr, AccessStatus::Expired) => "Expirado",
            (Locale::PtBr, AccessStatus::Disabled) => "Desativado",
        }
    }

    /// A beginning: only the day when it is the day's first instant, as a day is read back.
    pub fn from(self, at: i64) -> Stamp {
        let day = day_of(self.zone, at);
        if day_start(self.zone, day) == at { Stamp::Day(day) } else { self.instant(at) }
    }

    /// An end: only the day when it is the day's last instant. A midnight is told by its offset, or
    /// else it would be read back as the end of its day.
    pub fn until(self, at: i64) -> Stamp {
        if is_day_end(self.zone, at) {
            return Stamp::Day(day_of(self.zone, at));
        }
        match self.instant(at) {
            Stamp::Local(shown) if shown.time() == NaiveTime::MIN => utc(at),
            stamp => stamp,
        }
    }

    /// Put together by hand: a million dates are a second of reading a format again and again.
    fn day(self, day: NaiveDate) -> String {
        let (year, month, date) = (day.year(), day.month(), day.day());
        match self.locale {
            Locale::En => format!("{year:04}-{month:02}-{date:02}"),
            Locale::PtBr => format!("{date:02}/{month:02}/{year:04}"),
        }
    }

    /// What the zone's clocks show, to the second. An hour that they show twice is told by its
    /// offset, or else it would be read back as the earlier one.
    fn instant(self, at: i64) -> Stamp {
        let second = at - at.rem_euclid(1000);
        let shown = local(self.zone, second);
        if from_local(self.zone, shown) == second { Stamp::Local(shown) } else { utc(second) }
    }

    /// A day or an instant as the language writes it.
    pub fn stamp(self, stamp: Stamp) -> String {
        let (at, offset) = match stamp {
            Stamp::Day(day) => return self.day(day),
            Stamp::Local(at) => (at, ""),
            Stamp::Utc(at) => (at, "Z"),
        };
        let (hour, minute, second) = (at.hour(), at.minute(), at.second());
        format!("{} {hour:02}:{minute:02}:{second:02}{offset}", self.day(at.date()))
    }

    /// A number, so that it can be read in one way only: `1.234` could be a thousand and something.
    pub fn number(self, number: &Number) -> String {
        let zero = if number.is_ambiguous() { "0" } else { "" };
        let text = format!("{number}{zero}");
        match self.locale {
            Locale::En => text,
            Locale::PtBr => text.replace('.', ","),
        }
    }

    pub fn yes_no(self, is_yes: bool) -> &'static str {
        match (self.locale, is_yes) {
            (Locale::En, true) => "Yes",
            (Locale::En, false) => "No",
            (Locale::PtBr, true) => "Sim",
            (Locale::PtBr, false) => "Não",
        }
    }

    /// A share from 0 to 1 as a percentage with at most two decimals.
    pub fn percent(self, share: f64) -> String {
        let number = ((share * 10_000.0).round() / 100.0).to_string();
        match self.locale {
            Locale::En => format!("{number}%"),
            Locale::PtBr => format!("{}%", number.replace('.', ",")),
        }
    }
}

fn utc(at: i64) -> Stamp {
    Stamp::Utc(local(Zone::UTC, at - at.rem_euclid(1000)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{DateOrder, When, parse_when};
    use crate::time::day_end;
    use proptest::prelude::*;

    fn words(locale: Locale) -> Words {
        Words { locale, zone: Zone::parse("America/Sao_Paulo").unwrap() }
    }

    #[test]
    fn a_whole_day_is_written_as_the_day() {
        let (en, pt) = (words(Locale::En), words(Locale::PtBr));
        let day = "2026-12-31".parse().unwrap();
        let until = |words: Words, at| words.stamp(words.until(at));
        assert_eq!(until(en, day_end(en.zone, day)), "2026-12-31");
        assert_eq!(until(pt, day_end(pt.zone, day)), "31/12/2026");
        assert_eq!(pt.stamp(pt.from(day_start(pt.zone, day))), "31/12/2026");
        assert_eq!(until(en, day_start(en.zone, day)), "2026-12-31 03:00:00Z", "not the day's end");
        assert_eq!(until(pt, day_end(pt.zone, day) - 1), "31/12/2026 23:59:59");
    }

    #[test]
    fn a_share_is_a_percentage() {
        let (en, pt) = (words(Locale::En), words(Locale::PtBr));
        assert_eq!(en.percent(0.45), "45%");
        assert_eq!(en.percent(1.0), "100%");
        assert_eq!(en.percent(1.0 / 3.0), "33.33%");
        assert_eq!(pt.percent(0.125), "12,5%");
    }

    #[test]
    fn a_language_is_known_by_its_tag() {
        for (tag, locale) in
            [("pt-BR", Locale::PtBr), ("pt_PT.UTF-8", Locale::PtBr), ("de", Locale::En)]
        {
            assert_eq!(Locale::of_tag(tag), locale);
        }
        assert_eq!(serde_json::to_string(&Locale::PtBr).unwrap(), "\"pt-BR\"");
    }

    proptest! {
        /// The seconds of 2018 to 2026 and the hours in which São Paulo's clocks went back.
        #[test]
        fn an_instant_is_read_back_to_the_second(
            second in prop_oneof![
                1_514_772_000..1_767_232_800_i64,
                1_518_915_600..1_518_930_000_i64,
            ],
            is_pt in any::<bool>(),
        ) {
            let (at, words) = (second * 1000, words(if is_pt { Locale::PtBr } else { Locale::En }));
            let order = if is_pt { DateOrder::Dmy } else { DateOrder::Ymd };
            let read = |text: &str| parse_when(text, order, words.zone).unwrap();
            let from = match read(&words.stamp(words.from(at))) {
                When::Day(day) => day_start(words.zone, day),
                When::Instant(at) => at,
            };
            prop_assert_eq!(from, at);
            prop_assert_eq!(read(&words.stamp(words.until(at))), When::Instant(at));
        }
    }
}
