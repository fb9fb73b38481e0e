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

interface Tree {
  readonly widgets: AccessibleNode[];
  /** Outside of all widgets; worth a press only where the pointer becomes a hand. */
  readonly others: AccessibleNode[];
}

/** Everything in the page's own tree that is told of, in the order of the tree. */
export async function accessibleNodes(session: CDPSession): Promise<Tree> {
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const roleOf = (node: (typeof nodes)[number]) => String(node.role?.value ?? '');
  const isWidget = (node: (typeof nodes)[number]) =>
    widgets.has(roleOf(node)) && !isDisabled(node.properties ?? []);
  const tree: Tree = { widgets: [], others: [] };
  for (const node of nodes) {
    if (node.ignored || node.backendDOMNodeId === undefined) continue;
    const found = {
      backendNodeId: node.backendDOMNodeId,
      role: roleOf(node),
      name: String(node.name?.value ?? '')
        .replace(/\s+/g, ' ')
        .trim(),
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

const isDisabled = (
  properties: readonly { readonly name: string; readonly value: { value?: unknown } }[],
): boolean => properties.some(({ name, value }) => name === 'disabled' && value.value === true);
