import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as sync from '../../../src-core/sync';
import { fixedContext } from '../../../src-shared/kernel/context';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { type Acts, APPROVING, actSomehow, TIDYING } from './acts';
import { counted, type DeviceCore, type DeviceOptions, type Memory, SimulatedDevice } from './device';
import type { Version } from './domain';
import { violations } from './invariants';
import { Random } from './random';
import { type Answer, type Request, type ServerFaults, SimulatedServer } from './server';
import { type Template, template } from './template';

/** Something wrong that a test puts into one of the sides, to see that it is noticed. */
export interface Mutation {
  core?: Partial<DeviceCore>;
  server?: ServerFaults;
}

export interface ScheduleOptions {
  seed: number;
  mutation?: Mutation;
  /** Hears every step, for a person to read. */
  trace?: (line: string) => void;
  /** Every device is looked at in depth at the end; else one. */
  thorough?: boolean;
  /** Many devices over a long time, as else only some schedules have. */
  long?: boolean;
}

export interface ScheduleResult {
  seed: number;
  violations: string[];
  counts: Map<string, number>;
}

interface Message {
  to: SimulatedDevice;
  incarnation: number;
  request: Request;
  answer: Answer | null;
}

const DAY = 86_400_000;
const REAL: DeviceCore = {
  applyPulled: sync.applyPulled,
  noteResults: sync.noteResults,
  pendingPage: sync.pendingPage,
  dropReaders: sync.dropReaders,
};

/** Runs one schedule: devices act, meet the server over a bad network, end and begin again; then all is healed, and held against the invariants. */
export async function runSchedule(options: ScheduleOptions): Promise<ScheduleResult> {
  const schedule = new Schedule(await template(), options);
  try {
    return await schedule.run();
  } finally {
    schedule.end();
  }
}

class Schedule {
  readonly #template: Template;
  readonly #options: ScheduleOptions;
  readonly #random: Random;
  readonly #context;
  readonly #server: SimulatedServer;
  readonly #memory: Memory;
  readonly #root: string;
  readonly #devices: SimulatedDevice[] = [];
  readonly #core: DeviceCore;
  #messages: Message[] = [];
  #made = 0;
  /** Many devices over a long time; else few over a short one, of which many more are run. */
  readonly #long: boolean;

  constructor(made: Template, options: ScheduleOptions) {
    this.#template = made;
    this.#options = options;
    this.#random = new Random(options.seed);
    this.#context = fixedContext({ now: made.now, seed: options.seed, stepMilliseconds: 1 });
    this.#long = this.#random.chance(0.07) || options.long === true;
    const version: Version = this.#random.chance(0.75) ? 'newer' : 'older';
    this.#server = new SimulatedServer(made, this.#context, version, options.mutation?.server);
    this.#memory = {
      committed: new Map(),
      replaced: new Map(),
      offered: new Set(),
      lost: new Set(),
      counts: new Map(),
      told: this.#server.told,
    };
    this.#core = { ...REAL, ...options.mutation?.core };
    this.#root = join(made.root, `schedule-${options.seed}`);
    mkdirSync(this.#root, { recursive: true });
  }

