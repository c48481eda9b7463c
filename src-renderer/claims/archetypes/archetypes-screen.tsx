import { useState } from 'react';
import type { ArchetypeView } from '../../../src-shared/claims';
import { CommandProblem, Loaded, useCommand } from '../../app';
import { useDesk } from '../../client';
import { Button, Card, Chip, Columns, Confirm, Row, Stack, useText } from '../../ui';
import { ClaimsPage, useReadsDrafts } from '../claims-page';
import { useArchetypes } from '../queries';
import { ArchetypeDialog } from './archetype-dialog';
import styles from './archetypes.module.css';
import { archetypesText } from './text';

type Doing = { what: 'new' } | { what: 'edit' | 'archive'; archetype: ArchetypeView };

/** Described classes of product: the house's own and the shipped ones. */
export function ArchetypesScreen() {
  const t = useText(archetypesText);
  const query = useArchetypes();
  const may = useReadsDrafts();
  const archive = useCommand(useDesk().claims.archiveArchetype);
  const [doing, setDoing] = useState<Doing | null>(null);
  const close = () => setDoing(null);
  const archiving = doing?.what === 'archive' ? doing.archetype : null;
  return (
    <ClaimsPage
      part="archetypes"
      actions={
        may && (
          <Button kind="primary" onClick={() => setDoing({ what: 'new' })}>
            {t('new')}
          </Button>
        )
      }
    >
      <Stack>
        <p className="quiet">{t('about')}</p>
        <CommandProblem command={archive} />
        <Loaded query={query}>
          {(archetypes) => (
            <Columns min={340}>
              {archetypes.map((archetype) => (
                <Card key={archetype.id ?? archetype.template} title={archetype.title}>
                  <Stack gap={3}>
                    <Row>
                      {archetype.id === null && <Chip size="small">{t('shipped')}</Chip>}
                      {archetype.charts > 0 && (
                        <span className="quiet">{t('charts', { count: archetype.charts })}</span>
                      )}
                    </Row>
                    <p>{archetype.description}</p>
                    <ul className={styles.traits}>
                      {archetype.traits.map((trait) => (
                        <li key={trait}>{trait}</li>
                      ))}
                    </ul>
                    {may && (
                      <Row>
                        <Button size="small" onClick={() => setDoing({ what: 'edit', archetype })}>
                          {archetype.id === null ? t('take') : t('edit')}
                        </Button>
                        {archetype.id !== null && (
                          <Button size="small" onClick={() => setDoing({ what: 'archive', archetype })}>
                            {t('archive')}
                          </Button>
                        )}
                      </Row>
                    )}
                  </Stack>
                </Card>
              ))}
            </Columns>
          )}
        </Loaded>
      </Stack>
      {doing && doing.what !== 'archive' && (
        <ArchetypeDialog archetype={doing.what === 'edit' ? doing.archetype : null} onClose={close} />
      )}
      <Confirm
        open={archiving !== null}
        title={t('archive.title', { title: archiving?.title ?? '' })}
        confirm={t('archive')}
        onClose={close}
        onConfirm={() => archiving?.id && void archive.run({ archetype: archiving.id })}
      >
        {t('archive.about')}
      </Confirm>
    </ClaimsPage>
  );
}
