import { afterEach, describe, expect, it } from 'vitest';
import type { Because, DripCondition, DripRule, LessonState, Locale } from '../backend/api';
import { shown } from '../i18n/locale.svelte';
import { conditionOf, partsOf } from './rule';
import { asWritten, ruleText, stateText, type Titles } from './words';

afterEach(() => {
  shown.locale = 'en';
  shown.zone = 'UTC';
});

function said(locale: Locale, rule: DripRule, titles: Titles = asWritten): string {
  shown.locale = locale;
  return ruleText(rule, titles).replace(/\u202f/g, ' ');
}

const single: [DripCondition, string, string][] = [
  [{ after_enrollment: '0d' }, 'Opens at enrollment', 'Abre na matrícula'],
  [
    { after_enrollment: '2w', time: '09:00' },
    'Opens 2 weeks after enrollment at 9:00 AM',
    'Abre 2 semanas após a matrícula às 09:00',
  ],
  [{ after_enrollment: '1h' }, 'Opens 1 hour after enrollment', 'Abre 1 hora após a matrícula'],
  [{ after_enrollment: '12mo' }, 'Opens 12 months after enrollment', 'Abre 12 meses após a matrícula'],
  [{ after_cohort_start: '0d' }, 'Opens when the cohort starts', 'Abre no início da turma'],
  [{ after_cohort_start: '1d' }, 'Opens 1 day after the cohort starts', 'Abre 1 dia após o início da turma'],
  [{ after_first_lesson: '0d' }, 'Opens when the first lesson is opened', 'Abre ao abrir a primeira aula'],
  [
    { after_first_lesson: '3d' },
    'Opens 3 days after the first lesson is opened',
    'Abre 3 dias após abrir a primeira aula',
  ],
  [{ after_completed: { lesson: 'Brushes' } }, 'Opens when “Brushes” is complete', 'Abre ao concluir “Brushes”'],
  [
    { after_completed: { chapter: 'Start' }, wait: '1mo' },
    'Opens 1 month after the chapter “Start” is complete',
    'Abre 1 mês após concluir o capítulo “Start”',
  ],
  [
    { after_completed: { course: 'Drawing' } },
    'Opens when the course “Drawing” is complete',
    'Abre ao concluir o curso “Drawing”',
  ],
  [
    { quiz_passed: 'Quiz 1', wait: '3d' },
    'Opens 3 days after “Quiz 1” is passed',
    'Abre 3 dias após passar em “Quiz 1”',
  ],
  [{ quiz_submitted: 'Quiz 1' }, 'Opens when “Quiz 1” is submitted', 'Abre ao enviar “Quiz 1”'],
  [
    { quiz_score: { quiz: 'Quiz 1', at_least: 80 } },
    'Opens when 80% is reached in “Quiz 1”',
    'Abre ao atingir 80% em “Quiz 1”',
  ],
  [{ at: '2026-03-01T09:00' }, 'Opens on Mar 1, 2026 at 9:00 AM', 'Abre em 01/03/2026 às 09:00'],
  [
    { after_enrollment: '1w', on: 'saturday', time: '07:30' },
    'Opens 1 week after enrollment, on the first Saturday from then at 7:30 AM',
    'Abre 1 semana após a matrícula, no primeiro sábado a partir daí às 07:30',
  ],
  [
    { after_enrollment: '0d', on: 'day:31' },
    'Opens at enrollment, on the last day of the month',
    'Abre na matrícula, no último dia do mês',
  ],
  [
    { after_enrollment: '0d', every: '1d', on: 'workdays' },
    'Opens one lesson every day, on working days, the first at enrollment',
    'Abre uma aula a cada dia, em dias úteis, a primeira na matrícula',
  ],
  [
    { after_cohort_start: '0d', every: '1w', on: 'monday', time: '18:00' },
    'Opens one lesson every week, on Monday at 6:00 PM, the first when the cohort starts',
    'Abre uma aula a cada semana, na segunda-feira às 18:00, a primeira no início da turma',
  ],
  [
    { after_enrollment: '2d', every: '2w', per: 'chapter' },
    'Opens one chapter every 2 weeks, the first 2 days after enrollment',
    'Abre um capítulo a cada 2 semanas, o primeiro 2 dias após a matrícula',
  ],
  [
    { at: '2026-03-02T09:00', every: '1mo', on: 'day:15' },
    'Opens one lesson every month, on day 15 of the month, the first on Mar 2, 2026 at 9:00 AM',
    'Abre uma aula a cada mês, no dia 15 do mês, a primeira em 02/03/2026 às 09:00',
  ],
];

