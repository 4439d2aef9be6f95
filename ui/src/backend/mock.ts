// A book that exists only in the development server's page: `?mock` opens it, `?mock=1000000` makes it large,
// `?mock=none` starts without a book. It answers what the screens ask, not what the real book would compute.
import type {
  AppState,
  BookInfo,
  ChangedGrant,
  Commands,
  Course,
  CustomField,
  Entry,
  Grant,
  GrantSpec,
  Holders,
  Member,
  MemberFields,
  MemberRow,
  MemberStatus,
  OpHead,
  Outcome,
  Product,
  Query,
  RowChange,
  Selection,
} from './api';
import type { Backend } from './index';

type Answers = { [C in keyof Commands]?: (request: Commands[C][0]) => Commands[C][1] | Promise<Commands[C][1]> };

const day = 86_400_000;
const now = Date.now();
const given =
  'Ana Bruno Carla Diego Elisa Felipe Gabriela Heitor Iara João Karina Lucas Marina Nina Otávio Paula'.split(' ');
const family = 'Souza Lima Pereira Almeida Castro Ribeiro Fonseca Teixeira Moraes Nogueira Prado Vidal Braga'.split(
  ' ',
);
const city: CustomField = { id: '77', key: 'city', label: 'City', kind: 'text', choices: [] };
const companies = ['', '', '', 'Ateliê Norte', 'Studio Lume', 'Casa Azul', 'Papel & Tinta'];

