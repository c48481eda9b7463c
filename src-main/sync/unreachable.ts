import { errorRecord, ProofdeskError } from '../../src-shared/kernel/errors';

/** What can be seen of why a request came to nothing: a sentence that names the address, and what may be done. */
interface Reason {
  says: string;
  hint: string;
}

const LOOK = 'Check the address and the network, and whether the server runs.';

/** Of codes of Node and OpenSSL: the certificate is from nobody whom this computer believes. */
const UNTRUSTED = /^(CERT_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|INVALID_CA)/;
/** Likewise: what answers does not speak TLS at all. */
const NO_TLS = /^(ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG)|EPROTO)$/;
/** So many names of a certificate that is for others are told. */
const NAMES = 3;

/** What lies below an error of `fetch`, with the code of Node or OpenSSL. */
const below = (cause: unknown): (Error & { code?: unknown; cert?: unknown }) | null =>
  cause instanceof Error && cause.cause instanceof Error ? cause.cause : null;

/** The names that a certificate is for, as far as they are told: ` (it is for a, b)`. */
function namesOf(cert: unknown): string {
  const listed = (cert as { subjectaltname?: unknown } | undefined)?.subjectaltname;
  if (typeof listed !== 'string' || listed === '') return '';
  const names = listed.split(', ').map((name) => name.replace(/^[^:]+:/, ''));
  return ` (it is for ${names.slice(0, NAMES).join(', ')}${names.length > NAMES ? ' and others' : ''})`;
}

function reasonOf(address: string, cause: unknown): Reason {
  const inner = below(cause);
  const code = String(inner?.code ?? '');
  if (code === 'CERT_HAS_EXPIRED') {
    return {
      says: `The certificate of ${address} has run out.`,
      hint: 'Whoever runs the server has to renew it. If the date of this computer is wrong, put that right.',
    };
  }
  if (code === 'CERT_NOT_YET_VALID') {
    return {
      says: `The certificate of ${address} is not valid yet.`,
      hint: 'See whether the date and time of this computer are right; if they are, tell whoever runs the server.',
    };
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return {
      says: `The certificate of ${address} is for another name${namesOf(inner?.cert)}.`,
      hint: 'Check the address with whoever runs the server; something else may also answer in its place.',
    };
  }
  if (UNTRUSTED.test(code)) {
    return {
      says: `The certificate of ${address} is from nobody whom this computer trusts (${code}).`,
      hint: 'If it is from an authority of your own house, name that one’s certificate in NODE_EXTRA_CA_CERTS. Otherwise ask whoever runs the server: something else may answer in its place.',
    };
  }
  if (NO_TLS.test(code))
    return { says: `${address} cannot be reached: what answers there does not speak https.`, hint: LOOK };
  if (code === 'ENOTFOUND')
    return { says: `${address} cannot be reached: nothing is known by that name here.`, hint: LOOK };
  if (code === 'EAI_AGAIN') {
    return {
      says: `${address} cannot be reached: its name cannot be looked up just now.`,
      hint: 'This computer may have no network, or its name server does not answer.',
    };
  }
  return { says: `${address} cannot be reached.`, hint: LOOK };
}

/** That a server gave no answer: `unavailable`, with `details.kind` `offline`. `late`: the time for it ran out. */
export function unreachable(address: string, late: boolean, cause: unknown): ProofdeskError {
  const { says, hint } = late ? { says: `${address} did not answer in time.`, hint: LOOK } : reasonOf(address, cause);
  return new ProofdeskError(
    {
      code: 'unavailable',
      message: says,
      hint,
      details: { kind: 'offline', why: (below(cause) ?? errorRecord(cause)).message },
    },
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
