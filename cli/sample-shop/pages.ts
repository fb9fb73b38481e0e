import { escapeHtml } from '../../local/escape-html.ts';
import { catalog, type Product } from './catalog.ts';
import { layout, picture } from './layout.ts';

/** What one visitor has done so far. */
export interface Visit {
  readonly cart: Map<string, number>;
  readonly orders: { number: string; name: string; total: number }[];
}

const count = (visit: Visit) => [...visit.cart.values()].reduce((sum, quantity) => sum + quantity, 0);
const euro = (amount: number) => `€${amount.toFixed(2)}`;
const total = (visit: Visit) =>
  catalog.reduce((sum, product) => sum + product.price * (visit.cart.get(product.slug) ?? 0), 0);

export function shopPage(visit: Visit, query: URLSearchParams): string {
  const category = query.get('category') ?? '';
  const words = (query.get('q') ?? '').toLowerCase();
  const found = catalog.filter(
    (product) => (!category || product.category === category) && product.name.toLowerCase().includes(words),
  );
  const option = (value: string, text = value) =>
    `<option value="${value}"${value === category ? ' selected' : ''}>${text}</option>`;
  const card = (product: Product) =>
    `<li class="card"><a href="/products/${product.slug}">${picture(product.hues, '')}<div><h2>${product.name}</h2><p class="price">${euro(product.price)}</p></div></a></li>`;
  return layout({
    title: 'Shop',
    section: 'Shop',
    cartCount: count(visit),
    body: `<h1>Good coffee, made slowly</h1><form class="tools" role="search"><label>Search<br><input name="q" type="search" value="${escapeHtml(query.get('q') ?? '')}" placeholder="Kettle, beans …"></label><label>Category<br><select name="category">${option('', 'Everything')}${option('Brewing')}${option('Beans')}${option('Cups')}</select></label><button>Show</button></form><ul class="grid">${found.map(card).join('')}</ul>`,
  });
}

export function productPage(visit: Visit, product: Product): string {
  return layout({
    title: product.name,
    section: 'Shop',
    cartCount: count(visit),
    body: `<div class="split"><div class="card">${picture(product.hues, product.name)}</div><div><h1>${product.name}</h1><p>${product.about}</p><p><strong>${euro(product.price)}</strong></p><form method="post" action="/cart"><input type="hidden" name="product" value="${product.slug}"><div class="row"><button type="button" class="icon" aria-label="Decrease quantity" id="less">−</button><label><span style="display:none">Quantity</span><input id="quantity" name="quantity" aria-label="Quantity" value="1" size="2" inputmode="numeric"></label><button type="button" class="icon" aria-label="Increase quantity" id="more"><svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true"><path d="M5 0h2v12H5zM0 5h12v2H0z"/></svg></button><button>Add to cart</button></div></form></div></div>`,
    script: `const q=document.getElementById('quantity');document.getElementById('more').onclick=()=>{q.value=+q.value+1};document.getElementById('less').onclick=()=>{q.value=Math.max(1,+q.value-1)}`,
  });
}

export function cartPage(visit: Visit): string {
  const rows = catalog
    .filter((product) => visit.cart.has(product.slug))
    .map(
      (product) =>
        `<tr><td>${product.name}</td><td>${visit.cart.get(product.slug)}</td><td>${euro(product.price)}</td><td><form method="post" action="/cart/remove"><input type="hidden" name="product" value="${product.slug}"><button class="icon" aria-label="Remove">✕</button></form></td></tr>`,
    );
  const body = rows.length
    ? `<table><thead><tr><th>Product</th><th>Quantity</th><th>Price</th><th><span hidden>Actions</span></th></tr></thead><tbody>${rows.join('')}</tbody></table><p><strong>Total ${euro(total(visit))}</strong></p><a class="button" href="/checkout">Check out</a>`
    : '<p>Your cart is empty.</p>';
  return layout({ title: 'Cart', section: '', cartCount: count(visit), body: `<h1>Your cart</h1>${body}` });
}

export function checkoutPage(visit: Visit): string {
  return layout({
    title: 'Check out',
    section: '',
    cartCount: count(visit),
    body: `<h1>Check out</h1><form class="checkout" method="post" action="/orders"><label>Full name<input name="name" autocomplete="name" required></label><label>E-mail<input name="email" type="email" autocomplete="email" required></label><label class="wide">Street and number<input name="street" autocomplete="street-address"></label><label>Country<select name="country"><option>Austria</option><option>France</option><option>Germany</option><option>Netherlands</option></select></label><label>Delivery day<input name="day" type="date"></label><label class="wide">Card number<input name="card" autocomplete="cc-number" inputmode="numeric"></label><label class="wide row"><input name="gift" type="checkbox" style="width:auto"> Wrap it as a gift</label><div class="wide row"><button type="button" id="review">Place order</button><a href="/cart">Back to the cart</a></div><dialog id="confirm" aria-labelledby="confirm-title"><h2 id="confirm-title">Place this order?</h2><p>Total ${euro(total(visit))}, delivered within three days.</p><div class="row"><button>Confirm</button><button type="button" class="quiet" id="not-yet">Not yet</button></div></dialog></form>`,
    script: `const d=document.getElementById('confirm');document.getElementById('review').onclick=()=>{if(document.forms[0].reportValidity())d.showModal()};document.getElementById('not-yet').onclick=()=>d.close()`,
  });
}

export function ordersPage(visit: Visit, placed: boolean): string {
  const rows = visit.orders
    .map(
      (order) =>
        `<tr><td>${order.number}</td><td>${escapeHtml(order.name)}</td><td>${euro(order.total)}</td><td><button class="icon">Details</button></td></tr>`,
    )
    .join('');
  return layout({
    title: 'Orders',
    section: 'Orders',
    cartCount: count(visit),
    body: `<h1>Orders</h1>${placed ? '<p class="notice" role="status">Thank you! Your order is on its way.</p>' : ''}<table><thead><tr><th>Number</th><th>Name</th><th>Total</th><th></th></tr></thead><tbody>${rows || '<tr><td colspan="4">Nothing ordered yet.</td></tr>'}</tbody></table>`,
  });
}

/** Takes the visitor's cart as an order. */
export function placeOrder(visit: Visit, form: URLSearchParams): void {
  visit.orders.unshift({
    number: `CC-${1041 + visit.orders.length}`,
    name: form.get('name') ?? '',
    total: total(visit),
  });
  visit.cart.clear();
}
