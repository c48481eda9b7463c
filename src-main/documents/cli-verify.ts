import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type CliCall, type CliCommand, printable } from '../command-line';
import { resourcesFolder } from '../installation';
import type { Check, VerifyReport } from './verify';

/** `proofdesk verify`: needs neither a workspace nor a network, only the files. */
export const verifyCliCommand: CliCommand = {
  name: ['verify'],
  about: 'Check documents and evidence bundles from their files alone: digests, signatures, figures and pages.',
  arguments: [
    {
      name: 'FILE',
      about:
        'PDFs and bundles; raw files of a bundle serve the documents beside it; or proofs of inclusion (.json) from a server',
      many: true,
    },
  ],
  options: [
    {
      name: 'trust',
      value: 'FINGERPRINT|FILE',
      many: true,
      about: 'a workspace that you trust: its fingerprint in words or digits, or a file with one on each line',
    },
  ],
  exitCodes: {
    1: 'something does not hold; the first is named on standard error',
    65: 'a file is no document or bundle of Proofdesk, or is damaged beyond reading',
    66: 'there is no such file',
    69: 'a file cannot be read',
  },
  examples: [
    { line: 'proofdesk verify quote.pdf', about: 'one line for each check, with what was compared' },
    {
      line: 'proofdesk verify proof-deck.pdf evidence-bundle.zip --trust trusted.txt --json',
      about: 'a deck with its raw files, from a workspace that one trusts, for a script',
    },
  ],
  async run(call) {
    const [{ verifyFiles }, { loadDocumentResources }] = await Promise.all([import('./verify'), import('./resources')]);
    const files = call.argumentList('FILE').map((file) => resolve(call.io.folder, file));
    const proofs = files.filter((file) => file.toLowerCase().endsWith('.json'));
    if (proofs.length > 0) return verifyProofs(call, files, proofs);
    const trust = call.optionList('trust').map((text) => trustFile(call, text));
    const report = await verifyFiles(files, loadDocumentResources(resourcesFolder()), {
      ...(trust.length > 0 ? { trust } : {}),
      signal: call.signal,
    });
    call.answer(report, () => reportText(report));
    const fault = report.checks.find(({ ok }) => !ok);
    if (!fault) return 0;
    call.note(`Does not hold: ${fault.name} of ${printable(fault.file)}. ${printable(fault.detail)}`);
    return 1;
  },
};

/** Proofs of inclusion, each on its own; they say nothing about documents, so they are not named together with them. */
async function verifyProofs(call: CliCall, files: readonly string[], proofs: readonly string[]): Promise<number> {
  if (proofs.length < files.length) {
    throw new ProofdeskError({
      code: 'usage',
      message: 'Proofs of inclusion (.json) are verified by themselves.',
      hint: 'Name the documents and bundles in a second call.',
    });
  }
  const { verifyInclusion } = await import('./verify/inclusion');
  const typed = call.optionList('trust');
  const reports = await Promise.all(proofs.map((file) => verifyInclusion(file, typed.length > 0 ? typed : null)));
  call.answer(reports, () =>
    reports
      .map(({ file, workspace, day, fingerprint, checks }) =>
        [
          `${printable(file)}: receipt in the tree of ${day}, workspace ${workspace}`,
          `  signed by the server’s key ${fingerprint}`,
          ...checks.map(checkLine),
        ].join('\n'),
      )
      .join('\n\n')
      .concat('\n'),
  );
  const fault = reports.flatMap(({ checks }) => checks).find(({ ok }) => !ok);
  if (!fault) return 0;
  call.note(`Does not hold: ${fault.name} of ${printable(fault.file)}. ${printable(fault.detail)}`);
  return 1;
}

/** A file of trusted fingerprints lies beside what was typed, as other files do; what is no file there is judged as it was typed. */
function trustFile(call: CliCall, text: string): string {
  const path = resolve(call.io.folder, text);
  return existsSync(path) ? path : text;
}

/** One block for each file: who signed it, then a line for each check. */
export function reportText(report: VerifyReport): string {
  const blocks = report.files.map(({ file, kind, title, number, signer, fingerprint }) => {
    const checks = report.checks.filter((check) => check.file === file);
    return [
      `${printable(file)}: ${kind} ${printable(number)}, ${printable(title)}`,
      `  signed by ${printable(signer.person)}${signer.sample ? ' with a sample key' : ''}, workspace ${fingerprint}`,
      ...checks.map(checkLine),
    ].join('\n');
  });
  const standing = report.consistent
    ? `Consistent: everything that the ${report.files.length === 1 ? 'file says of itself' : 'files say of themselves'} holds.`
    : 'Not consistent.';
  const trust = report.trusted
    ? 'Trusted: signed in a workspace that you named.'
    : 'Not trusted: compare the fingerprint with the one that the sender tells you, and name it with --trust.';
  return `${blocks.join('\n\n')}\n\n${standing}\n${trust}\n`;
}

const stateOf = ({ ok, skipped, vouchedBySigner }: Check): string =>
  !ok ? 'FAILED ' : skipped ? 'skipped' : vouchedBySigner ? 'signer ' : 'ok     ';

function checkLine(check: Check): string {
  const compared = check.compared === undefined ? '' : ` [${check.compared} compared]`;
  return `  ${stateOf(check)}  ${check.name}: ${printable(check.detail)}${compared}`;
}
