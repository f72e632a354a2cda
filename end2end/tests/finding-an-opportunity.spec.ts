/** Staff find a record by what they were told: by its reference at once, by words in whichever view it is; a first start says what to do. */
import { type Desk, expect, goTo, test } from './portal.ts';
import { create, field, topicOf } from './steps.ts';
import { eachOnce, named } from './words.ts';

const CHOSEN = 'zelený autobus 2026';

/** What the lists say. */
const said = {
  cs: {
    elsewhere: /^1 v.pohledu Všechny otevřené$/, withoutFilters: 'Zobrazit bez filtrů', endSearch: 'Zrušit hledání',
    activity: 'Aktivita', filter: 'Filtr', contains: 'Obchodní vztah obsahuje tri lip', first: ['Nová příležitost', 'Nový obchodní vztah', 'Nový kontakt', 'Nový partner'], import: 'Nahrát ze souboru',
  },
  en: {
    elsewhere: /^1 in All open$/, withoutFilters: 'Show without filters', endSearch: 'End the search',
    activity: 'Activity', filter: 'Filter', contains: 'Account contains tri lip', first: ['New opportunity', 'New account', 'New contact', 'New partner'], import: 'Import a file',
  },
} as const;

const link = ({ page }: Desk, name: string | RegExp): ReturnType<Desk['page']['getByRole']> =>
  page.getByRole('main').getByRole('link', { name, exact: true });

for (const how of eachOnce) {
  test(`${named(how)}: a reference opens its record, words are found in another view`, async ({ enter }) => {
    const staff = await enter('seller@stafeta.example', how);
    const { page, w } = staff;
    const s = said[how.lang];
    const topic = topicOf('Vrtulník', staff);
    const reference = await create(staff, topic, 'Pivovar Tři Lípy a.s.');

    await goTo(staff, '/staff/opportunities?view=closed');
    const box = page.getByRole('search').getByRole('searchbox').locator('visible=true').first();
    await box.fill(reference.replaceAll('-', ' ').toLowerCase());
    await box.press('Enter');
    await expect(page).toHaveURL(new RegExp(`/staff/opportunities/${reference}$`));
    await expect(page.getByRole('heading', { level: 1, name: topic })).toBeVisible();

    const query = new URLSearchParams({ view: 'closed', q: topic, currency: 'EUR' });
    await goTo(staff, `/staff/opportunities?${query}`);
    await link(staff, s.elsewhere).click();
    await expect(page).toHaveURL(/currency=EUR/);
    await expect(link(staff, topic)).toBeVisible();

    await goTo(staff, `/staff/opportunities?${query}`);
    await link(staff, s.withoutFilters).click();
    await expect(page).not.toHaveURL(/currency/);
    await expect(page).toHaveURL(/q=/);
    await link(staff, s.endSearch).click();
    await expect(page).toHaveURL(/\?view=closed$/);
    await expect(page.getByRole('heading', { level: 1, name: w.opportunities })).toBeVisible();
  });

  test(`${named(how)}: a part of a name and Enter are a filter`, async ({ enter }) => {
    const staff = await enter('seller@stafeta.example', how);
    const { page, w } = staff;
    const s = said[how.lang];
    const topic = topicOf('Polovina', staff);
    await create(staff, topic, 'Pivovar Tři Lípy a.s.');

    await goTo(staff, '/staff/opportunities');
    await page.locator('summary').filter({ hasText: s.filter }).click();
    const account = field(staff, w.account);
    await account.fill('tri lip');
    await account.press('Enter');
    await expect(page).toHaveURL(/account_name=tri(\+|%20)lip/);
    await expect(page.locator('.chip').filter({ hasText: s.contains })).toBeVisible();
    await expect(link(staff, topic)).toBeVisible();
  });

  test(`${named(how)}: the head of the list names what it is sorted by`, async ({ enter }) => {
    const staff = await enter('seller@stafeta.example', how);
    await goTo(staff, '/staff/opportunities');
    const sorted = staff.page.locator('th[aria-sort]');
    await expect(sorted).toHaveCount(1);
    await expect(sorted).toHaveText(said[how.lang].activity);
    await expect(sorted).toHaveAttribute('aria-sort', 'descending');
  });

  test(`${named(how)}: on the first day each list says what to do first`, async ({ empty, visit }) => {
    await expect.poll(() => empty.written()).toContain('/setup/');
    const somebody = await visit(how, empty.url);
    const { page, w } = somebody;
    const s = said[how.lang];
    await goTo(somebody, /http\S+\/setup\/\S+/.exec(empty.written())?.[0] ?? '');
    await page.getByLabel(w.yourName, { exact: true }).fill('Ivana Křížová');
    await page.getByLabel(w.email, { exact: true }).fill('ivana@vendor.example');
    await page.getByLabel(w.newPassword, { exact: true }).fill(CHOSEN);
    await page.getByLabel(w.passwordAgain, { exact: true }).fill(CHOSEN);
    await page.getByRole('button', { name: w.begin, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: w.opportunities })).toBeVisible();
    for (const [at, list] of ['opportunities', 'accounts', 'contacts', 'partners'].entries()) {
      await goTo(somebody, `/staff/${list}`);
      await expect(link(somebody, s.import)).toHaveCount(list === 'partners' ? 0 : 1);
      await link(somebody, s.first[at] ?? '').click();
      await expect(page).toHaveURL(new RegExp(`/staff/${list}/new$`));
    }
  });
}
