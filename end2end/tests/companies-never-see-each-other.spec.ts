/** What is offered to one company does not exist for another: not in lists, not by its address, not by the address of a file. */
import { type Desk, expect, goTo, test } from './portal.ts';
import { button, card, create, deliver, field, openOffers, topicOf } from './steps.ts';
import { eachOnce, named } from './words.ts';

const ACCOUNT = 'Pivovar Tři Lípy a.s.';
const NOBODYS = '/opportunities/OPP-0000-0000';

/** What a page answers and says, without the address that the way to it repeats. */
async function answered(desk: Desk, path: string): Promise<{ status: number; says: string }> {
  const answer = await desk.page.goto(path);
  return { status: answer?.status() ?? 0, says: await desk.page.getByRole('main').innerText() };
}

for (const how of eachOnce) {
  test(`${named(how)}: Alfa never sees what is Beta's`, async ({ enter }) => {
    const staff = await enter('seller@stafeta.example', how);
    const topic = topicOf('Třídička', staff);
    const reference = await create(staff, topic, ACCOUNT);
    await deliver(staff, 'Beta Integrace a.s.');
    const beta = await enter('manager@beta.example', { ...how, phone: true });
    const { w } = beta;
    await openOffers(beta);
    await card(beta, w.distributed, topic).getByRole('button', { name: w.accept, exact: true }).click();
    await expect(beta.page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
    await expect(beta.page.getByRole('main')).toContainText(ACCOUNT);
    await field(beta, w.note).fill('Smlouva v příloze.');
    await field(beta, w.attach).setInputFiles({ name: 'smlouva.txt', mimeType: 'text/plain', buffer: Buffer.from('Smlouva') });
    await button(beta, w.addNote).click();
    const file = beta.page.getByRole('article').getByRole('link', { name: 'smlouva.txt' });
    const address = (await file.getAttribute('href')) ?? '';
    expect((await beta.page.request.get(address)).status()).toBe(200);

    const alfa = await enter('admin@alfa.example', { ...how, phone: true });
    const missing = await answered(alfa, NOBODYS);
    expect(missing.status).toBe(404);
    expect(missing.says).toContain(w.nothingHere);
    expect(await answered(alfa, `/opportunities/${reference}`)).toEqual(missing);
    expect((await answered(alfa, `/staff/opportunities/${reference}`)).status).toBe(404);
    const [theirs, nobodys] = [await alfa.page.request.get(address), await alfa.page.request.get(`${address.slice(0, -4)}0000`)];
    expect([theirs.status(), await theirs.text()]).toEqual([404, await nobodys.text()]);
    for (const list of ['/dashboard', '/opportunities']) {
      await goTo(alfa, list);
      await expect(alfa.page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(alfa.page.getByText(topic)).toHaveCount(0);
    }
  });
}
