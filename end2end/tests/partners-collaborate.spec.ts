/** W3, W5, W7: shared with several partners, who write notes to each other and can neither close nor hand it over. */
import { expect, goTo, test } from './portal.ts';
import { button, card, create, deliver, field, openOffers, region, share, topicOf } from './steps.ts';
import { eachOnce, langs, named } from './words.ts';

const ACCOUNT = 'Pivovar Tři Lípy a.s.';

/** What a partner's page says of the others, and the controls that change value, close and who works on it. */
const said = {
  cs: {
    shared: /^Sdíleno s 1\spartnerem: Beta Integrace a\.s\.$/, onlyVendor: /^Dokud partneři spolupracují, příležitost uzavírá, prodlužuje a\spředává jen dodavatel\.$/,
    news: 'Co je nového', worksOnIt: 'Řeší', handOver: 'Předat',
  },
  en: {
    shared: /^Shared with 1\spartner: Beta Integrace a\.s\.$/, onlyVendor: /^While partners collaborate, only the vendor closes, extends or hands over the opportunity\.$/,
    news: 'What is new', worksOnIt: 'Assigned to', handOver: 'Hand over',
  },
} as const;

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
      const s = said[lang];
      await expect(alfa.page.getByText(s.shared)).toBeVisible();
      await expect(alfa.page.getByText(s.onlyVendor)).toBeVisible();
      for (const name of [alfa.w.won, alfa.w.lost, alfa.w.return, s.handOver]) {
        await expect(button(alfa, name)).toHaveCount(0);
      }
      // What it may report stays; value and close are not among it.
      await expect(field(alfa, s.news)).toBeVisible();
      for (const label of [alfa.w.value, alfa.w.closeOn, s.worksOnIt]) {
        await expect(field(alfa, label)).toHaveCount(0);
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

for (const how of eachOnce) {
  test(`${named(how)}: who manages it alone can extend it and says who works on it`, async ({ enter }) => {
    const staff = await enter('manager@stafeta.example', how);
    const topic = topicOf('Papírna sama', staff);
    await create(staff, topic, ACCOUNT);
    await deliver(staff, 'Alfa Systémy s.r.o.');
    const alfa = await enter('manager@alfa.example', { ...how, phone: true });
    const { page, w } = alfa;
    await openOffers(alfa);
    await card(alfa, w.distributed, topic).getByRole('button', { name: w.accept, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: topic })).toBeVisible();

    const s = said[how.lang];
    for (const label of [w.value, w.closeOn, s.worksOnIt]) await expect(field(alfa, label)).toBeVisible();
    for (const name of [w.won, w.lost, w.return, s.handOver]) await expect(button(alfa, name)).toBeVisible();
    await expect(page.getByText(s.shared)).toHaveCount(0);
  });
}
