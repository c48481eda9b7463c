import { useState } from 'react';
import { CommandProblem, useCommand } from '../../app';
import { useDesk } from '../../client';
import { Button, Card, Row, Stack, StatRow, TextLink, useFormat, useText } from '../../ui';
import { importText } from './text';

/** What an import did. */
export interface ImportResult {
  created: number;
  updated: number;
  accounts: number;
  contacts: number;
  /** Hash of the (last) receipt of the act. */
  receipt: string;
}

/** What was imported, and the way back. */
export function DoneStep({ result, onAgain }: { result: ImportResult; onAgain(): void }) {
  const t = useText(importText);
  const format = useFormat();
  const undo = useCommand(useDesk().receipts.undo);
  const [undone, setUndone] = useState(false);
  const takeBack = async () => {
    if (await undo.run({ receipt: result.receipt })) setUndone(true);
  };
  return (
    <Stack gap={4}>
      <Card title={undone ? t('done.undone') : t('done.title', { count: result.created + result.updated })}>
        <StatRow
          stats={[
            { label: t('done.created'), value: format.number(result.created) },
            { label: t('done.updated'), value: format.number(result.updated) },
            { label: t('done.accounts'), value: format.number(result.accounts) },
            { label: t('done.contacts'), value: format.number(result.contacts) },
          ]}
        />
        <p className="quiet">
          {t('done.about')} <TextLink to={`/receipts/${result.receipt}`}>{format.digest(result.receipt)}</TextLink>
        </p>
      </Card>
      <CommandProblem command={undo} />
      <Row>
        {!undone && (
          <Button icon="undo" busy={undo.busy} onClick={takeBack}>
            {t('done.undo')}
          </Button>
        )}
        <Button onClick={onAgain}>{t('done.again')}</Button>
        <Button kind="primary" to="/deals?stage=all&sort=created&down=yes">
          {t('done.deals')}
        </Button>
      </Row>
    </Stack>
  );
}
