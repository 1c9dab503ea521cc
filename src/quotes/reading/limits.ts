/** The most rows of quotes that a file, or a sheet of one, may have below its header. */
export const mostRows = 2_000;
