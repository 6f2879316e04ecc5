/** A user's status in all rooms, in one answer. */
package sundown.status;
