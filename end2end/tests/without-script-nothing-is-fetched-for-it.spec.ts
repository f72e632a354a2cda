/** Whoever runs no script does not pay for it; whoever does has the WebAssembly on its way before the page is read. */
import { expect, goTo, test } from './portal.ts';

const PAGES = ['/sign-in', '/dashboard'];

for (const script of [true, false]) {
  test(`${script ? 'with' : 'without'} script`, async ({ visit, enter }) => {
    const desk = await visit({ lang: 'en', script, phone: true });
    const fetched: string[] = [];
    desk.page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
    await goTo(desk, '/sign-in');
    await desk.page.waitForLoadState('networkidle');
    const bundle = fetched.filter((path) => /^\/pkg\/partner.*\.(js|wasm)$/.test(path));
    if (!script) {
      expect(bundle).toEqual([]);
      return;
    }
    const [wasm] = bundle.filter((path) => path.endsWith('.wasm'));
    expect(bundle.filter((path) => path === wasm), 'the WebAssembly is fetched once').toHaveLength(1);
    const signedIn = await enter('manager@alfa.example', { lang: 'en', phone: true });
    for (const page of PAGES.slice(1)) {
      await goTo(signedIn, page);
      const order = await signedIn.page.evaluate(() => performance.getEntriesByType('resource')
        .map((entry) => ({ name: entry.name, start: entry.startTime })));
      const startOf = (kind: RegExp): number => order.find(({ name }) => kind.test(name))?.start ?? Infinity;
      expect(startOf(/\.wasm$/), 'it does not wait for the style sheet').toBeLessThanOrEqual(startOf(/\.css$/) + 50);
    }
  });
}
