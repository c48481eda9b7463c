import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ChartView } from '../../../../src-shared/claims';
import { CommandProblem, Loaded, useAddress, useCommand, useHasRole, useHere } from '../../../app';
import { useDesk } from '../../../client';
import { DocumentsOf } from '../../../documents';
import { Button, Card, ErrorSurface, Page, Row, useActions, useText } from '../../../ui';
import { useReadsDrafts } from '../../claims-page';
import { ClaimParts } from '../../sets/claim-parts';
import { claimsText } from '../../text';
import styles from './chart.module.css';
import { type ChartDialog, ChartDialogs } from './chart-dialogs';
import { ChartHeader } from './chart-header';
import { ChartInspector } from './chart-inspector';
import { CheckedFiles, useCheckedFiles } from './checked-files';
import { CheckedText } from './checked-text';
import { Comments, commentPlace } from './comments';
import { ComparePage } from './compare-page';
import { DocxDialog } from './docx-dialog';
import { useEdits } from './edits';
import { ElementTable } from './element-table';
import { FrozenPage } from './frozen-page';
import { goToElement } from './go-to-element';
import { useChart } from './queries';
import { chartText } from './text';
import { useChartDocuments } from './use-chart-documents';

/** One claim chart: its draft to work on, one of its versions (`?version=2`), or what changed between two (`?compare=1..2`). */
export function ChartScreen() {
  const { params, search } = useAddress();
  const named = params['chart'] ?? '';
  const query = useChart(named);
  const version = Number(search['version']);
  const [from, to] = (search['compare'] ?? '').split('..');
  return (
    <Loaded query={query}>
      {(chart) => {
        if (from && to) return <ComparePage key={`${from}${to}`} chart={chart} from={from} to={to} />;
        if (chart.versions.some((one) => one.version === version))
          return <FrozenPage key={version} chart={chart} version={version} />;
        const element = search['element'] ?? chart.rows.find(({ id }) => id === named)?.id;
        return <ChartPage key={chart.id} chart={chart} {...(element !== undefined && { element })} />;
      }}
    </Loaded>
  );
}

/** Where a claim of more limitations begins folded, so that the elements are in sight. */
const LONG_CLAIM = 4;

function ChartPage({ chart, element }: { chart: ChartView; element?: string }) {
  const t = useText(chartText);
  const words = useText(claimsText);
  const desk = useDesk();
  const works = useReadsDrafts();
  const legal = useHasRole('legal');
  const mayEdit = works && chart.standing === 'draft';
  const { typed, edits } = useEdits(chart.id);
  const [dialog, setDialog] = useState<ChartDialog | null>(null);
  const [reading, setReading] = useState(false);
  const edit = useCommand(desk.claims.editChart);
  const adopt = useCommand(desk.claims.adoptVersion);
  const [adopted, setAdopted] = useState<string | null>(null);
  const files = useCheckedFiles(chart.id);
  const documents = useChartDocuments(chart);
  useHere({
    crumbs: [{ label: words('title'), to: '/claims' }, { label: `${chart.number} ${chart.title}` }],
  });
  useEffect(() => {
    if (element !== undefined) goToElement(element);
  }, [element]);
  const onDeed = useCallback(
    (what: Extract<ChartDialog, { element: string | null }>['what'], of: string) => setDialog({ what, element: of }),
    [],
  );
  useActions(
    useMemo(
      () =>
        mayEdit
          ? [
              { id: 'submit-chart', label: t('submit'), run: () => setDialog({ what: 'submit' }) },
              { id: 'chart-details', label: t('details'), run: () => setDialog({ what: 'details' }) },
              { id: 'add-element', label: t('element.add'), run: () => setDialog({ what: 'add', element: null }) },
            ]
          : [],
      [mayEdit, t],
    ),
  );
  const putOnNewest = async () => {
    const done = await adopt.run({ chart: chart.id });
    if (done?.result) setAdopted(t('head.adopted', done.result));
  };
  return (
    <Page>
      <ChartInspector chart={chart} draft />
      <ChartHeader
        {...{ chart, mayEdit, works, legal, documents }}
        onDialog={setDialog}
        onCheck={files.check}
        onRead={() => setReading(true)}
      />
      {documents.problem && (
        <ErrorSurface title={t('documents.failed')} error={documents.problem} onDismiss={documents.forget} />
      )}
      <CheckedFiles files={files} labels={chart.rows} />
      {mayEdit && chart.setVersion.newest > chart.setVersion.version && (
        <Row>
          <span>{t('head.newer', { newest: chart.setVersion.newest, version: chart.setVersion.version })}</span>
          <Button size="small" busy={adopt.busy} onClick={putOnNewest}>
            {t('head.adopt', { version: chart.setVersion.newest })}
          </Button>
        </Row>
      )}
      {adopted && <p role="status">{adopted}</p>}
      <CommandProblem command={adopt} />
      <details className={styles.claim} open={chart.claimText.limitations.length <= LONG_CLAIM || undefined}>
        <summary>
          <h2>{t('claim')}</h2>
        </summary>
        <ClaimParts claim={chart.claimText} />
      </details>
      {(mayEdit || chart.summary !== '') && (
        <Card title={t('summary')}>
          <CheckedText
            chart={chart.id}
            place="chart/summary"
            label={t('summary')}
            placeholder={t('summary.hint')}
            empty={t('summary.none')}
            value={chart.summary}
            flags={chart.flags}
            maxLength={4000}
            typed={typed['chart/summary']}
            edits={edits}
            mayEdit={mayEdit}
            onSave={async (summary) => (await edit.run({ chart: chart.id, summary })) !== null}
          />
          <CommandProblem command={edit} />
        </Card>
      )}
      <ElementTable
        {...{ chart, typed, edits, mayEdit, legal, onDeed }}
        mayWork={works}
        onAdd={() => setDialog({ what: 'add', element: chart.rows.at(-1)?.id ?? null })}
      />
      <Card title={t('comments.chart')}>
        {chart.comments.length === 0 && <p className="quiet">{t('comments.chart.none')}</p>}
        {works && (
          <Comments chart={chart.id} comments={chart.comments} typed={typed[commentPlace(undefined)]} edits={edits} />
        )}
      </Card>
      <DocumentsOf subject={chart.id} />
      <ChartDialogs chart={chart} dialog={dialog} onClose={() => setDialog(null)} />
      {reading && <DocxDialog chart={chart} onClose={() => setReading(false)} />}
    </Page>
  );
}
