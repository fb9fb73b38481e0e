import { base58CheckVersion, decodeBase58, rippleLetters } from '../checksums/base58.ts';
import { passesBech32 } from '../checksums/bech32.ts';
import { words } from '../context/plain-words.ts';
import type { Recognizer, Sighting } from '../recognizer.ts';

const base58 = /(?<![A-Za-z\d])[13LMDATt92mn][1-9A-HJ-NP-Za-km-z]{25,34}(?![A-Za-z\d])/g;
const ripple = /(?<![A-Za-z\d])r[1-9A-HJ-NP-Za-km-z]{24,34}(?![A-Za-z\d])/g;
const bech32 =
  /(?<![A-Za-z\d])(?:bc|tb|ltc|addr|addr_test|stake|cosmos|osmo|lnbc|bnb)1[a-z\d]{14,110}(?![A-Za-z\d])/gi;
/** Its capitals can be a checksum (EIP-55), which wallets only warn about: not asked for. */
const ethereum = /(?<![A-Za-z\d])0x[\da-fA-F]{40}(?![A-Za-z\d])/g;
const cashAddress = /(?<![A-Za-z\d])bitcoincash:[qp][a-z\d]{41}(?![A-Za-z\d])/g;
const monero = /(?<![A-Za-z\d])[48][1-9A-HJ-NP-Za-km-z]{94}(?![A-Za-z\d])/g;
/** 32 bytes without a check: only words tell it from other tokens. */
const solana = /(?<![A-Za-z\d])[1-9A-HJ-NP-Za-km-z]{43,44}(?![A-Za-z\d])/g;

/** First bytes of addresses in the main and test nets of Bitcoin, Litecoin, Dogecoin, Tron, Dash and Zcash. */
const versions = new Set([0x00, 0x05, 0x30, 0x32, 0x1e, 0x16, 0x41, 0x4c, 0x10, 0x6f, 0xc4]);

export const cryptoAddress: Recognizer = {
  kind: 'crypto-address',
  source: 'BIP 13, BIP 173, BIP 350; https://xrpl.org/docs/references/protocol/data-types/base58-encodings',
  words: words(
    'wallets?|coins?|bitcoin|btc|ethereum|eth|crypto\\w*|litecoin|ltc|doge(?:coin)?|solana|sol|monero|xmr|usdt|usdc|blockchain|(?:deposit|payout|recipient|receiving|withdrawal) address|send to|address|adresse|cartera|portefeuille|portafoglio',
    'ウォレット|钱包|지갑|кошел',
  ),
  against: words('commit|sha ?\\d*|hash|tx|txid|transaction'),
  needs: ({ longest }) => longest >= 26,
  *find(text) {
    for (const match of text.matchAll(base58)) {
      const version = base58CheckVersion(match[0]);
      if (version === undefined) yield* mistyped(match);
      else if (versions.has(version)) yield proof(match);
    }
    for (const match of text.matchAll(ripple))
      if (base58CheckVersion(match[0], rippleLetters) === 0) yield proof(match);
    for (const match of text.matchAll(bech32))
      yield* passesBech32(match[0]) ? [proof(match)] : mistyped(match);
    for (const match of text.matchAll(ethereum)) if (!/^0x0+$/.test(match[0])) yield proof(match);
    for (const match of text.matchAll(cashAddress)) yield proof(match);
    for (const match of text.matchAll(monero)) yield { ...proof(match), strength: 'strong' };
    for (const match of text.matchAll(solana))
      if (decodeBase58(match[0])?.length === 32) yield { ...proof(match), strength: 'shape' };
  },
};

/** With a sign wrong it is somebody's all the same, where words say what it is. */
function* mistyped(match: RegExpExecArray): Generator<Sighting> {
  const mixed = /\d/.test(match[0].slice(4)) && /[A-Za-z]/.test(match[0]);
  if (mixed && match[0].length >= 26) yield { ...proof(match), strength: 'shape' };
}

function proof(match: RegExpExecArray) {
  return { start: match.index, end: match.index + match[0].length, strength: 'proof' as const };
}
