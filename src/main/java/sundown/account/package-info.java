/** Who a user is: owner, region and, with time, membership and holds. */
package sundown.account;
