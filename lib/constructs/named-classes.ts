import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

const modules =
  /[\\/]oidc-provider[\\/]lib[\\/](?:models[\\/]\w+|helpers[\\/](?:errors|re_render_errors))\.js$/;

/**
 * The OpenID provider keeps things under the names of its classes, and looks up lifetimes by them. Minified, they would
 * be called otherwise, and otherwise in the next build again: the names are written into the classes.
 */
export const namedClasses: Plugin = {
  name: 'named-classes',
  setup(build) {
    build.onLoad({ filter: modules }, ({ path }) => ({
      contents: withNames(readFileSync(path, 'utf8')),
      loader: 'js',
    }));
  },
};

export function withNames(text: string): string {
  return text.replace(/\bclass (\w+)( extends [\w.()]+)? \{/g, '$& static name = "$1";');
}
