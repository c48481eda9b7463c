import { errorRecord, ProofdeskError } from '../../src-shared/kernel/errors';

/** What can be seen of why a request came to nothing: a sentence that names the address, and what may be done. */
interface Reason {
  says: string;
  hint: string;
}

const LOOK = 'Check the address and the network, and whether the server runs.';

/** Of codes of Node and OpenSSL: the certificate is not one that this computer believes. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/;
/** Likewise: what answers does not speak TLS at all. */
const NO_TLS = /^(ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG)|EPROTO)$/;

function reasonOf(address: string, cause: unknown): Reason {
  const inner = cause instanceof Error ? cause.cause : undefined;
  const code = inner instanceof Error && 'code' in inner ? String(inner.code) : '';
  if (CERTIFICATE.test(code)) {
    return {
      says: `The certificate of ${address} is not one that this computer trusts (${code}).`,
      hint: 'It may have run out, or be from an authority of your own house: name that one’s certificate in NODE_EXTRA_CA_CERTS.',
    };
  }
  if (NO_TLS.test(code))
    return { says: `${address} cannot be reached: what answers there does not speak https.`, hint: LOOK };
  if (code === 'ENOTFOUND')
    return { says: `${address} cannot be reached: nothing is known by that name here.`, hint: LOOK };
  return { says: `${address} cannot be reached.`, hint: LOOK };
}

/** That a server gave no answer: `unavailable`, with `details.kind` `offline`. `late`: the time for it ran out. */
export function unreachable(address: string, late: boolean, cause: unknown): ProofdeskError {
  const { says, hint } = late ? { says: `${address} did not answer in time.`, hint: LOOK } : reasonOf(address, cause);
  return new ProofdeskError(
    { code: 'unavailable', message: says, hint, details: { kind: 'offline', why: errorRecord(cause).message } },
    { cause },
  );
}

/** That something answers at an address, and is no server of ours. */
export const noServerOfOurs = (address: string, cause: unknown): ProofdeskError =>
  new ProofdeskError(
    {
      code: 'unavailable',
      message: `What answers at ${address} is no Proofdesk server.`,
      hint: 'Check the address with whoever runs the server; a proxy or a sign-in of the network may also have answered for it.',
      details: { kind: 'strange-answer' },
    },
    { cause },
  );
