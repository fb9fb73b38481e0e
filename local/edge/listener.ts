import type { Server } from 'node:http';

/** Listens on the loopback interface alone. */
export async function listen(server: Server, port: number): Promise<void> {
  // Clients that keep connections must not meet one that was closed a moment ago.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

export async function stopListening(server: Server): Promise<void> {
  if (!server.listening) return;
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
