/** {@code make bench-purge}: the code that ends a group, over the adapters of AWS, on emulators. */
package sundown.bench;
