/**
 * {@code sundown import}: makes the rows of accounts, items, and claims of what a photo cloud exports. A reader finds
 * the rows of files and their lines; DuckDB checks, sorts, joins, and compares them by the statements in
 * {@code import.sql} and {@code delta.sql}; and files are packed for DynamoDB, part by part. The engine has a fixed
 * memory, and keeps on the disk what does not fit.
 */
package sundown.cli.adopt;
