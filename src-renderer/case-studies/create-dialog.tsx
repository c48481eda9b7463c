import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CommandProblem, useCommand } from '../app';
import { useDesk, useDeskQueries } from '../client';
import { Button, Dialog, SelectField, Stack, TextField, useNavigation, useText } from '../ui';
import { studiesText } from './text';

/** A case study begins with its deal or account; texts and figures follow on its page. */
export function CreateStudyDialog({ deal, onClose }: { deal: string | null; onClose(): void }) {
  const t = useText(studiesText);
  const { go } = useNavigation();
  const queries = useDeskQueries();
  const create = useCommand(useDesk().caseStudies.create);
  const [chosen, setChosen] = useState(deal);
  const [account, setAccount] = useState<string | null>(null);
  const [title, setTitle] = useState('');
  const deals = useQuery(
    queries.deals.list.queryOptions({ input: { limit: 500 }, meta: { entities: ['deal', 'account'] } }),
  ).data;
  const accounts = useQuery(queries.deals.accountNames.queryOptions({ meta: { entities: ['account'] } })).data;
  const complete = chosen !== null || account !== null;
  const run = async () => {
    if (!complete) return;
    const made = await create.run({
      ...(chosen ? { deal: chosen } : account && { account }),
      ...(title.trim() && { title: title.trim() }),
    });
    if (made?.result) go(`/case-studies/${made.result.id}`);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title={t('create.title')}
      actions={
        <Button kind="primary" busy={create.busy} unavailable={!complete && t('create.incomplete')} onClick={run}>
          {t('create.run')}
        </Button>
      }
    >
      <Stack>
        <TextField label={t('create.name')} optional value={title} onChange={setTitle} maxLength={200} />
        <SelectField
          label={t('create.deal')}
          hint={t('create.deal.hint')}
          optional
          clearable
          searchable
          options={(deals?.rows ?? []).map(({ id, number, title: name, accountName }) => ({
            value: id,
            label: `${name}, ${accountName} (${number})`,
          }))}
          value={chosen}
          onChange={setChosen}
        />
        {chosen === null && (
          <SelectField
            label={t('create.account')}
            searchable
            options={(accounts ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={account}
            onChange={setAccount}
          />
        )}
        <CommandProblem command={create} />
      </Stack>
    </Dialog>
  );
}
