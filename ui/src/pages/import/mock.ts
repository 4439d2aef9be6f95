// Imports in the development server's page (`?mock`): files by name, a real small parser, and the verdicts a book of a
// few known members would give. `big.csv` has half a million rows; `empty.csv`, `header.csv`, `locked.xlsx`, `folder`,
// `locked.csv`, `wide.csv` and `long.csv` are refused as the library refuses them.
import type {
  Commands,
  Counts,
  FileColumn,
  ImportPlan,
  ImportRecord,
  ImportSession,
  JobState,
  LeftOut,
  PlanCell,
  PlanRow,
  Verdict,
} from '../../backend/api';
import { isDateField } from './fields';
import { countOf } from './verdicts';

type Answers = { [C in keyof Commands]?: (request: Commands[C][0]) => Commands[C][1] | Promise<Commands[C][1]> };

const DAY = 86_400_000;
const SAMPLE = `Nome;Email;Senha;Telefone;Empresa;Curso;Data de matrícula;Data de expiração;Observação
Ana Souza;ana.souza@example.com;x1;+55 11 98765-4321;Ateliê Norte;Aquarela básica;03/04/2026;31/12/2026;veio da feira
Bruno Lima;bruno.lima@example.com;x2;+55 21 91234-5678;;Aquarela básica;05/04/2026;31/12/2026;
Carla Dias Ferreira;carla@example.com;x3;;Studio Lume;Desenho botânico;11/02/2026;;prefere tarde
Diego Prado;diego(at)example.com;x4;+55 31 99876-0000;;Desenho botânico;11/02/2026;;
Elisa Nogueira;elisa@example.com;x5;;;Aquarela básica;31/31/2020;31/12/2026;
Felipe Vidal;felipe@example.com;x6;;Casa Azul;Aquarela básica;07/04/2026;31/12/2026;
felipe vidal;FELIPE@example.com;x7;+55 11 90000-1111;;Aquarela básica;08/04/2026;31/12/2026;repetido
;gabriela@example.com;x8;;;Desenho botânico;01/03/2026;;
Heitor Braga;;x9;;;Desenho botânico;02/03/2026;;sem e-mail
Iara Teixeira;iara@example.com;x10;;Papel & Tinta;Aquarela básica;09/04/2026;31/12/2026;`;

/** What the book knows of some of them: e-mail → values by field. */
const BOOK: Record<string, Record<string, string>> = {
  'ana.souza@example.com': { name: 'Ana Souza', phone: '', company: 'Ateliê Norte Ltda.' },
  'bruno.lima@example.com': { name: 'Bruno Lima', phone: '+55 21 91234-5678', company: '' },
  'carla@example.com': { name: 'Carla Dias', phone: '', company: 'Studio Lume' },
};

const HEADERS: Record<string, [field: string, kind: string]> = {
  nome: ['name', 'text'],
  name: ['name', 'text'],
  email: ['email', 'email'],
  'e-mail': ['email', 'email'],
  telefone: ['phone', 'phone'],
  empresa: ['company', 'text'],
  curso: ['course', 'text'],
  'data de matrícula': ['enrolled_at', 'date'],
  'data de expiração': ['expires_at', 'date'],
  since: ['joined_at', 'date'],
};

const REFUSED: Record<string, { code: string; args: Record<string, string | number> }> = {
  'empty.csv': { code: 'file_empty', args: {} },
  'header.csv': { code: 'file_no_rows', args: {} },
  'locked.xlsx': { code: 'file_encrypted', args: {} },
  folder: { code: 'file_is_directory', args: {} },
  'locked.csv': { code: 'permission', args: {} },
  'wide.csv': { code: 'too_many_columns', args: { found: 10_000, limit: 500 } },
  'long.csv': { code: 'record_too_long', args: { line: 14 } },
};

const ROSTER = { holders: 42, missing: 2, byProduct: 1, spared: 0, unreadable: 0, unsure: false };

interface Opened {
  session: ImportSession;
  rows: string[][];
  /** Rows beyond those are the same again with other e-mails. */
  size: number;
  fixes: Map<number, Map<number, string>>;
  chosen: Set<number>;
}

