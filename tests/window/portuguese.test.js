// The story of somebody whose system speaks Portuguese: the window does too from the first start on. A list comes in,
// what is wrong in it is saved through the system's dialog, mended in a spreadsheet, and dropped onto the window.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { Key } from 'selenium-webdriver';
import { drag, open, openDialog, saveDialog } from './harness.js';
import { names, person } from './person.js';

const documents = path.join(homedir(), 'Documents');
const list = path.join(documents, 'turma-de-marco.csv');
const failed = path.join(documents, 'com-erro.csv');

// The files of this test run share a home; this one begins as a new person, whose system speaks Portuguese.
process.env.ROLLBOOK_HOME = path.join(homedir(), 'portuguese');
process.env.LANG = 'pt_BR.UTF-8';

// As a Brazilian spreadsheet saves it. Line 3 is Ana again with another name, line 4 has no e-mail that could be one,
// line 5 a day that no calendar has.
const rows = [
  'Nome;E-mail;Curso;Data de expiração',
  'Ana Conceição;ana@example.com;Aquarela;25/12/2030',
  'Ana Prado;ana@example.com;Aquarela;25/12/2030',
  'João Araújo;joão(at)example.com;Aquarela;25/12/2030',
  'Célia Gonçalves;celia@example.com;Desenho;31/02/2031',
  '',
];

test('the whole way in Portuguese, and the rows with errors on a second way', async (t) => {
  await writeFile(list, Buffer.from(rows.join('\r\n'), 'latin1'));
  const app = await open(t);
  const { click, type, doubleClick, press, shows } = person(app);

  await app.says('A mesa de membros de quem cria cursos');
  await app.screenshot('window-pt-start');
  await (await app.element('.way.first')).click();
  await app.says('Primeiro, o livro que vai receber a lista.');
  await type('textbox', 'Nome da escola', 'Ateliê Ana');
  await app.screenshot('window-pt-new-book');
  await click('button', 'Criar livro');
  await openDialog('Escolha uma lista de membros', list);

  await app.says('O que há em cada coluna?');
  await app.screenshot('window-pt-columns');
  await click('button', 'Revisar as linhas');
  await shows('.filters', [
    'Todas 4 Novos 1 Atualizados 0 Sem mudança 1 Ignoradas 0 Conflitos 0 Erros 2 = 4 linhas no arquivo',
  ]);
  await app.screenshot('window-pt-review');
  await doubleClick('.row:nth-child(2) .reason');
  assert.equal(
    await (await app.element('.editor')).getAttribute('value'),
    '31/02/2031',
    'what is wrong is what is opened',
  );
  await press(Key.ESCAPE);
  await click('button', 'Escolher o acesso');
  await app.screenshot('window-pt-access');
  await click('button', 'Importar 1 linha');
  await app.says('1 linha importada');
  await app.says('joão(at)example.com');
  await app.says('31/02/2031');
  await app.screenshot('window-pt-done');

  await click('button', 'Salvar as 2 linhas com erro…');
  await saveDialog('Salvar as linhas com erro', failed);
  await app.says('2 linhas com erro foram salvas.');
  const saved = await readFile(failed, 'utf8');
  assert.deepEqual(saved.split('\r\n'), [
    'Nome;E-mail;Curso;Data de expiração;Problema (Rollbook)',
    'João Araújo;joão(at)example.com;Aquarela;25/12/2030;E-mail: Não é um e-mail',
    'Célia Gonçalves;celia@example.com;Desenho;31/02/2031;Data de expiração: Não é uma data',
    '',
  ]);
  await writeFile(failed, saved.replace('joão(at)example.com', 'joao@example.com').replace('31/02/2031', '28/02/2031'));

  const mended = await drag(t, failed);
  await mended.overWindow();
  await app.says('Solte para importar');
  await mended.drop();
  await app.says('com-erro.csv');
  await app.screenshot('window-pt-columns-again');
  await click('button', 'Revisar as linhas');
  await shows('.filters', [
    'Todas 2 Novos 2 Atualizados 0 Sem mudança 0 Ignoradas 0 Conflitos 0 Erros 0 = 2 linhas no arquivo',
  ]);
  await click('button', 'Escolher o acesso');
  await click('button', 'Importar 2 linhas');
  await app.says('2 linhas importadas');
  await click('link', 'Membros');
  await shows(names, ['Ana Conceição', 'Célia Gonçalves', 'João Araújo']);
  await app.screenshot('window-pt-members');
  await app.leave();
});

test('the book speaks its language on any computer', async (t) => {
  process.env.LANG = 'C.UTF-8';
  const app = await open(t);
  await app.says('3 membros');
});