  #say(line: string): void {
    this.#options.trace?.(line);
  }

  async run(): Promise<ScheduleResult> {
    const found: string[] = [];
    try {
      this.#begin();
      const steps = this.#long ? 40 + this.#random.below(50) : 8 + this.#random.below(10);
      for (let step = 0; step < steps; step += 1) await this.#step();
      this.#say('healed');
      await this.#heal();
      for (const acts of this.#long ? [...APPROVING, TIDYING] : [TIDYING]) {
        for (const device of this.#devices)
          if (!device.gone && sync.decisionHead(device.workspace).number > 0) await this.#act(device, null, acts);
        await this.#heal();
      }
      found.push(
        ...(await violations({
          template: this.#template,
          server: this.#server,
          devices: this.#devices,
          memory: this.#memory,
          thorough: this.#options.thorough ?? false,
          seed: this.#options.seed,
        })),
      );
    } catch (error) {
      found.push(`it ended with ${error instanceof ProofdeskError ? error.message : (error as Error).stack}`);
    }
    for (const says of found) this.#say(`VIOLATION ${says}`);
    return { seed: this.#options.seed, violations: found, counts: this.#memory.counts };
  }

  end(): void {
    for (const device of this.#devices) if (!device.gone) device.close();
    rmSync(this.#root, { recursive: true, force: true });
  }

  // --- the cast -------------------------------------------------------------------------------------------------------------

  #begin(): void {
    const { founder, people } = this.#template;
    this.#add(founder, 'founder');
    const others = this.#long ? 3 + this.#random.below(4) : 2;
    for (let index = 0; index < others; index += 1) this.#add(this.#random.pick(people), 'pulled');
  }

  #newDevice(person: string): DeviceOptions {
    const random = this.#random;
    this.#made += 1;
    const name = `d${this.#made}`;
    return {
      name,
      person,
      version: person === this.#template.founder || random.chance(0.5) ? 'older' : 'newer',
      skew: random.chance(0.5) ? 0 : Math.round((random.next() - 0.5) * 8 * DAY),
      template: this.#template,
      context: this.#context,
      memory: this.#memory,
      folder: join(this.#root, name),
      core: this.#core,
    };
  }

  #add(person: string, kind: 'founder' | 'pulled' | 'empty'): void {
    const options = this.#newDevice(person);
    this.#devices.push(SimulatedDevice.install(options, kind));
    this.#say(`${options.name} (${kind}, ${options.version}, skew ${options.skew} ms) is of ${person}`);
  }

  // --- what happens ---------------------------------------------------------------------------------------------------------

  async #step(): Promise<void> {
    const random = this.#random;
    this.#context.advance(random.chance(0.1) ? random.below(DAY) : random.below(5_000));
    const present = this.#devices.filter(({ gone }) => !gone);
    const device = random.pick(present);
    const crashAt = random.chance(0.06) ? 1 + random.below(6) : null;
    switch (random.weighted({ act: 46, ask: 40, trouble: 6 })) {
      case 'act':
        if (sync.decisionHead(device.workspace).number > 0) await this.#act(device, crashAt);
        break;
      case 'ask':
        await this.#ask(device, crashAt);
        break;
      case 'trouble':
        this.#trouble(device);
        break;
    }
    for (let left = random.below(4); left > 0; left -= 1) await this.#deliver();
  }

  async #act(device: SimulatedDevice, crashAt: number | null, acts?: Acts): Promise<void> {
    let said = 'crashed';
    await device.doing(crashAt, () => {
      said = actSomehow(device, this.#random, this.#template, acts);
    });
    this.#say(`${device.name} ${said}`);
  }

  async #ask(device: SimulatedDevice, crashAt: number | null): Promise<void> {
    const random = this.#random;
    await device.doing(crashAt, () => {
      const requests = device.requests(1 + random.below(12), { kept: random.chance(0.2), ahead: random.chance(0.3) });
      const request = random.pick(requests);
      this.#messages.push({ to: device, incarnation: device.incarnation, request, answer: null });
      this.#say(`${device.name} asks: ${saying(request)}`);
    });
  }

  /** One message of all that are under way arrives, is lost, or arrives twice. */
  async #deliver(): Promise<void> {
    const random = this.#random;
    const able = this.#messages.filter(({ to }) => !to.offline);
    if (able.length === 0) return;
    const message = random.pick(able);
    if (random.chance(0.1)) counted(this.#memory, 'arrived twice');
    else this.#messages = this.#messages.filter((one) => one !== message);
    if (random.chance(0.1)) {
      counted(this.#memory, message.answer ? 'answer lost' : 'request lost');
      this.#messages = this.#messages.filter((one) => one !== message);
      return;
    }
    if (message.answer === null) {
      const answer = await this.#server.handle(
        message.to.person,
        message.request,
        random.chance(0.06) ? 1 + random.below(2) : null,
      );
      this.#say(`server answers ${message.to.name}: ${answer ? told(answer) : 'nothing, it crashed'}`);
      if (answer) this.#messages.push({ ...message, answer });
      else counted(this.#memory, 'server crashed');
      return;
    }
    const { to, incarnation, answer } = message;
    if (to.gone || to.incarnation !== incarnation) return;
    const crashAt = random.chance(0.08) ? 1 + random.below(5) : null;
    const whole = await to.doing(crashAt, () => to.take(answer));
    this.#say(`${to.name} ${whole ? 'took' : 'crashed while it took'} ${told(answer)}`);
  }

  #trouble(device: SimulatedDevice): void {
    const random = this.#random;
    const what = random.weighted({
      offline: 8,
      backUp: 4,
      restore: 3,
      copy: 1,
      clone: 1,
      join: 3,
      restart: 3,
      update: 2,
      clock: 2,
      updateServer: 1,
    });
    let done = true;
    const room = this.#devices.length < (this.#long ? 8 : 5);
    if (what === 'offline') device.offline = !device.offline;
    else if (what === 'restart') device.reopen();
    else if (what === 'update') device.reopen('newer');
    else if (what === 'updateServer') this.#server.update();
    else if (what === 'clock') device.skew = Math.round((random.next() - 0.5) * 8 * DAY);
    else if (what === 'join' && room) this.#add(random.pick(this.#template.people), 'empty');
    else if (sync.decisionHead(device.workspace).number === 0) done = false;
    else if (what === 'backUp') device.backUp();
    else if (what === 'restore' && device.hasBackup) device.restore();
    else if ((what === 'copy' || what === 'clone') && room) {
      const options = { ...this.#newDevice(device.person), version: device.version };
      this.#devices.push(SimulatedDevice.copyOf(device, options, what === 'clone'));
    } else done = false;
    if (!done) return;
    counted(this.#memory, what);
    this.#say(`${what}: ${device.name}${device.offline ? ' is offline' : ''}`);
  }

  // --- the end --------------------------------------------------------------------------------------------------------------

  /** The network is whole again: everybody pushes and pulls until nothing moves any more. */
  async #heal(): Promise<void> {
    this.#messages = [];
    for (const device of this.#devices) device.offline = false;
    for (let round = 0; round < 12; round += 1) {
      if (!(await this.#round())) return;
    }
    throw new Error('it does not come to rest');
  }

  /** True where something moved. */
  async #round(): Promise<boolean> {
    const { workspace } = this.#template;
    const before = await this.#server.sync.sequence(workspace);
    let moved = false;
    for (const device of this.#devices) {
      for (let turn = 0; !device.gone; turn += 1) {
        if (turn > 60) throw new Error(`${device.name} does not come to rest`);
        const head = sync.decisionHead(device.workspace).number;
        const requests = device
          .requests(200)
          .filter((request) => request.kind !== 'pull' || request.after < before.number || turn === 0);
        if (requests.length === 0) break;
        for (const request of requests) {
          const answer = await this.#server.handle(device.person, request, null);
          if (device.gone) break;
          this.#say(`${device.name} heals: ${saying(request)} → ${told(answer!)}`);
          await device.doing(null, () => device.take(answer!));
          if (device.gone) break;
        }
        if (device.gone) moved = true;
        else if (sync.decisionHead(device.workspace).number !== head) moved = true;
        else if (!requests.some(({ kind }) => kind !== 'pull' && kind !== 'push')) break;
        else moved = true;
      }
    }
    return moved || (await this.#server.sync.sequence(workspace)).number !== before.number;
  }
}

function saying(request: Request): string {
  if (request.kind === 'push')
    return `push of ${request.receipts
      .map(({ header }) => {
        const { command, number, chain } = JSON.parse(header) as {
          command: { name: string };
          number: number;
          chain: string;
        };
        return `${command.name} ${chain.slice(-4)}#${number}`;
      })
      .join(', ')}`;
  if (request.kind === 'pull' || request.kind === 'history') return `${request.kind} after ${request.after}`;
  if (request.kind === 'parts') return `parts of ${request.readers} after ${request.after}`;
  return request.kind === 'register' ? `register ${request.chain.slice(-4)}` : request.kind;
}

function told(answer: Answer): string {
  if (answer.kind === 'push') {
    const results = answer.answer.results.map((result) => {
      if (result.status !== 'decided') return `${result.hash.slice(0, 8)} ${result.status}`;
      const { number, outcome } = JSON.parse(result.decision.text) as { number: number; outcome: string };
      return `${result.hash.slice(0, 8)} ${outcome} as ${number}${result.refusal ? ` (${result.refusal.kind}: ${result.refusal.says[0]})` : ''}`;
    });
    return `push: ${results.join(', ')}`;
  }
  if (answer.kind === 'pull' || answer.kind === 'history')
    return `${answer.kind}: ${answer.answer.pulled.length} of ${answer.answer.number}`;
  if (answer.kind === 'parts') return `${answer.answer.parts.length} parts of ${answer.readers}`;
  return answer.kind;
}
