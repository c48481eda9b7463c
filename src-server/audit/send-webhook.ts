import { request as plainRequest } from 'node:http';
import { request } from 'node:https';
import { reachable } from './public-address';

const PATIENCE_MILLISECONDS = 15_000;

/** Sends one delivery. Resolves with null when it was taken (2xx), else with why not, in words that hold nothing of what was answered. */
export async function sendWebhook(
  address: string,
  headers: Record<string, string>,
  body: string,
  allowPrivate: boolean,
): Promise<string | null> {
  const url = new URL(address);
  let target: Awaited<ReturnType<typeof reachable>>;
  try {
    target = await reachable(url, allowPrivate);
  } catch (error) {
    return error instanceof Error ? error.message : 'The address cannot be used.';
  }
  return new Promise((resolve) => {
    const sending = (url.protocol === 'https:' ? request : plainRequest)(url, {
      method: 'POST',
      agent: false,
      headers: {
        ...headers,
        'content-type': 'application/cloudevents-batch+json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Proofdesk',
      },
      // The address that was checked, whatever the name says a moment later. Redirects are not followed.
      lookup: (_host, options, found) =>
        options.all
          ? found(null, [{ address: target.address, family: target.family }])
          : found(null, target.address, target.family),
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
    });
    sending.on('response', (answer) => {
      const status = answer.statusCode ?? 0;
      answer.on('error', () => {});
      answer.destroy();
      resolve(status >= 200 && status < 300 ? null : `The receiver answered ${status}.`);
    });
    sending.on('error', (error: NodeJS.ErrnoException) =>
      resolve(
        error.name === 'AbortError' || error.name === 'TimeoutError'
          ? 'The receiver did not answer in time.'
          : `The receiver cannot be reached (${error.code ?? error.name}).`,
      ),
    );
    sending.end(body);
  });
}
