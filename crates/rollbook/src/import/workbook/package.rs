//! The parts of a package: XML in a ZIP archive, read one event at a time in bounded memory.

use std::cell::Cell;
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::rc::Rc;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use zip::ZipArchive;
use zip::read::ZipFile;

use super::Fault;

/// The longest tag or run of text.
const MAX_EVENT: u64 = 2 << 20;
/// The longest text of a cell. Excel's own limit is 32,767 characters.
const MAX_TEXT: usize = 1 << 20;
/// How large a part may become at all.
const MAX_PART: u64 = 4 << 30;
/// A part beyond this size may be so many times what it is packed; sheets come to some 30. Tests
/// do with a smaller bomb.
const SUSPICIOUS: (u64, u64) = (if cfg!(test) { 1 << 20 } else { 64 << 20 }, 200);

pub(super) struct Package {
    zip: ZipArchive<File>,
    /// Lower-cased, because writers of packages do not agree with themselves.
    names: HashMap<String, usize>,
}

impl Package {
    pub fn open(file: File) -> Result<Self, Fault> {
        let zip = ZipArchive::new(file).map_err(damaged)?;
        let mut names = HashMap::new();
        for index in 0..zip.len() {
            if let Some(Ok(name)) = zip.name_for_index(index) {
                names.insert(name.trim_start_matches('/').to_ascii_lowercase(), index);
            }
        }
        Ok(Self { zip, names })
    }

    pub fn has(&self, path: &str) -> bool {
        self.index(path).is_some()
    }

    fn index(&self, path: &str) -> Option<usize> {
        self.names.get(&path.trim_start_matches('/').to_ascii_lowercase()).copied()
    }

    /// Opens a part; `None` when there is none of this name.
    pub fn part(&mut self, path: &str) -> Result<Option<Part<'_>>, Fault> {
        let Some(index) = self.index(path) else { return Ok(None) };
        let is_encrypted = self.zip.by_index_raw(index).map_err(damaged)?.encrypted();
        if is_encrypted {
            return Err(Fault::Encrypted);
        }
        let file = self.zip.by_index(index).map_err(damaged)?;
        Ok(Some(Part::new(file)))
    }

    /// Opens a part that no such file is without.
    pub fn needed(&mut self, path: &str) -> Result<Part<'_>, Fault> {
        self.part(path)?.ok_or_else(|| Fault::Damaged(format!("{path} is missing")))
    }
}

/// A part's XML.
pub(super) struct Part<'a> {
    reader: Reader<BufReader<Rationed<ZipFile<'a, File>>>>,
    ration: Rc<Cell<u64>>,
    buffer: Vec<u8>,
}

impl<'a> Part<'a> {
    fn new(file: ZipFile<'a, File>) -> Self {
        let ration = Rc::new(Cell::new(0));
        let (floor, times) = SUSPICIOUS;
        let limit = file.compressed_size().saturating_mul(times).clamp(floor, MAX_PART);
        let rationed = Rationed { inner: file, ration: Rc::clone(&ration), left: limit };
        let mut reader = Reader::from_reader(BufReader::new(rationed));
        reader.config_mut().expand_empty_elements = true;
        Self { reader, ration, buffer: Vec::new() }
    }

    pub fn next(&mut self) -> Result<Event<'_>, Fault> {
        self.ration.set(MAX_EVENT);
        self.buffer.clear();
        self.reader.read_event_into(&mut self.buffer).map_err(|error| match error {
            quick_xml::Error::Io(error) => of_io(&error),
            other => damaged(other),
        })
    }

    /// Skips to the end of the element that has just begun.
    pub fn skip(&mut self) -> Result<(), Fault> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next()? {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                Event::Eof => return Err(cut()),
                _ => {}
            }
        }
        Ok(())
    }

    /// Adds the text of the element that has just begun, up to its end.
    pub fn text(&mut self, into: &mut String) -> Result<(), Fault> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next()? {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                Event::Eof => return Err(cut()),
                event => add_text(&event, into)?,
            }
        }
        Ok(())
    }
}

/// Adds what an event says to a text, if it is one of text.
pub(super) fn add_text(event: &Event, into: &mut String) -> Result<(), Fault> {
    match event {
        Event::Text(text) => into.push_str(&text.xml10_content()),
        Event::CData(text) => into.push_str(&text.xml10_content()),
        Event::GeneralRef(reference) => into.push(character(reference)?),
        _ => {}
    }
    if into.len() > MAX_TEXT { Err(Fault::TooLarge) } else { Ok(()) }
}

/// Only XML's own entities are known. Those a document declares are how one of a few bytes grows
/// to gigabytes.
fn character(reference: &BytesRef) -> Result<char, Fault> {
    if let Some(char) = reference.resolve_char_ref().map_err(damaged)? {
        return Ok(char);
    }
    match reference.as_ref() {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        other => Err(Fault::Damaged(format!("unknown entity {other}"))),
    }
}

/// An attribute by its name without a prefix.
pub(super) fn attribute(element: &BytesStart, name: &str) -> Result<Option<String>, Fault> {
    for attribute in element.attributes().with_checks(false) {
        let attribute = attribute.map_err(damaged)?;
        if attribute.key.local_name().as_ref() == name {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(damaged)?;
            return Ok(Some(value.into_owned()));
        }
    }
    Ok(None)
}

pub(super) fn damaged(error: impl std::fmt::Display) -> Fault {
    Fault::Damaged(error.to_string())
}

/// The file ends in the middle of an element.
pub(super) fn cut() -> Fault {
    Fault::Damaged("it ends too early".to_owned())
}

fn of_io(error: &io::Error) -> Fault {
    match error.kind() {
        io::ErrorKind::FileTooLarge => Fault::TooLarge,
        _ => damaged(error),
    }
}

/// Reads no more than it was allowed: `ration` bytes until it is set anew, `left` in all.
struct Rationed<R> {
    inner: R,
    ration: Rc<Cell<u64>>,
    left: u64,
}

impl<R: Read> Read for Rationed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n_read = self.inner.read(buffer)?;
        let ration = self.ration.get().checked_sub(n_read as u64);
        let left = self.left.checked_sub(n_read as u64);
        let (Some(ration), Some(left)) = (ration, left) else {
            return Err(io::ErrorKind::FileTooLarge.into());
        };
        self.ration.set(ration);
        self.left = left;
        Ok(n_read)
    }
}
