/** Memberships end when a group's exports open; when its refunds begin, a second run ends those that are left. */
package sundown.membership;
