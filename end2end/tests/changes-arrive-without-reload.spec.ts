/** What others do is in sight at once, on either side, on the page that is open. */
import { expect, goTo, test } from './portal.ts';
import { button, card, create, deliver, expectStatus, field, keepInSight, openOffers, region, save, setStatus, topicOf } from './steps.ts';
import { langs } from './words.ts';

const ACCOUNT = 'Pivovar Tři Lípy a.s.';

for (const lang of langs) {
  test(`${lang}: an offer appears, is accepted, and everybody sees it`, async ({ enter }) => {
    const partner = await enter('manager@gama.example', { lang, phone: true });
    const { w } = partner;
    await openOffers(partner);
    const partnerKept = await keepInSight(partner);
    const staff = await enter('seller@stafeta.example', { lang });
    const colleague = await enter('manager@stafeta.example', { lang });
    const topic = topicOf('Váha', staff);
    const reference = await create(staff, topic, ACCOUNT);
    await goTo(colleague, '/staff/opportunities?view=open');
    const row = colleague.page.getByRole('row').filter({ hasText: topic });
    await expect(row).toContainText(w.inProgress);
    const colleagueKept = await keepInSight(colleague);

    await deliver(staff, 'Gama Technik s.r.o.');
    const told = staff.page.getByRole('status').filter({ hasText: /^(Dodáno partnerovi|Delivered to) Gama/ });
    await expect(told).toBeVisible();
    const offer = card(partner, w.distributed, topic);
    await expect(offer).toBeVisible();
    await expect(row).toContainText(w.delivered);
    const second = await enter('admin@gama.example', { lang, phone: true });
    await goTo(second, `/opportunities/${reference}`);
    await expect(button(second, w.accept).first()).toBeVisible();
    const secondKept = await keepInSight(second);
    const onHold = { cs: 'Pozastaveno', en: 'On hold' }[lang];
    await setStatus(staff, onHold);
    await save(staff);
    await expect(second.page.getByText(onHold, { exact: true })).toBeVisible();
    await expect(button(second, w.accept)).toHaveCount(0);
    await expect(offer.getByRole('button')).toHaveCount(0);
    await setStatus(staff, w.delivered);
    await save(staff);
    await expect(button(second, w.accept).first()).toBeVisible();
    await expect(second.page.getByText(onHold, { exact: true })).toHaveCount(0);
    await expectStatus(staff, w.delivered);
    const later = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10);
    await field(staff, { cs: 'Přijmout do', en: 'Accept by' }[lang]).fill(`${later}T10:07`);
    await save(staff);
    await expect(region(second, { cs: 'Lhůta', en: 'Deadline' }[lang])).toContainText({ cs: '10.07', en: '10:07' }[lang]);
    const staffKept = await keepInSight(staff);

    await offer.getByRole('button', { name: w.accept, exact: true }).click();
    await expect(partner.page.getByRole('main')).toContainText(ACCOUNT);
    await expectStatus(staff, w.accepted);
    // What the save had done is no longer how it stands.
    await expect(told).toHaveCount(0);
    await expect(staff.page.getByText(/Gama Technik s\.r\.o\.( příležitost přijal| accepted)/).first()).toBeVisible();
    await expect(row).toContainText(w.accepted);
    await expect(second.page.getByRole('main')).toContainText(ACCOUNT);
    await expect(button(second, w.accept)).toHaveCount(0);
    for (const kept of [partnerKept, colleagueKept, secondKept, staffKept]) await kept();
  });

  test(`${lang}: a page whose stream was refused for a while listens again and catches up`, async ({ enter }) => {
    const partner = await enter('manager@gama.example', { lang, phone: true });
    const refused = partner.page.waitForResponse((answer) => answer.url().endsWith('/events') && answer.status() === 404);
    await partner.page.route('**/events', (route) => route.fulfill({ status: 404 }));
    await openOffers(partner);
    await refused;
    const kept = await keepInSight(partner);
    const staff = await enter('seller@stafeta.example', { lang });
    const topic = topicOf('Proud', staff);
    await create(staff, topic, ACCOUNT);
    await deliver(staff, 'Gama Technik s.r.o.');
    await expect(card(partner, partner.w.distributed, topic)).toHaveCount(0);

    await partner.page.unroute('**/events');

    await expect(card(partner, partner.w.distributed, topic)).toBeVisible();
    await kept();
  });
}
