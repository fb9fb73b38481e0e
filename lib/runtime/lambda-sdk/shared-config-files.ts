/** A function has no `~/.aws`: every setting comes from its environment or its code. */
export async function loadSharedConfigFiles() {
  return { configFile: {}, credentialsFile: {} };
}
