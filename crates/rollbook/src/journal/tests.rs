//! Undo, redo, replay and history, over every kind of write.

use super::{OpKind, Why};
use crate::access::{AccessEdit, AccessStatus, ChangedGrant, GrantEdit, GrantSpec, State};
use crate::book::tests::{book, by};
use crate::book::{Book, SettingsEdit};
use crate::courses::{CohortEdit, CourseEdit};
use crate::ids::{CourseId, MemberId};
use crate::members::{MemberFields, Status};
use crate::outline::{ChapterEdit, LessonEdit};
use crate::products::{ProductEdit, ProductKind};
use crate::progress::Progress;

fn fields(name: &str, email: &str) -> MemberFields {
    MemberFields { name: Some(name.into()), email: Some(email.into()), ..MemberFields::default() }
}

fn add(book: &Book, name: &str) -> MemberId {
    let email = format!("{}@example.com", name.to_lowercase());
    book.add_member(&by(), &fields(name, &email)).unwrap().value
}

/// Every row of every journaled table, as text.
fn dump(book: &Book) -> Vec<String> {
    book.read(|db| {
        let mut lines = Vec::new();
        for table in super::TABLES {
            let sql = format!("SELECT * FROM {} ORDER BY 1, 2", table.name);
            let mut statement = db.prepare(&sql)?;
            let n = statement.column_count();
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let cells: Vec<String> = (0..n)
                    .map(|i| row.get_ref(i).map(|v| format!("{v:?}")))
                    .collect::<Result<_, _>>()?;
                lines.push(format!("{}: {}", table.name, cells.join(" | ")));
            }
        }
        Ok(lines)
    })
    .unwrap()
}

fn whole(book: &Book) {
    let report = book.check(&Progress::default()).unwrap();
    assert!(report.ok, "{:?}", report.findings);
}

/// Runs `op` and proves that undo gives the book before it, and redo the book after it.
fn check_op(setup: impl Fn(&Book) -> (MemberId, CourseId), op: impl Fn(&Book, MemberId, CourseId)) {
    let (_dir, book) = book();
    let (member, course) = setup(&book);
    let before = dump(&book);
    op(&book, member, course);
    let after = dump(&book);
    assert_ne!(before, after, "the write must do something");
    let undone = book.undo(&by(), None, &Progress::default()).unwrap();
    assert_eq!(undone.value.n_kept, 0);
    assert_eq!(dump(&book), before, "undo gives the book before");
    book.redo(&by(), &Progress::default()).unwrap();
    assert_eq!(dump(&book), after, "redo gives the book after");
    book.undo(&by(), None, &Progress::default()).unwrap();
    assert_eq!(dump(&book), before, "and undo again");
    whole(&book);
}

fn ana_in_drawing(book: &Book) -> (MemberId, CourseId) {
    let ana = add(book, "Ana");
    let drawing = book.add_course(&by(), "Drawing").unwrap().value;
    let spec = GrantSpec { courses: vec![drawing], ..GrantSpec::default() };
    book.grant(&by(), &[ana], &spec, &Progress::default()).unwrap();
    (ana, drawing)
}

#[test]
fn every_kind_of_write_can_be_taken_back_and_done_again() {
    let p = Progress::default;
    check_op(ana_in_drawing, |book, _, _| {
        add(book, "Bruno");
    });
    check_op(ana_in_drawing, |book, ana, _| {
        let mut edit = fields("Ana Souza", "ana.souza@example.com");
        edit.custom.insert("Shirt size".into(), "M".into());
        edit.status = Some(Status::Pending);
        book.edit_member(&by(), ana, &edit).unwrap();
    });
    check_op(ana_in_drawing, |book, ana, _| {
        book.trash(&by(), &[ana], &p()).unwrap();
    });
    check_op(ana_in_drawing, |book, ana, _| {
        book.set_status(&by(), &[ana], Status::Disabled, &p()).unwrap();
    });
    check_op(ana_in_drawing, |book, ana, _| {
        let grants = book.member(ana, by().now).unwrap().grants;
        let ended = AccessEdit { removed: vec![grants[0].id], ..AccessEdit::default() };
        book.edit_access(&by(), ana, &ended).unwrap();
    });
    check_op(ana_in_drawing, |book, ana, drawing| {
        let edit = ProductEdit {
            kind: Some(ProductKind::Bundle),
            courses: Some(vec![drawing]),
            ..ProductEdit::default()
        };
        let bundle = book.add_product(&by(), "All of it", &edit).unwrap().value;
        let spec = GrantSpec { products: vec![bundle], ..GrantSpec::default() };
        book.grant(&by(), &[ana], &spec, &p()).unwrap();
        // Two writes: the check below takes back the grant only, so this one is undone here.
        book.undo(&by(), None, &p()).unwrap();
    });
    check_op(ana_in_drawing, |book, _, _| {
        let edit = SettingsEdit { zone: Some("Europe/Lisbon".into()), ..SettingsEdit::default() };
        book.edit_settings(&by(), &edit).unwrap();
    });
}

