//! The headless twin, as a script uses it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::host::Host;

/// The binary under test, built once: Cargo names binaries of other packages to nobody.
pub fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        let output = Command::new(env!("CARGO"))
            .args(["build", "--package=rollbook-cli", "--message-format=json", "--quiet"])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stderr(Stdio::inherit())
            .output()
            .unwrap();
        assert!(output.status.success(), "the command line does not build");
        let messages = String::from_utf8(output.stdout).unwrap();
        let built = messages
            .lines()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok())
            .filter_map(|message| message["executable"].as_str().map(PathBuf::from))
            .next_back();
        built.expect("the build names its binary")
    })
}

pub struct Shell {
    dir: TempDir,
}

impl Shell {
    fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    /// A shell beside an empty book, `a.rollbook`.
    pub fn with_book() -> Self {
        let shell = Self::new();
        shell.ok(&["new", "a.rollbook", "--zone", "America/Sao_Paulo", "--locale", "en"]);
        shell
    }

    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.dir.path().join(name), text).unwrap();
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.dir.path().join(name)).unwrap()
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.dir.path().join(name)).unwrap()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(binary());
        command
            .args(args)
            .current_dir(self.dir.path())
            .env("ROLLBOOK_HOME", self.dir.path().join("home"));
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// What a command that must succeed prints.
    #[track_caller]
    pub fn ok(&self, args: &[&str]) -> String {
        let output = self.run(args);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{args:?}: {said}");
        String::from_utf8(output.stdout).unwrap()
    }

    #[track_caller]
    pub fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.ok(args)).unwrap()
    }

    /// What a command that must be refused says.
    #[track_caller]
    pub fn refused(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        assert!(output.stdout.is_empty(), "{args:?}: a refusal prints no result");
        String::from_utf8(output.stderr).unwrap()
    }
}

const LIST: &str = "Name,Email,Course,Expires\n\
    Ana Souza,ana@example.com,Drawing,2026-12-31\n\
    Bia Rocha,bia@example,Drawing,\n\
    Caio,caio@example.com,Oil,2027-01-01\n";

#[test]
fn an_import_reports_every_row_once() {
    let shell = Shell::with_book();
    shell.write("list.csv", LIST);
    let dry = shell.json(&["import", "a.rollbook", "list.csv", "--dry-run", "--json"]);
    assert_eq!(dry["entry"], Value::Null);
    assert_eq!(shell.json(&["members", "a.rollbook", "--json"])["total"], 0);
    let args = [
        "import",
        "a.rollbook",
        "list.csv",
        "--json",
        "--course",
        "Extra",
        "--failed-rows",
        "f.csv",
    ];
    let mut done = shell.json(&args);
    let entry = done["entry"].take();
    let problem =
        json!({ "line": 3, "column": "Email", "value": "bia@example", "code": "bad_email" });
    let expect = json!({
        "entry": null, "rows": 3, "created": 2, "updated": 0, "unchanged": 0, "skipped": 0,
        "conflicts": 0, "failed": 1, "problems": [problem]
    });
    assert_eq!(done, expect);
    assert!(shell.read("f.csv").starts_with("Name,Email,Course,Expires,"), "the file's headers");
    let again = shell.json(&["import", "a.rollbook", "list.csv", "--course", "Extra", "--json"]);
    assert_eq!((&again["entry"], &again["unchanged"]), (&Value::Null, &json!(2)));

    let undone = shell.json(&["undo", "a.rollbook", entry.as_str().unwrap(), "--json"]);
    assert_eq!(undone["entry"], entry);
    assert_eq!(undone["kept"], json!([]));
    assert!(undone["undone"].as_u64().unwrap() > 0);
    assert_eq!(shell.json(&["members", "a.rollbook", "--json"])["total"], 0);
    shell.ok(&["redo", "a.rollbook"]);
    assert_eq!(shell.json(&["members", "a.rollbook", "--json"])["total"], 2);
    assert_eq!(shell.json(&["check", "a.rollbook", "--json"])["ok"], true);
}

