import { useState } from 'react';
import { type FactChanges, factGroups, factOf, type RunView } from '../../../src-shared/bakeoffs';
import { CommandProblem, type CommandRun } from '../../app';
import { Button, CheckField, Dialog, RadioField, Stack, useText } from '../../ui';
import { bakeoffsText } from '../text';
import { factsText } from './text';

interface CopyDialogProps {
  from: RunView;
  runs: readonly RunView[];
  // biome-ignore lint/suspicious/noExplicitAny: the form only runs the command; what it answers does not matter here
  command: CommandRun<any, any>;
  onCopy(runs: string[], facts: FactChanges): void;
  onClose(): void;
}

/** Copies what one run recorded to others of its side, or to all: machines, work, harness, and on its own side the product. */
export function CopyFactsDialog({ from, runs, command, onCopy, onClose }: CopyDialogProps) {
  const t = useText(factsText);
  const words = useText(bakeoffsText);
  const [to, setTo] = useState<'side' | 'all'>('side');
  const [product, setProduct] = useState(true);
  const others = runs.filter(({ id, side }) => id !== from.id && (to === 'all' || side === from.side));
  const copy = () => {
    const fields = factGroups
      .filter(({ title }) => title !== 'Product' || (product && to === 'side'))
      .flatMap((group) => group.fields)
      .filter(({ ofOneRun }) => !ofOneRun);
    const known = fields.flatMap(({ path }) => {
      const value = factOf(from.metadata, path);
      return value === undefined ? [] : [[path, value] as const];
    });
    onCopy(
      others.map(({ id }) => id),
      Object.fromEntries(known),
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('copy.title', { name: from.name })}
      actions={
        <Button kind="primary" busy={command.busy} unavailable={others.length === 0 && t('copy.none')} onClick={copy}>
          {t('copy.run', { count: others.length })}
        </Button>
      }
    >
      <Stack>
        <p className="quiet">{t('copy.about')}</p>
        <RadioField
          label={t('copy.to')}
          value={to}
          onChange={setTo}
          options={[
            { value: 'side', label: t('copy.all', { side: words(from.side) }) },
            { value: 'all', label: t('copy.everything') },
          ]}
        />
        {to === 'side' && <CheckField label={t('copy.product')} checked={product} onChange={setProduct} />}
        <CommandProblem command={command} />
      </Stack>
    </Dialog>
  );
}
