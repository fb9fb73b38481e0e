import { ComprehendClient, DetectPiiEntitiesCommand, type PiiEntity } from '@aws-sdk/client-comprehend';
import type { Entity } from '../../contracts/redaction/entity-kind.ts';
import type { TextDetector } from '../../domain/redaction/hiding/second-detector.ts';
import { kindOfType } from './comprehend-kinds.ts';
import {
  codeUnits,
  type DetectorDocument,
  documentsOf,
  type PlacedPart,
  placesIn,
} from './detector-documents.ts';

/** One try: there is a second at most, and without it the rules alone have to do. */
const settings = { maxAttempts: 1 };

/** Bytes of UTF-8 in a request: 100 KB, of which it is not said whether they are of 1,000 or of 1,024 bytes. */
const mostBytes = 100_000;

export type ComprehendLanguage = 'en' | 'es';

/** Comprehend’s `DetectPiiEntities`. @param language of the texts: it knows these two */
export function comprehendDetector(
  language: ComprehendLanguage,
  client: Pick<ComprehendClient, 'send'> = new ComprehendClient(settings),
): TextDetector {
  return {
    async detect(texts, deadline) {
      const abortSignal = AbortSignal.timeout(Math.max(0, deadline - Date.now()));
      const found = texts.map((): Entity[] => []);
      const look = async (document: DetectorDocument) => {
        const { Entities } = await client.send(
          new DetectPiiEntitiesCommand({ Text: document.content, LanguageCode: language }),
          { abortSignal },
        );
        if (!Entities) throw new Error('no entities in the answer');
        for (const { text, ...entity } of entitiesOf(document, Entities)) found[text]?.push(entity);
      };
      await Promise.all(documentsOf(texts, mostBytes).map(look));
      return found;
    },
  };
}

/** As a deployment says which detector it has: the language of Comprehend, or `none`. */
export function configuredDetector(setting: string): TextDetector | undefined {
  return setting === 'en' || setting === 'es' ? comprehendDetector(setting) : undefined;
}

function entitiesOf(document: DetectorDocument, entities: readonly PiiEntity[]): (PlacedPart & Entity)[] {
  const place = codeUnits(document.content);
  return entities.flatMap(({ Type, Score, BeginOffset, EndOffset }) => {
    if (!Type || Score === undefined || BeginOffset === undefined || EndOffset === undefined)
      throw new Error('an entity without its place in the answer');
    const kind = kindOfType[Type];
    if (!kind) return [];
    const parts = placesIn(document, place(BeginOffset), place(EndOffset));
    return parts.map((part) => ({ ...part, kind, confidence: Score }));
  });
}
