import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';

/** A certificate with its key, as a server is given them. */
export interface Certificate {
  key: string;
  cert: string;
}

/** An authority of one's own that makes certificates of servers. */
export interface Authority extends Certificate {
  /** For these names and addresses, good from one day to another. */
  certify(names: readonly string[], from: Date, until: Date): Certificate;
}

const DAY = 86_400_000;

/** Makes an authority that nobody trusts but who is told to. */
export function newAuthority(name: string): Authority {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const now = Date.now();
  const issue = (subject: string, key: KeyObject, from: Date, until: Date, extensions: Buffer[]): string => {
    const content = seq(
      tagged(0xa0, integer(Buffer.of(2))),
      integer(Buffer.concat([Buffer.of(1), randomBytes(15)])),
      ecdsaWithSha256,
      nameOf(name),
      seq(time(from), time(until)),
      nameOf(subject),
      key.export({ type: 'spki', format: 'der' }),
      tagged(0xa3, seq(...extensions)),
    );
    const signature = sign('sha256', content, keys.privateKey);
    return pem('CERTIFICATE', seq(content, ecdsaWithSha256, tagged(0x03, Buffer.of(0), signature)));
  };
  return {
    key: keyText(keys.privateKey),
    cert: issue(name, keys.publicKey, new Date(now - DAY), new Date(now + DAY), [
      extension('551d13', seq(tagged(0x01, Buffer.of(0xff))), true),
    ]),
    certify(names, from, until) {
      const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const alternatives = names.map((one) =>
        isIPv4(one) ? tagged(0x87, Buffer.from(one.split('.').map(Number))) : tagged(0x82, Buffer.from(one)),
      );
      return {
        key: keyText(own.privateKey),
        cert: issue(names[0]!, own.publicKey, from, until, [extension('551d11', seq(...alternatives))]),
      };
    },
  };
}

const keyText = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

const pem = (label: string, der: Buffer): string =>
  `-----BEGIN ${label}-----\n${der
    .toString('base64')
    .match(/.{1,64}/g)!
    .join('\n')}\n-----END ${label}-----\n`;

// What a certificate is written in: DER (X.690), each part with its tag and its length before it. RFC 5280 says which parts there are.

function tagged(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const seq = (...parts: Buffer[]): Buffer => tagged(0x30, ...parts);
const integer = (value: Buffer): Buffer => tagged(0x02, value);
const oid = (hex: string): Buffer => tagged(0x06, Buffer.from(hex, 'hex'));
const ecdsaWithSha256 = seq(oid('2a8648ce3d040302'));
const time = (at: Date): Buffer =>
  tagged(0x18, Buffer.from(`${at.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`));
const nameOf = (common: string): Buffer => seq(tagged(0x31, seq(oid('550403'), tagged(0x0c, Buffer.from(common)))));
const extension = (id: string, value: Buffer, critical = false): Buffer =>
  seq(oid(id), ...(critical ? [tagged(0x01, Buffer.of(0xff))] : []), tagged(0x04, value));
