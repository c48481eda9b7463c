import { useEffect, useRef, useState } from 'react';
import { ErrorSurface, Segment, useFormat, useText } from '../../ui';
import styles from './studio.module.css';
import { studioText } from './text';
import type { Preview } from './use-preview';

interface PagesProps {
  preview: Preview;
  /** The page that is to be in sight; changes with the block that is chosen. */
  page: number | null;
  /** Marked “not approved”. */
  draft: boolean;
  /** Inside another page: as high as the window has room for, with nothing to choose. */
  embedded?: boolean;
}

/** The pages as they will look. */
export function Pages({ preview, page, draft, embedded }: PagesProps) {
  const t = useText(studioText);
  const format = useFormat();
  const [zoom, setZoom] = useState<'fit' | 'two'>('fit');
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    if (page !== null) list.current?.querySelector(`[data-page="${page}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [page]);
  const { pages, problem, took, busy } = preview;
  return (
    <section
      className={styles.pages}
      data-embedded={embedded || undefined}
      aria-label={t('preview.title')}
      data-reading={took === null || undefined}
    >
      <header className={styles.pagesHead}>
        <Segment
          label={t('zoom.label')}
          options={[
            { value: 'fit', label: t('zoom.fit') },
            { value: 'two', label: t('zoom.two') },
          ]}
          value={zoom}
          onChange={setZoom}
        />
        <span className="quiet">
          {busy && took === null
            ? t('preview.setting')
            : took !== null && t('preview.took', { time: format.number(Math.round(took)) })}
        </span>
        {draft && <span className="quiet">{t('preview.watermark')}</span>}
      </header>
      {problem && (
        <ErrorSurface
          title={t('preview.problem')}
          error={{
            code: 'bad-input',
            message: problem.message,
            ...(problem.hint && { hint: problem.hint }),
            ...(problem.file &&
              problem.line !== null && {
                where: { file: problem.file, line: problem.line },
              }),
          }}
        />
      )}
      {pages.length === 0 && !problem && took !== null && <p className="quiet">{t('preview.none')}</p>}
      <section
        className={styles.sheets}
        data-zoom={zoom}
        ref={list}
        aria-label={t('preview.sheets')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard has to reach that
        tabIndex={0}
      >
        {pages.map(({ number, address, width, height }) => (
          <img
            key={number}
            data-page={number}
            src={address}
            width={width}
            height={height}
            alt={t('preview.page', { page: number, count: pages.length })}
            decoding="async"
          />
        ))}
      </section>
    </section>
  );
}
