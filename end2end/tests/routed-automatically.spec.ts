/** W4: the portal chooses a partner, says why, and asks the next one when the first says no. */
import { expect, goTo, test, type Desk } from './portal.ts';
import { button, create, expectStatus, field, region, topicOf } from './steps.ts';
import { langs } from './words.ts';

const ACCOUNT = 'Pivovar Tři Lípy a.s.';

/** What the pages of routing say. */
const said = {
  cs: {
    distribute: 'Distribuovat automaticky', suggest: 'Navrhnout partnery', offer: /^Nabídnout partnerovi/,
    section: 'Automatická distribuce', why: 'Proč tento partner', rules: 'Pravidla distribuce', name: 'Název',
    use: /^Použít: /, inUse: /platí \(verze 1\)/, waterfall: 'Kolika partnerů se postupně zeptat', range: /^Zadejte celé číslo od 1 do 10/,
  },
  en: {
    distribute: 'Distribute automatically', suggest: 'Suggest partners', offer: /^Offer to/,
    section: 'Automatic distribution', why: 'Why this partner', rules: 'Distribution rules', name: 'Name',
    use: /^Put into use: /, inUse: /in use \(version 1\)/, waterfall: 'How many partners to ask one after another', range: /^Enter a whole number between 1 and 10/,
  },
};

async function distribute(staff: Desk): Promise<void> {
  await button(staff, said[staff.lang].distribute).click();
  await expectStatus(staff, staff.w.delivered);
}

for (const lang of langs) {
  for (const script of [true, false]) {
    test.describe(`${lang}, ${script ? 'with' : 'without'} script`, () => {
      const s = said[lang];

      test('W4 one press offers it, and the page says why', async ({ enter }) => {
        const staff = await enter('seller@stafeta.example', { lang, script });
        await create(staff, topicOf('Dopravník', staff), ACCOUNT);

        await distribute(staff);

        const section = region(staff, s.section);
        await expect(section.getByRole('heading', { name: s.why })).toBeVisible();
        await expect(section.getByRole('table').first()).toBeVisible();
      });

      test('suggestions write nothing, and one press takes one', async ({ enter }) => {
        const staff = await enter('seller@stafeta.example', { lang, script });
        await create(staff, topicOf('Regály', staff), ACCOUNT);

        await staff.page.getByRole('link', { name: s.suggest }).click();

        const section = region(staff, s.section);
        await expectStatus(staff, staff.w.inProgress);
        await section.getByRole('button', { name: s.offer }).first().click();
        await expectStatus(staff, staff.w.delivered);
      });

      test('a rule is made, refused where it is wrong, and put into use', async ({ enter }) => {
        const staff = await enter('manager@stafeta.example', { lang, script });
        await goTo(staff, '/staff/settings/routing');
        const name = topicOf('Pravidlo', staff);
        await field(staff, s.name).fill(name);
        await field(staff, s.waterfall).fill('11');
        await button(staff, staff.w.save).click();
        await expect(staff.page.getByText(s.range).first()).toBeVisible();
        await expect(field(staff, s.name)).toHaveValue(name);

        await field(staff, s.waterfall).fill('2');
        await button(staff, staff.w.save).click();
        await staff.page.getByRole('row', { name }).getByRole('button', { name: s.use }).click();

        await expect(staff.page.getByRole('row', { name })).toContainText(s.inUse);
      });
    });
  }
}
