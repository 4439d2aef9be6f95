// The commands of Rollbook as the UI sees them. The Rust side generates this file (ui/src/backend/api.ts) with
// ts-rs; until that lands it stands in for it and is the agreement between both sides.
// Ids are strings (63-bit integers). Times are UTC milliseconds; days are "YYYY-MM-DD" in the book's zone.

export type Id = string;
export type Locale = 'en' | 'pt-BR';

// ---- application ---------------------------------------------------------------------------
export interface AppState { version: string; book: BookInfo | null; recent: RecentBook[]; prefs: Prefs; systemLocale: Locale; systemZone: string; booksFolder: string }
export interface RecentBook { path: string; name: string; openedAt: number; missing: boolean }
export interface Prefs { locale: Locale | null; theme: 'system' | 'light' | 'dark'; columns: string[] | null; sidebarCollapsed: boolean }
export interface BookInfo { path: string; name: string; zone: string; locale: Locale; members: number; trashed: number; courses: number; products: number; version: number /* rises with every commit */; undo: EntryHead | null; redo: EntryHead | null }
export interface JobState { phase: string; done: number; total: number | null; startedMs: number; finished: boolean }
// Every write answers this. `changes` = rows changed; `entry` null when nothing changed.
export interface Outcome<T = null> { value: T; entry: Id | null; op: OpHead | null; changes: number; book: BookInfo }
export interface OpHead { kind: string /* OpKind */; args: Record<string, string | number> }
export interface EntryHead { id: Id; op: OpHead }

// ---- members -------------------------------------------------------------------------------
export type MemberStatus = 'active' | 'pending' | 'disabled';
export type AccessStatus = 'active' | 'pending' | 'expired' | 'disabled';
export type SortField = 'name' | 'email' | 'status' | 'joined_at' | 'last_seen_at' | 'company' | 'phone' | 'external_id' | 'courses' | 'created_at';
export interface Query { filter: string /* EXPR: status:active course:"Drawing" product:… access:none in:trash import:ID */; search: string; sort: { field: SortField; desc: boolean }[] }
export interface View { view: Id; total: number; all: number /* members in the book, trash excluded */; problem: FilterProblem | null; ms: number }
export interface FilterProblem { code: string; at: number; text: string }
export interface MemberRow { id: Id; name: string; email: string; status: MemberStatus; company: string; phone: string; externalId: string; joinedAt: number | null; lastSeenAt: number | null; createdAt: number; courses: { title: string; status: AccessStatus }[]; nCourses: number; trashed: boolean }
export interface Member extends MemberRow { given: string; family: string; custom: { key: string; label: string; value: string }[]; access: Enrollment[]; grants: Grant[] }
export interface Enrollment { courseId: Id; course: string; cohort: string | null; status: AccessStatus; enrolledAt: number | null; expiresAt: number | null; expiresOn: string | null; progress: number | null /* 0..1 */; completedAt: number | null; lastActivityAt: number | null; source: string; grantIds: Id[] }
export interface Grant { id: Id; target: { kind: 'course' | 'product'; id: Id; title: string }; cohort: string | null; source: string; state: 'active' | 'pending' | 'disabled'; status: AccessStatus; startsAt: number; startsOn: string; expiresAt: number | null; expiresOn: string | null; endedAt: number | null; entry: Id | null }
export interface MemberFields { name?: string; given?: string; family?: string; email?: string; company?: string; phone?: string; status?: MemberStatus; externalId?: string; joinedOn?: string | null; custom?: Record<string, string> }
export interface GrantSpec { courses: Id[]; products: Id[]; cohort?: Id | null; state: 'active' | 'pending' | 'disabled'; startsOn?: string | null; expiresOn?: string | null }
export type Selection = { ids: Id[] } | { view: Id; except: Id[] };
export interface FieldChange { field: string; before: string | number | null; after: string | number | null }
export interface RowChange { table: string; id: Id; label: string; kind: 'created' | 'edited' | 'removed'; fields: FieldChange[] }
export interface Preview { changes: number; members: number; already: number; notes: { code: string; count: number }[]; sample: RowChange[] }

// ---- courses, products ---------------------------------------------------------------------
export interface Course { id: Id; title: string; externalId: string; archived: boolean; createdAt: number; enrolled: number; active: number; products: { id: Id; title: string }[]; cohorts: { id: Id; title: string; startsOn: string | null }[] }
export type ProductKind = 'product' | 'bundle' | 'subscription';
export interface Product { id: Id; title: string; kind: ProductKind; source: string; externalId: string; archived: boolean; createdAt: number; courses: { id: Id; title: string }[]; holders: number; active: number }

