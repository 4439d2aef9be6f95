//! The desk: what a host keeps between commands.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockWriteGuard};
use std::thread;
use std::time::Duration;

use rollbook::book::NotRestored;
use rollbook::ids::Installation;
use rollbook::{Book, By, Error};

use crate::books;
use crate::call::Call;
use crate::commands::COMMANDS;
use crate::error::{ApiError, Result};
use crate::jobs::Jobs;
use crate::kept::{Kept, Recent};
use crate::open_book::OpenBook;
use crate::places::Places;
use crate::rights::{Right, Role};

/// How long closing and restoring wait for commands that are still using the book.
const PATIENCE: Duration = Duration::from_secs(10);
const STEP: Duration = Duration::from_millis(20);

/// Open for as long as the host runs; shared by its threads.
#[derive(Debug)]
pub struct Desk {
    pub(crate) places: Places,
    pub(crate) jobs: Jobs,
    pub(crate) clock: fn() -> i64,
    installation: Installation,
    kept: Mutex<Kept>,
    book: RwLock<Option<Arc<OpenBook>>>,
}

impl Desk {
    /// A desk without a book. `clock` gives UTC milliseconds.
    pub fn new(places: Places, clock: fn() -> i64) -> Result<Self, ApiError> {
        Ok(Self {
            installation: places.installation()?,
            kept: Mutex::new(Kept::load(&places)),
            places,
            clock,
            jobs: Jobs::default(),
            book: RwLock::new(None),
        })
    }

    /// Does a command. Request and response are JSON. Blocks until it is done; a panic inside is
    /// an error like any other.
    pub fn rpc(&self, command: &str, request: &str) -> Result<String, ApiError> {
        let known = COMMANDS
            .iter()
            .find(|known| known.name == command)
            .ok_or_else(|| ApiError::unknown_command(command))?;
        let call = Call { desk: self, now: (self.clock)(), role: Role::Owner };
        if !call.role.may(known.right) {
            return Err(ApiError::forbidden(command));
        }
        catch_unwind(AssertUnwindSafe(|| (known.run)(&call, request))).unwrap_or_else(|panic| {
            let said = panic
                .downcast_ref::<&str>()
                .copied()
                .or_else(|| panic.downcast_ref::<String>().map(String::as_str));
            let said = said.unwrap_or("without a word");
            Err(ApiError::internal(&format!("{command} panicked: {said}")))
        })
    }

    /// Every command with the right it needs.
    pub fn commands() -> impl Iterator<Item = (&'static str, Right)> {
        COMMANDS.iter().map(|command| (command.name, command.right))
    }

    pub(crate) fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The open book, for as long as the caller keeps it.
    pub(crate) fn book(&self) -> Option<Arc<OpenBook>> {
        self.book.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts the book that `open` gives in the place of the open one, which stays if that fails.
    pub(crate) fn put(
        &self,
        by: &By,
        open: impl FnOnce(Installation) -> rollbook::Result<Book>,
    ) -> Result<Arc<OpenBook>> {
        let (open, replaced) = {
            let mut place = self.place();
            let book = open(self.installation)?;
            let replaced = place.take();
            (self.put_in(&mut place, book, by), replaced)
        };
        release(replaced);
        Ok(open)
    }

    /// Opens a book, unless it is the open one.
    pub(crate) fn open(&self, by: &By, path: &Path) -> Result<Arc<OpenBook>> {
        let path = books::absolute(path);
        let (open, replaced) = {
            let mut place = self.place();
            if let Some(open) = place.as_ref().filter(|open| books::is_same(open.path(), &path)) {
                return Ok(Arc::clone(open));
            }
            let book = Book::open(&path, self.installation, by)?;
            let replaced = place.take();
            (self.put_in(&mut place, book, by), replaced)
        };
        release(replaced);
        Ok(open)
    }

    /// Opens a book before anybody asks for it: this one, or the one that was open last. A host does
    /// so while its window is being made. Why a book can't be opened is said to whoever asks for it.
    pub fn open_ahead(&self, path: Option<&Path>) {
        let last = || self.kept().recent.first().map(|recent| recent.path.clone());
        let Some(path) = path.map(Path::to_owned).or_else(last) else { return };
        let by = By { actor: Role::Owner.actor().to_owned(), now: (self.clock)() };
        if let Err(error) = self.open(&by, &path) {
            tracing::info!(code = error.code, "the book was not opened ahead");
        }
    }

    /// The list of the open book is on the screen. A host that can tell says so, and what takes both
    /// processors waits until then.
    pub fn is_shown(&self) {
        if let Some(book) = self.book() {
            book.is_shown();
        }
    }

    /// Closes the open book; its file is free then. Says where a copy of it lies if its file was not
    /// in its place any more.
    pub(crate) fn close(&self) -> Option<PathBuf> {
        let closed = self.place().take();
        let rescued = closed.as_ref().and_then(|book| {
            book.rescue().unwrap_or_else(|error| {
                tracing::error!(code = error.code(), "a book without a file can't be copied");
                None
            })
        });
        release(closed);
        rescued.map(|copy| copy.path)
    }

    /// Replaces the open book by a backup of it.
    pub(crate) fn restore(&self, by: &By, backup: &Path) -> Result<Arc<OpenBook>> {
        let mut place = self.place();
        let mut shared = place.take().ok_or_else(ApiError::no_book)?;
        let path = shared.path().to_owned();
        let mut waited = Duration::ZERO;
        let open = loop {
            match Arc::try_unwrap(shared) {
                Ok(open) => break open,
                Err(still_used) if waited > PATIENCE => {
                    *place = Some(still_used);
                    return Err(Error::BookLocked { path }.into());
                }
                Err(still_used) => shared = still_used,
            }
            thread::sleep(STEP);
            waited += STEP;
        };
        match open.into_book().restore(backup, by) {
            Ok(book) => Ok(self.put_in(&mut place, book, by)),
            Err(NotRestored { error, book }) => {
                if let Some(book) = book {
                    self.put_in(&mut place, *book, by);
                }
                Err(error.into())
            }
        }
    }

    /// Puts the open book at the head of the recent ones.
    pub(crate) fn remember(&self, book: &Book, now: i64) {
        let name = book.settings().name;
        let mut kept = self.kept();
        kept.remember(Recent { path: book.path().to_owned(), name, opened_at: now });
        // A list of recent books that can't be written is no reason not to open one.
        if let Err(error) = kept.save(&self.places) {
            tracing::warn!(code = error.code, "the recent books can't be kept");
        }
    }

    fn place(&self) -> RwLockWriteGuard<'_, Option<Arc<OpenBook>>> {
        self.book.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn put_in(&self, place: &mut Option<Arc<OpenBook>>, book: Book, by: &By) -> Arc<OpenBook> {
        self.remember(&book, by.now);
        let open = OpenBook::new(book, self.clock);
        *place = Some(Arc::clone(&open));
        open
    }
}

/// Lets go of a book and waits until nobody uses it any more, so that it can be opened elsewhere at
/// once. A command that takes longer than anybody should wait keeps the file until it is done.
fn release(book: Option<Arc<OpenBook>>) {
    let still_used = book.as_ref().map(Arc::downgrade);
    drop(book);
    let mut waited = Duration::ZERO;
    while still_used.as_ref().is_some_and(|book| book.strong_count() > 0) && waited < PATIENCE {
        thread::sleep(STEP);
        waited += STEP;
    }
}
