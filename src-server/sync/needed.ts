import { Chain } from '../../src-shared/receipts/schema';
import { changesOf } from '../../src-shared/sync/judge';
import type { RowKey, Wanted } from '../storage/storage';
import { rowsNamedBy } from './chain-order';
import type { Readable } from './incoming';

/** A row's key as one text. */
export const keyOf = ({ entity, id }: RowKey): string => `${entity}/${id}`;

/** What is wanted, with everything named once. */
export function distinct({ chains = [], receipts = [], rows = [], digests = [] }: Wanted): Required<Wanted> {
  return {
    chains: [...new Set(chains)],
    receipts: [...new Set(receipts)],
    rows: [...new Map(rows.map((key) => [keyOf(key), key])).values()],
    digests: [...new Set(digests)],
  };
}

/** What these receipts will need, for one look. */
export function neededBy(receipts: readonly Readable[]): Required<Wanted> {
  const countersigners = receipts.flatMap((receipt) =>
    receipt.header.number === 1
      ? changesOf([receipt]).flatMap(({ change }) =>
          change.entity === Chain.name && typeof change.fields['countersignedBy'] === 'string'
            ? [change.fields['countersignedBy']]
            : [],
        )
      : [],
  );
  return {
    chains: [...receipts.map(({ header }) => header.chain), ...countersigners],
    receipts: receipts.flatMap(({ hash, header }) => [hash, ...header.policy.approvals]),
    rows: receipts.flatMap(rowsNamedBy),
    digests: receipts.flatMap(({ header }) =>
      Object.entries(header.parts).flatMap(([readers, digest]) => (readers.startsWith('personal:') ? [digest] : [])),
    ),
  };
}
