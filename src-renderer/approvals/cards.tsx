import { useQuery } from '@tanstack/react-query';
import type { ApprovalRequestView } from '../../src-shared/approvals';
import { useDeskQueries } from '../client';
import { Card, TextLink, useText } from '../ui';
import { APPROVAL_ENTITIES } from './entities';
import { RequestList } from './request-list';
import { approvalsText } from './text';

/** So many are shown on Today; all of them are one link away. */
const SHOWN = 5;

function useInbox(show: 'mine' | 'asked'): readonly ApprovalRequestView[] {
  const { data } = useQuery(
    useDeskQueries().approvals.inbox.queryOptions({ input: { show }, meta: { entities: APPROVAL_ENTITIES } }),
  );
  return data ?? [];
}

/** How many requests wait for the acting person. */
export function useWaitingCount(): number | undefined {
  return useInbox('mine').length || undefined;
}

/** What waits for one's word. */
export function WaitingCard() {
  const t = useText(approvalsText);
  const waiting = useInbox('mine');
  if (waiting.length === 0) return null;
  return (
    <Card title={t('card.title')} flush aside={<TextLink to="/approvals">{t('card.all')}</TextLink>}>
      <RequestList
        flat
        requests={waiting.slice(0, SHOWN)}
        open={undefined}
        pathOf={(id) => `/approvals/${id}`}
        empty={t('empty.mine')}
      />
    </Card>
  );
}

/** One's own requests that somebody answered: to run, or to mend. */
export function AnsweredCard() {
  const t = useText(approvalsText);
  const answered = useInbox('asked').filter(({ state, runnable }) => state === 'returned' || runnable);
  if (answered.length === 0) return null;
  return (
    <Card title={t('card.asked')} flush aside={<TextLink to="/approvals?show=asked">{t('card.all')}</TextLink>}>
      <RequestList
        flat
        requests={answered.slice(0, SHOWN)}
        open={undefined}
        pathOf={(id) => `/approvals/${id}?show=asked`}
        empty={t('empty.asked')}
      />
    </Card>
  );
}
