//! Values that many rows have in common, each kept once and known by its place.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

#[derive(Debug)]
pub(super) struct Shared<T> {
    pub values: Vec<T>,
    places: HashMap<T, usize>,
    /// The place asked for last, which mostly is asked for again.
    last: usize,
}

impl<T> Default for Shared<T> {
    fn default() -> Self {
        Self { values: Vec::new(), places: HashMap::new(), last: 0 }
    }
}

impl<T: Clone + Eq + Hash> Shared<T> {
    pub fn place<Q>(&mut self, value: &Q) -> usize
    where
        T: Borrow<Q>,
        Q: Eq + Hash + ToOwned<Owned = T> + ?Sized,
    {
        if self.values.get(self.last).is_none_or(|last| last.borrow() != value) {
            self.last = self.places.get(value).copied().unwrap_or_else(|| {
                self.values.push(value.to_owned());
                self.places.insert(value.to_owned(), self.values.len() - 1);
                self.values.len() - 1
            });
        }
        self.last
    }
}
