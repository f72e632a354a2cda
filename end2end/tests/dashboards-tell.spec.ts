/** The dashboards: a partner says on a phone how it goes, and every number of staff opens the rows it was counted from. */
import type { Locator } from '@playwright/test';

import { type Desk, expect, goTo, hydrated, test } from './portal.ts';
import { button, card, create, deliver, expectMessageAt, expectStatus, field, openOffers, region, topicOf } from './steps.ts';
import { eachOnce, langs, named } from './words.ts';

const said = {
  cs: {
    alerts: 'Vyžaduje vaši pozornost', goesOn: 'Pokračujeme', waiting: 'Čekáme na zákazníka', stuck: 'Potřebujeme pomoc',
    how: 'Jak to jde?', until: 'Čekáme do', words: 'Vlastními slovy', send: 'Odeslat', partnerGoesOn: 'Partner pokračuje',
    notFuture: 'Termín musí být v budoucnosti.', waitsUntil: /Čeká se na zákazníka do 24\.\s12\.\s20\d\d/,
    needsHelp: 'Potřebuje pomoc', decision: 'Vyžaduje rozhodnutí', results: 'Výsledky', leaderboard: 'Žebříček partnerů',
    days30: '30 dní', last30: /posledních 30\sdní/, of: 'z', nothing: 'Nic neodpovídá', open: 'Otevřené',
    sales: 'Vyhraná hodnota podle partnerů', firstReport: 'první zpráva', hasToReport: 'Partner má podat první zprávu',
    more: 'Další:', outcome: 'Výsledek', noBudget: 'Zákazník nemá rozpočet', returned: 'Vráceno',
  },
  en: {
    alerts: 'Needs your attention', goesOn: 'It goes on', waiting: 'Waiting for the customer', stuck: 'We need help',
    how: 'How does it go?', until: 'Waiting until', words: 'In your own words', send: 'Send', partnerGoesOn: 'The partner goes on',
    notFuture: 'The deadline must be in the future.', waitsUntil: /Waiting for the customer until 24\sDec\s20\d\d/,
    needsHelp: 'Needs help', decision: 'Needs a decision', results: 'Results', leaderboard: 'Partner leaderboard',
    days30: '30 days', last30: /last 30\sdays/, of: 'of', nothing: 'Nothing matches', open: 'Open',
    sales: 'Won value by partner', firstReport: 'first report', hasToReport: 'First report due from the partner',
    more: 'More:', outcome: 'Outcome', noBudget: 'The customer has no budget', returned: 'Returned',
  },
} as const;

function next24December(): string {
  const now = new Date();
  const year = now.getMonth() === 11 && now.getDate() >= 24 ? now.getFullYear() + 1 : now.getFullYear();
  return `${year}-12-24`;
}

function alerts(desk: Desk): Locator {
  return region(desk, said[desk.lang].alerts).getByRole('listitem').filter({ has: button(desk, said[desk.lang].goesOn) });
}

