import { useCallback, useState } from 'react';
import { allowedMoves, describeMove, type Stage } from '../../src-shared/deals';
import type { ErrorRecord } from '../../src-shared/kernel/errors';
import { CommandProblem, useCommand } from '../app';
import { useDesk } from '../client';
import { Button, Dialog, ErrorSurface, Form, Stack, TextAreaField, useText } from '../ui';
import { dealsText } from './text';

/** What has to be known of a deal to move it. */
export interface MovableDeal {
  id: string;
  title: string;
  stage: Stage;
}

/** A move of a deal: at once, or after what it needs was said in a dialog. */
export interface DealMove {
  begin(deal: MovableDeal, to: Stage): void;
  /** The move that waits for its reason. */
  asked: { deal: MovableDeal; to: Stage } | null;
  /** Why a move that was tried is not allowed by the stages. */
  refused: ErrorRecord | null;
  forget(): void;
  finish(reason: string): Promise<void>;
  cancel(): void;
  command: ReturnType<typeof useMoveCommand>;
}

function useMoveCommand() {
  return useCommand(useDesk().deals.move);
}

/** Moves deals. A loss and a deal that is opened again ask for the reason first. Draw a `MoveDeal` beside what uses it. */
export function useMoveDeal(): DealMove {
  const t = useText(dealsText);
  const command = useMoveCommand();
  const [asked, setAsked] = useState<DealMove['asked']>(null);
  const [refused, setRefused] = useState<ErrorRecord | null>(null);
  const { run } = command;
  const begin = useCallback(
    (deal: MovableDeal, to: Stage) => {
      const { id, stage: from } = deal;
      setRefused(null);
      if (from === to) return;
      if (!allowedMoves(from).includes(to)) {
        setRefused({
          code: 'bad-input',
          message: t('stage.cannot', { from: t(`stage.${from}`), to: t(`stage.${to}`) }),
          hint: allowedMoves(from)
            .map((stage) => t(`stage.${stage}`))
            .join(', '),
        });
      } else if (to === 'lost' || describeMove(from, to).reopens) {
        setAsked({ deal, to });
      } else {
        void run({ deal: id, to, from });
      }
    },
    [run, t],
  );
  return {
    begin,
    asked,
    refused,
    forget: () => setRefused(null),
    async finish(reason) {
      if (!asked) return;
      const { deal, to } = asked;
      const lost = to === 'lost';
      const input = { deal: deal.id, to, from: deal.stage, ...(lost && { lostReason: reason }) };
      if (await run(input, lost ? {} : { reason })) setAsked(null);
    },
    cancel: () => setAsked(null),
    command,
  };
}

/** The dialog that a move asks for its reason with, and why a move was not done. */
export function MoveDeal({ move }: { move: DealMove }) {
  const t = useText(dealsText);
  return (
    <>
      {move.refused && <ErrorSurface error={move.refused} title={t('move.refused')} onDismiss={move.forget} />}
      {!move.asked && <CommandProblem command={move.command} title={t('move.refused')} />}
      {move.asked && <ReasonDialog key={move.asked.deal.id} move={move} asked={move.asked} />}
    </>
  );
}

function ReasonDialog({ move, asked: { deal, to } }: { move: DealMove; asked: NonNullable<DealMove['asked']> }) {
  const t = useText(dealsText);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const lost = to === 'lost';
  const act = () => {
    setTried(true);
    if (!lost || reason.trim() !== '') void move.finish(reason.trim());
  };
  return (
    <Dialog
      open
      onClose={move.cancel}
      size="medium"
      title={t(lost ? 'lose.title' : 'reopen.title', { title: deal.title })}
      actions={
        <Button kind="primary" busy={move.command.busy} onClick={act} shortcut="Mod Enter">
          {lost ? t('lose.act') : t('reopen.act', { to: t(`stage.${to}`) })}
        </Button>
      }
    >
      <Form onSubmit={act}>
        <Stack gap={3}>
          <p className="quiet">
            {lost ? t('lose.about') : t('reopen.about', { from: t(`stage.${deal.stage}`), to: t(`stage.${to}`) })}
          </p>
          <TextAreaField
            label={lost ? t('lose.reason') : t('reopen.reason')}
            optional={!lost}
            value={reason}
            maxLength={1000}
            autoFocus
            error={lost && tried && reason.trim() === '' ? t('lose.missing') : null}
            onChange={setReason}
          />
          <CommandProblem command={move.command} title={t('move.refused')} />
        </Stack>
      </Form>
    </Dialog>
  );
}
