import { sha256 } from '../../src-core/ledger/digests';
import { canonicalText } from '../../src-shared/kernel/canonical';
import type { SignedReceipt } from '../../src-shared/kernel/receipt';
import { thing } from './server-world';
import type { TestDevice } from './test-device';

type Rewrite = (text: string) => string;
const nested = '{"a":'.repeat(20_000) + 1 + '}'.repeat(20_000);
const as = (header: Rewrite, part: Rewrite = (text) => text): { header: Rewrite; part: Rewrite } => ({ header, part });
const inPart = (part: Rewrite): { header: Rewrite; part: Rewrite } => as((text) => text, part);

/** Receipts that no device of ours writes: each is signed by its chain's key, and would break somebody who reads it. */
export const HOSTILE: Readonly<Record<string, { header: Rewrite; part: Rewrite }>> = {
  'a half of a character': inPart((text) => text.replace('A thing', 'A \\ud800 thing')),
  'a part that nests without end': inPart((text) => text.replace('"input":{}', `"input":${nested}`)),
  'a header that nests without end': as((text) => text.replace('"v":1', `"v":1,"z":${nested}`)),
  'an id with NUL': inPart((text) => text.replace('"id":"hostile', '"id":"\\u0000hostile')),
  'an entity that every object has': inPart((text) => text.replace('"entity":"thing"', '"entity":"constructor"')),
  'a field that every object has': inPart((text) => text.replace('"fields":{', '"fields":{"toString":1,')),
  'a field that is the prototype': inPart((text) =>
    text.replace('"fields":{', '"fields":{"__proto__":{"admin":true},'),
  ),
  'a part that is the prototype': as((text) => text.replace('"parts":{', `"parts":{"__proto__":"${'a'.repeat(64)}",`)),
  'a command with NUL': as((text) => text.replace('"name":"thing.add"', '"name":"thing\\u0000add"')),
  'a number without end': as((text) => text.replace(/"number":\d+/, '"number":1e400')),
};

/** The next receipt of a device as it is rewritten; the device itself forgets that it wrote it. */
export function crafted(device: TestDevice, { header, part }: { header: Rewrite; part: Rewrite }): SignedReceipt {
  const { number, previous } = device;
  const [plain] = device.act('thing.add', [thing(`hostile${number}`)]);
  device.written.pop();
  Object.assign(device, { number, previous });
  const shared = part(plain!.parts['shared']!);
  const text = header(
    canonicalText({ ...(JSON.parse(plain!.header) as Record<string, unknown>), parts: { shared: sha256(shared) } }),
  );
  return { header: text, signature: device.key.sign(Buffer.from(text)), parts: { shared } };
}
