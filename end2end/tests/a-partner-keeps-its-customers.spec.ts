/** A partner corrects where its customer is and who its people are; the vendor sees it, and says the rest. */
import { type Desk, expect, goTo, hydrated, test } from './portal.ts';
import { button, create, deliver, expectMessageAt, field, region, save, share, topicOf } from './steps.ts';
import { eachOnce, langs, named } from './words.ts';

const ALFA = 'Alfa Systémy s.r.o.';
const BETA = 'Beta Integrace a.s.';

const say = {
  cs: {
    report: 'První zpráva do', street: 'Ulice a číslo', contacts: 'Kontakty', addPerson: 'Přidat kontakt', add: 'Přidat',
    edit: 'Upravit', phone: 'Telefon', stale: 'Záznam mezitím změnil někdo jiný.', shared: 'Tohoto zákazníka nemáte jen vy',
  },
  en: {
    report: 'First report by', street: 'Street and number', contacts: 'Contacts', addPerson: 'Add a contact', add: 'Add',
    edit: 'Edit', phone: 'Phone', stale: 'Somebody else changed the record meanwhile.', shared: 'This customer is not yours alone',
  },
} as const;

/** Staff enter a customer of their own; answers where its record is. */
async function enterCustomer(staff: Desk, name: string): Promise<string> {
  await goTo(staff, '/staff/accounts/new');
  await field(staff, staff.w.name).fill(name);
  await save(staff);
  await expect(staff.page.getByRole('heading', { level: 1, name })).toBeVisible();
  return new URL(staff.page.url()).pathname;
}

/** Zákazníci, and on to one of them. */
async function openCustomer(desk: Desk, name: string): Promise<void> {
  await goTo(desk, '/customers');
  await desk.page.getByRole('main').getByRole('link', { name, exact: true }).click();
  await expect(desk.page.getByRole('heading', { level: 1, name })).toBeVisible();
  await hydrated(desk);
}

async function expectSaved({ page, w }: Desk): Promise<void> {
  await expect(page.getByText(w.saved, { exact: true })).toBeVisible();
}

for (const lang of langs) {
  for (const script of [true, false]) {
    const how = { lang, script };
    const s = say[lang];

    test(`${named(how)}: a manager corrects a street and adds somebody, and staff see it`, async ({ enter }) => {
      const staff = await enter('manager@stafeta.example', how);
      const name = topicOf('Sodovkárna', staff);
      const record = await enterCustomer(staff, name);
      const reference = await create(staff, topicOf('Plnička', staff), name);
      await deliver(staff, BETA);
      const manager = await enter('manager@beta.example', { ...how, phone: true });
      const { page, w } = manager;
      await goTo(manager, `/opportunities/${reference}`);
      await button(manager, w.accept).click();
      await expect(page.getByText(s.report, { exact: true })).toBeVisible();

      await openCustomer(manager, name);
      await expect(field(manager, w.name)).toHaveCount(0);
      await field(manager, s.street).fill('Nová 2');
      await save(manager);
      await expectSaved(manager);
      await expect(field(manager, s.street)).toHaveValue('Nová 2');

      const people = region(manager, s.contacts);
      await people.locator('summary').filter({ hasText: s.addPerson }).click();
      await field(manager, w.firstName).fill('Petr');
      await field(manager, w.lastName).fill('Nový');
      await field(manager, w.email).fill('petr');
      await people.getByRole('button', { name: s.add, exact: true }).click();
      await expectMessageAt(field(manager, w.email), w.wrongEmail);
      await expect(page).toHaveTitle(new RegExp(w.errorTitle));
      await expect(field(manager, w.lastName)).toHaveValue('Nový');
      await field(manager, w.email).fill('petr@sodovka.example');
      await people.getByRole('button', { name: s.add, exact: true }).click();
      await expectSaved(manager);
      await expect(people).toContainText('Petr Nový');

      await people.locator('summary').filter({ hasText: s.edit }).click();
      await field(manager, s.phone).fill('+420 555 010 218');
      await people.getByRole('button', { name: w.save, exact: true }).click();
      await expectSaved(manager);
      await expect(people.getByRole('link', { name: '+420 555 010 218' })).toBeVisible();

      await goTo(staff, record);
      await expect(field(staff, s.street)).toHaveValue('Nová 2');
      await expect(region(staff, s.contacts)).toContainText('Petr Nový');
    });
  }
}

