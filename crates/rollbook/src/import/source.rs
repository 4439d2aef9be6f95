//! Where the rows come from: a file's bytes exactly as they came.
//!
//! The bytes are copied when they are chosen, so that what is previewed is what is imported even
//! if somebody saves the original in between. A file that is not UTF-8 is decoded once, as a
//! stream, into a second copy; nothing here holds a file in memory. So are the sheets of a
//! [workbook](super::workbook).

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use encoding_rs::{CoderResult, Encoding, UTF_8};
use serde::Serialize;
use serde_json::{Map, Value, json};
use tempfile::NamedTempFile;
use thiserror::Error;

use super::encoding::{self, Survey};
use super::layout::MAX_COLUMNS;
use super::workbook::{self, Fault, Sheet};
use crate::error::codes;
use crate::files::scratch;

const CHUNK: usize = 256 * 1024;

/// A file, standard input or pasted text, ready to be read as often as needed.
#[derive(Debug)]
pub struct Source {
    name: String,
    size: u64,
    encoding: &'static Encoding,
    copy: NamedTempFile,
    /// When the file was last changed, in UTC milliseconds.
    changed_at: Option<i64>,
    /// Those of a workbook; none of a text.
    sheets: Vec<Sheet>,
    decoded: Mutex<Vec<(&'static Encoding, NamedTempFile)>>,
}

/// What of a source is read.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part<'a> {
    /// All of it, a text in an encoding.
    Text(&'static Encoding),
    /// The sheet of this name.
    Sheet(&'a str),
}

/// The source's text as UTF-8, read through a handle of its own.
#[derive(Debug)]
pub(super) struct Text {
    pub file: File,
    /// Where the text begins: after the byte order mark.
    pub start: u64,
    /// Whether the text was decoded, so that U+FFFD stands for bytes that could not be.
    pub is_decoded: bool,
    /// Whether it is counted in the rows of a sheet and not in lines.
    pub is_sheet: bool,
}

/// Why a source cannot be read at all. Problems of single rows are
/// [`Problem`](super::Problem)s and never fail a file.
#[derive(Debug, Error)]
pub enum SourceError {
    #[error("There is no file at {}. Check the path and try again.", path.display())]
    NotFound { path: PathBuf },
    #[error("{} is a folder. Choose a file in it.", path.display())]
    IsDirectory { path: PathBuf },
    #[error(
        "You may not read {}. Change its permissions, or copy it where you may.",
        path.display()
    )]
    NoPermission { path: PathBuf },
    #[error("{name} is empty. Export the list again and import the new file.")]
    Empty { name: String },
    #[error("{name} is {format}, not a list in plain text. {}", format.advice())]
    NotText { name: String, format: Format },
    #[error(
        "{name} is protected by a password. Open it, save it without the password, and import that."
    )]
    Encrypted { name: String },
    #[error("{name} is damaged: {detail}. Download or save it again and import the new file.")]
    Damaged { name: String, detail: String },
    #[error(
        "{name} unpacks to far more than a list of members needs. \
         Copy the list into a new workbook, or save it as CSV, and import that."
    )]
    TooLarge { name: String },
    #[error("{name} has no sheet called “{sheet}”. {}", offer(sheets))]
    UnknownSheet { name: String, sheet: String, sheets: Vec<String> },
    #[error("“{label}” is not the name of a text encoding. Use one like UTF-8 or windows-1252.")]
    UnknownEncoding { label: String },
    #[error(
        "The file has {found} columns, more than the {limit} that can be imported. \
         Remove the columns you do not need, or check the delimiter."
    )]
    TooManyColumns { found: usize, limit: usize },
    #[error(
        "The row at line {line} is longer than {limit} bytes. \
         Check that this is a list with one row per line."
    )]
    RecordTooLong { line: u64, limit: usize },
    #[error("{name} could not be read: {error}. Check the drive and try again.")]
    Io { name: String, error: io::Error },
}

codes! {
    SourceError:
    NotFound = "file_not_found",
    IsDirectory = "file_is_directory",
    NoPermission = "file_no_permission",
    Empty = "file_empty",
    NotText = "file_not_text",
    Encrypted = "file_encrypted",
    Damaged = "file_damaged",
    TooLarge = "file_too_large",
    UnknownSheet = "unknown_sheet",
    UnknownEncoding = "unknown_encoding",
    TooManyColumns = "too_many_columns",
    RecordTooLong = "record_too_long",
    Io = "file_io",
}

