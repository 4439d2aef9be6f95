//! The lines a person reads, and at the end which aims were met.

use super::megabytes;
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

    /// Says which aims were met. A missed one is said, and is no failure: machines differ.
    pub fn end(self) {
        println!("\naims");
        for Aim { of, unit, reached, at_most } in self.0 {
            let verdict = if reached <= at_most { "met   " } else { "missed" };
            println!("{verdict} {of:NAME$} {reached:>8.1} {unit} (aim {at_most:.0})");
        }
    }
}

/// A step of one piece: seconds, memory, and its phases where it names any.
pub fn whole(name: &str, step: &Step) {
    println!("{name:NAME$} {:>9.2} s  {:>6.0} MB", step.total(), megabytes(step.peak));
    phases(step);
}

/// An import beside the shell's of the same file.
pub fn beside(name: &str, ours: &Step, shell: f64) {
    println!(
        "{name:NAME$} {:>9.2} s  {:>6.0} MB   sqlite3 {shell:.2} s   ratio {:.2}",
        ours.total(),
        megabytes(ours.peak),
        ours.total() / shell,
    );
    phases(ours);
}

/// A step of many small ones, each in milliseconds.
pub fn parts(group: &str, step: &Step) {
    for (name, seconds) in &step.times {
        println!("{:NAME$} {:>9.1} ms", format!("{group}: {name}"), seconds * 1000.0);
    }
    println!("{:NAME$} {:>21.0} MB", format!("{group}: memory"), megabytes(step.peak));
}

fn phases(step: &Step) {
    for (name, seconds) in step.times.iter().skip(1).filter(|(_, seconds)| *seconds > 0.05) {
        println!("{:NAME$} {seconds:>9.2} s", format!("    {name}"));
    }
}
