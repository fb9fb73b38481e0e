const bytesPerSecond = 1024 * 1024;
const recordsPerSecond = 1000;

/** What one shard takes: 1 MiB and 1,000 records in a second. */
export class ShardThroughput {
  readonly #windows = new Map<string, { second: number; bytes: number; records: number }>();

  admits(shard: string, bytes: number, now: number): boolean {
    const second = Math.floor(now / 1000);
    let window = this.#windows.get(shard);
    if (!window || window.second !== second) {
      window = { second, bytes: 0, records: 0 };
      this.#windows.set(shard, window);
    }
    // A record larger than what is left is still taken by an untouched second: 1 MiB records exist.
    const fits = window.records === 0 || window.bytes + bytes <= bytesPerSecond;
    if (!fits || window.records >= recordsPerSecond) return false;
    window.bytes += bytes;
    window.records += 1;
    return true;
  }
}