impl SourceError {
    /// The values its sentence needs.
    pub fn args(&self) -> Map<String, Value> {
        let args = match self {
            Self::NotFound { path } | Self::IsDirectory { path } | Self::NoPermission { path } => {
                json!({ "path": path })
            }
            Self::Empty { name } | Self::Encrypted { name } | Self::TooLarge { name } => {
                json!({ "name": name })
            }
            Self::Damaged { name, detail } => json!({ "name": name, "detail": detail }),
            Self::UnknownSheet { name, sheet, sheets } => {
                json!({ "name": name, "sheet": sheet, "sheets": sheets.join(", ") })
            }
            Self::NotText { name, format } => json!({ "name": name, "format": format }),
            Self::UnknownEncoding { label } => json!({ "label": label }),
            Self::TooManyColumns { found, limit } => json!({ "found": found, "limit": limit }),
            Self::RecordTooLong { line, limit } => json!({ "line": line, "limit": limit }),
            Self::Io { name, error } => json!({ "name": name, "detail": error.to_string() }),
        };
        match args {
            Value::Object(map) => map,
            _ => Map::new(),
        }
    }

    pub(super) fn io(name: &str) -> impl FnOnce(io::Error) -> Self + '_ {
        move |error| Self::Io { name: name.to_owned(), error }
    }

    fn of_workbook(name: &str, fault: Fault) -> Self {
        let name = name.to_owned();
        match fault {
            Fault::NoWorkbook => Self::NotText { name, format: Format::Zip },
            Fault::Binary => Self::NotText { name, format: Format::OldWorkbook },
            Fault::Encrypted => Self::Encrypted { name },
            Fault::Damaged(detail) => Self::Damaged { name, detail },
            Fault::TooLarge => Self::TooLarge { name },
            Fault::TooManyColumns(found) => Self::TooManyColumns { found, limit: MAX_COLUMNS },
            Fault::Disk(detail) => Self::Io { name, error: io::Error::other(detail) },
        }
    }

    fn opening(path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotFound { path },
            io::ErrorKind::IsADirectory => Self::IsDirectory { path },
            io::ErrorKind::PermissionDenied => Self::NoPermission { path },
            _ => Self::Io { name: path.display().to_string(), error },
        }
    }
}

fn offer(sheets: &[String]) -> String {
    match sheets {
        [] => "It is a text, which has none.".to_owned(),
        sheets => format!("It has: {}.", sheets.join(", ")),
    }
}

/// What a file is that is neither plain text nor a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Excel's binary formats, `.xls` and `.xlsb`.
    OldWorkbook,
    Zip,
    Gzip,
    Pdf,
    Image,
    Database,
    Unknown,
}

impl Format {
    /// Recognises a file by the bytes it begins with.
    fn of(head: &[u8]) -> Option<Self> {
        match head {
            [0xd0, 0xcf, 0x11, 0xe0, ..] => Some(Self::OldWorkbook),
            [b'P', b'K', 3 | 5, 4 | 6, ..] => Some(Self::Zip),
            [0x1f, 0x8b, ..] => Some(Self::Gzip),
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            [0x89, b'P', b'N', b'G', ..] | [0xff, 0xd8, 0xff, ..] => Some(Self::Image),
            _ if head.starts_with(b"SQLite format 3\0") => Some(Self::Database),
            _ => None,
        }
    }

    fn advice(self) -> &'static str {
        match self {
            Self::OldWorkbook => {
                "Save it as .xlsx or CSV in the spreadsheet program and import that."
            }
            Self::Zip | Self::Gzip => "Unpack it and import the CSV file inside.",
            Self::Pdf | Self::Image | Self::Database | Self::Unknown => {
                "Export the list as CSV and import that."
            }
        }
    }
}

impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::OldWorkbook => "a workbook in an old format of Excel",
            Self::Zip => "a ZIP archive",
            Self::Gzip => "a gzip archive",
            Self::Pdf => "a PDF",
            Self::Image => "an image",
            Self::Database => "a database",
            Self::Unknown => "a binary file",
        })
    }
}

impl Source {
    /// Copies a file.
    pub fn from_path(path: &Path) -> Result<Self, SourceError> {
        let metadata = fs::metadata(path).map_err(|error| SourceError::opening(path, error))?;
        if metadata.is_dir() {
            return Err(SourceError::IsDirectory { path: path.to_owned() });
        }
        let file = File::open(path).map_err(|error| SourceError::opening(path, error))?;
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        let changed = metadata.modified().ok();
        let since = changed.and_then(|at| at.duration_since(SystemTime::UNIX_EPOCH).ok());
        let changed_at = since.and_then(|since| i64::try_from(since.as_millis()).ok());
        Ok(Self { changed_at, ..Self::copy(name.into_owned(), file)? })
    }

