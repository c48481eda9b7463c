import { z } from 'zod';
import { defineEntity, field } from '../kernel/entity';
import { languageRuleSchema } from './language/rule';

/** A rule of language as legal edited it; it stands in place of the shipped one with the same id, or beside them. */
export const ClaimLanguageRule = defineEntity({
  name: 'claimLanguageRule',
  schema: 1,
  label: 'language rule',
  fields: {
    /** Id of the rule, as flags and waivers name it. */
    rule: field(z.string().min(1).max(100), { label: 'Rule', readers: 'claims', merge: 'immutable', index: true }),
    content: field(languageRuleSchema, { label: 'Content', readers: 'claims', notable: true, search: 'text' }),
    by: field(z.string(), { label: 'Edited by', readers: 'claims' }),
    at: field(z.int(), { label: 'Edited', readers: 'claims' }),
  },
});

/** Legal let one phrase of one rule stand in one place, with a reason. */
export const LanguageWaiver = defineEntity({
  name: 'languageWaiver',
  schema: 1,
  label: 'accepted wording',
  fields: {
    chart: field(z.string(), { label: 'Chart', readers: 'claims', merge: 'immutable', index: true }),
    rule: field(z.string(), { label: 'Rule', readers: 'claims', merge: 'immutable' }),
    phrase: field(z.string().min(1).max(500), { label: 'Phrase', readers: 'claims', merge: 'immutable' }),
    /** `<element id>/mapping`, or `chart/summary`. */
    place: field(z.string().min(1).max(200), { label: 'Place', readers: 'claims', merge: 'immutable' }),
    reason: field(z.string().trim().min(1).max(2_000), { label: 'Reason', readers: 'claims', merge: 'immutable' }),
    by: field(z.string(), { label: 'Accepted by', readers: 'claims', merge: 'immutable' }),
    at: field(z.int(), { label: 'Accepted', readers: 'claims', merge: 'immutable' }),
  },
});

/** A phrase that legal approved, until a day. */
export const LanguageSnippet = defineEntity({
  name: 'languageSnippet',
  schema: 1,
  label: 'approved phrase',
  fields: {
    title: field(z.string().trim().min(1).max(200), { label: 'Title', readers: 'claims', search: 'title' }),
    text: field(z.string().trim().min(1).max(2_000), {
      label: 'Text',
      readers: 'claims',
      search: 'text',
      notable: true,
    }),
    /** The last day on which it holds; null: without end. */
    expiresOn: field(z.iso.date().nullable().default(null), { label: 'Holds until', readers: 'claims' }),
    by: field(z.string(), { label: 'Approved by', readers: 'claims' }),
    at: field(z.int(), { label: 'Approved', readers: 'claims' }),
  },
});

/** Names that an archetype stands for and that must not be written: competitors, their products and companies. */
export const CompetitorName = defineEntity({
  name: 'competitorName',
  schema: 1,
  label: 'competitor name',
  fields: {
    name: field(z.string().trim().min(2).max(200), { label: 'Name', readers: 'claims', merge: 'immutable' }),
  },
});
