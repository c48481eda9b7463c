import { readFileSync } from 'node:fs';
import { DeviceState } from '../../src-core/ledger/device-state';
import { importReceiptsFrom } from '../../src-core/ledger/exchange';
import { fileSource } from '../../src-core/ledger/receipt-file';
import { Workspace } from '../../src-core/workspace/workspace';
import { productDomain } from '../../src-main/domain';
import { fixedContext } from '../../src-shared/kernel/context';
import { errorRecord } from '../../src-shared/kernel/errors';

/**
 * Imports a file of receipts into an empty store and tells, as JSON, what came of it and how much memory it took. Arguments: folder,
 * state folder, workspace's id, file.
 */
const [, , folder, state, id, file] = process.argv;
const device = new DeviceState(state!);
let workspace: Workspace | null = null;
workspace = Workspace.open({
  folder: folder!,
  domain: productDomain(() => workspace!),
  device,
  context: fixedContext({ now: Date.UTC(2026, 0, 5), seed: 1 }),
  deviceName: 'second',
});
if (workspace.isEmpty) workspace.found(id!);
const began = performance.now();
let answer: unknown;
try {
  answer = importReceiptsFrom(workspace, fileSource(file!, 'receipts.ndjson'));
} catch (error) {
  answer = { error: errorRecord(error) };
}
const receipts = workspace.journal.count();
workspace.close();
device.close();
process.stdout.write(
  JSON.stringify({
    answer,
    receipts,
    milliseconds: Math.round(performance.now() - began),
    /** Most that the process ever held, in bytes. */
    peak: peakBytes(),
  }),
);

/** The most memory that this process held. The kernel's own note of it, since what `resourceUsage` tells counts the parent from which a process was forked. */
function peakBytes(): number {
  try {
    const [, kilobytes] = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    if (kilobytes) return Number(kilobytes) * 1024;
  } catch {
    // Only Linux has it; elsewhere the other figure has to do.
  }
  return process.resourceUsage().maxRSS * 1024;
}
