import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { viewportStep } from '../../../test/fixtures/viewport-step.ts';
import { type Action, action } from '../../contracts/capture/action.ts';
import { recorderStepTypes } from '../../contracts/capture/recorder.ts';
import { importRecorderScript } from './recorder-import.ts';

const at = { offsetX: 1, offsetY: 1 };
const open = {
  type: 'navigate',
  url: 'https://shop.example/',
  assertedEvents: [{ type: 'navigation', url: 'https://shop.example/', title: 'Shop' }],
};

/** The actions after the first one, which opens the page. */
function imported(...steps: readonly object[]): Action[] {
  const result = importRecorderScript({ title: 'Test', steps: [open, ...steps] }, 1_000);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  for (const one of result.actions) action.parse(one);
  expect(result.actions.map(({ index }) => index)).toEqual(result.actions.map((_, index) => index));
  return result.actions.slice(1);
}
const change = (selector: string | string[], value: string, ...others: string[]) =>
  imported({ type: 'change', selectors: [selector, ...others], value })[0];

describe('a target', () => {
  const clicked = (...selectors: readonly (string | readonly string[])[]) =>
    imported({ type: 'click', selectors, ...at })[0]?.target;

  test.each([
    [
      'has the name of its aria selector',
      ['aria/Add to cart'],
      { name: 'Add to cart', nameSource: 'aria-label' },
    ],
    ['and the role', ['aria/Save[role="button"]'], { name: 'Save', role: 'button' }],
    ['or both as attributes', ['aria/[name="Save"][role="button"]'], { name: 'Save', role: 'button' }],
    [
      'has its text when there is no aria name',
      ['#x', 'text/Add to'],
      { name: 'Add to', nameSource: 'content' },
    ],
    [
      'is spared capitals that only the style makes',
      ['aria/ADD TO CART', 'text/Add to Cart'],
      { name: 'Add to Cart' },
    ],
    [
      'has tag and type of its css selector',
      ['form > input[type="checkbox"]'],
      { tag: 'input', inputType: 'checkbox', role: 'checkbox' },
    ],
    ['has the tag of its xpath', ['xpath///*[@id="nav"]/li[2]/a'], { tag: 'a', role: 'link' }],
    ['is read through pierce', ['pierce/button.save'], { tag: 'button', role: 'button' }],
    [
      'takes the name of what it is a nameless part of',
      [['aria/Add to cart[role="button"]', 'aria/[role="generic"]']],
      { name: 'Add to cart', role: 'button' },
    ],
  ] as const)('%s', (_sentence, selectors, expected) => {
    expect(clicked(...selectors)).toMatchObject(expected);
  });

  test('keeps all its selectors as lists', () => {
    expect(clicked('aria/Save', ['#host', 'button'])?.selectors).toEqual([
      ['aria/Save'],
      ['#host', 'button'],
    ]);
  });
});

describe('a step', () => {
  test('that navigates by itself is an address, with the title that is asserted', () => {
    expect(imported({ type: 'navigate', url: 'https://a.example/x' })[0]).toMatchObject({
      page: { url: 'https://a.example/x', title: '' },
      detail: { kind: 'navigate', cause: 'address' },
    });
  });

  test('that asserts a navigation caused it', () => {
    const [click, navigation, next] = imported(
      {
        type: 'click',
        selectors: ['a'],
        ...at,
        assertedEvents: [{ type: 'navigation', url: 'https://shop.example/cart', title: 'Cart' }],
      },
      { type: 'doubleClick', selectors: ['aria/Row'], ...at },
    );
    expect(click?.page.title).toBe('Shop');
    expect(navigation).toMatchObject({
      page: { title: 'Cart' },
      detail: { kind: 'navigate', cause: 'action' },
    });
    expect(next).toMatchObject({ page: { title: 'Cart' }, detail: { kind: 'double-click' } });
  });

  test('with another button, or held keys, says so', () => {
    const click = { type: 'click', selectors: ['a'], ...at };
    expect(
      imported(
        { ...click, button: 'secondary' },
        { type: 'keyDown', key: 'ControlLeft' },
        click,
        { type: 'keyUp', key: 'ControlLeft' },
        click,
      ).map(({ detail }) => detail),
    ).toEqual([
      { kind: 'click', button: 'secondary', modifiers: [] },
      { kind: 'click', button: 'primary', modifiers: ['Control'] },
      { kind: 'click', button: 'primary', modifiers: [] },
    ]);
  });

  test('of a key goes to the field that was changed last', () => {
    const [typed, key] = imported(
      { type: 'change', selectors: ['aria/Search'], value: 'mug' },
      { type: 'keyDown', key: 'NumpadEnter' },
      { type: 'keyUp', key: 'NumpadEnter' },
    );
    expect(key).toMatchObject({
      detail: { kind: 'key', key: 'Enter', modifiers: [] },
      target: typed?.target,
    });
  });

  test('of a key by its code is the key', () => {
    const details = imported({ type: 'keyDown', key: 'Meta' }, { type: 'keyDown', key: 'KeyS' }).map(
      ({ detail }) => detail,
    );
    expect(details).toEqual([{ kind: 'key', key: 's', modifiers: ['Meta'] }]);
  });

  test('that changes types, selects, checks or chooses a file, as the field is', () => {
    expect(change('aria/Name', 'Jane')?.detail).toEqual({
      kind: 'input',
      field: { value: 'Jane', masked: false, length: 4 },
    });
    expect(change('select#country', 'NO')?.detail).toEqual({
      kind: 'select',
      options: ['NO'],
      masked: false,
    });
    expect(change('aria/Country[role="combobox"]', 'NO')?.detail).toMatchObject({ kind: 'select' });
    expect(change('aria/City[role="combobox"]', 'Oslo', 'input#city')?.detail).toMatchObject({
      kind: 'input',
    });
    expect(change('aria/Agree[role="checkbox"]', 'true')?.detail).toEqual({ kind: 'check', checked: true });
    expect(change('input[type=file]', 'C:\\fakepath\\report.pdf')?.detail).toEqual({
      kind: 'choose-file',
      fileNames: ['report.pdf'],
    });
  });

  test('in another window is in another tab, and back is a switch', () => {
    const click = { type: 'click', selectors: ['a'], ...at };
    const actions = imported({ ...click, target: 'https://popup.example/' }, click, {
      type: 'close',
      target: 'https://popup.example/',
    });
    expect(actions.map(({ tab, detail }) => `${tab} ${detail.kind}`)).toEqual([
      '2 open-tab',
      '2 click',
      '1 switch-tab',
      '1 click',
      '2 switch-tab',
      '2 close-tab',
    ]);
  });

  test('scrolls by the difference', () => {
    const scrolls = imported(
      { type: 'scroll', y: 400 },
      { type: 'scroll', y: 100 },
      { type: 'scroll', x: 300, y: 100 },
    );
    expect(scrolls.map(({ detail }) => detail)).toEqual(
      ['down', 'up', 'right'].map((toward) => ({ kind: 'scroll', toward })),
    );
  });

  test('that only prepares or waits is no action', () => {
    expect(
      imported(
        viewportStep,
        { type: 'emulateNetworkConditions', download: 1, upload: 1, latency: 1 },
        { type: 'waitForElement', selectors: ['a'], operator: '>=', count: 2 },
        { type: 'waitForExpression', expression: 'true' },
        { type: 'customStep', name: 'x', parameters: {} },
      ),
    ).toEqual([]);
  });
});

