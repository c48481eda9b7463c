import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';
import parts from './mantine-parts.module.css';

/**
 * Mantine's parts drawn in our tokens. Every shade of every Mantine colour leads to one of the custom properties of
 * `tokens.css`, so no component can bring in a colour of its own, and light and dark need nothing further.
 */
const token = (name: string) => `var(--${name})`;
const only = (name: string): MantineColorsTuple => {
  const colour = token(name);
  return [colour, colour, colour, colour, colour, colour, colour, colour, colour, colour];
};
const tones = (soft: string, strong: string): MantineColorsTuple => {
  const [pale, full] = [token(soft), token(strong)];
  return [pale, pale, pale, full, full, full, full, full, full, full];
};
/** In light, Mantine takes its neutrals from `gray`, palest first. */
const gray = ['sunken', 'sunken', 'line', 'line', 'line-strong', 'ink-3', 'ink-3', 'ink-2', 'ink-2', 'ink'].map(
  token,
) as unknown as MantineColorsTuple;
/** In dark, from `dark`: text first, the ground (6 and 7) and what lies below it last. */
const dark = ['ink', 'ink-2', 'ink-2', 'ink-3', 'line', 'sunken', 'surface', 'sunken', 'sunken', 'sunken'].map(
  token,
) as unknown as MantineColorsTuple;

export const mantineTheme = createTheme({
  colors: {
    accent: tones('accent-soft', 'accent'),
    gray,
    dark,
    red: tones('bad-soft', 'bad'),
    pink: tones('bad-soft', 'bad'),
    orange: tones('warn-soft', 'warn'),
    yellow: tones('warn-soft', 'warn'),
    lime: tones('good-soft', 'good'),
    green: tones('good-soft', 'good'),
    teal: tones('good-soft', 'good'),
    cyan: tones('accent-soft', 'accent'),
    blue: tones('accent-soft', 'accent'),
    indigo: tones('accent-soft', 'accent'),
    violet: tones('internal-soft', 'internal'),
    grape: tones('internal-soft', 'internal'),
    ink: only('ink'),
  },
  primaryColor: 'accent',
  primaryShade: 6,
  white: token('surface'),
  black: token('ink'),
  fontFamily: token('font'),
  fontFamilyMonospace: token('mono'),
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '28px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '5px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  shadows: { xs: token('shadow'), sm: token('shadow'), md: token('shadow'), lg: token('shadow'), xl: token('shadow') },
  headings: { fontFamily: token('font'), fontWeight: '600' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    ModalRoot: { defaultProps: { yOffset: '14vh', transitionProps: { duration: 100 } } },
    ModalOverlay: { defaultProps: { color: token('shade'), backgroundOpacity: 0.4 } },
    Popover: { defaultProps: { transitionProps: { duration: 80 }, shadow: 'md' } },
    Menu: {
      classNames: { item: parts.menuItem },
      defaultProps: {
        transitionProps: { duration: 80 },
        shadow: 'md',
        position: 'bottom-end',
        withInitialFocusPlaceholder: false,
      },
    },
    Tooltip: { defaultProps: { transitionProps: { duration: 80 }, openDelay: 300, withArrow: false } },
  },
});

/** The variables that Mantine computes itself, led back to the tokens. */
export const mantineVariables: CSSVariablesResolver = () => {
  const scheme = {
    '--mantine-color-body': token('surface'),
    '--mantine-color-text': token('ink'),
    '--mantine-color-bright': token('ink'),
    '--mantine-color-dimmed': token('ink-2'),
    '--mantine-color-placeholder': token('ink-3'),
    '--mantine-color-error': token('bad'),
    '--mantine-color-success': token('good'),
    '--mantine-color-anchor': token('accent'),
    '--mantine-color-default': token('surface'),
    '--mantine-color-default-hover': token('sunken'),
    '--mantine-color-default-color': token('ink'),
    '--mantine-color-default-border': token('line'),
    '--mantine-color-disabled': token('sunken'),
    '--mantine-color-disabled-color': token('ink-3'),
    '--mantine-color-disabled-border': token('line'),
    '--mantine-primary-color-contrast': token('on-accent'),
    '--mantine-primary-color-filled': token('accent'),
    '--mantine-primary-color-filled-hover': token('accent'),
    '--mantine-primary-color-light': token('accent-soft'),
    '--mantine-primary-color-light-hover': token('accent-soft'),
    '--mantine-primary-color-light-color': token('accent'),
  };
  return { variables: {}, light: scheme, dark: scheme };
};
