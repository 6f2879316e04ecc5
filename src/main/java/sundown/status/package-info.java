/** Where a user stands, in one answer over all rooms. */
package sundown.status;
