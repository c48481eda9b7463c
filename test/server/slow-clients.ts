import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningServer } from '../../src-server/server';
import { startTestServer } from './http-world';

/** Long enough for a request on a busy machine, short enough to be waited for. */
const patience = { request: 1_500, headers: 1_000, stalled: 1_000, look: 50 };
let patient: RunningServer;

function dial(): Socket {
  const { hostname, port } = new URL(patient.address);
  const socket = connect(Number(port), hostname);
  // To be hung up on is what is tried.
  socket.on('error', () => {});
  return socket;
}

/** Sends a text one letter at a time, for as long as it is listened to; gives what was answered before the end. */
function dripping(first: string, letters: string): Promise<string> {
  const socket = dial();
  let heard = '';
  socket.on('data', (piece) => {
    heard += piece.toString('latin1');
  });
  socket.write(first);
  let at = 0;
  const drip = setInterval(() => {
    if (socket.writable) socket.write(letters[at++ % letters.length]!);
  }, 40);
  return new Promise((ended) => {
    socket.once('close', () => {
      clearInterval(drip);
      ended(heard);
    });
  });
}

const served = async () => (await fetch(`${patient.address}/v1/about`)).status;

/** Tests of a server of these parts with clients that are slow on purpose. */
export function slowClients(partsOf: () => Parameters<typeof startTestServer>[0]): void {
  describe.concurrent('clients that take their time', () => {
    beforeAll(async () => {
      patient = await startTestServer({ ...partsOf(), patience });
    });
    afterAll(() => patient?.close());

    it('with their headers are hung up on, and nobody else waits meanwhile', async () => {
      const slow = Array.from({ length: 40 }, () => dripping('GET /v1/about HTTP/1.1\r\nHost: x\r\nX-Slow: ', 'a'));
      expect(await served()).toBe(200);
      for (const heard of await Promise.all(slow)) expect(heard).toMatch(/^HTTP\/1\.1 408 /);
      expect(await served()).toBe(200);
    });

    it('with their body are hung up on', async () => {
      const head =
        'POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n';
      const slow = Array.from({ length: 20 }, () => dripping(head, '{"idToken": "'));
      expect(await served()).toBe(200);
      for (const heard of await Promise.all(slow)) expect(heard).toMatch(/^(HTTP\/1\.1 408 |$)/);
      expect(await served()).toBe(200);
    });

    it('with going, once they were refused, are hung up on: no half of a connection stays', async () => {
      const { hostname, port } = new URL(patient.address);
      const refusals = [
        'GET /v1/about HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
        'nonsense\r\n\r\n',
      ];
      const gone = refusals.map(
        (text) =>
          new Promise<void>((done) => {
            const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true }, () =>
              socket.write(text),
            );
            socket.resume();
            // Only from the other side comes word that there is nobody any more.
            const still = setInterval(() => socket.write(' '), 100);
            socket.on('error', () => {});
            socket.once('close', () => {
              clearInterval(still);
              done();
            });
          }),
      );
      await Promise.all(gone);
      expect(await served()).toBe(200);
    });

    it('with reading what they asked for are hung up on, before all of it was made', async () => {
      const asked = 4_000;
      const one = Buffer.byteLength(await (await fetch(`${patient.address}/openapi.json`)).text());
      const socket = dial();
      socket.pause();
      socket.write('GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(asked));
      const ended = new Promise<void>((done) => {
        socket.once('close', () => done());
      });
      expect(await served()).toBe(200);
      // Reads again once the server can only have given up.
      const reading = setTimeout(() => socket.resume(), patience.stalled * 3);
      await ended;
      clearTimeout(reading);
      expect(socket.bytesRead).toBeLessThan((asked * one) / 2);
      expect(await served()).toBe(200);
    });
  });
}
