/** The pictures in README.md. `cargo xtask test e2e -- pictures --update-snapshots` takes them anew; every other run only proves
 *  that they can be taken. */
import { statSync } from 'node:fs';
import { join } from 'node:path';

import type { TestInfo } from '@playwright/test';

import { card, openOffers, region } from './steps.ts';
import { type Desk, expect, goTo, test } from './portal.ts';

/** A README that takes a minute to load is not read. */
const LARGEST = 150_000;

async function picture({ page }: Desk, name: string, info: TestInfo): Promise<void> {
  const anew = ['all', 'changed'].includes(info.config.updateSnapshots);
  const folder = anew ? join(import.meta.dirname, '..', 'pictures') : info.outputDir;
  const path = join(folder, `${name}.jpg`);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path, type: 'jpeg', quality: 72, animations: 'disabled' });
  expect(statSync(path).size).toBeLessThan(LARGEST);
}

test('pictures: the list and a record of staff', async ({ enter }, info) => {
  const desk = await enter('manager@stafeta.example', { lang: 'cs' });
  await goTo(desk, '/staff/opportunities?view=open');
  await expect(desk.page.getByRole('heading', { level: 1, name: desk.w.opportunities })).toBeVisible();
  await picture(desk, 'staff-list', info);

  await goTo(desk, '/staff/opportunities?view=delivered');
  await desk.page.getByRole('row').nth(1).getByRole('link').first().click();
  await expect(region(desk, desk.w.partnerDetails)).toBeVisible();
  await picture(desk, 'staff-record', info);
});

test('pictures: a partner on a phone', async ({ enter }, info) => {
  const light = await enter('manager@alfa.example', { lang: 'cs', phone: true });
  await openOffers(light);
  await picture(light, 'partner-offers', info);

  const dark = await enter('manager@alfa.example', { lang: 'en', phone: true, theme: 'dark' });
  await openOffers(dark);
  await card(dark, dark.w.distributed, '').first().getByRole('link').first().click();
  await expect(dark.page.getByRole('button', { name: dark.w.accept, exact: true })).toBeVisible();
  await picture(dark, 'partner-offer', info);
});
