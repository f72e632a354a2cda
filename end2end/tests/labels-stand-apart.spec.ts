/** What stands side by side on a phone can be told apart. */
import { type Desk, expect, goTo, hydrated, test } from './portal.ts';
import { langs } from './words.ts';

/** Where the words of the links at the foot of the page stand, from left to right. */
function wordsAtTheFoot({ page }: Desk): Promise<{ word: string; left: number; right: number }[]> {
  return page.locator('.tabbar a').evaluateAll((links) => links.map((link) => {
    const range = document.createRange();
    range.selectNodeContents(link);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 0);
    return {
      word: link.textContent ?? '',
      left: Math.min(...boxes.map((box) => box.left)),
      right: Math.max(...boxes.map((box) => box.right)),
    };
  }));
}

for (const lang of langs) {
  test(`the navigation at the foot, ${lang}`, async ({ enter }) => {
    const staff = await enter('admin@stafeta.example', { lang, phone: true });
    const partner = await enter('admin@alfa.example', { lang, phone: true });
    for (const desk of [staff, partner]) {
      const words = await wordsAtTheFoot(desk);
      expect(words.length).toBeGreaterThan(2);
      for (const [at, { word, left, right }] of words.entries()) {
        const before = words[at - 1];
        if (before) expect(left - before.right, `${before.word} and ${word}`).toBeGreaterThanOrEqual(4);
        expect(left, word).toBeGreaterThanOrEqual(0);
        expect(right, word).toBeLessThanOrEqual(390);
      }
    }
  });

  test(`the stages and the question under them, ${lang}`, async ({ enter }) => {
    const desk = await enter('admin@alfa.example', { lang, phone: true });
    await goTo(desk, '/dashboard');
    const report = desk.page.getByRole('main').locator('a[href$="/check-in?kind=waiting"]').first();
    const page = (await report.getAttribute('href'))?.replace(/\/check-in.*$/, '') ?? '';
    await goTo(desk, page);
    await hydrated(desk);
    const stages = await desk.page.locator('.stepper').boundingBox();
    const question = await desk.page.getByRole('heading', { name: desk.w.howDoesItGo, exact: true }).boundingBox();
    if (!stages || !question) throw new Error('no stages in sight');
    expect(question.y - (stages.y + stages.height)).toBeGreaterThanOrEqual(12);
  });
}
