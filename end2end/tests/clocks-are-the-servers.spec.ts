/** How long an offer stands is said by the server's clock, whatever the phone's own says. */
import { expect, hydrated, test } from './portal.ts';
import { card, create, deliver, openOffers, topicOf } from './steps.ts';
import { langs } from './words.ts';

const MONTH = 30 * 24 * 3_600_000;

for (const lang of langs) {
  test(`${lang}: a phone that is a month ahead shows the same time that is left`, async ({ enter }) => {
    const staff = await enter('seller@stafeta.example', { lang });
    const topic = topicOf('Hodiny', staff);
    await create(staff, topic, 'Pivovar Tři Lípy a.s.');
    await deliver(staff, 'Gama Technik s.r.o.');
    const right = await enter('manager@gama.example', { lang, phone: true });
    await openOffers(right);
    const wrong = await enter('manager@gama.example', { lang, phone: true });
    await wrong.page.clock.install({ time: Date.now() + MONTH });
    await openOffers(wrong);
    await hydrated(wrong);
    expect(await wrong.page.evaluate(() => Date.now())).toBeGreaterThan(Date.now() + MONTH / 2);

    const clock = (desk: typeof right) => card(desk, desk.w.distributed, topic).locator('.countdown');
    // Long enough for the page to look at its clock again.
    await wrong.page.clock.runFor(61_000);

    await expect(clock(wrong)).toHaveAttribute('data-level', (await clock(right).getAttribute('data-level')) ?? '');
    const days = /\d+\s(?:den|dny|dní|days?)/;
    const left = (await clock(right).innerText()).match(days)?.[0] ?? 'nothing';
    await expect(clock(wrong)).toContainText(left);
  });
}
