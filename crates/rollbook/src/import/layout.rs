//! How a file is read: encoding, delimiter, quote, header row, date order.
//!
//! A layout is one value that is detected, shown, edited, remembered and applied. Detection reads
//! the whole file, because the order of dates is only known when every row has been asked.

use std::collections::HashSet;
use std::io::{Read, Seek, SeekFrom};

use encoding_rs::Encoding;
use serde::{Deserialize, Serialize};

pub use super::dates::DateOrder;
use super::dates::{Numeric, parse_when};
use super::encoding;
use super::fields::{self, Field};
use super::lists::Separators;
use super::origins::Origin;
use super::records::{Dialect, Record, Records, separator_line};
use super::source::{Part, Source, SourceError};
use super::values::{Code, ProgressScale, parse_decimal, parse_progress};
use crate::members::Email;
use crate::text::fold;
use crate::time::Zone;

/// The most columns a file may have.
pub const MAX_COLUMNS: usize = 500;

/// How many rows the delimiter and the quote are judged by.
const DIALECT_ROWS: usize = 200;

/// How many bytes are searched for a quote.
const HEAD: u64 = 256 * 1024;

/// How many rows the header is judged by.
const OPENING_ROWS: u64 = 50;

/// The most rows that stand above a header.
const MOST_ABOVE: usize = 10;

/// How many rows the kinds of the columns are judged by, from the first on.
const KIND_ROWS: u64 = 1000;

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
    /// The order of dates where the book is at home, for files that leave it open.
    pub usual_date_order: Option<DateOrder>,
}

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
        };
        let sights = look_at_all(source, &layout, headers)?;
        layout.settle(&sights.columns, hints);
        Ok((layout, sights.into_columns()))
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
        let is_fraction = columns.iter().any(Sight::is_fraction);
        let scale = if is_fraction { ProgressScale::Fraction } else { ProgressScale::Percent };
        self.progress_scale = hints.progress_scale.unwrap_or(scale);
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
            usual_date_order: None,
        }
    }
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

fn known_encoding(label: &str) -> Result<&'static Encoding, SourceError> {
    encoding::by_label(label)
        .ok_or_else(|| SourceError::UnknownEncoding { label: label.to_owned() })
}

/// Layouts from before there were sheets had no other choice.
fn certain() -> bool {
    true
}

/// How the text of a sheet is written.
const OF_SHEETS: Dialect = Dialect { delimiter: b',', quote: b'"' };

/// The sheet that is asked for, or the first that looks like a list, and whether it is the only one.
fn detect_sheet(
    source: &Source,
    hints: &LayoutHints,
) -> Result<(Option<String>, bool), SourceError> {
    if let Some(asked) = &hints.sheet {
        let exactly = source.sheets().find(|sheet| *sheet == asked);
        let nearly = || source.sheets().find(|sheet| fold(sheet) == fold(asked));
        let sheet = exactly.or_else(nearly).unwrap_or(asked).to_owned();
        // One that is not there is refused in the workbook's own words.
        source.text(Part::Sheet(&sheet))?;
        return Ok((Some(sheet), true));
    }
    let mut lists = Vec::new();
    for sheet in source.sheets() {
        // A sheet that is too wide is no list; what is wrong with it is said when it is chosen.
        if Head::read(source, Part::Sheet(sheet), OF_SHEETS, None).is_ok_and(|head| head.is_list())
        {
            lists.push(sheet);
        }
    }
    let sheet = lists.first().copied().or_else(|| source.sheets().next());
    Ok((sheet.map(str::to_owned), lists.len() < 2))
}

/// Reads the file with each delimiter and keeps the one that gives the most even rows.
fn detect_dialect(
    source: &Source,
    part: Part,
    hints: &LayoutHints,
) -> Result<Dialect, SourceError> {
    let head = read_head(source, part)?;
    let named = hints.delimiter.or_else(|| separator_line(&head).map(|(delimiter, _)| delimiter));
    let delimiters = named.map_or_else(|| b",;\t|".to_vec(), |delimiter| vec![delimiter]);
    // An apostrophe is a letter of many names, so it is only thought of where no quote is.
    let likely: &[u8] = if head.contains(&b'"') { b"\"" } else { b"\"'" };
    let quotes = hints.quote.map_or_else(|| likely.to_vec(), |quote| vec![quote]);
    let mut best = (Evenness::default(), Dialect { delimiter: delimiters[0], quote: quotes[0] });
    for &quote in &quotes {
        for &delimiter in &delimiters {
            let dialect = Dialect { delimiter, quote };
            let evenness = Evenness::of(source, part, dialect)?;
            if evenness.is_better_than(&best.0) {
                best = (evenness, dialect);
            }
        }
    }
    Ok(best.1)
}

