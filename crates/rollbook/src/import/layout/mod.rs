//! How a file is read: encoding, delimiter, quote, header row, date order.
//!
//! A layout is one value that is detected, shown, edited, remembered and applied. Detection reads
//! the whole file, because the order of dates is only known when every row has been asked.

mod columns;
mod dialect;
mod head;
#[cfg(test)]
mod tests;

use encoding_rs::Encoding;
use serde::{Deserialize, Serialize};

pub use self::columns::{Column, Columns, Kind};
use self::columns::{Sight, date_order, look_at_all};
pub(super) use self::dialect::OF_SHEETS;
use self::dialect::{detect_dialect, detect_sheet};
use self::head::Head;
pub(super) use self::head::numbered;

pub use super::dates::DateOrder;
use super::encoding;
use super::origins::Origin;
use super::source::{Part, Source, SourceError};
use super::values::ProgressScale;
use crate::fields::DecimalSign;

/// The most columns a file may have.
pub const MAX_COLUMNS: usize = 500;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct Layout {
    /// The encoding's name on the web, such as `UTF-8` or `windows-1252`.
    pub encoding: String,
    #[serde(with = "one_char")]
    #[ts(type = "string")]
    pub delimiter: u8,
    #[serde(with = "one_char")]
    #[ts(type = "string")]
    pub quote: u8,
    /// The sheet of a workbook.
    #[serde(default)]
    pub sheet: Option<String>,
    /// Whether only this sheet looks like a list. If not, it is a guess to be confirmed.
    #[serde(default = "certain")]
    pub sheet_certain: bool,
    /// How many rows stand above the header, or above the first row: a title, a date, a note.
    #[serde(default)]
    pub rows_above: u32,
    pub has_header: bool,
    /// The key of the [`Origin`] it is recognised as.
    #[serde(default)]
    #[ts(skip)]
    pub origin: Option<String>,
    pub date_order: DateOrder,
    /// Whether the file itself shows its date order. If not, the order is a guess to be confirmed.
    pub date_order_certain: bool,
    #[ts(optional, as = "Option<ProgressScale>")]
    pub progress_scale: ProgressScale,
    /// What stands before decimals; `null` where the file shows nothing of it.
    #[serde(default)]
    pub decimal: Option<DecimalSign>,
}

/// What is known before looking. Every hint overrules what the file looks like.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(optional_fields)]
pub struct LayoutHints {
    /// Any name of an encoding.
    pub encoding: Option<String>,
    #[serde(with = "one_char::optional")]
    #[ts(optional, type = "string")]
    pub delimiter: Option<u8>,
    #[serde(with = "one_char::optional")]
    #[ts(optional, type = "string")]
    pub quote: Option<u8>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    pub has_header: Option<bool>,
    pub date_order: Option<DateOrder>,
    pub progress_scale: Option<ProgressScale>,
    pub decimal: Option<DecimalSign>,
    /// The order of dates where the book is at home, for files that leave it open.
    pub usual_date_order: Option<DateOrder>,
}

impl Layout {
    /// Finds out how a source is read and what its columns are.
    pub fn detect(source: &Source, hints: &LayoutHints) -> Result<(Self, Columns), SourceError> {
        let encoding = match &hints.encoding {
            Some(label) => known_encoding(label)?,
            None => source.encoding(),
        };
        let (sheet, sheet_certain) = detect_sheet(source, hints)?;
        let part = sheet.as_deref().map_or(Part::Text(encoding), Part::Sheet);
        let dialect = match part {
            Part::Text(_) => detect_dialect(source, part, hints)?,
            Part::Sheet(_) => OF_SHEETS,
        };
        let head = Head::read(source, part, dialect, hints.has_header)?;
        let has_header = hints.has_header.unwrap_or_else(|| head.has_header());
        let headers = head.headers(has_header);
        if headers.is_empty() {
            return Err(SourceError::Empty { name: source.name().to_owned() });
        }
        if headers.len() > MAX_COLUMNS {
            return Err(SourceError::TooManyColumns { found: headers.len(), limit: MAX_COLUMNS });
        }
        let origin = Origin::of(headers.iter().filter(|_| has_header).map(String::as_str));
        let mut layout = Self {
            encoding: encoding.name().to_owned(),
            delimiter: dialect.delimiter,
            quote: dialect.quote,
            sheet,
            sheet_certain,
            rows_above: head.rows_above,
            has_header,
            origin: origin.map(Origin::key),
            date_order: DateOrder::default(),
            date_order_certain: true,
            progress_scale: ProgressScale::default(),
            decimal: None,
        };
        let sights = look_at_all(source, &layout, headers)?;
        layout.settle(&sights.columns, hints);
        let mut columns = sights.into_columns();
        if hints.progress_scale.is_some() {
            columns.columns.iter_mut().for_each(|column| column.scale = None);
        }
        Ok((layout, columns))
    }

