import type { ProblemTable } from '../diagnostics/index.ts';

/** Every code that reading and writing files and addresses can cause; these end with exit code 3. */
export const ioProblems: ProblemTable = {
  'io/missing': {
    means: 'There is no such file or folder.',
    remedy: 'Check the path.',
  },
  'io/is-folder': {
    means: 'A folder was given where a file is expected.',
    remedy: 'Name a file in it.',
  },
  'io/not-a-file': {
    means: 'The path is a device, a pipe or the like.',
    remedy: 'Name a regular file.',
  },
  'io/not-a-folder': {
    means: 'A file was given where a folder is expected.',
    remedy: 'Name a folder.',
  },
  'io/not-permitted': {
    means: 'The system does not permit reading or writing there.',
    remedy: 'Change the permissions, or choose another place.',
  },
  'io/no-space': {
    means: 'The disk is full, or the quota is used up.',
    remedy: 'Free some space, or write elsewhere.',
  },
  'io/closed': {
    means: 'The program that reads the output has ended.',
    remedy: 'Nothing, unless output was cut short.',
  },
  'io/busy': {
    means: 'Another process is changing the folder.',
    remedy: 'Try again when it has finished.',
  },
  'io/failed': {
    means: 'The system reported another failure.',
    remedy: 'See the reason in the message.',
  },
  'io/binary': {
    means: 'The file is not text.',
    remedy: 'Name a text file.',
  },
  'io/outside': {
    means: 'A path leads out of the folder that it has to stay in.',
    remedy: 'Keep the file inside the folder.',
  },
  'io/symbolic-link': {
    means: 'A symbolic link was found where a regular file or folder is expected.',
    remedy: 'Name the file that it points to.',
  },
  'io/server': {
    means:
      'A database could not be asked: its address is not understood, its client is not installed, or it refused.',
    remedy: 'See the reason in the message; `usage TABLE --sql` prints the query for another way.',
  },
  'io/too-large': {
    means: 'The file or answer is larger than the limit.',
    remedy: 'Use a smaller one.',
  },
  'io/too-many-files': {
    means: 'The folder holds more files than a catalog can have.',
    remedy: 'Name the folder of one catalog.',
  },
  'io/bad-url': {
    means: 'The address cannot be read.',
    remedy: 'Write it as `https://host/path`.',
  },
  'io/insecure-url': {
    means: 'The address does not use HTTPS.',
    remedy: 'Use an `https://` address.',
  },
  'io/http-status': {
    means: 'The server answered with an error.',
    remedy: 'Check the address, or try again later.',
  },
  'io/not-reached': {
    means: 'The server cannot be reached.',
    remedy: 'Check the network and the address.',
  },
  'io/timeout': {
    means: 'The server did not answer in time.',
    remedy: 'Try again later.',
  },
  'io/too-many-redirects': {
    means: 'The address redirects too often.',
    remedy: 'Use the final address.',
  },
  'io/truncated': {
    means: 'The answer ended early.',
    remedy: 'Try again.',
  },
  'io/compressed': {
    means: 'The answer is compressed in a way that is not accepted.',
    remedy: 'Serve it uncompressed.',
  },
  'io/web-page': {
    means: 'The address is a web page, not a file.',
    remedy: 'Use the address of the file itself.',
  },
  'io/wrong-signature': {
    means: 'The index of a published catalog is not signed by the key that was given, or the key is none.',
    remedy: 'Do not use it. Ask its publisher for the key.',
  },
  'io/wrong-digest': {
    means: 'The file does not have the digest that was announced.',
    remedy: 'Try again; if it happens again, do not use the file.',
  },
};
