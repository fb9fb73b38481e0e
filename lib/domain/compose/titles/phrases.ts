/**
 * The sentences of titles in one language. `{it}` is the target as a noun phrase; what it stands for comes
 * marked up already. A language is one such table, and nothing else in titles is in any language.
 */
export interface Phrases {
  readonly step: Readonly<Record<StepPhrase, string>>;
  readonly place: Readonly<Record<PlacePhrase, string>>;
  /** What to call a target that has no name, by ARIA role; `item` for every other. */
  readonly roles: Readonly<Record<string, string>>;
  /** From the first on; what is further on is not counted. */
  readonly ordinals: readonly string[];
  /** Keys by their name in KeyboardEvent.key. */
  readonly keys: Readonly<Record<string, string>>;
}

export type StepPhrase =
  | 'click'
  | 'twice'
  | 'severalTimes'
  | 'clickAuxiliary'
  | 'clickHolding'
  | 'clickItself'
  | 'clickRole'
  | 'clickToward'
  | 'doubleClick'
  | 'contextClick'
  | 'openMenu'
  | 'closeMenu'
  | 'openNamelessMenu'
  | 'openList'
  | 'open'
  | 'expand'
  | 'collapse'
  | 'chooseItem'
  | 'adjust'
  | 'type'
  | 'typeNothing'
  | 'set'
  | 'fillIn'
  | 'enterYour'
  | 'enterThe'
  | 'enterOfCard'
  | 'passwordAgain'
  | 'password'
  | 'card'
  | 'code'
  | 'passwordAlone'
  | 'cardAlone'
  | 'codeAlone'
  | 'thenEnter'
  | 'press'
  | 'pressIn'
  | 'select'
  | 'selectMasked'
  | 'selectNothing'
  | 'check'
  | 'uncheck'
  | 'turnOn'
  | 'turnOff'
  | 'dragOnto'
  | 'dragToward'
  | 'scrollTo'
  | 'goTo'
  | 'goToAt'
  | 'goBack'
  | 'newTab'
  | 'emptyTab'
  | 'reload'
  | 'switchTab'
  | 'switchNamelessTab'
  | 'closeTab'
  | 'closeNamelessTab'
  | 'chooseFile'
  | 'chooseFiles'
  | 'chooseMaskedFile'
  | 'forField'
  | 'hover'
  | 'nameless'
  | 'namelessAt'
  | 'iconNamed'
  | 'roleNamed'
  | 'linkAt'
  | 'theLink'
  | 'up'
  | 'down'
  | 'left'
  | 'right';

export type PlacePhrase =
  | 'row'
  | 'rowNumber'
  | 'column'
  | 'item'
  | 'dialog'
  | 'someDialog'
  | 'group'
  | 'under'
  | 'thing'
  | 'tabPanel'
  | 'form'
  | 'menu'
  | 'toolbar'
  | 'someToolbar'
  | 'table'
  | 'list'
  | 'beside'
  | 'region'
  | 'navigation'
  | 'someNavigation'
  | 'banner'
  | 'contentinfo'
  | 'complementary'
  | 'search';

