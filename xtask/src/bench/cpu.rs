//! CPU time, which says what something costs even when other programs keep the machine busy.

use std::fs;

/// Linux counts in hundredths of a second wherever it shows ticks to programs.
const TICKS: f64 = 100.0;

#[derive(Clone, Copy, Debug)]
#[allow(dead_code, reason = "each of the two programs asks about one of them")]
pub enum Of {
    Itself,
    /// The children that ended.
    Children,
}

/// Seconds of CPU so far, in the program and the system; 0 where the system doesn't say.
pub fn seconds(of: Of) -> f64 {
    // proc(5): after the name in parentheses come the state, ten numbers, and these four.
    let first = match of {
        Of::Itself => 11,
        Of::Children => 13,
    };
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
    let ticks = fields.split_whitespace().skip(first).take(2);
    ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / TICKS
}
