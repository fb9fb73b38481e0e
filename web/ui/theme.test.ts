import { DEFAULT_THEME, darken, luminance, type MantineTheme, mergeMantineTheme } from '@mantine/core';
import { expect, test } from 'vitest';
import { cssVariables, theme } from './theme.ts';

const merged: MantineTheme = mergeMantineTheme(DEFAULT_THEME, theme);
const variables = cssVariables(merged);
const { dark, red } = merged.colors;

/** WCAG 2.2, relative luminance. */
function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** What text and controls stand on: pages, cards, fields. */
const grounds = {
  light: ['#ffffff', '#f8f9fa'],
  dark: [dark[7], dark[6], '#242526'],
};

test.each([
  ['light', '--control-line', 3],
  ['dark', '--control-line', 3],
  ['light', '--mantine-color-placeholder', 4.5],
  ['dark', '--mantine-color-placeholder', 4.5],
  ['light', '--mantine-color-error', 4.5],
  ['dark', '--mantine-color-error', 4.5],
  ['dark', '--mantine-color-red-light-color', 4.5],
] as const)('in the %s scheme %s stands out by %d : 1', (scheme, name, least) => {
  const colour = variables[scheme][name] ?? '';
  for (const ground of grounds[scheme]) expect(contrast(colour, ground)).toBeGreaterThanOrEqual(least);
});

test('in the dark scheme a red button is red, and readable with the pointer on it', () => {
  const colour = variables.dark['--mantine-color-red-light-color'] ?? '';
  expect(colour).toBe(red[4]);
  // What Mantine makes `red-light` of, which is the ground then.
  expect(variables.dark['--mantine-color-red-light-hover']).toBe('var(--mantine-color-red-light)');
  expect(contrast(colour, darken(red[9], 0.5))).toBeGreaterThanOrEqual(4.5);
});
