//! Reading filters and writing them back; what they select is tested with the views.

use proptest::prelude::*;

use super::{Column, Filter, Pick, Term, Test};
use crate::access::AccessStatus;
use crate::ids::EntryId;
use crate::members::Status;

#[track_caller]
fn check(text: &str, expect: &[&str]) {
    let filter: Filter = text.parse().unwrap();
    let terms: Vec<String> = filter.terms.iter().map(ToString::to_string).collect();
    assert_eq!(terms, expect, "{text:?}");
}

#[track_caller]
fn check_problem(text: &str, code: &str, at: usize, part: &str) {
    let problem = text.parse::<Filter>().unwrap_err();
    assert_eq!((problem.code, problem.at, problem.text.as_str()), (code, at, part), "{text:?}");
}

#[test]
fn terms_are_joined_by_spaces() {
    check("", &[]);
    check("  ", &[]);
    check(" status:active   -access:none\t", &["status:active", "-access:none"]);
    check("Status:ACTIVE in:Trash", &["status:active", "in:trash"]);
    check("status:expired access:expired", &["status:expired", "access:expired"]);
    check("import:12 source:sendowl", &["import:12", "source:sendowl"]);
}

#[test]
fn values_with_spaces_stand_in_quotes() {
    check(r#"course:"Oil painting""#, &[r#"course:"Oil painting""#]);
    check(r#"course:"Drawing" product:Tudo"#, &["course:Drawing", "product:Tudo"]);
    check(r#"name:"the ""great"" one""#, &[r#"name:"the ""great"" one""#]);
    check(r#"company:O"Neil"#, &[r#"company:"O""Neil""#]);
    check("email:@x.com", &["email:@x.com"]);
}

#[test]
fn an_id_is_a_number_sign_outside_quotes() {
    check("course:#12", &["course:#12"]);
    check(r##"course:"#12""##, &[r##"course:"#12""##]);
    let [id, title] = ["course:#12", r##"course:"#12""##].map(str::parse::<Filter>);
    assert_ne!(id.unwrap().terms[0].test, title.unwrap().terms[0].test);
}

#[test]
fn what_cannot_be_read_says_where() {
    check_problem("ana", "not_a_term", 0, "ana");
    check_problem("status:active souza filho", "not_a_term", 14, "souza");
    check_problem("- status:active", "not_a_term", 0, "-");
    check_problem(":active", "not_a_term", 0, ":active");
    check_problem("colour:red", "unknown_name", 0, "colour");
    check_problem("-colour:red", "unknown_name", 1, "colour");
    check_problem("status:gone", "unknown_value", 7, "gone");
    check_problem("access:yes", "unknown_value", 7, "yes");
    check_problem("in:box", "unknown_value", 3, "box");
    check_problem("import:last", "unknown_value", 7, "last");
    check_problem("course:#x", "unknown_value", 7, "#x");
    check_problem("status:", "missing_value", 0, "status");
    check_problem(r#"name:" ""#, "missing_value", 0, "name");
    check_problem(r#"name:ção course:"Oil"#, "unclosed_quote", 16, "\"Oil");
    check_problem(r#"course:"Oil"painting"#, "text_after_quote", 12, "painting");
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z]{1,8}", r##"[ "#:a-zé-]{0,6}[a-zé][ "#:a-z]{0,6}"##, "\\PC{0,12}"]
        .prop_filter("a value is needed", |text| !crate::text::fold(text).is_empty())
}

fn pick() -> impl Strategy<Value = Pick> {
    prop_oneof![text().prop_map(Pick::Title), any::<i64>().prop_map(Pick::Id)]
}

fn test() -> impl Strategy<Value = Test> {
    let access = prop::sample::select(&[
        AccessStatus::Active,
        AccessStatus::Pending,
        AccessStatus::Expired,
        AccessStatus::Disabled,
    ]);
    prop_oneof![
        prop::sample::select(&Status::ALL).prop_map(Test::Status),
        Just(Test::Expired),
        Just(Test::NoAccess),
        access.prop_map(Test::Access),
        pick().prop_map(Test::Course),
        pick().prop_map(Test::Product),
        pick().prop_map(Test::Cohort),
        text().prop_map(|source| Test::Source(source.trim().to_owned())),
        any::<i64>().prop_map(|entry| Test::Import(EntryId(entry))),
        Just(Test::InTrash),
        (prop::sample::select(&Column::ALL), text()).prop_map(|(c, text)| Test::Contains(c, text)),
    ]
}

proptest! {
    #[test]
    fn a_filter_is_read_as_it_was_written(
        tests in prop::collection::vec((any::<bool>(), test()), 0..5),
    ) {
        let term = |(negated, test)| Term { negated, test, at: 0 };
        let filter = Filter { terms: tests.into_iter().map(term).collect() };
        let mut read: Filter = filter.to_string().parse().map_err(|problem| {
            TestCaseError::fail(format!("{filter}: {problem:?}"))
        })?;
        prop_assert_eq!(read.to_string(), filter.to_string());
        for term in &mut read.terms {
            term.at = 0;
        }
        prop_assert_eq!(read, filter);
    }

    #[test]
    fn no_text_is_too_strange_to_be_looked_at(text in any::<String>()) {
        if let Ok(filter) = text.parse::<Filter>() {
            let again: Filter = filter.to_string().parse().unwrap();
            prop_assert_eq!(again.to_string(), filter.to_string());
        }
    }
}
