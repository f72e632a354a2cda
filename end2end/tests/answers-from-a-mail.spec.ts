/** Offers are answered from a mail on a phone, and a forgotten password comes back by mail: over a real mail server. */
import { type Desk, expect, goTo, signIn } from './portal.ts';
import { pathIn, test } from './post-office.ts';
import { button, create, deliver, expectMessageAt, field, save, topicOf } from './steps.ts';
import { eachOnce, named } from './words.ts';

const ALFA = 'Alfa Systémy s.r.o.';
const ACCOUNT = 'Pivovar Tři Lípy a.s.';
const FRESH = 'modrý vlak do Brna';

const acceptBy = { cs: 'Přijmout do', en: 'Accept by' } as const;

/** Another deadline, of which everybody hears who may answer, and not only who is told of offers. */
async function giveMoreTime(staff: Desk): Promise<void> {
  const later = new Date(Date.now() + 10 * 24 * 3600 * 1000).toISOString().slice(0, 10);
  await field(staff, acceptBy[staff.lang]).fill(`${later}T10:00`);
  await save(staff);
}

/** Staff offer something to Alfa; answers its topic. */
async function offer(staff: Desk): Promise<string> {
  const topic = topicOf('mailem', staff);
  await signIn(staff, 'manager@stafeta.example');
  await create(staff, topic, ACCOUNT);
  await deliver(staff, ALFA);
  return topic;
}

for (const how of eachOnce) {
  test(`${named(how)}: accepted from a mail without signing in, and a colleague is told kindly`, async ({ visit, office, mailing }) => {
    const staff = await visit(how, mailing.url);
    const topic = await offer(staff);
    const mine = pathIn(await office.letter('admin@alfa.example', topic), '/answer/');
    await giveMoreTime(staff);
    const colleagues = pathIn(await office.letter('manager@alfa.example', topic), '/answer/');
    expect(mine).not.toBe(colleagues);

    const phone = await visit({ ...how, phone: true }, mailing.url);
    const { page, w } = phone;
    await goTo(phone, mine);
    await expect(page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
    await expect(page.locator('body')).not.toContainText('Lípy');
    // Mail programs look at links before people do.
    await goTo(phone, mine);
    await button(phone, w.accept).click();
    await expect(page.getByRole('heading', { level: 1, name: w.yoursNow })).toBeVisible();
    await expect(page.locator('body')).not.toContainText('Lípy');

    const late = await visit({ ...how, phone: true }, mailing.url);
    await goTo(late, colleagues);
    await expect(late.page.getByRole('heading', { level: 1, name: w.acceptedAlready })).toBeVisible();

    await page.getByRole('link', { name: w.openOnPortal, exact: true }).click();
    await field(phone, w.email).fill('admin@alfa.example');
    await field(phone, w.password).fill('stafeta-demo-2026');
    await button(phone, w.signIn).click();
    await expect(page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
    await expect(page.locator('body')).toContainText(ACCOUNT);
  });

  test(`${named(how)}: declined from a mail, with a reason`, async ({ visit, office, mailing }) => {
    const staff = await visit(how, mailing.url);
    const topic = await offer(staff);
    const link = pathIn(await office.letter('admin@alfa.example', topic), '/answer/');

    const phone = await visit({ ...how, phone: true }, mailing.url);
    const { page, w } = phone;
    await goTo(phone, link);
    await page.locator('summary').filter({ hasText: w.decline }).click();
    await button(phone, w.decline).click();
    await expect(page.getByRole('radio').first()).toBeVisible();
    await page.getByRole('radio', { name: w.noCapacity, exact: true }).check();
    await button(phone, w.decline).click();
    await expect(page.getByRole('heading', { level: 1, name: w.declinedByYou })).toBeVisible();
    await office.letter('manager@stafeta.example', topic);
  });

  test(`${named(how)}: a forgotten password comes back by mail`, async ({ visit, office, mailing }) => {
    const person = `${how.lang === 'cs' ? 'seller' : 'manager'}@${how.script === false ? 'gama' : 'beta'}.example`;
    const desk = await visit({ ...how, phone: true }, mailing.url);
    const { page, w } = desk;
    await goTo(desk, '/sign-in');
    await page.getByRole('link', { name: w.forgotten, exact: true }).click();
    await field(desk, w.email).fill(person);
    await button(desk, w.sendLink).click();
    await expect(page.getByRole('heading', { level: 1, name: w.lookIntoMail })).toBeVisible();

    const link = pathIn(await office.letter(person, '/reset/'), '/reset/');
    await goTo(desk, link);
    await field(desk, w.newPassword).fill('krátké');
    await field(desk, w.passwordAgain).fill('krátké');
    await button(desk, w.storePassword).click();
    await expectMessageAt(field(desk, w.newPassword), w.tooShort);
    await field(desk, w.newPassword).fill(FRESH);
    await field(desk, w.passwordAgain).fill(FRESH);
    await button(desk, w.storePassword).click();
    await expect(page.getByRole('heading', { level: 1, name: w.dashboard })).toBeVisible();
  });
}
