import type { CompositionView } from '../../../src-shared/documents';
import { Button, ErrorSurface, TextLink, useText } from '../../ui';
import { VersionList } from '../standing/version-list';
import { useBuild } from './studio-header';
import { studioText } from './text';

/** What was handed in of a composition, and the document that can be made of each version. */
export function CompositionVersions({ found }: { found: CompositionView }) {
  const t = useText(studioText);
  const building = useBuild(found.id);
  return (
    <VersionList
      versions={found.versions}
      action={(version) => (
        <Button size="small" busy={building.busy} onClick={() => void building.build(version)}>
          {t('versions.make')}
        </Button>
      )}
    >
      {building.made && (
        <p role="status">
          <TextLink to={`/documents/${building.made.id}`}>{building.made.name}</TextLink>
        </p>
      )}
      {building.problem && <ErrorSurface error={building.problem} title={t('built.failed')} />}
    </VersionList>
  );
}
