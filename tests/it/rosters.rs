//! Lists of dates and rosters from the outside: as commands, from the command line, and as a file
//! that was cut off.

use std::fmt::Write;
use std::fs;

use rollbook::access::AccessStatus;
use rollbook::import::{LayoutHints, Missing, Options, Purpose, Source};
use serde_json::{Value, json};

use crate::cli::Shell;
use crate::host::Host;
use crate::support::{NOW, assert_whole, book, by, dump, everybody, go, import, n_entries, source};

const HOLDERS: &str = "Name,Email,Course,Enrolled,Expires\n\
    Ana Souza,ana@example.com,Drawing,2026-01-15,2027-12-31\n\
    Bia Rocha,bia@example.com,Drawing,2026-01-15,2027-12-31\n\
    Caio Dias,caio@example.com,Drawing,2026-01-15,\n";

const DATES: &str = "Nome;Email;Data de expiração\n\
    Ana Souza;ana@example.com;31/12/2028\n\
    Bia Rocha;bia@example.com;30/06/2027\n\
    Zoé Nova;zoe@example.com;31/12/2028\n";

const ROSTER: &str = "Name,Email\nAna,ana@example.com\nDora,dora@example.com\n";

/// Peers take the file for what they are told it is and deactivate whoever is not in it; a download
/// that broke off in the middle of a row looks like any other file.
#[test]
fn a_truncated_roster_is_refused() {
    let (_folder, book) = book();
    let mut whole = "Name,Email,Course\n".to_owned();
    for n in 0..200 {
        writeln!(whole, "Member {n},m{n}@example.com,Drawing").unwrap();
    }
    import(&book, &whole);
    let cut = &whole[..whole.len() * 3 / 5];
    let before = (dump(&book), n_entries(&book));
    let options = Options {
        purpose: Purpose::Roster,
        missing: Missing::End,
        courses: vec!["Drawing".into()],
        ..Options::default()
    };
    let mut roster =
        rollbook::import::Import::open(&book, source(cut), LayoutHints::default()).unwrap();
    roster.set_options(options.clone());
    let counts = roster.plan(&book, NOW, &go()).unwrap().roster.as_ref().unwrap().counts;
    assert!(counts.missing > 70, "{counts:?}");
    let refused = roster.apply(&book, &by(), &go()).unwrap_err();
    assert_eq!(refused.code(), "roster_unsure");
    assert_eq!((dump(&book), n_entries(&book)), before, "nothing was written");

    // The whole file, with a few people less, needs no asking.
    let fewer: String = whole.split_inclusive('\n').take(190).collect();
    let whole = Source::from_bytes("roster.csv", fewer.into_bytes()).unwrap();
    let mut roster = rollbook::import::Import::open(&book, whole, LayoutHints::default()).unwrap();
    roster.set_options(options);
    roster.apply(&book, &by(), &go()).unwrap();
    let has = |status| {
        let of =
            |member: &rollbook::members::Member| member.access.iter().any(|it| it.status == status);
        everybody(&book).iter().filter(|member| of(member)).count()
    };
    assert_eq!(has(AccessStatus::Active), 189);
    assert_whole(&book);
}

fn shell() -> Shell {
    let shell = Shell::with_book();
    shell.write("holders.csv", HOLDERS);
    shell.write("dates.csv", DATES);
    shell.write("roster.csv", ROSTER);
    shell.ok(&["import", "a.rollbook", "holders.csv"]);
    shell
}

fn codes(report: &Value) -> Vec<&str> {
    let problems = report["problems"].as_array().unwrap();
    problems.iter().map(|problem| problem["code"].as_str().unwrap()).collect()
}

#[test]
fn dates_come_in_from_the_command_line() {
    let shell = shell();
    let args = ["import", "a.rollbook", "dates.csv", "--expiry-of", "drawing", "--json"];
    let dry = shell.json(&[&args[..], &["--dry-run"]].concat());
    assert_eq!(
        (&dry["entry"], &dry["updated"], &dry["skipped"]),
        (&Value::Null, &json!(2), &json!(1))
    );
    assert_eq!(codes(&dry), ["shortened", "not_in_book"], "each is named");
    assert_eq!(dry.get("roster"), None);
    let done = shell.json(&args);
    assert_eq!(done["updated"], 2);
    let out = shell.ok(&["export", "a.rollbook", "enrollments"]);
    assert!(out.contains("ana@example.com") && out.contains("2028-12-31"), "{out}");
    assert!(out.contains("2027-06-30") && !out.contains("zoe@"), "{out}");
    assert_eq!(shell.json(&args)["entry"], Value::Null, "the same file twice changes nothing");

    let said = shell.refused(&["import", "a.rollbook", "dates.csv", "--expiry-of", "Sculpture"]);
    assert!(said.contains("no course or product is called so"), "{said}");
    let said = shell.refused(&["import", "a.rollbook", "roster.csv", "--expiry-of", "Drawing"]);
    assert!(said.contains("nothing to change"), "{said}");
}

