//! The lines a person reads, and at the end a table of the aims and what was reached.

use super::megabytes;
use super::sqlite::Shell;
use super::step::Step;

/// Width of the names' column.
const NAME: usize = 44;

#[derive(Debug, Default)]
pub struct Aims(Vec<Aim>);

#[derive(Debug)]
struct Aim {
    of: String,
    unit: &'static str,
    reached: f64,
    at_most: f64,
}

impl Aims {
    pub fn add(&mut self, of: &str, unit: &'static str, reached: f64, at_most: f64) {
        self.0.push(Aim { of: of.to_owned(), unit, reached, at_most });
    }

    /// Every aim beside what was reached, and how much of it that is. A missed one is no failure:
    /// machines differ.
    pub fn end(self) {
        println!("\n{:NAME$} {:>9} {:>9} {:8} {:>8}", "what", "reached", "aim", "", "of it");
        for Aim { of, unit, reached, at_most } in self.0 {
            let (share, verdict) =
                (reached / at_most, if reached <= at_most { "met" } else { "missed" });
            println!("{of:NAME$} {reached:>9.1} {at_most:>9.1} {unit:8} {share:>7.2}× {verdict}");
        }
    }
}

/// A step of one piece: seconds, memory, and its phases where it names any.
pub fn whole(name: &str, step: &Step) {
    println!("{name:NAME$} {}", cost(step));
    phases(step);
}

/// A step beside the shell's of the same, on the clock and in CPU time.
pub fn beside(name: &str, ours: &Step, shell: &Shell) {
    println!("{name:NAME$} {}", cost(ours));
    println!(
        "{:NAME$} {:>9.2} s  {:>7.2} s CPU",
        "    the sqlite3 shell", shell.seconds, shell.cpu
    );
    let (clock, cpu) = (ours.total() / shell.seconds, ours.cpu / shell.cpu);
    println!("{:NAME$} {clock:>9.2} ×  {cpu:>7.2} ×", "    times the shell");
    phases(ours);
}

fn cost(step: &Step) -> String {
    format!("{:>9.2} s  {:>7.2} s CPU  {:>5.0} MB", step.total(), step.cpu, megabytes(step.peak))
}

/// A step of many small ones, each in milliseconds.
pub fn parts(group: &str, step: &Step) {
    for (name, seconds) in &step.times {
        println!("{:NAME$} {:>9.1} ms", format!("{group}: {name}"), seconds * 1000.0);
    }
    memory(group, step);
}

pub fn memory(group: &str, step: &Step) {
    println!("{:NAME$} {:>21.0} MB", format!("{group}: memory"), megabytes(step.peak));
}

/// One of many small steps beside the shell's of the same, on the clock.
pub fn part_beside(group: &str, name: &str, seconds: f64, shell: &Shell) {
    println!(
        "{:NAME$} {:>9.1} ms {:>9.1} ms SQL {:>7.2} ×",
        format!("{group}: {name}"),
        seconds * 1000.0,
        shell.seconds * 1000.0,
        seconds / shell.seconds
    );
}

fn phases(step: &Step) {
    for (name, seconds) in step.times.iter().skip(1).filter(|(_, seconds)| *seconds > 0.05) {
        println!("{:NAME$} {seconds:>9.2} s", format!("    {name}"));
    }
}
