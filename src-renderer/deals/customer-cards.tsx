import { useQuery } from '@tanstack/react-query';
import { useDeskQueries } from '../client';
import { Card, Stack, useText } from '../ui';
import styles from './deals.module.css';
import { dealsText } from './text';

function useOwnAccount() {
  const desk = useDeskQueries();
  return useQuery(desk.deals.forCustomer.queryOptions({ meta: { entities: ['account', 'deal'] } }));
}

/** What the account of the customer view is called. */
export function useCustomerAccountName(): string | null {
  return useOwnAccount().data?.account.name ?? null;
}

/** The customer's deals with the notes that are meant for them; nothing while there are none. */
export function CustomerDealsCard() {
  const t = useText(dealsText);
  const { data } = useOwnAccount();
  if (!data || data.deals.length === 0) return null;
  return (
    <Card title={t('customer.deals')}>
      <Stack gap={3}>
        {data.deals.map(({ id, number, title, customerNotes }) => (
          <div key={id}>
            <b>{title}</b> <span className="quiet mono">{number}</span>
            {customerNotes && <p className={styles.prose}>{customerNotes}</p>}
          </div>
        ))}
      </Stack>
    </Card>
  );
}

/** The address that documents for this customer carry; nothing while none is known. */
export function CustomerAddressCard() {
  const t = useText(dealsText);
  const { data } = useOwnAccount();
  if (!data?.account.address) return null;
  return (
    <Card title={t('customer.address')}>
      <p className={styles.prose}>{data.account.address}</p>
    </Card>
  );
}