const opened = new Map<string, Opened>();
const jobs = new Map<string, JobState & { stop?: () => void }>();
let nextId = 700;
const history: ImportRecord[] = [
  {
    entry: '41',
    fileName: 'hotmart-vendas-2026-03.csv',
    at: Date.now() - 12 * DAY,
    actor: 'Ana',
    counts: { rows: 1304, created: 812, updated: 96, unchanged: 388, skipped: 3, conflicts: 0, failed: 5 },
    courses: ['Watercolour Basics'],
    products: [],
    undone: false,
    leftOut: [
      {
        verdict: 'failed',
        code: 'bad_email',
        count: 5,
        cases: [{ line: 12, column: 'Email', value: 'diego(at)example.com' }],
      },
    ],
    hasFailedRows: true,
    purpose: 'members',
    roster: null,
    missing: 'list',
  },
  {
    entry: '12',
    fileName: 'members.csv',
    at: Date.now() - 40 * DAY,
    actor: 'Ana',
    counts: { rows: 412, created: 412, updated: 0, unchanged: 0, skipped: 0, conflicts: 0, failed: 0 },
    courses: [],
    products: ['Complete Painter'],
    undone: true,
    leftOut: [],
    hasFailedRows: false,
    purpose: 'members',
    roster: null,
    missing: 'list',
  },
];

function parse(text: string, delimiter: string): string[][] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => line.split(delimiter).map((cell) => cell.trim()));
}

function open(fileName: string, text: string, size?: number): ImportSession {
  const delimiter = text.includes(';') ? ';' : text.includes('\t') ? '\t' : ',';
  const lines = parse(text, delimiter);
  const hasHeader = !(lines[0] ?? []).some((cell) => cell.includes('@'));
  const rows = hasHeader ? lines.slice(1) : lines;
  const header = hasHeader ? (lines[0] ?? []) : (lines[0] ?? []).map((_, at) => `Column ${at + 1}`);
  const columns = header.map((name, at) => column(name, rows, at));
  askAboutRivals(columns);
  const session: ImportSession = {
    import: String(nextId++),
    fileName,
    size: text.length * ((size ?? rows.length) / Math.max(1, rows.length)),
    sheets: [],
    origin: null,
    layout: {
      encoding: 'UTF-8',
      delimiter,
      quote: '"',
      sheet: null,
      sheetCertain: true,
      rowsAbove: 0,
      hasHeader,
      dateOrder: 'dmy',
      dateOrderCertain: fileName !== 'dates.csv',
      decimal: null,
    },
    columns,
    preview: rows.slice(0, 20),
    options: {
      purpose: 'members',
      policy: 'fill',
      overwrite: null,
      eraseBlank: false,
      shortenAccess: false,
      revive: false,
      duplicates: 'first',
      courses: [],
      products: [],
      cohort: null,
      expiresOn: null,
      startsOn: null,
      state: 'active',
      blankIsEndless: false,
      missing: 'list',
      threshold: 10,
      lesson: null,
      doneOn: null,
      scoreOf: null,
    },
    remembered:
      fileName === 'again.csv'
        ? { fileName: 'hotmart-vendas-2026-03.csv', at: Date.now() - 12 * DAY, again: null }
        : null,
    ready: true,
    sameFileAt: fileName === 'same.csv' ? Date.now() - 12 * DAY : null,
    lessons: [],
    fileDay: null,
    scoreOf: null,
  };
  opened.set(session.import, { session, rows, size: size ?? rows.length, fixes: new Map(), chosen: new Set() });
  return session;
}

function column(header: string, rows: string[][], at: number): FileColumn {
  const secret = /senha|password/i.test(header);
  const samples = rows.map((row) => row[at] ?? '').filter(Boolean);
  const looksLikeEmail = samples.length > 0 && samples.filter((one) => one.includes('@')).length > samples.length / 2;
  const [field, kind] = HEADERS[header.toLowerCase()] ?? (looksLikeEmail ? ['email', 'email'] : ['ignore', 'text']);
  const found = field !== 'ignore';
  const byValues = found && !HEADERS[header.toLowerCase()];
  return {
    header,
    samples: secret ? [] : [...new Set(samples)].slice(0, 5),
    kind,
    field: secret ? 'ignore' : field,
    confidence: found ? (byValues ? 0.8 : 1) : 0,
    reason: secret ? 'password' : byValues ? 'values' : found ? 'synonym' : 'none',
    ask: null,
    own: null,
    few: false,
  };
}

