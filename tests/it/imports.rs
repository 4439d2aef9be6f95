//! An import as the wizard does it, command by command.

use std::fs;

use serde_json::{Value, json};

use crate::host::Host;

const LIST: &str = "Nome completo,E-mail,Curso,Expira\n\
    Ana Souza,ana@example.com,Drawing,2026-12-31\n\
    Bia Rocha,bia@example,Drawing,\n\
    Ana S.,ANA@example.com,Oil,\n";

fn open(host: &Host) -> Value {
    let path = host.path("list.csv");
    fs::write(&path, LIST).unwrap();
    host.ok("import.open", json!({ "path": path }))
}

#[test]
fn a_file_goes_from_the_choice_to_the_journal_and_back() {
    let host = Host::with_book();
    let session = open(&host);
    assert_eq!(session["ready"], true, "{session}");
    let fields: Vec<&Value> =
        session["columns"].as_array().unwrap().iter().map(|column| &column["field"]).collect();
    assert_eq!(fields, ["name", "email", "course", "expires_at"]);
    let import = &session["import"];

    let options = json!({ "duplicates": "last", "products": ["Bundle"] });
    let session = host.ok("import.configure", json!({ "import": import, "options": options }));
    assert_eq!(session["options"]["duplicates"], "last");
    assert_eq!(session["options"]["policy"], "fill", "what is absent stays");

    let plan = host.ok("import.plan", json!({ "import": import, "job": "5" }));
    assert_eq!(plan["counts"]["rows"], 3);
    assert_eq!(plan["counts"]["failed"], 1);
    assert_eq!(plan["newProducts"], json!(["Bundle"]));
    let failed = json!({ "import": import, "verdict": "failed", "start": 0, "len": 10 });
    let rows = host.ok("import.rows", failed);
    assert_eq!(rows["total"], 1);
    let row = &rows["rows"][0];
    assert_eq!((&row["line"], &row["reason"]), (&json!(3), &json!("bad_email")));
    assert_eq!(row["cells"][1]["problem"], "bad_email");

    let all = json!({ "import": import, "verdict": null, "start": 0, "len": 10 });
    let rows = host.ok("import.rows", all)["rows"].clone();
    assert_eq!(rows[0]["sameAs"], json!([4]), "the other rows with the same e-mail");
    assert_eq!(rows[1]["sameAs"], json!([]));

    let fix = json!({ "import": import, "row": 1, "column": 1, "value": "bia@example.com" });
    let fixed = host.ok("import.fix", fix);
    assert_eq!(fixed["row"]["verdict"], "created");
    assert_eq!(fixed["plan"]["counts"]["failed"], 0);

    let plan = host.ok("import.choose", json!({ "import": import, "row": 0 }))["plan"].clone();
    let done = host.ok("import.apply", json!({ "import": import }));
    assert_eq!(done["value"]["counts"], plan["counts"], "what is shown is what is done");
    assert_eq!(done["book"]["members"], 2);

    let record = host.ok("imports.list", json!({}))[0].clone();
    assert_eq!(record["fileName"], "list.csv");
    assert_eq!(record["entry"], done["entry"]);
    let again = open(&host);
    assert_eq!(again["sameFileAt"], crate::host::NOW);

    let undone = host.ok("journal.undo", json!({ "entry": done["entry"] }));
    assert_eq!(undone["book"]["members"], 0);
    assert_eq!(undone["book"]["courses"], 0, "what the import created goes with it");
    assert_eq!(host.ok("imports.list", json!({}))[0]["undone"], true);
}

#[test]
fn rows_that_fail_are_given_back() {
    let host = Host::with_book();
    let import = open(&host)["import"].clone();
    host.ok("import.plan", json!({ "import": import }));
    let done = host.ok("import.apply", json!({ "import": import }));
    let (one, other) = (host.path("failed.csv"), host.path("again.csv"));
    let request = json!({ "import": import, "path": one });
    assert_eq!(host.ok("import.failed_rows", request)["rows"], 1);
    let request = json!({ "entry": done["entry"], "path": other });
    assert_eq!(host.ok("import.failed_rows", request)["rows"], 1);
    let csv = fs::read_to_string(&one).unwrap();
    assert!(csv.contains("bia@example,"), "{csv}");
    assert_eq!(csv, fs::read_to_string(&other).unwrap());
}

#[test]
fn rival_columns_are_asked_about() {
    let host = Host::with_book();
    let text = "Name,Email,Alternative email\nAna,ana@example.com,ana@example.org\n";
    let path = host.path("two.csv");
    fs::write(&path, text.replace("Alternative email", "E-mail")).unwrap();
    let session = host.ok("import.open", json!({ "path": path }));
    assert_eq!(session["ready"], false, "{session}");
    let ask = &session["columns"][1]["ask"];
    assert_eq!(ask["field"], "email");
    assert_eq!(ask["candidates"].as_array().unwrap().len(), 2);
    let mapping = json!({ "1": "ignore", "2": "email" });
    let answer = json!({ "import": session["import"], "mapping": mapping });
    let session = host.ok("import.configure", answer);
    assert_eq!(session["ready"], true, "{session}");
    assert_eq!(session["columns"][2]["field"], "email");
}

#[test]
fn a_pasted_list_is_imported() {
    let host = Host::with_book();
    let text = "Ana Souza <ana@example.com>\nbia@example.com; Bia\n";
    let session = host.ok("import.open", json!({ "text": text }));
    let done = host.ok("import.apply", json!({ "import": session["import"] }));
    assert_eq!(done["value"]["counts"]["created"], 2);
    host.ok("import.close", json!({ "import": session["import"] }));
    let gone = host.err("import.plan", json!({ "import": session["import"] }));
    assert_eq!(gone["code"], "not_found");
}

#[test]
fn the_template_maps_itself() {
    for locale in ["en", "pt-BR"] {
        let host = Host::with_book();
        let path = host.path("template.csv");
        host.ok("import.template", json!({ "path": path, "locale": locale }));
        let mut text = fs::read_to_string(&path).unwrap();
        text.push_str(
            "Ana,ana@example.com,+55 11 5550 1000,Ateliê,Drawing,2026-01-02,2026-12-31\r\n",
        );
        fs::write(&path, text).unwrap();
        let session = host.ok("import.open", json!({ "path": path }));
        assert_eq!(session["ready"], true, "{session}");
        for column in session["columns"].as_array().unwrap() {
            assert_eq!(column["reason"], "synonym", "{locale}: {column}");
        }
    }
}

#[test]
fn an_export_is_written_whole_for_whom_it_is_asked() {
    let host = Host::new();
    host.ok("book.create", host.new_book("sample", true));
    let query = json!({ "filter": "status:disabled", "search": "", "sort": [] });
    let view = host.ok("view.open", json!({ "query": query }));
    let path = host.path("members.csv");
    let request = json!({
        "kind": "members", "query": query, "delimiter": ";", "bom": true, "locale": "en",
        "path": path
    });
    let done = host.ok("export.run", request);
    assert_eq!(done["rows"], view["total"]);
    let csv = fs::read_to_string(&path).unwrap();
    assert!(csv.starts_with("\u{feff}Name;First name;"), "{csv}");
    assert_eq!(csv.lines().count() as u64, done["rows"].as_u64().unwrap() + 1);
}
