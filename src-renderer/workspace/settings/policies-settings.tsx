import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { CommandProblem, Loaded, useAddress, useCommand, useDraft } from '../../app';
import { useDesk, useDeskQueries } from '../../client';
import {
  Button,
  Chip,
  type DataColumn,
  DataTable,
  Mark,
  Row,
  Stack,
  TextField,
  TwoLines,
  useFormat,
  useText,
} from '../../ui';
import { PolicyEditor } from './policy-editor';
import {
  editedPolicies,
  type ListedPolicy,
  listPolicies,
  type PolicyEdits,
  policyAnnotation,
  policyEffect,
  withEdit,
  withoutEdit,
} from './policy-edits';
import { PolicyOffer } from './policy-offer';
import styles from './settings.module.css';
import { settingsText } from './text';

/** The policies in force, and edits of them, which hold once an admin installs them. */
export function PoliciesSettings() {
  const t = useText(settingsText);
  const queries = useDeskQueries();
  const inForce = useQuery(queries.workspace.policies.queryOptions({ meta: { entities: ['policySet'] } }));
  return (
    <Loaded query={inForce}>
      {({ digest, policies }) => (
        <Stack gap={4}>
          <p className="quiet">{t('policies.about')}</p>
          <PolicyOffer inForce={Object.fromEntries(policies.map(({ id, text }) => [id, text]))} />
          <PolicyList digest={digest} inForce={Object.fromEntries(policies.map(({ id, text }) => [id, text]))} />
        </Stack>
      )}
    </Loaded>
  );
}

function PolicyList({ digest, inForce }: { digest: string; inForce: Readonly<Record<string, string>> }) {
  const t = useText(settingsText);
  const format = useFormat();
  const { search, setSearch } = useAddress();
  const draft = useDraft<PolicyEdits>('/settings/policies', {});
  const install = useCommand(useDesk().workspace.installPolicies);
  const [installed, setInstalled] = useState(false);
  const [filter, setFilter] = useState('');
  const listed = listPolicies(inForce, draft.value);
  // Which one is open stands in the address: receipts lead to the policies that decided.
  const wantedId = search['policy'];
  const open = wantedId === 'new' ? 'new' : (listed.find(({ id }) => id === wantedId) ?? null);
  const setOpen = (policy: ListedPolicy | 'new' | null) =>
    setSearch({ policy: policy === 'new' ? 'new' : (policy?.id ?? null) });
  const changed = listed.filter(({ state }) => state !== 'same').length;
  const columns = usePolicyColumns();
  const wanted = filter.trim().toLowerCase();
  const shown = listed.filter(({ text }) => text.toLowerCase().includes(wanted));
  const edit = (edits: PolicyEdits) => {
    setInstalled(false);
    draft.set(edits);
    setOpen(null);
  };
  const run = async () => {
    if (!(await install.run({ policies: editedPolicies(listed) }))) return;
    draft.drop();
    setInstalled(true);
  };
  return (
    <>
      {changed > 0 && (
        <div className={styles.banner} role="status">
          <b>{t('policies.changed', { count: changed })}</b>
          <Button size="small" onClick={draft.drop}>
            {t('discard')}
          </Button>
          <Button size="small" kind="primary" busy={install.busy} onClick={run}>
            {t('policies.install')}
          </Button>
        </div>
      )}
      <CommandProblem command={install} />
      <Row>
        <TextField
          label={t('policies.filter')}
          hideLabel
          type="search"
          placeholder={t('policies.filter')}
          value={filter}
          onChange={setFilter}
        />
        {installed && changed === 0 && (
          <span role="status">
            <Chip tone="good">{t('policies.installed')}</Chip>
          </span>
        )}
        <span className="mono" title={digest} style={{ marginLeft: 'auto' }}>
          {t('policies.digest', { digest: format.digest(digest) })}
        </span>
        <span>
          <Button icon="plus" onClick={() => setOpen('new')}>
            {t('policies.add')}
          </Button>
        </span>
      </Row>
      <DataTable<ListedPolicy>
        label={t('tab.policies')}
        rows={shown}
        columns={columns}
        rowKey={({ id }) => id}
        rowHeight={54}
        onOpen={setOpen}
        isQuiet={({ state }) => state === 'removed'}
        maxHeight={640}
      />
      <PolicyEditor
        policy={open}
        taken={listed.map(({ id }) => id)}
        onClose={() => setOpen(null)}
        onKeep={(before, text) => edit(withEdit(draft.value, before, text))}
        onRemove={(id) => edit(id in inForce ? { ...draft.value, [id]: null } : withoutEdit(draft.value, id))}
        onTakeBack={(id) => edit(withoutEdit(draft.value, id))}
      />
    </>
  );
}

const TONES = { changed: 'warn', added: 'warn', removed: 'bad' } as const;

function usePolicyColumns(): DataColumn<ListedPolicy>[] {
  const t = useText(settingsText);
  return useMemo(
    () => [
      {
        id: 'policy',
        header: t('policies.policy'),
        value: ({ id }) => id,
        cell: ({ id, text, state }) => (
          <TwoLines below={policyAnnotation(text, 'say') ?? firstLine(text)}>
            <span className="mono">{id}</span>{' '}
            {state !== 'same' && (
              <Chip size="small" tone={TONES[state]}>
                {t(`policies.state.${state}`)}
              </Chip>
            )}
          </TwoLines>
        ),
        width: 320,
        grow: 1,
      },
      {
        id: 'effect',
        header: t('policies.policy'),
        heading: <span className="only-screen-reader">{t('policies.policy')}</span>,
        sortable: false,
        width: 150,
        cell: ({ text }) => {
          const role = policyAnnotation(text, 'needs');
          if (role) return <Chip tone="warn">{t('policies.kind.needs', { role })}</Chip>;
          const effect = policyEffect(text);
          return (
            <span className={styles.effect} data-effect={effect}>
              <Mark name={effect === 'forbid' ? 'cross' : 'check'} />
              {t(`policies.kind.${effect}`)}
            </span>
          );
        },
      },
    ],
    [t],
  );
}

/** What a policy without a sentence is about: its actions. */
function firstLine(text: string): string {
  const actions = [...text.matchAll(/Action::"([^"]+)"/g)].map(([, name]) => name);
  return actions.join(', ');
}
