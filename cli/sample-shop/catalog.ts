export interface Product {
  readonly slug: string;
  readonly name: string;
  readonly category: 'Brewing' | 'Beans' | 'Cups';
  readonly price: number;
  readonly about: string;
  /** Two hues of the drawn picture. */
  readonly hues: readonly [number, number];
}

/** Everything that the shop sells; drawn, not photographed, so that no picture has to be shipped. */
export const catalog: readonly Product[] = [
  {
    slug: 'pour-over-kettle',
    name: 'Pour-over kettle',
    category: 'Brewing',
    price: 64,
    about: 'Gooseneck spout, 0.9 litres, brushed steel.',
    hues: [212, 230],
  },
  {
    slug: 'hand-grinder',
    name: 'Hand grinder',
    category: 'Brewing',
    price: 89,
    about: 'Steel burrs with 36 clicks from espresso to cold brew.',
    hues: [28, 12],
  },
  {
    slug: 'glass-dripper',
    name: 'Glass dripper',
    category: 'Brewing',
    price: 32,
    about: 'Heat-resistant glass on an olive wood collar.',
    hues: [168, 190],
  },
  {
    slug: 'yirgacheffe',
    name: 'Yirgacheffe beans',
    category: 'Beans',
    price: 18,
    about: 'Washed Ethiopian coffee, jasmine and lemon, 250 g.',
    hues: [350, 20],
  },
  {
    slug: 'huila',
    name: 'Huila beans',
    category: 'Beans',
    price: 16,
    about: 'Colombian, caramel and red apple, 250 g.',
    hues: [265, 290],
  },
  {
    slug: 'stoneware-cup',
    name: 'Stoneware cup',
    category: 'Cups',
    price: 22,
    about: 'Thrown by hand, holds a double cappuccino.',
    hues: [98, 130],
  },
];
