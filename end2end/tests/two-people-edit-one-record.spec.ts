/** Two people save the same record: both values of every difference are shown, one is chosen, nothing typed is lost. */
import { type Desk, type Enter, type Person, expect, goTo, test } from './portal.ts';
import { button, create, expectStatus, field, region, save, topicOf } from './steps.ts';
import { eachOnce, langs, named } from './words.ts';

const ACCOUNT = 'Pivovar Tři Lípy a.s.';
const THEIRS = 'Vidět zásoby všech skladů.';
const MINE = 'Vědět, kdo paletu odvezl.';

/** A seller and a manager look at the same new record. */
async function two(enter: Enter, how: Person): Promise<{ seller: Desk; manager: Desk }> {
  const seller = await enter('seller@stafeta.example', how);
  const reference = await create(seller, topicOf('Tiskárna', seller), ACCOUNT);
  const manager = await enter('manager@stafeta.example', how);
  await goTo(manager, `/staff/opportunities/${reference}`);
  await expectStatus(manager, manager.w.inProgress);
  return { seller, manager };
}

for (const how of eachOnce) {
  test(`${named(how)}: who saves second sees both values and chooses`, async ({ enter }) => {
    const { seller, manager } = await two(enter, how);
    const { page, w } = seller;
    await field(seller, w.situation).fill('Na papíře a v Excelu.');
    await field(seller, w.needs).fill(MINE);
    await field(manager, w.needs).fill(THEIRS);
    await field(manager, w.solution).fill('WMS ve dvou krocích.');
    await save(manager);
    await expect(manager.page.getByText(w.saved, { exact: true })).toBeVisible();
    if (how.script) await expect(page.getByText(w.changedMeanwhile)).toBeVisible();
    await expect(field(seller, w.needs)).toHaveValue(MINE);
    await save(seller);

    const choice = region(seller, w.whichValue);
    const value = (label: string, whose: string) =>
      choice.getByRole('group', { name: label }).getByRole('radio', { name: new RegExp(`^${whose}`) });
    await expect(choice).toContainText('Ondřej Marek');
    await expect(choice.getByRole('group', { name: w.needs })).toContainText(THEIRS);
    await expect(choice.getByRole('group', { name: w.needs })).toContainText(MINE);
    await expect(value(w.needs, w.yours)).toBeChecked();
    await expect(value(w.situation, w.yours)).toBeChecked();
    await expect(value(w.solution, w.stored)).toBeChecked();
    await value(w.needs, w.stored).check();
    await save(seller);

    await expect(page.getByText(w.saved, { exact: true })).toBeVisible();
    await expect(choice).toHaveCount(0);
    await manager.page.reload();
    await expect(field(manager, w.needs)).toHaveValue(THEIRS);
    await expect(field(manager, w.situation)).toHaveValue('Na papíře a v Excelu.');
    await expect(field(manager, w.solution)).toHaveValue('WMS ve dvou krocích.');
  });
}

for (const lang of langs) {
  test(`${lang}, with script: who changes another field is not asked`, async ({ enter }) => {
    const { seller, manager } = await two(enter, { lang, script: true });
    const { page, w } = seller;
    await field(seller, w.situation).fill('Na papíře a v Excelu.');
    await field(manager, w.solution).fill('WMS ve dvou krocích.');
    await save(manager);

    await expect(field(seller, w.solution)).toHaveValue('WMS ve dvou krocích.');
    await expect(field(seller, w.situation)).toHaveValue('Na papíře a v Excelu.');
    await save(seller);
    await expect(page.getByText(w.saved, { exact: true })).toBeVisible();
    await expect(region(seller, w.whichValue)).toHaveCount(0);
    await expect(field(manager, w.situation)).toHaveValue('Na papíře a v Excelu.');
  });
}

test('cs, with script: what was typed can be thrown away', async ({ enter }) => {
  const seller = await enter('seller@stafeta.example', { lang: 'cs', script: true });
  await create(seller, topicOf('Zahozeno', seller), ACCOUNT);
  const needs = field(seller, seller.w.needs);
  const stored = await needs.inputValue();
  await needs.fill(MINE);
  await button(seller, seller.w.discard).click();
  await expect(needs).toHaveValue(stored);
  await expect(button(seller, seller.w.discard)).toHaveCount(0);
});
