import { useQuery } from '@tanstack/react-query';
import type { AccountView } from '../../../src-shared/deals';
import { useDeskQueries } from '../../client';
import { Button, Mark, TextAreaField, TextField, TextLink, useText } from '../../ui';
import styles from '../deals.module.css';
import { accountPath } from '../shared';
import { dealsText } from '../text';

/** An account as the form edits it. */
export interface AccountEdit {
  name: string;
  industry: string;
  website: string;
  address: string;
  notes: string;
}

export const newAccountEdit: AccountEdit = { name: '', industry: '', website: '', address: '', notes: '' };

export function accountEdit({ name, industry, website, address, notes }: AccountView): AccountEdit {
  return { name, industry, website, address, notes };
}

/** The edit without spaces at the ends. */
export function trimmedAccount(edit: AccountEdit): AccountEdit {
  const { name, industry, website, address, notes } = edit;
  return {
    name: name.trim(),
    industry: industry.trim(),
    website: website.trim(),
    address: address.trim(),
    notes: notes.trim(),
  };
}

interface AccountFieldsProps {
  edit: AccountEdit;
  onChange(edit: AccountEdit): void;
  /** Says what is missing. */
  strict: boolean;
}

/** Name, industry, website and address. */
export function AccountFields({ edit, onChange, strict }: AccountFieldsProps) {
  const t = useText(dealsText);
  const set = (change: Partial<AccountEdit>) => onChange({ ...edit, ...change });
  return (
    <>
      <TextField
        label={t('accounts.name')}
        value={edit.name}
        maxLength={200}
        autoFocus
        error={strict && edit.name.trim() === '' ? t('accounts.name.missing') : null}
        onChange={(name) => set({ name })}
      />
      <TextField
        label={t('accounts.industry')}
        optional
        value={edit.industry}
        maxLength={120}
        onChange={(industry) => set({ industry })}
      />
      <TextField
        label={t('accounts.website')}
        type="url"
        optional
        value={edit.website}
        maxLength={300}
        onChange={(website) => set({ website })}
      />
      <TextAreaField
        label={t('accounts.address')}
        hint={t('accounts.address.hint')}
        optional
        value={edit.address}
        maxLength={600}
        onChange={(address) => set({ address })}
      />
    </>
  );
}

/** Accounts that may be the same as the one being typed; nothing where there are none. */
export function SimilarAccounts({ name, onUse }: { name: string; onUse?(account: string): void }) {
  const t = useText(dealsText);
  const desk = useDeskQueries();
  const wanted = name.trim();
  const { data } = useQuery({
    ...desk.deals.similarAccounts.queryOptions({ input: { name: wanted }, meta: { entities: ['account'] } }),
    enabled: wanted.length >= 2,
  });
  if (wanted.length < 2 || !data || data.length === 0) return null;
  return (
    <div role="status" className={styles.similar}>
      <Mark name="warning" />
      <span>{t('accounts.similar')}</span>
      {data.slice(0, 5).map((account) =>
        onUse ? (
          <Button key={account.id} size="small" onClick={() => onUse(account.id)}>
            {t('accounts.similar.use', { name: account.name })}
          </Button>
        ) : (
          <TextLink key={account.id} to={accountPath(account.id)}>
            {account.name}
          </TextLink>
        ),
      )}
    </div>
  );
}
