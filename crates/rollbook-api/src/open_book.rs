//! The book on the desk, with what belongs to it while it is open.

use std::ops::Deref;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, Weak};
use std::thread;
use std::time::Duration;

use rollbook::duplicates::Group;
use rollbook::import::Import;
use rollbook::views::Query;
use rollbook::{Book, MemberId};

use crate::shelf::Shelf;

/// How often it is asked whether a backup is due.
const BACKUP_ROUND: Duration = Duration::from_mins(1);

const N_VIEWS: usize = 8;
const N_DUPLICATES: usize = 2;
const N_IMPORTS: usize = 4;

#[derive(Debug)]
pub(crate) struct OpenBook {
    book: Book,
    /// Lists of members that were computed.
    pub views: Shelf<Arc<[MemberId]>>,
    /// Members who were found to be alike.
    pub duplicates: Shelf<Vec<Group>>,
    /// Imports under way.
    pub imports: Shelf<Mutex<Import>>,
    /// Never sent on: its end tells the keeper that the book was closed.
    _open: Sender<()>,
}

impl Deref for OpenBook {
    type Target = Book;

    fn deref(&self) -> &Book {
        &self.book
    }
}

impl OpenBook {
    pub fn new(book: Book, clock: fn() -> i64) -> Arc<Self> {
        let (open, closed) = channel();
        let open = Arc::new(Self {
            book,
            views: Shelf::new("view", N_VIEWS),
            duplicates: Shelf::new("view", N_DUPLICATES),
            imports: Shelf::new("import", N_IMPORTS),
            _open: open,
        });
        let weak = Arc::downgrade(&open);
        let keeper = thread::Builder::new().name("keeper".to_owned());
        if let Err(error) = keeper.spawn(move || keep(&weak, &closed, clock)) {
            tracing::warn!(%error, "no thread for automatic backups");
        }
        open
    }

    pub fn into_book(self) -> Book {
        self.book
    }
}

/// Gets the first list and then the search ready, then backs the book up now and then. The book is
/// only borrowed for that, so that closing it releases the file at once.
fn keep(open: &Weak<OpenBook>, closed: &Receiver<()>, clock: fn() -> i64) {
    if let Some(Err(error)) = open.upgrade().map(|book| get_ready(&book, clock())) {
        tracing::warn!(code = error.code(), "the book can't be read for the list and the search");
    }
    while let Err(RecvTimeoutError::Timeout) = closed.recv_timeout(BACKUP_ROUND) {
        let Some(book) = open.upgrade() else { return };
        if let Err(error) = book.back_up_if_due(clock()) {
            tracing::warn!(code = error.code(), "the automatic backup failed");
        }
    }
}

/// The list that every window begins with is computed while the window is still being made, and
/// before the search, which would compete with it for the disk.
fn get_ready(book: &Book, now: i64) -> rollbook::Result<()> {
    book.open_view(&Query::default(), now)?;
    book.load_lists()
}
