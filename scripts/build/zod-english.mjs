// Messages of zod in other languages are never asked for.
export { default as en } from '../../node_modules/zod/v4/locales/en.js';
