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
  | 'access.grant'
  | 'access.edit'
  | 'access.revoke'
  | 'course.add'
  | 'course.edit'
  | 'product.add'
  | 'product.edit'
  | 'cohort.add'
  | 'import'
  | 'undo'
  | 'redo';

export type ErrorCode =
  | 'already_undone'
  | 'bad_filter'
  | 'bad_request'
  | 'book_locked'
  | 'book_missing'
  | 'book_read_only'
  | 'cancelled'
  | 'damaged_book'
  | 'disk_full'
  | 'email_taken'
  | 'exists'
  | 'forbidden'
  | 'internal'
  | 'invalid_day'
  | 'invalid_email'
  | 'invalid_value'
  | 'invalid_zone'
  | 'io'
  | 'missing_title'
  | 'newer_book'
  | 'no_book'
  | 'no_identity_column'
  | 'not_a_book'
  | 'not_found'
  | 'nothing_to_redo'
  | 'nothing_to_undo'
  | 'permission'
  | 'plan_stale'
  | 'title_taken'
  | 'too_long'
  | 'unknown_command';

export type AccessStatus = "active" | "pending" | "expired" | "disabled";

export type Added = { id: Id, };

export type AppState = { version: string, book: BookInfo | null, recent: Array<RecentBook>, prefs: Prefs, systemLocale: Locale, systemZone: string, 
/**
 * Where new books are proposed.
 */
booksFolder: string, };

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

export type BackupReason = "automatic" | "manual" | "migration" | "restore";

export type BackupTo = { 
/**
 * `null` = into the folder of backups.
 */
path: string | null, };

export type Before = { 
/**
 * Entries older than this one; `null` = from the newest.
 */
before: Id | null, limit: number, kind?: OpKind, };

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

export type ById = { id: Id, };

export type ChangedCourse = { id: Id, title?: string, archived?: boolean, };

export type ChangedGrants = { grants: Array<Id>, state?: GrantState, startsOn?: string, expiresOn?: string | null, };

export type ChangedPrefs = { locale?: Locale | null, theme?: Theme, columns?: Array<string> | null, sidebarCollapsed?: boolean, };

export type ChangedProduct = { id: Id, title?: string, kind?: ProductKind, source?: string, archived?: boolean, 
/**
 * All courses it holds; people who have the product follow.
 */
courses?: Array<Id>, };

export type Changes = { changes: Array<RowChange>, total: number, };

export type CheckReport = { ok: boolean, checked: Array<string>, findings: Array<Finding>, };

export type Cohort = { id: Id, title: string, startsOn: string | null, };

export type Course = { id: Id, title: string, externalId: string, archived: boolean, createdAt: number, 
/**
 * Members with any enrollment, and with an active one.
 */
enrolled: number, active: number, products: Array<Named>, cohorts: Array<Cohort>, };

export type Custom = { key: string, label: string, value: string, };

