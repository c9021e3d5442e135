// Usage: node scripts/set-up.mjs
// Makes everything that the other commands need, and says what it does; they do the same by themselves.
import { setUp } from './set-up/set-up.mjs';

await setUp();