#[test]
fn failed_rows_are_written_over_neither_the_book_nor_the_list() {
    let shell = Shell::with_book();
    shell.write("list.csv", LIST);
    for path in ["a.rollbook", "./list.csv", "nowhere/failed.csv"] {
        let output = shell.run(&["import", "a.rollbook", "list.csv", "--failed-rows", path]);
        assert_eq!(output.status.code(), Some(1), "{path}");
    }
    assert_eq!(shell.read("list.csv"), LIST);
    assert_eq!(shell.json(&["members", "a.rollbook", "--json"])["total"], 0);
}

#[test]
fn columns_are_named_by_hand() {
    let shell = Shell::with_book();
    let input = "Quem;Onde;Camiseta\nAna;ana@example.com;M\n";
    let args = [
        "import",
        "a.rollbook",
        "-",
        "--map",
        "Quem=name",
        "--map",
        "onde=email",
        "--map",
        "Camiseta=custom:Shirt size",
        "--delimiter",
        ";",
        "--json",
    ];
    let mut child =
        shell.command(&args).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let done: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(done["created"], 1, "{done}");
    let exported = shell.ok(&["export", "a.rollbook", "members"]);
    assert!(exported.lines().next().unwrap().ends_with("custom.Shirt size (text)"), "{exported}");
    shell.write("list.csv", input);
    let said = shell.refused(&["import", "a.rollbook", "list.csv", "--map", "Quem"]);
    assert!(said.contains("HEADER=FIELD"), "{said}");
    let said = shell.refused(&["import", "a.rollbook", "list.csv", "--map", "Quando=name"]);
    assert!(said.contains("Quem, Onde, Camiseta"), "names the columns there are: {said}");
}

#[test]
fn a_list_without_a_header_has_numbered_columns() {
    let shell = Shell::with_book();
    shell.write("list.csv", "Ana,ana@example.com\nBia,bia@example.com\n");
    let args =
        ["import", "a.rollbook", "list.csv", "--no-header", "--map", "Column 1=name", "--json"];
    assert_eq!(shell.json(&args)["created"], 2);
}

#[test]
fn what_the_window_would_ask_is_refused() {
    let shell = Shell::with_book();
    shell.write("list.csv", "Name,Email,E-mail\nAna,a@example.com,b@example.com\n");
    let said = shell.refused(&["import", "a.rollbook", "list.csv"]);
    assert!(said.contains("--map 'Email=email' or --map 'E-mail"), "{said}");
    let done = shell.json(&["import", "a.rollbook", "list.csv", "--map", "E-mail=email", "--json"]);
    assert_eq!(done["created"], 1);
}

#[test]
fn members_are_found_sorted_and_cut() {
    let shell = Shell::new();
    shell.ok(&["new", "s.rollbook", "--sample", "--zone", "UTC", "--locale", "en"]);
    let all = shell.json(&["members", "s.rollbook", "--json"]);
    let total = all["total"].as_u64().unwrap();
    assert_eq!(all["members"].as_array().unwrap().len() as u64, total);
    let newest =
        shell.json(&["members", "s.rollbook", "--sort", "-joined_at", "--limit", "3", "--json"]);
    assert_eq!(newest["total"], total, "the total is of all that were found");
    let joined: Vec<i64> = newest["members"]
        .as_array()
        .unwrap()
        .iter()
        .map(|member| member["joinedAt"].as_i64().unwrap())
        .collect();
    assert!(joined.len() == 3 && joined.is_sorted_by(|a, b| a >= b), "{joined:?}");
    let blocked = shell.json(&[
        "members",
        "s.rollbook",
        "--filter",
        "-status:active",
        "--filter",
        "-status:pending",
        "--json",
    ]);
    for member in blocked["members"].as_array().unwrap() {
        assert_eq!(member["status"], "disabled");
        assert!(member["id"].is_string() && member["email"].is_string());
    }
    let found = shell.ok(&["members", "s.rollbook", "--search", "carvalhal"]);
    assert!(found.starts_with("Inês Carvalhal\tines.carvalhal@example.org\tactive\t"), "{found}");
    let said = shell.refused(&["members", "s.rollbook", "--filter", "status:wild"]);
    assert!(said.contains("wild"), "{said}");
    let said = shell.refused(&["members", "s.rollbook", "--sort", "age"]);
    assert!(said.contains("joined_at"), "names the fields there are: {said}");
}

