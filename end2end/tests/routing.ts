/** Automatic distribution: what its pages say, and who answers on the phone of whoever was chosen. */
import { type Desk, type Enter, expect, goTo, hydrated } from './portal.ts';
import { button, expectStatus, field, region } from './steps.ts';

/** What the pages of routing say. */
export const said = {
  cs: {
    distribute: 'Distribuovat automaticky', suggest: 'Navrhnout partnery', skip: /^Přeskočit/, offer: /^Nabídnout partnerovi/,
    next: 'Další na řadě, kdyby odmítl', section: 'Automatická distribuce', why: 'Proč tento partner', rules: 'Pravidla distribuce', name: 'Název',
    use: /^Použít ?: /, inUse: /platí \(verze 1\)/, waterfall: 'Kolika partnerů se zeptat', range: /^Zadejte celé číslo od 1 do 10/,
    askFirst: /^Zeptat se dřív/, stop: /^Zastavit, dalších se neptat/, history: 'Historie distribuce', capacity: 'Nejvýše najednou',
  },
  en: {
    distribute: 'Distribute automatically', suggest: 'Suggest partners', skip: /^Skip/, offer: /^Offer to/,
    next: 'Next, if it says no', section: 'Automatic distribution', why: 'Why this partner', rules: 'Distribution rules', name: 'Name',
    use: /^Put into use ?: /, inUse: /in use \(version 1\)/, waterfall: 'How many partners to ask', range: /^Enter a whole number between 1 and 10/,
    askFirst: /^Ask first/, stop: /^Stop, ask nobody else/, history: 'Distribution history', capacity: 'At most at a time',
  },
};

/** W4: one press on the record. */
export async function distribute(staff: Desk): Promise<void> {
  await button(staff, said[staff.lang].distribute).click();
  await expectStatus(staff, staff.w.delivered);
}

/** The partners of the demo have as much as they can take. */
export async function makeRoom(staff: Desk, partner: string): Promise<void> {
  await goTo(staff, `/staff/partners?q=${partner}`);
  await staff.page.getByRole('link', { name: new RegExp(`^${partner}`) }).first().click();
  await expect(staff.page.getByRole('heading', { level: 1, name: new RegExp(`^${partner}`) })).toBeVisible();
  await hydrated(staff);
  await field(staff, said[staff.lang].capacity).fill('');
  await button(staff, staff.w.save).click();
  await expect(staff.page.getByText(staff.w.saved, { exact: true })).toBeVisible();
}

/** What the record tells of one partner that had the opportunity. */
export function told(staff: Desk, partner: string) {
  return region(staff, said[staff.lang].history).getByRole('row').filter({ hasText: partner });
}

/** Where the people of the demo's partners write from, by the first word of the name. */
const DOMAINS: Record<string, string> = {
  Alfa: 'alfa', Beta: 'beta', Gama: 'gama', Severní: 'severni-logika', Datasklad: 'datasklad',
  Beskyd: 'beskyd-soft', Vysočina: 'vysocina-systems', Labská: 'labska', Šumava: 'sumava-data', Pálava: 'palava-tech',
  Krušnohor: 'krusnohor', Donau: 'donau-systemhaus', Tatra: 'tatra-solutions', Wisła: 'wisla',
};

/** The phone of whoever answers at a partner. */
export async function phoneOf(enter: Enter, staff: Desk, company: string): Promise<Desk> {
  const domain = DOMAINS[company.split(' ')[0] ?? ''];
  if (!domain) throw new Error(`nobody knows ${company}`);
  return enter(`admin@${domain}.example`, { lang: staff.lang, script: staff.script, phone: true });
}

/** Names in the order in which they are asked: the one that was chosen, then the others. */
export async function line(staff: Desk): Promise<string[]> {
  const s = said[staff.lang];
  const section = region(staff, s.section);
  const chosen = await section.locator('summary').filter({ has: staff.page.locator('.chip') }).first().locator('b').innerText();
  const list = section.locator('ol').filter({ has: staff.page.getByRole('button', { name: s.skip }) }).first();
  const rows = await list.getByRole('listitem').evaluateAll((all) => all.map((row) => row.querySelector('.cluster')?.firstChild?.textContent ?? ''));
  return [chosen, ...rows.map((row) => row.trim())];
}
