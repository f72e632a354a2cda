/** A rule that decides at creation: what is entered or imported is offered by itself, with the way to follow it. */
import { type Desk, expect, goTo, hydrated, serving, test as base } from './portal.ts';
import { button, create, expectStatus, field, topicOf } from './steps.ts';
import { eachOnce, named } from './words.ts';

// A rule for everything would decide for the tests of others, too.
const test = base.extend<object, { portal: Parameters<Parameters<typeof serving>[1]>[0] }>({
  portal: [({}, use) => serving(['--demo'], use), { scope: 'worker', timeout: 90_000 }],
});

const said = {
  cs: { name: 'Název', when: 'Kdy rozhoduje', use: /^Použít ?: /, ahead: /^Po importu pravidla sama nabídnou partnerům 2.nové příležitosti\./, follow: 'Průběh distribuce', run: 'Hromadná distribuce', done: /^hotovo · / },
  en: { name: 'Name', when: 'When it decides', use: /^Put into use ?: /, ahead: /^After the import rules offer 2.new opportunities to partners by themselves\./, follow: 'How the distribution goes', run: 'Distribution', done: /^done · / },
} as const;

const ACCOUNT = 'Pivovar Tři Lípy a.s.';

async function decideAtCreation(staff: Desk): Promise<void> {
  const s = said[staff.lang];
  await goTo(staff, '/staff/settings/routing');
  const name = topicOf('Hned', staff);
  await field(staff, s.name).fill(name);
  await field(staff, s.when).selectOption({ value: 'creation' });
  await button(staff, staff.w.save).click();
  await staff.page.getByRole('row', { name }).getByRole('button', { name: s.use }).click();
  await hydrated(staff);
}

for (const how of eachOnce) {
  test(`${named(how)}: what is entered and what comes from a file is offered by itself`, async ({ enter }) => {
    const staff = await enter('manager@stafeta.example', how);
    const { page, w } = staff;
    const s = said[how.lang];
    await decideAtCreation(staff);

    await create(staff, topicOf('Zakladač', staff), ACCOUNT);
    await expectStatus(staff, w.delivered);

    const topics = [topicOf('Dovoz šroubů', staff), topicOf('Dovoz matic', staff)];
    const csv = ['Téma;Obchodní vztah', ...topics.map((topic) => `${topic};${ACCOUNT}`)].join('\r\n');
    await goTo(staff, '/staff/import');
    await button(staff, w.csvFile).setInputFiles({ name: 'dovoz.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await button(staff, w.showPreview).click();
    await expect(page.getByText(s.ahead)).toBeVisible();
    await button(staff, w.import).click();
    await page.getByRole('link', { name: s.follow }).click();

    await expect(page.getByRole('heading', { level: 1, name: s.run })).toBeVisible();
    // Without script the page is looked at again, as people do.
    await expect(async () => {
      if (!how.script) await page.reload();
      await expect(page.getByText(s.done)).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 30_000 });
    for (const topic of topics) await expect(page.getByRole('row', { name: topic })).toBeVisible();
  });
}
