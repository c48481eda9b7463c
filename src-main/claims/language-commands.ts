import { implementCommand } from '../../src-core/commands/implementation';
import {
  archiveSnippet,
  ClaimLanguageRule,
  CompetitorName,
  LanguageSnippet,
  LanguageWaiver,
  resetLanguageRule,
  saveLanguageRule,
  saveSnippet,
  setCompetitorNames,
  validateLanguageRule,
  waiveLanguage,
  withdrawLanguageWaiver,
} from '../../src-shared/claims';
import { archive, create, patch } from '../../src-shared/kernel/change';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { requireChart, requireElement, whole, wholeRows } from './draft-rows';
import { mappingPlace, rulesInForce, summaryPlace } from './language';

export const languageCommands = [
  implementCommand(saveLanguageRule, ({ rule }, state, tools) => {
    const content = validateLanguageRule(rule);
    const present = state.where(ClaimLanguageRule, { rule: rule.id })[0];
    const id = present?.id ?? tools.newId();
    const edited = { content, by: tools.actor.id, at: tools.now };
    return {
      changes: [
        present ? patch(ClaimLanguageRule, id, edited) : create(ClaimLanguageRule, id, { rule: rule.id, ...edited }),
      ],
      resource: { entity: 'claimLanguageRule', id },
      result: { id },
    };
  }),
  implementCommand(resetLanguageRule, ({ rule }, state) => {
    const present = state.where(ClaimLanguageRule, { rule })[0];
    if (!present) {
      throw new ProofdeskError({
        code: 'not-found',
        message: `No edited rule is called ${rule}.`,
        hint: 'Shipped rules that nobody edited stand as they are; one may be switched off by saving it so.',
      });
    }
    return {
      changes: [archive(ClaimLanguageRule, present.id)],
      resource: { entity: 'claimLanguageRule', id: present.id },
      result: { id: present.id },
    };
  }),
  implementCommand(waiveLanguage, ({ chart: named, rule, phrase, place, reason }, state, tools) => {
    const chart = requireChart(state, named);
    if (!rulesInForce(state).some((one) => one.rule.id === rule)) {
      throw new ProofdeskError({
        code: 'not-found',
        message: `There is no language rule ${rule}.`,
        hint: 'A flag names the rule that raised it.',
      });
    }
    if (place !== summaryPlace) {
      const element = requireElement(state, place.split('/')[0]!);
      if (element.chart !== chart.id || place !== mappingPlace(element.id)) {
        throw new ProofdeskError({
          code: 'bad-input',
          message: 'This place is not in the chart.',
          where: { field: 'place' },
          hint: `A place is “<element>/mapping” or “${summaryPlace}”.`,
        });
      }
    }
    const id = tools.newId();
    return {
      changes: [
        create(LanguageWaiver, id, {
          chart: chart.id,
          ...{ rule, phrase, place, reason },
          by: tools.actor.id,
          at: tools.now,
        }),
      ],
      resource: { entity: 'claimChart', id: chart.id },
      result: { id },
    };
  }),
  implementCommand(withdrawLanguageWaiver, ({ waiver }, state) => {
    const row = whole(LanguageWaiver, state.require(LanguageWaiver, waiver));
    return {
      changes: [archive(LanguageWaiver, waiver)],
      resource: { entity: 'claimChart', id: row.chart },
      result: { id: waiver },
    };
  }),
  implementCommand(saveSnippet, ({ snippet, ...fields }, state, tools) => {
    if (snippet) state.require(LanguageSnippet, snippet);
    const id = snippet ?? tools.newId();
    const approved = { ...fields, by: tools.actor.id, at: tools.now };
    return {
      changes: [snippet ? patch(LanguageSnippet, id, approved) : create(LanguageSnippet, id, approved)],
      resource: { entity: 'languageSnippet', id },
      result: { id },
    };
  }),
  implementCommand(archiveSnippet, ({ snippet }, state) => {
    state.require(LanguageSnippet, snippet);
    return {
      changes: [archive(LanguageSnippet, snippet)],
      resource: { entity: 'languageSnippet', id: snippet },
      result: { id: snippet },
    };
  }),
  implementCommand(setCompetitorNames, ({ names }, state, tools) => {
    const wanted = [...new Set(names)];
    const present = wholeRows(state, CompetitorName, {});
    const gone = present.filter(({ name }) => !wanted.includes(name));
    const fresh = wanted.filter((name) => !present.some((row) => row.name === name));
    const created = fresh.map((name) => create(CompetitorName, tools.newId(), { name }));
    return {
      changes: [...gone.map(({ id }) => archive(CompetitorName, id)), ...created],
      resource: { entity: 'competitorName', id: created[0]?.id ?? gone[0]?.id ?? present[0]?.id ?? 'none' },
      result: { names: wanted.length },
    };
  }),
];
