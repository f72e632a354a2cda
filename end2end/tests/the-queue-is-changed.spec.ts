/** Staff change who is asked next: one first, one not at all, or nobody; when nobody is left it rests until somebody decides. */
import { type Desk, expect, goTo, serving, test as base } from './portal.ts';
import { distribute, line, makeRoom, phoneOf, said, told } from './routing.ts';
import { create, declineOffer, expectStatus, openAsStaff, region, topicOf } from './steps.ts';
import { eachOnce, named } from './words.ts';

// The rules of other tests would decide how many are asked.
const test = base.extend<object, { portal: Parameters<Parameters<typeof serving>[1]>[0] }>({
  portal: [({}, use) => serving(['--demo'], use), { scope: 'worker', timeout: 90_000 }],
});

const ACCOUNT = 'Pivovar Tři Lípy a.s.';

/** Presses one of the buttons of the queue that are about this partner. */
async function press(staff: Desk, word: RegExp, partner: string): Promise<void> {
  const deed = staff.page.getByRole('button', { name: word });
  await region(staff, said[staff.lang].section).getByRole('listitem').filter({ has: deed, hasText: partner }).getByRole('button', { name: word }).click();
}

/** Whoever was chosen, and the others in their order, as the page has them once the press took effect. */
async function expectLine(staff: Desk, names: string[]): Promise<void> {
  await expect(async () => expect(await line(staff)).toEqual(names)).toPass({ timeout: 15_000 });
}

/** A new opportunity that the portal offered to somebody; answers its page and who is in line. */
async function distributed(staff: Desk, topic: string): Promise<{ page: string; names: string[] }> {
  for (const partner of ['Beta', 'Severní', 'Labská']) await makeRoom(staff, partner);
  const page = `/staff/opportunities/${await create(staff, topic, ACCOUNT)}`;
  await distribute(staff);
  const names = await line(staff);
  expect(names, 'one is asked and two wait').toHaveLength(3);
  return { page, names };
}

for (const how of eachOnce) {
  test.describe(named(how), () => {
    const s = said[how.lang];

    test('one is asked first, another one is skipped, and the waterfall ends with staff', async ({ enter }) => {
      test.setTimeout(240_000);
      const staff = await enter('manager@stafeta.example', how);
      const { w } = staff;
      const topic = topicOf('Pořadí', staff);
      const { page, names: [chosen = '', early = '', late = ''] } = await distributed(staff, topic);

      await press(staff, s.askFirst, late);
      await expectLine(staff, [chosen, late, early]);
      await press(staff, s.skip, early);
      await expectLine(staff, [chosen, late]);
      await goTo(staff, page);
      await expectLine(staff, [chosen, late]);

      await declineOffer(await phoneOf(enter, staff, chosen), topic);
      await goTo(staff, page);
      await expectStatus(staff, w.delivered);
      await expect(told(staff, chosen)).toContainText(w.declined);
      await expect(told(staff, late)).toContainText(w.delivered);

      await declineOffer(await phoneOf(enter, staff, late), topic);
      await openAsStaff(staff, topic, 'decision');
      await expectStatus(staff, w.declined);
      await expect(told(staff, late)).toContainText(w.declined);
      await expect(told(staff, early)).toHaveCount(0);
    });

    test('it is stopped, and nobody else is asked', async ({ enter }) => {
      test.setTimeout(180_000);
      const staff = await enter('manager@stafeta.example', how);
      const { w } = staff;
      const topic = topicOf('Zastaveno', staff);
      const { page, names: [chosen = '', second = ''] } = await distributed(staff, topic);

      await staff.page.getByRole('button', { name: s.stop }).click();
      await expect(staff.page.getByRole('heading', { name: s.next })).toHaveCount(0);
      await expectStatus(staff, w.delivered);
      await goTo(staff, page);
      await expect(staff.page.getByRole('heading', { name: s.why })).toBeVisible();
      await expect(staff.page.getByRole('heading', { name: s.next })).toHaveCount(0);

      await declineOffer(await phoneOf(enter, staff, chosen), topic);
      await openAsStaff(staff, topic, 'decision');
      await expectStatus(staff, w.declined);
      await expect(told(staff, second)).toHaveCount(0);
    });
  });
}
