/** Somebody is invited, comes in by a link that works once, and can be shown out of every device. */
import { type Desk, expect, goTo, signIn, test } from './portal.ts';
import { button, expectMessageAt, field, topicOf } from './steps.ts';
import { eachOnce, named } from './words.ts';

const CHOSEN = 'zelený autobus 2026';

/** An address that no other test has. */
function addressOf(desk: Desk): string {
  return `${topicOf('novak', desk).replaceAll(' ', '-')}@alfa.example`;
}

/** The manager invites somebody to Alfa and reads the link where mail waits. */
async function invite(manager: Desk, email: string): Promise<string> {
  const { page, w } = manager;
  await goTo(manager, '/staff/partners');
  await page.getByRole('link', { name: 'Alfa Systémy s.r.o.', exact: true }).click();
  await field(manager, w.fullName).fill('Filip Novák');
  await field(manager, w.email).fill(email);
  await field(manager, w.language).selectOption({ value: manager.lang });
  await button(manager, w.invite).click();
  await expect(page.getByText(w.invited, { exact: true })).toBeVisible();

  await goTo(manager, '/staff/settings');
  const mail = page.getByRole('region', { name: w.mail }).getByRole('listitem').filter({ hasText: email });
  await mail.getByText(email).first().click();
  return mail.getByLabel(w.link, { exact: true }).inputValue();
}

async function choosePassword(desk: Desk, password: string): Promise<void> {
  await field(desk, desk.w.newPassword).fill(password);
  await field(desk, desk.w.passwordAgain).fill(password);
  await button(desk, desk.w.begin).click();
}

for (const how of eachOnce) {
  test(`${named(how)}: an invited person comes in, works, and loses the access again`, async ({ enter, visit }) => {
    const manager = await enter('manager@stafeta.example', how);
    const email = addressOf(manager);
    const link = await invite(manager, email);

    const novak = await visit({ ...how, phone: true });
    const { page, w } = novak;
    await goTo(novak, link);
    await choosePassword(novak, 'krátké');
    await expectMessageAt(field(novak, w.newPassword), w.tooShort);
    await expect(field(novak, w.yourName)).toHaveValue('Filip Novák');
    await choosePassword(novak, CHOSEN);
    await expect(page.getByRole('heading', { level: 1, name: w.dashboard })).toBeVisible();

    const late = await visit(how);
    await goTo(late, link);
    await expect(late.page.getByRole('heading', { name: w.linkSpent })).toBeVisible();

    await goTo(novak, '/me');
    await button(novak, w.signOut).click();
    await expect(page).toHaveURL(/sign-in/);
    await signIn(novak, email, CHOSEN);
    await expect(page.getByRole('heading', { level: 1, name: w.dashboard })).toBeVisible();

    await goTo(manager, '/staff/partners');
    await manager.page.getByRole('link', { name: 'Alfa Systémy s.r.o.', exact: true }).click();
    const row = manager.page.getByRole('row').filter({ hasText: email });
    await row.getByRole('button', { name: w.removeAccess }).click();
    await expect(manager.page.getByRole('row').filter({ hasText: email })).not.toContainText(w.removeAccess);
    await goTo(novak, '/opportunities');
    await expect(page).toHaveURL(/sign-in/);
    await field(novak, w.email).fill(email);
    await field(novak, w.password).fill(CHOSEN);
    await button(novak, w.signIn).click();
    await expect(page.getByRole('alert').first()).toContainText(w.wrongCredentials);
  });

  test(`${named(how)}: signing out everywhere ends what is open in another browser`, async ({ enter }) => {
    const atDesk = await enter('seller@beta.example', how);
    const onPhone = await enter('seller@beta.example', { ...how, phone: true });
    const { w } = atDesk;
    await goTo(onPhone, '/me');
    await button(onPhone, w.signOutEverywhere).click();
    await expect(onPhone.page).toHaveURL(/sign-in/);
    await goTo(atDesk, '/opportunities');
    await expect(atDesk.page).toHaveURL(/sign-in\?next=%2Fopportunities/);
    await field(atDesk, w.email).fill('seller@beta.example');
    await field(atDesk, w.password).fill('stafeta-demo-2026');
    await button(atDesk, w.signIn).click();
    await expect(atDesk.page.getByRole('heading', { level: 1, name: w.opportunities })).toBeVisible();
  });
}

test('who guesses passwords has to wait, and is told how long', async ({ visit }) => {
  const somebody = await visit({ lang: 'cs', script: false });
  const { page, w } = somebody;
  const email = addressOf(somebody);
  await goTo(somebody, '/sign-in');
  for (let attempt = 1; attempt <= 11; attempt += 1) {
    await field(somebody, w.email).fill(email);
    await field(somebody, w.password).fill(`hádám potřetí ${attempt}`);
    await button(somebody, w.signIn).click();
    await expect(page.getByRole('alert').first()).toContainText(attempt <= 10 ? w.wrongCredentials : w.tooMany);
  }
  await expect(field(somebody, w.email)).toHaveValue(email);
});
