import { useState } from 'react';
import type { RoiCaseView, RoiInputEntry, RoiInputView, RoiOffer, RoiValue } from '../../../src-shared/roi';
import { CommandProblem, type CommandRun } from '../../app';
import {
  Button,
  Dialog,
  FormRow,
  NumberField,
  Segment,
  Stack,
  TextAreaField,
  TextField,
  useFormat,
  useText,
} from '../../ui';
import styles from '../roi.module.css';
import { valueWithUnit } from './figure-words';
import { useOffers } from './queries';
import { caseText } from './text';

interface InputDialogProps {
  found: RoiCaseView;
  input: RoiInputView;
  /** A value that was typed into the cell and still needs its source. */
  typed: string | null;
  command: CommandRun<{ case: string; inputs: RoiInputEntry[] }, unknown>;
  onClose(): void;
}

/** One input of a case: its value or one for each year, its range, where that comes from; or a figure of the deal that it is taken from. */
export function InputDialog({ found, input, typed, command, onClose }: InputDialogProps) {
  const t = useText(caseText);
  const format = useFormat();
  const offers = (useOffers(found.id).data ?? []).filter((offer) => offer.input === input.name);
  const [values, setValues] = useState<(string | null)[]>(() => valuesOf(input, typed));
  const [low, setLow] = useState(input.low);
  const [high, setHigh] = useState(input.high);
  const own = input.from && (input.from.kind === 'customer' || input.from.kind === 'typed') ? input.from : null;
  const [kind, setKind] = useState<'customer' | 'typed'>(own?.kind === 'typed' ? 'typed' : 'customer');
  const [source, setSource] = useState(own?.text ?? '');
  const [reason, setReason] = useState(input.question?.reason ?? '');
  const value = enteredValue(input, values);
  const complete = value !== null && source.trim() !== '';
  const send = async (entry: RoiInputEntry) => {
    if (await command.run({ case: found.id, inputs: [entry] })) onClose();
  };
  const save = () =>
    value !== null &&
    send({
      name: input.name,
      value,
      ...(input.shape === 'number' && { low, high }),
      source: { kind, text: source.trim() },
      reason: reason.trim() || null,
    });
  const years = input.shape === 'by-year';
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title={t('edit.title', { input: input.label })}
      actions={
        <Button kind="primary" busy={command.busy} unavailable={!complete && t('edit.incomplete')} onClick={save}>
          {t('edit.save')}
        </Button>
      }
    >
      <Stack>
        {input.help && <p className="quiet">{input.help}</p>}
        {input.fill !== null && (
          <Offers
            offers={offers}
            input={input}
            busy={command.busy}
            onTake={(offer) => void send({ name: input.name, from: offer.from, reason: reason.trim() || null })}
          />
        )}
        {years ? (
          <div className={styles.yearValues}>
            {values.map((year, at) => (
              <NumberField
                // biome-ignore lint/suspicious/noArrayIndexKey: a year is its place
                key={at}
                label={t('edit.year', { year: at + 1 })}
                {...(at === values.length - 1 && { hint: t('edit.year.rest') })}
                value={year}
                onChange={(next) => setValues(values.map((one, place) => (place === at ? next : one)))}
              />
            ))}
          </div>
        ) : (
          <FormRow>
            <NumberField
              label={t('edit.value')}
              data-autofocus
              {...(input.shownUnit !== '1' && { unit: input.shownUnit })}
              value={values[0] ?? null}
              onChange={(next) => setValues([next])}
            />
          </FormRow>
        )}
        {!years && (
          <>
            <FormRow>
              <NumberField label={t('edit.low')} optional value={low} onChange={setLow} />
              <NumberField label={t('edit.high')} optional value={high} onChange={setHigh} />
            </FormRow>
            <p className="quiet">{t('edit.range.hint')}</p>
          </>
        )}
        <Segment
          label={t('edit.kind')}
          options={[
            { value: 'customer', label: t('edit.kind.customer') },
            { value: 'typed', label: t('edit.kind.typed') },
          ]}
          value={kind}
          onChange={setKind}
        />
        <TextField
          label={t('edit.source')}
          placeholder={t('edit.source.placeholder')}
          value={source}
          maxLength={400}
          onChange={setSource}
        />
        {input.question && (
          <TextAreaField
            label={t('edit.reason')}
            hint={input.question.message}
            value={reason}
            maxLength={1000}
            onChange={setReason}
          />
        )}
        {input.from?.entity && <p className="quiet">{input.from.text}</p>}
        <CommandProblem command={command} />
        {input.outdated && (
          <p className="quiet">
            {input.outdated.text}: {valueWithUnit(input.outdated.now, input.shownUnit, format)}
          </p>
        )}
      </Stack>
    </Dialog>
  );
}

interface OffersProps {
  offers: readonly RoiOffer[];
  input: RoiInputView;
  busy: boolean;
  onTake(offer: RoiOffer): void;
}

function Offers({ offers, input, busy, onTake }: OffersProps) {
  const t = useText(caseText);
  const format = useFormat();
  return (
    <fieldset className={styles.offers}>
      <legend>{t('edit.offers')}</legend>
      {offers.length === 0 && <p className="quiet">{t('edit.offers.none')}</p>}
      <ul>
        {offers.map((offer) => (
          <li key={JSON.stringify(offer.from)}>
            <span>
              {offer.text}
              <b className="figures">{valueWithUnit(offer.value, input.shownUnit, format)}</b>
            </span>
            <Button
              size="small"
              busy={busy}
              aria-label={`${t('edit.take')}: ${offer.text}`}
              onClick={() => onTake(offer)}
            >
              {t('edit.take')}
            </Button>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

/** The fields of a value: one, or one for each year that was said. */
function valuesOf(input: RoiInputView, typed: string | null): (string | null)[] {
  if (input.shape === 'number') return [typed ?? (typeof input.value === 'string' ? input.value : null)];
  const stored: readonly string[] = Array.isArray(input.value)
    ? input.value
    : input.value === null
      ? []
      : [input.value];
  return Array.from({ length: Math.max(3, stored.length) }, (_, at) => stored[at] ?? null);
}

/** What was entered; years at the end that were left empty follow the last one. Null while something is missing. */
function enteredValue(input: RoiInputView, values: readonly (string | null)[]): RoiValue | null {
  if (input.shape === 'number') return values[0] ?? null;
  const last = values.findLastIndex((value) => value !== null);
  const said = values.slice(0, last + 1);
  return said.length === 0 || said.some((value) => value === null) ? null : (said as string[]);
}