describe('a rule in words', () => {
  it.each(single)('%j', (condition, english, portuguese) => {
    expect(said('en', { all: [condition] })).toBe(english);
    expect(said('pt-BR', { all: [condition] })).toBe(portuguese);
  });

  it('without conditions', () => {
    expect([said('en', 'open'), said('pt-BR', 'open')]).toEqual(['Open from the start', 'Disponível desde o início']);
    expect([said('en', 'manual'), said('pt-BR', 'manual')]).toEqual(['By hand only', 'Só por liberação manual']);
  });

  it('of several conditions says whether one is enough', () => {
    const both = [{ after_enrollment: '1w' }, { quiz_passed: 'Quiz 1' }];
    expect(said('en', { all: both })).toBe(
      'Opens 1 week after enrollment, and when “Quiz 1” is passed, whichever comes last',
    );
    expect(said('pt-BR', { all: both })).toBe(
      'Abre 1 semana após a matrícula, e ao passar em “Quiz 1”, o que vier por último',
    );
    expect(said('en', { any: both })).toBe(
      'Opens 1 week after enrollment, or when “Quiz 1” is passed, whichever comes first',
    );
    expect(said('pt-BR', { any: [...both, { at: '2026-03-01T09:00' }] })).toBe(
      'Abre 1 semana após a matrícula, ou ao passar em “Quiz 1”, ou em 01/03/2026 às 09:00, o que vier primeiro',
    );
  });

  it('names what is gone as such', () => {
    const titles = { lesson: () => null, chapter: () => null, course: () => null };
    expect(said('en', { all: [{ quiz_passed: '7' }] }, titles)).toBe('Opens when something that is gone is passed');
  });
});

it('a condition taken apart is put together as it was', () => {
  for (const [condition] of single) expect(conditionOf(partsOf(condition))).toEqual(condition);
});

