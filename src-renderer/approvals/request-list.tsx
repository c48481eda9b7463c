import type { ApprovalRequestView } from '../../src-shared/approvals';
import { useNow } from '../app';
import { Entries, Entry, useFormat, useText } from '../ui';
import styles from './approvals.module.css';
import { RequestState } from './request-state';
import { approvalsText } from './text';

export interface RequestListProps {
  requests: readonly ApprovalRequestView[];
  open: string | undefined;
  pathOf(id: string): string;
  empty: string;
  /** Inside a card, whose frame it shares. */
  flat?: boolean;
}

/** Requests below each other: what, whose, since when, and what is missing. */
export function RequestList({ requests, open, pathOf, empty, flat = false }: RequestListProps) {
  const t = useText(approvalsText);
  const format = useFormat();
  const now = useNow();
  if (requests.length === 0) return <p className={styles.nothing}>{empty}</p>;
  return (
    <Entries label={t('list.label')} flat={flat}>
      {requests.map((request) => (
        <Entry key={request.id} to={pathOf(request.id)} current={request.id === open}>
          <b>{request.title}</b>
          <span className={styles.requestMeta}>
            <RequestState request={request} />
            <small>
              {t('asked.by', { name: request.requesterName ?? t('erased') })} ·{' '}
              {request.state === 'waiting' && !request.closed
                ? t('asked.at', { time: format.duration(now - request.requestedAt) })
                : format.when(request.requestedAt, now)}
            </small>
          </span>
        </Entry>
      ))}
    </Entries>
  );
}
