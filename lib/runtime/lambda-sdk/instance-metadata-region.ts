/** Lambda names the region in the environment, which is asked first; there is no instance to ask. */
export async function getInstanceMetadataRegion() {
  return undefined;
}
