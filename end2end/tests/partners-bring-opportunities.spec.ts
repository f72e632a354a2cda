/** W9 and W11: a partner brings an opportunity on a phone; staff ask, the partner completes, staff approve. */
import { type Desk, expect, goTo, hydrated, test } from './portal.ts';
import { button, expectMessageAt, expectStatus, field, letter, openAsStaff, region, save, setStatus, topicOf } from './steps.ts';
import { eachOnce, langs, named } from './words.ts';

const said = {
  cs: { refused: 'Dodavatel příležitost zamítl', over: 'Zamítnuté a uzavřené dodavatelem' },
  en: { refused: 'The vendor rejected the opportunity', over: 'Rejected and closed by the vendor' },
} as const;

/** Nová příležitost, from the list of opportunities. */
async function startNew(desk: Desk): Promise<void> {
  await goTo(desk, '/opportunities');
  await desk.page.getByRole('link', { name: desk.w.newOpportunity, exact: true }).click();
  await expect(desk.page.getByRole('heading', { level: 1, name: desk.w.newOpportunity })).toBeVisible();
  await hydrated(desk);
}

async function fill(desk: Desk, topic: string): Promise<void> {
  const { w } = desk;
  await field(desk, w.topic).fill(topic);
  await field(desk, w.leadCompany).fill('Kovárna Viktoria, a.s.');
  await field(desk, w.leadNumber).fill('452 74 649');
  await field(desk, w.estimatedValue).fill('120000');
  await field(desk, w.currency).selectOption({ value: 'EUR' });
  await field(desk, w.needs).fill('Nový lis.');
}