#[test]
fn undo_keeps_later_edits_field_by_field_and_names_them() {
    let (_dir, book) = book();
    let ana = add(&book, "Ana");
    let mut edit = MemberFields { company: Some("Ateliê".into()), ..MemberFields::default() };
    edit.phone = Some("11 5555 0000".into());
    let entry = book.edit_member(&by(), ana, &edit).unwrap().entry.unwrap();
    let later = MemberFields { phone: Some("11 5555 9999".into()), ..MemberFields::default() };
    book.edit_member(&by(), ana, &later).unwrap();

    let undone = book.undo(&by(), Some(entry), &Progress::default()).unwrap().value;

    let now = book.member(ana, by().now).unwrap();
    assert_eq!(now.company, "", "the field nobody touched since goes back");
    assert_eq!(now.phone, "11 5555 9999", "the later edit stays");
    assert_eq!(undone.n_kept, 1);
    assert_eq!(undone.kept[0].field.as_deref(), Some("phone"));
    assert_eq!(undone.kept[0].what, "Ana");
    assert_eq!(undone.kept[0].why, Why::ChangedSince);
    whole(&book);
}

#[test]
fn undo_keeps_a_member_something_later_hangs_on() {
    let (_dir, book) = book();
    let drawing = book.add_course(&by(), "Drawing").unwrap().value;
    let added = book.add_member(&by(), &fields("Ana", "ana@example.com")).unwrap();
    let spec = GrantSpec { courses: vec![drawing], ..GrantSpec::default() };
    book.grant(&by(), &[added.value], &spec, &Progress::default()).unwrap();

    let undone = book.undo(&by(), added.entry, &Progress::default()).unwrap().value;

    assert_eq!(undone.kept[0].why, Why::InUse);
    assert_eq!(book.member(added.value, by().now).unwrap().name, "Ana");
    whole(&book);
}

/// What the entry made is what the later edit was an edit of: a product without its courses would
/// take access from everybody who has it by now.
#[test]
fn what_stays_after_undo_stays_whole() {
    let p = Progress::default;
    let later: [fn(&Book, crate::ids::ProductId, CourseId); 3] = [
        |book, club, _| {
            let edit = ProductEdit { title: Some("The club".into()), ..ProductEdit::default() };
            book.edit_product(&by(), club, &edit).unwrap();
        },
        |book, club, _| {
            let ana = add(book, "Ana");
            let spec = GrantSpec { products: vec![club], ..GrantSpec::default() };
            book.grant(&by(), &[ana], &spec, &Progress::default()).unwrap();
        },
        |book, club, drawing| {
            let painting = book.add_course(&by(), "Painting").unwrap().value;
            let courses = Some(vec![drawing, painting]);
            let edit = ProductEdit { courses, ..ProductEdit::default() };
            book.edit_product(&by(), club, &edit).unwrap();
        },
    ];
    for (n, edit) in later.into_iter().enumerate() {
        let (_dir, book) = book();
        let drawing = book.add_course(&by(), "Drawing").unwrap().value;
        let holding = ProductEdit { courses: Some(vec![drawing]), ..ProductEdit::default() };
        let club = book.add_product(&by(), "Club", &holding).unwrap();
        edit(&book, club.value, drawing);
        let before = dump(&book);
        let undone = book.undo(&by(), club.entry, &p()).unwrap().value;
        assert_eq!(dump(&book), before, "edit {n}");
        let why = if n == 0 { Why::ChangedSince } else { Why::InUse };
        assert_eq!((undone.n_kept, undone.kept[0].why), (1, why));
        assert!(undone.kept[0].what.ends_with("lub"));
        whole(&book);
    }

    // A member's own fields are a part of the member as well; their access is not.
    let (_dir, book) = book();
    let mut ana = fields("Ana", "ana@example.com");
    ana.custom.insert("Shirt size".into(), "M".into());
    ana.custom.insert("Brush".into(), "Sable".into());
    let ana = book.add_member(&by(), &ana).unwrap();
    let mut edit = MemberFields::default();
    edit.custom.insert("Brush".into(), "Pig".into());
    book.edit_member(&by(), ana.value, &edit).unwrap();
    let before = dump(&book);
    let undone = book.undo(&by(), ana.entry, &p()).unwrap().value;
    assert_eq!(dump(&book), before);
    let kept: Vec<_> = undone.kept.iter().map(|kept| (kept.table, kept.why)).collect();
    assert!(kept.contains(&("members", Why::InUse)), "{kept:?}");
}

