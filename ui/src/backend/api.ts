// Generated from the Rust types of rollbook-api by its tests; do not edit.
// Ids are 63-bit integers, hence strings. Times are UTC milliseconds; days are "YYYY-MM-DD" in the
// book's zone.

export type OpKind =
  | 'book.create'
  | 'book.settings'
  | 'sample'
  | 'member.add'
  | 'member.edit'
  | 'members.trash'
  | 'members.restore'
  | 'members.status'
  | 'members.merge'
  | 'members.apart'
  | 'access.grant'
  | 'access.edit'
  | 'access.revoke'
  | 'access.state'
  | 'access.expiry'
  | 'access.cohort'
  | 'course.add'
  | 'course.edit'
  | 'product.add'
  | 'product.edit'
  | 'cohort.add'
  | 'field.add'
  | 'field.edit'
  | 'fields.order'
  | 'field.remove'
  | 'members.field'
  | 'cohort.edit'
  | 'cohort.remove'
  | 'view.save'
  | 'view.edit'
  | 'views.order'
  | 'view.delete'
  | 'outline.write'
  | 'schedule.save'
  | 'drip.start'
  | 'chapter.add'
  | 'chapter.edit'
  | 'chapter.remove'
  | 'lesson.add'
  | 'lesson.edit'
  | 'lesson.remove'
  | 'lessons.complete'
  | 'lessons.unlock'
  | 'lessons.lock'
  | 'lessons.reset'
  | 'quiz.result'
  | 'quiz.correct'
  | 'quiz.retract'
  | 'import'
  | 'import.expiry'
  | 'import.roster'
  | 'import.progress'
  | 'import.quizzes'
  | 'undo'
  | 'redo';

export type ErrorCode =
  | 'already_undone'
  | 'bad_field_value'
  | 'bad_filter'
  | 'bad_outline'
  | 'bad_request'
  | 'book_locked'
  | 'book_missing'
  | 'book_read_only'
  | 'book_replaced'
  | 'cancelled'
  | 'cohort_in_use'
  | 'damaged_book'
  | 'disk_full'
  | 'email_taken'
  | 'ends_before_start'
  | 'exists'
  | 'file_damaged'
  | 'file_empty'
  | 'file_encrypted'
  | 'file_in_use'
  | 'file_io'
  | 'file_is_directory'
  | 'file_no_permission'
  | 'file_not_found'
  | 'file_not_text'
  | 'file_too_large'
  | 'folder_missing'
  | 'forbidden'
  | 'in_trash'
  | 'internal'
  | 'invalid_day'
  | 'invalid_email'
  | 'invalid_value'
  | 'invalid_zone'
  | 'io'
  | 'merged'
  | 'missing_title'
  | 'newer_book'
  | 'no_book'
  | 'no_day_column'
  | 'no_identity_column'
  | 'no_progress_column'
  | 'no_score_column'
  | 'no_subject'
  | 'not_a_book'
  | 'not_found'
  | 'nothing_to_redo'
  | 'nothing_to_undo'
  | 'permission'
  | 'plan_stale'
  | 'record_too_long'
  | 'roster_unsure'
  | 'title_taken'
  | 'too_long'
  | 'too_many_columns'
  | 'unknown_command'
  | 'unknown_encoding'
  | 'unknown_sheet';

/**
 * What many members get, or what becomes of what they have.
 */
export type AccessChange = { "give": GrantSpec } | { "change": BulkChange };

/**
 * Why something was left as it is.
 */
export type AccessException = "none" | "by_product" | "already" | "partly" | "blocked" | "no_end" | "over" | "ends_before_start";

/**
 * What a grant, or all grants of an enrollment together, come to at some instant. The order is
 * the one in which they win.
 */
export type AccessStatus = "active" | "pending" | "expired" | "disabled";

/**
 * Something new.
 */
export type Added = { id: Id, };

/**
 * The options that make a file a list of dates or a roster of what an earlier one was about. What
 * became of the missing is none of them: that is decided anew each time.
 */
export type Again = { purpose: Purpose, courses: Array<string>, products: Array<string>, cohort: string | null, };

/**
 * Why members look like one person, the surest first.
 */
export type Alike = "email" | "mailbox" | "platform_id" | "name_and_phone" | "look_alike" | "slip";

export type AppState = { version: string, book: BookInfo | null, recent: Array<RecentBook>, prefs: Prefs, systemLocale: Locale, systemZone: string, 
/**
 * Where new books are proposed.
 */
booksFolder: string, };

export type ApplyImport = { import: Id, job?: Id, 
/**
 * The number of missing that a person said is right.
 */
missing?: number, };

export type Archived = { 
/**
 * Archived ones too.
 */
archived: boolean, };

export type At = { path: string, };

export type Backup = { path: string, at: number, 
/**
 * Bytes.
 */
size: number, reason: BackupReason, };

export type BackupReason = "automatic" | "manual" | "migration" | "restore" | "rescue";

export type BackupTo = { 
/**
 * `null` = into the folder of backups.
 */
path: string | null, };

/**
 * One reason, in values that the UI has words for.
 */
export type Because = { code: DripCode, 
/**
 * The instant of the event that is counted from; none when it is not known.
 */
since?: number, 
/**
 * What is counted from it, such as `1w`.
 */
wait: string, 
/**
 * How far apart lessons or chapters open that follow one another, where it does not open the first.
 */
every?: DripEvery, 
/**
 * The score to be reached, in percent.
 */
atLeast?: number, 
/**
 * When this reason alone lets it open.
 */
opensAt?: number, 
/**
 * The lesson, chapter or quiz that has to be done.
 */
title?: string, 
/**
 * The course that has to be completed.
 */
courseId?: Id, };

export type Becomes = "new" | "stays" | "moved" | "changed" | "removed";

/**
 * Members without those in the trash; courses and products without archived ones.
 */
export type BookCounts = { members: number, trashed: number, courses: number, products: number, };

/**
 * The open book at a glance.
 */
export type BookInfo = { path: string, name: string, zone: string, locale: Locale, 
/**
 * Those in the trash are counted apart.
 */
members: number, trashed: number, 
/**
 * Archived ones are not counted.
 */
courses: number, products: number, 
/**
 * Rises with every commit.
 */
version: number, 
/**
 * What the next undo and redo take back.
 */
undo: EntryHead | null, redo: EntryHead | null, };

/**
 * What to change, and of which courses and products. None of either means all that a member has.
 */
export type BulkChange = { courses: Array<Id>, products: Array<Id>, to: NewAccess, };

export type ById = { id: Id, };

/**
 * Where in the file, and what is there.
 */
export type Case = { 
/**
 * From 1.
 */
line: number, 
/**
 * The header of the column, when one cell is to blame.
 */
column: string | null, value: string, };

/**
 * One change for many members.
 */
export type ChangeForMany = { members: Selection, change: AccessChange, job?: Id, };

/**
 * What a change for many does, or would do.
 */
export type Changed = { 
/**
 * Members whose access changes.
 */
members: number, grants: number, 
/**
 * Why something is left as it is, and for how many members.
 */
exceptions: Array<LeftAsItIs>, 
/**
 * The first rows that change.
 */
sample: Array<RowChange>, };

export type ChangedChapter = { id: Id, title?: string, 
/**
 * Its place among the chapters, from 0; beyond the last is last.
 */
position?: number, };

export type ChangedCohort = { id: Id, title?: string, startsOn?: string | null, closesOn?: string | null, };

export type ChangedCourse = { id: Id, title?: string, archived?: boolean, };

export type ChangedField = { id: Id, edit: FieldEdit, job?: Id, };

export type ChangedGrant = { grant: Id, state?: GrantState, startsOn?: string, expiresOn?: string | null, 
/**
 * One of the grant's own course.
 */
cohort?: Id | null, };

/**
 * Lessons of one course, and what becomes of all of them.
 */
export type ChangedLessons = { ids: Array<Id>, title?: string, published?: boolean, 
/**
 * Cleared, a quiz is a lesson.
 */
quiz?: Quiz | null, 
/**
 * Another chapter of the same course; at its end without a position.
 */
chapter?: Id, 
/**
 * The place of the first of them in the chapter, from 0, when they are taken out; beyond the
 * last is last. Without it and without a chapter everything stays where it is.
 */
position?: number, };

