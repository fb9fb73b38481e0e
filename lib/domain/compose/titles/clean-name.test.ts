import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanName } from './clean-name.ts';

describe('a name in a title', () => {
  test.each([
    ['keeps plain words', 'Save changes', 'Save changes'],
    ['loses a badge', 'Inbox (12)', 'Inbox'],
    ['loses a badge with a plus', 'Messages 99+', 'Messages'],
    ['loses a spoken badge', 'Alerts, 3 unread', 'Alerts'],
    ['keeps a number that belongs to it', 'Chapter 3', 'Chapter 3'],
    ['loses how long ago it came', '4 new messages 3 mins', '4 new messages'],
    ['keeps how long it takes', 'Remind me in 10 mins', 'Remind me in 10 mins'],
    ['keeps a time that is all of it', 'Last 7 Days', 'Last 7 Days'],
    ['loses the sign before a shortcut', 'Bold the selection - [Ctrl+B]', 'Bold the selection'],
    ['loses how it stands', 'Platform ✓', 'Platform'],
    ['loses a sign that a style sheet puts before it', '⋮ Town', 'Town'],
    ['loses a shortcut', 'Save Ctrl+S', 'Save'],
    ['loses a shortcut in signs', 'Copy ⌘C', 'Copy'],
    ['loses a shortcut in brackets', 'Paste (Ctrl+Shift+V)', 'Paste'],
    ['loses a shortcut without plus', 'Search Ctrl K', 'Search'],
    ['loses the mark of a required field', 'E-mail *', 'E-mail'],
    ['loses the colon of a label', 'First name:', 'First name'],
    ['loses “(optional)”', 'Company (optional)', 'Company'],
    ['loses the dots that promise a dialog', 'Rename…', 'Rename'],
    ['loses dots of a placeholder', 'Search...', 'Search'],
    ['loses line breaks', 'Add\n   to  cart', 'Add to cart'],
    ['loses glyphs of an icon font', '\ue900 Settings', 'Settings'],
    ['loses emoji beside words', '🛒 Cart', 'Cart'],
    ['loses the word of an icon font', 'add Add item', 'Add item'],
    ['loses a compound word of an icon font', 'shopping_cart Cart', 'Cart'],
    ['loses an arrow', 'Check out →', 'Check out'],
    ['loses the arrow of a list, space or not', 'Actions▾', 'Actions'],
    ['loses arrows of sorting', 'Total ▲▼', 'Total'],
    ['loses a guillemet', 'Next »', 'Next'],
    ['loses a badge after an arrow', 'Filter ▾ (3)', 'Filter'],
    ['loses a badge without brackets where things are counted', 'Notifications 3', 'Notifications'],
    ['keeps the plus by which a button is found', '+ New item', '+ New item'],
    ['keeps signs that belong to it', 'C++', 'C++'],
    ['keeps an arrow between words', 'Oslo → Bergen', 'Oslo → Bergen'],
    ['loses what is said of new tabs', 'Docs (opens in a new tab)', 'Docs'],
    ['loses what is said of new tabs in plain words', 'Docs opens in a new tab', 'Docs'],
    ['loses what is said of sorting', 'Amount: activate to sort column ascending', 'Amount'],
    ['is said once', 'Delete Delete', 'Delete'],
    ['loses the price of a product', 'Kitchen scale $24.00', 'Kitchen scale'],
    ['keeps the price of paying', 'Pay €64.00', 'Pay €64.00'],
    [
      'ends with its first sentence',
      'Delete this project forever. It cannot be brought back by anybody, ever.',
      'Delete this project forever',
    ],
    [
      'is cut between words',
      'A very long name that goes on and on without any sign of an end in it at all',
      'A very long name that goes on and on without any sign',
    ],
    ['may be in any script', '保存する：', '保存する'],
  ])('%s', (_sentence, raw, name) => {
    expect(cleanName(raw)).toBe(name);
  });

  test.each([
    'I agree that my data is shared with partners unless I object in writing',
    'Delete all projects of this company and their files except those I own',
  ])('is not cut where it would say something else: %s', (name) => {
    expect(cleanName(name)).toBe(name);
  });

  test.each([
    [
      'stays whole while it can be taken in',
      'Send the quarterly report to everybody who works in accounting',
      undefined,
    ],
    [
      'loses what is said in brackets',
      'Fold or unfold everything below this entry of the tree (Ctrl+Click to do the same with all that follow)',
      'Fold or unfold everything below this entry of the tree',
    ],
    [
      'keeps brackets that turn the meaning',
      'Delete all entries of the list that have been here for a year or more (except those with a note)',
      'Delete all entries of the list that have been here for a year or more (except those with a note)',
    ],
  ])('a long one %s', (_sentence, raw, name) => {
    expect(cleanName(raw)).toBe(name ?? raw);
  });

  test('is at most 80 characters long, or 121 where less would turn it round, and as clean after cleaning it again', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.lorem({ maxCount: 30 })),
        (raw) => {
          const name = cleanName(raw);
          expect(name.length).toBeLessThanOrEqual(/\b(?:but|if|no|not|or)\b/i.test(name) ? 121 : 80);
          expect(name).toBe(name.trim());
        },
      ),
    );
  });
});
