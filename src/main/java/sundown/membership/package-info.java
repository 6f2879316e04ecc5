/** Memberships end when a group's exports open: each is cancelled, and its fee is put down for the refund date. */
package sundown.membership;
