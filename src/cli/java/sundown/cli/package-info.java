/** The operators' command line, {@code ./sundown}; never part of the functions. */
package sundown.cli;
