/** W10: a partner registers what it brought on a phone; staff ask, approve or reject; whoever is protected has it alone. */
import { type Desk, expect, goTo, hydrated, test } from './portal.ts';
import { approve, bring, inAYear, newNumber, openRequest, register, request, review, send, why } from './registering.ts';
import { button, expectMessageAt, expectStatus, field, letter, region, save, setStatus, topicOf } from './steps.ts';
import { eachOnce, langs, named } from './words.ts';

/** What is said of a hold, and of a protection and its end. */
const said = {
  cs: {
    onHold: 'Pozastaveno', clockStands: 'Lhůta dodavatele stojí.',
    on: 'Kdy', happened: 'Co se stalo', extend: 'Prodloužit ochranu', notSince: 'Zadejte den od schválení či prodloužení do dneška.',
    revoke: 'Odebrat ochranu', revokeDo: 'Odebrat', revoked: 'Ochrana odebrána', inactivity: 'Partner na ní nepracuje', words: 'Vlastními slovy',
  },
  en: {
    onHold: 'On hold', clockStands: 'The vendor’s clock is paused.',
    on: 'When', happened: 'What happened', extend: 'Extend the protection', notSince: 'Enter a day since the approval or extension, up to today.',
    revoke: 'Revoke the protection', revokeDo: 'Revoke', revoked: 'Revoked', inactivity: 'The partner does not work on it', words: 'In your own words',
  },
} as const;

const DAY = 24 * 3600 * 1000;
const GAMA = 'Gama Technik s.r.o.';

/** Today where people are, as a date field has it. */
function today(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Prague' }).format(new Date());
}

/** Until when it is protected, as the page writes it. */
async function protectedUntil(desk: Desk): Promise<number> {
  const words = await request(desk).getByText(desk.w.protectedUntil).first().innerText();
  const [, date = ''] = /(\d+\.?\s\S+\s\d{4})/.exec(words) ?? [];
  const [day = '', month = '', year = ''] = date.split(/\s/);
  const named = desk.lang === 'en' ? new Date(`${day} ${month} ${year} UTC`) : new Date(Date.UTC(Number(year), parseInt(month, 10) - 1, parseInt(day, 10)));
  return named.getTime() / DAY;
}

/** Staff choose a status on the record; who opens it then reads, or does not, that the clock of the vendor stands. */
async function turn(staff: Desk, status: string, readers: readonly (readonly [Desk, string])[], stands: boolean): Promise<void> {
  await setStatus(staff, status);
  await save(staff);
  await expectStatus(staff, status);
  for (const [reader, page] of readers) {
    await goTo(reader, page);
    await expect(request(reader)).toBeVisible();
    await expect(request(reader).getByText(said[reader.lang].clockStands)).toHaveCount(stands ? 1 : 0);
  }
}

async function reject(desk: Desk): Promise<void> {
  const { w } = desk;
  await request(desk).getByRole('button', { name: w.reject, exact: true }).click();
  await field(desk, w.reasonLabel).selectOption({ label: w.duplicateReason });
  await button(desk, w.rejectDo).click();
  await expect(request(desk).getByText(w.rejected, { exact: true })).toBeVisible();
}

