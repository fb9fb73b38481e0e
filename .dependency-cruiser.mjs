/**
 * Who may import whom (docs/architecture.md). Each rule has a planted violation in
 * test/boundaries/, so that a rule which can never fire is noticed.
 */
const product = '^(bin|lib|functions|extension|web)/';

/** Everything outside `allowed` (regular expression) that lies in this repository. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.tsx?$' },
  to: { path: '^(bin|lib|functions|extension|web|local|cli|test|bench)/', pathNot: allowed },
});

export default {
  forbidden: [
    only(
      'contracts-import-nothing',
      '^lib/contracts/',
      '^lib/contracts/',
      'Contracts are shared with the browser.',
    ),
    only(
      'domain-stays-pure',
      '^lib/domain/([^/]+)/',
      '^lib/(contracts|domain/$1|domain/redaction)/',
      'Rules know contracts, their own context, and what is sensitive (ADR 0502).',
    ),
    only(
      'adapters-know-their-domain',
      '^lib/adapters/([^/]+)/',
      '^lib/(contracts|runtime|domain/$1|adapters/$1)/',
      'Adapters implement the ports of their own context.',
    ),
    only(
      'runtime-knows-contracts',
      '^lib/runtime/',
      '^lib/(contracts|runtime)/',
      'The runtime belongs to every context.',
    ),
    only(
      'functions-wire-their-context',
      '^functions/([^/]+)/',
      '^lib/(contracts|runtime|domain/$1|domain/redaction|adapters/$1|adapters/identity/authorization|adapters/metering/counters|adapters/redaction)/',
      'A function wires ports of its own context. Who may see a thing of a list is asked of the one place that decides, what the plan has left of the one that counts, and what a company has hidden of the one that keeps its rules.',
    ),
    {
      name: 'stacks-see-only-env-types',
      comment:
        'Infrastructure takes nothing from a function but the type of its environment; and, for its bundles, what the extension’s bundler leaves out too.',
      severity: 'error',
      from: { path: '^lib/(stacks|stages|constructs|config)/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^(functions|lib/(domain|adapters|runtime)|extension|web|local|cli)/',
        pathNot: '^lib/domain/redaction/phone/needed-of-plans\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    only(
      'extension-knows-contracts',
      '^extension/',
      '^(extension/|lib/contracts/|lib/domain/(compose|redaction)/)',
      'And the composer, which the side panel shares (ADR 0004), and what is sensitive (ADR 0502).',
    ),
    only(
      'web-knows-contracts',
      '^web/',
      '^(web/|lib/contracts/)',
      'The web application speaks the public API.',
    ),
    {
      name: 'local-cloud-knows-no-product',
      comment: 'The local cloud stands up any templates.',
      severity: 'error',
      from: { path: '^local/' },
      to: { path: product },
    },
    {
      name: 'cli-drives-from-outside',
      comment:
        'Commands use the product through its doors, its contracts, and the form of the models that it takes.',
      severity: 'error',
      from: { path: '^cli/', pathNot: '\\.test\\.ts$|^cli/eval/' },
      to: {
        path: '^(lib/(domain|adapters|runtime|stacks|stages|constructs|config)|functions|web)/',
        pathNot: '^lib/config/models\\.ts$',
      },
    },
    only(
      'evaluation-judges-rules',
      '^cli/eval/',
      '^(cli/|lib/(contracts|domain)/|lib/adapters/media/|local/textract/)',
      'An evaluation runs the very rules that it judges, and nothing of what carries them but what reads pictures.',
    ),
    {
      name: 'domain-without-sdk',
      comment: 'No AWS, no file system, no network in rules.',
      severity: 'error',
      from: { path: '^lib/(domain|contracts)/', pathNot: '\\.test\\.ts$' },
      to: { path: 'node_modules/(@aws-sdk|@middy|@aws-lambda-powertools|drizzle-orm|sharp)/' },
    },
    {
      name: 'browser-safe',
      comment: 'What the browser bundles must not need Node.',
      severity: 'error',
      from: {
        path: '^(lib/contracts|lib/domain/(compose|redaction)|extension|web)/',
        pathNot: '(\\.test\\.tsx?|\\.config\\.ts)$',
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: { pathNot: '^extension/' },
      to: { couldNotResolve: true, pathNot: '^aws-lambda$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(\\.build|\\.local|\\.output|\\.wxt|cdk\\.out|dist)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
