/** A chosen language and chosen colours stay: on the next page, in the next browser, before and after signing in. */
import { type Desk, type Portal, expect, goTo, hydrated, serving, signIn, test as base } from './portal.ts';
import { button, field } from './steps.ts';
import { type Lang, named, words } from './words.ts';

/** A server of its own: what its people choose stays with them, and others read their pages in another language. */
const test = base.extend<object, { portal: Portal }>({
  portal: [({}, use) => serving(['--demo'], use), { scope: 'worker', timeout: 90_000 }],
});

async function look({ page }: Desk): Promise<{ lang: string | null; theme: string | null; dark: boolean }> {
  const html = page.locator('html');
  const dark = await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme.startsWith('dark'));
  return { lang: await html.getAttribute('lang'), theme: await html.getAttribute('data-theme'), dark };
}

/** From now on this person reads the other language. */
function reading(desk: Desk, lang: Lang): Desk {
  return { ...desk, lang, w: words[lang] };
}

for (const script of [true, false]) {
  const how = { lang: 'cs', script } as const;

  test(`${named(how)}: before signing in`, async ({ visit }) => {
    const somebody = await visit(how);
    const { page } = somebody;
    await goTo(somebody, '/sign-in');
    expect(await look(somebody)).toMatchObject({ lang: 'cs', theme: null });
    await button(somebody, somebody.w.otherLanguage).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    const english = reading(somebody, 'en');
    await hydrated(english);
    await button(english, english.w.dark).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await goTo(english, '/sign-in');
    await expect(button(english, english.w.dark)).toHaveAttribute('aria-pressed', 'true');
    await expect(field(english, english.w.password)).toBeVisible();
    expect(await look(english)).toMatchObject({ lang: 'en', theme: 'dark' });
  });

  test(`${named(how)}: a person's own choice goes along to another device`, async ({ enter, visit }) => {
    const email = script ? 'seller@gama.example' : 'manager@gama.example';
    const desk = await enter(email, how);
    await goTo(desk, '/me');
    await button(desk, desk.w.otherLanguage).click();
    await expect(desk.page.locator('html')).toHaveAttribute('lang', 'en');
    const english = reading(desk, 'en');
    await hydrated(english);
    await expect(english.page.getByRole('heading', { level: 1, name: english.w.me })).toBeVisible();
    await button(english, english.w.dark).click();
    await expect(english.page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await goTo(english, '/opportunities');
    expect(await look(english)).toMatchObject({ lang: 'en', theme: 'dark' });

    const phone = await visit({ ...how, phone: true });
    await signIn(phone, email);
    const there = reading(phone, 'en');
    await goTo(there, '/me');
    expect(await look(there)).toMatchObject({ lang: 'en', theme: 'dark' });
    await button(there, there.w.otherLanguage).click();
    await expect(there.page.locator('html')).toHaveAttribute('lang', 'cs');
    await hydrated(phone);
    await button(phone, phone.w.light).click();
    await expect(phone.page.locator('html')).toHaveAttribute('data-theme', 'light');
    await goTo(desk, '/me');
    expect(await look(desk)).toMatchObject({ lang: 'cs', theme: 'light' });
  });
}
