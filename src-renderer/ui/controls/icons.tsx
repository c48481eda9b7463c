/** The few pictures that have a job: each stands on a button that does one thing. */
export type IconName =
  | 'close'
  | 'more'
  | 'plus'
  | 'search'
  | 'chevron-down'
  | 'chevron-right'
  | 'chevron-left'
  | 'arrow-up'
  | 'arrow-down'
  | 'copy'
  | 'undo'
  | 'file'
  | 'upload'
  | 'download'
  | 'external'
  | 'inspector'
  | 'pin'
  | 'trash'
  | 'edit'
  | 'grip'
  | 'split'
  | 'join'
  | 'menu';

const PATHS: Record<IconName, string> = {
  close: 'm4 4 8 8m0-8-8 8',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  plus: 'M8 3.5v9M3.5 8h9',
  search: 'M7 3a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM10 10l3 3',
  'chevron-down': 'm4 6 4 4 4-4',
  'chevron-right': 'm6 4 4 4-4 4',
  'chevron-left': 'm10 4-4 4 4 4',
  'arrow-up': 'M8 12.5v-9M4.5 7 8 3.5 11.5 7',
  'arrow-down': 'M8 3.5v9M4.5 9 8 12.5 11.5 9',
  copy: 'M5.5 5.5h7v7h-7zM3.5 10.5v-7h7',
  undo: 'M6 4 3 7l3 3M3 7h6.5a3 3 0 0 1 0 6H7',
  file: 'M4 2.5h5l3 3v8H4zM9 2.5v3h3',
  upload: 'M8 10.5v-7M5 6l3-3 3 3M3 13h10',
  download: 'M8 3v7M5 7.5l3 3 3-3M3 13h10',
  external: 'M6.5 3.5h-3v9h9v-3M9.5 3.5h3v3M12.5 3.5 7.5 8.5',
  inspector: 'M2.5 3.5h11v9h-11zM10 3.5v9',
  pin: 'M6 2.5h4l-.5 4 2 2.5h-7l2-2.5zM8 9v4.5',
  trash: 'M3.5 4.5h9M6.5 4.5v-2h3v2M4.5 4.5l.5 9h6l.5-9',
  edit: 'm3 13 .6-2.8L10.8 3l2.2 2.2-7.2 7.2z',
  grip: 'M6 4h.01M10 4h.01M6 8h.01M10 8h.01M6 12h.01M10 12h.01',
  split: 'M3 8h10M8 6V2.5M5.5 5 8 2.5 10.5 5M8 10v3.5M5.5 11 8 13.5 10.5 11',
  join: 'M3 8h10M8 2.5v4M5.5 4.2 8 6.7l2.5-2.5M8 13.5v-4M5.5 11.8 8 9.3l2.5 2.5',
  menu: 'M3 4.5h10M3 8h10M3 11.5h10',
};

/** Dots are drawn as strokes of no length, and those need more weight than lines. */
const DOTTED: ReadonlySet<IconName> = new Set(['more', 'grip']);

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" style={{ flex: 'none', display: 'block' }}>
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth={DOTTED.has(name) ? 2 : 1.4}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
