/** A company keeps what it says of itself, its people and who works on what; the vendor keeps the rest. */
import { type Desk, expect, goTo, hydrated, test } from './portal.ts';
import { button, create, deliver, expectMessageAt, field, region, save, topicOf } from './steps.ts';
import { eachOnce, named } from './words.ts';

const GAMA = 'Gama Technik s.r.o.';

const say = {
  cs: {
    company: 'Naše firma', team: 'Tým', invited: 'Pozvánka je na cestě.', pending: 'pozvánka čeká', done: 'Hotovo.', change: 'Změnit',
    manager: 'Manažer', give: 'Vrátit přístup', out: 'bez přístupu', website: 'Web', wrongWebsite: 'Zadejte webovou adresu',
    readOnly: 'Upravit to může správce nebo manažer.', kept: 'Profil u dodavatele', report: 'První zpráva do',
    assigned: 'Řeší', nobody: 'nikdo konkrétní', handOver: 'Předat',
    territories: 'Území', certifications: 'Certifikace', capacity: 'Nejvýše najednou', ranking: 'Pořadí',
    wrongLine: /Řádek 2:/, whole: 'Česko, Zlínský kraj, 76…', valid: 'ISO 27001, platí do 31. 12. 2030', most: 'nejvýše 7 příležitostí najednou',
    newProduct: 'Nový produkt', add: 'Přidat', taken: 'Už existuje.', off: 'Vypnout', switchedOff: 'vypnutý',
    mergeWith: 'Sloučit s jiným záznamem', merge: 'Sloučit',
  },
  en: {
    company: 'Our company', team: 'Team', invited: 'The invitation is on its way.', pending: 'invited', done: 'Done.', change: 'Change',
    manager: 'Manager', give: 'Give access back', out: 'no access', website: 'Website', wrongWebsite: 'Enter a web address',
    readOnly: 'An administrator or manager can change it.', kept: 'Profile with the vendor', report: 'First report by',
    assigned: 'Assigned to', nobody: 'nobody in particular', handOver: 'Hand over',
    territories: 'Territories', certifications: 'Certifications', capacity: 'At most at a time', ranking: 'Ranking',
    wrongLine: /Line 2:/, whole: 'Czechia, Zlínský kraj, 76…', valid: 'ISO 27001, valid until 31 Dec 2030', most: 'at most 7 opportunities at a time',
    newProduct: 'New product', add: 'Add', taken: 'It already exists.', off: 'Switch off', switchedOff: 'switched off',
    mergeWith: 'Merge with another record', merge: 'Merge',
  },
};

async function openCompany(desk: Desk): Promise<void> {
  await goTo(desk, '/dashboard');
  const link = desk.page.getByRole('navigation').getByRole('link', { name: /^(Naše firma|Our company|Firma|Company)$/ });
  await link.locator('visible=true').first().click();
  await expect(desk.page.getByRole('heading', { level: 1, name: say[desk.lang].company })).toBeVisible();
  await hydrated(desk);
}

