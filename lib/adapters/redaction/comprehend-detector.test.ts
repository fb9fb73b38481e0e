import { ComprehendClient, type DetectPiiEntitiesRequest, type PiiEntity } from '@aws-sdk/client-comprehend';
import { expect, test } from 'vitest';
import { answerHere } from '../../../test/fakes/sdk-client.ts';
import { comprehendDetector } from './comprehend-detector.ts';
import { kindOfType } from './comprehend-kinds.ts';

const later = () => Date.now() + 10_000;

/** Finds these words, in code points as Comprehend counts. */
function comprehend(words: string, Type: PiiEntity['Type'] = 'NAME') {
  const client = new ComprehendClient({ region: 'us-east-1' });
  const asked: DetectPiiEntitiesRequest[] = [];
  answerHere(client, async (input: DetectPiiEntitiesRequest) => {
    asked.push(input);
    const text = input.Text ?? '';
    const Entities: PiiEntity[] = [];
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
      const BeginOffset = [...text.slice(0, at)].length;
      Entities.push({ BeginOffset, EndOffset: BeginOffset + [...words].length, Score: 0.98, Type });
    }
    return { $metadata: {}, Entities };
  });
  return { detector: comprehendDetector('en', client), asked };
}
const found = async (texts: readonly string[], words: string) => {
  const entities = await comprehend(words).detector.detect(texts, later());
  return entities.map((list, at) => list.map(({ start, end }) => texts[at]?.slice(start, end)));
};

test('texts are asked about together, and each gets what stands in it', async () => {
  const { detector, asked } = comprehend('Qhutumo');
  expect(await detector.detect(['Save', 'Ask Qhutumo', ''], later())).toEqual([
    [],
    [{ kind: 'person-name', start: 4, end: 11, confidence: 0.98 }],
    [],
  ]);
  expect(asked).toEqual([{ LanguageCode: 'en', Text: 'Save\n\nAsk Qhutumo\n\n\n\n' }]);
});

test('places are right behind characters that take two code units', async () => {
  expect(await found(['🎉🎉 first', '𝒳 Qhutumo 🎉'], 'Qhutumo')).toEqual([[], ['Qhutumo']]);
});

test('what is said to go on into the next text is of both', async () => {
  expect(await found(['Ask Qhu', 'tumo'], 'Qhu\n\ntumo')).toEqual([['Qhu'], ['tumo']]);
});

test('no request is larger than it may be, whatever the texts hold', async () => {
  const texts = ['語'.repeat(30_000), `${'a'.repeat(250_000)} Qhutumo`, '🎉'.repeat(40_000), 'Ask Qhutumo'];
  const { detector, asked } = comprehend('Qhutumo');
  const entities = await detector.detect(texts, later());
  expect(Math.max(...asked.map(({ Text = '' }) => Buffer.byteLength(Text)))).toBeLessThanOrEqual(100_000);
  expect(asked.map(({ Text = '' }) => Text.replaceAll('\n\n', '')).join('')).toBe(texts.join(''));
  expect(entities.map((list, at) => list.map(({ start, end }) => texts[at]?.slice(start, end)))).toEqual([
    [],
    ['Qhutumo'],
    [],
    ['Qhutumo'],
  ]);
});

test('types that give nobody away, or that it learns later, are left out', async () => {
  for (const type of ['DATE_TIME', 'URL', 'SOMETHING_NEW'])
    expect(await comprehend('May', type as PiiEntity['Type']).detector.detect(['May 7'], later())).toEqual([
      [],
    ]);
  expect(kindOfType.UK_NATIONAL_HEALTH_SERVICE_NUMBER).toBe('uk-nhs');
});

test.each(['PASSWORD', 'PIN', 'CREDIT_DEBIT_CVV'] as const)('%s is a password', async (type) => {
  const entities = await comprehend('417', type).detector.detect(['It says 417'], later());
  expect(entities).toEqual([[expect.objectContaining({ kind: 'password', start: 8, end: 11 })]]);
});

test('an answer without entities is a fault', async () => {
  const client = new ComprehendClient({ region: 'us-east-1' });
  answerHere(client, async () => ({ $metadata: {} }));
  await expect(comprehendDetector('en', client).detect(['Ask'], later())).rejects.toThrow('no entities');
});
