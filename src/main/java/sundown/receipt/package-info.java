/** What became of a user's gallery; outlives the rows that it is made of. */
package sundown.receipt;