#[test]
fn an_export_goes_to_the_output_or_a_file() {
    let shell = Shell::with_book();
    shell.write("list.csv", LIST);
    shell.ok(&["import", "a.rollbook", "list.csv"]);
    let printed = shell.ok(&["export", "a.rollbook", "enrollments", "--filter", "course:Oil"]);
    assert_eq!(printed.lines().count(), 2, "{printed}");
    let args =
        ["export", "a.rollbook", "enrollments", "--filter", "course:Oil", "--out", "out.csv"];
    assert_eq!(shell.ok(&args), "");
    assert_eq!(shell.read("out.csv"), printed);
    let progress = shell.ok(&["export", "a.rollbook", "progress", "--course", "oil"]);
    assert!(progress.starts_with("Name,Email,Course,% viewed,"), "{progress}");
    let tabbed = shell.ok(&["export", "a.rollbook", "members", "--delimiter", "tab", "--bom"]);
    assert!(tabbed.starts_with("\u{feff}Name\tFirst name"), "{tabbed}");
}

#[test]
fn the_history_of_a_member_is_told_field_by_field() {
    let shell = Shell::with_book();
    shell.write("list.csv", LIST);
    shell.ok(&["import", "a.rollbook", "list.csv"]);
    let told = shell.json(&["history", "a.rollbook", "--member", "ANA@example.com", "--json"]);
    let entry = &told["entries"][0];
    assert_eq!(entry["op"]["kind"], "import");
    let member = &entry["changes"][0];
    assert_eq!((&member["table"], &member["kind"]), (&json!("members"), &json!("created")));
    let all = shell.json(&["history", "a.rollbook", "--json"]);
    let kinds: Vec<&Value> =
        all["entries"].as_array().unwrap().iter().map(|entry| &entry["op"]["kind"]).collect();
    assert_eq!(kinds, ["import", "book.create"]);
    shell.refused(&["history", "a.rollbook", "--member", "nobody@example.com"]);
}

#[test]
fn refusals_are_told_from_misuse() {
    let shell = Shell::with_book();
    let said = shell.refused(&["members", "none.rollbook"]);
    assert!(said.contains("none.rollbook"), "{said}");
    let said = shell.refused(&["new", "a.rollbook"]);
    assert!(said.contains("already exists"), "{said}");
    shell.refused(&["undo", "a.rollbook"]);
    shell.refused(&["import", "a.rollbook", "none.csv"]);
    for misuse in [
        &["fly"][..],
        &["export", "a.rollbook", "birds"],
        &["export", "a.rollbook", "progress"],
        &["undo", "a.rollbook", "x"],
    ] {
        assert_eq!(shell.run(misuse).status.code(), Some(2), "{misuse:?}");
    }
}

#[test]
fn a_book_that_is_open_in_the_window_is_refused() {
    let host = Host::with_book();
    let shell = Shell::new();
    let path = host.path("a.rollbook");
    let said = shell.refused(&["members", path.to_str().unwrap()]);
    assert!(said.contains("is open in another Rollbook"), "{said}");
}

#[test]
fn a_backup_is_a_book() {
    let shell = Shell::with_book();
    shell.write("list.csv", LIST);
    shell.ok(&["import", "a.rollbook", "list.csv"]);
    shell.ok(&["backup", "a.rollbook", "b.rollbook"]);
    assert_eq!(shell.json(&["members", "b.rollbook", "--json"])["total"], 2);
    shell.refused(&["backup", "a.rollbook", "b.rollbook"]);
}