export type Enrollment = { courseId: Id, course: string, cohort: string | null, status: AccessStatus, 
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

export type FieldChange = { field: string, before: string | number | null, after: string | number | null, };

export type Finding = { code: string, args: Record<string, string | number>, 
/**
 * Something a person should look at, but no damage: two members with one e-mail.
 */
harmless: boolean, };

export type Grant = { id: Id, target: Target, cohort: string | null, source: string, state: GrantState, status: AccessStatus, startsAt: number, startsOn: string, 
/**
 * The last millisecond of access.
 */
expiresAt: number | null, expiresOn: string | null, endedAt: number | null, };

export type GrantSpec = { courses: Array<Id>, products: Array<Id>, cohort?: Id | null, state: GrantState, startsOn?: string | null, expiresOn?: string | null, };

export type GrantState = "active" | "pending" | "disabled";

export type Granted = { members: number, grants: number, };

export type Grants = { grants: Array<Id>, };

export type Id = string;

export type JobId = { job: Id, };

export type JobState = { phase: string, done: number, 
/**
 * `null` when not known.
 */
total: number | null, startedMs: number, finished: boolean, };

export type Kept = { what: string, why: Why, field?: string, };

export type Locale = "en" | "pt-BR";

export type MaybeEntry = { 
/**
 * Absent = the newest that is not taken back yet.
 */
entry?: Id, job: Id, };

export type MaybeJob = { job: Id, };

export type Member = { id: Id, name: string, given: string, family: string, email: string, status: MemberStatus, company: string, phone: string, externalId: string, joinedAt: number | null, lastSeenAt: number | null, createdAt: number, trashed: boolean, custom: Array<Custom>, access: Array<Enrollment>, grants: Array<Grant>, };

export type MemberEdit = { id: Id, fields: MemberFields, };

export type MemberEntry = { entry: Entry, changes: Array<RowChange>, };

export type MemberFields = { name?: string, given?: string, family?: string, email?: string, company?: string, phone?: string, externalId?: string, status?: MemberStatus, 
/**
 * A day in the book's zone; `Some(None)` clears it.
 */
joinedOn?: string | null, 
/**
 * Values of custom fields by key; an empty one is removed.
 */
custom?: { [key in string]: string }, };

export type MemberStatus = "active" | "pending" | "disabled";

export type Named = { id: string, title: string, };

export type NewBook = { path: string, name: string, zone: string, locale: Locale, 
/**
 * Fill it with invented people.
 */
sample: boolean, };

export type NewCourse = { title: string, };

export type NewMember = { fields: MemberFields, access?: GrantSpec, };

export type NewProduct = { title: string, kind: ProductKind, source?: string, courses: Array<Id>, };

export type NewStatus = { members: Selection, status: MemberStatus, job: Id, };

export type Nothing = Record<symbol, never>;

export type OpHead = { kind: OpKind, args: Record<string, string | number>, };

export type Outcome<T> = { value: T, entry: Id | null, op: OpHead | null, 
/**
 * Rows changed.
 */
changes: number, book: BookInfo, };

export type Prefs = { 
/**
 * `null` follows the system.
 */
locale: Locale | null, theme: Theme, 
/**
 * The member list's columns in order; `null` shows the usual ones.
 */
columns: Array<string> | null, sidebarCollapsed: boolean, };

export type Preview = { 
/**
 * Rows it would change.
 */
changes: number, 
/**
 * Members who would get something.
 */
members: number, 
/**
 * Members who have everything already.
 */
already: number, 
/**
 * The first rows it would change.
 */
sample: Array<RowChange>, };

export type Product = { id: Id, title: string, kind: ProductKind, source: string, externalId: string, archived: boolean, createdAt: number, courses: Array<Named>, 
/**
 * Members who hold it, and for whom it is active.
 */
holders: number, active: number, };

export type ProductKind = "product" | "bundle" | "subscription";

export type RecentBook = { path: string, name: string, openedAt: number, 
/**
 * The file is not there now; its drive may be.
 */
missing: boolean, };

export type Recipients = { members: Selection, spec: GrantSpec, job: Id, };

export type RowChange = { table: string, id: string, 
/**
 * What a person calls the row: a member's name, a course's title.
 */
label: string, kind: 'created' | 'edited' | 'removed', fields: Array<FieldChange>, };

export type Selected = { members: Selection, job: Id, };

export type Selection = { ids: Array<Id>, };

export type SettingsEdit = { name?: string, zone?: string, locale?: string, };

export type Target = { kind: TargetKind, 
/**
 * A course's or a product's id.
 */
id: string, title: string, };

export type TargetKind = "course" | "product";

export type Theme = "system" | "light" | "dark";

export type Touched = { members: number, };

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

export type Why = "changed_since" | "in_use" | "gone" | "exists";

/** Every command: what it takes and what it answers. */
export interface Commands {
  'app.state': [Nothing, AppState];
  'app.prefs': [ChangedPrefs, AppState];
  'app.forget': [At, AppState];
  'job.state': [JobId, JobState | null];
  'job.cancel': [JobId, null];
  'book.create': [NewBook, BookInfo];
  'book.open': [At, BookInfo];
  'book.close': [Nothing, null];
  'book.info': [Nothing, BookInfo];
  'book.settings': [SettingsEdit, Outcome<null>];
  'book.backups': [Nothing, Array<Backup>];
  'book.backup': [BackupTo, Backup];
  'book.restore': [At, BookInfo];
  'book.check': [MaybeJob, CheckReport];
  'member.show': [ById, Member];
  'member.add': [NewMember, Outcome<Added>];
  'member.edit': [MemberEdit, Outcome<null>];
  'member.history': [ById, Array<MemberEntry>];
  'members.trash': [Selected, Outcome<Touched>];
  'members.restore': [Selected, Outcome<Touched>];
  'members.status': [NewStatus, Outcome<Touched>];
  'access.grant': [Recipients, Outcome<Granted>];
  'access.preview': [Recipients, Preview];
  'access.edit': [ChangedGrants, Outcome<null>];
  'access.revoke': [Grants, Outcome<null>];
  'courses.list': [Archived, Array<Course>];
  'course.add': [NewCourse, Outcome<Added>];
  'course.edit': [ChangedCourse, Outcome<null>];
  'products.list': [Archived, Array<Product>];
  'product.add': [NewProduct, Outcome<Added>];
  'product.edit': [ChangedProduct, Outcome<null>];
  'journal.list': [Before, Array<Entry>];
  'journal.changes': [EntryRows, Changes];
  'journal.undo': [MaybeEntry, Outcome<UndoResult>];
  'journal.redo': [MaybeJob, Outcome<UndoResult>];
}
