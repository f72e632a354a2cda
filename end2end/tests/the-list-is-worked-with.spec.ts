/** The list of staff as a tool: filtered, sorted and leafed through, with all of it in the address; cards on a phone. */
import type { Locator } from '@playwright/test';

import { type Desk, expect, goTo, hydrated, test } from './portal.ts';
import { create, field, pick, save, topicOf } from './steps.ts';
import { eachOnce, named } from './words.ts';

const ACCOUNT = 'Pivovar Tři Lípy a.s.';
const LIST = '/staff/opportunities';
const SELLER = 'Jana Přibylová';

const said = {
  cs: {
    filter: 'Filtr', apply: 'Použít', remove: 'Odebrat filtr', owner: 'Vlastník', least: 'Hodnota alespoň', until: 'Uzavření do',
    value: 'Hodnota', close: 'Uzavření', pages: 'Stránkování', next: 'Další', previous: 'Předchozí',
  },
  en: {
    filter: 'Filter', apply: 'Apply', remove: 'Remove filter', owner: 'Owner', least: 'Value at least', until: 'Close by',
    value: 'Value', close: 'Close', pages: 'Pages', next: 'Next', previous: 'Previous',
  },
} as const;

/** A day so far ahead, as a date field has it. */
function inDays(days: number): string {
  return new Date(Date.now() + days * 24 * 3600 * 1000).toISOString().slice(0, 10);
}

async function worth(desk: Desk, topic: string, value: string, close: string): Promise<void> {
  await create(desk, topic, ACCOUNT);
  await field(desk, desk.w.estimatedValue).fill(value);
  await field(desk, desk.w.estimatedClose).fill(close);
  await save(desk);
  await expect(desk.page.getByText(desk.w.saved, { exact: true })).toBeVisible();
}

/** The records in sight, by the links of their topics. */
function rows({ page }: Desk, topic: string | RegExp = /./): Locator {
  return page.getByRole('main').getByRole('row').getByRole('cell').getByRole('link', { name: topic });
}

function head({ page }: Desk, name: string): Locator {
  return page.getByRole('columnheader', { name, exact: true });
}

function pager(desk: Desk, name: string): Locator {
  return desk.page.getByRole('navigation', { name: said[desk.lang].pages }).getByRole('link', { name, exact: true });
}

test('cs, with script: what is typed into the filters stays while the list is drawn anew', async ({ enter }) => {
  const staff = await enter('manager@stafeta.example', { lang: 'cs' });
  const colleague = await enter('seller@stafeta.example', { lang: 'cs' });
  const { page, w } = staff;
  const topic = topicOf('Přibylo', colleague);
  const menu = page.locator('summary').filter({ hasText: said.cs.filter });
  await goTo(staff, LIST);
  await menu.click();
  await field(staff, w.partner).fill('Gam');
  await field(staff, w.account).fill('Pivo');
  const expectTyped = async (): Promise<void> => {
    await expect(field(staff, w.partner)).toHaveValue('Gam');
    await expect(field(staff, w.account)).toHaveValue('Pivo');
  };

  // A colleague's change arrives.
  await create(colleague, topic, ACCOUNT);
  await expect(rows(staff, topic)).toBeVisible();
  await expectTyped();

  // The reader asks for another order.
  await menu.click();
  await head(staff, w.topic).getByRole('link').click();
  await expect(head(staff, w.topic)).toHaveAttribute('aria-sort', 'ascending');
  await menu.click();
  await expectTyped();
});

