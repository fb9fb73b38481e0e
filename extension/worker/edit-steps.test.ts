import { expect, test } from 'vitest';
import { type EditPorts, editStep } from './edit-steps.ts';

function setting(recordingId: string | undefined) {
  const noted: unknown[] = [];
  const recording = recordingId === undefined ? undefined : { recordingId, tabs: [7, 9] };
  const ports: EditPorts = {
    intake: {
      note: async (detail, _page, tabId) => void noted.push({ detail, tabId }),
    },
    current: () => recording,
  };
  return { ports, noted };
}

test('a note and a deletion are recorded, in the tab used last', async () => {
  const { ports, noted } = setting('rec_1');
  await editStep(ports, { type: 'panel/note', recordingId: 'rec_1', stepId: 'stp_1', note: 'Careful' });
  await editStep(ports, { type: 'panel/remove-step', recordingId: 'rec_1', stepId: 'stp_2' });
  expect(noted).toEqual([
    { detail: { kind: 'note', stepId: 'stp_1', note: 'Careful' }, tabId: 9 },
    { detail: { kind: 'remove-step', stepId: 'stp_2' }, tabId: 9 },
  ]);
});

test.each([
  ['the next recording', 'rec_2'],
  ['none', undefined],
])('an edit that comes when there is %s is refused', async (_, current) => {
  const { ports, noted } = setting(current);
  const late = { recordingId: 'rec_1', stepId: 'stp_1' };
  await expect(editStep(ports, { type: 'panel/remove-step', ...late })).rejects.toThrow('is over');
  await expect(editStep(ports, { type: 'panel/note', ...late, note: 'Careful' })).rejects.toThrow('is over');
  expect(noted).toEqual([]);
});
