import { useState } from 'react';
import type { ReadFile } from '../../../src-shared/bakeoffs';
import { useDesk } from '../../client';
import { Button, Row, reportError, useText } from '../../ui';
import { MappingDialog } from './mapping-dialog';
import { mappingText } from './text';

interface MappingOfferProps {
  reading: string;
  file: ReadFile;
  refresh(): Promise<void>;
}

/** What can be done with a file that no reader knows: a saved mapping that fits, or one to be made. Nothing for other files. */
export function MappingOffer({ reading, file, refresh }: MappingOfferProps) {
  const t = useText(mappingText);
  const desk = useDesk();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  if (!file.unrecognised) return null;
  const { name, mappings, mapping: through } = file;
  const use = async (mapping: string) => {
    setBusy(true);
    try {
      await desk.bakeoffs.remap({ reading, file: file.file, mapping: { saved: mapping } });
      await refresh();
    } catch (thrown) {
      reportError(thrown);
    }
    setBusy(false);
  };
  return (
    <>
      <Row>
        <small>
          {through
            ? through.version === null
              ? t('offer.read.once', { mapping: through.name })
              : t('offer.read', { mapping: through.name, version: through.version })
            : mappings.length > 0
              ? t('offer.fits', { count: mappings.length })
              : t('offer.about')}
        </small>
        {!through &&
          mappings.slice(0, 3).map((mapping) => (
            <Button
              key={mapping.id}
              size="small"
              kind="primary"
              busy={busy}
              aria-label={t('offer.use.of', { name, mapping: mapping.name })}
              onClick={() => void use(mapping.id)}
            >
              {t('offer.use', { mapping: mapping.name })}
            </Button>
          ))}
        <Button
          size="small"
          aria-label={t(through ? 'offer.change.of' : 'offer.map.of', { name })}
          onClick={() => setOpen(true)}
        >
          {t(through ? 'offer.change' : 'offer.map')}
        </Button>
      </Row>
      {open && <MappingDialog reading={reading} file={file} refresh={refresh} onClose={() => setOpen(false)} />}
    </>
  );
}
