//! Rosters: who is missing, and what may be done about it.

use crate::access::{AccessStatus, GrantSpec, State};
use crate::book::Book;
use crate::book::tests::{NOW, book, by};
use crate::courses::CourseEdit;
use crate::duplicates::{FieldsOf, Merge};
use crate::import::tests::{in_course, member, open, whole};
use crate::import::{
    Counts, Field, Import, Missing, Options, Policy, Purpose, RosterCounts, Threshold,
};
use crate::members::MemberFields;
use crate::products::ProductEdit;
use crate::progress::Progress;
use crate::{CourseId, MemberId};

const HOLDERS: [&str; 4] = ["ana", "bruno", "caio", "dora"];

/// A school in which four people have Drawing, until they choose to.
struct School {
    _dir: tempfile::TempDir,
    book: Book,
    drawing: CourseId,
}

impl School {
    fn new() -> Self {
        let (dir, book) = book();
        let drawing = book.add_course(&by(), "Drawing").unwrap().value;
        let school = Self { _dir: dir, book, drawing };
        for who in HOLDERS {
            let member = school.add(who);
            school.give(member, &GrantSpec { courses: vec![drawing], ..GrantSpec::default() });
        }
        school
    }

    fn add(&self, who: &str) -> MemberId {
        let fields = MemberFields {
            name: Some(format!("{} Souza", who.to_uppercase())),
            email: Some(format!("{who}@example.com")),
            ..MemberFields::default()
        };
        self.book.add_member(&by(), &fields).unwrap().value
    }

    fn give(&self, member: MemberId, spec: &GrantSpec) {
        self.book.grant(&by(), &[member], spec, &Progress::default()).unwrap();
    }

    fn open(&self, csv: &str, options: Options) -> Import {
        let mut import = open(&self.book, csv);
        import.set_options(options);
        import.plan(&self.book, NOW, &Progress::default()).unwrap();
        import
    }

    fn counts(&self, csv: &str, options: Options) -> RosterCounts {
        self.open(csv, options).made_plan().unwrap().roster.as_ref().unwrap().counts
    }

    fn missing(&self, csv: &str) -> Vec<String> {
        let import = self.open(csv, roster(Missing::List));
        let members = import.missing(&self.book, 0, 100).unwrap();
        members.into_iter().map(|missing| missing.email).collect()
    }

    /// Imports, after a person said that the number of missing is right.
    fn import(&self, csv: &str, options: Options) -> Counts {
        let mut import = self.open(csv, options);
        let shown = import.made_plan().unwrap().summary();
        import.accept_missing(shown.2.unwrap().missing);
        let done = import.apply(&self.book, &by(), &Progress::default()).unwrap();
        assert_eq!(done.value, shown.0, "what was shown is what was done");
        whole(&self.book);
        done.value
    }

    /// Who has access to Drawing now.
    fn active(&self) -> Vec<&'static str> {
        let has = |who: &&str| {
            let access = member(&self.book, &format!("{who}@example.com")).access;
            access.iter().any(|it| it.status == AccessStatus::Active)
        };
        HOLDERS.into_iter().filter(has).collect()
    }

    fn n_entries(&self) -> usize {
        self.book.entries(None, None, 1000).unwrap().len()
    }
}

fn roster(missing: Missing) -> Options {
    Options { purpose: Purpose::Roster, missing, ..in_course("Drawing") }
}

fn any(missing: Missing) -> Options {
    Options { threshold: Threshold(100), ..roster(missing) }
}

const SHORT: &str =
    "Name,Email\nAna,ana@example.com\nEva,eva@example.com\nBruno,bruno@example.com\n";

#[test]
fn a_roster_says_who_is_new_who_stays_and_who_is_missing() {
    let school = School::new();
    let import = school.open(SHORT, roster(Missing::List));
    let plan = import.made_plan().unwrap();
    let Counts { created, updated, unchanged, .. } = plan.counts;
    assert_eq!((created, updated, unchanged), (1, 0, 2));
    let counts = plan.roster.as_ref().unwrap().counts;
    assert_eq!((counts.holders, counts.missing, counts.unsure), (4, 2, false));
    assert_eq!(school.missing(SHORT), ["caio@example.com", "dora@example.com"]);
    let window = import.missing(&school.book, 1, 1).unwrap();
    assert_eq!((window.len(), window[0].name.as_str()), (1, "DORA Souza"));
}

#[test]
fn the_missing_are_only_listed_unless_asked() {
    let school = School::new();
    school.import(SHORT, roster(Missing::List));
    assert_eq!(school.active(), HOLDERS, "nobody lost anything");
    assert_eq!(member(&school.book, "eva@example.com").access[0].course, "Drawing");
}

