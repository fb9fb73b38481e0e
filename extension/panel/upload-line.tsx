import type { UploadState } from '../messages.ts';

/** Says in a few words whether everything recorded so far is on the server. */
export function UploadLine({ upload, problem }: { upload: UploadState; problem?: string | undefined }) {
  const look = describe(upload, problem);
  return (
    <p className={`upload ${look.tone}`} role="status">
      <span className="dot" aria-hidden="true" />
      {look.text}
    </p>
  );
}

function describe({ connection, waiting, sent }: UploadState, problem: string | undefined) {
  const queued = waiting === 1 ? '1 item' : `${waiting} items`;
  switch (connection) {
    case 'offline':
      return { tone: 'wait', text: `Offline. ${queued} kept here and sent later.` };
    case 'signed-out':
      return { tone: 'bad', text: `Signed out. ${queued} kept here.` };
    case 'refused':
      return { tone: 'bad', text: `The server refused it: ${problem ?? 'no reason given'}` };
    default:
      if (waiting > 0) return { tone: 'wait', text: `Sending ${queued} …` };
      return { tone: 'good', text: sent === 0 ? 'Nothing recorded yet' : 'Everything is sent' };
  }
}
