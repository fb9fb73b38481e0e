/** What a host's name ends in: letters, or punycode; not what files end in. */
const fileEndings =
  /^(?:png|jpe?g|gif|webp|svg|ico|bmp|tiff?|css|s[ac]ss|less|m?js|cjs|jsx|tsx?|json|map|html?|xml|ya?ml|txt|md|csv|pdf|docx?|xlsx?|pptx?|zip|gz|tar|exe|dll|log|lock|toml|ini|cfg|conf|py|rb|java|class|cpp|php|sql|mp[34]|wav|woff2?|ttf|local|localhost|internal|lan|invalid)$/i;

export function isFileEnding(ending: string): boolean {
  return fileEndings.test(ending);
}

/**
 * Endings of names that people write without a scheme. Those that are also words or endings of programs' files (`is`,
 * `in`, `to`, `sh`, `rs`, `py` …) need `www.`, a scheme or a path.
 */
export const plainEndings = new Set(
  (
    'com org net edu gov mil int info biz io co ai app dev cloud online site shop store tech xyz club blog news page link live ' +
    'eu uk de fr es it nl be ch at se dk fi pl cz sk hu ro bg gr pt ie ru ua tr il ae sa za ng ke eg au nz jp cn kr tw hk sg ' +
    'my th vn ph id br ar mx cl pe ca us'
  ).split(' '),
);
