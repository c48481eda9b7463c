import type { DealRow, Stage } from '../../src-shared/deals';
import { minorUnitDigits } from '../../src-shared/kernel/money';
import { useNow } from '../app';
import { decimalFromMinor, type Format, type Tone } from '../ui';

/** What answers about deals depend on. Quotes are among them because of the clock beside each deal. */
export const DEAL_ENTITIES = ['deal', 'account', 'person', 'quote', 'quoteVersion', 'quoteSent', 'erasure'];

/** What a state means for the reader. */
export const stageTone: Record<Stage, Tone> = {
  qualification: 'neutral',
  discovery: 'neutral',
  proof: 'accent',
  quote: 'accent',
  negotiation: 'accent',
  won: 'good',
  invoiced: 'good',
  lost: 'neutral',
};

/** An amount with its currency: `EUR 42,000.00`; null where there is none. */
export function moneyText(format: Format, minor: number | string | null, currency: string | null): string | null {
  if (minor === null || currency === null) return null;
  return format.money(decimalFromMinor(minor, minorUnitDigits(currency)), currency);
}

/** A day of the person's own calendar as `2026-12-17`. */
export function dayText(milliseconds: number): string {
  const day = new Date(milliseconds);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** Today where the person sits; it changes at midnight. */
export function useToday(): string {
  return dayText(useNow());
}

/** The path of a deal's room. */
export const dealPath = (id: string): string => `/deals/${id}`;
export const accountPath = (id: string): string => `/accounts/${id}`;

/** Whether a deal's close is what is late. */
export const closesLate = (deal: Pick<DealRow, 'late'>): boolean => deal.late.includes('close');
