/**
 * The common room of the renderer: the look, and the parts that every screen is made of. Screens import from here only.
 * `Desk` goes around the application once; `Shell` around each screen.
 */
export { Board, type BoardColumn, type BoardProps } from './board/board';
export { Avatar, initials } from './controls/avatar';
export { Button, type ButtonProps, IconButton, type IconButtonProps } from './controls/button';
export { Chip, type ChipProps, type Tone } from './controls/chip';
export { Icon, type IconName } from './controls/icons';
export { Keys, shortcutText } from './controls/keys';
export { Anchor, type Navigation, NavigationProvider, TextLink, useNavigation } from './controls/links';
export { Mark, type MarkName } from './controls/marks';
export { ActionMenu, type ActionMenuProps, type MenuItem } from './controls/menu';
export { Segment, type SegmentOption, type SegmentProps } from './controls/segment';
export { Desk, type DeskProps } from './desk';
export { ExplainPanel } from './explain/explain-panel';
export type { Explain, ExplainSource, ExplainStep, Explanation } from './explain/explanation';
export { Inspector } from './explain/inspector';
export { useInspector } from './explain/inspector-store';
export { TraceableNumber, type TraceableNumberProps } from './explain/traceable-number';
export { Confirm, type ConfirmProps, Dialog, type DialogProps } from './feedback/dialog';
export { EmptyState, type EmptyStateProps } from './feedback/empty-state';
export { reportError, useErrors } from './feedback/error-store';
export { ErrorSurface, type ErrorSurfaceProps } from './feedback/error-surface';
export { type Job, JobTray, type JobTrayProps } from './feedback/job-tray';
export { Gauge, type GaugeProps, Meter, type MeterPart, type MeterProps } from './feedback/meter';
export { CheckField, type CheckFieldProps, RadioField, type RadioFieldProps } from './fields/check-field';
export { Field, type FieldControl, type FieldFrameProps, type FieldProps } from './fields/field';
export { Form, FormActions, FormRow, FormSection } from './fields/form';
export { MoneyField, type MoneyFieldProps, NumberField, type NumberFieldProps } from './fields/number-field';
export { SelectField, type SelectFieldProps, type SelectOption } from './fields/select-field';
export {
  DateField,
  type DateFieldProps,
  TextAreaField,
  type TextAreaFieldProps,
  TextField,
  type TextFieldProps,
} from './fields/text-field';
export { FileDrop, type FileDropProps } from './files/file-drop';
export { currencyDigits, type DecimalInput, decimalFromMinor, NOTHING } from './format/decimal-input';
export { createFormat, type Format, type Moment, type NumberOptions } from './format/format';
export { type ParsedDecimal, parseDecimal } from './format/parse-decimal';
export { Card, type CardProps, Section, type SectionProps } from './layout/card';
/** Classes of things told one below the other: `list`, `line`, `value`, `prose`, `small`. */
export { default as entryStyles } from './layout/entries.module.css';
export { Contender, type KeyValue, KeyValueList, type Stat, StatRow, Totals } from './layout/facts';
export {
  DetailHeader,
  type DetailHeaderProps,
  DetailPane,
  Entries,
  Entry,
  EntryLink,
  ListDetail,
  type ListDetailProps,
  ListPane,
  Said,
  useEntryKeys,
} from './layout/list-detail';
export { Measured } from './layout/measured';
export {
  Columns,
  Page,
  PageHeader,
  type PageHeaderProps,
  type PageProps,
  Push,
  Row,
  Stack,
  Toolbar,
} from './layout/page';
export { Sentences } from './layout/sentences';
export { type Tab, Tabs, type TabsProps } from './layout/tabs';
export { Internal, useView, type View, ViewProvider } from './layout/view';
export { type Action, useActions, useOfferedActions } from './palette/actions';
export { type Match, match } from './palette/match';
export { Palette, type PaletteGroup, type PaletteItem, type PaletteProps } from './palette/palette';
export { DiffView, type FieldChange } from './receipts/diff-view';
export { ReceiptList, ReceiptSentence, type ReceiptSentenceProps } from './receipts/receipt-sentence';
export { focusContent } from './shell/focus-content';
export { Shell, type ShellProps } from './shell/shell';
export type { Crumb, NavigationGroup, NavigationItem, Person, PersonSwitch } from './shell/shell-types';
export { SyncIndicator, type SyncIndicatorProps, type SyncSign } from './shell/sync-indicator';
export type { Search } from './shell/use-palette-groups';
export { parseClipboardTable } from './table/clipboard';
export { type ColumnValue, type DataColumn, figureShapes, figureWidth, type TableSort } from './table/columns';
export { DataTable, type DataTableProps, ROW_HEIGHT } from './table/data-table';
export {
  ChoiceCell,
  type ChoiceCellProps,
  NumberCell,
  type NumberCellProps,
  TextCell,
  type TextCellProps,
} from './table/edit-cell';
export type { RowGroup } from './table/entries';
export type { Selection } from './table/selection';
export { TwoLines } from './table/two-lines';
export {
  type Catalogue,
  defineText,
  type Message,
  type Messages,
  type Translate,
  type Translation,
  translateText,
} from './text/catalogue';
export { uiText } from './text/english';
export { LocaleProvider, type LocaleProviderProps, useFormat, useLocale, useText } from './text/locale-provider';
export { createTranslate } from './text/translate';
export { browserThemeStorage, type ThemeChoice, type ThemeStorage, useThemeChoice } from './theme/theme-choice';
export { ThemeProvider, useResolvedTheme } from './theme/theme-provider';
