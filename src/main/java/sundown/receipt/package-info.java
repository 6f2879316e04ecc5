/** How much of a user's gallery is safe, and its receipt, which outlives the rows from which it is made. */
package sundown.receipt;
