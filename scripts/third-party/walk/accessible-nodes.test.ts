import type { CDPSession } from 'playwright-core';
import { expect, test } from 'vitest';
import { accessibleNodes } from './accessible-nodes.ts';

interface Told {
  readonly role: string;
  readonly name: string;
  readonly below?: readonly Told[];
}

/** A tree as Chromium's protocol lists it. */
function session(top: Told): CDPSession {
  const nodes: object[] = [];
  const list = ({ role, name, below = [] }: Told): string => {
    const place = nodes.push({}) - 1;
    const childIds = below.map(list);
    const [nodeId, backendDOMNodeId] = [String(place), place + 1];
    nodes[place] = { nodeId, backendDOMNodeId, role: { value: role }, name: { value: name }, childIds };
    return nodeId;
  };
  list(top);
  return { send: async () => ({ nodes }) } as unknown as CDPSession;
}

const names = async (top: Told) => (await accessibleNodes(session(top))).widgets.map(({ name }) => name);
const text = (name: string): Told => ({ role: 'StaticText', name });
const row = (name: string, ...below: Told[]): Told => ({ role: 'treeitem', name, below });

test('a row whose name holds the rows below it is called by what the tree has in itself', async () => {
  const fruit = row('Fruit 2 Pear Plum', text('Fruit'), text('2'), row('Pear'), {
    role: 'generic',
    name: '',
    below: [row('Plum')],
  });
  expect(await names(fruit)).toEqual(['Fruit 2', 'Pear', 'Plum']);
});

test('a row that says something else of itself keeps that', async () => {
  expect((await names(row('All fruit', text('Fruit'), row('Pear'))))[0]).toBe('All fruit');
});

test('of a row with nothing of its own but signs all is kept', async () => {
  expect((await names(row('{ Pear }', text('{'), row('Pear'), text('}'))))[0]).toBe('{ Pear }');
});
