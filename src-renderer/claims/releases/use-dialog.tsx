import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { openStages } from '../../../src-shared/deals';
import type { Disclosure } from '../../../src-shared/kernel/disclosure';
import { CommandProblem, useCommand } from '../../app';
import { useDesk, useDeskQueries } from '../../client';
import { Button, CheckField, Dialog, Form, SelectField, useText } from '../../ui';
import { useReleases } from '../queries';
import { claimsText } from '../text';
import { releasesText } from './text';

/** Deals that are offered; typing finds the rest of these. */
const OFFERED = 200;

interface Shown {
  id: string;
  number: string;
  disclosure: Disclosure;
}

/** Uses a release to sell on a deal that is chosen here. */
export function UseOnDeal({ release, onClose }: { release: Shown; onClose(): void }) {
  const t = useText(releasesText);
  const [deal, setDeal] = useState<string | null>(null);
  const deals = useQuery(
    useDeskQueries().deals.list.queryOptions({
      input: { stages: [...openStages], limit: OFFERED },
      meta: { entities: ['deal', 'account'] },
    }),
  );
  return (
    <UseDialog
      {...{ release, deal, onClose }}
      title={t('use.title', { number: release.number })}
      missing={deal === null && t('use.needs')}
    >
      <SelectField
        label={t('use.deal')}
        searchable
        options={
          deals.data?.rows.map(({ id, title, accountName }) => ({
            value: id,
            label: accountName ? `${title} · ${accountName}` : title,
          })) ?? []
        }
        value={deal}
        onChange={setDeal}
      />
    </UseDialog>
  );
}

/** Uses a release that is chosen here on a deal. */
export function UseOfRelease({ deal, used, onClose }: { deal: string; used: readonly string[]; onClose(): void }) {
  const t = useText(releasesText);
  const words = useText(claimsText);
  const releases = useReleases();
  const [chosen, setChosen] = useState<string | null>(null);
  const offered =
    releases.data?.filter(({ id, disclosure, newer }) => disclosure !== 'internal' && !newer && !used.includes(id)) ??
    [];
  const release = offered.find(({ id }) => id === chosen) ?? null;
  return (
    <UseDialog
      {...{ release, deal, onClose }}
      title={t('deal.use.title')}
      missing={release === null && t('deal.use.needs')}
    >
      <SelectField
        label={t('deal.use.release')}
        hint={releases.data && offered.length === 0 ? t('deal.use.none') : undefined}
        options={offered.map(({ id, number, title, disclosure }) => ({
          value: id,
          label: `${number} · ${title} · ${words(`disclosure.${disclosure}`)}`,
        }))}
        value={chosen}
        onChange={setChosen}
      />
    </UseDialog>
  );
}

interface UseDialogProps {
  release: Shown | null;
  deal: string | null;
  title: string;
  missing: string | false;
  onClose(): void;
  children: React.ReactNode;
}

/** The two ends of a use, and whether the account may see it. */
function UseDialog({ release, deal, title, missing, onClose, children }: UseDialogProps) {
  const t = useText(releasesText);
  const use = useCommand(useDesk().claims.addToDeal);
  const [underNda, setUnderNda] = useState(false);
  const secret = release?.disclosure === 'nda';
  const lacking = missing || (secret && !underNda && t('use.needs.nda'));
  const act = async () => {
    if (lacking || !release || !deal) return;
    if (await use.run({ release: release.id, deal, underNda: secret && underNda })) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      actions={
        <Button kind="primary" busy={use.busy} unavailable={lacking} onClick={act}>
          {t('use')}
        </Button>
      }
    >
      <Form onSubmit={act}>
        {children}
        {secret && (
          <CheckField label={t('use.nda')} hint={t('use.nda.hint')} checked={underNda} onChange={setUnderNda} />
        )}
        <CommandProblem command={use} />
      </Form>
    </Dialog>
  );
}
