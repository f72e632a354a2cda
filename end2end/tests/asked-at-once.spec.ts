/** Several partners are asked at once and the first has it; by which rates; and what other weights would have done. */
import { type Desk, expect, goTo, hydrated, serving, test as base } from './portal.ts';
import { makeRoom } from './routing.ts';
import { button, create, expectStatus, field, keepInSight, openOffer, region, topicOf } from './steps.ts';
import { eachOnce, named } from './words.ts';

// A rule for everything would decide for the tests of others, too.
const test = base.extend<object, { portal: Parameters<Parameters<typeof serving>[1]>[0] }>({
  portal: [({}, use) => serving(['--demo'], use), { scope: 'worker', timeout: 90_000 }],
});

const said = {
  cs: {
    rules: 'Pravidla distribuce', name: 'Název', asking: 'Jak se ptát', count: 'Kolika partnerů se zeptat', use: /^Použít ?: /,
    distribute: 'Distribuovat automaticky', several: /^Nabídnuto \d+.partnerům najednou\./, contested: /^Nabídku dostalo víc partnerů zároveň\./,
    faster: 'Jiný partner byl o chvíli rychlejší', first: 'Jiný partner přijal dřív',
    rates: 'Kurzy měn', rate: 'Kolik CZK za jednotku', wrong: /^Zadejte kurz nad nulou/, saved: 'Uloženo.',
    sheet: 'Denní kurzovní lístek', take: 'Převzít kurzy', line: /^Řádek 3 /, taken: /nových 2, opravených 0/, days: 'Kurzy podle dnů',
    replay: 'Distribuce s jinými vahami', tier: 'Váha: úroveň programu', ask: 'Spočítat', outlook: 'Výhled', spread: 'Kolik nabídek kdo dostal',
    range: /^Zadejte celé číslo od 0 do 100/, gini: /Gini/,
  },
  en: {
    rules: 'Distribution rules', name: 'Name', asking: 'How to ask', count: 'How many partners to ask', use: /^Put into use ?: /,
    distribute: 'Distribute automatically', several: /^Offered to \d+.partners at once\./, contested: /^Several partners have this offer\./,
    faster: 'Another partner was a little faster', first: 'Another partner accepted first',
    rates: 'Currency rates', rate: 'CZK for one unit', wrong: /^Enter a rate above zero/, saved: 'Saved.',
    sheet: 'Daily sheet', take: 'Take over', line: /^Line 3 /, taken: /2 new, 0 corrected/, days: 'Rates by day',
    replay: 'Distribution with other weights', tier: 'Weight: programme tier', ask: 'Calculate', outlook: 'Outlook', spread: 'Who got how many offers',
    range: /^Enter a whole number between 0 and 100/, gini: /Gini/,
  },
} as const;

/** From the page of all settings, as people get there. */
async function openSetting(desk: Desk, title: string): Promise<void> {
  await goTo(desk, '/staff/settings');
  await desk.page.getByRole('link', { name: title, exact: true }).click();
  await expect(desk.page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await hydrated(desk);
}

for (const how of eachOnce) {
  test.describe(named(how), () => {
    const s = said[how.lang];

    test('the first to accept has it, and the other is told kindly', async ({ enter }) => {
      const staff = await enter('manager@stafeta.example', how);
      await makeRoom(staff, 'Alfa');
      await makeRoom(staff, 'Beta');
      const name = topicOf('Najednou', staff);
      await openSetting(staff, s.rules);
      await field(staff, s.name).fill(name);
      await field(staff, s.asking).selectOption({ value: 'at_once' });
      await field(staff, s.count).fill('50');
      await button(staff, staff.w.save).click();
      await staff.page.getByRole('row', { name }).getByRole('button', { name: s.use }).click();
      await hydrated(staff);
      const topic = topicOf('Zakladač', staff);
      // Alfa works in South Moravia only, and the customer's address counts where the opportunity names no country.
      await create(staff, topic, 'Vodárny Dyje a.s.');

      await button(staff, s.distribute).click();

      await expectStatus(staff, staff.w.delivered);
      await expect(staff.page.getByText(s.several).first()).toBeVisible();
      const record = staff.page.url();
      const slow = await enter('manager@alfa.example', { ...how, phone: true });
      await openOffer(slow, topic);
      await expect(slow.page.getByText(s.contested)).toBeVisible();
      const kept = await keepInSight(slow);
      const quick = await enter('manager@beta.example', { ...how, phone: true });
      await openOffer(quick, topic);
      await button(quick, quick.w.accept).first().click();
      await expect(quick.page.getByText(s.contested)).toHaveCount(0);

      // With script the open page says it by itself, without it once somebody looks again.
      if (!how.script) await slow.page.reload();
      await expect(slow.page.getByText(s.faster)).toBeVisible();
      await expect(button(slow, slow.w.accept)).toHaveCount(0);
      if (how.script) await kept();
      await expect(slow.page.getByText(/Beta/)).toHaveCount(0);
      await goTo(staff, record);
      await expectStatus(staff, staff.w.accepted);
      await expect(staff.page.getByText(s.first).first()).toBeVisible();
    });

    test('rates are typed, taken from a sheet, and refused where they are wrong', async ({ enter }) => {
      const admin = await enter('admin@stafeta.example', how);
      await openSetting(admin, s.rates);
      await field(admin, s.rate).fill('0');
      await button(admin, admin.w.save).click();
      await expect(admin.page.getByText(s.wrong).first()).toBeVisible();
      await expect(field(admin, s.rate)).toHaveValue('0');
      await field(admin, s.rate).fill('24,105');
      // A day of its own for each language: a rate of a day is there once.
      await admin.page.locator('input[type=date]').fill(how.lang === 'cs' ? '2019-03-04' : '2019-03-05');
      await button(admin, admin.w.save).click();
      await expect(admin.page.getByText(s.saved, { exact: true })).toBeVisible();
      await hydrated(admin);

      const day = how.lang === 'cs' ? '04.02.2019' : '05.02.2019';
      const sheet = `${day} #25\nzemě|měna|množství|kód|kurz\nEMU|euro|1|EUR|25,720\nJaponsko|jen|100|JPY|20,4\n`;
      await field(admin, s.sheet).fill(sheet.replace('25,720', '?'));
      await button(admin, s.take).click();
      await expect(admin.page.getByText(s.line).first()).toBeVisible();
      await field(admin, s.sheet).fill(sheet);
      await button(admin, s.take).click();
      await expect(admin.page.getByText(s.taken)).toBeVisible();
      await expect(region(admin, s.days)).toBeVisible();
    });

    test('other weights show what would have been', async ({ enter }) => {
      const staff = await enter('manager@stafeta.example', how);
      await openSetting(staff, s.rules);
      await staff.page.getByRole('link', { name: s.replay }).click();
      await expect(staff.page.getByRole('heading', { level: 1, name: s.replay })).toBeVisible();
      await hydrated(staff);
      await field(staff, s.tier).fill('101');
      await button(staff, s.ask).click();
      await expect(staff.page.getByText(s.range).first()).toBeVisible();
      await field(staff, s.tier).fill('90');
      await button(staff, s.ask).click();

      await expect(region(staff, s.outlook).getByRole('row', { name: s.gini })).toBeVisible();
      await expect(region(staff, s.spread).getByRole('table')).toBeVisible();
      await expect(field(staff, s.tier)).toHaveValue('90');
    });
  });
}
