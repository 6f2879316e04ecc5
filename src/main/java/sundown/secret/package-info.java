/** Secrets: typed, masked, encrypted at rest. */
package sundown.secret;
