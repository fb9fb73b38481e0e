import { launchRecorder } from '../browser/launch-recorder.ts';
import type { Cloud } from '../cloud/use-cloud.ts';
import { Hand, humanPace } from '../player/human-input.ts';
import { playScript, type Script, StepNotPlayable } from '../player/play-script.ts';
import type { Progress } from '../progress.ts';
import { type PublishedGuide, publishWithLink } from './publish-with-link.ts';

export interface RecordedScript {
  readonly published: PublishedGuide;
  /** Which step could not be played, and why; the guide then ends before it. */
  readonly stopped?: StepNotPlayable;
}

/** Plays `script` in Chromium with the extension recording, then publishes what was recorded. */
export async function recordScript(
  cloud: Cloud,
  script: Script,
  progress: Progress,
  options: { keepTyped: boolean; headless: boolean },
): Promise<RecordedScript> {
  progress.step('Opening a browser that records');
  const recorder = await launchRecorder({ headless: options.headless });
  try {
    await recorder.signIn(cloud.edgeUrl, cloud.seed);
    const page = await recorder.context.newPage();
    await recorder.start({ keepTyped: options.keepTyped });
    if (options.keepTyped && (await recorder.state()).locked)
      progress.step('Recording without what is typed: the company’s redaction policy says so');
    await page.bringToFront();
    let stopped: StepNotPlayable | undefined;
    try {
      await playScript(page, script, new Hand(humanPace, recorder.cameraIdle), (text) => progress.step(text));
    } catch (error) {
      if (!(error instanceof StepNotPlayable)) throw error;
      stopped = error;
    }
    progress.step('Finishing the recording');
    const { recordingId } = await recorder.finish({ title: script.title });
    const published = await publishWithLink(cloud.api, recordingId, progress);
    return stopped ? { published, stopped } : { published };
  } finally {
    await recorder.close();
  }
}
