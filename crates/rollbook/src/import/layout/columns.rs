//! What the cells of each column look like, by which columns are mapped, shown and read.

use serde::{Deserialize, Serialize};

use super::Layout;
use crate::fields::{DecimalSign, FieldKind, Number};
use crate::import::dates::{DateOrder, Numeric, parse_when};
use crate::import::fields::{self, Field};
use crate::import::lists::Separators;
use crate::import::records::{Record, Records};
use crate::import::source::{Source, SourceError};
use crate::import::values::{Code, ProgressScale, parse_decimal, unneutralise};
use crate::members::Email;
use crate::text::fold;
use crate::time::Zone;

/// The most different values of a column that could be choices, and the longest of them, in bytes.
const MOST_CHOICES: usize = 30;
const LONGEST_CHOICE: usize = 100;

/// Longer than any number that is worth reading, in bytes.
const LONGEST_NUMBER: usize = 40;

/// How many rows the kinds of the columns are judged by, from the first on.
pub(super) const KIND_ROWS: u64 = 1000;

/// The columns of a file and what was seen in them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Columns {
    pub columns: Vec<Column>,
    /// The rows of the file without its header.
    pub n_rows: u64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Column {
    /// The header, made unique; `Column 3` where there is none.
    pub header: String,
    /// Different values from the beginning, the middle and the end of the file. None of a column
    /// of passwords.
    pub samples: Vec<String>,
    pub kind: Kind,
    /// How many of the values that were looked at are of the kind, from 0 to 1.
    pub share: f64,
    /// The rows in which the column is not blank.
    pub n_filled: u64,
    /// Whether every value is a number, and none is one of those numbers that are rather names, such
    /// as a tax number with zeros in front.
    pub is_number: bool,
    /// Whether every value can be read as a number, also one that is rather a name.
    #[serde(default)]
    pub reads_as_number: bool,
    /// How progress would be written in it, where its numbers show that.
    #[serde(default)]
    pub scale: Option<ProgressScale>,
    /// The largest of its plain numbers.
    #[serde(default)]
    pub largest: Option<f64>,
    /// The different values, when they are few.
    pub choices: Vec<String>,
    /// What stands between the values, if the column holds lists.
    pub separator: char,
}

/// What most values of a column look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Email,
    Date,
    Number,
    Percent,
    Phone,
    YesNo,
    Text,
    Empty,
}

impl Columns {
    pub fn len(&self) -> usize {
        self.columns.len()
    }

    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// The column with a header, written exactly so or, failing that, nearly so.
    pub fn position(&self, header: &str) -> Option<usize> {
        let exactly = self.headers().position(|known| known == header);
        exactly.or_else(|| {
            let folded = fold(header);
            self.headers().position(|known| fold(known) == folded)
        })
    }

    pub fn headers(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| column.header.as_str())
    }
}

impl Column {
    /// The kind a custom field of these values would have. That it should take a few choices only is
    /// for a person to say.
    pub fn looks_like(&self) -> FieldKind {
        let is_all = |kind| self.kind == kind && self.share >= 1.0;
        match () {
            () if self.is_number => FieldKind::Number,
            () if is_all(Kind::Date) => FieldKind::Date,
            () if is_all(Kind::YesNo) => FieldKind::YesNo,
            () => FieldKind::Text,
        }
    }

    /// Whether values of a kind could look so, where somebody says that they are. Of what is left of
    /// another kind in a field, none is lost if the field becomes one of text.
    pub fn may_be(&self, kind: FieldKind) -> bool {
        match kind {
            _ if self.n_filled == 0 => true,
            FieldKind::Text => true,
            FieldKind::Number => self.reads_as_number,
            FieldKind::Choice => !self.choices.is_empty(),
            FieldKind::Date | FieldKind::YesNo => self.looks_like() == kind,
        }
    }
}

impl Kind {
    /// What one value looks like.
    pub fn of(value: &str) -> Self {
        let value = value.trim();
        let is_date = |value| {
            let day_first = parse_when(value, DateOrder::Dmy, Zone::UTC);
            matches!(day_first, Ok(_) | Err(Code::AmbiguousDate))
        };
        match value {
            "" => Self::Empty,
            _ if value.contains('@') && Email::parse(value).is_ok() => Self::Email,
            _ if value.ends_with('%') && parse_progress_of_any_size(value) => Self::Percent,
            _ if parse_decimal(value).is_some() => Self::Number,
            _ if is_date(value) => Self::Date,
            _ if is_phone(value) => Self::Phone,
            _ if is_yes_or_no(value) => Self::YesNo,
            _ => Self::Text,
        }
    }
}

fn parse_progress_of_any_size(value: &str) -> bool {
    value.strip_suffix('%').is_some_and(|number| parse_decimal(number.trim_end()).is_some())
}

