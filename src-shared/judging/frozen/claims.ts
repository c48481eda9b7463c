import { ClaimChart, ClaimChartVersion, ReleasedChart, ReleasedElement } from '../../claims';
import { ProofdeskError } from '../../kernel/errors';
import { changeOf, changesOf } from '../../kernel/judged';
import { requireChart, requireDraft } from '../claims/draft-rows';
import { claimRulesVersion, draftContent, frozenVersion } from '../claims/frozen';
import { frozenContent } from '../facts/claims';
import { FaultsOf, type FrozenRule } from '../frozen-fault';

/** A handed-in chart: a copy of its draft, element by element. */
export const submitChartFrozen: FrozenRule = (act, known) => {
  const { id, fields } = changeOf(act, ClaimChartVersion, 'create');
  const found = new FaultsOf(ClaimChartVersion.name, id, 'version');
  const chart = requireDraft(known, String(fields.chart));
  const { head, elements } = frozenContent(act);
  const present = draftContent(known, chart);
  found.rules(fields.rules, claimRulesVersion);
  found.copies('version', fields.version, chart.version);
  found.copies('head', head, present.head);
  found.copies('elements', elements, present.elements);
  return found.faults;
};

/** A release: what was frozen, without the alternatives that were considered. */
export const releaseChartFrozen: FrozenRule = (act, known) => {
  const { id, fields } = changeOf(act, ReleasedChart, 'create');
  const found = new FaultsOf(ReleasedChart.name, id, 'release');
  const chart = requireChart(known, String(fields.chart));
  const version = fields.version ?? 0;
  const { content } = frozenVersion(known, chart, version);
  const { head, elements } = content;
  if (known.where(ReleasedChart, { chart: chart.id, version }).length > 0) {
    throw new ProofdeskError({ code: 'stale', message: `Version ${version} of ${chart.number} was released already.` });
  }
  for (const patched of changesOf(act, ClaimChart, 'patch')) found.follows('chart', patched.id, chart.id);
  found.follows('head', fields.head, head);
  for (const name of ['number', 'title', 'disclosure', 'expiresOn'] as const)
    found.follows(name, fields[name] ?? null, head[name]);
  const released = changesOf(act, ReleasedElement, 'create').map((change) => change.fields);
  found.follows(
    'elements',
    [...released].sort((a, b) => (a.index ?? 0) - (b.index ?? 0)),
    elements.map(({ alternatives: _alternatives, ...content_ }, index) => ({ release: id, index, content: content_ })),
  );
  return found.faults;
};
