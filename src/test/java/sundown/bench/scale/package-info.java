/**
 * {@code make bench-scale}: the functions that go through a whole group, over ports in memory, on a clock that each
 * call of a port moves on. It counts all requests to AWS.
 */
package sundown.bench.scale;
