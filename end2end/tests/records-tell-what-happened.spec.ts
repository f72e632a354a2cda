/** Accounts, contacts and partners tell what happened on their opportunities; a partner reads the same of its own customers. */
import type { Locator } from '@playwright/test';

import { search } from './directory.ts';
import { type Desk, expect, goTo, hydrated, test } from './portal.ts';
import { approve, bring, newNumber, openRequest, register, review, send } from './registering.ts';
import { button, create, field, openAsStaff, pick, region, save, share, topicOf } from './steps.ts';
import { eachOnce, named } from './words.ts';

const CUSTOMER = 'Pivovar Tři Lípy a.s.';

function timeline(desk: Desk): Locator {
  return region(desk, desk.w.timeline);
}

async function openRecord(desk: Desk, path: string, label: string, name: string): Promise<void> {
  await (await search(desk, path, label, name)).first().click();
  await expect(desk.page.getByRole('heading', { level: 1, name })).toBeVisible();
  await hydrated(desk);
  await expect(timeline(desk)).toBeVisible();
}

async function stored(desk: Desk): Promise<void> {
  await save(desk);
  await expect(desk.page.getByText(desk.w.saved, { exact: true })).toBeVisible();
  await hydrated(desk);
}

/** A note on the page of the opportunity; `reader` is the word for whoever will read it. */
async function write(desk: Desk, words: string, reader: string): Promise<void> {
  const { page, w } = desk;
  await page.getByRole('radio', { name: reader, exact: true }).check({ force: true });
  await field(desk, w.note).fill(words);
  await button(desk, w.addNote).click();
  await expect(page.getByRole('article').filter({ hasText: words })).toBeVisible();
}

for (const how of eachOnce) {
  test(`${named(how)}: an account and a contact begin with nothing and tell what happens`, async ({ enter }) => {
    const staff = await enter('seller@stafeta.example', how);
    const { page, w } = staff;
    const [account, lastName] = [topicOf('Lihovar', staff), topicOf('Novotná', staff)];
    await goTo(staff, '/staff/accounts/new');
    await field(staff, w.name).fill(account);
    await stored(staff);
    await expect(timeline(staff).getByText(w.nothingHappened)).toBeVisible();
    await expect(timeline(staff).getByRole('listitem')).toHaveCount(1);
    await expect(timeline(staff).getByRole('listitem')).toContainText(w.recordCreated);

    await goTo(staff, '/staff/contacts/new');
    await field(staff, w.lastName).fill(lastName);
    await pick(staff, w.account, account);
    await stored(staff);

    const topic = topicOf('Destilační kolona', staff);
    const reference = await create(staff, topic, account);
    await goTo(staff, `/staff/opportunities/${reference}`);
    await pick(staff, w.contact, lastName);
    await stored(staff);
    const words = `Volat až po svátcích, ${reference}`;
    await write(staff, words, w.onlyUs);

    for (const [path, label, name] of [
      ['/staff/accounts', w.searchAccounts, account], ['/staff/contacts', w.searchContacts, lastName],
    ] as const) {
      await openRecord(staff, path, label, name);
      const entries = timeline(staff).getByRole('listitem');
      await expect(entries.first()).toContainText(words);
      await expect(entries.first().getByText(w.onlyUs, { exact: true })).toBeVisible();
      await expect(entries.filter({ hasText: w.opportunityCreated })).toContainText(reference);
      await expect(entries.last()).toContainText(w.recordCreated);
      await expect(timeline(staff).getByText(w.nothingHappened)).toHaveCount(0);
    }
    await timeline(staff).getByRole('link', { name: topic, exact: true }).first().click();
    await expect(page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
  });

  test(`${named(how)}: earlier entries are a link away and what is being typed stays`, async ({ enter }) => {
    const staff = await enter('manager@stafeta.example', how);
    const { page, w } = staff;
    await openRecord(staff, '/staff/partners', w.searchPartners, 'Alfa Systémy s.r.o.');
    const entries = timeline(staff).getByRole('listitem');
    await expect(entries).toHaveCount(20);
    const newest = await entries.allInnerTexts();
    if (how.script) await field(staff, w.city).fill('Rozepsané město');

    await timeline(staff).getByRole('link', { name: w.showEarlier, exact: true }).click();
    await expect(timeline(staff).getByRole('link', { name: w.backToNewest, exact: true })).toBeVisible();
    await expect(page).toHaveURL(/[?&]before=/);
    expect(await entries.allInnerTexts()).not.toEqual(newest);
    if (how.script) await expect(field(staff, w.city)).toHaveValue('Rozepsané město');

    await timeline(staff).getByRole('link', { name: w.backToNewest, exact: true }).click();
    await expect(timeline(staff).getByRole('link', { name: w.backToNewest, exact: true })).toHaveCount(0);
    await expect(entries).toHaveText(newest.map((text) => text.trim()), { useInnerText: true });
  });

  test(`${named(how)}: a partner reads on its customer's page what is meant for it`, async ({ enter }) => {
    const staff = await enter('manager@stafeta.example', how);
    const topic = topicOf('Varna', staff);
    const reference = await create(staff, topic, CUSTOMER);
    await share(staff, ['Alfa Systémy s.r.o.', 'Beta Integrace a.s.']);
    const own = `Jen pro nás, ${reference}`;
    await write(staff, own, staff.w.onlyUs);

    const alfa = await enter('manager@alfa.example', { ...how, phone: true });
    await goTo(alfa, `/opportunities/${reference}`);
    const secret = `Jen dodavateli, ${reference}`;
    await write(alfa, secret, alfa.w.onlyUsAndVendor);

    const beta = await enter('manager@beta.example', { ...how, phone: true });
    for (const [desk, reads] of [[alfa, 1], [beta, 0]] as const) {
      await goTo(desk, '/customers');
      await desk.page.getByRole('main').getByRole('link', { name: CUSTOMER }).click();
      await expect(desk.page.getByRole('heading', { level: 1, name: CUSTOMER })).toBeVisible();
      await expect(timeline(desk).getByRole('link', { name: topic }).first()).toBeVisible();
      await expect(timeline(desk).getByText(secret)).toHaveCount(reads);
      await expect(timeline(desk).getByText(own)).toHaveCount(0);
    }
    await timeline(beta).getByRole('link', { name: topic }).first().click();
    await expect(beta.page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
  });

  test(`${named(how)}: a contact lists the registrations of its opportunities`, async ({ enter }) => {
    const partner = await enter('seller@alfa.example', { ...how, phone: true });
    const staff = await enter('manager@stafeta.example', how);
    const { w } = staff;
    const topic = topicOf('Registrovaná linka', partner);
    await bring(partner, topic);
    await register(partner, newNumber());
    await send(partner);
    await openRequest(staff, topic);
    await review(staff);
    await approve(staff);
    await expect(region(staff, w.request).getByText(w.approved, { exact: true })).toBeVisible();

    const lastName = topicOf('Dvořák', staff);
    await goTo(staff, '/staff/contacts/new');
    await field(staff, w.lastName).fill(lastName);
    await stored(staff);
    await expect(region(staff, w.registrations)).toHaveCount(0);

    await openAsStaff(staff, topic);
    await pick(staff, w.contact, lastName);
    await stored(staff);
    await openRecord(staff, '/staff/contacts', w.searchContacts, lastName);
    const row = region(staff, w.registrations).getByRole('row').filter({ hasText: topic });
    await expect(row).toContainText(w.approved);
  });
}
