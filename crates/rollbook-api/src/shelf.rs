//! Things that belong to an open book and are named by an id: views, imports under way.
//!
//! A shelf holds a few; the one that lay unused the longest makes room.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rollbook::Error;

use crate::error::Result;

#[derive(Debug)]
pub(crate) struct Shelf<T> {
    what: &'static str,
    room: usize,
    things: Mutex<Things<T>>,
}

#[derive(Debug)]
struct Things<T> {
    /// The one used last is last.
    kept: Vec<(u64, Arc<T>)>,
    next: u64,
}

impl<T> Shelf<T> {
    pub fn new(what: &'static str, room: usize) -> Self {
        Self { what, room, things: Mutex::new(Things { kept: Vec::new(), next: 1 }) }
    }

    /// Puts a thing on the shelf and gives its id.
    pub fn keep(&self, thing: T) -> String {
        let mut things = self.things();
        let id = things.next;
        things.next += 1;
        if things.kept.len() == self.room {
            things.kept.remove(0);
        }
        things.kept.push((id, Arc::new(thing)));
        id.to_string()
    }

    pub fn find(&self, id: &str) -> Result<Arc<T>> {
        let mut things = self.things();
        let at = things.kept.iter().position(|(known, _)| known.to_string() == id);
        let Some(at) = at else {
            return Err(Error::NotFound { what: self.what, id: id.to_owned() }.into());
        };
        let found = things.kept.remove(at);
        let thing = Arc::clone(&found.1);
        things.kept.push(found);
        Ok(thing)
    }

    pub fn drop(&self, id: &str) {
        self.things().kept.retain(|(known, _)| known.to_string() != id);
    }

    fn things(&self) -> MutexGuard<'_, Things<T>> {
        self.things.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_one_unused_the_longest_makes_room() {
        let shelf = Shelf::new("view", 2);
        let (a, b) = (shelf.keep('a'), shelf.keep('b'));
        shelf.find(&a).unwrap();
        let c = shelf.keep('c');
        assert_eq!(*shelf.find(&a).unwrap(), 'a');
        assert_eq!(*shelf.find(&c).unwrap(), 'c');
        assert_eq!(shelf.find(&b).unwrap_err().code, "not_found");
        shelf.drop(&a);
        assert!(shelf.find(&a).is_err());
    }
}
