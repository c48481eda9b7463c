import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RoiCaseView, RoiInputView } from '../../../src-shared/roi';
import { CommandProblem, useCommand, useNow } from '../../app';
import { useDesk, useDeskQueries } from '../../client';
import { Button, DateField, Dialog, SelectField, Stack, TextField, useText } from '../../ui';
import { caseText } from './text';

/** Who at the customer stands by a value, and since when. */
export function ConfirmDialog({ found, input, onClose }: { found: RoiCaseView; input: RoiInputView; onClose(): void }) {
  const t = useText(caseText);
  const confirm = useCommand(useDesk().roi.confirmInputs);
  const today = new Date(useNow()).toISOString().slice(0, 10);
  const [who, setWho] = useState('');
  const [contact, setContact] = useState<string | null>(null);
  const [on, setOn] = useState<string | null>(today);
  const { data } = useQuery(
    useDeskQueries().deals.contacts.queryOptions({
      input: { account: found.account, limit: 200 },
      meta: { entities: ['contact'] },
    }),
  );
  const contacts = data?.rows ?? [];
  const complete = who.trim() !== '' && on !== null;
  const run = async () => {
    if (!complete) return;
    const confirmed = { who: who.trim(), contact, on };
    if (await confirm.run({ case: found.id, inputs: [input.name], confirmed })) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('confirm.title', { input: input.label })}
      actions={
        <Button kind="primary" busy={confirm.busy} unavailable={!complete && t('confirm.incomplete')} onClick={run}>
          {t('confirm.save')}
        </Button>
      }
    >
      <Stack>
        {contacts.length > 0 && (
          <SelectField
            label={t('confirm.contact')}
            optional
            clearable
            options={contacts.map(({ id, name, title }) => ({
              value: id,
              label: title ? `${name}, ${title}` : (name ?? id),
            }))}
            value={contact}
            onChange={(chosen) => {
              setContact(chosen);
              const title = contacts.find(({ id }) => id === chosen)?.title;
              if (title) setWho(title);
            }}
          />
        )}
        <TextField
          label={t('confirm.who')}
          hint={t('confirm.who.hint')}
          value={who}
          maxLength={200}
          onChange={setWho}
          data-autofocus
        />
        <DateField label={t('confirm.on')} value={on} onChange={setOn} />
        <CommandProblem command={confirm} />
      </Stack>
    </Dialog>
  );
}
