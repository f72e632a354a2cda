/** Bad input gets a clear message at its field, the typed text stays, and nothing is stored. */
import { type Desk, expect, goTo, hydrated, test } from './portal.ts';
import { said as routing } from './routing.ts';
import { button, expectMessageAt, field, save, topicOf } from './steps.ts';
import { eachOnce, langs, named } from './words.ts';

const HOSTILE = '</textarea><script>document.title="pwned"</script>';
/** In a value of one line it would end the attribute. */
const QUOTED = `"><script>document.title='pwned'</script>`;
const LONG = 'ž'.repeat(10_000);

const said = {
  cs: {
    products: 'Produkty', territories: 'Území', certifications: 'Certifikace', atMost: (max: string) => new RegExp(`Nejvýše ${max} znaků`), territory: 'Řádek 1: napište kód země',
    stale: 'Záznam mezitím změnil někdo jiný.', openAnew: 'Otevřít, jak je teď', coordinates: /Zadejte zeměpisnou šířku a\sdélku ve stupních/, beyond: /Zeměpisná šířka je od −90 do 90/,
    filter: 'Filtr', apply: 'Použít', nothing: 'Nic neodpovídá', withoutFilters: 'Zobrazit bez filtrů',
  },
  en: {
    products: 'Products', territories: 'Territories', certifications: 'Certifications', atMost: (max: string) => new RegExp(`At most ${max} characters`), territory: 'Line 1: enter country code',
    stale: 'Somebody else changed the record meanwhile.', openAnew: 'Open it as it is now', coordinates: /Enter latitude and longitude in degrees/, beyond: /Latitude is between −90 and 90/,
    filter: 'Filter', apply: 'Apply', nothing: 'Nothing matches', withoutFilters: 'Show without filters',
  },
} as const;

/** Told in the title, and nothing that was typed has become part of the page. */
async function expectRefused(desk: Desk): Promise<void> {
  await expect(desk.page).toHaveTitle(new RegExp(`^${desk.w.errorTitle}`));
  await expectOnlyText(desk);
}

async function expectOnlyText({ page }: Desk): Promise<void> {
  await expect(page).not.toHaveTitle(/pwned/);
  const typed = await page.evaluate(() => [...document.scripts].filter((script) => script.text.startsWith('document.title')).length);
  expect(typed, 'scripts that somebody typed').toBe(0);
}

for (const lang of langs) {
  for (const script of [true, false]) {
    test.describe(`${lang}, ${script ? 'with' : 'without'} script`, () => {
      test('a missing topic is told at its field and everything else stays', async ({ enter }) => {
        const staff = await enter('seller@stafeta.example', { lang, script });
        const { page, w } = staff;
        await goTo(staff, '/staff/opportunities/new');
        await field(staff, w.needs).fill(HOSTILE);
        await field(staff, w.situation).fill('Inventura trvá čtyři dny.');
        await save(staff);

        await expect(field(staff, w.topic)).toHaveAttribute('aria-invalid', 'true');
        await expect(page.getByText(w.required).first()).toBeVisible();
        await expect(page).toHaveTitle(new RegExp(w.errorTitle));
        await expect(field(staff, w.needs)).toHaveValue(HOSTILE);
        await expect(field(staff, w.situation)).toHaveValue('Inventura trvá čtyři dny.');
        await expect(page).toHaveURL(/\/new/);
      });

      test('ten thousand characters are refused and kept', async ({ enter }) => {
        const staff = await enter('seller@stafeta.example', { lang, script });
        await goTo(staff, '/staff/opportunities/new');
        const long = 'ž'.repeat(10_000);
        await field(staff, staff.w.topic).fill('Dlouhý text');
        const needs = field(staff, staff.w.needs);
        await needs.fill(long);
        await save(staff);

        await expect(field(staff, staff.w.needs)).toHaveAttribute('aria-invalid', 'true');
        await expect(field(staff, staff.w.needs)).toHaveValue(long);
      });

      test('a wrong password keeps the e-mail and says nothing about who exists', async ({ visit }) => {
        const somebody = await visit({ lang, script });
        const { page, w } = somebody;
        const told: string[] = [];
        for (const email of ['admin@stafeta.example', 'nobody@stafeta.example']) {
          await goTo(somebody, '/sign-in');
          await field(somebody, w.email).fill(email);
          await field(somebody, w.password).fill('wrong-password-2026');
          await button(somebody, w.signIn).click();
          await expect(field(somebody, w.email)).toHaveValue(email);
          const alert = page.getByRole('alert').first();
          await expect(alert).toBeVisible();
          told.push(await alert.innerText());
        }
        expect(told[0]).toBe(told[1]);
      });
    });
  }
}