    /// Takes bytes that are not in a file: standard input, pasted text.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Result<Self, SourceError> {
        Self::copy(name.into(), bytes.as_slice())
    }

    fn copy(name: String, original: impl Read) -> Result<Self, SourceError> {
        let mut copy = scratch().map_err(SourceError::io(&name))?;
        let (size, survey, container) = copy_and_survey(original, copy.as_file_mut(), &name)?;
        if size == 0 {
            return Err(SourceError::Empty { name });
        }
        if let Some(container) = container {
            let sheets = read_workbook(container, &copy, &name)?;
            let decoded = Mutex::default();
            let changed_at = None;
            return Ok(Self { name, size, encoding: UTF_8, copy, changed_at, sheets, decoded });
        }
        let encoding = match survey.verdict() {
            Some(encoding) => encoding,
            None => {
                copy.reopen().and_then(encoding::guess_legacy).map_err(SourceError::io(&name))?
            }
        };
        let (sheets, decoded) = (Vec::new(), Mutex::default());
        Ok(Self { name, size, encoding, copy, changed_at: None, sheets, decoded })
    }

    /// The file's name without its folder.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The number of bytes, as they came.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// When the file was last changed (UTC milliseconds), if it is one.
    pub fn changed_at(&self) -> Option<i64> {
        self.changed_at
    }

    /// The names of a workbook's sheets that have rows; none of a text.
    pub fn sheets(&self) -> impl ExactSizeIterator<Item = &str> {
        self.sheets.iter().map(|sheet| sheet.name.as_str())
    }

    /// The encoding the bytes seem to be in.
    pub fn encoding(&self) -> &'static Encoding {
        self.encoding
    }

    /// The bytes as they came.
    pub fn open(&self) -> Result<File, SourceError> {
        self.copy.reopen().map_err(SourceError::io(&self.name))
    }

    pub(super) fn text(&self, part: Part) -> Result<Text, SourceError> {
        match part {
            Part::Text(encoding) => self.try_text(encoding).map_err(SourceError::io(&self.name)),
            Part::Sheet(sheet) => self.sheet(sheet),
        }
    }

    fn sheet(&self, name: &str) -> Result<Text, SourceError> {
        let sheet = self.sheets.iter().find(|sheet| sheet.name == name);
        let sheet = sheet.ok_or_else(|| SourceError::UnknownSheet {
            name: self.name.clone(),
            sheet: name.to_owned(),
            sheets: self.sheets().map(str::to_owned).collect(),
        })?;
        let path = sheet.text.as_ref();
        let path = path.map_err(|fault| SourceError::of_workbook(&self.name, fault.clone()))?;
        let file = File::open(path).map_err(SourceError::io(&self.name))?;
        Ok(Text { file, start: 0, is_decoded: false, is_sheet: true })
    }

    fn try_text(&self, encoding: &'static Encoding) -> io::Result<Text> {
        if encoding == UTF_8 {
            let mut file = self.copy.reopen()?;
            let start = encoding::utf8_bom_len(&mut file)?;
            return Ok(Text { file, start, is_decoded: false, is_sheet: false });
        }
        let mut decoded = self.decoded.lock().unwrap_or_else(PoisonError::into_inner);
        let known = decoded.iter().find(|(known, _)| *known == encoding);
        let file = if let Some((_, copy)) = known {
            copy.reopen()?
        } else {
            let mut copy = scratch()?;
            decode(self.copy.reopen()?, encoding, copy.as_file_mut())?;
            let file = copy.reopen()?;
            decoded.push((encoding, copy));
            file
        };
        Ok(Text { file, start: 0, is_decoded: true, is_sheet: false })
    }
}

fn copy_and_survey(
    mut original: impl Read,
    copy: &mut File,
    name: &str,
) -> Result<(u64, Survey, Option<Format>), SourceError> {
    let mut chunk = Vec::with_capacity(CHUNK);
    let mut size = 0;
    let mut container = None;
    let mut survey = Survey::default();
    loop {
        chunk.clear();
        let n_read = original
            .by_ref()
            .take(CHUNK as u64)
            .read_to_end(&mut chunk)
            .map_err(SourceError::io(name))?;
        if n_read == 0 {
            return Ok((size, survey, container));
        }
        if size == 0 {
            container = recognise(&chunk, name)?;
        }
        if container.is_none() {
            survey.feed(&chunk);
        }
        copy.write_all(&chunk).map_err(SourceError::io(name))?;
        size += n_read as u64;
    }
}

/// What may hold a workbook, if the file is no text; anything else is refused.
fn recognise(head: &[u8], name: &str) -> Result<Option<Format>, SourceError> {
    let unknown = || encoding::is_binary(head).then_some(Format::Unknown);
    match Format::of(head).or_else(unknown) {
        None => Ok(None),
        Some(container @ (Format::Zip | Format::OldWorkbook)) => Ok(Some(container)),
        Some(format) => Err(SourceError::NotText { name: name.to_owned(), format }),
    }
}

