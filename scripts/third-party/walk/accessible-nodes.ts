import type { CDPSession } from 'playwright-core';

/** Something that a person might press, as Chromium tells assistive technology of it. */
export interface AccessibleNode {
  readonly backendNodeId: number;
  readonly role: string;
  readonly name: string;
}

const widgets = new Set(
  (
    'button link textbox searchbox combobox ComboBoxSelect ComboBoxMenuButton TextFieldWithComboBox checkbox radio switch ' +
    'tab menuitem menuitemcheckbox menuitemradio option treeitem slider spinbutton gridcell DisclosureTriangle PopUpButton ' +
    'columnheader ToggleButton Date DateTime InputTime ColorWell'
  ).split(' '),
);
/** Made to be pressed without saying so. */
const perhaps = new Set([
  'generic',
  'image',
  'img',
  'cell',
  'listitem',
  'row',
  'heading',
  'LabelText',
  'Canvas',
]);

interface Told {
  readonly value?: unknown;
}

/** As far as it is read here: https://chromedevtools.github.io/devtools-protocol/tot/Accessibility/#type-AXNode */
export interface TreeNode {
  readonly nodeId: string;
  readonly parentId?: string;
  readonly backendDOMNodeId?: number;
  readonly childIds?: readonly string[];
  readonly ignored: boolean;
  readonly role?: Told;
  readonly name?: Told;
  readonly properties?: readonly { readonly name: string; readonly value: Told }[];
}

interface Tree {
  readonly widgets: AccessibleNode[];
  /** Outside of all widgets; worth a press only where the pointer becomes a hand. */
  readonly others: AccessibleNode[];
}

/** Everything in the page's own tree that is told of, in the order of the tree. */
export async function accessibleNodes(session: CDPSession): Promise<Tree> {
  return sortNodes((await session.send('Accessibility.getFullAXTree')).nodes);
}

export function sortNodes(nodes: readonly TreeNode[]): Tree {
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const isWidget = (node: TreeNode) => widgets.has(roleOf(node)) && !isDisabled(node.properties ?? []);
  const tree: Tree = { widgets: [], others: [] };
  for (const node of nodes) {
    if (node.ignored || node.backendDOMNodeId === undefined) continue;
    const found = {
      backendNodeId: node.backendDOMNodeId,
      role: roleOf(node),
      name: ownName(node, byId),
    };
    if (isWidget(node)) tree.widgets.push(found);
    else if (perhaps.has(found.role)) {
      let above = node.parentId === undefined ? undefined : byId.get(node.parentId);
      while (above && !widgets.has(roleOf(above)))
        above = above.parentId === undefined ? undefined : byId.get(above.parentId);
      if (!above) tree.others.push(found);
    }
  }
  return tree;
}

const foldName = (name: unknown): string =>
  String(name ?? '')
    .replace(/\s+/g, ' ')
    .trim();
const roleOf = (node: TreeNode): string => String(node.role?.value ?? '');

/**
 * Its name; of a row of a tree whose name holds the rows below it as well, what the tree has in the row itself. Chromium
 * leaves those rows out by itself where they are marked up as a group.
 */
function ownName(node: TreeNode, byId: ReadonlyMap<string, TreeNode>): string {
  const name = foldName(node.name?.value);
  if (roleOf(node) !== 'treeitem') return name;
  const below: string[] = [];
  const own: string[] = [];
  const visit = (at: TreeNode): void => {
    for (const id of at.childIds ?? []) {
      const child = byId.get(id);
      if (!child) continue;
      const said = child.ignored ? '' : foldName(child.name?.value);
      if (roleOf(child) === 'treeitem') below.push(said);
      else if (said !== '') own.push(said);
      else visit(child);
    }
  };
  visit(node);
  const words = foldName(own.join(' '));
  const holds = below.some((row) => row !== '' && name.includes(row));
  return holds && /[\p{L}\p{N}]/u.test(words) ? words : name;
}

const isDisabled = (properties: NonNullable<TreeNode['properties']>): boolean =>
  properties.some(({ name, value }) => name === 'disabled' && value.value === true);
