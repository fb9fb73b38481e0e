/** `npm run import -- SCRIPT.json [--json]`: a guide from a DevTools Recorder script alone, without a browser. */
import { useCloud } from './cloud/use-cloud.ts';
import { publishWithLink } from './guide/publish-with-link.ts';
import { readScript } from './player/read-script.ts';
import { readOptions } from './read-options.ts';
import { CommandError, runCommand } from './run-command.ts';

const words = {
  usage: 'Usage: npm run import -- SCRIPT.json [--json]',
  help: `Makes a guide of a script of the Chrome DevTools Recorder alone: without a browser, and so without pictures.
Starts the local cloud where none is running.

  --json  one JSON document with the guide on standard output`,
};

const { values, positionals } = readOptions(words, {
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});

await runCommand(values.json, async (progress) => {
  const [file] = positionals;
  if (!file || positionals.length > 1) throw new CommandError(words.usage, { title: 'Wrong options' });
  const script = await readScript(file);
  const cloud = await useCloud(progress);
  try {
    progress.step(`Importing “${script.title}”`);
    const { recordingId } = await cloud.api.importRecorder(script, 'link');
    const published = await publishWithLink(cloud.api, recordingId, progress);
    progress.result([['guide', published.guideUrl]], published);
  } finally {
    await cloud.stop();
  }
});
