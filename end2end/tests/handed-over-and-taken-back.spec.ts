/** What was handed over can be taken back: within ten minutes without a word, later with a reason; the partner is told. */
import { type Desk, type Enter, type Person, expect, goTo, test } from './portal.ts';
import { button, card, create, deliver, expectMessageAt, expectStatus, field, letter, openOffers, region, topicOf } from './steps.ts';
import { eachOnce, named } from './words.ts';

const ACCOUNT = 'Pivovar Tři Lípy a.s.';
const REASON = 'Zákazník chce nejdřív mluvit s námi.';

interface HandedOver {
  staff: Desk;
  partner: Desk;
  topic: string;
  reference: string;
}

/** Delivered to Alfa, whose manager sees the offer. */
async function handOver(enter: Enter, how: Person): Promise<HandedOver> {
  const staff = await enter('manager@stafeta.example', how);
  const topic = topicOf('Regály', staff);
  const reference = await create(staff, topic, ACCOUNT);
  await deliver(staff, 'Alfa Systémy s.r.o.');
  const partner = await enter('manager@alfa.example', { ...how, phone: true });
  await openOffers(partner);
  await expect(card(partner, partner.w.distributed, topic)).toBeVisible();
  return { staff, partner, topic, reference };
}

async function expectTakenBack({ partner, topic, reference }: HandedOver): Promise<void> {
  const { page, w } = partner;
  if (!partner.script) await page.reload();
  await expect(page.getByRole('heading', { name: w.takenBack })).toBeVisible();
  await expect(button(partner, w.accept)).toHaveCount(0);
  await expect(page.getByRole('main')).not.toContainText(ACCOUNT);
  await goTo(partner, '/opportunities');
  await expect(region(partner, w.distributed)).not.toContainText(topic);
  await expect(region(partner, w.managed)).not.toContainText(topic);
  await goTo(partner, `/opportunities/${reference}`);
  await expect(page.getByRole('main')).not.toContainText(ACCOUNT);
}

for (const how of eachOnce) {
  test(`${named(how)}: a hand-over is undone within ten minutes`, async ({ enter }) => {
    const story = await handOver(enter, how);
    const { staff, partner, topic, reference } = story;
    await goTo(partner, `/opportunities/${reference}`);
    await expect(button(partner, partner.w.accept).first()).toBeVisible();

    await button(staff, staff.w.undo).click();
    await expectStatus(staff, staff.w.inProgress);
    await expect(staff.page.getByText(new RegExp(`^${staff.w.undone}`)).first()).toBeVisible();
    await expect(button(staff, staff.w.undo)).toHaveCount(0);

    await expectTakenBack(story);
    await expect(await letter(staff, `Odvoláno: ${topic}`)).toContainText('@alfa.example');
  });

  test(`${named(how)}: an accepted opportunity is recalled with a reason`, async ({ enter }) => {
    const story = await handOver(enter, how);
    const { staff, partner, topic } = story;
    const { w } = staff;
    await card(partner, w.distributed, topic).getByRole('button', { name: w.accept, exact: true }).click();
    await expect(partner.page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
    await expect(partner.page.getByRole('main')).toContainText(ACCOUNT);
    if (!how.script) await staff.page.reload();
    await expectStatus(staff, w.accepted);
    await expect(button(staff, w.undo)).toHaveCount(0);

    await button(staff, w.recallMore).click();
    await button(staff, w.recall).click();
    await expectMessageAt(field(staff, w.recallReason), w.required);
    await expectStatus(staff, w.accepted);
    await field(staff, w.recallReason).fill(REASON);
    await button(staff, w.recall).click();
    await expectStatus(staff, w.inProgress);

    await expectTakenBack(story);
    await expect(partner.page.getByRole('main')).toContainText(REASON);
    const mail = await letter(staff, `Odvoláno: ${topic}`);
    await expect(mail).toContainText('@alfa.example');
    await expect(mail.getByText(REASON)).toBeVisible();
  });
}