for (const lang of langs) {
  for (const script of [true, false]) {
    test(`W10: a request is asked about and approved, ${named({ lang, script })}`, async ({ enter }) => {
      const partner = await enter('seller@alfa.example', { lang, script, phone: true });
      const staff = await enter('manager@stafeta.example', { lang, script });
      const { w } = partner;
      const topic = topicOf('Registrace', partner);

      await bring(partner, topic);
      await register(partner, newNumber());
      await partner.page.getByLabel(w.evidence, { exact: true }).setInputFiles([
        { name: 'zápis.txt', mimeType: 'text/plain', buffer: Buffer.from('Byli jsme tam.') },
        { name: 'plán.txt', mimeType: 'text/plain', buffer: Buffer.from('Přijdeme zas.') },
      ]);
      await send(partner);
      await expect(request(partner).getByText(w.vendorDecides)).toBeVisible();
      await expect(request(partner).getByRole('link', { name: 'plán.txt' })).toBeVisible();
      const page = partner.page.url();

      await openRequest(staff, topic);
      await expect(request(staff).getByText('zápis.txt')).toBeVisible();
      await expect(request(staff).getByRole('heading', { name: w.similarOnes })).toBeVisible();
      await review(staff);
      const record = new URL(staff.page.url()).pathname;
      const both = [[partner, new URL(page).pathname], [staff, record]] as const;
      await goTo(staff, record);
      await turn(staff, said[lang].onHold, both, true);
      await turn(staff, w.inProgress, both, false);
      await request(staff).getByRole('button', { name: w.askRegistration, exact: true }).click();
      await field(staff, w.question).fill('Kdo rozhoduje?');
      await button(staff, w.askRegistrationDo).click();
      await expect(request(staff).getByText('Kdo rozhoduje?')).toBeVisible();

      await goTo(partner, new URL(page).pathname);
      await expect(request(partner).getByText('Kdo rozhoduje?')).toBeVisible();
      await field(partner, w.answerLabel).fill('Jednatel.');
      await button(partner, w.sendAnswer).click();
      await expect(request(partner).getByText('Jednatel.')).toBeVisible();

      await openRequest(staff, topic);
      await approve(staff);
      await expect(request(staff).getByText(w.approved, { exact: true })).toBeVisible();

      await goTo(partner, new URL(page).pathname.replace('/register', ''));
      await expect(request(partner).getByText(w.protectedUntil)).toBeVisible();
      await expect(partner.page.getByRole('link', { name: w.register, exact: true })).toHaveCount(0);
      await goTo(partner, '/registrations');
      await expect(partner.page.getByRole('row').filter({ hasText: topic })).toContainText(w.approved);

      await partner.page.getByRole('link', { name: `Kovárna ${topic}` }).click();
      for (const [receipt, states] of [[w.submissionReceipt, '1'], [w.decisionReceipt, w.approved]] as const) {
        await region(partner, w.receipts).getByRole('link', { name: receipt }).click();
        await expect(partner.page.getByRole('heading', { level: 1, name: receipt })).toBeVisible();
        await expect(partner.page.getByRole('main')).toContainText(`Kovárna ${topic}`);
        await expect(partner.page.getByRole('main')).toContainText(states);
        await partner.page.goBack();
        await hydrated(partner);
      }
      // Decided, it is in the queue no longer; the record is still open.
      await staff.page.reload();
      await hydrated(staff);
      await region(staff, w.receipts).getByRole('link', { name: w.decisionReceipt }).click();
      await expect(staff.page.getByRole('heading', { level: 1, name: w.decisionReceipt })).toBeVisible();
    });
  }
}

