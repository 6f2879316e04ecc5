/** {@code sundown verify}: checks certificates, manifests, and proofs, with a copy of the audit bucket alone. */
package sundown.cli.verify;
