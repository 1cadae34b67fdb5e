import { compiled } from './module.ts';

// `npm run build`, and every `npm ci`: compiles ahead what a first run would have to wait for.
await compiled();