for (const how of eachOnce) {
  const s = say[how.lang];

  test(`${named(how)}: an administrator invites, gives a role, takes the access and gives it back`, async ({ enter }) => {
    const admin = await enter('admin@gama.example', { ...how, phone: true });
    const { page, w } = admin;
    const email = `${topicOf('kolega', admin).replaceAll(' ', '-')}@gama.example`;
    await openCompany(admin);
    await field(admin, w.fullName).fill('Nina Nová');
    await field(admin, w.email).fill('nina');
    await button(admin, w.invite).click();
    await expectMessageAt(field(admin, w.email), w.wrongEmail);
    await expect(field(admin, w.fullName)).toHaveValue('Nina Nová');
    await field(admin, w.email).fill(email);
    await button(admin, w.invite).click();
    await expect(page.getByText(s.invited, { exact: true })).toBeVisible();

    const row = () => region(admin, s.team).getByRole('row').filter({ hasText: email });
    await expect(row()).toContainText(s.pending);
    await row().getByRole('combobox').selectOption({ label: s.manager });
    await row().getByRole('button', { name: s.change, exact: true }).click();
    await expect(page.getByText(s.done, { exact: true })).toBeVisible();
    await expect(row().getByRole('combobox')).toHaveValue('manager');

    await row().getByRole('button', { name: w.removeAccess }).click();
    await expect(row()).toContainText(s.out);
    await row().getByRole('button', { name: s.give }).click();
    await expect(row()).toContainText(s.pending);
    const own = region(admin, s.team).getByRole('row').filter({ hasText: 'admin@gama.example' });
    await expect(own.getByRole('button')).toHaveCount(0);
  });

  test(`${named(how)}: a company says what is its own, and its sellers read it`, async ({ enter }) => {
    const manager = await enter('manager@gama.example', { ...how, phone: true });
    await openCompany(manager);
    await field(manager, s.website).fill('nikde');
    await save(manager);
    await expectMessageAt(field(manager, s.website), s.wrongWebsite);
    await expect(field(manager, s.website)).toHaveValue('nikde');
    await field(manager, s.website).fill(`gama-${how.lang}.example`);
    await save(manager);
    await expect(manager.page.getByText(manager.w.saved, { exact: true })).toBeVisible();
    await expect(region(manager, s.team).getByRole('button')).toHaveCount(0);

    const seller = await enter('seller@gama.example', { ...how, phone: true });
    await openCompany(seller);
    await expect(seller.page.getByText(`https://gama-${how.lang}.example`)).toBeVisible();
    await expect(seller.page.getByText(s.readOnly)).toBeVisible();
    await expect(button(seller, seller.w.save)).toHaveCount(0);
  });

  test(`${named(how)}: what the company manages is handed to a seller and taken away again`, async ({ enter }) => {
    const staff = await enter('manager@stafeta.example', how);
    const topic = topicOf('Předání kolegovi', staff);
    const reference = await create(staff, topic, 'Pivovar Tři Lípy a.s.');
    await deliver(staff, GAMA);
    const manager = await enter('manager@gama.example', { ...how, phone: true });
    const { page, w } = manager;
    await goTo(manager, `/opportunities/${reference}`);
    await button(manager, w.accept).click();
    await expect(page.getByText(s.report, { exact: true })).toBeVisible();

    const seller = await enter('seller@gama.example', { ...how, phone: true });
    await goTo(seller, `/opportunities/${reference}`);
    await expect(seller.page.getByRole('heading', { name: topic })).toHaveCount(0);
    await field(manager, s.assigned).selectOption({ label: 'Jiří Kubát' });
    await button(manager, s.handOver).click();
    await expect(field(manager, s.assigned).locator('option:checked')).toHaveText('Jiří Kubát');
    await goTo(seller, `/opportunities/${reference}`);
    await expect(seller.page.getByRole('heading', { name: topic })).toBeVisible();

    await goTo(manager, `/opportunities/${reference}`);
    await field(manager, s.assigned).selectOption({ label: s.nobody });
    await button(manager, s.handOver).click();
    await expect(field(manager, s.assigned).locator('option:checked')).toHaveText(s.nobody);
    await goTo(seller, `/opportunities/${reference}`);
    await expect(seller.page.getByRole('heading', { name: topic })).toHaveCount(0);
  });

  test(`${named(how)}: the vendor keeps the profile, and the partner reads it`, async ({ enter }) => {
    const staff = await enter('manager@stafeta.example', how);
    const { page, w } = staff;
    await goTo(staff, '/staff/partners');
    await page.getByRole('link', { name: GAMA, exact: true }).click();
    await hydrated(staff);
    await field(staff, s.territories).fill('CZ; Zlínský kraj; 76\nMorava');
    await field(staff, s.certifications).fill('ISO 27001; 31. 12. 2030');
    await field(staff, s.capacity).fill('7');
    await save(staff);
    await expectMessageAt(field(staff, s.territories), s.wrongLine);
    await expect(field(staff, s.certifications)).toHaveValue('ISO 27001; 31. 12. 2030');
    await field(staff, s.territories).fill('CZ; Zlínský kraj; 76');
    const ranking = await field(staff, s.ranking).inputValue();
    await save(staff);
    await expect(page.getByText(w.saved, { exact: true })).toBeVisible();

    const partner = await enter('seller@gama.example', { ...how, phone: true });
    await openCompany(partner);
    const kept = region(partner, s.kept);
    for (const words of [s.whole, s.valid, s.most, `${ranking} / 100`]) await expect(kept).toContainText(words);
  });

  test(`${named(how)}: products are kept in a list and offered where they are typed`, async ({ enter }) => {
    const admin = await enter('admin@stafeta.example', how);
    const { page, w } = admin;
    const name = topicOf('Dron', admin);
    await goTo(admin, '/staff/settings/products');
    const adding = region(admin, s.newProduct);
    for (const told of [w.saved, s.taken]) {
      await adding.getByLabel(w.name, { exact: true }).fill(name);
      await adding.getByRole('button', { name: s.add, exact: true }).click();
      await expect(page.getByText(told).first()).toBeVisible();
    }
    await goTo(admin, '/staff/opportunities/new?tab=general');
    await expect(page.locator(`datalist option[value="${name}"]`)).toBeAttached();
    await goTo(admin, '/staff/settings/products');
    const row = () => page.getByRole('row').filter({ has: page.locator(`input[value="${name}"]`) });
    await row().getByRole('button', { name: s.off }).click();
    await expect(row()).toContainText(s.switchedOff);
    await goTo(admin, '/staff/opportunities/new?tab=general');
    await expect(page.locator(`datalist option[value="${name}"]`)).toHaveCount(0);
  });

  test(`${named(how)}: two accounts of one company become one`, async ({ enter }) => {
    const staff = await enter('manager@stafeta.example', how);
    const { page, w } = staff;
    const name = topicOf('Sodovkárna', staff);
    for (const [called, city] of [[name, 'Zlín'], [`${name} a.s.`, 'Brno']] as const) {
      await goTo(staff, '/staff/accounts/new');
      await field(staff, w.name).fill(called);
      await field(staff, w.city).fill(city);
      await save(staff);
    }
    await page.getByRole('checkbox', { name: w.notDuplicate }).check();
    await save(staff);
    await expect(page.getByRole('heading', { level: 1, name: `${name} a.s.` })).toBeVisible();
    await page.getByRole('link', { name: s.mergeWith }).click();
    await page.getByRole('main').getByRole('link', { name, exact: true }).click();
    await page.getByRole('row').filter({ hasText: w.city }).getByRole('radio').nth(1).check();
    await button(staff, s.merge).click();
    await expect(page.getByText(s.done, { exact: true })).toBeVisible();
    await expect(field(staff, w.name)).toHaveValue(`${name} a.s.`);
    await expect(field(staff, w.city)).toHaveValue('Zlín');
    await expect(page.getByText(w.similar)).toHaveCount(0);
  });
}
