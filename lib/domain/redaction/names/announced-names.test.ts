import { expect, test } from 'vitest';
import { found } from '../workbench.ts';

test.each([
  ['Ring Marcus at the gate', ['Marcus']],
  ['Ask for Hannah at reception', ['Hannah']],
  ['Ask Rob for the key', ['Rob']],
  ['Hand it over to Hannah and Marcus', ['Hannah', 'Marcus']],
  ['cc Marcus on this', ['Marcus']],
  ['on behalf of Zorvik Mbekwa', ['Zorvik Mbekwa']],
  ['Best, Hannah', ['Hannah']],
  ['Owner: Hannah', ['Hannah']],
  ['Thanks Priya for the help', ['Priya']],
  ['Give it to Okafor', ['Okafor']],
  ["Use Hannah's laptop, or email Marcus's assistant", ['Marcus']],
  ['Fragen Sie Hannah', ['Hannah']],
  ['Thank you, Priya for the help', ['Priya']],
  ['Spoke to Zorvik Mbekwa', ['Zorvik Mbekwa']],
  ['cc: Hannah; Marcus; Priya', ['Hannah', 'Marcus', 'Priya']],
  ['Attendees: Hannah, Zorvik, Marcus', ['Hannah', 'Zorvik', 'Marcus']],
  ['Attendees: Hannah, Marketing, Marcus', ['Hannah', 'Marcus']],
  ['Guests: Zorvik, Hannah', ['Zorvik', 'Hannah']],
  ['cc: Zorvik; Hannah', ['Zorvik', 'Hannah']],
  ['Participants: Leonie / Torben', ['Leonie', 'Torben']],
  ['Reviewers: Hannah/Marcus', ['Hannah', 'Marcus']],
  ['From: Berlin, Hannah', ['Hannah']],
  ['From: Hannah To: Marcus', ['Hannah', 'Marcus']],
  ['Owner\tHannah', ['Hannah']],
  ['Owner\nHannah', ['Hannah']],
  ['Owner | Hannah', ['Hannah']],
  ['Owner: Milan', ['Milan']],
  ['Email Sofia', ['Sofia']],
  ['Lunch with Julia', ['Julia']],
  ['Ask Travis to merge', ['Travis']],
  ['Assigned to Jenkins', ['Jenkins']],
  ['Assigned to Zorvik Blantrem', ['Zorvik Blantrem']],
])('in “%s” the words in front announce %s', (text, names) => {
  expect(found('person-name', text)).toEqual(names);
  expect(found('person-name', text, { strictness: 'light' })).toEqual([]);
});

test.each([
  ['Ask Zorvik Blantrem for it', 'Zorvik Blantrem'],
  ['Assigned to Zorvik', 'Zorvik'],
])('in “%s” %s is on no list, and somebody for the strict', (text, name) => {
  expect(found('person-name', text)).toEqual([]);
  expect(found('person-name', text, { strictness: 'strict' })).toEqual([name]);
});

test('a closing ends in a name', () => {
  expect(found('person-name', 'Liebe Grüße, Torben')).toEqual(['Torben']);
  expect(found('person-name', 'Thanks, Will do', { strictness: 'strict' })).toEqual([]);
});

test('a given name within a sentence, which nothing announces, is for the strict', () => {
  const text = 'Then the key is kept where Hannah sits';
  expect(found('person-name', text)).toEqual([]);
  expect(found('person-name', text, { strictness: 'strict' })).toEqual(['Hannah']);
});

test.each([
  'Mark the box',
  'Will you come',
  'Grant access to Paris',
  'The meeting is in Milan',
  'We fly to San Diego',
  'Ask Finance for the code',
  'Assigned to Marketing',
  'Contact Chase',
  'Visit Victoria Station',
  'Email Hannah Street',
  'Send it to marcus.pdf',
  'Best, but not the cheapest',
  'Bitte wenden Sie sich an Ihren Administrator',
  'Fragen Sie Ihre Ärztin',
  'Rücksprache mit Ihrem Vorgesetzten',
  'Rücksprache mit Der Fachabteilung',
  'Demandez à Votre Administrateur',
  'De la part de Votre Banque',
  'Pregunta a Tu Médico',
  'Ask Before Saving',
  'Ask About Pricing',
  'Ask Stack Overflow',
  'Speak with Virtual Assistant',
  'Report to Safety Officer',
  'Appointment with Dental Clinic',
  'On behalf of Deutsche Bahn',
  'Attn: Goods Receiving',
  'Assigned to Kitchen',
  'Assigned to Lager Nord',
  'Assigned to Cursor Agent',
  'Assigned to Unassigned',
  'Hi Slack',
  'Hallo Welt',
  'Contact: Legal',
  'Lieber Kunde,',
  'Liebe Eltern,',
  'Hallo Zusammen',
  'Reporter: Unknown',
  'Owners: Backend, Frontend, Mobile',
  'Guests: Breakfast, Parking, Wifi',
  'Owner | Reviewer | Due date',
  'From: Milan',
  'From: Charlotte',
  'By: Mercedes',
  'host: Travis',
  'Ask Watson',
  'Meet Jenkins',
  'Shop at Barnes & Noble',
  'By Ralph Lauren',
  'Mercedes Benz',
  'Dear Mr.,',
])('“%s” names nobody, whatever the strictness', (text) => {
  expect(found('person-name', text, { strictness: 'strict' })).toEqual([]);
});

test.each([
  'Checked with Eslint Prettier',
  'Deploy with Travis',
  'Built with Julia',
  'Parfum bei Douglas',
  "Lunch by Wendy's",
  'Sweets by Ben & Jerry',
])('“%s” names somebody for the strict alone', (text) => {
  expect(found('person-name', text)).toEqual([]);
  expect(found('person-name', text, { strictness: 'strict' })).toHaveLength(1);
});
