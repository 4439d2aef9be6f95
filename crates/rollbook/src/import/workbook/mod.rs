//! Workbooks: each sheet of an XLSX or ODS file as the text a person sees in it.
//!
//! A sheet becomes rows of text once, when the file is chosen; from there on it is a list like any
//! other, with the same detection, the same review and the same line numbers, which are the sheet's
//! row numbers. What a cell shows is what counts: a date as a date, `00123` with its zeros, a
//! formula by the value it had when the file was saved.
//!
//! The parts of the package are read as a stream by our own code, because a file from anywhere must
//! not be able to fill the memory: libraries for workbooks keep the whole document, take the number
//! of strings from the file's word, and round long ids to floating point. A test holds what is read
//! here and what such a library reads together.

mod cells;
mod ods;
mod package;
mod rows;
#[cfg(test)]
mod tests;
mod xlsx;

use std::fs::File;
use std::io::{self, Read};

use tempfile::NamedTempFile;

use package::Package;

/// The most sheets a file may have.
const MAX_SHEETS: usize = 255;

/// A sheet that has rows, as text with commas and quotes, one line for each of its rows. A line
/// break within a cell makes no further row.
#[derive(Debug)]
pub(super) struct Sheet {
    pub name: String,
    pub text: Result<NamedTempFile, Fault>,
}

/// Why a workbook can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// A package, but none of a workbook.
    NoWorkbook,
    /// Excel's binary formats, `.xls` and `.xlsb`.
    Binary,
    Encrypted,
    /// What was found where something else should be.
    Damaged(String),
    /// It unpacks to more than a list can need.
    TooLarge,
    TooManyColumns(usize),
    /// The texts of the sheets could not be kept.
    Disk(String),
}

/// Reads every visible sheet that has a row. `file` begins like a ZIP archive.
pub(super) fn read(file: File) -> Result<Vec<Sheet>, Fault> {
    let mut package = Package::open(file)?;
    if package.has("content.xml") || package.has("encrypted-package") {
        ods::read(&mut package)
    } else if package.has("xl/workbook.bin") {
        Err(Fault::Binary)
    } else {
        xlsx::read(&mut package)
    }
}

/// What a compound file is, the container of Excel before 2007 and of workbooks with a password.
pub(super) fn fault_of_compound(mut file: File) -> io::Result<Fault> {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut chunk = vec![0; 256 * 1024];
    let mut n_kept = 0;
    loop {
        let n_read = file.read(&mut chunk[n_kept..])?;
        if n_read == 0 {
            return Ok(Fault::Binary);
        }
        let n_filled = n_kept + n_read;
        if memchr::memmem::find(&chunk[..n_filled], &name).is_some() {
            return Ok(Fault::Encrypted);
        }
        // The name may begin in this chunk and end in the next.
        n_kept = n_filled.min(name.len());
        chunk.copy_within(n_filled - n_kept..n_filled, 0);
    }
}
