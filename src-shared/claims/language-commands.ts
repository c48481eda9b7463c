import { z } from 'zod';
import { declareCommand } from '../kernel/command';
import { archives, creates, patches, theActor } from '../kernel/writes';
import { languageRuleSchema } from './language/rule';

/** Edits a rule of language, a shipped one or one of the house's own. Its own examples are tried before it is kept. */
export const saveLanguageRule = declareCommand({
  name: 'claim.saveRule',
  version: 1,
  deed: 'edited a language rule',
  writes: [
    creates('claimLanguageRule', { by: theActor }),
    patches('claimLanguageRule', ['content', 'by', 'at'], { by: theActor }),
  ],
  input: z.object({ rule: languageRuleSchema }),
  inputReaders: { rule: 'claims' },
  reasonReaders: 'claims',
  result: z.object({ id: z.string() }),
});

/** Takes an edited rule away: the shipped one with the same id stands again. */
export const resetLanguageRule = declareCommand({
  name: 'claim.resetRule',
  version: 1,
  deed: 'took an edited language rule back',
  writes: [archives('claimLanguageRule')],
  input: z.object({ rule: z.string() }),
  inputReaders: { rule: 'claims' },
  reasonReaders: 'claims',
  result: z.object({ id: z.string() }),
});

/** Lets one flagged phrase stand in one place, with a reason. */
export const waiveLanguage = declareCommand({
  name: 'claim.waive',
  version: 1,
  deed: 'accepted a wording',
  writes: [creates('languageWaiver', { by: theActor })],
  input: z.object({
    chart: z.string(),
    rule: z.string(),
    phrase: z.string().min(1).max(500),
    /** `<element id>/mapping`, or `chart/summary`. */
    place: z.string().min(1).max(200),
    reason: z.string().trim().min(1, 'needs a sentence that says why').max(2_000),
  }),
  inputReaders: { chart: 'claims', rule: 'claims', phrase: 'claims', place: 'claims', reason: 'claims' },
  reasonReaders: 'claims',
  result: z.object({ id: z.string() }),
});

export const withdrawLanguageWaiver = declareCommand({
  name: 'claim.withdrawWaiver',
  version: 1,
  deed: 'took back an accepted wording',
  writes: [archives('languageWaiver')],
  input: z.object({ waiver: z.string() }),
  inputReaders: { waiver: 'claims' },
  reasonReaders: 'claims',
  result: z.object({ id: z.string() }),
});

/** Approves a phrase, or changes an approved one. */
export const saveSnippet = declareCommand({
  name: 'claim.saveSnippet',
  version: 1,
  deed: 'approved a phrase',
  writes: [
    creates('languageSnippet', { by: theActor }),
    patches('languageSnippet', ['title', 'text', 'expiresOn', 'by', 'at'], { by: theActor }),
  ],
  input: z.object({
    snippet: z.string().optional(),
    title: z.string().trim().min(1).max(200),
    text: z.string().trim().min(1).max(2_000),
    expiresOn: z.iso.date().nullable().default(null),
  }),
  inputReaders: { snippet: 'claims', title: 'claims', text: 'claims', expiresOn: 'claims' },
  reasonReaders: 'claims',
  result: z.object({ id: z.string() }),
});

export const archiveSnippet = declareCommand({
  name: 'claim.archiveSnippet',
  version: 1,
  deed: 'took an approved phrase back',
  writes: [archives('languageSnippet')],
  input: z.object({ snippet: z.string() }),
  inputReaders: { snippet: 'claims' },
  reasonReaders: 'claims',
  result: z.object({ id: z.string() }),
});

/** The whole list of names that must not be written where an archetype is meant. */
export const setCompetitorNames = declareCommand({
  name: 'claim.setCompetitorNames',
  version: 1,
  deed: 'listed competitor names',
  writes: [creates('competitorName'), archives('competitorName')],
  input: z.object({ names: z.array(z.string().trim().min(2).max(200)).max(500) }),
  inputReaders: { names: 'claims' },
  reasonReaders: 'claims',
  result: z.object({ names: z.number() }),
});