/**
 * What a change of many does, or would do.
 */
export type ChangedMembers = { members: number, 
/**
 * Why somebody is left as they are, and how many.
 */
exceptions: Array<MembersLeft>, 
/**
 * The first rows that change.
 */
sample: Array<RowChange>, };

/**
 * What to change; an absent preference stays.
 */
export type ChangedPrefs = { locale?: Locale | null, theme?: Theme, columns?: Array<string> | null, sidebarCollapsed?: boolean, };

export type ChangedProduct = { id: Id, title?: string, kind?: ProductKind, source?: string, archived?: boolean, 
/**
 * All courses it holds; people who have the product follow.
 */
courses?: Array<Id>, };

export type ChangedResult = { id: Id, 
/**
 * In percent.
 */
score: number, 
/**
 * A day in the book's zone; today without one.
 */
takenOn?: string, };

export type ChangedView = { id: Id, name?: string, filter?: string, sort?: Array<SortKey>, columns?: Array<string>, };

/**
 * The first rows a write changed or would change, and how many in all.
 */
export type Changes = { changes: Array<RowChange>, total: number, };

export type Chapter = { id: Id, title: string, lessons: Array<Lesson>, };

/**
 * What a check looked at and what it found.
 */
export type CheckReport = { 
/**
 * There is no damage.
 */
ok: boolean, checked: Array<string>, 
/**
 * The damage.
 */
findings: Array<Finding>, 
/**
 * What is no damage, but something a person should look at.
 */
notes: Array<Finding>, };

export type ChipValue = { 
/**
 * As it stands in the filter.
 */
text: string, 
/**
 * What a person calls it, where the text is a number: the title, or an import's file.
 */
label: string | null, };

export type Choose = { import: Id, row: number, };

export type Chosen = { plan: ImportPlan, };

/**
 * What became of a book that was closed.
 */
export type ClosedBook = { 
/**
 * Where a copy of it lies, if its file was not in its place any more.
 */
rescued: string | null, };

export type Cohort = { id: Id, title: string, startsOn: string | null, 
/**
 * The last day on which somebody may join.
 */
closesOn: string | null, 
/**
 * That day is over.
 */
closed: boolean, 
/**
 * Who is in it by an open grant, by the status of that.
 */
holders: Holders, };

export type CohortMove = { 
/**
 * None: in no cohort.
 */
cohort: Id | null, 
/**
 * Only who is in this one moves, and only by the access that is in it.
 */
from?: Id | null, 
/**
 * Whether access that is over moves as well. It says in which run somebody was.
 */
overToo: boolean, };

/**
 * What is decided; what is absent stays.
 */
export type ConfigureImport = { import: Id, layout?: LayoutHints, 
/**
 * Fields by column, from 0.
 */
mapping?: { [key in number]: FieldKey }, 
/**
 * Kinds of the custom fields that the book doesn't have yet, by column.
 */
kinds?: { [key in number]: FieldKind }, options?: Partial<ImportOptions>, };

/**
 * What becomes of a field's values.
 */
export type Conversion = { 
/**
 * Values that are of the field's kind, and how many of those are written otherwise now.
 */
fitting: number, rewritten: number, 
/**
 * Values that are not, and stay as they are.
 */
misfits: number, 
/**
 * The first of those.
 */
named: Array<Misfit>, 
/**
 * The choices the field has then.
 */
choices: Array<string>, };

/**
 * `rows` is always the sum of the others.
 */
export type Counts = { rows: number, created: number, updated: number, unchanged: number, skipped: number, conflicts: number, failed: number, };

export type Course = { id: Id, title: string, externalId: string, archived: boolean, createdAt: number, 
/**
 * Who has an enrollment, by its status.
 */
holders: Holders, 
/**
 * Those that are not archived.
 */
products: Array<Named>, cohorts: Array<Cohort>, };

export type CourseJob = { course: Id, job?: Id, };

/**
 * A member in a course.
 */
export type CourseMember = { id: Id, name: string, email: string, 
/**
 * None when they have the course no more.
 */
enrollment: Enrollment | null, reached: Reached, };

/**
 * What a course is made of, and when its lessons open.
 */
export type CourseOutline = { course: Id, title: string, chapters: Array<Chapter>, 
/**
 * The course's own first, then those of products.
 */
schedules: Array<Schedule>, };

/**
 * How far a member got in a course, by its title.
 */
export type CourseProgress = { courseId: Id, course: string, 
/**
 * Of the published lessons, those viewed.
 */
viewed: number | null, 
/**
 * Of the published lessons, those completed.
 */
completed: number | null, startedAt: number | null, lastActivityAt: number | null, completedAt: number | null, };

/**
 * Everybody who has the course, whatever the status of their access; the trash is left aside.
 */
export type CourseReport = { members: number, 
/**
 * Of them, who did something in it.
 */
started: number, completed: number, 
/**
 * In the order of the outline.
 */
lessons: Array<LessonReport>, };

/**
 * An enrollment in a row of a list.
 */
export type CourseSummary = { title: string, status: AccessStatus, };

/**
 * A window of a list of members, as a course sees them.
 */
export type CourseWindow = { course: Id, view: Id, start: number, len: number, };

/**
 * A custom field and this member's value, empty if there is none.
 */
export type Custom = { 
/**
 * In the form it is kept in.
 */
value: string, id: Id, 
/**
 * The folded label, by which files and edits name it.
 */
key: string, label: string, kind: FieldKind, 
/**
 * In order; kept also while the field is of another kind.
 */
choices: Array<string>, };

/**
 * A field of the school's own.
 */
export type CustomField = { id: Id, 
/**
 * The folded label, by which files and edits name it.
 */
key: string, label: string, kind: FieldKind, 
/**
 * In order; kept also while the field is of another kind.
 */
choices: Array<string>, };

/**
 * Which part comes first in dates made of numbers. Dates that begin with a year of four digits
 * are read the same in every order.
 */
export type DateOrder = "dmy" | "mdy" | "ymd";

export type Decided = "unlocked" | "locked";

/**
 * What stands before the decimals.
 */
export type DecimalSign = "point" | "comma";

export type DripCode = "open" | "manual" | "unlocked" | "locked_again" | "no_access" | "in_order" | "after_enrollment" | "after_cohort_start" | "after_own_start" | "after_first_lesson" | "after_completed" | "quiz_passed" | "quiz_submitted" | "quiz_score" | "at";

/**
 * An event and what is counted from it; see the [module](super) for how.
 */
export type DripCondition = { after_enrollment?: string; after_cohort_start?: string; after_first_lesson?: string; after_completed?: { lesson: Id } | { chapter: Id } | { course: Id }; quiz_passed?: Id; quiz_submitted?: Id; quiz_score?: { quiz: Id; at_least: number }; at?: string; wait?: string; every?: string; per?: 'lesson' | 'chapter'; on?: string; time?: string };

/**
 * A step of a series: what opens one after the other, this span apart.
 */
export type DripEvery = { span: string, per: DripPer, };

/**
 * What is counted in a series.
 */
export type DripPer = "lesson" | "chapter";

/**
 * When something opens; `N` names what it may depend on.
 */
export type DripRule = 'open' | 'manual' | { all: DripCondition[] } | { any: DripCondition[] };

export type DuplicateGroup = { why: Array<Alike>, isCertain: boolean, isPartlyBlocked: boolean, 
/**
 * The first twelve, before all the one who should stay. Whoever is no more is left out.
 */
members: Array<MemberRow>, 
/**
 * All of them.
 */
nMembers: number, };

/**
 * Which of several rows with one e-mail counts for the member's own fields.
 */
export type Duplicates = "first" | "last";

export type EditedAccess = { member: Id, added?: GrantSpec, changed: Array<ChangedGrant>, 
/**
 * Grants that end.
 */
removed: Array<Id>, };

/**
 * What the access step says in words.
 */
