// What members did in lessons, and how they came out in quizzes, comes in by file: it says what it records, invents
// nothing, and goes back by one undo.
import type { Locale } from '../../ui/src/backend/api';
import { type Desk, expect, test } from './desk';
import { look } from './look';

const COURSE = 'Aquarela básica';
const OUTLINE = {
  course: COURSE,
  chapters: [
    { title: 'Início', lessons: [{ title: 'Boas-vindas' }, { title: 'Materiais' }] },
    { title: 'Prática', lessons: [{ title: 'Cores' }, { title: 'Prova final', quiz: { pass: 70 } }] },
  ],
};

const PROGRESS = `Aluno;E-mail;Aula 1 - Boas vindas;MATERIAIS;Cores;Observações
Ana Souza;ana@example.com;01/03/2026;x;45%;Gosta de azul
Bruno Dias;bruno@example.com;28/02/2026;;0;
Zoé Nova;zoe@example.com;01/03/2026;x;;
Carla Lima;carla@example.com;;talvez;;
`;

const RESULTS = `Nome;E-mail;Prova;Nota;Tentativa;Data
Ana Souza;ana@example.com;Prova final;6/10;1;13/03/2026
Ana Souza;ana@example.com;Prova final;9/10;2;13/03/2026
Bruno Dias;bruno@example.com;Prova final;7/10;1;14/03/2026
Bruno Dias;bruno@example.com;Cores;7/10;1;14/03/2026
`;

/** A book with three people and a course with lessons, which nobody has. */
async function withCourse(desk: Desk, locale: Locale = 'en'): Promise<string> {
  await desk.speak(locale);
  await desk.book({ locale });
  for (const name of ['Ana Souza', 'Bruno Dias', 'Carla Lima']) {
    const email = `${name.split(' ')[0]?.toLowerCase()}@example.com`;
    await desk.rpc('member.add', { fields: { name, email } });
  }
  const course = (await desk.rpc('course.add', { title: COURSE })).value;
  await desk.rpc('outline.write', { course: course.id, json: JSON.stringify(OUTLINE) });
  await desk.open();
  return course.id;
}

async function openFor(desk: Desk, purpose: 'progress' | 'quizzes', name: string, text: string): Promise<void> {
  const { page, words } = desk;
  await desk.drop(await desk.file(name, text));
  await page.getByRole('radio', { name: words(`import-purpose-${purpose}`) }).check();
  await page.getByRole('combobox', { name: words('import-subject-of-lessons') }).click();
  await page.keyboard.type('aquarela');
  await page.getByRole('option', { name: COURSE }).click();
}

for (const locale of ['en', 'pt-BR'] as Locale[]) {
  test(`progress by file, in ${locale}`, async ({ desk, page }) => {
    await withCourse(desk, locale);
    const { words } = desk;
    await openFor(desk, 'progress', 'progresso.csv', PROGRESS);
    await expect(page.getByText('“Observações”')).toBeVisible();
    await expect(page.getByRole('button', { name: words('import-columns-pick', { header: 'MATERIAIS' }) })).toHaveText(
      'Início / Materiais',
    );
    await look(page, 'import-progress-columns', locale);
    await desk.button(words('import-next-review')).click();
    const chips = page.getByRole('group', { name: words('import-review-filter') });
    await expect(chips.getByRole('button', { name: words('import-verdict-failed') })).toHaveText(/1$/);
    await expect(desk.row('carla@example.com')).toContainText(words('import-reason-bad-doing'));
    await chips.getByRole('button', { name: words('import-verdict-all') }).click();
    await expect(desk.row('zoe@example.com')).toContainText(words('import-reason-not-in-book'));
    await expect(desk.row('ana@example.com')).toContainText(words('import-reason-undated'));
    await look(page, 'import-progress-review', locale);
    await desk.button(words('import-next-effect')).click();
    const effect = page.getByRole('complementary', { name: words('import-effect-heading') });
    await expect(effect).toContainText(words('import-lessons-effect-lessons', { n: 4 }));
    await expect(effect).toContainText(words('import-lessons-effect-undated', { n: 1 }));
    await look(page, 'import-progress-effect', locale);
    await desk.button(words('import-apply-progress', { n: 2 })).click();
    await expect(page.getByText(words('import-done-heading-progress', { n: 2 }))).toBeVisible();
    await look(page, 'import-progress-done', locale);
    expect((await desk.rpc('book.info', {})).members, 'nobody is added').toBe(3);

    // The same file once more knows what it is for, and has nothing to add.
    await desk.drop(await desk.file('progresso.csv', PROGRESS));
    await expect(page.getByRole('radio', { name: words('import-purpose-progress') })).toBeChecked();
    await desk.button(words('import-next-review')).click();
    await expect(chips.getByRole('button', { name: words('import-verdict-unchanged') })).toHaveText(/2$/);
    await expect(chips.getByRole('button', { name: words('import-verdict-updated') })).toHaveText(/0$/);
  });

  test(`quiz results by file, in ${locale}`, async ({ desk, page }) => {
    await withCourse(desk, locale);
    const { words } = desk;
    await openFor(desk, 'quizzes', 'notas.csv', RESULTS);
    await look(page, 'import-quizzes-columns', locale);
    await desk.button(words('import-next-review')).click();
    const chips = page.getByRole('group', { name: words('import-review-filter') });
    await expect(chips.getByRole('button', { name: words('import-verdict-failed') })).toHaveText(/1$/);
    await expect(desk.row('bruno@example.com')).toContainText(words('import-reason-not-a-quiz'));
    await chips.getByRole('button', { name: words('import-verdict-updated') }).click();
    await expect(desk.row('ana@example.com').first()).toContainText('60 %');
    await look(page, 'import-quizzes-review', locale);
    await desk.button(words('import-next-effect')).click();
    const effect = page.getByRole('complementary', { name: words('import-effect-heading') });
    await expect(effect).toContainText(words('import-lessons-effect-results', { n: 3 }));
    await look(page, 'import-quizzes-effect', locale);
    await desk.button(words('import-apply-quizzes', { n: 3 })).click();
    await expect(page.getByText(words('import-done-heading-quizzes', { n: 3 }))).toBeVisible();
    await desk.button(words('import-done-undo')).click();
    await expect(page.getByText(words('import-done-undone-heading'))).toBeVisible();
  });
}

test('a column that is called otherwise is said to be a lesson', async ({ desk, page }) => {
  const course = await withCourse(desk);
  const { words } = desk;
  await openFor(desk, 'progress', 'progress.csv', 'Email,Finished\nana@example.com,2026-03-13\n');
  await expect(page.getByText(words('import-obstacle-no-progress'))).toBeVisible();
  await page.getByRole('button', { name: words('import-columns-pick', { header: 'Finished' }) }).click();
  await page.keyboard.type('cores');
  await page.getByRole('option', { name: 'Prática / Cores' }).click();
  await desk.button(words('import-next-review')).click();
  await desk.button(words('import-next-effect')).click();
  await desk.button(words('import-apply-progress', { n: 1 })).click();
  await expect(page.getByText(words('import-done-heading-progress', { n: 1 }))).toBeVisible();
  const [ana] = await desk.rpc('members.find', { text: 'ana', limit: 1 });
  const lessons = await desk.rpc('drip.lessons', { course, member: ana?.id ?? '' });
  expect(lessons.filter(({ completedAt }) => completedAt !== null).map(({ state }) => state.lesson)).toEqual(['Cores']);
});
