import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useCallback, useMemo, useState } from 'react';
import { Loaded, useAddress, useAreas, useHere } from '../app';
import { useDeskQueries } from '../client';
import {
  Button,
  CheckField,
  DetailPane,
  EmptyState,
  ListDetail,
  Page,
  PageHeader,
  Row,
  Segment,
  type Translate,
  useActions,
  useEntryKeys,
  useNavigation,
  useText,
} from '../ui';
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
  useEntryKeys({
    ids: inbox.data?.map(({ id }) => id),
    ...{ open, pathOf },
    next: { id: 'next-request', label: t('next') },
    previous: { id: 'previous-request', label: t('previous') },
  });
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
            <ListDetail
              open={open !== undefined}
              list={<RequestList requests={requests} open={open} pathOf={pathOf} empty={t(`empty.${show}`)} />}
            >
              {open ? (
                <OpenRequest key={open} id={open} />
              ) : (
                <DetailPane>
                  <EmptyState>{t('choose')}</EmptyState>
                </DetailPane>
              )}
            </ListDetail>
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

function OpenRequest({ id }: { id: string }) {
  const request = useQuery(
    useDeskQueries().approvals.get.queryOptions({ input: { id }, meta: { entities: APPROVAL_ENTITIES } }),
  );
  return (
    <DetailPane>
      <Loaded query={request}>{(view) => <RequestDetail request={view} />}</Loaded>
    </DetailPane>
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
