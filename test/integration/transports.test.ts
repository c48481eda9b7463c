import { MessageChannel as NodeMessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import type { JobRunner } from '../../src-core/jobs';
import type { Session } from '../../src-main/session';
import { clientInProcess, serveMessagePort, serveWebSocket } from '../../src-main/transport';
import { reportUnexpectedTo } from '../../src-main/unexpected';
import { type Connection, connectionOn } from '../../src-renderer/client/connection';
import { portTransport } from '../../src-renderer/client/message-port';
import { webSocketTransport } from '../../src-renderer/client/web-socket';
import type { DeskClient } from '../../src-shared/contract';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { deskForTests, sessionForTests } from '../desk';

const closers: Array<() => void> = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function webSocketHost(session: Session, port = 0) {
  const server = new WebSocketServer({ host: '127.0.0.1', port });
  server.on('connection', (socket) => serveWebSocket(socket, session));
  await new Promise((resolve) => server.once('listening', resolve));
  const stop = () => {
    for (const socket of server.clients) socket.terminate();
    server.close();
  };
  closers.push(stop);
  return { port: (server.address() as { port: number }).port, stop };
}

function webSocketClient(port: number, stillKnown = async () => true): Connection {
  const connection = connectionOn(
    webSocketTransport({
      open: () => new WebSocket(`ws://127.0.0.1:${port}`),
      stillKnown,
      pauses: [20],
    }),
  );
  closers.push(() => connection.close());
  return connection;
}

const transports: Record<string, (session: Session) => Promise<DeskClient> | DeskClient> = {
  'in process': (session) => clientInProcess(session),
  'message port': (session) => {
    const { port1, port2 } = new NodeMessageChannel();
    serveMessagePort(port2 as unknown as MessagePort, session);
    const connection = connectionOn(portTransport(port1 as unknown as MessagePort));
    closers.push(() => connection.close());
    return connection.client;
  },
  WebSocket: async (session) => webSocketClient((await webSocketHost(session)).port).client,
};

const failure = async (promise: Promise<unknown>): Promise<ProofdeskError> => {
  const thrown = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(ProofdeskError);
  return thrown as ProofdeskError;
};

describe.each(Object.entries(transports))('the contract over %s', (_name, connect) => {
  it('answers a call', async () => {
    const client = await connect(sessionForTests(deskForTests()));
    expect(await client.system.info()).toMatchObject({ face: 'test', version: expect.stringMatching(/^\d+\.\d+/) });
  });

  it('brings an error of the domain with its code and sentence', async () => {
    const client = await connect(sessionForTests(deskForTests()));
    const error = await failure(client.system.jobs.cancel({ id: 'none' }));
    expect(error.toRecord()).toEqual({ code: 'not-found', message: 'There is no such job any more.' });
  });

  it('says which field of a malformed call is wrong', async () => {
    const client = await connect(sessionForTests(deskForTests()));
    // @ts-expect-error: a malformed call, as an older page might send it
    const error = await failure(client.system.jobs.cancel({ id: 5 }));
    expect(error.code).toBe('bad-input');
    expect(error.where).toEqual({ field: 'id' });
    expect(error.message).toMatch(/^id: .*string/);
  });

  it('logs a fault with its stack on the host and sends a sentence without one', async () => {
    const log = vi.fn();
    closers.push(reportUnexpectedTo(log));
    const broken = deskForTests({
      jobs: {
        list() {
          throw new TypeError('shelf is undefined');
        },
      } as unknown as JobRunner,
    });
    const client = await connect(sessionForTests(broken));
    const error = await failure(client.system.jobs.list());
    expect(error.code).toBe('internal');
    expect(JSON.stringify(error.toRecord())).not.toContain('transports.test');
    expect(log).toHaveBeenCalledWith(expect.objectContaining({ message: 'shelf is undefined' }), 'system.jobs.list');
  });

  it('streams events while they happen, and stops listening when the reader stops', async () => {
    const desk = deskForTests();
    const client = await connect(sessionForTests(desk));
    const stream = await client.system.events();
    const first = stream.next();
    await vi.waitFor(() => expect(desk.readers()).toBe(1));
    desk.tell({ kind: 'changed', entities: ['deal'] });
    expect(await first).toEqual({ done: false, value: { kind: 'changed', entities: ['deal'] } });
    const pending = stream.next();
    await stream.return?.();
    expect((await pending.catch(() => ({ done: true }))).done).toBe(true);
    await vi.waitFor(() => expect(desk.readers()).toBe(0));
  });

  it('brings an error out of the middle of a stream', async () => {
    const desk = deskForTests({
      async *events() {
        yield { kind: 'workspace' } as const;
        throw new ProofdeskError({ code: 'stale', message: 'The workspace was restored.' });
      },
    });
    const client = await connect(sessionForTests(desk));
    const stream = await client.system.events();
    expect((await stream.next()).value).toEqual({ kind: 'workspace' });
    const error = await failure(stream.next());
    expect(error.code).toBe('stale');
  });

  it('tells nothing of the desk to a customer', async () => {
    const desk = deskForTests();
    const client = await connect(sessionForTests(desk, { customerAccount: 'a1' }));
    const events = await client.system.events();
    expect(await events.next()).toMatchObject({ done: true });
    expect(desk.readers()).toBe(0);
    expect(await client.system.jobs.list()).toEqual([]);
  });

  it('lets the person at a seat change from the next call on', async () => {
    const seat = { actor: 'rep' };
    const session = sessionForTests(deskForTests(), { seat });
    await connect(session);
    session.actAs('finance');
    expect({ ...session }.actor).toBe('finance');
  });
});

describe('a WebSocket that breaks', () => {
  it('fails the calls under way, connects again and answers the next call', async () => {
    const session = sessionForTests(deskForTests());
    const host = await webSocketHost(session);
    const connection = webSocketClient(host.port);
    await connection.client.system.info();
    const states: string[] = [];
    connection.subscribe(() => states.push(connection.state()));
    const stream = await connection.client.system.events();
    const broken = failure(stream.next());
    host.stop();
    expect((await broken).code).toBe('unavailable');
    await webSocketHost(session, host.port);
    expect((await connection.client.system.info()).face).toBe('test');
    expect(states).toEqual(['lost', 'connected']);
  });

  it('stops trying when the host no longer knows the page', async () => {
    const host = await webSocketHost(sessionForTests(deskForTests()));
    const connection = webSocketClient(host.port, async () => false);
    await connection.client.system.info();
    host.stop();
    await vi.waitFor(() => expect(connection.state()).toBe('refused'));
    expect((await failure(connection.client.system.info())).hint).toMatch(/open the address/);
  });
});
