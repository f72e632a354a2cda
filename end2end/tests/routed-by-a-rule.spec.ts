/** Issue 4 from end to end: a rule is put into use, a selection is looked at and distributed by it, one needs a person, and the next
 *  partner takes what the first one declined. */
import { type Desk, expect, goTo, hydrated, serving, test as base } from './portal.ts';
import { line, makeRoom, phoneOf, said as routing, told } from './routing.ts';
import { button, card, create, declineOffer, expectStatus, field, openOffer, openOffers, openTab, region, save, topicOf } from './steps.ts';
import { eachOnce, named } from './words.ts';

// The rules of other tests would come before this one.
const test = base.extend<object, { portal: Parameters<Parameters<typeof serving>[1]>[0] }>({
  portal: [({}, use) => serving(['--demo'], use), { scope: 'worker', timeout: 90_000 }],
});

const ACCOUNT = 'Pivovar Tři Lípy a.s.';

const said = {
  cs: {
    sources: 'Zdroje', source: 'Zdroj', country: 'Země', choose: 'Vybrat', ticked: /^Zaškrtnuté/, preview: 'Náhled distribuce', run: 'Hromadná distribuce',
    foreseen: /^1\sdostane partnera, 1\spotřebuje člověka$/, needs: 'Potřebuje člověka', nobody: 'Žádný partner teď nevyhovuje.', elsewhere: /jiné území: \d+/,
    start: 'Distribuovat', done: /^hotovo/, result: /^1\sdistribuována, 1\spotřebuje člověka$/, asked: 'Osloven', why: 'Proč právě vy', territory: /^Zákazník je na vašem území: .+\.$/,
  },
  en: {
    sources: 'Sources', source: 'Source', country: 'Country', choose: 'Choose', ticked: /^Ticked ones/, preview: 'Preview of the distribution', run: 'Distribution',
    foreseen: /^1\sgets a partner, 1\sneeds a person$/, needs: 'Needs a person', nobody: 'No partner fits now.', elsewhere: /another territory: \d+/,
    start: 'Distribute', done: /^done/, result: /^1\sdistributed, 1\sneeds a person$/, asked: 'Asked', why: 'Why you', territory: /^The customer is in your territory: .+\.$/,
  },
} as const;

/** A rule for what comes from this source, in use. */
async function makeRule(staff: Desk, name: string, source: string): Promise<void> {
  const { page, w, lang } = staff;
  await goTo(staff, '/staff/settings');
  await page.getByRole('link', { name: routing[lang].rules, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: routing[lang].rules })).toBeVisible();
  await hydrated(staff);
  await field(staff, routing[lang].name).fill(name);
  await field(staff, said[lang].sources).fill(source);
  await field(staff, routing[lang].waterfall).fill('3');
  await button(staff, w.save).click();
  await page.getByRole('row', { name }).getByRole('button', { name: routing[lang].use }).click();
  await expect(page.getByRole('row', { name })).toContainText(routing[lang].inUse);
}

/** A new opportunity from a source, in a country; answers its page. */
async function from(staff: Desk, topic: string, source: string, country: string): Promise<string> {
  const { page, w, lang } = staff;
  const reference = await create(staff, topic, ACCOUNT);
  await openTab(staff, w.general);
  await field(staff, said[lang].source).fill(source);
  await field(staff, said[lang].country).fill(country);
  await save(staff);
  await expect(page.getByText(w.saved, { exact: true })).toBeVisible();
  return `/staff/opportunities/${reference}`;
}

for (const how of eachOnce) {
  test(`${named(how)}: previewed, distributed, declined on a phone, and taken by the next`, async ({ enter }) => {
    test.setTimeout(300_000);
    const s = said[how.lang];
    const staff = await enter('manager@stafeta.example', how);
    const { page, w } = staff;
    for (const partner of ['Beta', 'Severní', 'Labská']) await makeRoom(staff, partner);
    const [rule, source] = [topicOf('Pravidlo veletrhu', staff), topicOf('veletrh', staff)];
    await makeRule(staff, rule, source);
    const [ours, nobodys] = [topicOf('Třídicí linka', staff), topicOf('Linka za mořem', staff)];
    const record = await from(staff, ours, source, 'CZ');
    const abroad = await from(staff, nobodys, source, 'US');

    await goTo(staff, '/staff/opportunities');
    for (const topic of [ours, nobodys]) await page.getByRole('checkbox', { name: `${s.choose} ${topic}` }).check();
    await page.getByRole('button', { name: s.ticked }).click();
    await expect(page.getByRole('heading', { level: 1, name: s.preview })).toBeVisible();
    await expect(page.getByText(s.foreseen)).toBeVisible();
    const fate = (topic: string) => page.getByRole('row').filter({ hasText: topic });
    await expect(fate(ours)).toContainText(rule);
    const chosen = (await fate(ours).getByRole('cell').nth(1).innerText()).trim();
    await expect(fate(nobodys)).toContainText(s.needs);
    await expect(fate(nobodys)).toContainText(s.nobody);
    await expect(fate(nobodys)).toContainText(s.elsewhere);

    await button(staff, s.start).click();
    await expect(page.getByRole('heading', { level: 1, name: s.run, exact: true })).toBeVisible();
    // Without script the page is looked at again, as people do.
    await expect(async () => {
      if (!how.script) await page.reload();
      await expect(page.getByText(s.done)).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 30_000 });
    await expect(page.getByText(s.result)).toBeVisible();
    await expect(fate(ours)).toContainText(s.asked);
    await expect(fate(ours)).toContainText(chosen);
    await expect(fate(nobodys)).toContainText(s.needs);
    await expect(fate(nobodys)).toContainText(s.elsewhere);
    await goTo(staff, abroad);
    await expectStatus(staff, w.inProgress);

    await goTo(staff, record);
    await expectStatus(staff, w.delivered);
    await expect(region(staff, routing[how.lang].section)).toContainText(rule);
    const [first = '', second = ''] = await line(staff);
    expect(first, 'whom the preview named').toBe(chosen);
    const one = await phoneOf(enter, staff, first);
    await openOffer(one, ours);
    await expect(one.page.getByRole('heading', { name: s.why, exact: true })).toBeVisible();
    await expect(one.page.getByText(s.territory)).toBeVisible();
    await declineOffer(one, ours);

    const other = await phoneOf(enter, staff, second);
    await openOffers(other);
    await card(other, other.w.distributed, ours).getByRole('button', { name: other.w.accept, exact: true }).click();
    await expect(other.page.getByRole('heading', { level: 1, name: ours })).toBeVisible();
    await expect(other.page.getByRole('main')).toContainText(ACCOUNT);

    // With script the open page of staff has followed all of it.
    if (!how.script) await page.reload();
    await expectStatus(staff, w.accepted);
    await expect(told(staff, first)).toContainText(w.declined);
    await expect(told(staff, second)).toContainText(w.accepted);
  });
}
