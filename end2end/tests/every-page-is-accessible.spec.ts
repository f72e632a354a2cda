/** axe finds nothing on any page, in both languages and themes, at a desk and on a phone; nothing scrolls sideways at 320 px. */
import type { Locator } from '@playwright/test';

import { check, examine, examined } from './axe.ts';
import { unseen } from './pages.ts';
import { type Desk, type Enter, expect, goTo, hydrated, test } from './portal.ts';
import { button, create, field, region, save, topicOf } from './steps.ts';
import { langs } from './words.ts';

const STAFF = [
  '/staff/dashboard', '/staff/dashboard?days=365', '/staff/opportunities?event=won&since=2026-01-01', '/staff/opportunities', '/staff/opportunities?view=closed', '/staff/opportunities?q=nothing-like-this',
  '/staff/opportunities/distribute?all=1', '/staff/opportunities/distribute', '/staff/distributions', '/staff/opportunities/new', '/staff/opportunities/new?tab=general', '/staff/accounts', '/staff/accounts/new',
  '/staff/contacts', '/staff/contacts/new', '/staff/registrations', '/staff/registrations?view=protected', '/staff/registrations?view=over', '/staff/partners', '/staff/partners/new', '/staff/import', '/staff/settings', '/staff/settings/products', '/staff/settings/routing', '/staff/settings/rates', '/staff/routing/replay', '/staff/settings/choices/stage', '/staff/settings/choices/decline', '/staff/settings/choices/return', '/staff/settings/choices/loss',
  '/staff/me', '/staff/nothing-here',
];
const PARTNER = ['/dashboard', '/opportunities', '/opportunities/new', '/customers', '/registrations', '/conflict-check', '/me', '/company', '/nothing-here'];

/** Where links lead, each address once. */
async function hrefs(links: Locator): Promise<string[]> {
  const found = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  return [...new Set(found)];
}

async function firstRecord(desk: Desk, list: string): Promise<string> {
  await goTo(desk, list);
  const path = list.split('?')[0];
  const record = (await hrefs(desk.page.getByRole('main').getByRole('link'))).find((href) => href.startsWith(`${path}/`) && !href.startsWith(`${path}/new`));
  if (!record) throw new Error(`no record on ${list}`);
  return record;
}

/** Requests in every state that the demo has, each with its forms. */
async function registered(desk: Desk): Promise<string[]> {
  await goTo(desk, '/registrations');
  return hrefs(desk.page.getByRole('table').getByRole('link'));
}

/** The first receipt that a page in sight links to, on one of the company's registrations. */
async function receiptOf(desk: Desk, base: string): Promise<string> {
  for (const path of await registered(desk)) {
    await goTo(desk, path);
    const link = desk.page.getByRole('main').locator(`a[href^="${base}"]`).first();
    if (await link.count()) return (await link.getAttribute('href')) ?? '';
  }
  throw new Error('no receipt in sight');
}

async function addresses(desk: Desk, path: string, pattern: string): Promise<string[]> {
  await goTo(desk, path);
  const found = await hrefs(desk.page.getByRole('main').locator(`a[href${pattern}]`));
  if (!found.length) throw new Error(`no link to ${pattern} on ${path}`);
  return found;
}

/** What the company brought, and the report about something that it manages. */
async function ofItsOwn(desk: Desk): Promise<string[]> {
  await goTo(desk, '/opportunities');
  const brought = await hrefs(desk.page.getByRole('region', { name: desk.w.waitingForApproval }).getByRole('link'));
  if (!brought.length) throw new Error('the company has brought nothing');
  const [report] = await addresses(desk, '/dashboard', '*="/check-in"');
  return [...brought, report ?? ''];
}

/** The first record of a list that shows this, open. */
async function openFirstWith(desk: Desk, list: string, selector: string): Promise<Locator> {
  await goTo(desk, list);
  for (const path of await hrefs(desk.page.getByRole('table').getByRole('link'))) {
    if (!/\/OPP-[^/]+$/.test(path)) continue;
    await goTo(desk, path);
    const found = desk.page.locator(selector).first();
    if (await found.count()) return found;
  }
  throw new Error(`no record with ${selector} on ${list}`);
}

/** How a managed opportunity ends: each form, opened. */
async function checkEndings(desk: Desk): Promise<void> {
  const { page, w } = desk;
  await goTo(desk, '/opportunities');
  for (const path of await hrefs(page.getByRole('region', { name: w.managed }).getByRole('link'))) {
    await goTo(desk, path);
    const ending = (name: string): Locator => page.getByRole('main').getByRole('button', { name, exact: true });
    if (!(await ending(w.return).count())) continue;
    for (const word of [w.won, w.lost, w.return]) {
      await ending(word).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await examine(desk, `${path}: ${word}`);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
    }
    return;
  }
  throw new Error('nothing is managed alone');
}

