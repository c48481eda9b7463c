export { type BrowserHost, type BrowserHostOptions, startBrowserHost } from './host';
