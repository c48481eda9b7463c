import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { StudioKindView } from '../../../src-shared/documents';
import { CommandProblem, useCommand } from '../../app';
import { useDesk, useDeskQueries } from '../../client';
import { Button, Dialog, SelectField, Stack, TextField, useNavigation, useText } from '../../ui';
import { COMPOSITION_ENTITIES, useStudioKinds } from './queries';
import { studioText } from './text';

/** A document begins with its deal and its kind; kinds that are about one thing also with that. */
export function NewComposition({ deal, onClose }: { deal: string | null; onClose(): void }) {
  const t = useText(studioText);
  const { go } = useNavigation();
  const create = useCommand(useDesk().documents.compositions.create);
  const [chosen, setChosen] = useState(deal);
  const [kindName, setKind] = useState<StudioKindView['kind'] | null>(null);
  const [about, setAbout] = useState<string | null>(null);
  const [title, setTitle] = useState('');
  const { data: kinds = [] } = useStudioKinds();
  const { data: deals } = useQuery(
    useDeskQueries().deals.list.queryOptions({ input: { limit: 500 }, meta: { entities: ['deal', 'account'] } }),
  );
  const { data: sources = [] } = useQuery(
    useDeskQueries().documents.compositions.sourcesOfDeal.queryOptions({
      input: { deal: chosen ?? '' },
      meta: { entities: COMPOSITION_ENTITIES },
      enabled: chosen !== null,
    }),
  );
  const kind = kinds.find((one) => one.kind === kindName);
  // A quote is what an order form and an approval sheet are made of, too: what fits is what has the same subject.
  const fitting = sources.filter(
    ({ ref }) => ref.kind === kindName || (QUOTES.has(kindName ?? '') && ref.kind === 'quote'),
  );
  const complete = chosen !== null && kind !== undefined && (!kind.aboutOne || about !== null);
  const run = async () => {
    if (!kind || chosen === null) return;
    const source = fitting.find(({ ref }) => JSON.stringify(ref) === about);
    const made = await create.run({
      kind: kind.kind,
      deal: chosen,
      ...(source && kind.aboutOne && { about: { ...source.ref, kind: kind.kind } }),
      ...(title.trim() && { title: title.trim() }),
    });
    if (made?.result) go(`/documents/studio/${made.result.id}`);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title={t('new.title')}
      actions={
        <Button kind="primary" busy={create.busy} unavailable={!complete && t('new.incomplete')} onClick={run}>
          {t('new.run')}
        </Button>
      }
    >
      <Stack>
        <SelectField
          label={t('new.deal')}
          options={(deals?.rows ?? []).map(({ id, number, title: name, accountName }) => ({
            value: id,
            label: `${name}, ${accountName} (${number})`,
          }))}
          value={chosen}
          onChange={(next) => {
            setChosen(next);
            setAbout(null);
          }}
          searchable
        />
        <SelectField
          label={t('new.kind')}
          options={kinds.map(({ kind: value, label }) => ({ value, label }))}
          value={kindName}
          onChange={(next) => {
            setKind(next);
            setAbout(null);
          }}
        />
        {kind?.aboutOne && chosen !== null && (
          <SelectField
            label={t('new.about')}
            {...(fitting.length === 0 && { hint: t('new.about.none') })}
            options={fitting.map(({ ref, label, title: name }) => ({
              value: JSON.stringify(ref),
              label: label.startsWith(name) ? label : `${label}: ${name}`,
            }))}
            value={about}
            onChange={setAbout}
          />
        )}
        <TextField label={t('new.name')} optional value={title} maxLength={300} onChange={setTitle} />
        <CommandProblem command={create} />
      </Stack>
    </Dialog>
  );
}

const QUOTES = new Set(['order-form', 'approval-sheet', 'acceptance']);
