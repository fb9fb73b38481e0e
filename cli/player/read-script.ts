import { readFile } from 'node:fs/promises';
import { readRecorderScript, recorderScript } from '../../lib/contracts/capture/recorder.ts';
import { CommandError } from '../run-command.ts';
import type { Script } from './play-script.ts';

/** Reads a DevTools Recorder script; says which step and field is wrong when it is none. */
export async function readScript(file: string | URL): Promise<Script> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const reason =
      error.code === 'ENOENT' ? 'does not exist' : `cannot be read: ${error.code ?? error.message}`;
    throw new CommandError(`${file} ${reason}`, { title: 'The script cannot be read', where: `${file}` });
  });
  const read = readRecorderScript(parseJson(file, text));
  if (read.ok) return read.script;
  const mistakes = read.errors.map(({ pointer, message }) => `  ${pointer || '/'} ${message}`);
  throw new CommandError(`${file} is not a DevTools Recorder script:\n${mistakes.join('\n')}`, {
    title: 'Not a DevTools Recorder script',
    where: `${file}${read.errors[0]?.pointer ? `#${read.errors[0].pointer}` : ''}`,
  });
}

function parseJson(file: string | URL, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandError(`${file} is not JSON: ${error instanceof Error ? error.message : ''}`, {
      title: 'The script is not JSON',
      where: `${file}`,
    });
  }
}

/** The script with its placeholder host (`*.invalid`, RFC 2606) replaced by the address where its site is really served. */
export function pointAt(script: Script, url: string): Script {
  return recorderScript.parse(
    JSON.parse(JSON.stringify(script).replaceAll(/http:\/\/[a-z-]+\.invalid/g, url)),
  );
}