export type Effect = { 
/**
 * Members who get or keep longer access or, in a list about lessons, whose progress or results
 * it adds to.
 */
members: number, grants: number, extended: number, 
/**
 * Of `grants`, those that begin on the day of their row, whatever was chosen for everybody.
 */
startsInFile: number, 
/**
 * Of `grants` and `extended`, those that end on the day of their row.
 */
endsInFile: number, 
/**
 * Rows that move the beginning of access, and with it what opens so many days after it.
 */
startsMoved: number, 
/**
 * Lessons that somebody is found to have viewed or completed.
 */
lessons: number, 
/**
 * Tries at quizzes that are new.
 */
results: number, 
/**
 * Rows that change what is known of a course as a whole.
 */
progress: number, 
/**
 * Rows of which something gets the file's day, because they say none.
 */
undated: number, };

export type Enrollment = { courseId: Id, course: string, 
/**
 * Of several, that of the best reason; of equal ones, of the one that starts last.
 */
cohort: string | null, status: AccessStatus, 
/**
 * The earliest start.
 */
enrolledAt: number | null, 
/**
 * The latest end; `None` when any reason has none.
 */
expiresAt: number | null, expiresOn: string | null, 
/**
 * 0 to 1.
 */
progress: number | null, completedAt: number | null, lastActivityAt: number | null, 
/**
 * Where the access comes from: a source and, for products, their title.
 */
source: string, grantIds: Array<Id>, };

/**
 * One write as the activity list shows it.
 */
export type Entry = { id: Id, op: OpHead, actor: string, at: number, rows: number, members: number, undoOf: Id | null, 
/**
 * Taken back now.
 */
undone: boolean, 
/**
 * Whether "Undo this" makes sense.
 */
undoable: boolean, };

export type EntryHead = { id: Id, op: OpHead, };

export type EntryRows = { entry: Id, limit: number, };

export type ExportFor = { profile: Profile, 
/**
 * Whose; absent or `null` = everybody's.
 */
query?: Query | null, 
/**
 * Without it nothing is written, and the report says what would be.
 */
path?: string, job?: Id, };

export type ExportKind = "enrollments" | "subscriptions" | "members" | { "progress": Id };

export type ExportTo = { kind: ExportKind, 
/**
 * Whose; absent or `null` = everybody's.
 */
query?: Query | null, path: string, job?: Id, file?: FileKind, 
/**
 * One ASCII character.
 */
delimiter: ',' | ';', 
/**
 * Whether the file begins with a byte order mark, by which Excel recognises UTF-8.
 */
bom: boolean, 
/**
 * Of headers, statuses and dates.
 */
locale: Locale, };

export type Exported = { rows: number, path: string, };

/**
 * Of an import under way or of one that was done.
 */
export type FailedRowsTo = { import?: Id, entry?: Id, path: string, };

export type FieldChange = { 
/**
 * A column; of a custom field `custom:` and its label.
 */
field: string, 
/**
 * What a custom field holds, by which a person reads its values.
 */
own?: FieldKind, before: string | number | null, after: string | number | null, };

/**
 * How many members have a value in a field.
 */
export type FieldCount = { id: Id, members: number, };

/**
 * What to set; what is absent stays as it is.
 */
export type FieldEdit = { label?: string, kind?: FieldKind, 
/**
 * In order. A field that becomes a choice without any gets its values for choices, the most
 * frequent first.
 */
choices?: Array<string>, 
/**
 * Values that are called otherwise from now on: what each was, whatever its case, and the choice
 * it is now. Several may become one.
 */
renamed?: { [key in string]: string }, 
/**
 * How the values it has write days and numbers, when the kind changes.
 */
dates?: DateOrder, decimal?: DecimalSign, };

/**
 * What a column of a file is.
 */
export type FieldKey = string;

/**
 * What the values of a field are.
 */
export type FieldKind = "text" | "number" | "date" | "choice" | "yes_no";

export type FieldOrder = { 
/**
 * All of them, in the order wanted.
 */
ids: Array<Id>, };

/**
 * Whose value a field gets. Without a choice the one who stays keeps theirs, and a blank one is
 * filled from the others; somebody blocked keeps the person blocked.
 */
export type FieldsOf = { name?: Id, email?: Id, company?: Id, phone?: Id, externalId?: Id, status?: Id, 
/**
 * The school's own fields by key.
 */
custom?: { [key in string]: Id }, };

export type FileColumn = { header: string, samples: Array<string>, kind: string, field: FieldKey, 
/**
 * 0 to 1.
 */
confidence: number, reason: Reason, ask: Question | null, 
/**
 * What its values are when it is a custom field.
 */
own: OwnField | null, 
/**
 * Whether its values are few enough to be the choices of a field.
 */
few: boolean, };

export type FileKind = "csv" | "xlsx";

export type FilterChip = { 
/**
 * What it adds to the filter.
 */
text: string, 
/**
 * Whether it says what must not hold.
 */
negated: boolean, 
/**
 * `null` for several conditions put together.
 */
key: FilterKey | null, 
/**
 * `:`, `<`, `<=`, `>` or `>=`.
 */
sign: string, values: Array<ChipValue>, 
/**
 * What several conditions are put together of, and by which word.
 */
parts: Array<FilterChip>, joint: 'and' | 'or' | null, };

/**
 * A key as the filter bar offers it.
 */
export type FilterKey = { 
/**
 * As it stands in a filter, for example `expires` or `custom."Shirt size"`.
 */
key: string, 
/**
 * The label of a custom field, or the lesson that is part of the key; for the rest of it the
 * window has the words.
 */
label: string | null, 
/**
 * `words`, `title`, `whole`, `part`, `days`, `percent` or `entry`; of a custom field also
 * `number`, `choice` or `yes_no`.
 */
kind: string, 
/**
 * Whether it takes `any` and `none` (of days `never`) beside its values.
 */
mayBeMissing: boolean, };

/**
 * What is wrong with a filter.
 */
export type FilterProblem = { 
/**
 * One of [`FilterProblem::CODES`].
 */
code: string, 
/**
 * Characters before the part that is wrong.
 */
at: number, 
/**
 * The part that is wrong; empty at the end of the text.
 */
text: string, 
/**
 * What could stand there instead, the likeliest first; empty when that can't be listed.
 */
expected: Array<string>, };

export type FilterText = { text: string, };

/**
 * A value of a key.
 */
export type FilterValue = { 
/**
 * As it stands behind the key.
 */
text: string, 
/**
 * What a person calls it; for words of the key the window has its own.
 */
label: string, 
/**
 * How many members `key:text` selects; nothing where counting them all would take too long.
 */
count?: number, };

export type FindText = { text: string, limit: number, };

/**
 * One thing that is not as it should be.
 */
export type Finding = { "code": "integrity", "args": { detail: string, } } | { "code": "foreign_keys", "args": { table: string, parent: string, n: number, } } | { "code": "derived_columns", "args": { name: string, email: string, } } | { "code": "merged", "args": { name: string, email: string, } } | { "code": "merged_access", "args": { name: string, email: string, } } | { "code": "duplicate_email", "args": { email: string, n: number, } } | { "code": "journal", "args": { table: string, row: string, } };

export type Fix = { import: Id, row: number, column: number, value: string, };

export type Fixed = { row: PlanRow, plan: ImportPlan, };

/**
 * What a course that a product is to hold, or to hold no longer, means for members.
 */
export type Following = { course: Named, 
/**
 * Members for whom the course becomes active.
 */
gain: number, 
/**
 * Members for whom it is active no longer.
 */
lose: number, 
/**
 * Members with the product, active or not, for whom neither changes.
 */
keep: number, };

/**
 * A member as the palette shows one.
 */
export type Found = { id: Id, name: string, email: string, };

/**
 * What was found; groups are asked for by the view's id.
 */
export type FoundDuplicates = { view: Id, 
/**
 * Groups of members who may be one person.
 */
total: number, 
/**
 * Members who would go if each group became one.
 */
surplus: number, 
/**
 * What merging those would come to of whom it is certain.
 */
certain: Merged, 
/**
 * Groups of which it is certain, but somebody is blocked: they are left to a person.
 */
partlyBlocked: number, 
/**
 * The book's version it was found in.
 */
version: number, };

