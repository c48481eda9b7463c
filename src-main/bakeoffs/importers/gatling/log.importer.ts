import type { Importer } from '../interface';
import { headText, isBlank } from '../reading/text';
import { binaryLogVersion, readBinaryLog } from './binary-log';
import { logFormat, logFormats, metrics } from './results';
import { readTextLog, textLogVersion } from './text-log';

/** Gatling's `simulation.log`: every request, user and group. Text up to 3.10, binary from 3.11 on. */
export const importer: Importer = {
  tool: 'gatling',
  formats: ['gatling-simulation-log', ...logFormats],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    const version = binaryLogVersion(head) ?? textLogVersion(headText(head));
    return version === null ? null : { format: logFormat(version), by: 'content' };
  },

  async parse([file], context) {
    return binaryLogVersion(file!.head) === null ? readTextLog(file!, context) : readBinaryLog(file!, context);
  },
};
