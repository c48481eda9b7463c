import { useRef, useState } from 'react';
import type { ClaimSetView, ClaimText } from '../../../src-shared/claims';
import { CommandProblem, useCommand } from '../../app';
import { useDesk } from '../../client';
import { Button, Dialog, Form, FormRow, IconButton, TextAreaField, TextField, useText } from '../../ui';
import { letterOf } from './claim-parts';
import styles from './sets.module.css';
import { setsText } from './text';

interface Limitation {
  id: number;
  text: string;
}

/** Says by hand how a claim is taken apart: limitations are split where the cursor stands, joined, added and taken out. */
export function CorrectDialog({ set, claim, onClose }: { set: ClaimSetView; claim: ClaimText; onClose(): void }) {
  const t = useText(setsText);
  const correct = useCommand(useDesk().claims.correctSet);
  const [preamble, setPreamble] = useState(claim.preamble ?? '');
  const [transition, setTransition] = useState(claim.transition ?? '');
  const [depends, setDepends] = useState(claim.dependsOn.join(', '));
  const next = useRef(claim.limitations.length);
  const [limitations, setLimitations] = useState(() => claim.limitations.map((text, id): Limitation => ({ id, text })));
  const cursor = useRef(new Map<number, number>());
  const dependsOn = numbersOf(depends, set, claim.number);
  const kept = limitations.map(({ text }) => text.trim()).filter((text) => text !== '');
  const missing = kept.length === 0 ? t('correct.needs') : dependsOn === null && t('correct.depends.bad');
  const act = async () => {
    if (missing || dependsOn === null) return;
    const done = await correct.run({
      set: set.id,
      version: set.shown.version,
      claims: [
        {
          number: claim.number,
          text: claim.text,
          preamble: preamble.trim() || null,
          transition: transition.trim() || null,
          limitations: kept,
          dependsOn,
        },
      ],
    });
    if (done) onClose();
  };
  const change = (id: number, text: string) =>
    setLimitations((all) => all.map((one) => (one.id === id ? { ...one, text } : one)));
  const split = (index: number) =>
    setLimitations((all) => {
      const { id, text } = all[index]!;
      const at = cursor.current.get(id) ?? text.length;
      const rest = { id: next.current++, text: text.slice(at).trim() };
      return [...all.slice(0, index), { id, text: text.slice(0, at).trim() }, rest, ...all.slice(index + 1)];
    });
  const join = (index: number) =>
    setLimitations((all) => {
      const before = all[index - 1]!;
      const joined = { ...before, text: `${before.text.trim()} ${all[index]!.text.trim()}`.trim() };
      return [...all.slice(0, index - 1), joined, ...all.slice(index + 1)];
    });
  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={t('correct.title', { number: claim.number })}
      actions={
        <Button kind="primary" busy={correct.busy} unavailable={missing} onClick={act}>
          {t('correct.save', { version: set.version + 1 })}
        </Button>
      }
    >
      <Form onSubmit={act}>
        <p className="quiet">{t('correct.about')}</p>
        <details className={styles.antecedents}>
          <summary>{t('correct.text')}</summary>
          <p className={styles.preamble}>{claim.text}</p>
        </details>
        <TextAreaField label={t('correct.preamble')} rows={2} optional value={preamble} onChange={setPreamble} />
        <FormRow>
          <TextField
            label={t('correct.transition')}
            optional
            value={transition}
            onChange={setTransition}
            maxLength={60}
          />
          <TextField
            label={t('correct.depends')}
            hint={t('correct.depends.hint')}
            optional
            value={depends}
            onChange={setDepends}
            error={dependsOn === null ? t('correct.depends.bad') : undefined}
          />
        </FormRow>
        {limitations.map(({ id, text }, index) => {
          const letter = letterOf(index);
          return (
            <div key={id} className={styles.limitation}>
              <TextAreaField
                label={t('correct.limitation', { letter })}
                rows={2}
                value={text}
                onChange={(value) => change(id, value)}
                onSelect={(event) => cursor.current.set(id, event.currentTarget.selectionStart)}
              />
              <span className={styles.limitationActions}>
                <IconButton icon="split" label={t('correct.split', { letter })} onClick={() => split(index)} />
                {index > 0 && (
                  <IconButton icon="join" label={t('correct.join', { letter })} onClick={() => join(index)} />
                )}
                <IconButton
                  icon="trash"
                  label={t('correct.remove', { letter })}
                  onClick={() => setLimitations((all) => all.filter((one) => one.id !== id))}
                />
              </span>
            </div>
          );
        })}
        <Button onClick={() => setLimitations((all) => [...all, { id: next.current++, text: '' }])}>
          {t('correct.add')}
        </Button>
        <CommandProblem command={correct} />
      </Form>
    </Dialog>
  );
}

/** Numbers of claims of the set as they were typed; null where one is none of them. */
function numbersOf(typed: string, set: ClaimSetView, own: number): number[] | null {
  const parts = typed.split(/[\s,;]+/).filter((part) => part !== '');
  const numbers = parts.map(Number);
  const known = new Set(set.shown.texts.map(({ number }) => number));
  return numbers.every((number) => number !== own && known.has(number)) ? [...new Set(numbers)] : null;
}
