/** W9 and W10, step by step: a partner brings an opportunity and registers it, staff review the request. */
import { type Desk, expect, goTo, hydrated } from './portal.ts';
import { button, field, region } from './steps.ts';

/** An IČO that no other test has: seven digits and the check digit of the Czech register. */
let numbers = 1_100_000 + (process.pid % 50_000) * 10;
export function newNumber(): string {
  numbers += 1;
  const digits = String(numbers);
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (8 - at), 0);
  return `${digits}${(11 - (sum % 11)) % 10}`;
}

/** A day that is always ahead, and never too far. */
export function inAYear(): string {
  return new Date(Date.now() + 365 * 24 * 3600 * 1000).toISOString().slice(0, 10);
}

/** W9, as short as it can be. */
export async function bring(desk: Desk, topic: string): Promise<void> {
  await goTo(desk, '/opportunities/new');
  await field(desk, desk.w.topic).fill(topic);
  await field(desk, desk.w.leadCompany).fill(`Kovárna ${topic}`);
  await button(desk, desk.w.sendForApproval).click();
  await expect(desk.page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
  await hydrated(desk);
}

/** Registrovat, at the bottom of the opportunity. */
export async function register(desk: Desk, ico: string): Promise<void> {
  const { page, w } = desk;
  await region(desk, w.registration).getByRole('link', { name: w.register, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: w.registration })).toBeVisible();
  await field(desk, w.leadNumberShort).fill(ico);
  await field(desk, w.otherProducts).fill('Lis, Linka');
  await field(desk, w.value).fill('1200000');
  await field(desk, w.closeOn).fill(inAYear());
  await why(desk).fill('Zákazníka jsme dvakrát navštívili a známe ho.');
}

export function why(desk: Desk) {
  return desk.page.getByRole('textbox', { name: desk.w.justification, exact: true });
}

export async function send(desk: Desk): Promise<void> {
  await button(desk, desk.w.submitRequest).click();
  await expect(desk.page.getByText(desk.w.requestSent)).toBeVisible();
}

/** The section on the opportunity page of staff, from the queue. */
export async function openRequest(desk: Desk, topic: string): Promise<void> {
  const { page, w } = desk;
  const nav = page.getByRole('navigation').filter({ hasText: w.sales }).first();
  await nav.getByRole('link', { name: w.registrations, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: w.registrations })).toBeVisible();
  await page.getByRole('link', { name: `Kovárna ${topic}` }).click();
  await expect(page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
  await hydrated(desk);
}

export function request(desk: Desk) {
  return region(desk, desk.w.request);
}

export async function review(desk: Desk): Promise<void> {
  await button(desk, desk.w.startReview).click();
  await expect(request(desk).getByText(desk.w.inReview)).toBeVisible();
}

/** Approves for the usual time, or for so many days. */
export async function approve(desk: Desk, days?: string): Promise<void> {
  await request(desk).getByRole('button', { name: desk.w.approve, exact: true }).click();
  if (days) await field(desk, desk.w.protectionDays).fill(days);
  await button(desk, desk.w.approveDo).click();
}
