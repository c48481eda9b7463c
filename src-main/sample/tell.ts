import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DeskClient } from '../../src-shared/contract';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { Desk } from '../desk';
import { readStory, resolveNames, type StoryMemory, type StoryStep, spanMilliseconds } from './story';

export interface Telling {
  desk: Desk;
  /** A client in which this person acts. */
  clientOf(person: string): DeskClient;
  memory: StoryMemory;
  /** Moves the clock on, where it is one that can be moved. */
  wait?(milliseconds: number): void;
  progress(fraction: number, message: string): void;
}

/** Does what a story's file says, through the same procedures as any other change. */
export async function tellStory(file: string, telling: Telling): Promise<void> {
  const story = readStory(file);
  for (const [index, step] of story.entries()) {
    try {
      await tellStep(step, dirname(file), telling);
    } catch (cause) {
      const record = cause instanceof ProofdeskError ? cause.toRecord() : null;
      throw new ProofdeskError(
        {
          code: record?.code ?? 'internal',
          message: `Step ${index + 1} of the sample failed: ${record?.message ?? String(cause)}`,
          where: { file, field: String(index) },
        },
        { cause },
      );
    }
    telling.progress((index + 1) / story.length, nameOf(step));
  }
}

function nameOf(step: StoryStep): string {
  if ('call' in step) return step.call;
  if ('hand' in step) return step.hand;
  return 'importRuns' in step ? step.importRuns : step.wait;
}

async function tellStep(step: StoryStep, folder: string, telling: Telling): Promise<void> {
  if ('wait' in step) {
    telling.wait?.(spanMilliseconds(step.wait));
    return;
  }
  if ('hand' in step) {
    telling.memory.saved.set(step.save, await telling.desk.intake.point(join(folder, step.hand)));
    return;
  }
  const person = String(resolveNames(`$${step.as}.id`, telling.memory));
  const client = telling.clientOf(person);
  if ('call' in step) {
    const procedure = step.call
      .split('.')
      .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], client) as
      | ((input: unknown) => Promise<unknown>)
      | undefined;
    if (!procedure) throw new ProofdeskError({ code: 'internal', message: `There is no procedure ${step.call}.` });
    const answer = await procedure(resolveNames(step.input, telling.memory));
    const result =
      answer && typeof answer === 'object' && 'decision' in answer
        ? (answer as unknown as { result: unknown }).result
        : answer;
    if (step.save) telling.memory.saved.set(step.save, result);
    return;
  }
  await importRuns(client, telling.desk, {
    bakeoff: String(resolveNames(step.bakeoff, telling.memory)),
    folder: join(folder, step.importRuns),
    only: step.only ?? '',
    sides: step.sides,
  });
}

/** Hands the files of a folder over, waits until they are read, and imports them for the sides that their names tell. */
export async function importRuns(
  client: DeskClient,
  desk: Desk,
  what: { bakeoff: string; folder: string; only: string; sides: { ours: string; theirs: string } },
): Promise<void> {
  const names = readdirSync(what.folder)
    .filter((name) => name.includes(what.only))
    .sort();
  const handed = await Promise.all(names.map((name) => desk.intake.point(join(what.folder, name))));
  const { reading } = await client.bakeoffs.read({ bakeoff: what.bakeoff, files: handed.map(({ id }) => id) });
  let view = await client.bakeoffs.reading({ reading });
  while (view.state === 'reading') {
    await new Promise((resolve) => setTimeout(resolve, 20));
    view = await client.bakeoffs.reading({ reading });
  }
  const failed = view.error ?? view.files.find(({ problem }) => problem !== null)?.problem;
  if (failed) throw new ProofdeskError(failed);
  const { contenders } = await client.bakeoffs.get({ bakeoff: what.bakeoff });
  const contenderOf = (side: 'ours' | 'theirs') => contenders.find((one) => one.side === side)!.id;
  await client.bakeoffs.importRuns({
    reading,
    runs: view.files.map(({ file, name, run }) => ({
      file,
      contender: contenderOf(name.includes(what.sides.ours) ? 'ours' : 'theirs'),
      confirmed: (run?.confirmations ?? []).map(({ code }) => code),
    })),
  });
}
