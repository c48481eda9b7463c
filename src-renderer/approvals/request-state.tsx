import type { ApprovalRequestView } from '../../src-shared/approvals';
import { Chip, useFormat, useText } from '../ui';
import { approvalsText } from './text';

/** The state of a request as a word, with who is waited for. */
export function RequestState({ request }: { request: ApprovalRequestView }) {
  const t = useText(approvalsText);
  const format = useFormat();
  if (request.closed) return <Chip mark="dash">{t('state.closed')}</Chip>;
  if (request.state === 'approved') return <Chip tone="good">{t('state.approved')}</Chip>;
  if (request.state === 'returned') return <Chip tone="bad">{t('state.returned')}</Chip>;
  const roles = [...new Set(request.missing.map((need) => need.split(':')[0] ?? need))];
  return <Chip tone="warn">{t('state.waiting', { roles: format.list(roles) })}</Chip>;
}
