import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { errorRecord } from '../../src-shared/kernel/errors';
import { ErrorSurface, Page, useText } from '../ui';
import { Reading } from './reading';
import { appText } from './text';

/** Local answers come before anybody could read a word; only what takes longer is said. Milliseconds. */
const NOTICEABLE = 500;

/**
 * What a query answered, or why it could not. What is shown stays while it is asked again.
 *
 * @example <Loaded query={useQuery(desk.deals.get.queryOptions({ input: { id } }))}>{(deal) => <h1>{deal.title}</h1>}</Loaded>
 */
export function Loaded<T>({ query, children }: { query: UseQueryResult<T, Error>; children(data: T): ReactNode }) {
  const t = useText(appText);
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) {
    return (
      <Page>
        <ErrorSurface
          error={errorRecord(query.error)}
          title={t('loaded.failed')}
          onRetry={() => void query.refetch()}
        />
      </Page>
    );
  }
  return <Late>{t('loaded.reading')}</Late>;
}

function Late({ children }: { children: ReactNode }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), NOTICEABLE);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return <Reading />;
  return (
    <Page>
      <p role="status" className="quiet" data-reading="">
        {children}
      </p>
    </Page>
  );
}
