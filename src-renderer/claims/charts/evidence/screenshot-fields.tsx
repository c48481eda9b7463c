import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { FormRow, FormSection, NumberField, Stack, TextField, useText } from '../../../ui';
import type { KindFieldsProps } from './attach-dialog';
import styles from './evidence.module.css';
import { isWithin, regionBetween } from './evidence-draft';
import type { PictureSize, RegionOfPicture } from './region';
import { SourceField, type SourceFile } from './source-file';
import { evidenceText } from './text';

const EDGES = ['x', 'y', 'width', 'height'] as const;

/** A part of a picture: drawn on it, or typed in pixels. */
export function ScreenshotFields({ draft, onChange }: KindFieldsProps) {
  const t = useText(evidenceText);
  const { source, size, region } = draft;
  const whole = size && { x: 0, y: 0, ...size };
  const shown = region ?? whole;
  const beyond = region && size && !isWithin(region, size);
  return (
    <Stack gap={3}>
      <SourceField
        label={t('drop.screenshot')}
        accept={['.png', '.jpg', '.jpeg']}
        value={source}
        onChange={(next) => onChange({ source: next, size: null, region: null })}
      />
      {source && (
        <Picture
          source={source}
          size={size}
          region={region}
          onSize={(next) => onChange({ size: next })}
          onRegion={(next) => onChange({ region: next })}
        />
      )}
      {shown && size && (
        <FormSection title={t('region.title')} about={t('region.about')}>
          <FormRow>
            {EDGES.map((edge) => (
              <NumberField
                key={edge}
                label={t(`region.${edge}`)}
                unit="px"
                digits={0}
                min={edge === 'x' || edge === 'y' ? '0' : '1'}
                value={String(shown[edge])}
                onChange={(next) => next !== null && onChange({ region: { ...shown, [edge]: Number(next) } })}
              />
            ))}
          </FormRow>
          {beyond && (
            <p role="alert">
              {t('region.beyond')} {t('region.size', { width: size.width, height: size.height })}
            </p>
          )}
        </FormSection>
      )}
      <TextField
        label={t('region.caption')}
        optional
        maxLength={1000}
        value={draft.caption}
        onChange={(caption) => onChange({ caption })}
      />
    </Stack>
  );
}

interface PictureProps {
  source: SourceFile;
  size: PictureSize | null;
  region: RegionOfPicture | null;
  onSize(size: PictureSize): void;
  onRegion(region: RegionOfPicture): void;
}

/** The picture with a frame around what is cited. Drawing is for the pointer; the fields below do the same. */
function Picture({ source, size, region, onSize, onRegion }: PictureProps) {
  const t = useText(evidenceText);
  const [address, setAddress] = useState<string | null>(null);
  const begun = useRef<{ x: number; y: number } | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let left = false;
    void source.blob().then((blob) => {
      if (left) return;
      made = URL.createObjectURL(blob);
      setAddress(made);
    });
    return () => {
      left = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [source]);
  if (address === null) return null;
  const point = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const of = size ?? { width: box.width, height: box.height };
    return {
      x: ((event.clientX - box.left) / box.width) * of.width,
      y: ((event.clientY - box.top) / box.height) * of.height,
    };
  };
  const percent = (part: number, of: number) => `${(part / of) * 100}%`;
  return (
    <div
      className={styles.picture}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        begun.current = point(event);
      }}
      onPointerMove={(event) => {
        if (begun.current && size) onRegion(regionBetween(begun.current, point(event), size));
      }}
      onPointerUp={() => {
        begun.current = null;
      }}
      onPointerCancel={() => {
        begun.current = null;
      }}
    >
      <img
        src={address}
        alt={t('region.picture')}
        draggable={false}
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
          onSize({ width: naturalWidth, height: naturalHeight })
        }
      />
      {region && size && (
        <span
          className={styles.frame}
          style={{
            left: percent(region.x, size.width),
            top: percent(region.y, size.height),
            width: percent(region.width, size.width),
            height: percent(region.height, size.height),
          }}
        />
      )}
    </div>
  );
}