export type Grant = { id: Id, target: Target, cohort: Named | null, source: string, state: GrantState, status: AccessStatus, startsAt: number, startsOn: string, 
/**
 * The last millisecond of access.
 */
expiresAt: number | null, expiresOn: string | null, endedAt: number | null, };

/**
 * What to give. Days are in the book's zone; no expiry means access without an end.
 */
export type GrantSpec = { courses: Array<Id>, products: Array<Id>, 
/**
 * Each goes with its own course; a course is given without one otherwise.
 */
cohorts?: Array<Id>, state: GrantState, startsOn?: string | null, expiresOn?: string | null, };

/**
 * What a person set a grant to.
 */
export type GrantState = "active" | "pending" | "disabled";

export type HistoryOf = { id: Id, 
/**
 * The newest so many entries; all of them when absent.
 */
limit?: number, };

/**
 * Members with an open grant of something, each counted under the best that theirs come to.
 */
export type Holders = { 
/**
 * The sum of the others.
 */
all: number, active: number, pending: number, expired: number, disabled: number, };

/**
 * A journal entry; entries count from 1 in every book.
 */
export type Id = string;

export type Ids = { ids: Array<Id>, };

export type ImportId = { import: Id, };

export type ImportJob = { import: Id, job?: Id, };

export type ImportOptions = { purpose: Purpose, policy: Policy, 
/**
 * The fields that [`Policy::Overwrite`] replaces; `None` means every one that is mapped.
 */
overwrite: Array<FieldKey> | null, 
/**
 * A blank cell empties the book's field (only together with overwrite).
 */
eraseBlank: boolean, 
/**
 * An earlier expiry, a later start that is to come or a lower status, the member's own among
 * them, may replace what gives more.
 */
shortenAccess: boolean, 
/**
 * A blocked member or access may be made active again.
 */
revive: boolean, duplicates: Duplicates, 
/**
 * Titles that everybody in the file gets; missing ones are created.
 */
courses: Array<string>, products: Array<string>, cohort: string | null, 
/**
 * Days in the book's zone.
 */
expiresOn: string | null, startsOn: string | null, state: GrantState, 
/**
 * A blank day of a list of dates means that access has no end.
 */
blankIsEndless: boolean, 
/**
 * What becomes of those who are missing from a roster.
 */
missing: Missing, threshold: Threshold, 
/**
 * The lesson or quiz that rows are about which name none: its title, or `Chapter / Lesson`.
 */
lesson: string | null, 
/**
 * The day of what the file calls done without saying when, in the book's zone. Without one it
 * is the day the file was last changed.
 */
doneOn: string | null, 
/**
 * What a plain number of a score is of; `None` is found out from the column.
 */
scoreOf: number | null, };

export type ImportPlan = { counts: Counts, newCourses: Array<string>, newProducts: Array<string>, newCohorts: Array<string>, 
/**
 * Cohorts the file names that are closed by now.
 */
closedCohorts: Array<string>, newFields: Array<string>, effect: Effect, 
/**
 * What does not come in as the file says it, or is worth saying of what does.
 */
leftOut: Array<LeftOut>, 
/**
 * Who is missing, where the file is a roster.
 */
roster: RosterCounts | null, };

/**
 * One import as the list of imports shows it.
 */
export type ImportRecord = { entry: Id, fileName: string, at: number, actor: string, counts: Counts, leftOut: Array<LeftOut>, purpose: Purpose, 
/**
 * Who was missing, where the file was a roster, and what became of them.
 */
roster: RosterCounts | null, missing: Missing, 
/**
 * What everybody in the file got, or what the file was about.
 */
courses: Array<string>, products: Array<string>, undone: boolean, hasFailedRows: boolean, };

export type ImportResult = { entry: Id | null, counts: Counts, leftOut: Array<LeftOut>, roster: RosterCounts | null, };

/**
 * An import before its plan.
 */
export type ImportSession = { import: Id, fileName: string, 
/**
 * Bytes.
 */
size: number, 
/**
 * The names of a workbook's sheets; none of a text.
 */
sheets: Array<string>, layout: Layout, 
/**
 * The list of a platform it is recognised as.
 */
origin: KnownOrigin | null, columns: Array<FileColumn>, 
/**
 * The first rows.
 */
preview: Array<Array<string>>, options: ImportOptions, remembered: Remembered | null, 
/**
 * An e-mail or a platform id is mapped and nothing is left to be asked.
 */
ready: boolean, 
/**
 * When this same file was imported before.
 */
sameFileAt: number | null, 
/**
 * The lessons of the course, where the file is about lessons.
 */
lessons: Array<LessonColumn>, 
/**
 * The day in the book's zone on which the file was last changed, if it is one.
 */
fileDay: string | null, 
/**
 * What a plain number of the score is read to be of, where the file has scores.
 */
scoreOf: number | null, };

export type InCourse = { course: Id, member: Id, 
/**
 * Now without it.
 */
at?: number, };

export type InView = { view: Id, id: Id, };

export type JobId = { job: Id, };

/**
 * Where a job is.
 */
export type JobState = { phase: string, done: number, 
/**
 * `null` when not known.
 */
total: number | null, startedMs: number, finished: boolean, };

/**
 * A row or field that undo left alone.
 */
export type Kept = { what: string, why: Why, 
/**
 * A column; of a custom field `custom:` and its label.
 */
field?: string, };

export type KnownOrigin = { 
/**
 * The platform's own name.
 */
platform: string, list: List, };

export type Layout = { 
/**
 * The encoding's name on the web, such as `UTF-8` or `windows-1252`.
 */
encoding: string, delimiter: string, quote: string, 
/**
 * The sheet of a workbook.
 */
sheet: string | null, 
/**
 * Whether only this sheet looks like a list. If not, it is a guess to be confirmed.
 */
sheetCertain: boolean, 
/**
 * How many rows stand above the header, or above the first row: a title, a date, a note.
 */
rowsAbove: number, hasHeader: boolean, dateOrder: DateOrder, 
/**
 * Whether the file itself shows its date order. If not, the order is a guess to be confirmed.
 */
dateOrderCertain: boolean, progressScale?: ProgressScale, 
/**
 * What stands before decimals; `null` where the file shows nothing of it.
 */
decimal: DecimalSign | null, };

/**
 * What is known before looking. Every hint overrules what the file looks like.
 */
export type LayoutHints = { 
/**
 * Any name of an encoding.
 */
encoding?: string, delimiter?: string, quote?: string, 
/**
 * The sheet of a workbook.
 */
sheet?: string, hasHeader?: boolean, dateOrder?: DateOrder, progressScale?: ProgressScale, decimal?: DecimalSign, 
/**
 * The order of dates where the book is at home, for files that leave it open.
 */
usualDateOrder?: DateOrder, };

export type LeftAsItIs = { why: AccessException, members: number, };

/**
 * The rows that came out alike for one reason.
 */
export type LeftOut = { 
/**
 * Failed and conflicting rows are not in the book at all; of others only something stayed as
 * it was.
 */
verdict: Verdict, 
/**
 * A [`Reason`](super::Reason)'s code.
 */
code: string, 
/**
 * Rows.
 */
count: number, 
/**
 * The first twenty of them; none for rows that the policy leaves alone.
 */
cases: Array<Case>, };

export type Lesson = { id: Id, title: string, 
/**
 * Members don't see a lesson that is not.
 */
published: boolean, quiz: Quiz | null, };

/**
 * A lesson that a column can be about.
 */
export type LessonColumn = { field: FieldKey, chapter: string, title: string, quiz: boolean, };

/**
 * How a published lesson stands for everybody who has the course now.
 */
export type LessonCounts = { lesson: Id, title: string, 
/**
 * Members who can open it.
 */
open: number, 
/**
 * Members for whom it opens by itself.
 */
opensLater: number, 
/**
 * Members for whom something else has to happen first.
 */
locked: number, };

/**
 * What it does to one lesson, in members.
 */
