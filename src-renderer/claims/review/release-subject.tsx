import { useQuery } from '@tanstack/react-query';
import type { ApprovalRequestView } from '../../../src-shared/approvals';
import type { ChartView, CommentView } from '../../../src-shared/claims';
import { CommandProblem, Loaded, useCommand, useHasRole } from '../../app';
import { useDesk, useDeskQueries } from '../../client';
import { Button, Row, Section, Stack, StatRow, TextLink, useFormat, useText } from '../../ui';
import styles from '../charted.module.css';
import { ChartedElements, Flags } from '../charted-elements';
import { FlaggedText } from '../flagged-text';
import { CHART_ENTITIES } from '../queries';
import { RedlineRows } from '../redline-rows';
import { claimsText } from '../text';
import { reviewText } from './text';

/** What is to be released: the frozen version with its evidence, what is in the way, and what changed since the last decision. */
export function ReleaseSubject({ request }: { request: ApprovalRequestView }) {
  const desk = useDeskQueries();
  const version = request.version ?? 1;
  const frozen = useQuery(
    desk.claims.frozen.queryOptions({
      input: { chart: request.subject, version },
      meta: { entities: CHART_ENTITIES },
    }),
  );
  const chart = useQuery(
    desk.claims.chart.queryOptions({ input: { chart: request.subject }, meta: { entities: CHART_ENTITIES } }),
  );
  const t = useText(reviewText);
  const words = useText(claimsText);
  const format = useFormat();
  return (
    <Loaded query={frozen}>
      {({ head, elements }) => {
        // What is drafted now is what was handed in until the next draft is opened; flags and comments are the draft's.
        const same = chart.data?.version === version ? chart.data : null;
        const comments = same ? openComments(same) : null;
        const { title, number, set, claim, subject, summary, disclosure } = head;
        return (
          <Stack gap={4}>
            <div>
              <b>{title}</b>
              <p className="quiet">
                {t('against', { set: `${number} · ${set.title}`, claim: claim.number, subject: subject.name })}
              </p>
              {chart.data && !same && <p className="quiet">{t('earlier', { version })}</p>}
            </div>
            <StatRow
              stats={[
                { label: t('stat.elements'), value: format.number(elements.length) },
                {
                  label: t('stat.evidence'),
                  value: format.number(elements.filter(({ evidence }) => evidence.length > 0).length),
                },
                ...(same ? [{ label: t('stat.flags'), value: format.number(same.openFlags) }] : []),
                ...(comments ? [{ label: t('stat.comments'), value: format.number(comments.length) }] : []),
                { label: t('stat.shown'), value: words(`disclosure.${disclosure}`) },
              ]}
            />
            <Blockers blockers={request.blockers} />
            <Changes request={request} version={version} />
            <Section title={t('text')}>
              {summary && (
                <>
                  <p className={styles.prose}>
                    <FlaggedText text={summary} flags={same?.flags ?? []} />
                  </p>
                  <Flags flags={same?.flags ?? []} />
                </>
              )}
              <ChartedElements
                elements={elements}
                flags={same?.rows.flatMap(({ flags }) => flags)}
                below={(element) => <Comments comments={comments?.filter((one) => one.element === element) ?? []} />}
              />
              <Comments comments={comments?.filter(({ element }) => element === null) ?? []} />
            </Section>
            <Release chart={chart.data} version={version} blockers={request.blockers} />
          </Stack>
        );
      }}
    </Loaded>
  );
}

const openComments = (chart: ChartView): CommentView[] =>
  [...chart.comments, ...chart.rows.flatMap(({ comments }) => comments)].filter(({ settled }) => !settled);

function Comments({ comments }: { comments: readonly CommentView[] }) {
  const format = useFormat();
  if (comments.length === 0) return null;
  return (
    <ul className={styles.flags}>
      {comments.map(({ id, text, byName, at }) => (
        <li key={id}>
          <blockquote className={styles.quote}>{text}</blockquote>
          <small className="quiet">
            {byName ?? '–'}, {format.dateTime(at)}
          </small>
        </li>
      ))}
    </ul>
  );
}

/** What a release would be refused for now. */
function Blockers({ blockers }: { blockers: readonly string[] }) {
  const t = useText(reviewText);
  if (blockers.length === 0) return <p className="quiet">{t('blockers.none')}</p>;
  return (
    <section className={styles.banner} aria-label={t('blockers')}>
      <h2>{t('blockers')}</h2>
      <ul>
        {blockers.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}

/** The redline since the last version that was approved, or that somebody decided on. */
function Changes({ request, version }: { request: ApprovalRequestView; version: number }) {
  const t = useText(reviewText);
  const { since } = request;
  const redline = useQuery(
    useDeskQueries().claims.chartRedline.queryOptions({
      input: { chart: request.subject, from: since?.version ?? 1, to: version },
      enabled: since !== null && since.version < version,
      meta: { entities: CHART_ENTITIES },
    }),
  );
  if (!since || since.version >= version) return null;
  const of = { version: since.version };
  return (
    <Section title={since.state === 'waiting' ? t('since', of) : t(`since.${since.state}`, of)}>
      <Loaded query={redline}>{(found) => <RedlineRows redline={found} />}</Loaded>
    </Section>
  );
}

/** Once two people approved it, legal releases it from here too; then the way to the release. */
function Release({
  chart,
  version,
  blockers,
}: {
  chart: ChartView | undefined;
  version: number;
  blockers: readonly string[];
}) {
  const t = useText(reviewText);
  const legal = useHasRole('legal');
  const release = useCommand(useDesk().claims.release);
  const line = chart?.versions.find((one) => one.version === version);
  if (line?.release) {
    return (
      <p>
        {t('release.done')} <TextLink to={`/claims/releases/${line.release}`}>{t('release.open')}</TextLink>
      </p>
    );
  }
  if (!chart || !legal || line?.standing !== 'approved') return null;
  return (
    <Section title={t('release')}>
      <p className="quiet">{t('release.about')}</p>
      <CommandProblem command={release} />
      <Row>
        <Button
          kind="primary"
          busy={release.busy}
          unavailable={blockers[0]}
          onClick={() => void release.run({ chart: chart.id, version })}
        >
          {t('release')}
        </Button>
      </Row>
    </Section>
  );
}
