import { Button, Dialog, useFormat, useText } from '../../ui';
import { studioText } from './text';

interface HandInProps {
  title: string;
  /** Roles whose sign-off it will ask for; none: it is approved at once. */
  needs: readonly string[];
  onClose(): void;
  onHandIn(): void;
}

/** Says whose sign-off handing in asks for, before it is done. */
export function HandIn({ title, needs, onClose, onHandIn }: HandInProps) {
  const t = useText(studioText);
  const format = useFormat();
  const run = () => {
    onHandIn();
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      actions={
        <Button kind="primary" onClick={run}>
          {t('act.submit')}
        </Button>
      }
    >
      <p>{needs.length > 0 ? t('act.submit.needs', { roles: format.list(needs) }) : t('act.submit.free')}</p>
    </Dialog>
  );
}
