import { useEffect, useState } from 'react';
import { type ErrorRecord, errorRecord } from '../../src-shared/kernel/errors';
import type { FiledActView, RedoneAct } from '../../src-shared/receipts';
import { useDesk } from '../client';
import { Button, CheckField, Dialog, ErrorSurface, Mark, Said, Stack, useFormat, useText } from '../ui';
import { ChangeList } from './changes';
import styles from './receipts.module.css';
import { receiptsText } from './text';

interface FiledActsProps {
  open: boolean;
  /** The handed-over file. */
  file: string;
  /** Its name. */
  name: string;
  onClose(): void;
}

/**
 * What a handed-over file holds that is not taken in as it is, act by act; an admin does again, in their own name, what shall stand. What could
 * not be done stays in the list with its reason.
 */
export function FiledActsDialog({ open, file, name, onClose }: FiledActsProps) {
  const t = useText(receiptsText);
  const desk = useDesk();
  const format = useFormat();
  const [acts, setActs] = useState<readonly FiledActView[] | null>(null);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [redone, setRedone] = useState<ReadonlyMap<string, RedoneAct>>(new Map());
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  useEffect(() => {
    if (!open) return;
    let gone = false;
    setActs(null);
    setChosen([]);
    setRedone(new Map());
    setProblem(null);
    desk.receipts.readFile({ file }).then(
      (read) => {
        if (!gone) setActs(read);
      },
      (thrown: unknown) => {
        if (!gone) setProblem(errorRecord(thrown));
      },
    );
    return () => {
      gone = true;
    };
  }, [open, desk, file]);
  const redo = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const outcomes = await desk.receipts.redoFromFile({ file, acts: [...chosen] });
      setRedone(new Map([...redone, ...outcomes.map((one) => [one.id, one] as const)]));
      setChosen([]);
    } catch (thrown) {
      setProblem(errorRecord(thrown));
    }
    setBusy(false);
  };
  const done = (id: string): boolean => redone.get(id)?.problem === null;
  const mayBeDone = ({ id, refused }: FiledActView): boolean => refused === null && !done(id);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="medium"
      leave="close"
      title={t('filed.title', { name })}
      actions={
        <Button
          kind="primary"
          busy={busy}
          unavailable={chosen.length === 0 && t(acts?.some(mayBeDone) ? 'filed.choose' : 'filed.none')}
          onClick={redo}
        >
          {t('filed.redo')}
        </Button>
      }
    >
      <Stack gap={4}>
        <p className="quiet">{t('filed.about')}</p>
        {problem && <ErrorSurface error={problem} onDismiss={() => setProblem(null)} />}
        {acts?.length === 0 && <p role="status">{t('filed.none')}</p>}
        <ul className={styles.filed}>
          {acts?.map((act) => (
            <li key={act.id}>
              {!mayBeDone(act) ? (
                <b>{act.sentence}</b>
              ) : (
                <CheckField
                  label={act.sentence}
                  checked={chosen.includes(act.id)}
                  onChange={(checked) =>
                    setChosen(checked ? [...chosen, act.id] : chosen.filter((other) => other !== act.id))
                  }
                />
              )}
              <small>{format.dateTime(act.at)}</small>
              {act.reason && <Said>{act.reason}</Said>}
              {act.refused && <small>{act.refused}</small>}
              <Outcome of={redone.get(act.id)} />
              <details>
                <summary>{t('filed.content')}</summary>
                <ChangeList changes={act.changes} names={{}} />
              </details>
            </li>
          ))}
        </ul>
      </Stack>
    </Dialog>
  );
}

function Outcome({ of }: { of: RedoneAct | undefined }) {
  const t = useText(receiptsText);
  if (!of) return null;
  return (
    <p role={of.problem === null ? 'status' : 'alert'} className={styles.outcome}>
      <Mark name={of.problem === null ? 'check' : 'cross'} />
      <span>{of.problem ?? t(of.receipt ? 'filed.done' : 'filed.requested')}</span>
    </p>
  );
}
