/** A spreadsheet in Czech: a preview with every wrong line first, then the good lines or nothing; a second time changes nothing. */
import type { Locator } from '@playwright/test';

import { type Desk, expect, goTo, test } from './portal.ts';
import { button, field, region, topicOf } from './steps.ts';
import { eachOnce, named } from './words.ts';

interface Sheet {
  good: [string, string];
  bad: string;
  csv: string;
}

/** Two good lines around one whose amount is a word, as a Czech spreadsheet saves them. */
function sheetOf(desk: Desk): Sheet {
  const good: Sheet['good'] = [topicOf('Dovoz šroubů', desk), topicOf('Dovoz matic', desk)];
  const bad = topicOf('Dovoz podložek', desk);
  const lines = [
    ['Téma', 'Obchodní vztah', 'Odhadované výnosy', 'Měna', 'Odhadované datum uzavření', 'Barva složky'],
    [good[0], 'Pivovar Tři Lípy a.s.', '"1 234 567,50"', 'CZK', '25. 11. 2027', 'modrá'],
    [bad, 'Pivovar Tři Lípy a.s.', 'mnoho', 'CZK', '1. 2. 2027', 'bílá'],
    [good[1], `Nová ${good[1]}`, '99,90', 'EUR', '31. 12. 2027', ''],
  ];
  return { good, bad, csv: lines.map((cells) => cells.join(';')).join('\r\n') };
}

async function preview(desk: Desk, csv: string): Promise<Locator> {
  const { w } = desk;
  await goTo(desk, '/staff/import');
  await button(desk, w.csvFile).setInputFiles({ name: 'dovoz.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await button(desk, w.showPreview).click();
  await expect(region(desk, w.preview)).toBeVisible();
  return region(desk, w.preview);
}

async function expectCounts(desk: Desk, report: Locator, counts: [number, number, number, number]): Promise<void> {
  const { w } = desk;
  for (const [at, word] of [w.added, w.changed, w.unchanged, w.wrong].entries()) {
    await expect(report).toHaveText(new RegExp(`${word}\\s*${counts[at]}(?!\\d)`));
  }
}

async function found(desk: Desk, topic: string): Promise<Locator> {
  await goTo(desk, `/staff/opportunities?view=open&q=${encodeURIComponent(topic)}`);
  return desk.page.getByRole('main').getByRole('link', { name: topic });
}

for (const how of eachOnce) {
  test(`${named(how)}: a wrong line is named, the good ones are imported, and a second time changes nothing`, async ({ enter }) => {
    const staff = await enter('manager@stafeta.example', how);
    const { page, w } = staff;
    const { good, bad, csv } = sheetOf(staff);
    await goTo(staff, '/staff/import');
    await button(staff, w.showPreview).click();
    await expect(page.getByText(w.chooseFile)).toBeVisible();

    const report = await preview(staff, csv);
    await expectCounts(staff, report, [2, 0, 0, 1]);
    await expect(report).toContainText('Barva složky');
    const wrong = region(staff, w.errors).getByRole('row').filter({ hasText: 'mnoho' });
    await expect(wrong.getByRole('cell').first()).toHaveText('3');
    await expect(wrong).toContainText('Odhadované výnosy');
    await expect(wrong.getByRole('cell').last()).toHaveText(w.wrongAmount);
    await expect(await found(staff, good[0])).toHaveCount(0);

    await preview(staff, csv);
    await button(staff, w.import).click();
    await expectCounts(staff, region(staff, w.result), [2, 0, 0, 1]);
    await expect(await found(staff, bad)).toHaveCount(0);
    await (await found(staff, good[1])).click();
    await expect(field(staff, w.account)).toHaveValue(`Nová ${good[1]}`);
    await (await found(staff, good[0])).click();
    await expect(field(staff, w.account)).toHaveValue('Pivovar Tři Lípy a.s.');
    await expect(field(staff, w.estimatedValue)).toHaveValue(/^1[\s,]?234[\s,]?567[,.]50?$/);
    await expect(field(staff, w.estimatedClose)).toHaveValue('2027-11-25');

    await expectCounts(staff, await preview(staff, csv), [0, 0, 2, 1]);
    await button(staff, w.import).click();
    await expectCounts(staff, region(staff, w.result), [0, 0, 2, 1]);
    await expect(await found(staff, good[0])).toHaveCount(1);
  });

  test(`${named(how)}: all or nothing`, async ({ enter }) => {
    const staff = await enter('admin@stafeta.example', how);
    const { page, w } = staff;
    const { good, csv } = sheetOf(staff);
    await preview(staff, csv);
    await page.getByRole('checkbox', { name: w.allOrNothing }).check();
    await button(staff, w.import).click();
    await expect(page.getByText(w.nothingStored, { exact: true })).toBeVisible();
    await expectCounts(staff, region(staff, w.result), [2, 0, 0, 1]);
    for (const topic of good) await expect(await found(staff, topic)).toHaveCount(0);
  });
}
