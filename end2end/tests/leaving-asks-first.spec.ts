/** Nobody loses typed text by a stray click: leaving a changed form asks, staying keeps the text, leaving works. */
import { expect, goTo, test } from './portal.ts';
import { answering, create, field, openList, openTab, topicOf } from './steps.ts';
import { langs } from './words.ts';

const ACCOUNT = 'Pivovar Tři Lípy a.s.';
const TYPED = 'Napsáno a neuloženo.';

for (const lang of langs) {
  test(`${lang}: a link, the way back and a tab of the record`, async ({ enter }) => {
    const staff = await enter('seller@stafeta.example', { lang });
    const { page, w } = staff;
    const topic = topicOf('Balicí linka', staff);
    await create(staff, topic, ACCOUNT);
    await openList(staff);
    await page.getByRole('link', { name: topic }).click();
    const needs = field(staff, w.needs);
    const stored = await needs.inputValue();
    const place = new URL(page.url()).pathname;
    await needs.fill(TYPED);

    await openTab(staff, w.general);
    await openTab(staff, w.summary);
    await expect(needs).toHaveValue(TYPED);

    const toAccounts = page.getByRole('link', { name: w.accounts, exact: true }).first();
    expect(await answering(staff, false, () => toAccounts.click())).toBe(w.leaveQuestion);
    await expect(needs).toHaveValue(TYPED);
    expect(new URL(page.url()).pathname).toBe(place);

    const back = () => page.evaluate(() => { window.history.back(); });
    expect(await answering(staff, false, back)).toBe(w.leaveQuestion);
    await expect(needs).toHaveValue(TYPED);
    await expect.poll(() => new URL(page.url()).pathname).toBe(place);

    await answering(staff, true, () => toAccounts.click());
    await expect(page.getByRole('heading', { level: 1, name: w.accounts })).toBeVisible();
    await goTo(staff, place);
    await expect(field(staff, w.needs)).toHaveValue(stored);
  });

  test(`${lang}: going back leaves when that is what one wants`, async ({ enter }) => {
    const staff = await enter('seller@stafeta.example', { lang });
    const { page, w } = staff;
    await openList(staff);
    await page.getByRole('link', { name: w.new, exact: true }).click();
    await field(staff, w.topic).fill(TYPED);

    const back = () => page.evaluate(() => { window.history.back(); });
    expect(await answering(staff, true, back)).toBe(w.leaveQuestion);
    await expect(page.getByRole('heading', { level: 1, name: w.opportunities })).toBeVisible();
    await expect(page).toHaveURL(/\/staff\/opportunities(\?.*)?$/);
  });
}

test('the browser asks before it closes a page with typed text, and only then', async ({ enter }) => {
  const staff = await enter('seller@stafeta.example', { lang: 'cs' });
  const { page, w } = staff;
  await goTo(staff, '/staff/opportunities/new');
  await field(staff, w.topic).click();
  await field(staff, w.topic).fill(TYPED);

  await answering(staff, false, () => page.close({ runBeforeUnload: true }));
  await expect(field(staff, w.topic)).toHaveValue(TYPED);

  await field(staff, w.topic).fill('');
  const closed = page.waitForEvent('close');
  const asked: string[] = [];
  page.on('dialog', async (dialog) => { asked.push(dialog.type()); await dialog.accept(); });
  await page.close({ runBeforeUnload: true });
  await closed;
  expect(asked).toEqual([]);
});
