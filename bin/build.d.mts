export type BuildPart = 'main' | 'preload' | 'renderer';

/** Builds the parts of Proofdesk of which a source file changed since they were built last; all of them unless said otherwise. */
export function ensureBuilt(options?: { parts?: BuildPart[]; log?: (text: string) => void }): Promise<void>;