export type LessonEffect = { lesson: Id, title: string, gain: number, lose: number, kept: number, };

export type LessonReport = { lessonId: Id, lesson: string, chapterId: Id, chapter: string, published: boolean, isQuiz: boolean, 
/**
 * Members who opened it.
 */
viewed: number, 
/**
 * Members who completed it, or passed the quiz.
 */
completed: number, };

/**
 * A lesson as a member finds it.
 */
export type LessonState = { lessonId: Id, lesson: string, chapter: string, open: boolean, 
/**
 * Locked, in a course that does not show what is locked.
 */
hidden: boolean, 
/**
 * When it could first be entered, or can be from now on, as far as is known. UTC milliseconds.
 */
opensAt: number | null, 
/**
 * What holds an open lesson open, or a locked one back. Never empty.
 */
because: Array<Because>, };

/**
 * What a list holds.
 */
export type List = "members" | "contacts" | "enrollments" | "sales" | "subscriptions";

export type ListedIn = { course: Id, locale: Locale, };

export type Locale = "en" | "pt-BR";

/**
 * What a reset forgets.
 */
export type Lost = { 
/**
 * Lessons that somebody had viewed and not completed.
 */
views: number, completions: number, 
/**
 * What was unlocked or locked by hand.
 */
byHand: number, 
/**
 * Attempts at quizzes.
 */
results: number, };

export type Mark = "complete" | "unlock" | "lock" | "reset";

/**
 * One mark on each of the lessons, for each of the members.
 */
export type MarkForMany = { members: Selection, lessons: Array<Id>, mark: Mark, job?: Id, };

/**
 * What marking does, or would do.
 */
export type Marked = { 
/**
 * Whom it changes something for.
 */
members: number, 
/**
 * Members who stay as they are.
 */
already: number, 
/**
 * Of those it changes something for, who has not all of the courses.
 */
withoutAccess: number, 
/**
 * What a reset forgets.
 */
lost: Lost, 
/**
 * Rows that change.
 */
changes: number, 
/**
 * The first of them.
 */
sample: Array<RowChange>, };

export type MaybeEntry = { 
/**
 * Absent = the newest that is not taken back yet.
 */
entry?: Id, job?: Id, };

export type MaybeJob = { job?: Id, };

export type Member = { id: Id, name: string, given: string, family: string, email: string, status: MemberStatus, company: string, phone: string, externalId: string, joinedAt: number | null, lastSeenAt: number | null, createdAt: number, trashed: boolean, 
/**
 * Who this member is now, if they were a duplicate and merged.
 */
mergedInto: Named | null, 
/**
 * The addresses of duplicates that were merged into this member; they still find them.
 */
alsoKnownAs: Array<string>, custom: Array<Custom>, access: Array<Enrollment>, grants: Array<Grant>, 
/**
 * By title, also of courses that the member has no more.
 */
progress: Array<CourseProgress>, };

export type MemberChange = { "status": MemberStatus } | "trash" | "restore" | { "field": NewValue };

export type MemberChangeForMany = { members: Selection, change: MemberChange, job?: Id, };

/**
 * The trash is left aside, but for its own number.
 */
export type MemberCounts = { status: StatusCounts, noAccess: number, trashed: number, };

export type MemberEdit = { id: Id, fields: MemberFields, };

/**
 * What one entry did to a member.
 */
export type MemberEntry = { entry: Entry, changes: Array<RowChange>, };

/**
 * Why a member was left as they are.
 */
export type MemberException = "already" | "email_taken" | "merged";

/**
 * What to set; `None` leaves a field as it is.
 */
export type MemberFields = { name?: string, given?: string, family?: string, email?: string, company?: string, phone?: string, externalId?: string, status?: MemberStatus, 
/**
 * A day in the book's zone; `Some(None)` clears it.
 */
joinedOn?: string | null, 
/**
 * Values of custom fields by key, in the form they are kept in; an empty one is removed.
 */
custom?: { [key in string]: string }, };

/**
 * A published lesson, and what a member did there.
 */
export type MemberLesson = { state: LessonState, isQuiz: boolean, viewedAt: number | null, 
/**
 * When it was completed, or the quiz passed.
 */
completedAt: number | null, 
/**
 * What somebody decided for this member alone.
 */
byHand: Decided | null, 
/**
 * Attempts at a quiz, the newest first.
 */
results: Array<QuizResult>, };

export type MemberRow = { id: Id, name: string, email: string, status: MemberStatus, company: string, phone: string, externalId: string, joinedAt: number | null, lastSeenAt: number | null, createdAt: number, 
/**
 * The first by title.
 */
courses: Array<CourseSummary>, nCourses: number, trashed: boolean, 
/**
 * Values of custom fields that are not blank, in the form they are kept in.
 */
custom: Record<Id, string>, };

/**
 * A member's own status; access has another ([`crate::access::AccessStatus`]).
 */
export type MemberStatus = "active" | "pending" | "disabled";

export type MembersLeft = { why: MemberException, members: number, };

/**
 * Who becomes one with whom.
 */
export type Merge = { 
/**
 * The member who stays.
 */
keep: Id, 
/**
 * Those who go.
 */
gone: Array<Id>, fields?: FieldsOf, };

export type Merged = { 
/**
 * People that are several members before.
 */
people: number, 
/**
 * Members who go.
 */
members: number, };

/**
 * A value that is not of its field's kind.
 */
export type Misfit = { member: Id, 
/**
 * The member's name, or their e-mail.
 */
name: string, value: string, };

/**
 * What becomes of those who have what a roster is about and are not in it.
 */
export type Missing = "list" | "end" | "disable";

/**
 * Somebody who is missing from a roster.
 */
export type MissingMember = { memberId: Id, name: string, email: string, 
/**
 * Days in the book's zone, of the access that is about to go.
 */
startsOn: string, expiresOn: string | null, 
/**
 * Has the course by a product too, which stays.
 */
byProduct: boolean, };

export type MissingRows = { rows: Array<MissingMember>, };

export type MissingTo = { import: Id, path: string, locale: Locale, };

export type MissingWindow = { import: Id, start: number, len: number, };

/**
 * Something with an id and a title.
 */
export type Named = { id: string, title: string, };

export type NewAccess = "revoked" | { "state": GrantState } | { "expiry": NewExpiry } | { "cohort": CohortMove };

export type NewBook = { path: string, name: string, zone: string, locale: Locale, 
/**
 * Fill it with invented people.
 */
sample: boolean, };

export type NewChapter = { course: Id, title: string, };

export type NewCohort = { course: Id, title?: string, startsOn?: string | null, closesOn?: string | null, };

export type NewCourse = { title: string, };

export type NewEnd = { "on": string } | { "shift": number } | "never";

export type NewExpiry = { end: NewEnd, 
/**
 * Whether access that is over gets the new end as well, and so may come back.
 */
overToo: boolean, };

export type NewLesson = { chapter: Id, title: string, 
/**
 * `null` for a lesson that is no quiz.
 */
quiz: Quiz | null, };

export type NewMember = { fields: MemberFields, access?: GrantSpec, };

export type NewOutline = { course: Id, json: string, };

export type NewProduct = { title: string, kind: ProductKind, source?: string, courses: Array<Id>, };

export type NewResult = { member: Id, quiz: Id, 
/**
 * In percent.
 */
score: number, 
/**
 * A day in the book's zone; today without one.
 */
takenOn?: string, };

/**
 * The schedule of a course, or of a product for that course.
 */
export type NewSchedule = { course: Id, product: Id | null, 
/**
 * Without one the product follows the course again.
 */
schedule: Schedule | null, 
/**
 * Whoever opened a lesson that this would lock for them keeps it, unlocked.
 */
keepOpened: boolean, job?: Id, };

/**
 * A value of a custom field.
 */
export type NewValue = { field: Id, 
/**
 * In the form it is kept in; an empty one clears.
 */
value: string, };

export type NextDays = { course: Id, 
/**
 * How many days beyond today.
 */
days: number, job?: Id, };

/**
 * A lesson that opens on a day, for somebody who can't open it yet.
 */
