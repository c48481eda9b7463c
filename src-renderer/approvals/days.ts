const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

const midnight = (day: string, more: number): number => {
  const [, year, month, date] = DAY.exec(day) ?? [];
  return new Date(Number(year), Number(month) - 1, Number(date) + more).getTime();
};

/** The day (`2027-02-19`) of a moment where the reader sits; milliseconds since 1970. */
export function dayOf(moment: number): string {
  const at = new Date(moment);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** When a day begins where the reader sits. */
export const startOfDay = (day: string): number => midnight(day, 0);

/** When a day is over where the reader sits: the next one's beginning. */
export const endOfDay = (day: string): number => midnight(day, 1);