#[test]
fn the_missing_are_ended_and_one_undo_brings_them_back() {
    let school = School::new();
    let before: Vec<_> =
        HOLDERS.map(|who| member(&school.book, &format!("{who}@example.com"))).into();
    school.import(SHORT, any(Missing::End));
    assert_eq!(school.active(), ["ana", "bruno"]);
    let record = school.book.imports().unwrap().remove(0);
    assert_eq!((record.purpose, record.missing), (Purpose::Roster, Missing::End));
    assert_eq!(record.roster.unwrap().missing, 2);
    let entries = school.n_entries();
    school.import(SHORT, any(Missing::End));
    assert_eq!(school.n_entries(), entries, "the same file twice changes nothing");
    school.book.undo(&by(), None, &Progress::default()).unwrap();
    let after: Vec<_> =
        HOLDERS.map(|who| member(&school.book, &format!("{who}@example.com"))).into();
    assert_eq!(before, after);
    assert!(school.book.member_by_email("eva@example.com").is_err(), "it was one entry");
}

#[test]
fn the_missing_are_disabled() {
    let school = School::new();
    school.import(SHORT, any(Missing::Disable));
    let caio = member(&school.book, "caio@example.com");
    assert_eq!(caio.access[0].status, AccessStatus::Disabled);
    assert_eq!(school.active(), ["ana", "bruno"]);
    assert_eq!(school.counts(SHORT, roster(Missing::Disable)).missing, 0, "they have none now");
}

#[test]
fn a_truncated_file_is_refused_until_the_person_says_the_number() {
    let school = School::new();
    let mut import = school.open(SHORT, roster(Missing::End));
    let entries = school.n_entries();
    let apply = |import: &mut Import| import.apply(&school.book, &by(), &Progress::default());
    let error = apply(&mut import).unwrap_err();
    assert_eq!(error.code(), "roster_unsure");
    assert_eq!((&error.args()["missing"], &error.args()["holders"]), (&2.into(), &4.into()));
    import.accept_missing(1);
    assert_eq!(apply(&mut import).unwrap_err().code(), "roster_unsure", "it is another number");
    assert_eq!((school.n_entries(), school.active()), (entries, HOLDERS.to_vec()));
    import.accept_missing(2);
    apply(&mut import).unwrap();
    assert_eq!(school.active(), ["ana", "bruno"]);
}

#[test]
fn what_becomes_of_the_missing_is_decided_without_reading_the_file_again() {
    let school = School::new();
    let mut import = school.open("Email\nana@example.com\n", roster(Missing::List));
    let unsure = |import: &mut Import, options| {
        import.set_options(options);
        // Whoever reads the file begins with saying so, and is stopped.
        let cancelled = Progress::default();
        cancelled.cancel();
        import.plan(&school.book, NOW, &cancelled).unwrap().roster.as_ref().unwrap().counts.unsure
    };
    assert!(unsure(&mut import, roster(Missing::End)));
    assert!(!unsure(&mut import, any(Missing::End)));
    assert!(unsure(&mut import, roster(Missing::Disable)));
    assert!(!unsure(&mut import, roster(Missing::List)));
    import.set_options(Options { policy: Policy::Overwrite, ..roster(Missing::List) });
    assert!(import.made_plan().is_none(), "what changes rows needs another plan");
}

#[test]
fn what_an_earlier_roster_was_about_is_offered_and_not_taken_over() {
    let school = School::new();
    let list = "Name,Email\nAna,ana@example.com\n";
    school.import(list, any(Missing::End));
    let again = |import: &Import| import.draft.remembered.as_ref().unwrap().again.clone();
    let import = open(&school.book, list);
    assert_eq!(import.draft.options.purpose, Purpose::Members);
    let offered = serde_json::to_value(again(&import)).unwrap();
    let expect = serde_json::json!(
        { "purpose": "roster", "courses": ["Drawing"], "products": [], "cohort": null }
    );
    assert_eq!(offered, expect, "and nothing of what became of the missing");
    let ink = CourseEdit { title: Some("Ink".into()), ..CourseEdit::default() };
    school.book.edit_course(&by(), school.drawing, &ink).unwrap();
    assert_eq!(again(&open(&school.book, list)), None);
}

#[test]
fn the_threshold_is_a_share_of_those_who_have_access() {
    let school = School::new();
    let at = |percent| {
        let options = Options { threshold: Threshold(percent), ..roster(Missing::End) };
        school.counts(SHORT, options).unsure
    };
    assert_eq!([at(49), at(50), at(51)], [true, false, false]);
    assert!(!school.counts(SHORT, roster(Missing::List)).unsure, "a list takes nothing away");
}

