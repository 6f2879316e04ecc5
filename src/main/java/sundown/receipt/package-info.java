/** The receipt of a user's gallery; it outlives the rows from which it is made. */
package sundown.receipt;