for (const how of eachOnce) {
  test.describe(named(how), () => {
    const s = said[how.lang];

    test('filters are chosen, stay in the address, and go one by one', async ({ enter }) => {
      test.setTimeout(150_000);
      const staff = await enter('seller@stafeta.example', how);
      const { page, w } = staff;
      const all = topicOf('Filtr', staff);
      const [small, large, late] = [`${all} malý`, `${all} velký`, `${all} pozdní`];
      await worth(staff, small, '1000', inDays(60));
      await worth(staff, large, '900000', inDays(60));
      await worth(staff, late, '900000', inDays(400));
      await goTo(staff, `${LIST}?q=${encodeURIComponent(all)}`);
      await expect(rows(staff, all)).toHaveCount(3);

      await page.locator('summary').filter({ hasText: s.filter }).click();
      await field(staff, w.status).selectOption({ label: w.inProgress });
      await field(staff, s.owner).selectOption({ label: SELLER });
      await pick(staff, w.account, ACCOUNT);
      await field(staff, w.currency).selectOption({ label: 'EUR' });
      await field(staff, s.least).fill('500000');
      await field(staff, s.until).fill(inDays(100));
      await page.getByRole('button', { name: s.apply, exact: true }).click();
      // With script the amount is grouped as it is typed.
      await expect(page).toHaveURL(new RegExp(`min_value=500(%C2%A0)?000.*close_to=${inDays(100)}`));
      await hydrated(staff);
      await expect(rows(staff, all)).toHaveText([large]);

      const chosen = page.url();
      await page.reload();
      await hydrated(staff);
      expect(page.url()).toBe(chosen);
      await expect(rows(staff, all)).toHaveText([large]);
      const remove = (label: string): Locator => page.getByRole('link', { name: `${s.remove} ${label}`, exact: true });
      for (const label of [w.status, s.owner, w.account, w.currency, s.value, s.close]) await expect(remove(label)).toBeVisible();

      await remove(s.value).click();
      await expect(page).not.toHaveURL(/min_value=\d/);
      await expect(rows(staff, small)).toBeVisible();
      await expect(rows(staff, all)).toHaveCount(2);
      await remove(s.close).click();
      await expect(page).not.toHaveURL(/close_to=\d/);
      await expect(rows(staff, all)).toHaveCount(3);
      for (const label of [w.status, s.owner, w.account, w.currency]) {
        await remove(label).click();
        await expect(remove(label)).toHaveCount(0);
      }
      await expect(page).toHaveURL(/\?q=[^&]+$/);
      await expect(rows(staff, all)).toHaveCount(3);

      await page.locator('summary').filter({ hasText: s.filter }).click();
      await pick(staff, w.partner, 'Gama Technik s.r.o.');
      await page.getByRole('button', { name: s.apply, exact: true }).click();
      await expect(rows(staff, all)).toHaveCount(0);
      await remove(w.partner).click();
      await expect(rows(staff, all)).toHaveCount(3);
    });

    test('a press on the head of a column sorts, another one turns it round', async ({ enter }) => {
      const staff = await enter('seller@stafeta.example', how);
      const { page, w } = staff;
      const all = topicOf('Řazení', staff);
      const [first, second] = [`${all} Čáp`, `${all} Chrt`];
      // In Czech ch comes behind h, and č behind c: neither is the order of bytes.
      await worth(staff, second, '500', inDays(60));
      await worth(staff, first, '900', inDays(60));
      await goTo(staff, `${LIST}?q=${encodeURIComponent(all)}`);
      await expect(head(staff, w.topic)).not.toHaveAttribute('aria-sort');

      for (const [name, direction, order] of [
        [w.topic, 'ascending', [first, second]],
        [w.topic, 'descending', [second, first]],
        [s.value, 'descending', [first, second]],
        [s.value, 'ascending', [second, first]],
      ] as const) {
        await head(staff, name).getByRole('link').click();
        await expect(head(staff, name)).toHaveAttribute('aria-sort', direction);
        await expect(rows(staff, all)).toHaveText([...order]);
      }
      await expect(head(staff, w.topic)).not.toHaveAttribute('aria-sort');
      await page.reload();
      await hydrated(staff);
      await expect(head(staff, s.value)).toHaveAttribute('aria-sort', 'ascending');
      await expect(rows(staff, all)).toHaveText([second, first]);
    });

    test('the next page and the one before, also after a reload', async ({ enter }) => {
      const staff = await enter('manager@stafeta.example', how);
      const { page } = staff;
      await goTo(staff, `${LIST}?sort=topic&dir=asc`);
      await expect(rows(staff)).toHaveCount(50);
      const addresses = (): Promise<(string | null)[]> => rows(staff).evaluateAll((links) => links.map((link) => link.getAttribute('href')));
      const first = await addresses();
      await expect(pager(staff, s.previous)).toHaveCount(0);

      await pager(staff, s.next).click();
      await expect(page).toHaveURL(/sort=topic.*[?&]after=/);
      await expect(pager(staff, s.previous)).toBeVisible();
      await hydrated(staff);
      const second = await addresses();
      expect(second.filter((address) => first.includes(address))).toEqual([]);
      await page.reload();
      await hydrated(staff);
      expect(await addresses()).toEqual(second);

      await pager(staff, s.previous).click();
      await expect(page).toHaveURL(/sort=topic.*[?&]before=/);
      await expect(pager(staff, s.previous)).toHaveCount(0);
      expect(await addresses()).toEqual(first);
    });

    test('on a phone the rows are cards and nothing scrolls sideways', async ({ enter }) => {
      const staff = await enter('seller@stafeta.example', { ...how, phone: true });
      const { page, w } = staff;
      const topic = topicOf('Karta s delším názvem, který se na jeden řádek nevejde', staff);
      // Where people create it there is room for all columns.
      const desk = await enter('seller@stafeta.example', how);
      await worth(desk, topic, '1234567', inDays(60));
      await goTo(staff, `${LIST}?q=${encodeURIComponent(topic)}`);

      const row = page.getByRole('row').filter({ hasText: topic });
      const box = async (what: Locator) => {
        await expect(what).toBeVisible();
        const found = await what.boundingBox();
        if (!found) throw new Error('nothing to be measured');
        return found;
      };
      const [whole, title, account] = [await box(row), await box(rows(staff, topic)), await box(row.getByText(ACCOUNT))];
      await expect(head(staff, w.account)).toHaveCount(0);
      expect(account.y, 'the account stands under the topic').toBeGreaterThanOrEqual(title.y + title.height);
      expect(whole.x).toBeGreaterThanOrEqual(0);
      expect(whole.x + whole.width).toBeLessThanOrEqual(390);
      await expect(row).toContainText(w.inProgress);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(over).toBeLessThanOrEqual(0);

      await goTo(desk, `${LIST}?q=${encodeURIComponent(topic)}`);
      await expect(head(desk, w.account)).toBeVisible();
    });
  });
}
