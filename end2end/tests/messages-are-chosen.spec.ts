/** Everybody chooses which messages come: what is switched off does not, what matters always does. Over a real mail server. */
import { type Desk, expect, goTo, signIn } from './portal.ts';
import { test } from './post-office.ts';
import { button, create, field, region, share, topicOf } from './steps.ts';
import { eachOnce, named } from './words.ts';

const ACCOUNT = 'Pivovar Tři Lípy a.s.';

const said = {
  cs: { mails: 'E-maily', notes: 'Poznámky', save: 'Uložit výběr', saved: 'Výběr e-mailů je uložený.' },
  en: { mails: 'E-mails', notes: 'Notes', save: 'Save the choice', saved: 'The choice of e-mails is saved.' },
} as const;

/** Notes come or do not come from now on, and the page says so when it is opened again. */
async function choose(desk: Desk, notes: boolean): Promise<void> {
  const s = said[desk.lang];
  const box = region(desk, s.mails).getByRole('checkbox', { name: s.notes, exact: true });
  await goTo(desk, '/me');
  await box.setChecked(notes);
  await button(desk, s.save).click();
  await expect(desk.page.getByText(s.saved)).toBeVisible();
  await goTo(desk, '/me');
  await expect(box).toBeChecked({ checked: notes });
}

async function write(staff: Desk, words: string): Promise<void> {
  const { page, w } = staff;
  await page.getByRole('radio', { name: w.allPartners, exact: true }).check({ force: true });
  await field(staff, w.note).fill(words);
  await button(staff, w.addNote).click();
  await expect(page.getByRole('article').filter({ hasText: words })).toBeVisible();
}

for (const how of eachOnce) {
  test(`${named(how)}: notes are switched off and on again`, async ({ visit, office, mailing }) => {
    test.setTimeout(180_000);
    const staff = await visit(how, mailing.url);
    const manager = await visit({ ...how, phone: true }, mailing.url);
    await signIn(staff, 'manager@stafeta.example');
    await signIn(manager, 'manager@alfa.example');
    await choose(manager, false);

    const topic = topicOf('zprávy', staff);
    await create(staff, topic, ACCOUNT);
    await share(staff, ['Alfa Systémy s.r.o.', 'Beta Integrace a.s.']);
    await office.letter('manager@alfa.example', topic);
    await write(staff, `Potichu, ${topic}`);
    await office.letter('admin@alfa.example', `Potichu, ${topic}`);

    await choose(manager, true);
    await write(staff, `Nahlas, ${topic}`);
    // Messages leave in the order in which they were written.
    await office.letter('manager@alfa.example', `Nahlas, ${topic}`);
    const quiet = office.letters.filter(({ to, text }) => to.includes('manager@alfa.example') && text.includes(`Potichu, ${topic}`));
    expect(quiet).toEqual([]);
  });
}
