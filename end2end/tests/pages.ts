/** Which pages there are: those of the table in which every route of the server has to be. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const TABLE = join(import.meta.dirname, '..', '..', 'server', 'tests', 'it', 'matrix', 'table.txt');

/** What nobody can look at, and what another journey looks at. */
const EXCEPTIONS: Record<string, string> = {
  '/events': 'a stream',
  '/files/{id}': 'a file',
  '/receipts/key': 'a key',
  '/receipts/{id}/receipt.json': 'a file',
  '/livez': 'for machines',
  '/readyz': 'for machines',
  '/staff/distributions/{id}': 'a-mail-leads-to-an-accessible-page makes one',
};

function routes(): string[] {
  const lines = readFileSync(TABLE, 'utf8').split('\n');
  const found = lines.flatMap((line) => /^GET (\/\S*)/.exec(line)?.[1] ?? []);
  if (!found.includes('/sign-in')) throw new Error(`${TABLE} names no pages`);
  return found;
}

/** The route that answers an address: one without names in braces before others, the one of everything else last. */
function routeOf(path: string, all: string[]): string | undefined {
  const fits = (route: string): boolean =>
    new RegExp(`^${route.replace(/\{\*[^}]+\}/g, '.+').replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path);
  const vague = (route: string): number => (route.includes('{*') ? 2 : Number(route.includes('{')));
  return all.filter(fits).sort((one, other) => vague(one) - vague(other))[0];
}

/** The pages of one side that none of these addresses is. */
export function unseen(side: 'staff' | 'partner', addresses: string[]): string[] {
  const all = routes();
  const seen = new Set(addresses.map((address) => routeOf(address.replace(/[?: ].*$/, ''), all)));
  return all.filter((route) => route.startsWith('/staff/') === (side === 'staff') && !seen.has(route) && !(route in EXCEPTIONS));
}
