import { lookup } from 'node:dns/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer as createPlainServer, type Server } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeviceState } from '../../src-core/ledger/device-state';
import { fixedContext } from '../../src-shared/kernel/context';
import { type ErrorRecord, ProofdeskError } from '../../src-shared/kernel/errors';
import { type Authority, type Certificate, newAuthority } from '../../test/core/certificates';
import { isOffline, ServerConnection } from './connection';
import { SignIns } from './sessions';

const DAY = 86_400_000;
let folder: string;
let device: DeviceState;
let trusted: Authority;
let usual: string[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'proofdesk-unreachable-'));
  device = new DeviceState(folder);
  trusted = newAuthority('The house');
  // As NODE_EXTRA_CA_CERTS does for a process that is started with it.
  usual = getCACertificates('default');
  setDefaultCACertificates([...usual, trusted.cert]);
});
afterAll(() => {
  setDefaultCACertificates(usual);
  device.close();
  rmSync(folder, { recursive: true, force: true });
});

const days = (from: number, until: number): [Date, Date] => [
  new Date(Date.now() + from * DAY),
  new Date(Date.now() + until * DAY),
];

/** What is said of a server that cannot be talked to; null where it can. */
async function said(address: string): Promise<ErrorRecord | null> {
  const connection = new ServerConnection({
    address,
    signIns: new SignIns(device),
    context: fixedContext({ now: Date.now(), seed: 1 }),
  });
  try {
    await (await connection.raw('/v1/about')).text();
    return null;
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(ProofdeskError);
    expect(isOffline(thrown)).toBe(true);
    return (thrown as ProofdeskError).toRecord();
  }
}

/** What is said of a server of this computer, at `https://localhost:…`; the port is left out of it. */
async function saidOf(server: Server): Promise<ErrorRecord | null> {
  await new Promise<void>((go) => server.listen(0, '127.0.0.1', go));
  const address = `https://localhost:${(server.address() as AddressInfo).port}`;
  try {
    const record = await said(address);
    return record && { ...record, message: record.message.replace(address, 'https://localhost') };
  } finally {
    server.closeAllConnections();
    await new Promise((go) => server.close(go));
  }
}
const serving = ({ key, cert }: Certificate, above = '') =>
  saidOf(createServer({ key, cert: cert + above }, (_request, response) => void response.end('{}')));

describe('a server whose certificate', () => {
  it('is in order is reached', async () => {
    expect(await serving(trusted.certify(['localhost'], ...days(-1, 1)))).toBeNull();
  });

  it('has run out is said to have one that has to be renewed', async () => {
    expect(await serving(trusted.certify(['localhost'], ...days(-3, -1)))).toMatchObject({
      code: 'unavailable',
      message: 'The certificate of https://localhost has run out.',
      hint: expect.stringContaining('renew'),
      details: { why: 'certificate has expired' },
    });
  });

  it('is not valid yet may be one of a computer whose clock is wrong', async () => {
    expect(await serving(trusted.certify(['localhost'], ...days(1, 3)))).toMatchObject({
      message: 'The certificate of https://localhost is not valid yet.',
      hint: expect.stringContaining('date and time of this computer'),
    });
  });

  it('is of another name says of which', async () => {
    const names = ['desk.example', '10.1.2.3'];
    expect(await serving(trusted.certify(names, ...days(-1, 1)))).toMatchObject({
      message: 'The certificate of https://localhost is for another name (it is for desk.example, 10.1.2.3).',
      hint: expect.stringContaining('Check the address'),
    });
    const many = ['a.example', 'b.example', 'c.example', 'd.example'];
    expect((await serving(trusted.certify(many, ...days(-1, 1))))?.message).toContain(
      '(it is for a.example, b.example, c.example and others)',
    );
  });

  it('is from an authority that nobody knows says how one of the house is made known', async () => {
    const stranger = newAuthority('A stranger');
    const leaf = stranger.certify(['localhost'], ...days(-1, 1));
    for (const [shown, code] of [
      [serving(leaf), 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
      [serving(leaf, stranger.cert), 'SELF_SIGNED_CERT_IN_CHAIN'],
      [serving(stranger), 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ] as const) {
      expect(await shown).toMatchObject({
        message: `The certificate of https://localhost is from nobody whom this computer trusts (${code}).`,
        hint: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
      });
    }
  });
});

it('what answers without https is said not to speak it', async () => {
  expect(await saidOf(createPlainServer((_request, response) => void response.end('{}')))).toMatchObject({
    message: 'https://localhost cannot be reached: what answers there does not speak https.',
  });
});

it('a name that nothing is known by is told from a network in which no name can be looked up', async () => {
  const { code } = (await lookup('desk.invalid').catch((error: unknown) => error)) as NodeJS.ErrnoException;
  expect(await said('https://desk.invalid')).toMatchObject({
    message:
      code === 'EAI_AGAIN'
        ? 'https://desk.invalid cannot be reached: its name cannot be looked up just now.'
        : 'https://desk.invalid cannot be reached: nothing is known by that name here.',
    details: { why: `getaddrinfo ${code} desk.invalid` },
  });
});
