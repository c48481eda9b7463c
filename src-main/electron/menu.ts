import type { MenuItemConstructorOptions } from 'electron';
import type { MenuItem } from '../../src-shared/system';

/**
 * The application's menu. Items that act on the workspace are told to the page, which has the same actions in its palette.
 * @param tell sends an item to the window in front
 */
export function menuTemplate(options: {
  platform: NodeJS.Platform;
  developerTools: boolean;
  tell(item: MenuItem): void;
}): MenuItemConstructorOptions[] {
  const mac = options.platform === 'darwin';
  const item = (label: string, accelerator: string, name: MenuItem): MenuItemConstructorOptions => ({
    label,
    accelerator,
    click: () => options.tell(name),
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const settings = item('Settings…', 'CmdOrCtrl+,', 'settings');
  return [
    ...(mac
      ? [
          {
            role: 'appMenu',
            submenu: [
              { role: 'about' },
              separator,
              settings,
              separator,
              { role: 'hide' },
              { role: 'hideOthers' },
              { role: 'unhide' },
              separator,
              { role: 'quit' },
            ],
          } satisfies MenuItemConstructorOptions,
        ]
      : []),
    {
      label: '&File',
      submenu: [
        item('Import…', 'CmdOrCtrl+O', 'import'),
        separator,
        item('Switch person…', 'CmdOrCtrl+Shift+P', 'switch-person'),
        item('Customer view', 'CmdOrCtrl+Shift+U', 'customer-view'),
        separator,
        ...(mac ? [] : [settings, separator]),
        mac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&Go',
      submenu: [
        item('Command palette…', 'CmdOrCtrl+K', 'palette'),
        item('Search…', 'CmdOrCtrl+Shift+F', 'search'),
        item('Receipts', 'CmdOrCtrl+Shift+R', 'receipts'),
      ],
    },
    {
      label: '&View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
        ...(options.developerTools
          ? [separator, { role: 'reload' } as const, { role: 'toggleDevTools' } as const]
          : []),
      ],
    },
    { role: 'windowMenu' },
  ];
}
