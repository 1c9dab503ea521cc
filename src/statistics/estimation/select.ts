/**
 * Reorders the values from `from` to `to` so that the one at `rank` is that of the sorted order, with none larger before
 * and none smaller after it: Hoare's selection. Values are not NaN.
 */
export function select(values: Float64Array, from: number, to: number, rank: number): void {
  let low = from;
  let high = to;
  for (let step = 0; low < high; step += 1) {
    if (step > 100) {
      // Unlucky pivots: sorting ends it in n·log n.
      values.subarray(low, high + 1).sort();
      return;
    }
    const pivot = median(values[low] ?? 0, values[(low + high) >>> 1] ?? 0, values[high] ?? 0);
    let left = low;
    let right = high;
    while (left <= right) {
      while ((values[left] ?? 0) < pivot) left += 1;
      while ((values[right] ?? 0) > pivot) right -= 1;
      if (left <= right) {
        const swapped = values[left] ?? 0;
        values[left] = values[right] ?? 0;
        values[right] = swapped;
        left += 1;
        right -= 1;
      }
    }
    if (rank <= right) high = right;
    else if (rank >= left) low = left;
    else return;
  }
}

function median(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
