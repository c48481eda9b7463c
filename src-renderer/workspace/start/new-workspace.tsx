import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import type { Role } from '../../../src-shared/workspace';
import { useDesk } from '../../client';
import { Button, ErrorSurface, Form, FormActions, FormSection, SelectField, TextField, useText } from '../../ui';
import { currencyOptions, likelyLocale, localeOptions } from '../choices';
import { RolesField } from '../roles-field';
import { workspaceText } from '../text';

/** What a new workspace needs to begin: the company, and the person who becomes its first admin. */
export function NewWorkspace({ folder: givenFolder, onBack }: { folder: string; onBack(): void }) {
  const t = useText(workspaceText);
  const desk = useDesk();
  const queries = useQueryClient();
  const [company, setCompany] = useState('');
  const [ownName, setOwnName] = useState<string | null>(null);
  const [currency, setCurrency] = useState('EUR');
  const [locale, setLocale] = useState<string>(() => likelyLocale());
  const [person, setPerson] = useState({ name: '', email: '', title: '' });
  const [roles, setRoles] = useState<Role[]>(['admin']);
  const [folder, setFolder] = useState(givenFolder);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  // Until it is given a name of its own, the workspace is called like the company.
  const name = ownName ?? company;
  const missing = {
    company: company.trim() === '' ? t('new.missing.company') : null,
    you: person.name.trim() === '' ? t('new.missing.you') : null,
  };
  const create = async () => {
    setTried(true);
    if (missing.company || missing.you) return;
    setBusy(true);
    setProblem(null);
    try {
      await desk.workspace.create({
        name: name.trim() || company.trim(),
        company: company.trim(),
        currency,
        locale,
        folder: folder.trim() || undefined,
        owner: { name: person.name.trim(), email: person.email.trim(), title: person.title.trim(), roles },
      });
      await queries.invalidateQueries();
    } catch (thrown) {
      setProblem(errorRecord(thrown));
    }
    setBusy(false);
  };
  const about = (field: keyof typeof person) => (value: string) => setPerson({ ...person, [field]: value });
  return (
    <>
      <h1>{t('new.title')}</h1>
      <Form onSubmit={create} aria-label={t('new.title')}>
        <FormSection title={t('new.company')} about={t('new.company.about')} columns={2}>
          <TextField
            label={t('new.company.label')}
            value={company}
            onChange={setCompany}
            error={tried ? missing.company : null}
            autoComplete="organization"
            autoFocus
            maxLength={200}
          />
          <TextField label={t('new.name.label')} value={name} onChange={setOwnName} maxLength={120} />
          <SelectField
            label={t('new.currency')}
            options={currencyOptions}
            value={currency}
            onChange={(value) => value && setCurrency(value)}
          />
          <SelectField
            label={t('new.locale')}
            options={localeOptions(t)}
            value={locale}
            onChange={(value) => value && setLocale(value)}
          />
        </FormSection>
        <FormSection title={t('new.you')} about={t('new.you.about')} columns={2}>
          <TextField
            label={t('new.you.name')}
            value={person.name}
            onChange={about('name')}
            error={tried ? missing.you : null}
            autoComplete="name"
            maxLength={200}
          />
          <TextField
            label={t('new.you.email')}
            type="email"
            optional
            value={person.email}
            onChange={about('email')}
            autoComplete="email"
            maxLength={320}
          />
          <TextField
            label={t('new.you.title')}
            optional
            value={person.title}
            onChange={about('title')}
            autoComplete="organization-title"
            maxLength={200}
          />
        </FormSection>
        <FormSection title={t('new.roles')}>
          <RolesField label={t('new.roles')} hideLabel value={roles} onChange={setRoles} fixed="admin" />
        </FormSection>
        <FormSection title={t('new.place')} about={t('new.place.about')}>
          <TextField
            label={t('new.folder')}
            hint={t('new.folder.hint')}
            optional
            mono
            value={folder}
            onChange={setFolder}
            spellCheck={false}
          />
        </FormSection>
        {problem && <ErrorSurface error={problem} onDismiss={() => setProblem(null)} />}
        <FormActions>
          <Button onClick={onBack}>{t('start.back')}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {t('new.create')}
          </Button>
        </FormActions>
      </Form>
    </>
  );
}
