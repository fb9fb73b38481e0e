import { words } from './plain-words.ts';

/**
 * What people call numbers that are nobody's: words that speak against a number that only looks like a person's.
 */
export const lookAlikeWords = words(
  [
    // commerce
    'orders?|order (?:no|nr|number|id)|invoices?|inv|receipts?|quotes?|po|purchase order|sku|skus|upc|ean|gtin|asin|isbn(?: ?1[03])?|issn',
    'parts?(?: (?:no|nr|number))?|serial|serial (?:no|nr|number)|s n|model|batch|lot|barcode|product|item|article|stock|qty|quantity|units?',
    'bestell\\w*|auftrag\\w*|rechnung\\w*|artikel\\w*|lieferschein\\w*|sendung\\w*|vorgang\\w*|aktenzeichen|kundennummer|teilenummer',
    'commande|facture|pedido|factura|ordine|fattura|encomenda|fatura|zamowieni\\w*|faktur\\w*|bestelling|factuur|ordre|tilaus',
    'tracking|shipments?|parcel|consignment|awb|waybill|container|booking|reservation|confirmation|voucher|coupon',
    // records
    'tickets?|cases?|issues?|incidents?|ref|refs|references?|reference (?:no|number)|transactions?|txn|trx|trace|correlation|batch id',
    '(?:user|customer|client|session|request|trace|device|message|job|run|task|event|object|record|row|group|team|org|project|account|app|page|post|comment|thread|document|file|asset|entity|campaign|course|student|employee|member) ids?',
    'ids?|uuid|guid|hash|sha ?\\d{0,3}|md5|crc\\d*|checksum|commit|digest|etag|nonce|fingerprint|doi|arxiv|pmid|oid',
    // software
    'versions?|ver|v|build|release|revision|rev|firmware|patch|chrome|safari|firefox|edge|webkit|gecko|opera|android|windows|kernel',
    'pid|process|thread|ports?|lines?|rows?|pages?|columns?|offset|bytes?|size|length|count|seed|epoch|timestamp|unix time|ms|elapsed|duration',
    // amounts
    'total|subtotal|amount|price|cost|sum|balance|revenue|budget|salary|population|views|followers|downloads|impressions|betrag|preis|summe|umsatz|prix|montant|precio|importe|prezzo|importo|preco|valor|cena|kwota|prijs|bedrag|usd|eur|gbp|inr|jpy',
    'coordinates?|latitude|longitude|lat|lng|lon|score|weight|height|width|distance|temperature|lottery|numbers drawn',
  ].join('|'),
  '订单|編號|编号|注文|金額|金额|价格|주문|заказ|счет|версия|артикул',
);

const unit =
  /^ ?(?:[%$€£¥₹]|(?:kr|usd|eur|gbp|px|kb|mb|gb|ms|kg|km|cm|mm|bytes|views|users|items|rows|pcs)(?![a-z]))/i;

/**
 * Whether what it is joined to shows that the number is part of something else: of an identifier (`ORD-123`), of an
 * address in the web, of an amount.
 */
export function isPartOfOther(text: string, start: number, end: number): boolean {
  const before = text[start - 1] ?? '';
  const earlier = text[start - 2] ?? '';
  if (before === '#' || /[$€£¥₹]/.test(before) || (before === ' ' && /[$€£¥₹]/.test(earlier))) return true;
  if (/[-_/.@+~=]/.test(before) && /[\p{L}\p{N}]/u.test(earlier) && before !== '=') return true;
  const after = text[end] ?? '';
  if (/[-_@]/.test(after) && /[\p{L}\p{N}]/u.test(text[end + 1] ?? '')) return true;
  return unit.test(text.slice(end, end + 8));
}

/** In the path of a URL; the values of its query have names, which are judged as words are. */
export function isInAddress(text: string, start: number): boolean {
  const from = Math.max(0, start - 200);
  const token = text.slice(from, start).match(/\S*$/)?.[0] ?? '';
  return token.includes('://') && !/[?&][^=]*=[^=&]*$/.test(token);
}
