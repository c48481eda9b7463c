import { z } from 'zod';
import { commandProcedure, outcomeSchema } from '../kernel/command';
import { customerProcedure, procedure } from '../kernel/procedure';
import {
  addElement,
  adoptSetVersion,
  archiveBrief,
  archiveChart,
  attachEvidence,
  commentOnChart,
  createChart,
  editChart,
  mapElement,
  mapElements,
  measureElement,
  noteElement,
  removeElement,
  removeEvidence,
  saveBrief,
  settleComment,
} from './chart-commands';
import { evidenceInputSchema } from './citation';
import { MOST_SET_CHARACTERS } from './claim-text';
import type { LanguageContext } from './language/context';
import { languageRuleSchema } from './language/rule';
import {
  archiveSnippet,
  resetLanguageRule,
  saveLanguageRule,
  saveSnippet,
  setCompetitorNames,
  waiveLanguage,
  withdrawLanguageWaiver,
} from './language-commands';
import {
  briefView,
  claimAttention,
  customerRelease,
  dealRelease,
  releaseRow,
  releaseView,
  snippetView,
  supportedElement,
} from './release-views';
import { returnedChartView } from './returned-chart';
import {
  addReleaseToDeal,
  recordOpening,
  releaseChart,
  removeReleaseFromDeal,
  reviseChart,
  submitChart,
  withdrawRelease,
} from './review-commands';
import { chartStandings } from './schema';
import {
  archiveArchetype,
  archiveClaimSet,
  correctClaimSet,
  editClaimSet,
  importClaimSet,
  saveArchetype,
} from './set-commands';
import {
  archetypeView,
  chartRow,
  chartView,
  claimPreview,
  claimSetRow,
  claimSetView,
  frozenChartView,
  redline,
} from './views';

/** Text that was typed or pasted, or a file that was handed over. */
const claimSource = z.object({
  text: z
    .string()
    .max(
      MOST_SET_CHARACTERS,
      `is longer than the ${MOST_SET_CHARACTERS} characters of one set; import it as several sets`,
    )
    .optional(),
  file: z.string().optional(),
});

/** Made by the desk just before, in the shape of the check. */
const languageContext = z.custom<LanguageContext>((value) => typeof value === 'object' && value !== null);

/** A page of a list. */
const page = { limit: z.int().min(1).max(500).default(200), offset: z.int().min(0).default(0) };