/// A workbook goes out and comes back; which of two sheets is the list has to be said.
#[test]
fn workbooks_go_out_and_come_back() {
    let shell = Shell::with_book();
    shell.write(
        "members.csv",
        "Name,Email,Phone,Course,Expires\nAna Souza,ana@example.com,00123,Drawing,2026-12-31\n\
         Bia,bia@example.com,,Drawing,\n",
    );
    shell.ok(&["import", "a.rollbook", "members.csv"]);
    shell.ok(&["export", "a.rollbook", "enrollments", "--out", "list.xlsx"]);
    shell.ok(&["export", "a.rollbook", "members", "--out", "members.xlsx"]);
    assert!(fs::read(shell.dir.path().join("list.xlsx")).unwrap().starts_with(b"PK"));

    shell.ok(&["new", "b.rollbook", "--zone", "America/Sao_Paulo", "--locale", "en"]);
    shell.ok(&["import", "b.rollbook", "members.xlsx"]);
    shell.ok(&["import", "b.rollbook", "list.xlsx", "--sheet", "Enrollments"]);
    let list = |book: &str, kind: &str| shell.ok(&["export", book, kind]);
    let without_source = |text: String| text.replace("import", "");
    assert_eq!(list("b.rollbook", "members"), list("a.rollbook", "members"));
    let (a, b) = (list("a.rollbook", "enrollments"), list("b.rollbook", "enrollments"));
    assert_eq!(without_source(b), without_source(a));

    let said = shell.refused(&["import", "b.rollbook", "list.xlsx", "--sheet", "Turmas"]);
    assert!(said.contains("It has: Enrollments"), "{said}");
}

/// A platform's file, and what it costs.
#[test]
fn a_list_for_a_platform_says_what_it_leaves_out() {
    let shell = Shell::with_book();
    shell.write("members.csv", "Name,Email\nJoão Conceição,joao@example.com\nZé,zé@example.com\n");
    shell.ok(&["import", "a.rollbook", "members.csv"]);
    let export = ["export", "a.rollbook", "members", "--for", "thinkific"];
    assert!(shell.refused(&export).contains("--out"));
    shell.ok(&[&export[..], &["--out", "list.csv"]].concat());
    assert_eq!(
        shell.read("list.csv"),
        "first_name,last_name,user_email\r\nJoao,Conceicao,joao@example.com\r\n"
    );
}

/// An export is what was asked for, under the name that was asked for, or is refused.
#[test]
fn an_export_is_refused_rather_than_another_one_written() {
    let shell = Shell::with_book();
    shell.write("list.csv", "Name,Email,Course\nAna,ana@example.com,Drawing\n");
    shell.ok(&["import", "a.rollbook", "list.csv"]);
    let export = |args: &[&'static str]| [&["export", "a.rollbook"][..], args].concat();
    let said = shell.refused(&export(&["enrollments", "--course", "Drawing"]));
    assert!(said.contains("--filter"), "{said}");
    let said = shell.refused(&export(&["members", "--out", "list.ods"]));
    assert!(said.contains(".xlsx"), "{said}");
    let said = shell.refused(&export(&["members", "--for", "memberkit", "--out", "list.xlsx"]));
    assert!(said.contains("CSV"), "{said}");
    shell.ok(&export(&["members", "--out", "list.XLSX"]));
    assert!(shell.bytes("list.XLSX").starts_with(b"PK"));
}

/// What was made a moment ago has milliseconds, which files don't tell.
#[test]
fn an_export_that_comes_back_changes_nothing() {
    let shell = Shell::with_book();
    shell.write("list.csv", "Name,Email\nAna,ana@example.com\nBia,bia@example.com\n");
    shell.ok(&["import", "a.rollbook", "list.csv", "--course", "Drawing"]);
    shell.ok(&["export", "a.rollbook", "enrollments", "--out", "out.csv"]);
    for policy in ["overwrite", "fill"] {
        let again = ["import", "a.rollbook", "out.csv", "--policy", policy, "--dry-run", "--json"];
        let report = shell.json(&again);
        assert_eq!((&report["rows"], &report["unchanged"]), (&json!(2), &json!(2)), "{report}");
    }
}

#[cfg(unix)]
#[test]
fn an_export_goes_where_a_link_leads() {
    let shell = Shell::with_book();
    shell.write("real.csv", "old");
    std::os::unix::fs::symlink("real.csv", shell.dir.path().join("link.csv")).unwrap();
    shell.ok(&["export", "a.rollbook", "members", "--out", "link.csv"]);
    assert!(shell.dir.path().join("link.csv").is_symlink());
    assert!(shell.read("real.csv").starts_with("Name"), "{}", shell.read("real.csv"));
}

const OUTLINE: &str = r#"{"course": "Watercolour", "chapters": [
    {"title": "Start", "drip": {"all": [{"after_enrollment": "1w", "time": "09:00"}]}, "lessons": [
        {"title": "Welcome", "drip": "open"},
        {"title": "Brushes", "drip": {"any": [{"at": "2090-03-01T09:00"},
            {"after_completed": {"lesson": "Welcome"}, "wait": "3d"}]}},
        {"title": "Quiz 1", "quiz": {"pass": 70}},
        {"title": "Bonus", "drip": "manual"}]}]}"#;

