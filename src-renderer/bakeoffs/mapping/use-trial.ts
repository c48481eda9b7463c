import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type MappingContent, mappingContentSchema } from '../../../src-shared/bakeoffs';
import { useDeskQueries } from '../../client';

/** How long a person must have stopped typing before the file is read again, in milliseconds. */
const PAUSE = 200;

/** Why a mapping cannot be tried yet: the field and what is wrong with it; null when it can. */
export function unfinished(content: MappingContent): string | null {
  const parsed = mappingContentSchema.safeParse(content);
  if (parsed.success) return null;
  const issue = parsed.error.issues[0]!;
  return `${issue.path.filter((step) => typeof step === 'string').join(' ')} ${issue.message}`.trim();
}

/** What a mapping finds in the beginning of a file, kept fresh while it is changed. What was found before stays in sight meanwhile. */
export function useTrial(file: string, content: MappingContent | null) {
  const [settled, setSettled] = useState(content);
  useEffect(() => {
    const wait = setTimeout(() => setSettled(content), PAUSE);
    return () => clearTimeout(wait);
  }, [content]);
  const ready = settled !== null && unfinished(settled) === null;
  return useQuery({
    ...useDeskQueries().bakeoffs.tryMapping.queryOptions({
      input: { file, content: settled as MappingContent },
      enabled: ready,
    }),
    placeholderData: (before) => before,
  });
}
