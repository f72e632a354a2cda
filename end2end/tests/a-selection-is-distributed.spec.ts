/** A selection of the list is looked at, distributed in the background, and told: who was asked, and who needs a person. */
import { expect, goTo, test } from './portal.ts';
import { button, create, topicOf } from './steps.ts';
import { langs } from './words.ts';

const ACCOUNT = 'Pivovar Tři Lípy a.s.';

const said = {
  cs: {
    choose: 'Vybrat', ticked: /^Zaškrtnuté/, whole: /^Celé zobrazení/, preview: 'Náhled distribuce', start: 'Distribuovat', run: 'Hromadná distribuce',
    two: /^2.dostanou partnera, 0.potřebuje člověka$/, done: /^hotovo/, result: /^2.distribuovány, 0.potřebuje člověka$/, asked: 'Osloven', runs: 'Hromadné distribuce',
  },
  en: {
    choose: 'Choose', ticked: /^Ticked ones/, whole: /^The whole view/, preview: 'Preview of the distribution', start: 'Distribute', run: 'Distribution',
    two: /^2.get a partner, 0.need a person$/, done: /^done/, result: /^2.distributed, 0.need a person$/, asked: 'Asked', runs: 'Distributions',
  },
};

for (const lang of langs) {
  for (const script of [true, false]) {
    test.describe(`${lang}, ${script ? 'with' : 'without'} script`, () => {
      const s = said[lang];

      test('two are ticked, looked at, distributed, and the result says who was asked', async ({ enter }) => {
        test.setTimeout(180_000);
        const staff = await enter('seller@stafeta.example', { lang, script });
        const { page } = staff;
        const topics = [topicOf('Regály', staff), topicOf('Kamera', staff)];
        for (const topic of topics) await create(staff, topic, ACCOUNT);

        await goTo(staff, '/staff/opportunities');
        for (const topic of topics) await page.getByRole('checkbox', { name: `${s.choose} ${topic}` }).check();
        await page.getByRole('button', { name: s.ticked }).click();

        await expect(page.getByRole('heading', { level: 1, name: s.preview })).toBeVisible();
        await expect(page.getByText(s.two)).toBeVisible();
        await button(staff, s.start).click();

        await expect(page.getByRole('heading', { level: 1, name: s.run, exact: true })).toBeVisible();
        if (script) {
          await expect(page.getByText(s.done)).toBeVisible({ timeout: 20_000 });
        } else {
          await expect(async () => {
            await page.reload();
            await expect(page.getByText(s.done)).toBeVisible({ timeout: 500 });
          }).toPass({ timeout: 20_000 });
        }
        await expect(page.getByText(s.result)).toBeVisible();
        for (const topic of topics) await expect(page.getByRole('row').filter({ hasText: topic })).toContainText(s.asked);
        await goTo(staff, '/staff/distributions');
        await expect(page.getByRole('heading', { level: 1, name: s.runs, exact: true })).toBeVisible();
        await expect(page.getByRole('cell', { name: s.result }).first()).toBeVisible();
      });

      test('a whole view is looked at, and nothing has happened', async ({ enter }) => {
        const staff = await enter('manager@stafeta.example', { lang, script });
        const topic = topicOf('Pila', staff);
        await create(staff, topic, ACCOUNT);
        await goTo(staff, `/staff/opportunities?q=${encodeURIComponent(topic)}`);

        await staff.page.getByRole('button', { name: s.whole }).click();

        await expect(staff.page.getByRole('row').filter({ hasText: topic })).toBeVisible();
        await goTo(staff, `/staff/opportunities?q=${encodeURIComponent(topic)}`);
        await expect(staff.page.getByRole('row').filter({ hasText: topic })).toContainText(staff.w.inProgress);
      });
    });
  }
}
