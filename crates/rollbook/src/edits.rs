//! Fields of an edit that are left alone, set or cleared.

use serde::{Deserialize, Deserializer};

/// Reads a field that is there: `null` clears. Left alone is what `default` makes of an absent one.
pub(crate) fn given<'de, D, T>(from: D) -> Result<Option<Option<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(from).map(Some)
}
