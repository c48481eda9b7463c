import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TypedDesk, typedDesk } from '../core/command-line';

let desk: TypedDesk;
let root: string;
const proofdesk = (...line: string[]) => desk.type(...line);

beforeAll(async () => {
  desk = typedDesk('cli-value');
  root = desk.root;
  await proofdesk('workspace', 'create', 'Northwind', '--currency', 'EUR', '--owner', 'Ada Admin', '--role', 'rep');
  await proofdesk('deal', 'create', '--title', 'Halden', '--account', 'Halden Energy', '--new-account');
  writeFileSync(join(root, 'value.json'), JSON.stringify(valueCase));
});

afterAll(() => {
  desk.close();
});

const money = (value: string) => ({ value, unit: 'EUR', source: 'Halden, M. Solberg' });
const valueCase = {
  currency: 'EUR',
  years: 3,
  discountRate: { value: '0.08', unit: 'a year', source: 'Halden finance' },
  statusQuo: { yearly: [{ id: 'now', kind: 'level', label: 'Licences', perYear: money('142000') }] },
  proposal: {
    yearly: [{ id: 'then', kind: 'level', label: 'Subscription', perYear: money('88000') }],
    oneTime: [{ id: 'move', label: 'Migration', amount: money('42000'), year: 0 }],
  },
};

describe('value cases, documents and their verification on the command line', () => {
  it('creates a case from a file, records it, builds the readout and verifies it from the file alone', async () => {
    const created = await proofdesk('roi', 'create', 'value.json', '--deal', 'Halden', '--json');
    expect(created).toMatchObject({ code: 0, err: '' });
    const { number } = created.json();
    expect((await proofdesk('roi', 'build', number)).code).toBe(66);
    expect((await proofdesk('roi', 'record', number)).out).toBe(`${number}, version 1\n`);
    expect((await proofdesk('roi', 'list')).out).toContain('version 1');
    expect((await proofdesk('roi', 'show', number)).out).toContain('120000.00');
    const built = await proofdesk('roi', 'build', number, '--out', 'roi.pdf', '--json');
    expect(built).toMatchObject({ code: 0 });
    expect(built.json()).toMatchObject({ kind: 'roi', version: 1, path: join(root, 'roi.pdf') });
    expect((await proofdesk('document', 'list')).out).toContain('final');
    await proofdesk('document', 'save', built.json().file.slice(0, 12), '--out', 'copy.pdf');
    expect(readFileSync(join(root, 'copy.pdf')).equals(readFileSync(join(root, 'roi.pdf')))).toBe(true);

    const verified = await proofdesk('verify', 'roi.pdf', '--json');
    expect(verified).toMatchObject({ code: 0, err: '' });
    expect(verified.json()).toMatchObject({ ok: true, consistent: true, trusted: false });
    const [{ fingerprint }] = verified.json().files;
    writeFileSync(join(root, 'trusted.txt'), `# Northwind\n${fingerprint}\n`);
    for (const trust of [fingerprint, 'trusted.txt']) {
      expect((await proofdesk('verify', 'roi.pdf', '--trust', trust, '--json')).json().trusted).toBe(true);
    }
    const { out } = await proofdesk('verify', 'roi.pdf');
    expect(out).toMatch(/ok {7}statement signature: Signed with the key of Ada Admin/);
    expect(out).toContain('Not trusted');
  });

  it('exits with 1 and names the first thing that does not hold in an altered file', async () => {
    const bytes = readFileSync(join(root, 'roi.pdf'));
    const at = bytes.indexOf('endstream', Math.floor(bytes.length / 2)) - 40;
    bytes[at] = bytes[at]! ^ 0x01;
    writeFileSync(join(root, 'altered.pdf'), bytes);
    const verified = await proofdesk('verify', 'altered.pdf', '--json');
    expect(verified.code).toBe(1);
    expect(verified.json()).toMatchObject({ ok: false, consistent: false, trusted: false });
    expect(verified.err).toMatch(/^Does not hold: .+ of altered\.pdf\./);
    expect((await proofdesk('verify', 'missing.pdf')).code).toBe(66);
    expect((await proofdesk('verify', 'value.json')).code).toBe(65);
    expect((await proofdesk('verify', 'roi.pdf', '--trust', 'no fingerprint')).code).toBe(2);
  });

  it('refuses inputs that are missing, and says which', async () => {
    const { discountRate: _rate, ...rest } = valueCase;
    writeFileSync(join(root, 'bad.json'), JSON.stringify(rest));
    const refused = await proofdesk('roi', 'create', 'bad.json', '--deal', 'Halden', '--json');
    expect(refused.code).toBe(65);
    expect(JSON.parse(refused.err).error.where).toEqual({ file: 'bad.json', field: 'discountRate' });
    expect((await proofdesk('roi', 'create', 'none.json', '--deal', 'Halden')).code).toBe(66);
  });
});

describe('receipts on the command line', () => {
  it('lists, shows, verifies, rebuilds, exports and imports them', async () => {
    const { receipts } = (await proofdesk('receipt', 'list', '--json')).json();
    expect((await proofdesk('receipt', 'list', '--limit', '3')).out).toContain('3 of');
    expect((await proofdesk('receipt', 'show', receipts[0].hash.slice(0, 12))).out).toContain(receipts[0].deed);
    expect((await proofdesk('receipt', 'verify', '--deep')).out).toContain('everything holds');
    expect((await proofdesk('receipt', 'rebuild', '--check', '--json')).json()).toMatchObject({ ok: true });
    expect((await proofdesk('receipt', 'export', 'all.json')).out).toContain('receipts in');
    expect((await proofdesk('receipt', 'import', 'all.json', '--json')).json()).toMatchObject({ added: 0 });
    expect((await proofdesk('receipt', 'import', 'value.json')).code).toBe(65);
  });

  it('erases a contact with a reason, after a look at what it takes', async () => {
    await proofdesk('contact', 'create', 'Yara Demir', '--account', 'Halden Energy', '--email', 'yara@halden.example');
    expect((await proofdesk('person', 'erase', 'Yara Demir', '--preview')).out).toMatch(/^[1-9]\d* parts/);
    expect((await proofdesk('person', 'erase', 'Yara Demir')).code).not.toBe(0);
    expect((await proofdesk('person', 'erase', 'Yara Demir', '--reason', 'Asked for')).code).toBe(0);
    expect((await proofdesk('contact', 'list', '--text', 'yara')).out).not.toContain('Yara');
    expect((await proofdesk('receipt', 'verify')).code).toBe(0);
    expect((await proofdesk('person', 'erase', 'Nobody', '--preview')).code).toBe(66);
  });

  it('exits with 1 and names the first receipt that does not hold', async () => {
    const { folder } = (await proofdesk('workspace', 'list', '--json')).json().workspaces[0];
    const { receipts } = (await proofdesk('receipt', 'list', '--json')).json();
    const database = new DatabaseSync(join(folder, 'workspace.db'));
    database.exec('DROP TRIGGER IF EXISTS receipts_stay');
    const target = receipts[2];
    database
      .prepare('UPDATE receipts SET header = replace(header, \'"number":\', \'"number": \') WHERE hash = ?')
      .run(target.hash);
    database.close();
    const verified = await proofdesk('receipt', 'verify', '--json');
    expect(verified.code).toBe(1);
    expect(verified.json().fault).toMatchObject({ hash: target.hash });
    expect(verified.err).toContain(target.hash.slice(0, 12));
  });
});
