import { factOf, type ReadFile, recordedFacts, type StoredMetadata } from '../../../src-shared/bakeoffs';

/** What a person chose for one file of a reading. */
export interface Choice {
  contender?: string;
  /** In place of what the file and its description say. */
  metadata?: StoredMetadata;
  ranBy?: string | null;
  /** Codes of warnings that were confirmed. */
  confirmed: readonly string[];
  /** The person does not want it. */
  left?: boolean;
}

export type Choices = Readonly<Record<string, Choice>>;

export const noChoice: Choice = { confirmed: [] };

/** How a file stands: what has to be done before it can be imported. */
export type FileState = 'ready' | 'confirm' | 'side' | 'refused' | 'duplicate' | 'left';

export function stateOf(file: ReadFile, choice: Choice): FileState {
  if (choice.left) return 'left';
  if (file.problem) return 'refused';
  if (file.duplicateOf || file.sameAs !== null) return 'duplicate';
  const open = (file.run?.confirmations ?? []).filter(({ code }) => !choice.confirmed.includes(code));
  if (open.length > 0) return 'confirm';
  return contenderOf(file, choice) ? 'ready' : 'side';
}

/** Whether a file can become a run: it was read, and neither it nor its bytes are there already. */
export const isUsable = (file: ReadFile): file is ReadFile & { run: NonNullable<ReadFile['run']> } =>
  file.run !== null && !file.problem && !file.duplicateOf && file.sameAs === null;

/** Whose run it is: as chosen, else as suggested. */
export const contenderOf = (file: ReadFile, choice: Choice): string | null =>
  choice.contender ?? file.suggested?.contender ?? null;

export const metadataOf = (file: ReadFile, choice: Choice): StoredMetadata => choice.metadata ?? file.metadata;

/** How many of the recorded facts are known; the file itself is one of them. */
export function knownFacts(file: ReadFile, choice: Choice): number {
  const ranBy = choice.ranBy === undefined ? file.ranBy : choice.ranBy;
  const metadata = { ...metadataOf(file, choice), files: [], ...(ranBy && { ranBy }) };
  return recordedFacts.filter(({ path }) => factOf(metadata, path) !== undefined).length;
}

/** The runs to import, as the desk takes them. */
export function chosenRuns(files: readonly ReadFile[], choices: Choices) {
  return files.flatMap((file) => {
    const choice = choices[file.file] ?? noChoice;
    const contender = contenderOf(file, choice);
    if (stateOf(file, choice) !== 'ready' || contender === null) return [];
    return [
      {
        file: file.file,
        contender,
        confirmed: [...choice.confirmed],
        ...(choice.metadata && { metadata: choice.metadata }),
        ...(choice.ranBy !== undefined && { ranBy: choice.ranBy }),
      },
    ];
  });
}
