/** {@code sundown compare-inventory}: what S3 itself lists, as a second opinion on a manifest or a certificate. */
package sundown.cli.inventory;
