import { useMemo } from 'react';
import { checkLanguage, type FlagView, type LanguageFlag } from '../../../../src-shared/claims';
import { useText } from '../../../ui';
import { useLanguageContext } from './queries';
import { chartText } from './text';

/** A flag as the page shows it, whether it was found while typing or by the desk. */
export type ShownFlag = Pick<
  FlagView,
  'rule' | 'start' | 'end' | 'text' | 'reason' | 'suggestion' | 'status' | 'waiver' | 'note'
>;

export interface CheckedPlace {
  chart: string;
  /** Left out for the summary. */
  element?: string;
  /** What is saved, and the flags that the desk found in it. */
  value: string;
  flags: readonly FlagView[];
}

/** Flags of a text while it is typed: by the same check as on the desk, and those that the desk found while nothing was changed. */
export function useShownFlags(place: CheckedPlace, text: string, active: boolean): ShownFlag[] {
  const t = useText(chartText);
  const { data } = useLanguageContext(place.chart, place.element, active || text !== place.value);
  const { flags, value } = place;
  return useMemo(() => {
    if (!data) return text === value ? [...flags] : [];
    const note = (found: LanguageFlag['note']) =>
      !found
        ? null
        : found.kind === 'verdict-differs'
          ? t('flag.differs', { reference: found.reference, outcome: found.outcome })
          : t('flag.expired', { on: found.on });
    return checkLanguage(text, data.rules, data.context).map((flag) => ({
      ...flag,
      note: note(flag.note),
      waiver: flags.find(({ waiver }) => waiver !== null && waiver.id === flag.by)?.waiver ?? null,
    }));
  }, [data, text, value, flags, t]);
}
