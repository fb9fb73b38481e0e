import { setTimeout as pause } from 'node:timers/promises';
import { jsonService } from '../data/wire/json-service.ts';
import { type ScriptedFault, spoilt } from '../script-file.ts';
import type { AwsError, AwsService } from '../service.ts';
import { documentText } from './blocks.ts';
import { readDocument, textractError } from './document.ts';
import { UnreadablePicture } from './reading/picture-cutter.ts';
import type { PictureText } from './reading/read-picture.ts';
import type { ScriptedWord, TextractScript } from './script.ts';

interface TextractOptions {
  readonly read: (picture: Uint8Array) => Promise<PictureText>;
  readonly script: TextractScript;
}

/** Textract: JSON 1.1. Of its operations, `DetectDocumentText`. */
export function textractService({ read, script }: TextractOptions): AwsService {
  const answering = (words?: readonly ScriptedWord[]) =>
    jsonService({
      names: ['textract'],
      target: 'Textract',
      version: '1.1',
      messageMember: 'Message',
      operations: {
        DetectDocumentText: {
          // It knows no resources.
          permissions: () => [{ action: 'textract:DetectDocumentText', resource: '*' }],
          run: async (input) => {
            const document = readDocument(input);
            return documentText(words ? scripted(words) : await readPicture(read, document));
          },
        },
      },
    });
  return {
    ...answering(),
    async handle(request) {
      const { fault, words, delayMs = 0 } = script.take() ?? {};
      await pause(delayMs);
      const error = fault && errors[fault];
      if (error) throw error;
      return spoilt(await answering(words).handle(request), fault, { Blocks: [{ BlockType: 'WORD' }] });
    },
  };
}

function scripted(words: readonly ScriptedWord[]): PictureText {
  const lines = words.map(({ text, left, top, width, height }) => [
    { text, confidence: 99, left, top, right: left + width, bottom: top + height },
  ]);
  return { width: 1, height: 1, lines };
}

/** Codes and statuses of the service model; the account-wide throttle is a 429 at some of its front doors. */
const errors: Readonly<Partial<Record<NonNullable<ScriptedFault['fault']>, AwsError>>> = {
  throttled: textractError('ProvisionedThroughputExceededException', 'Provisioned rate exceeded'),
  'slow-down': textractError('ThrottlingException', 'Rate exceeded', 429),
  unavailable: textractError('ServiceUnavailableException', 'Service unavailable', 503),
  internal: textractError('InternalServerError', 'Internal server error', 500),
};

async function readPicture(read: TextractOptions['read'], document: Uint8Array): Promise<PictureText> {
  try {
    return await read(document);
  } catch (error) {
    if (!(error instanceof UnreadablePicture)) throw error;
    throw error.reason === 'too-large'
      ? textractError('BadDocumentException', 'The document has more than 10,000 pixels on a side')
      : textractError('BadDocumentException', 'The document is corrupt');
  }
}
