export { MarkedText } from './marked-text';
export { StartScreen } from './start/start-screen';