/// The beginning of the text.
fn read_head(source: &Source, part: Part) -> Result<Vec<u8>, SourceError> {
    let mut text = source.text(part)?;
    let mut head = Vec::new();
    text.file
        .seek(SeekFrom::Start(text.start))
        .and_then(|_| text.file.take(HEAD).read_to_end(&mut head))
        .map_err(SourceError::io(source.name()))?;
    Ok(head)
}

/// How well a delimiter explains a file.
#[derive(Debug, Default)]
struct Evenness {
    /// How many rows have the usual number of cells, from 0 to 1.
    even: f64,
    /// How many rows have a cell that is an e-mail address and nothing else, from 0 to 1.
    with_email: f64,
    n_cells: usize,
    /// Rows that quoting cannot explain.
    flawed: f64,
}

impl Evenness {
    fn of(source: &Source, part: Part, dialect: Dialect) -> Result<Self, SourceError> {
        let mut records = Records::open_text(source.text(part)?, source.name(), dialect)?;
        let mut record = Record::default();
        let mut lens = Vec::with_capacity(DIALECT_ROWS);
        let (mut n_emails, mut n_flawed) = (0, 0);
        while lens.len() < DIALECT_ROWS && records.next(&mut record)? {
            lens.push(record.len());
            let is_email = |cell: &str| cell.contains('@') && Email::parse(cell).is_ok();
            n_emails += usize::from(record.cells().any(is_email));
            let is_flawed = record.flaw(usize::MAX).is_some_and(|f| f.code == Code::UnclosedQuote)
                || record.cells().any(|cell| is_wrapped(cell, dialect.quote));
            n_flawed += usize::from(is_flawed);
        }
        if lens.is_empty() {
            return Ok(Self::default());
        }
        let n_cells = most_frequent(&lens);
        let n_even = lens.iter().filter(|len| **len == n_cells).count();
        let share = |n: usize| n as f64 / lens.len() as f64;
        Ok(Self {
            even: share(n_even),
            with_email: share(n_emails),
            n_cells,
            flawed: share(n_flawed),
        })
    }

    fn score(&self) -> f64 {
        // A delimiter that occurs nowhere explains a file of one column perfectly and any other
        // not at all, so one that really splits is worth more.
        let splits = if self.n_cells > 1 { 1.0 } else { 0.0 };
        self.even + self.with_email + splits - 2.0 * self.flawed
    }

    fn is_better_than(&self, other: &Self) -> bool {
        let by = self.score() - other.score();
        by > 0.01 || (by > -0.01 && self.n_cells > other.n_cells)
    }
}

/// Whether a cell still wears quotes of the other kind, so that the wrong quote was tried.
fn is_wrapped(cell: &str, quote: u8) -> bool {
    let other = if quote == b'"' { '\'' } else { '"' };
    cell.len() > 1 && cell.starts_with(other) && cell.ends_with(other)
}

fn most_frequent(lens: &[usize]) -> usize {
    let frequency = |len: &usize| (lens.iter().filter(|other| *other == len).count(), *len);
    lens.iter().copied().max_by_key(frequency).unwrap_or_default()
}

/// The first rows of a file, by which the header is told from the values.
struct Head {
    rows_above: u32,
    first: Vec<String>,
    rest: Vec<Vec<Kind>>,
    n_widest: usize,
}

impl Head {
    fn read(
        source: &Source,
        part: Part,
        dialect: Dialect,
        has_header: Option<bool>,
    ) -> Result<Self, SourceError> {
        let mut records = Records::open_text(source.text(part)?, source.name(), dialect)?;
        let mut record = Record::default();
        let mut opening: Vec<Vec<String>> = Vec::new();
        let mut n_widest = 0;
        for n in 0..KIND_ROWS {
            if !records.next(&mut record)? {
                break;
            }
            n_widest = n_widest.max(record.len());
            if n < OPENING_ROWS {
                opening.push(record.cells().map(str::to_owned).collect());
            }
        }
        let rows_above = if has_header == Some(false) { 0 } else { rows_above(&opening) };
        let mut rows = opening.into_iter().skip(rows_above);
        let first = rows.next().unwrap_or_default();
        let kinds = |row: Vec<String>| row.iter().map(|cell| Kind::of(cell)).collect();
        Ok(Self { rows_above: rows_above as u32, first, rest: rows.map(kinds).collect(), n_widest })
    }