/// An outline goes in and comes out, says what is open and why, and is changed by hand.
#[test]
fn what_is_open_is_said_and_changed() {
    let shell = Shell::with_book();
    shell.write("outline.json", OUTLINE);
    shell.write(
        "list.csv",
        "Name,Email,Course,Enrolled\nAna,ana@example.com,Watercolour,2026-01-10\n\
         Bia,bia@example.com,Watercolour,2026-02-20\n",
    );
    shell.ok(&["import", "a.rollbook", "list.csv"]);
    let outline = ["outline", "a.rollbook", "--course", "watercolour"];
    shell.ok(&[&outline[..], &["outline.json"]].concat());
    let printed = shell.ok(&outline);
    shell.write("printed.json", &printed);
    shell.ok(&[&outline[..], &["printed.json"]].concat());
    assert_eq!(shell.ok(&outline), printed);

    let drip = |email: &str, at: &str| {
        let asked = ["--course", "Watercolour", "--member", email, "--at", at, "--json"];
        shell.json(&[&["drip", "a.rollbook"], &asked[..]].concat())
    };
    let bia = drip("bia@example.com", "2026-02-25");
    assert_eq!(
        bia[1],
        json!({
            "lesson": "Brushes", "chapter": "Start", "open": false, "hidden": false,
            "opens_at": "2090-03-01T09:00:00-03:00",
            "because": [
                { "code": "at", "since": "2090-03-01T09:00:00-03:00",
                  "opens_at": "2090-03-01T09:00:00-03:00" },
                { "code": "after_completed", "title": "Welcome", "wait": "3d" },
            ],
        })
    );
    assert_eq!(
        (&bia[0]["open"], &bia[2]["opens_at"]),
        (&json!(true), &json!("2026-02-27T09:00:00-03:00"))
    );
    assert_eq!(drip("bia@example.com", "2026-02-27T09:00")[2]["open"], json!(true));
    assert_eq!(drip("bia@example.com", "2026-02-27T08:59")[2]["open"], json!(false));

    let course = ["drip", "a.rollbook", "--course", "Watercolour"];
    let next = shell.json(&[&course[..], &["--calendar", "40000", "--json"]].concat());
    assert_eq!(next, json!([{ "day": "2090-03-01", "lesson": "Brushes", "members": 2 }]));
    let counts = shell.ok(&course);
    assert_eq!(counts.lines().next_back(), Some("Bonus\t0\t0\t2"), "it waits for a person");
    let opens = ["members", "a.rollbook", "--json", "--filter", "opens:\"Watercolour / Welcome\""];
    assert_eq!(shell.json(&opens)["total"], 2);

    let bonus = ["a.rollbook", "--course", "Watercolour", "--lesson", "bonus"];
    let everybody = ["--filter", "course:Watercolour", "--json"];
    let unlock = [&["unlock"], &bonus[..], &everybody].concat();
    let promised = shell.json(&[&unlock[..], &["--dry-run"]].concat());
    assert_eq!(promised, json!({ "members": 2, "already": 0, "entry": null }));
    let is_open = || drip("ana@example.com", "2090-01-01")[3]["open"].clone();
    assert_eq!(is_open(), json!(false), "a dry run changes nothing");
    assert_eq!(shell.json(&unlock)["members"], 2);
    assert_eq!(is_open(), json!(true));
    shell.ok(&["undo", "a.rollbook"]);
    assert_eq!(is_open(), json!(false));
    let ana = ["--member", "ana@example.com"];
    shell.ok(&[&["complete"], &bonus[..], &ana].concat());
    assert_eq!(is_open(), json!(true), "what is complete is open");
    shell.ok(&[&["lock"], &bonus[..], &ana].concat());
    assert_eq!(drip("ana@example.com", "2090-01-01")[3]["because"][0]["code"], "locked_again");
    shell.ok(&[&["reset"], &bonus[..], &ana].concat());
    assert_eq!(drip("ana@example.com", "2090-01-01")[3]["because"][0]["code"], "manual");
    let start = ["start", "a.rollbook", "--course", "Watercolour"];
    let on_march = ["--at", "2026-03-10T08:00", "--filter", "course:Watercolour", "--json"];
    assert_eq!(shell.json(&[&start[..], &on_march].concat())["members"], 2);
    let bia = drip("bia@example.com", "2026-03-11");
    assert_eq!(bia[2]["opens_at"], "2026-03-17T09:00:00-03:00");
    assert_eq!(bia[2]["because"][0]["code"], "after_own_start");
    shell.ok(&[&start[..], &["--clear", "--member", "bia@example.com"]].concat());
    assert_eq!(drip("bia@example.com", "2026-02-25")[2]["opens_at"], "2026-02-27T09:00:00-03:00");
    let soon = [&start[..], &ana, &["--at", "soon"]].concat();
    assert!(shell.refused(&soon).contains("--at soon: is not a date and time"));
    shell.ok(&["check", "a.rollbook"]);
}

