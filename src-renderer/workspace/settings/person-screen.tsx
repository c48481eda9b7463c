import { useState } from 'react';
import type { PersonView } from '../../../src-shared/workspace';
import { CommandProblem, useAddress, useCommand, useDeskState, useHere } from '../../app';
import { useDesk } from '../../client';
import {
  Button,
  Card,
  Chip,
  Columns,
  Confirm,
  Form,
  FormActions,
  KeyValueList,
  Page,
  PageHeader,
  Stack,
  TextLink,
  useText,
} from '../../ui';
import { ErasePerson } from './erase-person';
import { isWhole, PersonFields, personEdit } from './person-fields';
import { settingsText } from './text';

/** One person: what is kept about them, what they may do, and how they leave. */
export function PersonScreen() {
  const t = useText(settingsText);
  const { params } = useAddress();
  const { people } = useDeskState();
  const person = people.find(({ id }) => id === params['person']);
  const name = person?.name ?? t('people.erased');
  useHere({
    crumbs: [
      { label: t('title'), to: '/settings' },
      { label: t('tab.people'), to: '/settings/people' },
      { label: name },
    ],
  });
  if (!person) return null;
  return (
    <Page>
      <PageHeader title={name} chips={person.archived && <Chip mark="dash">{t('people.gone')}</Chip>} />
      <Columns min={380}>
        <PersonForm key={person.id} person={person} />
        <Stack gap={3}>
          <Facts person={person} />
          <Leaving person={person} name={name} />
        </Stack>
      </Columns>
    </Page>
  );
}

function PersonForm({ person }: { person: PersonView }) {
  const t = useText(settingsText);
  const saved = personEdit(person);
  const [typed, setTyped] = useState<typeof saved | null>(null);
  const revise = useCommand(useDesk().workspace.revisePerson);
  const edit = typed ?? saved;
  const changed = JSON.stringify(edit) !== JSON.stringify(saved);
  const save = async () => {
    if (!changed || !isWhole(edit)) return;
    const { name, email, title, roles } = edit;
    const outcome = await revise.run({
      person: person.id,
      ...(name !== saved.name && { name: name.trim() }),
      ...(email !== saved.email && { email: email.trim() }),
      ...(title !== saved.title && { title: title.trim() }),
      ...(JSON.stringify(roles) !== JSON.stringify(saved.roles) && { roles }),
    });
    if (outcome) setTyped(null);
  };
  return (
    <Card title={t('people.details')}>
      <Form onSubmit={save} aria-label={person.name ?? t('people.erased')}>
        <Stack gap={4}>
          <PersonFields edit={edit} onChange={setTyped} strict={typed !== null} />
          <CommandProblem command={revise} />
          <FormActions>
            {changed && <Button onClick={() => setTyped(null)}>{t('discard')}</Button>}
            <Button kind="primary" type="submit" busy={revise.busy} unavailable={!changed && t('saved')}>
              {t('save')}
            </Button>
          </FormActions>
        </Stack>
      </Form>
    </Card>
  );
}

function Facts({ person }: { person: PersonView }) {
  const t = useText(settingsText);
  return (
    <Card title={t('people.history')}>
      <KeyValueList
        items={[
          { label: t('people.fact.key'), value: person.here ? t('people.key.here') : t('people.key.none') },
          { label: t('people.fact.id'), value: <span className="mono">{person.id}</span> },
        ]}
      />
      <TextLink to={`/receipts?person=${person.id}`}>
        {t('people.receipts', { name: person.name ?? t('people.erased') })}
      </TextLink>
    </Card>
  );
}

function Leaving({ person, name }: { person: PersonView; name: string }) {
  const t = useText(settingsText);
  const [asked, setAsked] = useState<'archive' | 'erase' | null>(null);
  const archive = useCommand(useDesk().workspace.archivePerson);
  return (
    <Card title={t('people.forget')}>
      <p className="quiet">{t('people.forget.about')}</p>
      <div style={{ display: 'flex', gap: 8 }}>
        {!person.archived && <Button onClick={() => setAsked('archive')}>{t('people.archive')}</Button>}
        <Button kind="danger" onClick={() => setAsked('erase')}>
          {t('people.erase')}
        </Button>
      </div>
      <CommandProblem command={archive} />
      <Confirm
        open={asked === 'archive'}
        onClose={() => setAsked(null)}
        onConfirm={() => archive.run({ person: person.id })}
        title={t('people.archive.title', { name })}
        confirm={t('people.archive')}
      >
        <p>{t('people.archive.about')}</p>
      </Confirm>
      <ErasePerson person={asked === 'erase' ? person.id : null} name={name} onClose={() => setAsked(null)} />
    </Card>
  );
}