function askAboutRivals(columns: FileColumn[]): void {
  const emails = columns.filter((one) => one.field === 'email');
  if (emails.length < 2) return;
  for (const one of emails) {
    one.field = 'ignore';
    one.ask = { field: 'email', candidates: emails.map(({ header }) => header) };
  }
}

function find(id: string): Opened {
  const found = opened.get(id);
  if (!found) throw { code: 'not_found', args: {} };
  return found;
}

function cellOf(at: Opened, row: number, col: number): string {
  const text = at.fixes.get(row)?.get(col) ?? at.rows[row % at.rows.length]?.[col] ?? '';
  const copy = Math.floor(row / at.rows.length);
  return copy > 0 && text.includes('@') ? text.replace('@', `.${copy}@`) : text;
}

function rowOf(at: Opened, row: number): PlanRow {
  const { columns, options } = at.session;
  const emailAt = columns.findIndex(({ field }) => field === 'email');
  const email = cellOf(at, row, emailAt).toLowerCase();
  const known = BOOK[email];
  const cells = columns.map(({ field }, col): PlanCell => planCell(cellOf(at, row, col), field, known, options.policy));
  const block = Math.floor(row / at.rows.length) * at.rows.length;
  const twins = at.rows
    .map((_, index) => block + index)
    .filter((other) => other !== row && email !== '' && cellOf(at, other, emailAt).toLowerCase() === email);
  const problem = cells.find((cell) => cell.problem !== null)?.problem ?? null;
  const isWinner =
    at.chosen.has(row) || (!twins.some((twin) => at.chosen.has(twin)) && twins.every((twin) => twin > row));
  const gives = [
    ...cells.filter((_, col) => columns[col]?.field === 'course').map(({ value }) => value),
    ...options.courses,
  ];
  const [verdict, reason]: [Verdict, string | null] = problem
    ? ['failed', problem]
    : !isWinner
      ? ['skipped', 'duplicate_in_file']
      : known && options.policy === 'skip'
        ? ['skipped', 'exists']
        : !known && options.policy === 'update_only'
          ? ['skipped', 'not_in_book']
          : !known
            ? ['created', null]
            : cells.some(({ changed }) => changed) || options.courses.length > 0
              ? ['updated', null]
              : ['unchanged', null];
  return {
    row,
    line: row + 2,
    verdict,
    memberId: known ? '1000' : null,
    reason,
    args: reason === 'duplicate_in_file' ? { line: (twins[0] ?? 0) + 2 } : {},
    cells,
    access: verdict === 'created' || verdict === 'updated' ? gives.filter(Boolean) : [],
    sameAs: twins.map((twin) => twin + 2),
    nSame: twins.length,
    edited: at.fixes.has(row),
    chosen: at.chosen.has(row),
  };
}

function planCell(value: string, field: string, known: Record<string, string> | undefined, policy: string): PlanCell {
  const before = known?.[field] ?? null;
  const wins = value !== '' && value !== before && (before === '' || (before !== null && policy === 'overwrite'));
  return {
    value,
    before,
    after: before === null ? value : wins ? value : before,
    changed: wins,
    problem:
      field === 'email' && value === ''
        ? 'missing_email'
        : field === 'email' && !/^[^@\s]+@[^@\s]+$/.test(value)
          ? 'bad_email'
          : isDateField(field) && value !== '' && Number.isNaN(Date.parse(value.split('/').reverse().join('-')))
            ? 'bad_date'
            : null,
  };
}

const FIELD_OF: Record<Verdict, keyof Counts> = {
  created: 'created',
  updated: 'updated',
  unchanged: 'unchanged',
  skipped: 'skipped',
  conflict: 'conflicts',
  failed: 'failed',
};