for (const lang of langs) {
  for (const script of [true, false]) {
    test(`W9 and W11, ${lang}, ${script ? 'with' : 'without'} script`, async ({ enter }) => {
      const partner = await enter('seller@alfa.example', { lang, script, phone: true });
      const staff = await enter('manager@stafeta.example', { lang, script });
      const { w } = partner;
      const topic = topicOf('Lis', partner);

      await startNew(partner);
      await fill(partner, topic);
      await button(partner, w.sendForApproval).click();
      await expect(partner.page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
      await expect(partner.page.getByText(w.waitingLong)).toBeVisible();
      await expect(region(partner, w.customer)).toContainText('45274649');
      const page = new URL(partner.page.url()).pathname;
      await goTo(partner, '/opportunities');
      await expect(region(partner, w.waitingForApproval)).toContainText(topic);

      await openAsStaff(staff, topic, 'decision');
      await expect(field(staff, w.needs)).toHaveValue('Nový lis.');
      await button(staff, w.askPartner).click();
      await field(staff, w.question).fill('Kolik lisů?');
      await staff.page.getByRole('checkbox', { name: w.needs, exact: true }).check();
      await button(staff, w.sendQuestion).click();
      await expect(staff.page.getByText(w.waitingForPartner)).toBeVisible();

      await goTo(partner, page);
      await expect(partner.page.getByText('Kolik lisů?').first()).toBeVisible();
      await partner.page.getByRole('link', { name: w.complete, exact: true }).click();
      await expect(field(partner, w.topic)).toHaveCount(0);
      await field(partner, w.needs).fill('Dva lisy.');
      await button(partner, w.sendAnswer).click();
      await expect(partner.page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
      await expect(partner.page.getByText('Dva lisy.')).toBeVisible();

      await openAsStaff(staff, topic, 'decision');
      await expect(field(staff, w.needs)).toHaveValue('Dva lisy.');
      await setStatus(staff, w.accepted);
      await save(staff);
      await expectStatus(staff, w.accepted);

      await goTo(partner, '/opportunities');
      await expect(region(partner, w.managed)).toContainText(topic);
    });
  }
}

for (const how of eachOnce) {
  test(`what staff reject stays with its reason, ${named(how)}`, async ({ enter }) => {
    const partner = await enter('seller@beta.example', { ...how, phone: true });
    const staff = await enter('manager@stafeta.example', how);
    const { w } = partner;
    const topic = topicOf('Pec', partner);
    const reason = `Zákazníka už obsluhujeme sami, ${topic}.`;
    await startNew(partner);
    await fill(partner, topic);
    await button(partner, w.sendForApproval).click();
    await expect(partner.page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
    const page = new URL(partner.page.url()).pathname;

    await openAsStaff(staff, topic, 'decision');
    await setStatus(staff, w.rejected);
    await save(staff);
    await expectMessageAt(field(staff, w.reasonLabel), w.required);
    await expectStatus(staff, w.inProgress);
    await field(staff, w.reasonLabel).fill(reason);
    await save(staff);
    await expectStatus(staff, w.rejected);

    await goTo(partner, page);
    await expect(partner.page.getByText(said[how.lang].refused)).toBeVisible();
    await expect(partner.page.getByText(reason).first()).toBeVisible();
    await goTo(partner, '/opportunities');
    await expect(region(partner, said[how.lang].over)).toContainText(topic);
    await expect(region(partner, w.managed)).not.toContainText(topic);
    const mail = await letter(staff, `Zamítnuto: ${topic}`);
    await expect(mail).toContainText('@beta.example');
    await expect(mail.getByText(reason)).toBeVisible();
  });
}

test('what is wrong is said at its field and what was typed stays', async ({ enter }) => {
  const partner = await enter('manager@alfa.example', { lang: 'cs', phone: true });
  const { w } = partner;
  await startNew(partner);
  await field(partner, w.topic).fill('Bez firmy');
  await field(partner, w.leadNumber).fill('45274648');
  await field(partner, w.needs).fill('Něco <b>tučného</b>');

  await button(partner, w.sendForApproval).click();

  await expect(partner.page).toHaveTitle(new RegExp(w.errorTitle));
  await expectMessageAt(field(partner, w.leadCompany), w.required);
  await expectMessageAt(field(partner, w.leadNumber), w.wrongIco);
  await expect(field(partner, w.topic)).toHaveValue('Bez firmy');
  await expect(field(partner, w.needs)).toHaveValue('Něco <b>tučného</b>');
});

test('what was typed before the connection dropped is back, until it is sent or its author signs out', async ({ enter }) => {
  const partner = await enter('manager@beta.example', { lang: 'cs', phone: true });
  const { page, w } = partner;
  const topic = topicOf('Rozepsáno', partner);
  await startNew(partner);
  await field(partner, w.topic).fill(topic);
  await field(partner, w.leadCompany).fill('Pila Bystřice');
  const boxes = page.getByRole('group', { name: w.products }).getByRole('checkbox');
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await boxes.nth(0).uncheck();
  await page.context().setOffline(true);
  await button(partner, w.sendForApproval).click();
  await page.context().setOffline(false);

  await goTo(partner, '/opportunities/new');
  await expect(page.getByText(w.draftRestored)).toBeVisible();
  await expect(field(partner, w.topic)).toHaveValue(topic);
  await expect(field(partner, w.leadCompany)).toHaveValue('Pila Bystřice');
  await expect(boxes.nth(1)).toBeChecked();
  await expect(boxes.nth(0)).not.toBeChecked();
  await button(partner, w.sendForApproval).click();
  await expect(page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
  await hydrated(partner);

  await goTo(partner, '/opportunities/new');
  await expect(page.getByText(w.draftRestored)).toBeHidden();
  await expect(field(partner, w.topic)).toHaveValue('');
  await expect(boxes.nth(1)).not.toBeChecked();

  await field(partner, w.topic).fill('Jen pro mě');
  await goTo(partner, '/me');
  await button(partner, w.signOut).click();
  await expect(page).toHaveURL(/sign-in/);
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('draft:')))).toEqual([]);
});

test('nobody else sees it, and a customer has a page', async ({ enter }) => {
  const partner = await enter('admin@gama.example', { lang: 'en', phone: true });
  const { page, w } = partner;
  const topic = topicOf('Sealed', partner);
  await startNew(partner);
  await fill(partner, topic);
  await button(partner, w.sendForApproval).click();
  await expect(page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
  const address = new URL(page.url()).pathname;

  const other = await enter('admin@beta.example', { lang: 'en', script: false });
  const answer = await other.page.goto(address);
  expect(answer?.status()).toBe(404);
  await goTo(other, '/opportunities');
  await expect(other.page.getByText(topic)).toHaveCount(0);

  await goTo(partner, '/customers');
  const first = page.getByRole('main').getByRole('link').first();
  const name = await first.innerText();
  await first.click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
});
