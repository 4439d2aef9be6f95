//! Files that are no lists, books that are no books, disks that fail: each is told by a code of its
//! own, nothing panics, and nothing is written.

use std::fs::{self, File};
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use rollbook::book::Book;
use rollbook::ids::Installation;
use rollbook::import::{Import, LayoutHints, Source};
use rollbook::views::Query;
use rollbook::{Error, Progress};

use crate::child::{child, child_as_nobody, given_path, is_root, peak_kib, tell, told};
#[cfg(target_os = "linux")]
use crate::disk::Disk;
use crate::support::{
    INSTALLATION, NOW, add, assert_whole, book, by, carry_out, counts, dump, go, import, member,
    n_entries, new_book, open,
};

fn open_book(path: &Path) -> Result<Book, Error> {
    Book::open(path, Installation::new(INSTALLATION), &by())
}

/// A list of this many people, about 40 bytes each.
fn people(n: usize) -> Vec<u8> {
    let mut list = b"Name,Email,Course\n".to_vec();
    for n in 0..n {
        writeln!(list, "Member {n},member{n}@example.com,Drawing").unwrap();
    }
    list
}

/// Why a file can't be imported into a book, which must be as it was.
#[track_caller]
fn refused(path: &Path) -> &'static str {
    let (_folder, book) = book();
    let before = dump(&book);
    let error = match Source::from_path(path) {
        Err(error) => Error::from(error),
        Ok(source) => Import::open(&book, source, LayoutHints::default()).unwrap_err(),
    };
    assert!(error.to_string().len() > 20, "says something: {error}");
    assert_eq!(dump(&book), before);
    error.code()
}

#[test]
fn an_empty_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    fs::write(&path, "").unwrap();
    assert_eq!(refused(&path), "file_empty");
    fs::write(&path, "\u{feff}\r\n \r\n").unwrap();
    assert_eq!(refused(&path), "file_empty", "nor is there anything in blank lines");
}

#[test]
fn what_is_not_a_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(refused(folder.path()), "file_is_directory");
    assert_eq!(refused(&folder.path().join("gone.csv")), "file_not_found");
}

#[test]
fn ten_thousand_columns_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    let header: Vec<String> = (0..10_000).map(|n| format!("Column {n}")).collect();
    fs::write(&path, header.join(",") + "\n" + &",".repeat(9_999) + "\n").unwrap();
    assert_eq!(refused(&path), "too_many_columns");
}

#[test]
fn nul_bytes_fail_their_row_only() {
    let (_folder, book) = book();
    let done = import(&book, "Name,Email\nA\0na,ana@example.com\nBruno,bruno@example.com\n");
    assert_eq!(done, counts([1, 0, 0, 0, 0, 1]));
    assert!(book.member_by_email("ana@example.com").is_err());
    member(&book, "bruno@example.com");
}

#[test]
fn bytes_that_are_no_text_fail_their_row_only() {
    let (_folder, book) = book();
    let mut list = "Name,Email\nJosé,jose@example.com\n".as_bytes().to_vec();
    list.extend_from_slice(b"Ren\xe9\xff,rene@example.com\n");
    list.extend_from_slice("Márcia,marcia@example.com\n".as_bytes());
    let source = Source::from_bytes("list.csv", list).unwrap();
    let utf8 = LayoutHints { encoding: Some("UTF-8".into()), ..LayoutHints::default() };
    let mut import = Import::open(&book, source, utf8).unwrap();
    let plan = import.plan(&book, NOW, &go()).unwrap();
    let problem = &plan.problems[0];
    assert_eq!((problem.line, problem.code), (3, "invalid_text"));
    assert_eq!(carry_out(&book, import), counts([2, 0, 0, 0, 0, 1]));
    assert_eq!(member(&book, "marcia@example.com").name, "Márcia");
}

#[test]
fn ragged_rows_fail_only_where_cells_would_be_lost() {
    let (_folder, book) = book();
    let list = "Name,Email,Phone\nAna\nBruno,bruno@example.com\nCaio,caio@example.com,1,\n\
                Dora,dora@example.com,2,3\n";
    let mut import = open(&book, list);
    let plan = import.plan(&book, NOW, &go()).unwrap();
    let codes: Vec<_> = plan.problems.iter().map(|problem| (problem.line, problem.code)).collect();
    assert_eq!(codes, [(2, "missing_email"), (5, "extra_cells")]);
    assert_eq!(carry_out(&book, import), counts([2, 0, 0, 0, 0, 2]));
}

