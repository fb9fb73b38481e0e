import type { Visibility } from '../../../lib/contracts/guides/guide.ts';

/** How a visibility is called on the screen, and what it means. */
export const visibilityWords: Record<Visibility, { short: string; long: string }> = {
  private: { short: 'Private', long: 'Only people of your company who are signed in can read it.' },
  link: {
    short: 'With link',
    long: 'Whoever has a share link can read it, until the link expires or is revoked.',
  },
  public: { short: 'Public', long: 'Everyone can read it, and search engines may list it.' },
};
