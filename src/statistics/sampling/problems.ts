/** What can be wrong with the uncertainty that a user describes. */
export type UncertaintyCode =
  | 'uncertainty/distribution'
  | 'uncertainty/correlation'
  | 'uncertainty/too-many'
  | 'uncertainty/none'
  | 'uncertainty/selects'
  | 'uncertainty/samples'
  | 'uncertainty/seed';