fn is_phone(value: &str) -> bool {
    let n_digits = value.bytes().filter(u8::is_ascii_digit).count();
    let is_of_phones =
        |byte: u8| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'(' | b')' | b' ' | b'.');
    (7..=16).contains(&n_digits) && value.bytes().all(is_of_phones)
}

fn is_yes_or_no(value: &str) -> bool {
    let words = ["yes", "no", "y", "n", "sim", "nao", "si", "true", "false", "verdadeiro", "falso"];
    words.contains(&fold(value).as_str())
}

/// What was seen of a file on the way through it.
pub(super) struct Sights {
    pub columns: Vec<Sight>,
    n_rows: u64,
}

/// What was seen of a column.
pub(super) struct Sight {
    header: String,
    is_secret: bool,
    is_progress: bool,
    n_filled: u64,
    kinds: Vec<(Kind, u64)>,
    n_dates: u64,
    n_day_first: u64,
    n_month_first: u64,
    n_undecided: u64,
    has_fraction: bool,
    has_one: bool,
    has_more_than_one: bool,
    /// Cells that are numbers, those that can't be but names, and those whose decimals follow a point
    /// and a comma.
    n_numbers: u64,
    n_names: u64,
    pub n_points: u64,
    pub n_commas: u64,
    largest: Option<f64>,
    /// As long as they are few.
    choices: Option<Vec<String>>,
    separators: Separators,
    first: Vec<String>,
    /// From the rows whose number is a power of two, so that the last two are from the middle of
    /// the file whatever its length.
    middle: Vec<String>,
}

pub(super) fn look_at_all(
    source: &Source,
    layout: &Layout,
    headers: Vec<String>,
) -> Result<Sights, SourceError> {
    let mut sights = Sights { columns: headers.into_iter().map(Sight::new).collect(), n_rows: 0 };
    let mut records = Records::open(source, layout)?;
    let (mut record, mut last) = (Record::default(), Record::default());
    while records.next(&mut record)? {
        sights.n_rows += 1;
        let n = sights.n_rows;
        let is_judged = n <= KIND_ROWS || n.is_multiple_of(1024);
        for (index, column) in sights.columns.iter_mut().enumerate().take(record.len()) {
            column.look_at(record.cell(index), is_judged, n.is_power_of_two());
        }
        std::mem::swap(&mut record, &mut last);
    }
    for (index, column) in sights.columns.iter_mut().enumerate() {
        column.finish(last.cell(index));
    }
    Ok(sights)
}

impl Sights {
    pub fn into_columns(self) -> Columns {
        let columns = self.columns.into_iter().map(Sight::into_column).collect();
        Columns { columns, n_rows: self.n_rows }
    }
}

impl Sight {
    fn new(header: String) -> Self {
        Self {
            is_secret: fields::is_password(&header),
            is_progress: matches!(
                fields::by_header(&header),
                Some((Field::Progress | Field::Viewed, _))
            ),
            header,
            n_filled: 0,
            kinds: Vec::new(),
            n_dates: 0,
            n_day_first: 0,
            n_month_first: 0,
            n_undecided: 0,
            has_fraction: false,
            has_one: false,
            has_more_than_one: false,
            n_numbers: 0,
            n_names: 0,
            n_points: 0,
            n_commas: 0,
            largest: None,
            choices: Some(Vec::new()),
            separators: Separators::default(),
            first: Vec::new(),
            middle: Vec::new(),
        }
    }

    fn look_at(&mut self, cell: &str, is_judged: bool, is_middle: bool) {
        if cell.is_empty() {
            return;
        }
        self.n_filled += 1;
        if cell.as_bytes()[0].is_ascii_digit() {
            self.look_at_date(cell);
        }
        if is_judged {
            self.count(Kind::of(cell));
            self.separators.count(cell);
        }
        if self.is_secret {
            return;
        }
        self.look_at_number(cell);
        self.look_at_choice(cell);
        if self.first.len() < 4 {
            remember(&mut self.first, cell);
        } else if is_middle {
            remember(&mut self.middle, cell);
        }
    }

    fn look_at_date(&mut self, cell: &str) {
        let Some((numeric, _)) = Numeric::read(cell) else { return };
        self.n_dates += 1;
        match numeric.day_and_month() {
            Some((13.., 1..=12)) => self.n_day_first += 1,
            Some((1..=12, 13..)) => self.n_month_first += 1,
            Some(_) => self.n_undecided += 1,
            None => match numeric.short() {
                Some([1..=12, 13..=31, _]) => self.n_month_first += 1,
                Some([13..=31, 1..=12, 32..=99]) => self.n_day_first += 1,
                Some(_) => self.n_undecided += 1,
                None => {}
            },
        }
    }

