import type { ChartView } from '../../../../src-shared/claims';
import {
  ActionMenu,
  Button,
  Chip,
  IconButton,
  type MenuItem,
  PageHeader,
  TextLink,
  TraceableNumber,
  useFormat,
  useText,
} from '../../../ui';
import { claimsText } from '../../text';
import { StandingChip } from '../../words';
import type { ChartDialog } from './chart-dialogs';
import { explainCoverage } from './explain-coverage';
import { chartText } from './text';
import type { ChartDocuments } from './use-chart-documents';

interface ChartHeaderProps {
  chart: ChartView;
  mayEdit: boolean;
  works: boolean;
  legal: boolean;
  documents: ChartDocuments;
  onDialog(dialog: ChartDialog): void;
  onCheck(): void;
  onRead(): void;
}

/** What the chart is, where it stands, and its next step. */
export function ChartHeader(props: ChartHeaderProps) {
  const { chart, mayEdit, works, legal, documents, onDialog, onCheck, onRead } = props;
  const t = useText(chartText);
  const words = useText(claimsText);
  const format = useFormat();
  const { standing, version, coverage, versions } = chart;
  const newest = versions.find((one) => one.version === version);
  const evidence = t('head.evidence.value', {
    supported: format.number(coverage.supported),
    elements: format.number(coverage.elements),
  });
  const more: MenuItem[] = [
    ...(mayEdit
      ? [
          { id: 'details', label: t('details'), run: () => onDialog({ what: 'details' }) },
          { id: 'add', label: t('element.add'), run: () => onDialog({ what: 'add', element: null }) },
        ]
      : []),
    { id: 'check', label: t('check'), run: onCheck },
    { id: 'archive', label: t('archive'), run: () => onDialog({ what: 'archive' }), danger: true },
  ];
  return (
    <PageHeader
      title={chart.title}
      chips={
        <>
          <Chip>{chart.number}</Chip>
          <StandingChip standing={standing} />
          <Chip>{standing === 'draft' ? t('version.draft', { version }) : t('version', { version })}</Chip>
        </>
      }
      actions={
        <>
          {works && <ActionMenu trigger={<IconButton icon="more" label={t('more')} />} items={more} />}
          {works && (
            <ActionMenu
              trigger={
                <Button icon="download" busy={documents.busy} aria-label={t('documents.menu')}>
                  {t('documents.menu')}
                </Button>
              }
              items={[
                ...documents.items,
                ...(mayEdit ? [{ id: 'read', label: t('documents.read'), section: true as const, run: onRead }] : []),
              ]}
            />
          )}
          {works && standing !== 'draft' && <Button onClick={() => onDialog({ what: 'revise' })}>{t('revise')}</Button>}
          {newest?.release && <Button to={`/claims/releases/${newest.release}`}>{t('release.open')}</Button>}
          {mayEdit && (
            <Button kind="primary" onClick={() => onDialog({ what: 'submit' })}>
              {t('submit')}
            </Button>
          )}
          {legal && standing === 'approved' && (
            <Button kind="primary" onClick={() => onDialog({ what: 'release' })}>
              {t('release')}
            </Button>
          )}
        </>
      }
    >
      <TextLink to={`/claims/sets/${chart.set}?version=${chart.setVersion.version}`}>
        {t('head.claim', { claim: format.number(chart.claim), set: chart.setTitle })}
      </TextLink>
      <span>
        {t('head.against')} {chart.subject.name}
      </span>
      <span>
        {t('head.evidence')}{' '}
        <TraceableNumber value={evidence} explain={() => explainCoverage(chart, evidence, { t, words, format })} />
      </span>
      <span>{t('head.shown', { disclosure: words(`disclosure.${chart.disclosure}`) })}</span>
      {chart.expiresOn !== null && <span>{t('head.expires', { date: format.date(chart.expiresOn) })}</span>}
      <span className="quiet">
        {t('head.owner')} {chart.ownerName ?? '–'}
      </span>
    </PageHeader>
  );
}
