import type { Bundle, PricingModel } from '../../src-shared/pricing';
import { everyPart } from '../../src-shared/pricing';
import { CheckField, FormSection, useFormat, useText } from '../ui';
import { quotesText } from './text';

/** The bundle of a line with those inside of it, whose options the line may choose; none for an item of the catalogue. */
export function bundlesOf({ bundles = [] }: PricingModel, code: string): Bundle[] {
  const byCode = new Map(bundles.map((bundle) => [bundle.code, bundle]));
  const found = new Set<Bundle>();
  const visit = (own: string): void => {
    const bundle = byCode.get(own);
    if (!bundle || found.has(bundle)) return;
    found.add(bundle);
    for (const { sku } of everyPart(bundle)) visit(sku);
  };
  visit(code);
  return [...found];
}

/** The options that hold for a line that chose none itself. */
export function standardOptions(bundles: readonly Bundle[]): string[] {
  return bundles.flatMap(({ options }) =>
    (options ?? []).flatMap(({ choices }) => choices.filter(({ standard }) => standard).map(({ sku }) => sku)),
  );
}

export interface BundleOptionsProps {
  model: PricingModel;
  bundles: readonly Bundle[];
  chosen: readonly string[];
  onChange(chosen: string[]): void;
}

/** The choices of a bundle's line, each option with how many of it may be taken. */
export function BundleOptions({ model, bundles, chosen, onChange }: BundleOptionsProps) {
  const t = useText(quotesText);
  const format = useFormat();
  const names = new Map([...model.skus, ...(model.bundles ?? [])].map(({ code, name }) => [code, name]));
  return bundles.flatMap((bundle) =>
    (bundle.options ?? []).map((option) => {
      const count = option.choices.filter(({ sku }) => chosen.includes(sku)).length;
      const bounds = {
        least: format.number(option.least),
        most: format.number(option.most),
        count: format.number(count),
      };
      return (
        <FormSection
          key={`${bundle.code} ${option.name}`}
          title={option.name}
          about={t('details.options.about', bounds)}
        >
          {option.choices.map(({ sku, quantity }) => (
            <CheckField
              key={sku}
              label={t('details.option', { quantity: format.number(quantity), item: names.get(sku) ?? sku })}
              checked={chosen.includes(sku)}
              onChange={(taken) => onChange(taken ? [...chosen, sku] : chosen.filter((code) => code !== sku))}
            />
          ))}
        </FormSection>
      );
    }),
  );
}