function noise(i: number, salt: number): number {
  let x = Math.imul(i + 1, 0x9e3779b1) ^ Math.imul(salt + 7, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return ((x ^ (x >>> 16)) >>> 0) / 2 ** 32;
}

function pick<T>(list: readonly T[], i: number, salt: number): T {
  return list[Math.floor(noise(i, salt) * list.length)] as T;
}

function heldBy(all: number, active: number): Holders {
  return { all, active, pending: 0, expired: all - active, disabled: 0 };
}

export function connect(): Backend {
  const asked = new URLSearchParams(location.search).get('mock');
  const size = Number(asked) || (asked === 'empty' ? 0 : 412);
  const titles = ['Watercolour Basics', 'Botanical Drawing', 'Portrait in Oil', 'Colour Theory', 'Sketching Outdoors'];
  const courses: Course[] = titles.map((title, i) => ({
    id: String(i + 1),
    title,
    externalId: '',
    archived: false,
    createdAt: now - 400 * day,
    holders: heldBy(0, 0),
    products: [],
    cohorts: [],
  }));
  const products: Product[] = [
    {
      id: '51',
      title: 'Complete Painter',
      kind: 'bundle',
      source: 'hotmart',
      externalId: '88120',
      archived: false,
      createdAt: now - 300 * day,
      courses: courses.slice(0, 3).map(({ id, title }) => ({ id, title })),
      holders: heldBy(96, 90),
    },
    {
      id: '52',
      title: 'Monthly Studio',
      kind: 'subscription',
      source: 'thinkific',
      externalId: '',
      archived: false,
      createdAt: now - 200 * day,
      courses: courses.slice(3).map(({ id, title }) => ({ id, title })),
      holders: heldBy(41, 33),
    },
  ];

  const edits = new Map<number, Partial<MemberRow> & { trashed?: boolean }>();
  const granted = new Map<number, Grant[]>();
  const added: MemberRow[] = [];
  const entries: (Entry & { back: () => void; changes: RowChange[] })[] = [];
  const views = new Map<string, Int32Array>();
  let book: BookInfo | null = asked === 'none' ? null : fresh('Atelier Ana');
  let prefs: AppState['prefs'] = { locale: null, theme: 'system', columns: null, sidebarCollapsed: false };
  let version = 1;
  let nextId = 9000;

  function fresh(name: string): BookInfo {
    const path = `/home/ana/Documents/${name}.rollbook`;
    const counts = { members: size, trashed: 0, courses: courses.length, products: products.length };
    return { path, name, zone: 'America/Sao_Paulo', locale: 'en', ...counts, version: 1, undo: null, redo: null };
  }

  function person(i: number): MemberRow {
    const own = i < size ? generated(i) : (added[i - size] as MemberRow);
    const row = { ...own, ...edits.get(i) };
    const grants = grantsOf(i);
    row.courses = grants.map((grant) => ({ title: grant.target.title, status: grant.status }));
    row.nCourses = row.courses.length;
    return row;
  }

  function generated(i: number): MemberRow {
    const first = pick(given, i, 1);
    const last = `${pick(family, i, 2)}${noise(i, 9) > 0.6 ? ` ${pick(family, i, 8)}` : ''}`;
    const status = noise(i, 3);
    return {
      id: String(i + 1000),
      name: noise(i, 4) > 0.04 ? `${first} ${last}` : '',
      email: `${first}.${last.split(' ')[0]}${i}@example.com`.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase(),
      status: status > 0.12 ? 'active' : status > 0.05 ? 'pending' : 'disabled',
      company: pick(companies, i, 5),
      phone: noise(i, 6) > 0.5 ? `+55 11 9${String(Math.floor(noise(i, 7) * 1e8)).padStart(8, '0')}` : '',
      externalId: String(480_000 + i),
      joinedAt: now - Math.floor(noise(i, 10) * 700) * day,
      lastSeenAt: noise(i, 11) > 0.2 ? now - Math.floor(noise(i, 12) * 60) * day : null,
      createdAt: now - 20 * day,
      courses: [],
      nCourses: 0,
      trashed: false,
      custom: { [city.id]: pick(['São Paulo', 'Recife', 'Lisboa'], i, 15) },
    };
  }

  function grant(i: number, course: Course, salt: number): Grant {
    const expired = noise(i, salt) < 0.2;
    const expiresAt = expired ? now - 20 * day : noise(i, salt + 1) < 0.4 ? now + 90 * day : null;
    const startsAt = now - Math.floor(noise(i, salt + 2) * 400 + 30) * day;
    return {
      id: `${i + 1000}${salt}`,
      target: { kind: 'course', id: course.id, title: course.title },
      cohort: null,
      source: salt % 2 ? 'hotmart' : 'manual',
      state: 'active',
      status: expired ? 'expired' : 'active',
      startsAt,
      startsOn: iso(startsAt),
      expiresAt,
      expiresOn: expiresAt ? iso(expiresAt) : null,
      endedAt: null,
    };
  }

  function grantsOf(i: number): Grant[] {
    const known = granted.get(i);
    if (known) return known;
    if (i >= size || noise(i, 20) < 0.15) return [];
    const count = 1 + Math.floor(noise(i, 21) * 3);
    return Array.from({ length: count }, (_, k) => grant(i, courses[(i + k) % courses.length] as Course, 30 + k));
  }

  function iso(ms: number): string {
    return new Date(ms).toISOString().slice(0, 10);
  }

  function indexOf(id: string): number {
    const i = added.findIndex((row) => row.id === id);
    return i >= 0 ? size + i : Number(id) - 1000;
  }

  function open(query: Query): Int32Array | null {
    const wanted = query.search.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    const terms = query.filter.match(/\w+:("[^"]*"|\S+)/g) ?? [];
    if (terms.join(' ') !== query.filter.trim()) return null;
    const plain = !wanted && terms.length === 0 && edits.size === 0;
    const kept: number[] = [];
    for (let i = 0; i < size + added.length; i++) {
      if (plain || fits(person(i), wanted, terms)) kept.push(i);
    }
    const [first] = query.sort;
    if (first && kept.length <= 20_000) {
      const rows = new Map(kept.map((i) => [i, person(i)]));
      const value = (i: number): string | number => {
        const row = rows.get(i) as MemberRow;
        const keys: Record<string, string | number | null> = {
          name: row.name,
          email: row.email,
          status: row.status,
          company: row.company,
          phone: row.phone,
          courses: row.nCourses,
          joined_at: row.joinedAt,
          last_seen_at: row.lastSeenAt,
          external_id: row.externalId,
          created_at: row.createdAt,
        };
        return keys[first.field] ?? 0;
      };
      kept.sort((a, b) => {
        const [x, y] = [value(a), value(b)];
        const order = typeof x === 'string' ? x.localeCompare(String(y)) : x - Number(y);
        return first.desc ? -order : order;
      });
    }
    return Int32Array.from(kept);
  }

  function fits(row: MemberRow, wanted: string, terms: string[]): boolean {
    if (row.trashed !== terms.includes('in:trash')) return false;
    const text = `${row.name} ${row.email}`.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    if (!text.includes(wanted)) return false;
    return terms.every((term) => {
      const [key, raw = ''] = term.split(/:(.*)/s);
      const value = raw.replace(/^"|"$/g, '');
      if (key === 'status') return row.status === value;
      if (key === 'course') return row.courses.some((course) => course.title === value);
      if (key === 'access') return row.nCourses === 0;
      return true;
    });
  }

  function indexes(members: Selection): number[] {
    if ('ids' in members) return members.ids.map(indexOf);
    const except = new Set(members.except.map(indexOf));
    return [...(views.get(members.view) ?? [])].filter((i) => !except.has(i));
  }

  function info(): BookInfo {
    if (!book) throw { code: 'no_book', args: {} };
    const trashed = [...edits.values()].filter((edit) => edit.trashed).length;
    const done = entries.filter((entry) => !entry.undone);
    const undone = entries.filter((entry) => entry.undone);
    const head = (entry: Entry | undefined) => (entry ? { id: entry.id, op: entry.op } : null);
    book = {
      ...book,
      members: size + added.length - trashed,
      trashed,
      courses: courses.length,
      products: products.length,
      version,
      undo: head(done.at(-1)),
      redo: head(undone[0]),
    };
    return book;
  }

  function done<T>(op: OpHead, value: T, rows: number, back: () => void, changes: RowChange[] = []): Outcome<T> {
    version++;
    const id = String(nextId++);
    const entry = { id, op, actor: 'Owner', at: Date.now(), rows, members: rows, undoOf: null, undone: false };
    entries.push({ ...entry, undoable: true, back, changes });
    return { value, entry: id, op, changes: rows, book: info() };
  }

  function change(list: number[], edit: Partial<MemberRow>): () => void {
    const before = list.map((i) => [i, edits.get(i)] as const);
    for (const i of list) edits.set(i, { ...edits.get(i), ...edit });
    return () => {
      for (const [i, old] of before) {
        if (old) edits.set(i, old);
        else edits.delete(i);
      }
    };
  }

  function editOf(fields: MemberFields): Partial<MemberRow> {
    if (fields.email !== undefined && !/^\S+@\S+\.\S+$/.test(fields.email)) throw { code: 'invalid_email', args: {} };
    const { name, email, company, phone, status, externalId, joinedOn } = fields;
    const edit = {
      name,
      email,
      company,
      phone,
      status,
      externalId,
      joinedAt: joinedOn ? Date.parse(joinedOn) : undefined,
    };
    return Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined));
  }

  function give(i: number, spec: GrantSpec): void {
    const fromProducts = products.filter((one) => spec.products.includes(one.id)).flatMap((one) => one.courses);
    const ids = new Set([...spec.courses, ...fromProducts.map((one) => one.id)]);
    const fresh = courses
      .filter((course) => ids.has(course.id))
      .map((course) => ({
        ...grant(i, course, 50),
        id: String(nextId++),
        state: spec.state,
        status: spec.state,
        source: 'manual',
        expiresOn: spec.expiresOn ?? null,
        expiresAt: spec.expiresOn ? Date.parse(spec.expiresOn) : null,
      }));
    granted.set(i, [...grantsOf(i), ...fresh]);
  }

  function edited(one: Grant, changed: ChangedGrant[]): Grant {
    const edit = changed.find(({ grant }) => grant === one.id);
    if (!edit) return one;
    const expiresOn = edit.expiresOn === undefined ? one.expiresOn : edit.expiresOn;
    const state = edit.state ?? one.state;
    const status = edit.state ?? one.status;
    return { ...one, state, status, expiresOn, expiresAt: expiresOn ? Date.parse(expiresOn) : null };
  }

  function show(i: number): Member {
    const row = person(i);
    const grants = grantsOf(i);
    const [firstName = '', ...rest] = row.name.split(' ');
    return {
      ...row,
      mergedInto: null,
      alsoKnownAs: [],
      given: firstName,
      family: rest.join(' '),
      custom: [{ ...city, value: row.custom[city.id] ?? '' }],
      grants,
      progress: [],
      access: grants.map((one, k) => ({
        courseId: one.target.id,
        course: one.target.title,
        cohort: one.cohort?.title ?? null,
        status: one.status,
        enrolledAt: one.startsAt,
        expiresAt: one.expiresAt,
        expiresOn: one.expiresOn,
        progress: noise(i, 60 + k),
        completedAt: null,
        lastActivityAt: row.lastSeenAt,
        source: one.source,
        grantIds: [one.id],
      })),
    };
  }

  const bulk = (members: Selection, kind: string, edit: Partial<MemberRow>) => {
    const list = indexes(members);
    const args = { n: list.length, members: list.length };
    return done({ kind, args }, { members: list.length, exceptions: [], sample: [] }, list.length, change(list, edit));
  };

  const undone = (entry: (typeof entries)[number] | undefined) => {
    if (!entry) throw { code: 'nothing_to_undo', args: {} };
    entry.back();
    entry.undone = true;
    version++;
    const value = { entry: entry.id, undone: entry.rows, kept: [], nKept: 0, op: entry.op };
    return { value, entry: String(nextId++), op: entry.op, changes: entry.rows, book: info() };
  };

  const answers: Answers = {
    'app.state': () => ({
      version: '0.1.0',
      book: book && info(),
      recent: [
        { path: '/home/ana/Documents/Atelier Ana.rollbook', name: 'Atelier Ana', openedAt: now - day, missing: false },
        { path: '/media/usb/Old school.rollbook', name: 'Old school', openedAt: now - 40 * day, missing: true },
      ].slice(book ? 0 : asked === 'none' ? 2 : 0),
      prefs,
      systemLocale: 'en',
      systemZone: 'America/Sao_Paulo',
      booksFolder: '/home/ana/Documents',
    }),
    'app.prefs': (request) => {
      prefs = { ...prefs, ...request };
      return (answers['app.state'] as () => AppState)();
    },
    'app.forget': () => (answers['app.state'] as () => AppState)(),
    'job.state': () => ({
      phase: 'write',
      done: 31_200,
      total: 100_000,
      startedMs: Date.now() - 1200,
      finished: false,
    }),
    'job.cancel': () => null,
    'book.create': ({ name }) => {
      book = fresh(name);
      return info();
    },
    'book.open': () => {
      book = fresh('Atelier Ana');
      return info();
    },
    'book.close': () => {
      book = null;
      return { rescued: null };
    },
    'book.info': info,
    'book.settings': (request) => {
      const before = info();
      book = { ...before, ...request };
      return done({ kind: 'book.settings', args: {} }, null, 1, () => {
        book = before;
      });
    },
    'book.backups': () =>
      [2, 26, 50, 24 * 8].map((hours, i) => ({
        path: `/home/ana/.local/share/rollbook/backups/Atelier Ana ${iso(now - hours * 3_600_000)}.rollbook`,
        at: now - hours * 3_600_000,
        size: 4_820_000 - i * 81_000,
        reason: i === 1 ? 'manual' : 'automatic',
      })),
    'book.backup': () => ({ path: '/home/ana/backup.rollbook', at: Date.now(), size: 4_900_000, reason: 'manual' }),
    'book.restore': info,
    'book.check': async () => {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      return {
        ok: true,
        findings: [],
        notes: [],
        checked: ['integrity', 'foreign_keys', 'derived_columns', 'journal'],
      };
    },
    'view.open': ({ query }) => {
      const start = performance.now();
      const list = open(query);
      const view = String(nextId++);
      views.set(view, list ?? new Int32Array());
      const problem = list ? null : { code: 'unknown_key', at: 0, text: query.filter, expected: [] };
      return { view, total: list?.length ?? 0, all: info().members, problem, ms: performance.now() - start };
    },
    'view.rows': async ({ view, start, len }) => {
      await new Promise((resolve) => setTimeout(resolve, 4));
      const list = views.get(view) ?? new Int32Array();
      return { rows: [...list.subarray(start, start + len)].map(person), version };
    },
    'view.find': ({ view, id }) => {
      const index = (views.get(view) ?? new Int32Array()).indexOf(indexOf(id));
      return { index: index < 0 ? null : index };
    },
    'view.ids': ({ view, start, len }) => ({
      ids: [...(views.get(view) ?? new Int32Array()).subarray(start, start + len)].map((i) => person(i).id),
    }),
    'view.counts': () => {
      const status: Record<MemberStatus, number> = { active: 0, pending: 0, disabled: 0 };
      let noAccess = 0;
      for (let i = 0; i < Math.min(size, 5000); i++) {
        const row = person(i);
        status[row.status]++;
        if (row.nCourses === 0) noAccess++;
      }
      return { status, noAccess, trashed: info().trashed };
    },
    'view.keep': ({ view, members }) => {
      const list = new Set(views.get(view) ?? []);
      const kept = indexes(members).filter((i) => list.has(i));
      const everything = kept.length > 0 && kept.length === list.size;
      return { everything, ids: everything ? [] : kept.map((i) => person(i).id) };
    },
    'views.list': () => [],
    'filter.keys': () => [
      { key: 'status', label: null, kind: 'words', mayBeMissing: false },
      { key: 'course', label: null, kind: 'title', mayBeMissing: true },
    ],
    'filter.values': ({ key }) =>
      key === 'course'
        ? courses.map(({ title }) => ({ text: JSON.stringify(title), label: title, count: 0 }))
        : ['active', 'pending', 'disabled'].map((text) => ({ text, label: text, count: 0 })),
    'filter.read': ({ text }) => {
      const parts = text.match(/-?\w+:("[^"]*"|\S+)/g) ?? [];
      const chips = parts.map((part) => {
        const [name = '', value = ''] = part.replace(/^-/, '').split(':');
        const key = { key: name, label: null, kind: name === 'course' ? 'title' : 'words', mayBeMissing: false };
        const values = [{ text: value, label: null }];
        return { text: part, negated: part.startsWith('-'), key, sign: ':', values, parts: [], joint: null };
      });
      return { text, chips, problem: null };
    },
    'members.find': ({ text, limit }) => {
      const found = open({ filter: '', search: text, sort: [] }) ?? new Int32Array();
      return [...found.subarray(0, limit)].map((i) => person(i));
    },
    'member.show': ({ id }) => {
      const i = indexOf(id);
      if (i < 0 || i >= size + added.length) throw { code: 'not_found', args: {} };
      return show(i);
    },
    'member.add': ({ fields, access }) => {
      const row = { ...generated(size + added.length), ...{ name: '', company: '', phone: '', externalId: '' } };
      const id = String(5_000_000 + added.length);
      added.push({ ...row, ...editOf(fields), id, joinedAt: Date.now(), lastSeenAt: null });
      const i = size + added.length - 1;
      if (access) give(i, access);
      const args = { name: fields.name || fields.email || '' };
      return done({ kind: 'member.add', args }, { id }, 1, change([i], { trashed: true }));
    },
    'member.edit': ({ id, fields }) => {
      const i = indexOf(id);
      const before = person(i);
      const edit = editOf(fields);
      const names = Object.keys(edit) as (keyof MemberRow)[];
      const text = (row: MemberRow, field: keyof MemberRow) => row[field] as string | number | null;
      const after = { ...before, ...edit };
      const list = names
        .filter((field) => before[field] !== after[field])
        .map((field) => ({ field, before: text(before, field), after: text(after, field) }));
      const label = before.name || before.email;
      if (list.length === 0) return { value: null, entry: null, op: null, changes: 0, book: info() };
      const back = change([i], edit);
      const rows: RowChange[] = [{ table: 'members', id, label, kind: 'edited', fields: list }];
      return done({ kind: 'member.edit', args: { name: label } }, null, 1, back, rows);
    },
    'member.history': ({ id }) =>
      entries
        .filter((entry) => entry.changes.some((one) => one.id === id))
        .map(({ back: _back, changes, ...entry }) => ({ entry, changes }))
        .reverse(),
    'members.change': ({ members, change }) => {
      if (change === 'trash') return bulk(members, 'members.trash', { trashed: true });
      if (change === 'restore') return bulk(members, 'members.restore', { trashed: false });
      if ('status' in change) return bulk(members, 'members.status', { status: change.status });
      return bulk(members, 'members.field', { custom: { [change.field.field]: change.field.value } });
    },
    'members.preview_change': ({ members }) => ({ members: indexes(members).length, exceptions: [], sample: [] }),
    'fields.list': () => [city],
    'fields.counts': () => [{ id: city.id, members: size }],
    'access.preview_change': ({ members }) => {
      const n = indexes(members).length;
      return { members: n, grants: n, exceptions: [], sample: [] };
    },
    'access.change': async ({ members, change }) => {
      await new Promise((resolve) => setTimeout(resolve, members && 'view' in members ? 2500 : 50));
      const list = indexes(members);
      const before = list.map((i) => [i, grantsOf(i)] as const);
      if ('give' in change) for (const i of list) give(i, change.give);
      else if (change.change.to === 'revoked') for (const i of list) granted.set(i, []);
      const op = { kind: 'give' in change ? 'access.grant' : 'access.revoke', args: { members: list.length } };
      const value = { members: list.length, grants: list.length, exceptions: [], sample: [] };
      return done(op, value, list.length, () => {
        for (const [i, grants] of before) granted.set(i, grants);
      });
    },
    'access.edit': ({ member, added: spec, changed, removed }) => {
      const i = indexOf(member);
      const before = grantsOf(i);
      const kept = before.filter((one) => !removed.includes(one.id)).map((one) => edited(one, changed));
      granted.set(i, kept);
      if (spec) give(i, spec);
      const n = changed.length + removed.length + (grantsOf(i).length - kept.length);
      return done({ kind: 'access.edit', args: { name: person(i).name } }, null, n, () => granted.set(i, before));
    },
    'access.preview_edit': ({ added: spec, changed, removed }) => ({
      changes: [],
      total: changed.length + removed.length + (spec ? spec.courses.length + spec.products.length : 0),
    }),
    'courses.list': ({ archived }) =>
      courses
        .filter((course) => archived || !course.archived)
        .map((course, i) => ({ ...course, holders: heldBy(120 - i * 17, 97 - i * 15) })),
    'product.preview_courses': () => [],
    'course.add': ({ title }) => {
      if (courses.some((course) => course.title === title)) throw { code: 'title_taken', args: {} };
      const id = String(nextId++);
      const base = courses[0] as Course;
      courses.push({ ...base, id, title, archived: false });
      return done({ kind: 'course.add', args: { title } }, { id }, 1, () => void courses.pop());
    },
    'course.edit': ({ id, ...edit }) => {
      const course = courses.find((one) => one.id === id) as Course;
      const before = { ...course };
      Object.assign(course, edit);
      const op = { kind: 'course.edit', args: { title: course.title } };
      return done(op, null, 1, () => void Object.assign(course, before));
    },
    'products.list': ({ archived }) => products.filter((one) => archived || !one.archived).map((one) => ({ ...one })),
    'product.add': ({ title, kind, courses: held }) => {
      const id = String(nextId++);
      const list = courses
        .filter((course) => held.includes(course.id))
        .map((course) => ({ id: course.id, title: course.title }));
      products.push({ ...(products[0] as Product), id, title, kind, courses: list, holders: heldBy(0, 0) });
      return done({ kind: 'product.add', args: { title } }, { id }, 1, () => void products.pop());
    },
    'product.edit': ({ id, courses: held, ...edit }) => {
      const product = products.find((one) => one.id === id) as Product;
      const before = { ...product };
      Object.assign(product, edit);
      if (held)
        product.courses = courses.filter((course) => held.includes(course.id)).map(({ id, title }) => ({ id, title }));
      const op = { kind: 'product.edit', args: { title: product.title } };
      return done(op, null, 1, () => void Object.assign(product, before));
    },
    'imports.list': () => [],
    'journal.list': ({ before, limit, kind }) =>
      entries
        .filter((entry) => (!before || Number(entry.id) < Number(before)) && (!kind || entry.op.kind === kind))
        .reverse()
        .slice(0, limit)
        .map(({ back: _back, changes: _changes, ...entry }) => entry),
    'journal.changes': ({ entry, limit }) => {
      const changes = entries.find((one) => one.id === entry)?.changes ?? [];
      return { changes: changes.slice(0, limit), total: changes.length };
    },
    'journal.undo': ({ entry }) =>
      undone(entry ? entries.find((one) => one.id === entry) : entries.filter((one) => !one.undone).at(-1)),
  };

  // A page that needs more brings its own answers.
  const others = import.meta.glob<{ default: Answers }>('../pages/*/mock.ts', { eager: true });
  for (const one of Object.values(others)) Object.assign(answers, one.default);

  return {
    async rpc(command, request) {
      const answer = answers[command as keyof Commands] as ((request: unknown) => unknown) | undefined;
      if (!answer) throw { code: 'unknown_command', args: { command } };
      return structuredClone(await answer(request));
    },
    pickFile: async () => null,
    pickSave: async () => null,
    setTitle: async (title) => {
      document.title = title;
    },
    reveal: async () => {},
    onFilesDropped: () => () => {},
    onOpenBook: () => () => {},
    launchPath: async () => null,
    painted: () => {},
    quit: async () => {},
  };
}
