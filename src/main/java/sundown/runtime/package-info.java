/** Needs of the functions from their machine: a clock, chance, and HTTP. */
package sundown.runtime;
