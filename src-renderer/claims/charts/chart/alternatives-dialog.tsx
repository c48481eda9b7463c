import { useRef, useState } from 'react';
import type { DesignAlternative, ElementView } from '../../../../src-shared/claims';
import { CommandProblem, useCommand } from '../../../app';
import { useDesk } from '../../../client';
import { Button, Dialog, Form, FormRow, IconButton, Row, Stack, TextAreaField, useText } from '../../../ui';
import { VerdictRowFields } from '../evidence/verdict-row-fields';
import styles from './chart.module.css';
import { chartText } from './text';

/** Writes down other ways to do what an element says, and what they cost: in words, or as a verdict measured it. */
export function AlternativesDialog({ element, onClose }: { element: ElementView; onClose(): void }) {
  const t = useText(chartText);
  const map = useCommand(useDesk().claims.mapElement);
  const [list, setList] = useState<readonly DesignAlternative[]>(() =>
    element.alternatives.length > 0 ? element.alternatives : [empty('1')],
  );
  const next = useRef(1);
  const kept = list.filter(({ text, cost, verdict }) => text.trim() !== '' || cost.trim() !== '' || verdict !== null);
  const missing =
    kept.some(({ text, verdict, row }) => text.trim() === '' || (verdict !== null && row === null)) &&
    t('alternatives.needs');
  const change = (id: string, by: Partial<DesignAlternative>) =>
    setList((all) => all.map((one) => (one.id === id ? { ...one, ...by } : one)));
  const add = () => {
    const taken = new Set(list.map(({ id }) => id));
    do next.current += 1;
    while (taken.has(String(next.current)));
    setList([...list, empty(String(next.current))]);
  };
  const act = async () => {
    if (missing) return;
    const alternatives = kept.map((one) => ({ ...one, text: one.text.trim(), cost: one.cost.trim() }));
    if (await map.run({ element: element.id, alternatives })) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={t('alternatives.title', { label: element.label })}
      actions={
        <Button kind="primary" busy={map.busy} unavailable={missing} onClick={act}>
          {t('alternatives.save')}
        </Button>
      }
    >
      <Form onSubmit={act}>
        <p className="quiet">{t('alternatives.about')}</p>
        {list.map((one, index) => (
          <div key={one.id} className={styles.alternative}>
            <Stack gap={2}>
              <FormRow>
                <TextAreaField
                  label={t('alternatives.text')}
                  rows={2}
                  maxLength={2000}
                  value={one.text}
                  onChange={(text) => change(one.id, { text })}
                />
                <TextAreaField
                  label={t('alternatives.cost')}
                  optional
                  rows={2}
                  maxLength={1000}
                  value={one.cost}
                  onChange={(cost) => change(one.id, { cost })}
                />
              </FormRow>
              <VerdictRowFields
                verdict={one.verdict}
                row={one.row}
                onChange={(verdict, row) => change(one.id, { verdict, row })}
              />
            </Stack>
            <IconButton
              icon="trash"
              label={t('alternatives.remove', { number: index + 1 })}
              onClick={() => setList(list.filter(({ id }) => id !== one.id))}
            />
          </div>
        ))}
        <Row>
          <Button icon="plus" onClick={add}>
            {t('alternatives.add')}
          </Button>
        </Row>
        <CommandProblem command={map} />
      </Form>
    </Dialog>
  );
}

const empty = (id: string): DesignAlternative => ({ id, text: '', cost: '', verdict: null, row: null });
