import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Metafile, Plugin } from 'esbuild';

const replacements = fileURLToPath(new URL('../runtime/lambda-sdk/', import.meta.url));

/** Modules of the SDK and of Powertools that a function on Lambda never needs, and what takes their place in its bundle. */
const standIns: Readonly<Record<string, string>> = {
  '@aws-lambda-powertools/logger/lib/esm/logBuffer.js': 'log-buffer.ts',
  '@aws-sdk/core/dist-es/submodules/client/emitWarningIfUnsupportedVersion.js': 'node-version.ts',
  '@aws-sdk/core/dist-es/submodules/client/middleware-logger/loggerMiddleware.js': 'call-log.ts',
  '@aws-sdk/core/dist-es/submodules/client/middleware-user-agent/user-agent-middleware.js': 'user-agent.ts',
  '@aws-sdk/checksums/dist-es/submodules/sha/sha1/Sha1Js.js': 'javascript-hashes.ts',
  '@aws-sdk/credential-provider-node/dist-es/index.js': 'environment-credentials.ts',
  '@aws-sdk/eventstream-handler-node/dist-es/index.js': 'streams-of-models.ts',
  '@aws-sdk/middleware-endpoint-discovery/dist-es/index.js': 'endpoint-discovery.ts',
  '@aws-sdk/middleware-eventstream/dist-es/index.js': 'streams-of-models.ts',
  '@aws-sdk/middleware-websocket/dist-es/index.js': 'streams-of-models.ts',
  '@aws-sdk/token-providers/dist-es/index.js': 'bearer-tokens.ts',
  '@smithy/core/dist-es/submodules/checksum/sha256/Sha256Js.js': 'javascript-hashes.ts',
  '@smithy/core/dist-es/submodules/client/smithy-client/schemaLogFilter.js': 'sensitive-fields.ts',
  '@smithy/core/dist-es/submodules/config/config-resolver/regionConfig/getInstanceMetadataRegion.js':
    'instance-metadata-region.ts',
  '@smithy/core/dist-es/submodules/config/node-config-provider/fromSharedConfigFiles.js': 'config-files.ts',
  '@smithy/core/dist-es/submodules/serde/date-utils.js': 'dates.ts',
  '@smithy/core/dist-es/submodules/event-streams/index.js': 'event-streams.ts',
  '@smithy/core/dist-es/submodules/retry/util-retry/AdaptiveRetryStrategy.js': 'adaptive-retry.ts',
  '@smithy/signature-v4/dist-es/HeaderFormatter.js': 'event-header-formatter.ts',
};

interface Partition {
  readonly regionRegex: string;
  readonly regions: Readonly<Record<string, unknown>>;
}

interface Rewrite {
  readonly modules: RegExp;
  readonly rewrite: (text: string) => string;
}

/** Rewrites that let the bundler drop what a function does not use; none changes what the rest does. */
const rewrites: readonly Rewrite[] = [
  // Only the version is read, for the user agent; the rest is dependencies and scripts.
  { modules: /@aws-sdk\/[^/]+\/package\.json$/, rewrite: onlyVersion },
  {
    modules: /@aws-sdk\/client-[^/]+\/dist-es\/schemas\/schemas_\d+\.js$/,
    rewrite: (text) => withoutErrorRegistrations(withLiteralKeys(text)),
  },
  {
    modules: /@aws-sdk\/core\/dist-es\/submodules\/client\/util-endpoints\/lib\/aws\/partitions\.js$/,
    rewrite: withoutMatchedRegions,
  },
  {
    modules: /@aws-sdk\/client-[^/]+\/dist-es\/runtimeExtensions\.js$/,
    rewrite: () => standIn('client-extensions.ts'),
  },
  {
    modules: /@aws-sdk\/lib-dynamodb\/dist-es\/pagination\/\w+\.js$/,
    rewrite: (text) => text.replace('= createPaginator(', '= /* @__PURE__ */ createPaginator('),
  },
];

/**
 * The SDK as functions need it (ADR 0301): without what Lambda has no use for, and with the schemas of only those
 * operations that a function calls. Fails the build when the SDK no longer has one of the modules.
 */