    fn look_at_number(&mut self, cell: &str) {
        let begins = cell.starts_with(|char: char| char.is_ascii_digit() || "-−'".contains(char));
        if !begins || cell.len() > LONGEST_NUMBER {
            return;
        }
        let text = unneutralise(cell);
        let decimal = parse_decimal(text);
        if let Some(number) = decimal {
            self.look_at_share(number);
        }
        if matches!(Number::read(text, None), Err(Code::BadNumber)) {
            return;
        }
        self.n_numbers += 1;
        if let Some(number) = decimal {
            self.largest = Some(self.largest.map_or(number, |largest| largest.max(number)));
        }
        let is_name = text.len() > 1 && text.bytes().all(|byte| byte.is_ascii_digit());
        self.n_names += u64::from(is_name && (text.starts_with('0') || text.len() > 10));
        match Number::sign_of(text) {
            Some(DecimalSign::Point) => self.n_points += 1,
            Some(DecimalSign::Comma) => self.n_commas += 1,
            None => {}
        }
    }

    fn look_at_choice(&mut self, cell: &str) {
        let cell = unneutralise(cell);
        let Some(choices) = &mut self.choices else { return };
        if choices.iter().any(|choice| choice == cell) {
            return;
        }
        let folded = fold(cell);
        if choices.iter().all(|choice| fold(choice) != folded) {
            choices.push(cell.to_owned());
        }
        if choices.len() > MOST_CHOICES || cell.len() > LONGEST_CHOICE {
            self.choices = None;
        }
    }

    /// Which columns are progress is for the mapping to say, and for a person.
    fn look_at_share(&mut self, number: f64) {
        if !(0.0..=1.0).contains(&number) {
            self.has_more_than_one = true;
        } else if number >= 1.0 {
            self.has_one = true;
        } else {
            self.has_fraction |= number > 0.0;
        }
    }

    fn count(&mut self, kind: Kind) {
        match self.kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += 1,
            None => self.kinds.push((kind, 1)),
        }
    }

    fn finish(&mut self, last: &str) {
        let n_middle = self.middle.len();
        for cell in self.middle.drain(n_middle.saturating_sub(2)..) {
            remember(&mut self.first, &cell);
        }
        if !last.is_empty() && !self.is_secret {
            remember(&mut self.first, last);
        }
    }

    pub fn is_mostly_dates(&self) -> bool {
        self.n_dates > 0 && self.n_dates * 2 >= self.n_filled
    }

    pub fn is_progress_in_fractions(&self) -> bool {
        self.is_progress && self.scale() == Some(ProgressScale::Fraction)
    }

    /// A column of nothing but 0 and 1 is one of "not done" and "done".
    fn scale(&self) -> Option<ProgressScale> {
        match (self.has_more_than_one, self.has_fraction) {
            (true, false) => Some(ProgressScale::Percent),
            (false, true) => Some(ProgressScale::Fraction),
            (false, false) if self.has_one => Some(ProgressScale::Fraction),
            _ => None,
        }
    }

    fn into_column(self) -> Column {
        let n_judged: u64 = self.kinds.iter().map(|(_, count)| count).sum();
        let most = self.kinds.iter().max_by_key(|(_, count)| count);
        let (kind, share) = most
            .map_or((Kind::Empty, 1.0), |(kind, count)| (*kind, *count as f64 / n_judged as f64));
        let scale = self.scale();
        let reads_as_number = self.n_filled > 0 && self.n_numbers == self.n_filled;
        Column {
            header: self.header,
            samples: self.first,
            kind,
            share,
            n_filled: self.n_filled,
            is_number: reads_as_number && self.n_names == 0,
            reads_as_number,
            scale,
            largest: self.largest,
            choices: self.choices.unwrap_or_default(),
            separator: self.separators.most(),
        }
    }
}

/// Long cells are cut, because a sample only has to be recognised.
fn remember(samples: &mut Vec<String>, cell: &str) {
    let cell = cell.char_indices().nth(200).map_or(cell, |(at, _)| &cell[..at]);
    if !samples.iter().any(|sample| sample == cell) {
        samples.push(cell.to_owned());
    }
}

/// One date that can be read in one order only decides for the file, unless another contradicts.
pub(super) fn date_order<'a>(
    columns: impl Iterator<Item = &'a Sight>,
    usual: DateOrder,
) -> (DateOrder, bool) {
    let (mut n_day_first, mut n_month_first, mut n_undecided, mut n_dates) = (0, 0, 0, 0);
    for column in columns {
        n_day_first += column.n_day_first;
        n_month_first += column.n_month_first;
        n_undecided += column.n_undecided;
        n_dates += column.n_dates;
    }
    match (n_day_first, n_month_first) {
        (0, 0) if n_undecided > 0 => (usual, false),
        (0, 0) if n_dates > 0 => (DateOrder::Ymd, true),
        (0, 0) => (usual, true),
        (_, 0) => (DateOrder::Dmy, true),
        (0, _) => (DateOrder::Mdy, true),
        (day_first, month_first) if day_first >= month_first => (DateOrder::Dmy, false),
        _ => (DateOrder::Mdy, false),
    }
}
