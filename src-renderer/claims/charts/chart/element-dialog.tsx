import { useState } from 'react';
import type { ChartView, ElementView } from '../../../../src-shared/claims';
import { CommandProblem, useCommand } from '../../../app';
import { useDesk } from '../../../client';
import { Button, Dialog, Form, FormRow, SelectField, TextAreaField, TextField, useText } from '../../../ui';
import { chartText } from './text';

interface ElementDialogProps {
  chart: ChartView;
  /** The one that is changed; left out for a new one. */
  element?: ElementView;
  /** Where a new one comes; null: last. */
  after?: string | null;
  onClose(): void;
}

/** In place of an id: before all others. */
const FIRST = 'first';

/** Adds an element that the split does not have, or changes what one is called and says. */
export function ElementDialog({ chart, element, after, onClose }: ElementDialogProps) {
  const t = useText(chartText);
  const desk = useDesk();
  const add = useCommand(desk.claims.addElement);
  const map = useCommand(desk.claims.mapElement);
  const [label, setLabel] = useState(element?.label ?? '');
  const [limitation, setLimitation] = useState(element?.limitation ?? '');
  const [place, setPlace] = useState<string>(after ?? chart.rows.at(-1)?.id ?? FIRST);
  const missing = (label.trim() === '' || limitation.trim() === '') && t('element.needs');
  const act = async () => {
    if (missing) return;
    const said = { label: label.trim(), limitation: limitation.trim() };
    const done = element
      ? await map.run({ element: element.id, ...said })
      : await add.run({ chart: chart.id, after: place === FIRST ? null : place, ...said });
    if (done) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title={element ? t('element.edit.title', { label: element.label }) : t('element.add.title')}
      actions={
        <Button kind="primary" busy={add.busy || map.busy} unavailable={missing} onClick={act}>
          {t(element ? 'element.edit.save' : 'element.add')}
        </Button>
      }
    >
      <Form onSubmit={act}>
        {!element && <p className="quiet">{t('element.add.about')}</p>}
        <FormRow>
          <TextField
            label={t('element.label')}
            hint={t('element.label.hint')}
            maxLength={40}
            value={label}
            onChange={setLabel}
          />
          {!element && chart.rows.length > 0 && (
            <SelectField
              label={t('element.place')}
              options={[
                { value: FIRST, label: t('element.place.first') },
                ...chart.rows.map((row) => ({ value: row.id, label: row.label })),
              ]}
              value={place}
              onChange={(value) => value && setPlace(value)}
            />
          )}
        </FormRow>
        <TextAreaField label={t('element.limitation')} maxLength={20000} value={limitation} onChange={setLimitation} />
        <CommandProblem command={add} />
        <CommandProblem command={map} />
      </Form>
    </Dialog>
  );
}
