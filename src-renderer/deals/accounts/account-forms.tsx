import { useState } from 'react';
import type { AccountView } from '../../../src-shared/deals';
import { CommandProblem, Loaded, useAddress, useCommand, useDraft, useHere } from '../../app';
import { useDesk } from '../../client';
import {
  Button,
  Form,
  FormActions,
  FormSection,
  Page,
  PageHeader,
  TextAreaField,
  useNavigation,
  useText,
} from '../../ui';
import {
  type AccountEdit,
  AccountFields,
  accountEdit,
  newAccountEdit,
  SimilarAccounts,
  trimmedAccount,
} from '../forms/account-fields';
import { DraftNotice } from '../forms/deal-screens';
import { accountPath } from '../shared';
import { dealsText } from '../text';
import { useAccountPage } from './account-screen';

/** Creates an account. */
export function NewAccountScreen() {
  const t = useText(dealsText);
  const { go } = useNavigation();
  const draft = useDraft<AccountEdit>('/accounts/new', newAccountEdit);
  const create = useCommand(useDesk().deals.createAccount);
  const [tried, setTried] = useState(false);
  useHere({ crumbs: [{ label: t('accounts.title'), to: '/accounts' }, { label: t('accounts.new') }] });
  const save = async () => {
    setTried(true);
    if (draft.value.name.trim() === '') return;
    const outcome = await create.run(trimmedAccount(draft.value));
    if (!outcome?.result) return;
    draft.drop();
    go(accountPath(outcome.result.id));
  };
  const cancel = () => {
    draft.drop();
    go('/accounts');
  };
  return (
    <Page narrow>
      <PageHeader title={t('accounts.new')}>
        <DraftNotice found={draft.found} onDrop={draft.drop} />
      </PageHeader>
      <Form onSubmit={save} aria-label={t('accounts.new')}>
        <FormSection title={t('accounts.who')}>
          <AccountFields edit={draft.value} onChange={draft.set} strict={tried} />
          <SimilarAccounts name={draft.value.name} />
        </FormSection>
        <NotesSection edit={draft.value} onChange={draft.set} />
        <CommandProblem command={create} />
        <FormActions>
          <Button onClick={cancel}>{t('form.cancel')}</Button>
          <Button kind="primary" type="submit" busy={create.busy} shortcut="Mod Enter">
            {t('accounts.create')}
          </Button>
        </FormActions>
      </Form>
    </Page>
  );
}

/** Changes an account. */
export function EditAccountScreen() {
  const { params } = useAddress();
  const query = useAccountPage(params['account'] ?? '');
  return <Loaded query={query}>{({ account }) => <EditAccount account={account} />}</Loaded>;
}

function EditAccount({ account }: { account: AccountView }) {
  const t = useText(dealsText);
  const { go } = useNavigation();
  const stored = accountEdit(account);
  const place = `${accountPath(account.id)}/edit`;
  const draft = useDraft<AccountEdit>(place, stored);
  const revise = useCommand(useDesk().deals.reviseAccount);
  const [tried, setTried] = useState(false);
  useHere({
    crumbs: [
      { label: t('accounts.title'), to: '/accounts' },
      { label: account.name, to: accountPath(account.id) },
      { label: t('room.edit') },
    ],
    customer: { account: account.id, name: account.name },
  });
  const leave = () => {
    draft.drop();
    go(accountPath(account.id));
  };
  const save = async () => {
    setTried(true);
    const edit = trimmedAccount(draft.value);
    if (edit.name === '') return;
    const changed = Object.fromEntries(
      Object.entries(edit).filter(([field, value]) => value !== stored[field as keyof AccountEdit]),
    );
    const done = Object.keys(changed).length === 0 || (await revise.run({ account: account.id, ...changed }));
    if (done) leave();
  };
  return (
    <Page narrow>
      <PageHeader title={t('accounts.edit', { name: account.name })}>
        <DraftNotice found={draft.found} onDrop={draft.drop} />
      </PageHeader>
      <Form onSubmit={save} aria-label={t('accounts.edit', { name: account.name })}>
        <FormSection title={t('accounts.who')}>
          <AccountFields edit={draft.value} onChange={draft.set} strict={tried} />
        </FormSection>
        <NotesSection edit={draft.value} onChange={draft.set} />
        <CommandProblem command={revise} />
        <FormActions>
          <Button onClick={leave}>{t('form.cancel')}</Button>
          <Button kind="primary" type="submit" busy={revise.busy} shortcut="Mod Enter">
            {t('accounts.save')}
          </Button>
        </FormActions>
      </Form>
    </Page>
  );
}

function NotesSection({ edit, onChange }: { edit: AccountEdit; onChange(edit: AccountEdit): void }) {
  const t = useText(dealsText);
  return (
    <FormSection title={t('accounts.inside')} about={t('form.notes.about')}>
      <TextAreaField
        label={t('accounts.notes')}
        internal
        optional
        value={edit.notes}
        maxLength={20_000}
        onChange={(notes) => onChange({ ...edit, notes })}
      />
    </FormSection>
  );
}
