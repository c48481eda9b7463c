export { roiCommands } from './commands';
export { roiDocument } from './document';
export { getValueCase } from './queries';
export { roiRoomSource } from './room-source';
export { roiRouter } from './router';
