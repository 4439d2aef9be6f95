use super::*;
use crate::access::{AccessEdit, AccessStatus, BulkChange, GrantSpec, NewAccess};
use crate::book::tests::{NOW, book, by};
use crate::book::{Book, By};
use crate::error::Error;
use crate::ids::{CourseId, MemberId};
use crate::journal::{RowChange, Why};
use crate::members::{Member, MemberFields, Status};
use crate::outline::Mark;
use crate::outline::file::Outline;
use crate::progress::Progress;
use crate::views::Query;

struct School {
    _dir: tempfile::TempDir,
    book: Book,
}

fn go() -> Progress {
    Progress::default()
}

impl School {
    fn new() -> Self {
        let (dir, book) = book();
        Self { _dir: dir, book }
    }

    fn add(&self, name: &str, email: &str) -> MemberId {
        self.with(MemberFields {
            name: Some(name.into()),
            email: Some(email.into()),
            ..MemberFields::default()
        })
    }

    fn with(&self, fields: MemberFields) -> MemberId {
        self.book.add_member(&by(), &fields).unwrap().value
    }

    fn course(&self, title: &str) -> CourseId {
        self.book.add_course(&by(), title).unwrap().value
    }

    fn give(&self, member: MemberId, course: CourseId, from: &str, until: Option<&str>) {
        let spec = GrantSpec {
            courses: vec![course],
            starts_on: Some(from.into()),
            expires_on: until.map(str::to_owned),
            ..GrantSpec::default()
        };
        self.book.grant(&by(), &[member], &spec, &go()).unwrap();
    }

    fn member(&self, id: MemberId) -> Member {
        self.book.member(id, NOW).unwrap()
    }

    fn groups(&self) -> Vec<Group> {
        self.book.duplicates(&go()).unwrap().groups
    }

    fn merge(&self, keep: MemberId, gone: &[MemberId]) -> Merged {
        self.merge_with(keep, gone, FieldsOf::default())
    }

    /// Merges, and holds the preview to what came of it.
    fn merge_with(&self, keep: MemberId, gone: &[MemberId], fields: FieldsOf) -> Merged {
        let merge = Merge { keep, gone: gone.to_vec(), fields };
        let seen = self.book.preview_merge(&by(), &merge).unwrap();
        let done = self.book.merge(&by(), &merge).unwrap();
        assert_eq!(seen.value, self.member(keep), "what was shown is what was done");
        assert_eq!((seen.changes, seen.members), (done.changes, done.members.len()));
        done.value
    }

    #[track_caller]
    fn assert_whole(&self) {
        let report = self.book.check(&go()).unwrap();
        assert!(report.ok, "{:?}", report.findings);
    }
}

fn fields(email: &str) -> MemberFields {
    MemberFields { email: Some(email.into()), ..MemberFields::default() }
}

#[track_caller]
fn check(one: MemberFields, other: MemberFields, why: &[Alike]) {
    let school = School::new();
    let (one, other) = (school.with(one), school.with(other));
    let groups = school.groups();
    if why.is_empty() {
        assert_eq!(groups, []);
        return;
    }
    let [group] = &groups[..] else { panic!("{groups:?}") };
    let mut members = group.members.clone();
    members.sort_unstable();
    assert_eq!((members, &group.why[..]), (vec![one, other], why));
}

#[test]
fn members_are_alike_by_email_id_or_name_and_phone() {
    let phone = |email: &str, name: &str, phone: &str| MemberFields {
        name: Some(name.into()),
        phone: Some(phone.into()),
        ..fields(email)
    };
    let id = |email: &str, id: &str| MemberFields { external_id: Some(id.into()), ..fields(email) };
    check(fields("ana.souza@gmail.com"), fields("anasouza+x@googlemail.com"), &[Alike::Mailbox]);
    check(fields("ana@gmail.com"), fields("аna@gmail.com"), &[Alike::LookAlike]);
    check(fields("ana@gmail.com"), fields("ana@gmial.com"), &[Alike::Slip]);
    check(fields("ana.x@gmail.com"), fields("anax+y@gmial.com"), &[Alike::Slip]);
    check(id("a@x.com", "007"), id("b@y.com", "007"), &[Alike::PlatformId]);
    check(
        phone("a@x.com", "José Lima", "+55 (11) 98765-4321"),
        phone("b@y.com", "jose  LIMA", "11987654321"),
        &[Alike::NameAndPhone],
    );
    check(
        MemberFields {
            external_id: Some("7".into()),
            ..phone("ana@gmail.com", "Ana", "11 98765-4321")
        },
        MemberFields {
            external_id: Some("7".into()),
            ..phone("a.na@gmail.com", "Ana", "98765-4321")
        },
        &[Alike::Mailbox, Alike::PlatformId, Alike::NameAndPhone],
    );
    check(phone("a@x.com", "Ana", "98765-4321"), phone("b@y.com", "Bia", "98765-4321"), &[]);
    check(phone("a@x.com", "", "98765-4321"), phone("b@y.com", "", "98765-4321"), &[]);
    check(id("a@x.com", ""), id("b@y.com", ""), &[]);
    check(fields("ana@escola.com"), fields("a.na@escola.com"), &[]);
}

