//! The one clock.

use std::time::{SystemTime, UNIX_EPOCH};

/// Now, in UTC milliseconds.
#[expect(clippy::disallowed_methods, reason = "hosts pass this clock to everything below them")]
pub fn system_clock() -> i64 {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX)
}
