import { useState } from 'react';
import { CommandProblem, useCommand, useHasRole } from '../../app';
import { useDesk } from '../../client';
import { Button, Card, Chip, Dialog, Form, Row, Stack, TextAreaField, useText } from '../../ui';
import { useCompetitorNames } from './queries';
import { languageText } from './text';
import { linesOf } from './try-rule';

/** Names that must not be written where an archetype is meant. */
export function NamesCard() {
  const t = useText(languageText);
  const legal = useHasRole('legal');
  const { data } = useCompetitorNames();
  const [editing, setEditing] = useState(false);
  return (
    <Card
      title={t('names.title')}
      aside={
        legal &&
        data && (
          <Button size="small" aria-label={t('names.edit')} onClick={() => setEditing(true)}>
            {t('rule.edit')}
          </Button>
        )
      }
    >
      <Stack gap={3}>
        <p className="quiet">{t('names.about')}</p>
        {data?.length === 0 ? (
          <p className="quiet">{t('names.none')}</p>
        ) : (
          <Row>
            {data?.map((name) => (
              <Chip key={name}>{name}</Chip>
            ))}
          </Row>
        )}
      </Stack>
      {editing && data && <NamesDialog names={data} onClose={() => setEditing(false)} />}
    </Card>
  );
}

function NamesDialog({ names, onClose }: { names: readonly string[]; onClose(): void }) {
  const t = useText(languageText);
  const save = useCommand(useDesk().claims.setCompetitorNames);
  const [text, setText] = useState(names.join('\n'));
  const typed = [...new Set(linesOf(text))];
  const short = typed.find((name) => name.length < 2);
  const error = short === undefined ? null : t('names.short', { name: short });
  const act = async () => {
    if (error === null && (await save.run({ names: typed }))) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('names.edit')}
      actions={
        <Button kind="primary" busy={save.busy} unavailable={error} onClick={act}>
          {t('names.save')}
        </Button>
      }
    >
      <Form onSubmit={act}>
        <TextAreaField
          label={t('names.field')}
          hint={t('names.hint')}
          error={error}
          rows={8}
          value={text}
          onChange={setText}
        />
        <CommandProblem command={save} />
      </Form>
    </Dialog>
  );
}
