import { version } from './version.ts';

// Asking for the version is how other programs find out whether we are here: it loads nothing else.
const [first, ...others] = process.argv.slice(2);
if (others.length === 0 && (first === '--version' || first === '-V' || first === '-v')) {
  process.stdout.on('error', (error: Error) => {
    void import('./watch-output.ts').then(({ reportOutputFailure }) => reportOutputFailure(error));
  });
  process.stdout.write(`${version}\n`);
} else {
  void import('./process.ts').then(({ runProcess }) => runProcess());
}
