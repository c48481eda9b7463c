import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CommandProblem, useCommand, useNow } from '../app';
import { useDesk, useDeskQueries } from '../client';
import { Button, DateField, Dialog, Form, FormRow, SelectField, useText } from '../ui';
import { dayOf, endOfDay, startOfDay } from './days';
import { DELEGATION_ENTITIES } from './entities';
import { approvalsText } from './text';

export interface DelegateDialogProps {
  open: boolean;
  onClose(): void;
}

/** Passes one's decisions for a role on to somebody for some days. */
export function DelegateDialog({ open, onClose }: DelegateDialogProps) {
  const t = useText(approvalsText);
  const now = useNow();
  const delegate = useCommand(useDesk().approvals.delegate);
  const { data: possible = [] } = useQuery(
    useDeskQueries().approvals.delegates.queryOptions({ enabled: open, meta: { entities: DELEGATION_ENTITIES } }),
  );
  const [chosenRole, setRole] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [from, setFrom] = useState<string | null>(() => dayOf(now));
  const [until, setUntil] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const role = chosenRole ?? possible[0]?.role ?? null;
  const people = possible.find((one) => one.role === role)?.people ?? [];
  const person = people.some(({ id }) => id === chosen) ? chosen : null;
  const backwards = from !== null && until !== null && until < from;
  const act = async () => {
    setTried(true);
    if (!role || !person || !from || !until || backwards) return;
    const done = await delegate.run({ delegate: person, role, from: startOfDay(from), until: endOfDay(until) });
    if (!done) return;
    setTried(false);
    onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('delegate.title')}
      actions={
        <Button
          kind="primary"
          busy={delegate.busy}
          unavailable={possible.length === 0 && t('delegate.nobody')}
          onClick={act}
        >
          {t('delegate.act')}
        </Button>
      }
    >
      <Form onSubmit={act}>
        <p>{possible.length === 0 ? t('delegate.nobody') : t('delegate.about')}</p>
        {possible.length > 0 && (
          <>
            <SelectField
              label={t('delegate.role')}
              options={possible.map((one) => ({ value: one.role, label: one.role }))}
              value={role}
              onChange={setRole}
            />
            <SelectField
              label={t('delegate.person')}
              hint={t('delegate.person.hint')}
              error={tried && !person ? t('delegate.person.missing') : null}
              options={people.map(({ id, name }) => ({ value: id, label: name ?? t('erased') }))}
              value={person}
              onChange={setChosen}
            />
            <FormRow>
              <DateField
                label={t('delegate.from')}
                error={tried && !from ? t('delegate.day.missing') : null}
                value={from}
                onChange={setFrom}
              />
              <DateField
                label={t('delegate.until')}
                error={backwards ? t('delegate.until.early') : tried && !until ? t('delegate.day.missing') : null}
                value={until}
                min={from ?? undefined}
                onChange={setUntil}
              />
            </FormRow>
          </>
        )}
      </Form>
      <CommandProblem command={delegate} />
    </Dialog>
  );
}
