import { useQuery } from '@tanstack/react-query';
import type { CustomerRelease } from '../../../src-shared/claims';
import { Loaded } from '../../app';
import { useDeskQueries } from '../../client';
import { Card, EmptyState, Page, PageHeader, Stack, useText } from '../../ui';
import styles from '../charted.module.css';
import { RELEASE_ENTITIES } from '../queries';
import { StatusChip } from '../words';
import { customerClaimsText } from './text';

function useCustomerClaims() {
  return useQuery(useDeskQueries().claims.customer.queryOptions({ meta: { entities: RELEASE_ENTITIES } }));
}

/** Released text that may go to the customer of this view. */
export function CustomerClaims() {
  const t = useText(customerClaimsText);
  return (
    <Page narrow>
      <PageHeader title={t('title')} />
      <Loaded query={useCustomerClaims()}>
        {(releases) =>
          releases.length === 0 ? (
            <EmptyState>{t('none')}</EmptyState>
          ) : (
            <Stack>
              {releases.map((release) => (
                <ReleaseCard key={release.id} release={release} />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Page>
  );
}

/** The same on the customer's first page; nothing where nothing may go to them. */
export function CustomerClaimsCard() {
  const { data = [] } = useCustomerClaims();
  return data.map((release) => <ReleaseCard key={release.id} release={release} />);
}

function ReleaseCard({ release }: { release: CustomerRelease }) {
  const t = useText(customerClaimsText);
  const { title, number, summary, subject, claim, elements } = release;
  return (
    <Card title={`${title} · ${number}`}>
      <Stack gap={3}>
        {summary && <p className={styles.prose}>{summary}</p>}
        <p className="quiet">{t('subject', { subject })}</p>
        <details>
          <summary>{t('claim')}</summary>
          <p className={styles.prose}>{claim}</p>
        </details>
        <table className={styles.table} aria-label={title}>
          <thead>
            <tr>
              <th scope="col">{t('element')}</th>
              <th scope="col">{t('mapping')}</th>
            </tr>
          </thead>
          <tbody>
            {elements.map(({ label, limitation, mapping, status }) => (
              <tr key={label}>
                <th scope="row">
                  <span className={styles.label}>
                    {label} <StatusChip status={status} />
                  </span>
                  {limitation}
                </th>
                <td className={styles.prose}>{mapping}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Stack>
    </Card>
  );
}
