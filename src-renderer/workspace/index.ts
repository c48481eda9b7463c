import type { Area } from '../app';

export { StartScreen } from './start/start-screen';

export const workspaceArea: Area = { name: 'workspace', screens: [] };
