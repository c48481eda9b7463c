import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';

/** Gives a chart the width it has room for, on screen and on paper. */
export function Measured({ height, children }: { height: number; children: (width: number) => ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(480);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const measure = () => setWidth(Math.max(240, Math.floor(element.clientWidth)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={place} className="measured" style={{ minHeight: height }}>
      {children(width)}
    </div>
  );
}
