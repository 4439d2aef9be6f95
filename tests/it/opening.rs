//! Who may open a book, what is said to whoever may not, and what happens when the file of an open
//! book is touched from outside.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;
use std::thread;

use rollbook::book::{BackupReason, Book};
use rollbook::ids::Installation;
use serde_json::json;

use crate::child::{TOLD, child, given_path, tell, told};
#[cfg(target_os = "linux")]
use crate::disk::Disk;
use crate::host::Host;
use crate::support::{
    INSTALLATION, NOW, assert_whole, book, by, everybody, go, n_entries, portrait,
};

const N_PROCESSES: usize = 4;
const N_VISITS: usize = 15;

#[test]
fn processes_that_come_and_go_are_never_two_at_once() {
    let (folder, book) = book();
    let path = book.path().to_owned();
    let entries = n_entries(&book);
    drop(book);
    thread::scope(|scope| {
        for _ in 0..N_PROCESSES {
            scope.spawn(|| told(child("opening::come_and_go", &path)));
        }
    });
    let names: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(names, ["school.rollbook"], "a closed book is one file");
    let book = Book::open(&path, Installation::new(INSTALLATION), &by()).unwrap();
    assert_eq!(n_entries(&book), entries + N_PROCESSES * N_VISITS);
    assert_whole(&book);
}

/// The number of entries an opened book has may change by nobody's hand but ours.
#[test]
#[ignore = "the child of another test"]
fn come_and_go() {
    let path = given_path();
    let mut visits = 0;
    while visits < N_VISITS {
        match Book::open(&path, Installation::new(INSTALLATION), &by()) {
            Ok(book) => {
                let entries = n_entries(&book);
                let title = format!("{} {visits}", std::process::id());
                book.add_course(&by(), &title).unwrap();
                assert_eq!(n_entries(&book), entries + 1, "somebody else wrote too");
                visits += 1;
            }
            Err(error) => assert_eq!(error.code(), "book_locked", "{error}"),
        }
    }
    tell("done");
}

/// What a person is told by every kind of command: reading, writing, and copying the whole book.
#[track_caller]
fn check_told(host: &Host, command: &str, request: serde_json::Value, code: &str, book: &Path) {
    let error = host.err(command, request);
    assert_eq!(error["code"], code, "{command}: {error}");
    assert_eq!(error["args"]["path"], json!(book), "{command} names the book");
}

#[cfg(unix)]
#[test]
fn a_file_that_takes_the_place_of_an_open_book_is_left_alone() {
    let host = Host::with_book();
    let path = host.path("a.rollbook");
    host.add_member("Ana", "ana@example.com");
    let theirs = host.ok("book.backup", json!({ "path": host.path("theirs.rollbook") }));
    host.add_member("Bia", "bia@example.com");
    // As a program does that keeps a folder in step with another computer's.
    fs::rename(theirs["path"].as_str().unwrap(), &path).unwrap();
    let synced = fs::read(&path).unwrap();
    check_told(&host, "course.add", json!({ "title": "Drawing" }), "book_replaced", &path);
    check_told(&host, "journal.undo", json!({}), "book_replaced", &path);
    check_told(&host, "book.check", json!({}), "book_replaced", &path);
    check_told(&host, "book.restore", json!({ "path": ours(&host) }), "book_replaced", &path);
    let saved = host.ok("book.close", json!({}))["rescued"].clone();
    assert!(fs::read(&path).unwrap() == synced, "nothing of ours went into it");
    assert_eq!(host.ok("book.open", json!({ "path": path }))["members"], 1, "nor does later");
    assert_eq!(host.ok("book.open", json!({ "path": saved }))["members"], 2, "and nothing is lost");
}

/// Writes what is still in the log when it is killed.
#[test]
#[ignore = "the child of another test"]
fn write_until_killed() {
    let book = Book::open(&given_path(), Installation::new(INSTALLATION), &by()).unwrap();
    for n in 0..200 {
        book.add_course(&by(), &format!("Of the process that dies {n}")).unwrap();
    }
    tell("written");
    let _ = std::io::stdin().read_line(&mut String::new());
}

