const letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** BIP 173 and BIP 350: whether the last six signs check the others, in Bech32 or Bech32m. */
export function passesBech32(address: string): boolean {
  const text = address.toLowerCase();
  if (text !== address && address.toUpperCase() !== address) return false;
  const parting = text.lastIndexOf('1');
  if (parting < 1 || text.length - parting < 7) return false;
  const human = text.slice(0, parting);
  const values = [
    ...Array.from(human, (sign) => sign.charCodeAt(0) >> 5),
    0,
    ...Array.from(human, (sign) => sign.charCodeAt(0) & 31),
    ...Array.from(text.slice(parting + 1), (sign) => letters.indexOf(sign)),
  ];
  if (values.includes(-1)) return false;
  let check = 1;
  for (const value of values) {
    const top = check >>> 25;
    check = ((check & 0x1ffffff) << 5) ^ value;
    generators.forEach((generator, bit) => {
      if ((top >> bit) & 1) check ^= generator;
    });
  }
  return check === 1 || check === 0x2bc830a3;
}