describe('the state of a lesson', () => {
  const at = (day: number, hour = 9) => Date.UTC(2026, 2, day, hour);
  const state = (change: Partial<LessonState>): LessonState => ({
    lessonId: '7',
    lesson: 'Four',
    chapter: 'Work',
    open: false,
    hidden: false,
    opensAt: null,
    because: [],
    ...change,
  });
  const why = (code: string, more: Partial<Because> = {}) => ({ code, ...more }) as Because;

  const cases: [string, LessonState, string, string][] = [
    [
      'a span',
      state({ opensAt: at(3), because: [why('after_enrollment', { wait: '1w', opensAt: at(3) })] }),
      'Opens Mar 3, 2026 at 9:00 AM: 1 week after enrollment',
      'Abre em 03/03/2026 às 09:00: 1 semana após a matrícula',
    ],
    [
      'one of a series',
      state({
        opensAt: at(3),
        because: [why('after_enrollment', { every: { span: '1w', per: 'lesson' }, opensAt: at(3) })],
      }),
      'Opens Mar 3, 2026 at 9:00 AM: one lesson every week, the first at enrollment',
      'Abre em 03/03/2026 às 09:00: uma aula a cada semana, a primeira na matrícula',
    ],
    [
      'a score',
      state({ because: [why('quiz_score', { title: 'Quiz 1', atLeast: 80 })] }),
      'Locked: 80% in “Quiz 1” is not reached',
      'Bloqueada: falta atingir 80% em “Quiz 1”',
    ],
    [
      'a start of their own',
      state({ opensAt: at(3), because: [why('after_own_start', { wait: '1w', opensAt: at(3) })] }),
      'Opens Mar 3, 2026 at 9:00 AM: 1 week after the start set for this member',
      'Abre em 03/03/2026 às 09:00: 1 semana após o início definido para este membro',
    ],
    [
      'a date',
      state({ opensAt: at(3), because: [why('at', { opensAt: at(3) })] }),
      'Opens Mar 3, 2026 at 9:00 AM',
      'Abre em 03/03/2026 às 09:00',
    ],
    [
      'open',
      state({ open: true, opensAt: at(1), because: [why('open', { opensAt: at(1) })] }),
      'Open since Mar 1, 2026 at 9:00 AM',
      'Aberta desde 01/03/2026 às 09:00',
    ],
    [
      'open for a reason',
      state({
        open: true,
        opensAt: at(1),
        because: [why('quiz_passed', { title: 'Quiz 1', wait: '3d', opensAt: at(1) })],
      }),
      'Open since Mar 1, 2026 at 9:00 AM: 3 days after “Quiz 1” is passed',
      'Aberta desde 01/03/2026 às 09:00: 3 dias após passar em “Quiz 1”',
    ],
    [
      'unlocked',
      state({ open: true, opensAt: at(1), because: [why('unlocked', { since: at(1), opensAt: at(1) })] }),
      'Open since Mar 1, 2026 at 9:00 AM: unlocked by hand',
      'Aberta desde 01/03/2026 às 09:00: liberada manualmente',
    ],
    [
      'something to be done',
      state({ because: [why('after_completed', { title: 'Brushes' })] }),
      'Locked: “Brushes” is not complete',
      'Bloqueada: falta concluir “Brushes”',
    ],
    [
      'another course to be done',
      state({ because: [why('after_completed', { courseId: 'Drawing' })] }),
      'Locked: “Drawing” is not complete',
      'Bloqueada: falta concluir “Drawing”',
    ],
    [
      'something to be done, and a day',
      state({
        because: [why('after_enrollment', { wait: '1w', opensAt: at(3) }), why('quiz_passed', { title: 'Quiz 1' })],
      }),
      'Locked: “Quiz 1” is not passed; not before Mar 3, 2026 at 9:00 AM',
      'Bloqueada: falta passar em “Quiz 1”; não antes de 03/03/2026 às 09:00',
    ],
    [
      'something that may come first',
      state({
        opensAt: at(3),
        because: [why('at', { opensAt: at(3) }), why('quiz_submitted', { title: 'Quiz 1' })],
      }),
      'Opens Mar 3, 2026 at 9:00 AM, or sooner: when “Quiz 1” is submitted',
      'Abre em 03/03/2026 às 09:00, ou antes: ao enviar “Quiz 1”',
    ],
    [
      'by hand',
      state({ because: [why('manual')] }),
      'Locked: it opens by hand only',
      'Bloqueada: só abre por liberação manual',
    ],
    [
      'locked again',
      state({ because: [why('locked_again', { since: at(2) })] }),
      'Locked again by hand on Mar 2, 2026 at 9:00 AM',
      'Bloqueada de novo manualmente em 02/03/2026 às 09:00',
    ],
    [
      'in order',
      state({ because: [why('in_order', { title: 'Three' })] }),
      'Locked: “Three”, which comes before it, is not complete',
      'Bloqueada: falta concluir “Three”, que vem antes',
    ],
    [
      'no cohort',
      state({ because: [why('after_cohort_start')] }),
      'Locked: there is no cohort with a start',
      'Bloqueada: não há turma com data de início',
    ],
    ['no access', state({ because: [why('no_access')] }), 'Locked: no access', 'Bloqueada: sem acesso'],
    [
      'access to come',
      state({ opensAt: at(5), because: [why('no_access', { opensAt: at(5) })] }),
      'Opens Mar 5, 2026 at 9:00 AM: when access begins',
      'Abre em 05/03/2026 às 09:00: quando o acesso começar',
    ],
  ];

  it.each(cases)('%s', (_, lesson, english, portuguese) => {
    for (const [locale, words] of [
      ['en', english],
      ['pt-BR', portuguese],
    ] as const) {
      shown.locale = locale;
      expect(stateText(lesson, asWritten).replace(/\u202f/g, ' ')).toBe(words);
    }
  });
});