export type NextOpening = { 
/**
 * A day of the school, as `2026-03-01`.
 */
day: string, lesson: Id, title: string, chapter: string, 
/**
 * For how many members it opens that day if nothing happens but that time goes by.
 */
members: number, };

/**
 * The request of a command that needs none.
 */
export type Nothing = Record<symbol, never>;

export type OfCourse = { course: Id, };

export type OfKey = { key: string, };

export type OfMember = { member: Id, };

export type OfQuiz = { quiz: Id, };

export type OlderEntries = { 
/**
 * Entries older than this one; `null` = from the newest.
 */
before: Id | null, limit: number, kind?: string | null, };

export type OneChange = { change: OutlineChange, job?: Id, };

export type OneChapter = { id: Id, };

export type OneCohort = { id: Id, };

export type OneField = { id: Id, };

export type OneResult = { id: Id, };

export type OneView = { id: Id, };

/**
 * A kind and its arguments, for example `import` with `file` and `members`.
 */
export type OpHead = { kind: string, args: Record<string, string | number>, };

/**
 * The courses that a product would hold.
 */
export type OtherCourses = { product: Id, courses: Array<Id>, };

/**
 * `entry` and `op` are `null` when nothing changed.
 */
export type Outcome<T> = { value: T, entry: Id | null, op: OpHead | null, 
/**
 * Rows changed.
 */
changes: number, book: BookInfo, };

/**
 * One change of an outline, as the commands that make it take it.
 */
export type OutlineChange = { "edit_chapter": { id: Id, title?: string, 
/**
 * Its place among the chapters, from 0; beyond the last is last.
 */
position?: number, } } | { "edit_lessons": { ids: Array<Id>, title?: string, published?: boolean, 
/**
 * Cleared, a quiz is a lesson.
 */
quiz?: Quiz | null, 
/**
 * Another chapter of the same course; at its end without a position.
 */
chapter?: Id, 
/**
 * The place of the first of them in the chapter, from 0, when they are taken out; beyond the
 * last is last. Without it and without a chapter everything stays where it is.
 */
position?: number, } } | { "remove_chapter": { id: Id, } } | { "remove_lessons": { ids: Array<Id>, } };

/**
 * What a change of an outline does to members.
 */
export type OutlineEffect = { 
/**
 * What goes out of it.
 */
removed: TakenOut, 
/**
 * For whom the lessons that stay published open or lock by it today.
 */
opens: ScheduleEffect, };

/**
 * An outline with its rules, as JSON that people read and edit; `docs/drip.md` describes it.
 */
export type OutlineFile = { json: string, };

/**
 * What becomes of chapters and lessons that the text doesn't list.
 */
export type OutlineFit = "add" | "exactly";

/**
 * What could not be taken as it stands.
 */
export type OutlineFlaw = { 
/**
 * From 1.
 */
line: number, kind: OutlineFlawKind, 
/**
 * The title or the words it is about.
 */
text: string, };

export type OutlineFlawKind = "no_chapter" | "double_title" | "too_deep" | "too_long" | "unknown_type" | "pass_mark" | "yes_or_no";

/**
 * What a text would make of an outline, or made of it.
 */
export type OutlineReading = { 
/**
 * In the order they would have, and what is removed behind what it stood with.
 */
chapters: Array<ReadChapter>, flaws: Array<OutlineFlaw>, 
/**
 * Whom the lessons that are removed concern.
 */
removed: TakenOut, };

export type OwnField = { kind: FieldKind, 
/**
 * Whether the book has it; otherwise the import adds it.
 */
known: boolean, };

/**
 * A member's own start in a course.
 */
export type OwnStart = { 
/**
 * None when their enrollment and cohort count.
 */
startsAt: number | null, };

/**
 * A list or a table, and what becomes of what it leaves out.
 */
export type PastedOutline = { course: Id, text: string, fit: OutlineFit, };

/**
 * Members chosen in another list.
 */
export type Picked = { view: Id, members: Selection, };

export type Place = { index: number | null, };

/**
 * A text as a person would paste it.
 */
export type PlainText = { text: string, };

export type PlanCell = { value: string, 
/**
 * The book's value, when the cell says something else.
 */
before: string | null, 
/**
 * What the book will say then: the cell's value, or its own where that is kept.
 */
after: string | null, changed: boolean, 
/**
 * The code of what is wrong with the cell.
 */
problem: string | null, };

/**
 * A row of the plan, with the values its reason's sentence needs.
 */
export type PlanRow = { args: Record<string, string | number>, 
/**
 * The row's place in the file, from 0.
 */
row: number, 
/**
 * The line of the file it begins on.
 */
line: number, verdict: Verdict, memberId: Id | null, 
/**
 * Why it came out as it did.
 */
reason: string | null, cells: Array<PlanCell>, 
/**
 * Titles of the courses and products it gives.
 */
access: Array<string>, 
/**
 * The lines of other rows with the same e-mail: the first fifty, and the one that counts.
 */
sameAs: Array<number>, 
/**
 * How many other rows have the same e-mail.
 */
nSame: number, 
/**
 * A person mended a cell.
 */
edited: boolean, 
/**
 * A person made it the one that counts.
 */
chosen: boolean, };

export type PlanRows = { rows: Array<PlanRow>, total: number, };

export type PlanWindow = { import: Id, verdict: Verdict | null, start: number, len: number, };

/**
 * How rows of members the book knows already are taken.
 */
export type Policy = "fill" | "overwrite" | "skip" | "update_only";

export type Prefs = { 
/**
 * `null` follows the system.
 */
locale: Locale | null, theme: Theme, 
/**
 * The member list's columns in order; `null` shows the usual ones.
 */
columns: Array<string> | null, sidebarCollapsed: boolean, };

export type Product = { id: Id, title: string, kind: ProductKind, source: string, externalId: string, archived: boolean, createdAt: number, courses: Array<Named>, 
/**
 * Who holds it, by the status of that.
 */
holders: Holders, };

export type ProductKind = "product" | "bundle" | "subscription";

/**
 * Whom a file is for.
 */
export type Profile = "thinkific" | "thinkific_smart" | "thrive" | "member_kit";

/**
 * What became of a list, or what would.
 */
export type ProfileReport = { rows: number, 
/**
 * Rows with letters the platform does not take, written with those it does.
 */
transliterated: number, 
/**
 * Members without a last name, which the platform asks for.
 */
withoutLastName: number, 
/**
 * Members without an e-mail, or with one the platform does not take or a spreadsheet would run.
 */
withoutEmail: number, 
/**
 * Blocked members and blocked access: they would come in unblocked.
 */
blocked: number, 
/**
 * Access that waits for a person: it would come in active.
 */
pending: number, nFiles: number, 
/**
 * The files in their order; none when nothing was written.
 */
files: Array<string>, };

/**
 * How a file writes progress: `45` or `0.45`. One value cannot tell, a column can.
 */
export type ProgressScale = "percent" | "fraction";

export type Purpose = "members" | "expiry" | "roster" | "progress" | "quizzes";

/**
 * What a list shows, and in what order.
 */
export type Query = { 
/**
 * The text of a [`Filter`].
 */
filter: string, 
/**
 * Words that must all occur in the name or the e-mail.
 */
search: string, 
/**
 * By name when there is none.
 */
sort: Array<SortKey>, };

/**
 * What a person has to decide: which of several columns the field is (then the candidates are
 * headers), or which of several fields the column is (then they are fields).
 */
export type Question = { field: FieldKey, candidates: Array<string>, };

export type Quiz = { 
/**
 * The score that passes, in percent; any without one.
 */
pass?: number, };

/**
 * One attempt at a quiz.
 */
export type QuizResult = { id: Id, quizId: Id, quiz: string, courseId: Id, course: string, 
/**
 * In percent.
 */
score: number, 
/**
 * By the pass mark of the day on which it was entered.
 */
passed: boolean, 
/**
 * The pass mark of today; any score passes without one.
 */
passMark: number | null, 
/**
 * Whether the pass mark of today would decide otherwise.
 */
otherwiseToday: boolean, takenAt: number, };

/**
 * Whoever took a quiz, all attempts together.
 */
