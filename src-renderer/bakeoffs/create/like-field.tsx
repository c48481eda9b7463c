import { useEffect, useRef, useState } from 'react';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import { useDesk } from '../../client';
import { ErrorSurface, SelectField, useText } from '../../ui';
import { useBakeoffs } from '../queries';
import { likeBakeoff, type PlanDraft } from './plan-draft';
import { createText } from './text';

interface LikeProps {
  /** Id of the bakeoff that the screen was opened for: "plan another one like this". */
  named: string | null;
  onChange(change: Partial<PlanDraft>): void;
}

/** Takes over what another bakeoff agreed on. Absent where there is no other. */
export function LikeField({ named, onChange }: LikeProps) {
  const t = useText(createText);
  const desk = useDesk();
  const [chosen, setChosen] = useState<string | null>(null);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const take = async (bakeoff: string) => {
    setProblem(null);
    try {
      onChange(likeBakeoff(await desk.bakeoffs.get({ bakeoff })));
      setChosen(bakeoff);
    } catch (thrown) {
      setProblem(errorRecord(thrown));
    }
  };
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    if (named) void latest.current(named);
  }, [named]);
  const { data } = useBakeoffs();
  if (!data || data.bakeoffs.length === 0) return null;
  return (
    <>
      <SelectField
        label={t('like')}
        optional
        hint={t('like.hint')}
        placeholder={t('like.choose')}
        options={data.bakeoffs.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }))}
        value={chosen}
        onChange={(bakeoff) => bakeoff && void take(bakeoff)}
        searchable
      />
      {problem && <ErrorSurface error={problem} onDismiss={() => setProblem(null)} />}
    </>
  );
}
