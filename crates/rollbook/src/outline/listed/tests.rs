use super::*;
use crate::book::tests::{book, by};
use crate::members::MemberFields;
use crate::outline::{LessonEdit, Mark};
use crate::progress::Progress;

const NOW: &str = "# Start\n- Welcome\n- Paper\n- Colours (quiz 70%)\n# End\n- Summary\n- Bye";

struct School {
    _folder: tempfile::TempDir,
    book: Book,
    course: CourseId,
}

fn school() -> School {
    let (folder, book) = book();
    let course = book.add_course(&by(), "Drawing").unwrap().value;
    let school = School { _folder: folder, book, course };
    school.take(NOW, Fit::Add);
    school
}

impl School {
    #[track_caller]
    fn take(&self, text: &str, fit: Fit) -> ReadList {
        let promised = self.book.preview_list(&by(), self.course, text, fit).unwrap();
        let done = self.book.take_list(&by(), self.course, text, fit).unwrap();
        assert_eq!(promised, done.value, "what was shown is what was done");
        done.value
    }

    fn list(&self) -> String {
        self.book.outline_list(self.course, Locale::En).unwrap().replace("\n\n", "\n")
    }

    fn lesson(&self, title: &str) -> LessonId {
        self.book.lessons_titled(self.course, &[title.to_owned()]).unwrap()[0]
    }
}

/// `=Start: =Welcome +Ink | -End: -Bye`: `=` stays, `+` new, `>` moved, `~` changed, `-` removed.
fn shown(read: &ReadList) -> String {
    let sign = |becomes| match becomes {
        Becomes::New => '+',
        Becomes::Stays => '=',
        Becomes::Moved => '>',
        Becomes::Changed => '~',
        Becomes::Removed => '-',
    };
    let chapter = |chapter: &BecomesChapter| {
        let lessons = chapter.lessons.iter();
        let lessons: Vec<String> =
            lessons.map(|it| format!("{}{}", sign(it.becomes), it.title)).collect();
        format!("{}{}: {}", sign(chapter.becomes), chapter.title, lessons.join(" "))
    };
    read.chapters.iter().map(chapter).collect::<Vec<_>>().join(" | ")
}

#[test]
fn adding_leaves_what_is_there_alone() {
    let school = school();
    let hide = LessonEdit { published: Some(false), ..LessonEdit::default() };
    school.book.edit_lessons(&by(), &[school.lesson("Bye")], &hide).unwrap();
    let read = school.take("End\n - BYE (quiz)\n - Welcome\nMore\n - Ink", Fit::Add);
    assert_eq!(
        shown(&read),
        "=Start: =Welcome =Paper =Colours | =End: =Summary =Bye +Welcome | +More: +Ink",
    );
    assert_eq!(
        school.list(),
        "# Start\n- Welcome\n- Paper\n- Colours (quiz 70%)\n# End\n- Summary\n\
         - Bye (unpublished)\n- Welcome\n# More\n- Ink\n",
    );
    let again = school.book.take_list(&by(), school.course, &school.list(), Fit::Add).unwrap();
    assert_eq!(again.entry, None, "a list of what is there changes nothing");
}

#[test]
fn exactly_orders_moves_and_removes() {
    let school = school();
    let book = &school.book;
    let ana = MemberFields { email: Some("ana@example.com".into()), ..MemberFields::default() };
    let ana = book.add_member(&by(), &ana).unwrap().value;
    let (paper, bye) = (school.lesson("Paper"), school.lesson("Bye"));
    book.mark_lessons(&by(), &[ana], &[paper, bye], Mark::Complete, &Progress::default()).unwrap();
    let before = school.list();

    let text = "# End\n- Paper\n- Summary (quiz)\n# Start\n- Colours\n- Welcome\n- Ink";
    let read = school.take(text, Fit::Exactly);
    assert_eq!(
        shown(&read),
        ">End: >Paper ~Summary -Bye | =Start: >Colours =Welcome +Ink",
        "Paper moved out, one of two changed places, and the quiz kept its mark",
    );
    assert_eq!(read.removed, TakenOut { lessons: 1, members: 1 });
    assert_eq!(read.chapters[0].lessons[0].from.as_deref(), Some("Start"));
    assert!(school.list().contains("- Colours (quiz 70%)"), "{}", school.list());
    assert_eq!(school.lesson("Paper"), paper, "what moves keeps its progress");
    book.undo(&by(), None, &Progress::default()).unwrap();
    assert_eq!(school.list(), before);
    assert_eq!(shown(&school.take(&before, Fit::Exactly)).matches(['+', '-', '>', '~']).count(), 0);

    assert_eq!(
        shown(&school.take("", Fit::Exactly)),
        "-Start: -Welcome -Paper -Colours | -End: -Summary -Bye"
    );
    school.take(&before, Fit::Exactly);
    assert_eq!(school.lesson("Bye"), bye, "what comes back is what was removed");
}

#[test]
fn what_comes_back_is_what_it_was_where_the_list_does_not_say() {
    let school = school();
    let hide = LessonEdit { published: Some(false), ..LessonEdit::default() };
    school.book.edit_lessons(&by(), &[school.lesson("Bye")], &hide).unwrap();
    let before = school.list();
    school.take("# Start\n- Welcome", Fit::Exactly);
    let read = school.take("# Start\n- Paper\n- Colours\n# End\n- Summary\n- Bye", Fit::Add);
    assert_eq!(school.list(), before);
    let shown = &read.chapters[0].lessons[2];
    assert_eq!((shown.becomes, shown.quiz), (Becomes::New, Some(Quiz { pass: Some(70) })));
    school.take("# Start\n- Welcome", Fit::Exactly);
    school.take("# Start\n- Colours (lesson)\n- Bye (published)", Fit::Add);
    assert_eq!(school.list(), "# Start\n- Welcome\n- Colours\n- Bye\n", "unless it does");
}

#[test]
fn a_list_that_would_strand_a_rule_is_refused() {
    let school = school();
    let mut file = school.book.outline_file(school.course).unwrap();
    file.chapters[1].drip =
        Some(serde_json::from_str(r#"{"all": [{"quiz_passed": "Colours"}]}"#).unwrap());
    school.book.write_outline(&by(), school.course, &file, true).unwrap();
    let refused = school.book.preview_list(&by(), school.course, "# End\n- Bye", Fit::Exactly);
    assert_eq!(refused.unwrap_err().args()["reason"], "removed");
    school.take("# Start\n- Colours\n# End\n- Bye", Fit::Exactly);
    let kept = school.book.outline_file(school.course).unwrap();
    assert_eq!(kept.chapters[1].drip, file.chapters[1].drip, "rules stay with what stays");
}

#[test]
fn as_few_as_can_be_are_out_of_order() {
    let moved = |places: &[usize]| {
        let places = places.iter().copied().map(Some).collect();
        out_of_order(places).iter().map(|(_, moved)| u8::from(*moved)).collect::<Vec<_>>()
    };
    assert_eq!(moved(&[0, 1, 2]), [0, 0, 0]);
    assert_eq!(moved(&[2, 0, 1]), [1, 0, 0]);
    assert_eq!(moved(&[1, 2, 0, 3]), [0, 0, 1, 0]);
    assert_eq!(moved(&[0, 5, 6, 1, 2, 3]), [0, 1, 1, 0, 0, 0]);
}