#[test]
fn members_that_hang_together_are_one_group_and_the_plainest_address_comes_first() {
    let school = School::new();
    let slip =
        school.with(MemberFields { external_id: Some("7".into()), ..fields("ana@gmial.com") });
    let tagged = school.add("Ana", "ana+x@gmail.com");
    let plain = school.add("Ana", "ana@gmail.com");
    let by_id = school.with(MemberFields { external_id: Some("7".into()), ..fields("bia@x.com") });
    school.add("Caio", "caio@x.com");
    let groups = school.groups();
    assert_eq!(groups.len(), 1);
    assert_eq!(groups[0].members, [plain, by_id, tagged, slip]);
    assert_eq!(groups[0].why, [Alike::Mailbox, Alike::PlatformId, Alike::Slip]);
    assert!(!groups[0].is_certain);
}

#[test]
fn what_stands_where_there_is_no_id_says_nothing() {
    let school = School::new();
    for n in 0..30 {
        school
            .with(MemberFields { external_id: Some("0".into()), ..fields(&format!("m{n}@x.com")) });
    }
    assert_eq!(school.groups(), []);
}

#[test]
fn two_people_are_not_found_again_but_a_third_who_is_like_one_of_them_is() {
    let school = School::new();
    let [one, other] = ["ana@gmail.com", "ana@gmial.com"].map(|email| school.add("Ana", email));
    school.book.tell_apart(&by(), &[other, one]).unwrap();
    assert_eq!(school.groups(), []);
    assert_eq!(school.book.tell_apart(&by(), &[one, other]).unwrap().entry, None, "said once");
    let third = school.add("Ana", "a.n.a@gmail.com");
    assert_eq!(school.groups()[0].members, [one, third, other], "who of the two it is, is open");
    school.merge(third, &[one]);
    assert_eq!(school.groups(), [], "whoever is not the one who went is not the one who stays");
    school.book.undo(&by(), None, &go()).unwrap();
    school.book.undo(&by(), None, &go()).unwrap();
    school.book.undo(&by(), None, &go()).unwrap();
    assert_eq!(school.groups()[0].members, [one, other], "undone like any other write");
    school.assert_whole();
}

#[test]
fn blanks_are_filled_dates_reach_further_and_the_ledgers_become_one() {
    let school = School::new();
    let (drawing, painting) = (school.course("Drawing"), school.course("Painting"));
    let ana = school.with(MemberFields {
        name: Some("Ana".into()),
        joined_on: Some(Some("2026-02-01".into())),
        custom: [("Shirt".to_owned(), "M".to_owned())].into(),
        ..fields("ana@gmail.com")
    });
    let double = school.with(MemberFields {
        name: Some("Ana Souza".into()),
        phone: Some("55".into()),
        external_id: Some("007".into()),
        joined_on: Some(Some("2025-02-01".into())),
        custom: [("Shirt".to_owned(), "S".to_owned()), ("Town".to_owned(), "Recife".to_owned())]
            .into(),
        ..fields("a.na@gmail.com")
    });
    school.give(ana, drawing, "2026-01-10", Some("2026-06-30"));
    school.give(double, drawing, "2025-01-10", Some("2026-12-31"));
    school.give(double, painting, "2026-02-01", None);
    let merged = school.merge(ana, &[double]);
    assert_eq!(merged, Merged { people: 1, gone: 1, grants: 2 });
    let now = school.member(ana);
    assert_eq!((&now.name[..], &now.phone[..], &now.external_id[..]), ("Ana", "55", "007"));
    assert_eq!(now.joined_at, school.member(double).joined_at);
    let custom: Vec<_> =
        now.custom.iter().map(|it| (&it.field.shape.label[..], &it.value[..])).collect();
    assert_eq!(custom, [("Shirt", "M"), ("Town", "Recife")]);
    let access: Vec<_> = now
        .access
        .iter()
        .map(|it| (&it.course[..], it.status, it.expires_on.as_deref(), it.grant_ids.len()))
        .collect();
    let expect = [
        ("Drawing", AccessStatus::Active, Some("2026-12-31"), 2),
        ("Painting", AccessStatus::Active, None, 1),
    ];
    assert_eq!(access, expect);
    school.assert_whole();
}

