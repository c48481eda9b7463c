import { implement } from '@orpc/server';
import {
  addContender,
  archiveBakeoff,
  archiveMapping,
  bakeoffsContract,
  createBakeoff,
  describeRun,
  excludeRun,
  recordVerdict,
  reviseBakeoff,
  reviseContender,
  saveMapping,
  setBakeoffStatus,
  waiveCheck,
  withdrawWaiver,
} from '../../src-shared/bakeoffs';
import { running } from '../desk';
import { whyAbsent } from '../files-on-demand';
import type { Session } from '../session';
import { aaChecks } from './aa-job';
import { chartsOf, exportChart } from './charts/charts-of';
import { explainFigure } from './explain';
import { requireBakeoff } from './find';
import { importRuns } from './import-runs';
import { listFormats } from './importers/registry';
import { lookInto } from './look';
import { peekAt, tryMapping } from './mapped/trial';
import { getMapping, listMappings } from './mapping-queries';
import { pairedItems } from './paired-items';
import { getBakeoff, getVerdict, listBakeoffs, proofOfDeal } from './queries';
import { rawLine, rawRows, searchRaw } from './raw/raw-log';
import { readingView } from './reading-view';
import {
  assignFiles,
  discardFiles,
  mappingsOfFiles,
  openReadings,
  remapFile,
  requireReading,
  startReading,
} from './readings';
import { getRun } from './run-page';

const os = implement(bakeoffsContract).$context<Session>();

export const bakeoffsRouter = os.router({
  list: os.list.handler(({ context, input }) => listBakeoffs(context, input)),
  get: os.get.handler(({ context, input }) => getBakeoff(context, input.bakeoff)),
  verdict: os.verdict.handler(({ context, input }) => getVerdict(context, input.verdict)),
  proof: os.proof.handler(({ context, input }) => proofOfDeal(context, input.deal)),
  explain: os.explain.handler(({ context, input }) => explainFigure(context, input.bakeoff, input.row, input.figure)),
  charts: os.charts.handler(async ({ context, input, signal }) => {
    const { figures, absent } = await chartsOf(context, input, signal);
    return { figures, absent: absent.map((file) => ({ name: file.name, sha256: file.sha256, why: whyAbsent(file) })) };
  }),
  exportChart: os.exportChart.handler(({ context, input, signal }) => exportChart(context, input, signal)),
  run: os.run.handler(({ context, input }) => getRun(context, input.run)),
  raw: os.raw.handler(({ context, input }) => rawRows(context, input)),
  rawLine: os.rawLine.handler(({ context, input, signal }) => rawLine(context, input, signal)),
  searchRaw: os.searchRaw.handler(({ context, input, signal }) => searchRaw(context, input, signal)),
  aa: os.aa.handler(({ context, input: { rounds, seed, ...rest } }) =>
    aaChecks(context, { ...rest, plan: { rounds, seed } }),
  ),
  items: os.items.handler(({ context, input }) => pairedItems(context, input.bakeoff)),
  formats: os.formats.handler(() => {
    const tools = new Map<string, string[]>();
    for (const { tool, format } of listFormats()) tools.set(tool, [...(tools.get(tool) ?? []), format]);
    return [...tools].map(([tool, formats]) => ({ tool, formats }));
  }),
  look: os.look.handler(({ context, input }) => lookInto(context, input.file)),
  read: os.read.handler(({ context, input }) => {
    const bakeoff = input.bakeoff === null ? null : requireBakeoff(context, input.bakeoff).id;
    const { id, job } = startReading(context, bakeoff, input.files, {}, mappingsOfFiles(context, input));
    return { reading: id, job };
  }),
  remap: os.remap.handler(async ({ context, input: { reading, file, mapping } }) =>
    readingView(context, await remapFile(context, reading, file, mapping)),
  ),
  reading: os.reading.handler(async ({ context, input }) => {
    const reading = requireReading(context.desk, input.reading);
    if (input.wait) await reading.done;
    return readingView(context, reading);
  }),
  readings: os.readings.handler(({ context, input }) => {
    const bakeoff = input.bakeoff === undefined ? undefined : requireBakeoff(context, input.bakeoff).id;
    return openReadings(context.desk, bakeoff).map((one) => readingView(context, one));
  }),
  assign: os.assign.handler(({ context, input: { reading, bakeoff, ...chosen } }) =>
    assignFiles(context, reading, requireBakeoff(context, bakeoff).id, chosen),
  ),
  discard: os.discard.handler(async ({ context, input }) => ({
    left: await discardFiles(context.desk, input.reading, input.files),
  })),
  importRuns: os.importRuns.handler(({ context, input }) => importRuns(context, input)),
  mappings: os.mappings.handler(({ context }) => listMappings(context)),
  mapping: os.mapping.handler(({ context, input }) => getMapping(context, input.mapping)),
  peek: os.peek.handler(({ context, input }) => peekAt(context, input.file)),
  tryMapping: os.tryMapping.handler(({ context, input }) => tryMapping(context, input.file, input.content)),
  saveMapping: os.saveMapping.handler(running(saveMapping)),
  archiveMapping: os.archiveMapping.handler(running(archiveMapping)),
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