#[test]
fn a_name_and_its_key_stay_together() {
    let (_dir, book) = book();
    let ana = add(&book, "Ana");
    let rename = |name: &str| MemberFields { name: Some(name.into()), ..MemberFields::default() };
    let entry = book.edit_member(&by(), ana, &rename("Bruna")).unwrap().entry;
    book.edit_member(&by(), ana, &rename("BRUNA")).unwrap();
    book.undo(&by(), entry, &Progress::default()).unwrap();
    assert_eq!(book.member(ana, by().now).unwrap().name, "BRUNA");
    whole(&book);
}

#[test]
fn redo_ends_with_the_next_write() {
    let (_dir, book) = book();
    add(&book, "Ana");
    book.undo(&by(), None, &Progress::default()).unwrap();
    add(&book, "Bruno");
    let error = book.redo(&by(), &Progress::default()).unwrap_err();
    assert_eq!(error.code(), "nothing_to_redo");
}

#[test]
fn undo_walks_back_and_redo_forward() {
    let (_dir, book) = book();
    let empty = dump(&book);
    for name in ["Ana", "Bruno", "Caio"] {
        add(&book, name);
    }
    let full = dump(&book);
    for _ in 0..3 {
        book.undo(&by(), None, &Progress::default()).unwrap();
    }
    assert_eq!(dump(&book), empty);
    let error = book.undo(&by(), None, &Progress::default()).unwrap_err();
    assert_eq!(error.code(), "nothing_to_undo", "making the book is not undone");
    for _ in 0..3 {
        book.redo(&by(), &Progress::default()).unwrap();
    }
    assert_eq!(dump(&book), full);
    whole(&book);
}

#[test]
fn a_member_has_a_history() {
    let (_dir, book) = book();
    let (ana, _) = ana_in_drawing(&book);
    add(&book, "Bruno");
    let history = book.member_history(ana, None).unwrap();
    let kinds: Vec<&str> = history.iter().map(|(entry, _)| entry.op.kind.as_str()).collect();
    assert_eq!(kinds, [OpKind::AccessGrant.name(), OpKind::MemberAdd.name()]);
    assert_eq!(book.member_history(ana, Some(1)).unwrap(), history[..1], "the newest");
    let grant = &history[0].1[0];
    assert_eq!(grant.table, "grants");
    assert!(grant.fields.iter().any(|f| f.field == "course" && f.after == "Drawing"), "{grant:?}");
}

#[test]
fn a_failed_write_leaves_nothing() {
    let (_dir, book) = book();
    add(&book, "Ana");
    let before = dump(&book);
    let error = book.add_member(&by(), &fields("Other Ana", " ANA@example.com ")).unwrap_err();
    assert_eq!(error.code(), "email_taken");
    assert_eq!(dump(&book), before);
    assert_eq!(book.entries(None, None, 10).unwrap().len(), 2);
}

/// A product held a course, the course was taken out of it, then taken back itself. What brings
/// the course back into the product has nothing to point at any more.
#[test]
fn undo_gives_nothing_back_to_what_is_gone() {
    let (_dir, book) = book();
    let course = book.add_course(&by(), "Drawing").unwrap();
    let holding = ProductEdit { courses: Some(vec![course.value]), ..ProductEdit::default() };
    let club = book.add_product(&by(), "The club", &holding).unwrap().value;
    let empty = ProductEdit { courses: Some(Vec::new()), ..ProductEdit::default() };
    let emptied = book.edit_product(&by(), club, &empty).unwrap().entry;
    book.undo(&by(), course.entry, &Progress::default()).unwrap();
    let undone = book.undo(&by(), emptied, &Progress::default()).unwrap().value;
    assert_eq!(undone.n_kept, 1);
    assert_eq!((undone.kept[0].what.as_str(), undone.kept[0].why), ("The club", Why::Gone));
    whole(&book);
}