/** What can be decided about registrations, each dialog opened once. */
async function checkDecisions(desk: Desk): Promise<void> {
  const { page, w } = desk;
  const revoke = desk.lang === 'cs' ? 'Odebrat ochranu' : 'Revoke the protection';
  const open = new Set<string>([w.approve, w.askRegistration, w.reject, revoke]);
  for (const list of ['/staff/registrations', '/staff/registrations?view=protected']) {
    await goTo(desk, list);
    for (const path of await hrefs(page.getByRole('table').getByRole('link'))) {
      await goTo(desk, path);
      for (const word of open) {
        const deed = page.getByRole('region', { name: w.request }).getByRole('button', { name: word, exact: true });
        if (!(await deed.count())) continue;
        await deed.click();
        await expect(page.getByRole('dialog')).toBeVisible();
        await examine(desk, `${path}: ${word}`);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toBeHidden();
        open.delete(word);
      }
      if (!open.size) return;
    }
  }
  throw new Error(`nowhere to be found: ${[...open].join(', ')}`);
}

/** Where the vendor asked one of the demo's companies for something. */
async function checkQuestion(enter: Enter, lang: Desk['lang']): Promise<void> {
  for (const company of ['alfa', 'beta', 'gama']) {
    const desk = await enter(`admin@${company}.example`, { lang, phone: true });
    await goTo(desk, '/opportunities');
    for (const path of await hrefs(desk.page.getByRole('region', { name: desk.w.waitingForApproval }).getByRole('link'))) {
      await goTo(desk, path);
      const [form] = await hrefs(desk.page.getByRole('main').locator('a[href$="/complete"]'));
      if (form) return check(desk, form);
    }
  }
  throw new Error('nobody was asked for anything');
}

