import { mkdirSync, writeFileSync } from 'node:fs';
import { openApiDocument, operations } from '../lib/contracts/api/document.ts';

const target = new URL('../docs/api/openapi.json', import.meta.url);
mkdirSync(new URL('.', target), { recursive: true });
writeFileSync(target, `${JSON.stringify(openApiDocument(), null, 2)}\n`);
console.log(`docs/api/openapi.json: ${operations.length} operations`);