// ---- import --------------------------------------------------------------------------------
export interface Layout { encoding: string; delimiter: string; quote: string; hasHeader: boolean; dateOrder: 'dmy' | 'mdy' | 'ymd'; dateOrderCertain: boolean }
export interface FileColumn { header: string; samples: string[]; kind: string; field: string; confidence: number; reason: 'synonym' | 'similar' | 'values' | 'password' | 'remembered' | 'chosen' | 'none'; ask: { field: string; candidates: string[] } | null }
export type Policy = 'fill' | 'overwrite' | 'skip' | 'update_only';
export interface ImportOptions { policy: Policy; overwrite: string[] | null /* fields; null = every mapped one */; eraseBlank: boolean; shortenAccess: boolean; revive: boolean; duplicates: 'first' | 'last';
  courses: string[] /* titles; missing ones are created */; products: string[]; cohort: string | null; expiresOn: string | null; startsOn: string | null; state: 'active' | 'pending' | 'disabled' }
export interface ImportSession { import: Id; fileName: string; size: number; layout: Layout; columns: FileColumn[]; preview: string[][] /* first 20 rows */; options: ImportOptions; remembered: { fileName: string; at: number } | null; ready: boolean /* an e-mail (or platform id) is mapped and nothing asks */; sameFileAt: number | null /* imported before, unchanged */ }
export interface ConfigureImport { import: Id; layout?: Partial<Layout>; mapping?: Record<number, string>; options?: Partial<ImportOptions> }
export type Verdict = 'created' | 'updated' | 'unchanged' | 'skipped' | 'conflict' | 'failed';
export interface Counts { rows: number; created: number; updated: number; unchanged: number; skipped: number; conflicts: number; failed: number }
export interface ImportPlan { counts: Counts; newCourses: string[]; newProducts: string[]; newCohorts: string[]; newFields: string[]; problems: { code: string; count: number }[]; effect: { members: number; grants: number; extended: number } }
export interface PlanCell { value: string; before: string | null; after: string | null; changed: boolean; problem: string | null }
export interface PlanRow { row: number /* index in the file's rows */; line: number; verdict: Verdict; memberId: Id | null; reason: string | null; args: Record<string, string | number>; cells: PlanCell[] /* per file column */; access: string[] /* what the row gives, e.g. course titles */; sameAs: number[] /* lines of rows with the same e-mail in the file */; edited: boolean; chosen: boolean /* the person chose this row among its duplicates */ }
export interface ImportRecord { entry: Id; fileName: string; at: number; actor: string; counts: Counts; courses: string[]; products: string[]; undone: boolean; hasFailedRows: boolean }
export interface ImportResult { entry: Id | null; counts: Counts; problems: { line: number; column: string | null; value: string; code: string }[] /* first 1000 */ }

// ---- journal -------------------------------------------------------------------------------
export interface Entry { id: Id; op: OpHead; actor: string; at: number; rows: number; members: number; undoOf: Id | null; undone: boolean /* taken back */; undoable: boolean }
export interface UndoResult { entry: Id; undone: number; kept: { what: string; why: string; field?: string; member?: Id }[]; nKept: number; op: OpHead }
export interface Backup { path: string; at: number; size: number; reason: 'automatic' | 'manual' | 'migration' | 'restore' }
export interface CheckReport { ok: boolean; findings: { code: string; args: Record<string, string | number> }[]; checked: string[] }

