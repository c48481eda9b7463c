import { implementCommand } from '../../src-core/commands/implementation';
import { Deal } from '../../src-shared/deals';
import { archive, create, patch } from '../../src-shared/kernel/change';
import { Quote, QuoteVersion } from '../../src-shared/quotes';
import {
  archiveValueCase,
  computeRoiCase,
  createValueCase,
  recordValueCase,
  reviseValueCase,
  roiRulesVersion,
  ValueCase,
  ValueCaseVersion,
} from '../../src-shared/roi';
import { roiCaseCommands } from './case-commands';
import { roiModelCommands } from './model-commands';

export const roiCommands = [
  ...roiModelCommands,
  ...roiCaseCommands,
  implementCommand(createValueCase, ({ deal: dealId, title, quote, input }, state, tools) => {
    const deal = state.require(Deal, dealId);
    if (quote) state.require(Quote, quote);
    // Throws a sentence where the inputs have no answer, before anything is stored.
    computeRoiCase(input);
    const id = tools.newId();
    const number = tools.number('V');
    return {
      changes: [
        create(ValueCase, id, {
          number,
          title: title ?? `Value of ${deal.title}`,
          deal: deal.id,
          account: deal.account,
          quote: quote ?? null,
          input,
          owner: tools.actor.id,
        }),
      ],
      resource: { entity: 'valueCase', id },
      result: { id, number },
    };
  }),
  implementCommand(reviseValueCase, ({ valueCase: id, ...fields }, state) => {
    state.require(ValueCase, id);
    if (fields.quote) state.require(Quote, fields.quote);
    if (fields.input) computeRoiCase(fields.input);
    return { changes: [patch(ValueCase, id, fields)], resource: { entity: 'valueCase', id }, result: { id } };
  }),
  implementCommand(recordValueCase, ({ valueCase: id }, state, tools) => {
    const row = state.require(ValueCase, id);
    const versionId = tools.newId();
    const version = row.version + 1;
    const frozen = row.quote
      ? state.where(QuoteVersion, { quote: row.quote }).sort((a, b) => b.version - a.version)[0]
      : undefined;
    const source = frozen ? tools.receiptOf(QuoteVersion.name, frozen.id, 'quote.submit') : null;
    return {
      changes: [
        patch(ValueCase, id, { version }, { version: row.version }),
        create(ValueCaseVersion, versionId, {
          valueCase: id,
          account: row.account,
          version,
          input: row.input,
          figures: computeRoiCase(row.input),
          rules: roiRulesVersion,
          sources: source ? [source] : [],
          recordedAt: tools.now,
          by: tools.actor.id,
        }),
      ],
      resource: { entity: 'valueCase', id },
      result: { version, versionId },
    };
  }),
  implementCommand(archiveValueCase, ({ valueCase: id }, state) => {
    state.require(ValueCase, id);
    return { changes: [archive(ValueCase, id)], resource: { entity: 'valueCase', id }, result: { id } };
  }),
];
