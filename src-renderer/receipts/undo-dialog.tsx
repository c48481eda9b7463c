import { useEffect, useState } from 'react';
import type { z } from 'zod';
import type { Outcome } from '../../src-shared/kernel/command';
import type { ReceiptDetail, ReceiptLine, undoReceipt } from '../../src-shared/receipts';
import { CommandProblem, useCommand } from '../app';
import { useDesk } from '../client';
import { Button, Dialog, DiffView, ErrorSurface, Stack, useFormat, useText } from '../ui';
import styles from './receipts.module.css';
import { receiptsText } from './text';
import { valueText } from './values';

type Undone = z.output<(typeof undoReceipt)['result']>;

export interface UndoDialogProps {
  /** What is to be undone; closed while null. */
  receipt: ReceiptLine | ReceiptDetail | null;
  onClose(): void;
}

/** Shows what undoing would bring back and what it leaves alone, then does it. */
export function UndoDialog({ receipt, onClose }: UndoDialogProps) {
  const t = useText(receiptsText);
  const format = useFormat();
  const undo = useCommand(useDesk().receipts.undo);
  const [preview, setPreview] = useState<Outcome<Undone> | null>(null);
  const hash = receipt?.hash ?? null;
  const names = receipt && 'names' in receipt ? receipt.names : undefined;
  const { simulate, forget } = undo;
  useEffect(() => {
    setPreview(null);
    forget();
    if (hash === null) return;
    let left = false;
    void simulate({ receipt: hash }).then((outcome) => {
      if (!left) setPreview(outcome);
    });
    return () => {
      left = true;
    };
  }, [hash, simulate, forget]);
  const act = async () => {
    if (hash && (await undo.run({ receipt: hash }))) onClose();
  };
  const group = receipt?.group?.size ?? 1;
  const refused = preview && preview.decision.decision === 'deny';
  return (
    <Dialog
      open={receipt !== null}
      onClose={onClose}
      size="medium"
      title={group > 1 ? t('undo.title.group', { count: group }) : t('undo.title')}
      actions={
        <Button
          kind="primary"
          icon="undo"
          busy={undo.busy}
          unavailable={refused ? preview.decision.say.join(' ') : !preview && t('undo.reading')}
          onClick={act}
        >
          {t('undo.act')}
        </Button>
      }
    >
      <Stack gap={4}>
        {refused && (
          <ErrorSurface
            error={{ code: 'forbidden', message: preview.decision.say.join(' ') }}
            title={t('undo.refused')}
          />
        )}
        {preview && !refused && preview.changes.length > 0 && (
          <div>
            <p className="quiet">{t('undo.changes')}</p>
            {preview.changes.map((change) => (
              <div key={`${change.entity}-${change.id}`} className={styles.change}>
                <DiffView
                  changes={change.fields.map(({ field, label, before, after }) => ({
                    label,
                    before: valueText(before, format, { names, field }),
                    after: valueText(after, format, { names, field }),
                  }))}
                  caption={change.op === 'archive' ? t('undo.archive', { title: titleIn(receipt, change) }) : undefined}
                />
              </div>
            ))}
          </div>
        )}
        {preview?.result && preview.result.leftAlone.length > 0 && (
          <div>
            <p className="quiet">{t('undo.left')}</p>
            <ul>
              {preview.result.leftAlone.map(({ id, field, label, present }) => (
                <li key={`${id}-${field}`}>
                  <b>{label}</b> {t('undo.left.now', { value: valueText(present, format, { names, field }) ?? '–' })}
                </li>
              ))}
            </ul>
          </div>
        )}
        <CommandProblem command={undo} />
      </Stack>
    </Dialog>
  );
}

/** What a row of the undone act is called. */
function titleIn(receipt: UndoDialogProps['receipt'], change: { entity: string; id: string }): string {
  const named = receipt && 'changes' in receipt ? receipt.changes : receipt?.subject ? [receipt.subject] : [];
  return named.find(({ entity, id }) => entity === change.entity && id === change.id)?.title ?? change.entity;
}
