/** The founding document as one continuous story: staff and two partners, each in a browser of their own, in one sitting. */
import { type Desk, type Enter, expect, goTo, test } from './portal.ts';
import { approve, bring, newNumber, openRequest, register, request, review, send } from './registering.ts';
import { distribute, line, phoneOf, said } from './routing.ts';
import {
  button, card, create, deliver, expectStatus, field, openAsStaff, openOffer, openOffers, openTab, region, save, setStatus, share, topicOf,
} from './steps.ts';
import { langs } from './words.ts';

const ACCOUNT = 'Pivovar Tři Lípy a.s.';
const [ALFA, BETA] = ['Alfa Systémy s.r.o.', 'Beta Integrace a.s.'];

/** What the chosen partner reads where neither a place nor a product decided. */
const fits = {
  cs: { why: 'Proč právě vy', words: /^Zákazník je na vašem území: .+\.$/ },
  en: { why: 'Why you', words: /^The customer is in your territory: .+\.$/ },
} as const;

/** Nothing of it reaches this company: neither its page nor its lists nor its search. */
async function seesNothingOf(desk: Desk, topic: string, address: string): Promise<void> {
  const answer = await desk.page.goto(address);
  expect(answer?.status()).toBe(404);
  for (const page of ['/dashboard', '/opportunities', '/registrations', '/customers']) {
    await goTo(desk, page);
    await expect(desk.page.getByText(topic)).toHaveCount(0);
  }
}

