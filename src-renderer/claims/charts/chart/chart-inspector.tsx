import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChartView } from '../../../../src-shared/claims';
import { useNow } from '../../../app';
import { Decide } from '../../../approvals';
import { useDeskQueries } from '../../../client';
import { Avatar, Button, Chip, Inspector, Section, TextLink, useFormat, useText } from '../../../ui';
import { CHART_ENTITIES } from '../../queries';
import { StandingChip } from '../../words';
import { blockedElement } from './blocked-element';
import styles from './chart.module.css';
import { goToElement } from './go-to-element';
import { chartText } from './text';

/** Beside the table: the review, the versions, and beside the chart as it stands what is in the way of its release. */
export function ChartInspector({ chart, draft = false }: { chart: ChartView; draft?: boolean }) {
  return (
    <Inspector>
      <Review chart={chart} />
      {draft && <InTheWay chart={chart} />}
      <Versions chart={chart} />
    </Inspector>
  );
}

function InTheWay({ chart: { blockers, rows } }: { chart: ChartView }) {
  const t = useText(chartText);
  const [all, setAll] = useState(false);
  const shown = all ? blockers : blockers.slice(0, SHOWN);
  return (
    <Section title={t('way.title')}>
      {blockers.length === 0 ? (
        <p className="quiet">{t('way.none')}</p>
      ) : (
        <ul className={styles.blockers}>
          {shown.map((blocker) => {
            const element = blockedElement(blocker, rows);
            return (
              <li key={blocker}>
                <span>{blocker}</span>
                {element && (
                  <Button size="small" kind="quiet" onClick={() => goToElement(element.id)}>
                    {t('way.go', { label: element.label })}
                  </Button>
                )}
              </li>
            );
          })}
          {blockers.length > shown.length && (
            <li>
              <Button size="small" onClick={() => setAll(true)}>
                {t('way.more', { count: blockers.length - shown.length })}
              </Button>
            </li>
          )}
        </ul>
      )}
    </Section>
  );
}

/** Sentences that stand there at once, so that the versions below stay in sight. */
const SHOWN = 8;

/** The review of the newest version: who decided, who is waited for, and one's own decision. */
function Review({ chart }: { chart: ChartView }) {
  const t = useText(chartText);
  const format = useFormat();
  const now = useNow();
  const newest = chart.versions.find(({ version }) => version === chart.version) ?? chart.versions[0];
  const request = newest?.request ?? null;
  const deciding = request !== null && request.mine.length > 0 && !request.closed;
  const { data } = useQuery(
    useDeskQueries().approvals.get.queryOptions({
      input: { id: request?.id ?? '' },
      enabled: deciding,
      meta: { entities: CHART_ENTITIES },
    }),
  );
  // A review that ended without a word has nothing to show.
  if (!newest || !request || (request.closed && request.decisions.length === 0)) return null;
  return (
    <>
      <Section
        title={t('review.title', { version: newest.version })}
        aside={<TextLink to={`/approvals/${request.id}?show=all`}>{t('review.open')}</TextLink>}
      >
        <ul className={styles.decisions}>
          {request.decisions.map(({ id, role, decision, reason, byName, at }) => (
            <li key={id}>
              <Avatar name={byName} />
              <div>
                <p>
                  {t(decision === 'approve' ? 'review.approved' : 'review.returned', { name: byName ?? '–', role })}{' '}
                  <span className="quiet">{format.when(at, now)}</span>
                </p>
                {reason && <p className={styles.prose}>{reason}</p>}
              </div>
              <Chip size="small" tone={decision === 'approve' ? 'good' : 'bad'}>
                {format.date(at)}
              </Chip>
            </li>
          ))}
          {request.state === 'waiting' && !request.closed && (
            <li className="quiet">
              {t('review.waiting', {
                needs: format.list(
                  request.missing.map((need) =>
                    need === 'legal' ? t('review.needs.legal') : need === 'legal:2' ? t('review.needs.legal2') : need,
                  ),
                ),
              })}
            </li>
          )}
        </ul>
      </Section>
      {deciding && data && <Decide request={data} />}
    </>
  );
}

function Versions({ chart }: { chart: ChartView }) {
  const t = useText(chartText);
  const format = useFormat();
  const now = useNow();
  const { versions, id } = chart;
  const draft = chart.standing === 'draft';
  return (
    <Section title={t('versions.title')}>
      {versions.length === 0 && <p className="quiet">{t('versions.none')}</p>}
      <ul className={styles.versions}>
        {draft && versions[0] && (
          <li>
            <span>{t('versions.draft', { version: chart.version })}</span>{' '}
            <TextLink to={`/claims/charts/${id}?compare=${versions[0].version}..draft`}>
              {t('versions.compare', { from: versions[0].version })}
            </TextLink>
          </li>
        )}
        {versions.map(({ id: key, version, standing, byName, at, receipt, release }, index) => {
          const before = versions[index + 1];
          return (
            <li key={key}>
              <span className={styles.versionHead}>
                <TextLink to={`/claims/charts/${id}?version=${version}`}>{t('version', { version })}</TextLink>
                <StandingChip standing={standing} />
                {release && <TextLink to={`/claims/releases/${release}`}>{t('versions.released')}</TextLink>}
              </span>
              <small>
                {t('versions.by', { name: byName ?? '–', when: format.when(at, now) })}
                {receipt && (
                  <>
                    {' · '}
                    <TextLink to={`/receipts/${receipt}`}>
                      <span className="mono">{format.digest(receipt)}</span>
                    </TextLink>
                  </>
                )}
              </small>
              {before && (
                <TextLink to={`/claims/charts/${id}?compare=${before.version}..${version}`}>
                  {t('versions.compare', { from: before.version })}
                </TextLink>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
