import { useMemo } from 'react';
import { Palette, useText } from '../ui';
import { useDeskState } from './desk-state';
import { rolesText } from './person-roles';
import { appText } from './text';

/** Chooses who acts, by typing a name or a role. */
export function PersonChooser(props: { open: boolean; onClose(): void; onChoose(person: string): void }) {
  const t = useText(appText);
  const { people, person } = useDeskState();
  const groups = useMemo(
    () => [
      {
        id: 'people',
        label: t('person.choose'),
        items: people
          .filter(({ archived, id }) => !archived && id !== person?.id)
          .map(({ id, name, title, roles }) => ({
            id,
            label: name ?? t('person.none'),
            detail: [rolesText(roles), title].filter(Boolean).join(' · '),
            run: () => props.onChoose(id),
          })),
      },
    ],
    [people, person, t, props.onChoose],
  );
  return <Palette open={props.open} onClose={props.onClose} groups={groups} placeholder={t('person.type')} />;
}
