import type { ChartView, FrozenChartView } from '../../../../src-shared/claims';
import { citationTitle } from '../../../../src-shared/claims';
import { Loaded, useHere } from '../../../app';
import { Button, Card, Page, PageHeader, Section, useFormat, useText } from '../../../ui';
import { claimsText } from '../../text';
import { StandingChip, StatusChip } from '../../words';
import evidenceStyles from '../evidence/evidence.module.css';
import { Evidence } from '../evidence/evidence-list';
import { AlternativesShown } from './alternatives';
import styles from './chart.module.css';
import { ChartInspector } from './chart-inspector';
import { useFrozenChart } from './queries';
import { chartText } from './text';

/** A version as it was submitted, whatever came later. */
export function FrozenPage({ chart, version }: { chart: ChartView; version: number }) {
  const query = useFrozenChart(chart.id, version);
  return <Loaded query={query}>{(frozen) => <Frozen chart={chart} frozen={frozen} />}</Loaded>;
}

function Frozen({ chart, frozen }: { chart: ChartView; frozen: FrozenChartView }) {
  const t = useText(chartText);
  const words = useText(claimsText);
  const format = useFormat();
  const { head, version, elements } = frozen;
  useHere({
    crumbs: [
      { label: words('title'), to: '/claims' },
      { label: `${chart.number} ${chart.title}`, to: `/claims/charts/${chart.id}` },
      { label: t('version', { version }) },
    ],
  });
  return (
    <Page>
      <ChartInspector chart={chart} />
      <PageHeader
        title={t('frozen.title', { title: head.title, version })}
        chips={<StandingChip standing={frozen.standing} />}
        actions={<Button to={`/claims/charts/${chart.id}`}>{t('frozen.back')}</Button>}
      >
        <span>{t('frozen.about', { name: frozen.byName ?? '–', when: format.dateTime(frozen.at) })}</span>
        <span>{t('head.shown', { disclosure: words(`disclosure.${head.disclosure}`) })}</span>
        {head.expiresOn !== null && <span>{t('head.expires', { date: format.date(head.expiresOn) })}</span>}
      </PageHeader>
      {head.summary && (
        <Card title={t('summary')}>
          <p className={styles.prose}>{head.summary}</p>
        </Card>
      )}
      <Section title={t('elements.title')}>
        <table className={styles.table}>
          <caption className="only-screen-reader">{t('elements.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('elements.element')}</th>
              <th scope="col">{t('elements.mapping')}</th>
              <th scope="col">{t('elements.evidence')}</th>
            </tr>
          </thead>
          <tbody>
            {elements.map((one) => (
              <tr key={one.element} className={styles.element}>
                <th scope="row" className={styles.limitation}>
                  <span className={styles.elementHead}>
                    <span className={styles.label}>{one.label}</span>
                    <StatusChip status={one.status} />
                  </span>
                  <span className={styles.words}>{one.limitation}</span>
                </th>
                <td className={styles.mapping}>
                  {one.mapping ? (
                    <p className={styles.prose}>{one.mapping}</p>
                  ) : (
                    <p className="quiet">{t('mapping.none')}</p>
                  )}
                  {one.alternatives.length > 0 && <AlternativesShown alternatives={one.alternatives} />}
                  {one.stale.map((sentence) => (
                    <p key={sentence} className={evidenceStyles.why}>
                      {sentence}
                    </p>
                  ))}
                </td>
                <td className={styles.evidence}>
                  <ul className={evidenceStyles.list}>
                    {one.evidence.map(({ id, citation, note }) => (
                      <Evidence
                        key={id}
                        plain
                        evidence={{
                          ...{ citation, note, title: citationTitle(citation) },
                          stale: [],
                          broken: false,
                          damaged: [],
                        }}
                      />
                    ))}
                  </ul>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
    </Page>
  );
}
