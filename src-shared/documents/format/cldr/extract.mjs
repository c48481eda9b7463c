// Takes from the pinned CLDR packages (devDependencies, some 140 MB) the few hundred facts that documents are formatted with.
// Run after moving their version: node src-shared/documents/format/cldr/extract.mjs. A test compares the files with the packages.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const read = (path) => JSON.parse(readFileSync(require.resolve(path), 'utf8'));

/** The locales documents are written in. */
export const locales = ['en', 'en-GB', 'de', 'fr', 'ja'];

/** Currencies that are legal tender somewhere today, after CLDR's supplemental data. */
function tender() {
  const codes = new Set();
  for (const list of Object.values(read('cldr-core/supplemental/currencyData.json').supplemental.currencyData.region)) {
    for (const entry of list) {
      for (const [code, { _to, _tender }] of Object.entries(entry)) if (!_to && _tender !== 'false') codes.add(code);
    }
  }
  return [...codes].sort();
}

/** What documents need of one locale. */
export function extract(locale) {
  const { numbers } = read(`cldr-numbers-full/main/${locale}/numbers.json`).main[locale];
  const { currencies } = read(`cldr-numbers-full/main/${locale}/currencies.json`).main[locale].numbers;
  const { gregorian } = read(`cldr-dates-full/main/${locale}/ca-gregorian.json`).main[locale].dates.calendars;
  const symbols = numbers['symbols-numberSystem-latn'];
  return {
    cldr: read('cldr-numbers-full/package.json').version,
    locale,
    decimal: symbols.decimal,
    group: symbols.group,
    minimumGroupingDigits: Number(numbers.minimumGroupingDigits),
    decimalPattern: numbers['decimalFormats-numberSystem-latn'].standard,
    percentPattern: numbers['percentFormats-numberSystem-latn'].standard,
    currencyPattern: numbers['currencyFormats-numberSystem-latn'].standard,
    monthsWide: Object.values(gregorian.months.format.wide),
    monthsAbbreviated: Object.values(gregorian.months.format.abbreviated),
    dateFormats: {
      long: gregorian.dateFormats.long,
      medium: gregorian.dateFormats.medium,
      short: gregorian.dateFormats.short,
    },
    currencies: Object.fromEntries(
      tender().map((code) => {
        const { displayName, 'displayName-count-other': plural, symbol } = currencies[code];
        return [code, { name: plural ?? displayName, symbol: symbol ?? code }];
      }),
    ),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  for (const locale of locales)
    writeFileSync(join(folder, `${locale}.json`), `${JSON.stringify(extract(locale), null, 1)}\n`);
}
