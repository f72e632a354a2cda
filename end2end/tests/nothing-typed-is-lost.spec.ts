/** Bad input gets a clear message at its field, the typed text stays, and nothing is stored. */
import { expect, goTo, test } from './portal.ts';
import { button, field, save } from './steps.ts';
import { langs } from './words.ts';

const HOSTILE = '</textarea><script>document.title="pwned"</script>';

for (const lang of langs) {
  for (const script of [true, false]) {
    test.describe(`${lang}, ${script ? 'with' : 'without'} script`, () => {
      test('a missing topic is told at its field and everything else stays', async ({ enter }) => {
        const staff = await enter('seller@stafeta.example', { lang, script });
        const { page, w } = staff;
        await goTo(staff, '/staff/opportunities/new');
        await field(staff, w.needs).fill(HOSTILE);
        await field(staff, w.situation).fill('Inventura trvá čtyři dny.');
        await save(staff);

        await expect(field(staff, w.topic)).toHaveAttribute('aria-invalid', 'true');
        await expect(page.getByText(w.required).first()).toBeVisible();
        await expect(page).toHaveTitle(new RegExp(w.errorTitle));
        await expect(field(staff, w.needs)).toHaveValue(HOSTILE);
        await expect(field(staff, w.situation)).toHaveValue('Inventura trvá čtyři dny.');
        await expect(page).toHaveURL(/\/new/);
      });

      test('ten thousand characters are refused and kept', async ({ enter }) => {
        const staff = await enter('seller@stafeta.example', { lang, script });
        await goTo(staff, '/staff/opportunities/new');
        const long = 'ž'.repeat(10_000);
        await field(staff, staff.w.topic).fill('Dlouhý text');
        const needs = field(staff, staff.w.needs);
        await needs.evaluate((area: HTMLTextAreaElement) => area.removeAttribute('maxlength'));
        await needs.fill(long);
        await save(staff);

        await expect(field(staff, staff.w.needs)).toHaveAttribute('aria-invalid', 'true');
        await expect(field(staff, staff.w.needs)).toHaveValue(long);
      });

      test('a wrong password keeps the e-mail and says nothing about who exists', async ({ visit }) => {
        const somebody = await visit({ lang, script });
        const { page, w } = somebody;
        const told: string[] = [];
        for (const email of ['admin@stafeta.example', 'nobody@stafeta.example']) {
          await goTo(somebody, '/sign-in');
          await field(somebody, w.email).fill(email);
          await field(somebody, w.password).fill('wrong-password-2026');
          await button(somebody, w.signIn).click();
          await expect(field(somebody, w.email)).toHaveValue(email);
          const alert = page.getByRole('alert').first();
          await expect(alert).toBeVisible();
          told.push(await alert.innerText());
        }
        expect(told[0]).toBe(told[1]);
      });
    });
  }
}
