import { type CSSProperties, useEffect, useState } from 'react';
import { contrast, darkened, isColour, textContrast } from '../../../src-shared/documents';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import { brandFonts, type WorkspaceView } from '../../../src-shared/workspace';
import { useWorkspace } from '../../app';
import { blobAddress, handOver, useDesk } from '../../client';
import {
  Button,
  ErrorSurface,
  Field,
  FileDrop,
  FormSection,
  SelectField,
  TextField,
  useFormat,
  useText,
} from '../../ui';
import styles from './settings.module.css';
import { settingsText } from './text';

type Brand = WorkspaceView['brand'];

export interface BrandFieldsProps {
  edit: Omit<WorkspaceView, 'id'>;
  /** A logo is checked while others of its fields may be typed in, so only what changed is told. */
  onChange(change: Partial<Brand>): void;
  /** A chosen logo is being checked, or no longer. */
  onTaking(taking: boolean): void;
}

/** Logo, accent colour and footer, with the head and foot of a document as they will look. */
export function BrandFields({ edit, onChange, onTaking }: BrandFieldsProps) {
  const t = useText(settingsText);
  const { brand } = edit;
  const saved = useWorkspace().brand;
  const logo = useLogo((digest) => onChange({ logo: digest }), onTaking);
  // A file that was only just chosen is not referenced by anything yet, so it cannot be asked for by its digest.
  const address =
    brand.logo === null
      ? null
      : (logo.preview(brand.logo) ?? (brand.logo === saved.logo ? blobAddress(brand.logo) : null));
  return (
    <>
      <FormSection title={t('brand.title')} about={t('brand.about')}>
        <ColourField label={t('brand.accent')} value={brand.accent} onChange={(accent) => onChange({ accent })} />
        {brand.heading ? (
          <div>
            <ColourField
              label={t('brand.heading')}
              value={brand.heading}
              onChange={(heading) => onChange({ heading })}
            />
            <Button size="small" onClick={() => onChange({ heading: null })}>
              {t('brand.heading.text')}
            </Button>
          </div>
        ) : (
          <div>
            <Button size="small" onClick={() => onChange({ heading: brand.accent })}>
              {t('brand.heading.own')}
            </Button>
          </div>
        )}
        <SelectField
          label={t('brand.font')}
          options={brandFonts.map(({ key, name }) => ({ value: key, label: name }))}
          value={brand.font ?? brandFonts[0].key}
          onChange={(font) => font && onChange({ font })}
        />
        <div className={styles.logoField}>
          <FileDrop
            label={t('brand.logo')}
            hint={t('brand.logo.hint')}
            accept={['.png', '.svg']}
            onFiles={([file]) => file && logo.take(file)}
          />
          {logo.problem && <ErrorSurface error={logo.problem} onDismiss={logo.forget} />}
          {brand.logo && (
            <Button size="small" onClick={() => onChange({ logo: null })}>
              {t('brand.logo.remove')}
            </Button>
          )}
        </div>
        <TextField
          label={t('brand.footer')}
          hint={t('brand.footer.hint')}
          optional
          value={brand.footer}
          maxLength={300}
          onChange={(footer) => onChange({ footer })}
        />
      </FormSection>
      <FormSection title={t('brand.preview')}>
        <Preview edit={edit} logo={address} />
      </FormSection>
    </>
  );
}

interface ColourProps {
  label: string;
  value: string;
  onChange(value: string): void;
}

/** A colour that text is set in: its contrast against paper is said, with the nearest one that can be read where it cannot. */
function ColourField({ label, value, onChange }: ColourProps) {
  const t = useText(settingsText);
  const format = useFormat();
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? value;
  const good = isColour(text);
  const ratio = good ? contrast(text, '#ffffff') : 0;
  // Cut, not rounded: 4.48 must not be shown as 4.5.
  const written = `${format.number((Math.floor(ratio * 10) / 10).toFixed(1), { digits: 1 })}:1`;
  const better = good ? darkened(text, textContrast) : text;
  const set = (next: string) => {
    setTyped(isColour(next) ? null : next);
    if (isColour(next)) onChange(next.toLowerCase());
  };
  return (
    <Field label={label} error={good ? null : t('brand.accent.wrong')}>
      {(control) => (
        <>
          <span className={styles.colour}>
            <input
              type="color"
              aria-label={`${label}: ${t('brand.accent.pick')}`}
              value={good ? text.toLowerCase() : value}
              onChange={(event) => set(event.currentTarget.value)}
            />
            <input
              {...control}
              type="text"
              className={styles.colourText}
              spellCheck={false}
              maxLength={7}
              value={text}
              onChange={(event) => set(event.currentTarget.value)}
            />
          </span>
          {good && (
            <small className={styles.contrast} data-weak={ratio < textContrast || undefined}>
              {ratio >= textContrast
                ? t('brand.accent.good', { ratio: written })
                : t('brand.accent.weak', { ratio: written })}{' '}
              {ratio < textContrast && (
                <Button size="small" onClick={() => set(better)}>
                  {t('brand.accent.use', { colour: better })}
                </Button>
              )}
            </small>
          )}
        </>
      )}
    </Field>
  );
}

/** The head and foot of a page: paper is white in every theme. */
function Preview({ edit, logo }: { edit: Omit<WorkspaceView, 'id'>; logo: string | null }) {
  const t = useText(settingsText);
  const accent = isColour(edit.brand.accent) ? edit.brand.accent : '#1c1b1a';
  return (
    <div className={styles.paper} style={{ '--brand': accent } as CSSProperties}>
      <header>
        {logo ? <img src={logo} alt={t('brand.logo.alt', { company: edit.company })} /> : <b>{edit.company}</b>}
        <address>{edit.address || edit.company}</address>
      </header>
      <p>{t('brand.preview.title')}</p>
      <footer>{edit.brand.footer || edit.company}</footer>
    </div>
  );
}

/** Hands a chosen file to the desk, which checks and keeps it, and remembers how it looks until it is saved. */
function useLogo(onKept: (digest: string) => void, onTaking: (taking: boolean) => void) {
  const desk = useDesk();
  const [kept, setKept] = useState<{ digest: string; url: string } | null>(null);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  useEffect(() => () => (kept ? URL.revokeObjectURL(kept.url) : undefined), [kept]);
  const take = async (file: File) => {
    setProblem(null);
    onTaking(true);
    try {
      const handed = await handOver(file);
      const { digest } = await desk.workspace.keepLogo({ file: handed.id });
      setKept({ digest, url: URL.createObjectURL(file) });
      onKept(digest);
    } catch (thrown) {
      setProblem(errorRecord(thrown));
    }
    onTaking(false);
  };
  return {
    take,
    problem,
    forget: () => setProblem(null),
    preview: (digest: string) => (kept?.digest === digest ? kept.url : null),
  };
}
