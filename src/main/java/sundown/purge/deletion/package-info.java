/** The deletion of what an approved manifest lists, account by account, behind a gate, and how far it is. */
package sundown.purge.deletion;