#[test]
fn a_row_that_failed_for_another_reason_is_in_the_file_all_the_same() {
    let school = School::new();
    let csv = "Name,Email,Expires\n\
        Ana,ana@example.com,31/31/2026\n\
        Bruno,bruno@example.com,\n\
        Caio,CAIO@example.com,2020-01-01\n\
        Dora,dora@example.com,soon\n";
    let counts = school.counts(csv, roster(Missing::End));
    assert_eq!((counts.missing, counts.unreadable, counts.spared), (0, 0, 0));
}

#[test]
fn a_row_that_may_be_anybodys_ends_nobody_by_itself() {
    let school = School::new();
    // Dora is known by her name. Whose the last row is, nothing says.
    let csv = "Name,Email\n\
        Ana,ana@example.com\n\
        Bruno,bruno@example.com\n\
        dora souza,dora(at)example.com\n\
        ,caio.example.com\n";
    let options = any(Missing::End);
    let counts = school.counts(csv, options.clone());
    assert_eq!((counts.missing, counts.spared, counts.unreadable), (1, 1, 1));
    assert!(counts.unsure, "however few are missing");
    let mut import = school.open(csv, options);
    let error = import.apply(&school.book, &by(), &Progress::default()).unwrap_err();
    assert_eq!(error.args()["unreadable"], 1);
    // Mended in the review, nobody is missing.
    import.fix(3, 1, "caio@example.com");
    import.fix(2, 1, "dora@example.com");
    let plan = import.plan(&school.book, NOW, &Progress::default()).unwrap();
    assert_eq!(plan.roster.as_ref().unwrap().counts.missing, 0);
}

#[test]
fn a_row_of_totals_is_nobodys() {
    let school = School::new();
    let csv =
        "Name,Email\nAna,ana@example.com\nBruno,bruno@example.com\nCaio,caio@example.com\nTotal,\n";
    let counts = school.counts(csv, any(Missing::End));
    assert_eq!((counts.missing, counts.unreadable, counts.unsure), (1, 0, false));
}

#[test]
fn a_gift_is_of_whom_it_is_for_whatever_becomes_of_its_row() {
    let school = School::new();
    let csv = "Name,Email,Giftee Email,Expires\n\
        Ana,ana@example.com,dora@example.com,soon\n\
        Ana,ana@example.com,,\n\
        Bruno,bruno@example.com,caio(at)example.com,\n";
    let mut import = school.open(csv, any(Missing::End));
    import.choose_field(2, Field::GifteeEmail);
    let plan = import.plan(&school.book, NOW, &Progress::default()).unwrap();
    let counts = plan.roster.as_ref().unwrap().counts;
    assert_eq!(plan.counts.failed, 2);
    assert_eq!((counts.missing, counts.spared, counts.unreadable), (2, 0, 1));
    let missing = import.missing(&school.book, 0, 10).unwrap();
    let missing: Vec<_> = missing.iter().map(|it| it.email.as_str()).collect();
    assert_eq!(missing, ["bruno@example.com", "caio@example.com"], "a buyer is not who has it");
}

#[test]
fn somebody_called_like_a_sum_is_known_by_a_platform_id() {
    let school = School::new();
    let dora = school.book.member_by_email("dora@example.com").unwrap();
    let fields = MemberFields { external_id: Some("77".into()), ..MemberFields::default() };
    school.book.edit_member(&by(), dora, &fields).unwrap();
    let csv = "First name,Last name,User ID\nSuma,Rao,77\n";
    assert_eq!(school.open(csv, roster(Missing::List)).made_plan().unwrap().counts.updated, 1);
    assert!(!school.missing(csv).contains(&"dora@example.com".to_owned()));
    let csv = "User ID,Name,Email\n77,,\nTotal,,1\n";
    let import = school.open(csv, roster(Missing::List));
    assert_eq!(import.made_plan().unwrap().counts.skipped, 1, "the sum stands below the ids");
}

