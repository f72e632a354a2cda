/** W3, W5, W7: shared with several partners, who write notes to each other and can neither close nor hand it over. */
import { expect, goTo, test } from './portal.ts';
import { button, create, field, openOffers, region, share, topicOf } from './steps.ts';
import { langs } from './words.ts';

const ACCOUNT = 'Pivovar Tři Lípy a.s.';

for (const lang of langs) {
  for (const script of [true, false]) {
    test(`${lang}, ${script ? 'with' : 'without'} script: partners collaborate`, async ({ enter }) => {
      const staff = await enter('manager@stafeta.example', { lang, script });
      const topic = topicOf('Papírna', staff);
      const reference = await create(staff, topic, ACCOUNT);
      await share(staff, ['Alfa Systémy s.r.o.', 'Beta Integrace a.s.']);

      const alfa = await enter('manager@alfa.example', { lang, script, phone: true });
      await openOffers(alfa);
      await expect(region(alfa, alfa.w.managed)).toContainText(topic);
      await expect(region(alfa, alfa.w.distributed)).not.toContainText(topic);
      await goTo(alfa, `/opportunities/${reference}`);
      await expect(alfa.page.getByText(/Beta/).first()).toBeVisible();
      for (const name of [alfa.w.won, alfa.w.lost, alfa.w.return]) {
        await expect(button(alfa, name)).toHaveCount(0);
      }

      const words = `Pošleme seznam signálů ve čtvrtek, ${topic}`;
      const everybody = alfa.page.getByRole('radio', { name: alfa.w.allPartners });
      if (await everybody.count()) await everybody.check({ force: true });
      await field(alfa, alfa.w.note).fill(words);
      await button(alfa, alfa.w.addNote).click();
      await expect(alfa.page.getByRole('article').filter({ hasText: words })).toBeVisible();

      const beta = await enter('manager@beta.example', { lang, script, phone: true });
      await goTo(beta, `/opportunities/${reference}`);
      await expect(beta.page.getByRole('article').filter({ hasText: words })).toBeVisible();

      const gama = await enter('admin@gama.example', { lang, script, phone: true });
      const answer = await gama.page.goto(`/opportunities/${reference}`);
      expect(answer?.status()).toBe(404);
      await expect(gama.page.getByText(topic)).toHaveCount(0);
    });
  }
}