#[test]
fn each_field_can_be_chosen_and_what_finds_a_person_is_never_lost() {
    let school = School::new();
    let keep = school.with(MemberFields {
        name: Some("Ana".into()),
        external_id: Some("1".into()),
        ..fields("ana@gmial.com")
    });
    let gone = school.with(MemberFields {
        name: Some("Ana Souza".into()),
        given: Some("Ana".into()),
        external_id: Some("2".into()),
        ..fields("ana@gmail.com")
    });
    let all = FieldsOf {
        name: Some(gone),
        email: Some(gone),
        external_id: Some(gone),
        ..FieldsOf::default()
    };
    school.merge_with(keep, &[gone], all);
    let now = school.member(keep);
    let own = [&now.name, &now.given, &now.email, &now.external_id].map(String::as_str);
    assert_eq!(own, ["Ana Souza", "Ana", "ana@gmail.com", "2"]);
    assert_eq!(now.also_known_as, ["ana@gmial.com"]);
    for email in ["ana@gmail.com", "ANA@gmial.com"] {
        assert_eq!(school.book.member_by_email(email).unwrap(), keep, "{email}");
    }
    assert_eq!(school.member(gone).external_id, "1");
    assert_eq!(school.member(gone).merged_into.unwrap().title, "Ana Souza");
    school.assert_whole();
}

#[test]
fn somebody_blocked_stays_blocked_unless_one_says_otherwise() {
    let school = School::new();
    let blocked = MemberFields { status: Some(Status::Disabled), ..fields("ana@gmail.com") };
    let (keep, gone) = (school.add("Ana", "a.na@gmail.com"), school.with(blocked));
    assert!(school.groups()[0].is_partly_blocked);
    let none = school.book.merge_certain(&by(), &go()).unwrap();
    assert_eq!((none.value, none.entry), (Merged::default(), None), "left to a person");
    school.merge(keep, &[gone]);
    assert_eq!(school.member(keep).status, Status::Disabled);
    school.book.undo(&by(), None, &go()).unwrap();
    school.merge_with(keep, &[gone], FieldsOf { status: Some(keep), ..FieldsOf::default() });
    assert_eq!(school.member(keep).status, Status::Active);
}

#[test]
fn the_certain_ones_become_one_at_once_and_the_others_stay() {
    let school = School::new();
    for (one, other) in [("ana@gmail.com", "a.na@gmail.com"), ("bia@me.com", "bia+x@icloud.com")] {
        school.add("", one);
        school.add("", other);
    }
    school.add("Caio", "caio@gmail.com");
    school.add("Caio", "caio@gmial.com");
    let done = school.book.merge_certain(&by(), &go()).unwrap();
    assert_eq!(done.value, Merged { people: 2, gone: 2, grants: 0 });
    assert_eq!(school.groups().len(), 1);
    assert_eq!(school.book.counts().unwrap().members, 4);
    school.book.undo(&by(), None, &go()).unwrap();
    assert_eq!(school.groups().len(), 3);
    school.assert_whole();
}

#[test]
fn a_merged_member_is_found_by_search_but_is_neither_in_the_list_nor_in_the_trash() {
    let school = School::new();
    let keep = school.add("Ana", "ana@gmail.com");
    let gone = school.add("Ana Maria", "antiga@velho.com");
    let found = |search: &str, filter: &str| {
        let query = Query { filter: filter.into(), search: search.into(), ..Query::default() };
        school.book.open_view(&query, NOW).unwrap().ids.to_vec()
    };
    assert_eq!(found("velho", ""), [gone]);
    school.merge(keep, &[gone]);
    assert_eq!(found("velho", ""), [keep], "the address goes on finding the person");
    assert_eq!(found("", "in:trash"), []);
    assert_eq!(school.book.counts().unwrap().trashed, 0);
    assert_eq!(school.book.member_counts(NOW).unwrap().trashed, 0);
    let error = school.book.restore_members(&by(), &[gone], &go()).unwrap_err();
    assert_eq!(error.to_string(), "Ana Maria was merged into Ana; undo that to have both");
    let history = school.book.member_history(keep, None).unwrap();
    let kinds: Vec<&str> = history.iter().map(|(entry, _)| entry.op.kind.as_str()).collect();
    assert_eq!(kinds, ["members.merge", "member.add", "member.add"], "both are readable");
    let fields =
        |change: &RowChange| change.fields.iter().map(|it| it.field.clone()).collect::<Vec<_>>();
    let merged: Vec<_> = history[0].1.iter().map(fields).collect();
    assert_eq!(merged, [["merged_into"]], "and it does not say that somebody was thrown away");
    school.book.undo(&by(), None, &go()).unwrap();
    assert_eq!(found("velho", ""), [gone]);
    let reopened = found("ana", "");
    assert_eq!(reopened, [keep, gone]);
}

