//! The list of commands.
//!
//! A line says a command's name, the right it needs, what goes in, what comes out and the function
//! that does it. A command without one of these does not compile, and what the UI knows about
//! commands is generated from here.

use rollbook::book::{Backup, CheckReport, Restoring, SettingsEdit};
use rollbook::courses::{Course, CourseMember, CourseReport};
use rollbook::drip::LessonState;
use rollbook::duplicates::Merge;
use rollbook::everybody::{LessonCounts, NextOpening, ScheduleEffect};
use rollbook::fields::{Conversion, CustomField, FieldEdit, Removed};
use rollbook::filter::{FilterKey, Shown, Suggestion};
use rollbook::import::DoneImport;
use rollbook::journal::{Entry, Undone};
use rollbook::members::Member;
use rollbook::outline::{MemberLesson, OutlineEffect, QuizResult, QuizTaker, ReadList, TakenOut};
use rollbook::products::Product;
use rollbook::views::{Counts, Following, Found, SavedView, SavedViewEdit};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::access::Changed;
use crate::app::AppState;
use crate::books::Closed;
use crate::call::{Call, Nothing};
use crate::duplicates::{DuplicateGroup, FoundDuplicates, Merged, SeveralMembers};
use crate::error::{ApiError, Result};
use crate::exports::Exported;
use crate::fields::FieldCount;
use crate::imports::{
    Chosen, Fixed, ImportPlan, ImportResult, ImportSession, MissingRows, PlanRows, Written,
};
use crate::jobs::JobState;
use crate::journal::Changes;
use crate::marks::Marked;
use crate::members::{Added, ChangedMembers, MemberEntry};
use crate::outcome::{BookInfo, Outcome};
use crate::outlines::{CourseOutline, OutlineFile, PlainText};
use crate::quizzes::QuizTakers;
use crate::rights::Right;
use crate::starts::{OwnStart, StartsChanged};
use crate::views::{Ids, Listed, Place, Rows, StillChosen};
use crate::{
    access, app, books, catalog, duplicates, exports, fields, imports, journal, marks, members,
    outline_edits, outlines, quizzes, schedules, starts, views,
};
use rollbook::export::ProfileReport;

pub(crate) struct Command {
    pub name: &'static str,
    pub right: Right,
    pub run: fn(&Call, &str) -> Result<String>,
}

macro_rules! commands {
    ($($name:literal $right:ident $request:ty => $response:ty, $body:path;)*) => {
        pub(crate) const COMMANDS: &[Command] = &[$(Command {
            name: $name,
            right: Right::$right,
            run: |call, json| answer::<$request, $response>($name, call, json, $body),
        },)*];

        #[cfg(test)]
        pub(crate) fn declare(to: &mut crate::typescript::Declarations) {
            $(to.command::<$request, $response>($name);)*
        }
    };
}

