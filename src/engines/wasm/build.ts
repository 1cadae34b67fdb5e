import { fileURLToPath } from 'node:url';
import { compiled } from './module.ts';

// `npm run build`, and every `npm ci`: compiles ahead what a first run would have to wait for.
for (const folder of ['.', '../images']) await compiled(fileURLToPath(new URL(`${folder}/assembly`, import.meta.url)));
