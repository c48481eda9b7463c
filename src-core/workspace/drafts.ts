import type { Workspace } from './workspace';

/** Removes unfinished edits that speak of a person: they would bring back what an erasure takes. */
export function dropDraftsAbout(workspace: Workspace, person: string): void {
  const texts = [person];
  for (const definition of workspace.definitions.values()) {
    const titles = Object.keys(definition.fields).filter(
      (name) => definition.fields[name]!.readers === 'personal' && definition.fields[name]!.search === 'title',
    );
    if (titles.length === 0 || definition.personalOf !== 'id') continue;
    const row = workspace.reader.get(definition, person) as Record<string, unknown> | undefined;
    for (const name of titles) if (typeof row?.[name] === 'string' && row[name].length > 2) texts.push(row[name]);
  }
  for (const text of texts) {
    workspace.runner.statement('DELETE FROM drafts WHERE instr(body, ?) > 0').run(JSON.stringify(text).slice(1, -1));
  }
}
