import type { PricingModel } from './model';
import type { TableRow } from './table-csv-cells';
import type { CsvTable } from './table-csv-columns';
import type { TableProblem } from './table-problem';

/** The value of a table in the model, and from which line of the file each of its parts came. */
export interface TableValue {
  value: unknown;
  /** The line of a path inside the table, such as `['0', 'parts', '1', 'sku']`. */
  lineOf(path: readonly string[]): number | null;
}

/** Rows of a file as the model has them: some tables are one row to one, others gather rows of one code. */
export function tableValue(table: CsvTable, rows: readonly TableRow[], problems: TableProblem[]): TableValue {
  if (table === 'bundles') return bundlesOf(rows, problems);
  if (table === 'partnerTiers') return partnerTiersOf(rows);
  const lineOf = ([index]: readonly string[]): number | null => rows[Number(index)]?.line ?? null;
  if (table !== 'marginFloors') return { value: rows.map(({ values }) => values), lineOf };
  const families = rows.filter(({ values }) => values['family'] !== undefined);
  const rest = rows.filter(({ values }) => values['family'] === undefined);
  if (rest[1]) {
    const message = 'Only one row may be without a family: the floor of every other family';
    problems.push({ severity: 'error', line: rest[1].line, column: 'family', message });
  }
  return {
    value: {
      families: families.map(({ values }) => values),
      ...(rest[0] && { default: rest[0].values['basisPoints'] }),
    },
    lineOf: ([name, index]) => (name === 'default' ? rest[0] : families[Number(index)])?.line ?? null,
  };
}

function partnerTiersOf(rows: readonly TableRow[]): TableValue {
  const tiers: { first: TableRow; royalties: TableRow[] }[] = [];
  for (const row of rows) {
    let own = tiers.find(({ first }) => first.values['tier'] === row.values['tier']);
    if (!own) {
      own = { first: row, royalties: [] };
      tiers.push(own);
    }
    if (row.values['sku'] !== undefined) own.royalties.push(row);
  }
  return {
    value: tiers.map(({ first: { values }, royalties }) => ({
      tier: values['tier'],
      resellDiscountBasisPoints: values['resellDiscountBasisPoints'] ?? 0,
      registrationBonusBasisPoints: values['registrationBonusBasisPoints'] ?? 0,
      ...(royalties.length > 0 && {
        royalties: royalties.map((row) => ({ sku: row.values['sku'], basisPoints: row.values['basisPoints'] ?? 0 })),
      }),
    })),
    lineOf([index, field, at]) {
      const own = tiers[Number(index)];
      return (field === 'royalties' ? own?.royalties[Number(at ?? 0)] : own?.first)?.line ?? null;
    },
  };
}

interface GatheredOption {
  first: TableRow;
  choices: TableRow[];
}

interface GatheredBundle {
  first: TableRow;
  parts: TableRow[];
  options: GatheredOption[];
}

const heads = ['name', 'family', 'unit', 'description', 'from', 'until', 'discountBasisPoints'] as const;

function bundlesOf(rows: readonly TableRow[], problems: TableProblem[]): TableValue {
  const bundles: GatheredBundle[] = [];
  for (const row of rows) {
    let own = bundles.find(({ first }) => first.values['code'] === row.values['code']);
    if (!own) {
      own = { first: row, parts: [], options: [] };
      bundles.push(own);
      for (const column of ['name', 'family'] as const) {
        if (row.values[column] !== undefined) continue;
        const message = `${column} is missing in the first row of the bundle`;
        problems.push({ severity: 'error', line: row.line, column, message });
      }
    } else {
      for (const column of heads) {
        if (row.values[column] === undefined) continue;
        const name = column === 'discountBasisPoints' ? 'discount' : column;
        const message = `${name} belongs to the first row of the bundle`;
        problems.push({ severity: 'error', line: row.line, column: name, message });
      }
    }
    const name = row.values['option'];
    if (name === undefined) {
      if (row.values['sku'] !== undefined) own.parts.push(row);
      continue;
    }
    const option = own.options.find(({ first }) => first.values['option'] === name);
    if (option) option.choices.push(row);
    else own.options.push({ first: row, choices: [row] });
  }
  return { value: bundles.map(bundleOf), lineOf: (path) => bundleLine(bundles, path) };
}

function bundleOf({ first, parts, options }: GatheredBundle): unknown {
  const head = Object.fromEntries(
    heads.flatMap((field) => (first.values[field] === undefined ? [] : [[field, first.values[field]]])),
  );
  return {
    code: first.values['code'],
    ...head,
    parts: parts.map((row) => partOf(row)),
    ...(options.length > 0 && {
      options: options.map((option) => ({
        name: option.first.values['option'],
        least: option.first.values['least'] ?? 0,
        most: option.first.values['most'] ?? option.choices.length,
        choices: option.choices.map((row) => ({
          ...partOf(row),
          ...(row.values['standard'] !== undefined && { standard: row.values['standard'] }),
        })),
      })),
    }),
  };
}

function partOf({ values }: TableRow): Record<string, unknown> {
  return {
    sku: values['sku'],
    quantity: values['quantity'],
    ...(values['counts'] !== undefined && { counts: values['counts'] }),
    ...(values['partDiscountBasisPoints'] !== undefined && { discountBasisPoints: values['partDiscountBasisPoints'] }),
  };
}

function bundleLine(bundles: readonly GatheredBundle[], path: readonly string[]): number | null {
  const [index, field, at, inner, place] = path;
  const own = bundles[Number(index)];
  if (field === 'parts' && at !== undefined) return own?.parts[Number(at)]?.line ?? null;
  if (field === 'options' && at !== undefined) {
    const option = own?.options[Number(at)];
    const choice = inner === 'choices' && place !== undefined ? option?.choices[Number(place)] : undefined;
    return (choice ?? option?.first)?.line ?? null;
  }
  return own?.first.line ?? null;
}

/** The rows of a table as they are written, by field. */
export function tableRows(model: PricingModel, table: CsvTable): Record<string, unknown>[] {
  switch (table) {
    case 'marginFloors': {
      const floors = model.marginFloors;
      const rest = floors?.default === undefined ? [] : [{ basisPoints: floors.default }];
      return [...(floors?.families ?? []), ...rest];
    }
    case 'partnerTiers':
      return (model.partnerTiers ?? []).flatMap(({ royalties = [], ...tier }): Record<string, unknown>[] =>
        royalties.length === 0
          ? [tier]
          : royalties.map((royalty, index) =>
              index === 0 ? { ...tier, ...royalty } : { tier: tier.tier, ...royalty },
            ),
      );
    case 'bundles':
      return (model.bundles ?? []).flatMap(({ parts, options = [], ...head }) => {
        const rows = [
          ...parts.map((part) => partRow(part)),
          ...options.flatMap(({ choices, name, least, most }) =>
            choices.map((choice, index) => ({
              ...partRow(choice),
              option: name,
              ...(index === 0 && { least, most }),
            })),
          ),
        ];
        return rows.map((row, index) => (index === 0 ? { ...head, ...row } : { code: head.code, ...row }));
      });
    default:
      return [...((model[table] ?? []) as Record<string, unknown>[])];
  }
}

function partRow({
  discountBasisPoints,
  ...part
}: {
  discountBasisPoints?: number | undefined;
}): Record<string, unknown> {
  return { ...part, partDiscountBasisPoints: discountBasisPoints };
}
