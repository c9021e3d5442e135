// Usage: node scripts/set-up.mjs
// Installs everything the other commands need and prints each step. Those commands also do this themselves.
import { endWithNpm } from '../lib/system/lifeline.mjs';
import { setUp } from './set-up/set-up.mjs';

endWithNpm();
await setUp();
