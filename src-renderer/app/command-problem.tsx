import { useState } from 'react';
import { Button, ErrorSurface, Row, TextLink, useText } from '../ui';
import type { CommandRun } from './command';
import { appText } from './text';

/**
 * Why a command was not done, in its place; nothing while there is nothing to say. Where an approval is missing it offers to ask for it,
 * and then says that it was asked for.
 */
export function CommandProblem<I, R>({ command, title }: { command: CommandRun<I, R>; title?: string }) {
  const t = useText(appText);
  const [asked, setAsked] = useState<string | null>(null);
  if (asked && !command.problem) {
    return (
      <div role="status">
        <Row>
          <b>{t('problem.asked')}</b>
          <TextLink to={`/approvals/${asked}`}>{t('problem.asked.detail')}</TextLink>
        </Row>
      </div>
    );
  }
  if (!command.problem) return null;
  const { requestApproval } = command;
  const ask = async () => setAsked((await requestApproval?.())?.request ?? null);
  return (
    <ErrorSurface
      error={command.problem}
      title={title}
      onDismiss={command.forget}
      actions={
        requestApproval && (
          <Button size="small" kind="primary" onClick={ask}>
            {t('problem.ask')}
          </Button>
        )
      }
    />
  );
}
