import fc from 'fast-check';
import { inject } from 'vitest';

// Every property of the run takes the same seed; fast-check prints it with the smallest counterexample that it finds.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: inject('propertySeed') });
