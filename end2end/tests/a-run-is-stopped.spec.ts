/** A distribution of many is stopped while it runs: its page says how far it came, and what had no turn stays as it was. */
import { type Desk, expect, goTo, serving, test as base } from './portal.ts';
import { button, expectStatus, region, topicOf } from './steps.ts';
import { eachOnce, named } from './words.ts';

// So many would fill the lists of others, too.
const test = base.extend<object, { portal: Parameters<Parameters<typeof serving>[1]>[0] }>({
  portal: [({}, use) => serving(['--demo'], use), { scope: 'worker', timeout: 90_000 }],
});

/** The worker looks once a second and gives each a turn of its own: nobody is so slow that these are through. */
const MANY = 600;

const said = {
  cs: {
    whole: /^Celé zobrazení/, preview: 'Náhled distribuce', start: 'Distribuovat', run: 'Hromadná distribuce', stop: 'Zastavit',
    stopped: 'zastaveno', lead: /^zastaveno · /, progress: 'Průběh', left: 'nedošlo na ni',
  },
  en: {
    whole: /^The whole view/, preview: 'Preview of the distribution', start: 'Distribute', run: 'Distribution', stop: 'Stop',
    stopped: 'stopped', lead: /^stopped · /, progress: 'Progress', left: 'left as it was',
  },
} as const;

async function bringMany(staff: Desk, word: string): Promise<void> {
  const { w } = staff;
  const lines = Array.from({ length: MANY }, (_, at) => `${word} ${at + 1};Pivovar Tři Lípy a.s.`);
  const csv = ['Téma;Obchodní vztah', ...lines].join('\r\n');
  await goTo(staff, '/staff/import');
  await button(staff, w.csvFile).setInputFiles({ name: 'mnoho.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await button(staff, w.showPreview).click();
  await expect(region(staff, w.preview)).toBeVisible({ timeout: 60_000 });
  await button(staff, w.import).click();
  await expect(region(staff, w.result)).toContainText(new RegExp(`${w.added}\\s*${MANY}`), { timeout: 120_000 });
}

/** How many had their turn, as the page says. */
async function had(staff: Desk): Promise<number> {
  const words = await region(staff, said[staff.lang].progress).getByRole('status').innerText();
  const [, count] = new RegExp(`(\\d+)\\s(?:z|of)\\s${MANY}$`).exec(words.trim()) ?? [];
  if (count === undefined) throw new Error(`nothing is said of ${MANY}: ${words}`);
  return Number(count);
}

for (const how of eachOnce) {
  test(`${named(how)}: stopped, it says what is left`, async ({ enter }) => {
    test.setTimeout(300_000);
    const s = said[how.lang];
    const staff = await enter('manager@stafeta.example', how);
    const { page, w } = staff;
    const word = topicOf('Dávka', staff);
    await bringMany(staff, word);
    await goTo(staff, `/staff/opportunities?q=${encodeURIComponent(word)}`);
    await page.getByRole('button', { name: s.whole }).click();
    await expect(page.getByRole('heading', { level: 1, name: s.preview })).toBeVisible({ timeout: 60_000 });
    await button(staff, s.start).click();
    await button(staff, s.stop).click();

    await expect(page.getByText(s.lead)).toBeVisible();
    await expect(page.getByRole('heading', { level: 1, name: s.run, exact: true })).toBeVisible();
    await expect(button(staff, s.stop)).toHaveCount(0);
    const count = await had(staff);
    expect(count).toBeLessThan(MANY);
    const left = page.getByRole('row').filter({ hasText: s.left });
    await expect(left).toHaveCount(MANY - count);

    // One that went on would have come further meanwhile.
    const { pathname } = new URL(page.url());
    await goTo(staff, '/staff/distributions');
    await expect(page.getByRole('row').filter({ hasText: s.stopped }).first()).toBeVisible();
    await goTo(staff, pathname);
    await expect(page.getByText(s.lead)).toBeVisible();
    expect(await had(staff)).toBe(count);
    await left.first().getByRole('link').click();
    await expectStatus(staff, w.inProgress);
  });
}
