/** Memberships end when a group's exports open; at the refund date, a second run ends those that are left. */
package sundown.membership;
