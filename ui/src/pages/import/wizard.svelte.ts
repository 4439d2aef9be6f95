// One import, from the file to its result. It lives beside the pages, not in one: a person who looks something up in
// Members comes back to the same step, the same mapping and the same corrections.
import {
  type Commands,
  type ConfigureImport,
  call as callHost,
  type FieldKind,
  type ImportOptions,
  type ImportPlan,
  type ImportResult,
  type ImportSession,
  type JobState,
  type LayoutHints,
  type Locale,
  type MissingMember,
  type Outcome,
  type PlanRow,
  RollbookError,
  type UndoResult,
  type Verdict,
} from '../../backend/index';
import { desk } from '../../state/book.svelte';
import { mint } from '../../state/jobs.svelte';
import { fieldOfHeader, isAccessTarget } from './fields';
import { answerColumn, type Question, questions } from './questions';
import { before, hasWork, next, obstacle, reachable, type Step, written } from './steps';

export type Call = <C extends keyof Commands>(command: C, request: Commands[C][0]) => Promise<Commands[C][1]>;

/** What was refused, and the name of the file it is about while no session names it. */
export interface Failure {
  code: string;
  args: Record<string, string | number>;
  file: string | null;
}

export interface Running {
  id: string;
  kind: 'plan' | 'apply' | 'undo';
  state: JobState | null;
  cancelling: boolean;
}

const POLL_MS = 100;

export class Wizard {
  step = $state<Step>('file');
  session = $state.raw<ImportSession | null>(null);
  plan = $state.raw<ImportPlan | null>(null);
  /** Rises with every plan and every correction: the grid's windows of rows belong to one of these. */
  planVersion = $state(0);
  /** The version of the book that the plan was made for. */
  planned = $state(0);
  result = $state.raw<ImportResult | null>(null);
  undone = $state.raw<UndoResult | null>(null);
  /** The number of missing from a roster that the person said is right. */
  accepted = $state<number | null>(null);
  failure = $state.raw<Failure | null>(null);
  opening = $state(false);
  configuring = $state(0);
  running = $state.raw<Running | null>(null);
  /** Text in the paste box; it stays there when the person goes back. */
  pasted = $state('');

