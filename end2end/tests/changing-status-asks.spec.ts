/** A change of status asks for what it needs, at its field and not before: a reason, a value, why the same partner again, until when. */
import { type Desk, expect, goTo, test } from './portal.ts';
import {
  card, create, declineOffer, deliver, expectMessageAt, expectStatus, field, openOffers, pick, save, setStatus, topicOf,
} from './steps.ts';
import { eachOnce, named } from './words.ts';

const ACCOUNT = 'Pivovar Tři Lípy a.s.';
const BETA = 'Beta Integrace a.s.';

const said = {
  cs: {
    again: 'Proč znovu témuž partnerovi', declinedBefore: 'Partner tuto příležitost už odmítl. Napište, proč mu ji nabízíte znovu.',
    onHold: 'Pozastaveno', held: 'Pozastaveno, lhůty stojí.', resumed: 'Obnoveno, lhůty běží.', acceptBy: 'Přijmout do', notFuture: 'Termín musí být v budoucnosti.',
    canceled: 'Zrušeno', loss: 'Důvod ztráty', price: 'Cena', closed: 'Uzavřeno bez prodeje.', reopened: 'Znovu otevřeno.',
    actual: 'Skutečná hodnota', amount: 'Zadejte částku', congratulations: 'Vyhráno. Gratulujeme!',
  },
  en: {
    again: 'Why the same partner again', declinedBefore: 'The partner declined this opportunity before. Say why you offer it again.',
    onHold: 'On hold', held: 'On hold, the clocks stand still.', resumed: 'Resumed, the clocks run.', acceptBy: 'Accept by', notFuture: 'The deadline must be in the future.',
    canceled: 'Canceled', loss: 'Reason for the loss', price: 'Price', closed: 'Closed without a sale.', reopened: 'Reopened.',
    actual: 'Actual value', amount: 'Enter an amount', congratulations: 'Won. Congratulations!',
  },
} as const;

/** The summary above the form leads to the field, and the field says the same. */
async function expectAsked(desk: Desk, label: string, message: string): Promise<void> {
  await expect(desk.page.getByRole('alert').getByRole('link', { name: `${label}: ${message}` })).toBeVisible();
  await expectMessageAt(field(desk, label), message);
}

async function expectTold({ page }: Desk, words: string): Promise<void> {
  await expect(page.getByRole('status').filter({ hasText: words }).first()).toBeVisible();
}

/** In three weeks at half past ten, as the field has it. */
function ahead(): string {
  return `${new Date(Date.now() + 21 * 24 * 3600 * 1000).toISOString().slice(0, 10)}T10:30`;
}

