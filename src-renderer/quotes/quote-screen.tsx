import { useQuery } from '@tanstack/react-query';
import { Loaded, useAddress } from '../app';
import { useDeskQueries } from '../client';
import { AmendmentBuilder } from './agreements/amendment-builder';
import { QuoteComparePage } from './compare-page';
import { QUOTE_ENTITIES } from './entities';
import { QuoteBuilder } from './quote-builder';
import { QuoteVersionPage } from './quote-version-page';

/** One quote: its draft to work on, or one of its frozen versions. */
export function QuoteScreen() {
  const { params, search } = useAddress();
  const id = params['quote'] ?? '';
  const quote = useQuery(
    useDeskQueries().quotes.get.queryOptions({ input: { id }, meta: { entities: QUOTE_ENTITIES } }),
  );
  const asked = Number(search['version']);
  const [from, to] = (search['compare'] ?? '').split('..');
  return (
    <Loaded query={quote}>
      {(detail) => {
        if (from && to) return <QuoteComparePage quote={detail} from={from} to={to} />;
        const frozen = detail.versions.find(({ version }) => version === asked);
        const version = frozen?.version ?? (detail.status === 'draft' ? null : detail.version);
        if (version === null && detail.amendment) {
          return (
            <AmendmentBuilder key={detail.id} quote={detail} amendment={detail.amendment} asked={quote.dataUpdatedAt} />
          );
        }
        return version === null ? (
          <QuoteBuilder key={detail.id} quote={detail} asked={quote.dataUpdatedAt} />
        ) : (
          <QuoteVersionPage
            key={`${detail.id}-${version}`}
            quote={detail}
            version={version}
            asked={quote.dataUpdatedAt}
          />
        );
      }}
    </Loaded>
  );
}