#[test]
fn an_address_of_somebody_merged_is_not_anybody_elses() {
    let school = School::new();
    let (keep, gone) = (school.add("Ana", "ana@gmail.com"), school.add("", "antiga@velho.com"));
    let bia = school.add("Bia", "bia@x.com");
    school.merge(keep, &[gone]);
    let taken = |result: crate::Result<_>| match result {
        Err(Error::EmailTaken { id, .. }) => MemberId(id) == keep,
        _ => false,
    };
    assert!(taken(school.book.add_member(&by(), &fields("Antiga@velho.com")).map(drop)));
    assert!(taken(school.book.edit_member(&by(), bia, &fields("antiga@velho.com")).map(drop)));
    school.book.edit_member(&by(), keep, &fields("antiga@velho.com")).unwrap();
    assert_eq!(school.member(keep).also_known_as, [""; 0]);
    school.assert_whole();
}

#[test]
fn merges_of_merges_can_each_be_undone() {
    let school = School::new();
    let drawing = school.course("Drawing");
    let [a, b, c] = ["a@x.com", "b@x.com", "c@x.com"].map(|email| school.add("", email));
    school.give(a, drawing, "2026-01-10", None);
    let first =
        school.book.merge(&by(), &Merge { keep: b, gone: vec![a], fields: FieldsOf::default() });
    school.merge(c, &[b]);
    assert_eq!(school.member(c).also_known_as, ["a@x.com", "b@x.com"]);
    assert_eq!(school.member(c).access.len(), 1);
    let undone = school.book.undo(&by(), first.unwrap().entry, &go()).unwrap().value;
    assert_eq!(undone.n_kept, 1, "the access went on to somebody else");
    assert_eq!(school.member(a).merged_into, None);
    assert_eq!(school.member(c).also_known_as, ["b@x.com"]);
    let found = Query { search: "a@x".into(), ..Query::default() };
    assert_eq!(school.book.open_view(&found, NOW).unwrap().ids.to_vec(), [a]);
    school.assert_whole();
}

#[test]
fn a_merge_is_not_done_again_with_somebody_who_was_merged_since() {
    let school = School::new();
    let [a, b] = ["a@x.com", "b@x.com"].map(|email| school.add("", email));
    school.merge(b, &[a]);
    let undo = school.book.undo(&by(), None, &go()).unwrap().entry;
    school.merge(a, &[b]);
    let refused = school.book.undo(&by(), undo, &go());
    assert!(matches!(refused, Err(Error::Merged { .. })), "{refused:?}");
    school.book.undo(&by(), None, &go()).unwrap();
    school.book.trash(&by(), &[b], &go()).unwrap();
    let refused = school.book.undo(&by(), undo, &go());
    assert!(matches!(refused, Err(Error::InTrash { .. })), "{refused:?}");
    school.assert_whole();
}

#[test]
fn a_merge_that_is_done_again_moves_what_was_given_in_between() {
    let school = School::new();
    let (drawing, painting) = (school.course("Drawing"), school.course("Painting"));
    let [keep, gone] = ["ana@x.com", "ana2@x.com"].map(|email| school.add("", email));
    school.give(gone, painting, "2026-01-10", None);
    school.merge(keep, &[gone]);
    let undone = school.book.undo(&by(), None, &go()).unwrap().entry;
    school.give(gone, drawing, "2026-01-10", None);
    let before = school.member(gone);
    let again = school.book.undo(&by(), undone, &go()).unwrap();
    assert_eq!(again.value.n_kept, 0);
    let courses: Vec<_> = school.member(keep).access.into_iter().map(|it| it.course).collect();
    assert_eq!(courses, ["Drawing", "Painting"]);
    assert_eq!(school.member(gone).grants, []);
    school.assert_whole();
    school.book.undo(&by(), again.entry, &go()).unwrap();
    assert_eq!(school.member(gone), before, "both are as they were before it was done again");
    assert_eq!(school.member(keep).grants, []);
    school.assert_whole();
}

