import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeskProcess } from '../../src-main/desk-process';
import { type Seat, sessionAt } from '../../src-main/session';
import { clientInProcess } from '../../src-main/transport';
import type { DeskClient } from '../../src-shared/contract';
import { fixedContext } from '../../src-shared/kernel/context';
import { smallModel } from './small-model';

/** A workspace with people in every role of a quote's path, a published model, an account and a deal. */
export interface SellingWorld {
  root: string;
  desk: DeskProcess;
  owner: DeskClient;
  as(person: string): DeskClient;
  rep: string;
  finance: string;
  finance2: string;
  delivery: string;
  account: string;
  deal: string;
  model: string;
  /** Lets time pass. */
  wait(milliseconds: number): void;
  close(): Promise<void>;
}

/** Makes it through the client only, as a person would. */
export async function sellingWorld(seed = 11, stepMilliseconds = 1000): Promise<SellingWorld> {
  const root = mkdtempSync(join(tmpdir(), 'proofdesk-selling-'));
  const context = fixedContext({ now: Date.UTC(2026, 10, 12, 8), seed, stepMilliseconds });
  const desk = new DeskProcess({
    context,
    stateFolder: join(root, 'state'),
    dataFolder: join(root, 'data'),
    deviceName: 'test device',
    jobsInThisThread: true,
    watchEvery: 0,
  });
  const seat: Seat = { actor: null };
  const owner = clientInProcess(sessionAt(seat, { desk, face: 'test' }));
  const as = (person: string) => clientInProcess(sessionAt({ actor: person }, { desk, face: 'test' }));
  await owner.workspace.create({
    name: 'Northwind',
    company: 'Northwind Ltd',
    currency: 'EUR',
    owner: { name: 'Ada Admin' },
  });
  const person = async (name: string, role: 'rep' | 'finance' | 'delivery') =>
    (await owner.workspace.addPerson({ input: { name, roles: [role] } })).result!.id;
  const rep = await person('Ines Okafor', 'rep');
  const finance = await person('Mara Osei', 'finance');
  const finance2 = await person('Felix Roth', 'finance');
  const delivery = await person('Tomas Lind', 'delivery');
  const made = await as(finance).pricing.create({
    input: { name: 'Platform', version: '2026.2', content: smallModel },
  });
  const model = made.result!.version;
  await as(finance).pricing.publish({ input: { version: model } });
  const account = (
    await as(rep).deals.createAccount({ input: { name: 'Halden Energy', address: 'Storgata 40\n1776 Halden' } })
  ).result!.id;
  const deal = (await as(rep).deals.create({ input: { title: 'Halden, 36 months', account } })).result!.id;
  return {
    root,
    desk,
    owner,
    as,
    rep,
    finance,
    finance2,
    delivery,
    account,
    deal,
    model,
    wait: (milliseconds) => context.advance(milliseconds),
    async close() {
      await desk.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
