/** axe finds nothing behind the links of mails, nor on the page of a distribution that is running or over. */
import { check, examine } from './axe.ts';
import { type Desk, expect, goTo, hydrated, signIn } from './portal.ts';
import { pathIn, test } from './post-office.ts';
import { button, create, deliver, field, topicOf } from './steps.ts';
import { langs } from './words.ts';

const ALFA = 'Alfa Systémy s.r.o.';
const ACCOUNT = 'Pivovar Tři Lípy a.s.';

const said = {
  cs: { choose: 'Vybrat', ticked: /^Zaškrtnuté/, start: 'Distribuovat', run: 'Hromadná distribuce', done: /^hotovo/ },
  en: { choose: 'Choose', ticked: /^Ticked ones/, start: 'Distribute', run: 'Distribution', done: /^done/ },
} as const;

/** Somebody new at Alfa. */
async function invite(staff: Desk, email: string): Promise<void> {
  const { page, w } = staff;
  await goTo(staff, '/staff/partners');
  await page.getByRole('link', { name: ALFA, exact: true }).click();
  await field(staff, w.fullName).fill('Filip Novák');
  await field(staff, w.email).fill(email);
  await field(staff, w.language).selectOption({ value: staff.lang });
  await button(staff, w.invite).click();
  await expect(page.getByText(w.invited, { exact: true })).toBeVisible();
}

for (const lang of langs) {
  test(`an offer, an invitation and a forgotten password, ${lang}`, async ({ visit, office, mailing }) => {
    test.setTimeout(240_000);
    const staff = await visit({ lang }, mailing.url);
    const phone = await visit({ lang, phone: true }, mailing.url);
    const { page, w } = phone;
    await signIn(staff, 'manager@stafeta.example');
    const topic = topicOf('přístupná', staff);
    await create(staff, topic, ACCOUNT);
    await deliver(staff, ALFA);

    const answer = pathIn(await office.letter('admin@alfa.example', topic), '/answer/');
    await check(phone, answer);
    await page.locator('summary').filter({ hasText: w.decline }).click();
    await examine(phone, `${answer}: ${w.decline}`);
    await button(phone, w.decline).click();
    await expect(page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
    await hydrated(phone);
    await examine(phone, `${answer}: ${w.errorTitle}`);
    await check(phone, answer);
    await button(phone, w.accept).click();
    await expect(page.getByRole('heading', { level: 1, name: w.yoursNow })).toBeVisible();
    await hydrated(phone);
    await examine(phone, `${answer}: ${w.yoursNow}`);

    const novak = `novak-${lang}@alfa.example`;
    await invite(staff, novak);
    const invitation = pathIn(await office.letter(novak, '/invitation/'), '/invitation/');
    await check(phone, invitation);
    await button(phone, w.begin).click();
    await expect(page).toHaveTitle(new RegExp(`^${w.errorTitle}`));
    await hydrated(phone);
    await examine(phone, `${invitation}: ${w.errorTitle}`);

    // Somebody of their own for each language: the letter of the other one is no longer good.
    const forgetful = `${lang === 'cs' ? 'seller' : 'manager'}@gama.example`;
    await check(phone, '/forgotten');
    await field(phone, w.email).fill(forgetful);
    await button(phone, w.sendLink).click();
    await expect(page.getByRole('heading', { level: 1, name: w.lookIntoMail })).toBeVisible();
    await hydrated(phone);
    await examine(phone, w.lookIntoMail);
    const reset = pathIn(await office.letter(forgetful, '/reset/'), '/reset/');
    await check(phone, reset);
    await button(phone, w.storePassword).click();
    await expect(page).toHaveTitle(new RegExp(`^${w.errorTitle}`));
    await hydrated(phone);
    await examine(phone, `${reset}: ${w.errorTitle}`);
  });

  test(`a distribution, ${lang}`, async ({ enter }) => {
    test.setTimeout(180_000);
    const staff = await enter('seller@stafeta.example', { lang });
    const { page } = staff;
    const s = said[lang];
    const topic = topicOf('Hromada', staff);
    await create(staff, topic, ACCOUNT);
    await goTo(staff, '/staff/opportunities');
    await page.getByRole('checkbox', { name: `${s.choose} ${topic}` }).check();
    await page.getByRole('button', { name: s.ticked }).click();
    await button(staff, s.start).click();
    await expect(page.getByRole('heading', { level: 1, name: s.run, exact: true })).toBeVisible();
    await expect(page.getByText(s.done)).toBeVisible({ timeout: 20_000 });

    const { pathname } = new URL(page.url());
    expect(pathname).toMatch(/^\/staff\/distributions\/./);
    await check(staff, pathname);
  });
}
