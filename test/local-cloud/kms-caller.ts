/** A function that calls KMS through the gateway under its own role. */
export const kmsCaller = `
import { createHash, createHmac } from 'node:crypto';
const hmac = (key, text) => createHmac('sha256', key).update(text).digest();
export const handler = async ({ action, input }) => {
  const { AWS_ENDPOINT_URL: endpoint, AWS_REGION: region, AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: token } = process.env;
  const body = JSON.stringify(input);
  const stamp = new Date().toISOString().replace(/[-:]|\\.\\d+/g, '');
  const date = stamp.slice(0, 8);
  const hash = createHash('sha256').update(body).digest('hex');
  const headers = { host: new URL(endpoint).host, 'x-amz-date': stamp, 'x-amz-security-token': token, 'x-amz-target': 'TrentService.' + action };
  const names = Object.keys(headers).sort();
  const canonical = ['POST', '/', '', ...names.map((n) => n + ':' + headers[n]), '', names.join(';'), hash].join('\\n');
  const scope = [date, region, 'kms', 'aws4_request'].join('/');
  const text = ['AWS4-HMAC-SHA256', stamp, scope, createHash('sha256').update(canonical).digest('hex')].join('\\n');
  const key = [region, 'kms', 'aws4_request'].reduce(hmac, hmac('AWS4' + secret, date));
  const authorization = 'AWS4-HMAC-SHA256 Credential=' + id + '/' + scope + ', SignedHeaders=' + names.join(';') + ', Signature=' + createHmac('sha256', key).update(text).digest('hex');
  const { host, ...sent } = headers;
  const response = await fetch(endpoint, { method: 'POST', body, headers: { ...sent, authorization, 'content-type': 'application/x-amz-json-1.1' } });
  return { status: response.status, ...(await response.json()) };
};`;
