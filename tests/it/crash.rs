//! A process that dies in the middle of an import: the book is as before it or as after it.

use std::fmt::Write;
use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rollbook::book::Book;
use rollbook::ids::Installation;
use rollbook::views::Query;

use crate::child::{TOLD, child, given_path, tell};
use crate::support::{INSTALLATION, NOW, add, assert_whole, by, carry_out, go, new_book, open};

/// Rows of the import that is killed. Enough that each phase lasts long enough to be hit.
const N: u64 = 6_000;

fn people() -> String {
    let mut list = "Name,Email,Course,Expires\n".to_owned();
    for n in 0..N {
        writeln!(list, "Member {n},member{n}@example.com,Drawing,2026-12-31").unwrap();
    }
    list
}

fn new_school(folder: &Path) -> PathBuf {
    fs::create_dir_all(folder).unwrap();
    let path = folder.join("school.rollbook");
    let book = Book::create(&path, &new_book(), Installation::new(INSTALLATION), &by()).unwrap();
    add(&book, "Before", "before@example.com");
    path
}

fn open_book(path: &Path) -> Book {
    Book::open(path, Installation::new(INSTALLATION), &by()).unwrap()
}

/// Imports, and says when it begins to write.
#[test]
#[ignore = "the child of another test"]
fn import_until_killed() {
    let book = open_book(&given_path());
    let mut import = open(&book, people());
    import.plan(&book, NOW, &go()).unwrap();
    tell("planned");
    import.apply(&book, &by(), &go()).unwrap();
}

/// Starts the import and waits for it to say `word`.
fn import_up_to(path: &Path, word: &str) -> Child {
    let mut importing =
        child("crash::import_until_killed", path).stdout(Stdio::piped()).spawn().unwrap();
    let said = BufReader::new(importing.stdout.take().unwrap());
    let mut lines = said.lines().map_while(Result::ok);
    assert!(lines.any(|line| line.strip_prefix(TOLD) == Some(word)), "the child never said {word}");
    // The rest is read so that the child is never stopped by a full pipe.
    thread::spawn(move || lines.for_each(drop));
    importing
}

/// On Unix this is `kill -9`.
fn kill(mut importing: Child) {
    importing.kill().unwrap();
    importing.wait().unwrap();
}

/// How long the write takes when nobody kills it.
fn time_to_write(path: &Path) -> Duration {
    let mut importing = import_up_to(path, "planned");
    let begin = Instant::now();
    assert!(importing.wait().unwrap().success());
    begin.elapsed()
}

fn n_members(book: &Book) -> u64 {
    book.open_view(&Query::default(), NOW).unwrap().all
}

#[test]
fn a_killed_import_is_all_or_nothing_and_the_next_one_works() {
    let folder = tempfile::tempdir().unwrap();
    let writing = time_to_write(&new_school(&folder.path().join("whole")));
    let mut n_killed = 0;
    for quarter in 0..4 {
        let path = new_school(&folder.path().join(quarter.to_string()));
        let importing = import_up_to(&path, "planned");
        // Somewhere in this quarter of the write.
        let chance = (RandomState::new().hash_one(quarter) % 1000) as u32;
        thread::sleep(writing * (quarter * 1000 + chance) / 4000);
        kill(importing);

        let book = open_book(&path);
        assert_whole(&book);
        let n = n_members(&book);
        assert!([1, 1 + N].contains(&n), "{n} members: half an import, killed by {chance}");
        n_killed += u64::from(n == 1);
        let done = carry_out(&book, open(&book, people()));
        assert_eq!(done.created + done.unchanged, N, "the next import works");
        assert_eq!(n_members(&book), 1 + N);
    }
    assert!(n_killed > 0, "each was killed after its end");
}

/// A book is one file that can be copied, sent and backed up as such.
#[test]
fn a_closed_book_is_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = new_school(folder.path());
    let book = open_book(&path);
    assert_eq!(carry_out(&book, open(&book, people())).created, N);
    drop(book);
    let files: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(files, ["school.rollbook"]);
}
