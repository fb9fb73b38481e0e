/** `*.example.com` is of the host itself, too: nobody who writes it means to leave that out. */
export function isOfHost(host: string, pattern: string): boolean {
  const [name, wanted] = [host.toLowerCase().replace(/\.$/, ''), pattern.toLowerCase().replace(/\.$/, '')];
  if (!wanted.startsWith('*.')) return name === wanted;
  const parent = wanted.slice(2);
  return name === parent || name.endsWith(`.${parent}`);
}
