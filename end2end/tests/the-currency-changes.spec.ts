/** Another currency: the figure is kept or converted, as somebody chooses; and several currencies come to one total. */
import { type Desk, expect, goTo, hydrated, test } from './portal.ts';
import { create, expectMessageAt, field, save, topicOf } from './steps.ts';
import { eachOnce, langs, named } from './words.ts';

const ACCOUNT = 'Pivovar Tři Lípy a.s.';

const said = {
  cs: {
    question: 'Částka v nové měně', keep: /^Ponechat číslo/, convert: /^Přepočítat kurzem/, choose: 'Vyberte jednu z nabízených možností.',
    rate: /1.EUR = \d+,\d+.CZK \(od \d+\..\d+\..\d{4}\)/, total: /celkem asi [\d\s]+.Kč \(kurzy k.\d+\..\d+\..\d{4}\)/,
    decimals: '1000,50', whole: 'Tato měna nemá desetinná místa.',
  },
  en: {
    question: 'Amount in the new currency', keep: /^Keep the figure/, convert: /^Convert/, choose: 'Choose one of the options.',
    rate: /1.EUR = \d+\.\d+.CZK \(from \d+.\w+.\d{4}\)/, total: /about CZK.[\d,]+ in all \(rates of \d+.\w+.\d{4}\)/,
    decimals: '1000.50', whole: 'This currency has no decimal places.',
  },
} as const;

const digits = (text: string) => Number(text.replace(/[^\d]/g, ''));

/** A stored record that is worth so many euros. */
async function worth(desk: Desk, figure: string): Promise<void> {
  await create(desk, topicOf('Měna', desk), ACCOUNT);
  await field(desk, desk.w.estimatedValue).fill(figure);
  await stored(desk);
}

async function stored(desk: Desk): Promise<void> {
  // The word of an earlier save may still stand there.
  const answered = desk.page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url().endsWith('/opportunity/save'));
  await save(desk);
  await answered;
  await expect(desk.page.getByText(desk.w.saved, { exact: true })).toBeVisible();
  await hydrated(desk);
}

for (const how of eachOnce) {
  test.describe(named(how), () => {
    const s = said[how.lang];
    const group = (desk: Desk) => desk.page.getByRole('group', { name: s.question });
    const choice = (desk: Desk, name: RegExp) => group(desk).getByRole('radio', { name });

    test('what becomes of the figure is asked, and done as chosen', async ({ enter }) => {
      const desk = await enter('seller@stafeta.example', how);
      const { w } = desk;
      await worth(desk, '1000');
      await expect(group(desk)).toHaveCount(0);

      await field(desk, w.currency).selectOption({ value: 'CZK' });
      await field(desk, w.needs).fill('Napsáno zároveň.');
      await expect(group(desk)).toHaveCount(how.script ? 1 : 0);
      await save(desk);
      await expect(group(desk)).toContainText(s.choose);
      await expect(group(desk)).toContainText(s.rate);
      await expect(field(desk, w.currency)).toHaveValue('CZK');
      await expect(field(desk, w.needs)).toHaveValue('Napsáno zároveň.');
      await choice(desk, s.convert).check();
      await stored(desk);

      await expect(group(desk)).toHaveCount(0);
      await expect(field(desk, w.currency)).toHaveValue('CZK');
      const crowns = digits(await field(desk, w.estimatedValue).inputValue());
      expect(crowns).toBeGreaterThan(10_000);
      await desk.page.reload();
      await hydrated(desk);
      expect(digits(await field(desk, w.estimatedValue).inputValue())).toBe(crowns);
      await expect(field(desk, w.needs)).toHaveValue('Napsáno zároveň.');

      // Back again, and this time the digits stay.
      await field(desk, w.currency).selectOption({ value: 'EUR' });
      if (!how.script) await save(desk);
      await choice(desk, s.keep).check();
      await stored(desk);
      await desk.page.reload();
      await hydrated(desk);
      await expect(field(desk, w.currency)).toHaveValue('EUR');
      expect(digits(await field(desk, w.estimatedValue).inputValue())).toBe(crowns);
    });

    test('a figure that is typed with the currency counts, and is not asked about', async ({ enter }) => {
      const desk = await enter('seller@stafeta.example', how);
      await worth(desk, s.decimals);
      await field(desk, desk.w.currency).selectOption({ value: 'USD' });
      await field(desk, desk.w.estimatedValue).fill('1234');
      await expect(group(desk)).toHaveCount(0);
      await stored(desk);
      await expect(field(desk, desk.w.currency)).toHaveValue('USD');
      expect(digits(await field(desk, desk.w.estimatedValue).inputValue())).toBe(1234);

      // A currency without decimals takes no digits behind the mark, and says so at their field.
      await field(desk, desk.w.estimatedValue).fill(s.decimals);
      await stored(desk);
      await field(desk, desk.w.currency).selectOption({ value: 'JPY' });
      if (!how.script) await save(desk);
      await choice(desk, s.keep).check();
      await save(desk);
      await expectMessageAt(field(desk, desk.w.estimatedValue), s.whole);
      await choice(desk, s.convert).check();
      await stored(desk);
      await expect(field(desk, desk.w.currency)).toHaveValue('JPY');
      expect(digits(await field(desk, desk.w.estimatedValue).inputValue())).toBeGreaterThan(100_000);
    });
  });
}

for (const lang of langs) {
  test(`${lang}: several currencies come to one total with the day of its rates`, async ({ enter }) => {
    const desk = await enter('manager@stafeta.example', { lang });
    await goTo(desk, '/staff/opportunities');
    await expect(desk.page.getByText(said[lang].total)).toBeVisible();
  });
}
