import { expect, test } from 'vitest';
import { sortNodes, type TreeNode } from './accessible-nodes.ts';

interface Told {
  readonly role: string;
  readonly name: string;
  readonly below?: readonly Told[];
}

/** A tree as Chromium's protocol lists it. */
function listed(top: Told, place = '1'): readonly TreeNode[] {
  const { role, name, below = [] } = top;
  const rest = below.map((one, at) => listed(one, `${place}${at + 1}`));
  const childIds = rest.flatMap(([child]) => child?.nodeId ?? []);
  const node = { nodeId: place, backendDOMNodeId: Number(place), ignored: false, childIds };
  return [{ ...node, role: { value: role }, name: { value: name } }, ...rest.flat()];
}

const names = (top: Told) => sortNodes(listed(top)).widgets.map(({ name }) => name);
const text = (name: string): Told => ({ role: 'StaticText', name });
const row = (name: string, ...below: Told[]): Told => ({ role: 'treeitem', name, below });

test('a row whose name holds the rows below it is called by what the tree has in itself', () => {
  const fruit = row('Fruit 2 Pear Plum', text('Fruit'), text('2'), row('Pear'), {
    role: 'generic',
    name: '',
    below: [row('Plum')],
  });
  expect(names(fruit)).toEqual(['Fruit 2', 'Pear', 'Plum']);
});

test('a row that says something else of itself keeps that', () => {
  expect(names(row('All fruit', text('Fruit'), row('Pear')))[0]).toBe('All fruit');
});

test('of a row with nothing of its own but signs all is kept', () => {
  expect(names(row('{ Pear }', text('{'), row('Pear'), text('}')))[0]).toBe('{ Pear }');
});