commands! {
    "app.state"       UseApp      Nothing => AppState, app::state;
    "app.prefs"       UseApp      app::ChangedPrefs => AppState, app::prefs;
    "app.forget"      UseApp      books::At => AppState, app::forget;
    "job.state"       UseApp      app::JobId => Option<JobState>, app::job_state;
    "job.cancel"      UseApp      app::JobId => (), app::job_cancel;

    "book.create"     OpenBooks   books::NewBook => BookInfo, books::create;
    "book.open"       OpenBooks   books::At => BookInfo, books::open;
    "book.close"      OpenBooks   Nothing => Closed, books::close;
    "book.info"       Read        Nothing => BookInfo, books::info;
    "book.settings"   Settings    SettingsEdit => Outcome<()>, books::settings;
    "book.backups"    Read        Nothing => Vec<Backup>, books::backups;
    "book.backup"     BackUp      books::BackupTo => Backup, books::backup;
    "book.restore_preview" Read   books::At => Restoring, books::restore_preview;
    "book.restore"    BackUp      books::At => BookInfo, books::restore;
    "book.check"      Read        app::MaybeJob => CheckReport, books::check;

    "view.open"       Read        views::ViewQuery => Listed, views::open;
    "view.rows"       Read        views::Window => Rows, views::rows;
    "view.find"       Read        views::InView => Place, views::find;
    "view.ids"        Read        views::Window => Ids, views::ids;
    "view.keep"       Read        views::Picked => StillChosen, views::keep;
    "view.counts"     Read        Nothing => Counts, views::counts;
    "filter.keys"     Read        Nothing => Vec<FilterKey>, views::filter_keys;
    "filter.values"   Read        views::OfKey => Vec<Suggestion>, views::filter_values;
    "filter.read"     Read        views::FilterText => Shown, views::read_filter;
    "views.list"      Read        Nothing => Vec<SavedView>, views::saved;
    "views.order"     EditMembers views::ViewOrder => Outcome<()>, views::order;
    "view.save"       EditMembers SavedViewEdit => Outcome<Added>, views::save;
    "view.edit"       EditMembers views::ChangedView => Outcome<()>, views::edit;
    "view.delete"     EditMembers views::OneView => Outcome<()>, views::delete;
    "members.find"    Read        views::FindText => Vec<Found>, views::find_members;

    "member.show"     Read        members::ById => Member, members::show;
    "member.add"      EditMembers members::NewMember => Outcome<Added>, members::add;
    "member.edit"     EditMembers members::MemberEdit => Outcome<()>, members::edit;
    "member.history"  Read        members::HistoryOf => Vec<MemberEntry>, members::history;
    "members.change"  EditMembers members::ChangeForMany => Outcome<ChangedMembers>, members::change;
    "members.preview_change" Read members::ChangeForMany => ChangedMembers, members::preview_change;

    "fields.list"     Read        Nothing => Vec<CustomField>, fields::list;
    "fields.counts"   Read        Nothing => Vec<FieldCount>, fields::counts;
    "fields.order"    Settings    fields::FieldOrder => Outcome<()>, fields::order;
    "field.add"       Settings    FieldEdit => Outcome<Added>, fields::add;
    "field.edit"      Settings    fields::ChangedField => Outcome<Conversion>, fields::edit;
    "field.preview_edit" Read     fields::ChangedField => Conversion, fields::preview_edit;
    "field.remove"    Settings    fields::OneField => Outcome<Removed>, fields::remove;

    "members.merge"   EditMembers Merge => Outcome<Merged>, duplicates::merge;
    "members.preview_merge" Read  Merge => Member, duplicates::preview;
    "members.tell_apart" EditMembers SeveralMembers => Outcome<()>, duplicates::tell_apart;
    "duplicates.find" Read        app::MaybeJob => FoundDuplicates, duplicates::find;
    "duplicates.rows" Read        views::Window => Vec<DuplicateGroup>, duplicates::rows;
    "duplicates.merge" EditMembers app::MaybeJob => Outcome<Merged>, duplicates::merge_certain;

    "access.edit"     EditAccess  access::EditedAccess => Outcome<()>, access::edit;
    "access.preview_edit" Read    access::EditedAccess => Changes, access::preview_edit;
    "access.change"   EditAccess  access::ChangeForMany => Outcome<Changed>, access::change;
    "access.preview_change" Read  access::ChangeForMany => Changed, access::preview_change;

    "courses.list"    Read        catalog::Archived => Vec<Course>, catalog::courses;
    "course.add"      EditCourses catalog::NewCourse => Outcome<Added>, catalog::add_course;
    "course.edit"     EditCourses catalog::ChangedCourse => Outcome<()>, catalog::edit_course;
    "cohort.add"      EditCourses catalog::NewCohort => Outcome<Added>, catalog::add_cohort;
    "cohort.edit"     EditCourses catalog::ChangedCohort => Outcome<()>, catalog::edit_cohort;
    "outline.show"    Read        outlines::OfCourse => CourseOutline, outlines::show;
    "schedule.save"   EditCourses schedules::ChangedSchedule => Outcome<ScheduleEffect>, schedules::save;
    "schedule.preview" Read       schedules::ChangedSchedule => ScheduleEffect, schedules::preview;
    "drip.simulate"   Read        outlines::Simulation => Vec<LessonState>, outlines::simulate;
    "drip.calendar"   Read        schedules::NextDays => Vec<NextOpening>, schedules::calendar;
    "drip.counts"     Read        schedules::CourseJob => Vec<LessonCounts>, schedules::counts;
    "chapter.add"     EditCourses outline_edits::NewChapter => Outcome<Added>, outline_edits::add_chapter;
    "chapter.edit"    EditCourses outline_edits::ChangedChapter => Outcome<()>, outline_edits::edit_chapter;
    "chapter.remove"  EditCourses outline_edits::OneChapter => Outcome<TakenOut>, outline_edits::remove_chapter;
    "lesson.add"      EditCourses outline_edits::NewLesson => Outcome<Added>, outline_edits::add_lesson;
    "lesson.edit"     EditCourses outline_edits::ChangedLessons => Outcome<()>, outline_edits::edit_lessons;
    "lesson.remove"   EditCourses outline_edits::SeveralLessons => Outcome<TakenOut>, outline_edits::remove_lessons;
    "outline.preview_change" Read outline_edits::OneChange => OutlineEffect, outline_edits::preview;
    "outline.read"    Read        outlines::OfCourse => OutlineFile, outlines::read;
    "outline.write"   EditCourses outlines::NewOutline => Outcome<()>, outlines::write;
    "outline.list"    Read        outlines::ListedIn => PlainText, outlines::list;
    "outline.file_text" EditCourses outlines::TextFile => PlainText, outlines::file_text;
    "outline.read_text" Read      outlines::PastedOutline => ReadList, outlines::read_text;
    "outline.write_text" EditCourses outlines::PastedOutline => Outcome<ReadList>, outlines::write_text;
    "drip.lessons"    Read        outlines::InCourse => Vec<MemberLesson>, outlines::lessons;
    "start.show"      Read        outlines::InCourse => OwnStart, starts::own;
    "start.set"       EditMembers starts::StartForMany => Outcome<StartsChanged>, starts::set;
    "start.preview"   Read        starts::StartForMany => StartsChanged, starts::preview;
    "course.report"   Read        outlines::OfCourse => CourseReport, outlines::report;
    "course.members"  Read        outlines::CourseWindow => Vec<Option<CourseMember>>, outlines::members;
    "lessons.mark"    EditMembers marks::MarkForMany => Outcome<Marked>, marks::mark;
    "lessons.preview_mark" Read   marks::MarkForMany => Marked, marks::preview;
    "quiz.results"    Read        quizzes::OfMember => Vec<QuizResult>, quizzes::results;
    "quiz.takers"     Read        quizzes::OfQuiz => QuizTakers, quizzes::takers;
    "quiz.rows"       Read        quizzes::TakersWindow => Vec<Option<QuizTaker>>, quizzes::rows;
    "quiz.add_result" EditMembers quizzes::NewResult => Outcome<Added>, quizzes::add;
    "quiz.edit_result" EditMembers quizzes::ChangedResult => Outcome<()>, quizzes::edit;
    "quiz.remove_result" EditMembers quizzes::OneResult => Outcome<()>, quizzes::remove;
    "cohort.remove"   EditCourses catalog::OneCohort => Outcome<()>, catalog::remove_cohort;
    "products.list"   Read        catalog::Archived => Vec<Product>, catalog::products;
    "product.add"     EditCourses catalog::NewProduct => Outcome<Added>, catalog::add_product;
    "product.edit"    EditCourses catalog::ChangedProduct => Outcome<()>, catalog::edit_product;
    "product.preview_courses" Read catalog::OtherCourses => Vec<Following>, catalog::preview_courses;

    "import.open"        Import   imports::What => ImportSession, imports::open;
    "import.configure"   Import   imports::ConfigureImport => ImportSession, imports::configure;
    "import.plan"        Import   imports::ImportJob => ImportPlan, imports::plan;
    "import.rows"        Import   imports::PlanWindow => PlanRows, imports::rows;
    "import.fix"         Import   imports::Fix => Fixed, imports::fix;
    "import.choose"      Import   imports::Choose => Chosen, imports::choose;
    "import.missing"     Import   imports::MissingWindow => MissingRows, imports::missing;
    "import.apply"       Import   imports::ApplyImport => Outcome<ImportResult>, imports::apply;
    "import.close"       Import   imports::ImportId => (), imports::close;
    "import.failed_rows" Import   imports::FailedRowsTo => Written, imports::failed_rows;
    "import.save_missing" Import  imports::MissingTo => Written, imports::save_missing;
    "import.template"    Import   imports::TemplateTo => (), imports::template;
    "imports.list"       Read     Nothing => Vec<DoneImport>, imports::list;

    "export.run"      Export      exports::ExportTo => Exported, exports::run;
    "export.for"      Export      exports::ExportFor => ProfileReport, exports::run_for;

    "journal.list"    Read        journal::OlderEntries => Vec<Entry>, journal::list;
    "journal.changes" Read        journal::EntryRows => Changes, journal::changes;
    "journal.undo"    Undo        journal::MaybeEntry => Outcome<Undone>, journal::undo;
    "journal.redo"    Undo        app::MaybeJob => Outcome<Undone>, journal::redo;
}

/// Reads the request, does the command, writes the response.
fn answer<Request: DeserializeOwned, Response: Serialize>(
    name: &str,
    call: &Call,
    json: &str,
    body: fn(&Call, Request) -> Result<Response>,
) -> Result<String> {
    let request = serde_json::from_str(json).map_err(|e| ApiError::bad_request(name, &e))?;
    let response = body(call, request)?;
    serde_json::to_string(&response).map_err(|e| ApiError::internal(&e.to_string()))
}
