import type { CitationOf } from '../../../../src-shared/claims';
import styles from './evidence.module.css';

export type RegionOfPicture = CitationOf<'screenshot'>['region'];
export interface PictureSize {
  width: number;
  height: number;
}

/** The part of a picture that is cited, as large as there is room for it. */
export function Region({
  address,
  size,
  region,
  alt,
}: {
  address: string;
  size: PictureSize;
  region: RegionOfPicture;
  alt: string;
}) {
  const { x, y, width, height } = region;
  return (
    <span
      className={styles.cut}
      style={{ aspectRatio: `${width} / ${height}`, maxWidth: Math.min(width, 320), maxHeight: 200 }}
    >
      <img
        src={address}
        alt={alt}
        loading="lazy"
        style={{
          width: `${(size.width / width) * 100}%`,
          left: `${(-x / width) * 100}%`,
          top: `${(-y / height) * 100}%`,
        }}
      />
    </span>
  );
}
