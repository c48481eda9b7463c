/** The marks that stand beside a word of state. Each is told from the others in black and white. */
export type MarkName =
  | 'check'
  | 'half'
  | 'ring'
  | 'dot'
  | 'up'
  | 'down'
  | 'equal'
  | 'cross'
  | 'dash'
  | 'warning'
  | 'lock';

const PATHS: Record<MarkName, { d: string; filled?: boolean }> = {
  check: { d: 'M2.2 6.4 4.8 9l5-6' },
  half: { d: 'M6 1.8a4.2 4.2 0 1 0 0 8.4zM6 1.8a4.2 4.2 0 0 1 0 8.4', filled: true },
  ring: { d: 'M6 2.2a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6z' },
  dot: { d: 'M6 3a3 3 0 1 0 0 6 3 3 0 0 0 0-6z', filled: true },
  up: { d: 'M6 2.2 10.4 9.6H1.6z', filled: true },
  down: { d: 'M6 9.8 1.6 2.4h8.8z', filled: true },
  equal: { d: 'M2 4.2h8M2 7.8h8' },
  cross: { d: 'm2.8 2.8 6.4 6.4m0-6.4L2.8 9.2' },
  dash: { d: 'M2.5 6h7' },
  warning: { d: 'M6 1.6v5.2M6 9.4v.9' },
  lock: { d: 'M3 5.4h6v4.8H3zM4.2 5.4V3.8a1.8 1.8 0 0 1 3.6 0v1.6' },
};

/** A small mark in the colour of the text around it. It says nothing to a screen reader: the word beside it does. */
export function Mark({ name, size = 12 }: { name: MarkName; size?: number }) {
  const { d, filled } = PATHS[name];
  return (
    <svg width={size} height={size} viewBox="0 0 12 12" aria-hidden="true" style={{ flex: 'none' }}>
      <path
        d={name === 'half' ? 'M6 1.8a4.2 4.2 0 1 0 0 8.4z' : d}
        fill={filled ? 'currentColor' : 'none'}
        stroke={filled && name !== 'half' ? 'none' : 'currentColor'}
        strokeWidth={1.6}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      {name === 'half' && <circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" strokeWidth={1.6} />}
    </svg>
  );
}
