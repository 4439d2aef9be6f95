//! `cargo xtask test`: every check and every test, in the order that finds the cheap faults first.
//!
//! A step is silent until it fails, and then says everything; its output stays in `target/xtask/`.
//! Nothing is left out without saying so.

use std::fs;
use std::path::Path;
use std::time::Instant;

use crate::shell::{command, log};
use crate::tally::Tally;
use crate::{Failure, npm, packages};

/// What a step is, and how it is done with a log to write to.
type Step = (&'static str, fn(&Path) -> Result<Tally, Failure>);

const STEPS: &[Step] = &[
    ("setup", |_| {
        packages::ensure(&[packages::BUILD, packages::SCREEN, packages::DRIVERS])?;
        npm::install().map(|()| Tally::default())
    }),
    ("fmt", |to| tests("cargo fmt --all --check", to)),
    ("ui-check", |to| tests("npm run --silent check --workspaces", to)),
    ("ui-test", |to| tests("npm run --silent test --workspace ui", to)),
    ("ui-build", |to| tests(npm::BUILD_UI, to)),
    // Before clippy: it compiles the build scripts and macros that clippy then uses too.
    ("build", |to| tests("cargo build --workspace --locked", to)),
    ("clippy", |to| tests("cargo clippy --workspace --all-targets --locked -- -D warnings", to)),
    ("test", cargo_test),
    ("browser", |to| tests("npm run --silent browser --workspace tests", to)),
    ("window", window),
];

pub fn run(options: &[&str]) -> Result<(), Failure> {
    let chosen = chosen(options)?;
    let logs = Path::new("target/xtask");
    fs::create_dir_all(logs).map_err(|error| format!("{}: {error}", logs.display()))?;
    let mut tally = Tally::default();
    let start = Instant::now();
    for (name, step) in chosen {
        let began = Instant::now();
        match step(&logs.join(format!("{name}.log"))) {
            Ok(counted) => {
                tally += counted;
                let seconds = began.elapsed().as_secs_f32();
                match counted.passed {
                    0 => println!("{name:<9} ok {seconds:>6.1} s"),
                    n => println!("{name:<9} ok {seconds:>6.1} s  {n} passed"),
                }
            }
            Err(failure) => {
                tally += Tally::of(&failure);
                println!("{failure}\n\nstep {name} failed; again: cargo xtask test --only {name}");
                return Err(format!("{} passed, {} failed", tally.passed, tally.failed.max(1)));
            }
        }
    }
    println!(
        "{:.0} s\n{} passed, {} failed",
        start.elapsed().as_secs_f32(),
        tally.passed,
        tally.failed
    );
    Ok(())
}

fn chosen(options: &[&str]) -> Result<Vec<Step>, Failure> {
    let names = STEPS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(" ");
    let find = |wanted: &str| STEPS.iter().find(|(name, _)| *name == wanted).copied();
    let steps = options.chunks(2).map(|option| match option {
        ["--only", name] => find(name).ok_or(format!("no step {name}; there are: {names}")),
        _ => Err(format!("usage: cargo xtask test [--only STEP]…\nsteps: {names}")),
    });
    if options.is_empty() { Ok(STEPS.to_vec()) } else { steps.collect() }
}

fn tests(line: &str, to: &Path) -> Result<Tally, Failure> {
    log(&mut command(line), to).map(|output| Tally::of(&output))
}

/// The same random cases in every run, so that a change is judged by itself and not by chance. By
/// itself, `cargo test` tries others each time.
const SEED: &str = "20261122";

/// The tests of the API write the TypeScript types; that they write nothing new is a test as well.
fn cargo_test(to: &Path) -> Result<Tally, Failure> {
    const TYPES: &str = "ui/src/backend/api.ts";
    let committed = fs::read(TYPES).ok();
    let mut test = command("cargo test --workspace --locked");
    let tally = log(test.env("PROPTEST_RNG_SEED", SEED), to).map(|output| Tally::of(&output))?;
    if fs::read(TYPES).ok() == committed {
        Ok(tally)
    } else {
        Err(format!("{TYPES} was stale and has been written anew: look at it and commit it"))
    }
}

/// The real window, driven as a person would. WebKitGTK's driver exists on Linux only.
fn window(to: &Path) -> Result<Tally, Failure> {
    #[cfg(target_os = "linux")]
    {
        let screen = crate::screen::Screen::start(Path::new("target/window"))?;
        let mut suite = command("npm run --silent window --workspace tests");
        log(screen.put(&mut suite), to).map(|output| Tally::of(&output))
    }
    #[cfg(not(target_os = "linux"))]
    {
        println!("window    not run: the driver of the real window exists on Linux only");
        let _ = to;
        Ok(Tally::default())
    }
}