export const english: Phrases = {
  step: {
    click: 'Click {it}',
    twice: '{sentence} twice',
    severalTimes: '{sentence} {times} times',
    clickAuxiliary: 'Click {it} with the middle mouse button',
    clickHolding: 'Hold {keys} and click {it}',
    /** The name is an order already. */
    clickItself: '{it}',
    clickRole: 'Click the {it} {role}',
    clickToward: 'Click the {role} that leads to {it}',
    doubleClick: 'Double-click {it}',
    contextClick: 'Right-click {it}',
    openMenu: 'Open the {it} menu',
    closeMenu: 'Close the {it} menu',
    openNamelessMenu: 'Open the menu',
    openList: 'Open the {it} list',
    open: 'Open {it}',
    expand: 'Expand {it}',
    collapse: 'Collapse {it}',
    chooseItem: 'Select {it}',
    adjust: 'Adjust {it}',
    type: 'Type “{value}” in {it}',
    typeNothing: 'Clear {it}',
    set: 'Set {it} to {value}',
    fillIn: 'Fill in {it}',
    enterYour: 'Enter your {it}',
    enterThe: 'Enter the {it}',
    enterOfCard: 'Enter your card’s {it}',
    passwordAgain: 'Enter your password once more in {it}',
    password: 'Enter your password in {it}',
    card: 'Enter your card details in {it}',
    code: 'Enter the code in {it}',
    passwordAlone: 'Enter your password',
    cardAlone: 'Enter your card details',
    codeAlone: 'Enter the code',
    thenEnter: '{sentence} and press {key}',
    press: 'Press {keys}',
    pressIn: '{sentence} in {it}',
    select: 'Select {value} from {it}',
    selectMasked: 'Choose an option from {it}',
    selectNothing: 'Clear the selection in {it}',
    check: 'Check {it}',
    uncheck: 'Uncheck {it}',
    turnOn: 'Turn on {it}',
    turnOff: 'Turn off {it}',
    dragOnto: 'Drag {it} onto {onto}',
    dragToward: 'Drag {it} {toward}',
    scrollTo: 'Scroll {toward} to {it}',
    goTo: 'Go to {it}',
    goToAt: 'Go to {it} at {address}',
    goBack: 'Go back to {it}',
    newTab: 'Open {it} in a new tab',
    emptyTab: 'Open a new tab',
    reload: 'Reload the page',
    switchTab: 'Switch to the {it} tab',
    switchNamelessTab: 'Switch to the other tab',
    closeTab: 'Close the {it} tab',
    closeNamelessTab: 'Close the tab',
    chooseFile: 'Choose the file {value}',
    chooseFiles: 'Choose the files {value}',
    chooseMaskedFile: 'Choose a file',
    forField: '{sentence} for {it}',
    hover: 'Hover over {it}',
    nameless: 'the {role}',
    namelessAt: 'the {ordinal} {role}',
    iconNamed: 'the {it} icon',
    roleNamed: 'the {it} {role}',
    linkAt: 'the link',
    theLink: 'the {it} link',
    up: 'up',
    down: 'down',
    left: 'to the left',
    right: 'to the right',
  },
  place: {
    row: 'in the “{name}” row',
    rowNumber: 'in row {name}',
    column: 'in the “{name}” column',
    item: 'for “{name}”',
    dialog: 'in the “{name}” dialog',
    someDialog: 'in the dialog',
    group: 'under “{name}”',
    under: 'under “{name}”',
    thing: 'for “{name}”',
    tabPanel: 'on the “{name}” tab',
    form: 'in the “{name}” form',
    menu: 'in the “{name}” menu',
    toolbar: 'in the “{name}” toolbar',
    someToolbar: 'in the toolbar',
    table: 'in the “{name}” table',
    list: 'in the “{name}” list',
    beside: 'beside “{name}”',
    region: 'in “{name}”',
    navigation: 'in the “{name}” navigation',
    someNavigation: 'in the navigation',
    banner: 'in the header',
    contentinfo: 'in the footer',
    complementary: 'in the sidebar',
    search: 'in the search',
  },
  roles: {
    button: 'button',
    link: 'link',
    textbox: 'text field',
    searchbox: 'search field',
    combobox: 'list',
    listbox: 'list',
    spinbutton: 'number field',
    slider: 'slider',
    checkbox: 'checkbox',
    radio: 'option',
    switch: 'switch',
    tab: 'tab',
    menuitem: 'menu item',
    option: 'option',
    img: 'image',
    image: 'image',
    row: 'row',
    cell: 'cell',
    gridcell: 'cell',
    columnheader: 'column header',
    heading: 'heading',
    treeitem: 'item',
    editor: 'editor',
    date: 'date field',
    file: 'file field',
    item: 'item',
  },
  ordinals: ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'],
  keys: {
    Control: 'Ctrl',
    Meta: 'Cmd',
    /** What `Meta` is where Windows runs. */
    Windows: 'Win',
    Escape: 'Esc',
    ArrowUp: 'Up arrow',
    ArrowDown: 'Down arrow',
    ArrowLeft: 'Left arrow',
    ArrowRight: 'Right arrow',
    PageUp: 'Page up',
    PageDown: 'Page down',
  },
};
