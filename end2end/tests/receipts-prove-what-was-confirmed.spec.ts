/** An accepted offer leaves a signed receipt: read on a phone, downloaded, and checked by anybody. */
import { readFileSync } from 'node:fs';

import { type Desk, expect, goTo, hydrated, test } from './portal.ts';
import { button, card, create, deliver, expectMessageAt, field, openOffers, region, topicOf } from './steps.ts';
import { langs, named } from './words.ts';

const ACCOUNT = 'Pivovar Tři Lípy a.s.';

/** Opens the only receipt of the opportunity in sight and answers its file. */
async function download(desk: Desk): Promise<string> {
  const { page, w } = desk;
  await region(desk, w.receipts).getByRole('link', { name: w.acceptanceReceipt }).click();
  await expect(page.getByRole('heading', { level: 1, name: w.acceptanceReceipt })).toBeVisible();
  await hydrated(desk);
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: w.downloadJson, exact: true }).click();
  return readFileSync(await (await coming).path(), 'utf8');
}

async function check(desk: Desk, text: string): Promise<void> {
  await goTo(desk, '/verify');
  await field(desk, desk.w.receiptText).fill(text);
  await button(desk, desk.w.verify).click();
}

async function expectVerdict({ page }: Desk, verdict: string): Promise<void> {
  await expect(page.getByRole('region').getByText(verdict, { exact: true })).toBeVisible();
}

for (const lang of langs) {
  for (const script of [true, false]) {
    test(`an acceptance is confirmed, downloaded and checked, ${named({ lang, script })}`, async ({ enter, visit }) => {
      const staff = await enter('seller@stafeta.example', { lang, script });
      const topic = topicOf('Potvrzení', staff);
      const reference = await create(staff, topic, ACCOUNT);
      await deliver(staff, 'Alfa Systémy s.r.o.');
      const partner = await enter('manager@alfa.example', { lang, script, phone: true });
      await openOffers(partner);
      await card(partner, partner.w.distributed, topic).getByRole('button', { name: partner.w.accept, exact: true }).click();
      await expect(partner.page.getByRole('heading', { level: 1, name: topic })).toBeVisible();

      await goTo(partner, `/opportunities/${reference}`);
      const file = await download(partner);
      expect(JSON.parse(file).statement).toMatchObject({ opportunity: reference, topic, partner: 'Alfa Systémy s.r.o.' });
      expect(file).not.toContain(ACCOUNT);
      const receipt = new URL(partner.page.url()).pathname;

      await goTo(staff, `/staff/opportunities/${reference}`);
      expect(await download(staff)).toBe(file);

      const stranger = await enter('admin@beta.example', { lang, script, phone: true });
      expect((await stranger.page.goto(receipt))?.status()).toBe(404);
      expect((await stranger.page.request.get(`${receipt}/receipt.json`)).status()).toBe(404);

      const anybody = await visit({ lang, script, phone: true });
      const { w } = anybody;
      await check(anybody, file);
      await expectVerdict(anybody, w.valid);
      await expect(anybody.page.getByRole('region')).toContainText(reference);
      await check(anybody, file.replace(topic, `${topic}!`));
      await expectVerdict(anybody, w.wasChanged);
      await check(anybody, '{"a": [[[');
      await expectVerdict(anybody, w.notOurs);
      await expect(field(anybody, w.receiptText)).toHaveValue('{"a": [[[');
      await check(anybody, '');
      await expectMessageAt(field(anybody, w.receiptText), w.required);
      await anybody.page.getByLabel(w.receiptFile, { exact: true })
        .setInputFiles({ name: 'receipt.json', mimeType: 'application/json', buffer: Buffer.from(file) });
      await button(anybody, w.verify).click();
      await expectVerdict(anybody, w.valid);
    });
  }
}
