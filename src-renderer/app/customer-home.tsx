import { useMemo } from 'react';
import { blobAddress } from '../client';
import { EmptyState, Page, PageHeader, useText } from '../ui';
import styles from './app.module.css';
import { useAreas } from './areas';
import { useWorkspace } from './desk-state';
import { appText } from './text';

/** The first page of a customer's view: what areas have for this account. */
export function CustomerHome() {
  const t = useText(appText);
  const areas = useAreas();
  const { company, brand } = useWorkspace();
  const cards = useMemo(
    () => areas.flatMap((area) => area.customer?.cards ?? []).sort((a, b) => a.order - b.order),
    [areas],
  );
  const account = useAccountName();
  return (
    <Page narrow>
      {brand.logo && <img className={styles.logo} src={blobAddress(brand.logo)} alt={company} />}
      <PageHeader title={account ? t('customer.title', { account }) : company}>
        {account && <span>{t('customer.by', { company })}</span>}
      </PageHeader>
      <div className={styles.cards}>
        {cards.map(({ id, component: Part }) => (
          <Part key={id} />
        ))}
      </div>
      <div className={styles.nothing}>
        <EmptyState>{t('customer.empty')}</EmptyState>
      </div>
    </Page>
  );
}

function useAccountName(): string | null {
  const areas = useAreas();
  let name: string | null = null;
  for (const { customer } of areas) {
    // biome-ignore lint/correctness/useHookAtTopLevel: the registered areas never change while the page is open
    name = customer?.useAccountName?.() ?? name;
  }
  return name;
}
