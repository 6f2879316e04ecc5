/** Holds the calls of the functions against the policies of the template. */
package sundown.local.rights;