export const claimsContract = {
  // Sets of claims
  sets: procedure.input(z.object({ text: z.string().max(200).optional(), ...page })).output(z.array(claimSetRow)),
  /** By id or number; a version of it, or the newest. */
  set: procedure.input(z.object({ set: z.string(), version: z.number().int().optional() })).output(claimSetView),
  /** How a text splits; nothing is stored. */
  preview: procedure.input(claimSource).output(claimPreview),
  /** Imports pasted text or a handed-over file, which is kept. */
  importText: procedure
    .meta({ writes: true })
    .input(
      z.object({
        ...claimSource.shape,
        set: z.string().optional(),
        title: importClaimSet.input.shape.title,
        kind: importClaimSet.input.shape.kind,
        reference: importClaimSet.input.shape.reference,
        note: importClaimSet.input.shape.note,
        simulate: z.boolean().optional(),
      }),
    )
    .output(outcomeSchema(importClaimSet.result)),
  /** What two versions of a set have in common, claim by claim. */
  setRedline: procedure
    .input(z.object({ set: z.string(), from: z.number().int().positive(), to: z.number().int().positive() }))
    .output(redline),
  correctSet: commandProcedure(correctClaimSet),
  editSet: commandProcedure(editClaimSet),
  archiveSet: commandProcedure(archiveClaimSet),

  // Archetypes: the house's own, then the shipped templates that were not taken over
  archetypes: procedure.output(z.array(archetypeView)),
  saveArchetype: commandProcedure(saveArchetype),
  archiveArchetype: commandProcedure(archiveArchetype),

  // Charts
  charts: procedure
    .input(
      z.object({
        set: z.string().optional(),
        standing: z.enum(chartStandings).optional(),
        text: z.string().max(200).optional(),
        mine: z.boolean().optional(),
        ...page,
      }),
    )
    .output(z.array(chartRow)),
  /** By id or number. */
  chart: procedure.input(z.object({ chart: z.string() })).output(chartView),
  frozen: procedure
    .input(z.object({ chart: z.string(), version: z.number().int().positive() }))
    .output(frozenChartView),
  /** What changed between two frozen versions; `to` left out: the draft as it stands. */
  chartRedline: procedure
    .input(
      z.object({
        chart: z.string(),
        from: z.number().int().positive(),
        to: z.number().int().positive().optional(),
      }),
    )
    .output(redline),
  /** A draft, or a version of a chart, as a Word file that can be edited and read back. */
  editable: procedure.input(z.object({ chart: z.string(), version: z.number().int().positive().optional() })).output(
    z.object({
      name: z.string(),
      mediaType: z.string(),
      encoding: z.literal('base64'),
      content: z.string(),
    }),
  ),
  /** Takes an edited Word file of a draft back; `file` was handed over. `simulate` only says what it would change. */
  takeBack: procedure
    .meta({ writes: true })
    .input(z.object({ chart: z.string(), file: z.string(), simulate: z.boolean().optional() }))
    .output(returnedChartView),
  createChart: commandProcedure(createChart),
  editChart: commandProcedure(editChart),
  adoptVersion: commandProcedure(adoptSetVersion),
  archiveChart: commandProcedure(archiveChart),
  addElement: commandProcedure(addElement),
  removeElement: commandProcedure(removeElement),
  mapElement: commandProcedure(mapElement),
  mapElements: commandProcedure(mapElements),
  noteElement: commandProcedure(noteElement),
  comment: commandProcedure(commentOnChart),
  settleComment: commandProcedure(settleComment),

  // Evidence
  /** Reads what is cited, checks what is said of it, keeps the file and attaches it. */
  attach: procedure
    .meta({ writes: true })
    .input(
      z.object({
        element: z.string(),
        evidence: evidenceInputSchema,
        note: z.string().max(2_000).optional(),
        simulate: z.boolean().optional(),
      }),
    )
    .output(outcomeSchema(attachEvidence.result)),
  removeEvidence: commandProcedure(removeEvidence),
  /** Reads every cited file of a chart again and holds it against its digest; what is not on this device is fetched from the server. */
  checkEvidence: procedure.input(z.object({ chart: z.string() })).output(
    z.object({
      files: z.number(),
      /** A file that is missing or altered, with the elements that it breaks. */
      broken: z.array(
        z.object({
          file: z.string(),
          sha256: z.string(),
          problem: z.enum(['missing', 'altered']),
          elements: z.array(z.string()),
          /** Why a missing one could not be fetched, and what can be done; where there is a server. */
          why: z.string().optional(),
        }),
      ),
    }),
  ),
  /** What would have to be measured: plans a row of a bakeoff for an element. */
  measure: commandProcedure(measureElement),
  /** Which elements a verdict says something about. */
  supportedBy: procedure.input(z.object({ verdict: z.string() })).output(z.array(supportedElement)),

  // Language
  /** Rules in force: the shipped ones and the house's own, edited ones in place of shipped ones. */
  rules: procedure.output(
    z.array(z.object({ rule: languageRuleSchema, origin: z.enum(['shipped', 'edited', 'own']) })),
  ),
  /** What the check must know to run while somebody types; the place is the element's mapping, or the chart's summary without one. */
  languageContext: procedure
    .input(z.object({ chart: z.string(), element: z.string().optional() }))
    .output(z.object({ rules: z.array(languageRuleSchema), context: languageContext })),
  snippets: procedure.output(z.array(snippetView)),
  competitorNames: procedure.output(z.array(z.string())),
  saveRule: commandProcedure(saveLanguageRule),
  resetRule: commandProcedure(resetLanguageRule),
  waive: commandProcedure(waiveLanguage),
  withdrawWaiver: commandProcedure(withdrawLanguageWaiver),
  saveSnippet: commandProcedure(saveSnippet),
  archiveSnippet: commandProcedure(archiveSnippet),
  setCompetitorNames: commandProcedure(setCompetitorNames),

  // Review and release; decisions are made with `approvals.decide`
  submit: commandProcedure(submitChart),
  revise: commandProcedure(reviseChart),
  release: commandProcedure(releaseChart),
  withdraw: commandProcedure(withdrawRelease),
  releases: procedure
    .input(z.object({ text: z.string().max(200).optional(), holding: z.boolean().optional(), ...page }))
    .output(z.array(releaseRow)),
  /** A release as it stands; reading it here records nothing. */
  released: procedure.input(z.object({ release: z.string() })).output(releaseView),
  /** Opens a release: the first time that a person does is recorded. */
  open: procedure
    .meta({ writes: true })
    .input(z.object({ release: z.string() }))
    .output(releaseView),
  /** Records that a release was exported, once per person; for whoever makes a file of it. */
  recordOpening: commandProcedure(recordOpening),
  addToDeal: commandProcedure(addReleaseToDeal),
  takeOffDeal: commandProcedure(removeReleaseFromDeal),
  ofDeal: procedure.input(z.object({ deal: z.string() })).output(z.array(dealRelease)),
  /** What legal has to look at. */
  attention: procedure.output(z.array(claimAttention)),

  // Briefs
  briefs: procedure.output(z.array(briefView)),
  saveBrief: commandProcedure(saveBrief),
  archiveBrief: commandProcedure(archiveBrief),

  /** Released text that may go to the customer of the view. */
  customer: customerProcedure.output(z.array(customerRelease)),
};
