/**
 * Memberships end when a group's exports open: each is cancelled, and its fee is put down for the refund date. At that
 * date the group is walked once more, for whoever was missed.
 */
package sundown.membership;