/// SQLite itself doesn't know whose log it is: it would write the pages of one file into another.
#[cfg(unix)]
#[test]
fn the_log_of_a_killed_process_stays_out_of_a_file_that_took_the_books_place() {
    let (folder, book) = book();
    let path = book.path().to_owned();
    let theirs = folder.path().join("theirs.rollbook");
    book.back_up(Some(&theirs), BackupReason::Manual, NOW).unwrap();
    drop(book);
    let synced = Book::open(&theirs, Installation::new(INSTALLATION + 1), &by()).unwrap();
    for n in 0..300 {
        synced.add_course(&by(), &format!("Synced {n}")).unwrap();
    }
    drop(synced);
    kill_while_open(&path);
    fs::rename(&theirs, &path).unwrap();
    let synced = fs::read(&path).unwrap();

    let book = Book::open(&path, Installation::new(INSTALLATION), &by()).unwrap();
    assert_eq!(book.courses(true, NOW).unwrap().len(), 300);
    assert_whole(&book);
    drop(book);
    assert!(fs::read(&path).unwrap()[4096..] == synced[4096..], "nothing went into it");
    let aside = folder.path().join("school.rollbook-wal-of-another-file");
    assert!(fs::metadata(aside).unwrap().len() > 0, "the log is kept for whoever finds its file");
}

#[test]
fn the_log_of_a_killed_process_is_its_own_files_also_when_that_has_moved() {
    let (folder, book) = book();
    let path = book.path().to_owned();
    drop(book);
    kill_while_open(&path);
    let moved = folder.path().join("moved");
    fs::create_dir(&moved).unwrap();
    for name in ["school.rollbook", "school.rollbook-wal", "school.rollbook-lock"] {
        // On Windows the lock went with the process.
        let _ = fs::rename(folder.path().join(name), moved.join(name));
    }
    let path = moved.join("school.rollbook");
    let book = Book::open(&path, Installation::new(INSTALLATION), &by()).unwrap();
    assert_eq!(book.courses(true, NOW).unwrap().len(), 200);
    assert_whole(&book);
}

