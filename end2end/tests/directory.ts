/** Accounts, contacts and partners: the steps around their lists and forms. */
import type { Locator } from '@playwright/test';

import { type Desk, expect, goTo } from './portal.ts';
import { field } from './steps.ts';

/** A Czech registration number that is valid and most likely nobody's. */
export function registrationNumber(): string {
  const digits = Array.from({ length: 7 }, () => Math.floor(Math.random() * 10));
  const sum = digits.reduce((all, digit, at) => all + digit * (8 - at), 0);
  return [...digits, (11 - (sum % 11)) % 10].join('');
}

/** The same number with a check digit that cannot be right. */
export function wrongNumber(right: string): string {
  return right.slice(0, 7) + ((Number(right[7]) + 5) % 10);
}

/** Searches a list and answers the links to what it found. */
export async function search(desk: Desk, path: string, label: string, words: string): Promise<Locator> {
  await goTo(desk, path);
  await field(desk, label).fill(words);
  await field(desk, label).press('Enter');
  await expect(desk.page).toHaveURL(/[?&]q=/);
  return desk.page.getByRole('main').getByRole('row').getByRole('link', { name: words });
}
