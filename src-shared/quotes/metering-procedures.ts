import { z } from 'zod';
import { outcomeSchema } from '../kernel/command';
import { procedure } from '../kernel/procedure';
import { reviseQuoteLine } from './draft-commands';
import { consumptionChoice, lineBecomes, meterOrder, readUsageFile } from './metering';
import { usageReading } from './usage-csv';

/** What can be asked about where quantities of metered lines come from. */
export const meteringProcedures = {
  /** Gives a line its quantity from a forecast, a usage file or a bakeoff; or makes it a typed one. */
  meterLine: procedure
    .input(
      z.object({
        line: z.string(),
        order: meterOrder,
        reason: z.string().max(2000).optional(),
        simulate: z.boolean().optional(),
      }),
    )
    .output(outcomeSchema(reviseQuoteLine.result).extend({ becomes: lineBecomes.nullable() })),
  /** What a handed-over usage file holds, by meter and month, with the rows that cannot be read. Nothing is kept. */
  readUsage: procedure.input(z.object({ file: z.string(), reading: usageReading.optional() })).output(readUsageFile),
  /** Consumption that our own runs of bakeoffs measured: of one, or of all those of the quote's account and of none. */
  consumption: procedure
    .input(z.object({ quote: z.string(), bakeoff: z.string().optional() }))
    .output(z.array(consumptionChoice)),
};
