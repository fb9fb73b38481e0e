import { createHash } from 'node:crypto';

/** As AWS JSON carries it; `BinaryValue` is base64. */
export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

export function md5(value: string | Buffer): string {
  return createHash('md5').update(value).digest('hex');
}

/**
 * The digest that clients compare: per attribute in name order the length-prefixed name and type, a
 * byte that tells text from binary, and the length-prefixed value (SQS developer guide, "Calculating
 * the MD5 message digest for message attributes").
 */
export function attributesDigest(attributes: Record<string, MessageAttribute>): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const hash = createHash('md5');
  const prefixed = (value: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(value.length);
    hash.update(length).update(value);
  };
  for (const name of names) {
    const attribute = attributes[name];
    if (!attribute) continue;
    const binary = attribute.DataType.startsWith('Binary');
    prefixed(Buffer.from(name));
    prefixed(Buffer.from(attribute.DataType));
    hash.update(Buffer.from([binary ? 2 : 1]));
    prefixed(
      Buffer.from((binary ? attribute.BinaryValue : attribute.StringValue) ?? '', binary ? 'base64' : 'utf8'),
    );
  }
  return hash.digest('hex');
}
