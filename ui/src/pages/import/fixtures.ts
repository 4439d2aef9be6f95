// An import as the tests need it: everything has a value, each test names only what it is about.
import type {
  Counts,
  Effect,
  FileColumn,
  ImportOptions,
  ImportPlan,
  ImportSession,
  PlanCell,
  PlanRow,
  RosterCounts,
} from '../../backend/api';

export function column(header: string, field: string, rest: Partial<FileColumn> = {}): FileColumn {
  return {
    header,
    field,
    samples: [],
    kind: 'text',
    confidence: 1,
    reason: 'synonym',
    ask: null,
    own: null,
    few: false,
    ...rest,
  };
}

export const options: ImportOptions = {
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
};

export function session(rest: Partial<ImportSession> = {}): ImportSession {
  return {
    import: '7',
    fileName: 'members.csv',
    size: 2048,
    sheets: [],
    origin: null,
    layout: {
      encoding: 'UTF-8',
      delimiter: ',',
      quote: '"',
      sheet: null,
      sheetCertain: true,
      rowsAbove: 0,
      hasHeader: true,
      dateOrder: 'dmy',
      dateOrderCertain: true,
      decimal: null,
    },
    columns: [column('Name', 'name'), column('E-mail', 'email', { kind: 'email' })],
    preview: [],
    options,
    remembered: null,
    ready: true,
    sameFileAt: null,
    lessons: [],
    fileDay: null,
    scoreOf: null,
    ...rest,
  };
}

export function counts(rest: Partial<Counts> = {}): Counts {
  return { rows: 0, created: 0, updated: 0, unchanged: 0, skipped: 0, conflicts: 0, failed: 0, ...rest };
}

export function effect(rest: Partial<Effect> = {}): Effect {
  return {
    members: 0,
    grants: 0,
    extended: 0,
    startsInFile: 0,
    endsInFile: 0,
    startsMoved: 0,
    lessons: 0,
    results: 0,
    progress: 0,
    undated: 0,
    ...rest,
  };
}

export function plan(rest: Partial<ImportPlan> = {}): ImportPlan {
  return {
    counts: counts({ rows: 3, created: 2, failed: 1 }),
    newCourses: [],
    newProducts: [],
    newCohorts: [],
    closedCohorts: [],
    newFields: [],
    effect: effect(),
    leftOut: [],
    roster: null,
    ...rest,
  };
}

export function roster(rest: Partial<RosterCounts> = {}): RosterCounts {
  return { holders: 0, missing: 0, byProduct: 0, spared: 0, unreadable: 0, unsure: false, ...rest };
}

export function cell(value: string, rest: Partial<PlanCell> = {}): PlanCell {
  return { value, before: null, after: value, changed: false, problem: null, ...rest };
}

export function row(index: number, rest: Partial<PlanRow> = {}): PlanRow {
  return {
    row: index,
    line: index + 2,
    verdict: 'created',
    memberId: null,
    reason: null,
    args: {},
    cells: [],
    access: [],
    sameAs: [],
    nSame: 0,
    edited: false,
    chosen: false,
    ...rest,
  };
}
