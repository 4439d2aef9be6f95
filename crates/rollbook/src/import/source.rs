//! Where the rows come from: a file's bytes exactly as they came.
//!
//! The bytes are copied when they are chosen, so that what is previewed is what is imported even
//! if somebody saves the original in between. A file that is not UTF-8 is decoded once, as a
//! stream, into a second copy; nothing here holds a file in memory.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use encoding_rs::{CoderResult, Encoding, UTF_8};
use serde::Serialize;
use serde_json::{Map, Value, json};
use tempfile::NamedTempFile;
use thiserror::Error;

use super::encoding::{self, Survey};
use crate::error::codes;

const CHUNK: usize = 256 * 1024;

/// A file, standard input or pasted text, ready to be read as often as needed.
#[derive(Debug)]
pub struct Source {
    name: String,
    size: u64,
    encoding: &'static Encoding,
    copy: NamedTempFile,
    decoded: Mutex<Vec<(&'static Encoding, NamedTempFile)>>,
}

/// The source's text as UTF-8, read through a handle of its own.
#[derive(Debug)]
pub(super) struct Text {
    pub file: File,
    /// Where the text begins: after the byte order mark.
    pub start: u64,
    /// Whether the text was decoded, so that U+FFFD stands for bytes that could not be.
    pub is_decoded: bool,
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
            Self::Empty { name } => json!({ "name": name }),
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

/// What a file is that is not plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    Spreadsheet,
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
        let has = |part: &[u8]| memchr::memmem::find(head, part).is_some();
        let is_spreadsheet = || has(b"xl/") || has(b"opendocument.spreadsheet");
        match head {
            [0xd0, 0xcf, 0x11, 0xe0, ..] => Some(Self::Spreadsheet),
            [b'P', b'K', 3, 4, ..] if is_spreadsheet() => Some(Self::Spreadsheet),
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
            Self::Spreadsheet => "Save it as CSV in the spreadsheet program and import that.",
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
            Self::Spreadsheet => "a spreadsheet (Excel or OpenDocument)",
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
        Self::copy(name.into_owned(), file)
    }

    /// Takes bytes that are not in a file: standard input, pasted text.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Result<Self, SourceError> {
        Self::copy(name.into(), bytes.as_slice())
    }

    fn copy(name: String, original: impl Read) -> Result<Self, SourceError> {
        let mut copy = NamedTempFile::new().map_err(SourceError::io(&name))?;
        let (size, survey) = copy_and_survey(original, copy.as_file_mut(), &name)?;
        if size == 0 {
            return Err(SourceError::Empty { name });
        }
        let encoding = match survey.verdict() {
            Some(encoding) => encoding,
            None => {
                copy.reopen().and_then(encoding::guess_legacy).map_err(SourceError::io(&name))?
            }
        };
        Ok(Self { name, size, encoding, copy, decoded: Mutex::default() })
    }

    /// The file's name without its folder.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The number of bytes, as they came.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The encoding the bytes seem to be in.
    pub fn encoding(&self) -> &'static Encoding {
        self.encoding
    }

    /// The bytes as they came.
    pub fn open(&self) -> Result<File, SourceError> {
        self.copy.reopen().map_err(SourceError::io(&self.name))
    }

    pub(super) fn text(&self, encoding: &'static Encoding) -> Result<Text, SourceError> {
        self.try_text(encoding).map_err(SourceError::io(&self.name))
    }

    fn try_text(&self, encoding: &'static Encoding) -> io::Result<Text> {
        if encoding == UTF_8 {
            let mut file = self.copy.reopen()?;
            let start = encoding::utf8_bom_len(&mut file)?;
            return Ok(Text { file, start, is_decoded: false });
        }
        let mut decoded = self.decoded.lock().unwrap_or_else(PoisonError::into_inner);
        let known = decoded.iter().find(|(known, _)| *known == encoding);
        let file = if let Some((_, copy)) = known {
            copy.reopen()?
        } else {
            let mut copy = NamedTempFile::new()?;
            decode(self.copy.reopen()?, encoding, copy.as_file_mut())?;
            let file = copy.reopen()?;
            decoded.push((encoding, copy));
            file
        };
        Ok(Text { file, start: 0, is_decoded: true })
    }
}

fn copy_and_survey(
    mut original: impl Read,
    copy: &mut File,
    name: &str,
) -> Result<(u64, Survey), SourceError> {
    let mut chunk = Vec::with_capacity(CHUNK);
    let mut size = 0;
    let mut survey = Survey::default();
    loop {
        chunk.clear();
        let n_read = original
            .by_ref()
            .take(CHUNK as u64)
            .read_to_end(&mut chunk)
            .map_err(SourceError::io(name))?;
        if n_read == 0 {
            return Ok((size, survey));
        }
        if size == 0 {
            refuse_binary(&chunk, name)?;
        }
        survey.feed(&chunk);
        copy.write_all(&chunk).map_err(SourceError::io(name))?;
        size += n_read as u64;
    }
}

fn refuse_binary(head: &[u8], name: &str) -> Result<(), SourceError> {
    let unknown = || encoding::is_binary(head).then_some(Format::Unknown);
    match Format::of(head).or_else(unknown) {
        Some(format) => Err(SourceError::NotText { name: name.to_owned(), format }),
        None => Ok(()),
    }
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
        let mut text = source.text(encoding).unwrap();
        text.file.seek(SeekFrom::Start(text.start)).unwrap();
        io::read_to_string(text.file).unwrap()
    }

    #[test]
    fn what_is_not_a_list_is_refused_with_advice() {
        check_refused(b"", "file_empty", "is empty");
        check_refused(b"PK\x03\x04\x14\0\x06\0[Content_Types].xml xl/", "file_not_text", "CSV");
        check_refused(b"PK\x03\x04\x14\0\x06\0holiday.jpg", "file_not_text", "Unpack");
        check_refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file_not_text", "Save it as CSV");
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
