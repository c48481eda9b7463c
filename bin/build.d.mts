export type BuildPart = 'main' | 'preload' | 'renderer' | 'page' | 'server';

/** Builds the parts of Proofdesk of which a source file changed since they were built last; those of the application unless said otherwise. */
export function ensureBuilt(options?: { parts?: BuildPart[]; log?: (text: string) => void }): Promise<void>;
