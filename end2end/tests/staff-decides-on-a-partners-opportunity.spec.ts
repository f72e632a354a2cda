/** W11: an opportunity that a partner created is approved by Stav = Přijato. */
import { expect, goTo, test } from './portal.ts';
import { expectStatus, save, setStatus } from './steps.ts';
import { langs } from './words.ts';

for (const [index, lang] of langs.entries()) {
  for (const [jndex, script] of [true, false].entries()) {
    test(`W11 ${lang}, ${script ? 'with' : 'without'} script`, async ({ enter }) => {
      const staff = await enter('manager@stafeta.example', { lang, script });
      await goTo(staff, '/staff/opportunities?view=decision&status=in_progress');
      const created = staff.page.getByRole('main').getByRole('link', { name: /OPP-/ }).or(
        staff.page.getByRole('cell').getByRole('link'));
      await expect(created.first()).toBeVisible();
      await created.nth(index * 2 + jndex).or(created.last()).first().click();
      await expect(staff.page.getByRole('tab', { name: staff.w.general })).toBeVisible();

      await setStatus(staff, staff.w.accepted);
      await save(staff);

      await expectStatus(staff, staff.w.accepted);
    });
  }
}
