import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { LoggedCall } from '../../local/bedrock/call-log.ts';
import type { ConverseInput } from '../../local/bedrock/converse-input.ts';
import type { ScriptedAnswer } from '../../local/bedrock/script.ts';

export type AskedModel = ConverseInput;

/** What the models of a local cloud are to answer, and what reached them. */
export interface ScriptedModels {
  /** Lines of the script, the first that fits counts; what fits none goes to `then`. */
  script(lines: readonly object[], then?: Answering): Promise<void>;
  calls(): LoggedCall[];
  stop(): Promise<void>;
}

export type Answering = (asked: AskedModel) => ScriptedAnswer;

/** @param stateDirectory of the local cloud */
export function scriptedModels(stateDirectory: string): ScriptedModels {
  const folder = join(stateDirectory, 'bedrock');
  let answering: Answering | undefined;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const asked = JSON.parse(Buffer.concat(chunks).toString('utf8')) as AskedModel;
      response.end(JSON.stringify(answering?.(asked) ?? {}));
    });
  });
  return {
    script: async (answers, then) => {
      answering = then;
      if (then && !server.listening)
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const endpoint = then && `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      mkdirSync(folder, { recursive: true });
      // `id`: written anew, the script forgets how often its lines were used.
      const script = { id: Math.random(), answers, ...(endpoint ? { endpoint } : {}) };
      writeFileSync(join(folder, 'script.json'), JSON.stringify(script));
    },
    calls: () => {
      try {
        const text = readFileSync(join(folder, 'calls.jsonl'), 'utf8');
        return text.split('\n').flatMap((line) => (line ? [JSON.parse(line) as LoggedCall] : []));
      } catch {
        return [];
      }
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