for (const how of eachOnce) {
  test(`the second partner is refused and its appeal is decided by somebody else, ${named(how)}`, async ({ enter }) => {
    const alfa = await enter('manager@alfa.example', { ...how, phone: true });
    const beta = await enter('manager@beta.example', { ...how, phone: true });
    const manager = await enter('manager@stafeta.example', how);
    const admin = await enter('admin@stafeta.example', how);
    const { w } = alfa;
    const ico = newNumber();
    const [first, second] = [topicOf('První', alfa), topicOf('Druhý', beta)];

    for (const [desk, topic] of [[alfa, first], [beta, second]] as const) {
      await bring(desk, topic);
      await register(desk, ico);
      await send(desk);
    }
    await openRequest(manager, first);
    await review(manager);
    await approve(manager);
    await expect(request(manager).getByText(w.approved, { exact: true })).toBeVisible();

    await openRequest(manager, second);
    await expect(request(manager).getByRole('link', { name: `Kovárna ${first}` })).toBeVisible();
    await review(manager);
    await approve(manager);
    await expect(manager.page.getByText(w.partnerTaken)).toBeVisible();
    await goTo(manager, new URL(manager.page.url()).pathname);
    await hydrated(manager);
    await reject(manager);

    await beta.page.reload();
    await field(beta, w.appealWords).fill('Jde o jinou halu.');
    await button(beta, w.sendAppeal).click();
    await expect(request(beta).getByText('Jde o jinou halu.')).toBeVisible();

    await openRequest(manager, second);
    await expect(request(manager).getByRole('button', { name: w.approve, exact: true })).toHaveCount(0);
    await openRequest(admin, second);
    await reject(admin);
    await beta.page.reload();
    await expect(beta.page.getByLabel(w.appealWords)).toHaveCount(0);
  });

  test(`a protection is extended with dated evidence, and revoked with a reason, ${named(how)}`, async ({ enter }) => {
    const partner = await enter('manager@beta.example', { ...how, phone: true });
    const staff = await enter('manager@stafeta.example', how);
    const { w } = partner;
    const s = said[how.lang];
    const topic = topicOf('Ochrana', partner);
    await bring(partner, topic);
    await register(partner, newNumber());
    await send(partner);
    const page = new URL(partner.page.url()).pathname;
    await openRequest(staff, topic);
    await review(staff);
    // So short that it can be extended at once.
    await approve(staff, '20');
    await expect(request(staff).getByText(w.approved, { exact: true })).toBeVisible();

    await goTo(partner, page);
    const before = await protectedUntil(partner);
    await field(partner, s.on).fill(inAYear());
    await field(partner, s.happened).fill('Předvedli jsme linku u zákazníka.');
    await button(partner, s.extend).click();
    await expectMessageAt(field(partner, s.on), s.notSince);
    await expect(field(partner, s.happened)).toHaveValue('Předvedli jsme linku u zákazníka.');
    await field(partner, s.on).fill(today());
    await button(partner, s.extend).click();
    await expect.poll(() => protectedUntil(partner), { message: 'thirty days more' }).toBe(before + 30);

    await staff.page.reload();
    await hydrated(staff);
    await expect(staff.page.getByText('Předvedli jsme linku u zákazníka.').first()).toBeVisible();
    await request(staff).getByRole('button', { name: s.revoke, exact: true }).click();
    await field(staff, w.reasonLabel).selectOption({ label: s.inactivity });
    await field(staff, s.words).fill('Zákazník o nikom neví.');
    await button(staff, s.revokeDo).click();
    await expect(request(staff).getByText(s.revoked, { exact: true })).toBeVisible();
    await expect(request(staff).getByRole('button', { name: s.revoke, exact: true })).toHaveCount(0);

    await goTo(partner, page);
    await expect(request(partner).getByText(s.revoked, { exact: true })).toBeVisible();
    await expect(request(partner)).toContainText(s.inactivity);
    await expect(request(partner)).toContainText('Zákazník o nikom neví.');
    await expect(button(partner, s.extend)).toHaveCount(0);
    await expect(await letter(staff, `Ochrana odebrána: ${topic}`)).toContainText('@beta.example');
  });

  test(`what is wrong is said at its field and what was typed stays, ${named(how)}`, async ({ enter }) => {
    const partner = await enter('manager@gama.example', { ...how, phone: true });
    const { w } = partner;
    const topic = topicOf('Chyby', partner);
    await bring(partner, topic);
    await register(partner, newNumber());
    await field(partner, w.otherProducts).fill('');
    await why(partner).fill('Chceme <b>to</b>.');

    await button(partner, w.submitRequest).click();

    await expect(partner.page).toHaveTitle(new RegExp(w.errorTitle));
    await expectMessageAt(field(partner, w.otherProducts), w.required);
    await expectMessageAt(why(partner), w.atLeastTwenty);
    await expect(why(partner)).toHaveValue('Chceme <b>to</b>.');
    await field(partner, w.otherProducts).fill('Lis');
    await why(partner).fill('Zákazníka jsme dvakrát navštívili.');
    const program = { name: 'zápis.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ\u0090\u0000\u0003') };
    await partner.page.getByLabel(w.evidence, { exact: true }).setInputFiles([program]);
    await button(partner, w.submitRequest).click();
    await expectMessageAt(partner.page.getByLabel(w.evidence, { exact: true }), w.fileType);
    await expect(field(partner, w.otherProducts)).toHaveValue('Lis');
    await send(partner);
    await button(partner, w.withdrawRequest).click();
    await expect(request(partner).getByText(w.withdrawn, { exact: true })).toBeVisible();
  });

  test(`the conflict check says one of three words, ${named(how)}`, async ({ enter }) => {
    const alfa = await enter('manager@alfa.example', { ...how, phone: true });
    const gama = await enter('seller@gama.example', { ...how, phone: true });
    const staff = await enter('manager@stafeta.example', how);
    const { w } = alfa;
    const ico = newNumber();
    const ask = async (query: string) => {
      await goTo(gama, '/conflict-check');
      await field(gama, w.conflictQuery).fill(query);
      await button(gama, w.check).click();
    };
    await ask(ico);
    await expect(gama.page.getByRole('status').getByText(w.free, { exact: true })).toBeVisible();

    const topic = topicOf('Kolize', alfa);
    await bring(alfa, topic);
    await register(alfa, ico);
    await send(alfa);
    await openRequest(staff, topic);
    await review(staff);
    await approve(staff);
    await expect(request(staff).getByText(w.approved, { exact: true })).toBeVisible();

    await ask(ico);
    await expect(gama.page.getByRole('status').getByText(w.protectedAnswer)).toBeVisible();
    await expect(gama.page.getByText('Alfa')).toHaveCount(0);
    await ask('Kovárna');
    await expectMessageAt(field(gama, w.conflictQuery), w.notACustomer);
    await expect(field(gama, w.conflictQuery)).toHaveValue('Kovárna');

    await goTo(staff, '/staff/partners');
    await staff.page.getByRole('main').getByRole('link', { name: GAMA, exact: true }).click();
    const log = region(staff, w.conflictChecks).getByRole('row').filter({ hasText: ico });
    await expect(log).toHaveCount(2);
    await expect(log.first()).toContainText(w.protectedAnswer);
    await expect(log.last()).toContainText(w.free);
  });
}