    /// What of the source is read.
    pub(super) fn part(&self) -> Result<Part<'_>, SourceError> {
        match &self.sheet {
            Some(sheet) => Ok(Part::Sheet(sheet)),
            None => self.encoding().map(Part::Text),
        }
    }

    /// The encoding by its name.
    pub fn encoding(&self) -> Result<&'static Encoding, SourceError> {
        known_encoding(&self.encoding)
    }

    /// The known list the file is.
    pub fn origin(&self) -> Option<&'static Origin> {
        self.origin.as_deref().and_then(Origin::by_key)
    }

    /// Decides what takes every row to decide.
    fn settle(&mut self, columns: &[Sight], hints: &LayoutHints) {
        let known = self.origin().and_then(Origin::dates);
        let dates = columns.iter().filter(|column| column.is_mostly_dates());
        let usual = known.or(hints.usual_date_order).unwrap_or_default();
        let (order, is_certain) = match date_order(dates, usual) {
            // What the file leaves open, its origin may settle; what it shows, nothing.
            (order, false) if known == Some(order) => (order, true),
            seen => seen,
        };
        self.date_order = hints.date_order.unwrap_or(order);
        self.date_order_certain = is_certain || hints.date_order.is_some();
        let is_fraction = columns.iter().any(Sight::is_progress_in_fractions);
        let scale = if is_fraction { ProgressScale::Fraction } else { ProgressScale::Percent };
        self.progress_scale = hints.progress_scale.unwrap_or(scale);
        self.decimal = hints.decimal.or_else(|| self.decimal_sign(columns));
    }

    /// The sign that numbers of the file show, unless they contradict each other. A sheet writes the
    /// numbers it holds with a point.
    fn decimal_sign(&self, columns: &[Sight]) -> Option<DecimalSign> {
        let n_points: u64 = columns.iter().map(|column| column.n_points).sum();
        let n_commas: u64 = columns.iter().map(|column| column.n_commas).sum();
        match (n_points, n_commas) {
            (0, 0) => self.sheet.as_ref().map(|_| DecimalSign::Point),
            (_, 0) => Some(DecimalSign::Point),
            (0, _) => Some(DecimalSign::Comma),
            _ => None,
        }
    }
}

impl From<&Layout> for LayoutHints {
    /// Hints that make detection keep the layout as it is.
    fn from(layout: &Layout) -> Self {
        Self {
            encoding: Some(layout.encoding.clone()),
            delimiter: Some(layout.delimiter),
            quote: Some(layout.quote),
            sheet: layout.sheet.clone(),
            has_header: Some(layout.has_header),
            date_order: Some(layout.date_order),
            progress_scale: Some(layout.progress_scale),
            decimal: layout.decimal,
            usual_date_order: None,
        }
    }
}

fn known_encoding(label: &str) -> Result<&'static Encoding, SourceError> {
    encoding::by_label(label)
        .ok_or_else(|| SourceError::UnknownEncoding { label: label.to_owned() })
}

/// Layouts from before there were sheets had no other choice.
fn certain() -> bool {
    true
}

/// Delimiters and quotes are a text of one character outside, where nobody thinks in bytes.
mod one_char {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature is serde's")]
    pub fn serialize<S: Serializer>(byte: &u8, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_char(char::from(*byte))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
        let char = char::deserialize(deserializer)?;
        if char.is_ascii() {
            Ok(char as u8)
        } else {
            Err(D::Error::custom("a delimiter or quote must be an ASCII character"))
        }
    }

    pub mod optional {
        use super::{Deserialize, Deserializer, Serializer};

        #[expect(
            clippy::ref_option,
            clippy::trivially_copy_pass_by_ref,
            reason = "the signature is serde's"
        )]
        pub fn serialize<S: Serializer>(
            byte: &Option<u8>,
            serializer: S,
        ) -> Result<S::Ok, S::Error> {
            match byte {
                Some(byte) => super::serialize(byte, serializer),
                None => serializer.serialize_none(),
            }
        }

        pub fn deserialize<'de, D: Deserializer<'de>>(
            deserializer: D,
        ) -> Result<Option<u8>, D::Error> {
            #[derive(Deserialize)]
            struct OneChar(#[serde(with = "super")] u8);
            Ok(Option::<OneChar>::deserialize(deserializer)?.map(|byte| byte.0))
        }
    }
}