// command: [request, response]
export interface Commands {
  'app.state': [{}, AppState];
  'app.prefs': [Partial<Prefs>, AppState];
  'app.forget': [{ path: string }, AppState];
  'job.state': [{ job: Id }, JobState | null];
  'job.cancel': [{ job: Id }, null];
  'book.create': [{ path: string; name: string; zone: string; locale: Locale; sample: boolean }, BookInfo];
  'book.open': [{ path: string }, BookInfo];
  'book.close': [{}, null];
  'book.info': [{}, BookInfo];
  'book.settings': [{ name?: string; zone?: string; locale?: Locale }, Outcome];
  'book.backups': [{}, Backup[]];
  'book.backup': [{ path: string | null /* null = into the backups folder */ }, Backup];
  'book.restore': [{ path: string }, BookInfo];      // the present book is backed up first
  'book.check': [{ job?: Id }, CheckReport];
  'view.open': [{ query: Query }, View];
  'view.rows': [{ view: Id; start: number; len: number }, { rows: (MemberRow | null)[]; version: number }];
  'view.find': [{ view: Id; id: Id }, { index: number | null }];
  'view.ids': [{ view: Id; start: number; len: number }, { ids: Id[] }];
  'view.counts': [{ }, { status: Record<MemberStatus, number>; noAccess: number; trashed: number }];
  'members.find': [{ text: string; limit: number }, { id: Id; name: string; email: string }[]];   // the palette
  'member.show': [{ id: Id }, Member];
  'member.add': [{ fields: MemberFields; access?: GrantSpec }, Outcome<{ id: Id }>];
  'member.edit': [{ id: Id; fields: MemberFields }, Outcome];
  'member.history': [{ id: Id }, { entry: Entry; changes: RowChange[] }[]];
  'members.trash': [{ members: Selection; job?: Id }, Outcome<{ members: number }>];
  'members.restore': [{ members: Selection; job?: Id }, Outcome<{ members: number }>];
  'members.status': [{ members: Selection; status: MemberStatus; job?: Id }, Outcome<{ members: number }>];
  'access.grant': [{ members: Selection; spec: GrantSpec; job?: Id }, Outcome<{ members: number; grants: number }>];
  'access.preview': [{ members: Selection; spec: GrantSpec }, Preview];
  'access.edit': [{ grants: Id[]; state?: 'active' | 'pending' | 'disabled'; expiresOn?: string | null; startsOn?: string }, Outcome];
  'access.revoke': [{ grants: Id[] }, Outcome];
  'courses.list': [{ archived: boolean }, Course[]];
  'course.add': [{ title: string }, Outcome<{ id: Id }>];
  'course.edit': [{ id: Id; title?: string; archived?: boolean }, Outcome];
  'products.list': [{ archived: boolean }, Product[]];
  'product.add': [{ title: string; kind: ProductKind; source?: string; courses: Id[] }, Outcome<{ id: Id }>];
  'product.edit': [{ id: Id; title?: string; kind?: ProductKind; source?: string; archived?: boolean; courses?: Id[] }, Outcome];
  'import.open': [{ path?: string; text?: string }, ImportSession];
  'import.configure': [ConfigureImport, ImportSession];
  'import.plan': [{ import: Id; job?: Id }, ImportPlan];
  'import.rows': [{ import: Id; verdict: Verdict | null; start: number; len: number }, { rows: PlanRow[]; total: number }];
  'import.fix': [{ import: Id; row: number; column: number; value: string }, { row: PlanRow; plan: ImportPlan }];
  'import.choose': [{ import: Id; row: number }, { plan: ImportPlan }];      // this row wins among its duplicates
  'import.apply': [{ import: Id; job?: Id }, Outcome<ImportResult>];
  'import.close': [{ import: Id }, null];
  'import.failed_rows': [{ import?: Id; entry?: Id; path: string }, { rows: number }];
  'import.template': [{ path: string; locale: Locale }, null];
  'imports.list': [{}, ImportRecord[]];
  'export.run': [{ kind: 'enrollments' | 'subscriptions' | 'members'; query?: Query | null; delimiter: ',' | ';'; bom: boolean; locale: Locale; path: string; job?: Id }, { rows: number; path: string }];
  'journal.list': [{ before: Id | null; limit: number; kind?: string | null }, Entry[]];
  'journal.changes': [{ entry: Id; limit: number }, { changes: RowChange[]; total: number }];
  'journal.undo': [{ entry?: Id; job?: Id }, Outcome<UndoResult>];
  'journal.redo': [{ job?: Id }, Outcome<UndoResult>];
}
// Errors reject as { code, args }: 'no_book' 'not_found' 'invalid_email' 'email_taken' 'missing_title' 'title_taken' 'invalid_day' 'not_a_book' 'damaged_book' 'newer_book' 'book_locked'
// 'book_read_only' 'book_missing' 'exists' 'permission' 'disk_full' 'io' 'file_empty' 'file_is_directory' 'file_binary' 'file_excel' 'file_no_rows' 'too_many_columns' 'record_too_long'
// 'no_identity_column' 'plan_stale' 'cancelled' 'nothing_to_undo' 'nothing_to_redo' 'already_undone' 'bad_request' 'unknown_command' 'forbidden' 'internal' (args.incident)
// OpKind: 'member.add' 'member.edit' 'members.trash' 'members.restore' 'members.status' 'access.grant' 'access.edit' 'access.revoke' 'course.add' 'course.edit' 'product.add' 'product.edit' 'import' 'undo' 'redo' 'book.settings' 'book.create' 'sample'
// OpHead.args carry what the sentence needs: name, email, title, n, members, file, …
