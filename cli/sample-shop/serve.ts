import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CommandError } from '../run-command.ts';
import { catalog } from './catalog.ts';
import {
  cartPage,
  checkoutPage,
  ordersPage,
  placeOrder,
  productPage,
  shopPage,
  type Visit,
} from './pages.ts';

export interface SampleShop {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the sample shop to one visitor: whoever opens it shares the cart. */
export async function serveSampleShop(port: number): Promise<SampleShop> {
  const visit: Visit = { cart: new Map(), orders: [] };
  const server: Server = createServer((request, response) => {
    answer(visit, request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve, reject) =>
    server
      .once('error', (error: NodeJS.ErrnoException) =>
        reject(error.code === 'EADDRINUSE' ? taken(port) : error),
      )
      .listen(port, '127.0.0.1', resolve),
  );
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

const taken = (port: number) =>
  new CommandError(`Port ${port} (sample shop) is taken; choose another first port with --port`);

async function answer(visit: Visit, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://shop');
  const html = (page: string) =>
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
  const redirect = (location: string) => response.writeHead(303, { location }).end();
  if (request.method === 'POST') {
    const form = await readForm(request);
    if (pathname === '/orders') {
      placeOrder(visit, form);
      return void redirect('/orders?placed');
    }
    changeCart(visit, pathname, form);
    return void redirect('/cart');
  }
  const product = catalog.find(({ slug }) => pathname === `/products/${slug}`);
  if (product) return void html(productPage(visit, product));
  if (pathname === '/') return void html(shopPage(visit, searchParams));
  if (pathname === '/cart') return void html(cartPage(visit));
  if (pathname === '/checkout') return void html(checkoutPage(visit));
  if (pathname === '/orders') return void html(ordersPage(visit, searchParams.has('placed')));
  response.writeHead(404, { 'content-type': 'text/plain' }).end('No such page');
}

function changeCart(visit: Visit, pathname: string, form: URLSearchParams): void {
  const slug = form.get('product') ?? '';
  if (pathname === '/cart/remove') visit.cart.delete(slug);
  else visit.cart.set(slug, (visit.cart.get(slug) ?? 0) + Math.max(1, Number(form.get('quantity')) || 1));
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let body = '';
  for await (const chunk of request) {
    body += chunk;
    if (body.length > 10_000) throw new Error('The form is too large');
  }
  return new URLSearchParams(body);
}
