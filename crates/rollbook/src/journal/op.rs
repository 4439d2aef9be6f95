//! The name of a write, with the values its sentence needs.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

macro_rules! op_kinds {
    ($($name:ident = $text:literal,)*) => {
        /// What a write was. The text is what the journal keeps and the UI has words for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum OpKind { $($name,)* }

        impl OpKind {
            pub const ALL: &[OpKind] = &[$(OpKind::$name,)*];

            pub fn name(self) -> &'static str {
                match self { $(OpKind::$name => $text,)* }
            }
        }
    };
}

op_kinds! {
    BookCreate = "book.create",
    BookSettings = "book.settings",
    Sample = "sample",
    MemberAdd = "member.add",
    MemberEdit = "member.edit",
    MembersTrash = "members.trash",
    MembersRestore = "members.restore",
    MembersStatus = "members.status",
    MembersMerge = "members.merge",
    MembersApart = "members.apart",
    AccessGrant = "access.grant",
    AccessEdit = "access.edit",
    AccessRevoke = "access.revoke",
    AccessState = "access.state",
    AccessExpiry = "access.expiry",
    AccessCohort = "access.cohort",
    CourseAdd = "course.add",
    CourseEdit = "course.edit",
    ProductAdd = "product.add",
    ProductEdit = "product.edit",
    CohortAdd = "cohort.add",
    FieldAdd = "field.add",
    FieldEdit = "field.edit",
    FieldsOrder = "fields.order",
    FieldRemove = "field.remove",
    MembersField = "members.field",
    CohortEdit = "cohort.edit",
    CohortRemove = "cohort.remove",
    ViewSave = "view.save",
    ViewEdit = "view.edit",
    ViewsOrder = "views.order",
    ViewDelete = "view.delete",
    OutlineWrite = "outline.write",
    ScheduleSave = "schedule.save",
    DripStart = "drip.start",
    ChapterAdd = "chapter.add",
    ChapterEdit = "chapter.edit",
    ChapterRemove = "chapter.remove",
    LessonAdd = "lesson.add",
    LessonEdit = "lesson.edit",
    LessonRemove = "lesson.remove",
    LessonsComplete = "lessons.complete",
    LessonsUnlock = "lessons.unlock",
    LessonsLock = "lessons.lock",
    LessonsReset = "lessons.reset",
    QuizResult = "quiz.result",
    QuizCorrect = "quiz.correct",
    QuizRetract = "quiz.retract",
    Import = "import",
    ImportExpiry = "import.expiry",
    ImportRoster = "import.roster",
    ImportProgress = "import.progress",
    ImportQuizzes = "import.quizzes",
    Undo = "undo",
    Redo = "redo",
}

impl fmt::Display for OpKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A kind and its arguments, for example `import` with `file` and `members`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[ts(rename = "OpHead")]
pub struct Op {
    pub kind: String,
    #[ts(type = "Record<string, string | number>")]
    pub args: Map<String, Value>,
}

impl Op {
    pub fn new(kind: OpKind) -> Self {
        Self { kind: kind.name().to_owned(), args: Map::new() }
    }

    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.args.insert(name.to_owned(), value.into());
        self
    }

    pub fn is(&self, kind: OpKind) -> bool {
        self.kind == kind.name()
    }
}
