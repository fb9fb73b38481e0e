/*
 * Words that say how and where in an instruction, and never what for: with them alone nobody can be told to do
 * something that matters. What is done is said by names that stand on the page. What would turn an instruction round
 * (off, not, close, left, right) is not among them, nor is what somebody could be asked to give away (account, payment,
 * details): that can only be said where the rules say it.
 */
const ways = `
  a an the this that these those it its they them their your you each every all any some one two three both another
  other same such new next previous first second third last final whole more most again once twice only also too then
  now here there over on in into inside onto to toward at by from for of with within without
  through under above below beside between after before until when where while which what who whose how why
  as and or but if so is are was be been being has have can may will must need needs let make made makes become
  main side near start end beginning part area place

  click clicks clicking press presses pressing tap hold type types typing typed enter enters entering entered fill
  fills filling filled choose chooses choosing chosen select selects selecting selected pick picks picking check
  checks checking tick ticks ticking switch switches switching open opens opening opened expand expands expanding
  show shows showing shown see sees seeing view views viewing viewed look looks looking find finds finding search
  searches searching go goes going navigate navigates move moves moving drag drags dragging drop drops dropping
  scroll scrolls scrolling hover hovers point points pointing focus start starts starting begin begins beginning
  finish finishes finishing finished continue continues continuing proceed proceeds complete completes completing
  use uses using set sets setting change changes changing changed edit edits editing edited add adds adding added
  create creates creating created name names naming sort sorts sorting filter filters filtering apply applies
  applying save saves saving saved update updates updating updated step steps jump return returns bring brings lead
  leads take takes take reach reaches get gets follow follows perform performs do does done work works guide guides
  explain explains cover covers walk walks describe describes procedure way

  button buttons link links tab tabs menu menus submenu item items entry entries list lists table tables row rows
  column columns cell cells field fields box boxes form forms page pages panel panels dialog window windows popup
  section sections sidebar toolbar header footer heading icon icons tile tree option options checkbox
  radio slider picker drop dropdown combo input value values text label title date time day week month year number
  amount count total size colour color state kind type types group set range order view chart map picture image
  screen site application app result results record records content contents setting settings element control keyboard
  mouse pointer cursor
`;

/** What applications of all kinds are about. */
const topics = `
  product products order orders cart shop store catalogue catalog category categories quantity customer customers
  user users member members team teams project projects task tasks ticket tickets report reports invoice invoices
  article articles post posts event events file files folder folders document documents dashboard overview profile
  status country language theme version topic topics
`;

const wordsOf = (text: string) => text.split(/\s+/).filter(Boolean);

/** Words that alone say nothing about a guide. */
export const wayWords: ReadonlySet<string> = new Set(wordsOf(ways));
export const plainWords: ReadonlySet<string> = new Set([...wayWords, ...wordsOf(topics)]);
