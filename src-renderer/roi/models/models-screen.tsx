import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { RoiModelRow } from '../../../src-shared/roi';
import { CommandProblem, Loaded, useAddress, useCommand, useHasRole, useHere } from '../../app';
import { useDesk, useDeskQueries } from '../../client';
import {
  Button,
  Card,
  Chip,
  type DataColumn,
  DataTable,
  Dialog,
  EmptyState,
  Page,
  PageHeader,
  Stack,
  TextField,
  type Tone,
  useFormat,
  useNavigation,
  useText,
} from '../../ui';
import styles from '../roi.module.css';
import { modelText } from './text';

export const MODEL_ENTITIES = ['roiModel', 'roiModelVersion', 'roiCase'];

const TONE: Record<RoiModelRow['status'], Tone> = { draft: 'warn', published: 'good', retired: 'neutral' };

/** The state of a version as a chip. */
export function ModelState({ status }: { status: RoiModelRow['status'] }) {
  const t = useText(modelText);
  return <Chip tone={TONE[status]}>{t(`status.${status}`)}</Chip>;
}

/** Every version of every model of value, and those that come with the application. */
export function RoiModelsScreen() {
  const t = useText(modelText);
  const { go } = useNavigation();
  const { search, setSearch } = useAddress();
  const may = useHasRole('rep', 'engineer', 'admin');
  const models = useQuery(useDeskQueries().roi.models.queryOptions({ input: {}, meta: { entities: MODEL_ENTITIES } }));
  useHere({ crumbs: [{ label: t('title') }] });
  const columns = useModelColumns();
  return (
    <Loaded query={models}>
      {(rows) => (
        <Page fill>
          <PageHeader
            title={t('title')}
            chips={rows.length > 0 && <span className="quiet figures">{t('count', { count: rows.length })}</span>}
            actions={
              <Button kind="primary" unavailable={!may && t('not-yours')} onClick={() => setSearch({ new: '1' })}>
                {t('new')}
              </Button>
            }
          >
            <span className="quiet">{t('about')}</span>
          </PageHeader>
          <Shipped may={may} />
          <DataTable
            label={t('title')}
            rows={rows}
            columns={columns}
            rowKey={({ version }) => version}
            onOpen={({ version }) => go(`/roi/models/${version}`)}
            isQuiet={({ status }) => status === 'retired'}
            empty={<EmptyState>{t('none')}</EmptyState>}
            fill
          />
          {search['new'] && <NewModel onClose={() => setSearch({ new: null })} />}
        </Page>
      )}
    </Loaded>
  );
}

function useModelColumns(): DataColumn<RoiModelRow>[] {
  const t = useText(modelText);
  const format = useFormat();
  return useMemo(
    () => [
      { id: 'name', header: t('list.name'), width: 260, grow: 4, rowHeader: true, value: ({ name }) => name },
      { id: 'version', header: t('list.version'), width: 100, value: ({ label }) => label },
      {
        id: 'state',
        header: t('list.state'),
        width: 120,
        value: ({ status }) => status,
        cell: ({ status }) => <ModelState status={status} />,
      },
      { id: 'inputs', header: t('list.inputs'), kind: 'figure', width: 90, value: ({ inputs }) => inputs },
      { id: 'formulas', header: t('list.formulas'), kind: 'figure', width: 100, value: ({ formulas }) => formulas },
      { id: 'cases', header: t('list.cases'), kind: 'figure', width: 80, value: ({ cases }) => cases },
      {
        id: 'published',
        header: t('list.published'),
        width: 130,
        value: ({ publishedAt }) => publishedAt,
        cell: ({ publishedAt }) => format.date(publishedAt),
      },
    ],
    [t, format],
  );
}

/** Models that come with the application and that nobody took yet; nothing where all were. */
function Shipped({ may }: { may: boolean }) {
  const t = useText(modelText);
  const install = useCommand(useDesk().roi.installModels);
  const { data = [] } = useQuery(
    useDeskQueries().roi.shippedModels.queryOptions({ meta: { entities: MODEL_ENTITIES } }),
  );
  const offered = data.filter(({ installed }) => installed === null);
  if (offered.length === 0) return null;
  const take = (keys?: string[]) => void install.run(keys ? { keys } : {});
  return (
    <Card
      title={t('shipped.title')}
      aside={
        <Button size="small" busy={install.busy} unavailable={!may && t('not-yours')} onClick={() => take()}>
          {t('shipped.all')}
        </Button>
      }
    >
      <Stack gap={3}>
        <p className="quiet">{t('shipped.about')}</p>
        <ul className={styles.shipped}>
          {offered.map(({ key, name, about, inputs, formulas }) => (
            <li key={key}>
              <div>
                <b>{name}</b> <span className="quiet">{t('shipped.size', { inputs, formulas })}</span>
                <p className="quiet">{about}</p>
              </div>
              <Button
                size="small"
                busy={install.busy}
                unavailable={!may && t('not-yours')}
                aria-label={t('shipped.take.of', { model: name })}
                onClick={() => take([key])}
              >
                {t('shipped.take')}
              </Button>
            </li>
          ))}
        </ul>
        <CommandProblem command={install} />
      </Stack>
    </Card>
  );
}

function NewModel({ onClose }: { onClose(): void }) {
  const t = useText(modelText);
  const { go } = useNavigation();
  const create = useCommand(useDesk().roi.createModel);
  const [name, setName] = useState('');
  const run = async () => {
    const made = await create.run({ name: name.trim(), content: { inputs: [], formulas: [] } });
    if (made?.result) go(`/roi/models/${made.result.version}`);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('new.title')}
      actions={
        <Button kind="primary" busy={create.busy} unavailable={!name.trim() && t('new.incomplete')} onClick={run}>
          {t('new.run')}
        </Button>
      }
    >
      <Stack>
        <TextField label={t('new.name')} value={name} maxLength={200} onChange={setName} data-autofocus />
        <CommandProblem command={create} />
      </Stack>
    </Dialog>
  );
}
