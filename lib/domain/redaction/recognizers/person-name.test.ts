import { expect, test } from 'vitest';
import { found } from '../workbench.ts';

test.each([
  ['Dr. John Smith will see you', 'John Smith'],
  ['Hi Anna,', 'Anna'],
  ['Dear Ms Okafor,', 'Okafor'],
  ['Best regards,\nPriya Natarajan', 'Priya Natarajan'],
  ['Name: jane doe', 'jane doe'],
  ['{"customerName": "Zyx Qwert"}', 'Zyx Qwert'],
  ['Ask Katarzyna Nowak about it', 'Katarzyna Nowak'],
  ['Assigned to Wei Zhang', 'Wei Zhang'],
  ['meet Ludwig van Beethoven', 'Ludwig van Beethoven'],
  ['Ansprechpartner: Jürgen Müller-Lüdenscheidt', 'Jürgen Müller-Lüdenscheidt'],
  ['田中さんに電話', '田中さん'],
  ['Click “María García López”', 'María García López'],
  ['Mark Johnson', 'Mark Johnson'],
  ['Cara Stevens', 'Cara Stevens'],
  ['Cara Giulia,', 'Giulia'],
  ['Wanja Tvedt wanja@example.com Admin', 'Wanja Tvedt'],
  ['Contact Wanja Tvedt <wtvedt@example.com>', 'Wanja Tvedt'],
  ['tvedt.wanja@example.com, Wanja Tvedt', 'Wanja Tvedt'],
  ['Paid by Ingrid Lindqvist EUR 1,200', 'Ingrid Lindqvist'],
  ['INGRID LINDQVIST EUR', 'INGRID LINDQVIST'],
  ['Ingrid Lindqvist VIP', 'Ingrid Lindqvist'],
  ['Mr Meyer CHF 50', 'Meyer'],
  ['Ingrid LEE KIM', 'Ingrid LEE KIM'],
  ['Patient: Ingrid Lindqvist. Born 12/03/1980', 'Ingrid Lindqvist'],
  ['Ingrid Lindqvist. Geboren 1980', 'Ingrid Lindqvist'],
  ['Customer: Ingrid Lindqvist. Confirmed.', 'Ingrid Lindqvist'],
  ['Ingrid Lindqvist. Confirmed', 'Ingrid Lindqvist'],
  ['Anna St. Clair', 'Anna St. Clair'],
  ['Peter J. Moss', 'Peter J. Moss'],
  ['Open Grace Miller', 'Grace Miller'],
  ['Paid by Anna Keller EUR 128.00', 'Anna Keller'],
  ['Customer: Mira Valdez EUR', 'Mira Valdez'],
  ['Anna Keller. Born in Ulm', 'Anna Keller'],
  ['Ask Thomas J. Whitfield', 'Thomas J. Whitfield'],
  ['Ask Anna St. John about it', 'Anna St. John'],
  ['Dear Mira Example,', 'Mira Example'],
  ['Assigned to Ron Weasley', 'Ron Weasley'],
  ['Mr. Ron Howard', 'Ron Howard'],
  ['Dear Ron,', 'Ron'],
  ['Contact: Ron Burgundy', 'Ron Burgundy'],
  ['Mr Swift', 'Swift'],
  ['Customer: Jonathan Swift', 'Jonathan Swift'],
  ['Assigned to RON WEASLEY', 'RON WEASLEY'],
  ['Paid by Anna Keller RON 128', 'Anna Keller'],
  ['Customer: Anna Keller IBAN', 'Anna Keller'],
  ['Customer: Jean ROY', 'Jean ROY'],
  ['Assigned to Jean ROY', 'Jean ROY'],
  ['Customer: Ann RAY', 'Ann RAY'],
  ['Ask Jean DELACROIX about it', 'Jean DELACROIX'],
  ['Name: Mira Xing', 'Mira Xing'],
  ['Nachname: Xing', 'Xing'],
  ['Assigned to Anna Xing', 'Anna Xing'],
  ['Customer: Anna Slack', 'Anna Slack'],
  ['Dr. Xing', 'Xing'],
  ['Mr. Billing called', 'Billing'],
  ['Michael Kitchen signs', 'Michael Kitchen'],
  ['Anna Maria Kitchen signs', 'Anna Maria Kitchen'],
  ['Fiona Apple signs', 'Fiona Apple'],
  ['Dear Mr. Kitchen,', 'Kitchen'],
  ['Dear Dr. Legal,', 'Legal'],
  ['Hi An,', 'An'],
  ['Hi Les,', 'Les'],
  ['Hei Siri,', 'Siri'],
  ['Herr van der Berg ruft an', 'van der Berg'],
])('in “%s” it finds %s', (text, value) => {
  expect(found('person-name', text)).toEqual([value]);
});

