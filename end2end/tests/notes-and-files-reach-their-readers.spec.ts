/** Who will read a note is chosen before it is written, and its files go no further than the note. */
import type { Locator } from '@playwright/test';

import { type Desk, expect, goTo, test } from './portal.ts';
import { button, create, expectMessageAt, field, share, topicOf } from './steps.ts';
import { eachOnce, named } from './words.ts';

const ACCOUNT = 'Pivovar Tři Lípy a.s.';

interface Note {
  words: string;
  reader?: string;
  file?: string;
}

function noteOf(desk: Desk, words: string): Locator {
  return desk.page.getByRole('article').filter({ hasText: words });
}

async function write(desk: Desk, { words, reader, file }: Note): Promise<void> {
  const { page, w } = desk;
  if (reader) await page.getByRole('radio', { name: reader, exact: true }).check({ force: true });
  await field(desk, w.note).fill(words);
  if (file) {
    await field(desk, w.attach).setInputFiles({ name: file, mimeType: 'text/plain', buffer: Buffer.from(`Obsah: ${words}`) });
    if (desk.script) await expect(page.getByText(file, { exact: true })).toBeVisible();
  }
  await button(desk, w.addNote).click();
  await expect(noteOf(desk, words)).toBeVisible();
  await expect(field(desk, w.note)).toHaveValue('');
}

/** Where the file of a note is. */
async function addressOf(desk: Desk, words: string, file: string): Promise<string> {
  const href = await noteOf(desk, words).getByRole('link', { name: file }).getAttribute('href');
  return href ?? '';
}

async function fetched(desk: Desk, address: string): Promise<{ status: number; text: string }> {
  const answer = await desk.page.request.get(address);
  return { status: answer.status(), text: await answer.text() };
}

for (const how of eachOnce) {
  test(`${named(how)}: a note for the vendor alone and a note for everybody`, async ({ enter }) => {
    const staff = await enter('manager@stafeta.example', how);
    const { w } = staff;
    const reference = await create(staff, topicOf('Chladírna', staff), ACCOUNT);
    await share(staff, ['Alfa Systémy s.r.o.', 'Beta Integrace a.s.']);
    const own = `Interně: marže 12 %, ${reference}`;
    await write(staff, { words: own, reader: w.onlyUs });

    const alfa = await enter('manager@alfa.example', { ...how, phone: true });
    await goTo(alfa, `/opportunities/${reference}`);
    await expect(noteOf(alfa, own)).toHaveCount(0);
    const secret = `Cena pro dodavatele, ${reference}`;
    const open = `Harmonogram pro všechny, ${reference}`;
    await write(alfa, { words: secret, reader: w.onlyUsAndVendor, file: 'cena.txt' });
    await write(alfa, { words: open, reader: w.allPartners, file: 'plán.txt' });
    const addresses = [await addressOf(alfa, secret, 'cena.txt'), await addressOf(alfa, open, 'plán.txt')] as const;

    const beta = await enter('manager@beta.example', { ...how, phone: true });
    await goTo(beta, `/opportunities/${reference}`);
    await expect(noteOf(beta, open)).toBeVisible();
    await expect(noteOf(beta, secret)).toHaveCount(0);
    await expect(noteOf(beta, own)).toHaveCount(0);
    expect((await fetched(beta, addresses[0])).status).toBe(404);
    expect(await fetched(beta, addresses[1])).toEqual({ status: 200, text: `Obsah: ${open}` });

    if (!how.script) await staff.page.reload();
    await expect(noteOf(staff, secret)).toBeVisible();
    await expect(noteOf(staff, open)).toBeVisible();
    expect(await fetched(staff, addresses[0])).toEqual({ status: 200, text: `Obsah: ${secret}` });

    const gama = await enter('admin@gama.example', { ...how, phone: true });
    for (const address of addresses) expect((await fetched(gama, address)).status).toBe(404);
  });

  test(`${named(how)}: a file that cannot be taken is told at the field and the note stays`, async ({ enter }) => {
    const staff = await enter('manager@stafeta.example', how);
    const { page, w } = staff;
    await create(staff, topicOf('Příloha', staff), ACCOUNT);
    const words = 'Podklady jsou v příloze.';
    const refused = [
      { name: 'program.exe', mimeType: 'application/pdf', buffer: Buffer.from('MZ\u0000\u0000'), told: w.fileType },
      { name: 'výkres.pdf', mimeType: 'application/pdf', buffer: Buffer.from('tohle není PDF'), told: w.fileType },
      { name: 'velké.txt', mimeType: 'text/plain', buffer: Buffer.alloc(10 * 1024 * 1024 + 1, 'a'), told: w.fileSize },
    ];
    for (const { told, ...file } of refused) {
      await field(staff, w.note).fill(words);
      await field(staff, w.attach).setInputFiles(file);
      if (!how.script) await button(staff, w.addNote).click();
      await expect(page.getByRole('alert').filter({ hasText: told }).first()).toBeVisible();
      await expectMessageAt(field(staff, w.attach), told);
      await expect(field(staff, w.note)).toHaveValue(words);
      await expect(noteOf(staff, words)).toHaveCount(0);
    }
  });
}

test('a note waits for the file that is still on its way', async ({ enter }) => {
  const staff = await enter('manager@stafeta.example', { lang: 'cs' });
  const { page, w } = staff;
  await create(staff, topicOf('Pomalá linka', staff), ACCOUNT);
  let arrive = (): void => undefined;
  const slow = new Promise<void>((resolve) => { arrive = resolve; });
  await page.route('**/files', async (route) => {
    await slow;
    await route.continue();
  });
  const words = 'Plán je přiložený.';
  await field(staff, w.note).fill(words);
  await field(staff, w.attach).setInputFiles({ name: 'plán.txt', mimeType: 'text/plain', buffer: Buffer.from('plán') });
  await expect(button(staff, w.addNote)).toHaveAttribute('aria-disabled', 'true');
  await button(staff, w.addNote).dispatchEvent('click');
  arrive();

  await expect(page.getByText('plán.txt', { exact: true })).toBeVisible();
  await expect(noteOf(staff, words)).toHaveCount(0);
  await button(staff, w.addNote).click();
  await expect(noteOf(staff, words).getByRole('link', { name: 'plán.txt' })).toBeVisible();
});
