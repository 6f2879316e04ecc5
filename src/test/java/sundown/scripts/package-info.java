/** The scripts that deploy refuse what would fail only in the account. */
package sundown.scripts;
