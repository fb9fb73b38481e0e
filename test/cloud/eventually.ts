/** Reads until `good`; the last reading is in the error when that never comes. `timeout` in milliseconds. */
export async function eventually<T>(
  read: () => Promise<T>,
  good: (value: T) => boolean,
  timeout = 15_000,
): Promise<T> {
  const deadline = Date.now() + timeout;
  for (;;) {
    const value = await read();
    if (good(value)) return value;
    if (Date.now() > deadline)
      throw new Error(`Not within ${timeout} ms; last: ${JSON.stringify(value).slice(0, 2_000)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