#[test]
fn two_who_take_back_the_same_write_at_once_take_it_back_once() {
    let (_dir, book) = book();
    let ana = add(&book, "Ana");
    let edit = MemberFields { phone: Some("11".into()), ..MemberFields::default() };
    let entry = book.edit_member(&by(), ana, &edit).unwrap().entry;
    let codes: Vec<_> = std::thread::scope(|scope| {
        let undo = || book.undo(&by(), entry, &Progress::default()).map(|done| done.value.n_kept);
        let both = [scope.spawn(undo), scope.spawn(undo)];
        both.map(|one| one.join().unwrap().map_err(|error| error.code())).into()
    });
    assert!(codes.contains(&Ok(0)) && codes.contains(&Err("already_undone")), "{codes:?}");
}

#[test]
fn making_the_book_is_not_undone() {
    let (_dir, book) = book();
    let made = book.entries(None, None, 1).unwrap()[0].id;
    let error = book.undo(&by(), Some(made), &Progress::default()).unwrap_err();
    assert_eq!(error.code(), "nothing_to_undo");
    assert_eq!(book.settings().name, "Ateliê");
}

#[test]
fn undo_gives_nobody_an_email_that_somebody_else_has_by_now() {
    let undo = |book: &Book, entry| book.undo(&by(), entry, &Progress::default()).unwrap();
    let at = |book: &Book, id| {
        let member = book.member(id, by().now).unwrap();
        (member.email, member.trashed)
    };
    let ana = "ana@example.com".to_owned();

    let (_dir, book) = book();
    let first = add(&book, "Ana");
    let trashed = book.trash(&by(), &[first], &Progress::default()).unwrap().entry;
    let second = add(&book, "Ana");
    let undone = undo(&book, trashed).value;
    assert_eq!((undone.n_kept, undone.kept[0].why), (1, Why::Exists));
    assert_eq!(at(&book, first), (ana.clone(), true), "stays in the trash");

    let moved = book.edit_member(&by(), second, &fields("Ana", "new@example.com")).unwrap().entry;
    let third = book.add_member(&by(), &fields("Ana", "ANA@example.com")).unwrap();
    let undone = undo(&book, moved).value;
    assert_eq!((undone.kept[0].why, undone.kept[0].field.as_deref()), (Why::Exists, Some("email")));
    assert_eq!(at(&book, second), ("new@example.com".to_owned(), false), "keeps the new one");

    let taken_out = undo(&book, third.entry).entry;
    undo(&book, moved);
    assert_eq!(at(&book, second), (ana, false), "free again, it comes back");
    let undone = undo(&book, taken_out).value;
    assert_eq!(undone.kept[0].why, Why::Exists);
    assert_eq!(at(&book, third.value), ("ANA@example.com".to_owned(), true), "into the trash");
    whole(&book);
}

#[test]
fn a_write_with_nothing_left_to_take_back_does_not_bar_the_way() {
    let (_dir, book) = book();
    let ana = add(&book, "Ana");
    let named = |name: &str| MemberFields { name: Some(name.into()), ..MemberFields::default() };
    let bound = |name: &str| MemberFields { phone: Some("11".into()), ..named(name) };
    book.edit_member(&by(), ana, &named("Bia")).unwrap();
    let both = book.edit_member(&by(), ana, &bound("Clara")).unwrap().entry;
    book.edit_member(&by(), ana, &named("Dora")).unwrap();
    book.undo(&by(), both, &Progress::default()).unwrap();
    let undo = || book.undo(&by(), None, &Progress::default()).map(|done| done.value.n_kept);
    assert_eq!(undo().unwrap(), 0, "Dora is Clara again");
    assert_eq!(undo().unwrap(), 1, "Clara came with a write that is taken back, and stays");
    assert_eq!(undo().unwrap(), 1, "Ana is Clara now, and stays");
    assert_eq!(undo().unwrap_err().code(), "nothing_to_undo");
    for _ in 0..3 {
        book.redo(&by(), &Progress::default()).unwrap();
    }
    assert_eq!(book.member(ana, by().now).unwrap().name, "Dora", "and all the way forward");
    whole(&book);
}

