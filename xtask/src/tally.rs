//! How many tests passed and failed, read from what the runners print.

use std::ops::AddAssign;

#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub struct Tally {
    pub passed: usize,
    pub failed: usize,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl Tally {
    /// Understands the summaries of cargo, vitest, Playwright and node; the rest counts nothing.
    pub fn of(output: &str) -> Self {
        let mut tally = Self::default();
        for line in output.lines() {
            tally += of_line(line);
        }
        tally
    }
}

fn of_line(line: &str) -> Tally {
    let words: Vec<&str> = line
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_ascii_alphanumeric()))
        .filter(|word| !word.is_empty())
        .collect();
    let number = |word: &&str| word.parse::<usize>().ok();
    let before = |label: &str| {
        words
            .windows(2)
            .find(|pair| pair[1] == label)
            .and_then(|pair| number(&pair[0]))
            .unwrap_or(0)
    };
    match words.as_slice() {
        // cargo: `test result: ok. 5 passed; 0 failed; 1 ignored; …`; vitest: `Tests  1 failed | 4 passed (5)`.
        ["test", "result", ..] | ["Tests", ..] => {
            Tally { passed: before("passed"), failed: before("failed") }
        }
        // node: `ℹ pass 5` or, as TAP, `# pass 5`.
        ["pass", n] if line.starts_with(['#', 'ℹ']) => {
            Tally { passed: number(n).unwrap_or(0), failed: 0 }
        }
        ["fail", n] if line.starts_with(['#', 'ℹ']) => {
            Tally { passed: 0, failed: number(n).unwrap_or(0) }
        }
        // Playwright: `  5 passed (12.3s)`, `  1 failed`.
        [n, "passed", ..] if line.starts_with("  ") => {
            Tally { passed: number(n).unwrap_or(0), failed: 0 }
        }
        [n, "failed"] if line.starts_with("  ") => {
            Tally { passed: 0, failed: number(n).unwrap_or(0) }
        }
        _ => Tally::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(output: &str, passed: usize, failed: usize) {
        assert_eq!(Tally::of(output), Tally { passed, failed }, "{output}");
    }

    #[test]
    fn reads_the_summary_of_each_runner() {
        check("test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; finished in 0.1s", 5, 0);
        check("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured", 3, 2);
        check(" Test Files  2 passed (2)\n      Tests  1 failed | 11 passed (12)\n", 11, 1);
        check(
            "Running 9 tests using 1 worker\n\n  1 failed\n    a.spec.ts\n  8 passed (11.4s)\n",
            8,
            1,
        );
        check("ℹ tests 4\nℹ pass 3\nℹ fail 1\n", 3, 1);
        check("# tests 2\n# pass 2\n# fail 0\n", 2, 0);
    }

    #[test]
    fn counts_nothing_that_is_no_summary() {
        check("12 passed through the gate\nthe test result is in\nok 1 - pass 3\n", 0, 0);
    }
}
