import { sha256 } from '../../src-core/ledger/digests';
import { type SigningKey, signingKey } from '../../src-core/ledger/keys';
import { splitChanges } from '../../src-core/ledger/split';
import { countersignatureText } from '../../src-core/ledger/trust';
import { canonicalText } from '../../src-shared/kernel/canonical';
import { type Change, create } from '../../src-shared/kernel/change';
import { type Context, newId } from '../../src-shared/kernel/context';
import type { EntityDefinition } from '../../src-shared/kernel/entity';
import { tick } from '../../src-shared/kernel/hybrid-clock';
import type { ReceiptHeader, SignedReceipt } from '../../src-shared/kernel/receipt';
import { Chain } from '../../src-shared/receipts/schema';

export interface ActOptions {
  version?: number;
  input?: Record<string, unknown>;
  /** One receipt for each list of changes, as one group. */
  cut?: Change[][];
  approvals?: string[];
  contested?: string[];
  assurance?: 'device' | 'account';
  /** Whom personal values are about, where that is no field of the change. */
  personOf?: string;
  /** Changes the header before it is signed. */
  alter?: (header: ReceiptHeader) => ReceiptHeader;
  reason?: string;
}

/** One person's chain on one device that writes whatever it is told to, right or wrong. */
export class TestDevice {
  readonly chain: string;
  readonly key: SigningKey;
  number = 0;
  previous: string | null = null;
  last: string | null = null;
  /** All that it wrote, in order. */
  readonly written: SignedReceipt[] = [];

  constructor(
    readonly world: { workspace: string; context: Context; definitions: ReadonlyMap<string, EntityDefinition> },
    readonly person: string,
    /** Milliseconds that its clock is ahead. */
    public skew = 0,
  ) {
    this.chain = newId(world.context);
    this.key = signingKey(world.context.randomBytes(32));
  }

  chainRow(countersigner?: TestDevice): Change {
    const { workspace } = this.world;
    return create(Chain, this.chain, {
      person: this.person,
      publicKey: this.key.publicKey,
      letters: 'A2',
      device: 'test',
      countersignedBy: countersigner?.chain ?? null,
      countersignature: countersigner
        ? countersigner.key.sign(Buffer.from(countersignatureText(workspace, this.chain, this.key.publicKey)))
        : null,
    });
  }

  /** The chain's first receipt. */
  open(countersigner?: TestDevice): SignedReceipt {
    return this.act('chain.open', [this.chainRow(countersigner)], { input: { chain: this.chain } })[0]!;
  }

  /** Writes an act: one receipt, or as many as it is cut into. */
  act(command: string, changes: readonly Change[], options: ActOptions = {}): SignedReceipt[] {
    const pieces = options.cut ?? [[...changes]];
    const group = pieces.length > 1 ? newId(this.world.context) : null;
    return pieces.map((piece, index) => {
      this.number += 1;
      const split = splitChanges(piece, this.world.definitions, (change, field) =>
        typeof change.fields[field] === 'string' ? (change.fields[field] as string) : (options.personOf ?? null),
      );
      if (!split.has('shared')) split.set('shared', []);
      const bodies = Object.fromEntries(
        [...split].map(([readers, list]) => [
          readers,
          canonicalText({
            salt: Buffer.from(this.world.context.randomBytes(16)).toString('base64url'),
            changes: list,
            ...(readers === 'shared' && index === 0 && { input: options.input ?? {} }),
            ...(readers === 'shared' && options.contested && { contested: options.contested }),
          }),
        ]),
      );
      this.last = tick(this.last, this.world.context.now() + this.skew, this.chain);
      const header: ReceiptHeader = {
        v: 1,
        id: newId(this.world.context),
        workspace: this.world.workspace,
        chain: this.chain,
        number: this.number,
        previous: this.previous,
        at: this.last,
        actor: this.person,
        assurance: options.assurance ?? 'device',
        ...(group && { group: { id: group, index: index + 1, size: pieces.length } }),
        command: { name: command, version: options.version ?? 1 },
        policy: {
          set: sha256('policies'),
          decision: options.contested ? 'contested' : 'allow',
          by: [],
          approvals: options.approvals ?? [],
        },
        parts: Object.fromEntries(Object.entries(bodies).map(([readers, body]) => [readers, sha256(body)])),
      };
      const text = canonicalText(options.alter ? options.alter(header) : header);
      const signed = { header: text, signature: this.key.sign(Buffer.from(text)), parts: bodies };
      this.previous = sha256(text);
      this.written.push(signed);
      return signed;
    });
  }
}

export const hashOf = (receipt: SignedReceipt): string => sha256(receipt.header);