#[test]
fn a_grant_gives_more_to_whoever_has_less() {
    let (_dir, book) = book();
    let ana = add(&book, "Ana");
    let drawing = book.add_course(&by(), "Drawing").unwrap().value;
    let give = |expires_on: Option<&str>| {
        let spec = GrantSpec {
            courses: vec![drawing],
            expires_on: expires_on.map(str::to_owned),
            ..GrantSpec::default()
        };
        book.grant(&by(), &[ana], &spec, &Progress::default()).unwrap().value.grants
    };
    assert_eq!(give(Some("2026-06-30")), 1);
    assert_eq!(give(Some("2026-06-30")), 0, "the same again is nothing new");
    assert_eq!(give(Some("2026-05-31")), 0, "and less is not more");
    assert_eq!(give(Some("2026-12-31")), 1);
    assert_eq!(give(None), 1);
    assert_eq!(give(Some("2027-12-31")), 0);
    let access = book.member(ana, by().now).unwrap().access;
    assert_eq!(access.len(), 1);
    assert_eq!(access[0].expires_on, None, "the latest end counts");
}

#[test]
fn a_blocked_reason_does_not_lengthen_another() {
    let (_dir, book) = book();
    let ana = add(&book, "Ana");
    let drawing = book.add_course(&by(), "Drawing").unwrap().value;
    let give = |state, expires_on: &str| {
        let spec = GrantSpec {
            courses: vec![drawing],
            state,
            starts_on: Some("2025-01-01".to_owned()),
            expires_on: Some(expires_on.to_owned()),
            ..GrantSpec::default()
        };
        book.grant(&by(), &[ana], &spec, &Progress::default()).unwrap();
    };
    give(State::Disabled, "2026-12-31");
    give(State::Active, "2025-12-31");
    let access = book.member(ana, by().now).unwrap().access;
    assert_eq!(access[0].status, AccessStatus::Expired);
    assert_eq!(access[0].expires_on.as_deref(), Some("2025-12-31"));
}

#[test]
fn undo_gives_nothing_a_title_that_something_else_has_by_now() {
    let (_dir, book) = book();
    let undo = |entry| book.undo(&by(), entry, &Progress::default()).unwrap().value;
    let titles = || {
        let courses = book.courses(true, by().now).unwrap();
        courses.into_iter().map(|course| course.title).collect::<Vec<_>>()
    };
    let renamed = |title: &str| CourseEdit { title: Some(title.into()), ..CourseEdit::default() };
    let drawing = book.add_course(&by(), "Drawing").unwrap().value;
    let entry = book.edit_course(&by(), drawing, &renamed("Sketching")).unwrap().entry;
    let other = book.add_course(&by(), "DRAWING").unwrap();
    let undone = undo(entry);
    assert_eq!(titles(), ["DRAWING", "Sketching"]);
    let kept = &undone.kept[0];
    assert_eq!(
        (kept.what.as_str(), kept.field.as_deref(), kept.why),
        ("Sketching", Some("title"), Why::Exists)
    );

    // What comes back as a whole gets a number.
    let gone = book.undo(&by(), other.entry, &Progress::default()).unwrap().entry;
    book.add_course(&by(), "Drawing").unwrap();
    let undone = undo(gone);
    assert_eq!(titles(), ["Drawing", "DRAWING (2)", "Sketching"]);
    assert_eq!((undone.n_kept, undone.kept[0].why), (1, Why::Exists));

    // In another course a cohort may be called the same.
    let painting = book.add_course(&by(), "Painting").unwrap().value;
    let named = CohortEdit { title: Some("March".to_owned()), ..CohortEdit::default() };
    book.add_cohort(&by(), painting, &named).unwrap();
    let march = book.add_cohort(&by(), drawing, &named).unwrap();
    let gone = book.undo(&by(), march.entry, &Progress::default()).unwrap().entry;
    assert_eq!(undo(gone).n_kept, 0);
    whole(&book);
}

