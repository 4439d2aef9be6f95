//! Rights are what commands say they are.

use std::collections::BTreeSet;

use rollbook_api::{Desk, Right, Role};
use serde_json::{Value, json};

use crate::host::Host;

#[test]
fn every_command_is_listed_once_and_the_owner_may_do_all() {
    let mut names = BTreeSet::new();
    for (name, right) in Desk::commands() {
        assert!(names.insert(name), "{name} is listed twice");
        assert!(Role::Owner.may(right), "the owner may not {name}");
    }
}

#[test]
fn commands_that_need_only_reading_change_nothing() {
    let host = Host::new();
    host.ok("book.create", host.new_book("sample", true));
    let everybody = json!({ "filter": "", "search": "", "sort": [] });
    let view = host.ok("view.open", json!({ "query": everybody }))["view"].clone();
    let window = json!({ "view": view, "start": 0, "len": 5 });
    let ids = host.ok("view.ids", window.clone())["ids"].clone();
    let course = host.ok("courses.list", json!({ "archived": false }))[0]["id"].clone();
    let title = &host.ok("courses.list", json!({ "archived": false }))[0]["title"];
    let quizzes = json!([{ "title": "All", "lessons": [{ "title": "Quiz", "quiz": {} }] }]);
    let outline = json!({ "course": title, "chapters": quizzes }).to_string();
    host.ok("outline.write", json!({ "course": course, "json": outline }));
    let lessons = host.ok("drip.lessons", json!({ "course": course, "member": ids[0] }));
    let quiz = lessons[0]["state"]["lessonId"].clone();
    let product = host.ok("products.list", json!({ "archived": false }))[0]["id"].clone();
    let spec = json!({ "courses": [course], "products": [], "state": "active" });
    let city = host.ok("fields.list", json!({}))[0]["id"].clone();
    let chapter = host.ok("chapter.add", json!({ "course": course, "title": "Appendix" }));
    let chapter = chapter["value"]["id"].clone();
    let lesson = json!({ "chapter": chapter, "title": "Farewell", "quiz": null });
    let lesson = host.ok("lesson.add", lesson)["value"]["id"].clone();
    let backup = host.ok("book.backup", json!({ "path": null }))["path"].clone();
    let request = |command: &str| match command {
        "book.info" | "book.backups" | "book.check" | "view.counts" | "imports.list"
        | "filter.keys" | "views.list" | "fields.list" | "fields.counts" | "duplicates.find" => {
            json!({})
        }
        "view.open" => json!({ "query": everybody }),
        "view.rows" | "view.ids" => window.clone(),
        "view.keep" => json!({ "view": view, "members": { "ids": ids } }),
        "filter.values" => json!({ "key": "course" }),
        "filter.read" => json!({ "text": "status:active" }),
        "view.find" => json!({ "view": view, "id": ids[0] }),
        "members.find" => json!({ "text": "an", "limit": 5 }),
        "member.show" | "member.history" => json!({ "id": ids[0] }),
        "book.restore_preview" => json!({ "path": backup }),
        "access.preview_edit" => {
            json!({ "member": ids[0], "added": spec, "changed": [], "removed": [] })
        }
        "access.preview_change" => {
            json!({ "members": { "ids": ids }, "change": { "change": { "to": "revoked" } } })
        }
        "members.preview_change" => {
            json!({ "members": { "ids": ids }, "change": { "status": "disabled" } })
        }
        "field.preview_edit" => json!({ "id": city, "edit": { "kind": "number" } }),
        "product.preview_courses" => json!({ "product": product, "courses": [course] }),
        "duplicates.rows" => {
            let found = host.ok("duplicates.find", json!({}));
            json!({ "view": found["view"], "start": 0, "len": 5 })
        }
        "members.preview_merge" => json!({ "keep": ids[0], "gone": [ids[1]] }),
        "courses.list" | "products.list" => json!({ "archived": true }),
        "outline.read" | "outline.show" | "course.report" | "drip.counts" => {
            json!({ "course": course })
        }
        "outline.preview_change" => json!({ "change": { "remove_lessons": { "ids": [lesson] } } }),
        "outline.list" => json!({ "course": course, "locale": "en" }),
        "outline.read_text" => json!({ "course": course, "text": "- Farewell", "fit": "exactly" }),
        "course.members" => json!({ "course": course, "view": view, "start": 0, "len": 5 }),
        "lessons.preview_mark" => {
            json!({ "members": { "ids": ids }, "lessons": [], "mark": "complete" })
        }
        "quiz.results" => json!({ "member": ids[0] }),
        "quiz.takers" => json!({ "quiz": quiz }),
        "quiz.rows" => json!({ "quiz": quiz, "view": view, "start": 0, "len": 5 }),
        "start.preview" => {
            json!({ "members": { "ids": [ids[0]] }, "course": course, "startsAt": 0 })
        }
        "drip.lessons" | "start.show" => json!({ "course": course, "member": ids[0] }),
        "drip.simulate" => json!({
            "course": course, "who": { "newcomer": { "enrolledAt": 0 } }, "at": 0,
        }),
        "schedule.preview" => {
            let schedule = json!({ "product": null, "inOrder": true, "hideLocked": false,
                "rule": "manual", "from": null, "chapters": {}, "lessons": {} });
            json!({ "course": course, "product": null, "schedule": schedule, "keepOpened": true })
        }
        "drip.calendar" => json!({ "course": course, "days": 30 }),
        "journal.list" => json!({ "before": null, "limit": 5 }),
        "journal.changes" => json!({ "entry": "3", "limit": 5 }),
        other => panic!("{other} needs only reading: say here how it is called"),
    };
    let before = book(&host);
    for (name, _) in Desk::commands().filter(|(_, right)| *right == Right::Read) {
        host.ok(name, request(name));
        assert_eq!(book(&host), before, "{name} changed the book");
    }
}

fn book(host: &Host) -> Value {
    host.ok("book.info", json!({}))
}
