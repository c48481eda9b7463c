import type { AddressSearch } from '../app';

/** What the list is asked for, besides the page. */
export interface ReceiptFilter {
  entity?: string;
  id?: string;
  person?: string;
  command?: string;
  /** Milliseconds since 1970. */
  from?: number;
  to?: number;
  contested?: boolean;
}

/** Beginning of a day in the person's own time zone; null for what is no day. */
function startOfDay(day: string | undefined): number | null {
  const [year, month, date] = (day ?? '').split('-').map(Number);
  if (!year || !month || !date) return null;
  const start = new Date(year, month - 1, date).getTime();
  return Number.isNaN(start) ? null : start;
}

/** The filter that an address holds: days as people write them become instants, the last day whole. */
export function filterOf(search: AddressSearch): ReceiptFilter {
  const from = startOfDay(search['from']);
  const until = startOfDay(search['until']);
  return {
    ...(search['entity'] && { entity: search['entity'] }),
    ...(search['entity'] && search['id'] && { id: search['id'] }),
    ...(search['person'] && { person: search['person'] }),
    ...(search['command'] && { command: search['command'] }),
    ...(from !== null && { from }),
    ...(until !== null && { to: endOfDay(until) }),
    ...(search['contested'] === '1' && { contested: true }),
  };
}

/** The beginning of the day after; not 24 hours later, since some days are shorter. */
function endOfDay(start: number): number {
  const day = new Date(start);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime();
}

/** Whether anything is filtered. */
export function isFiltered(filter: ReceiptFilter): boolean {
  return Object.keys(filter).length > 0;
}
