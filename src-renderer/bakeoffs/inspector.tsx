import { useState } from 'react';
import {
  type BakeoffView,
  doubterAnswers,
  missingFacts,
  openFindings,
  type WaiverView,
} from '../../src-shared/bakeoffs';
import { CommandProblem, useCommand } from '../app';
import { useDesk } from '../client';
import {
  Button,
  Chip,
  Dialog,
  Inspector,
  Mark,
  type MarkName,
  Section,
  Stack,
  TextAreaField,
  TextLink,
  useFormat,
  useText,
} from '../ui';
import styles from './bakeoffs.module.css';
import { comparedRuns } from './compared-runs';
import { bakeoffsText } from './text';
import { keepUnits } from './verdict-words';

const marks: Record<'good' | 'look' | 'unknown', MarkName> = { good: 'check', look: 'warning', unknown: 'dash' };

/** Beside a bakeoff: what a doubter will ask, what deviates, the evidence, the verdicts that were recorded. */
export function BakeoffInspector({ bakeoff, mayChange }: { bakeoff: BakeoffView; mayChange: boolean }) {
  const t = useText(bakeoffsText);
  const format = useFormat();
  const runs = comparedRuns(bakeoff);
  const answers = doubterAnswers(bakeoff.comparison, runs, bakeoff.discardSeconds);
  const unknown = missingFacts(runs.map(({ metadata }) => metadata));
  const { files, bytes, missing } = bakeoff.evidence;
  const newest = bakeoff.verdicts[0];
  return (
    <Inspector>
      <Section title={t('doubter.title')}>
        {answers.length === 0 ? (
          <p className="quiet">{t('doubter.none')}</p>
        ) : (
          <ul className={styles.answers}>
            {answers.map(({ tone, sentence }) => (
              <li key={sentence} data-tone={tone}>
                <Mark name={marks[tone]} />
                <span>
                  <span className="only-screen-reader">{t(`doubter.${tone}`)}: </span>
                  {sentence}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Deviations bakeoff={bakeoff} mayChange={mayChange} />
      {unknown.length > 0 && runs.length > 0 && (
        <Section title={t('unknown.title')}>
          <p className="quiet">{t('unknown.some', { facts: unknown.join(', ') })}</p>
        </Section>
      )}
      {files > 0 && (
        <Section title={t('evidence.title')}>
          <p className="mono">
            {t('evidence.all', { files: t('evidence.files', { count: files }), size: format.bytes(bytes) })}
          </p>
          {missing > 0 && <Chip tone="warn">{t('evidence.missing', { count: missing })}</Chip>}
          {newest && (
            <>
              <p className="quiet">{t('evidence.recompute')}</p>
              <p className="mono">proofdesk verify {newest.number.toLowerCase().replaceAll('/', '-')}-evidence.zip</p>
            </>
          )}
        </Section>
      )}
      <Section title={t('verdicts.title')}>
        {bakeoff.verdicts.length === 0 && <p className="quiet">{t('verdicts.none')}</p>}
        <ul className={styles.verdicts}>
          {bakeoff.verdicts.map(({ id, number, headline, at, byName, stale, receipt }) => (
            <li key={id}>
              <TextLink to={`/verdicts/${id}`}>{number}</TextLink>{' '}
              <Chip size="small" tone={stale.length > 0 ? 'warn' : 'good'}>
                {stale.length > 0 ? t('verdicts.stale') : t('verdicts.current')}
              </Chip>
              <p className="quiet">{headline}</p>
              <small>
                {t('verdicts.by', { when: format.dateTime(at), person: byName ?? '–' })}
                {receipt && (
                  <>
                    {' · '}
                    <TextLink to={`/receipts/${receipt}`}>{t('verdicts.receipt')}</TextLink>
                  </>
                )}
              </small>
            </li>
          ))}
        </ul>
      </Section>
    </Inspector>
  );
}

/** Deviations in sight before the list is opened. */
const SHOWN = 6;

function Deviations({ bakeoff, mayChange }: { bakeoff: BakeoffView; mayChange: boolean }) {
  const t = useText(bakeoffsText);
  const desk = useDesk();
  const withdraw = useCommand(desk.bakeoffs.withdrawWaiver);
  const [accepting, setAccepting] = useState<{ check: string; sentence: string; severity: string } | null>(null);
  const [all, setAll] = useState(false);
  const { gate } = bakeoff.comparison;
  const open = openFindings(gate);
  const shown = all ? open : open.slice(0, SHOWN);
  const current = bakeoff.waivers.filter(({ lapsed }) => !lapsed);
  const lapsed = bakeoff.waivers.filter((waiver) => waiver.lapsed);
  return (
    <Section title={t('gate.title')}>
      {gate.findings.length === 0 && <p className="quiet">{t('gate.none')}</p>}
      <ul className={styles.findings}>
        {current.map((waiver) => (
          <Accepted
            key={waiver.id}
            waiver={waiver}
            onWithdraw={mayChange ? () => void withdraw.run({ waiver: waiver.id }) : null}
          />
        ))}
        {shown.map(({ check, severity, sentence }) => (
          <li key={check}>
            {severity === 'stop' && (
              <Chip size="small" tone="bad">
                {t('gate.stop')}
              </Chip>
            )}
            <span className="quiet">{keepUnits(sentence)}.</span>
            {mayChange && (
              <Button
                size="small"
                kind="quiet"
                aria-label={`${t('gate.accept')}: ${sentence}`}
                onClick={() => setAccepting({ check, severity, sentence })}
              >
                {t('gate.accept')}
              </Button>
            )}
          </li>
        ))}
        {lapsed.map(({ id, sentence, byName }) => (
          <li key={id}>
            <small>{t('gate.lapsed', { name: byName ?? '–', sentence })}</small>
          </li>
        ))}
      </ul>
      {shown.length < open.length && (
        <Button size="small" onClick={() => setAll(true)}>
          {t('gate.more', { count: open.length - shown.length })}
        </Button>
      )}
      <CommandProblem command={withdraw} />
      {accepting && <AcceptDialog bakeoff={bakeoff.id} finding={accepting} onClose={() => setAccepting(null)} />}
    </Section>
  );
}

function Accepted({ waiver, onWithdraw }: { waiver: WaiverView; onWithdraw: (() => void) | null }) {
  const t = useText(bakeoffsText);
  return (
    <li>
      <span className="quiet">
        {waiver.sentence}. {t('gate.accepted', { name: waiver.byName ?? '–', reason: waiver.reason })}
      </span>
      {onWithdraw && (
        <Button size="small" kind="quiet" aria-label={`${t('gate.withdraw')}: ${waiver.sentence}`} onClick={onWithdraw}>
          {t('gate.withdraw')}
        </Button>
      )}
    </li>
  );
}

interface AcceptProps {
  bakeoff: string;
  finding: { check: string; sentence: string; severity: string };
  onClose(): void;
}

function AcceptDialog({ bakeoff, finding, onClose }: AcceptProps) {
  const t = useText(bakeoffsText);
  const waive = useCommand(useDesk().bakeoffs.waive);
  const [because, setBecause] = useState('');
  const accept = async () => {
    const reason = because.trim();
    if (await waive.run({ bakeoff, check: finding.check, because: reason }, { reason })) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('gate.accept.title')}
      actions={
        <Button
          kind="primary"
          busy={waive.busy}
          unavailable={because.trim() === '' && t('gate.accept.reason')}
          onClick={() => void accept()}
        >
          {t('gate.accept.run')}
        </Button>
      }
    >
      <Stack>
        <p>
          <b>{finding.sentence}.</b>
        </p>
        <p className="quiet">
          {finding.severity === 'stop' && t('gate.accept.stop')} {t('gate.accept.about')}
        </p>
        <TextAreaField label={t('gate.accept.reason')} value={because} onChange={setBecause} />
        <CommandProblem command={waive} />
      </Stack>
    </Dialog>
  );
}
