import { type ClipboardEvent, type KeyboardEvent, useId, useMemo, useState } from 'react';
import type { PricingModel, RateKind } from '../../src-shared/pricing';
import { match, parseClipboardTable, useText } from '../ui';
import styles from './quotes.module.css';
import { quotesText } from './text';

/** So many items are offered at once. */
const OFFERED = 8;

export interface AddLineProps {
  model: PricingModel;
  busy: boolean;
  onAdd(sku: string): void;
  onPasteRows(cells: string[][]): void;
}

/** The last row of the table: typing finds an item of the model, Enter adds it; rows of a spreadsheet may be pasted. */
export function AddLine({ model, busy, onAdd, onPasteRows }: AddLineProps) {
  const t = useText(quotesText);
  const id = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const found = useMemo(() => findItems(model, text), [model, text]);
  const chosen = found[Math.min(at, found.length - 1)];
  const add = (sku: Offer | undefined) => {
    if (!sku || busy) return;
    setText('');
    setAt(0);
    onAdd(sku.code);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt(Math.min(found.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else if (event.key === 'Enter') add(chosen);
    else if (event.key === 'Escape' && text) setText('');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const paste = (event: ClipboardEvent) => {
    const copied = event.clipboardData.getData('text/plain');
    if (!/[\t\n]/.test(copied.trim())) return;
    event.preventDefault();
    onPasteRows(parseClipboardTable(copied));
  };
  const open = text.trim() !== '';
  return (
    <div className={styles.add}>
      <input
        type="text"
        role="combobox"
        aria-label={t('add.label')}
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open && chosen ? `${id}-${found.indexOf(chosen)}` : undefined}
        autoComplete="off"
        placeholder={t('add.placeholder')}
        className={styles.addInput}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={keys}
        onPaste={paste}
        onBlur={() => setText('')}
      />
      <div id={`${id}-list`} role="listbox" aria-label={t('add.list')} className={styles.offers} hidden={!open}>
        {found.map((sku, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the input keeps the focus
          // biome-ignore lint/a11y/useKeyWithClickEvents: the input has the keys
          <div
            key={sku.code}
            id={`${id}-${index}`}
            role="option"
            aria-selected={sku === chosen}
            className={styles.offer}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => add(sku)}
          >
            <span>{sku.name}</span>
            <small>
              {sku.code} · {sku.family} · {t(sku.rate)}
            </small>
          </div>
        ))}
      </div>
      {open && found.length === 0 && <p className="quiet">{t('add.nothing')}</p>}
    </div>
  );
}

/** What can be added: an item of the catalogue, or a bundle. */
interface Offer {
  code: string;
  name: string;
  family: string;
  rate: `rate.${RateKind}` | 'rate.bundle';
}

function findItems(model: PricingModel, text: string): Offer[] {
  const wanted = text.trim();
  if (!wanted) return [];
  const seen = new Set<string>();
  const offers: Offer[] = [
    ...(model.bundles ?? []).map(({ code, name, family }) => ({ code, name, family, rate: 'rate.bundle' as const })),
    ...model.skus.map(({ code, name, family, rate }) => ({ code, name, family, rate: `rate.${rate.kind}` as const })),
  ];
  return offers
    .filter(({ code }) => !seen.has(code) && seen.add(code))
    .map((sku) => ({ sku, score: match(wanted, `${sku.name} ${sku.code} ${sku.family}`)?.score ?? null }))
    .filter((one): one is { sku: Offer; score: number } => one.score !== null)
    .sort((a, b) => b.score - a.score)
    .slice(0, OFFERED)
    .map(({ sku }) => sku);
}
