/**
 * {@code make bench-scale}: the functions that go through a whole group, over ports in memory, on a clock that each
 * call of a port moves on, with all that they ask of AWS counted.
 */
package sundown.bench.scale;
