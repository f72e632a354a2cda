/** Administrators keep reasons and stages; partners choose from them, and what was chosen stays readable. */
import type { Locator } from '@playwright/test';

import { type Desk, expect, goTo, hydrated, test } from './portal.ts';
import { button, card, create, deliver, expectMessageAt, expectStatus, field, openOffers, region, topicOf } from './steps.ts';
import { eachOnce, langs, named } from './words.ts';

const said = {
  cs: {
    declineReasons: 'Důvody odmítnutí', lossReasons: 'Důvody prohry', stages: 'Fáze prodeje', czech: 'Česky', english: 'Anglicky', add: 'Přidat',
    saved: 'Uloženo.', retire: 'Vyřadit', retired: 'vyřazeno', up: 'Výš',
    why: 'Důvody odmítnutí', stage: 'Fáze', other: 'Jiný důvod', probability: 'Pravděpodobnost prodeje',
    stale: 'Záznam mezitím změnil někdo jiný.', range: 'Zadejte celé číslo od 0 do 100.',
  },
  en: {
    declineReasons: 'Decline reasons', lossReasons: 'Loss reasons', stages: 'Stages', czech: 'In Czech', english: 'In English', add: 'Add',
    saved: 'Saved.', retire: 'Retire', retired: 'retired', up: 'Up',
    why: 'Decline reasons', stage: 'Stage', other: 'Another reason', probability: 'Probability of a sale',
    stale: 'Somebody else changed the record meanwhile.', range: 'Enter a whole number between 0 and 100.',
  },
} as const;

