import { watch, type FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Editors write a file in several steps: changes within this time are one. In milliseconds. */
const quietTime = 100;

/**
 * Calls `onChange` after any of the files was changed, replaced, made or removed, once for changes close together. The
 * folders are watched, not the files, since editors put a new file in the old one's place. What it returns ends it.
 */
export function watchFiles(paths: readonly string[], onChange: () => void): () => void {
  const byFolder = new Map<string, Set<string>>();
  for (const path of paths) {
    const names = byFolder.get(dirname(path)) ?? new Set();
    byFolder.set(dirname(path), names.add(basename(path)));
  }
  let timer: NodeJS.Timeout | undefined;
  const changed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(onChange, quietTime);
  };
  const watchers = [...byFolder].flatMap(([folder, names]): readonly FSWatcher[] => {
    try {
      const watcher = watch(folder, (_event, name) => {
        if (name === null || names.has(name)) changed();
      });
      // A folder that is removed ends its watcher; the others go on.
      watcher.on('error', () => watcher.close());
      return [watcher];
    } catch {
      return [];
    }
  });
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
