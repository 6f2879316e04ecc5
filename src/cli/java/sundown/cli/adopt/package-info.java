/**
 * {@code sundown import}: makes the rows of accounts, items, and claims of what a photo cloud exports. It reads the
 * exported files once, checks each row, and sorts what it takes by a hash of the user into a file of sorted runs; then
 * it merges the runs part by part, where rows of one key meet: duplicates, items and their accounts, and the rows of
 * the import before. Memory holds a few pieces of the files, and never all of a table.
 */
package sundown.cli.adopt;
