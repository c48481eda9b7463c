import { useState } from 'react';
import { type Disclosure, disclosures } from '../../../src-shared/kernel/disclosure';
import { CommandProblem, useCommand } from '../../app';
import { useDesk } from '../../client';
import { Button, Dialog, Form, FormRow, Segment, SelectField, TextField, useText } from '../../ui';
import { useArchetypes, useClaimSet, useClaimSets } from '../queries';
import { claimsText } from '../text';
import { chartsText } from './text';

export interface NewChartDialogProps {
  /** Where one comes from a set or a claim of it. */
  set: string | null;
  claim: number | null;
  onClose(): void;
  onCreated(id: string): void;
}

/** Begins a chart: which claim, held against what. */
export function NewChartDialog(props: NewChartDialogProps) {
  const t = useText(chartsText);
  const words = useText(claimsText);
  const desk = useDesk();
  const create = useCommand(desk.claims.createChart);
  const take = useCommand(desk.claims.saveArchetype);
  const sets = useClaimSets();
  const [set, setSet] = useState(props.set);
  const [claim, setClaim] = useState(props.claim);
  const [against, setAgainst] = useState<'own' | 'archetype'>('own');
  const [practice, setPractice] = useState('');
  const [archetype, setArchetype] = useState<string | null>(null);
  const [title, setTitle] = useState('');
  const [disclosure, setDisclosure] = useState<Disclosure>('internal');
  const archetypes = useArchetypes();
  const ready = set !== null && claim !== null && (against === 'own' || archetype !== null);
  const act = async () => {
    if (!ready) return;
    let against_: string | null = null;
    if (against === 'archetype') {
      const chosen = archetypes.data?.find(({ id, template }) => (id ?? template) === archetype);
      // A shipped archetype becomes the house's own when it is first used.
      const kept = chosen?.id ?? (await take.run({ template: chosen?.template ?? '' }))?.result?.id;
      if (!kept) return;
      against_ = kept;
    }
    const done = await create.run({
      ...{ set, claim, archetype: against_, disclosure },
      ...(title.trim() && { title: title.trim() }),
      ...(against === 'own' && practice.trim() && { practice: practice.trim() }),
    });
    if (!done?.result) return;
    props.onClose();
    props.onCreated(done.result.id);
  };
  const none = sets.data?.length === 0 && t('new.set.none');
  return (
    <Dialog
      open
      onClose={props.onClose}
      size="medium"
      title={t('new.title')}
      actions={
        <Button kind="primary" busy={create.busy} unavailable={none || (!ready && t('new.needs'))} onClick={act}>
          {t('new.act')}
        </Button>
      }
    >
      <Form onSubmit={act}>
        <SelectField
          label={t('new.set')}
          hint={none || undefined}
          options={sets.data?.map(({ id, number, title: name }) => ({ value: id, label: `${number} · ${name}` })) ?? []}
          value={set}
          onChange={(value) => {
            setSet(value);
            setClaim(null);
          }}
        />
        {set !== null && <ClaimChoice set={set} claim={claim} onClaim={setClaim} />}
        <Segment
          label={t('new.against')}
          options={[
            { value: 'own', label: t('new.own') },
            { value: 'archetype', label: t('new.archetype') },
          ]}
          value={against}
          onChange={setAgainst}
        />
        {against === 'own' ? (
          <TextField
            label={t('new.practice')}
            hint={t('new.practice.hint')}
            optional
            value={practice}
            onChange={setPractice}
            maxLength={200}
          />
        ) : (
          <SelectField
            label={t('new.which')}
            hint={t('new.which.hint')}
            options={
              archetypes.data?.map(({ id, template, title: name }) => ({
                value: id ?? template ?? name,
                label: id === null ? t('new.template', { title: name }) : name,
              })) ?? []
            }
            value={archetype}
            onChange={setArchetype}
          />
        )}
        <FormRow>
          <TextField
            label={t('new.name')}
            hint={t('new.name.hint')}
            optional
            value={title}
            onChange={setTitle}
            maxLength={200}
          />
          <SelectField
            label={t('new.disclosure')}
            options={disclosures.map((value) => ({ value, label: words(`disclosure.${value}`) }))}
            value={disclosure}
            onChange={(value) => value && setDisclosure(value)}
          />
        </FormRow>
        <CommandProblem command={take} />
        <CommandProblem command={create} />
      </Form>
    </Dialog>
  );
}

/** Characters of a claim that tell it from the others. */
const SHOWN = 80;

function ClaimChoice({
  set,
  claim,
  onClaim,
}: {
  set: string;
  claim: number | null;
  onClaim(claim: number | null): void;
}) {
  const t = useText(chartsText);
  const found = useClaimSet(set, undefined);
  return (
    <SelectField
      label={t('new.claim')}
      options={
        found.data?.shown.texts.map(({ number, text }) => ({
          value: String(number),
          label: t('new.claim.option', { number, text: text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text }),
        })) ?? []
      }
      value={claim === null ? null : String(claim)}
      onChange={(value) => onClaim(value === null ? null : Number(value))}
    />
  );
}
