/**
 * Asks for access where it is not given yet. Chromium shows its question only during a click, so this must be
 * the first thing that a button does.
 */
export async function askFor(origins: string[]): Promise<boolean> {
  if (await chrome.permissions.contains({ origins })) return true;
  return chrome.permissions.request({ origins });
}

export const everySite = ['<all_urls>'];