/** Opens the first alert's opportunity and answers its topic. */
async function openAlert(desk: Desk): Promise<string> {
  await goTo(desk, '/dashboard');
  const link = alerts(desk).first().getByRole('heading').getByRole('link');
  const topic = await link.innerText();
  await link.click();
  await expect(desk.page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
  await hydrated(desk);
  return topic;
}

for (const lang of langs) {
  for (const script of [true, false]) {
    const how = { lang, script };
    test(`one tap on a phone says that it goes on, ${named(how)}`, async ({ enter }) => {
      const desk = await enter('manager@alfa.example', { ...how, phone: true });
      const w = said[lang];
      await goTo(desk, '/dashboard');
      const item = alerts(desk).first();
      const link = item.getByRole('heading').getByRole('link');
      const [topic, href] = [await link.innerText(), await link.getAttribute('href')];

      await item.getByRole('button', { name: w.goesOn, exact: true }).click();

      await expect(desk.page.getByRole('heading', { level: 1, name: desk.w.dashboard })).toBeVisible();
      await expect(region(desk, w.alerts).locator(`a[href="${href}"]`)).toHaveCount(0);
      await goTo(desk, href ?? '');
      await expect(desk.page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
      await expect(desk.page.getByText(w.partnerGoesOn).first()).toBeVisible();
    });
  }
}

for (const how of eachOnce) {
  test(`what is wrong with a check-in is said at its field, ${named(how)}`, async ({ enter }) => {
    const desk = await enter('manager@beta.example', { ...how, phone: true });
    const w = said[how.lang];
    await openAlert(desk);
    await desk.page.getByRole('link', { name: w.waiting, exact: true }).click();
    await expect(desk.page.getByRole('heading', { level: 1, name: w.how })).toBeVisible();
    await expect(desk.page.getByRole('radio', { name: w.waiting })).toBeChecked();

    await field(desk, w.until).fill('2020-01-01');
    await field(desk, w.words).fill('Zákazník je na dovolené.');
    await button(desk, w.send).click();

    await expectMessageAt(field(desk, w.until), w.notFuture);
    await expect(desk.page).toHaveTitle(new RegExp(`^${desk.w.errorTitle}`));
    await expect(field(desk, w.words)).toHaveValue('Zákazník je na dovolené.');
    await field(desk, w.until).fill(next24December());
    await button(desk, w.send).click();
    await expect(desk.page.getByText(w.waitsUntil).first()).toBeVisible();
  });

  test(`who is stuck stands in the queue of staff, ${named(how)}`, async ({ enter }) => {
    const desk = await enter('manager@gama.example', { ...how, phone: true });
    const w = said[how.lang];
    const topic = await openAlert(desk);
    await desk.page.getByRole('link', { name: w.stuck, exact: true }).click();
    await field(desk, w.words).fill('Chybí nám ceník.');
    await button(desk, w.send).click();
    await expect(desk.page.getByRole('heading', { level: 1, name: topic })).toBeVisible();

    const staff = await enter('seller@stafeta.example', how);
    await goTo(staff, '/staff/dashboard');
    const queue = region(staff, w.decision);
    await queue.getByRole('link', { name: new RegExp(`^${w.needsHelp}`) }).click();
    await expect(staff.page.getByRole('link', { name: topic, exact: true })).toBeVisible();
  });

  test(`what goes no further is given back from the dashboard, ${named(how)}`, async ({ enter }) => {
    const w = said[how.lang];
    const staff = await enter('manager@stafeta.example', how);
    const desk = await enter('manager@alfa.example', { ...how, phone: true });
    const { page } = desk;
    const topic = topicOf('Vrácená', staff);
    await create(staff, topic, 'Pivovar Tři Lípy a.s.');
    await deliver(staff, 'Alfa Systémy s.r.o.');
    await openOffers(desk);
    await card(desk, desk.w.distributed, topic).getByRole('button', { name: desk.w.accept, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
    await hydrated(desk);
    // Both sides see the clock of the first report, which has just begun.
    const clock = page.locator('.clock').filter({ hasText: w.firstReport }).locator('.countdown');
    await expect(clock).toHaveAttribute('data-level', 'neutral');
    if (!how.script) await staff.page.reload();
    const seen = staff.page.locator('.facts > div').filter({ hasText: w.hasToReport }).locator('.countdown');
    await expect(seen).toHaveAttribute('data-level', 'neutral');

    await page.getByRole('link', { name: w.stuck, exact: true }).click();
    await field(desk, w.words).fill('Zákazník nic nekoupí.');
    await button(desk, w.send).click();
    await expect(page.getByRole('heading', { level: 1, name: topic })).toBeVisible();

    await goTo(desk, '/dashboard');
    const wanted = region(desk, w.alerts);
    const others = wanted.locator('summary').filter({ hasText: w.more });
    if (await others.count()) await others.click();
    await wanted.getByRole('listitem').filter({ hasText: topic }).getByRole('link', { name: desk.w.return, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: topic })).toBeAttached();
    await hydrated(desk);
    await expect(page.getByRole('heading', { name: w.outcome, exact: true })).toBeInViewport();

    await region(desk, w.outcome).getByRole('button', { name: desk.w.return, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: w.noBudget, exact: true }).check();
    // Leaving before the answer would call the request off.
    const answered = page.waitForResponse(/portal\/return/);
    await dialog.getByRole('button', { name: desk.w.return, exact: true }).click();
    await answered;

    await goTo(desk, '/opportunities');
    await expect(region(desk, desk.w.managed)).not.toContainText(topic);
    await goTo(desk, '/dashboard');
    await expect(page.getByText(topic)).toHaveCount(0);
    if (!how.script) await staff.page.reload();
    await expectStatus(staff, w.returned);
    await expect(staff.page.getByText(w.noBudget).first()).toBeVisible();
  });

  test(`every number opens its rows, ${named(how)}`, async ({ enter }) => {
    test.setTimeout(240_000);
    const desk = await enter('manager@stafeta.example', how);
    const { page } = desk;
    const w = said[how.lang];
    await page.getByRole('navigation').getByRole('link', { name: desk.w.dashboard, exact: true }).first().click();
    await expect(region(desk, w.results)).toBeVisible();
    const crowns = region(desk, w.sales).getByRole('table', { name: 'CZK' });
    await expect(crowns.locator('svg').first()).toBeVisible();
    await expect(crowns.getByRole('link').first()).toHaveAttribute('href', /currency=CZK/);
    await page.getByRole('link', { name: w.days30, exact: true }).click();
    await expect(page).toHaveURL(/days=30/);
    await expect(region(desk, w.leaderboard).getByText(w.last30)).toBeVisible();

    const links = page.getByRole('main').getByRole('link').filter({ hasText: /\d/ });
    const numbers = await links.evaluateAll((found) =>
      found
        .map((link) => ({ href: link.getAttribute('href') ?? '', text: (link as HTMLElement).innerText }))
        .filter(({ href }) => href.startsWith('/staff/opportunities?')));
    expect(numbers.length).toBeGreaterThan(20);
    // What stands in a chart and in a table is followed once.
    for (const { href, text } of new Map(numbers.map((number) => [number.href, number] as const)).values()) {
      const number = Number(/\d+/.exec(text)?.[0]);
      await goTo(desk, href);
      if (number === 0) {
        await expect(page.getByText(w.nothing), href).toBeVisible();
      } else {
        const range = new RegExp(`(^|\\s)${Math.min(number, 50)}\\s${w.of}\\s${number}($|\\s)`);
        await expect(page.getByText(range).first(), `${href} (${text})`).toBeVisible();
      }
    }
  });
}

test('a seller has a queue and no report', async ({ enter }) => {
  const desk = await enter('seller@stafeta.example', { lang: 'en' });
  await goTo(desk, '/staff/dashboard');
  await expect(region(desk, said.en.decision)).toBeVisible();
  await expect(region(desk, said.en.leaderboard)).toHaveCount(0);
});
