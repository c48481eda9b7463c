import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useCallback, useMemo, useState } from 'react';
import type { ApprovalRequestView } from '../../src-shared/approvals';
import { Loaded, useAddress, useAreas, useHere } from '../app';
import { useDeskQueries } from '../client';
import {
  Button,
  CheckField,
  EmptyState,
  Page,
  PageHeader,
  Row,
  Segment,
  type Translate,
  useActions,
  useNavigation,
  useText,
} from '../ui';
import styles from './approvals.module.css';
import { DelegateDialog } from './delegate-dialog';
import { Delegations } from './delegations';
import { APPROVAL_ENTITIES } from './entities';
import { RequestDetail } from './request-detail';
import { RequestList } from './request-list';
import { approvalsText } from './text';

const SHOWS = ['mine', 'asked', 'all'] as const;
type Show = (typeof SHOWS)[number];

/** The inbox: what waits for one's word, what one asked for, and everything. */
export function ApprovalsScreen() {
  const t = useText(approvalsText);
  const { params, search, setSearch } = useAddress();
  const { go } = useNavigation();
  const show: Show = SHOWS.find((one) => one === search['show']) ?? 'mine';
  const closed = search['closed'] === '1';
  const open = params['request'];
  const [delegating, setDelegating] = useState(false);
  const queries = useDeskQueries();
  const inbox = useQuery(
    queries.approvals.inbox.queryOptions({ input: { show, closed }, meta: { entities: APPROVAL_ENTITIES } }),
  );
  const text = new URLSearchParams(search).toString();
  const pathOf = useCallback((id: string) => `/approvals/${id}${text && `?${text}`}`, [text]);
  useHere({ crumbs: [{ label: t('title') }] });
  useActions(useMemo(() => [{ id: 'delegate', label: t('delegate.title'), run: () => setDelegating(true) }], [t]));
  useNextRequest(inbox.data ?? [], open, pathOf);
  return (
    <Page fill>
      <PageHeader
        title={t('title')}
        actions={<Button onClick={() => setDelegating(true)}>{t('delegate.open')}</Button>}
      />
      <Delegations />
      {show === 'mine' && !open && <Noticed />}
      {delegating && <DelegateDialog open onClose={() => setDelegating(false)} />}
      <Row>
        <Segment
          label={t('show.label')}
          value={show}
          onChange={(value) => setSearch({ show: value === 'mine' ? null : value })}
          options={SHOWS.map((value) => ({ value, label: t(`show.${value}`) }))}
        />
        <CheckField
          label={t('closed')}
          checked={closed}
          onChange={(checked) => setSearch({ closed: checked ? '1' : null })}
        />
      </Row>
      <Loaded query={inbox}>
        {(requests) =>
          requests.length === 0 && !open ? (
            <Nothing show={show} t={t} onPolicies={() => go('/settings/policies')} />
          ) : (
            <div className={styles.split} data-open={open !== undefined || undefined}>
              <RequestList requests={requests} open={open} pathOf={pathOf} empty={t(`empty.${show}`)} />
              {open ? (
                <OpenRequest key={open} id={open} />
              ) : (
                <section className={styles.detail}>
                  <EmptyState>{t('choose')}</EmptyState>
                </section>
              )}
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}

/** What areas have found that should be looked at, though nobody asked. */
function Noticed() {
  return useAreas().map(({ name, inbox: Part }) => Part && <Part key={name} />);
}

/** Down and up with J and K, as in any inbox. */
function useNextRequest(
  requests: readonly ApprovalRequestView[],
  open: string | undefined,
  pathOf: (id: string) => string,
): void {
  const t = useText(approvalsText);
  const { go } = useNavigation();
  const ids = requests.map(({ id }) => id).join(' ');
  useActions(
    useMemo(() => {
      const all = ids.split(' ').filter(Boolean);
      const step = (by: number) => {
        const next = all[Math.min(all.length - 1, Math.max(0, all.indexOf(open ?? '') + by))];
        if (next) go(pathOf(next));
      };
      return [
        { id: 'next-request', label: t('next'), shortcut: 'J', run: () => step(1) },
        { id: 'previous-request', label: t('previous'), shortcut: 'K', run: () => step(-1) },
      ];
    }, [ids, open, go, pathOf, t]),
  );
}

function OpenRequest({ id }: { id: string }) {
  const request = useQuery(
    useDeskQueries().approvals.get.queryOptions({ input: { id }, meta: { entities: APPROVAL_ENTITIES } }),
  );
  return (
    <article className={styles.detail}>
      <Loaded query={request}>{(view) => <RequestDetail request={view} />}</Loaded>
    </article>
  );
}

interface NothingProps {
  show: Show;
  t: Translate<(typeof approvalsText)['messages']>;
  onPolicies(): void;
}

function Nothing({ show, t, onPolicies }: NothingProps): ReactNode {
  return (
    <EmptyState action={<Button onClick={onPolicies}>{t('empty.policies')}</Button>}>{t(`empty.${show}`)}</EmptyState>
  );
}
