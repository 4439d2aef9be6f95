//! Who may open a book, and what is said to whoever may not.

use std::fs;
use std::thread;

use rollbook::book::Book;
use rollbook::ids::Installation;

use crate::child::{child, given_path, tell, told};
use crate::support::{INSTALLATION, assert_whole, book, by, n_entries};

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
