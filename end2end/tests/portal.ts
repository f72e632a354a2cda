/** A server of its own for each worker, people who sign in as people do, and a guard on every page they open. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { type Browser, type Page, expect, test as base } from '@playwright/test';

import { type Lang, type Words, words } from './words.ts';

const PASSWORD = 'stafeta-demo-2026';

export interface Person {
  lang: Lang;
  script?: boolean;
  theme?: 'light' | 'dark';
  phone?: boolean;
}

export interface Portal {
  url: string;
  /** What it has written so far. */
  written(): string;
  stop(signal: NodeJS.Signals): Promise<void>;
  start(): Promise<void>;
}

/** Opens a browser of somebody's own. */
export type Enter = (email: string, how: Person) => Promise<Desk>;

/** One person at one device. */
export interface Desk {
  page: Page;
  w: Words;
  lang: Lang;
  script: boolean;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** What the server writes when a browser reports that a page broke the content policy, once for each kind. */
const POLICY = 'content policy violated';

/** Such lines of all servers of this worker. Whichever test ends next answers for them. */
const reported: string[] = [];

class Server implements Portal {
  private child: ChildProcess | undefined;
  private log = '';

  constructor(readonly url: string, private readonly data: string, private readonly flags: string[]) {}

  written(): string {
    return this.log;
  }

  async start(): Promise<void> {
    const bin = process.env.STAFETA_BIN;
    if (!bin) throw new Error('STAFETA_BIN names no server: run `cargo xtask test`');
    const listen = new URL(this.url).host;
    this.child = spawn(bin, ['serve', ...this.flags, '--listen', listen, '--data', this.data], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      if (!stream) continue;
      stream.on('data', (text: Buffer) => { this.log = (this.log + text.toString()).slice(-20_000); });
      createInterface({ input: stream }).on('line', (line) => { if (line.includes(POLICY)) reported.push(line); });
    }
    await expect
      .poll(async () => {
        if (this.child?.exitCode !== null) throw new Error(`the server ended:\n${this.log}`);
        return fetch(`${this.url}/readyz`).then((answer) => answer.status, () => 0);
      }, { timeout: 60_000, message: 'the server is ready' })
      .toBe(200);
  }

  async stop(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }
}

/** What may be in a console although nothing is wrong: the browser itself reports answers that a test provokes. */
const provoked = /Failed to load resource: (the server responded with a status of (401|403|404|409|413|422)|net::ERR_INTERNET_DISCONNECTED)/;

export function guard(page: Page, complaints: string[]): void {
  page.on('console', (message) => {
    const bad = message.type() === 'error' || /hydrat|mismatch/i.test(message.text());
    if (bad && !provoked.test(message.text())) complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (failure) => complaints.push(`${page.url()}: ${failure.message}`));
}

async function open(browser: Browser, url: string, how: Person, complaints: string[]): Promise<Desk> {
  const script = how.script ?? true;
  const context = await browser.newContext({
    baseURL: url,
    locale: words[how.lang].locale,
    javaScriptEnabled: script,
    colorScheme: how.theme ?? 'light',
    timezoneId: 'Europe/Prague',
    ...(how.phone
      ? { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 }
      : { viewport: { width: 1440, height: 900 } }),
  });
  const page = await context.newPage();
  guard(page, complaints);
  return { page, w: words[how.lang], lang: how.lang, script };
}

export async function hydrated({ page, script }: Desk): Promise<void> {
  if (script) await expect(page.locator('body[data-hydrated]')).toBeAttached();
}

export async function goTo(desk: Desk, path: string): Promise<void> {
  await desk.page.goto(path);
  await hydrated(desk);
}

export async function signIn(desk: Desk, email: string, password = PASSWORD): Promise<void> {
  const { page, w } = desk;
  await goTo(desk, '/sign-in');
  await page.getByLabel(w.email, { exact: true }).fill(email);
  await page.getByLabel(w.password, { exact: true }).fill(password);
  await page.getByRole('button', { name: w.signIn, exact: true }).click();
  await expect(page).not.toHaveURL(/sign-in/);
  await hydrated(desk);
}

/** A server for as long as it is used, with data that nobody else sees. */
export async function serving(flags: string[], use: (server: Portal) => Promise<void>): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'stafeta-e2e-'));
  const server = new Server(`http://127.0.0.1:${await freePort()}`, data, flags);
  await server.start();
  await use(server);
  await server.stop('SIGTERM');
  rmSync(data, { recursive: true, force: true });
  // A browser may report after its page is gone.
  expect(reported.splice(0), 'policy reports').toEqual([]);
}

export const test = base.extend<
  { enter: Enter; visit: (how: Person, url?: string) => Promise<Desk>; complaints: string[]; empty: Portal },
  { portal: Portal }
>({
  portal: [
    ({}, use) => serving(['--demo'], use),
    { scope: 'worker', timeout: 90_000 },
  ],
  empty: ({}, use) => serving([], use),
  complaints: async ({}, use) => {
    const complaints: string[] = [];
    await use(complaints);
    complaints.push(...reported.splice(0));
    expect(complaints, 'console errors, hydration warnings and policy reports').toEqual([]);
  },
  visit: async ({ browser, portal, complaints }, use) => {
    const desks: Desk[] = [];
    await use(async (how, url = portal.url) => {
      const desk = await open(browser, url, how, complaints);
      desks.push(desk);
      return desk;
    });
    for (const desk of desks) await desk.page.context().close();
  },
  enter: async ({ visit }, use) => {
    await use(async (email, how) => {
      const desk = await visit(how);
      await signIn(desk, email);
      return desk;
    });
  },
});

export { expect };
