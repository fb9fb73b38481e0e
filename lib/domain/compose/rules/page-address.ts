/** The address without its fragment. */
export function withoutFragment(url: string): string {
  const hash = url.indexOf('#');
  return hash < 0 ? url : url.slice(0, hash);
}

/** A page that nobody means to go to: the empty tab. */
export function isBlankPage(url: string): boolean {
  return url === '' || /^(about:|chrome:\/\/(newtab|new-tab-page)|edge:\/\/newtab|chrome-search:)/.test(url);
}
