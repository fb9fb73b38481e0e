import { createContext, Script } from 'node:vm';
import type { ViewerFunction } from './distribution.ts';

/** CloudFront allows about a millisecond; this only ends a function that never would, in milliseconds. */
const longestRun = 200;

/**
 * A watched call starts a thread of its own, which is most of what a cached read costs: only the first calls of a
 * function are watched. One that loops for ever does so on its first events already.
 */
const watchedCalls = 20;

/**
 * Compiles a CloudFront Function. It runs in a context of its own without any object of this
 * process: events go in and out as JSON text, there is no `require`, no network and no `eval`.
 */
export function compileViewerFunction(code: string, name: string): ViewerFunction {
  const context = createContext(Object.create(null), {
    codeGeneration: { strings: false, wasm: false },
    name,
  });
  const options = { filename: `${name}.js`, timeout: longestRun };
  const run = new Script(
    `const console = { log() {}, error() {} };\n${code}\n;this.__run = (text) => Promise.resolve(handler(JSON.parse(text))).then(JSON.stringify);this.__run`,
    { filename: options.filename },
  ).runInContext(context, options) as (text: string) => Promise<string | undefined>;
  const runWatched = (text: string) =>
    new Script(`__run(${JSON.stringify(text)})`, { filename: options.filename }).runInContext(
      context,
      options,
    ) as Promise<string | undefined>;
  let calls = 0;
  return async (event) => {
    calls += 1;
    const text = JSON.stringify(event);
    const result = await (calls > watchedCalls ? run(text) : runWatched(text));
    return result === undefined ? undefined : (JSON.parse(result) as unknown);
  };
}