  #call: Call;
  #dateOrderAnswered = $state(false);
  #edited = $state(false);
  #opens = 0;
  #plans = 0;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(call: Call) {
    this.#call = call;
  }

  questions = $derived<Question[]>(this.session ? questions(this.session, this.#dateOrderAnswered) : []);
  planning = $derived(this.running?.kind === 'plan');
  applying = $derived(this.running?.kind === 'apply');
  imported = $derived(this.result !== null);

  get obstacle() {
    return obstacle(this);
  }

  /** Whether closing this import would throw away something the person did by hand. */
  get atRisk(): boolean {
    return hasWork(this.session, this.#edited, this.imported);
  }

  get fileName(): string {
    return this.session?.fileName ?? this.failure?.file ?? '';
  }

  /** Whether the file's rows are enrollments, of which one member may have several: then rows are counted, not people. */
  get countsRows(): boolean {
    return this.session?.columns.some(({ field }) => isAccessTarget(field)) ?? false;
  }

  /** Rows that will be written, and missing people whose access changes. */
  get written(): number {
    return this.plan && this.session ? written(this.plan, this.session.options) : 0;
  }

  canGo(step: Step): boolean {
    return reachable(this, step);
  }

  go(step: Step): void {
    if (!this.canGo(step) || step === this.step) return;
    this.step = step;
    this.failure = null;
    if (step === 'review' && !this.plan && !this.planning) void this.compare();
  }

  next(): void {
    if (!this.obstacle) this.go(next(this.step));
  }

  back(): void {
    this.go(before(this.step));
  }

  // ---- file

  open(source: { path: string } | { text: string }): Promise<void> {
    const name = 'path' in source ? baseName(source.path) : null;
    const opened = ++this.#opens;
    return this.#attempt(name, async () => {
      this.opening = true;
      try {
        const session = await this.#call('import.open', source);
        // A second file dropped while the first was read wins; the first is closed so that its copy goes.
        if (opened !== this.#opens) return void this.#close(session.import);
        this.#forget();
        this.session = session;
        this.step = 'columns';
      } finally {
        if (opened === this.#opens) this.opening = false;
      }
    });
  }

  /** Ends this import without writing and begins with an empty page. */
  discard(): void {
    this.#opens += 1;
    this.opening = false;
    this.#forget();
    this.pasted = '';
    this.step = 'file';
  }

  // ---- columns

  map(column: number, field: string): Promise<void> {
    return this.#configure({ mapping: { [column]: field } });
  }

  /** Makes fields of the school's own of columns, each called as its header. */
  keep(columns: number[]): Promise<void> {
    const headers = this.session?.columns.map(({ header }) => header) ?? [];
    return this.#configure({
      mapping: Object.fromEntries(columns.map((column) => [column, fieldOfHeader(headers[column] ?? '')])),
    });
  }

  /** Says what kind of field a column becomes that the book doesn't have yet. */
  setKind(column: number, kind: FieldKind): Promise<void> {
    return this.#configure({ kinds: { [column]: kind } });
  }

  answer(question: Question, choice: number | string | null): Promise<void> {
    switch (question.kind) {
      case 'column':
        return this.#configure({ mapping: answerColumn(question, typeof choice === 'number' ? choice : null) });
      case 'field':
        return this.#configure({ mapping: { [question.column]: String(choice ?? 'ignore') } });
      case 'sheet':
        return this.read({ sheet: String(choice) });
      case 'dates':
        return this.read({ dateOrder: choice as LayoutHints['dateOrder'] });
    }
  }

  /** Corrects how the file is read. The person's date order counts even where the file still leaves it open. */
  read(layout: LayoutHints): Promise<void> {
    if (layout.dateOrder) this.#dateOrderAnswered = true;
    return this.#configure({ layout });
  }

  /** Says what the file is for. Its rows are compared when the person goes on to them. */
  intend(options: Partial<ImportOptions>): Promise<void> {
    if (!this.session) return Promise.resolve();
    // What was said to be right was said of other choices.
    this.accepted = null;
    this.session = { ...this.session, options: { ...this.session.options, ...options } };
    return this.#configure({ options });
  }

  // ---- review and access

  /** Changes what the import does and compares again at once, keeping the last counts on screen meanwhile. */
  async choose(options: Partial<ImportOptions>): Promise<void> {
    if (!this.session) return;
    const plan = this.plan;
    const configured = this.intend(options);
    this.plan = plan;
    await configured;
    if (!this.failure) await this.compare();
  }

  async compare(): Promise<void> {
    const session = this.session;
    if (!session) return;
    const turn = ++this.#plans;
    if (this.running?.kind === 'plan') await this.#stop(this.running.id);
    await this.#queue;
    if (turn !== this.#plans) return;
    await this.#attempt(null, async () => {
      const { version } = desk;
      const plan = await this.#long('plan', (job) => this.#call('import.plan', { import: session.import, job }));
      if (turn === this.#plans) this.#take(plan, version);
    });
  }

  /** Corrects a cell. Resolves with the row as it now is, or null when that was refused. */
  async fix(row: number, column: number, value: string): Promise<PlanRow | null> {
    const fixed = await this.#correct((id) => this.#call('import.fix', { import: id, row, column, value }));
    return fixed?.row ?? null;
  }

  /** This row is used among those with the same e-mail; the others are skipped. */
  async use(row: number): Promise<void> {
    await this.#correct((id) => this.#call('import.choose', { import: id, row }));
  }

  async rows(verdict: Verdict | null, start: number, len: number): Promise<PlanRow[]> {
    const session = this.session;
    if (!session) return [];
    return (await this.#call('import.rows', { import: session.import, verdict, start, len })).rows;
  }

  /** Those who are missing from a roster. */
  async missing(start: number, len: number): Promise<MissingMember[]> {
    const session = this.session;
    if (!session) return [];
    return (await this.#call('import.missing', { import: session.import, start, len })).rows;
  }

  async saveMissing(path: string, locale: Locale): Promise<number> {
    return (await this.#call('import.save_missing', { import: this.session?.import ?? '', path, locale })).rows;
  }

  async cancel(): Promise<void> {
    const running = this.running;
    if (!running || running.cancelling) return;
    this.running = { ...running, cancelling: true };
    if (running.kind === 'plan') this.plan = null;
    await this.#stop(running.id);
  }

  // ---- apply and undo

  /** Writes the import. Resolves with the outcome, or null when it was refused or cancelled: then nothing was written. */
  async apply(): Promise<Outcome<ImportResult> | null> {
    const session = this.session;
    if (!session || this.obstacle) return null;
    let outcome: Outcome<ImportResult> | null = null;
    await this.#attempt(null, async () => {
      const missing = this.accepted ?? undefined;
      outcome = await this.#long('apply', (job) =>
        this.#call('import.apply', { import: session.import, job, missing }),
      );
      this.result = outcome.value;
      this.step = 'done';
    });
    // The book changed under the plan: show what is true now instead of asking the person to find out how.
    if (this.failure?.code === 'plan_stale') {
      const { failure } = this;
      this.step = 'review';
      await this.compare();
      this.failure ??= failure;
    }
    return outcome;
  }

  async undo(): Promise<Outcome<UndoResult> | null> {
    const entry = this.result?.entry;
    if (!entry || this.undone) return null;
    let outcome: Outcome<UndoResult> | null = null;
    await this.#attempt(null, async () => {
      outcome = await this.#long('undo', (job) => this.#call('journal.undo', { entry, job }));
      this.undone = outcome.value;
    });
    return outcome;
  }

  async saveFailedRows(path: string): Promise<number> {
    const entry = this.result?.entry;
    const request = entry ? { entry, path } : { import: this.session?.import ?? '', path };
    return (await this.#call('import.failed_rows', request)).rows;
  }

  // ---- within

  #configure(change: Omit<ConfigureImport, 'import'>): Promise<void> {
    const session = this.session;
    if (!session) return Promise.resolve();
    this.#edited = true;
    this.plan = null;
    this.#plans += 1;
    this.configuring += 1;
    // One after the other: an answer to an older change must not undo a newer one.
    const configured = this.#queue.then(() =>
      this.#attempt(null, async () => {
        try {
          const answer = await this.#call('import.configure', { import: session.import, ...change });
          if (this.session?.import !== session.import) return;
          const settled = this.configuring === 1;
          this.session = settled ? answer : { ...answer, options: this.session.options };
        } finally {
          this.configuring -= 1;
        }
      }),
    );
    this.#queue = configured;
    return configured;
  }

  /** Corrections are made one after the other. A plan that is no longer wanted by then is not taken. */
  async #correct<T extends { plan: ImportPlan }>(ask: (id: string) => Promise<T>): Promise<T | null> {
    const session = this.session;
    if (!session) return null;
    this.#edited = true;
    const turn = this.#plans;
    let answer: T | null = null;
    const corrected = this.#queue.then(() =>
      this.#attempt(null, async () => {
        const { version } = desk;
        answer = await ask(session.import);
        if (turn === this.#plans) this.#take(answer.plan, version);
      }),
    );
    this.#queue = corrected;
    await corrected;
    return answer;
  }

  #take(plan: ImportPlan, version: number): void {
    this.plan = plan;
    this.planned = version;
    this.planVersion += 1;
  }

  async #attempt(file: string | null, work: () => Promise<void>): Promise<void> {
    this.failure = null;
    try {
      await work();
    } catch (cause) {
      const { code, args } = RollbookError.from(cause);
      if (code !== 'cancelled') this.failure = { code, args, file };
    }
  }

  async #long<T>(kind: Running['kind'], work: (job: string) => Promise<T>): Promise<T> {
    const id = mint();
    this.running = { id, kind, state: null, cancelling: false };
    const poll = setInterval(() => void this.#ask(id), POLL_MS);
    try {
      return await work(id);
    } finally {
      clearInterval(poll);
      if (this.running?.id === id) this.running = null;
    }
  }

  async #ask(id: string): Promise<void> {
    const state = await this.#call('job.state', { job: id }).catch(() => null);
    if (state && this.running?.id === id) this.running = { ...this.running, state };
  }

  async #stop(job: string): Promise<void> {
    // A job that has just ended has nothing to stop.
    await this.#call('job.cancel', { job }).catch(() => null);
  }

  #forget(): void {
    if (this.session) this.#close(this.session.import);
    this.#plans += 1;
    this.session = null;
    this.plan = null;
    this.result = null;
    this.undone = null;
    this.accepted = null;
    this.failure = null;
    this.#edited = false;
    this.#dateOrderAnswered = false;
  }

  #close(id: string): void {
    // The host closes what is left when the book closes, so a refusal here loses nothing.
    void this.#call('import.close', { import: id }).catch(() => null);
  }
}

export function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

export const wizard = new Wizard(callHost);