test.each([
  ['Diana Petersen LinkedIn Profile', 'Diana Petersen'],
  ['Larry Parker Twitter', 'Larry Parker'],
  ['Diana Petersen GitHub', 'Diana Petersen'],
  ['Diana Petersen Slack', 'Diana Petersen'],
  ['Customer: Zyx Qwert Billing', 'Zyx Qwert'],
  ['Open Diana Petersen’s Instagram', 'Diana Petersen'],
])('in “%s” what somebody has is no part of the name', (text, value) => {
  expect(found('person-name', text)).toEqual([value]);
});

test.each([
  'Save Changes',
  'Mark Complete',
  'Will Call',
  'Page Banks',
  'Rose Field',
  'Grant Access',
  'File name: Report Final',
  'Hello World!',
  'Dear Customer,',
  'Victoria Station',
  'Hi there,',
  'Open Project Settings',
  'Amazon Web Services',
  'Anna',
  'Jenkins Pipeline',
  'お客様',
  'Contact: Support Team',
  'Peter Street',
  'Support Desk support@example.com',
  'Billing Department billing@example.com',
  'Acme Cloud hello@example.com',
])('a look-alike is left alone: “%s”', (text) => {
  expect(found('person-name', text)).toEqual([]);
});

test('a field called a name holds one, whatever it is', () => {
  expect(found('person-name', 'Xanthippe', { label: 'First name' })).toEqual(['Xanthippe']);
  expect(found('person-name', 'Xanthippe', { label: 'fullName' })).toEqual(['Xanthippe']);
  expect(found('person-name', 'Xanthippe', { label: 'Surname' })).toEqual(['Xanthippe']);
  expect(found('person-name', 'Xanthippe', { label: 'firstname' })).toEqual(['Xanthippe']);
  expect(found('person-name', 'Cara Stevens', { label: 'Name' })).toEqual(['Cara Stevens']);
  expect(found('person-name', 'Cara Xyloph', { label: 'Name' })).toEqual(['Cara Xyloph']);
  expect(found('person-name', 'Xanthippe', { label: 'File name' })).toEqual([]);
  expect(found('person-name', 'All', { label: 'Customer' })).toEqual([]);
  expect(found('person-name', 'E-mail', { label: 'Customer' })).toEqual([]);
  expect(found('person-name', 'Phone number', { label: 'Customer' })).toEqual([]);
});

test('a department is a surname in a field for names, and none in one for whoever does it', () => {
  expect(found('person-name', 'Kitchen', { label: 'Surname' })).toEqual(['Kitchen']);
  expect(found('person-name', 'Kitchen', { label: 'Customer name' })).toEqual(['Kitchen']);
  expect(found('person-name', 'Kitchen', { label: 'Assignee' })).toEqual([]);
});

test('a field called a name holds one that is a code in other letters, and no code', () => {
  expect(found('person-name', 'Ron', { label: 'First name' })).toEqual(['Ron']);
  expect(found('person-name', 'EUR', { label: 'Customer' })).toEqual([]);
});

test.each([
  ['{ name : Bakery opens : 7', 'Bakery'],
  ['Customer: Mira Valdez Status: open', 'Mira Valdez'],
  ['Mr Nguyễn Văn An called', 'Nguyễn Văn An'],
  [`Mr ${'Zorvik'.repeat(8)} called`, 'Zorvik'.repeat(8)],
  ['Mr Zorvik2 called', 'Zorvik2'],
])('in “%s” the name ends where a word does: %s', (text, value) => {
  expect(found('person-name', text)).toEqual([value]);
});
