// A thread knows nothing of how the main one was started; it needs TypeScript of its own.
import { register } from 'tsx/esm/api';

register();
await import('./thread.ts');
