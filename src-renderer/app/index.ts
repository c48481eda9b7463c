/**
 * The frame of the application, as domains use it: what they register (`Area`), and what they may ask of it. Domains import from here;
 * the application itself (router, frame, customer view) is put together in `application.tsx`.
 */
export { type Address, type AddressSearch, useAddress } from './address';
export type {
  ApprovalSubject,
  Area,
  CustomerArea,
  CustomerScreen,
  DealTab,
  NavigationPlace,
  PaletteCommand,
  Screen,
  TodayCard,
} from './area';
export { AreasProvider, type PlaceOf, placesOf, useAreas, useDealTabs, usePlaces } from './areas';
export { type CommandOptions, type CommandProcedure, type CommandRun, useCommand } from './command';
export { CommandProblem } from './command-problem';
export { enterCustomerView, leaveCustomerView } from './customer-address';
export { DeskStateProvider, useActor, useDeskState, useHasRole, usePersonName, useWorkspace } from './desk-state';
export { type Draft, useDraft } from './draft';
export { useEditedContent } from './edited-content';
export { type Here, useHere } from './here';
export { lazyPart, lazyScreen } from './lazy';
export { DealList, type ListAddress, type ListedRows, ListScreen, useListAddress } from './list-screen';
export { Loaded } from './loaded';
export { useNow } from './now';
export { SaveEdit } from './save-edit';
export { SYNC_ENTITIES, useOnlyPerson, useSyncStatus } from './sync-status';
