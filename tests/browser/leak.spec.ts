// A window stays open all day: what a page puts into it goes with the page.
import type { CDPSession } from '@playwright/test';
import { expect, test } from './desk';

/** What is left in the window when everything that nobody holds is gone. */
async function left(chromium: CDPSession): Promise<{ nodes: number; listeners: number }> {
  await chromium.send('HeapProfiler.collectGarbage');
  const { metrics } = await chromium.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
  return { nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

test('going round the pages leaves nothing behind', async ({ desk, page }) => {
  await desk.book({ sample: true });
  await desk.open();
  await desk.row('abigail.calloway@example.com').click();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/members\/\d+/);
  const pages = [
    [new URL(page.url()).hash, 'Abigail Calloway'],
    ['#/courses', 'Courses'],
    ['#/products', 'Products'],
    ['#/imports', 'Imports'],
    ['#/activity', 'Activity'],
    ['#/settings', 'Settings'],
    ['#/import', 'Import members'],
    ['#/members', 'Members'],
  ] as const;
  const goRound = async (times: number) => {
    for (const [hash, title] of Array(times).fill(pages).flat()) {
      await desk.go(hash);
      await expect(page.getByRole('heading', { level: 1, name: title, exact: true })).toBeVisible();
    }
    await expect(desk.row('abigail.calloway@example.com')).toBeVisible();
    await page.waitForLoadState('networkidle');
  };

  const chromium = await page.context().newCDPSession(page);
  await chromium.send('Performance.enable');
  await goRound(1);
  const first = await left(chromium);
  await goRound(6);
  // One page alone has hundreds of nodes, and would be there six times.
  await expect.poll(async () => (await left(chromium)).nodes - first.nodes).toBeLessThan(100);
  await expect.poll(async () => (await left(chromium)).listeners - first.listeners).toBeLessThan(10);
});