fn kill_while_open(path: &Path) {
    let mut writing = child("opening::write_until_killed", path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let said = BufReader::new(writing.stdout.take().unwrap()).lines().map_while(Result::ok);
    let written = said.into_iter().any(|line| line.strip_prefix(TOLD) == Some("written"));
    assert!(written, "the child never wrote");
    writing.kill().unwrap();
    writing.wait().unwrap();
}

/// What was written before a file lost its name is in its log, which no file has then.
#[cfg(unix)]
#[test]
fn a_book_whose_file_is_gone_is_copied_when_it_is_closed() {
    for how in ["deleted", "renamed"] {
        let host = Host::with_book();
        let path = host.path("a.rollbook");
        host.add_member("Ana", "ana@example.com");
        match how {
            "deleted" => fs::remove_file(&path).unwrap(),
            _ => fs::rename(&path, host.path("renamed.rollbook")).unwrap(),
        }
        check_told(&host, "course.add", json!({ "title": "Drawing" }), "book_missing", &path);
        let by_hand = ours(&host);
        let rescued = host.ok("book.close", json!({}))["rescued"].clone();
        for copy in [by_hand, rescued] {
            let opened = host.ok("book.open", json!({ "path": copy }));
            assert_eq!(opened["members"], 1, "{how}: {copy}");
            assert_eq!(host.ok("book.close", json!({}))["rescued"], json!(null));
        }
        let left = fs::read_dir(path.parent().unwrap()).unwrap();
        let left: Vec<_> = left.map(|file| file.unwrap().file_name()).collect();
        assert!(!left.iter().any(|name| name == "a.rollbook-wal"), "{how}: {left:?}");
    }
}

/// A backup of the open book, which is still there although its file has no name.
#[cfg(unix)]
fn ours(host: &Host) -> serde_json::Value {
    host.ok("book.backup", json!({ "path": null }))["path"].clone()
}

#[cfg(target_os = "linux")]
#[test]
fn a_book_on_a_read_only_disk_is_refused() {
    let Some(disk) = Disk::new(16) else { return };
    let host = Host::new();
    let book = disk.book();
    let new = json!({ "path": book, "name": "a", "zone": "UTC", "locale": "en", "sample": false });
    host.ok("book.create", new);
    host.add_member("Ana", "ana@example.com");
    host.ok("book.close", json!({}));
    disk.remount("ro");
    check_told(&host, "book.open", json!({ "path": book }), "book_read_only", &book);
    disk.remount("rw");
    assert_eq!(host.ok("book.open", json!({ "path": book }))["members"], 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_drive_that_vanishes_is_named_by_whatever_is_tried() {
    let Some(disk) = Disk::new(16) else { return };
    let host = Host::new();
    let book = disk.book();
    let new = json!({ "path": book, "name": "a", "zone": "UTC", "locale": "en", "sample": false });
    host.ok("book.create", new);
    host.add_member("Ana", "ana@example.com");
    disk.vanish();
    check_told(&host, "course.add", json!({ "title": "Drawing" }), "book_missing", &book);
    check_told(&host, "book.check", json!({}), "book_missing", &book);
    check_told(&host, "book.backup", json!({ "path": null }), "book_missing", &book);
    host.ok("book.close", json!({}));
    check_told(&host, "book.open", json!({ "path": book }), "book_missing", &book);
}

/// The file of the open book is damaged beneath it, as a dying disk does.
#[test]
fn damage_under_an_open_book_is_told_and_not_written_over() {
    let host = Host::with_book();
    let path = host.path("a.rollbook");
    host.ok("book.close", json!({}));
    let whole = fs::read(&path).unwrap();
    host.ok("book.open", json!({ "path": path }));
    let mut damaged = whole.clone();
    damaged[4096..].fill(0xA5);
    overwrite(&path, &damaged);
    check_told(&host, "course.add", json!({ "title": "Drawing" }), "damaged_book", &path);
    host.ok("book.close", json!({}));
    overwrite(&path, &whole);
    assert_eq!(host.ok("book.open", json!({ "path": path }))["members"], 0);
}

/// Keeps the file, which has the name, and changes what is in it.
fn overwrite(path: &Path, bytes: &[u8]) {
    use std::io::Write;
    let mut file = fs::File::options().write(true).open(path).unwrap();
    file.write_all(bytes).unwrap();
}

#[test]
fn a_book_another_program_writes_to_says_so() {
    let host = Host::with_book();
    let path = host.path("a.rollbook");
    #[expect(clippy::disallowed_methods, reason = "a program that is not Rollbook")]
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    check_told(&host, "course.add", json!({ "title": "Drawing" }), "book_locked", &path);
    other.execute_batch("ROLLBACK").unwrap();
    host.add_course("Drawing");
}

#[test]
fn a_book_that_was_never_finished_is_none() {
    let host = Host::with_book();
    let path = host.path("a.rollbook");
    host.ok("book.close", json!({}));
    // What is there when the process dies before the new book has its mark.
    let mut bytes = fs::read(&path).unwrap();
    bytes[68..72].fill(0);
    fs::write(&path, bytes).unwrap();
    check_told(&host, "book.open", json!({ "path": path }), "not_a_book", &path);
}

#[cfg(target_os = "linux")]
#[test]
fn a_book_one_may_not_write_to_is_refused_in_words_for_it() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, book) = book();
    let path = book.path().to_owned();
    drop(book);
    let set = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    set(folder.path(), 0o555);
    set(&path, 0o444);
    assert_eq!(tried_as_nobody(&path), "book_read_only", "neither the file nor its folder");
    set(folder.path(), 0o777);
    assert_eq!(tried_as_nobody(&path), "book_read_only", "the folder alone is not enough");
    set(&path, 0o000);
    assert_eq!(tried_as_nobody(&path), "permission");
    let names: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(names, ["school.rollbook"], "nothing is left beside it");
}

#[cfg(target_os = "linux")]
fn tried_as_nobody(path: &Path) -> String {
    use crate::child::{child_as_nobody, is_root};
    let name = "opening::try_to_open";
    // Root may write everything, so somebody else has to try.
    told(if is_root() { child_as_nobody(name, path) } else { child(name, path) })
}

#[test]
#[ignore = "the child of another test"]
fn try_to_open() {
    match Book::open(&given_path(), Installation::new(INSTALLATION), &by()) {
        Ok(_) => tell("opened"),
        Err(error) => tell(error.code()),
    }
}

/// Each was made by the Rollbook that had that schema: a list of three, what else that one could keep
/// (an outline with rules and a completed lesson in the third, in the fourth a rule of the course, a
/// start of their own and quiz results), the list again with two changes, and an undo of that.
#[test]
fn a_book_of_an_earlier_rollbook_opens_with_all_that_can_be_taken_back() {
    let books = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/books");
    for schema in 1..rollbook::book::SCHEMA {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("school.rollbook");
        fs::copy(books.join(format!("schema-{schema}.rollbook")), &path).unwrap();
        let book = Book::open(&path, Installation::new(INSTALLATION), &by()).unwrap();
        assert_whole(&book);
        let before = portrait(&book);
        assert_eq!(everybody(&book).len(), 3, "schema {schema}");

        book.redo(&by(), &go()).unwrap();
        assert_ne!(portrait(&book), before, "the second list is in force again");
        book.undo(&by(), None, &go()).unwrap();
        assert_eq!(portrait(&book), before);
        while !everybody(&book).is_empty() {
            book.undo(&by(), None, &go()).unwrap();
        }
        assert_whole(&book);
    }
}
