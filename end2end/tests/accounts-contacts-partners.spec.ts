/** Accounts, contacts and partners are entered, put right and found again; a duplicate is noticed before it is one. */
import { registrationNumber, search, wrongNumber } from './directory.ts';
import { type Desk, expect, goTo, test } from './portal.ts';
import { expectMessageAt, field, pick, region, save, topicOf } from './steps.ts';
import { eachOnce, named } from './words.ts';

async function expectSaved({ page, w }: Desk): Promise<void> {
  await expect(page.getByText(w.saved, { exact: true })).toBeVisible();
}

for (const how of eachOnce) {
  test(`${named(how)}: an account with a wrong number is put right, changed and found`, async ({ enter }) => {
    const staff = await enter('seller@stafeta.example', how);
    const { page, w } = staff;
    const name = topicOf('Pila', staff);
    const number = registrationNumber();
    await goTo(staff, '/staff/accounts/new');
    await field(staff, w.name).fill(name);
    await field(staff, w.city).fill('Vimperk');
    await field(staff, w.ico).fill(wrongNumber(number));
    await save(staff);
    await expectMessageAt(field(staff, w.ico), w.wrongIco);
    await expect(page).toHaveTitle(new RegExp(w.errorTitle));
    await expect(field(staff, w.name)).toHaveValue(name);
    await expect(field(staff, w.city)).toHaveValue('Vimperk');

    await field(staff, w.ico).fill(number);
    await save(staff);
    await expectSaved(staff);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await field(staff, w.city).fill('Volary');
    await save(staff);
    await expectSaved(staff);
    await (await search(staff, '/staff/accounts', w.searchAccounts, name)).click();
    await expect(field(staff, w.city)).toHaveValue('Volary');
    await expect(field(staff, w.ico)).toHaveValue(number);
  });

  test(`${named(how)}: a place is kept as it was copied from a map`, async ({ enter }) => {
    const staff = await enter('seller@stafeta.example', how);
    const { w } = staff;
    await goTo(staff, '/staff/accounts/new');
    await field(staff, w.name).fill(topicOf('Hvězdárna', staff));
    for (const [copied, shown] of [
      ['50.0755, 14.4378', '50.0755, 14.4378'],
      ['49,1951 16,6068', '49.1951, 16.6068'],
      ['50,0755; 14,4378', '50.0755, 14.4378'],
      ['49.8209226N, 18.2625243E', '49.820922, 18.262524'],
      ['50.0755° N, 14.4378° E', '50.0755, 14.4378'],
      ['33.8688° S, 70.6693° W', '-33.8688, -70.6693'],
    ] as const) {
      await field(staff, w.coordinates).fill(copied);
      await save(staff);
      await expect(field(staff, w.coordinates)).toHaveValue(shown);
      await expectSaved(staff);
    }
  });

  test(`${named(how)}: a second account of the same company is noticed`, async ({ enter }) => {
    const staff = await enter('seller@stafeta.example', how);
    const { page, w } = staff;
    const name = topicOf('Kavárna', staff);
    for (const legalForm of ['s.r.o.', 'a.s.']) {
      await goTo(staff, '/staff/accounts/new');
      await field(staff, w.name).fill(`${name} ${legalForm}`);
      await save(staff);
    }
    await expect(page.getByText(w.similar)).toBeVisible();
    await expect(page.getByRole('main').getByRole('link', { name: `${name} s.r.o.` })).toBeVisible();
    await expect(field(staff, w.name)).toHaveValue(`${name} a.s.`);

    await page.getByRole('checkbox', { name: w.notDuplicate }).check();
    await save(staff);
    await expectSaved(staff);
    await expect(await search(staff, '/staff/accounts', w.searchAccounts, name)).toHaveCount(2);
  });

  test(`${named(how)}: a contact of an account, with a wrong address put right`, async ({ enter }) => {
    const staff = await enter('seller@stafeta.example', how);
    const { page, w } = staff;
    const lastName = topicOf('Nováková', staff);
    await goTo(staff, '/staff/contacts/new');
    await field(staff, w.firstName).fill('Alena');
    await pick(staff, w.account, 'Mlékárna Podhůří a.s.');
    await field(staff, w.email).fill('alena');
    await save(staff);
    await expectMessageAt(field(staff, w.lastName), w.required);
    await expectMessageAt(field(staff, w.email), w.wrongEmail);
    await expect(field(staff, w.account)).toHaveValue('Mlékárna Podhůří a.s.');

    await field(staff, w.lastName).fill(lastName);
    await field(staff, w.email).fill('alena@podhuri.example');
    await save(staff);
    await expectSaved(staff);
    await expect(page.getByRole('heading', { level: 1, name: `Alena ${lastName}` })).toBeVisible();
    await (await search(staff, '/staff/contacts', w.searchContacts, lastName)).click();
    await expect(field(staff, w.account)).toHaveValue('Mlékárna Podhůří a.s.');
  });

  test(`${named(how)}: a partner company is entered and changed`, async ({ enter }) => {
    const staff = await enter('manager@stafeta.example', how);
    const { page, w } = staff;
    const name = topicOf('Delta Robotika', staff);
    await goTo(staff, '/staff/partners');
    await page.getByRole('main').getByRole('link', { name: w.new, exact: true }).click();
    await field(staff, w.name).fill(name);
    await field(staff, w.acceptHours).fill('999');
    await save(staff);
    await expectMessageAt(field(staff, w.acceptHours), w.wrongHours);

    await field(staff, w.acceptHours).fill('24');
    await save(staff);
    await expectSaved(staff);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await field(staff, w.city).fill('Tábor');
    await save(staff);
    await expectSaved(staff);
    await (await search(staff, '/staff/partners', w.searchPartners, name)).click();
    await expect(field(staff, w.acceptHours)).toHaveValue('24');
    await expect(field(staff, w.city)).toHaveValue('Tábor');
  });

  test(`${named(how)}: customer and contact are created while the opportunity is typed`, async ({ enter }) => {
    const staff = await enter('seller@stafeta.example', how);
    const { page, w } = staff;
    const topic = topicOf('Rychle založené', staff);
    const [account, contact] = [topicOf('Tkalcovna', staff), topicOf('Karel', staff)];
    await goTo(staff, '/staff/opportunities/new');
    await field(staff, w.topic).fill(topic);
    for (const [label, name, box] of [[w.account, account, w.createAccount], [w.contact, contact, w.createContact]] as const) {
      await field(staff, label).fill(name);
      if (how.script) {
        await page.getByRole('option', { name: w.createNamed(name) }).click();
      } else {
        await save(staff);
        await expectMessageAt(field(staff, label), w.notFound);
        await page.getByRole('checkbox', { name: box }).check();
      }
    }
    await save(staff);
    await expect(page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
    await expect(field(staff, w.account)).toHaveValue(account);
    await expect(field(staff, w.contact)).toHaveValue(contact);
    await (await search(staff, '/staff/accounts', w.searchAccounts, account)).click();
    await expect(region(staff, w.opportunities).getByRole('link', { name: topic })).toBeVisible();
    await expect(page.getByRole('main').getByRole('link', { name: contact })).toBeVisible();
  });
}
