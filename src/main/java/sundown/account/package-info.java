/** Users' accounts: id, region and membership. */
package sundown.account;
