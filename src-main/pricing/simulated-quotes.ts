import type { Workspace } from '../../src-core/workspace/workspace';
import { Account } from '../../src-shared/deals';
import type { RowOf } from '../../src-shared/kernel/entity';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import {
  joinModel,
  type ModelCost,
  type PricingModel,
  PricingModelVersion,
  type SimulatedQuote,
} from '../../src-shared/pricing';
import { pricingInput, Quote, QuoteAcceptance, QuoteLine, QuoteSent } from '../../src-shared/quotes';
import { decidedCost, readFrozen } from '../quotes';
import { personName } from '../workspace';
import type { SimulationScope } from './simulate-job';

/** Models put together once, so that quotes on the same one share what was read from it. */
type Models = Map<string, PricingModel>;

/** The version that is tried, with its costs where they may be read. Throws `not-found`. */
export function versionToSimulate({ reader }: Workspace, id: string, withCost: boolean): PricingModel {
  const row = reader.get(PricingModelVersion, id);
  if (!row) throw new ProofdeskError({ code: 'not-found', message: 'There is no such version of a pricing model.' });
  return withCost && row.cost ? joinModel(row.content, row.cost) : row.content;
}

/** The model that a version is of; null where it is not here. */
export function modelOf({ reader }: Workspace, version: string): string | null {
  return reader.get(PricingModelVersion, version)?.model ?? null;
}

/** The quotes of a scope by their number; each is read only when its turn comes. */
export function quotesToSimulate(
  workspace: Workspace,
  scope: SimulationScope,
  withCost: boolean,
): { number: string; model: string | null; read(): SimulatedQuote }[] {
  const { reader } = workspace;
  const models: Models = new Map();
  const today = new Date(workspace.context.now()).toISOString().slice(0, 10);
  return reader
    .where(Quote, {})
    .sort((a, b) => (a.number < b.number ? -1 : 1))
    .flatMap((quote) => {
      // What changes an agreement keeps the model that was agreed on.
      if (quote.agreement !== null) return [];
      const version =
        scope.kind === 'open' ? openVersion(workspace, quote, today) : sentVersion(workspace, quote, scope);
      if (version === undefined) return [];
      const model = modelOf(workspace, quote.model);
      return [{ number: quote.number, model, read: () => simulated(workspace, quote, version, withCost, models) }];
    });
}

/** The version of an open quote that counts: null for its draft; undefined where it was accepted or has lapsed. */
function openVersion({ reader }: Workspace, quote: RowOf<typeof Quote>, today: string): number | null | undefined {
  if (reader.where(QuoteAcceptance, { quote: quote.id }).length > 0) return undefined;
  if (quote.status === 'draft') return null;
  const sent = reader.where(QuoteSent, { quote: quote.id, version: quote.version }).length > 0;
  return sent && quote.validUntil < today ? undefined : quote.version;
}

/** The version that was handed over last within the days, if one was. */
function sentVersion(
  { reader }: Workspace,
  quote: RowOf<typeof Quote>,
  { from, until }: { from: string; until: string },
): number | undefined {
  const [begins, ends] = [Date.parse(`${from}T00:00:00Z`), Date.parse(`${until}T00:00:00Z`)];
  return reader
    .where(QuoteSent, { quote: quote.id })
    .filter(({ sentAt }) => sentAt >= begins && sentAt < ends)
    .sort((a, b) => a.sentAt - b.sentAt)
    .at(-1)?.version;
}

function simulated(
  workspace: Workspace,
  quote: RowOf<typeof Quote>,
  version: number | null,
  withCost: boolean,
  models: Models,
): SimulatedQuote {
  const { reader } = workspace;
  const about = {
    id: quote.id,
    number: quote.number,
    title: quote.title,
    account: reader.get(Account, quote.account)?.name ?? '',
    owner: personName(workspace, quote.owner) ?? '',
    version,
  };
  const pinned = reader.get(PricingModelVersion, quote.model);
  if (version === null) {
    if (!pinned) {
      throw new ProofdeskError({
        code: 'not-found',
        message: `The pricing model that ${quote.number} pins is not here.`,
      });
    }
    const model = together(models, quote.model, pinned.content, withCost ? pinned.cost : null);
    return { ...about, input: pricingInput(quote, reader.where(QuoteLine, { quote: quote.id })), model };
  }
  const { head, input } = readFrozen(reader, quote.id, version);
  const cost = withCost ? (head.modelCost ?? decidedCost(reader, quote.id, version)?.modelCost ?? null) : null;
  return { ...about, input, model: together(models, null, head.model, cost) };
}

function together(models: Models, id: string | null, content: PricingModel, cost: ModelCost | null): PricingModel {
  const known = id === null ? undefined : models.get(id);
  if (known) return known;
  const model = cost ? joinModel(content, cost) : content;
  if (id !== null) models.set(id, model);
  return model;
}
