import { useQuery } from '@tanstack/react-query';
import type { ReceiptDetail } from '../../src-shared/receipts';
import { useDeskQueries } from '../client';
import { Section, TextLink, useFormat, useText } from '../ui';
import styles from './receipts.module.css';
import { receiptsText } from './text';

/** Which policies decided, with what they say, and the approvals that the act rests on. */
export function DecisionSection({ receipt }: { receipt: ReceiptDetail }) {
  const t = useText(receiptsText);
  const format = useFormat();
  const { data } = useQuery(useDeskQueries().workspace.policies.queryOptions({ meta: { entities: ['policySet'] } }));
  return (
    <Section title={t('detail.decision')}>
      {receipt.by.length === 0 && <p className="quiet">{t('detail.decision.none')}</p>}
      <ul>
        {receipt.by.map((id) => {
          const policy = data?.policies.find((one) => one.id === id);
          return (
            <li key={id} className={styles.policy}>
              <TextLink to={`/settings/policies?policy=${encodeURIComponent(id)}`} className="mono">
                {id}
              </TextLink>
              {policy?.say && <small>{policy.say}</small>}
            </li>
          );
        })}
      </ul>
      {receipt.approvals.length > 0 && (
        <p>
          {t('detail.approvals')}{' '}
          {receipt.approvals.map((hash, index) => (
            <span key={hash}>
              {index > 0 && ', '}
              <TextLink to={`/receipts/${hash}`} className="mono">
                {format.digest(hash)}
              </TextLink>
            </span>
          ))}
        </p>
      )}
    </Section>
  );
}
