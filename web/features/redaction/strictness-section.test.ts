import { expect, test } from 'vitest';
import { strictnesses } from '../../../lib/contracts/redaction/entity-kind.ts';
import { findEntities } from '../../../lib/domain/redaction/find-entities.ts';

/** From which strictness on something of the text is hidden. */
const hiddenFrom = (text: string, label?: string) =>
  strictnesses.find(
    (strictness) => findEntities(text, { strictness, ...(label === undefined ? {} : { label }) }).length > 0,
  );

test.each([
  'Write to mira@example.org',
  '12 Mill Road, Cambridge CB1 2AB',
  '+44 20 7946 0958',
  '192.168.17.4',
  'GB82 WEST 1234 5698 7654 32',
  'Routing number 021000021',
  `AKIA${'QYLPMN5HFIQR7XYA'}`,
  'Password: hunter2-Blue',
  'The gate code is 4417',
  'Priya Raman signs',
  'Dr. Okonkwo',
  'Hello Hannah,',
])('what is said of “light” holds: %s', (text) => {
  expect(hiddenFrom(text)).toBe('light');
});

test.each([
  { text: 'Born on 12 March 1984', label: undefined },
  { text: 'Passport number 533380006', label: undefined },
  { text: "Driver's licence D1234567", label: undefined },
  { text: 'PIN 4417', label: undefined },
  { text: 'Ask Hannah', label: undefined },
  { text: 'Assigned to Wanja Tvedt', label: undefined },
  { text: '12/03/1984', label: 'Date of birth' },
  { text: 'Zorvik', label: 'First name' },
])('what is said of “standard” holds: $text', ({ text, label }) => {
  expect(hiddenFrom(text, label)).toBe('standard');
});

test.each([
  'Please pay to 021000021 soon',
  'Rechnung Nr. 36574261809 vom 12.03.2024',
  'Then the key is kept where Hannah sits',
  'Password: sunflower',
])('what is said of “strict” holds: %s', (text) => {
  expect(hiddenFrom(text)).toBe('strict');
});

test.each(['Hannah signs the form', 'We meet in May', 'Give the rest to mark'])(
  'what is said to be left is left: %s',
  (text) => {
    expect(hiddenFrom(text)).toBeUndefined();
  },
);