function plan(at: Opened): ImportPlan {
  const counts: Counts = { rows: at.size, created: 0, updated: 0, unchanged: 0, skipped: 0, conflicts: 0, failed: 0 };
  // Copies of the sample come out as the first copy, so counting one block is enough.
  const first = Math.min(at.size, at.rows.length);
  const rest = at.size > first ? rowsOf(at, first, at.rows.length) : [];
  for (const one of rowsOf(at, 0, first)) counts[FIELD_OF[one.verdict]] += 1;
  for (const one of rest) counts[FIELD_OF[one.verdict]] += (at.size - first) / at.rows.length;
  const { options, columns } = at.session;
  const writes = counts.created + counts.updated;
  const gives = options.courses.length + options.products.length > 0 || columns.some(({ field }) => field === 'course');
  return {
    counts,
    newCourses: columns.some(({ field }) => field === 'course') ? ['Aquarela básica', 'Desenho botânico'] : [],
    newProducts: [],
    newCohorts: options.cohort ? [options.cohort] : [],
    closedCohorts: [],
    newFields: columns.filter(({ field }) => field.startsWith('custom:')).map(({ field }) => field),
    effect: {
      members: gives ? writes : 0,
      grants: gives ? writes : 0,
      extended: 0,
      startsInFile: 0,
      endsInFile: 0,
      startsMoved: 0,
      lessons: 0,
      results: 0,
      progress: 0,
      undated: 0,
    },
    leftOut: [],
    roster: options.purpose === 'roster' ? ROSTER : null,
  };
}

function rowsOf(at: Opened, start: number, len: number): PlanRow[] {
  return Array.from({ length: Math.max(0, Math.min(len, at.size - start)) }, (_, index) => rowOf(at, start + index));
}

/** Counts up to `total` as long as real work of that size would take, so that the progress can be seen. */
function work(job: string | undefined, phase: string, total: number): Promise<void> {
  const state: JobState & { stop?: () => void } = { phase, done: 0, total, startedMs: Date.now(), finished: false };
  return new Promise((resolve, reject) => {
    const step = (): void => {
      state.done = Math.min(total, state.done + 9000);
      if (state.done < total) timer = setTimeout(step, 100);
      else resolve();
    };
    let timer = setTimeout(step, total > 1000 ? 100 : 10);
    state.stop = () => {
      clearTimeout(timer);
      reject({ code: 'cancelled', args: {} });
    };
    if (job) jobs.set(job, state);
  });
}

function result(at: Opened): Commands['import.apply'][1] {
  const { counts } = plan(at);
  const { session } = at;
  const entry = String(nextId++);
  const failed = rowsOf(at, 0, at.rows.length).filter(({ verdict }) => verdict === 'failed');
  const cases = failed.map((row) => {
    const col = row.cells.findIndex(({ problem }) => problem !== null);
    return { line: row.line, column: session.columns[col]?.header ?? null, value: row.cells[col]?.value ?? '' };
  });
  const leftOut: LeftOut[] = [
    { verdict: 'failed' as const, code: 'bad_email', count: counts.failed, cases: cases.slice(0, 20) },
  ].filter(({ count }) => count > 0);
  history.unshift({
    entry,
    fileName: session.fileName,
    at: Date.now(),
    actor: 'Ana',
    counts,
    courses: session.options.courses,
    products: session.options.products,
    undone: false,
    leftOut,
    hasFailedRows: counts.failed > 0,
    purpose: session.options.purpose,
    roster: plan(at).roster,
    missing: session.options.missing,
  });
  const op = { kind: 'import', args: { file: session.fileName, n: counts.created + counts.updated } };
  const book = {
    path: '/home/ana/Documents/Atelier Ana.rollbook',
    name: 'Atelier Ana',
    zone: 'America/Sao_Paulo',
    locale: 'en' as const,
    members: 412 + counts.created,
    trashed: 0,
    courses: 5,
    products: 2,
    version: nextId,
    undo: { id: entry, op },
    redo: null,
  };
  return {
    value: { entry, counts, leftOut, roster: plan(at).roster },
    entry,
    op,
    changes: counts.created + counts.updated,
    book,
  };
}

