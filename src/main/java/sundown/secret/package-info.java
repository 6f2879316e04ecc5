/** Secrets: typed, masked, encrypted at rest; and the credentials that operators keep for outside services. */
package sundown.secret;
