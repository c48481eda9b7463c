import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { OfferedPolicy } from '../../../src-shared/workspace';
import { CommandProblem, useAddress, useCommand } from '../../app';
import { useDesk, useDeskQueries } from '../../client';
import { Button, CheckField, Chip, Dialog, Stack, useText } from '../../ui';
import { policyAnnotation } from './policy-edits';
import styles from './settings.module.css';
import { settingsText } from './text';

const TONES = { new: 'accent', changed: 'warn', dropped: 'bad', both: 'warn' } as const;

/** What this release brings, policy by policy beside what is in force, to be taken over or left. */
export function PolicyOffer({ inForce }: { inForce: Readonly<Record<string, string>> }) {
  const t = useText(settingsText);
  const queries = useDeskQueries();
  const { search, setSearch } = useAddress();
  const install = useCommand(useDesk().workspace.installPolicies);
  const { data } = useQuery(queries.workspace.policyOffer.queryOptions({ meta: { entities: ['policySet'] } }));
  const offered = data?.offered ?? [];
  const [left, setLeft] = useState<ReadonlySet<string> | null>(null);
  const open = search['offer'] !== undefined && offered.length > 0;
  useEffect(() => {
    if (!open) setLeft(null);
  }, [open]);
  if (!data || offered.length === 0) return null;
  // What the house has its own of stays, unless somebody chooses otherwise.
  const out = left ?? new Set(offered.filter(({ news }) => news === 'both').map(({ id }) => id));
  const taken = offered.filter(({ id }) => !out.has(id));
  const close = () => setSearch({ offer: null });
  const run = async () => {
    const policies = { ...inForce };
    for (const { id, shipped } of taken) {
      if (shipped === null) delete policies[id];
      else policies[id] = shipped;
    }
    if (await install.run({ policies, answered: data.answered })) close();
  };
  const toggle = (id: string, take: boolean) => {
    const next = new Set(out);
    if (take) next.delete(id);
    else next.add(id);
    setLeft(next);
  };
  return (
    <>
      <div className={styles.banner} role="status">
        <span>
          <b>{t('offer.title')}</b>
          <br />
          {t('offer.about', { count: offered.length })}
        </span>
        <Button size="small" kind="primary" onClick={() => setSearch({ offer: '1' })}>
          {t('offer.look')}
        </Button>
      </div>
      <Dialog
        open={open}
        onClose={close}
        size="large"
        title={t('offer.title')}
        actions={
          <Button kind="primary" busy={install.busy} onClick={run}>
            {taken.length === 0 ? t('offer.install.none') : t('offer.install', { count: taken.length })}
          </Button>
        }
      >
        <Stack gap={4}>
          <p className="quiet">{t('offer.dialog')}</p>
          {offered.map((offer) => (
            <Offer key={offer.id} offer={offer} taken={!out.has(offer.id)} onTake={(take) => toggle(offer.id, take)} />
          ))}
        </Stack>
        <CommandProblem command={install} />
      </Dialog>
    </>
  );
}

function Offer({ offer, taken, onTake }: { offer: OfferedPolicy; taken: boolean; onTake(take: boolean): void }) {
  const t = useText(settingsText);
  const { id, news, inForce, shipped } = offer;
  const says = policyAnnotation(shipped ?? inForce ?? '', 'say');
  return (
    <section aria-label={id} className={styles.offer}>
      <div className={styles.offerHead}>
        <CheckField
          label={t('offer.take', { policy: id })}
          hint={[says, news === 'both' ? t('offer.both.about') : null].filter(Boolean).join(' ') || undefined}
          checked={taken}
          onChange={onTake}
        />
        <Chip size="small" tone={TONES[news]}>
          {t(`offer.${news}`)}
        </Chip>
      </div>
      <div className={styles.offerTexts} data-single={news === 'new' || undefined}>
        {news !== 'new' && (
          <figure>
            <figcaption>{t('offer.in-force')}</figcaption>
            {inForce === null ? <p className="quiet">{t('offer.absent')}</p> : <pre>{inForce.trim()}</pre>}
          </figure>
        )}
        <figure>
          <figcaption>{t('offer.shipped')}</figcaption>
          {shipped === null ? <p className="quiet">{t('offer.absent')}</p> : <pre>{shipped.trim()}</pre>}
        </figure>
      </div>
    </section>
  );
}
