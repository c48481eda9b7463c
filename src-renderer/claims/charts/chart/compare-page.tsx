import { useQuery } from '@tanstack/react-query';
import type { ChartView } from '../../../../src-shared/claims';
import { Loaded, useHere } from '../../../app';
import { useDeskQueries } from '../../../client';
import { Button, Card, Page, PageHeader, useText } from '../../../ui';
import { CHART_ENTITIES } from '../../queries';
import { RedlineRows } from '../../redline-rows';
import { claimsText } from '../../text';
import { ChartInspector } from './chart-inspector';
import { chartText } from './text';

/** What changed from one version to another, or to the draft. */
export function ComparePage({ chart, from, to }: { chart: ChartView; from: string; to: string }) {
  const t = useText(chartText);
  const words = useText(claimsText);
  const draft = to === 'draft';
  const query = useQuery(
    useDeskQueries().claims.chartRedline.queryOptions({
      input: { chart: chart.id, from: Number(from), ...(!draft && { to: Number(to) }) },
      meta: { entities: CHART_ENTITIES },
    }),
  );
  const title = t('compare.title', { title: chart.title, from, to: draft ? t('compare.draft') : to });
  useHere({
    crumbs: [
      { label: words('title'), to: '/claims' },
      { label: `${chart.number} ${chart.title}`, to: `/claims/charts/${chart.id}` },
      { label: t('versions.compare', { from }) },
    ],
  });
  return (
    <Page>
      <ChartInspector chart={chart} />
      <PageHeader title={title} actions={<Button to={`/claims/charts/${chart.id}`}>{t('frozen.back')}</Button>} />
      <Loaded query={query}>
        {(redline) => (
          <Card title={t('elements.changes')}>
            <RedlineRows redline={redline} />
          </Card>
        )}
      </Loaded>
    </Page>
  );
}