for (const how of eachOnce) {
  const s = said[how.lang];

  test(`${named(how)}: a rule keeps what is hostile and what is too long`, async ({ enter }) => {
    const staff = await enter('manager@stafeta.example', how);
    const r = routing[how.lang];
    await goTo(staff, '/staff/settings/routing');
    await field(staff, r.name).fill(LONG);
    await field(staff, s.products).fill(QUOTED);
    await field(staff, r.waterfall).fill(HOSTILE);
    await save(staff);

    await expectRefused(staff);
    await expectMessageAt(field(staff, r.name), s.atMost('80'));
    // Behind the hint, which names the same numbers.
    await expectMessageAt(field(staff, r.waterfall), new RegExp(r.range.source.slice(1)));
    await expect(field(staff, r.name)).toHaveValue(LONG);
    await expect(field(staff, s.products)).toHaveValue(QUOTED);
    await expect(field(staff, r.waterfall)).toHaveValue(HOSTILE);
  });

  test(`${named(how)}: the form of a partner company keeps them, too`, async ({ enter }) => {
    const staff = await enter('manager@stafeta.example', how);
    const { w } = staff;
    const name = `${topicOf('Delta', staff)} ${QUOTED}`;
    await goTo(staff, '/staff/partners/new');
    await field(staff, w.name).fill(name);
    await field(staff, s.territories).fill(HOSTILE);
    await field(staff, s.certifications).fill(LONG);
    await save(staff);

    await expectRefused(staff);
    await expectMessageAt(field(staff, s.territories), s.territory);
    await expect(field(staff, s.certifications)).toHaveAttribute('aria-invalid', 'true');
    await expect(field(staff, w.name)).toHaveValue(name);
    await expect(field(staff, s.territories)).toHaveValue(HOSTILE);
    await expect(field(staff, s.certifications)).toHaveValue(LONG);
  });

  test(`${named(how)}: coordinates that are none are told at their field`, async ({ enter }) => {
    const staff = await enter('seller@stafeta.example', how);
    const { page, w } = staff;
    const name = topicOf('Rozhledna', staff);
    await goTo(staff, '/staff/accounts/new');
    await field(staff, w.name).fill(name);
    for (const wrong of ['91, 14.4378', '50,0755,14,4378', HOSTILE, QUOTED, LONG]) {
      await field(staff, w.coordinates).fill(wrong);
      const before = page.url();
      await save(staff);
      await expect(page).not.toHaveURL(before);
      await hydrated(staff);
      await expectRefused(staff);
      await expectMessageAt(field(staff, w.coordinates), wrong.startsWith('91') ? s.beyond : s.coordinates);
      await expect(field(staff, w.coordinates)).toHaveValue(wrong);
      await expect(field(staff, w.name)).toHaveValue(name);
    }
    // Had any of them been stored, this would be a second account of the same name.
    await field(staff, w.coordinates).fill('50,0755 14,4378');
    await save(staff);
    await expect(page.getByText(w.saved, { exact: true })).toBeVisible();
    await expect(field(staff, w.coordinates)).toHaveValue('50.0755, 14.4378');
  });

  test(`${named(how)}: the filters of the list keep them, find nobody and say how to go on`, async ({ enter }) => {
    const staff = await enter('seller@stafeta.example', how);
    const { page, w } = staff;
    const menu = page.locator('summary').filter({ hasText: s.filter });
    const long = 'x'.repeat(10_000);
    await goTo(staff, '/staff/opportunities');
    await menu.click();
    await field(staff, w.partner).fill(HOSTILE + QUOTED);
    await field(staff, w.account).fill(long);
    // The list of suggestions closes.
    await field(staff, w.account).press('Tab');
    const answered = page.waitForResponse((answer) => answer.request().isNavigationRequest() && answer.url().includes('account_name='));
    await button(staff, s.apply).click();
    expect((await answered).status()).toBe(200);

    await expect(page.getByText(s.nothing, { exact: true })).toBeVisible();
    await hydrated(staff);
    await expectOnlyText(staff);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(over, 'nothing scrolls sideways').toBeLessThanOrEqual(0);
    await menu.click();
    await expect(field(staff, w.partner)).toHaveValue(HOSTILE + QUOTED);
    await expect(field(staff, w.account)).toHaveValue(long);
    await menu.click();
    await page.getByRole('main').getByRole('link', { name: s.withoutFilters, exact: true }).click();
    await expect(page).not.toHaveURL(/account_name/);
    await expect(page.getByText(s.nothing, { exact: true })).toHaveCount(0);
  });

  test(`${named(how)}: what a partner brings on a phone is kept as it was typed`, async ({ enter }) => {
    const partner = await enter('manager@gama.example', { ...how, phone: true });
    const { w } = partner;
    await goTo(partner, '/opportunities/new');
    await field(partner, w.topic).fill(QUOTED);
    await field(partner, w.situation).fill(HOSTILE);
    await field(partner, w.needs).fill(LONG);
    await button(partner, w.sendForApproval).click();

    await expectRefused(partner);
    await expectMessageAt(field(partner, w.leadCompany), w.required);
    await expectMessageAt(field(partner, w.needs), s.atMost('2\\D?000'));
    await expect(field(partner, w.topic)).toHaveValue(QUOTED);
    await expect(field(partner, w.situation)).toHaveValue(HOSTILE);
    await expect(field(partner, w.needs)).toHaveValue(LONG);
  });

  test(`${named(how)}: a rule that somebody else saved meanwhile is not overwritten`, async ({ enter }) => {
    const r = routing[how.lang];
    const first = await enter('manager@stafeta.example', how);
    const name = topicOf('Pravidlo dvou', first);
    await goTo(first, '/staff/settings/routing');
    await field(first, r.name).fill(name);
    await save(first);
    await expect(first.page.getByText(first.w.saved, { exact: true })).toBeVisible();
    const page = `/staff/settings/routing?rule=${new URL(first.page.url()).searchParams.get('rule') ?? ''}`;
    await goTo(first, page);
    await expect(field(first, r.name)).toHaveValue(name);
    const second = await enter('admin@stafeta.example', how);
    await goTo(second, page);
    await expect(field(second, r.name)).toHaveValue(name);
    await field(second, r.waterfall).fill('4');
    await save(second);
    await expect(second.page.getByText(second.w.saved, { exact: true })).toBeVisible();

    await field(first, s.products).fill('Robotika, Čtečky');
    // However often it is sent: what a colleague saved is not replaced by what was typed without knowing of it.
    for (const waterfall of ['7', '8']) {
      await field(first, r.waterfall).fill(waterfall);
      const before = first.page.url();
      await save(first);
      await expect(first.page).not.toHaveURL(before);
      await hydrated(first);
      await expect(first.page.getByRole('alert').getByText(s.stale)).toBeVisible();
      await expect(first.page).toHaveTitle(new RegExp(`^${first.w.errorTitle}`));
      await expect(field(first, s.products)).toHaveValue('Robotika, Čtečky');
      await expect(field(first, r.waterfall)).toHaveValue(waterfall);
    }

    await first.page.getByRole('link', { name: s.openAnew, exact: true }).click();
    await expect(first.page.getByRole('alert').getByText(s.stale)).toHaveCount(0);
    await goTo(second, page);
    for (const desk of [first, second]) {
      await expect(field(desk, r.waterfall)).toHaveValue('4');
      await expect(field(desk, s.products)).toHaveValue('');
    }
  });
}
