import { countingMonths, type QuantitySource } from '../../../src-shared/usage';
import type { Format, Translate } from '../../ui';
import type { meteringText } from './text';

type T = Translate<(typeof meteringText)['messages']>;

/** Where a line's quantity comes from, in one sentence without its last stop, in the language and numbers of the screen. */
export function sourceWords(source: QuantitySource, t: T, format: Format): string {
  switch (source.kind) {
    case 'forecast': {
      const { base, per, growth, seasons, start, low, high } = source.forecast;
      const quantity = format.number(base);
      const said = [t('says.forecast', { quantity, unit: source.unit, per: t(`per.${per}`), start })];
      if (growth && growth.basisPoints !== 0) {
        said.push(
          t(growth.basisPoints > 0 ? 'says.growing' : 'says.shrinking', {
            percent: format.percent(Math.abs(growth.basisPoints)),
            per: t(`per.${growth.per}`),
          }),
        );
      }
      if (seasons) said.push(t('says.seasons', { seasons: seasons.map((one) => format.number(one)).join(' ') }));
      if (low !== null && high !== null) {
        said.push(t('preview.range', { low: format.number(low), high: format.number(high) }));
      }
      if (source.steps !== 'none') said.push(t(`says.steps.${source.steps}`));
      return said.join(', ');
    }
    case 'usage': {
      const { take, meter, file, unit } = source;
      const { counting, left } = countingMonths(source);
      const words = {
        count: counting.length,
        first: counting[0] ?? '–',
        last: counting.at(-1) ?? '–',
        file: file.name,
      };
      const said = [
        t(`says.usage.${take}`, { ...words, what: meter ? t('says.meter', { meter, unit }) : unit }),
        ...(left.length > 0 ? [t('says.partial', { months: left.join(', ') })] : []),
      ];
      return said.join(', ');
    }
    case 'bakeoff': {
      const { number, label, use, unit, volume, runs } = source;
      return t('says.bakeoff', {
        count: runs.length,
        number,
        row: use ? t('says.use', { label, use: t(`use.${use}`) }) : label,
        unit,
        volume: format.number(volume),
      });
    }
  }
}
