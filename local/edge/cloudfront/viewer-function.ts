import { createContext, Script } from 'node:vm';
import type { ViewerFunction } from './distribution.ts';

/** CloudFront allows about a millisecond; this only ends a function that never would, in milliseconds. */
const longestRun = 200;

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
  new Script(
    `const console = { log() {}, error() {} };\n${code}\n;this.__run = (text) => Promise.resolve(handler(JSON.parse(text))).then(JSON.stringify);`,
    { filename: options.filename },
  ).runInContext(context, options);
  return async (event) => {
    const text = JSON.stringify(JSON.stringify(event));
    const call = new Script(`__run(${text})`, { filename: options.filename });
    const result = (await call.runInContext(context, options)) as string | undefined;
    return result === undefined ? undefined : (JSON.parse(result) as unknown);
  };
}
