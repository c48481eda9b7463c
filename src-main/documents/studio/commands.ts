import { compositionCommands } from './composition-commands';
import { snippetCommands } from './snippet-commands';
import { templateCommands } from './template-commands';

/** What changes compositions, snippets and templates. */
export const studioCommands = [...compositionCommands, ...snippetCommands, ...templateCommands];
