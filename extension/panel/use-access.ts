import { useState } from 'react';

export const everySite = ['<all_urls>'];

export interface Access {
  /** Chromium shows its question, and waits for the person. */
  readonly asking: boolean;
  /**
   * Asks for access where it is not given yet. Chromium shows its question only during a click, so this must be
   * the first thing that a button does.
   */
  ask(origins: string[]): Promise<boolean>;
}

export function useAccess(): Access {
  const [asking, setAsking] = useState(false);
  return {
    asking,
    async ask(origins) {
      if (await chrome.permissions.contains({ origins })) return true;
      setAsking(true);
      return chrome.permissions.request({ origins }).finally(() => setAsking(false));
    },
  };
}