const answers: Answers = {
  'job.state': ({ job }) => {
    const { stop: _stop, ...state } = jobs.get(job) ?? { stop: null };
    return 'done' in state ? state : null;
  },
  'job.cancel': ({ job }) => {
    jobs.get(job)?.stop?.();
    return null;
  },
  'import.open': async ({ path, text }) => {
    const name = path?.split('/').at(-1) ?? 'Pasted list';
    await new Promise((resolve) => setTimeout(resolve, 200));
    const refusal = REFUSED[name];
    if (refusal) throw refusal;
    if (text !== undefined) {
      const body = text.replace(/^(.+) <(.+)>$/gm, '$1;$2');
      return open(name, `Name;E-mail\n${body}`);
    }
    if (name === 'big.csv') return open(name, SAMPLE, 500_000);
    if (name === 'dates.csv') {
      return open(
        name,
        'Nome,Buyer e-mail,Student e-mail,Since\nAna,ana@example.com,a@example.com,03/04/2026\nBea,bea@example.com,b@example.com,05/06/2026',
      );
    }
    return open(name, SAMPLE);
  },
  'import.configure': ({ import: id, layout, mapping, options }) => {
    const at = find(id);
    const columns = at.session.columns.map((one, col) => {
      const field = mapping?.[col];
      const taken = !field && Object.values(mapping ?? {}).includes(one.field) && !['ignore'].includes(one.field);
      if (taken) return { ...one, field: 'ignore', reason: 'chosen' as const };
      return field ? { ...one, field, reason: 'chosen' as const, confidence: 1, ask: null } : one;
    });
    at.session = {
      ...at.session,
      columns,
      layout: { ...at.session.layout, ...layout },
      options: { ...at.session.options, ...options },
    };
    return at.session;
  },
  'import.plan': async ({ import: id, job }) => {
    const at = find(id);
    await work(job, 'plan', at.size);
    return plan(at);
  },
  'import.rows': ({ import: id, verdict, start, len }) => {
    const at = find(id);
    const total = countOf(plan(at).counts, verdict);
    if (verdict === null) return { rows: rowsOf(at, start, len), total };
    const rows: PlanRow[] = [];
    const perBlock = rowsOf(at, 0, Math.min(at.size, at.rows.length)).filter((row) => row.verdict === verdict).length;
    const from = perBlock === 0 ? at.size : Math.floor(start / perBlock) * at.rows.length;
    let skip = perBlock === 0 ? 0 : start % perBlock;
    for (let row = from; row < at.size && rows.length < len; row += 1) {
      const one = rowOf(at, row);
      if (one.verdict === verdict && skip-- <= 0) rows.push(one);
    }
    return { rows, total };
  },
  'import.fix': ({ import: id, row, column: col, value }) => {
    const at = find(id);
    at.fixes.set(row, (at.fixes.get(row) ?? new Map<number, string>()).set(col, value));
    return { row: rowOf(at, row), plan: plan(at) };
  },
  'import.choose': ({ import: id, row }) => {
    const at = find(id);
    for (const line of rowOf(at, row).sameAs) at.chosen.delete(line - 2);
    at.chosen.add(row);
    return { plan: plan(at) };
  },
  'import.apply': async ({ import: id, job }) => {
    const at = find(id);
    await work(job, 'apply', at.size);
    return result(at);
  },
  'import.missing': ({ start, len }) => ({
    rows: ['Gustavo Melo', 'Helena Prado']
      .map((name, at) => ({
        memberId: String(2000 + at),
        name,
        email: `${name.split(' ')[0]?.toLowerCase()}@example.com`,
        startsOn: '2026-02-01',
        expiresOn: at === 0 ? '2027-01-31' : null,
        byProduct: at === 1,
      }))
      .slice(start, start + len),
  }),
  'import.save_missing': () => ({ rows: ROSTER.missing }),
  'import.close': ({ import: id }) => {
    opened.delete(id);
    return null;
  },
  'import.failed_rows': () => ({ rows: 3 }),
  'import.template': () => null,
  'imports.list': () => history,
  'export.run': async ({ path, job }) => {
    await work(job, 'export', 30_000);
    return { rows: 1204, path };
  },
};

export default answers;