#[test]
fn only_access_that_runs_now_and_is_the_course_itself_is_missing() {
    let school = School::new();
    let held = ProductEdit { courses: Some(vec![school.drawing]), ..ProductEdit::default() };
    let bundle = school.book.add_product(&by(), "Bundle", &held).unwrap().value;
    let of_bundle = GrantSpec { products: vec![bundle], ..GrantSpec::default() };
    let caio = school.book.member_by_email("caio@example.com").unwrap();
    school.give(caio, &of_bundle);
    school.give(school.add("bundled"), &of_bundle);
    let course = GrantSpec { courses: vec![school.drawing], ..GrantSpec::default() };
    let later = GrantSpec { starts_on: Some("2999-01-01".into()), ..course.clone() };
    school.give(school.add("later"), &later);
    school.give(school.add("closed"), &GrantSpec { state: State::Disabled, ..course.clone() });
    let over = GrantSpec {
        starts_on: Some("2020-01-01".into()),
        expires_on: Some("2020-12-31".into()),
        ..course.clone()
    };
    school.give(school.add("over"), &over);
    let gone = school.add("gone");
    school.give(gone, &course);
    school.book.trash(&by(), &[gone], &Progress::default()).unwrap();
    let counts = school.counts(SHORT, roster(Missing::End));
    assert_eq!((counts.holders, counts.missing, counts.by_product), (4, 2, 1));
    school.import(SHORT, any(Missing::End));
    assert_eq!(school.active(), ["ana", "bruno", "caio"], "the bundle goes on");
    let caio = member(&school.book, "caio@example.com");
    let open = caio.grants.iter().filter(|grant| grant.ended_at.is_none());
    assert_eq!(open.map(|grant| grant.target.title.as_str()).collect::<Vec<_>>(), ["Bundle"]);
}

#[test]
fn somebody_with_several_grants_is_missing_once_and_loses_all_that_run() {
    let school = School::new();
    let dora = school.book.member_by_email("dora@example.com").unwrap();
    school
        .book
        .write(&by(), crate::Op::new(crate::OpKind::AccessGrant), |tx| {
            let grant = crate::access::NewGrant {
                member: dora,
                course: Some(school.drawing),
                product: None,
                cohort: None,
                source: "manual",
                state: State::Active,
                starts_at: NOW - 1000,
                expires_at: None,
            };
            crate::access::insert(tx, &grant)
        })
        .unwrap();
    assert_eq!(school.missing(SHORT), ["caio@example.com", "dora@example.com"]);
    school.import(SHORT, any(Missing::End));
    assert_eq!(school.active(), ["ana", "bruno"]);
}

#[test]
fn rows_of_another_course_are_not_of_the_roster() {
    let school = School::new();
    let csv = "Name,Email,Course\n\
        Ana,ana@example.com,Drawing\n\
        Bruno,bruno@example.com,Painting\n\
        Caio,caio@example.com,\n";
    assert_eq!(school.missing(csv), ["bruno@example.com", "dora@example.com"]);
    school.import(csv, any(Missing::List));
    assert!(school.book.courses(true, NOW).unwrap().iter().all(|it| it.title != "Painting"));
}

#[test]
fn a_cohort_has_a_roster_of_its_own() {
    let school = School::new();
    let of = |title: &str, missing| Options { cohort: Some(title.into()), ..any(missing) };
    school.import("Email\nana@example.com\nbruno@example.com\n", of("March", Missing::End));
    assert_eq!(school.active(), HOLDERS, "nobody was in March, so nobody was missing from it");
    school.import("Email\ncaio@example.com\n", of("April", Missing::List));
    let csv = "Email\nana@example.com\ncaio@example.com\n";
    let import = school.open(csv, of("March", Missing::End));
    let (rows, _) = import.rows(&school.book, None, 0, 10, NOW).unwrap();
    assert_eq!(rows[1].reason, Some("other_cohort"), "Caio stays in April, and it is said");
    school.import(csv, of("March", Missing::End));
    assert_eq!(school.active(), ["ana", "caio", "dora"], "Dora is in no cohort");
}

#[test]
fn a_book_that_changed_since_the_review_is_looked_at_again() {
    let school = School::new();
    let mut import = school.open(SHORT, any(Missing::End));
    let eva = school.add("late");
    school.give(eva, &GrantSpec { courses: vec![school.drawing], ..GrantSpec::default() });
    let error = import.apply(&school.book, &by(), &Progress::default()).unwrap_err();
    assert_eq!(error.code(), "plan_stale", "one more would be missing");
}

#[test]
fn a_roster_with_the_old_address_of_somebody_who_was_merged_names_them() {
    let school = School::new();
    let ana = school.book.member_by_email("ana@example.com").unwrap();
    let merge = Merge { keep: ana, gone: vec![school.add("aninha")], fields: FieldsOf::default() };
    school.book.merge(&by(), &merge).unwrap();
    let csv = "Email,Expires\naninha@example.com,\nbruno@example.com,\ncaio@example.com,\n";
    assert_eq!(school.missing(csv), ["dora@example.com"]);
    let failed = csv.replace("aninha@example.com,", "aninha@example.com,31/31/2026");
    assert_eq!(school.missing(&failed), ["dora@example.com"], "and where the row fails");
}
