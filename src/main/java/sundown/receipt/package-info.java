/** What became of a user's gallery; outlives the rows from which it is made. */
package sundown.receipt;
