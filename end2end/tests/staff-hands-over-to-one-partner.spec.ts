/** W1, W2, W5, W6: created, delivered, seen, accepted or declined; staff see the answer without reloading. */
import { expect, goTo, test } from './portal.ts';
import { button, card, create, deliver, expectStatus, openList, openOffers, region, topicOf } from './steps.ts';
import { langs } from './words.ts';

const ACCOUNT = 'Pivovar Tři Lípy a.s.';

for (const lang of langs) {
  for (const script of [true, false]) {
    test.describe(`${lang}, ${script ? 'with' : 'without'} script`, () => {
      test('W1 a created opportunity is in the list at once', async ({ enter }) => {
        const staff = await enter('seller@stafeta.example', { lang, script });
        const topic = topicOf('Linka', staff);

        await create(staff, topic, ACCOUNT);

        await expectStatus(staff, staff.w.inProgress);
        await openList(staff);
        await expect(staff.page.getByRole('link', { name: topic })).toBeVisible();
      });

      test('W2, W5, W6 a partner accepts on a phone and manages it', async ({ enter }) => {
        const staff = await enter('seller@stafeta.example', { lang, script });
        const topic = topicOf('Sklad', staff);
        const reference = await create(staff, topic, ACCOUNT);
        await deliver(staff, 'Alfa Systémy s.r.o.');

        const partner = await enter('manager@alfa.example', { lang, script, phone: true });
        await openOffers(partner);
        const offer = card(partner, partner.w.distributed, topic);
        await expect(offer).toBeVisible();
        await expect(offer).not.toContainText(ACCOUNT);
        await offer.getByRole('button', { name: partner.w.accept, exact: true }).click();
        await expect(partner.page.getByRole('heading', { level: 1, name: topic })).toBeVisible();

        await goTo(partner, '/opportunities');
        await expect(region(partner, partner.w.managed)).toContainText(topic);
        await goTo(partner, `/opportunities/${reference}`);
        await expect(partner.page.getByRole('main')).toContainText(ACCOUNT);
        if (!script) await staff.page.reload();
        await expectStatus(staff, staff.w.accepted);
      });

      test('W6 a partner declines with a reason and it goes back to staff', async ({ enter }) => {
        const staff = await enter('seller@stafeta.example', { lang, script });
        const topic = topicOf('Dopravník', staff);
        await create(staff, topic, ACCOUNT);
        await deliver(staff, 'Beta Integrace a.s.');

        const partner = await enter('admin@beta.example', { lang, script, phone: true });
        await openOffers(partner);
        const { w } = partner;
        await partner.page.getByRole('link', { name: topic }).click();
        await expect(partner.page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
        if (script) {
          await button(partner, w.decline).first().click();
        } else {
          await partner.page.getByText(w.decline, { exact: true }).first().click();
        }
        await partner.page.getByRole('radio', { name: w.noCapacity }).locator('visible=true').check();
        const answered = partner.page.waitForResponse(/assignment\/decline/);
        await button(partner, w.decline).locator('visible=true').last().click();
        await answered;

        await goTo(partner, '/opportunities');
        await expect(region(partner, w.distributed)).not.toContainText(topic);
        if (!script) await staff.page.reload();
        await expectStatus(staff, staff.w.declined);
        await expect(staff.page.getByText(staff.w.noCapacity).first()).toBeVisible();
      });
    });
  }
}