describe('what must not be kept', () => {
  test.each([
    ['a password by its type', 'input[type="password"]', 'hunter2', 'password'],
    ['a password by its name', 'aria/New password', 'hunter2', 'password'],
    ['a password by its id', '#loginPwd', 'hunter2', 'password'],
    ['a password in German', 'aria/Passwort', 'geheim', 'password'],
    ['a card by its name', 'aria/Card number', '4111', 'card'],
    ['a card by its autocomplete', 'input[autocomplete="cc-csc"]', '123', 'card'],
    ['a card by its digits', 'aria/Reference', '4111 1111 1111 1111', 'card'],
    ['a one-time code', 'aria/Verification code', '123456', 'one-time-code'],
    ['a secret', '[name="api_key"]', 'sk-12345', 'masked'],
  ])('%s is masked', (_sentence, selector, value, sensitivity) => {
    const made = change(selector, value);
    expect(made?.target?.sensitivity).toBe(sensitivity);
    expect(made?.detail).toEqual({
      kind: 'input',
      field: { masked: true, length: Math.ceil(value.length / 5) * 5 },
    });
    expect(JSON.stringify(made)).not.toContain(value);
  });

  test('a number that is no card is kept', () => {
    expect(change('aria/Order number', '4111 1111 1111 1112')?.detail).toMatchObject({
      field: { masked: false },
    });
  });
});

describe('a script that is none', () => {
  const errors = (json: unknown) => {
    const result = importRecorderScript(json, 0);
    return result.ok ? [] : result.errors;
  };

  test('is refused with the place and the reason of each mistake', () => {
    expect(
      errors({
        title: 'x',
        steps: [open, { type: 'teleport' }, { type: 'click', selectors: [], offsetX: '1', offsetY: 1 }],
      }),
    ).toEqual([
      {
        pointer: '/steps/1/type',
        message: `is not a step type of the DevTools Recorder; those are ${recorderStepTypes.join(', ')}`,
      },
      { pointer: '/steps/2/selectors', message: 'must hold at least one selector' },
      { pointer: '/steps/2/offsetX', message: 'must be a number' },
    ]);
  });

  test.each([
    ['nothing', null, ''],
    ['no steps', { title: 'x' }, '/steps'],
    ['a relative address', { title: 'x', steps: [{ type: 'navigate', url: '/cart' }] }, '/steps/0/url'],
    ['too many steps', { title: 'x', steps: Array(2_001).fill(open) }, '/steps'],
  ])('is refused: %s', (_sentence, json, pointer) => {
    expect(errors(json).map((error) => error.pointer)).toContain(pointer);
  });

  test('whatever the JSON, there is an answer', () => {
    const anyStep = fc.oneof(
      fc.jsonValue(),
      fc.record({
        type: fc.constantFrom(...recorderStepTypes),
        selectors: fc.jsonValue(),
        value: fc.string(),
        key: fc.string(),
        url: fc.webUrl(),
        offsetX: fc.integer(),
        offsetY: fc.integer(),
      }),
    );
    fc.assert(
      fc.property(fc.record({ title: fc.string(), steps: fc.array(anyStep, { maxLength: 5 }) }), (json) => {
        const result = importRecorderScript(json, 0);
        if (result.ok) for (const one of result.actions) action.parse(one);
        else expect(result.errors.length).toBeGreaterThan(0);
      }),
    );
  });
});

test('user name and password of an address are not kept', () => {
  const url = 'https://ada:s3cret@shop.example/orders?page=2';
  const actions = imported(
    { type: 'navigate', url },
    { type: 'click', selectors: ['#x'], ...at, assertedEvents: [{ type: 'navigation', url, title: '' }] },
    { type: 'click', selectors: ['#y'], target: url, ...at },
  );
  expect(JSON.stringify(actions)).not.toMatch(/ada|s3cret/);
  expect(actions[0]?.page.url).toBe('https://shop.example/orders?page=2');
});
