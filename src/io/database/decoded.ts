/** A part of an address with its escapes undone; as it is where an escape is wrong: a `%` that was meant as one. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
