/** A real mail server for a test: what the application sends arrives here. */
import { createServer } from 'node:net';

import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

import { type Portal, expect, serving, test as base } from './portal.ts';

export interface Letter {
  to: string[];
  subject: string;
  text: string;
  html: string;
}

export class PostOffice {
  readonly letters: Letter[] = [];
  private readonly server: SMTPServer;

  private constructor(readonly url: string) {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
            const to = session.envelope.rcptTo.map((recipient) => recipient.address);
            this.letters.push({ to, subject: mail.subject ?? '', text: mail.text ?? '', html: mail.html ?? '' });
            done();
          }, done);
        });
      },
    });
  }

  static async open(): Promise<PostOffice> {
    const port = await new Promise<number>((resolve) => {
      const probe = createServer().listen(0, '127.0.0.1', () => {
        const address = probe.address();
        probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
      });
    });
    const office = new PostOffice(`smtp://127.0.0.1:${port}`);
    await new Promise<void>((resolve) => { office.server.listen(port, '127.0.0.1', () => resolve()); });
    return office;
  }

  /** The newest letter to somebody whose text holds these words, once it is here. */
  async letter(to: string, words: string | RegExp): Promise<Letter> {
    const found = (): Letter | undefined => this.letters.filter(
      (letter) => letter.to.includes(to) && new RegExp(words).test(`${letter.subject}\n${letter.text}`),
    ).at(-1);
    await expect.poll(() => found() !== undefined, { message: `a letter to ${to}`, timeout: 20_000 }).toBe(true);
    return found() as Letter;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => { this.server.close(() => resolve()); });
  }
}

/** The path of a link in a letter that begins so. */
export function pathIn(letter: Letter, beginning: string): string {
  const found = new RegExp(`${beginning}[^\\s<>"]+`).exec(letter.text);
  if (!found) throw new Error(`no ${beginning} in:\n${letter.text}`);
  return found[0];
}

/** A server of the demo whose messages leave for a post office. */
export const test = base.extend<object, { office: PostOffice; mailing: Portal }>({
  office: [
    async ({}, use) => {
      const office = await PostOffice.open();
      await use(office);
      await office.close();
    },
    { scope: 'worker' },
  ],
  mailing: [
    ({ office }, use) =>
      serving(['--demo', '--smtp-url', office.url, '--mail-from', 'Stafeta <portal@stafeta.example>'], use),
    { scope: 'worker', timeout: 90_000 },
  ],
});
