/** {@code sundown decommission}: what remains of a stack when every group is certified. */
package sundown.cli.decommission;
