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

/// How long the first rows may take to be on the screen before nobody seems to wait for them.
const PAINTING: Duration = Duration::from_secs(2);

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
    /// Tells the keeper that the list is on the screen, and by its end that the book was closed.
    shown: Sender<()>,
}

impl Deref for OpenBook {
    type Target = Book;

    fn deref(&self) -> &Book {
        &self.book
    }
}

impl OpenBook {
    pub fn new(book: Book, clock: fn() -> i64) -> Arc<Self> {
        let (shown, keeper) = channel();
        let open = Arc::new(Self {
            book,
            views: Shelf::new("view", N_VIEWS),
            duplicates: Shelf::new("view", N_DUPLICATES),
            imports: Shelf::new("import", N_IMPORTS),
            shown,
        });
        let keeper = Keeper { open: Arc::downgrade(&open), shown: keeper, clock };
        let thread = thread::Builder::new().name("keeper".to_owned());
        if let Err(error) = thread.spawn(move || keeper.keep()) {
            tracing::warn!(%error, "no thread for automatic backups");
        }
        open
    }

    /// The first rows of its list are on the screen.
    pub fn is_shown(&self) {
        // Without a keeper there is nobody to tell.
        let _ = self.shown.send(());
    }

    pub fn into_book(self) -> Book {
        self.book
    }
}

/// Gets the first list ready, then what searches and filters read from memory, and backs the book up
/// now and then. The book is only borrowed for that, so that closing it releases the file at once.
struct Keeper {
    open: Weak<OpenBook>,
    shown: Receiver<()>,
    clock: fn() -> i64,
}

impl Keeper {
    /// The list that every window begins with is computed while the window is still being made. The
    /// rest waits until its rows are on the screen: it would keep a processor from the page.
    fn keep(self) {
        self.with_book(|book| book.open_view(&Query::default(), (self.clock)()).map(drop));
        let mut patience = PAINTING;
        let mut is_ready = false;
        loop {
            match self.shown.recv_timeout(patience) {
                Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) if is_ready => {
                    self.with_book(|book| book.back_up_if_due((self.clock)()).map(drop));
                }
                _ => {
                    self.with_book(Book::load_lists);
                    (patience, is_ready) = (BACKUP_ROUND, true);
                }
            }
        }
    }

    fn with_book(&self, f: impl FnOnce(&Book) -> rollbook::Result<()>) {
        let Some(book) = self.open.upgrade() else { return };
        if let Err(error) = f(&book) {
            tracing::warn!(code = error.code(), "what is done for an open book by itself failed");
        }
    }
}
