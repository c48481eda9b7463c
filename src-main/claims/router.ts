import { implement } from '@orpc/server';
import {
  addElement,
  addReleaseToDeal,
  adoptSetVersion,
  archiveArchetype,
  archiveBrief,
  archiveChart,
  archiveClaimSet,
  archiveSnippet,
  claimsContract,
  commentOnChart,
  correctClaimSet,
  createChart,
  editChart,
  editClaimSet,
  mapElement,
  mapElements,
  measureElement,
  noteElement,
  releaseChart,
  removeElement,
  removeEvidence,
  removeReleaseFromDeal,
  resetLanguageRule,
  reviseChart,
  saveArchetype,
  saveBrief,
  saveLanguageRule,
  saveSnippet,
  setCompetitorNames,
  settleComment,
  submitChart,
  waiveLanguage,
  withdrawLanguageWaiver,
  withdrawRelease,
} from '../../src-shared/claims';
import { running } from '../desk';
import type { Session } from '../session';
import { attach } from './attach';
import { chartsToLookAt } from './attention';
import { listBriefs } from './brief-queries';
import { listCharts } from './chart-list';
import { chartRedline, frozenChart, getChart } from './chart-queries';
import { checkEvidence, requireWholeEvidence } from './check-evidence';
import { editableChart, takeBackChart } from './docx';
import { languageContext, listCompetitorNames, listRules, listSnippets } from './language-queries';
import {
  customerReleases,
  getRelease,
  listReleases,
  noteOpening,
  openRelease,
  releasesOfDeal,
} from './release-queries';
import { getSet, importText, listArchetypes, listSets, previewText, setRedline } from './set-queries';
import { elementsOfVerdict } from './verdict-links';

const os = implement(claimsContract).$context<Session>();

export const claimsRouter = os.router({
  sets: os.sets.handler(({ context, input }) => listSets(context, input)),
  set: os.set.handler(({ context, input }) => getSet(context, input.set, input.version)),
  preview: os.preview.handler(({ context, input }) => previewText(context, input)),
  importText: os.importText.handler(({ context, input }) => importText(context, input)),
  setRedline: os.setRedline.handler(({ context, input }) => setRedline(context, input)),
  correctSet: os.correctSet.handler(running(correctClaimSet)),
  editSet: os.editSet.handler(running(editClaimSet)),
  archiveSet: os.archiveSet.handler(running(archiveClaimSet)),
  archetypes: os.archetypes.handler(({ context }) => listArchetypes(context)),
  saveArchetype: os.saveArchetype.handler(running(saveArchetype)),
  archiveArchetype: os.archiveArchetype.handler(running(archiveArchetype)),
  charts: os.charts.handler(({ context, input }) => listCharts(context, input)),
  chart: os.chart.handler(({ context, input }) => getChart(context, input.chart)),
  frozen: os.frozen.handler(({ context, input }) => frozenChart(context, input.chart, input.version)),
  chartRedline: os.chartRedline.handler(({ context, input }) => chartRedline(context, input)),
  editable: os.editable.handler(({ context, input }) => editableChart(context, input)),
  takeBack: os.takeBack.handler(({ context, input }) => takeBackChart(context, input)),
  createChart: os.createChart.handler(running(createChart)),
  editChart: os.editChart.handler(running(editChart)),
  adoptVersion: os.adoptVersion.handler(running(adoptSetVersion)),
  archiveChart: os.archiveChart.handler(running(archiveChart)),
  addElement: os.addElement.handler(running(addElement)),
  removeElement: os.removeElement.handler(running(removeElement)),
  mapElement: os.mapElement.handler(running(mapElement)),
  mapElements: os.mapElements.handler(running(mapElements)),
  noteElement: os.noteElement.handler(running(noteElement)),
  comment: os.comment.handler(running(commentOnChart)),
  settleComment: os.settleComment.handler(running(settleComment)),
  attach: os.attach.handler(({ context, input }) => attach(context, input)),
  removeEvidence: os.removeEvidence.handler(running(removeEvidence)),
  checkEvidence: os.checkEvidence.handler(({ context, input, signal }) => checkEvidence(context, input.chart, signal)),
  measure: os.measure.handler(running(measureElement)),
  supportedBy: os.supportedBy.handler(({ context, input }) => elementsOfVerdict(context, input.verdict)),
  rules: os.rules.handler(({ context }) => listRules(context)),
  languageContext: os.languageContext.handler(({ context, input }) => languageContext(context, input)),
  snippets: os.snippets.handler(({ context }) => listSnippets(context)),
  competitorNames: os.competitorNames.handler(({ context }) => listCompetitorNames(context)),
  saveRule: os.saveRule.handler(running(saveLanguageRule)),
  resetRule: os.resetRule.handler(running(resetLanguageRule)),
  waive: os.waive.handler(running(waiveLanguage)),
  withdrawWaiver: os.withdrawWaiver.handler(running(withdrawLanguageWaiver)),
  saveSnippet: os.saveSnippet.handler(running(saveSnippet)),
  archiveSnippet: os.archiveSnippet.handler(running(archiveSnippet)),
  setCompetitorNames: os.setCompetitorNames.handler(running(setCompetitorNames)),
  submit: os.submit.handler(async (call) => {
    await requireWholeEvidence(call.context, call.input.input.chart);
    return running(submitChart)(call);
  }),
  revise: os.revise.handler(running(reviseChart)),
  release: os.release.handler(async (call) => {
    await requireWholeEvidence(call.context, call.input.input.chart, call.input.input.version);
    return running(releaseChart)(call);
  }),
  withdraw: os.withdraw.handler(running(withdrawRelease)),
  releases: os.releases.handler(({ context, input }) => listReleases(context, input)),
  released: os.released.handler(({ context, input }) => getRelease(context, input.release)),
  open: os.open.handler(({ context, input }) => openRelease(context, input.release)),
  recordOpening: os.recordOpening.handler(({ context, input }) =>
    noteOpening(context, input.input.release, input.input.how),
  ),
  addToDeal: os.addToDeal.handler(running(addReleaseToDeal)),
  takeOffDeal: os.takeOffDeal.handler(running(removeReleaseFromDeal)),
  ofDeal: os.ofDeal.handler(({ context, input }) => releasesOfDeal(context, input.deal)),
  attention: os.attention.handler(({ context }) => chartsToLookAt(context)),
  briefs: os.briefs.handler(({ context }) => listBriefs(context)),
  saveBrief: os.saveBrief.handler(running(saveBrief)),
  archiveBrief: os.archiveBrief.handler(running(archiveBrief)),
  customer: os.customer.handler(({ context }) => customerReleases(context)),
});