    /// Whether these are people: a column is called e-mail, or holds e-mails.
    fn is_list(&self) -> bool {
        let is_email = |cell: &String| {
            fields::by_header(cell).is_some_and(|(field, _)| *field == Field::Email)
                || Kind::of(cell) == Kind::Email
        };
        self.first.iter().any(is_email) || self.rest.iter().flatten().any(|k| *k == Kind::Email)
    }

    /// An e-mail, a date or a number is a value and no header, unless a known header beside it
    /// says that the row is one after all. Nor does a header leave the e-mails without a name.
    fn has_header(&self) -> bool {
        if self.first.iter().any(|cell| cell.contains('@')) {
            return false;
        }
        if self.first.iter().any(|cell| fields::by_header(cell).is_some()) {
            return true;
        }
        let is_value = |cell: &String| !matches!(Kind::of(cell), Kind::Text | Kind::Empty);
        let has_nameless_emails = self.first.iter().enumerate().any(|(column, cell)| {
            let is_email = |kinds: &Vec<Kind>| kinds.get(column) == Some(&Kind::Email);
            cell.is_empty() && self.rest.iter().any(is_email)
        });
        !self.first.iter().any(is_value) && !has_nameless_emails
    }

    fn headers(&self, has_header: bool) -> Vec<String> {
        let given: &[String] = if has_header { &self.first } else { &[] };
        let n_columns = if has_header { self.n_named(given) } else { self.n_widest };
        let mut taken = HashSet::new();
        (0..n_columns)
            .map(|column| {
                let header = given.get(column).map_or("", String::as_str);
                let header = header.split_whitespace().collect::<Vec<_>>().join(" ");
                let header = if header.is_empty() { numbered(column) } else { header };
                unique(header, &mut taken)
            })
            .collect()
    }

    /// A header row may end in delimiters under which nothing ever stands.
    fn n_named(&self, header: &[String]) -> usize {
        let n_named = header.iter().rposition(|cell| !cell.is_empty()).map_or(0, |at| at + 1);
        let is_filled = |kind: &Kind| *kind != Kind::Empty;
        let n_filled = self
            .rest
            .iter()
            .filter_map(|kinds| kinds.iter().rposition(is_filled))
            .max()
            .map_or(0, |at| at + 1);
        n_filled.min(header.len()).max(n_named)
    }
}

/// How many rows stand above the header. A title or a note fills a cell or two of a row, often
/// merged with its neighbours, and the header below it has a name that is known.
fn rows_above(opening: &[Vec<String>]) -> usize {
    let n_filled = |row: &[String]| row.iter().filter(|cell| !cell.is_empty()).count();
    let is_known = |cell: &String| fields::by_header(cell).is_some();
    let has_email = |row: &[String]| row.iter().any(|cell| cell.contains('@'));
    let header = opening
        .iter()
        .take(MOST_ABOVE + 1)
        .position(|row| n_filled(row) > 1 && row.iter().any(is_known) && !has_email(row));
    let Some(at) = header else { return 0 };
    let is_title = |row: &Vec<String>| {
        !has_email(row) && (n_filled(row) == 1 || n_filled(row) * 2 < n_filled(&opening[at]))
    };
    if opening[..at].iter().all(is_title) { at } else { 0 }
}

/// The header of a column that has none.
pub(super) fn numbered(column: usize) -> String {
    format!("Column {}", column + 1)
}

fn unique(header: String, taken: &mut HashSet<String>) -> String {
    let mut name = header.clone();
    let mut n = 1;
    while !taken.insert(name.clone()) {
        n += 1;
        name = format!("{header} ({n})");
    }
    name
}

/// What was seen of a file on the way through it.
struct Sights {
    columns: Vec<Sight>,
    n_rows: u64,
}

/// What was seen of a column.
struct Sight {
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
    separators: Separators,
    first: Vec<String>,
    /// From the rows whose number is a power of two, so that the last two are from the middle of
    /// the file whatever its length.
    middle: Vec<String>,
}

fn look_at_all(
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
    fn into_columns(self) -> Columns {
        let columns = self.columns.into_iter().map(Sight::into_column).collect();
        Columns { columns, n_rows: self.n_rows }
    }
}

