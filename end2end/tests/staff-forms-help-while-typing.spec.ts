/** What the forms of staff do beside what is typed: amounts in groups, and names behind an @. */
import { type Desk, expect, goTo, hydrated, test } from './portal.ts';
import { button, create, field, save, share, topicOf } from './steps.ts';
import { eachOnce, langs, named } from './words.ts';

const ACCOUNT = 'Pivovar Tři Lípy a.s.';
const GROUPED = { cs: '1\u00a0234\u00a0567,89', en: '1,234,567.89' };

/** The names under the note, while it is typed. */
const offered = ({ page }: Desk) => page.locator('#mention-list').getByRole('option');

for (const lang of langs) {
  test(`an amount stands in groups once its field is left, ${lang}`, async ({ enter }) => {
    const staff = await enter('manager@stafeta.example', { lang });
    const { page, w } = staff;
    const reference = await create(staff, topicOf('Částka', staff), ACCOUNT);
    const value = field(staff, w.estimatedValue);
    await value.fill('1234567,89');
    await value.blur();
    await expect(value).toHaveValue(GROUPED[lang]);
    await save(staff);
    await expect(page.getByText(w.saved, { exact: true }).first()).toBeVisible();
    await goTo(staff, `/staff/opportunities/${reference}`);
    await expect(value).toHaveValue(GROUPED[lang]);
    await value.fill('milion');
    await value.blur();
    await expect(value).toHaveValue('milion');
    page.on('dialog', (dialog) => void dialog.accept());
  });

  test(`a name is offered behind an @ to those who may read the note, ${lang}`, async ({ enter }) => {
    const staff = await enter('manager@stafeta.example', { lang });
    const { page, w } = staff;
    const reference = await create(staff, topicOf('Zmínka', staff), ACCOUNT);
    await share(staff, ['Alfa Systémy s.r.o.', 'Beta Integrace a.s.']);
    await goTo(staff, `/staff/opportunities/${reference}`);
    const note = field(staff, w.note);
    const of = (company: string) => offered(staff).filter({ hasText: company });

    await note.pressSequentially('Ahoj @');
    await expect(offered(staff).first()).toBeVisible();
    await expect(of('Alfa')).toHaveCount(0);
    await expect(note).toHaveAttribute('aria-activedescendant', 'mention-0');
    await page.keyboard.press('Escape');
    await expect(offered(staff)).toHaveCount(0);
    await expect(note).toHaveValue('Ahoj @');

    await page.getByRole('radio', { name: w.allPartners, exact: true }).check({ force: true });
    const name = await page.evaluate(async (address) => {
      const answer = await fetch(address, { method: 'POST', body: new URLSearchParams({ reference: location.pathname.split('/').pop() ?? '' }) });
      const { mentionable } = await answer.json() as { mentionable: { name: string; partner: { name: string } | null }[] };
      return mentionable.find(({ partner }) => partner?.name.startsWith('Alfa'))?.name ?? '';
    }, '/api/opportunity/show');
    const plain = name.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
    await note.fill('');
    await note.pressSequentially(`Dobrý den @${plain.slice(0, -1)}`);
    await expect(of('Alfa').filter({ hasText: name })).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect(note).toHaveValue(`Dobrý den @${name} `);
    await expect(offered(staff)).toHaveCount(0);
    await note.pressSequentially('prosím.');
    await button(staff, w.addNote).click();
    await expect(page.getByRole('article').locator('strong').filter({ hasText: `@${name}` })).toBeVisible();
  });

  test(`without script the names stand under the note, ${lang}`, async ({ enter }) => {
    const staff = await enter('manager@stafeta.example', { lang, script: false });
    await create(staff, topicOf('Zmínka', staff), ACCOUNT);
    await hydrated(staff);
    await staff.page.getByText(staff.w.canBeNamed).click();
    await expect(staff.page.getByRole('listitem').filter({ hasText: /^@/ }).first()).toBeVisible();
  });
}

for (const how of eachOnce) {
  test(`${named(how)}: the title of the page is of what is saved`, async ({ enter }) => {
    const staff = await enter('seller@stafeta.example', how);
    await create(staff, topicOf('Před změnou', staff), ACCOUNT);
    const topic = topicOf('Po změně', staff);
    await field(staff, staff.w.topic).fill(topic);
    await expect(staff.page).toHaveTitle(/^Před změnou/);
    await save(staff);
    await expect(staff.page.getByText(staff.w.saved, { exact: true })).toBeVisible();
    await expect(staff.page).toHaveTitle(new RegExp(`^${topic}`));
  });
}