export type QuizTaker = { id: Id, name: string, email: string, 
/**
 * The best score, in percent.
 */
best: number, attempts: number, 
/**
 * When it was first passed.
 */
passedAt: number | null, lastAt: number, };

/**
 * Who took a quiz, as a list whose rows are asked for by its id.
 */
export type QuizTakers = { view: Id, quiz: string, chapterId: Id, passMark: number | null, 
/**
 * Members who took it, and of them those who passed.
 */
takers: number, passed: number, attempts: number, 
/**
 * The mean of everybody's best score, in percent.
 */
meanBest: number | null, };

/**
 * How far somebody got in a course. Shares are 0 to 1, instants UTC milliseconds.
 */
export type Reached = { 
/**
 * Of the published lessons, those viewed.
 */
viewed: number | null, 
/**
 * Of the published lessons, those completed.
 */
completed: number | null, startedAt: number | null, lastActivityAt: number | null, completedAt: number | null, };

export type ReadChapter = { title: string, becomes: Becomes, lessons: Array<ReadLesson>, };

export type ReadLesson = { title: string, becomes: Becomes, quiz: Quiz | null, published: boolean, 
/**
 * The chapter that one that moves comes from.
 */
from: string | null, };

export type Reason = "synonym" | "similar" | "values" | "password" | "chosen" | "remembered" | "none";

export type RecentBook = { path: string, name: string, openedAt: number, 
/**
 * The file is not there now; its drive may be.
 */
missing: boolean, };

/**
 * An earlier import of a file with the same headers.
 */
export type Remembered = { fileName: string, at: number, 
/**
 * What it was for, where this file may be for the same again.
 */
again: Again | null, };

/**
 * What went with a field.
 */
export type Removed = { values: number, };

/**
 * What the book would be after a restore, beside what it is.
 */
export type Restoring = { after: BookCounts, now: BookCounts, 
/**
 * Entries of today's journal that the backup does not have, and the other way round: those of
 * another line, when the book itself was restored in between.
 */
entriesLost: number, entriesBack: number, 
/**
 * When the first of the lost entries was made.
 */
since: number | null, };

export type RosterCounts = { 
/**
 * Members who have access now.
 */
holders: number, 
/**
 * Of these, those who are not in the file.
 */
missing: number, 
/**
 * Of the missing, those who have the course by a product too and keep it.
 */
byProduct: number, 
/**
 * Members who are not missing only because a row that can't be read has their name.
 */
spared: number, 
/**
 * Rows that may be anybody's: nothing in them says whose they are.
 */
unreadable: number, 
/**
 * What becomes of the missing needs a person to say that their number is right.
 */
unsure: boolean, };

/**
 * One row of an entry.
 */
export type RowChange = { table: string, id: string, 
/**
 * What a person calls the row: a member's name, a course's title.
 */
label: string, kind: 'created' | 'edited' | 'removed', fields: Array<FieldChange>, };

export type Rows = { 
/**
 * `null` for a member who is no more.
 */
rows: Array<MemberRow | null>, 
/**
 * The book's version they are of.
 */
version: number, };

export type SavedView = { id: Id, name: string, 
/**
 * The text of a [`Filter`].
 */
filter: string, sort: Array<SortKey>, 
/**
 * As the window keeps them; none for the usual ones.
 */
columns: Array<string>, };

/**
 * What to save; `None` leaves it, and in a new view is nothing.
 */
export type SavedViewEdit = { name?: string, filter?: string, sort?: Array<SortKey>, columns?: Array<string>, };

/**
 * The rules of a course. A product may have its own for a course that it holds; whoever has the
 * course by that product follows these alone, and nothing of the course's.
 */
export type Schedule = { 
/**
 * The product it belongs to; the course itself without one.
 */
product: Id | null, 
/**
 * Each lesson waits until all before it are complete.
 */
inOrder: boolean, 
/**
 * Members don't see lessons that are locked for them.
 */
hideLocked: boolean, 
/**
 * For the lessons that have none themselves and in their chapter; open without one.
 */
rule: DripRule | null, 
/**
 * The lesson with which `rule` begins; those before it are open. The first without one.
 */
from: Id | null, chapters: Record<Id, DripRule>, 
/**
 * A lesson's own rule goes before its chapter's.
 */
lessons: Record<Id, DripRule>, };

/**
 * What a change of when lessons open does at this moment. Members are counted once, however many
 * lessons it is about; those in the trash and those who are blocked are left aside.
 */
export type ScheduleEffect = { 
/**
 * Members who have the course now.
 */
members: number, 
/**
 * Those who can open something that they could not.
 */
gain: number, 
/**
 * Those who can't open something any longer.
 */
lose: number, 
/**
 * Those who keep something that they had opened, unlocked for them.
 */
kept: number, 
/**
 * The lessons of which this is true for somebody, in order.
 */
lessons: Array<LessonEffect>, };

/**
 * The members an action is about: some, or those of a view but for some.
 */
export type Selection = { ids: Array<Id>, } | { view: Id, except: Array<Id>, };

/**
 * What to change; `None` leaves a setting as it is.
 */
export type SettingsEdit = { name?: string, zone?: string, locale?: Locale, };

/**
 * Lessons of one course.
 */
export type SeveralLessons = { ids: Array<Id>, };

export type SeveralMembers = { members: Array<Id>, };

/**
 * A filter's text, read.
 */
export type ShownFilter = { 
/**
 * As Rollbook writes it; as it was given when it can't be read.
 */
text: string, chips: Array<FilterChip>, 
/**
 * Why it selects nobody.
 */
problem: FilterProblem | null, };

export type Simulation = { course: Id, who: Who, at: number, 
/**
 * Counts instead of the saved one of its product, or of the course.
 */
schedule?: Schedule, };

/**
 * A column to sort by: `name`, `custom:12` for the custom field with the id 12, `completed:34` for how
 * much of the course with the id 34 was completed, or `expires:34` for when access to it ends.
 */
export type SortField = 'name' | 'email' | 'status' | 'joined_at' | 'last_seen_at' | 'company' | 'phone' | 'external_id' | 'courses' | 'created_at' | `custom:${string}` | `${'viewed' | 'completed' | 'started_at' | 'last_activity_at' | 'completed_at' | 'access' | 'cohort' | 'enrolled' | 'expires'}:${string}`;

export type SortKey = { field: SortField, desc: boolean, };

/**
 * From when a course is counted for these members.
 */
export type StartForMany = { members: Selection, course: Id, 
/**
 * From their enrollment and cohort again without one. UTC milliseconds.
 */
startsAt: number | null, job?: Id, };

/**
 * What a new start does, or would do.
 */
export type StartsChanged = { 
/**
 * Whom it changes something for.
 */
members: number, 
/**
 * Members who stay as they are.
 */
already: number, 
/**
 * Of those it changes something for, who does not have the course.
 */
withoutAccess: number, 
/**
 * The first rows that change.
 */
sample: Array<RowChange>, };

export type StatusCounts = { active: number, pending: number, disabled: number, };

/**
 * Those of them that a list has too.
 */
export type StillChosen = { 
/**
 * Whether they are all that the list has; then `ids` is empty.
 */
everything: boolean, ids: Array<Id>, };

/**
 * Whom taking something out of an outline concerns. What they did is kept in the book, and comes
 * back with it.
 */
export type TakenOut = { lessons: number, 
/**
 * Members who viewed or completed one of the lessons, or took one of the quizzes.
 */
members: number, };

export type TakersWindow = { quiz: Id, view: Id, start: number, len: number, };

/**
 * What a grant gives.
 */
export type Target = { kind: TargetKind, 
/**
 * A course's or a product's id.
 */
id: string, title: string, };

export type TargetKind = "course" | "product";

export type TemplateTo = { path: string, locale: Locale, };

export type TextFile = { path: string, };

export type Theme = "system" | "light" | "dark";

/**
 * How much of a roster may be missing, in percent of those who have access, before the person has
 * to say that it is right.
 */
export type Threshold = number;

/**
 * What an undo did.
 */
