import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BillsByMonth } from './bills-by-month';

const months = 36;
const run = fc
  .record({
    month: fc.integer({ min: 0, max: months - 1 }),
    everyMonths: fc.constantFrom(0, 1, 3, 6, 12),
    wanted: fc.integer({ min: 1, max: 36 }),
    minor: fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
  })
  .map(({ month, everyMonths, wanted, minor }) => {
    const room = everyMonths === 0 ? wanted : Math.floor((months - 1 - month) / everyMonths) + 1;
    return { month, everyMonths, bills: Math.min(wanted, room), minor };
  });

it('comes to the same as adding bill by bill', () => {
  fc.assert(
    fc.property(fc.array(run, { maxLength: 60 }), (runs) => {
      const byMonth = new BillsByMonth(months);
      const amounts = new Array<number>(months).fill(0);
      const due = new Array<boolean>(months).fill(false);
      for (const { month, bills, everyMonths, minor } of runs) {
        byMonth.add(month, bills, everyMonths, minor);
        for (let bill = 0; bill < bills; bill += 1) {
          amounts[month + bill * everyMonths]! += minor;
          due[month + bill * everyMonths] = true;
        }
      }
      expect(byMonth.sums()).toEqual({ amounts, due });
    }),
  );
});