/** A file with a line that is right and one that is not: what would come of it, and what came of it. */
async function checkImport(desk: Desk): Promise<void> {
  const { page, w } = desk;
  const topics = [topicOf('Dovoz', desk), topicOf('Dovoz bez částky', desk)];
  const csv = `Téma;Obchodní vztah;Odhadované výnosy\r\n${topics[0]};Pivovar Tři Lípy a.s.;99,90\r\n${topics[1]};Pivovar Tři Lípy a.s.;mnoho\r\n`;
  await goTo(desk, '/staff/import');
  await button(desk, w.showPreview).click();
  await expect(page.getByText(w.chooseFile)).toBeVisible();
  await hydrated(desk);
  await examine(desk, `/staff/import: ${w.chooseFile}`);
  await button(desk, w.csvFile).setInputFiles({ name: 'dovoz.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await button(desk, w.showPreview).click();
  await expect(region(desk, w.errors)).toBeVisible();
  await hydrated(desk);
  await examine(desk, `/staff/import: ${w.preview}`);
  await button(desk, w.import).click();
  await expect(region(desk, w.result)).toBeVisible();
  await hydrated(desk);
  await examine(desk, `/staff/import: ${w.result}`);
}

/** Two people saved the same field: both values, and the choice between them. */
async function checkChoice(first: Desk, second: Desk): Promise<void> {
  const reference = await create(first, topicOf('Která hodnota', first), 'Pivovar Tři Lípy a.s.');
  await goTo(second, `/staff/opportunities/${reference}`);
  await field(first, first.w.needs).fill('Vědět, kdo paletu odvezl.');
  await field(second, second.w.needs).fill('Vidět zásoby všech skladů.');
  await save(second);
  await expect(second.page.getByText(second.w.saved, { exact: true })).toBeVisible();
  await save(first);
  await expect(region(first, first.w.whichValue)).toBeVisible();
  await examine(first, `/staff/opportunities/${reference}: ${first.w.whichValue}`);
}

/** A form that was refused: the summary and the messages at its fields. */
async function checkRefusal(desk: Desk, path: string, send: string): Promise<void> {
  await goTo(desk, path);
  await button(desk, send).click();
  await expect(desk.page).toHaveTitle(new RegExp(`^${desk.w.errorTitle}`));
  await hydrated(desk);
  await examine(desk, `${path}: ${desk.w.errorTitle}`);
}

/** What becomes of a receipt that is checked: one of ours, and something else. */
async function checkVerdicts(anybody: Desk, receipt: string): Promise<void> {
  const { page, w } = anybody;
  for (const [text, verdict] of [[receipt, w.valid], ['{"a": 1}', w.notOurs]] as const) {
    await goTo(anybody, '/verify');
    await field(anybody, w.receiptText).fill(text);
    await button(anybody, w.verify).click();
    await expect(page.getByRole('region').getByText(verdict, { exact: true })).toBeVisible();
    await examine(anybody, `/verify: ${verdict}`);
  }
}

// What one test stores is in nobody else's way: both workers may share the languages and the roles.
test.describe.configure({ mode: 'parallel' });

for (const lang of langs) {
  test(`staff pages, ${lang}`, async ({ enter }) => {
    test.setTimeout(600_000);
    examined.length = 0;
    const desk = await enter('admin@stafeta.example', { lang });
    for (const path of STAFF) await check(desk, path);
    for (const list of ['/staff/opportunities', '/staff/accounts', '/staff/contacts', '/staff/partners']) {
      const record = await firstRecord(desk, list);
      await check(desk, record);
      if (list === '/staff/opportunities') await check(desk, `${record}?tab=general`);
      if (list === '/staff/accounts') await check(desk, `${record}/merge`);
    }
    const receipt = await openFirstWith(desk, '/staff/opportunities?status=accepted', 'main a[href^="/staff/receipts/"]');
    await check(desk, (await receipt.getAttribute('href')) ?? '');
    await openFirstWith(desk, '/staff/opportunities?view=delivered', '#routing table');
    await examine(desk, 'why this partner');
    await checkDecisions(desk);
    expect(unseen('staff', examined), 'pages of the table that were not looked at').toEqual([]);
  });

  test(`partner pages, ${lang}`, async ({ enter, visit }) => {
    test.setTimeout(400_000);
    examined.length = 0;
    const anonymous = await visit({ lang, phone: true });
    await check(anonymous, '/sign-in');
    await check(anonymous, '/setup/nothing');
    await check(anonymous, '/invitation/nothing');
    await check(anonymous, '/reset/nothing');
    await check(anonymous, '/answer/nothing');
    await check(anonymous, '/verify');
    await check(anonymous, '/forgotten');
    const desk = await enter('admin@alfa.example', { lang, phone: true });
    for (const path of PARTNER) await check(desk, path);
    await check(desk, await firstRecord(desk, '/opportunities'));
    await check(desk, await firstRecord(desk, '/customers'));
    for (const path of await registered(desk)) await check(desk, path);
    for (const path of await ofItsOwn(desk)) await check(desk, path);
    await check(desk, await receiptOf(desk, '/receipts/'));
    await checkEndings(desk);
    await checkQuestion(enter, lang);
    expect(unseen('partner', examined), 'pages of the table that were not looked at').toEqual([]);
  });

  test(`pages that only an answer shows, ${lang}`, async ({ enter, visit }) => {
    test.setTimeout(300_000);
    const admin = await enter('admin@stafeta.example', { lang });
    await checkImport(admin);
    await checkRefusal(admin, '/staff/settings/routing', admin.w.save);
    await checkRefusal(admin, '/staff/partners/new', admin.w.save);
    const partner = await enter('admin@alfa.example', { lang, phone: true });
    await checkRefusal(partner, '/opportunities/new', partner.w.sendForApproval);
    const receipt = await partner.page.request.get(`${await receiptOf(partner, '/receipts/')}/receipt.json`);
    const anybody = await visit({ lang, phone: true });
    await checkVerdicts(anybody, await receipt.text());
    await anybody.page.goto('/offline.html');
    await examine(anybody, '/offline.html');
    await checkChoice(await enter('seller@stafeta.example', { lang }), await enter('manager@stafeta.example', { lang }));
  });
}

test('no page scrolls sideways at 320 px, and no card cuts off what stands in it', async ({ enter }) => {
  test.setTimeout(400_000);
  const staff = await enter('admin@stafeta.example', { lang: 'cs' });
  const partner = await enter('admin@alfa.example', { lang: 'cs', phone: true });
  for (const [desk, paths] of [[staff, STAFF], [partner, PARTNER]] as const) {
    await desk.page.setViewportSize({ width: 320, height: 700 });
    for (const path of paths) {
      await goTo(desk, path);
      const over = await desk.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(over, path).toBeLessThanOrEqual(0);
      const cut = await desk.page.locator('.table--cards td:not(.main-cell, :has(.vh))').evaluateAll((cells) => cells
        .filter((cell) => cell.scrollWidth > cell.clientWidth)
        .map((cell) => cell.textContent));
      expect(cut, path).toEqual([]);
    }
  }
});
