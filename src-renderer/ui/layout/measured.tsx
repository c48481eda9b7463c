import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import styles from './layout.module.css';

/**
 * Gives a chart the width it has room for: charts want their size in pixels and measure nothing themselves.
 *
 * @example <Measured height={130}>{(width) => <Ecdf width={width} height={130} … />}</Measured>
 */
export function Measured({
  height,
  initialWidth = 320,
  children,
}: {
  height: number;
  /** Used until the element was measured, and where nothing can be. */
  initialWidth?: number;
  children: (width: number) => ReactNode;
}) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState<number | null>(null);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const measure = () => setWidth(Math.floor(element.clientWidth) || null);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={place} className={styles.measured} style={{ minHeight: height }}>
      {children(width ?? initialWidth)}
    </div>
  );
}