/** From the page of all settings, as people get there. */
async function openChoices(desk: Desk, title: string): Promise<void> {
  await goTo(desk, '/staff/settings');
  await desk.page.getByRole('link', { name: title, exact: true }).click();
  await expect(desk.page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await hydrated(desk);
}

function line(desk: Desk, word: string): Locator {
  const { page } = desk;
  return page.getByRole('row').filter({ has: page.getByLabel(`${said[desk.lang].czech}: ${word}`, { exact: true }) });
}

async function add(desk: Desk, czech: string, english: string): Promise<void> {
  const w = said[desk.lang];
  await field(desk, w.czech).fill(czech);
  await field(desk, w.english).fill(english);
  await button(desk, w.add).click();
  await expect(desk.page.getByText(w.saved, { exact: true })).toBeVisible();
  await hydrated(desk);
}

/** The form of a refusal, opened. */
async function openDecline(desk: Desk, topic: string): Promise<void> {
  await openOffers(desk);
  await desk.page.getByRole('link', { name: topic }).click();
  await expect(desk.page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
  await hydrated(desk);
  if (desk.script) {
    await button(desk, desk.w.decline).first().click();
  } else {
    await desk.page.getByText(desk.w.decline, { exact: true }).first().click();
  }
}

const reasons = (desk: Desk): Locator => desk.page.getByRole('radio').locator('visible=true');

for (const lang of langs) {
  for (const script of [true, false]) {
    test(`a reason is added, given on a phone, counted, retired and still read, ${named({ lang, script })}`, async ({ enter }) => {
      const w = said[lang];
      const admin = await enter('admin@stafeta.example', { lang, script });
      const mark = topicOf('Licence', admin);
      const [czech, english] = [`Chybí ${mark}`, `No ${mark}`];
      const word = lang === 'cs' ? czech : english;
      await openChoices(admin, w.declineReasons);
      await button(admin, w.add).click();
      await expectMessageAt(field(admin, w.czech), admin.w.required);
      await hydrated(admin);
      await add(admin, czech, english);
      await expect(line(admin, w.other).getByRole('button', { name: w.retire })).toHaveCount(0);
      const staff = await enter('seller@stafeta.example', { lang, script });
      const [topic, later] = [topicOf('Váha', staff), topicOf('Pás', staff)];
      const reference = await create(staff, topic, 'Pivovar Tři Lípy a.s.');
      await deliver(staff, 'Beta Integrace a.s.');
      await create(staff, later, 'Pivovar Tři Lípy a.s.');
      await deliver(staff, 'Beta Integrace a.s.');

      const partner = await enter('admin@beta.example', { lang, script, phone: true });
      await openDecline(partner, topic);
      await partner.page.getByRole('radio', { name: word }).locator('visible=true').check();
      const answered = partner.page.waitForResponse(/assignment\/decline/);
      await button(partner, partner.w.decline).locator('visible=true').last().click();
      await answered;

      await goTo(staff, `/staff/opportunities/${reference}`);
      await expectStatus(staff, staff.w.declined);
      await expect(staff.page.getByText(word).first()).toBeVisible();
      const manager = await enter('manager@stafeta.example', { lang, script });
      await goTo(manager, '/staff/dashboard');
      const bar = region(manager, w.why).getByRole('row').filter({ hasText: word });
      await bar.getByRole('link').click();
      await expect(manager.page.getByRole('link', { name: topic })).toBeVisible();
      await expect(manager.page.getByText(word).first()).toBeVisible();

      await line(admin, word).getByRole('button', { name: w.retire, exact: true }).click();
      await expect(line(admin, word)).toContainText(w.retired);
      await openDecline(partner, later);
      await expect(reasons(partner).first()).toBeVisible();
      await expect(partner.page.getByRole('radio', { name: word })).toHaveCount(0);
      await goTo(staff, `/staff/opportunities/${reference}`);
      await expect(staff.page.getByText(word).first()).toBeVisible();
    });
  }
}

for (const how of eachOnce) {
  const w = said[how.lang];
  test(`a reason that was retired meanwhile is refused at its field, ${named(how)}`, async ({ enter }) => {
    const admin = await enter('admin@stafeta.example', how);
    const mark = topicOf('Termín', admin);
    await openChoices(admin, w.declineReasons);
    await add(admin, mark, mark);
    const staff = await enter('seller@stafeta.example', how);
    const topic = topicOf('Rampa', staff);
    await create(staff, topic, 'Pivovar Tři Lípy a.s.');
    await deliver(staff, 'Beta Integrace a.s.');
    const partner = await enter('admin@beta.example', { ...how, phone: true });
    await openDecline(partner, topic);
    await partner.page.getByRole('radio', { name: mark }).locator('visible=true').check();
    await line(admin, mark).getByRole('button', { name: w.retire, exact: true }).click();
    await expect(line(admin, mark)).toContainText(w.retired);

    await button(partner, partner.w.decline).locator('visible=true').last().click();

    const message = how.lang === 'cs' ? 'Tohle se už nenabízí. Vyberte jinou možnost.' : 'This is no longer offered. Choose something else.';
    await expect(partner.page.getByText(message).locator('visible=true').first()).toBeVisible();
  });

  test(`two administrators change one line and hear of each other, ${named(how)}`, async ({ enter }) => {
    const one = await enter('admin@stafeta.example', how);
    const two = await enter('admin@stafeta.example', how);
    const mark = topicOf('Spor', one);
    await openChoices(one, w.lossReasons);
    await add(one, mark, mark);
    await openChoices(two, w.lossReasons);
    const rename = async (desk: Desk, to: string): Promise<void> => {
      const row = line(desk, mark);
      await row.getByLabel(`${w.english}: ${mark}`, { exact: true }).fill(to);
      await row.getByRole('button', { name: desk.w.save, exact: true }).click();
    };
    await rename(one, `${mark} 1`);
    await expect(one.page.getByText(w.saved, { exact: true })).toBeVisible();

    await rename(two, `${mark} 2`);

    await expect(two.page.getByText(w.stale).first()).toBeVisible();
    await expect(two.page.getByRole('row').filter({ has: two.page.locator(`input[value="${mark} 2"]`) })).toHaveCount(1);
  });

  test(`a stage is added and a partner reports it, ${named(how)}`, async ({ enter }) => {
    const admin = await enter('admin@stafeta.example', how);
    const stage = topicOf('Ukázka', admin);
    await openChoices(admin, w.stages);
    await field(admin, w.probability).fill('140');
    await field(admin, w.czech).fill(stage);
    await field(admin, w.english).fill(stage);
    await button(admin, w.add).click();
    await expect(admin.page.getByText(w.range).first()).toBeVisible();
    await hydrated(admin);
    await field(admin, w.probability).fill('40');
    await button(admin, w.add).click();
    await expect(line(admin, stage)).toBeVisible();
    await hydrated(admin);
    await line(admin, stage).getByRole('button', { name: w.up, exact: true }).click();
    await expect(admin.page.getByRole('row').last()).not.toContainText(stage);
    const staff = await enter('seller@stafeta.example', how);
    const topic = topicOf('Balička', staff);
    const reference = await create(staff, topic, 'Pivovar Tři Lípy a.s.');
    await deliver(staff, 'Alfa Systémy s.r.o.');
    const partner = await enter('manager@alfa.example', { ...how, phone: true });
    await openOffers(partner);
    await card(partner, partner.w.distributed, topic).getByRole('button', { name: partner.w.accept, exact: true }).click();
    await expect(partner.page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
    await goTo(partner, `/opportunities/${reference}`);

    await field(partner, w.stage).selectOption({ label: stage });
    const posted = partner.page.locator('form', { has: partner.page.locator('#progress-stage') });
    await posted.getByRole('button').last().click();

    await expect(partner.page.getByRole('listitem').filter({ hasText: stage }).first()).toHaveAttribute('aria-current', 'step');
    await goTo(staff, `/staff/opportunities/${reference}?tab=general`);
    await expect(staff.page.getByRole('listitem').filter({ hasText: stage }).first()).toHaveAttribute('aria-current', 'step');
    await expect(staff.page.locator('#probability')).toHaveValue('40');
  });
}
