/** Version of the rules that judge a table; a verdict names it, and one of another version is stale. */
export const verdictRulesVersion = 'verdicts 1';

/** Version of the readers of harness files and of the figures taken from them; a run names it. */
export const importersVersion = '1';
