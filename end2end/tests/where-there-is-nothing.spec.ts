/** A wrong address helps on, a broken connection loses nothing, and the first start makes the first administrator. */
import { expect, goTo, signIn, test } from './portal.ts';
import { button, expectMessageAt, field, save, topicOf } from './steps.ts';
import { eachOnce, langs, named } from './words.ts';

const CHOSEN = 'zelený autobus 2026';

for (const how of eachOnce) {
  test(`${named(how)}: a wrong address leads to the first page`, async ({ enter }) => {
    const staff = await enter('seller@stafeta.example', how);
    const partner = await enter('seller@alfa.example', how);
    for (const [desk, path, first] of [
      [staff, '/staff/nothing-here', /\/staff\/opportunities$/],
      [partner, '/nothing-here', /\/dashboard$/],
      [partner, '/opportunities/OPP-0000-0000', /\/dashboard$/],
    ] as const) {
      const { page, w } = desk;
      const answer = await page.goto(path);
      expect(answer?.status(), path).toBe(404);
      await expect(page.getByRole('heading', { level: 1, name: w.nothingHere })).toBeVisible();
      await page.getByRole('main').getByRole('link', { name: w.toFirstPage }).click();
      await expect(page).toHaveURL(first);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    }
  });

  test(`${named(how)}: the first start prints a link that makes the first administrator, once`, async ({ empty, visit }) => {
    await expect.poll(() => empty.written()).toContain('/setup/');
    expect(empty.written()).not.toContain('DEMO');
    const link = /http\S+\/setup\/\S+/.exec(empty.written())?.[0] ?? '';
    const somebody = await visit(how, empty.url);
    const { page, w } = somebody;
    await goTo(somebody, link);
    await expect(page.getByRole('heading', { level: 1, name: w.firstAdmin })).toBeVisible();
    await field(somebody, w.yourName).fill('Ivana Křížová');
    await field(somebody, w.email).fill('ivana');
    await field(somebody, w.newPassword).fill(CHOSEN);
    await field(somebody, w.passwordAgain).fill(CHOSEN);
    await button(somebody, w.begin).click();
    await expectMessageAt(field(somebody, w.email), w.wrongEmail);
    await field(somebody, w.email).fill('ivana@vendor.example');
    await field(somebody, w.newPassword).fill(CHOSEN);
    await field(somebody, w.passwordAgain).fill(CHOSEN);
    await button(somebody, w.begin).click();
    await expect(page.getByRole('heading', { level: 1, name: w.opportunities })).toBeVisible();
    await goTo(somebody, '/staff/settings');
    await expect(page.getByRole('row').filter({ hasText: 'ivana@vendor.example' })).toBeVisible();

    const late = await visit(how, empty.url);
    await goTo(late, link);
    await expect(late.page.getByRole('heading', { name: w.linkSpent })).toBeVisible();
    await signIn(late, 'ivana@vendor.example', CHOSEN);
  });
}

for (const lang of langs) {
  test(`${lang}, with script: without a connection nothing typed is lost and saving later works`, async ({ enter }) => {
    const staff = await enter('seller@stafeta.example', { lang });
    const { page, w } = staff;
    const topic = topicOf('Ve výtahu', staff);
    await goTo(staff, '/staff/opportunities/new');
    await field(staff, w.topic).fill(topic);
    await page.context().setOffline(true);
    await save(staff);
    await expect(page.getByRole('alert').filter({ hasText: w.offline })).toBeVisible();
    await expect(field(staff, w.topic)).toHaveValue(topic);
    await page.context().setOffline(false);
    await save(staff);
    await expect(page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
  });
}

test('without a connection a page says so in both languages, and comes back', async ({ enter }) => {
  const staff = await enter('seller@stafeta.example', { lang: 'cs' });
  const { page, w } = staff;
  // The browser keeps the page for later while this one is read.
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.context().setOffline(true);
  await page.goto('/staff/accounts');
  for (const said of ['Jste bez připojení', 'You are offline']) {
    await expect(page.getByRole('heading', { level: 1, name: said })).toBeVisible();
  }
  await page.context().setOffline(false);
  await page.getByRole('link', { name: 'Zkusit znovu' }).click();
  await expect(page.getByRole('heading', { level: 1, name: w.accounts })).toBeVisible();
});
