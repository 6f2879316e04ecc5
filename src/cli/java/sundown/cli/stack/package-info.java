/** {@code sundown preflight}, {@code record}, and {@code decommission}: what operators ask about a stack. */
package sundown.cli.stack;