/** W1, W2, W5, W6: for one partner only. */
async function oneIsHandedOver(staff: Desk, alfa: Desk, beta: Desk): Promise<string> {
  const topic = topicOf('Příběh sklad', staff);
  const address = `/opportunities/${await create(staff, topic, ACCOUNT)}`;
  await expectStatus(staff, staff.w.inProgress);
  await seesNothingOf(alfa, topic, address);
  await deliver(staff, ALFA);

  await openOffers(alfa);
  await expect(card(alfa, alfa.w.distributed, topic)).not.toContainText(ACCOUNT);
  await seesNothingOf(beta, topic, address);
  await openOffers(alfa);
  await card(alfa, alfa.w.distributed, topic).getByRole('button', { name: alfa.w.accept, exact: true }).click();
  await expect(alfa.page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
  await expect(alfa.page.getByRole('main')).toContainText(ACCOUNT);
  await expectStatus(staff, staff.w.accepted);
  await seesNothingOf(beta, topic, address);
  return topic;
}

/** W6, the other answer: declined with a reason, back to staff. */
async function oneIsDeclined(staff: Desk, alfa: Desk, beta: Desk): Promise<void> {
  const topic = topicOf('Příběh dopravník', staff);
  const address = `/opportunities/${await create(staff, topic, ACCOUNT)}`;
  await deliver(staff, BETA);
  await openOffers(beta);
  await beta.page.getByRole('link', { name: topic }).click();
  await expect(beta.page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
  await button(beta, beta.w.decline).first().click();
  await beta.page.getByRole('radio', { name: beta.w.noCapacity }).locator('visible=true').check();
  await button(beta, beta.w.decline).locator('visible=true').last().click();
  await expectStatus(staff, staff.w.declined);
  await goTo(beta, '/opportunities');
  await expect(region(beta, beta.w.distributed)).not.toContainText(topic);
  await goTo(beta, address);
  await expect(beta.page.getByText(ACCOUNT)).toHaveCount(0);
  await seesNothingOf(alfa, topic, address);
}

/** W4: the portal chooses whom to ask and says why; the one who was chosen learns its own reason, the others nothing. */
async function oneIsDistributed(enter: Enter, staff: Desk, partners: Record<string, Desk>): Promise<void> {
  const topic = topicOf('Příběh balička', staff);
  const address = `/opportunities/${await create(staff, topic, ACCOUNT)}`;
  await distribute(staff);
  await expect(region(staff, said[staff.lang].section).getByRole('heading', { name: said[staff.lang].why })).toBeVisible();

  const [chosen = ''] = await line(staff);
  const asked = partners[chosen] ?? await phoneOf(enter, staff, chosen);
  await openOffers(asked);
  await expect(card(asked, asked.w.distributed, topic)).toBeVisible();
  await openOffer(asked, topic);
  await expect(asked.page.getByRole('heading', { name: fits[asked.lang].why, exact: true })).toBeVisible();
  await expect(asked.page.getByText(fits[asked.lang].words)).toBeVisible();
  for (const other of Object.values(partners).filter((desk) => desk !== asked)) await seesNothingOf(other, topic, address);
}

/** W3, W7: shared by both, who write to each other and can do nothing that ends it. */
async function oneIsShared(staff: Desk, alfa: Desk, beta: Desk): Promise<string> {
  const topic = topicOf('Příběh papírna', staff);
  const address = `/opportunities/${await create(staff, topic, ACCOUNT)}`;
  await openTab(staff, staff.w.general);
  await share(staff, [ALFA, BETA]);

  await goTo(alfa, address);
  for (const name of [alfa.w.won, alfa.w.lost, alfa.w.return]) await expect(button(alfa, name)).toHaveCount(0);
  await alfa.page.getByRole('radio', { name: alfa.w.allPartners }).check({ force: true });
  const words = `Pošleme seznam signálů, ${topic}`;
  await field(alfa, alfa.w.note).fill(words);
  await button(alfa, alfa.w.addNote).click();
  await goTo(beta, address);
  await expect(beta.page.getByRole('article').filter({ hasText: words })).toBeVisible();
  return topic;
}

/** W9, W10, W11: brought by a partner, registered, approved. */
async function oneIsBrought(staff: Desk, alfa: Desk, beta: Desk): Promise<string> {
  const topic = topicOf('Příběh lis', staff);
  const { w } = alfa;
  await bring(alfa, topic);
  const address = new URL(alfa.page.url()).pathname;
  await seesNothingOf(beta, topic, address);
  await register(alfa, newNumber());
  await send(alfa);
  await openRequest(staff, topic);
  await review(staff);
  await approve(staff);
  await expect(request(staff).getByText(w.approved, { exact: true })).toBeVisible();
  await goTo(alfa, address);
  await expect(request(alfa).getByText(w.protectedUntil)).toBeVisible();

  await openAsStaff(staff, topic);
  await setStatus(staff, staff.w.accepted);
  await save(staff);
  await expectStatus(staff, staff.w.accepted);
  await seesNothingOf(beta, topic, address);
  return topic;
}

for (const lang of langs) {
  test(`W1 to W11, ${lang}`, async ({ enter }) => {
    test.setTimeout(240_000);
    const staff = await enter('manager@stafeta.example', { lang });
    const alfa = await enter('manager@alfa.example', { lang, phone: true });
    const beta = await enter('admin@beta.example', { lang, phone: true });

    const managed = await oneIsHandedOver(staff, alfa, beta);
    await oneIsDeclined(staff, alfa, beta);
    await oneIsDistributed(enter, staff, { [ALFA]: alfa, [BETA]: beta });
    const shared = await oneIsShared(staff, alfa, beta);
    const brought = await oneIsBrought(staff, alfa, beta);

    // W8: the dashboards tell who manages what, and with whom.
    await goTo(alfa, '/dashboard');
    const alfas = region(alfa, alfa.w.managed);
    for (const topic of [managed, shared, brought]) await expect(alfas).toContainText(topic);
    await expect(alfas.getByRole('row').filter({ hasText: shared }).or(alfas.getByRole('article').filter({ hasText: shared }))
      .first()).toContainText('Beta');
    await goTo(beta, '/dashboard');
    await expect(region(beta, beta.w.managed)).toContainText(shared);
    for (const topic of [managed, brought]) await expect(beta.page.getByText(topic)).toHaveCount(0);
  });
}
