/** `npm run record -- SCRIPT.json [--json]`: plays a script by hand while the extension records, and publishes. */
import { useCloud } from './cloud/use-cloud.ts';
import { recordScript } from './guide/record-script.ts';
import { readScript } from './player/read-script.ts';
import { readOptions } from './read-options.ts';
import { CommandError, failureOf, runCommand } from './run-command.ts';

const words = {
  usage: 'Usage: npm run record -- SCRIPT.json [--json] [--headed] [--no-keep-typed]',
  help: `Plays a script of the Chrome DevTools Recorder by mouse and keyboard while the extension records, and publishes
the guide that comes of it. Starts the local cloud where none is running.

  --headed         shows the browser
  --no-keep-typed  leaves out of the guide what is typed into ordinary fields; passwords, cards and one-time codes
                   are never in it
  --json           one JSON document with the guide on standard output`,
};

const { values, positionals } = readOptions(words, {
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    /** Keeps what is typed into ordinary fields; passwords, cards and one-time codes are never read. */
    'keep-typed': { type: 'boolean', default: true },
    headed: { type: 'boolean', default: false },
  },
  allowNegative: true,
});

await runCommand(values.json, async (progress) => {
  const [file] = positionals;
  if (!file || positionals.length > 1) {
    throw new CommandError(words.usage, { title: 'Wrong options' });
  }
  const script = await readScript(file);
  const cloud = await useCloud(progress);
  try {
    const recorded = await recordScript(cloud, script, progress, {
      keepTyped: values['keep-typed'],
      headless: !values.headed,
    });
    const { published, stopped } = recorded;
    const { guideUrl, guide, missing } = published;
    progress.result([['guide', guideUrl]], {
      guideUrl,
      guide,
      missing,
      ...(stopped && { error: failureOf(stopped) }),
    });
    if (stopped)
      throw new CommandError(
        `${stopped.message}\nWhat was done until then is kept as a guide of ${guide.steps.length} steps: ${guideUrl}`,
      );
  } finally {
    await cloud.stop();
  }
});