#[test]
fn a_roster_comes_in_from_the_command_line() {
    let shell = shell();
    let args = ["import", "a.rollbook", "roster.csv", "--roster", "Drawing", "--json"];
    let dry = shell.json(&[&args[..], &["--dry-run", "--save-missing", "missing.csv"]].concat());
    let expect = json!({
        "holders": 3, "missing": 2, "byProduct": 0, "spared": 0, "unreadable": 0, "unsure": false
    });
    assert_eq!((&dry["roster"], &dry["created"]), (&expect, &json!(1)));
    let missing = shell.read("missing.csv");
    assert_eq!(
        missing,
        "Name,Email,Enrollment date,Expiration date\r\n\
         Bia Rocha,bia@example.com,2026-01-15,2027-12-31\r\n\
         Caio Dias,caio@example.com,2026-01-15,\r\n"
    );

    let end = [&args[..], &["--missing", "end"]].concat();
    let said = shell.refused(&end);
    assert!(said.contains("2 of 3 who have access are not in the file"), "{said}");
    let wrong = shell.refused(&[&end[..], &["--confirm-missing", "1"]].concat());
    assert!(wrong.contains("nothing was written"), "{wrong}");
    let done = shell.json(&[&end[..], &["--confirm-missing", "2"]].concat());
    assert_eq!(done["roster"]["missing"], 2);
    let active = shell.json(&["members", "a.rollbook", "--filter", "access:active", "--json"]);
    assert_eq!(active["total"], 2);
    shell.ok(&["undo", "a.rollbook"]);
    let disable = [&args[..], &["--missing", "disable", "--threshold", "70"]].concat();
    assert_eq!(shell.json(&disable)["roster"]["unsure"], false);
    let text = ["import", "a.rollbook", "roster.csv", "--roster", "Drawing", "--dry-run"];
    assert!(shell.ok(&text).contains("0 of 2 who have access are missing"));
}

#[test]
fn a_roster_goes_from_the_review_to_the_history() {
    let host = Host::with_book();
    for (name, text) in [("holders.csv", HOLDERS), ("roster.csv", ROSTER)] {
        fs::write(host.path(name), text).unwrap();
    }
    let open =
        |name: &str| host.ok("import.open", json!({ "path": host.path(name) }))["import"].clone();
    host.ok("import.apply", json!({ "import": open("holders.csv") }));
    let import = open("roster.csv");
    let options = json!({ "purpose": "roster", "courses": ["Drawing"], "missing": "end" });
    let session = host.ok("import.configure", json!({ "import": import, "options": options }));
    assert_eq!((&session["ready"], &session["options"]["threshold"]), (&json!(true), &json!(10)));
    let plan = host.ok("import.plan", json!({ "import": import }));
    assert_eq!((&plan["roster"]["missing"], &plan["roster"]["unsure"]), (&json!(2), &json!(true)));
    let window = json!({ "import": import, "start": 1, "len": 5 });
    let missing = host.ok("import.missing", window)["rows"].clone();
    assert_eq!((&missing[0]["email"], &missing[1]), (&json!("caio@example.com"), &Value::Null));

    let refused = host.err("import.apply", json!({ "import": import }));
    assert_eq!(refused["code"], "roster_unsure");
    let done = host.ok("import.apply", json!({ "import": import, "missing": 2 }));
    assert_eq!(done["op"]["kind"], "import.roster");
    assert_eq!(done["op"]["args"]["missing"], 2);
    let record = host.ok("imports.list", json!({}))[0].clone();
    assert_eq!((&record["purpose"], &record["missing"]), (&json!("roster"), &json!("end")));
    assert_eq!(record["roster"], done["value"]["roster"]);
    let path = host.path("missing.csv");
    let to = json!({ "import": import, "path": path, "locale": "pt-BR" });
    assert_eq!(host.ok("import.save_missing", to)["rows"], 2);
    let saved = fs::read_to_string(path).unwrap();
    assert!(saved.contains("Bia Rocha;bia@example.com;15/01/2026;31/12/2027"), "{saved}");
}

#[test]
fn dates_need_something_they_are_about() {
    let host = Host::with_book();
    fs::write(host.path("dates.csv"), DATES).unwrap();
    let import =
        host.ok("import.open", json!({ "path": host.path("dates.csv") }))["import"].clone();
    let purpose = json!({ "import": import, "options": { "purpose": "expiry" } });
    assert_eq!(host.ok("import.configure", purpose)["ready"], false);
    let refused = host.err("import.plan", json!({ "import": import }));
    assert_eq!(refused["code"], "no_subject");
}
