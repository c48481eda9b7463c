import { implementCommand } from '../../src-core/commands/implementation';
import { archiveBrief, DefensibilityBrief, saveBrief } from '../../src-shared/claims';
import { archive, create, patch } from '../../src-shared/kernel/change';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { requireChart, whole } from './draft-rows';
import { seriesOf } from './set-commands';

export const briefCommands = [
  implementCommand(saveBrief, ({ brief, charts: named, ...fields }, state, tools) => {
    const charts = named?.map((chart) => requireChart(state, chart).id);
    if (brief !== undefined) {
      const { number } = whole(DefensibilityBrief, state.require(DefensibilityBrief, brief));
      return {
        changes: [patch(DefensibilityBrief, brief, { ...fields, charts })],
        resource: { entity: 'defensibilityBrief', id: brief },
        result: { id: brief, number },
      };
    }
    if (fields.title === undefined || charts === undefined) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: 'A brief needs a title and at least one chart.',
        where: { field: fields.title === undefined ? 'title' : 'charts' },
      });
    }
    const id = tools.newId();
    const number = tools.number(seriesOf(state, 'defensibilityBrief', 'CB'));
    return {
      changes: [
        create(DefensibilityBrief, id, {
          number,
          title: fields.title,
          charts,
          protects: fields.protects ?? '',
          licensing: fields.licensing ?? '',
          disclosure: fields.disclosure ?? 'internal',
          owner: tools.actor.id,
          created: tools.now,
        }),
      ],
      resource: { entity: 'defensibilityBrief', id },
      result: { id, number },
    };
  }),
  implementCommand(archiveBrief, ({ brief }, state) => {
    state.require(DefensibilityBrief, brief);
    return {
      changes: [archive(DefensibilityBrief, brief)],
      resource: { entity: 'defensibilityBrief', id: brief },
      result: { id: brief },
    };
  }),
];
