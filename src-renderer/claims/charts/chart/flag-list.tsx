import { useState } from 'react';
import { CommandProblem, useCommand, useHasRole } from '../../../app';
import { useDesk } from '../../../client';
import { Button, Chip, Dialog, Form, TextAreaField, type Tone, useText } from '../../../ui';
import styles from './chart.module.css';
import type { ShownFlag } from './shown-flags';
import { chartText } from './text';

const TONE: Record<ShownFlag['status'], Tone> = { open: 'warn', waived: 'neutral', approved: 'good' };

interface FlagListProps {
  flags: readonly ShownFlag[];
  /** What the text is called. */
  label: string;
  chart: string;
  place: string;
  /** Writes the suggested phrasing; left out where nothing can be changed. */
  onUse?(flag: ShownFlag): void;
}

/** Why words are flagged, what to write instead, and for legal a way to let them stand. */
export function FlagList({ flags, label, chart, place, onUse }: FlagListProps) {
  const t = useText(chartText);
  const [waiving, setWaiving] = useState<ShownFlag | null>(null);
  const legal = useHasRole('legal');
  const withdraw = useCommand(useDesk().claims.withdrawWaiver);
  if (flags.length === 0) return null;
  const first = flags.find(({ status }) => status === 'open');
  return (
    <>
      <ul className={styles.flags} aria-label={t('flag.list', { place: label })}>
        {flags.map((flag) => (
          <li key={`${flag.start} ${flag.rule}`} data-status={flag.status}>
            <p>
              <b>“{flag.text}”</b>{' '}
              <Chip size="small" tone={TONE[flag.status]}>
                {t(`flag.${flag.status}`)}
              </Chip>{' '}
              {flag.status === 'waived' && flag.waiver
                ? t('flag.waived.by', { name: flag.waiver.byName ?? '–', reason: flag.waiver.reason })
                : flag.status === 'open' && flag.reason}
              {flag.note && ` ${flag.note}`}
            </p>
            {flag.status === 'open' && (
              <span className={styles.flagActions}>
                {onUse ? (
                  <Button
                    size="small"
                    aria-label={t('flag.use.label', { text: flag.text, suggestion: flag.suggestion })}
                    {...(flag === first && { shortcut: 'Alt Enter' })}
                    onClick={() => onUse(flag)}
                  >
                    {t('flag.use', { suggestion: flag.suggestion })}
                  </Button>
                ) : (
                  <span className="quiet">{t('flag.use', { suggestion: flag.suggestion })}</span>
                )}
                {legal && (
                  <Button
                    size="small"
                    kind="quiet"
                    aria-label={t('flag.waive.label', { text: flag.text })}
                    onClick={() => setWaiving(flag)}
                  >
                    {t('flag.waive')}
                  </Button>
                )}
              </span>
            )}
            {flag.status === 'waived' && flag.waiver && legal && (
              <Button
                size="small"
                kind="quiet"
                aria-label={t('flag.withdraw.label', { text: flag.text })}
                onClick={() => flag.waiver && void withdraw.run({ waiver: flag.waiver.id })}
              >
                {t('flag.withdraw')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <CommandProblem command={withdraw} />
      {waiving && <WaiveDialog {...{ chart, place }} flag={waiving} onClose={() => setWaiving(null)} />}
    </>
  );
}

/** Legal lets words stand in one place, and says why. */
function WaiveDialog({
  chart,
  place,
  flag,
  onClose,
}: {
  chart: string;
  place: string;
  flag: ShownFlag;
  onClose(): void;
}) {
  const t = useText(chartText);
  const waive = useCommand(useDesk().claims.waive);
  const [reason, setReason] = useState('');
  const missing = reason.trim() === '' && t('waive.needs');
  const act = async () => {
    if (missing) return;
    const { rule, text: phrase } = flag;
    if (await waive.run({ chart, rule, phrase, place, reason: reason.trim() })) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title={t('waive.title', { text: flag.text })}
      actions={
        <Button kind="primary" busy={waive.busy} unavailable={missing} onClick={act}>
          {t('waive.act')}
        </Button>
      }
    >
      <Form onSubmit={act}>
        <p>{flag.reason}</p>
        <p className="quiet">{t('waive.about')}</p>
        <TextAreaField label={t('waive.reason')} rows={3} maxLength={2000} value={reason} onChange={setReason} />
        <CommandProblem command={waive} />
      </Form>
    </Dialog>
  );
}
