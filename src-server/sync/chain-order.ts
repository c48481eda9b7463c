import type { ReceiptHeader } from '../../src-shared/kernel/receipt';
import { ChainAnnouncement } from '../../src-shared/receipts/schema';
import { type ActReceipt, changesOf } from '../../src-shared/sync/judge';
import { Person } from '../../src-shared/workspace/schema';
import type { ChainRecord, RowKey } from '../storage/storage';

/** A chain of which nothing has come in. */
export function emptyChain(
  of: Pick<ChainRecord, 'chain' | 'person' | 'publicKey' | 'device'> & Partial<ChainRecord>,
): ChainRecord {
  return {
    standing: 'unannounced',
    account: null,
    registered: null,
    revokedAfter: null,
    number: 0,
    hash: null,
    at: null,
    group: null,
    decided: 0,
    clock: null,
    ...of,
  };
}

/** Every row that a receipt names or that is asked about whoever signed it. */
export function rowsNamedBy(receipt: ActReceipt): RowKey[] {
  return [
    { entity: Person.name, id: receipt.header.actor },
    ...(receipt.header.number === 1 ? [{ entity: ChainAnnouncement.name, id: receipt.header.chain }] : []),
    ...changesOf([receipt]).map(({ change }) => ({ entity: change.entity, id: change.id })),
  ];
}

/** What is wrong with a receipt at the end of its chain, as a sentence; null where nothing is. */
export function wrongInChain(header: ReceiptHeader, chain: ChainRecord, brought: string | null): string | null {
  if (header.actor !== chain.person) return 'It is by another person than its chain.';
  if (header.number === 1 && brought !== chain.publicKey)
    return 'It brings another key than the one its chain was registered with.';
  if (chain.at !== null && header.at <= chain.at) return 'Its time lies before that of the receipt before it.';
  const { group } = header;
  const before = chain.group !== null && chain.group.index < chain.group.size ? chain.group : null;
  if (before) {
    const goesOn = group?.id === before.id && group.index === before.index + 1 && group.size === before.size;
    if (!goesOn) return 'The act before it is not whole.';
  } else if (group && group.index !== 1) {
    return 'Its act does not begin at its beginning.';
  }
  if (group && group.index > group.size) return 'Its act is longer than it says.';
  return null;
}