#[test]
fn an_outline_that_comes_back_can_still_be_told_apart() {
    let (_dir, book) = book();
    let undo = |entry| book.undo(&by(), entry, &Progress::default()).unwrap().value;
    let drawing = book.add_course(&by(), "Drawing").unwrap().value;
    let [start, end] =
        ["Start", "End"].map(|title| book.add_chapter(&by(), drawing, title).unwrap().value);
    let lesson = |chapter, title| book.add_lesson(&by(), chapter, title, None).unwrap().value;
    let titles = || {
        let outline = book.outline(drawing).unwrap();
        outline.lessons().map(|(at, it)| format!("{} / {}", at.title, it.title)).collect::<Vec<_>>()
    };
    let welcome = lesson(start, "Welcome");
    let removed = book.remove_lessons(&by(), &[welcome]).unwrap().entry;
    lesson(start, "WELCOME");
    let undone = undo(removed);
    assert_eq!((undone.n_kept, undone.kept[0].why), (1, Why::Exists));
    assert_eq!(titles(), ["Start / Welcome (2)", "Start / WELCOME"]);

    let to_end = LessonEdit { chapter: Some(end), ..LessonEdit::default() };
    let moved = book.edit_lessons(&by(), &[welcome], &to_end).unwrap().entry;
    lesson(start, "Welcome (2)");
    undo(moved);
    assert_eq!(titles(), ["Start / Welcome (2) (2)", "Start / WELCOME", "Start / Welcome (2)"]);

    let removed = book.remove_chapter(&by(), start).unwrap().entry;
    let again = book.add_chapter(&by(), drawing, "start").unwrap().value;
    undo(removed);
    assert_eq!(titles()[0], "Start (2) / Welcome (2) (2)");
    let renamed = ChapterEdit { title: Some("Begin".to_owned()), ..ChapterEdit::default() };
    book.edit_chapter(&by(), again, &renamed).expect("nothing is in the way of a change");
    whole(&book);
}

#[test]
fn a_field_that_comes_back_beside_another_of_its_name_keeps_its_values() {
    let (_dir, book) = book();
    let undo = |entry| book.undo(&by(), entry, &Progress::default()).unwrap();
    let shirt = |size: &str| MemberFields {
        custom: [("Shirt".to_owned(), size.to_owned())].into(),
        ..MemberFields::default()
    };
    let (ana, bia) = (add(&book, "Ana"), add(&book, "Bia"));
    let given = book.edit_member(&by(), ana, &shirt("M")).unwrap().entry;
    let gone = undo(given).entry;
    book.edit_member(&by(), bia, &shirt("L")).unwrap();
    undo(gone);
    let values = |id| {
        let custom = book.member(id, by().now).unwrap().custom;
        custom.into_iter().map(|field| (field.field.shape.label, field.value)).collect::<Vec<_>>()
    };
    let of = |shirt: &str, second: &str| {
        vec![("Shirt (2)".to_owned(), second.to_owned()), ("Shirt".to_owned(), shirt.to_owned())]
    };
    assert_eq!(values(ana), of("", "M"));
    assert_eq!(values(bia), of("L", ""));
    whole(&book);
}

#[test]
fn what_is_kept_of_a_field_of_the_schools_own_is_called_by_its_label() {
    let (_dir, book) = book();
    let ana = add(&book, "Ana");
    let shirt = |size: &str| {
        let custom = [("Shirt".to_owned(), size.to_owned())].into();
        let fields = MemberFields { custom, ..MemberFields::default() };
        book.edit_member(&by(), ana, &fields).unwrap().entry
    };
    shirt("M");
    let larger = shirt("L");
    shirt("XL");
    let undone = book.undo(&by(), larger, &Progress::default()).unwrap().value;
    let kept = &undone.kept[0];
    assert_eq!((kept.what.as_str(), kept.field.as_deref()), ("Ana", Some("custom:Shirt")));
    assert_eq!((undone.n_kept, kept.why), (1, Why::ChangedSince));
}

#[test]
fn undo_leaves_no_access_that_ends_before_it_begins() {
    let (_dir, book) = book();
    let (ana, _) = ana_in_drawing(&book);
    let grants = || book.member(ana, by().now).unwrap().grants;
    let id = grants()[0].id;
    let edit = |starts_on: Option<&str>, expires_on: Option<&str>| {
        let edit = GrantEdit {
            starts_on: starts_on.map(str::to_owned),
            expires_on: expires_on.map(|day| Some(day.to_owned())),
            ..GrantEdit::default()
        };
        let changed = vec![ChangedGrant { grant: id, edit }];
        book.edit_access(&by(), ana, &AccessEdit { changed, ..AccessEdit::default() })
            .unwrap()
            .entry
    };
    edit(None, Some("2026-06-30"));
    let longer = edit(None, Some("2026-12-31"));
    edit(Some("2026-09-01"), None);
    let undone = book.undo(&by(), longer, &Progress::default()).unwrap().value;
    let grant = &grants()[0];
    assert_eq!(
        (grant.starts_on.as_str(), grant.expires_on.as_deref()),
        ("2026-09-01", Some("2026-12-31"))
    );
    assert_eq!((undone.undone, undone.n_kept), (0, 1));
    let kept = &undone.kept[0];
    assert_eq!((kept.field.as_deref(), kept.why), (Some("expires_at"), Why::EndsBeforeStart));
    whole(&book);
}
