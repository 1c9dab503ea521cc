/** A name and a password before the host of an address; of a page, a token may be the name. */
const beforeHost = /(?:(?<=:\/{1,2})[^\s/?#:@]{0,300}:\S{0,300}|(?<=https?:\/{1,2})[^\s/?#:@]{1,300})@/giu;
/** What is given under a name that says that it is secret: in a query, or in the words of a connection. */
const named =
  /(?<=[?&;\s](?:password|passwd|pwd|token|access_token|auth_token|api_key|apikey|secret|client_secret|sig|signature|x-amz-signature|x-amz-credential)=)[^\s&#;'"]+/giu;

/**
 * The text without the passwords and tokens of addresses in it: who mistypes the address of a database should not find its
 * password in the log of a pipeline.
 */
export function withoutSecrets(text: string): string {
  return text.replaceAll(beforeHost, '***@').replaceAll(named, '***');
}

/** The same with as many stars as there were characters, so that places in the text stay where they are. */
export function withSecretsMasked(text: string): string {
  const stars = (found: string): string => '*'.repeat(found.length);
  return text.replaceAll(beforeHost, (found) => `${'*'.repeat(found.length - 1)}@`).replaceAll(named, stars);
}