#[test]
fn a_quote_that_is_never_closed_loses_no_other_row() {
    let (_folder, book) = book();
    let done = import(
        &book,
        "Name,Email\n\"Ana,ana@example.com\nBruno,bruno@example.com\nCaio,caio@example.com\n",
    );
    assert_eq!(done.created + done.failed, done.rows);
    assert!(done.failed >= 1);
    let (_folder, book) = crate::support::book();
    let plain = import(&book, "Name,Email\nAna \"Nina,ana@example.com\nBruno,bruno@example.com\n");
    assert_eq!(plain.created, 2, "a quote inside a cell is just a character");
}

/// The limits are those of a list that has no rows, on a machine of today: seconds and megabytes.
#[cfg(target_os = "linux")]
#[test]
fn two_hundred_megabytes_on_one_line_cost_little() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("line.csv");
    let mut file = BufWriter::new(File::create(&path).unwrap());
    let cells = "Ana Souza,ana@example.com,".repeat(4096);
    for _ in 0..200 * 1024 * 1024 / cells.len() {
        file.write_all(cells.as_bytes()).unwrap();
    }
    drop(file);
    let kib: u64 = told(child("bad_input::read_one_line", &path)).parse().unwrap();
    assert!(kib < 64 * 1024, "{kib} KiB for a file of 200 MB");

    let sparse = folder.path().join("sparse.csv");
    File::create(&sparse).unwrap().set_len(200 * 1024 * 1024).unwrap();
    assert_eq!(refused(&sparse), "file_not_text", "a hole is no text");
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "the child of another test"]
fn read_one_line() {
    let code = refused(&given_path());
    assert!(["record_too_long", "too_many_columns"].contains(&code), "{code}");
    tell(&peak_kib().to_string());
}

#[cfg(unix)]
#[test]
fn a_file_one_may_not_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    fs::write(&path, "Email\nana@example.com\n").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    if is_root() {
        // Root may read everything, so somebody else has to try.
        assert_eq!(told(child_as_nobody("bad_input::may_not_read", &path)), "refused");
    } else {
        assert_eq!(refused(&path), "file_no_permission");
    }
}

