/** The demonstration of a group's purge. */
package sundown.local.demo.purge;
