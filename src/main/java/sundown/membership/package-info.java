/** Memberships end when a group's exports open; at the refund date, a second walk ends those that are left. */
package sundown.membership;
