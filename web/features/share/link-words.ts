import type { Visibility } from '../../../lib/contracts/guides/guide.ts';
import { afterRevocationSeconds, type ShareLink } from '../../../lib/contracts/share/link.ts';
import { ago } from '../../ui/moment.ts';

export function isOpen(link: ShareLink, now = Date.now()): boolean {
  return !link.revokedAt && (!link.expiresAt || Date.parse(link.expiresAt) > now);
}

/** By its name, or else by when it was made. */
export function linkName({ name, createdAt }: ShareLink): string {
  return name ? `“${name}”` : `the link created ${ago(createdAt)}`;
}

export function stateOf(link: ShareLink, now = Date.now()): string {
  if (link.revokedAt) return `Revoked ${ago(link.revokedAt, now)}`;
  if (!link.expiresAt) return 'Open, never expires';
  const when = ago(link.expiresAt, now);
  return isOpen(link, now) ? `Open, expires ${when}` : `Expired ${when}`;
}

export function originOf({ createdBy, createdAt }: ShareLink, userId: string | undefined): string {
  return `Created${makerOf(createdBy, userId)} ${ago(createdAt)}`;
}

function makerOf(maker: ShareLink['createdBy'], userId: string | undefined): string {
  if (!maker) return '';
  if (maker.id === userId) return ' by you';
  return maker.id.startsWith('key_') ? ' with an API key' : ` by ${maker.name ?? 'a colleague'}`;
}

/** What somebody is to know before open links are ended for good; 0 where it is not known how many there are. */
export function afterEnding(count: number): string {
  if (count === 1)
    return 'Its link stops working for good: making the guide readable again does not bring it back.';
  const links = count === 0 ? 'Any links to it stop' : `Its ${count} links stop`;
  return `${links} working for good: making the guide readable again does not bring them back.`;
}

/** What somebody is to know before a link is revoked. */
export function afterRevoking(visibility: Visibility): string {
  const link = 'The link opens nothing from then on, and cannot be brought back.';
  if (visibility === 'public')
    return `${link} The guide is public: everyone can still read it without a link.`;
  return `${link} Whoever has the guide open through it is refused ${inSeconds} later; what their browser already shows stays on their screen. Readers who came by another link, and colleagues, may have to open the guide anew.`;
}

const inSeconds = new Intl.NumberFormat('en', { style: 'unit', unit: 'second', unitDisplay: 'long' }).format(
  afterRevocationSeconds,
);
