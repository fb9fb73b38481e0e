import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const pine: MantineColorsTuple = [
  '#e6f6f5',
  '#d3e9e8',
  '#a9d3d1',
  '#7abcb9',
  '#54a8a5',
  '#3b9c98',
  '#2b9692',
  '#19827e',
  '#0b6e6b',
  '#005f5c',
];

/** Shade 8 keeps white text at 4.5 : 1 and more, in both colour schemes. */
export const theme = createTheme({
  primaryColor: 'pine',
  colors: { pine },
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  defaultRadius: 'md',
  fontFamily: 'Inter, system-ui, -apple-system, "Segoe UI", "Liberation Sans", sans-serif',
  headings: { fontWeight: '650' },
});

/**
 * Mantine's own dimmed text is 3.3 : 1 on white; these are above 7 : 1 in both schemes. Its placeholders are 2.1 : 1,
 * these above 4.5 : 1; in the dark scheme its “light” red is white. `control-line` bounds fields and choices, above
 * 3 : 1. `incomplete` marks what a guide lacks.
 */
export const cssVariables: CSSVariablesResolver = ({ colors }) => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': colors.gray[7],
    '--mantine-color-placeholder': '#68717a',
    '--mantine-color-error': colors.red[9],
    '--control-line': colors.gray[6],
    '--incomplete-ink': '#7a4100',
    '--incomplete-paper': '#fff8e6',
    '--incomplete-line': '#b57a14',
  },
  dark: {
    '--mantine-color-dimmed': colors.dark[0],
    '--mantine-color-placeholder': '#9d9d9d',
    '--mantine-color-anchor': colors.pine?.[3] ?? '',
    '--mantine-color-error': colors.red[4],
    '--mantine-color-red-light-color': colors.red[4],
    // What lies under that red while the pointer is on it.
    '--mantine-color-red-light-hover': 'var(--mantine-color-red-light)',
    '--control-line': colors.dark[2],
    '--incomplete-ink': '#ffd591',
    '--incomplete-paper': '#33291a',
    '--incomplete-line': '#b08a45',
  },
});