/// What would never open because of another course is found from either of them.
#[test]
fn courses_that_wait_for_each_other_are_refused() {
    let shell = Shell::with_book();
    shell.write("list.csv", "Email,Course\nana@example.com,Oil\nana@example.com,Ink\n");
    shell.ok(&["import", "a.rollbook", "list.csv"]);
    let outline = |course: &str, drip: &str, others: &str| {
        let lessons = format!(r#"[{{"title": "First", "drip": {drip}}}]"#);
        shell.write(
            "outline.json",
            &format!(
                r#"{{"course": "{course}", "chapters": [{{"title": "All", "lessons": {lessons}}}]
                    {others}}}"#
            ),
        );
        ["outline", "a.rollbook", "--course", course, "outline.json"].map(str::to_owned)
    };
    let write = |args: [String; 5]| shell.ok(&args.each_ref().map(String::as_str));
    let refuse = |args: [String; 5]| shell.refused(&args.each_ref().map(String::as_str));
    let after =
        |course: &str| format!(r#"{{"all": [{{"after_completed": {{"course": "{course}"}}}}]}}"#);
    write(outline("Oil", "\"open\"", ""));
    write(outline("Ink", &after("Oil"), ""));
    let refused = refuse(outline("Oil", &after("Ink"), ""));
    assert!(refused.contains("First → Ink / First → First"), "{refused}");
    let whole = format!(r#", "drip": {}"#, after("Ink"));
    write(outline("Oil", "\"open\"", &whole));
    assert!(refuse(outline("Oil", "null", &whole)).contains("First → Ink / First → First"));
    let either = r#"{"any": [{"after_completed": {"course": "Ink"}}, {"after_enrollment": "1w"}]}"#;
    write(outline("Oil", either, ""));
}

/// What a file says of products and of whole courses is checked like the rest.
#[test]
fn schedules_that_do_not_hold_together_are_refused() {
    let shell = Shell::with_book();
    shell.write("list.csv", "Email,Course,Product\nana@example.com,Oil,\nana@example.com,,Pass\n");
    shell.ok(&["import", "a.rollbook", "list.csv"]);
    for (more, said) in [
        (r#""drip": "manual", "from": "Second""#, "no lesson \"Second\""),
        (r#""drip": {"all": [{"after_completed": {"lesson": "First"}}]}"#, "First → First"),
        (r#""schedules": [{"product": "Pass"}]"#, "no product called \"Pass\" holds"),
        (r#""schedules": [{"product": "Pass", "form": "First"}]"#, "unknown field `form`"),
    ] {
        let file = format!(
            r#"{{"course": "Oil", "chapters": [{{"title": "All", "lessons": [{{"title": "First"}}]}}], {more}}}"#
        );
        shell.write("outline.json", &file);
        let refused = shell.refused(&["outline", "a.rollbook", "--course", "Oil", "outline.json"]);
        assert!(refused.contains(said), "{refused}");
    }
}

/// Whatever is wrong with a file is said with its place, and nothing of it is written.
#[test]
fn an_outline_is_taken_from_a_list_or_a_table_and_printed_as_one() {
    let shell = Shell::with_book();
    shell.write("members.csv", "Email,Course\nana@example.com,Watercolour\n");
    shell.ok(&["import", "a.rollbook", "members.csv"]);
    let outline = ["outline", "a.rollbook", "--course", "watercolour"];
    shell
        .write("list.txt", "Start\n  - Welcome\n  - Colours (quiz 70%)\n  - welcome\nEnd\n  - Bye");
    shell.ok(&[&outline[..], &["list.txt", "--dry-run"]].concat());
    assert_eq!(shell.ok(&[&outline[..], &["--list"]].concat()), "");
    shell.ok(&[&outline[..], &["list.txt"]].concat());
    let list = "# Start\n- Welcome\n- Colours (quiz 70%)\n\n# End\n- Bye\n";
    assert_eq!(shell.ok(&[&outline[..], &["--list"]].concat()), list);
    shell.write("list.csv", "Aula;Cap\u{ed}tulo;Publicada\nWelcome;End;n\u{e3}o\n");
    shell.ok(&[&outline[..], &["list.csv", "--exactly"]].concat());
    assert_eq!(shell.ok(&[&outline[..], &["--list"]].concat()), "# End\n- Welcome (unpublished)\n");
    shell.ok(&["undo", "a.rollbook"]);
    assert_eq!(shell.ok(&[&outline[..], &["--list"]].concat()), list);
}

/// Whoever opened a lesson keeps it when a file locks it, unless they are to lose it.
#[test]
fn an_outline_file_says_who_keeps_what_they_had_opened() {
    let shell = Shell::with_book();
    shell.write("list.csv", "Email,Course\nana@example.com,Watercolour\n");
    shell.ok(&["import", "a.rollbook", "list.csv"]);
    let write = |drip: &str, rest: &[&str]| {
        let chapters =
            r#"[{"title": "Start", "lessons": [{"title": "Welcome"}, {"title": "Paper"}]}]"#;
        let file =
            format!(r#"{{"course": "Watercolour", "drip": {drip}, "chapters": {chapters}}}"#);
        shell.write("outline.json", &file);
        let of_course = ["outline", "a.rollbook", "--course", "Watercolour", "outline.json"];
        let output = shell.run(&[&of_course[..], rest].concat());
        String::from_utf8(output.stderr).unwrap()
    };
    write("null", &[]);
    let result = "Email,Course,Lesson,Viewed\nana@example.com,Watercolour,Paper,2026-02-01\n";
    shell.write("lessons.csv", result);
    shell.ok(&["import", "a.rollbook", "lessons.csv", "--progress-of", "Watercolour"]);
    let is_open = || {
        let asked =
            ["drip", "a.rollbook", "--course", "Watercolour", "--member", "ana@example.com"];
        shell.json(&[&asked[..], &["--json"]].concat())[1]["open"].clone()
    };
    let said = write("\"manual\"", &["--lock-opened"]);
    assert!(!said.contains("keep"), "{said}");
    assert_eq!(is_open(), json!(false));
    shell.ok(&["undo", "a.rollbook"]);
    let said = write("\"manual\"", &[]);
    assert!(said.contains("1 members keep 1 lessons that they had opened"), "{said}");
    assert_eq!(is_open(), json!(true));
}

#[test]
fn an_outline_that_does_not_hold_together_is_refused() {
    let shell = Shell::with_book();
    shell.write("list.csv", "Email,Course\nana@example.com,Watercolour\n");
    shell.ok(&["import", "a.rollbook", "list.csv"]);
    shell.write("outline.json", OUTLINE);
    let outline = ["outline", "a.rollbook", "--course", "Watercolour"];
    shell.ok(&[&outline[..], &["outline.json"]].concat());
    let before = shell.ok(&outline);
    let changed = |from: &str, to: &str| {
        assert!(OUTLINE.contains(from), "{from}");
        OUTLINE.replacen(from, to, 1)
    };
    for (file, said) in [
        (changed(r#"{"lesson": "Welcome"}"#, r#"{"lesson": "Nothing"}"#), "no lesson \"Nothing\""),
        (changed(r#""drip": "open""#, r#""drip": "opened""#), "line 3 column"),
        (changed("1w", "one week"), "write it like 12h, 7d, 2w or 1mo"),
        (changed("\"Bonus\"", "\"welcome\""), "\"welcome\" is there twice"),
        (changed("\"Bonus\"", "\" \""), "has no title"),
        (changed("70", "170"), "at most 100"),
        (changed("\"manual\"", r#"{"all": [{"quiz_passed": "Welcome"}]}"#), "is no quiz"),
        (
            changed(
                r#""drip": "open""#,
                r#""drip": {"all": [{"after_completed": {"lesson": "Brushes"}}]}"#,
            )
            .replace(r#"{"at": "2090-03-01T09:00"},"#, ""),
            "Welcome → Brushes → Welcome",
        ),
        (
            changed("\"manual\"", r#"{"all": [{"after_completed": {"course": "Watercolour"}}]}"#),
            "Bonus → Bonus",
        ),
        (
            changed("\"course\": \"Watercolour\"", "\"course\": \"Oil\""),
            "is the outline of \"Oil\"",
        ),
        (changed("{", ""), "can't be read"),
    ] {
        shell.write("bad.json", &file);
        let refused = shell.refused(&[&outline[..], &["bad.json"]].concat());
        assert!(refused.contains(said), "{refused}");
        assert_eq!(shell.ok(&outline), before);
    }
    let unknown = ["outline", "a.rollbook", "--course", "Oil"];
    assert!(shell.refused(&unknown).contains("course Oil is not in this book"));
    let at = [
        "drip",
        "a.rollbook",
        "--course",
        "Watercolour",
        "--member",
        "ana@example.com",
        "--at",
        "soon",
    ];
    assert!(shell.refused(&at).contains("2026-03-01T09:00"));
}

#[test]
fn duplicates_are_listed_and_merged() {
    let shell = Shell::with_book();
    shell.write(
        "list.csv",
        "Name,Email,Course\nAna,ana@gmail.com,Drawing\nAna S,a.na+x@gmail.com,Oil\nBia,bia@x.com,\n",
    );
    shell.ok(&["import", "a.rollbook", "list.csv"]);
    let found = shell.json(&["duplicates", "a.rollbook", "--json"]);
    assert_eq!((&found["surplus"], &found["groups"][0]["why"]), (&json!(1), &json!(["mailbox"])));
    assert_eq!(found["groups"][0]["members"][1]["email"], "a.na+x@gmail.com");
    let listed = shell.ok(&["duplicates", "a.rollbook"]);
    assert!(listed.starts_with("mailbox, certain:\n    Ana\tana@gmail.com\tactive\n"), "{listed}");
    let merge = ["merge", "a.rollbook", "--keep", "ana@gmail.com", "a.na+x@gmail.com", "--json"];
    let dry = shell.json(&[&merge[..], &["--dry-run"]].concat());
    assert_eq!(dry["entry"], Value::Null);
    assert_eq!(dry["member"]["access"].as_array().unwrap().len(), 2);
    assert_eq!(shell.json(&["members", "a.rollbook", "--json"])["total"], 3);
    assert_eq!(shell.json(&merge)["member"], dry["member"], "what was shown is what was done");
    assert_eq!(shell.json(&["members", "a.rollbook", "--json"])["total"], 2);
    assert_eq!(shell.json(&["duplicates", "a.rollbook", "--json"])["groups"], json!([]));
    let oneself =
        shell.refused(&["merge", "a.rollbook", "--keep", "ana@gmail.com", "a.na+x@gmail.com"]);
    assert!(oneself.contains("is not a possible member"), "{oneself}");
    shell.ok(&["undo", "a.rollbook"]);
    assert_eq!(shell.json(&["members", "a.rollbook", "--json"])["total"], 3);
}
