import { useText } from '../ui';
import { serverText } from './server/text';

export { BrokenOffJoinings } from './join/broken-off';
export { type JoinAgain, JoinWorkspace } from './join/join-workspace';
export { LeftNotice } from './left';
export { OfflineFiles } from './offline-files';
export { ServerSettings } from './server/server-settings';

/** The words of joining, for the screen that leads to it. */
export const useJoinText = () => useText(serverText);
