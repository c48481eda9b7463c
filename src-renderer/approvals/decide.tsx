import { useMemo, useRef, useState } from 'react';
import type { ApprovalRequestView } from '../../src-shared/approvals';
import { CommandProblem, useCommand } from '../app';
import { useDesk } from '../client';
import { Button, Row, Section, SelectField, Stack, TextAreaField, useActions, useText } from '../ui';
import { approvalsText } from './text';

/** Approve, or return with a reason. `A` approves, `R` goes to the reason for returning. */
export function Decide({ request }: { request: ApprovalRequestView }) {
  const t = useText(approvalsText);
  const decide = useCommand(useDesk().approvals.decide);
  const [index, setIndex] = useState('0');
  const voice = request.voices[Number(index)] ?? request.voices[0];
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const act = useRef((_decision: 'approve' | 'return') => {});
  act.current = (decision) => {
    if (decision === 'return' && reason.trim() === '') {
      setMissing(true);
      place.current?.querySelector('textarea')?.focus();
      return;
    }
    if (!voice) return;
    const { role, onBehalfOf } = voice;
    const input = { request: request.id, role, decision, ...(onBehalfOf !== null && { onBehalfOf }) };
    void decide.run(input, reason.trim() ? { reason: reason.trim() } : {});
  };
  useActions(
    useMemo(
      () => [
        { id: 'approve', label: t('decide.approve'), shortcut: 'A', run: () => act.current('approve') },
        { id: 'return', label: t('decide.return'), shortcut: 'R', run: () => act.current('return') },
      ],
      [t],
    ),
  );
  return (
    <Section title={t('decide.title')}>
      <div ref={place}>
        <Stack gap={3}>
          <TextAreaField
            label={t('decide.reason')}
            hint={t('decide.reason.hint')}
            error={missing && reason.trim() === '' ? t('decide.reason.missing') : null}
            rows={2}
            value={reason}
            onChange={setReason}
            maxLength={2000}
          />
          <CommandProblem command={decide} />
          <Row>
            <Button kind="primary" busy={decide.busy} shortcut="A" onClick={() => act.current('approve')}>
              {t('decide.approve')}
            </Button>
            <Button busy={decide.busy} shortcut="R" onClick={() => act.current('return')}>
              {t('decide.return')}
            </Button>
            {(request.voices.length > 1 || voice?.onBehalfOf) && (
              <SelectField
                label={t('decide.role')}
                hideLabel
                options={request.voices.map(({ role, onBehalfOf, name }, place) => ({
                  value: String(place),
                  label: onBehalfOf === null ? role : t('decide.voice', { role, name: name ?? t('erased') }),
                }))}
                value={index}
                onChange={(next) => next && setIndex(next)}
              />
            )}
          </Row>
        </Stack>
      </div>
    </Section>
  );
}