fn read_workbook(
    container: Format,
    copy: &NamedTempFile,
    name: &str,
) -> Result<Vec<Sheet>, SourceError> {
    let file = copy.reopen().map_err(SourceError::io(name))?;
    let sheets = match container {
        Format::Zip => workbook::read(file),
        _ => Err(workbook::fault_of_compound(file).map_err(SourceError::io(name))?),
    };
    let sheets = sheets.map_err(|fault| SourceError::of_workbook(name, fault))?;
    if sheets.is_empty() { Err(SourceError::Empty { name: name.to_owned() }) } else { Ok(sheets) }
}

fn decode(mut from: File, encoding: &'static Encoding, to: &mut File) -> io::Result<()> {
    from.seek(SeekFrom::Start(0))?;
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let mut input = vec![0; CHUNK];
    let mut output = vec![0; CHUNK];
    loop {
        let n_read = from.read(&mut input)?;
        let is_last = n_read == 0;
        let mut rest = &input[..n_read];
        loop {
            let (result, n_used, n_written, _) = decoder.decode_to_utf8(rest, &mut output, is_last);
            to.write_all(&output[..n_written])?;
            rest = &rest[n_used..];
            if result == CoderResult::InputEmpty {
                break;
            }
        }
        if is_last {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_refused(bytes: &[u8], code: &str, says: &str) {
        let error = Source::from_bytes("members.csv", bytes.to_vec()).unwrap_err();
        assert_eq!(error.code(), code);
        assert!(error.to_string().contains(says), "{error}");
    }

    fn text_of(source: &Source, encoding: &'static Encoding) -> String {
        let mut text = source.text(Part::Text(encoding)).unwrap();
        text.file.seek(SeekFrom::Start(text.start)).unwrap();
        io::read_to_string(text.file).unwrap()
    }

    #[test]
    fn what_is_not_a_list_is_refused_with_advice() {
        check_refused(b"", "file_empty", "is empty");
        check_refused(b"PK\x03\x04\x14\0\x06\0[Content_Types].xml xl/", "file_damaged", "again");
        check_refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file_not_text", "Save it as .xlsx");
        check_refused(b"%PDF-1.7 ", "file_not_text", "a PDF");
        check_refused(b"\x1f\x8b\x08", "file_not_text", "Unpack");
        let mut noise = 7_u32;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (noise >> 24) as u8
        })
        .take(4096)
        .collect();
        check_refused(&noise, "file_not_text", "a binary file");
    }

    #[test]
    fn paths_that_cannot_be_read_say_so() {
        let folder = tempfile::tempdir().unwrap();
        let error = Source::from_path(folder.path()).unwrap_err();
        assert_eq!(error.code(), "file_is_directory");
        let error = Source::from_path(&folder.path().join("gone.csv")).unwrap_err();
        assert_eq!(error.code(), "file_not_found");
    }

    #[test]
    fn a_later_change_of_the_original_does_not_matter() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("members.csv");
        fs::write(&path, "Email\nana@x.com\n").unwrap();
        let source = Source::from_path(&path).unwrap();
        fs::write(&path, "gone").unwrap();
        assert_eq!((source.name(), source.size()), ("members.csv", 16));
        assert_eq!(text_of(&source, UTF_8), "Email\nana@x.com\n");
    }

    #[test]
    fn other_encodings_are_decoded_once_and_the_bytes_kept() {
        let bytes = b"Nome\nJos\xe9\n".to_vec();
        let source = Source::from_bytes("nomes.csv", bytes.clone()).unwrap();
        for _ in 0..2 {
            assert_eq!(text_of(&source, encoding_rs::WINDOWS_1252), "Nome\nJosé\n");
        }
        assert_eq!(source.decoded.lock().unwrap().len(), 1);
        assert_eq!(text_of(&source, encoding_rs::MACINTOSH), "Nome\nJosÈ\n");
        let mut kept = Vec::new();
        source.open().unwrap().read_to_end(&mut kept).unwrap();
        assert_eq!(kept, bytes);
    }

    #[test]
    fn byte_order_marks_are_not_part_of_the_text() {
        let source = Source::from_bytes("a.csv", b"\xef\xbb\xbfEmail\n".to_vec()).unwrap();
        assert_eq!(text_of(&source, UTF_8), "Email\n");
        let source = Source::from_bytes("a.csv", b"\xff\xfeE\0m\0\n\0".to_vec()).unwrap();
        assert_eq!(text_of(&source, source.encoding()), "Em\n");
    }
}
