//! The desk: opening and closing books, what it refuses, what it remembers.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::host::{Host, desk};

#[track_caller]
fn check_refused(host: &Host, path: &Path, code: &str) {
    let before = fs::read(path).unwrap();
    let error = host.err("book.open", json!({ "path": path }));
    assert_eq!(error["code"], code, "{error}");
    assert_eq!(error["args"]["path"], json!(path));
    assert!(fs::read(path).unwrap() == before, "{} was touched", path.display());
}

#[test]
fn books_that_were_open_are_remembered() {
    let host = Host::new();
    for name in ["first", "second"] {
        host.ok("book.create", host.new_book(name, false));
    }
    host.ok("book.close", json!({}));
    fs::remove_file(host.path("first.rollbook")).unwrap();
    let names = |state: &Value| -> Vec<(String, bool)> {
        let recent = state["recent"].as_array().unwrap().iter();
        recent
            .map(|book| {
                let name = book["name"].as_str().unwrap().to_owned();
                (name, book["missing"].as_bool().unwrap())
            })
            .collect()
    };
    let later = Host { desk: desk(host.dir.path()), dir: host.dir };
    let state = later.ok("app.state", json!({}));
    assert_eq!(names(&state), [("second".to_owned(), false), ("first".to_owned(), true)]);
    assert_eq!(state["book"], Value::Null);
    let state = later.ok("app.forget", json!({ "path": later.path("first.rollbook") }));
    assert_eq!(names(&state), [("second".to_owned(), false)]);
}

#[test]
fn a_book_is_opened_ahead() {
    let host = Host::with_book();
    host.ok("book.close", json!({}));
    host.desk.open_ahead(None);
    let last = host.ok("app.state", json!({}))["book"]["path"].clone();
    assert_ne!(last, Value::Null, "the book that was open last");
    let opened = host.ok("book.open", json!({ "path": last }));
    assert_eq!(opened["path"], last, "whoever asks for it gets it");

    host.ok("book.create", host.new_book("second", false));
    host.ok("book.close", json!({}));
    host.desk.open_ahead(Some(&host.path("missing.rollbook")));
    assert_eq!(host.ok("app.state", json!({}))["book"], Value::Null);
    host.desk.open_ahead(Some(Path::new(last.as_str().unwrap())));
    assert_eq!(host.ok("app.state", json!({}))["book"]["path"], last);
}

#[test]
fn preferences_stay() {
    let host = Host::new();
    host.ok("app.prefs", json!({ "theme": "dark", "locale": "pt-BR", "columns": ["name"] }));
    host.ok("app.prefs", json!({ "locale": null }));
    let later = Host { desk: desk(host.dir.path()), dir: host.dir };
    let prefs = &later.ok("app.state", json!({}))["prefs"];
    let expect = json!({
        "theme": "dark", "locale": null, "columns": ["name"], "sidebarCollapsed": false
    });
    assert_eq!(*prefs, expect, "what is absent stays, null goes back to the system's");
}

