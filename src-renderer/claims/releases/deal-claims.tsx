import { useState } from 'react';
import type { DealRelease } from '../../../src-shared/claims';
import { CommandProblem, Loaded, useCommand, useHasRole } from '../../app';
import { useDesk } from '../../client';
import { Button, Chip, EmptyState, IconButton, Row, Section, Stack, TextLink, useText } from '../../ui';
import styles from '../charted.module.css';
import { useReleasesOfDeal } from '../queries';
import { claimsText } from '../text';
import { ReleaseState } from './release-state';
import { releasesText } from './text';
import { UseOfRelease } from './use-dialog';

/** The released charts that a deal is sold with, in its room. */
export function DealClaims({ deal }: { deal: string }) {
  const t = useText(releasesText);
  const sells = useHasRole('rep', 'legal', 'admin');
  const [using, setUsing] = useState(false);
  const end = useCommand(useDesk().claims.takeOffDeal);
  const use = sells && (
    <Button kind="primary" onClick={() => setUsing(true)}>
      {t('deal.use')}
    </Button>
  );
  return (
    <Loaded query={useReleasesOfDeal(deal)}>
      {(releases) => (
        <Stack>
          <CommandProblem command={end} />
          {releases.length === 0 ? (
            <EmptyState action={use}>{t('deal.none')}</EmptyState>
          ) : (
            <>
              {use && <Row>{use}</Row>}
              <ReleasesList releases={releases} onEnd={sells ? (id) => void end.run({ use: id }) : undefined} />
            </>
          )}
          {using && (
            <UseOfRelease deal={deal} used={releases.map(({ release }) => release)} onClose={() => setUsing(false)} />
          )}
        </Stack>
      )}
    </Loaded>
  );
}

/** Beside an offer or a document of the deal: what is claimed there, each marked where it no longer holds. Nothing where there is none. */
export function ClaimsOfDeal({ deal }: { deal: string }) {
  const t = useText(releasesText);
  const { data = [] } = useReleasesOfDeal(deal);
  if (data.length === 0) return null;
  return (
    <Section title={t('deal.title')}>
      <ReleasesList releases={data} />
    </Section>
  );
}

function ReleasesList({
  releases,
  onEnd,
}: {
  releases: readonly DealRelease[];
  onEnd?: ((use: string) => void) | undefined;
}) {
  const t = useText(releasesText);
  const words = useText(claimsText);
  return (
    <ul className={styles.plain} aria-label={t('deal.title')}>
      {releases.map(({ use, release, number, title, version, state, disclosure, underNda, stale }) => (
        <li key={use}>
          <div className={styles.line}>
            <span>
              <TextLink to={`/claims/releases/${release}`}>{number}</TextLink> {title}{' '}
              <span className="quiet">{t('version', { version })}</span>
            </span>
            <Row nowrap>
              <Chip size="small">{words(`disclosure.${underNda ? 'nda' : disclosure}`)}</Chip>
              <ReleaseState state={state} stale={stale} />
              {onEnd && <IconButton icon="close" label={t('deal.end.of', { number })} onClick={() => onEnd(use)} />}
            </Row>
          </div>
          {stale.map((sentence) => (
            <p key={sentence} className={styles.changed}>
              {sentence}
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}