#[cfg(unix)]
#[test]
#[ignore = "the child of another test"]
fn may_not_read() {
    assert_eq!(refused(&given_path()), "file_no_permission");
    tell("refused");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_nothing_is_written() {
    let Some(disk) = Disk::new(1) else { return };
    let book =
        Book::create(&disk.book(), &new_book(), Installation::new(INSTALLATION), &by()).unwrap();
    add(&book, "Ana", "ana@example.com");
    let before = dump(&book);
    let mut import = open(&book, people(5_000));
    let error = import.apply(&book, &by(), &go()).unwrap_err();
    assert_eq!(error.code(), "disk_full", "{error}");
    assert_eq!(dump(&book), before);
    drop(book);

    // With room again the same import goes through.
    disk.remount("size=64m");
    let book = open_book(&disk.book()).unwrap();
    assert_eq!(dump(&book), before);
    assert_eq!(carry_out(&book, open(&book, people(5_000))).created, 5_000);
    assert_whole(&book);
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_too_small_for_a_book_gets_none() {
    let Some(disk) = Disk::new(1) else { return };
    fs::write(disk.folder().join("ballast"), vec![7; 900 * 1024]).unwrap();
    let error = Book::create(&disk.book(), &new_book(), Installation::new(INSTALLATION), &by());
    assert_eq!(error.unwrap_err().code(), "disk_full");
    let left: Vec<_> =
        fs::read_dir(disk.folder()).unwrap().map(|f| f.unwrap().file_name()).collect();
    assert_eq!(left, ["ballast"], "no half a book is left");
}

#[cfg(target_os = "linux")]
#[test]
fn a_read_only_book_is_refused_and_untouched() {
    let Some(disk) = Disk::new(16) else { return };
    let book =
        Book::create(&disk.book(), &new_book(), Installation::new(INSTALLATION), &by()).unwrap();
    add(&book, "Ana", "ana@example.com");
    drop(book);
    let bytes = fs::read(disk.book()).unwrap();
    disk.remount("ro");
    let error = open_book(&disk.book()).unwrap_err();
    assert_eq!(error.code(), "book_read_only");
    assert!(error.to_string().contains("school.rollbook"));
    assert_eq!(fs::read(disk.book()).unwrap(), bytes);
    disk.remount("rw");
    member(&open_book(&disk.book()).unwrap(), "ana@example.com");
}

#[cfg(target_os = "linux")]
#[test]
fn a_drive_that_vanishes_takes_no_write() {
    let Some(disk) = Disk::new(16) else { return };
    let book =
        Book::create(&disk.book(), &new_book(), Installation::new(INSTALLATION), &by()).unwrap();
    add(&book, "Ana", "ana@example.com");
    let mut import = open(&book, people(10));
    disk.vanish();
    let error = import.apply(&book, &by(), &go()).unwrap_err();
    assert_eq!(error.code(), "book_missing");
    assert!(error.to_string().contains("school.rollbook"), "it says what is missing: {error}");
    assert_eq!(open_book(&disk.book()).unwrap_err().code(), "book_missing");
}

#[cfg(unix)]
#[test]
fn a_book_that_was_deleted_takes_no_write() {
    let (_folder, book) = book();
    fs::remove_file(book.path()).unwrap();
    let error = book.add_course(&by(), "Drawing").unwrap_err();
    assert_eq!(error.code(), "book_missing");
    assert!(!book.path().exists(), "nor is a new file made in its place");
}

/// A book with enough people to have pages of every kind, closed.
fn closed_book(folder: &Path) -> PathBuf {
    let path = folder.join("school.rollbook");
    let book = Book::create(&path, &new_book(), Installation::new(INSTALLATION), &by()).unwrap();
    import(&book, people(300));
    drop(book);
    path
}

fn overwrite(path: &Path, at: u64, bytes: &[u8]) {
    let mut file = File::options().write(true).open(path).unwrap();
    file.seek(SeekFrom::Start(at)).unwrap();
    file.write_all(bytes).unwrap();
}

fn files(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// What a file that is no book is refused with; it must stay as it is, and alone.
#[track_caller]
fn check_refused_book(path: &Path, code: &str) {
    let folder = path.parent().unwrap();
    let (bytes, names) = (fs::read(path).unwrap(), files(folder));
    let error = open_book(path).unwrap_err();
    assert_eq!(error.code(), code, "{error}");
    assert!(error.to_string().contains("school.rollbook"), "names the file: {error}");
    assert!(fs::read(path).unwrap() == bytes, "byte for byte as it was");
    assert_eq!(files(folder), names, "nothing is left beside it");
}

#[test]
fn a_newer_book_is_refused_and_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let path = closed_book(folder.path());
    let newer = u32::try_from(rollbook::book::SCHEMA).unwrap() + 1;
    overwrite(&path, 60, &newer.to_be_bytes());
    check_refused_book(&path, "newer_book");
}

#[test]
fn foreign_files_are_refused_and_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("school.rollbook");
    for bytes in [&b""[..], b"SQLite format 3\0", b"Name,Email\nAna,ana@example.com\n"] {
        fs::write(&path, bytes).unwrap();
        check_refused_book(&path, "not_a_book");
    }
    fs::remove_file(&path).unwrap();
    #[expect(clippy::disallowed_methods, reason = "a file that Rollbook did not make")]
    let foreign = rusqlite::Connection::open(&path).unwrap();
    foreign.execute_batch("CREATE TABLE members (id INTEGER PRIMARY KEY, name TEXT)").unwrap();
    drop(foreign);
    check_refused_book(&path, "not_a_book");
    let error = open_book(folder.path()).unwrap_err();
    assert_eq!(error.code(), "not_a_book", "a folder is none either");
}

/// Damage is found when the book is opened, when it is read or when it is checked; never by a
/// panic, and never overlooked by the check.
#[test]
fn a_damaged_book_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = closed_book(folder.path());
    let whole = fs::read(&path).unwrap();
    let page = usize::from(u16::from_be_bytes([whole[16], whole[17]]));
    let n_pages = whole.len() / page;
    assert!(n_pages > 20);
    let noise: Vec<u8> = (0..page).map(|n| (n * 31 + 7) as u8).collect();
    for at in (0..n_pages).step_by(n_pages / 12).chain([1, 2, 3]) {
        fs::write(&path, &whole).unwrap();
        // The first page begins with the header that tells a book from a foreign file.
        let (offset, n) = if at == 0 { (100, page - 100) } else { (at * page, page) };
        overwrite(&path, offset as u64, &noise[..n]);
        let damaged = fs::read(&path).unwrap();
        match open_book(&path) {
            Err(error) => {
                assert_eq!(error.code(), "damaged_book", "page {at}: {error}");
                assert!(error.to_string().contains("backup"), "says what now: {error}");
                assert!(fs::read(&path).unwrap() == damaged, "page {at} is left as it is");
            }
            Ok(book) => {
                if let Err(error) = book.open_view(&Query::default(), NOW) {
                    assert_eq!(error.code(), "damaged_book", "page {at}: {error}");
                }
                match book.check(&Progress::default()) {
                    Ok(report) => assert!(!report.ok, "page {at} is overlooked"),
                    Err(error) => assert_eq!(error.code(), "damaged_book", "page {at}: {error}"),
                }
            }
        }
    }
}

#[test]
fn a_book_is_open_once() {
    let (_folder, book) = book();
    let entries = n_entries(&book);
    assert_eq!(open_book(book.path()).unwrap_err().code(), "book_locked");
    assert_eq!(n_entries(&book), entries);
}