for (const how of eachOnce) {
  const s = say[how.lang];

  test(`${named(how)}: what staff changed meanwhile is said, and the typed street stays`, async ({ enter }) => {
    const staff = await enter('manager@stafeta.example', how);
    const name = topicOf('Octárna', staff);
    const record = await enterCustomer(staff, name);
    const reference = await create(staff, topicOf('Kvasný tank', staff), name);
    await deliver(staff, BETA);
    const manager = await enter('manager@beta.example', { ...how, phone: true });
    const { page, w } = manager;
    await goTo(manager, `/opportunities/${reference}`);
    await button(manager, w.accept).click();
    await expect(page.getByText(s.report, { exact: true })).toBeVisible();
    await openCustomer(manager, name);

    await goTo(staff, record);
    await field(staff, w.city).fill('Volary');
    await save(staff);
    await expectSaved(staff);

    await field(manager, s.street).fill('Dlouhá 7');
    await save(manager);
    await expect(page.getByText(s.stale).first()).toBeVisible();
    await expect(field(manager, s.street)).toHaveValue('Dlouhá 7');
  });

  test(`${named(how)}: a customer that two partners have is the vendor's to correct`, async ({ enter }) => {
    const staff = await enter('manager@stafeta.example', how);
    const name = topicOf('Lihovar', staff);
    await enterCustomer(staff, name);
    await create(staff, topicOf('Kolona', staff), name);
    await share(staff, [ALFA, BETA]);

    const manager = await enter('manager@alfa.example', { ...how, phone: true });
    await openCustomer(manager, name);

    await expect(manager.page.getByText(s.shared)).toBeVisible();
    await expect(field(manager, s.street)).toHaveCount(0);
    await expect(manager.page.getByText(s.addPerson, { exact: true })).toHaveCount(0);
  });

  test(`${named(how)}: those who can be named are listed under the box for a note`, async ({ enter }) => {
    const staff = await enter('manager@stafeta.example', how);
    const reference = await create(staff, topicOf('Zmínka', staff), 'Pivovar Tři Lípy a.s.');
    await share(staff, [ALFA, BETA]);
    const manager = await enter('manager@alfa.example', { ...how, phone: true });
    const { w } = manager;
    await goTo(manager, `/opportunities/${reference}`);

    await region(manager, w.timeline).getByText(w.canBeNamed, { exact: true }).click();

    for (const company of [ALFA, BETA]) {
      const names = region(manager, w.timeline).getByRole('listitem').filter({ hasText: `(${company})` });
      await expect(names.first()).toBeVisible();
      await expect(names.first()).toContainText('@');
    }
  });

  test(`${named(how)}: products are ticked on a new opportunity and stay when it comes back`, async ({ enter }) => {
    const partner = await enter('manager@beta.example', { ...how, phone: true });
    const { page, w } = partner;
    const topic = topicOf('Lis', partner);
    await goTo(partner, '/opportunities/new');
    await field(partner, w.topic).fill(topic);
    const box = () => page.getByRole('group', { name: w.products }).getByRole('checkbox').first();
    const product = (await box().getAttribute('value')) ?? '';
    await box().check();
    await button(partner, w.sendForApproval).click();
    await expectMessageAt(field(partner, w.leadCompany), w.required);
    await expect(box()).toBeChecked();
    await field(partner, w.leadCompany).fill('Kovárna Viktoria, a.s.');
    await button(partner, w.sendForApproval).click();
    await expect(page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
    await expect(page.getByRole('main')).toContainText(product);
  });
}
