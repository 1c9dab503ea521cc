/** A calendar date, `2026-11-01`. Dates of this form compare as texts. */
export type IsoDate = string;
