import { openOutput } from './outputs.ts';
import { version } from './version.ts';

// What Node would free one by one at its end, the system frees at once.
process.once('beforeExit', () => process.exit());

// Asking for the version is how other programs find out whether we are here: it loads nothing else.
const [first, ...others] = process.argv.slice(2);
if (others.length === 0 && (first === '--version' || first === '-V' || first === '-v')) {
  const { writer } = openOutput(1, (error) => {
    void import('./watch-output.ts').then(({ reportOutputFailure }) => reportOutputFailure(error));
  });
  writer.write(`${version}\n`);
} else {
  void import('./process.ts').then(({ runProcess }) => runProcess());
}