#[test]
fn what_comes_back_to_somebody_merged_since_belongs_to_who_stays() {
    let school = School::new();
    let drawing = school.course("Drawing");
    let outline = r#"{"course": "Drawing", "chapters": [{"title": "Start", "lessons": [
        {"title": "Lines"}, {"title": "Quiz", "quiz": {}}]}]}"#;
    school.book.write_outline(&by(), drawing, &Outline::parse(outline).unwrap(), true).unwrap();
    let titles = ["Lines", "Quiz"].map(str::to_owned);
    let lessons = school.book.lessons_titled(drawing, &titles).unwrap();
    let [keep, middle, gone] =
        ["ana@x.com", "ana2@x.com", "ana3@x.com"].map(|email| school.add("", email));
    let taken_back = || school.book.undo(&by(), None, &go()).unwrap().entry;
    school.give(gone, drawing, "2026-01-10", None);
    let given = taken_back();
    school.book.mark_lessons(&by(), &[gone], &lessons[..1], Mark::Complete, &go()).unwrap();
    let marked = taken_back();
    school.book.add_quiz_result(&by(), gone, lessons[1], 80).unwrap();
    let tried = taken_back();
    school.merge(middle, &[gone]);
    school.merge(keep, &[middle]);
    let before = school.member(keep);
    let again = [given, marked, tried].map(|entry| school.book.undo(&by(), entry, &go()).unwrap());
    assert_eq!(again.each_ref().map(|done| done.value.n_kept), [0; 3]);
    let now = school.member(keep);
    assert_eq!(now.access.len(), 1);
    assert!(now.progress[0].reached.completed > Some(0.0), "{:?}", now.progress);
    let attempts = |member| school.book.quiz_results(member).unwrap().len();
    assert_eq!((attempts(keep), attempts(gone)), (1, 0));
    assert_eq!(school.member(gone).grants, []);
    school.assert_whole();
    for done in again.iter().rev() {
        assert_eq!(school.book.undo(&by(), done.entry, &go()).unwrap().value.n_kept, 0);
    }
    assert_eq!(school.member(keep), before);
    school.assert_whole();
}

#[test]
fn somebody_merged_is_not_edited() {
    let school = School::new();
    let drawing = school.course("Drawing");
    let [keep, gone] = ["ana@x.com", "ana2@x.com"].map(|email| school.add("", email));
    school.merge(keep, &[gone]);
    let spec = GrantSpec { courses: vec![drawing], ..GrantSpec::default() };
    let revoked = BulkChange { courses: vec![], products: vec![], to: NewAccess::Revoked }.into();
    let added = AccessEdit { added: Some(spec.clone()), ..AccessEdit::default() };
    let refused = [
        school.book.grant(&by(), &[keep, gone], &spec, &go()).map(drop),
        school.book.change_access(&by(), &[gone], &revoked, &go()).map(drop),
        school.book.edit_access(&by(), gone, &added).map(drop),
        school.book.edit_member(&by(), gone, &fields("ana3@x.com")).map(drop),
    ];
    assert_eq!(refused.map(|done| done.unwrap_err().code()), ["merged"; 4]);
    school.assert_whole();
}

#[test]
fn nobody_comes_back_with_an_address_by_which_somebody_else_is_found() {
    let school = School::new();
    let drawing = school.course("Drawing");
    let trashed = school.add("Gil", "g@x.com");
    let thrown = school.book.trash(&by(), &[trashed], &go()).unwrap().entry;
    let [keep, gone] = ["k@x.com", "g@x.com"].map(|email| school.add("", email));
    school.give(gone, drawing, "2026-01-10", None);
    school.merge(keep, &[gone]);
    let refused = school.book.restore_members(&by(), &[trashed], &go());
    assert!(
        matches!(&refused, Err(Error::EmailTaken { id, .. }) if MemberId(*id) == keep),
        "{refused:?}"
    );
    let undone = school.book.undo(&by(), thrown, &go()).unwrap().value;
    assert_eq!((undone.n_kept, undone.kept[0].why), (1, Why::Exists));
    assert!(school.member(trashed).trashed);
    school.assert_whole();
}

#[test]
fn who_is_not_there_is_not_merged() {
    let school = School::new();
    let [a, b] = ["a@x.com", "b@x.com"].map(|email| school.add("", email));
    let code = |keep, gone: &[MemberId]| {
        let merge = Merge { keep, gone: gone.to_vec(), fields: FieldsOf::default() };
        school.book.merge(&by(), &merge).unwrap_err().code()
    };
    assert_eq!(code(a, &[]), "invalid_value");
    assert_eq!(code(a, &[a]), "invalid_value");
    assert_eq!(code(a, &[MemberId(1)]), "not_found");
    school.book.trash(&By { now: NOW + 1, ..by() }, &[b], &go()).unwrap();
    assert_eq!(code(a, &[b]), "in_trash");
}
