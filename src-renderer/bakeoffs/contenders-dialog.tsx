import { useState } from 'react';
import { type BakeoffView, sides } from '../../src-shared/bakeoffs';
import { CommandProblem, useCommand } from '../app';
import { useDesk } from '../client';
import { Button, Contender, Dialog, Stack, TextAreaField, TextField, useText } from '../ui';
import styles from './bakeoffs.module.css';
import { bakeoffsText } from './text';

type Side = (typeof sides)[number];
type Fields = { product: string; version: string; configuration: string; notes: string };

/** Who is compared: both products with their version and configuration. */
export function ContendersDialog({ bakeoff, onClose }: { bakeoff: BakeoffView; onClose(): void }) {
  const t = useText(bakeoffsText);
  const desk = useDesk();
  const add = useCommand(desk.bakeoffs.addContender);
  const revise = useCommand(desk.bakeoffs.reviseContender);
  const of = (side: Side) => bakeoff.contenders.find((one) => one.side === side);
  const fieldsOf = (side: Side): Fields => {
    const { product = '', version = '', configuration = '', notes = '' } = of(side) ?? {};
    return { product, version, configuration, notes };
  };
  const [edited, setEdited] = useState<Record<Side, Fields>>({ ours: fieldsOf('ours'), theirs: fieldsOf('theirs') });
  const save = async () => {
    for (const side of sides) {
      const fields = edited[side];
      const present = of(side);
      if (fields.product.trim() === '' || JSON.stringify(fields) === JSON.stringify(fieldsOf(side))) continue;
      const done = present
        ? await revise.run({ contender: present.id, ...fields })
        : await add.run({ bakeoff: bakeoff.id, side, ...fields });
      if (!done) return;
    }
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={t('contender.title')}
      actions={
        <Button kind="primary" busy={add.busy || revise.busy} onClick={() => void save()}>
          {t('contender.save')}
        </Button>
      }
    >
      <Stack>
        <div className={styles.pair}>
          {sides.map((side) => {
            const set = (change: Partial<Fields>) =>
              setEdited((before) => ({ ...before, [side]: { ...before[side], ...change } }));
            const { product, version, configuration, notes } = edited[side];
            return (
              // biome-ignore lint/a11y/useSemanticElements: a fieldset's frame would be one box too many
              <div key={side} role="group" aria-label={t(`side.${side}`)}>
                <Stack gap={3}>
                  <Contender side={side}>{t(`side.${side}`)}</Contender>
                  <TextField
                    label={t('contender.product')}
                    value={product}
                    onChange={(text) => set({ product: text })}
                  />
                  <TextField
                    label={t('contender.version')}
                    value={version}
                    onChange={(text) => set({ version: text })}
                  />
                  <TextAreaField
                    label={t('contender.configuration')}
                    value={configuration}
                    onChange={(text) => set({ configuration: text })}
                  />
                  <TextAreaField label={t('contender.notes')} value={notes} onChange={(text) => set({ notes: text })} />
                </Stack>
              </div>
            );
          })}
        </div>
        <CommandProblem command={add} />
        <CommandProblem command={revise} />
      </Stack>
    </Dialog>
  );
}
