import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import {
  type LiveRecording,
  liveRecording,
  type PreviewMessage,
  type PreviewTicket,
  previewMessage,
  previewTicket,
} from '../../../lib/contracts/compose/step.ts';
import { request } from '../../api/request.ts';
import { applyPreview } from './apply-preview.ts';

export interface Preview {
  readonly recording: LiveRecording | undefined;
  readonly error: unknown;
  /** `live` while the socket is open; otherwise the page asks every few seconds. */
  readonly connection: 'live' | 'connecting';
  readonly reload: () => unknown;
}

/** A recording as it happens: read once, then kept current over the preview socket, with reconnects. */
export function usePreview(recordingId: string): Preview {
  const queries = useQueryClient();
  const [connection, setConnection] = useState<'live' | 'connecting'>('connecting');
  const found = useQuery({
    queryKey: ['recording', recordingId],
    queryFn: () => request<LiveRecording>(`/v1/recordings/${recordingId}`, { answer: liveRecording }),
    refetchInterval: connection === 'live' ? 20_000 : 3_000,
  });
  useEffect(() => {
    const take = (message: PreviewMessage) =>
      queries.setQueryData<LiveRecording>(
        ['recording', recordingId],
        (now) => now && applyPreview(now, message),
      );
    return listen(recordingId, take, (state) => {
      setConnection(state);
      // What was pushed between the first reading and the socket's opening is read once more.
      if (state === 'live') void queries.invalidateQueries({ queryKey: ['recording', recordingId] });
    });
  }, [recordingId, queries]);
  return { recording: found.data, error: found.error, connection, reload: found.refetch };
}

/** Keeps a socket open until stopped; each opening takes a new ticket. Waits 1 s to 15 s between tries. */
function listen(
  recordingId: string,
  take: (message: PreviewMessage) => void,
  tell: (state: 'live' | 'connecting') => void,
): () => void {
  let stopped = false;
  let socket: WebSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;

  const again = () => {
    if (stopped) return;
    tell('connecting');
    timer = setTimeout(
      () => void open(),
      Math.min(15_000, 1_000 * 2 ** tries++) * (0.75 + Math.random() / 2),
    );
  };
  const open = async () => {
    try {
      const { url, ticket } = await request<PreviewTicket>(`/v1/recordings/${recordingId}/preview-tickets`, {
        method: 'POST',
        body: {},
        answer: previewTicket,
      });
      if (stopped) return;
      socket = new WebSocket(`${url}?ticket=${encodeURIComponent(ticket)}`);
    } catch {
      return again();
    }
    socket.onopen = () => {
      tries = 0;
      tell('live');
    };
    socket.onmessage = ({ data }) => {
      const message = previewMessage.safeParse(JSON.parse(String(data)));
      if (message.success) take(message.data);
    };
    socket.onclose = again;
  };
  void open();
  return () => {
    stopped = true;
    clearTimeout(timer);
    socket?.close();
  };
}