export const lambdaSdk: Plugin = {
  name: 'lambda-sdk',
  setup(build) {
    const missed = new Set<string>([
      ...Object.keys(standIns),
      ...rewrites.map(({ modules }) => modules.source),
    ]);
    const paths = Object.keys(standIns).map((path) => RegExp.escape(path));
    build.onLoad({ filter: new RegExp(`/node_modules/(${paths.join('|')})$`) }, ({ path }) => {
      const module = path.slice(path.lastIndexOf('/node_modules/') + '/node_modules/'.length);
      missed.delete(module);
      return { contents: standIn(standIns[module] ?? '') };
    });
    build.onResolve({ filter: /^node:/ }, ({ path, kind }) =>
      kind === 'import-statement' ? { path, namespace: 'built-in', sideEffects: false } : null,
    );
    build.onLoad({ filter: /./, namespace: 'built-in' }, ({ path }) => ({ contents: builtIn(path) }));
    for (const { modules, rewrite } of rewrites) {
      build.onLoad({ filter: modules }, ({ path }) => {
        missed.delete(modules.source);
        return {
          contents: rewrite(readFileSync(path, 'utf8')),
          loader: path.endsWith('.json') ? 'json' : 'js',
        };
      });
    }
    build.onEnd(() => ({
      errors: [...missed].map((module) => ({
        text: `the SDK has no ${module}: see ${import.meta.filename}`,
      })),
    }));
  },
};

/**
 * Error classes that some bundle carries although none is registered, so that `instanceof` would never hold.
 * Code tells errors of services apart by `name`.
 */
export function bundledErrorClasses({ outputs }: Metafile): string[] {
  return Object.entries(outputs).flatMap(([output, { inputs }]) =>
    Object.entries(inputs)
      .filter(
        ([path, { bytesInOutput }]) =>
          bytesInOutput > 0 && /@aws-sdk\/client-[^/]+\/dist-es\/models\/errors\.js$/.test(path),
      )
      .map(([path]) => `${output} has ${path}`),
  );
}

/**
 * A built-in module as what it is, not by `import`: that reads its every property, and with some of them loads parts
 * that nobody uses (the standard streams, `readline`, a WebSocket client). The global of web streams is read when it is
 * used, which is not on the way of an event.
 */
function builtIn(path: string): string {
  return path === 'node:stream/web'
    ? 'module.exports = { get ReadableStream() { return globalThis.ReadableStream; } };'
    : `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`;
}

function standIn(file: string): string {
  return `export * from ${JSON.stringify(replacements + file)};`;
}

/**
 * A region that its partition's expression matches need not be listed: that finds the same partition, and what the
 * list adds is a name for people.
 */
function withoutMatchedRegions(text: string): string {
  const start = text.indexOf('{');
  const end = text.lastIndexOf('}') + 1;
  const known: { readonly partitions: readonly Partition[] } = JSON.parse(text.slice(start, end));
  const partitions = known.partitions.map(({ regionRegex, regions, ...rest }) => {
    const unmatched = Object.keys(regions).filter((region) => !new RegExp(regionRegex).test(region));
    return { ...rest, regionRegex, regions: Object.fromEntries(unmatched.map((region) => [region, {}])) };
  });
  return text.slice(0, start) + JSON.stringify({ ...known, partitions }) + text.slice(end);
}

function onlyVersion(text: string): string {
  const { version }: { readonly version: string } = JSON.parse(text);
  return JSON.stringify({ version });
}

/** `{ [_hH]: 1 }` as `{ "httpHeader": 1 }`: a computed key could have effects, and keeps every schema in the bundle. */
function withLiteralKeys(text: string): string {
  const constants = new Map(
    [...text.matchAll(/^const (_\w+) = ("[^"\\]*");$/gm)].map(([, name, literal]) => [name, literal]),
  );
  return text.replace(/\[(_\w+)\]:/g, (key, name) => (constants.has(name) ? `${constants.get(name)}:` : key));
}

/** A service's error that is not registered comes as the service's base class, with the same name and fields. */
function withoutErrorRegistrations(text: string): string {
  return text.replace(/^n\d+_registry\.registerError\(\w+\$, \w+\);$/gm, '');
}
