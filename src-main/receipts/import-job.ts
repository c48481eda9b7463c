import { defineJob } from '../../src-core/jobs';
import { type ImportReport, importReceiptsFrom } from '../../src-core/ledger/exchange';
import { fileSource } from '../../src-core/ledger/receipt-file';
import { besideWorkspace, type PlaceBeside } from '../desk';

/** Takes the receipts of a file in one transaction, over a connection of its own: all of them that are to be taken, or none. */
export const importReceiptsJob = defineJob<
  { place: PlaceBeside; path: string; name: string; acceptChains: readonly string[] },
  ImportReport
>({
  kind: 'receipt.import',
  async run({ place, path, name, acceptChains }, work) {
    work.progress(0.01, 'Reading the file');
    return besideWorkspace(place, (workspace) =>
      importReceiptsFrom(workspace, fileSource(path, name), {
        acceptChains,
        progress(fraction) {
          work.check();
          work.progress(fraction, 'Checking and taking receipts');
        },
        settle: () => work.settle(),
      }),
    );
  },
});