export type UndoResult = { entry: Id, 
/**
 * The write that was taken back (or done again).
 */
op: OpHead, 
/**
 * Rows put back.
 */
undone: number, 
/**
 * What was left alone, the first thousand of `n_kept`.
 */
kept: Array<Kept>, nKept: number, };

/**
 * What happens with a row. Every row has exactly one. The order is from well to badly.
 */
export type Verdict = "created" | "updated" | "unchanged" | "skipped" | "conflict" | "failed";

/**
 * A list that was computed; rows are asked for by its id.
 */
export type View = { view: Id, total: number, 
/**
 * Members in the book, those in the trash left aside.
 */
all: number, 
/**
 * Why the filter can't be read; then the list is empty.
 */
problem: FilterProblem | null, 
/**
 * How long it took.
 */
ms: number, };

export type ViewOrder = { 
/**
 * All of them, in the order wanted.
 */
ids: Array<Id>, };

export type ViewQuery = { query: Query, };

/**
 * A file, or pasted text.
 */
export type What = { path?: string, text?: string, };

export type Who = { "member": Id } | { "newcomer": { 
/**
 * UTC milliseconds.
 */
enrolledAt: number, 
/**
 * What they get it by; the course itself without one.
 */
product?: Id, cohort?: Id, } };

export type Why = "changed_since" | "in_use" | "gone" | "exists" | "ends_before_start";

export type Window = { view: Id, start: number, len: number, };

export type Written = { rows: number, };

/** Every command: what it takes and what it answers. */
export interface Commands {
  'app.state': [Nothing, AppState];
  'app.prefs': [ChangedPrefs, AppState];
  'app.forget': [At, AppState];
  'job.state': [JobId, JobState | null];
  'job.cancel': [JobId, null];
  'book.create': [NewBook, BookInfo];
  'book.open': [At, BookInfo];
  'book.close': [Nothing, ClosedBook];
  'book.info': [Nothing, BookInfo];
  'book.settings': [SettingsEdit, Outcome<null>];
  'book.backups': [Nothing, Array<Backup>];
  'book.backup': [BackupTo, Backup];
  'book.restore_preview': [At, Restoring];
  'book.restore': [At, BookInfo];
  'book.check': [MaybeJob, CheckReport];
  'view.open': [ViewQuery, View];
  'view.rows': [Window, Rows];
  'view.find': [InView, Place];
  'view.ids': [Window, Ids];
  'view.keep': [Picked, StillChosen];
  'view.counts': [Nothing, MemberCounts];
  'filter.keys': [Nothing, Array<FilterKey>];
  'filter.values': [OfKey, Array<FilterValue>];
  'filter.read': [FilterText, ShownFilter];
  'views.list': [Nothing, Array<SavedView>];
  'views.order': [ViewOrder, Outcome<null>];
  'view.save': [SavedViewEdit, Outcome<Added>];
  'view.edit': [ChangedView, Outcome<null>];
  'view.delete': [OneView, Outcome<null>];
  'members.find': [FindText, Array<Found>];
  'member.show': [ById, Member];
  'member.add': [NewMember, Outcome<Added>];
  'member.edit': [MemberEdit, Outcome<null>];
  'member.history': [HistoryOf, Array<MemberEntry>];
  'members.change': [MemberChangeForMany, Outcome<ChangedMembers>];
  'members.preview_change': [MemberChangeForMany, ChangedMembers];
  'fields.list': [Nothing, Array<CustomField>];
  'fields.counts': [Nothing, Array<FieldCount>];
  'fields.order': [FieldOrder, Outcome<null>];
  'field.add': [FieldEdit, Outcome<Added>];
  'field.edit': [ChangedField, Outcome<Conversion>];
  'field.preview_edit': [ChangedField, Conversion];
  'field.remove': [OneField, Outcome<Removed>];
  'members.merge': [Merge, Outcome<Merged>];
  'members.preview_merge': [Merge, Member];
  'members.tell_apart': [SeveralMembers, Outcome<null>];
  'duplicates.find': [MaybeJob, FoundDuplicates];
  'duplicates.rows': [Window, Array<DuplicateGroup>];
  'duplicates.merge': [MaybeJob, Outcome<Merged>];
  'access.edit': [EditedAccess, Outcome<null>];
  'access.preview_edit': [EditedAccess, Changes];
  'access.change': [ChangeForMany, Outcome<Changed>];
  'access.preview_change': [ChangeForMany, Changed];
  'courses.list': [Archived, Array<Course>];
  'course.add': [NewCourse, Outcome<Added>];
  'course.edit': [ChangedCourse, Outcome<null>];
  'cohort.add': [NewCohort, Outcome<Added>];
  'cohort.edit': [ChangedCohort, Outcome<null>];
  'outline.show': [OfCourse, CourseOutline];
  'schedule.save': [NewSchedule, Outcome<ScheduleEffect>];
  'schedule.preview': [NewSchedule, ScheduleEffect];
  'drip.simulate': [Simulation, Array<LessonState>];
  'drip.calendar': [NextDays, Array<NextOpening>];
  'drip.counts': [CourseJob, Array<LessonCounts>];
  'chapter.add': [NewChapter, Outcome<Added>];
  'chapter.edit': [ChangedChapter, Outcome<null>];
  'chapter.remove': [OneChapter, Outcome<TakenOut>];
  'lesson.add': [NewLesson, Outcome<Added>];
  'lesson.edit': [ChangedLessons, Outcome<null>];
  'lesson.remove': [SeveralLessons, Outcome<TakenOut>];
  'outline.preview_change': [OneChange, OutlineEffect];
  'outline.read': [OfCourse, OutlineFile];
  'outline.write': [NewOutline, Outcome<null>];
  'outline.list': [ListedIn, PlainText];
  'outline.file_text': [TextFile, PlainText];
  'outline.read_text': [PastedOutline, OutlineReading];
  'outline.write_text': [PastedOutline, Outcome<OutlineReading>];
  'drip.lessons': [InCourse, Array<MemberLesson>];
  'start.show': [InCourse, OwnStart];
  'start.set': [StartForMany, Outcome<StartsChanged>];
  'start.preview': [StartForMany, StartsChanged];
  'course.report': [OfCourse, CourseReport];
  'course.members': [CourseWindow, Array<CourseMember | null>];
  'lessons.mark': [MarkForMany, Outcome<Marked>];
  'lessons.preview_mark': [MarkForMany, Marked];
  'quiz.results': [OfMember, Array<QuizResult>];
  'quiz.takers': [OfQuiz, QuizTakers];
  'quiz.rows': [TakersWindow, Array<QuizTaker | null>];
  'quiz.add_result': [NewResult, Outcome<Added>];
  'quiz.edit_result': [ChangedResult, Outcome<null>];
  'quiz.remove_result': [OneResult, Outcome<null>];
  'cohort.remove': [OneCohort, Outcome<null>];
  'products.list': [Archived, Array<Product>];
  'product.add': [NewProduct, Outcome<Added>];
  'product.edit': [ChangedProduct, Outcome<null>];
  'product.preview_courses': [OtherCourses, Array<Following>];
  'import.open': [What, ImportSession];
  'import.configure': [ConfigureImport, ImportSession];
  'import.plan': [ImportJob, ImportPlan];
  'import.rows': [PlanWindow, PlanRows];
  'import.fix': [Fix, Fixed];
  'import.choose': [Choose, Chosen];
  'import.missing': [MissingWindow, MissingRows];
  'import.apply': [ApplyImport, Outcome<ImportResult>];
  'import.close': [ImportId, null];
  'import.failed_rows': [FailedRowsTo, Written];
  'import.save_missing': [MissingTo, Written];
  'import.template': [TemplateTo, null];
  'imports.list': [Nothing, Array<ImportRecord>];
  'export.run': [ExportTo, Exported];
  'export.for': [ExportFor, ProfileReport];
  'journal.list': [OlderEntries, Array<Entry>];
  'journal.changes': [EntryRows, Changes];
  'journal.undo': [MaybeEntry, Outcome<UndoResult>];
  'journal.redo': [MaybeJob, Outcome<UndoResult>];
}
