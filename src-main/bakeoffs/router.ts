import { implement } from '@orpc/server';
import {
  addContender,
  archiveBakeoff,
  bakeoffsContract,
  createBakeoff,
  describeRun,
  excludeRun,
  recordVerdict,
  reviseBakeoff,
  reviseContender,
  setBakeoffStatus,
  waiveCheck,
  withdrawWaiver,
} from '../../src-shared/bakeoffs';
import { running } from '../desk';
import type { Session } from '../session';
import { explainFigure } from './explain';
import { requireBakeoff } from './find';
import { importRuns } from './import-runs';
import { listFormats } from './importers/registry';
import { lookInto } from './look';
import { pairedItems } from './paired-items';
import { getBakeoff, getVerdict, listBakeoffs } from './queries';
import { discardFiles, openReadings, readingView, requireReading, startReading } from './readings';
import { distributions } from './sketches';

const os = implement(bakeoffsContract).$context<Session>();

export const bakeoffsRouter = os.router({
  list: os.list.handler(({ context, input }) => listBakeoffs(context, input)),
  get: os.get.handler(({ context, input }) => getBakeoff(context, input.bakeoff)),
  verdict: os.verdict.handler(({ context, input }) => getVerdict(context, input.verdict)),
  explain: os.explain.handler(({ context, input }) => explainFigure(context, input.bakeoff, input.row, input.figure)),
  distributions: os.distributions.handler(({ context, input }) => distributions(context, input.bakeoff)),
  items: os.items.handler(({ context, input }) => pairedItems(context, input.bakeoff)),
  formats: os.formats.handler(() => {
    const tools = new Map<string, string[]>();
    for (const { tool, format } of listFormats()) tools.set(tool, [...(tools.get(tool) ?? []), format]);
    return [...tools].map(([tool, formats]) => ({ tool, formats }));
  }),
  look: os.look.handler(({ context, input }) => lookInto(context, input.file)),
  read: os.read.handler(({ context, input }) => {
    const { id, job } = startReading(context, requireBakeoff(context, input.bakeoff).id, input.files);
    return { reading: id, job };
  }),
  reading: os.reading.handler(async ({ context, input }) => {
    const reading = requireReading(context.desk, input.reading);
    if (input.wait) await reading.done;
    return readingView(context, reading);
  }),
  readings: os.readings.handler(({ context, input }) =>
    openReadings(context.desk, requireBakeoff(context, input.bakeoff).id).map((one) => readingView(context, one)),
  ),
  discard: os.discard.handler(async ({ context, input }) => ({
    left: await discardFiles(context.desk, input.reading, input.files),
  })),
  importRuns: os.importRuns.handler(({ context, input }) => importRuns(context, input)),
  create: os.create.handler(running(createBakeoff)),
  revise: os.revise.handler(running(reviseBakeoff)),
  addContender: os.addContender.handler(running(addContender)),
  reviseContender: os.reviseContender.handler(running(reviseContender)),
  setStatus: os.setStatus.handler(running(setBakeoffStatus)),
  archive: os.archive.handler(running(archiveBakeoff)),
  describe: os.describe.handler(running(describeRun)),
  exclude: os.exclude.handler(running(excludeRun)),
  waive: os.waive.handler(running(waiveCheck)),
  withdrawWaiver: os.withdrawWaiver.handler(running(withdrawWaiver)),
  record: os.record.handler(running(recordVerdict)),
});
