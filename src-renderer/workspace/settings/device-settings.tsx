import { useQuery } from '@tanstack/react-query';
import { Loaded, useDeskState } from '../../app';
import { useDeskQueries } from '../../client';
import { Card, Columns, KeyValueList, Mark, Segment, uiText, useText, useThemeChoice } from '../../ui';
import styles from './settings.module.css';
import { settingsText } from './text';

const MARKS = { note: 'ring', warning: 'warning', damage: 'warning' } as const;

/** What runs here, where the data lies, and what one should know about it. */
export function DeviceSettings() {
  const t = useText(settingsText);
  const words = useText(uiText);
  const { folder, notices } = useDeskState();
  const info = useQuery(useDeskQueries().system.info.queryOptions());
  const choice = useThemeChoice((state) => state.choice);
  const setChoice = useThemeChoice((state) => state.setChoice);
  return (
    <Columns min={360}>
      <Card title={t('device.notices')}>
        {notices.length === 0 && <p className="quiet">{t('device.notices.none')}</p>}
        <ul className={styles.notices}>
          {notices.map(({ kind, text }) => (
            <li key={text} data-kind={kind}>
              <Mark name={MARKS[kind]} />
              <span>{text}</span>
            </li>
          ))}
        </ul>
      </Card>
      <Card title={t('tab.device')}>
        <Loaded query={info}>
          {({ version, face, platform, offlineNote }) => (
            <KeyValueList
              items={[
                { label: t('device.workspace'), value: <span className="mono">{folder}</span> },
                { label: t('device.data'), value: offlineNote },
                { label: t('device.version'), value: version },
                { label: t('device.face'), value: t(`device.face.${face}`) },
                { label: t('device.platform'), value: platform },
                {
                  label: t('device.theme'),
                  value: (
                    <Segment
                      label={words('theme.label')}
                      value={choice}
                      onChange={setChoice}
                      options={(['system', 'light', 'dark'] as const).map((value) => ({
                        value,
                        label: words(`theme.${value}`),
                      }))}
                    />
                  ),
                },
              ]}
            />
          )}
        </Loaded>
      </Card>
    </Columns>
  );
}