#[test]
fn a_closed_book_is_one_file() {
    let host = Host::with_book();
    host.add_member("Ana", "ana@example.com");
    host.ok("view.counts", json!({}));
    host.ok("book.close", json!({}));
    let mut files: Vec<String> = fs::read_dir(host.dir.path())
        .unwrap()
        .map(|file| file.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    files.sort();
    assert_eq!(files, ["a.rollbook", "home"], "a copy of the file is a copy of the book");
    let copy = host.path("copy.rollbook");
    fs::copy(host.path("a.rollbook"), &copy).unwrap();
    assert_eq!(host.ok("book.open", json!({ "path": copy }))["members"], 1);
}

#[test]
fn a_book_is_open_in_one_place() {
    let host = Host::with_book();
    let path = host.path("a.rollbook");
    let other = Host { desk: desk(host.dir.path()), dir: tempfile::tempdir().unwrap() };
    let error = other.err("book.open", json!({ "path": path }));
    assert_eq!(error["code"], "book_locked");
    let again = host.ok("book.open", json!({ "path": path }));
    assert_eq!(again["name"], "a", "opening the open book is no conflict");
    host.ok("book.close", json!({}));
    assert_eq!(other.ok("book.open", json!({ "path": path }))["name"], "a");
}

#[test]
fn files_that_are_no_books_are_left_alone() {
    let host = Host::with_book();
    let text = host.path("list.csv");
    fs::write(&text, "Name,Email\nAna,ana@example.com\n").unwrap();
    check_refused(&host, &text, "not_a_book");
    let empty = host.path("empty.rollbook");
    fs::write(&empty, "").unwrap();
    check_refused(&host, &empty, "not_a_book");
    let foreign = host.path("foreign.sqlite");
    rusqlite::Connection::open_in_memory()
        .unwrap()
        .execute("VACUUM INTO ?1", [foreign.to_str().unwrap()])
        .unwrap();
    check_refused(&host, &foreign, "not_a_book");
    assert_eq!(host.ok("book.info", json!({}))["name"], "a", "the open book stays open");
    let missing = host.err("book.open", json!({ "path": host.path("none.rollbook") }));
    assert_eq!(missing["code"], "book_missing");
}

#[test]
fn a_newer_book_is_refused() {
    let host = Host::with_book();
    host.ok("book.close", json!({}));
    let path = host.path("a.rollbook");
    let mut bytes = fs::read(&path).unwrap();
    bytes[60..64].copy_from_slice(&999_i32.to_be_bytes());
    fs::write(&path, bytes).unwrap();
    check_refused(&host, &path, "newer_book");
}

#[test]
fn a_damaged_book_is_refused() {
    let host = Host::with_book();
    host.ok("book.close", json!({}));
    let path = host.path("a.rollbook");
    let mut bytes = fs::read(&path).unwrap();
    bytes[100..4000].fill(0xA5);
    fs::write(&path, bytes).unwrap();
    check_refused(&host, &path, "damaged_book");
}

#[test]
fn nothing_is_created_over_a_file() {
    let host = Host::new();
    fs::write(host.path("a.rollbook"), "mine").unwrap();
    let error = host.err("book.create", host.new_book("a", true));
    assert_eq!(error["code"], "exists");
    assert_eq!(fs::read(host.path("a.rollbook")).unwrap(), b"mine");
    let nowhere = json!({
        "path": host.path("b.rollbook"), "name": "b", "zone": "Atlantis", "locale": "en",
        "sample": false
    });
    assert_eq!(host.err("book.create", nowhere)["code"], "invalid_zone");
    assert!(!host.path("b.rollbook").exists());
}

#[test]
fn a_book_that_vanished_takes_no_writes() {
    let host = Host::with_book();
    fs::remove_file(host.path("a.rollbook")).unwrap();
    let error = host.err("course.add", json!({ "title": "Drawing" }));
    assert_eq!(error["code"], "book_missing");
}

#[test]
fn without_a_book_commands_say_so() {
    let host = Host::new();
    assert_eq!(host.err("book.info", json!({}))["code"], "no_book");
    assert_eq!(host.err("member.fly", json!({}))["code"], "unknown_command");
    let error = host.err("book.open", json!({ "file": "a" }));
    assert_eq!(error["code"], "bad_request");
    assert_eq!(error["args"]["command"], "book.open");
}

#[test]
fn a_restore_puts_the_backup_in_the_books_place() {
    let host = Host::with_book();
    host.add_member("Ana", "ana@example.com");
    let backup = host.ok("book.backup", json!({ "path": null }));
    host.add_member("Bia", "bia@example.com");
    let info = host.ok("book.restore", json!({ "path": backup["path"] }));
    assert_eq!(info["members"], 1);
    let reasons: Vec<Value> = host
        .ok("book.backups", json!({}))
        .as_array()
        .unwrap()
        .iter()
        .map(|backup| backup["reason"].clone())
        .collect();
    assert!(reasons.contains(&json!("restore")), "the book as it was is kept: {reasons:?}");
    let error = host.err("book.restore", json!({ "path": host.path("none.rollbook") }));
    assert_eq!(error["code"], "book_missing");
    host.add_member("Caio", "caio@example.com");
}

#[test]
fn a_selection_over_a_view_is_what_the_view_counts() {
    let host = Host::with_book();
    let ids: Vec<String> =
        (0..7).map(|n| host.add_member(&format!("M{n}"), &format!("m{n}@example.com"))).collect();
    let course = host.add_course("Drawing");
    let query = json!({ "filter": "", "search": "m", "sort": [] });
    let view = host.ok("view.open", json!({ "query": query }));
    assert_eq!((&view["total"], &view["all"]), (&json!(7), &json!(7)));
    let members = json!({ "view": view["view"], "except": [ids[3]] });
    let spec = json!({ "courses": [course], "products": [], "state": "active" });
    let request = json!({ "members": members, "change": { "give": spec } });
    let preview = host.ok("access.preview_change", request.clone());
    let done = host.ok("access.change", request);
    assert_eq!(preview["members"], 6);
    assert_eq!(done["value"]["members"], preview["members"]);
    assert_eq!(done["value"]["grants"], preview["grants"]);
    assert_eq!(done["book"]["undo"]["id"], done["entry"]);
    assert_eq!(host.ok("member.show", json!({ "id": ids[3] }))["access"], json!([]));
    let sample = preview["sample"].as_array().unwrap();
    assert!(sample[0]["label"].as_str().unwrap().ends_with("Drawing"), "{sample:?}");
}

#[test]
fn a_broken_filter_selects_nobody() {
    let host = Host::with_book();
    host.add_member("Ana", "ana@example.com");
    let query = json!({ "filter": "status:wild", "search": "", "sort": [] });
    let view = host.ok("view.open", json!({ "query": query }));
    assert_eq!(view["total"], 0);
    assert_eq!(view["problem"]["code"], "unknown_value");
}

#[test]
fn a_cancelled_job_writes_nothing() {
    let host = Host::with_book();
    let ana = host.add_member("Ana", "ana@example.com");
    let before = host.ok("book.info", json!({}));
    host.ok("job.cancel", json!({ "job": "77" }));
    let request =
        json!({ "members": { "ids": [ana] }, "change": { "status": "disabled" }, "job": "77" });
    assert_eq!(host.err("members.change", request)["code"], "cancelled");
    assert_eq!(host.ok("book.info", json!({})), before);
    assert_eq!(host.ok("job.state", json!({ "job": "77" }))["finished"], true);
    assert_eq!(host.ok("job.state", json!({ "job": "78" })), Value::Null);
}

#[test]
fn undo_and_redo_answer_with_the_book() {
    let host = Host::with_book();
    host.add_member("Ana", "ana@example.com");
    let undone = host.ok("journal.undo", json!({}));
    assert_eq!(undone["book"]["members"], 0);
    assert_eq!(undone["book"]["redo"]["op"]["args"]["name"], "Ana");
    assert_eq!(undone["value"]["kept"], json!([]));
    let redone = host.ok("journal.redo", json!({}));
    assert_eq!(redone["book"]["members"], 1);
    assert_eq!(host.err("journal.redo", json!({}))["code"], "nothing_to_redo");
}

#[test]
fn a_member_may_come_with_access_as_one_entry() {
    let host = Host::with_book();
    let course = host.add_course("Drawing");
    let access = json!({ "courses": [course], "products": [], "expiresOn": "2026-12-31" });
    let fields = json!({ "name": "Ana", "email": "Ana@Example.com" });
    let added = host.ok("member.add", json!({ "fields": fields, "access": access }));
    let member = host.ok("member.show", json!({ "id": added["value"]["id"] }));
    assert_eq!(member["access"][0]["expiresOn"], "2026-12-31");
    assert_eq!(host.ok("journal.undo", json!({}))["book"]["members"], 0);
    let taken = json!({ "fields": { "name": "Ana", "email": "nobody" } });
    assert_eq!(host.err("member.add", taken)["code"], "invalid_email");
}
