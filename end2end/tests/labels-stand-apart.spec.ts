/** What stands side by side on a phone can be told apart. */
import type { Locator } from '@playwright/test';

import { type Desk, expect, goTo, hydrated, test } from './portal.ts';
import { button, card, create, deliver, expectStatus, field, openOffer, openOffers, save, setStatus, topicOf } from './steps.ts';
import { eachOnce, langs, named } from './words.ts';

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

async function boxOf(what: Locator): Promise<Box> {
  await expect(what).toBeVisible();
  const box = await what.boundingBox();
  if (!box) throw new Error('nothing to be measured');
  return box;
}

/** Both answers are for a thumb: tall enough, side by side, and nothing of the width is left but the margins. */
function expectForAThumb(decline: Box, accept: Box, around: { x: number; width: number }): void {
  for (const answer of [decline, accept]) expect(answer.height).toBeGreaterThanOrEqual(48);
  expect(Math.abs(decline.y - accept.y)).toBeLessThan(1);
  const margins = [decline.x - around.x, accept.x - (decline.x + decline.width), around.x + around.width - (accept.x + accept.width)];
  for (const margin of margins) {
    expect(margin).toBeGreaterThanOrEqual(0);
    expect(margin).toBeLessThanOrEqual(24);
  }
  expect(Math.abs(decline.width - accept.width)).toBeLessThan(1);
}

/** Where the words of the links at the foot of the page stand, from left to right. */
function wordsAtTheFoot({ page }: Desk): Promise<{ word: string; left: number; right: number }[]> {
  return page.locator('.tabbar a').evaluateAll((links) => links.map((link) => {
    const range = document.createRange();
    range.selectNodeContents(link);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 0);
    return {
      word: link.textContent ?? '',
      left: Math.min(...boxes.map((box) => box.left)),
      right: Math.max(...boxes.map((box) => box.right)),
    };
  }));
}

/** What stands in these places, but not all of it in sight. */
function cutOff({ page }: Desk, places: string): Promise<string[]> {
  return page.locator(places).evaluateAll((all) => all
    .filter((place) => place.scrollWidth > place.clientWidth)
    .map((place) => place.textContent ?? ''));
}

/** One opportunity of a large value whose clock stands still. */
async function heldAtAPrice(staff: Desk): Promise<string> {
  const { page, w, lang } = staff;
  const topic = topicOf('Široká', staff);
  await create(staff, topic, 'Pivovar Tři Lípy a.s.');
  await field(staff, w.estimatedValue).fill('123456789,12');
  await save(staff);
  await expect(page.getByText(w.saved, { exact: true }).first()).toBeVisible();
  await deliver(staff, 'Alfa Systémy s.r.o.');
  const onHold = { cs: 'Pozastaveno', en: 'On hold' }[lang];
  await setStatus(staff, onHold);
  await save(staff);
  await expectStatus(staff, onHold);
  return topic;
}

for (const lang of langs) {
  test(`amounts, clocks and names of staff are never cut off, ${lang}`, async ({ enter }) => {
    const staff = await enter('manager@stafeta.example', { lang });
    const { page } = staff;
    const topic = await heldAtAPrice(staff);
    const amount = { cs: '123 456 789,12 €', en: '€123,456,789.12' }[lang];
    for (const width of [1440, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      for (const query of [`q=${encodeURIComponent(topic)}`, 'sort=value', 'view=delivered', 'view=decision']) {
        await goTo(staff, `/staff/opportunities?${query}`);
        if (query.startsWith('q=')) await expect(page.locator('td.c-val')).toContainText(amount);
        expect(await cutOff(staff, '.table--opps td:is(.c-val, .c-due, .c-close, .c-act, .c-par, .c-acc)'), `${query} ${width}`).toEqual([]);
      }
      await goTo(staff, '/staff/dashboard');
      expect(await cutOff(staff, '.table--rank td'), `dashboard ${width}`).toEqual([]);
    }
  });

  test(`the navigation at the foot, ${lang}`, async ({ enter }) => {
    const staff = await enter('admin@stafeta.example', { lang, phone: true });
    const partner = await enter('admin@alfa.example', { lang, phone: true });
    for (const desk of [staff, partner]) {
      const words = await wordsAtTheFoot(desk);
      expect(words.length).toBeGreaterThan(2);
      for (const [at, { word, left, right }] of words.entries()) {
        const before = words[at - 1];
        if (before) expect(left - before.right, `${before.word} and ${word}`).toBeGreaterThanOrEqual(4);
        expect(left, word).toBeGreaterThanOrEqual(0);
        expect(right, word).toBeLessThanOrEqual(390);
      }
    }
  });

  test(`the stages and the question under them, ${lang}`, async ({ enter }) => {
    const desk = await enter('admin@alfa.example', { lang, phone: true });
    await goTo(desk, '/dashboard');
    const report = desk.page.getByRole('main').locator('a[href$="/check-in?kind=waiting"]').first();
    const page = (await report.getAttribute('href'))?.replace(/\/check-in.*$/, '') ?? '';
    await goTo(desk, page);
    await hydrated(desk);
    const stages = await desk.page.locator('.stepper').boundingBox();
    const question = await desk.page.getByRole('heading', { name: desk.w.howDoesItGo, exact: true }).boundingBox();
    if (!stages || !question) throw new Error('no stages in sight');
    expect(question.y - (stages.y + stages.height)).toBeGreaterThanOrEqual(12);
  });
}

for (const how of eachOnce) {
  test(`the two answers to an offer, ${named(how)}`, async ({ enter }) => {
    const staff = await enter('seller@stafeta.example', how);
    const topic = topicOf('Tlačítka', staff);
    await create(staff, topic, 'Pivovar Tři Lípy a.s.');
    await deliver(staff, 'Alfa Systémy s.r.o.');
    const partner = await enter('admin@alfa.example', { ...how, phone: true });
    const { w } = partner;

    await openOffers(partner);
    const offer = card(partner, w.distributed, topic);
    const within = (name: string): Locator => offer.getByRole('button', { name, exact: true }).first();
    expectForAThumb(await boxOf(within(w.decline)), await boxOf(within(w.accept)), await boxOf(offer));

    await openOffer(partner, topic);
    const answer = (name: string): Locator => button(partner, name).first();
    expectForAThumb(await boxOf(answer(w.decline)), await boxOf(answer(w.accept)), { x: 0, width: 390 });
  });
}
