/** The two ways in which a port fails; the adapter sorts them once, where they arise. */
package sundown.failure;
