/** W4: the portal chooses a partner, says why, and asks the next one when the first says no. */
import { expect, goTo, test } from './portal.ts';
import { distribute, line, phoneOf, said } from './routing.ts';
import { button, card, create, declineOffer, expectStatus, field, openOffers, region, topicOf } from './steps.ts';
import { langs } from './words.ts';

const ACCOUNT = 'Pivovar Tři Lípy a.s.';

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

      test('one declines on a phone, the next is asked and accepts', async ({ enter }) => {
        test.setTimeout(180_000);
        const staff = await enter('seller@stafeta.example', { lang, script });
        const topic = topicOf('Balička', staff);
        await create(staff, topic, ACCOUNT);
        await distribute(staff);
        const [first, second] = await line(staff);

        await declineOffer(await phoneOf(enter, staff, first ?? ''), topic);

        const other = await phoneOf(enter, staff, second ?? '');
        await openOffers(other);
        const offer = card(other, other.w.distributed, topic);
        await offer.getByRole('button', { name: other.w.accept, exact: true }).click();
        await expect(other.page.getByRole('heading', { level: 1, name: topic })).toBeVisible();

        if (!script) await staff.page.reload();
        await expectStatus(staff, staff.w.accepted);
        await expect(staff.page.getByText(second ?? '').first()).toBeVisible();
      });
    });
  }
}
