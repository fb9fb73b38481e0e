import { setTimeout as pause } from 'node:timers/promises';
import { type Input, jsonService } from '../data/wire/json-service.ts';
import { type ScriptedFault, spoilt } from '../script-file.ts';
import { AwsError, type AwsService, UnsupportedError } from '../service.ts';
import type { ComprehendScript } from './script.ts';

/** Bytes of a text. */
const largestText = 100_000;

/** Comprehend: JSON 1.1. Of its operations, `DetectPiiEntities`; what it finds is what the script names. */
export function comprehendService(script: ComprehendScript): AwsService {
  const service = jsonService({
    names: ['comprehend'],
    target: 'Comprehend_20171127',
    version: '1.1',
    messageMember: 'Message',
    operations: {
      DetectPiiEntities: {
        // It knows no resources.
        permissions: () => [{ action: 'comprehend:DetectPiiEntities', resource: '*' }],
        run: (input) => ({ Entities: entitiesIn(readText(input), script) }),
      },
    },
  });
  return {
    ...service,
    async handle(request) {
      const { fault, delayMs = 0 } = script.take() ?? {};
      await pause(delayMs);
      const error = fault && errors[fault];
      if (error) throw error;
      return spoilt(await service.handle(request), fault, { Entities: [{ Type: 'NAME' }] });
    },
  };
}

const languages = new Set(['en', 'es', 'fr', 'de', 'it', 'pt', 'ar', 'hi', 'ja', 'ko', 'zh', 'zh-TW']);

function readText({ Text, LanguageCode }: Input): string {
  const missing = { Text, LanguageCode };
  for (const [name, value] of Object.entries(missing))
    if (typeof value !== 'string' || value === '') throw invalid(name);
  if (!languages.has(String(LanguageCode))) throw invalid('LanguageCode');
  if (LanguageCode !== 'en' && LanguageCode !== 'es')
    throw new AwsError(
      'UnsupportedLanguageException',
      'Detected language is not supported for this operation',
    );
  const bytes = Buffer.byteLength(String(Text));
  if (bytes > largestText)
    throw new AwsError(
      'TextSizeLimitExceededException',
      `Input text size exceeds limit. Max length of request text allowed is ${largestText} bytes while in this request the text size is ${bytes} bytes`,
    );
  return String(Text);
}

function invalid(member: string): AwsError {
  const name = member.charAt(0).toLowerCase() + member.slice(1);
  return new AwsError(
    'ValidationException',
    `1 validation error detected: Value at '${name}' failed to satisfy constraint`,
  );
}

/** Places are counted in code points. */
function entitiesIn(text: string, script: ComprehendScript): object[] {
  const codePoints = (end: number) => [...text.slice(0, end)].length;
  const found: { BeginOffset: number; EndOffset: number; Score: number; Type: string }[] = [];
  for (const { text: words, type, score = 0.999 } of script.read()?.entities ?? []) {
    if (words === '') throw new UnsupportedError('a script of Comprehend that names no words');
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length))
      found.push({
        BeginOffset: codePoints(at),
        EndOffset: codePoints(at + words.length),
        Score: score,
        Type: type,
      });
  }
  return found.sort((a, b) => a.BeginOffset - b.BeginOffset);
}

/** Codes and statuses of the service model; the account-wide throttle is a 429 at some of its front doors. */
const errors: Readonly<Partial<Record<NonNullable<ScriptedFault['fault']>, AwsError>>> = {
  throttled: new AwsError('TooManyRequestsException', 'The number of requests exceeds the limit'),
  'slow-down': new AwsError('ThrottlingException', 'Rate exceeded', 429),
  unavailable: new AwsError('ServiceUnavailableException', 'Service unavailable', 503),
  internal: new AwsError('InternalServerException', 'Internal server error', 500),
};