impl Sight {
    fn new(header: String) -> Self {
        Self {
            is_secret: fields::is_password(&header),
            is_progress: matches!(fields::by_header(&header), Some((Field::Progress, _))),
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
        if self.is_progress {
            self.look_at_progress(cell);
        }
        if is_judged {
            self.count(Kind::of(cell));
            self.separators.count(cell);
        }
        if self.is_secret {
            return;
        }
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

    fn look_at_progress(&mut self, cell: &str) {
        if cell.ends_with('%') {
            return;
        }
        if let Ok(share) = parse_progress(cell, ProgressScale::Fraction) {
            self.has_fraction |= share > 0.0 && share < 1.0;
            self.has_one |= share >= 1.0;
        } else {
            self.has_more_than_one |= parse_decimal(cell).is_some();
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

    fn is_mostly_dates(&self) -> bool {
        self.n_dates > 0 && self.n_dates * 2 >= self.n_filled
    }

    /// A column of nothing but 0 and 1 is one of "not done" and "done".
    fn is_fraction(&self) -> bool {
        !self.has_more_than_one && (self.has_fraction || self.has_one)
    }

    fn into_column(self) -> Column {
        let n_judged: u64 = self.kinds.iter().map(|(_, count)| count).sum();
        let most = self.kinds.iter().max_by_key(|(_, count)| count);
        let (kind, share) = most
            .map_or((Kind::Empty, 1.0), |(kind, count)| (*kind, *count as f64 / n_judged as f64));
        Column {
            header: self.header,
            samples: self.first,
            kind,
            share,
            n_filled: self.n_filled,
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
fn date_order<'a>(columns: impl Iterator<Item = &'a Sight>, usual: DateOrder) -> (DateOrder, bool) {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn detect(text: &str) -> (Layout, Columns) {
        detect_with(text.as_bytes(), &LayoutHints::default())
    }

    fn detect_with(bytes: &[u8], hints: &LayoutHints) -> (Layout, Columns) {
        let source = Source::from_bytes("list.csv", bytes.to_vec()).unwrap();
        Layout::detect(&source, hints).unwrap()
    }

    #[track_caller]
    fn check_delimiter(text: &str, delimiter: u8, n_columns: usize) {
        let (layout, columns) = detect(text);
        assert_eq!(char::from(layout.delimiter), char::from(delimiter), "{text:?}");
        assert_eq!(columns.len(), n_columns, "{text:?}");
    }

    #[track_caller]
    fn check_header(text: &str, has_header: bool, headers: &[&str]) {
        let (layout, columns) = detect(text);
        assert_eq!(layout.has_header, has_header, "{text:?}");
        assert_eq!(columns.headers().collect::<Vec<_>>(), headers, "{text:?}");
    }

    #[test]
    fn short_years_leave_the_order_open_but_for_what_can_be_no_month() {
        check_dates(&["15/8/27"], DateOrder::Dmy, false);
        check_dates(&["15/8/98"], DateOrder::Dmy, true);
        check_dates(&["8/15/27", "1/2/27"], DateOrder::Mdy, true);
        check_dates(&["2026-01-02", "5/3/27"], DateOrder::Dmy, false);
        check_dates(&["25/12/2026", "5/3/27"], DateOrder::Dmy, true);
    }

    #[track_caller]
    fn check_dates(dates: &[&str], order: DateOrder, is_certain: bool) {
        let (layout, _) = detect(&format!("Email,Joined\nx,{}\n", dates.join("\nx,")));
        assert_eq!(
            (layout.date_order, layout.date_order_certain),
            (order, is_certain),
            "{dates:?}"
        );
    }

    #[test]
    fn the_delimiter_is_the_one_that_makes_even_rows() {
        check_delimiter("Name,Email\nAna,ana@x.com\n", b',', 2);
        check_delimiter("Nome;Email\nSouza, Ana;ana@x.com\nLima, Bia;bia@x.com\n", b';', 2);
        check_delimiter("Name\tEmail\nSouza, Ana; Dr.\tana@x.com\n", b'\t', 2);
        check_delimiter("Name|Email\nAna|ana@x.com\n", b'|', 2);
        check_delimiter("Name,Note\n\"Ana\",\"a;b;c\"\n\"Bia\",\"d;e;f\"\n", b',', 2);
        check_delimiter("Name;Note\n\"a,b,c\";x\n\"d,e,f\";y\n", b';', 2);
        check_delimiter("sep=;\r\nName;Email\r\nAna;ana@x.com\r\n", b';', 2);
        check_delimiter("Email\nana@x.com\nbia@x.com\n", b',', 1);
        check_delimiter("Preço;Valor\n1,50;2,50\n3,20;4,20\n", b';', 2);
    }

    #[test]
    fn a_hint_overrules() {
        let hints = LayoutHints { delimiter: Some(b':'), ..LayoutHints::default() };
        let (layout, columns) = detect_with(b"Name:Email\nAna:ana@x.com\n", &hints);
        assert_eq!((layout.delimiter, columns.len()), (b':', 2));
        let hints = LayoutHints { has_header: Some(false), ..LayoutHints::default() };
        let (_, columns) = detect_with(b"Name,Email\nAna,ana@x.com\n", &hints);
        assert_eq!(columns.n_rows, 2);
        let hints = LayoutHints { encoding: Some("klingon".into()), ..LayoutHints::default() };
        let source = Source::from_bytes("list.csv", b"Email\n".to_vec()).unwrap();
        assert_eq!(Layout::detect(&source, &hints).unwrap_err().code(), "unknown_encoding");
    }

    #[test]
    fn single_quotes_are_understood() {
        let (layout, columns) =
            detect("Name,Email\n'Souza, Ana','ana@x.com'\n'Lima, B','b@x.com'\n");
        assert_eq!((layout.quote, columns.len()), (b'\'', 2));
        let text = "Name,Company,Email\n".to_owned() + &"Ana,\"Acme, Inc\",a@x.com\n".repeat(300);
        let (layout, columns) = detect(&text);
        assert_eq!((layout.quote, columns.len()), (b'"', 3));
        let (layout, _) = detect("Email,Phone\na@x.com,'+55 11 9\nb@x.com,'+55 11 8\n");
        assert_eq!(layout.quote, b'"', "a formula made harmless is no quote");
    }

    #[test]
    fn a_header_is_told_from_values() {
        check_header("Name,Email\nAna,ana@x.com\n", true, &["Name", "Email"]);
        check_header("Ana,ana@x.com\nBia,bia@x.com\n", false, &["Column 1", "Column 2"]);
        check_header("Ana,2024-01-01\nBia,2024-01-02\n", false, &["Column 1", "Column 2"]);
        check_header("2024,Email\n1,ana@x.com\n", true, &["2024", "Email"]);
        check_header("Cor,Tamanho\nazul,grande\n", true, &["Cor", "Tamanho"]);
        check_header("ana@x.com\n", false, &["Column 1"]);
        check_header("Ana,\nBia,bia@x.com\n", false, &["Column 1", "Column 2"]);
        check_header("Ana,ana@\nBia,bia@x.com\n", false, &["Column 1", "Column 2"]);
    }

    #[test]
    fn headers_are_unique_and_never_blank() {
        check_header(
            "Email,Tags,,Tags,Tags (2)\na@x.com,1,2,3,4\n",
            true,
            &["Email", "Tags", "Column 3", "Tags (2)", "Tags (2) (2)"],
        );
        check_header(
            "\u{feff}\"First\n  name\",Email\nAna,a@x.com\n",
            true,
            &["First name", "Email"],
        );
        check_header("Email,Name,,\na@x.com,Ana,,\n", true, &["Email", "Name"]);
    }

    #[test]
    fn without_a_header_the_widest_row_counts() {
        check_header("a@x.com\nb@x.com,Bia,1\n", false, &["Column 1", "Column 2", "Column 3"]);
    }

    #[test]
    fn one_day_after_the_twelfth_decides_the_order() {
        check_dates(&["01/02/2024", "13/02/2024"], DateOrder::Dmy, true);
        check_dates(&["01/02/2024", "02/13/2024"], DateOrder::Mdy, true);
        check_dates(&["01/02/2024", "03/04/2024"], DateOrder::Dmy, false);
        check_dates(&["2024-01-02", "2024-03-04"], DateOrder::Ymd, true);
        check_dates(&["13/02/2024", "14/02/2024", "02/13/2024"], DateOrder::Dmy, false);
        check_dates(&["", "soon"], DateOrder::Dmy, true);
        let mut late = vec!["01/02/2024"; 5000];
        late.push("12/31/2024");
        check_dates(&late, DateOrder::Mdy, true);
    }

    #[test]
    fn the_books_home_is_only_a_guess() {
        let usual =
            LayoutHints { usual_date_order: Some(DateOrder::Mdy), ..LayoutHints::default() };
        let (layout, _) = detect_with(b"Email,Joined\nx,01/02/2024\n", &usual);
        assert_eq!((layout.date_order, layout.date_order_certain), (DateOrder::Mdy, false));
        let (layout, _) = detect_with(b"Email,Joined\nx,13/02/2024\n", &usual);
        assert_eq!((layout.date_order, layout.date_order_certain), (DateOrder::Dmy, true));
    }

    #[test]
    fn the_scale_of_progress_is_the_columns() {
        for (values, scale) in [
            (["0.2", "0.45", "1"], ProgressScale::Fraction),
            (["0", "1", "0"], ProgressScale::Fraction),
            (["1", "45", "100"], ProgressScale::Percent),
            (["0.5", "45.5", "100"], ProgressScale::Percent),
            (["20%", "45%", "1%"], ProgressScale::Percent),
        ] {
            let text = format!("Email,% Completed\nx,{}\n", values.join("\nx,"));
            assert_eq!(detect(&text).0.progress_scale, scale, "{values:?}");
        }
    }

    #[test]
    fn values_have_kinds() {
        for (value, kind) in [
            ("ana@x.com", Kind::Email),
            ("2024-01-02", Kind::Date),
            ("5 de março de 2024", Kind::Date),
            ("45%", Kind::Percent),
            ("250 %", Kind::Percent),
            ("12,5", Kind::Number),
            ("+55 11 98765-4321", Kind::Phone),
            ("(11) 98765-4321", Kind::Phone),
            ("Sim", Kind::YesNo),
            ("Ana", Kind::Text),
            (" ", Kind::Empty),
        ] {
            assert_eq!(Kind::of(value), kind, "{value:?}");
        }
    }

    #[test]
    fn samples_come_from_all_over_the_file() {
        let rows: Vec<String> = (0..5000).map(|n| format!("p{n}@x.com,secret{n},")).collect();
        let (_, columns) = detect(&format!("Email,Senha,Blank\n{}", rows.join("\n")));
        let [emails, passwords, blank] = columns.columns.as_slice() else { panic!() };
        assert_eq!(emails.samples.first().map(String::as_str), Some("p0@x.com"));
        assert_eq!(emails.samples.last().map(String::as_str), Some("p4999@x.com"));
        assert!(emails.samples.contains(&"p2047@x.com".to_owned()), "{:?}", emails.samples);
        assert_eq!((emails.kind, emails.n_filled, columns.n_rows), (Kind::Email, 5000, 5000));
        assert!(passwords.samples.is_empty(), "passwords must not be kept");
        assert_eq!((blank.kind, blank.n_filled, blank.samples.len()), (Kind::Empty, 0, 0));
    }

    #[test]
    fn files_without_rows_are_no_error() {
        let (layout, columns) = detect("Name,Email\n");
        assert!(layout.has_header);
        assert_eq!((columns.len(), columns.n_rows), (2, 0));
        let source = Source::from_bytes("list.csv", b"\n \r\n\n".to_vec()).unwrap();
        let error = Layout::detect(&source, &LayoutHints::default()).unwrap_err();
        assert_eq!(error.code(), "file_empty");
    }

    #[test]
    fn what_is_too_wide_or_too_long_is_refused() {
        let source = Source::from_bytes("list.csv", "x,".repeat(10_000).into_bytes()).unwrap();
        let hints = LayoutHints { has_header: Some(false), ..LayoutHints::default() };
        let error = Layout::detect(&source, &hints).unwrap_err();
        assert!(matches!(error, SourceError::TooManyColumns { limit: 500, .. }), "{error}");
        let source = Source::from_bytes("list.csv", vec![b'x'; 3 << 20]).unwrap();
        let error = Layout::detect(&source, &LayoutHints::default()).unwrap_err();
        assert!(matches!(error, SourceError::RecordTooLong { line: 1, .. }), "{error}");
    }

    #[test]
    fn a_layout_is_kept_as_json_and_detected_again_from_its_hints() {
        let (layout, _) = detect("Nome;Email;Entrada\nAna;ana@x.com;13/02/2024\n");
        let json = serde_json::to_string(&layout).unwrap();
        assert!(json.contains("\"delimiter\":\";\""), "{json}");
        assert_eq!(serde_json::from_str::<Layout>(&json).unwrap(), layout);
        let hints = LayoutHints::from(&layout);
        let json = serde_json::to_string(&hints).unwrap();
        assert_eq!(serde_json::from_str::<LayoutHints>(&json).unwrap(), hints);
        assert_eq!(serde_json::from_str::<LayoutHints>("{}").unwrap(), LayoutHints::default());
        let (again, _) = detect_with("Nome;Email;Entrada\nAna;ana@x.com;\n".as_bytes(), &hints);
        assert_eq!(again, layout);
    }
}
