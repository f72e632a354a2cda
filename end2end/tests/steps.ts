/** The numbered steps of the founding document, by visible label only. */
import type { Locator } from '@playwright/test';

import { type Desk, expect, goTo, hydrated } from './portal.ts';

let counter = 0;

/** A topic that no other test has. */
export function topicOf(what: string, { lang, script }: Desk): string {
  counter += 1;
  return `${what} ${lang} ${script ? 'js' : 'nojs'} ${process.pid}-${counter}`;
}

export function button(desk: Desk, name: string): Locator {
  return desk.page.getByRole('button', { name, exact: true });
}

export function region(desk: Desk, name: string): Locator {
  return desk.page.getByRole('region', { name });
}

export function field(desk: Desk, label: string): Locator {
  return desk.page.getByLabel(label, { exact: true }).locator('visible=true');
}

/** Chooses from a picker as people do: with script from the list, without by the whole name. */
export async function pick(desk: Desk, label: string, name: string): Promise<void> {
  const input = field(desk, label);
  await input.fill(name);
  if (desk.script) await desk.page.getByRole('option', { name }).first().click();
}

export async function save(desk: Desk): Promise<void> {
  await button(desk, desk.w.save).click();
}

/** Prodej > Příležitosti. */
export async function openList(desk: Desk): Promise<void> {
  const nav = desk.page.getByRole('navigation').filter({ hasText: desk.w.sales }).first();
  await nav.getByRole('link', { name: desk.w.opportunities, exact: true }).click();
  await expect(desk.page.getByRole('heading', { level: 1, name: desk.w.opportunities })).toBeVisible();
}

/** W1: creates an opportunity and answers its reference. */
export async function create(desk: Desk, topic: string, account: string): Promise<string> {
  const { page, w } = desk;
  await openList(desk);
  await page.getByRole('link', { name: w.new, exact: true }).click();
  await expect(region(desk, w.summary)).toBeVisible();
  await hydrated(desk);
  await field(desk, w.topic).fill(topic);
  await pick(desk, w.account, account);
  await field(desk, w.currency).selectOption({ value: 'EUR' });
  await field(desk, w.situation).fill('Sklad vede na papíře.');
  await field(desk, w.needs).fill('Vědět, kde je která paleta.');
  await field(desk, w.solution).fill('WMS a čtečky.');
  await save(desk);
  await expect(page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
  const reference = await page.getByText(/^OPP-[0-9A-Z]{4}-[0-9A-Z]{4}$/).first().innerText();
  await hydrated(desk);
  return reference.trim();
}

/** Staff find an opportunity in their list by its topic; `view` is the list's own name of a view. */
export async function openAsStaff(desk: Desk, topic: string, view?: string): Promise<void> {
  const query = new URLSearchParams({ q: topic, ...(view && { view }) });
  await goTo(desk, `/staff/opportunities?${query}`);
  await desk.page.getByRole('main').getByRole('link', { name: topic }).first().click();
  await expect(desk.page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
  await hydrated(desk);
}

export async function openTab(desk: Desk, name: string): Promise<void> {
  await desk.page.getByRole('tab', { name }).click();
}

export async function setStatus(desk: Desk, status: string): Promise<void> {
  await field(desk, desk.w.status).selectOption({ label: status });
}

/** W2: one partner, Stav = Dodáno. */
export async function deliver(desk: Desk, partner: string): Promise<void> {
  const { w } = desk;
  await expect(region(desk, w.partnerDetails)).toBeVisible();
  await pick(desk, w.partner, partner);
  await setStatus(desk, w.delivered);
  await save(desk);
  await expectStatus(desk, w.delivered);
}

/** W3: several partners, Stav = Přijato. */
export async function share(desk: Desk, partners: string[]): Promise<void> {
  const { page, w } = desk;
  await openTab(desk, w.general);
  await expect(region(desk, w.pipeline)).toBeVisible();
  await page.getByRole('checkbox', { name: w.collaboration, exact: true }).check();
  const accounts = region(desk, w.collaborators);
  for (const [index, partner] of partners.entries()) {
    await accounts.getByRole('button', { name: w.addPartner, exact: true }).click();
    const row = accounts.getByRole('textbox').or(accounts.getByRole('combobox')).nth(index);
    await row.fill(partner);
    if (desk.script) await page.getByRole('option', { name: partner }).first().click();
  }
  await setStatus(desk, w.accepted);
  await save(desk);
  await expectStatus(desk, w.accepted);
  // What is stored is not marked as changed.
  await expect(accounts.locator('.is-changed')).toHaveCount(0);
}

/** The partner opens what it was offered. */
export async function openOffer(desk: Desk, topic: string): Promise<void> {
  await openOffers(desk);
  await desk.page.getByRole('link', { name: topic }).click();
  await expect(desk.page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
  await hydrated(desk);
}

/** W6, the other answer: with a reason, and stored when this ends. */
export async function declineOffer(desk: Desk, topic: string): Promise<void> {
  const { page, w, script } = desk;
  await openOffer(desk, topic);
  if (script) await button(desk, w.decline).first().click();
  else await page.getByText(w.decline, { exact: true }).first().click();
  await page.getByRole('radio', { name: w.noCapacity }).locator('visible=true').check();
  const answered = page.waitForResponse(/assignment\/decline/);
  await button(desk, w.decline).locator('visible=true').last().click();
  await answered;
  await goTo(desk, '/opportunities');
  await expect(region(desk, w.distributed)).not.toContainText(topic);
}

/** The status is said beside the heading of the record. */
export async function expectStatus({ page }: Desk, status: string): Promise<void> {
  const head = page.getByRole('heading', { level: 1 }).locator('..');
  await expect(head.getByText(status, { exact: true })).toBeVisible();
}

/** W5: the partner opens the page of its opportunities. */
export async function openOffers(desk: Desk): Promise<void> {
  await goTo(desk, '/dashboard');
  await desk.page
    .getByRole('navigation').getByRole('link', { name: desk.w.opportunities, exact: true }).locator('visible=true').first()
    .click();
  await expect(region(desk, desk.w.distributed)).toBeVisible();
}

export function card(desk: Desk, section: string, topic: string): Locator {
  return region(desk, section).getByRole('article').filter({ hasText: topic });
}

/** What the browser asks, and what was answered. The deed waits for the answer. */
export async function answering({ page }: Desk, accept: boolean, deed: () => Promise<unknown>): Promise<string> {
  const asked = page.waitForEvent('dialog');
  const done = deed();
  const dialog = await asked;
  const question = dialog.message();
  await (accept ? dialog.accept() : dialog.dismiss());
  await done;
  return question;
}

/** Marks the page as it is now, and says later whether it is still the same one. */
export async function keepInSight({ page }: Desk): Promise<() => Promise<void>> {
  await page.evaluate(() => { document.body.dataset.seen = 'yes'; });
  return () => expect(page.locator('body[data-seen]')).toBeAttached();
}

/** The message that stands at a field. */
export async function expectMessageAt(control: Locator, message: string | RegExp): Promise<void> {
  await expect(control).toHaveAttribute('aria-invalid', 'true');
  await expect(control).toHaveAccessibleDescription(typeof message === 'string' ? new RegExp(escaped(message)) : message);
}

function escaped(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Opens an outgoing message by its subject and answers its text. */
export async function letter(desk: Desk, subject: string): Promise<Locator> {
  await goTo(desk, '/staff/settings');
  const mail = region(desk, desk.w.mail).getByRole('listitem').filter({ hasText: subject }).first();
  await mail.getByText(subject, { exact: true }).first().click();
  return mail;
}
