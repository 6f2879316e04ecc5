/** {@code sundown preflight}: shows what check-readiness found. */
package sundown.cli.readiness;
