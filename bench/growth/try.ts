import { measureGrowth } from './index.ts';
measureGrowth(process.argv.slice(2), (line) => console.log(line));