for (const how of eachOnce) {
  test.describe(named(how), () => {
    const s = said[how.lang];

    test('the same partner is asked again with a reason, and it rests for a while', async ({ enter }) => {
      test.setTimeout(180_000);
      const staff = await enter('manager@stafeta.example', how);
      const { page, w } = staff;
      const topic = topicOf('Znovu', staff);
      const reference = await create(staff, topic, ACCOUNT);
      await deliver(staff, BETA);
      const beta = await enter('admin@beta.example', { ...how, phone: true });
      await declineOffer(beta, topic);

      await goTo(staff, `/staff/opportunities/${reference}`);
      await expectStatus(staff, w.declined);
      await expect(field(staff, s.again)).toHaveCount(0);
      const [more, why] = ['Vědět, která paleta kde je a kdo ji odvezl.', `Uvolnila se jim kapacita, ${topic}.`];
      await field(staff, w.needs).fill(more);
      await pick(staff, w.partner, BETA);
      await setStatus(staff, w.delivered);
      await save(staff);
      await expectAsked(staff, s.again, s.declinedBefore);
      await expectStatus(staff, w.declined);
      await expect(field(staff, w.needs)).toHaveValue(more);
      await expect(field(staff, w.partner)).toHaveValue(BETA);
      await expect(field(staff, w.status)).toHaveValue('delivered');
      await field(staff, s.again).fill(why);
      await save(staff);
      await expectStatus(staff, w.delivered);
      await expect(field(staff, s.again)).toHaveCount(0);
      await expect(field(staff, w.needs)).toHaveValue(more);
      await expect(page.getByText(why).first()).toBeVisible();
      await openOffers(beta);
      await expect(card(beta, w.distributed, topic)).toBeVisible();

      await setStatus(staff, s.onHold);
      await save(staff);
      await expectStatus(staff, s.onHold);
      await expectTold(staff, s.held);
      await openOffers(beta);
      await expect(card(beta, w.distributed, topic)).toContainText(s.onHold);
      await expect(card(beta, w.distributed, topic).getByRole('button')).toHaveCount(0);
      await setStatus(staff, w.delivered);
      await save(staff);
      await expectStatus(staff, w.delivered);
      await expectTold(staff, s.resumed);
      await openOffers(beta);
      await card(beta, w.distributed, topic).getByRole('button', { name: w.accept, exact: true }).click();
      await expect(beta.page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
    });

    test('until when the partner may answer is typed, and never in the past', async ({ enter }) => {
      const staff = await enter('manager@stafeta.example', how);
      const { w } = staff;
      const reference = await create(staff, topicOf('Lhůta', staff), ACCOUNT);
      const deadline = field(staff, s.acceptBy);
      await pick(staff, w.partner, BETA);
      await setStatus(staff, w.delivered);
      await deadline.fill('2020-01-02T10:00');
      await save(staff);
      await expectAsked(staff, s.acceptBy, s.notFuture);
      await expect(deadline).toHaveValue('2020-01-02T10:00');
      await expectStatus(staff, w.inProgress);

      const until = ahead();
      await deadline.fill(until);
      await save(staff);
      await expectStatus(staff, w.delivered);
      await goTo(staff, `/staff/opportunities/${reference}`);
      await expect(deadline).toHaveValue(until);
    });

    test('canceled with a reason, opened again with another, and won for so much', async ({ enter }) => {
      const staff = await enter('manager@stafeta.example', how);
      const { page, w } = staff;
      const topic = topicOf('Konec', staff);
      await create(staff, topic, ACCOUNT);
      for (const label of [s.loss, w.reasonLabel, s.actual]) await expect(field(staff, label)).toHaveCount(0);

      await setStatus(staff, s.canceled);
      await save(staff);
      await expectAsked(staff, s.loss, w.required);
      await expectStatus(staff, w.inProgress);
      await field(staff, s.loss).selectOption({ label: s.price });
      await field(staff, w.reasonLabel).fill(`Dražší o třetinu, ${topic}.`);
      await save(staff);
      await expectStatus(staff, s.canceled);
      await expectTold(staff, s.closed);
      await expect(page.getByText(`Dražší o třetinu, ${topic}.`).first()).toBeVisible();

      await setStatus(staff, w.inProgress);
      await save(staff);
      await expectAsked(staff, w.reasonLabel, w.required);
      await expectStatus(staff, s.canceled);
      await field(staff, w.reasonLabel).fill(`Zákazník se vrátil, ${topic}.`);
      await save(staff);
      await expectStatus(staff, w.inProgress);
      await expectTold(staff, s.reopened);
      await expect(page.getByText(`Zákazník se vrátil, ${topic}.`).first()).toBeVisible();

      await setStatus(staff, w.won);
      await save(staff);
      await expectAsked(staff, s.actual, w.required);
      await field(staff, s.actual).fill('milion');
      await save(staff);
      await expectMessageAt(field(staff, s.actual), s.amount);
      await expect(field(staff, s.actual)).toHaveValue('milion');
      await expectStatus(staff, w.inProgress);
      await field(staff, s.actual).fill('125000');
      await save(staff);
      await expectStatus(staff, w.won);
      await expectTold(staff, s.congratulations);
      await expect(page.getByRole('definition').filter({ hasText: /125[\s,]000[.,]00/ })).toBeVisible();
    });
  });
}
