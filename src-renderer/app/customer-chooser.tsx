import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useDeskQueries } from '../client';
import { Button, Dialog, SelectField, useText } from '../ui';
import { enterCustomerView } from './customer-address';
import { appText } from './text';

/** Asks whose view is to be shown, where the screen is about no customer. */
export function CustomerChooser({ open, onClose }: { open: boolean; onClose(): void }) {
  const t = useText(appText);
  const desk = useDeskQueries();
  const { data: accounts } = useQuery({
    ...desk.deals.accountNames.queryOptions({ meta: { entities: ['account'] } }),
    enabled: open,
  });
  const [account, setAccount] = useState<string | null>(null);
  const options = useMemo(() => (accounts ?? []).map(({ id, name }) => ({ value: id, label: name })), [accounts]);
  const none = accounts?.length === 0;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('customer.choose')}
      actions={
        !none && (
          <Button
            kind="primary"
            unavailable={!account && t('customer.choose.placeholder')}
            onClick={() => account && enterCustomerView(account)}
          >
            {t('customer.choose.show')}
          </Button>
        )
      }
    >
      <p className="quiet">{none ? t('customer.choose.nobody') : t('customer.choose.about')}</p>
      {!none && (
        <SelectField
          label={t('customer.choose.account')}
          placeholder={t('customer.choose.placeholder')}
          options={options}
          value={account}
          onChange={setAccount}
          searchable
        />
      )}
    </Dialog>
  );
}
