import { type PointerEvent, useRef } from 'react';
import { type Signature, signatureField, signaturePath } from '../../src-shared/quotes';
import { Button, RadioField, Row, Stack, TextField, useText } from '../ui';
import styles from './signature.module.css';
import { quotesText } from './text';

export type SignatureKind = 'none' | Signature['kind'];

/** A signature while it is being given; what was drawn stays when somebody looks at the other way. */
export interface SignatureDraft {
  kind: SignatureKind;
  text: string;
  strokes: Extract<Signature, { kind: 'drawn' }>['strokes'];
}

export const noSignature: SignatureDraft = { kind: 'none', text: '', strokes: [] };

/** The signature to record: null where none was wanted, undefined while the wanted one is still empty. */
export function givenSignature({ kind, text, strokes }: SignatureDraft): Signature | null | undefined {
  if (kind === 'none') return null;
  if (kind === 'typed') return text.trim() ? { kind, text: text.trim() } : undefined;
  return strokes.length > 0 ? { kind, strokes } : undefined;
}

/** Most points and strokes that are taken; further ones are left out. */
const POINTS = 5_000;
const STROKES = 150;
/** Points nearer than this to the last one, in the field's measure, add nothing that is seen. */
const NEAR = 4;

export interface SignatureFieldProps {
  value: SignatureDraft;
  onChange(value: SignatureDraft): void;
}

/** A signature on screen: typed, or drawn with a pen, a finger or the mouse. */
export function SignatureField({ value, onChange }: SignatureFieldProps) {
  const t = useText(quotesText);
  return (
    <Stack gap={2}>
      <RadioField
        label={t('accept.signature')}
        value={value.kind}
        onChange={(kind) => onChange({ ...value, kind })}
        options={(['none', 'typed', 'drawn'] as const).map((kind) => ({
          value: kind,
          label: t(`accept.signature.${kind}`),
        }))}
      />
      {value.kind === 'typed' && (
        <TextField
          label={t('accept.signature.text')}
          value={value.text}
          onChange={(text) => onChange({ ...value, text })}
        />
      )}
      {value.kind === 'drawn' && (
        <>
          <SignaturePad strokes={value.strokes} onChange={(strokes) => onChange({ ...value, strokes })} />
          <Row>
            <small className="quiet" role="status">
              {value.strokes.length === 0
                ? t('accept.signature.pad')
                : t('accept.signature.points', { count: value.strokes.length })}
            </small>
            <Button
              kind="quiet"
              size="small"
              unavailable={value.strokes.length === 0 && t('accept.signature.missing')}
              onClick={() => onChange({ ...value, strokes: [] })}
            >
              {t('accept.signature.clear')}
            </Button>
          </Row>
        </>
      )}
    </Stack>
  );
}

function SignaturePad({
  strokes,
  onChange,
}: {
  strokes: SignatureDraft['strokes'];
  onChange(strokes: SignatureDraft['strokes']): void;
}) {
  const t = useText(quotesText);
  const drawing = useRef(false);
  const { width, height } = signatureField;
  const pointOf = (event: PointerEvent<SVGSVGElement>): [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    const within = (share: number, size: number) => Math.round(Math.min(1, Math.max(0, share)) * size);
    return [
      within((event.clientX - box.left) / box.width, width),
      within((event.clientY - box.top) / box.height, height),
    ];
  };
  return (
    <svg
      className={styles.pad}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t('accept.signature.pad')}
      onPointerDown={(event) => {
        if (event.button !== 0 || strokes.length >= STROKES) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drawing.current = true;
        onChange([...strokes, [pointOf(event)]]);
      }}
      onPointerMove={(event) => {
        if (!drawing.current) return;
        const point = pointOf(event);
        const stroke = strokes.at(-1) ?? [];
        const last = stroke.at(-1);
        const count = strokes.reduce((sum, one) => sum + one.length, 0);
        if (count >= POINTS || (last && Math.hypot(point[0] - last[0], point[1] - last[1]) < NEAR)) return;
        onChange([...strokes.slice(0, -1), [...stroke, point]]);
      }}
      onPointerUp={() => {
        drawing.current = false;
      }}
      onPointerCancel={() => {
        drawing.current = false;
      }}
    >
      <line className={styles.base} x1={40} x2={width - 40} y1={height - 60} y2={height - 60} />
      {strokes.length > 0 && <path className={styles.ink} d={signaturePath(strokes)} />}
    </svg>
  );
}
